/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report: the satisfaction of a period on paper or as a page, to one file, or by name into a
 * folder, where a timer wants it every month. Which period and which language it is; what the
 * report says is survey/trends', and how it looks survey/pdf's and survey/report's. */
#include <string.h>

#include "aft-error.h"
#include "aft-export-options.h"
#include "aft-export.h"
#include "aft-report-html.h"
#include "aft-report-paper.h"
#include "aft-sink.h"
#include "aft-trend-page.h"

#define FAILED 1

typedef enum
{
  PDF,
  HTML
} Format;

#define FORMATS 2

static const char *const endings[FORMATS] = { [PDF] = "pdf", [HTML] = "html" };

/* As it was called. */
typedef struct
{
  AftExportOptions options;
  const char *period;   /* NULL: the last month that is over */
  const char *language; /* NULL: the house's */
  const char *format;   /* NULL: by the output's ending; into a folder both */
  const char *folder;
  const char *manifest; /* there is none of a report */
  gboolean is_missing;  /* only what is not there yet */
  gboolean is_wanted[FORMATS];
} Wish;

static void
wish_clear (Wish *wish)
{
  aft_export_options_clear (&wish->options);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

/* What the report is made of. */
typedef struct
{
  AftExportHouse *house;
  AftHouse *record;
  GPtrArray *venues; /* AftVenue, of the report */
  AftTrendScope *scope;
  AftLanguage language;
} Report;

static void
report_clear (Report *report)
{
  g_clear_pointer (&report->scope, aft_trend_scope_free);
  g_clear_pointer (&report->venues, g_ptr_array_unref);
  g_clear_pointer (&report->record, aft_house_free);
  g_clear_pointer (&report->house, aft_export_house_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Report, report_clear)

/* -- what is asked for -------------------------------------------------------------------------
 */

/* FALSE: there is no such format. */
static gboolean
choose_formats (Wish *wish)
{
  const char *ending = wish->options.output != NULL ? strrchr (wish->options.output, '.') : NULL;
  gboolean is_any = FALSE;

  for (guint i = 0; i < FORMATS; i++)
    {
      if (wish->format != NULL)
        wish->is_wanted[i] = g_str_equal (wish->format, endings[i]);
      else
        wish->is_wanted[i]
            = wish->folder != NULL || (ending != NULL && g_str_equal (ending + 1, endings[i]));
      is_any |= wish->is_wanted[i];
    }
  if (!is_any && wish->format == NULL)
    wish->is_wanted[PDF] = TRUE;
  return is_any || wish->format == NULL;
}

/* FALSE after one line on stderr. */
static gboolean
check_wish (Wish *wish)
{
  if (!choose_formats (wish))
    aft_export_misuse ("--format is pdf or html, not %s", wish->format);
  else if (wish->manifest != NULL)
    aft_export_misuse ("a report has no manifest: its last page says how it is made");
  else if (wish->folder != NULL && wish->options.output != NULL)
    aft_export_misuse ("--folder and --output are two places: name one");
  else if (wish->folder != NULL && wish->options.venues->len > 0)
    aft_export_misuse ("--folder takes the report of all restaurants: use --output with --venue");
  else if (wish->is_missing && wish->folder == NULL)
    aft_export_misuse ("--missing is for a --folder");
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_wish (Wish *wish, int count, char **words)
{
  static const char *const takes[] = { "--venue", "--reader-language", NULL };
  const AftExportOption own[] = { { .name = "--period", .text = &wish->period },
                                  { .name = "--language", .text = &wish->language },
                                  { .name = "--format", .text = &wish->format },
                                  { .name = "--manifest", .text = &wish->manifest },
                                  { .name = "--folder", .text = &wish->folder },
                                  { .name = "--missing", .flag = &wish->is_missing },
                                  { .name = NULL } };

  return aft_export_options_read (&wish->options, count, words, takes, own) && check_wish (wish);
}

/* -- what it is made of ------------------------------------------------------------------------
 */

/* INVALID: none of the three. */
static gboolean
choose_language (const Wish *wish, Report *report, GError **error)
{
  if (wish->language == NULL)
    return aft_export_options_get_reader (&wish->options, report->house, &report->language, error);
  report->language = aft_language_from_tag (wish->language);
  if (g_str_equal (wish->language, aft_language_get_tag (report->language)))
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "--language is zh-CN, zh-TW or en, not %s",
               wish->language);
  return FALSE;
}

static gboolean
is_named (const AftVenue *venue, const GArray *ids)
{
  return ids == NULL || aft_id_is_among (aft_venue_get_id (venue), ids);
}

/* Removes those that were not asked for. */
static gboolean
choose_venues (Report *report, const GArray *ids, GError **error)
{
  report->venues = aft_house_store_list_venues_sync (report->house->store, error);
  if (report->venues == NULL)
    return FALSE;
  for (guint i = report->venues->len; i > 0; i--)
    if (!is_named (report->venues->pdata[i - 1], ids))
      g_ptr_array_remove_index (report->venues, i - 1);
  if (report->venues->len > 0)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no restaurant yet");
  return FALSE;
}

/* The business day that it is in all of the restaurants: the earliest. */
static gint32
get_today (const Report *report)
{
  const gint64 now_ms = aft_clock_get_real_ms (report->house->clock);
  gint32 today = G_MAXINT32;

  for (guint i = 0; i < report->venues->len; i++)
    today = MIN (today, aft_venue_get_business_day (report->venues->pdata[i], now_ms));
  return today;
}

/* "2026-10", where today is in November. */
static char *
dup_last_month (gint32 today)
{
  const AftDate date = aft_calendar_date_of (today);
  const gint month = date.month > 1 ? date.month - 1 : 12;

  return g_strdup_printf ("%04d-%02d", date.month > 1 ? date.year : date.year - 1, month);
}

static gboolean
choose_scope (const Wish *wish, Report *report, const GArray *ids, GError **error)
{
  const gint32 today = get_today (report);
  g_autofree char *period = wish->period != NULL ? g_strdup (wish->period) : dup_last_month (today);

  report->scope = aft_trend_scope_new (today);
  report->scope->enough = report->house->enough;
  report->scope->few = report->house->few;
  if (ids != NULL)
    g_array_append_vals (report->scope->venue_ids, ids->data, ids->len);
  report->scope->names_venues = ids != NULL;
  return aft_trend_scope_set (report->scope, "period", period, error);
}

static gboolean
open_report (const Wish *wish, Report *report, GError **error)
{
  g_autoptr (GArray) ids = NULL;

  report->house = aft_export_house_open (&wish->options.place, error);
  if (report->house == NULL)
    return FALSE;
  report->record = aft_house_store_get_house_sync (report->house->store, error);
  return report->record != NULL && choose_language (wish, report, error)
         && aft_export_options_find_venues (&wish->options, report->house, &ids, error)
         && choose_venues (report, ids, error) && choose_scope (wish, report, ids, error);
}

/* By the first restaurant's clock. */
static char *
dup_made (const Report *report, gint64 now_ms)
{
  g_autoptr (GTimeZone) zone
      = g_time_zone_new_identifier (aft_venue_get_zone (report->venues->pdata[0]));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

static AftReportDocument *
make_document (const Report *report, GError **error)
{
  const gint64 now_ms = aft_clock_get_real_ms (report->house->clock);
  const AftTrendVoice voice = { report->house->catalogue, report->language };
  g_autofree char *when = dup_made (report, now_ms);
  const AftTrendPageMade made = { .house = report->record->name,
                                  .made = when,
                                  .made_ms = now_ms,
                                  .program = "Aftertaste " AFTERTASTE_VERSION };

  return aft_trend_page_new_sync (report->house->store, &voice, report->scope, &made, error);
}

/* -- where it goes -----------------------------------------------------------------------------
 */

/* NULL: to the output that was named. */
static char *
dup_path (const Wish *wish, const Report *report, Format format)
{
  g_autofree char *period = aft_period_to_text (report->scope->period);
  g_autofree char *name = g_strdup_printf ("satisfaction-%s.%s", period, endings[format]);

  return wish->folder != NULL ? g_build_filename (wish->folder, name, NULL) : NULL;
}

/* What is there already is not wanted where only what is missing is. */
static gboolean
leave_out_present (Wish *wish, const Report *report)
{
  gboolean is_any = FALSE;

  for (Format i = 0; i < FORMATS; i++)
    {
      g_autofree char *path = dup_path (wish, report, i);
      if (wish->is_missing && g_file_test (path, G_FILE_TEST_EXISTS))
        wish->is_wanted[i] = FALSE;
      is_any |= wish->is_wanted[i];
    }
  return is_any;
}

/* All or nothing; the group may read it, whatever the timer's mask. */
static int
write_file (GBytes *bytes, const char *path)
{
  gsize length = 0;
  const void *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (AftSink) sink = aft_sink_new_file (path, &error);

  if (sink == NULL || !aft_sink_write (sink, data, length, &error)
      || !aft_sink_finish (sink, &error))
    return aft_export_fail (FAILED, "%s", error->message);
  return 0;
}

static int
write_document (const Wish *wish, const Report *report, const AftReportDocument *document)
{
  int status = 0;

  for (Format i = 0; i < FORMATS && status == 0; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *named = dup_path (wish, report, i);
      const char *path = named != NULL ? named : wish->options.output;
      if (!wish->is_wanted[i])
        continue;
      g_autoptr (GBytes) bytes = i == PDF ? aft_report_paper_to_pdf (document, &error)
                                          : aft_report_html_write (document);
      if (bytes == NULL)
        status = aft_export_fail (FAILED, "%s", error->message);
      else
        status = path != NULL ? write_file (bytes, path) : aft_export_write (bytes, NULL);
    }
  return status;
}

int
aft_export_report (int count, char **words)
{
  g_auto (Wish) wish = { .period = NULL };
  g_auto (Report) report = { .house = NULL };
  g_autoptr (GError) error = NULL;

  if (!read_wish (&wish, count, words))
    return 2;
  if (!open_report (&wish, &report, &error))
    return aft_export_fail (FAILED, "%s", error->message);
  if (!leave_out_present (&wish, &report))
    return 0;
  g_autoptr (AftReportDocument) document = make_document (&report, &error);
  if (document == NULL)
    return aft_export_fail (FAILED, "%s", error->message);
  return write_document (&wish, &report, document);
}
