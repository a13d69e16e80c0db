/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of a view: which there are, how cells come into them, and how a cell is read. What stands
 * in which table is in aft-trend-table-rows.c and aft-trend-table-sums.c. */
#include "aft-trend-table.h"

#include <math.h>
#include <string.h>

#include "aft-error.h"
#include "aft-number.h"
#include "aft-trend-table-private.h"

#define PERCENT 100.0

static const struct
{
  const char *id;
  guint part;
  AftTrendFill fill; /* NULL: groups */
} TABLES[] = {
  { "figure", AFT_TREND_FIGURE, aft_trend_fill_figure },
  { "points", AFT_TREND_POINTS, aft_trend_fill_points },
  { "shares", AFT_TREND_POINTS, aft_trend_fill_shares },
  { "scores", AFT_TREND_POINTS, aft_trend_fill_scores },
  { "by-venue", AFT_TREND_BY_VENUE, NULL },
  { "by-day-part", AFT_TREND_BY (AFT_SLICE_DAY_PART), NULL },
  { "by-survey", AFT_TREND_BY (AFT_SLICE_SURVEY), NULL },
  { "by-language", AFT_TREND_BY (AFT_SLICE_LANGUAGE), NULL },
  { "by-channel", AFT_TREND_BY (AFT_SLICE_CHANNEL), NULL },
  { "by-tier", AFT_TREND_BY (AFT_SLICE_TIER), NULL },
  { "by-device", AFT_TREND_BY (AFT_SLICE_DEVICE), NULL },
  { "by-hour", AFT_TREND_BY (AFT_SLICE_HOUR), NULL },
  { "hours", AFT_TREND_HOURS, aft_trend_fill_hours },
  { "aspects", AFT_TREND_ASPECTS, aft_trend_fill_aspects },
  { "drivers", AFT_TREND_DRIVERS, aft_trend_fill_drivers },
  { "answers", AFT_TREND_ANSWERS, aft_trend_fill_answers },
  { "cases", AFT_TREND_CASES, aft_trend_fill_cases },
  { "outcomes", AFT_TREND_CASES, aft_trend_fill_outcomes },
  { "cases-by-tier", AFT_TREND_CASES, aft_trend_fill_tiers },
  { "cases-by-answer", AFT_TREND_CASES, aft_trend_fill_bands },
  { "return", AFT_TREND_RETURN, aft_trend_fill_return },
};

const char *const *
aft_trend_table_get_ids (void)
{
  static const char *const IDS[] = {
    "figure",        "points",          "shares",     "scores",  "by-venue",  "by-day-part",
    "by-survey",     "by-language",     "by-channel", "by-tier", "by-device", "by-hour",
    "hours",         "aspects",         "drivers",    "answers", "cases",     "outcomes",
    "cases-by-tier", "cases-by-answer", "return",     NULL,
  };
  G_STATIC_ASSERT (G_N_ELEMENTS (IDS) == G_N_ELEMENTS (TABLES) + 1);
  return IDS;
}

static gint
find_table (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (TABLES); i++)
    if (g_str_equal (TABLES[i].id, id))
      return (gint) i;
  return -1;
}

guint
aft_trend_table_get_part (const char *id)
{
  gint index = find_table (id);
  return index < 0 ? 0 : TABLES[index].part;
}

static void
clear_cell (gpointer data)
{
  AftTrendCell *cell = data;
  g_free (cell->text);
  g_free (cell->code);
}

static void
append (AftTrendFilling *filling, AftTrendCell cell)
{
  g_array_append_val (filling->row, cell);
}

/* As many digits as a person wants to see; of shares as per cent. */
static guint
get_digits (const AftTrendView *view, AftTrendColumnType type)
{
  if (type == AFT_TREND_SHARE)
    return 1;
  return type == AFT_TREND_NUMBER && view->scope->measure == AFT_MEASURE_EFFORT ? 2 : 1;
}

void
aft_trend_add_column (AftTrendFilling *filling,
                      const char *id,
                      const char *msgid,
                      AftTrendColumnType type)
{
  AftTrendColumn column = { .id = id,
                            .label = aft_trend_say (filling->voice, msgid),
                            .type = type,
                            .digits = get_digits (filling->view, type) };
  g_array_append_val (filling->table->columns, column);
}

const char *
aft_trend_get_verdict_code (AftTrendVerdict verdict)
{
  static const char *const CODES[] = {
    [AFT_TREND_NOT_KNOWN] = "not-enough", [AFT_TREND_BETTER] = "better",
    [AFT_TREND_WORSE] = "worse",          [AFT_TREND_SAME] = "same",
    [AFT_TREND_CANNOT_TELL] = "unclear",  [AFT_TREND_NOTHING_THERE] = "nothing",
  };
  return CODES[verdict];
}

static AftTrendColumnType
get_value_type (AftMeasure measure)
{
  return measure == AFT_MEASURE_RECOMMENDATION || measure == AFT_MEASURE_EFFORT ? AFT_TREND_NUMBER
                                                                                : AFT_TREND_SHARE;
}

void
aft_trend_add_value_columns (AftTrendFilling *filling)
{
  AftTrendColumnType type = get_value_type (filling->view->scope->measure);
  aft_trend_add_column (filling, "value", N_ ("Figure"), type);
  aft_trend_add_column (filling, "low", N_ ("at least"), type);
  aft_trend_add_column (filling, "high", N_ ("at most"), type);
}

void
aft_trend_add_share_columns (AftTrendFilling *filling)
{
  aft_trend_add_column (filling, "share", N_ ("Share"), AFT_TREND_SHARE);
  aft_trend_add_column (filling, "low", N_ ("at least"), AFT_TREND_SHARE);
  aft_trend_add_column (filling, "high", N_ ("at most"), AFT_TREND_SHARE);
}

void
aft_trend_begin_row (AftTrendFilling *filling)
{
  filling->row = g_array_new (FALSE, TRUE, sizeof (AftTrendCell));
  g_array_set_clear_func (filling->row, clear_cell);
  g_ptr_array_add (filling->table->rows, filling->row);
}

void
aft_trend_take_text (AftTrendFilling *filling, char *text, const char *code)
{
  append (filling, (AftTrendCell){ .number = NAN, .text = text, .code = g_strdup (code) });
}

void
aft_trend_put_text (AftTrendFilling *filling, const char *text, const char *code)
{
  aft_trend_take_text (filling, g_strdup (text), code);
}

void
aft_trend_put_number (AftTrendFilling *filling, double number)
{
  append (filling, (AftTrendCell){ .number = number });
}

void
aft_trend_put_hidden (AftTrendFilling *filling, guint cells)
{
  for (guint i = 0; i < cells; i++)
    append (filling, (AftTrendCell){ .number = NAN, .is_hidden = TRUE });
}

void
aft_trend_put_nothing (AftTrendFilling *filling, guint cells)
{
  for (guint i = 0; i < cells; i++)
    aft_trend_put_number (filling, NAN);
}

void
aft_trend_put_figure (AftTrendFilling *filling, const AftFigure *figure)
{
  double values[] = { figure->value, figure->low, figure->high };
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    append (filling, (AftTrendCell){ .number = figure->is_known ? values[i] : NAN,
                                     .is_thin = !figure->is_known && figure->n > 0 });
}

void
aft_trend_put_counted (AftTrendFilling *filling, const AftFigure *figure)
{
  aft_trend_put_number (filling, (double) figure->n);
  aft_trend_put_figure (filling, figure);
}

static void
fill (AftTrendFilling *filling, guint index)
{
  const AftTrendView *view = filling->view;
  if (TABLES[index].fill != NULL)
    {
      TABLES[index].fill (filling);
      return;
    }
  for (guint slice = AFT_SLICE_ALL + 1; slice < AFT_SLICES; slice++)
    if (TABLES[index].part == AFT_TREND_BY (slice))
      {
        aft_trend_fill_groups (filling, view->by[slice], (AftSlice) slice);
        return;
      }
  aft_trend_fill_groups (filling, view->by_venue, AFT_SLICE_ALL);
}

static AftTrendTable *
new_table (const AftTrendVoice *voice, const AftTrendView *view, guint index)
{
  AftTrendTable *table = g_new0 (AftTrendTable, 1);
  table->id = g_strdup (TABLES[index].id);
  table->title = aft_trend_words_get_part (voice, TABLES[index].part);
  table->columns = g_array_new (FALSE, TRUE, sizeof (AftTrendColumn));
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  table->suppressed = g_array_new (FALSE, TRUE, sizeof (AftTrendSuppressed));
  table->few = view->scope->few;
  for (guint i = 0; i < view->suppressed->len; i++)
    {
      const AftTrendSuppressed *item = &g_array_index (view->suppressed, AftTrendSuppressed, i);
      /* What the points hide their shares hide, too. */
      if (g_str_equal (item->table, table->id)
          || (g_str_equal (item->table, "points") && g_str_equal (table->id, "shares")))
        g_array_append_val (table->suppressed, *item);
    }
  return table;
}

AftTrendTable *
aft_trend_table_new (const AftTrendVoice *voice,
                     const AftTrendView *view,
                     const char *id,
                     GError **error)
{
  gint index = find_table (id);
  if (index < 0)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "there is no such table");
      return NULL;
    }
  if (!(view->parts & TABLES[index].part) && !view->is_hidden)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "table %s was not loaded", id);
      return NULL;
    }
  g_autoptr (AftTrendTable) table = new_table (voice, view, (guint) index);
  AftTrendFilling filling = { voice, view, table, NULL };
  fill (&filling, (guint) index);
  return g_steal_pointer (&table);
}

void
aft_trend_table_free (AftTrendTable *table)
{
  if (table == NULL)
    return;
  g_clear_pointer (&table->suppressed, g_array_unref);
  g_clear_pointer (&table->columns, g_array_unref);
  g_clear_pointer (&table->rows, g_ptr_array_unref);
  g_free (table->id);
  g_free (table);
}

const AftTrendCell *
aft_trend_table_get_cell (const AftTrendTable *table, gsize row, gsize column)
{
  GArray *cells = g_ptr_array_index (table->rows, row);
  return &g_array_index (cells, AftTrendCell, column);
}

/* "+1.9", "−3.4". */
static char *
dup_difference (const AftTrendColumn *column, double number)
{
  double value = column->type == AFT_TREND_SHARE ? number * PERCENT : number;
  g_autofree char *digits = aft_number_to_fixed (fabs (value), column->digits);
  gboolean is_nothing = strspn (digits, "0.") == strlen (digits);
  return g_strconcat (is_nothing ? "" : value < 0 ? "−" : "+", digits, NULL);
}

gboolean
aft_trend_table_is_span (const AftTrendColumn *column)
{
  return g_str_has_prefix (column->id, "median") || g_str_has_prefix (column->id, "ninetieth");
}

const char *
aft_trend_table_get_head (const AftTrendVoice *voice, const AftTrendColumn *column)
{
  if (g_str_equal (column->id, "median"))
    return aft_trend_say (voice, N_ ("Half within"));
  if (g_str_equal (column->id, "ninetieth"))
    return aft_trend_say (voice, N_ ("Nine in ten within"));
  return column->label;
}

static char *
dup_number (const AftTrendVoice *voice, const AftTrendColumn *column, double number)
{
  g_autofree char *digits = NULL;
  if (aft_trend_table_is_span (column))
    return aft_trend_words_dup_span (voice, number);
  if (column->is_difference)
    return dup_difference (column, number);
  switch (column->type)
    {
    case AFT_TREND_DAY:
      return aft_calendar_day_to_text ((gint32) number);
    case AFT_TREND_INTEGER:
      return aft_trend_dup_count ((guint64) number);
    case AFT_TREND_SHARE:
      digits = aft_number_to_fixed (number * PERCENT, column->digits);
      return g_strconcat (digits, " %", NULL);
    case AFT_TREND_TEXT:
    case AFT_TREND_NUMBER:
    default:
      return aft_number_to_fixed (number, column->digits);
    }
}

char *
aft_trend_table_dup_cell_text (const AftTrendVoice *voice,
                               const AftTrendTable *table,
                               gsize row,
                               gsize column)
{
  const AftTrendCell *cell = aft_trend_table_get_cell (table, row, column);
  if (cell->is_hidden)
    return g_strdup (aft_trend_say (voice, N_ ("not shown")));
  if (cell->text != NULL)
    return g_strdup (cell->text);
  if (cell->is_thin)
    return g_strdup (aft_trend_say (voice, N_ ("not enough")));
  return isnan (cell->number)
             ? g_strdup ("")
             : dup_number (voice, &g_array_index (table->columns, AftTrendColumn, column),
                           cell->number);
}
