/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPSS's SAV by ReadStat: variables with labels, values with theirs, days and times as SPSS counts
 * them, from the first minute of its calendar. Strings have the width that their column asks for;
 * the format pads them with blanks, so that blanks at a text's end are not told from it. How many
 * rows there are stands before the first. */
#include "aft-sheet-private.h"

#include <readstat.h>
#include <string.h>

#include "aft-sav-name.h"

/* 1582-10-14, from which SPSS counts seconds, to 1970-01-01. */
#define EPOCH_SECONDS 12219379200.0
#define DAY_SECONDS   86400.0
#define WHOLE_MAX     G_GINT64_CONSTANT (9007199254740992) /* 2^53: all that a double counts */

#define MOST_COLUMNS      32767
#define MOST_WIDTH        32767 /* bytes of a string */
#define LABELLED_WIDTH    248   /* of one whose values have labels: what all readers take */
#define CHARACTER_BYTES   3     /* what room is made for; rarer characters have 4 */
#define NAME_LABEL_BYTES  255
#define VALUE_LABEL_BYTES 120
#define TITLE_BYTES       64

typedef struct
{
  readstat_writer_t *writer;
  readstat_variable_t **variables;
  gsize *widths; /* bytes of a string; 0: a number */
  gboolean is_in_row;
} SavState;

/* What is returned is compared as unsigned: a failure is 0. Which one it was, the sink knows. */
static ssize_t
write_bytes (const void *bytes, size_t length, void *user_data)
{
  const AftSheet *sheet = user_data;

  return aft_sink_write (sheet->sink, bytes, length, NULL) ? (ssize_t) length : 0;
}

static void
check_written (AftSheet *sheet, readstat_error_t failed)
{
  const GError *sunk = aft_sink_get_error (sheet->sink);

  if (G_LIKELY (failed == READSTAT_OK))
    return;
  if (sunk != NULL)
    aft_sheet_fail (sheet, (AftErrorCode) sunk->code, "%s", sunk->message);
  else
    aft_sheet_fail (sheet, AFT_ERROR_INVALID, "SAV: %s", readstat_error_message (failed));
}

static gboolean
begin_row (AftSheet *sheet)
{
  SavState *state = sheet->state;

  if (state->is_in_row)
    return TRUE;
  if (sheet->rows >= sheet->options.rows)
    {
      aft_sheet_fail (sheet, AFT_ERROR_INVALID,
                      "SAV: more rows than the %" G_GUINT64_FORMAT " that were said to come",
                      sheet->options.rows);
      return FALSE;
    }
  check_written (sheet, readstat_begin_row (state->writer));
  state->is_in_row = TRUE;
  return sheet->error == NULL;
}

static void
put_text (AftSheet *sheet, gsize column, const char *text, gsize length)
{
  SavState *state = sheet->state;
  gsize fitting;

  if (!aft_sheet_check_text (sheet, column, text, length))
    return;
  if (!begin_row (sheet))
    return;
  fitting = aft_sav_measure_text (text, length, state->widths[column]);
  sheet->cut += fitting < length ? 1 : 0;
  g_string_truncate (sheet->scratch, 0);
  g_string_append_len (sheet->scratch, text, (gssize) fitting);
  check_written (sheet, readstat_insert_string_value (state->writer, state->variables[column],
                                                      sheet->scratch->str));
}

static void
put_number (AftSheet *sheet, gsize column, double value)
{
  SavState *state = sheet->state;

  if (begin_row (sheet))
    check_written (sheet,
                   readstat_insert_double_value (state->writer, state->variables[column], value));
}

static void
put_integer (AftSheet *sheet, gsize column, gint64 value)
{
  AftColumnType type = sheet->columns[column].type;

  if (type == AFT_COLUMN_DAY)
    put_number (sheet, column, (double) value * DAY_SECONDS + EPOCH_SECONDS);
  else if (type == AFT_COLUMN_TIME)
    put_number (sheet, column, (double) value / 1000 + EPOCH_SECONDS);
  else if (value >= -WHOLE_MAX && value <= WHOLE_MAX)
    put_number (sheet, column, (double) value);
  else
    aft_sheet_fail_cell (sheet, column, "more digits than SAV keeps");
}

static void
put_nothing (AftSheet *sheet, gsize column)
{
  SavState *state = sheet->state;

  if (begin_row (sheet))
    check_written (sheet, readstat_insert_missing_value (state->writer, state->variables[column]));
}

static void
end_row (AftSheet *sheet)
{
  SavState *state = sheet->state;

  check_written (sheet, readstat_end_row (state->writer));
  state->is_in_row = FALSE;
}

static const char *
choose_format (AftColumnType type)
{
  switch (type)
    {
    case AFT_COLUMN_DAY:
      return "SDATE10";
    case AFT_COLUMN_TIME:
      return "DATETIME24.3";
    case AFT_COLUMN_INTEGER:
      return "F12.0";
    default:
      return "F12.4";
    }
}

static gsize
choose_width (const AftSheetColumn *column)
{
  gsize width = MIN ((gsize) column->most * CHARACTER_BYTES, MOST_WIDTH);

  if (column->type != AFT_COLUMN_TEXT)
    return 0;
  if (column->n_labels == 0)
    return width;
  for (gsize i = 0; i < column->n_labels; i++)
    width = MAX (width, strlen (column->labels[i].value));
  return MIN ((width + 7) / 8 * 8, LABELLED_WIDTH);
}

static void
add_value_label (readstat_label_set_t *set,
                 const AftSheetColumn *column,
                 const AftColumnLabel *label)
{
  gsize length = aft_sav_measure_text (label->label, strlen (label->label), VALUE_LABEL_BYTES);
  g_autofree char *text = g_strndup (label->label, length);
  char *end = NULL;
  double number;

  if (length == 0)
    return;
  if (column->type == AFT_COLUMN_TEXT)
    {
      if (strlen (label->value) <= LABELLED_WIDTH)
        readstat_label_string_value (set, label->value, text);
      return;
    }
  number = g_ascii_strtod (label->value, &end);
  if (end != label->value && *end == '\0')
    readstat_label_double_value (set, number, text);
}

static void
add_labels (SavState *state, const AftSheetColumn *column, gsize which)
{
  g_autofree char *name = g_strdup_printf ("labels%" G_GSIZE_FORMAT, which);
  readstat_label_set_t *set;

  if (column->n_labels == 0)
    return;
  set = readstat_add_label_set (
      state->writer, column->type == AFT_COLUMN_TEXT ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE,
      name);
  for (gsize i = 0; i < column->n_labels; i++)
    add_value_label (set, column, &column->labels[i]);
  readstat_variable_set_label_set (state->variables[which], set);
}

/* A name that had to be changed stands before the label. */
static char *
make_label (const AftSheetColumn *column, const char *name)
{
  gboolean is_kept = strcmp (name, column->name) == 0;
  gboolean is_named = strcmp (column->label, column->name) == 0;
  g_autofree char *label = is_kept || is_named
                               ? g_strdup (column->label)
                               : g_strdup_printf ("%s: %s", column->name, column->label);

  return g_strndup (label, aft_sav_measure_text (label, strlen (label), NAME_LABEL_BYTES));
}

static readstat_measure_t
choose_measure (const AftSheetColumn *column)
{
  if (column->type == AFT_COLUMN_TEXT)
    return READSTAT_MEASURE_NOMINAL;
  return column->n_labels > 0 ? READSTAT_MEASURE_ORDINAL : READSTAT_MEASURE_SCALE;
}

static void
add_variable (SavState *state, const AftSheetColumn *column, gsize which, const char *name)
{
  g_autofree char *label = make_label (column, name);
  gboolean is_text = column->type == AFT_COLUMN_TEXT;
  readstat_variable_t *variable;

  variable = readstat_add_variable (state->writer, name,
                                    is_text ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE,
                                    state->widths[which]);
  state->variables[which] = variable;
  readstat_variable_set_label (variable, label);
  readstat_variable_set_measure (variable, choose_measure (column));
  if (!is_text)
    readstat_variable_set_format (variable, choose_format (column->type));
  add_labels (state, column, which);
}

static void
add_variables (AftSheet *sheet)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) starts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  SavState *state = sheet->state;

  for (gsize i = 0; i < sheet->n_columns; i++)
    {
      state->widths[i] = choose_width (&sheet->columns[i]);
      if (state->widths[i] > AFT_SAV_SEGMENT_MOST)
        aft_sav_take_segments (sheet->columns[i].name, state->widths[i], taken);
    }
  for (gsize i = 0; i < sheet->n_columns; i++)
    {
      const gboolean is_long = state->widths[i] > AFT_SAV_SEGMENT_MOST;
      g_autofree char *name
          = aft_sav_make_own_name (sheet->columns[i].name, i + 1, is_long, taken, starts);

      add_variable (state, &sheet->columns[i], i, name);
    }
}

static gboolean
check_size (const AftSheet *sheet, GError **error)
{
  if (sheet->n_columns > MOST_COLUMNS || sheet->options.rows > G_MAXINT)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "SAV has at most %d columns and %d rows",
                   MOST_COLUMNS, G_MAXINT);
      return FALSE;
    }
  return TRUE;
}

static void
set_title (AftSheet *sheet, readstat_writer_t *writer)
{
  const char *title = sheet->options.title;
  g_autofree char *text = NULL;

  if (title == NULL)
    return;
  text = g_strndup (title, aft_sav_measure_text (title, strlen (title), TITLE_BYTES));
  check_written (sheet, readstat_writer_set_file_label (writer, text));
}

static gboolean
open_sav (AftSheet *sheet, GError **error)
{
  SavState *state;

  if (!check_size (sheet, error))
    return FALSE;
  state = g_new0 (SavState, 1);
  sheet->state = state;
  state->writer = readstat_writer_init ();
  state->variables = g_new0 (readstat_variable_t *, sheet->n_columns);
  state->widths = g_new0 (gsize, sheet->n_columns);
  readstat_set_data_writer (state->writer, write_bytes);
  set_title (sheet, state->writer);
  check_written (sheet, readstat_writer_set_compression (state->writer, READSTAT_COMPRESS_ROWS));
  add_variables (sheet);
  check_written (sheet,
                 readstat_begin_writing_sav (state->writer, sheet, (long) sheet->options.rows));
  return TRUE;
}

static gboolean
finish_sav (AftSheet *sheet, GError **error)
{
  SavState *state = sheet->state;

  if (sheet->rows != sheet->options.rows)
    aft_sheet_fail (sheet, AFT_ERROR_INVALID,
                    "SAV: %" G_GUINT64_FORMAT " rows, where %" G_GUINT64_FORMAT
                    " were said to come",
                    sheet->rows, sheet->options.rows);
  else
    check_written (sheet, readstat_end_writing (state->writer));
  return TRUE;
}

static void
free_sav (gpointer data)
{
  SavState *state = data;

  readstat_writer_free (state->writer);
  g_free (state->variables);
  g_free (state->widths);
  g_free (state);
}

const AftSheetClass aft_sav_sheet_class = {
  .keeps_values = TRUE,
  .open = open_sav,
  .put_text = put_text,
  .put_integer = put_integer,
  .put_number = put_number,
  .put_nothing = put_nothing,
  .end_row = end_row,
  .finish = finish_sav,
  .free = free_sav,
};
