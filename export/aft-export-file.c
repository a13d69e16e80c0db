/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table on its way out: where its bytes go, who is told how far it is, what ends it early, and
 * the manifest beside it, which goes to its place behind the table: where one of the two cannot,
 * neither stays. What rows hold is not known here. */
#include "aft-export-file.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "aft-calendar.h"
#include "aft-error.h"
#include "aft-export.h"
#include "aft-json.h"
#include "aft-progress-line.h"

#define MANIFEST_SCHEMA 1
#define STEP            512 /* records between two looks */
#define GRACE_SECONDS   1

/* What the thread that waits for signals shares with the rest. It lives as long as the program. */
typedef struct
{
  gint is_stopped; /* atomic */
  gboolean has_file;
  sigset_t signals;
} Stop;

struct _AftExportFile
{
  const AftExportOptions *options;
  AftExportHouse *house;
  AftSink *manifest; /* NULL: none is wanted */
  AftSink *sink;
  AftSheet *sheet;
  Stop *stop; /* the thread's */
  AftProgressLine *line;
  guint64 records;
  AftValueBuilder *columns;
  AftValueBuilder *suppressed;
  AftValueBuilder *more;
};

/* -- being interrupted -------------------------------------------------------------------------
 */

/* The first signal is told to whoever writes. Who writes into a pipe that nobody reads does not
 * see it: there nothing is left behind, and the program ends here. The second signal ends it
 * wherever it is. */
static gpointer
wait_for_signals (gpointer data)
{
  Stop *stop = data;
  int number = 0;
  const struct timespec grace = { GRACE_SECONDS, 0 };
  while (sigwait (&stop->signals, &number) != 0)
    ;
  g_atomic_int_set (&stop->is_stopped, 1);
  if (stop->has_file)
    while (sigwaitinfo (&stop->signals, NULL) < 0)
      ;
  else
    sigtimedwait (&stop->signals, NULL, &grace);
  _exit (aft_export_fail (1, "it was interrupted"));
}

static Stop *
watch_signals (gboolean has_file)
{
  Stop *stop = g_new0 (Stop, 1);
  stop->has_file = has_file;
  sigemptyset (&stop->signals);
  sigaddset (&stop->signals, SIGINT);
  sigaddset (&stop->signals, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &stop->signals, NULL);
  signal (SIGPIPE, SIG_IGN);
  g_thread_unref (g_thread_new ("signals", wait_for_signals, stop));
  return stop;
}

/* -- opening -----------------------------------------------------------------------------------
 */

static const char *const type_names[] = {
  [AFT_COLUMN_TEXT] = "text", [AFT_COLUMN_INTEGER] = "integer", [AFT_COLUMN_NUMBER] = "number",
  [AFT_COLUMN_DAY] = "day",   [AFT_COLUMN_TIME] = "time",
};

static AftValueBuilder *
list_columns (const AftSheetOptions *sheet)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (gsize i = 0; i < sheet->n_columns; i++)
    {
      const AftColumn *column = &sheet->columns[i];
      AftValueBuilder *item = aft_value_builder_new_object ();
      aft_value_builder_set_string (item, "name", column->name);
      if (column->label != NULL)
        aft_value_builder_set_string (item, "label", column->label);
      aft_value_builder_set_string (item, "type", type_names[column->type]);
      aft_value_builder_take (list, aft_value_builder_end (item));
    }
  return list;
}

static gboolean
check_output (const AftExportOptions *options, GError **error)
{
  gboolean is_text = options->format == AFT_SHEET_CSV || options->format == AFT_SHEET_JSONL
                     || options->format == AFT_SHEET_HTML;
  if (options->output != NULL || is_text || !isatty (STDOUT_FILENO))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                       "A terminal cannot show this: name a file with --output");
  return FALSE;
}

static gboolean
open_sheet (AftExportFile *file, const AftSheetOptions *sheet, GError **error)
{
  const AftExportOptions *options = file->options;
  AftSheetOptions own = *sheet;
  own.format = options->format;
  own.has_labels = options->has_labels;
  own.has_label_line = options->has_labels;
  own.leaves_bom = options->leaves_bom;
  own.is_raw = options->is_raw;
  if (!aft_export_options_get_reader (options, file->house, &own.language, error))
    return FALSE;
  file->sink = options->output != NULL ? aft_sink_new_file (options->output, error)
                                       : aft_sink_new_descriptor (STDOUT_FILENO);
  if (file->sink != NULL && file->manifest == NULL)
    aft_sink_leave_out_digest (file->sink);
  if (file->sink != NULL)
    file->sheet = aft_sheet_new (&own, file->sink, error);
  return file->sheet != NULL;
}

/* Also so that what cannot be written is known before hours of work. */
static gboolean
open_manifest (AftExportFile *file, GError **error)
{
  const AftExportOptions *options = file->options;
  g_autofree char *beside
      = options->output != NULL ? g_strconcat (options->output, ".manifest.json", NULL) : NULL;
  const char *path = options->manifest != NULL ? options->manifest : beside;
  if (path != NULL)
    file->manifest = aft_sink_new_file (path, error);
  return path == NULL || file->manifest != NULL;
}

AftExportFile *
aft_export_file_new (const AftExportOptions *options,
                     AftExportHouse *house,
                     const AftSheetOptions *sheet,
                     GError **error)
{
  g_autoptr (AftExportFile) file = g_new0 (AftExportFile, 1);
  file->options = options;
  file->house = house;
  file->columns = list_columns (sheet);
  file->suppressed = aft_value_builder_new_array ();
  file->more = aft_value_builder_new_object ();
  if (!check_output (options, error))
    return NULL;
  file->stop = watch_signals (options->output != NULL);
  if (!open_manifest (file, error) || !open_sheet (file, sheet, error))
    return NULL;
  if (isatty (STDERR_FILENO))
    file->line = aft_progress_line_new ("export", house->clock, STDERR_FILENO);
  return g_steal_pointer (&file);
}

AftSheet *
aft_export_file_get_sheet (AftExportFile *file)
{
  return file->sheet;
}

static gboolean
check_stop (AftExportFile *file, GError **error)
{
  if (g_atomic_int_get (&file->stop->is_stopped) == 0)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "it was interrupted");
  return FALSE;
}

gboolean
aft_export_file_step (AftExportFile *file, guint64 total, GError **error)
{
  file->records++;
  if (!check_stop (file, error))
    return FALSE;
  if (file->line != NULL && file->records % STEP == 0)
    {
      const AftHouseProgress *progress = aft_progress_line_get (file->line);
      progress->tell (total > 0 ? file->records : 0, MAX (total, 1), progress->data);
    }
  return TRUE;
}

void
aft_export_file_add_suppressed (AftExportFile *file,
                                const char *what,
                                const char *why,
                                guint64 count)
{
  AftValueBuilder *item = aft_value_builder_new_object ();
  aft_value_builder_set_string (item, "what", what);
  aft_value_builder_set_string (item, "why", why);
  aft_value_builder_set_number (item, "count", (double) count);
  aft_value_builder_take (file->suppressed, aft_value_builder_end (item));
}

void
aft_export_file_take_member (AftExportFile *file, const char *name, AftValue *value)
{
  aft_value_builder_set_take (file->more, name, value);
}

/* -- the manifest ------------------------------------------------------------------------------
 */

static void
set_day (AftValueBuilder *filter, const char *name, gint32 day)
{
  if (day < 0 || day > AFT_CALENDAR_LAST_DAY)
    return;
  g_autofree char *text = aft_calendar_day_to_text (day);
  aft_value_builder_set_string (filter, name, text);
}

/* As it was asked for; what was not is not there. */
static AftValue *
describe_filter (const AftExportOptions *options)
{
  AftValueBuilder *filter = aft_value_builder_new_object ();
  set_day (filter, "from", options->from_day);
  set_day (filter, "to", options->to_day);
  if (options->venues->len > 0)
    {
      AftValueBuilder *venues = aft_value_builder_new_array ();
      for (guint i = 0; i < options->venues->len; i++)
        aft_value_builder_take (venues, aft_value_new_string (options->venues->pdata[i]));
      aft_value_builder_set_take (filter, "venues", aft_value_builder_end (venues));
    }
  if (options->survey != NULL)
    aft_value_builder_set_string (filter, "survey", options->survey);
  if (options->has_language)
    aft_value_builder_set_string (filter, "language", aft_language_get_tag (options->language));
  aft_value_builder_set_boolean (filter, "labels", options->has_labels);
  aft_value_builder_set_boolean (filter, "long", options->is_long);
  return aft_value_builder_end (filter);
}

static char *
dup_time (AftClock *clock)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (aft_clock_get_real_ms (clock) / 1000);
  return g_date_time_format (now, "%FT%TZ");
}

/* Cells that were changed because the format, or a spreadsheet, would not bear them. */
static void
add_changed (AftExportFile *file)
{
  guint64 neutralised = aft_sheet_get_neutralised (file->sheet);
  guint64 cut = aft_sheet_get_cut (file->sheet);
  if (neutralised > 0)
    aft_export_file_add_suppressed (file, "cell", "neutralised: a spreadsheet would run it",
                                    neutralised);
  if (cut > 0)
    aft_export_file_add_suppressed (file, "cell", "cut: longer than the format has room for", cut);
}

static AftValue *
describe (AftExportFile *file, guint64 records_in_database)
{
  AftValueBuilder *manifest = g_steal_pointer (&file->more);
  g_autofree char *now = dup_time (file->house->clock);
  add_changed (file);
  aft_value_builder_set_string (manifest, "program", "aftertaste-export");
  aft_value_builder_set_string (manifest, "version", AFTERTASTE_VERSION);
  aft_value_builder_set_number (manifest, "schema", MANIFEST_SCHEMA);
  aft_value_builder_set_string (manifest, "made_at", now);
  aft_value_builder_set_string (manifest, "format",
                                aft_sheet_format_to_text (file->options->format));
  aft_value_builder_set_take (manifest, "filter", describe_filter (file->options));
  aft_value_builder_set_take (manifest, "columns",
                              aft_value_builder_end (g_steal_pointer (&file->columns)));
  aft_value_builder_set_number (manifest, "rows", (double) aft_sheet_get_rows (file->sheet));
  aft_value_builder_set_number (manifest, "records", (double) file->records);
  aft_value_builder_set_number (manifest, "records_in_database", (double) records_in_database);
  aft_value_builder_set_number (manifest, "bytes", (double) aft_sink_get_length (file->sink));
  aft_value_builder_set_string (manifest, "sha256", aft_sink_get_sha256 (file->sink));
  aft_value_builder_set_take (manifest, "suppressed",
                              aft_value_builder_end (g_steal_pointer (&file->suppressed)));
  aft_value_builder_set_boolean (manifest, "with_words", file->options->with_words);
  aft_value_builder_set_boolean (manifest, "with_contact", file->options->with_contact);
  return aft_value_builder_end (manifest);
}

static gboolean
write_manifest (AftExportFile *file, guint64 records_in_database, GError **error)
{
  if (file->manifest == NULL)
    return TRUE;
  g_autoptr (AftValue) value = describe (file, records_in_database);
  g_autofree char *line = aft_json_to_line (value);
  return aft_sink_write (file->manifest, line, strlen (line), error)
         && aft_sink_write (file->manifest, "\n", 1, error)
         && aft_sink_finish (file->manifest, error);
}

gboolean
aft_export_file_finish (AftExportFile *file, guint64 records_in_database, GError **error)
{
  g_clear_pointer (&file->line, aft_progress_line_free);
  if (!aft_sheet_finish (file->sheet, error) || !check_stop (file, error)
      || !aft_sink_finish (file->sink, error))
    return FALSE;
  if (!write_manifest (file, records_in_database, error))
    {
      if (file->options->output != NULL)
        g_unlink (file->options->output);
      return FALSE;
    }
  if (file->records != records_in_database)
    g_printerr ("aftertaste-export: %" G_GUINT64_FORMAT " were taken, of %" G_GUINT64_FORMAT
                " that are there now: something came meanwhile\n",
                file->records, records_in_database);
  return TRUE;
}

void
aft_export_file_free (AftExportFile *file)
{
  if (file == NULL)
    return;
  aft_progress_line_free (file->line);
  aft_sheet_free (file->sheet);
  aft_sink_free (file->sink);
  aft_sink_free (file->manifest);
  g_clear_pointer (&file->columns, aft_value_builder_free);
  g_clear_pointer (&file->suppressed, aft_value_builder_free);
  g_clear_pointer (&file->more, aft_value_builder_free);
  g_free (file);
}
