/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cases: every case of the house but drills, a row each: what a manager needs to see how cases go,
 * and no words. Numbers stand as they are stored: times in UTC, money in the smallest unit. */
#include <glib/gi18n.h>
#include <unistd.h>

#include "aft-export-columns.h"
#include "aft-export-file.h"
#include "aft-export.h"
#include "aft-house-store-walk.h"

#define FAILED    1
#define CONTEXT   "export"
#define ID_MOST   36
#define NAME_MOST 100
#define WORD_MOST 32
#define MINUTE_MS 60000

typedef struct
{
  const AftExportOptions *options;
  AftExportHouse *house;
  GArray *venue_ids;
  GHashTable *venues; /* AftId as text → its name */
  AftExportColumns *columns;
  AftExportFile *file;
  guint64 total;
} Export;

static void
export_clear (Export *export)
{
  g_clear_pointer (&export->file, aft_export_file_free);
  g_clear_pointer (&export->columns, aft_export_columns_free);
  g_clear_pointer (&export->venues, g_hash_table_unref);
  g_clear_pointer (&export->venue_ids, g_array_unref);
  g_clear_pointer (&export->house, aft_export_house_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

/* In the order in which put_case() puts them. */
static const struct
{
  const char *name;
  const char *label;
  AftColumnType type;
  guint most;
} cells[] = {
  { "number", NC_ ("export", "Number"), AFT_COLUMN_TEXT, WORD_MOST },
  { "venue", NC_ ("export", "Restaurant"), AFT_COLUMN_TEXT, NAME_MOST },
  { "day", NC_ ("export", "Business day"), AFT_COLUMN_DAY, 0 },
  { "kind", NC_ ("export", "Kind"), AFT_COLUMN_TEXT, WORD_MOST },
  { "state", NC_ ("export", "State"), AFT_COLUMN_TEXT, WORD_MOST },
  { "level", NC_ ("export", "Risk of losing the guest"), AFT_COLUMN_TEXT, WORD_MOST },
  { "points", NC_ ("export", "Risk points"), AFT_COLUMN_INTEGER, 0 },
  { "tier", NC_ ("export", "Guest's tier"), AFT_COLUMN_TEXT, WORD_MOST },
  { "table", NC_ ("export", "Table"), AFT_COLUMN_TEXT, WORD_MOST },
  { "flagged", NC_ ("export", "Flagged (UTC)"), AFT_COLUMN_TIME, 0 },
  { "acknowledged", NC_ ("export", "Taken (UTC)"), AFT_COLUMN_TIME, 0 },
  { "agreed", NC_ ("export", "Agreed with the guest (UTC)"), AFT_COLUMN_TIME, 0 },
  { "closed", NC_ ("export", "Closed (UTC)"), AFT_COLUMN_TIME, 0 },
  { "minutes_to_acknowledge", NC_ ("export", "Minutes until taken"), AFT_COLUMN_NUMBER, 0 },
  { "minutes_to_agree", NC_ ("export", "Minutes until agreed"), AFT_COLUMN_NUMBER, 0 },
  { "minutes_to_close", NC_ ("export", "Minutes until closed"), AFT_COLUMN_NUMBER, 0 },
  { "minutes_waited", NC_ ("export", "Minutes spent waiting for the guest"), AFT_COLUMN_NUMBER, 0 },
  { "contact_due", NC_ ("export", "To be taken by (UTC)"), AFT_COLUMN_TIME, 0 },
  { "handling_due", NC_ ("export", "To be agreed by (UTC)"), AFT_COLUMN_TIME, 0 },
  { "resolution_due", NC_ ("export", "To be closed by (UTC)"), AFT_COLUMN_TIME, 0 },
  { "owner", NC_ ("export", "Who has it"), AFT_COLUMN_TEXT, NAME_MOST },
  { "owner_changes", NC_ ("export", "Hand-overs"), AFT_COLUMN_INTEGER, 0 },
  { "reopened", NC_ ("export", "Times reopened"), AFT_COLUMN_INTEGER, 0 },
  { "stated_cause", NC_ ("export", "Cause, as the guest says"), AFT_COLUMN_TEXT, NAME_MOST },
  { "root_cause", NC_ ("export", "Cause, as the house found"), AFT_COLUMN_TEXT, NAME_MOST },
  { "responsibility", NC_ ("export", "Whose part it was"), AFT_COLUMN_TEXT, NAME_MOST },
  { "outcome", NC_ ("export", "Outcome"), AFT_COLUMN_TEXT, NAME_MOST },
  { "channel", NC_ ("export", "How the guest was reached"), AFT_COLUMN_TEXT, NAME_MOST },
  { "cost_minor", NC_ ("export", "Cost (smallest unit)"), AFT_COLUMN_INTEGER, 0 },
  { "offered_minor", NC_ ("export", "Offered (smallest unit)"), AFT_COLUMN_INTEGER, 0 },
  { "asked_minor", NC_ ("export", "Offer that waits for approval (smallest unit)"),
    AFT_COLUMN_INTEGER, 0 },
  { "promise_due", NC_ ("export", "Next promise due (UTC)"), AFT_COLUMN_TIME, 0 },
  { "returned", NC_ ("export", "Guest came back (UTC)"), AFT_COLUMN_TIME, 0 },
  { "returned_score", NC_ ("export", "Score then"), AFT_COLUMN_INTEGER, 0 },
  { "treatment", NC_ ("export", "Rules in force"), AFT_COLUMN_TEXT, NAME_MOST },
  { "known_guest", NC_ ("export", "Known guest"), AFT_COLUMN_INTEGER, 0 },
  { "case", NC_ ("export", "Case"), AFT_COLUMN_TEXT, ID_MOST },
  { "response", NC_ ("export", "Answer"), AFT_COLUMN_TEXT, ID_MOST },
  { "sitting", NC_ ("export", "Visit"), AFT_COLUMN_TEXT, ID_MOST },
};

static const struct
{
  const char *column;
  const char *value;
  const char *label;
} labels[] = {
  { "kind", "complaint", NC_ ("export", "Complaint") },
  { "kind", "survey", NC_ ("export", "Low marks") },
  { "kind", "call", NC_ ("export", "Call for staff") },
  { "state", "new", NC_ ("export", "New") },
  { "state", "acknowledged", NC_ ("export", "Taken") },
  { "state", "in-progress", NC_ ("export", "In progress") },
  { "state", "offered", NC_ ("export", "Offered") },
  { "state", "waiting", NC_ ("export", "Waiting for the guest") },
  { "state", "recovered", NC_ ("export", "Won back") },
  { "state", "lost", NC_ ("export", "Lost") },
  { "state", "closed-without-remedy", NC_ ("export", "Closed without remedy") },
  { "level", "none", NC_ ("export", "None") },
  { "level", "watch", NC_ ("export", "Watch") },
  { "level", "at-risk", NC_ ("export", "At risk") },
  { "level", "critical", NC_ ("export", "Critical") },
  { "tier", "unknown", NC_ ("export", "Unknown") },
  { "tier", "low", NC_ ("export", "Low") },
  { "tier", "ordinary", NC_ ("export", "Ordinary") },
  { "tier", "core", NC_ ("export", "Regular") },
  { "tier", "vip", NC_ ("export", "VIP") },
  { "known_guest", "1", NC_ ("export", "Yes") },
  { "known_guest", "0", NC_ ("export", "No") },
};

static gsize
find_column (const char *name)
{
  gsize i = 0;
  while (!g_str_equal (cells[i].name, name))
    i++;
  return i;
}

static gboolean
make_columns (Export *export, GError **error)
{
  AftLanguage reader = AFT_LANGUAGE_EN;
  if (!aft_export_options_get_reader (export->options, export->house, &reader, error))
    return FALSE;
  export->columns = aft_export_columns_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      const AftColumn column = {
        .name = cells[i].name,
        .label
        = aft_catalogue_get_context (export->house->catalogue, reader, CONTEXT, cells[i].label),
        .type = cells[i].type,
        .most = cells[i].most,
      };
      aft_export_columns_add (export->columns, &column);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    aft_export_columns_add_label (
        export->columns, find_column (labels[i].column), labels[i].value,
        aft_catalogue_get_context (export->house->catalogue, reader, CONTEXT, labels[i].label));
  return TRUE;
}

/* -- a row -------------------------------------------------------------------------------------
 */

/* The cells of a row, one after the other. */
typedef struct
{
  AftSheet *sheet;
  gsize at;
} Cursor;

static void
put_text (Cursor *cursor, const char *text)
{
  aft_sheet_put_text (cursor->sheet, cursor->at++, text, -1);
}

static void
put_number (Cursor *cursor, gboolean is_there, gint64 number)
{
  if (is_there)
    aft_sheet_put_integer (cursor->sheet, cursor->at, number);
  cursor->at++;
}

static void
put_time (Cursor *cursor, gint64 utc_ms)
{
  put_number (cursor, utc_ms > 0, utc_ms);
}

static void
put_minutes (Cursor *cursor, gint64 from_ms, gint64 to_ms)
{
  if (to_ms > 0)
    aft_sheet_put_number (cursor->sheet, cursor->at, (double) (to_ms - from_ms) / MINUTE_MS);
  cursor->at++;
}

static void
put_id (Cursor *cursor, const AftId *id)
{
  g_autofree char *text = aft_id_is_zero (id) ? NULL : aft_id_to_text (id);
  put_text (cursor, text);
}

static void
put_what (Cursor *cursor, const Export *export, const AftHouseCase *item)
{
  g_autofree char *venue = aft_id_to_text (&item->venue_id);
  put_text (cursor, item->number);
  put_text (cursor, g_hash_table_lookup (export->venues, venue));
  put_number (cursor, TRUE, item->day);
  put_text (cursor, aft_case_kind_to_text (item->kind));
  put_text (cursor, aft_case_state_to_text (item->flow.state));
  put_text (cursor, aft_risk_level_to_text (item->level));
  put_number (cursor, TRUE, item->points);
  put_text (cursor, aft_tier_to_text (item->tier));
  put_text (cursor, item->table);
}

static void
put_when (Cursor *cursor, const AftHouseCase *item)
{
  const AftCaseFlow *flow = &item->flow;
  put_time (cursor, flow->flagged_ms);
  put_time (cursor, flow->acknowledged_ms);
  put_time (cursor, flow->agreed_ms);
  put_time (cursor, flow->closed_ms);
  put_minutes (cursor, flow->flagged_ms, flow->acknowledged_ms);
  put_minutes (cursor, flow->flagged_ms, flow->agreed_ms);
  put_minutes (cursor, flow->flagged_ms, flow->closed_ms);
  put_minutes (cursor, 0, flow->waited_open_ms);
  put_time (cursor, item->contact_due_ms);
  put_time (cursor, item->handling_due_ms);
  put_time (cursor, item->resolution_due_ms);
}

static void
put_work (Cursor *cursor, const AftHouseCase *item)
{
  const AftCaseFlow *flow = &item->flow;
  put_text (cursor, item->owner_public_name != NULL ? item->owner_public_name : item->owner_name);
  put_number (cursor, TRUE, flow->owner_changes);
  put_number (cursor, TRUE, flow->reopened);
  put_text (cursor, item->stated_cause);
  put_text (cursor, item->root_cause);
  put_text (cursor, item->responsibility);
  put_text (cursor, item->outcome);
  put_text (cursor, item->channel);
  put_number (cursor, item->has_cost, item->cost_minor);
  put_number (cursor, TRUE, flow->offered_minor);
  put_number (cursor, flow->has_asked, flow->asked_minor);
  put_time (cursor, item->promise_due_ms);
  put_time (cursor, item->returned_ms);
  put_number (cursor, item->returned_score > 0, item->returned_score);
  put_text (cursor, item->treatment);
  put_number (cursor, TRUE, aft_id_is_zero (&item->guest_id) ? 0 : 1);
  put_id (cursor, &item->id);
  put_id (cursor, &item->response_id);
  put_id (cursor, &item->sitting_id);
}

static gboolean
on_case (const AftHouseCase *item, gpointer user_data, GError **error)
{
  Export *export = user_data;
  Cursor cursor = { aft_export_file_get_sheet (export->file), 0 };
  put_what (&cursor, export, item);
  put_when (&cursor, item);
  put_work (&cursor, item);
  g_assert (cursor.at == G_N_ELEMENTS (cells));
  return aft_sheet_end_row (cursor.sheet, error)
         && aft_export_file_step (export->file, export->total, error);
}

/* -- the table ---------------------------------------------------------------------------------
 */

static gboolean
name_venues (Export *export, GError **error)
{
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (export->house->store, error);
  export->venues = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; venues != NULL && i < venues->len; i++)
    {
      const AftVenue *venue = venues->pdata[i];
      g_hash_table_replace (export->venues, aft_id_to_text (aft_venue_get_id (venue)),
                            g_strdup (aft_venue_get_name (venue)));
    }
  return venues != NULL;
}

static gboolean
open_house (Export *export, GError **error)
{
  export->house = aft_export_house_open (&export->options->place, error);
  return export->house != NULL
         && aft_export_options_find_venues (export->options, export->house, &export->venue_ids,
                                            error)
         && name_venues (export, error) && make_columns (export, error);
}

static gboolean
write_table (Export *export, GError **error)
{
  AftHouseStore *store = export->house->store;
  AftHouseWalk walk = { .venue_ids = export->venue_ids,
                        .from_day = export->options->from_day,
                        .to_day = export->options->to_day };
  guint64 count = 0;
  AftSheetOptions sheet = { .title = "cases" };
  sheet.columns = aft_export_columns_get (export->columns, &sheet.n_columns);
  if (!aft_house_store_count_walk_cases_sync (store, &walk, &export->total, error))
    return FALSE;
  sheet.rows = export->total;
  /* What comes meanwhile is for next time, where the format says first how much there is. */
  walk.limit = export->options->format == AFT_SHEET_SAV ? export->total : 0;
  export->file = aft_export_file_new (export->options, export->house, &sheet, error);
  if (export->file == NULL)
    return FALSE;
  if (export->total > 0 && !aft_house_store_walk_cases_sync (store, &walk, on_case, export, error))
    return FALSE;
  walk.limit = 0;
  return aft_house_store_count_walk_cases_sync (store, &walk, &count, error)
         && aft_export_file_finish (export->file, count, error);
}

int
aft_export_cases (int count, char **words)
{
  static const char *const takes[]
      = { "--from",   "--to",  "--period", "--venue", "--labels", "--codes", "--reader-language",
          "--no-bom", "--raw", NULL };
  g_autoptr (GError) error = NULL;
  g_auto (AftExportOptions) options = { .venues = NULL };
  if (!aft_export_options_read (&options, count, words, takes, NULL))
    return 2;
  g_auto (Export) export = { .options = &options };
  if (open_house (&export, &error) && write_table (&export, &error))
    return 0;
  return aft_export_fail (FAILED, "%s", error->message);
}
