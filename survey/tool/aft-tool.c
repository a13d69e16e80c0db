/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the subcommands of aftertaste-survey share: messages, files, a clock that stands. */

#include "aft-tool-private.h"

#include <stdio.h>

#include "aft-error.h"

/* RELIABILITY: a survey is at most 4 MiB; a script of acts has the same room. */
#define MOST_BYTES (16 * 1024 * 1024)

int
aft_tool_fail (int status, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("aftertaste-survey: %s\n", g_strdelimit (message, "\r\n", ' '));
  return status;
}

int
aft_tool_misuse (const char *message)
{
  return aft_tool_fail (2, "%s (try --help)", message);
}

char *
aft_tool_read_file (const char *path, gsize *ret_length, GError **error)
{
  char *text = NULL;
  gsize length = 0;
  g_autoptr (GError) cause = NULL;
  if (!g_file_get_contents (path, &text, &length, &cause))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "%s", cause->message);
      return NULL;
    }
  if (length > MOST_BYTES)
    {
      g_free (text);
      g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "%s is too large", path);
      return NULL;
    }
  if (ret_length != NULL)
    *ret_length = length;
  return text;
}

void
aft_tool_print_line (const char *line)
{
  fputs (line, stdout);
  fputc ('\n', stdout);
}

static gint64
read_stopped (gpointer user_data)
{
  return *(gint64 *) user_data;
}

AftClock *
aft_tool_new_clock (const char *text, GTimeZone *zone)
{
  static const AftClockSource source = { read_stopped, read_stopped };
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);
  if (time == NULL)
    return NULL;
  gint64 *now_us = g_new (gint64, 1);
  *now_us = g_date_time_to_unix (time) * G_USEC_PER_SEC;
  return aft_clock_new (&source, now_us, g_free);
}
