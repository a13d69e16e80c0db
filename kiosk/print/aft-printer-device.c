/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way to a printer that is a character device. A file or a disk that stands under its name is
 * not written to. */
#include "aft-printer-link-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "aft-error.h"

void
aft_printer_set_errno (GError **error, const char *what, int number)
{
  AftErrorCode code
      = number == EACCES || number == EPERM ? AFT_ERROR_DENIED : AFT_ERROR_UNAVAILABLE;
  g_set_error (error, AFT_ERROR, code, "The printer at %s: %s", what, g_strerror (number));
}

static gboolean
is_device (int descriptor)
{
  struct stat found;
  return fstat (descriptor, &found) == 0 && S_ISCHR (found.st_mode);
}

static gboolean
make_raw (int descriptor)
{
  struct termios line;
  if (!isatty (descriptor))
    return TRUE;
  if (tcgetattr (descriptor, &line) != 0)
    return FALSE;
  cfmakeraw (&line);
  return tcsetattr (descriptor, TCSANOW, &line) == 0;
}

int
aft_printer_device_open (const char *path, GError **error)
{
  int descriptor = open (path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (descriptor < 0)
    {
      aft_printer_set_errno (error, path, errno);
      return -1;
    }
  if (is_device (descriptor) && make_raw (descriptor))
    return descriptor;
  close (descriptor);
  aft_printer_set_errno (error, path, ENODEV);
  return -1;
}
