/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the subcommands share towards whoever calls them: where the result goes, and how a failure
 * is told. */
#include <errno.h>
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "aft-export.h"

#define FAILED       1
#define USED_WRONGLY 2

G_GNUC_PRINTF (3, 0)
static int
tell (int status, const char *hint, const char *format, va_list arguments)
{
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  g_printerr ("aftertaste-export: %s%s\n", g_strdelimit (message, "\r\n", ' '), hint);
  return status;
}

int
aft_export_fail (int status, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  tell (status, "", format, arguments);
  va_end (arguments);
  return status;
}

int
aft_export_misuse (const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  tell (USED_WRONGLY, " (try --help)", format, arguments);
  va_end (arguments);
  return USED_WRONGLY;
}

static int
write_to_output (GBytes *bytes)
{
  gsize length = 0;
  const void *data = g_bytes_get_data (bytes, &length);
  if (isatty (STDOUT_FILENO))
    return aft_export_misuse ("a terminal cannot show this: name a file with --output");
  if (fwrite (data, 1, length, stdout) != length || fflush (stdout) != 0)
    return aft_export_fail (FAILED, "the output could not be written: %s", g_strerror (errno));
  return 0;
}

int
aft_export_write (GBytes *bytes, const char *path)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) error = NULL;
  if (path == NULL || g_str_equal (path, "-"))
    return write_to_output (bytes);
  if (!g_file_set_contents (path, data, (gssize) length, &error))
    return aft_export_fail (FAILED, "%s", error->message);
  return 0;
}
