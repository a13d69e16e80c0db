/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table that all formats have in common: its columns, the order of cells, what stands for a
 * value in a person's language, and what is no value of a column. How a cell looks in the file is
 * the format's (aft-csv-sheet.c and its siblings); which rows there are is the caller's. */
#include "aft-sheet-private.h"

#include <math.h>
#include <string.h>

/* 0001-01-01 to 9999-12-31 in days since 1970-01-01: what all formats can write. */
#define FIRST_DAY   (-719162)
#define LAST_DAY    2932896
#define DAY_MS      (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define WHOLE_MAX   9007199254740992.0 /* 2^53 */
#define MOST_LENGTH 255                /* AftColumn.most, where it is 0 */

typedef struct
{
  const char *text;
  const char *type;
  const AftSheetClass *class;
} FormatMeaning;

static const FormatMeaning formats[] = {
  [AFT_SHEET_CSV] = { "csv", "text/csv; charset=utf-8", &aft_csv_sheet_class },
  [AFT_SHEET_XLSX] = { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                       &aft_xlsx_sheet_class },
  [AFT_SHEET_JSONL] = { "jsonl", "application/x-ndjson", &aft_jsonl_sheet_class },
  [AFT_SHEET_SAV] = { "sav", "application/x-spss-sav", &aft_sav_sheet_class },
  [AFT_SHEET_HTML] = { "html", "text/html; charset=utf-8", &aft_html_sheet_class },
};

const char *
aft_sheet_format_to_text (AftSheetFormat format)
{
  return formats[format].text;
}

gboolean
aft_sheet_format_from_text (const char *text, AftSheetFormat *ret_format)
{
  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (formats); i++)
    if (strcmp (text, formats[i].text) == 0)
      {
        *ret_format = (AftSheetFormat) i;
        return TRUE;
      }
  return FALSE;
}

const char *
aft_sheet_format_get_type (AftSheetFormat format)
{
  return formats[format].type;
}

static gboolean
check_columns (const AftColumn *columns, gsize n_columns, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  if (n_columns == 0)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "A table needs a column");
      return FALSE;
    }
  for (gsize i = 0; i < n_columns; i++)
    if (!g_hash_table_add (names, (gpointer) columns[i].name))
      {
        g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "There are two columns “%s”",
                     columns[i].name);
        return FALSE;
      }
  return TRUE;
}

static AftSheetColumn
copy_column (const AftColumn *column, gboolean shows_labels)
{
  AftSheetColumn copy = { .name = g_strdup (column->name),
                          .label = g_strdup (column->label != NULL ? column->label : column->name),
                          .type = column->type,
                          .most = column->most > 0 ? column->most : MOST_LENGTH,
                          .n_labels = column->n_labels,
                          .look = column->look,
                          .digits = column->digits,
                          .is_signed = column->is_signed };

  copy.labels = g_new (AftColumnLabel, column->n_labels);
  if (shows_labels && column->n_labels > 0)
    copy.by_value = g_hash_table_new (g_str_hash, g_str_equal);
  for (gsize i = 0; i < column->n_labels; i++)
    {
      copy.labels[i].value = g_strdup (column->labels[i].value);
      copy.labels[i].label = g_strdup (column->labels[i].label);
      if (copy.by_value != NULL)
        g_hash_table_insert (copy.by_value, (gpointer) copy.labels[i].value,
                             (gpointer) copy.labels[i].label);
    }
  return copy;
}

static void
clear_column (AftSheetColumn *column)
{
  g_clear_pointer (&column->by_value, g_hash_table_unref);
  for (gsize i = 0; i < column->n_labels; i++)
    {
      g_free ((gpointer) column->labels[i].value);
      g_free ((gpointer) column->labels[i].label);
    }
  g_free (column->labels);
  g_free (column->label);
  g_free (column->name);
}

static void
copy_columns (AftSheet *sheet, const AftColumn *columns, gsize n_columns)
{
  const gboolean shows_labels = sheet->options.has_labels && !sheet->class->keeps_values;

  sheet->columns = g_new (AftSheetColumn, n_columns);
  for (sheet->n_columns = 0; sheet->n_columns < n_columns; sheet->n_columns++)
    sheet->columns[sheet->n_columns] = copy_column (&columns[sheet->n_columns], shows_labels);
}

static void
clear_columns (AftSheet *sheet)
{
  for (gsize i = 0; i < sheet->n_columns; i++)
    clear_column (&sheet->columns[i]);
  g_clear_pointer (&sheet->columns, g_free);
  sheet->n_columns = 0;
}

static gboolean
is_failed (AftSheet *sheet, GError **error)
{
  const GError *failed = sheet->error != NULL ? sheet->error : aft_sink_get_error (sheet->sink);

  if (failed == NULL)
    return FALSE;
  g_propagate_error (error, g_error_copy (failed));
  return TRUE;
}

AftSheet *
aft_sheet_new (const AftSheetOptions *options, AftSink *sink, GError **error)
{
  g_autoptr (AftSheet) sheet = NULL;

  if (!check_columns (options->columns, options->n_columns, error))
    return NULL;
  sheet = g_new0 (AftSheet, 1);
  sheet->class = formats[options->format].class;
  sheet->sink = sink;
  sheet->options = *options;
  sheet->options.columns = NULL;
  sheet->options.title = g_strdup (options->title);
  sheet->options.temporary = g_strdup (options->temporary);
  sheet->scratch = g_string_new (NULL);
  copy_columns (sheet, options->columns, options->n_columns);
  if (!sheet->class->open (sheet, error) || is_failed (sheet, error))
    return NULL;
  sheet->options.front = NULL;
  return g_steal_pointer (&sheet);
}

void
aft_sheet_free (AftSheet *sheet)
{
  if (sheet == NULL)
    return;
  if (sheet->state != NULL)
    sheet->class->free (sheet->state);
  clear_columns (sheet);
  if (sheet->scratch != NULL)
    g_string_free (sheet->scratch, TRUE);
  g_free ((gpointer) sheet->options.title);
  g_free ((gpointer) sheet->options.temporary);
  g_clear_error (&sheet->error);
  g_free (sheet);
}

gboolean
aft_sheet_begin_table (AftSheet *sheet, const AftSheetTable *table, GError **error)
{
  g_assert (sheet->next == 0);
  if (is_failed (sheet, error) || !check_columns (table->columns, table->n_columns, error))
    return FALSE;
  if (sheet->class->begin_table == NULL)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_UNSUPPORTED, "A file of the format %s has one table",
                   aft_sheet_format_to_text (sheet->options.format));
      return FALSE;
    }
  sheet->class->end_table (sheet);
  if (is_failed (sheet, error))
    return FALSE;
  clear_columns (sheet);
  copy_columns (sheet, table->columns, table->n_columns);
  g_free ((gpointer) sheet->options.title);
  sheet->options.title = g_strdup (table->title);
  sheet->class->begin_table (sheet);
  return !is_failed (sheet, error);
}

const char *
aft_sheet_get_heading (const AftSheet *sheet, gsize column)
{
  return sheet->options.has_label_line ? sheet->columns[column].label : sheet->columns[column].name;
}

void
aft_sheet_fail (AftSheet *sheet, AftErrorCode code, const char *format, ...)
{
  va_list arguments;

  if (sheet->error != NULL)
    return;
  va_start (arguments, format);
  sheet->error = g_error_new_valist (AFT_ERROR, (int) code, format, arguments);
  va_end (arguments);
}

void
aft_sheet_fail_cell (AftSheet *sheet, gsize column, const char *what)
{
  aft_sheet_fail (sheet, AFT_ERROR_INVALID, "Column “%s” of row %" G_GUINT64_FORMAT ": %s",
                  sheet->columns[column].name, sheet->rows + 1, what);
}

/* How many bytes @text begins with that are ASCII and no NUL, eight at a time: most cells are such
 * words and need no closer look. Of these bytes none has its high bit, and none loses it to a 1
 * that is taken away once it is set. */
static inline gsize
skip_ascii (const char *text, gsize length)
{
  const guint64 high = G_GUINT64_CONSTANT (0x8080808080808080);
  const guint64 ones = high / 0x80;
  guint64 eight;
  gsize at;

  for (at = 0; length - at >= sizeof eight; at += sizeof eight)
    {
      memcpy (&eight, text + at, sizeof eight);
      if (((eight | (((eight | high) - ones) ^ high)) & high) != 0)
        break;
    }
  return at;
}

gboolean
aft_sheet_check_text (AftSheet *sheet, gsize column, const char *text, gsize length)
{
  const gsize ascii = skip_ascii (text, length);

  if (G_LIKELY (g_utf8_validate_len (text + ascii, length - ascii, NULL)))
    return TRUE;
  aft_sheet_fail_cell (sheet, column, "not a text in UTF-8, or one with a NUL");
  return FALSE;
}

/* Fills up with empty cells to @column; FALSE when nothing is to be written any more. */
static inline gboolean
reach_column (AftSheet *sheet, gsize column)
{
  g_assert (column < sheet->n_columns && column >= sheet->next);
  if (G_UNLIKELY (sheet->error != NULL))
    return FALSE;
  for (; sheet->next < column; sheet->next++)
    sheet->class->put_nothing (sheet, sheet->next);
  sheet->next++;
  return TRUE;
}

static const char *
find_label (AftSheet *sheet, gsize column, const char *text, gsize length)
{
  g_string_truncate (sheet->scratch, 0);
  g_string_append_len (sheet->scratch, text, (gssize) length);
  return g_hash_table_lookup (sheet->columns[column].by_value, sheet->scratch->str);
}

static void
put_any_text (AftSheet *sheet, gsize column, const char *text, gsize length)
{
  const char *label = NULL;

  if (sheet->columns[column].by_value != NULL)
    label = find_label (sheet, column, text, length);
  if (label != NULL)
    sheet->class->put_text (sheet, column, label, strlen (label));
  else
    sheet->class->put_text (sheet, column, text, length);
}

void
aft_sheet_put_text (AftSheet *sheet, gsize column, const char *text, gssize length)
{
  if (!reach_column (sheet, column))
    return;
  if (sheet->columns[column].type != AFT_COLUMN_TEXT)
    aft_sheet_fail_cell (sheet, column, "a text, where numbers are");
  else if (text == NULL)
    sheet->class->put_nothing (sheet, column);
  else
    put_any_text (sheet, column, text, length < 0 ? strlen (text) : (gsize) length);
}

static gboolean
is_in_calendar (AftColumnType type, gint64 value)
{
  if (type == AFT_COLUMN_DAY)
    return value >= FIRST_DAY && value <= LAST_DAY;
  return type != AFT_COLUMN_TIME
         || (value >= FIRST_DAY * DAY_MS && value < (LAST_DAY + 1) * DAY_MS);
}

static void
put_any_integer (AftSheet *sheet, gsize column, gint64 value)
{
  const AftSheetColumn *own = &sheet->columns[column];
  guint8 digits[AFT_SHEET_CELL_BYTES];
  const char *label = NULL;

  if (own->type == AFT_COLUMN_TEXT || own->by_value != NULL)
    {
      gsize length = aft_sheet_print_integer (digits, value);

      if (own->type == AFT_COLUMN_TEXT)
        {
          put_any_text (sheet, column, (const char *) digits, length);
          return;
        }
      label = find_label (sheet, column, (const char *) digits, length);
    }
  if (label != NULL)
    sheet->class->put_text (sheet, column, label, strlen (label));
  else if (own->type == AFT_COLUMN_NUMBER)
    sheet->class->put_number (sheet, column, (double) value);
  else if (is_in_calendar (own->type, value))
    sheet->class->put_integer (sheet, column, value);
  else
    aft_sheet_fail_cell (sheet, column, "no day that a calendar has");
}

void
aft_sheet_put_integer (AftSheet *sheet, gsize column, gint64 value)
{
  if (reach_column (sheet, column))
    put_any_integer (sheet, column, value);
}

/* Whole numbers go the way of integers: the same label, the same digits. */
static void
put_any_number (AftSheet *sheet, gsize column, double value)
{
  AftColumnType type = sheet->columns[column].type;

  if (isnan (value))
    sheet->class->put_nothing (sheet, column);
  else if (!isfinite (value))
    aft_sheet_fail_cell (sheet, column, "a number without end");
  else if (fabs (value) <= WHOLE_MAX && floor (value) == value)
    put_any_integer (sheet, column, (gint64) value);
  else if (type == AFT_COLUMN_NUMBER)
    sheet->class->put_number (sheet, column, value);
  else if (type == AFT_COLUMN_TEXT)
    {
      guint8 digits[AFT_SHEET_CELL_BYTES];
      gsize length = aft_sheet_print_number (digits, value);

      put_any_text (sheet, column, (const char *) digits, length);
    }
  else
    aft_sheet_fail_cell (sheet, column, "a fraction, where whole numbers are");
}

void
aft_sheet_put_number (AftSheet *sheet, gsize column, double value)
{
  if (reach_column (sheet, column))
    put_any_number (sheet, column, value);
}

void
aft_sheet_put_remark (AftSheet *sheet, gsize column, const char *text)
{
  if (!reach_column (sheet, column))
    return;
  if (sheet->class->put_remark != NULL)
    sheet->class->put_remark (sheet, column, text);
  else
    sheet->class->put_nothing (sheet, column);
}

gboolean
aft_sheet_end_row (AftSheet *sheet, GError **error)
{
  if (sheet->error == NULL)
    {
      for (; sheet->next < sheet->n_columns; sheet->next++)
        sheet->class->put_nothing (sheet, sheet->next);
      sheet->class->end_row (sheet);
    }
  sheet->next = 0;
  if (is_failed (sheet, error))
    return FALSE;
  sheet->rows++;
  return TRUE;
}

void
aft_sheet_add_chart (AftSheet *sheet, const AftSheetChart *chart)
{
  if (sheet->error == NULL && sheet->class->add_chart != NULL)
    sheet->class->add_chart (sheet, chart);
}

gboolean
aft_sheet_finish (AftSheet *sheet, GError **error)
{
  g_assert (sheet->next == 0);
  if (is_failed (sheet, error))
    return FALSE;
  if (sheet->class->finish != NULL && !sheet->class->finish (sheet, error))
    return FALSE;
  return !is_failed (sheet, error);
}

guint64
aft_sheet_get_rows (const AftSheet *sheet)
{
  return sheet->rows;
}

guint64
aft_sheet_get_neutralised (const AftSheet *sheet)
{
  return sheet->neutralised;
}

guint64
aft_sheet_get_cut (const AftSheet *sheet)
{
  return sheet->cut;
}
