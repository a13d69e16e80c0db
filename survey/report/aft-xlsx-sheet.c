/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XLSX: rows for libxlsxwriter's constant memory. The headings stand still and can be filtered by;
 * days and times are the spreadsheet's own; a further sheet goes on where one is full. Texts are
 * texts, whatever they begin with. The file is aft-xlsx-book.c's. */
#include "aft-sheet-private.h"

#include <string.h>

#include "aft-xlsx-book.h"
#include "aft-xlsx-chart.h"
#include "aft-xlsx-text.h"

/* Days from the spreadsheets' 1899-12-30 to 1970-01-01; before 1900-03-01 they disagree about a
 * leap day, and before 1900 have no days at all. */
#define EPOCH_DAY 25569
#define FIRST_DAY (-25508) /* 1900-03-01 */
#define DAY_MS    (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
/* Whole numbers that a spreadsheet shows with all their digits; a longer one stands as a text. */
#define MOST_WHOLE   G_GINT64_CONSTANT (999999999999999)
#define MOST_COLUMNS 16384
/* Rows between two looks at the disk. */
#define CHECK_EACH 1024

#define DAY_WIDTH   12
#define TIME_WIDTH  20
#define TEXT_WIDTH  16
#define OTHER_WIDTH 10

typedef struct
{
  AftXlsxBook *book;
  lxw_worksheet *worksheet; /* the last of the sheets */
  lxw_row_t row;            /* its next, from 0, which is the headings' */
  const char *first_name;
  lxw_row_t first_rows; /* of the first sheet, without the headings */
  lxw_format *heading;
  lxw_format *day;
  lxw_format *time;
  GPtrArray *charts;
  GString *text;
} XlsxState;

static void
check_written (AftSheet *sheet, lxw_error failed)
{
  if (G_UNLIKELY (failed != LXW_NO_ERROR))
    aft_sheet_fail (sheet, AFT_ERROR_INTERNAL, "%s", lxw_strerror (failed));
}

static double
choose_width (AftColumnType type)
{
  switch (type)
    {
    case AFT_COLUMN_DAY:
      return DAY_WIDTH;
    case AFT_COLUMN_TIME:
      return TIME_WIDTH;
    case AFT_COLUMN_TEXT:
      return TEXT_WIDTH;
    default:
      return OTHER_WIDTH;
    }
}

static void
put_headings (AftSheet *sheet)
{
  XlsxState *state = sheet->state;

  for (gsize i = 0; i < sheet->n_columns; i++)
    {
      const char *heading = aft_sheet_get_heading (sheet, i);
      lxw_col_t column = (lxw_col_t) i;

      aft_xlsx_text_put (state->text, heading, strlen (heading));
      worksheet_set_column (state->worksheet, column, column, choose_width (sheet->columns[i].type),
                            NULL);
      check_written (sheet, worksheet_write_string (state->worksheet, 0, column, state->text->str,
                                                    state->heading));
    }
  worksheet_freeze_panes (state->worksheet, 1, 0);
  state->row = 1;
}

static gboolean
begin_sheet (AftSheet *sheet, GError **error)
{
  XlsxState *state = sheet->state;
  const char *title = sheet->options.title != NULL ? sheet->options.title : "Sheet";
  const char *name;
  lxw_worksheet *worksheet = aft_xlsx_book_add_sheet (state->book, title, &name, error);

  if (worksheet == NULL)
    return FALSE;
  state->worksheet = worksheet;
  if (state->first_name == NULL)
    state->first_name = name;
  put_headings (sheet);
  return TRUE;
}

static void
end_sheet (AftSheet *sheet)
{
  XlsxState *state = sheet->state;

  if (state->first_rows == 0)
    state->first_rows = state->row - 1;
  worksheet_autofilter (state->worksheet, 0, 0, state->row - 1, (lxw_col_t) (sheet->n_columns - 1));
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
  if (!begin_sheet (sheet, &error))
    take_error (sheet, error);
}

static void
put_text (AftSheet *sheet, gsize column, const char *text, gsize length)
{
  XlsxState *state = sheet->state;

  if (!aft_sheet_check_text (sheet, column, text, length))
    return;
  if (length == 0)
    return;
  turn_page (sheet);
  if (aft_xlsx_text_put (state->text, text, length))
    sheet->cut++;
  check_written (sheet, worksheet_write_string (state->worksheet, state->row, (lxw_col_t) column,
                                                state->text->str, NULL));
}

static void
put_number (AftSheet *sheet, gsize column, double value)
{
  XlsxState *state = sheet->state;

  turn_page (sheet);
  check_written (sheet, worksheet_write_number (state->worksheet, state->row, (lxw_col_t) column,
                                                value, NULL));
}

static void
put_serial (AftSheet *sheet, gsize column, double days, lxw_format *format)
{
  XlsxState *state = sheet->state;

  turn_page (sheet);
  check_written (sheet, worksheet_write_number (state->worksheet, state->row, (lxw_col_t) column,
                                                days + EPOCH_DAY, format));
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
  XlsxState *state = sheet->state;
  AftColumnType type = sheet->columns[column].type;

  if (type == AFT_COLUMN_INTEGER && ABS (value) <= MOST_WHOLE)
    put_number (sheet, column, (double) value);
  else if (type == AFT_COLUMN_DAY && value >= FIRST_DAY)
    put_serial (sheet, column, (double) value, state->day);
  else if (type == AFT_COLUMN_TIME && value >= FIRST_DAY * DAY_MS)
    put_serial (sheet, column, (double) value / DAY_MS, state->time);
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

static void
add_chart (AftSheet *sheet, const AftSheetChart *chart)
{
  XlsxState *state = sheet->state;

  g_ptr_array_add (state->charts, aft_xlsx_chart_copy (chart));
}

static void
make_formats (XlsxState *state)
{
  lxw_workbook *workbook = aft_xlsx_book_get_workbook (state->book);

  state->heading = workbook_add_format (workbook);
  format_set_bold (state->heading);
  state->day = workbook_add_format (workbook);
  format_set_num_format (state->day, "yyyy-mm-dd");
  state->time = workbook_add_format (workbook);
  format_set_num_format (state->time, "yyyy-mm-dd hh:mm:ss");
}

static gboolean
open_xlsx (AftSheet *sheet, GError **error)
{
  XlsxState *state;

  if (sheet->n_columns > MOST_COLUMNS)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                   "XLSX has at most %d columns, not %" G_GSIZE_FORMAT, MOST_COLUMNS,
                   sheet->n_columns);
      return FALSE;
    }
  state = g_new0 (XlsxState, 1);
  sheet->state = state;
  state->charts = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_xlsx_chart_free);
  state->text = g_string_new (NULL);
  state->book = aft_xlsx_book_new (sheet->options.temporary, error);
  if (state->book == NULL)
    return FALSE;
  make_formats (state);
  return begin_sheet (sheet, error);
}

static gboolean
finish_xlsx (AftSheet *sheet, GError **error)
{
  XlsxState *state = sheet->state;

  end_sheet (sheet);
  for (guint i = 0; i < state->charts->len; i++)
    {
      const AftSheetChart *chart = g_ptr_array_index (state->charts, i);
      const AftXlsxChartRows rows
          = { .sheet_name = state->first_name,
              .n_rows = state->first_rows,
              .is_by_day = sheet->columns[chart->x_column].type == AFT_COLUMN_DAY };

      if (!aft_xlsx_chart_add (state->book, chart, &rows, error))
        return FALSE;
    }
  return aft_xlsx_book_save (state->book, sheet->sink, error);
}

static void
free_xlsx (gpointer data)
{
  XlsxState *state = data;

  aft_xlsx_book_free (state->book);
  g_ptr_array_unref (state->charts);
  g_string_free (state->text, TRUE);
  g_free (state);
}

const AftSheetClass aft_xlsx_sheet_class = {
  .open = open_xlsx,
  .put_text = put_text,
  .put_integer = put_integer,
  .put_number = put_number,
  .put_nothing = put_nothing,
  .end_row = end_row,
  .add_chart = add_chart,
  .finish = finish_xlsx,
  .free = free_xlsx,
};
