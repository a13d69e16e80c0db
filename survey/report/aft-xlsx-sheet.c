/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XLSX: rows for libxlsxwriter's constant memory, a sheet a table. The headings stand still and can
 * be filtered by; days, times and shares are the spreadsheet's own; a further sheet goes on where
 * one is full; charts stand behind their table. Texts are texts, whatever they begin with. The file
 * is aft-xlsx-book.c's. */
#include "aft-sheet-private.h"

#include <string.h>

#include "aft-tokens.h"
#include "aft-xlsx-book.h"
#include "aft-xlsx-cell.h"
#include "aft-xlsx-chart.h"
#include "aft-xlsx-front.h"
#include "aft-xlsx-text.h"

/* Days from the spreadsheets' 1899-12-30 to 1970-01-01; before 1900-03-01 they disagree about a
 * leap day, and before 1900 have no days at all. */
#define EPOCH_DAY   25569
#define FIRST_DAY   (-25508) /* 1900-03-01 */
#define DAY_MS      (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define DAY_SECONDS 86400.0
/* Whole numbers that a spreadsheet shows with all their digits; a longer one stands as a text. */
#define MOST_WHOLE   G_GINT64_CONSTANT (999999999999999)
#define MOST_COLUMNS 16384
/* Rows between two looks at the disk. */
#define CHECK_EACH 1024

/* Rows whose cells say how wide a column is, and its bounds; a long heading goes on below. */
#define MEASURED_ROWS  1000
#define MEASURED_BYTES 240
#define LEAST_WIDTH    8
#define MOST_WIDTH     60
#define HEADING_WIDTH  18
#define MOST_LINES     8
#define LINE_HEIGHT    16.0
#define PAGE_WIDTH     220 /* of columns that are made to fit on paper: more is too small to read */
#define AROUND_WIDTH   2   /* also the button of the filter */

/* Where cells and their heading stand: texts behind numbers, which end there, leave some room. */
typedef enum
{
  LEFT,
  INDENTED,
  RIGHT,
  SIDES
} Side;

typedef struct
{
  char *number_format; /* NULL: of texts, or as a number is */
  lxw_format *format;  /* of numbers, in a column of texts of texts; NULL: none */
  Side side;
  guint width;     /* of what was seen */
  double smallest; /* of the numbers for charts and nothing */
  double largest;
  lxw_col_t aside; /* hidden, for charts: the numbers alone; 0: nothing draws them */
} XlsxColumn;

typedef struct
{
  AftXlsxBook *book;
  GPtrArray *names;         /* that the front has promised; borrowed */
  guint n_tables;           /* begun */
  lxw_worksheet *worksheet; /* the last of the sheets */
  lxw_row_t row;            /* its next, from 0, which is the headings' */
  GArray *columns;          /* XlsxColumn of the table */
  lxw_col_t last_column;    /* with those aside */
  const char *first_name;   /* of the table's sheets */
  lxw_row_t first_rows;     /* without the headings */
  GPtrArray *charts;        /* of the table */
  lxw_format *headings[SIDES];
  lxw_format *indented;
  lxw_format *remark;
  GHashTable *formats; /* number format → lxw_format */
  GString *text;
} XlsxState;

static void
check_written (AftSheet *sheet, lxw_error failed)
{
  if (G_UNLIKELY (failed != LXW_NO_ERROR))
    aft_sheet_fail (sheet, AFT_ERROR_INTERNAL, "%s", lxw_strerror (failed));
}

static XlsxColumn *
get_column (XlsxState *state, gsize column)
{
  return &g_array_index (state->columns, XlsxColumn, column);
}

static void
clear_column (gpointer data)
{
  XlsxColumn *column = data;

  g_free (column->number_format);
}

/* -- columns ----------------------------------------------------------------------------------- */

static lxw_format *
find_format (XlsxState *state, const char *number_format)
{
  lxw_format *format;

  if (number_format == NULL)
    return NULL;
  format = g_hash_table_lookup (state->formats, number_format);
  if (format == NULL)
    {
      format = workbook_add_format (aft_xlsx_book_get_workbook (state->book));
      format_set_num_format (format, number_format);
      g_hash_table_insert (state->formats, g_strdup (number_format), format);
    }
  return format;
}

/* Where values have labels these are what stands there. */
static Side
choose_side (const AftSheet *sheet, gsize column, Side before)
{
  const AftSheetColumn *own = &sheet->columns[column];

  if (own->type != AFT_COLUMN_TEXT && own->by_value == NULL)
    return RIGHT;
  return before == RIGHT ? INDENTED : LEFT;
}

static void
make_columns (AftSheet *sheet)
{
  XlsxState *state = sheet->state;
  Side side = LEFT;

  g_array_set_size (state->columns, 0);
  for (gsize i = 0; i < sheet->n_columns; i++)
    {
      XlsxColumn column = { .number_format = aft_xlsx_cell_dup_format (&sheet->columns[i]) };

      side = choose_side (sheet, i, side);
      column.side = side;
      column.format
          = side == INDENTED ? state->indented : find_format (state, column.number_format);
      g_array_append_val (state->columns, column);
    }
  state->last_column = (lxw_col_t) (sheet->n_columns - 1);
}

static void
put_headings (AftSheet *sheet)
{
  XlsxState *state = sheet->state;
  guint lines = 1;

  for (gsize i = 0; i < sheet->n_columns; i++)
    {
      const char *heading = aft_sheet_get_heading (sheet, i);
      const guint width = aft_xlsx_text_measure (heading, strlen (heading));

      aft_xlsx_text_put (state->text, heading, strlen (heading));
      get_column (state, i)->width = MIN (width, HEADING_WIDTH);
      lines = MAX (lines, aft_xlsx_text_count_lines (width, HEADING_WIDTH));
      check_written (sheet,
                     worksheet_write_string (state->worksheet, 0, (lxw_col_t) i, state->text->str,
                                             state->headings[get_column (state, i)->side]));
    }
  worksheet_set_row (state->worksheet, 0, MIN (lines, MOST_LINES) * LINE_HEIGHT, NULL);
  worksheet_freeze_panes (state->worksheet, 1, 0);
  state->row = 1;
}

/* -- sheets of a table ------------------------------------------------------------------------- */

static void
set_page (lxw_worksheet *worksheet)
{
  worksheet_set_landscape (worksheet);
  worksheet_set_paper (worksheet, AFT_XLSX_PAPER_A4);
  worksheet_repeat_rows (worksheet, 0, 0);
}

/* @name: taken already; NULL: after the title. */
static gboolean
begin_sheet (AftSheet *sheet, const char *name, GError **error)
{
  XlsxState *state = sheet->state;

  if (name == NULL)
    name = aft_xlsx_book_take_name (state->book,
                                    sheet->options.title != NULL ? sheet->options.title : "Sheet");
  state->worksheet = aft_xlsx_book_add_sheet (state->book, name, error);
  if (state->worksheet == NULL)
    return FALSE;
  if (state->first_name == NULL)
    state->first_name = name;
  set_page (state->worksheet);
  put_headings (sheet);
  return TRUE;
}

static void
end_sheet (AftSheet *sheet)
{
  XlsxState *state = sheet->state;
  lxw_row_col_options hidden = { .hidden = LXW_TRUE };
  guint sum = 0;

  for (gsize i = 0; i < sheet->n_columns; i++)
    {
      const guint seen = get_column (state, i)->width + AROUND_WIDTH;
      const guint width = CLAMP (seen, LEAST_WIDTH, MOST_WIDTH);

      worksheet_set_column (state->worksheet, (lxw_col_t) i, (lxw_col_t) i, width, NULL);
      sum += width;
    }
  if (sum <= PAGE_WIDTH)
    worksheet_fit_to_pages (state->worksheet, 1, 0);
  if (state->last_column >= sheet->n_columns)
    worksheet_set_column_opt (state->worksheet, (lxw_col_t) sheet->n_columns, state->last_column,
                              LXW_DEF_COL_WIDTH, NULL, &hidden);
  if (state->first_rows == 0)
    state->first_rows = state->row - 1;
  /* With what charts draw, so that it is sorted with the rest. */
  worksheet_autofilter (state->worksheet, 0, 0, state->row - 1, state->last_column);
}

/* What the book failed with becomes the sheet's. */
static void
take_error (AftSheet *sheet, const GError *error)
{
  aft_sheet_fail (sheet, (AftErrorCode) error->code, "%s", error->message);
}

/* Goes on with a new sheet where the last one is full, once there is a row to go on with. */
static inline void
turn_page (AftSheet *sheet)
{
  XlsxState *state = sheet->state;
  g_autoptr (GError) error = NULL;

  if (G_LIKELY (state->row < LXW_ROW_MAX))
    return;
  end_sheet (sheet);
  if (!begin_sheet (sheet, NULL, &error))
    take_error (sheet, error);
}

static inline void
widen (XlsxState *state, gsize column, guint width)
{
  XlsxColumn *own = get_column (state, column);

  own->width = MAX (own->width, width);
}

static void
write_text (AftSheet *sheet, gsize column, const char *text, gsize length, lxw_format *format)
{
  XlsxState *state = sheet->state;

  if (!aft_sheet_check_text (sheet, column, text, length))
    return;
  if (length == 0)
    return;
  turn_page (sheet);
  if (aft_xlsx_text_put (state->text, text, length))
    sheet->cut++;
  if (state->row <= MEASURED_ROWS)
    widen (state, column, aft_xlsx_text_measure (text, MIN (length, MEASURED_BYTES)));
  check_written (sheet, worksheet_write_string (state->worksheet, state->row, (lxw_col_t) column,
                                                state->text->str, format));
}

static void
put_text (AftSheet *sheet, gsize column, const char *text, gsize length)
{
  const XlsxColumn *own = get_column (sheet->state, column);

  write_text (sheet, column, text, length, own->side == INDENTED ? own->format : NULL);
}

static void
put_remark (AftSheet *sheet, gsize column, const char *text)
{
  XlsxState *state = sheet->state;

  write_text (sheet, column, text, strlen (text), state->remark);
}

/* As the cell holds it. */
static void
write_number (AftSheet *sheet, gsize column, double value)
{
  XlsxState *state = sheet->state;
  XlsxColumn *own = get_column (state, column);

  turn_page (sheet);
  if (state->row <= MEASURED_ROWS)
    widen (state, column, aft_xlsx_cell_measure (own->number_format, value));
  check_written (sheet, worksheet_write_number (state->worksheet, state->row, (lxw_col_t) column,
                                                value, own->format));
  if (own->aside == 0)
    return;
  own->smallest = MIN (own->smallest, value);
  own->largest = MAX (own->largest, value);
  check_written (
      sheet, worksheet_write_number (state->worksheet, state->row, own->aside, value, own->format));
}

static void
put_number (AftSheet *sheet, gsize column, double value)
{
  const gboolean is_span = sheet->columns[column].look == AFT_LOOK_SPAN;

  write_number (sheet, column, is_span ? value / DAY_SECONDS : value);
}

static void
put_printed (AftSheet *sheet, gsize column, gint64 value)
{
  guint8 bytes[AFT_SHEET_CELL_BYTES];
  gsize length = aft_sheet_print_value (bytes, sheet->columns[column].type, value);

  put_text (sheet, column, (const char *) bytes, length);
}

static void
put_integer (AftSheet *sheet, gsize column, gint64 value)
{
  AftColumnType type = sheet->columns[column].type;

  if (type == AFT_COLUMN_INTEGER && ABS (value) <= MOST_WHOLE)
    write_number (sheet, column, (double) value);
  else if (type == AFT_COLUMN_DAY && value >= FIRST_DAY)
    write_number (sheet, column, (double) value + EPOCH_DAY);
  else if (type == AFT_COLUMN_TIME && value >= FIRST_DAY * DAY_MS)
    write_number (sheet, column, (double) value / DAY_MS + EPOCH_DAY);
  else
    put_printed (sheet, column, value);
}

static void
put_nothing (AftSheet *sheet, gsize column)
{
}

static void
end_row (AftSheet *sheet)
{
  XlsxState *state = sheet->state;
  g_autoptr (GError) error = NULL;

  turn_page (sheet);
  state->row++;
  if (state->row % CHECK_EACH == 0 && !aft_xlsx_book_check (state->book, &error))
    take_error (sheet, error);
}

/* -- charts ------------------------------------------------------------------------------------ */

static void
add_chart (AftSheet *sheet, const AftSheetChart *chart)
{
  XlsxState *state = sheet->state;

  g_ptr_array_add (state->charts, aft_xlsx_chart_copy (chart));
  for (gsize i = 0; i < chart->n_y_columns; i++)
    if (get_column (state, chart->y_columns[i])->aside == 0)
      get_column (state, chart->y_columns[i])->aside = ++state->last_column;
}

static gboolean
draw_chart (XlsxState *state, const AftSheetChart *chart, GError **error)
{
  g_autofree lxw_col_t *y_columns = g_new (lxw_col_t, chart->n_y_columns);
  AftXlsxChartRows rows = { .sheet_name = state->first_name,
                            .n_rows = state->first_rows,
                            .x_format = get_column (state, chart->x_column)->number_format,
                            .y_format = get_column (state, chart->y_columns[0])->number_format,
                            .y_columns = y_columns };

  for (gsize i = 0; i < chart->n_y_columns; i++)
    {
      const XlsxColumn *own = get_column (state, chart->y_columns[i]);

      y_columns[i] = own->aside;
      rows.smallest = MIN (rows.smallest, own->smallest);
      rows.largest = MAX (rows.largest, own->largest);
    }
  return aft_xlsx_chart_add (state->book, chart, &rows, error);
}

/* -- tables ------------------------------------------------------------------------------------ */

static gboolean
check_columns (const AftSheet *sheet, GError **error)
{
  if (sheet->n_columns <= MOST_COLUMNS)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
               "XLSX has at most %d columns, not %" G_GSIZE_FORMAT, MOST_COLUMNS, sheet->n_columns);
  return FALSE;
}

static gboolean
open_table (AftSheet *sheet, GError **error)
{
  XlsxState *state = sheet->state;
  const guint which = state->n_tables++;

  if (!check_columns (sheet, error))
    return FALSE;
  make_columns (sheet);
  state->first_name = NULL;
  state->first_rows = 0;
  return begin_sheet (
      sheet, which < state->names->len ? g_ptr_array_index (state->names, which) : NULL, error);
}

static gboolean
close_table (AftSheet *sheet, GError **error)
{
  XlsxState *state = sheet->state;

  end_sheet (sheet);
  for (guint i = 0; i < state->charts->len; i++)
    if (!draw_chart (state, g_ptr_array_index (state->charts, i), error))
      return FALSE;
  g_ptr_array_set_size (state->charts, 0);
  return TRUE;
}

static void
begin_table (AftSheet *sheet)
{
  g_autoptr (GError) error = NULL;

  if (!open_table (sheet, &error))
    take_error (sheet, error);
}

static void
end_table (AftSheet *sheet)
{
  g_autoptr (GError) error = NULL;

  if (!close_table (sheet, &error))
    take_error (sheet, error);
}

/* -- the file ---------------------------------------------------------------------------------- */

static void
make_formats (XlsxState *state)
{
  lxw_workbook *workbook = aft_xlsx_book_get_workbook (state->book);

  for (guint i = 0; i < SIDES; i++)
    {
      state->headings[i] = workbook_add_format (workbook);
      format_set_bold (state->headings[i]);
      format_set_text_wrap (state->headings[i]);
      format_set_align (state->headings[i], LXW_ALIGN_VERTICAL_TOP);
      format_set_bottom (state->headings[i], LXW_BORDER_THIN);
    }
  format_set_indent (state->headings[INDENTED], 1);
  format_set_align (state->headings[RIGHT], LXW_ALIGN_RIGHT);
  state->indented = workbook_add_format (workbook);
  format_set_indent (state->indented, 1);
  state->remark = workbook_add_format (workbook);
  format_set_align (state->remark, LXW_ALIGN_RIGHT);
  format_set_font_color (state->remark, aft_xlsx_book_parse_colour (AFT_TOKEN_DAY_MUTED));
}

static gboolean
put_front (AftSheet *sheet, GError **error)
{
  XlsxState *state = sheet->state;
  const AftSheetFront *front = sheet->options.front;

  if (front == NULL)
    return TRUE;
  for (gsize i = 0; i < front->n_contents; i++)
    g_ptr_array_add (state->names,
                     (gpointer) aft_xlsx_book_take_name (state->book, front->contents[i]));
  return aft_xlsx_front_add (state->book, front, (const char *const *) state->names->pdata, error);
}

static gboolean
open_xlsx (AftSheet *sheet, GError **error)
{
  XlsxState *state = g_new0 (XlsxState, 1);

  sheet->state = state;
  state->names = g_ptr_array_new ();
  state->columns = g_array_new (FALSE, TRUE, sizeof (XlsxColumn));
  g_array_set_clear_func (state->columns, clear_column);
  state->charts = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_xlsx_chart_free);
  state->formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->text = g_string_new (NULL);
  state->book = aft_xlsx_book_new (sheet->options.temporary, error);
  if (state->book == NULL)
    return FALSE;
  make_formats (state);
  return put_front (sheet, error) && open_table (sheet, error);
}

static gboolean
finish_xlsx (AftSheet *sheet, GError **error)
{
  XlsxState *state = sheet->state;

  return close_table (sheet, error) && aft_xlsx_book_save (state->book, sheet->sink, error);
}

static void
free_xlsx (gpointer data)
{
  XlsxState *state = data;

  aft_xlsx_book_free (state->book);
  g_ptr_array_unref (state->names);
  g_array_unref (state->columns);
  g_ptr_array_unref (state->charts);
  g_hash_table_unref (state->formats);
  g_string_free (state->text, TRUE);
  g_free (state);
}

const AftSheetClass aft_xlsx_sheet_class = {
  .open = open_xlsx,
  .end_table = end_table,
  .begin_table = begin_table,
  .put_text = put_text,
  .put_integer = put_integer,
  .put_number = put_number,
  .put_nothing = put_nothing,
  .put_remark = put_remark,
  .end_row = end_row,
  .add_chart = add_chart,
  .finish = finish_xlsx,
  .free = free_xlsx,
};
