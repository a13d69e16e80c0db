/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a test's cells through the sheet of a format, and hands the file to `read-back`, which has
 * it read by a program that is not ours. */
#include "aft-table-fixture.h"

#include <string.h>

#include "aft-temp-dir.h"

static gboolean
on_bytes (const void *bytes, gsize length, gpointer user_data, GError **error)
{
  g_byte_array_append (user_data, bytes, (guint) length);
  return TRUE;
}

void
aft_cell_put (AftSheet *sheet, gsize column, const AftCell *cell)
{
  switch (cell->kind)
    {
    case AFT_CELL_TEXT:
      aft_sheet_put_text (sheet, column, cell->text, cell->length > 0 ? (gssize) cell->length : -1);
      break;
    case AFT_CELL_INTEGER:
      aft_sheet_put_integer (sheet, column, cell->integer);
      break;
    case AFT_CELL_NUMBER:
      aft_sheet_put_number (sheet, column, cell->number);
      break;
    default:
      break;
    }
}

static gboolean
write_table (const AftSheetOptions *options,
             AftSink *sink,
             const AftCell *cells,
             gsize n_rows,
             GError **error)
{
  g_autoptr (AftSheet) sheet = aft_sheet_new (options, sink, error);

  if (sheet == NULL)
    return FALSE;
  for (gsize row = 0; row < n_rows; row++)
    {
      for (gsize column = 0; column < options->n_columns; column++)
        aft_cell_put (sheet, column, &cells[row * options->n_columns + column]);
      if (!aft_sheet_end_row (sheet, error))
        {
          /* Whoever does not look at it is told again. */
          g_assert_false (aft_sheet_end_row (sheet, NULL));
          g_assert_false (aft_sheet_finish (sheet, NULL));
          return FALSE;
        }
      g_assert_cmpuint (aft_sheet_get_rows (sheet), ==, row + 1);
    }
  return aft_sheet_finish (sheet, error) && aft_sink_finish (sink, error);
}

GBytes *
aft_table_write (const AftSheetOptions *options, const AftCell *cells, gsize n_rows)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, bytes);
  g_autoptr (GError) error = NULL;

  g_assert_true (write_table (options, sink, cells, n_rows, &error) || error != NULL);
  g_assert_no_error (error);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GError *
aft_table_fail (const AftSheetOptions *options, const AftCell *cells, gsize n_rows)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, bytes);
  GError *error = NULL;

  g_assert_false (write_table (options, sink, cells, n_rows, &error));
  g_assert_nonnull (error);
  return error;
}

static void
free_cell (gpointer cell)
{
  g_string_free (cell, TRUE);
}

static GString *
decode_cell (const char *hex)
{
  GString *cell = g_string_new (NULL);

  for (gsize i = 0; hex[i] != '\0'; i += 2)
    g_string_append_c (
        cell, (char) (g_ascii_xdigit_value (hex[i]) * 16 + g_ascii_xdigit_value (hex[i + 1])));
  return cell;
}

static GPtrArray *
decode_row (const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  GPtrArray *row = g_ptr_array_new_with_free_func (free_cell);

  /* Nothing between no tabs is one empty cell, too. */
  if (cells[0] == NULL)
    g_ptr_array_add (row, decode_cell (""));
  for (gsize i = 0; cells[i] != NULL; i++)
    g_ptr_array_add (row, decode_cell (cells[i]));
  return row;
}

static char *
run_reader (AftSheetFormat format, const char *path)
{
  g_autofree char *program
      = g_test_build_filename (G_TEST_DIST, "survey", "report", "read-back", NULL);
  const char *arguments[] = { program, aft_sheet_format_to_text (format), path, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 1;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return output;
}

GPtrArray *
aft_table_read_back (AftSheetFormat format, GBytes *file)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *name = g_strconcat ("table.", aft_sheet_format_to_text (format), NULL);
  g_autofree char *path = aft_temp_dir_dup_path (dir, name);
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (file, NULL),
                                      (gssize) g_bytes_get_size (file), NULL));
  output = run_reader (format, path);
  lines = g_strsplit (output, "\n", -1);
  for (gsize i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    g_ptr_array_add (table, decode_row (lines[i]));
  return table;
}

const GString *
aft_table_get (const GPtrArray *table, gsize row, gsize column)
{
  const GPtrArray *cells;

  g_assert_cmpuint (row, <, table->len);
  cells = g_ptr_array_index (table, row);
  g_assert_cmpuint (column, <, cells->len);
  return g_ptr_array_index (cells, column);
}
