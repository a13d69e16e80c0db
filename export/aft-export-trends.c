/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aftertaste-export trends: a table of the figures that the console shows, or all of them: a sheet
 * or heading each, or one below the other. Says which figures and where they go; they are reckoned,
 * hidden and worded in survey/trends. */
#include <math.h>
#include <string.h>

#include "aft-error.h"
#include "aft-export-file.h"
#include "aft-export.h"
#include "aft-house-store-trends.h"
#include "aft-trend-book.h"

#define ALL_TABLES "all"

/* What is said beside the options that several subcommands take. */
typedef struct
{
  const char *table; /* --table ID or "all" */
  const char *enough;
  const char *few;
  const char *words[9]; /* by NAMES */
} Wish;

/* Options that are names of a scope, too. */
static const char *const NAMES[]
    = { "step", "measure", "by", "hour", "device", "day-part", "channel", "tier", NULL };

typedef struct
{
  AftExportOptions *options;
  const Wish *wish;
  AftExportHouse *house;
  AftTrendVoice voice;
  AftTrendScope *scope;
  AftTrendView *view;
  GPtrArray *tables; /* AftTrendTable */
  AftHouse *record;
  char *made; /* by the clock of the first restaurant */
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->made, g_free);
  g_clear_pointer (&work->record, aft_house_free);
  g_clear_pointer (&work->tables, g_ptr_array_unref);
  g_clear_pointer (&work->view, aft_trend_view_free);
  g_clear_pointer (&work->scope, aft_trend_scope_free);
  g_clear_pointer (&work->house, aft_export_house_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* -- which figures ----------------------------------------------------------------------------- */

static char *
dup_local (const char *zone_name, gint64 time_ms)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_ms / 1000);
  g_autoptr (GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  return g_date_time_format (local != NULL ? local : utc, "%Y-%m-%d %H:%M");
}

/* Also when it is by the clock of the first restaurant. */
static gboolean
find_today (Work *work, gint32 *ret_today, GError **error)
{
  gint64 now_ms = aft_clock_get_real_ms (work->house->clock);
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (work->house->store, error);
  if (venues == NULL)
    return FALSE;
  if (venues->len > 0)
    work->made = dup_local (aft_venue_get_zone (g_ptr_array_index (venues, 0)), now_ms);
  *ret_today = aft_trend_find_today (venues, now_ms);
  return TRUE;
}

/* Where nothing is said, all that there is. */
static gboolean
choose_period (Work *work, GError **error)
{
  AftTrendScope *scope = work->scope;
  g_autoptr (GError) reason = NULL;
  AftPeriod period = { work->options->from_day, work->options->to_day };
  gint32 first = scope->period.from_day;
  gint32 last = scope->today;
  if (!aft_house_store_get_trend_range_sync (work->house->store, NULL, &first, &last, &reason)
      && reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (period.from_day == G_MININT32)
    period.from_day = MIN (first, period.to_day);
  if (period.to_day == G_MAXINT32)
    period.to_day = MAX (MIN (last, scope->today), period.from_day);
  g_autofree char *text = aft_period_to_text (period);
  return aft_trend_scope_set (scope, "period", text, error);
}

static gboolean
choose_parts (Work *work, GError **error)
{
  const AftExportOptions *options = work->options;
  for (gsize i = 0; NAMES[i] != NULL; i++)
    if (work->wish->words[i] != NULL
        && !aft_trend_scope_set (work->scope, NAMES[i], work->wish->words[i], error))
      return FALSE;
  if (options->survey != NULL
      && !aft_trend_scope_set (work->scope, "survey", options->survey, error))
    return FALSE;
  return !options->has_language
         || aft_trend_scope_set (work->scope, "language", aft_language_get_tag (options->language),
                                 error);
}

static gboolean
read_number (const char *text, const char *name, guint64 *value, GError **error)
{
  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 1, 1000000, value, NULL))
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s is a whole number from 1 on, not %s", name,
               text);
  return FALSE;
}

static gboolean
choose_scope (Work *work, GError **error)
{
  g_autoptr (GArray) venue_ids = NULL;
  gint32 today = 0;
  if (!find_today (work, &today, error)
      || !aft_export_options_find_venues (work->options, work->house, &venue_ids, error))
    return FALSE;
  work->scope = aft_trend_scope_new (today);
  work->scope->enough = work->house->enough;
  work->scope->few = work->house->few;
  if (venue_ids != NULL)
    {
      g_array_append_vals (work->scope->venue_ids, venue_ids->data, venue_ids->len);
      work->scope->names_venues = TRUE;
    }
  return read_number (work->wish->enough, "--enough", &work->scope->enough, error)
         && read_number (work->wish->few, "--few", &work->scope->few, error)
         && choose_period (work, error) && choose_parts (work, error);
}

/* -- which tables ------------------------------------------------------------------------------ */

/* What --by asks for, else the figure over time. */
static char *
dup_table (const Work *work)
{
  const char *by = work->wish->words[2];
  if (work->wish->table != NULL)
    return g_strdup (work->wish->table);
  return by != NULL ? g_strconcat ("by-", by, NULL) : g_strdup ("points");
}

static gboolean
takes_many (AftSheetFormat format)
{
  return format == AFT_SHEET_XLSX || format == AFT_SHEET_HTML;
}

static gboolean
make_tables (Work *work, GError **error)
{
  g_autofree char *id = dup_table (work);
  gboolean is_all = g_str_equal (id, ALL_TABLES);
  guint part = is_all ? AFT_TREND_ALL_PARTS : aft_trend_table_get_part (id);
  work->view = aft_trend_view_load_sync (work->house->store, work->scope, part, error);
  if (work->view == NULL)
    return FALSE;
  if (is_all)
    {
      work->tables = aft_trend_book_list_tables (&work->voice, work->view, error);
      return work->tables != NULL;
    }
  AftTrendTable *table = aft_trend_table_new (&work->voice, work->view, id, error);
  work->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_trend_table_free);
  if (table != NULL)
    g_ptr_array_add (work->tables, table);
  return table != NULL;
}

/* -- tables ------------------------------------------------------------------------------------ */

static void
note_suppressed (AftExportFile *file, const Work *work, const AftTrendTable *table)
{
  g_autofree char *why = g_strdup_printf (
      "fewer than %" G_GUINT64_FORMAT " answers, or beside such", work->scope->few);
  for (guint i = 0; i < table->suppressed->len; i++)
    aft_export_file_add_suppressed (file, table->id, why,
                                    g_array_index (table->suppressed, AftTrendSuppressed, i).cells);
}

/* A row is a record. */
typedef struct
{
  AftExportFile *file;
  guint64 rows;
} Progress;

static gboolean
on_row (gpointer user_data, GError **error)
{
  const Progress *progress = user_data;
  return aft_export_file_step (progress->file, progress->rows, error);
}

static AftValue *
list_columns (const AftTrendTable *table)
{
  AftValueBuilder *columns = aft_value_builder_new_array ();
  for (guint i = 0; i < table->columns->len; i++)
    aft_value_builder_take (
        columns, aft_value_new_string (g_array_index (table->columns, AftTrendColumn, i).id));
  return aft_value_builder_end (columns);
}

/* For the manifest, whose columns are those of the first table. */
static AftValue *
list_tables (const Work *work, const AftTrendBook *book)
{
  AftValueBuilder *tables = aft_value_builder_new_array ();
  for (guint i = 0; i < work->tables->len; i++)
    {
      const AftTrendTable *table = g_ptr_array_index (work->tables, i);
      AftValueBuilder *item = aft_value_builder_new_object ();
      aft_value_builder_set_string (item, "table", table->id);
      aft_value_builder_set_string (item, "title", aft_trend_book_get_title (book, i));
      aft_value_builder_set_number (item, "rows", table->rows->len);
      aft_value_builder_set_take (item, "columns", list_columns (table));
      aft_value_builder_take (tables, aft_value_builder_end (item));
    }
  return aft_value_builder_end (tables);
}

/* One table, or each on a sheet or under a heading of its own. */
static gboolean
write_tables (const Work *work, GError **error)
{
  const AftExportOptions *options = work->options;
  const AftTrendBookOptions parts
      = { .voice = &work->voice,
          .view = work->view,
          .tables = work->tables,
          .house = work->record->name,
          .made = work->made,
          .program = "Aftertaste " AFTERTASTE_VERSION,
          .is_for_people = options->format == AFT_SHEET_XLSX
                           || (options->format == AFT_SHEET_HTML && !options->is_raw) };
  g_autoptr (AftTrendBook) book = aft_trend_book_new (&parts);
  AftSheetOptions sheet = { 0 };
  aft_trend_book_set_up (book, &sheet);
  g_autoptr (AftExportFile) file = aft_export_file_new (options, work->house, &sheet, error);
  Progress progress = { file, sheet.rows };
  if (file == NULL
      || !aft_trend_book_write (book, aft_export_file_get_sheet (file), on_row, &progress, error))
    return FALSE;
  for (guint i = 0; i < work->tables->len; i++)
    note_suppressed (file, work, g_ptr_array_index (work->tables, i));
  if (work->tables->len > 1)
    aft_export_file_take_member (file, "tables", list_tables (work, book));
  return aft_export_file_finish (file, sheet.rows, error);
}

/* -- all tables where a file has one, a row a cell
 * ------------------------------------------------------------------ */

enum
{
  TABLE,
  ROW,
  COLUMN,
  NUMBER,
  TEXT,
  LONG_COLUMNS
};

static guint64
count_cells (const Work *work)
{
  guint64 cells = 0;
  for (guint i = 0; i < work->tables->len; i++)
    {
      const AftTrendTable *table = g_ptr_array_index (work->tables, i);
      cells += (guint64) table->rows->len * table->columns->len;
    }
  return cells;
}

static gboolean
write_cell (AftExportFile *file,
            const Work *work,
            const AftTrendTable *table,
            guint row,
            guint column)
{
  AftSheet *sheet = aft_export_file_get_sheet (file);
  const AftTrendColumn *kind = &g_array_index (table->columns, AftTrendColumn, column);
  const AftTrendCell *cell = aft_trend_table_get_cell (table, row, column);
  const char *said = work->options->has_labels || cell->code == NULL ? cell->text : cell->code;
  aft_sheet_put_text (sheet, TABLE, table->id, -1);
  aft_sheet_put_integer (sheet, ROW, row + 1);
  aft_sheet_put_text (sheet, COLUMN, kind->id, -1);
  if (kind->type == AFT_TREND_DAY && !isnan (cell->number))
    {
      g_autofree char *day = aft_calendar_day_to_text ((gint32) cell->number);
      aft_sheet_put_text (sheet, TEXT, day, -1);
    }
  else
    aft_sheet_put_number (sheet, NUMBER, cell->number);
  if (said != NULL)
    aft_sheet_put_text (sheet, TEXT, said, -1);
  return aft_sheet_end_row (sheet, NULL);
}

static gboolean
write_all (const Work *work, GError **error)
{
  static const AftColumn COLUMNS[LONG_COLUMNS] = {
    [TABLE] = { .name = "table", .type = AFT_COLUMN_TEXT },
    [ROW] = { .name = "row", .type = AFT_COLUMN_INTEGER },
    [COLUMN] = { .name = "column", .type = AFT_COLUMN_TEXT },
    [NUMBER] = { .name = "number", .type = AFT_COLUMN_NUMBER },
    [TEXT] = { .name = "text", .type = AFT_COLUMN_TEXT },
  };
  guint64 cells = count_cells (work);
  AftSheetOptions sheet
      = { .title = "trends", .columns = COLUMNS, .n_columns = LONG_COLUMNS, .rows = cells };
  g_autoptr (AftExportFile) file = aft_export_file_new (work->options, work->house, &sheet, error);
  for (guint i = 0; file != NULL && i < work->tables->len; i++)
    {
      const AftTrendTable *table = g_ptr_array_index (work->tables, i);
      for (guint j = 0; j < table->rows->len * table->columns->len; j++)
        {
          (void) write_cell (file, work, table, j / table->columns->len, j % table->columns->len);
          if (!aft_export_file_step (file, cells, error))
            return FALSE;
        }
      note_suppressed (file, work, table);
    }
  return file != NULL && aft_export_file_finish (file, cells, error);
}

/* -- the subcommand ---------------------------------------------------------------------------- */

static gboolean
run (Work *work, GError **error)
{
  AftLanguage language = AFT_LANGUAGE_EN;
  work->house = aft_export_house_open (&work->options->place, error);
  if (work->house == NULL)
    return FALSE;
  work->record = aft_house_store_get_house_sync (work->house->store, error);
  if (work->record == NULL
      || !aft_export_options_get_reader (work->options, work->house, &language, error))
    return FALSE;
  work->voice = (AftTrendVoice){ work->house->catalogue, language };
  if (!choose_scope (work, error) || !make_tables (work, error))
    return FALSE;
  return work->tables->len == 1 || takes_many (work->options->format) ? write_tables (work, error)
                                                                      : write_all (work, error);
}

int
aft_export_trends (int count, char **words)
{
  static const char *const TAKES[]
      = { "--from",   "--to",    "--period",          "--venue",  "--survey", "--language",
          "--labels", "--codes", "--reader-language", "--no-bom", "--raw",    NULL };
  Wish wish = { 0 };
  const AftExportOption own[] = {
    { .name = "--table", .text = &wish.table },
    { .name = "--enough", .text = &wish.enough },
    { .name = "--few", .text = &wish.few },
    { .name = "--step", .text = &wish.words[0] },
    { .name = "--measure", .text = &wish.words[1] },
    { .name = "--by", .text = &wish.words[2] },
    { .name = "--hour", .text = &wish.words[3] },
    { .name = "--device", .text = &wish.words[4] },
    { .name = "--day-part", .text = &wish.words[5] },
    { .name = "--channel", .text = &wish.words[6] },
    { .name = "--tier", .text = &wish.words[7] },
    { .name = NULL },
  };
  g_auto (AftExportOptions) options = { 0 };
  g_auto (Work) work = { .options = &options, .wish = &wish };
  g_autoptr (GError) error = NULL;
  if (!aft_export_options_read (&options, count, words, TAKES, own))
    return 2;
  if (wish.table != NULL && !g_str_equal (wish.table, ALL_TABLES)
      && aft_trend_table_get_part (wish.table) == 0)
    return aft_export_misuse ("--table: there is no table %s", wish.table);
  return run (&work, &error) ? 0 : aft_export_fail (1, "%s", error->message);
}
