/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way to a printer on a serial line: a device with a speed. No flow control: a receipt printer
 * is faster than its line, and where its paper ends the questions within a slip find out. */
#include "aft-printer-link-private.h"

#include <errno.h>
#include <termios.h>
#include <unistd.h>

static speed_t
get_speed (guint baud)
{
  switch (baud)
    {
    case 9600:
      return B9600;
    case 38400:
      return B38400;
    case 57600:
      return B57600;
    case 115200:
      return B115200;
    case 19200:
    default:
      return B19200;
    }
}

static gboolean
set_line (int descriptor, guint baud)
{
  struct termios line;
  if (tcgetattr (descriptor, &line) != 0)
    return FALSE;
  cfmakeraw (&line);
  line.c_cflag |= CLOCAL | CREAD;
  line.c_cflag &= ~(tcflag_t) (CSTOPB | CRTSCTS);
  return cfsetspeed (&line, get_speed (baud)) == 0 && tcsetattr (descriptor, TCSANOW, &line) == 0;
}

int
aft_printer_serial_open (const char *path, guint baud, GError **error)
{
  int descriptor = aft_printer_device_open (path, error);
  if (descriptor < 0 || set_line (descriptor, baud))
    return descriptor;
  aft_printer_set_errno (error, path, errno);
  close (descriptor);
  return -1;
}
