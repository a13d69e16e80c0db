/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of a view as a file's tables: which type and look a column has, what a cell says that is
 * hidden or of too few answers, what is drawn, and what stands in front. Figures and words are the
 * other files' of this folder; bytes are survey/report's. */
#include "aft-trend-book.h"

#include <math.h>

#include "aft-trend-words-private.h"

/* A table's columns as a sheet takes them. */
typedef struct
{
  AftColumn *columns;
  GPtrArray *labels; /* GArray of AftColumnLabel, of each column */
} Columns;

struct _AftTrendBook
{
  AftTrendBookOptions options;
  GPtrArray *columns; /* Columns of each table */
  GPtrArray *texts;   /* owned, of the front */
  GArray *facts;      /* AftSheetFact */
  GPtrArray *titles;  /* of the tables, owned */
  AftSheetFront front;
};

GPtrArray *
aft_trend_book_list_tables (const AftTrendVoice *voice, const AftTrendView *view, GError **error)
{
  const char *const *ids = aft_trend_table_get_ids ();
  g_autoptr (GPtrArray) tables
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_trend_table_free);
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (AftTrendTable) table = aft_trend_table_new (voice, view, ids[i], error);
      if (table == NULL)
        return NULL;
      if (i == 0 || table->rows->len > 0)
        g_ptr_array_add (tables, g_steal_pointer (&table));
    }
  return g_steal_pointer (&tables);
}

/* -- columns ----------------------------------------------------------------------------------- */

static void
free_columns (gpointer data)
{
  Columns *columns = data;
  g_ptr_array_unref (columns->labels);
  g_free (columns->columns);
  g_free (columns);
}

static AftColumnType
get_type (AftTrendColumnType type)
{
  static const AftColumnType TYPES[] = {
    [AFT_TREND_TEXT] = AFT_COLUMN_TEXT,     [AFT_TREND_INTEGER] = AFT_COLUMN_INTEGER,
    [AFT_TREND_NUMBER] = AFT_COLUMN_NUMBER, [AFT_TREND_SHARE] = AFT_COLUMN_NUMBER,
    [AFT_TREND_DAY] = AFT_COLUMN_DAY,
  };
  return TYPES[type];
}

/* Each code of a column once, with what it is called. */
static GArray *
list_labels (const AftTrendTable *table, gsize column)
{
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (AftColumnLabel));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint row = 0; row < table->rows->len; row++)
    {
      const AftTrendCell *cell = aft_trend_table_get_cell (table, row, column);
      AftColumnLabel label = { cell->code, cell->text };
      if (cell->code != NULL && g_hash_table_add (seen, cell->code))
        g_array_append_val (labels, label);
    }
  return labels;
}

static AftColumn
make_column (const AftTrendBook *book, const AftTrendColumn *column, const GArray *labels)
{
  AftColumnLook look = AFT_LOOK_PLAIN;
  if (column->type == AFT_TREND_SHARE)
    look = AFT_LOOK_SHARE;
  else if (column->type == AFT_TREND_NUMBER)
    look = aft_trend_table_is_span (column) ? AFT_LOOK_SPAN : AFT_LOOK_FIXED;
  return (AftColumn){ .name = column->id,
                      .label = book->options.is_for_people
                                   ? aft_trend_table_get_head (book->options.voice, column)
                                   : column->label,
                      .type = get_type (column->type),
                      .labels = (const AftColumnLabel *) (void *) labels->data,
                      .n_labels = labels->len,
                      .look = look,
                      .digits = column->digits,
                      .is_signed = column->is_difference };
}

static Columns *
make_columns (const AftTrendBook *book, const AftTrendTable *table)
{
  Columns *columns = g_new0 (Columns, 1);
  columns->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  columns->columns = g_new0 (AftColumn, table->columns->len);
  for (guint i = 0; i < table->columns->len; i++)
    {
      GArray *labels = list_labels (table, i);
      g_ptr_array_add (columns->labels, labels);
      columns->columns[i]
          = make_column (book, &g_array_index (table->columns, AftTrendColumn, i), labels);
    }
  return columns;
}

/* -- the front --------------------------------------------------------------------------------- */

/* Eats @text. */
static void
take_fact (AftTrendBook *book, const char *label, char *text)
{
  AftSheetFact fact = { label, text };
  g_ptr_array_add (book->texts, text);
  g_array_append_val (book->facts, fact);
}

static char *
dup_days (const AftTrendVoice *voice, const AftTrendView *view)
{
  g_autofree char *name
      = aft_trend_words_dup_period (voice, view->scope->period, view->scope->today);
  g_autofree char *from = aft_calendar_day_to_text (view->elapsed.from_day);
  g_autofree char *to = aft_calendar_day_to_text (view->elapsed.to_day);
  return g_strdup_printf ("%s (%s – %s)", name, from, to);
}

static void
add_facts (AftTrendBook *book)
{
  const AftTrendVoice *voice = book->options.voice;
  const AftTrendView *view = book->options.view;
  g_autoptr (GPtrArray) notes = aft_trend_words_list_notes (voice, view);
  const char *label = aft_trend_say (voice, N_ ("How to read this"));
  take_fact (book, aft_trend_say (voice, N_ ("Restaurants")),
             aft_trend_words_dup_scope (voice, view));
  take_fact (book, aft_trend_say (voice, N_ ("Period")), dup_days (voice, view));
  take_fact (book, aft_trend_say (voice, N_ ("Answers")),
             view->is_hidden ? g_strdup (aft_trend_say (voice, N_ ("not shown")))
                             : aft_trend_dup_count (view->figure.n));
  for (guint i = 0; i < notes->len; i++)
    take_fact (book, i == 0 ? label : NULL, g_strdup (g_ptr_array_index (notes, i)));
  take_fact (book, NULL,
             g_strdup_printf (aft_trend_say (voice, N_ ("Made on %s by %s")), book->options.made,
                              book->options.program));
}

static void
make_front (AftTrendBook *book)
{
  const AftTrendVoice *voice = book->options.voice;
  char *lead = aft_trend_words_dup_sentence (voice, book->options.view);
  char *title
      = g_strdup_printf ("%s · %s", book->options.house,
                         aft_trend_words_get_measure (voice, book->options.view->scope->measure));
  g_ptr_array_add (book->texts, lead);
  g_ptr_array_add (book->texts, title);
  add_facts (book);
  book->front = (AftSheetFront){ .name = aft_trend_say (voice, N_ ("Overview")),
                                 .title = title,
                                 .lead = lead,
                                 .facts = (const AftSheetFact *) (void *) book->facts->data,
                                 .n_facts = book->facts->len,
                                 .contents_label = aft_trend_say (voice, N_ ("Contents")),
                                 .contents = (const char *const *) (void *) book->titles->pdata,
                                 .n_contents = book->titles->len };
}

/* The scores are of the points' part. */
static char *
dup_title (const AftTrendBook *book, const AftTrendTable *table)
{
  return g_str_equal (table->id, "shares") ? g_strdup_printf (
             "%s · %s", table->title, aft_trend_say (book->options.voice, N_ ("Scores")))
                                           : g_strdup (table->title);
}

AftTrendBook *
aft_trend_book_new (const AftTrendBookOptions *options)
{
  AftTrendBook *book = g_new0 (AftTrendBook, 1);
  book->options = *options;
  book->columns = g_ptr_array_new_with_free_func (free_columns);
  book->texts = g_ptr_array_new_with_free_func (g_free);
  book->facts = g_array_new (FALSE, FALSE, sizeof (AftSheetFact));
  book->titles = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < options->tables->len; i++)
    {
      const AftTrendTable *table = g_ptr_array_index (options->tables, i);
      g_ptr_array_add (book->columns, make_columns (book, table));
      g_ptr_array_add (book->titles, dup_title (book, table));
    }
  if (options->tables->len > 1)
    make_front (book);
  return book;
}

void
aft_trend_book_free (AftTrendBook *book)
{
  if (book == NULL)
    return;
  g_ptr_array_unref (book->columns);
  g_ptr_array_unref (book->texts);
  g_array_unref (book->facts);
  g_ptr_array_unref (book->titles);
  g_free (book);
}

const char *
aft_trend_book_get_title (const AftTrendBook *book, guint which)
{
  return g_ptr_array_index (book->titles, which);
}

guint64
aft_trend_book_count_rows (const AftTrendBook *book)
{
  guint64 rows = 0;
  for (guint i = 0; i < book->options.tables->len; i++)
    rows += ((const AftTrendTable *) g_ptr_array_index (book->options.tables, i))->rows->len;
  return rows;
}

void
aft_trend_book_set_up (const AftTrendBook *book, AftSheetOptions *options)
{
  const AftTrendTable *first = g_ptr_array_index (book->options.tables, 0);
  const Columns *columns = g_ptr_array_index (book->columns, 0);
  options->title = aft_trend_book_get_title (book, 0);
  options->columns = columns->columns;
  options->n_columns = first->columns->len;
  options->rows = aft_trend_book_count_rows (book);
  options->front = book->options.tables->len > 1 ? &book->front : NULL;
}

/* -- charts ------------------------------------------------------------------------------------ */

static gboolean
find_column (const AftTrendTable *table, const char *id, gsize *ret_column)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (g_str_equal (g_array_index (table->columns, AftTrendColumn, i).id, id))
      {
        *ret_column = i;
        return TRUE;
      }
  return FALSE;
}

static guint
count_numbers (const AftTrendTable *table, gsize column)
{
  guint count = 0;
  for (guint row = 0; row < table->rows->len; row++)
    count += isnan (aft_trend_table_get_cell (table, row, column)->number) ? 0 : 1;
  return count;
}

/* The figure over time between its limits; else bars of what there is a figure of. One alone says
 * nothing. */
static void
add_chart (const AftTrendBook *book, const AftTrendTable *table, AftSheet *sheet)
{
  static const char *const LINES[] = { "value", "ordinary", "limit-low", "limit-high" };
  const gboolean is_line = g_str_equal (table->id, "points");
  const gboolean is_drawn
      = is_line || g_str_has_prefix (table->id, "by-") || g_str_equal (table->id, "aspects");
  g_autofree char *name
      = g_strdup_printf (aft_trend_say (book->options.voice, N_ ("%s, chart")), table->title);
  gsize columns[G_N_ELEMENTS (LINES)];
  gsize n_columns = 0;
  for (gsize i = 0; is_line && i < G_N_ELEMENTS (LINES); i++)
    n_columns += find_column (table, LINES[i], &columns[n_columns]) ? 1 : 0;
  if (!is_line && (find_column (table, "value", columns) || find_column (table, "share", columns)))
    n_columns = 1;
  const AftSheetChart chart = { .name = name,
                                .title = table->title,
                                .y_columns = columns,
                                .n_y_columns = n_columns,
                                .is_bars = !is_line };
  if (is_drawn && n_columns > 0 && count_numbers (table, columns[0]) > 1)
    aft_sheet_add_chart (sheet, &chart);
}

/* -- rows -------------------------------------------------------------------------------------- */

static void
put_remark (const AftTrendBook *book,
            const AftTrendTable *table,
            AftSheet *sheet,
            gsize row,
            gsize column)
{
  g_autofree char *text = aft_trend_table_dup_cell_text (book->options.voice, table, row, column);
  aft_sheet_put_remark (sheet, column, text);
}

static void
put_cell (const AftTrendBook *book,
          const AftTrendTable *table,
          AftSheet *sheet,
          gsize row,
          gsize column)
{
  const AftTrendCell *cell = aft_trend_table_get_cell (table, row, column);
  const AftColumnType type = get_type (g_array_index (table->columns, AftTrendColumn, column).type);
  const char *text = cell->code != NULL ? cell->code : cell->text;
  if (cell->is_hidden || (cell->is_thin && isnan (cell->number)))
    put_remark (book, table, sheet, row, column);
  else if (type == AFT_COLUMN_TEXT)
    aft_sheet_put_text (sheet, column, text, -1);
  else if (type == AFT_COLUMN_NUMBER)
    aft_sheet_put_number (sheet, column, cell->number);
  else if (!isnan (cell->number))
    aft_sheet_put_integer (sheet, column, (gint64) cell->number);
}

static gboolean
begin_table (const AftTrendBook *book, guint which, AftSheet *sheet, GError **error)
{
  const AftTrendTable *table = g_ptr_array_index (book->options.tables, which);
  const Columns *columns = g_ptr_array_index (book->columns, which);
  const AftSheetTable next
      = { aft_trend_book_get_title (book, which), columns->columns, table->columns->len };
  if (which > 0 && !aft_sheet_begin_table (sheet, &next, error))
    return FALSE;
  add_chart (book, table, sheet);
  return TRUE;
}

gboolean
aft_trend_book_write (const AftTrendBook *book,
                      AftSheet *sheet,
                      AftTrendBookFunc func,
                      gpointer user_data,
                      GError **error)
{
  for (guint i = 0; i < book->options.tables->len; i++)
    {
      const AftTrendTable *table = g_ptr_array_index (book->options.tables, i);
      if (!begin_table (book, i, sheet, error))
        return FALSE;
      for (guint row = 0; row < table->rows->len; row++)
        {
          for (guint column = 0; column < table->columns->len; column++)
            put_cell (book, table, sheet, row, column);
          if (!aft_sheet_end_row (sheet, error) || (func != NULL && !func (user_data, error)))
            return FALSE;
        }
    }
  return TRUE;
}
