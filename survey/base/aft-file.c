/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place in base that opens a file, for the readers of JSON and of key files: bounded,
 * regular files only, and with the system's errors turned into ours. Writing is not done here. */
#include "aft-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-error.h"

static void
set_error_from_errno (GError **error, const char *path, int number)
{
  g_set_error (error, AFT_ERROR, (int) aft_error_from_errno (number), "%s: %s", path,
               g_strerror (number));
}

/* Reads up to @room bytes; -1 with errno set when the file does not let itself be read. */
static gssize
read_up_to (int file, char *buffer, gsize room)
{
  gsize filled = 0;

  while (filled < room)
    {
      gssize count = read (file, buffer + filled, room - filled);

      if (count < 0 && errno == EINTR)
        continue;
      if (count < 0)
        return -1;
      if (count == 0)
        break;
      filled += (gsize) count;
    }
  return (gssize) filled;
}

static char *
read_open_file (int file, const char *path, gsize most_bytes, gsize *ret_length, GError **error)
{
  g_autofree char *buffer = NULL;
  struct stat status;
  gssize length;
  gsize room;

  if (fstat (file, &status) != 0)
    {
      set_error_from_errno (error, path, errno);
      return NULL;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "%s: not a regular file", path);
      return NULL;
    }
  /* One byte more than the file says, to notice one that grows meanwhile. */
  room = MIN ((gsize) status.st_size, most_bytes) + 1;
  buffer = g_malloc (room + 1);
  length = read_up_to (file, buffer, room);
  if (length < 0)
    {
      set_error_from_errno (error, path, errno);
      return NULL;
    }
  if ((gsize) length > most_bytes)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE,
                   "%s: larger than %" G_GSIZE_FORMAT " bytes", path, most_bytes);
      return NULL;
    }
  if ((gsize) length == room)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "%s: changed while being read", path);
      return NULL;
    }
  buffer[length] = '\0';
  *ret_length = (gsize) length;
  return g_steal_pointer (&buffer);
}

char *
aft_file_read (const char *path, gsize most_bytes, gsize *ret_length, GError **error)
{
  /* O_NONBLOCK: opening a FIFO must not wait for a writer. */
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  char *content;

  if (file < 0)
    {
      set_error_from_errno (error, path, errno);
      return NULL;
    }
  content = read_open_file (file, path, most_bytes, ret_length, error);
  close (file);
  return content;
}
