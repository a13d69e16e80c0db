/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a table costs in memory does not depend on its rows; and XLSX goes on where a sheet is full.
 * With -m slow two million rows, which is more than a sheet has, else as many as are quickly done.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "aft-sheet.h"
#include "aft-temp-dir.h"

#define SHEET_ROWS 1048575 /* below the headings */

/* What a sanitizer keeps aside of freed memory is no growth of ours. */
#if defined(__SANITIZE_ADDRESS__)
#define MOST_GROWTH_KB (512 * 1024)
#else
#define MOST_GROWTH_KB 4096
#endif

static const AftColumn columns[] = {
  { .name = "number", .type = AFT_COLUMN_INTEGER },
  { .name = "words", .most = 40 },
  { .name = "time", .type = AFT_COLUMN_TIME },
};

static guint64
count_rows (void)
{
  return g_test_slow () ? 2000000 : 60000;
}

static gint64
measure_kb (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%*d %ld", &pages), ==, 1);
  return pages * (sysconf (_SC_PAGESIZE) / 1024);
}

static void
put_row (AftSheet *sheet, guint64 number)
{
  aft_sheet_put_integer (sheet, 0, (gint64) number);
  aft_sheet_put_text (sheet, 1, number % 3 == 0 ? "菜很好吃，\"就是\"慢" : "好", -1);
  aft_sheet_put_integer (sheet, 2, 1791030600123 + (gint64) number);
  g_assert_true (aft_sheet_end_row (sheet, NULL));
}

/* The largest growth behind the first rows. */
static gint64
write_rows (AftSheetFormat format, const char *path, guint64 rows)
{
  const AftSheetOptions options
      = { .format = format, .title = "回答", .columns = columns, .n_columns = 3, .rows = rows };
  g_autoptr (AftSink) sink = aft_sink_new_file (path, NULL);
  g_autoptr (AftSheet) sheet = aft_sheet_new (&options, sink, NULL);
  gint64 before = 0;
  gint64 growth = 0;

  for (guint64 i = 0; i < rows; i++)
    {
      put_row (sheet, i + 1);
      if (i == 20000)
        before = measure_kb ();
      if (i > 20000 && i % 20000 == 0)
        growth = MAX (growth, measure_kb () - before);
    }
  g_assert_true (aft_sheet_finish (sheet, NULL));
  growth = MAX (growth, measure_kb () - before);
  g_assert_true (aft_sink_finish (sink, NULL));
  g_assert_cmpuint (aft_sheet_get_rows (sheet), ==, rows);
  return growth;
}

static void
test_growth (gconstpointer data)
{
  AftSheetFormat format = (AftSheetFormat) GPOINTER_TO_INT (data);
  g_autoptr (AftTempDir) folder = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (folder, "answers");

  g_assert_cmpint (write_rows (format, path, count_rows ()), <=, MOST_GROWTH_KB);
}

/* Names, rows and last numbers of the sheets, as python3 finds them. */
static char *
read_sheets (const char *path)
{
  static const char script[]
      = "import re, sys, zipfile\n"
        "book = zipfile.ZipFile(sys.argv[1])\n"
        "names = re.findall(r'<sheet name=\"(.*?)\"', book.read('xl/workbook.xml').decode())\n"
        "for i, name in enumerate(names, 1):\n"
        "    text = book.read('xl/worksheets/sheet%d.xml' % i)\n"
        "    last = text[text.rindex(b'<row '):]\n"
        "    number = re.search(rb'<v>(\\d+)</v>', last).group(1).decode()\n"
        "    print('%s: %d rows to %s' % (name, text.count(b'<row '), number))\n";
  const char *arguments[] = { "/usr/bin/python3", "-c", script, path, NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  int status = 1;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return text;
}

static void
test_further_sheet (void)
{
  static const struct
  {
    guint64 rows;
    const char *sheets;
  } cases[] = { { SHEET_ROWS, "回答: 1048576 rows to 1048575\n" },
                { SHEET_ROWS + 1, "回答: 1048576 rows to 1048575\n回答 2: 2 rows to 1048576\n" } };
  g_autoptr (AftTempDir) folder = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (folder, "answers.xlsx");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sheets = NULL;

      write_rows (AFT_SHEET_XLSX, path, cases[i].rows);
      sheets = read_sheets (path);
      g_assert_cmpstr (sheets, ==, cases[i].sheets);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int format = AFT_SHEET_CSV; format <= AFT_SHEET_HTML; format++)
    {
      g_autofree char *name
          = g_strconcat ("/report/sheet/memory-does-not-grow-with-rows/",
                         aft_sheet_format_to_text ((AftSheetFormat) format), NULL);

      g_test_add_data_func (name, GINT_TO_POINTER (format), test_growth);
    }
  /* A million rows: only where there is time for them. */
  if (g_test_slow ())
    g_test_add_func ("/report/xlsx/a-further-sheet-goes-on-where-one-is-full", test_further_sheet);
  return g_test_run ();
}
