/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line's text and when it is written. How far the work is, it says itself; where it cannot, the
 * seconds must do. */
#include "aft-progress-line.h"

#include <string.h>
#include <unistd.h>

#define PATIENCE_US G_GINT64_CONSTANT (1000000)
#define INTERVAL_US G_GINT64_CONSTANT (200000)
#define CLEAR       "\r\033[K"

struct _AftProgressLine
{
  AftHouseProgress progress;
  char *name;
  AftClock *clock;
  int fd;
  gint64 began_us;
  gint64 written_us;
  gboolean is_written;
};

/* A terminal that takes nothing is no reason to stop. */
static void
put (AftProgressLine *line, const char *text)
{
  gssize count = write (line->fd, text, strlen (text));
  line->is_written = count > 0;
}

static void
on_told (guint64 done, guint64 total, gpointer data)
{
  AftProgressLine *line = data;
  gint64 now_us = aft_clock_get_monotonic_us (line->clock);
  gint64 seconds = (now_us - line->began_us) / G_USEC_PER_SEC;
  if (now_us - line->began_us < PATIENCE_US || now_us - line->written_us < INTERVAL_US)
    return;
  line->written_us = now_us;
  /* A total that was a guess may be passed. */
  guint percent = (guint) (MIN (done, total) * 100.0 / MAX (total, 1));
  g_autofree char *text
      = done > 0 ? g_strdup_printf (CLEAR "%s: %u %%, %" G_GINT64_FORMAT " s", line->name, percent,
                                    seconds)
                 : g_strdup_printf (CLEAR "%s: %" G_GINT64_FORMAT " s", line->name, seconds);
  put (line, text);
}

AftProgressLine *
aft_progress_line_new (const char *name, AftClock *clock, int fd)
{
  AftProgressLine *line = g_new0 (AftProgressLine, 1);
  line->progress = (AftHouseProgress){ on_told, line };
  line->name = g_strdup (name);
  line->clock = aft_clock_ref (clock);
  line->fd = fd;
  line->began_us = aft_clock_get_monotonic_us (clock);
  return line;
}

void
aft_progress_line_free (AftProgressLine *line)
{
  if (line == NULL)
    return;
  if (line->is_written)
    put (line, CLEAR);
  aft_clock_unref (line->clock);
  g_free (line->name);
  g_free (line);
}

const AftHouseProgress *
aft_progress_line_get (AftProgressLine *line)
{
  return line != NULL ? &line->progress : NULL;
}
