/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fixed columns of responses: one table says what they are, one function what is in them. */
#include "aft-response-cells.h"

#include <glib/gi18n.h>
#include <string.h>

#include "aft-house-added.h"

#define CONTEXT   "export"
#define ID_MOST   36
#define NAME_MOST 100
#define WORD_MOST 32

typedef enum
{
  CELL_RESPONSE,
  CELL_VENUE,
  CELL_DAY,
  CELL_ENDED_LOCAL,
  CELL_ENDED,
  CELL_SURVEY,
  CELL_VERSION,
  CELL_KIND,
  CELL_STATE,
  CELL_LANGUAGE,
  CELL_CHANNEL,
  CELL_DEVICE,
  CELL_DAY_PART,
  CELL_TABLE,
  CELL_TIER,
  CELL_DURATION,
  CELL_MARKS,
  CELL_CLOCK,
  CELL_RISK,
  CELL_POINTS,
  CELL_GUEST,
  CELL_SITTING,
  CELL_RECEIVED,
  CELL_ERASED
} Cell;

static const struct
{
  const char *name;
  const char *label;
  AftColumnType type;
  guint most;
} cells[] = {
  [CELL_RESPONSE] = { "response", NC_ ("export", "Answer"), AFT_COLUMN_TEXT, ID_MOST },
  [CELL_VENUE] = { "venue", NC_ ("export", "Restaurant"), AFT_COLUMN_TEXT, NAME_MOST },
  [CELL_DAY] = { "day", NC_ ("export", "Business day"), AFT_COLUMN_DAY, 0 },
  [CELL_ENDED_LOCAL] = { "ended_local", NC_ ("export", "Ended, by the restaurant's clock"),
                         AFT_COLUMN_TEXT, AFT_EXPORT_TIME_LENGTH },
  [CELL_ENDED] = { "ended", NC_ ("export", "Ended (UTC)"), AFT_COLUMN_TIME, 0 },
  [CELL_SURVEY] = { "survey", NC_ ("export", "Survey"), AFT_COLUMN_TEXT, NAME_MOST },
  [CELL_VERSION]
  = { "version", NC_ ("export", "Version of the survey"), AFT_COLUMN_TEXT, WORD_MOST },
  [CELL_KIND] = { "kind", NC_ ("export", "Kind"), AFT_COLUMN_TEXT, WORD_MOST },
  [CELL_STATE] = { "state", NC_ ("export", "How it ended"), AFT_COLUMN_TEXT, WORD_MOST },
  [CELL_LANGUAGE] = { "language", NC_ ("export", "Language"), AFT_COLUMN_TEXT, WORD_MOST },
  [CELL_CHANNEL] = { "channel", NC_ ("export", "Answered on"), AFT_COLUMN_TEXT, WORD_MOST },
  [CELL_DEVICE] = { "device", NC_ ("export", "Device"), AFT_COLUMN_TEXT, NAME_MOST },
  [CELL_DAY_PART] = { "day_part", NC_ ("export", "Time of day"), AFT_COLUMN_TEXT, WORD_MOST },
  [CELL_TABLE] = { "table", NC_ ("export", "Table"), AFT_COLUMN_TEXT, WORD_MOST },
  [CELL_TIER] = { "tier", NC_ ("export", "Guest's tier"), AFT_COLUMN_TEXT, WORD_MOST },
  [CELL_DURATION] = { "duration_ms", NC_ ("export", "Took (ms)"), AFT_COLUMN_INTEGER, 0 },
  [CELL_MARKS] = { "marks", NC_ ("export", "Doubts"), AFT_COLUMN_TEXT, WORD_MOST },
  [CELL_CLOCK] = { "clock", NC_ ("export", "Device's clock"), AFT_COLUMN_TEXT, WORD_MOST },
  [CELL_RISK] = { "risk", NC_ ("export", "Risk of losing the guest"), AFT_COLUMN_TEXT, WORD_MOST },
  [CELL_POINTS] = { "risk_points", NC_ ("export", "Risk points"), AFT_COLUMN_INTEGER, 0 },
  [CELL_GUEST] = { "known_guest", NC_ ("export", "Known guest"), AFT_COLUMN_INTEGER, 0 },
  [CELL_SITTING] = { "sitting", NC_ ("export", "Visit"), AFT_COLUMN_TEXT, ID_MOST },
  [CELL_RECEIVED] = { "received", NC_ ("export", "Received (UTC)"), AFT_COLUMN_TIME, 0 },
  [CELL_ERASED] = { "erased", NC_ ("export", "Erased (UTC)"), AFT_COLUMN_TIME, 0 },
};

/* What the stored words are called. */
static const struct
{
  Cell cell;
  const char *value;
  const char *label;
} labels[] = {
  { CELL_KIND, "exit", NC_ ("export", "Exit survey") },
  { CELL_KIND, "complaint", NC_ ("export", "Complaint") },
  { CELL_KIND, "suggestion", NC_ ("export", "Suggestion") },
  { CELL_KIND, "call-staff", NC_ ("export", "Call for staff") },
  { CELL_KIND, "follow-up", NC_ ("export", "Added later") },
  { CELL_STATE, "complete", NC_ ("export", "To the end") },
  { CELL_STATE, "partial", NC_ ("export", "Left half-way") },
  { CELL_STATE, "tap", NC_ ("export", "One tap only") },
  { CELL_CHANNEL, "kiosk", NC_ ("export", "Kiosk") },
  { CELL_CHANNEL, "phone", NC_ ("export", "Guest's phone") },
  { CELL_TIER, "unknown", NC_ ("export", "Unknown") },
  { CELL_TIER, "low", NC_ ("export", "Low") },
  { CELL_TIER, "ordinary", NC_ ("export", "Ordinary") },
  { CELL_TIER, "core", NC_ ("export", "Regular") },
  { CELL_TIER, "vip", NC_ ("export", "VIP") },
  { CELL_CLOCK, "right", NC_ ("export", "Right") },
  { CELL_CLOCK, "corrected", NC_ ("export", "Corrected") },
  { CELL_CLOCK, "unknown", NC_ ("export", "Unknown") },
  { CELL_RISK, "none", NC_ ("export", "None") },
  { CELL_RISK, "watch", NC_ ("export", "Watch") },
  { CELL_RISK, "at-risk", NC_ ("export", "At risk") },
  { CELL_RISK, "critical", NC_ ("export", "Critical") },
  { CELL_GUEST, "1", NC_ ("export", "Yes") },
  { CELL_GUEST, "0", NC_ ("export", "No") },
};

void
aft_response_cells_add (AftExportColumns *columns,
                        const AftCatalogue *catalogue,
                        AftLanguage language)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      const AftColumn column
          = { .name = cells[i].name,
              .label = aft_catalogue_get_context (catalogue, language, CONTEXT, cells[i].label),
              .type = cells[i].type,
              .most = cells[i].most };
      aft_export_columns_add (columns, &column);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    aft_export_columns_add_label (
        columns, labels[i].cell, labels[i].value,
        aft_catalogue_get_context (catalogue, language, CONTEXT, labels[i].label));
  for (guint i = 0; i < AFT_LANGUAGES; i++)
    aft_export_columns_add_label (columns, CELL_LANGUAGE, aft_language_get_tag ((AftLanguage) i),
                                  aft_language_get_own_name ((AftLanguage) i));
}

static void
put_id (AftSheet *sheet, gsize column, const AftId *id)
{
  g_autofree char *text = aft_id_to_text (id);
  aft_sheet_put_text (sheet, column, text, ID_MOST);
}

static void
put_name (AftSheet *sheet, gsize column, const AftHouseWalkName *name)
{
  aft_sheet_put_text (sheet, column, name != NULL ? name->name : NULL, -1);
}

/* Words with blanks between them; empty where nothing is doubtful. */
static void
put_marks (AftSheet *sheet, const AftHouseWalkRow *row)
{
  static const struct
  {
    guint mark;
    const char *word;
  } words[] = { { AFT_HOUSE_MARK_FAST, " fast" },
                { AFT_HOUSE_MARK_REPEATED, " repeated" },
                { AFT_HOUSE_MARK_CROWDED, " crowded" } };
  char text[WORD_MOST + 1] = "";
  if (row->marks == 0 && !row->is_burst)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if ((row->marks & words[i].mark) != 0)
      g_strlcat (text, words[i].word, sizeof text);
  if (row->is_burst)
    g_strlcat (text, " burst", sizeof text);
  aft_sheet_put_text (sheet, CELL_MARKS, text + 1, -1);
}

static void
put_survey (AftSheet *sheet, const AftHouseWalkName *survey)
{
  if (survey == NULL)
    return;
  aft_sheet_put_text (sheet, CELL_SURVEY, survey->name, -1);
  aft_sheet_put_text (sheet, CELL_VERSION, survey->version, -1);
}

static void
put_times (AftSheet *sheet, AftExportNames *names, const AftHouseWalkRow *row)
{
  char local[AFT_EXPORT_TIME_LENGTH + 1];
  aft_export_names_write_local (names, row->venue, row->ended_ms, local);
  aft_sheet_put_integer (sheet, CELL_DAY, row->day);
  aft_sheet_put_text (sheet, CELL_ENDED_LOCAL, local, AFT_EXPORT_TIME_LENGTH);
  aft_sheet_put_integer (sheet, CELL_ENDED, row->ended_ms);
}

void
aft_response_cells_put (AftSheet *sheet, AftExportNames *names, const AftHouseWalkRow *row)
{
  static const char *const clocks[] = { "right", "corrected", "unknown" };
  put_id (sheet, CELL_RESPONSE, &row->id);
  put_name (sheet, CELL_VENUE, aft_export_names_find (names, AFT_HOUSE_WALK_VENUES, row->venue));
  put_times (sheet, names, row);
  put_survey (sheet, aft_export_names_find (names, AFT_HOUSE_WALK_SURVEYS, row->survey));
  aft_sheet_put_text (sheet, CELL_KIND, aft_response_kind_to_text (row->kind), -1);
  aft_sheet_put_text (sheet, CELL_STATE, aft_response_state_to_text (row->state), -1);
  aft_sheet_put_text (sheet, CELL_LANGUAGE, aft_language_get_tag (row->language), -1);
  aft_sheet_put_text (sheet, CELL_CHANNEL, aft_channel_to_text (row->channel), -1);
  put_name (sheet, CELL_DEVICE, aft_export_names_find (names, AFT_HOUSE_WALK_DEVICES, row->device));
  aft_sheet_put_text (sheet, CELL_DAY_PART, row->day_part, -1);
  aft_sheet_put_text (sheet, CELL_TABLE, row->table_code, -1);
  aft_sheet_put_text (sheet, CELL_TIER, aft_tier_to_text (row->tier), -1);
  aft_sheet_put_integer (sheet, CELL_DURATION, row->duration_ms);
  put_marks (sheet, row);
  aft_sheet_put_text (sheet, CELL_CLOCK, clocks[MIN (row->clock, 2)], -1);
  aft_sheet_put_text (
      sheet, CELL_RISK,
      aft_risk_level_to_text ((AftRiskLevel) MIN (row->risk_level, AFT_RISK_CRITICAL)), -1);
  aft_sheet_put_integer (sheet, CELL_POINTS, row->risk_points);
  aft_sheet_put_integer (sheet, CELL_GUEST, row->has_guest ? 1 : 0);
  put_id (sheet, CELL_SITTING, &row->sitting_id);
  aft_sheet_put_integer (sheet, CELL_RECEIVED, row->received_ms);
  if (row->erased_ms > 0)
    aft_sheet_put_integer (sheet, CELL_ERASED, row->erased_ms);
}
