/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON Lines, byte for byte, and as python3's json module reads them. */
#include <math.h>
#include <string.h>

#include "aft-error.h"
#include "aft-seeded-random.h"
#include "aft-table-fixture.h"

static char *
write_text (const AftSheetOptions *options, const AftCell *cells, gsize n_rows)
{
  g_autoptr (GBytes) file = aft_table_write (options, cells, n_rows);

  return g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
}

static void
test_bytes (void)
{
  static const AftColumn columns[] = {
    { .name = "a\"b", .type = AFT_COLUMN_INTEGER }, { .name = "number", .type = AFT_COLUMN_NUMBER },
    { .name = "day", .type = AFT_COLUMN_DAY },      { .name = "time", .type = AFT_COLUMN_TIME },
    { .name = "话", .type = AFT_COLUMN_TEXT },
  };
  static const AftCell cells[] = {
    AFT_INTEGER_CELL (G_MAXINT64),
    AFT_NUMBER_CELL (1e21),
    AFT_INTEGER_CELL (0),
    AFT_INTEGER_CELL (0),
    AFT_TEXT_CELL ("\b\t\n\f\r\"\\/\x01\x7f好\u2028"),
    { AFT_CELL_NOTHING },
    AFT_NUMBER_CELL (-0.0),
    { AFT_CELL_NOTHING },
    { AFT_CELL_NOTHING },
    AFT_TEXT_CELL (""),
  };
  const AftSheetOptions options = { .format = AFT_SHEET_JSONL, .columns = columns, .n_columns = 5 };
  g_autofree char *text = write_text (&options, cells, 2);

  g_assert_cmpstr (text, ==,
                   "{\"a\\\"b\":9223372036854775807,\"number\":1e+21,\"day\":\"1970-01-01\","
                   "\"time\":\"1970-01-01T00:00:00.000Z\","
                   "\"话\":\"\\b\\t\\n\\f\\r\\\"\\\\/\\u0001\x7f好\u2028\"}\n"
                   "{\"a\\\"b\":null,\"number\":0,\"day\":null,\"time\":null,\"话\":\"\"}\n");
}

static void
test_labels (void)
{
  static const AftColumnLabel labels[] = { { "5", "非常满意" } };
  static const AftColumn columns[] = { { .name = "score",
                                         .label = "满意度",
                                         .type = AFT_COLUMN_INTEGER,
                                         .labels = labels,
                                         .n_labels = 1 } };
  static const AftCell cells[] = { AFT_INTEGER_CELL (5), AFT_INTEGER_CELL (4) };
  const AftSheetOptions options = { .format = AFT_SHEET_JSONL,
                                    .columns = columns,
                                    .n_columns = 1,
                                    .has_labels = TRUE,
                                    .has_label_line = TRUE };
  g_autofree char *text = write_text (&options, cells, 2);

  g_assert_cmpstr (text, ==, "{\"score\":\"非常满意\"}\n{\"score\":4}\n");
}

static void
test_reads_back (void)
{
  enum
  {
    N_CELLS = 3000
  };
  static const AftColumn columns[] = { { .name = "number", .type = AFT_COLUMN_NUMBER } };
  const AftSheetOptions options = { .format = AFT_SHEET_JSONL, .columns = columns, .n_columns = 1 };
  g_autoptr (AftRandom) random = aft_seeded_random_new (11);
  g_autofree AftCell *cells = g_new0 (AftCell, N_CELLS);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GPtrArray) table = NULL;

  for (gsize i = 0; i < N_CELLS; i++)
    {
      guint64 bits = aft_seeded_random_below (random, G_MAXUINT64);

      cells[i].kind = AFT_CELL_NUMBER;
      memcpy (&cells[i].number, &bits, sizeof bits);
      if (!isfinite (cells[i].number))
        cells[i].number = (double) i / 8;
    }
  file = aft_table_write (&options, cells, N_CELLS);
  table = aft_table_read_back (AFT_SHEET_JSONL, file);
  g_assert_cmpuint (table->len, ==, N_CELLS + 1);
  for (gsize i = 0; i < N_CELLS; i++)
    g_assert_true (g_ascii_strtod (aft_table_get (table, i + 1, 0)->str, NULL) == cells[i].number);
}

static void
test_texts_come_back (void)
{
  static const AftColumn columns[] = { { .name = "words" } };
  const AftSheetOptions options = { .format = AFT_SHEET_JSONL, .columns = columns, .n_columns = 1 };
  g_autofree char *long_text = g_strnfill (100 * 1024, '"');
  const char *const texts[] = { "=1+1",    "\U0001f962\u202e", "\x1f\x7f\xc2\x85\u2028\u2029",
                                "\\u0000", "</script>",        long_text,
                                "\uffff" };
  AftCell cells[G_N_ELEMENTS (texts)];
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GPtrArray) table = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    cells[i] = (AftCell) AFT_TEXT_CELL (texts[i]);
  file = aft_table_write (&options, cells, G_N_ELEMENTS (texts));
  table = aft_table_read_back (AFT_SHEET_JSONL, file);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpstr (aft_table_get (table, i + 1, 0)->str, ==, texts[i]);
}

static void
test_not_utf8 (void)
{
  static const AftColumn columns[] = { { .name = "words" } };
  static const AftCell cells[] = { AFT_TEXT_CELL ("\xff"),
                                   AFT_TEXT_CELL ("\xed\xa0\x80"),
                                   { .kind = AFT_CELL_TEXT, .text = "a\0b", .length = 3 },
                                   AFT_TEXT_CELL ("\xe5\xa5") };
  static const AftSheetFormat formats[]
      = { AFT_SHEET_JSONL, AFT_SHEET_XLSX, AFT_SHEET_SAV, AFT_SHEET_HTML };

  for (gsize i = 0; i < G_N_ELEMENTS (formats) * G_N_ELEMENTS (cells); i++)
    {
      const AftSheetOptions options = {
        .format = formats[i / G_N_ELEMENTS (cells)], .columns = columns, .n_columns = 1, .rows = 1
      };
      g_autoptr (GError) error = aft_table_fail (&options, &cells[i % G_N_ELEMENTS (cells)], 1);

      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/jsonl/members-stand-as-rfc-8785-has-them", test_bytes);
  g_test_add_func ("/report/jsonl/keys-are-names-and-a-label-is-a-text", test_labels);
  g_test_add_func ("/report/jsonl/every-number-comes-back", test_reads_back);
  g_test_add_func ("/report/jsonl/every-text-comes-back", test_texts_come_back);
  g_test_add_func ("/report/sheet/what-is-no-text-is-refused", test_not_utf8);
  return g_test_run ();
}
