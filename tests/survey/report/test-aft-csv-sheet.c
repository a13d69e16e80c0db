/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV as python3's csv module reads it: whatever goes in comes out, but for what a spreadsheet
 * would run, which is a text then. */
#include <math.h>
#include <string.h>

#include "aft-csv-cell.h"
#include "aft-error.h"
#include "aft-seeded-random.h"
#include "aft-sheet-private.h"
#include "aft-table-fixture.h"

static const AftColumn one_text[]
    = { { .name = "words", .label = "您的话", .type = AFT_COLUMN_TEXT } };

static AftSheetOptions
one_column (void)
{
  return (AftSheetOptions){ .format = AFT_SHEET_CSV, .columns = one_text, .n_columns = 1 };
}

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
    { .name = "a", .type = AFT_COLUMN_INTEGER }, { .name = "b,c", .type = AFT_COLUMN_NUMBER },
    { .name = "d", .type = AFT_COLUMN_DAY },     { .name = "e", .type = AFT_COLUMN_TIME },
    { .name = "f", .type = AFT_COLUMN_TEXT },
  };
  static const AftCell cells[] = {
    AFT_INTEGER_CELL (-42),   AFT_NUMBER_CELL (0.1),
    AFT_INTEGER_CELL (20729), AFT_INTEGER_CELL (1791030600123),
    AFT_TEXT_CELL ("好"),     AFT_INTEGER_CELL (G_MININT64),
    AFT_NUMBER_CELL (-0.0),   AFT_INTEGER_CELL (-1),
    AFT_INTEGER_CELL (-1),    AFT_INTEGER_CELL (7),
    { AFT_CELL_NOTHING },     AFT_NUMBER_CELL (NAN),
    { AFT_CELL_NOTHING },     { AFT_CELL_NOTHING },
    AFT_TEXT_CELL (""),
  };
  const AftSheetOptions options = { .format = AFT_SHEET_CSV, .columns = columns, .n_columns = 5 };
  g_autofree char *text = write_text (&options, cells, 3);

  g_assert_cmpstr (text, ==,
                   "\ufeffa,\"b,c\",d,e,f\r\n"
                   "-42,0.1,2026-10-03,2026-10-03T12:30:00.123Z,好\r\n"
                   "-9223372036854775808,0,1969-12-31,1969-12-31T23:59:59.999Z,7\r\n"
                   ",,,,\r\n");
}

static void
test_heading (void)
{
  AftSheetOptions options = one_column ();
  g_autofree char *names = NULL;
  g_autofree char *labels = NULL;

  options.leaves_bom = TRUE;
  names = write_text (&options, NULL, 0);
  options.has_label_line = TRUE;
  labels = write_text (&options, NULL, 0);
  g_assert_cmpstr (names, ==, "words\r\n");
  g_assert_cmpstr (labels, ==, "您的话\r\n");
}

static void
test_lone_empty_cell (void)
{
  static const AftCell cells[] = { { AFT_CELL_NOTHING }, AFT_TEXT_CELL ("x") };
  const AftSheetOptions options = one_column ();
  g_autoptr (GBytes) file = aft_table_write (&options, cells, 2);
  g_autoptr (GPtrArray) table = aft_table_read_back (AFT_SHEET_CSV, file);

  g_assert_cmpuint (table->len, ==, 3);
  g_assert_cmpstr (aft_table_get (table, 1, 0)->str, ==, "");
}

static void
test_labels (void)
{
  static const AftColumnLabel labels[] = { { "5", "非常满意" }, { "wait", "等位" } };
  static const AftColumn columns[] = {
    { .name = "score", .type = AFT_COLUMN_INTEGER, .labels = labels, .n_labels = 2 },
    { .name = "why", .type = AFT_COLUMN_TEXT, .labels = labels, .n_labels = 2 },
    { .name = "mean", .type = AFT_COLUMN_NUMBER, .labels = labels, .n_labels = 2 },
  };
  static const AftCell cells[] = {
    AFT_INTEGER_CELL (5), AFT_TEXT_CELL ("wait"), AFT_NUMBER_CELL (5.0),
    AFT_INTEGER_CELL (4), AFT_TEXT_CELL ("5"),    AFT_NUMBER_CELL (5.5),
  };
  AftSheetOptions options
      = { .format = AFT_SHEET_CSV, .columns = columns, .n_columns = 3, .leaves_bom = TRUE };
  g_autofree char *values = write_text (&options, cells, 2);
  g_autofree char *shown = NULL;

  options.has_labels = TRUE;
  shown = write_text (&options, cells, 2);
  g_assert_cmpstr (values, ==, "score,why,mean\r\n5,wait,5\r\n4,5,5.5\r\n");
  g_assert_cmpstr (shown, ==, "score,why,mean\r\n非常满意,等位,非常满意\r\n4,非常满意,5.5\r\n");
}

/* clang-format off: one a line would be a page. */
static const char *const live_texts[] = {
  "=1+1",
  "+cmd|' /C calc'!A0",
  "-1+1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  "  =1",
  "\u3000=1",
  "\u00a0@x",
  "\u200b=1",
  "\ufeff=1",
  "＝1",
  "＋1",
  "－1",
  "＠x",
  "- 好吃",
  "+",
  "-",
  "--5",
  "-5-3",
  "+86-138-1234-5678",
  "-1e",
  "+86 138 =1",
  "+1 2",
  "-5%%",
  "+1234567890123456 7",
  "-.",
  "+86 138\t1234567",
  "=HYPERLINK(\"http://x\",\"好\")",
};
static const char *const still_texts[] = {
  "-5",
  "+3.2",
  "1e5",
  "-1e5",
  "+86 138-1234-5678",
  "+8613812345678",
  "-5%",
  " -5 ",
  "-.5",
  "+5.",
  "+1 (555) 123-4567",
  "a=1",
  "'=1",
  "好=1",
  "",
  " ",
  "\u3000好",
  "、-1",
  "，=1",
  "1-2",
  "+1E+10",
  "〇",
  "100@5",
  "*-1",
};
/* clang-format on */

static void
test_run_cells (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (live_texts); i++)
    g_assert_true (aft_csv_cell_is_run (live_texts[i], strlen (live_texts[i])));
  for (gsize i = 0; i < G_N_ELEMENTS (still_texts); i++)
    g_assert_false (aft_csv_cell_is_run (still_texts[i], strlen (still_texts[i])));
  g_assert_true (aft_csv_cell_is_run ("\0=1", 3));
}

static void
test_neutralised (void)
{
  static const AftCell cells[] = { AFT_TEXT_CELL ("=1+1"), AFT_TEXT_CELL (" =\"x\""),
                                   AFT_TEXT_CELL ("-5"), AFT_TEXT_CELL ("好") };
  AftSheetOptions options = one_column ();
  g_autofree char *guarded = NULL;
  g_autofree char *raw = NULL;

  options.leaves_bom = TRUE;
  guarded = write_text (&options, cells, 4);
  options.is_raw = TRUE;
  raw = write_text (&options, cells, 4);
  g_assert_cmpstr (guarded, ==, "words\r\n'=1+1\r\n\"' =\"\"x\"\"\"\r\n-5\r\n好\r\n");
  g_assert_cmpstr (raw, ==, "words\r\n=1+1\r\n\" =\"\"x\"\"\"\r\n-5\r\n好\r\n");
}

/* Pieces that texts are made of here: everything that a reader of CSV may stumble over. */
static char *
make_text (AftRandom *random, gsize *ret_length)
{
  static const char *const pieces[]
      = { "\"",     ",",  "\r",         "\n",     "\r\n",   "=",    "+",    "-",
          "@",      "\t", " ",          "'",      "好吃",   "0",    "1.5",  "\\",
          ";",      "é",  "\U0001f962", "\u202e", "\u3000", "\x01", "\xff", "\xed\xa0\x80",
          "waiting" };
  GString *text = g_string_new (NULL);
  guint64 count = aft_seeded_random_below (random, 8);

  for (guint64 i = 0; i < count; i++)
    {
      gsize which = aft_seeded_random_below (random, G_N_ELEMENTS (pieces) + 1);

      if (which == G_N_ELEMENTS (pieces))
        g_string_append_c (text, '\0');
      else
        g_string_append (text, pieces[which]);
    }
  if (aft_seeded_random_below (random, 100) == 0)
    while (text->len < 3000)
      g_string_append (text, "\"很长\",");
  *ret_length = text->len;
  return g_string_free (text, FALSE);
}

static void
test_reads_back (void)
{
  enum
  {
    N_ROWS = 2000,
    N_COLUMNS = 3,
    N_CELLS = N_ROWS * N_COLUMNS
  };
  static const AftColumn columns[] = { { .name = "a" }, { .name = "b" }, { .name = "c" } };
  const AftSheetOptions options
      = { .format = AFT_SHEET_CSV, .columns = columns, .n_columns = N_COLUMNS };
  g_autoptr (AftRandom) random = aft_seeded_random_new (7);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree AftCell *cells = g_new0 (AftCell, N_CELLS);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GPtrArray) table = NULL;

  for (gsize i = 0; i < N_CELLS; i++)
    {
      cells[i].kind = AFT_CELL_TEXT;
      cells[i].text = make_text (random, &cells[i].length);
      g_ptr_array_add (texts, (gpointer) cells[i].text);
    }
  file = aft_table_write (&options, cells, N_ROWS);
  table = aft_table_read_back (AFT_SHEET_CSV, file);
  g_assert_cmpuint (table->len, ==, N_ROWS + 1);
  for (gsize i = 0; i < N_CELLS; i++)
    {
      const GString *back = aft_table_get (table, i / N_COLUMNS + 1, i % N_COLUMNS);
      gsize mark = aft_csv_cell_is_run (cells[i].text, cells[i].length) ? 1 : 0;

      g_assert_true (mark == 0 || back->str[0] == '\'');
      g_assert_cmpmem (back->str + mark, back->len - mark, cells[i].text, cells[i].length);
    }
}

/* Of every length, days and times against GLib's calendar. */
static void
test_numbers (void)
{
  guint8 bytes[AFT_SHEET_CELL_BYTES + 1] = { 0 };
  g_autoptr (AftRandom) random = aft_seeded_random_new (3);

  for (guint i = 0; i < 5000; i++)
    {
      gint64 value = (gint64) (aft_seeded_random_below (random, G_MAXUINT64) >> (i % 64));
      gint64 time_ms = value % (G_GINT64_CONSTANT (86400000) * 700000);
      g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, value);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_ms / 1000);
      g_autoptr (GDateTime) moment = g_date_time_add (time, time_ms % 1000 * 1000);
      g_autofree char *rest = g_date_time_format (moment, "%m-%dT%H:%M:%S");
      g_autofree char *iso = g_strdup_printf ("%04d-%s", g_date_time_get_year (moment), rest);

      bytes[aft_sheet_print_integer (bytes, value)] = '\0';
      g_assert_cmpstr ((const char *) bytes, ==, digits);
      bytes[aft_sheet_print_time (bytes, time_ms)] = '\0';
      g_assert_true (g_str_has_prefix ((const char *) bytes, iso));
      g_assert_cmpint (bytes[23], ==, 'Z');
    }
}

static void
test_wrong_cells (void)
{
  static const AftColumn columns[]
      = { { .name = "a", .type = AFT_COLUMN_INTEGER }, { .name = "b", .type = AFT_COLUMN_DAY } };
  static const AftCell rows[][2] = {
    { AFT_TEXT_CELL ("5"), { AFT_CELL_NOTHING } },
    { AFT_NUMBER_CELL (1.5), { AFT_CELL_NOTHING } },
    { AFT_NUMBER_CELL (INFINITY), { AFT_CELL_NOTHING } },
    { { AFT_CELL_NOTHING }, AFT_INTEGER_CELL (2932897) },
    { { AFT_CELL_NOTHING }, AFT_INTEGER_CELL (-719163) },
  };
  const AftSheetOptions options = { .format = AFT_SHEET_CSV, .columns = columns, .n_columns = 2 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = aft_table_fail (&options, rows[i], 1);

      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "row 1"));
    }
}

static void
test_wrong_columns (void)
{
  static const AftColumn twice[] = { { .name = "a" }, { .name = "a" } };
  AftSheetOptions options = { .format = AFT_SHEET_CSV, .columns = twice, .n_columns = 2 };
  g_autoptr (GError) same = aft_table_fail (&options, NULL, 0);
  g_autoptr (GError) none = NULL;

  options.n_columns = 0;
  none = aft_table_fail (&options, NULL, 0);
  g_assert_error (same, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_error (none, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_many_columns (void)
{
  enum
  {
    N_COLUMNS = 2000
  };
  g_autofree AftColumn *columns = g_new0 (AftColumn, N_COLUMNS);
  g_autofree AftCell *cells = g_new0 (AftCell, N_COLUMNS);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *long_text = g_strnfill (100 * 1024, '"');
  const AftSheetOptions options
      = { .format = AFT_SHEET_CSV, .columns = columns, .n_columns = N_COLUMNS };
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GPtrArray) table = NULL;

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("c%u", i));
      columns[i].name = g_ptr_array_index (names, i);
    }
  cells[N_COLUMNS - 1] = (AftCell) AFT_TEXT_CELL (long_text);
  file = aft_table_write (&options, cells, 1);
  table = aft_table_read_back (AFT_SHEET_CSV, file);
  g_assert_cmpstr (aft_table_get (table, 0, 1999)->str, ==, "c1999");
  g_assert_cmpstr (aft_table_get (table, 1, 1998)->str, ==, "");
  g_assert_cmpstr (aft_table_get (table, 1, 1999)->str, ==, long_text);
}

static void
test_format_names (void)
{
  AftSheetFormat format;

  for (int i = AFT_SHEET_CSV; i <= AFT_SHEET_HTML; i++)
    {
      const char *text = aft_sheet_format_to_text ((AftSheetFormat) i);

      g_assert_true (aft_sheet_format_from_text (text, &format));
      g_assert_cmpint ((int) format, ==, i);
      g_assert_nonnull (strchr (aft_sheet_format_get_type (format), '/'));
    }
  g_assert_false (aft_sheet_format_from_text ("ods", &format));
  g_assert_false (aft_sheet_format_from_text (NULL, &format));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/csv/cells-stand-as-rfc-4180-says", test_bytes);
  g_test_add_func ("/report/csv/the-first-line-has-names-or-labels", test_heading);
  g_test_add_func ("/report/csv/a-row-of-one-empty-cell-is-a-row", test_lone_empty_cell);
  g_test_add_func ("/report/csv/a-value-shows-its-label-when-asked", test_labels);
  g_test_add_func ("/report/csv/formulas-are-told-from-numbers-and-telephones", test_run_cells);
  g_test_add_func ("/report/csv/what-would-run-gets-an-apostrophe-unless-raw", test_neutralised);
  g_test_add_func ("/report/csv/every-byte-comes-back", test_reads_back);
  g_test_add_func ("/report/sheet/numbers-and-days-are-printed-as-others-do", test_numbers);
  g_test_add_func ("/report/csv/what-is-no-value-of-a-column-is-refused", test_wrong_cells);
  g_test_add_func ("/report/csv/columns-are-there-and-differ", test_wrong_columns);
  g_test_add_func ("/report/csv/wide-tables-and-long-cells-are-whole", test_many_columns);
  g_test_add_func ("/report/sheet/formats-have-names-and-types", test_format_names);
  return g_test_run ();
}
