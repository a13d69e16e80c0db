/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTML page as python3's parser reads it. */
#include <string.h>

#include "aft-table-fixture.h"

static const AftColumn columns[] = {
  { .name = "words", .label = "您的话 <b>", .type = AFT_COLUMN_TEXT },
  { .name = "score", .type = AFT_COLUMN_INTEGER },
  { .name = "day", .type = AFT_COLUMN_DAY },
};

static const AftSheetOptions options = { .format = AFT_SHEET_HTML,
                                         .language = AFT_LANGUAGE_ZH_TW,
                                         .title = "回答 <script>",
                                         .columns = columns,
                                         .n_columns = 3 };

static char *
write_page (const AftCell *cells, gsize n_rows)
{
  g_autoptr (GBytes) file = aft_table_write (&options, cells, n_rows);

  return g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
}

static void
test_page (void)
{
  static const AftCell cells[]
      = { AFT_TEXT_CELL ("x"), AFT_INTEGER_CELL (5), AFT_INTEGER_CELL (20729) };
  g_autofree char *page = write_page (cells, 1);

  g_assert_true (g_str_has_prefix (page, "<!DOCTYPE html>\n<html lang=\"zh-TW\">"));
  g_assert_true (g_str_has_suffix (page, "</html>\n"));
  g_assert_nonnull (strstr (page, "<title>回答 &lt;script&gt;</title>"));
  g_assert_nonnull (strstr (page, "<caption>回答 &lt;script&gt;</caption>"));
  g_assert_nonnull (strstr (page, "<th scope=\"col\">words</th>"));
  g_assert_nonnull (strstr (page, "<td class=\"n\">5</td><td class=\"d\">2026-10-03</td></tr>"));
  g_assert_null (strstr (page, "<script"));
  g_assert_null (strstr (page, "http"));
}

static void
test_reads_back (void)
{
  static const char *const texts[] = { "<script>alert(1)</script>",
                                       "</td></tr></table>",
                                       "&amp; &#60; &nosuch",
                                       "\"'`",
                                       "a\nb\r\nc\td",
                                       "-5",
                                       "<!-- ",
                                       "]]>",
                                       "  blanks  ",
                                       "\U0001f962\u202e",
                                       "" };
  AftCell cells[3 * G_N_ELEMENTS (texts)] = { 0 };
  g_autofree char *long_text = g_strnfill (100 * 1024, '<');
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GPtrArray) table = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    cells[3 * i] = (AftCell) AFT_TEXT_CELL (texts[i]);
  cells[30] = (AftCell) AFT_TEXT_CELL (long_text);
  file = aft_table_write (&options, cells, G_N_ELEMENTS (texts));
  table = aft_table_read_back (AFT_SHEET_HTML, file);
  g_assert_cmpuint (table->len, ==, 1 + G_N_ELEMENTS (texts));
  g_assert_cmpstr (aft_table_get (table, 0, 0)->str, ==, "words");
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpstr (aft_table_get (table, i + 1, 0)->str, ==, cells[3 * i].text);
      g_assert_cmpstr (aft_table_get (table, i + 1, 2)->str, ==, "");
    }
}

static void
test_controls (void)
{
  static const AftCell cells[]
      = { AFT_TEXT_CELL ("a\x01\x1b\x7f"), { AFT_CELL_NOTHING }, { AFT_CELL_NOTHING } };
  g_autofree char *page = write_page (cells, 1);

  g_assert_nonnull (strstr (page, "<td>a\ufffd\ufffd\ufffd</td>"));
}

/* LibreOffice, for one, calculates =1+1 of a page that it opens. */
static void
test_run_cells (void)
{
  static const AftCell cells[] = {
    AFT_TEXT_CELL ("=1+1"), { AFT_CELL_NOTHING },
    { AFT_CELL_NOTHING },   AFT_TEXT_CELL ("+86 138-1234-5678"),
    { AFT_CELL_NOTHING },   { AFT_CELL_NOTHING },
  };
  AftSheetOptions raw = options;
  g_autofree char *page = write_page (cells, 2);
  g_autoptr (GBytes) file = NULL;
  g_autofree char *raw_page = NULL;

  raw.is_raw = TRUE;
  file = aft_table_write (&raw, cells, 2);
  raw_page = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  g_assert_nonnull (strstr (page, "<td>'=1+1</td>"));
  g_assert_nonnull (strstr (page, "<td>+86 138-1234-5678</td>"));
  g_assert_nonnull (strstr (raw_page, "<td>=1+1</td>"));
}

static gboolean
on_bytes (const void *bytes, gsize length, gpointer user_data, GError **error)
{
  g_string_append_len (user_data, bytes, (gssize) length);
  return TRUE;
}

static char *
write_tables (gboolean is_raw)
{
  static const AftColumn shares[] = {
    { .name = "share", .type = AFT_COLUMN_NUMBER, .look = AFT_LOOK_SHARE, .digits = 1 },
    { .name = "span", .type = AFT_COLUMN_NUMBER, .look = AFT_LOOK_SPAN },
    { .name = "mean", .type = AFT_COLUMN_NUMBER, .look = AFT_LOOK_FIXED, .digits = 2 },
  };
  static const AftSheetFact facts[] = { { "期間", "10 月" }, { NULL, "<b>" } };
  static const char *const contents[] = { "回答", "比例 <2>" };
  static const AftSheetFront front = { .title = "概覽 & 表",
                                       .lead = "一句話。",
                                       .facts = facts,
                                       .n_facts = 2,
                                       .contents_label = "目錄",
                                       .contents = contents,
                                       .n_contents = 2 };
  static const AftSheetTable table = { "比例 <2>", shares, G_N_ELEMENTS (shares) };
  AftSheetOptions own = options;
  g_autoptr (GString) page = g_string_new (NULL);
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, page);

  own.front = &front;
  own.is_raw = is_raw;
  g_autoptr (AftSheet) sheet = aft_sheet_new (&own, sink, NULL);
  g_assert_true (aft_sheet_begin_table (sheet, &table, NULL));
  aft_sheet_put_number (sheet, 0, 0.754);
  aft_sheet_put_number (sheet, 1, 93784);
  aft_sheet_put_number (sheet, 2, 4.126);
  g_assert_true (aft_sheet_end_row (sheet, NULL));
  aft_sheet_put_remark (sheet, 0, "少於 5");
  g_assert_true (aft_sheet_end_row (sheet, NULL));
  g_assert_true (aft_sheet_finish (sheet, NULL) && aft_sink_finish (sink, NULL));
  return g_string_free (g_steal_pointer (&page), FALSE);
}

static void
test_tables (void)
{
  g_autofree char *page = write_tables (FALSE);

  g_assert_nonnull (strstr (page, "<title>概覽 &amp; 表</title>"));
  g_assert_nonnull (strstr (page, "<h1>概覽 &amp; 表</h1>\n<p class=\"lead\">一句話。</p>"));
  g_assert_nonnull (strstr (page, "<dt>期間</dt><dd>10 月</dd>\n<dd>&lt;b&gt;</dd>"));
  g_assert_nonnull (strstr (page, "<li><a href=\"#table-2\">比例 &lt;2&gt;</a></li>"));
  g_assert_nonnull (strstr (page, "<h2 id=\"table-1\">回答 &lt;script&gt;</h2>"));
  g_assert_nonnull (strstr (page, "</table>\n</div>\n<h2 id=\"table-2\">比例 &lt;2&gt;</h2>"));
  g_assert_null (strstr (page, "<caption>"));
  g_assert_null (strstr (page, "table-3"));
}

static void
test_looks (void)
{
  g_autofree char *page = write_tables (FALSE);
  g_autofree char *raw = write_tables (TRUE);

  g_assert_nonnull (strstr (page, "<td class=\"n\">75.4 %</td><td class=\"n\">26:03:04</td>"
                                  "<td class=\"n\">4.13</td></tr>"));
  g_assert_nonnull (strstr (page, "<td class=\"n\"><span class=\"r\">少於 5</span></td>"));
  g_assert_nonnull (strstr (raw, "<td class=\"n\">0.754</td><td class=\"n\">93784</td>"
                                 "<td class=\"n\">4.126</td></tr>"));
}

static void
test_no_rows (void)
{
  g_autofree char *page = write_page (NULL, 0);

  g_assert_nonnull (strstr (page, "<tbody>\n</tbody>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/html-table/a-page-says-its-language-and-title", test_page);
  g_test_add_func ("/report/html-table/texts-stay-texts", test_reads_back);
  g_test_add_func ("/report/html-table/controls-are-seen-to-be-missing", test_controls);
  g_test_add_func ("/report/html-table/what-would-run-gets-an-apostrophe-unless-raw",
                   test_run_cells);
  g_test_add_func ("/report/html-table/each-table-has-its-heading-and-its-link", test_tables);
  g_test_add_func ("/report/html-table/people-read-shares-and-hours-unless-raw", test_looks);
  g_test_add_func ("/report/html-table/no-rows-are-a-table-too", test_no_rows);
  return g_test_run ();
}
