/* SPDX-License-Identifier: GPL-3.0-or-later */
/* responses: every answer of the house, a row each with a column a question, or a row an answered
 * question. One pass over what is stored; how much there is changes nothing in what it costs. */
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "aft-answer-plan.h"
#include "aft-export-file.h"
#include "aft-export-secrets.h"
#include "aft-export.h"
#include "aft-json.h"
#include "aft-long-cells.h"
#include "aft-response-cells.h"
#include "aft-sealed-part.h"
#include "aft-secret.h"

#define FAILED       1
#define WORDS_MOST   4000
#define SEALED_WORDS "sealed_words"

typedef struct
{
  const AftExportOptions *options;
  AftExportHouse *house;
  AftExportNames *names;
  AftExportColumns *columns;
  AftAnswerPlan *plan;
  AftLongCells long_cells;
  AftExportSecrets *secrets; /* NULL: nothing is opened */
  AftExportFile *file;
  GArray *venue_ids;
  gsize words_column;
  GString *words; /* of the row at hand */
  guint64 total;  /* 0: not known */
  guint64 hidden; /* parts that are not shown */
  guint64 unread; /* sealed parts that no key opens */
} Export;

static void
export_clear (Export *export)
{
  g_clear_pointer (&export->file, aft_export_file_free);
  g_clear_pointer (&export->plan, aft_answer_plan_free);
  g_clear_pointer (&export->columns, aft_export_columns_free);
  g_clear_pointer (&export->names, aft_export_names_free);
  g_clear_pointer (&export->secrets, aft_export_secrets_free);
  g_clear_pointer (&export->venue_ids, g_array_unref);
  if (export->words != NULL)
    aft_secret_wipe (export->words->str, export->words->allocated_len);
  if (export->words != NULL)
    g_string_free (g_steal_pointer (&export->words), TRUE);
  g_clear_pointer (&export->house, aft_export_house_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static AftHouseWalk
get_walk (const Export *export)
{
  const AftExportOptions *options = export->options;
  return (AftHouseWalk){ .venue_ids = export->venue_ids,
                         .from_day = options->from_day,
                         .to_day = options->to_day,
                         .survey_id = options->survey,
                         .has_language = options->has_language,
                         .language = options->language,
                         .has_seals = export->secrets != NULL };
}

/* -- rows --------------------------------------------------------------------------------------
 */

/* As aft-answer-spans.h reads it; NULL: it is no object of answers. */
static char *
dup_canonical (const char *contact)
{
  g_autoptr (AftValue) value
      = aft_json_parse (contact, strlen (contact), &aft_json_limits_wire, NULL);
  return aft_value_get_type (value) == AFT_VALUE_OBJECT ? aft_json_to_canonical (value, NULL)
                                                        : NULL;
}

/* What is sealed in the row: words are added to those of the row; @ret_contact: an object of
 * answers, which stays NULL where there is none. */
static void
read_seals (Export *export, const AftHouseWalkRow *row, char **ret_contact)
{
  for (gsize i = 0; i < row->n_seals; i++)
    {
      const AftHouseWalkSeal *seal = &row->seals[i];
      gboolean is_contact = g_str_equal (seal->name, AFT_SEALED_CONTACT);
      g_autoptr (AftSecretText) text = NULL;
      if (is_contact ? !export->options->with_contact : !export->options->with_words)
        {
          export->hidden++;
          continue;
        }
      text = aft_export_secrets_read (export->secrets, &row->id, seal);
      if (is_contact && text != NULL)
        {
          aft_secret_free_text (*ret_contact);
          *ret_contact = dup_canonical (text);
        }
      if (text == NULL || (is_contact && *ret_contact == NULL))
        export->unread++;
      else if (is_contact)
        continue;
      else
        g_string_append_printf (export->words, export->words->len > 0 ? "\n%s" : "%s", text);
    }
}

static gboolean
write_wide (Export *export, const AftHouseWalkRow *row, const char *contact, GError **error)
{
  AftSheet *sheet = aft_export_file_get_sheet (export->file);
  if (row->answers != NULL
      && !aft_answer_plan_read (export->plan, row->survey, row->answers, row->answers_length,
                                error))
    return FALSE;
  if (contact != NULL
      && !aft_answer_plan_read (export->plan, row->survey, contact, strlen (contact), error))
    return FALSE;
  aft_response_cells_put (sheet, export->names, row);
  if (export->words->len > 0)
    aft_sheet_put_text (sheet, export->words_column, export->words->str,
                        (gssize) export->words->len);
  aft_answer_plan_put (export->plan, sheet);
  return aft_sheet_end_row (sheet, error);
}

static gboolean
write_long (Export *export, const AftHouseWalkRow *row, const char *contact, GError **error)
{
  AftLongCells *cells = &export->long_cells;
  AftSheet *sheet = aft_export_file_get_sheet (export->file);
  if (row->answers != NULL
      && !aft_long_cells_write (cells, sheet, row, row->answers, row->answers_length, error))
    return FALSE;
  if (contact != NULL
      && !aft_long_cells_write (cells, sheet, row, contact, strlen (contact), error))
    return FALSE;
  return export->words->len == 0
         || aft_long_cells_write_text (cells, sheet, row, SEALED_WORDS, export->words->str, error);
}

static gboolean
on_row (const AftHouseWalkRow *row, gpointer user_data, GError **error)
{
  Export *export = user_data;
  g_autoptr (AftSecretText) contact = NULL;
  g_string_truncate (export->words, 0);
  read_seals (export, row, &contact);
  return (export->options->is_long ? write_long (export, row, contact, error)
                                   : write_wide (export, row, contact, error))
         && aft_export_file_step (export->file, export->total, error);
}

/* -- the table ---------------------------------------------------------------------------------
 */

static gboolean
add_surveys (Export *export, GError **error)
{
  const GArray *surveys = aft_export_names_get_surveys (export->names);
  const char *only = export->options->survey;
  for (guint i = 0; i < surveys->len; i++)
    {
      const AftHouseWalkName *survey = &g_array_index (surveys, AftHouseWalkName, i);
      if (only != NULL && !g_str_equal (only, survey->name))
        continue;
      if (!aft_answer_plan_add (export->plan, survey->number, survey->definition, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_words_column (Export *export, AftLanguage reader)
{
  const AftColumn column
      = { .name = SEALED_WORDS,
          .label = aft_catalogue_get_context (export->house->catalogue, reader, "export",
                                              NC_ ("export", "The guest's own words")),
          .type = AFT_COLUMN_TEXT,
          .most = WORDS_MOST };
  if (export->options->with_words && !export->options->is_long)
    export->words_column = aft_export_columns_add (export->columns, &column);
}

static gboolean
make_columns (Export *export, GError **error)
{
  const AftExportOptions *options = export->options;
  AftLanguage reader = AFT_LANGUAGE_EN;
  if (!aft_export_options_get_reader (options, export->house, &reader, error))
    return FALSE;
  const AftAnswerPlanOptions plan = { .language = reader,
                                      .has_columns = !options->is_long,
                                      .has_contact = options->with_contact,
                                      .has_words = options->with_words };
  export->columns = aft_export_columns_new ();
  aft_response_cells_add (export->columns, export->house->catalogue, reader);
  add_words_column (export, reader);
  export->plan = aft_answer_plan_new (export->columns, &plan);
  if (!add_surveys (export, error))
    return FALSE;
  if (!options->is_long)
    {
      aft_answer_plan_end (export->plan);
      return TRUE;
    }
  export->long_cells = (AftLongCells){ .plan = export->plan,
                                       .names = export->names,
                                       .has_words = options->with_words,
                                       .has_contact = options->with_contact };
  aft_long_cells_add (&export->long_cells, export->columns, export->house->catalogue, reader);
  return TRUE;
}

/* Only where somebody wants to know: what comes first should not wait for it. */
static gboolean
count_before (Export *export, GError **error)
{
  const AftHouseWalk walk = get_walk (export);
  gboolean is_wanted = export->options->format == AFT_SHEET_SAV || isatty (STDERR_FILENO);
  return !is_wanted
         || aft_house_store_count_walk_sync (export->house->store, &walk, &export->total, error);
}

static gboolean
open_house (Export *export, GError **error)
{
  const AftExportOptions *options = export->options;
  export->house = aft_export_house_open (&options->place, error);
  if (export->house == NULL
      || !aft_export_options_find_venues (options, export->house, &export->venue_ids, error))
    return FALSE;
  export->names = aft_export_names_new (export->house, error);
  if (export->names == NULL)
    return FALSE;
  if (!options->with_words && !options->with_contact)
    return TRUE;
  export->secrets
      = aft_export_secrets_open (options, export->house, export->venue_ids, "responses", error);
  return export->secrets != NULL;
}

static void
tell_suppressed (Export *export)
{
  guint64 hidden
      = export->hidden + export->long_cells.hidden + aft_answer_plan_get_hidden (export->plan);
  guint64 unfit = aft_answer_plan_get_unfit (export->plan);
  if (hidden > 0)
    aft_export_file_add_suppressed (export->file, "part",
                                    "words or contact that were not asked for", hidden);
  if (export->unread > 0)
    aft_export_file_add_suppressed (export->file, "part", "no key of the house opens it",
                                    export->unread);
  if (unfit > 0)
    aft_export_file_add_suppressed (export->file, "answer",
                                    "it fits no column and stands in \"more\"", unfit);
}

static gboolean
write_table (Export *export, GError **error)
{
  AftHouseWalk walk = get_walk (export);
  guint64 count = 0;
  AftSheetOptions sheet = { .title = "responses", .rows = export->total };
  sheet.columns = aft_export_columns_get (export->columns, &sheet.n_columns);
  /* What comes meanwhile is for next time, where the format says first how much there is. */
  walk.limit = export->options->format == AFT_SHEET_SAV ? export->total : 0;
  export->file = aft_export_file_new (export->options, export->house, &sheet, error);
  if (export->file == NULL)
    return FALSE;
  if ((export->options->format != AFT_SHEET_SAV || export->total > 0)
      && !aft_house_store_walk_responses_sync (export->house->store, &walk, on_row, export, error))
    return FALSE;
  tell_suppressed (export);
  walk.limit = 0;
  return aft_house_store_count_walk_sync (export->house->store, &walk, &count, error)
         && aft_export_file_finish (export->file, count, error);
}

int
aft_export_responses (int count, char **words)
{
  static const char *const takes[] = {
    "--from",   "--to",         "--period",       "--venue", "--survey",          "--language",
    "--labels", "--codes",      "--long",         "--wide",  "--reader-language", "--no-bom",
    "--raw",    "--with-words", "--with-contact", "--as",    "--password-file",   NULL,
  };
  g_autoptr (GError) error = NULL;
  g_auto (AftExportOptions) options = { .venues = NULL };
  if (!aft_export_options_read (&options, count, words, takes, NULL))
    return 2;
  if (options.is_long && options.format == AFT_SHEET_SAV)
    return aft_export_misuse ("sav is wide: leave out --long");
  g_auto (Export) export = { .options = &options, .words = g_string_new (NULL) };
  if (open_house (&export, &error) && make_columns (&export, &error)
      && count_before (&export, &error) && write_table (&export, &error))
    return 0;
  return aft_export_fail (FAILED, "%s", error->message);
}
