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

#define BY_DEVICE "by-device"

/* Options that are names of a scope, too. */
enum
{
  STEP,
  BY,
  MEASURE,
  HOUR,
  DEVICE,
  DAY_PART,
  CHANNEL,
  TIER,
  NAMES_COUNT
};

static const char *const NAMES[NAMES_COUNT] = {
  [STEP] = "step",       [BY] = "by",         [MEASURE] = "measure",
  [HOUR] = "hour",       [DEVICE] = "device", [DAY_PART] = "day-part",
  [CHANNEL] = "channel", [TIER] = "tier",
};

/* What is said beside the options that several subcommands take. */
typedef struct
{
  const char *table; /* --table ID or "all" */
  const char *enough;
  const char *few;
  const char *words[NAMES_COUNT];
} Wish;

typedef struct
{
  AftExportOptions *options;
  const Wish *wish;
  AftExportHouse *house;
  AftTrendVoice voice;
  AftTrendScope *scope;
  AftTrendView *view;
  GPtrArray *tables; /* AftTrendTable */
  char *table;       /* the id of one, or "all" */
  AftHouse *record;
  char *made;          /* by the clock of the first restaurant */
  gboolean is_misused; /* what was asked for is wrong, not what was met */
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->made, g_free);
  g_clear_pointer (&work->table, g_free);
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

/* The day it is; also when it is by the clock of the first of @venues. */
static gint32
find_today (Work *work, GPtrArray *venues)
{
  gint64 now_ms = aft_clock_get_real_ms (work->house->clock);
  if (venues->len > 0)
    work->made = dup_local (aft_venue_get_zone (g_ptr_array_index (venues, 0)), now_ms);
  return aft_trend_find_today (venues, now_ms);
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
  for (gsize i = 0; i < NAMES_COUNT; i++)
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

/* Those that were named. A kiosk is one restaurant's: it is of no use among all. */
static gboolean
find_venues (Work *work, const GPtrArray *venues, GArray **ret_venue_ids, GError **error)
{
  if (!aft_export_options_find_venues (work->options, work->house, ret_venue_ids, error))
    return FALSE;
  if (*ret_venue_ids != NULL || venues->len <= 1 || !g_str_equal (work->table, BY_DEVICE))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                       "Kiosks are one restaurant's: name it with --venue");
  return FALSE;
}

static gboolean
choose_scope (Work *work, GError **error)
{
  g_autoptr (GArray) venue_ids = NULL;
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (work->house->store, error);
  if (venues == NULL || !find_venues (work, venues, &venue_ids, error))
    return FALSE;
  work->scope = aft_trend_scope_new (find_today (work, venues));
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
dup_table (const Wish *wish)
{
  const char *by = wish->words[BY];
  if (wish->table != NULL)
    return g_strdup (wish->table);
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
  gboolean is_all = g_str_equal (work->table, ALL_TABLES);
  guint part = is_all ? AFT_TREND_ALL_PARTS : aft_trend_table_get_part (work->table);
  work->view = aft_trend_view_load_sync (work->house->store, work->scope, part, error);
  if (work->view == NULL)
    return FALSE;
  if (is_all)
    {
      work->tables = aft_trend_book_list_tables (&work->voice, work->view, error);
      return work->tables != NULL;
    }
  AftTrendTable *table = aft_trend_table_new (&work->voice, work->view, work->table, error);
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

/* Which figures these are, also where nothing was said: the manifest's "view". */
static AftValue *
describe_view (const Work *work)
{
  const AftTrendScope *scope = work->scope;
  g_autofree char *period = aft_period_to_text (scope->period);
  AftValueBuilder *view = aft_value_builder_new_object ();
  aft_value_builder_set_string (view, "table", work->table);
  aft_value_builder_set_string (view, "measure", aft_trend_measure_to_text (scope->measure));
  aft_value_builder_set_string (view, "period", period);
  aft_value_builder_set_string (view, "step", aft_step_to_text (scope->step));
  if (scope->filter != AFT_SLICE_ALL)
    aft_value_builder_set_string (view, aft_slice_to_text (scope->filter), scope->filter_name);
  aft_value_builder_set_number (view, "enough", (double) scope->enough);
  aft_value_builder_set_number (view, "few", (double) scope->few);
  return aft_value_builder_end (view);
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
  aft_export_file_take_member (file, "view", describe_view (work));
  return aft_export_file_finish (file, sheet.rows, error);
}

/* -- all tables where a file has one, a row a cell --------------------------------------------- */

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
  if (file == NULL)
    return FALSE;
  aft_export_file_take_member (file, "view", describe_view (work));
  return aft_export_file_finish (file, cells, error);
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
  gboolean is_all = g_str_equal (work->table, ALL_TABLES);
  if (!choose_scope (work, error)
      || (!is_all
          && !aft_trend_view_check_parts (work->scope, aft_trend_table_get_part (work->table),
                                          error)))
    {
      work->is_misused = g_error_matches (*error, AFT_ERROR, AFT_ERROR_INVALID);
      return FALSE;
    }
  if (!make_tables (work, error))
    return FALSE;
  return work->tables->len == 1 || takes_many (work->options->format) ? write_tables (work, error)
                                                                      : write_all (work, error);
}

/* A step of time is said by --by as well: then it is --step's. */
static gboolean
read_by (Wish *wish)
{
  AftStep step;
  if (wish->words[BY] == NULL || !aft_step_from_text (wish->words[BY], &step))
    return TRUE;
  if (wish->words[STEP] != NULL && !g_str_equal (wish->words[STEP], wish->words[BY]))
    return aft_export_misuse ("--by %s or --step %s: not both", wish->words[BY], wish->words[STEP])
           == 0;
  wish->words[STEP] = g_steal_pointer (&wish->words[BY]);
  return TRUE;
}

static gboolean
check_table (const Wish *wish, const char *table)
{
  if (g_str_equal (table, ALL_TABLES) || aft_trend_table_get_part (table) != 0)
    return TRUE;
  if (wish->table != NULL)
    return aft_export_misuse ("--table: there is no table %s", table) == 0;
  return aft_export_misuse (
             "--by is venue, day-part, survey, language, channel, tier, device, hour, "
             "day, week or month, not %s",
             wish->words[BY])
         == 0;
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
    { .name = "--step", .text = &wish.words[STEP] },
    { .name = "--by", .text = &wish.words[BY] },
    { .name = "--measure", .text = &wish.words[MEASURE] },
    { .name = "--hour", .text = &wish.words[HOUR] },
    { .name = "--device", .text = &wish.words[DEVICE] },
    { .name = "--day-part", .text = &wish.words[DAY_PART] },
    { .name = "--channel", .text = &wish.words[CHANNEL] },
    { .name = "--tier", .text = &wish.words[TIER] },
    { .name = NULL },
  };
  g_auto (AftExportOptions) options = { 0 };
  g_auto (Work) work = { .options = &options, .wish = &wish };
  g_autoptr (GError) error = NULL;
  if (!aft_export_options_read (&options, count, words, TAKES, own) || !read_by (&wish))
    return 2;
  work.table = dup_table (&wish);
  if (!check_table (&wish, work.table))
    return 2;
  if (run (&work, &error))
    return 0;
  return work.is_misused ? aft_export_misuse ("%s", error->message)
                         : aft_export_fail (1, "%s", error->message);
}
