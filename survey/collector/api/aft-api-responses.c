/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/responses and /api/v1/cases: what a row says. A guest's name, number and sealed words
 * are in it only where they are asked for and the token may have them. */
#include "aft-api-private.h"
#include "aft-api-rows.h"
#include "aft-house-added.h"
#include "aft-json.h"
#include "aft-secret.h"

#define MS_A_SECOND 1000

/* -- a member -------------------------------------------------------------------------------- */

static void
put_name (GString *text, const char *name)
{
  char last = text->str[text->len - 1];
  g_string_append_printf (text, "%s\"%s\":", last == '{' ? "" : ",", name);
}

/* What is no text of ours may hold what canonical JSON refuses: it is then left out. */
static void
put_text (GString *text, const char *name, const char *value)
{
  put_name (text, name);
  gsize length = text->len;
  if (value == NULL || !aft_json_append_canonical_text (text, value, NULL))
    {
      g_string_truncate (text, length);
      g_string_append (text, "null");
    }
}

static void
put_id (GString *text, const char *name, const AftId *id)
{
  g_autofree char *written = aft_id_to_text (id);
  put_text (text, name, written);
}

static void
put_integer (GString *text, const char *name, gint64 value)
{
  put_name (text, name);
  g_string_append_printf (text, "%" G_GINT64_FORMAT, value);
}

static void
put_boolean (GString *text, const char *name, gboolean value)
{
  put_name (text, name);
  g_string_append (text, value ? "true" : "false");
}

static void
put_day (GString *text, const char *name, gint32 day)
{
  g_autofree char *date = aft_house_dup_date (day);
  put_text (text, name, date);
}

/* RFC 3339 with milliseconds; null for 0. */
static void
put_time (GString *text, const char *name, gint64 utc_ms)
{
  g_autoptr (GDateTime) time
      = utc_ms != 0 ? g_date_time_new_from_unix_utc (utc_ms / MS_A_SECOND) : NULL;
  g_autofree char *seconds = time != NULL ? g_date_time_format (time, "%FT%T") : NULL;
  g_autofree char *written
      = seconds != NULL ? g_strdup_printf ("%s.%03dZ", seconds, (int) (utc_ms % MS_A_SECOND))
                        : NULL;
  put_text (text, name, written);
}

static void
put_named (GString *text, const char *name, const AftHouseWalkName *named)
{
  put_text (text, name, named != NULL ? named->name : NULL);
}

/* -- a response ------------------------------------------------------------------------------ */

/* Why figures leave it out; an empty list: they do not. */
static void
put_marks (GString *text, const AftHouseWalkRow *row)
{
  static const struct
  {
    guint mark;
    const char *name;
  } marks[] = { { AFT_HOUSE_MARK_FAST, "fast" },
                { AFT_HOUSE_MARK_REPEATED, "repeated" },
                { AFT_HOUSE_MARK_CROWDED, "crowded" } };
  const char *separator = "";
  put_name (text, "marks");
  g_string_append_c (text, '[');
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (row->marks & marks[i].mark)
      {
        g_string_append_printf (text, "%s\"%s\"", separator, marks[i].name);
        separator = ",";
      }
  if (row->is_burst)
    g_string_append_printf (text, "%s\"burst\"", separator);
  g_string_append_c (text, ']');
}

static void
put_place (GString *text, AftApiRows *rows, const AftHouseWalkRow *row)
{
  const AftHouseWalkName *venue = aft_api_rows_find_name (rows, AFT_HOUSE_WALK_VENUES, row->venue);
  const AftHouseWalkName *survey
      = aft_api_rows_find_name (rows, AFT_HOUSE_WALK_SURVEYS, row->survey);
  if (venue != NULL)
    put_id (text, "venue_id", &venue->id);
  put_named (text, "venue", venue);
  put_named (text, "device", aft_api_rows_find_name (rows, AFT_HOUSE_WALK_DEVICES, row->device));
  put_named (text, "survey", survey);
  put_text (text, "survey_version", survey != NULL ? survey->version : NULL);
}

static void
put_time_and_kind (GString *text, const AftHouseWalkRow *row)
{
  static const char *const clocks[] = { "kiosk", "corrected", "unknown" };
  put_day (text, "day", row->day);
  put_text (text, "day_part", row->day_part);
  put_time (text, "ended", row->ended_ms);
  put_time (text, "received", row->received_ms);
  put_time (text, "erased", row->erased_ms);
  put_integer (text, "duration_ms", row->duration_ms);
  put_text (text, "clock", clocks[MIN (row->clock, G_N_ELEMENTS (clocks) - 1)]);
  put_text (text, "kind", aft_response_kind_to_text (row->kind));
  put_text (text, "state", aft_response_state_to_text (row->state));
  put_text (text, "channel", aft_channel_to_text (row->channel));
  put_text (text, "language", aft_language_get_tag (row->language));
  put_text (text, "tier", aft_tier_to_text (row->tier));
}

static void
put_opened (GString *text, AftApiRows *rows, const AftHouseWalkRow *row)
{
  const char *const *names = aft_api_rows_get_opened (rows);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autoptr (AftSecretText) opened = aft_api_rows_open (rows, row, names[i]);
      put_text (text, names[i], opened);
    }
}

static gboolean
take_response (const AftHouseWalkRow *row, gpointer user_data, GError **error)
{
  AftApiRows *rows = user_data;
  GString *text = aft_api_rows_begin (rows, &row->id);
  g_string_append_c (text, '{');
  put_id (text, "id", &row->id);
  put_id (text, "sitting_id", &row->sitting_id);
  put_place (text, rows, row);
  put_integer (text, "sequence", (gint64) row->sequence);
  put_time_and_kind (text, row);
  put_text (text, "table", row->table_code);
  put_text (text, "risk_level", aft_risk_level_to_text ((AftRiskLevel) row->risk_level));
  put_integer (text, "risk_points", row->risk_points);
  put_boolean (text, "is_known_guest", row->has_guest);
  put_marks (text, row);
  put_opened (text, rows, row);
  put_name (text, "answers");
  g_string_append_len (text, row->answers != NULL ? row->answers : "{}",
                       row->answers != NULL ? (gssize) row->answers_length : 2);
  g_string_append_c (text, '}');
  return TRUE;
}

static gboolean
walk_responses (AftApiRows *rows, const AftHouseWalk *walk, GError **error)
{
  return aft_house_store_walk_responses_sync (aft_api_rows_get_store (rows), walk, take_response,
                                              rows, error);
}

static AftHttpReply *
show_responses (const AftProgramAsk *ask, GError **error)
{
  static const AftApiListing listing = { "responses", walk_responses, TRUE };
  return aft_api_list_rows (ask, &listing, error);
}

/* -- a case ---------------------------------------------------------------------------------- */

static void
put_course (GString *text, const AftHouseCase *item)
{
  put_time (text, "flagged", item->flow.flagged_ms);
  put_time (text, "acknowledged", item->flow.acknowledged_ms);
  put_time (text, "agreed", item->flow.agreed_ms);
  put_time (text, "closed", item->flow.closed_ms);
  put_time (text, "contact_due", item->contact_due_ms);
  put_time (text, "handling_due", item->handling_due_ms);
  put_time (text, "resolution_due", item->resolution_due_ms);
  put_time (text, "returned", item->returned_ms);
}

static void
put_end (GString *text, const AftHouseCase *item)
{
  put_text (text, "owner", item->owner_name);
  put_text (text, "stated_cause", item->stated_cause);
  put_text (text, "root_cause", item->root_cause);
  put_text (text, "responsibility", item->responsibility);
  put_text (text, "outcome", item->outcome);
  if (item->has_cost)
    put_integer (text, "cost_minor", item->cost_minor);
  else
    put_text (text, "cost_minor", NULL);
}

static gboolean
take_case (const AftHouseCase *item, gpointer user_data, GError **error)
{
  GString *text = aft_api_rows_begin (user_data, &item->id);
  g_string_append_c (text, '{');
  put_id (text, "id", &item->id);
  put_text (text, "number", item->number);
  put_id (text, "venue_id", &item->venue_id);
  put_id (text, "sitting_id", &item->sitting_id);
  put_day (text, "day", item->day);
  put_text (text, "table", item->table);
  put_text (text, "kind", aft_case_kind_to_text (item->kind));
  put_text (text, "state", aft_case_state_to_text (item->flow.state));
  put_text (text, "level", aft_risk_level_to_text (item->level));
  put_integer (text, "points", item->points);
  put_text (text, "tier", aft_tier_to_text (item->tier));
  put_course (text, item);
  put_end (text, item);
  g_string_append_c (text, '}');
  return TRUE;
}

static gboolean
walk_cases (AftApiRows *rows, const AftHouseWalk *walk, GError **error)
{
  return aft_house_store_walk_cases_sync (aft_api_rows_get_store (rows), walk, take_case, rows,
                                          error);
}

static AftHttpReply *
show_cases (const AftProgramAsk *ask, GError **error)
{
  static const AftApiListing listing = { "cases", walk_cases, FALSE };
  return aft_api_list_rows (ask, &listing, error);
}

void
aft_api_add_responses (AftApi *api, AftRouter *router)
{
  static const AftProgramRoute responses = { "/api/v1/responses", show_responses };
  static const AftProgramRoute cases = { "/api/v1/cases", show_cases };
  aft_api_add_program_route (api, router, &responses);
  aft_api_add_program_route (api, router, &cases);
}
