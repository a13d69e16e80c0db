/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XLSX as LibreOffice reads it. It starts slowly, so that what can be asked of one file is; the
 * parts of the package are looked at with python3's zipfile. */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "aft-error.h"
#include "aft-seeded-random.h"
#include "aft-table-fixture.h"
#include "aft-temp-dir.h"
#include "aft-xlsx-text.h"

static const AftColumn columns[] = {
  { .name = "words", .label = "您的话", .type = AFT_COLUMN_TEXT },
  { .name = "count", .type = AFT_COLUMN_INTEGER },
  { .name = "mean", .type = AFT_COLUMN_NUMBER },
  { .name = "day", .type = AFT_COLUMN_DAY },
  { .name = "time", .type = AFT_COLUMN_TIME },
};

static AftSheetOptions
five_columns (void)
{
  return (AftSheetOptions){
    .format = AFT_SHEET_XLSX, .columns = columns, .n_columns = 5, .title = "回答: [1/2]"
  };
}

/* LibreOffice leaves out CR, also where it is escaped. */
static const char *const texts[] = { "=1+1",
                                     "@SUM(A1)",
                                     "+86 138-1234-5678",
                                     "-5",
                                     "007",
                                     "2026-10-03",
                                     "a\nb\tc\x01\x1f",
                                     "_x0041_ _x00 _x005F_ __x0042_",
                                     "<&>\"'",
                                     "  blanks  ",
                                     "\U0001f962\u202e",
                                     "nl\uffff",
                                     "TRUE",
                                     "1e5",
                                     "'=1",
                                     "x" };

static void
test_texts (void)
{
  enum
  {
    N_TEXTS = G_N_ELEMENTS (texts)
  };
  AftSheetOptions options = five_columns ();
  AftCell cells[5 * N_TEXTS] = { 0 };
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GPtrArray) table = NULL;

  for (gsize i = 0; i < N_TEXTS; i++)
    cells[5 * i] = (AftCell) AFT_TEXT_CELL (texts[i]);
  /* The last row: one of each, and beyond what a spreadsheet counts. */
  cells[5 * N_TEXTS - 4] = (AftCell) AFT_INTEGER_CELL (-42);
  cells[5 * N_TEXTS - 3] = (AftCell) AFT_NUMBER_CELL (0.125);
  cells[5 * N_TEXTS - 2] = (AftCell) AFT_INTEGER_CELL (20729);
  cells[5 * N_TEXTS - 1] = (AftCell) AFT_INTEGER_CELL (1791030600000);
  cells[1] = (AftCell) AFT_INTEGER_CELL (G_MAXINT64);
  cells[3] = (AftCell) AFT_INTEGER_CELL (-200000);
  cells[4] = (AftCell) AFT_INTEGER_CELL (-25508 * G_GINT64_CONSTANT (86400000));
  options.has_label_line = TRUE;
  file = aft_table_write (&options, cells, N_TEXTS);
  table = aft_table_read_back (AFT_SHEET_XLSX, file);
  g_assert_cmpuint (table->len, ==, N_TEXTS + 1);
  g_assert_cmpstr (aft_table_get (table, 0, 0)->str, ==, "您的话");
  for (gsize i = 0; i < N_TEXTS; i++)
    g_assert_cmpstr (aft_table_get (table, i + 1, 0)->str, ==, texts[i]);
  g_assert_cmpstr (aft_table_get (table, 1, 1)->str, ==, "9223372036854775807");
  g_assert_cmpstr (aft_table_get (table, 1, 3)->str, ==, "1422-06-03");
  g_assert_cmpstr (aft_table_get (table, 1, 4)->str, ==, "1900-03-01 00:00:00");
  g_assert_cmpstr (aft_table_get (table, N_TEXTS, 1)->str, ==, "-42");
  g_assert_cmpstr (aft_table_get (table, N_TEXTS, 2)->str, ==, "0.125");
  g_assert_cmpstr (aft_table_get (table, N_TEXTS, 3)->str, ==, "2026-10-03");
  g_assert_cmpstr (aft_table_get (table, N_TEXTS, 4)->str, ==, "2026-10-03 12:30:00");
}

/* The text of a part of the package, as python3 unpacks it; NULL: there is none. */
static char *
read_part (GBytes *file, const char *part)
{
  static const char script[] = "import sys, zipfile\n"
                               "book = zipfile.ZipFile(sys.argv[1])\n"
                               "assert book.testzip() is None\n"
                               "sys.stdout.buffer.write(book.read(sys.argv[2]))\n";
  g_autoptr (AftTempDir) folder = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (folder, "book.xlsx");
  const char *arguments[] = { "/usr/bin/python3", "-c", script, path, part, NULL };
  g_autofree char *text = NULL;
  int status = 1;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (file, NULL),
                                      (gssize) g_bytes_get_size (file), NULL));
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                               NULL, &text, NULL, &status, NULL));
  return status == 0 ? g_steal_pointer (&text) : NULL;
}

static gboolean
on_bytes (const void *bytes, gsize length, gpointer user_data, GError **error)
{
  g_byte_array_append (user_data, bytes, (guint) length);
  return TRUE;
}

static GBytes *
write_chart (gboolean is_bars, guint n_rows)
{
  static const gsize y_columns[] = { 2, 1, 1 };
  const AftSheetChart chart = {
    .title = "满意度", .x_column = 3, .y_columns = y_columns, .n_y_columns = 3, .is_bars = is_bars
  };
  const AftSheetOptions options = five_columns ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, bytes);
  g_autoptr (AftSheet) sheet = aft_sheet_new (&options, sink, NULL);

  aft_sheet_add_chart (sheet, &chart);
  for (guint i = 0; i < n_rows; i++)
    {
      aft_sheet_put_integer (sheet, 1, 3);
      aft_sheet_put_number (sheet, 2, 4.5);
      aft_sheet_put_integer (sheet, 3, 20000 + i);
      g_assert_true (aft_sheet_end_row (sheet, NULL));
    }
  g_assert_true (aft_sheet_finish (sheet, NULL));
  g_assert_true (aft_sink_finish (sink, NULL));
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
test_charts (void)
{
  g_autoptr (GBytes) line_file = write_chart (FALSE, 10);
  g_autoptr (GBytes) bars_file = write_chart (TRUE, 10);
  g_autoptr (GBytes) empty_file = write_chart (FALSE, 0);
  g_autofree char *line = read_part (line_file, "xl/charts/chart1.xml");
  g_autofree char *bars = read_part (bars_file, "xl/charts/chart1.xml");
  g_autofree char *none = read_part (empty_file, "xl/charts/chart1.xml");
  g_autofree char *book = read_part (line_file, "xl/workbook.xml");
  g_autofree char *sheet = read_part (line_file, "xl/worksheets/sheet1.xml");
  g_autoptr (GPtrArray) table = aft_table_read_back (AFT_SHEET_XLSX, line_file);

  g_assert_nonnull (strstr (line, "<c:lineChart>"));
  g_assert_nonnull (strstr (line, "'回答   1 2'!$F$2:$F$11"));
  g_assert_nonnull (strstr (line, "<a:prstDash val=\"dash\"/>"));
  g_assert_nonnull (strstr (bars, "<c:barChart>"));
  g_assert_null (strstr (bars, "<a:prstDash val=\"dash\"/>"));
  g_assert_null (none);
  g_assert_nonnull (strstr (book, "<sheet name=\"满意度\""));
  g_assert_nonnull (strstr (sheet, "<autoFilter ref=\"A1:G11\"/>"));
  g_assert_nonnull (strstr (sheet, "state=\"frozen\""));
  g_assert_cmpstr (aft_table_get (table, 10, 2)->str, ==, "4.5");
}

/* Writes the further tables of a book: one of shares, one of nothing. */
static void
write_tables (AftSheet *sheet)
{
  static const AftColumn shares[] = {
    { .name = "name", .label = "门店", .type = AFT_COLUMN_TEXT },
    { .name = "share",
      .label = "满意度",
      .type = AFT_COLUMN_NUMBER,
      .look = AFT_LOOK_SHARE,
      .digits = 1 },
    { .name = "span", .type = AFT_COLUMN_NUMBER, .look = AFT_LOOK_SPAN },
    { .name = "mean", .type = AFT_COLUMN_NUMBER, .look = AFT_LOOK_FIXED, .digits = 2 },
  };
  static const gsize y_columns[] = { 1 };
  const AftSheetTable by_venue = { "按门店: /", shares, G_N_ELEMENTS (shares) };
  const AftSheetTable nothing = { "按门店: /", shares, 1 };
  const AftSheetChart chart
      = { .name = "图", .title = "图", .y_columns = y_columns, .n_y_columns = 1, .is_bars = TRUE };

  g_assert_true (aft_sheet_begin_table (sheet, &by_venue, NULL));
  aft_sheet_add_chart (sheet, &chart);
  aft_sheet_put_text (sheet, 0, "国贸店", -1);
  aft_sheet_put_number (sheet, 1, 0.754);
  aft_sheet_put_number (sheet, 2, 93784);
  aft_sheet_put_number (sheet, 3, 4.126);
  g_assert_true (aft_sheet_end_row (sheet, NULL));
  aft_sheet_put_text (sheet, 0, "一家名字很长很长很长的门店", -1);
  aft_sheet_put_remark (sheet, 1, "少于 5");
  g_assert_true (aft_sheet_end_row (sheet, NULL));
  g_assert_true (aft_sheet_begin_table (sheet, &nothing, NULL));
}

static GBytes *
write_book (void)
{
  static const AftSheetFact facts[] = { { "期间", "2026 年 10 月" }, { NULL, "=1+1" } };
  static const char *const contents[] = { "回答: [1/2]", "按门店: /", "按门店: /" };
  const AftSheetFront front = { .name = "概览",
                                .title = "回味",
                                .lead = "满意度 86 % ± 2。",
                                .facts = facts,
                                .n_facts = 2,
                                .contents_label = "目录",
                                .contents = contents,
                                .n_contents = 3 };
  AftSheetOptions options = five_columns ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, bytes);

  options.front = &front;
  options.has_label_line = TRUE;
  g_autoptr (AftSheet) sheet = aft_sheet_new (&options, sink, NULL);
  aft_sheet_put_text (sheet, 0, "首", -1);
  g_assert_true (aft_sheet_end_row (sheet, NULL));
  write_tables (sheet);
  g_assert_cmpuint (aft_sheet_get_rows (sheet), ==, 3);
  g_assert_true (aft_sheet_finish (sheet, NULL));
  g_assert_true (aft_sink_finish (sink, NULL));
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Rows of the book: 7 of the front, 2 of the first table, 3 of the second, 1 of the third. */
static void
test_tables (void)
{
  g_autoptr (GBytes) file = write_book ();
  g_autoptr (GPtrArray) table = aft_table_read_back (AFT_SHEET_XLSX, file);
  g_autofree char *book = read_part (file, "xl/workbook.xml");
  g_autofree char *styles = read_part (file, "xl/styles.xml");

  g_assert_nonnull (strstr (styles, "formatCode=\"0.0 %\""));
  g_assert_nonnull (strstr (styles, "formatCode=\"0.00\""));
  g_assert_nonnull (strstr (book, "<sheet name=\"概览\" sheetId=\"1\""));
  g_assert_nonnull (strstr (book, "<sheet name=\"回答   1 2\" sheetId=\"2\""));
  g_assert_nonnull (strstr (book, "<sheet name=\"按门店\" sheetId=\"3\""));
  g_assert_nonnull (strstr (book, "<sheet name=\"图\" sheetId=\"4\""));
  g_assert_nonnull (strstr (book, "<sheet name=\"按门店 2\" sheetId=\"5\""));
  g_assert_cmpstr (aft_table_get (table, 0, 0)->str, ==, "回味");
  g_assert_cmpstr (aft_table_get (table, 2, 0)->str, ==, "满意度 86 % ± 2。");
  g_assert_cmpstr (aft_table_get (table, 4, 1)->str, ==, "2026 年 10 月");
  g_assert_cmpstr (aft_table_get (table, 5, 1)->str, ==, "=1+1");
  g_assert_cmpstr (aft_table_get (table, 7, 0)->str, ==, "目录");
  g_assert_cmpstr (aft_table_get (table, 8, 1)->str, ==, "按门店: /");
  g_assert_cmpstr (aft_table_get (table, 10, 0)->str, ==, "您的话");
  g_assert_cmpstr (aft_table_get (table, 11, 0)->str, ==, "首");
  g_assert_cmpstr (aft_table_get (table, 12, 1)->str, ==, "满意度");
  /* LibreOffice prints shares without a blank, and numbers with all their digits. */
  g_assert_cmpstr (aft_table_get (table, 13, 1)->str, ==, "75.4%");
  g_assert_cmpstr (aft_table_get (table, 13, 2)->str, ==, "26:03:04");
  g_assert_cmpstr (aft_table_get (table, 13, 3)->str, ==, "4.126");
  g_assert_cmpstr (aft_table_get (table, 14, 1)->str, ==, "少于 5");
}

/* A chart would draw a text as a zero: it has the numbers for itself. */
static void
test_gaps (void)
{
  g_autoptr (GBytes) file = write_book ();
  g_autofree char *chart = read_part (file, "xl/charts/chart1.xml");
  g_autofree char *sheet = read_part (file, "xl/worksheets/sheet3.xml");
  g_autofree char *front = read_part (file, "xl/worksheets/sheet1.xml");

  g_assert_nonnull (strstr (chart, "'按门店'!$E$2:$E$3"));
  g_assert_null (strstr (chart, "<c:plotVisOnly"));
  g_assert_nonnull (strstr (sheet, "<c r=\"E2\""));
  g_assert_null (strstr (sheet, "<c r=\"E3\""));
  g_assert_nonnull (strstr (sheet, "<v>0.754</v>"));
  g_assert_nonnull (strstr (sheet, "hidden=\"1\""));
  g_assert_nonnull (strstr (front, "location=\"'按门店 2'!A1\""));
}

static void
test_widths (void)
{
  g_autoptr (GBytes) file = write_book ();
  g_autofree char *sheet = read_part (file, "xl/worksheets/sheet3.xml");

  g_assert_cmpuint (aft_xlsx_text_measure ("国贸 a", strlen ("国贸 a")), ==, 6);
  g_assert_cmpuint (aft_xlsx_text_measure ("a\n国贸\nab", strlen ("a\n国贸\nab")), ==, 4);
  g_assert_cmpuint (aft_xlsx_text_measure ("", 0), ==, 0);
  g_assert_cmpuint (aft_xlsx_text_count_lines (18, 18), ==, 1);
  g_assert_cmpuint (aft_xlsx_text_count_lines (19, 18), ==, 2);
  g_assert_cmpuint (aft_xlsx_text_count_lines (40, 18), ==, 3);
  /* 13 ideographs and what stands around them. */
  g_assert_nonnull (strstr (sheet, "<col min=\"1\" max=\"1\" width=\"28."));
}

static void
test_long_cells (void)
{
  g_autofree char *fits = g_strnfill (AFT_XLSX_CELL_MOST, 'x');
  g_autofree char *pairs = g_malloc0 (4 * 20000 + 1);
  g_autofree char *long_text = g_strnfill (100 * 1024, '_');
  g_autoptr (GString) to = g_string_new (NULL);

  for (gsize i = 0; i < 20000; i++)
    memcpy (pairs + 4 * i, "\U0001f962", 4);
  g_assert_false (aft_xlsx_text_put (to, fits, AFT_XLSX_CELL_MOST));
  g_assert_cmpstr (to->str, ==, fits);
  g_assert_true (aft_xlsx_text_put (to, long_text, 100 * 1024));
  g_assert_cmpuint (to->len, ==, AFT_XLSX_CELL_MOST);
  /* A character of two units is not cut in two. */
  g_assert_true (aft_xlsx_text_put (to, pairs, 4 * 20000));
  g_assert_cmpuint (to->len, ==, 4 * (AFT_XLSX_CELL_MOST / 2));
  g_assert_false (aft_xlsx_text_put (to, pairs, 4 * (AFT_XLSX_CELL_MOST / 2)));
}

static void
test_cut_is_counted (void)
{
  const AftSheetOptions options = five_columns ();
  g_autofree char *long_text = g_strnfill (100 * 1024, 'x');
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, bytes);
  g_autoptr (AftSheet) sheet = aft_sheet_new (&options, sink, NULL);

  aft_sheet_put_text (sheet, 0, long_text, -1);
  g_assert_true (aft_sheet_end_row (sheet, NULL));
  aft_sheet_put_text (sheet, 0, "short", -1);
  g_assert_true (aft_sheet_end_row (sheet, NULL));
  g_assert_cmpuint (aft_sheet_get_cut (sheet), ==, 1);
  g_assert_true (aft_sheet_finish (sheet, NULL));
}

static void
test_names (void)
{
  static const struct
  {
    const char *title;
    const char *name;
  } names[] = {
    { "回答", "回答" },
    { "回答", "回答 2" },
    { "回答", "回答 3" },
    { "Answers", "Answers" },
    { "ANSWERS", "ANSWERS 2" },
    { "a/b[c]:*?\\", "a b c" },
    { "'quoted'", "_quoted_" },
    { "", "Sheet" },
    { "\x01\u202e", "Sheet 2" },
    { "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二",
      "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十…" },
    { "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二",
      "一二三四五六七八九十一二三四五六七八九十一二三四五六七八… 2" },
    { "Time to the first answer by tier", "Time to the first answer by…" },
  };
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = aft_xlsx_text_make_name (names[i].title, taken);

      g_assert_cmpstr (name, ==, names[i].name);
    }
}

static gboolean
is_empty (AftTempDir *folder)
{
  g_autoptr (GDir) dir = g_dir_open (aft_temp_dir_get_path (folder), 0, NULL);

  return g_dir_read_name (dir) == NULL;
}

static void
test_aside (void)
{
  g_autoptr (AftTempDir) folder = aft_temp_dir_new ();
  AftSheetOptions options = five_columns ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, bytes);
  AftSheet *sheet;

  options.temporary = aft_temp_dir_get_path (folder);
  sheet = aft_sheet_new (&options, sink, NULL);
  aft_sheet_put_text (sheet, 0, "waiting", -1);
  g_assert_true (aft_sheet_end_row (sheet, NULL));
  g_assert_true (is_empty (folder));
  aft_sheet_free (sheet);
  g_assert_true (is_empty (folder));
  g_assert_cmpuint (bytes->len, ==, 0);
}

static void
test_no_folder (void)
{
  AftSheetOptions options = five_columns ();
  g_autoptr (GError) error = NULL;

  options.temporary = "/no/such/folder";
  error = aft_table_fail (&options, NULL, 0);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE);
}

static GError *
fill_disk (gsize room)
{
  const AftSheetOptions options = five_columns ();
  g_autofree AftCell *cells = g_new0 (AftCell, 5 * 3000);
  struct rlimit before;
  GError *error;

  for (gsize i = 0; i < 5 * 3000; i += 5)
    cells[i] = (AftCell) AFT_TEXT_CELL ("这家店的服务员态度很好，菜也上得很快");
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  const struct rlimit small = { room, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  error = aft_table_fail (&options, cells, 3000);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  return error;
}

static void
test_full_disk (void)
{
  static const gsize rooms[] = { 0, 100, 4096, 50000, 200000 };

  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_autoptr (GError) error = fill_disk (rooms[i]);

      g_assert_error (error, AFT_ERROR, AFT_ERROR_FULL);
    }
}

static void
test_too_many_columns (void)
{
  enum
  {
    N_COLUMNS = 16385
  };
  g_autofree AftColumn *many = g_new0 (AftColumn, N_COLUMNS);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  AftSheetOptions options = { .format = AFT_SHEET_XLSX, .columns = many, .n_columns = N_COLUMNS };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autofree char *sheet = NULL;

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("c%u", i));
      many[i].name = g_ptr_array_index (names, i);
    }
  error = aft_table_fail (&options, NULL, 0);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  options.n_columns = 2000;
  file = aft_table_write (&options, NULL, 0);
  sheet = read_part (file, "xl/worksheets/sheet1.xml");
  g_assert_nonnull (strstr (sheet, "<t>c1999</t>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN);
  g_test_add_func ("/report/xlsx/cells-come-back", test_texts);
  g_test_add_func ("/report/xlsx/charts-are-drawn-of-the-rows", test_charts);
  g_test_add_func ("/report/xlsx/a-table-has-its-sheet-behind-the-front", test_tables);
  g_test_add_func ("/report/xlsx/what-is-no-number-is-a-gap-in-a-chart", test_gaps);
  g_test_add_func ("/report/xlsx/columns-are-as-wide-as-their-texts", test_widths);
  g_test_add_func ("/report/xlsx/a-cell-ends-where-it-is-full", test_long_cells);
  g_test_add_func ("/report/xlsx/what-is-cut-is-counted", test_cut_is_counted);
  g_test_add_func ("/report/xlsx/names-of-sheets-fit-and-differ", test_names);
  g_test_add_func ("/report/xlsx/what-is-put-aside-is-nowhere-to-be-found", test_aside);
  g_test_add_func ("/report/xlsx/there-must-be-a-place-to-put-it-aside", test_no_folder);
  g_test_add_func ("/report/xlsx/a-full-disk-is-noticed", test_full_disk);
  g_test_add_func ("/report/xlsx/columns-have-a-limit", test_too_many_columns);
  return g_test_run ();
}
