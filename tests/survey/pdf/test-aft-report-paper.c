/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report on paper, from plain blocks: what poppler's programs read in it, and that nothing of
 * it stands outside its margins, however much there is. */
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "aft-error.h"
#include "aft-paper-reader.h"
#include "aft-report-paper.h"
#include "aft-temp-dir.h"

#define MADE_MS 1793534400000

static const char chart[]
    = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"200\" "
      "viewBox=\"0 0 640 200\" xml:lang=\"zh-CN\"><title>图</title>"
      "<rect x=\"1\" y=\"1\" width=\"638\" height=\"198\" fill=\"none\" stroke=\"#8C7F76\"/>"
      "<text x=\"20\" y=\"60\" font-family=\"Noto Sans CJK SC, sans-serif\" font-size=\"14\" "
      "fill=\"#2B2320\">图中满意度八十六</text>"
      "<text x=\"620\" y=\"60\" font-family=\"Noto Sans CJK SC, sans-serif\" font-size=\"14\" "
      "text-anchor=\"end\" fill=\"#2B2320\">10 月 12 日</text></svg>";

static AftReportDocument *
make_document (AftLanguage language)
{
  const AftReportHead head = { .language = language,
                               .title = "老灶火锅 · 满意度报告 · 2026 年 10 月",
                               .page_of = "第 {page} 页，共 {pages} 页",
                               .made = "2026-11-01 05:30 由 Aftertaste 制作",
                               .contents = "目录",
                               .made_ms = MADE_MS };
  AftReportDocument *document = aft_report_document_new (&head);

  aft_report_document_add_text (document, AFT_REPORT_TITLE, "老灶火锅：十月份满意度");
  aft_report_document_add_text (document, AFT_REPORT_LEAD,
                                "本月满意度 86 % ± 2，较上月没有显著变化。");
  return document;
}

static void
add_figures (AftReportDocument *document, gsize count)
{
  const AftReportFigure figures[] = { { "满意度", "86 % ± 2", "84–88 %，1,412 份", "上月 84 %" },
                                      { "推荐度", "+42 ± 9", "33–51，310 份", NULL },
                                      { "会再来", "—", "还不够：12 份", NULL },
                                      { "一个名字很长很长很长很长很长很长很长很长的数字",
                                        "88,888,888,888,888", "没有", NULL } };
  aft_report_document_add_figures (document, figures, count);
}

/* @n_columns: a name and numbers. */
static void
add_table (AftReportDocument *document, gsize n_rows, gsize n_columns)
{
  g_autofree AftReportColumn *columns = g_new0 (AftReportColumn, n_columns);
  g_autofree const char **cells = g_new0 (const char *, n_rows *n_columns);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n_columns; i++)
    columns[i] = (AftReportColumn){ i == 0 ? "门店" : "显著变化的份数", i > 0 };
  for (gsize i = 0; i < n_rows * n_columns; i++)
    {
      char *text = i % n_columns == 0
                       ? g_strdup_printf ("第%" G_GSIZE_FORMAT "号店", i / n_columns + 1)
                       : g_strdup_printf ("格%" G_GSIZE_FORMAT, i);
      g_ptr_array_add (texts, text);
      cells[i] = text;
    }
  const AftReportTable table
      = { "各门店", columns, n_columns, (const char *const *) cells, n_rows };
  aft_report_document_add_table (document, &table);
}

static void
add_facts (AftReportDocument *document)
{
  const AftReportFact facts[] = { { "正在失去谁", "有 12 位客人说不会再来，比上月少。" },
                                  { "Who is left", "Nobody; the office files five offers." } };
  aft_report_document_add_facts (document, facts, G_N_ELEMENTS (facts));
}

/* -- readers -----------------------------------------------------------------------------------
 */

typedef struct
{
  AftTempDir *dir;
  char *pdf;
} Paper;

static void
paper_clear (Paper *paper)
{
  g_clear_pointer (&paper->pdf, g_free);
  g_clear_pointer (&paper->dir, aft_temp_dir_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Paper, paper_clear)

static GBytes *
write_document (const AftReportDocument *document)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = aft_report_paper_to_pdf (document, &error);
  g_assert_no_error (error);
  return bytes;
}

static Paper
print (const AftReportDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = write_document (document);
  Paper paper = { .dir = aft_temp_dir_new () };

  paper.pdf = aft_temp_dir_dup_path (paper.dir, "report.pdf");
  g_file_set_contents (paper.pdf, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
  return paper;
}

static gboolean
has_readers (void)
{
  static const char *const programs[] = { "pdftotext", "pdffonts", "pdfinfo", "pdftoppm" };
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *path = g_find_program_in_path (programs[i]);
      if (path != NULL)
        continue;
      g_test_skip ("poppler-utils is not installed");
      return FALSE;
    }
  return TRUE;
}

static char *
read_text (const Paper *paper)
{
  const char *const words[] = { "pdftotext", "-layout", "-enc", "UTF-8", paper->pdf, "-", NULL };
  return aft_paper_reader_ask (words);
}

static guint
count_matches (const char *text, const char *pattern)
{
  guint count = 0;
  for (const char *at = strstr (text, pattern); at != NULL; at = strstr (at + 1, pattern))
    count++;
  return count;
}

static gboolean
has_bytes (GBytes *bytes, const char *text)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  for (gsize i = 0; i + strlen (text) <= length; i++)
    if (memcmp (data + i, text, strlen (text)) == 0)
      return TRUE;
  return FALSE;
}

/* Every word's box, as pdftotext finds it, lies inside the paper's margins. */
static void
check_margins (const Paper *paper)
{
  const char *const words[] = { "pdftotext", "-bbox", "-enc", "UTF-8", paper->pdf, "-", NULL };
  g_autofree char *said = aft_paper_reader_ask (words);
  g_autoptr (GRegex) boxes = g_regex_new ("<word xMin=\"([-0-9.]+)\" yMin=\"([-0-9.]+)\" "
                                          "xMax=\"([-0-9.]+)\" yMax=\"([-0-9.]+)\">([^<]*)",
                                          0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint count = 0;

  g_regex_match (boxes, said, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      double box[4];
      for (gint i = 0; i < 4; i++)
        {
          g_autofree char *number = g_match_info_fetch (match, i + 1);
          box[i] = g_ascii_strtod (number, NULL);
        }
      g_assert_cmpfloat (box[0], >, 50);
      g_assert_cmpfloat (box[1], >, 25);
      g_assert_cmpfloat (box[2], <, 545.5);
      g_assert_cmpfloat (box[3], <, 842 - 25);
      count++;
    }
  g_assert_cmpuint (count, >, 0);
}

/* -- rules -------------------------------------------------------------------------------------
 */

static void
test_every_word_can_be_selected (void)
{
  static const char *const said[]
      = { "老灶火锅：十月份满意度", "本月满意度 86 % ± 2，较上月没有显著变化。",
          "84–88 %，1,412 份",      "有 12 位客人说不会再来，比上月少。",
          "office files five",      "第1号店",
          "图中满意度八十六",       "10 月 12 日",
          "显著变化的份数",         "格5" };
  g_autoptr (AftReportDocument) document = make_document (AFT_LANGUAGE_ZH_CN);
  if (!has_readers ())
    return;
  add_figures (document, 3);
  add_facts (document);
  aft_report_document_take_chart (document, g_strdup (chart), NULL);
  add_table (document, 3, 3);
  g_auto (Paper) paper = print (document);
  g_autofree char *text = read_text (&paper);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    if (strstr (text, said[i]) == NULL)
      g_error ("“%s” is not in the report: %s", said[i], text);
}

static void
test_all_fonts_are_embedded_and_subset (void)
{
  g_autoptr (AftReportDocument) document = make_document (AFT_LANGUAGE_ZH_TW);
  if (!has_readers ())
    return;
  add_table (document, 40, 3);
  aft_report_document_take_chart (document, g_strdup (chart), NULL);
  g_auto (Paper) paper = print (document);
  const char *const words[] = { "pdffonts", paper.pdf, NULL };
  g_autofree char *fonts = aft_paper_reader_ask (words);
  g_auto (GStrv) lines = g_strsplit (fonts, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >=, 5);
  for (guint i = 2; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_assert_true (g_regex_match_simple ("^[A-Z]{6}\\+Noto\\S+ .* yes yes yes ", lines[i], 0, 0));
}

static void
test_it_is_a4_with_title_time_and_language (void)
{
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    {
      g_autoptr (AftReportDocument) document = make_document (i);
      g_autofree char *language = g_strdup_printf ("/Lang (%s)", aft_language_get_tag (i));
      if (!has_readers ())
        return;
      g_autoptr (GBytes) bytes = write_document (document);
      g_assert_true (has_bytes (bytes, language));
      g_auto (Paper) paper = print (document);
      const char *const words[] = { "pdfinfo", paper.pdf, NULL };
      g_autofree char *said = aft_paper_reader_ask (words);
      g_assert_nonnull (strstr (said, "(A4)"));
      g_assert_nonnull (strstr (said, "老灶火锅 · 满意度报告 · 2026 年 10 月"));
      g_assert_nonnull (strstr (said, "Nov  1"));
      g_assert_true (g_regex_match_simple ("Tagged: +yes", said, 0, 0));
    }
}

static void
test_its_structure_names_headings_tables_and_charts (void)
{
  static const char *const parts[] = { "Document", "H1", "H2", "Caption", "TH", "TD", "Figure" };
  g_autoptr (AftReportDocument) document = make_document (AFT_LANGUAGE_EN);
  if (!has_readers ())
    return;
  aft_report_document_begin_page (document);
  aft_report_document_add_text (document, AFT_REPORT_SECTION, "各门店");
  add_table (document, 80, 3);
  aft_report_document_take_chart (document, g_strdup (chart), NULL);
  g_auto (Paper) paper = print (document);
  const char *const words[] = { "pdfinfo", "-struct-text", paper.pdf, NULL };
  g_autofree char *said = aft_paper_reader_ask (words);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_nonnull (strstr (said, parts[i]));
  g_assert_cmpuint (count_matches (said, "TR"), ==, 80 + 3);
  /* What runs along is nobody's to read aloud. */
  g_assert_null (strstr (said, "第 2 页"));
}

static void
test_a_table_goes_on_with_its_head (void)
{
  g_autoptr (AftReportDocument) document = make_document (AFT_LANGUAGE_ZH_CN);
  if (!has_readers ())
    return;
  aft_report_document_begin_page (document);
  aft_report_document_add_text (document, AFT_REPORT_SECTION, "各门店");
  add_table (document, 200, 8);
  g_auto (Paper) paper = print (document);
  g_autofree char *text = read_text (&paper);
  g_auto (GStrv) pages = g_strsplit (text, "\f", -1);
  const guint n_pages = g_strv_length (pages) - 1;
  g_assert_cmpuint (n_pages, >, 3);
  for (guint i = 1; i < n_pages; i++)
    {
      g_autofree char *page_of = g_strdup_printf ("第 %u 页，共 %u 页", i + 1, n_pages);
      g_assert_nonnull (strstr (pages[i], "门店"));
      g_assert_nonnull (strstr (pages[i], page_of));
      g_assert_nonnull (strstr (pages[i], "老灶火锅 · 满意度报告"));
    }
  for (guint i = 1; i <= 200; i++)
    {
      g_autofree char *row = g_strdup_printf ("第%u号店", i);
      g_assert_cmpuint (count_matches (text, row), ==, 1);
    }
}

static void
test_nothing_leaves_its_margins (void)
{
  g_autoptr (GString) endless = g_string_new (NULL);
  g_autoptr (AftReportDocument) document = make_document (AFT_LANGUAGE_EN);
  if (!has_readers ())
    return;
  for (guint i = 0; i < 900; i++)
    g_string_append (endless, i % 7 == 0 ? "Incomprehensibilities " : "满意度没有显著变化，");
  add_figures (document, 4);
  aft_report_document_add_text (document, AFT_REPORT_TEXT, endless->str);
  g_strdelimit (endless->str, " ", '_');
  aft_report_document_add_text (document, AFT_REPORT_HEADING, endless->str);
  const AftReportFact fact = { endless->str, endless->str };
  aft_report_document_add_facts (document, &fact, 1);
  add_table (document, 9, 24);
  add_table (document, 0, 5);
  const AftReportColumn columns[] = { { endless->str, FALSE }, { endless->str, TRUE } };
  const char *const cells[] = { endless->str, endless->str, NULL, "1" };
  const AftReportTable table = { endless->str, columns, 2, cells, 2 };
  aft_report_document_add_table (document, &table);
  aft_report_document_take_chart (
      document,
      g_strdup ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"9000\" "
                "viewBox=\"0 0 300 9000\"><text x=\"5\" y=\"8990\">end</text></svg>"),
      NULL);
  g_auto (Paper) paper = print (document);
  check_margins (&paper);
}

static void
test_the_same_report_has_the_same_bytes (void)
{
  g_autoptr (AftReportDocument) document = make_document (AFT_LANGUAGE_ZH_CN);
  add_figures (document, 3);
  add_table (document, 60, 4);
  aft_report_document_take_chart (document, g_strdup (chart), NULL);
  g_autoptr (GBytes) first = write_document (document);
  g_autoptr (GBytes) second = write_document (document);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_cmpuint (g_bytes_get_size (first), <, 400 * 1024);
}

/* A word for itself each, in letters that share parts of their outlines: see aft-paper-fonts.c. */
static char *
dup_letters (void)
{
  static const char text[]
      = "问到这一餐总体如何时在五个表情里选了的客人所占比例请从打分给百减去由多少份答卷算出越接近"
        "全看法只有当纯属偶然也现么大差别可能不二十之才样说同时较许组要求更严果是起伏几乎每点都控制"
        "限间标记超或者于连串方向小变化这些数字代表作没否想中来关本报告显著满意度推荐度愿再等候时间"
        "价格环境份量服务菜品卫生位置提最多以前明增加正失谁做什么客诉挽回流失未结半钟内得首次应";
  GString *words = g_string_new (NULL);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      g_string_append_unichar (words, g_utf8_get_char (at));
      g_string_append_c (words, ' ');
    }
  return g_string_free (words, FALSE);
}

static void
test_no_letter_is_missing_on_paper (void)
{
  g_autoptr (AftReportDocument) document = make_document (AFT_LANGUAGE_ZH_CN);
  g_autofree char *letters = dup_letters ();
  if (!has_readers ())
    return;
  aft_report_document_add_text (document, AFT_REPORT_TEXT, letters);
  g_auto (Paper) paper = print (document);
  g_assert_cmpuint (aft_paper_reader_find_ink (paper.pdf, aft_temp_dir_get_path (paper.dir)), >,
                    150);
}

/* Of Cairo 1.16, likewise. */
static void
test_latin_letters_do_not_bring_a_whole_font_along (void)
{
  g_autoptr (AftReportDocument) document = make_document (AFT_LANGUAGE_ZH_CN);
  aft_report_document_add_text (document, AFT_REPORT_TEXT, "店 IF ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  aft_report_document_take_chart (
      document,
      g_strdup ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"90\" "
                "font-family=\"Noto Sans CJK SC\"><text x=\"5\" y=\"20\">店</text>"
                "<text x=\"5\" y=\"50\">IF abcdefghijklmnopqrstuvwxyz 0123456789</text></svg>"),
      NULL);
  g_autoptr (GBytes) bytes = write_document (document);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 300 * 1024);
}

static void
test_what_is_no_chart_is_refused (void)
{
  static const char *const charts[]
      = { "", "<svg", "<p>no</p>", "<svg width=\"0\" height=\"0\"/>" };
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftReportDocument) document = make_document (AFT_LANGUAGE_EN);
      aft_report_document_take_chart (document, g_strdup (charts[i]), NULL);
      g_autoptr (GBytes) bytes = aft_report_paper_to_pdf (document, &error);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_null (bytes);
    }
}

static void
test_an_empty_report_is_refused (void)
{
  const AftReportHead head = { .title = "", .page_of = "", .made = "", .contents = "" };
  g_autoptr (GError) error = NULL;
  g_autoptr (AftReportDocument) document = aft_report_document_new (&head);
  aft_report_document_add_text (document, AFT_REPORT_TEXT, "");
  aft_report_document_add_text (document, AFT_REPORT_TEXT, NULL);
  aft_report_document_take_chart (document, NULL, "nothing");
  g_autoptr (GBytes) bytes = aft_report_paper_to_pdf (document, &error);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_null (bytes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-paper/every-word-can-be-selected", test_every_word_can_be_selected);
  g_test_add_func ("/report-paper/all-fonts-are-embedded-and-subset",
                   test_all_fonts_are_embedded_and_subset);
  g_test_add_func ("/report-paper/it-is-a4-with-title-time-and-language",
                   test_it_is_a4_with_title_time_and_language);
  g_test_add_func ("/report-paper/its-structure-names-headings-tables-and-charts",
                   test_its_structure_names_headings_tables_and_charts);
  g_test_add_func ("/report-paper/a-table-goes-on-with-its-head",
                   test_a_table_goes_on_with_its_head);
  g_test_add_func ("/report-paper/nothing-leaves-its-margins", test_nothing_leaves_its_margins);
  g_test_add_func ("/report-paper/the-same-report-has-the-same-bytes",
                   test_the_same_report_has_the_same_bytes);
  g_test_add_func ("/report-paper/no-letter-is-missing-on-paper",
                   test_no_letter_is_missing_on_paper);
  g_test_add_func ("/report-paper/latin-letters-do-not-bring-a-whole-font-along",
                   test_latin_letters_do_not_bring_a_whole_font_along);
  g_test_add_func ("/report-paper/what-is-no-chart-is-refused", test_what_is_no_chart_is_refused);
  g_test_add_func ("/report-paper/an-empty-report-is-refused", test_an_empty_report_is_refused);
  return g_test_run ();
}
