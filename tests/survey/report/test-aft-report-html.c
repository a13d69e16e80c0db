/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report as a page: one well-formed file that asks nobody for anything, in the order of its
 * blocks, with every text escaped. */
#include <string.h>

#include "aft-report-html.h"

static AftReportDocument *
make_document (AftLanguage language)
{
  const AftReportHead head = { .language = language,
                               .title = "老灶 <火锅> & 2026-10",
                               .page_of = "{page}",
                               .made = "made & done",
                               .contents = "目录",
                               .made_ms = 0 };
  return aft_report_document_new (&head);
}

static void
fill_document (AftReportDocument *document)
{
  const AftReportFigure figure = { "满意度", "86 %", "84–88 %，1,412 份", NULL };
  const AftReportFact fact = { "谁 <b>", "12 位 & 3" };
  const AftReportColumn columns[] = { { "门店", FALSE }, { "份数", TRUE } };
  const char *const cells[] = { "国贸 <script>", "1,412", NULL, "5" };
  const AftReportTable table = { "各门店", columns, 2, cells, 2 };
  const AftReportTable plain = { NULL, columns, 2, NULL, 0 };

  aft_report_document_add_text (document, AFT_REPORT_TITLE, "十月 \"满意度\"");
  aft_report_document_add_text (document, AFT_REPORT_LEAD, "本月满意度 86 % ± 2。");
  aft_report_document_add_figures (document, &figure, 1);
  aft_report_document_add_facts (document, &fact, 1);
  aft_report_document_add_text (document, AFT_REPORT_SECTION, "各 <门店>");
  aft_report_document_take_chart (document, g_strdup ("<svg role=\"img\"></svg>"), "一张图");
  aft_report_document_add_table (document, &table);
  aft_report_document_add_table (document, &plain);
  aft_report_document_add_text (document, AFT_REPORT_HEADING, "小标题");
  aft_report_document_add_text (document, AFT_REPORT_NOTE, "少于 5 份的不显示。");
}

static char *
write_document (const AftReportDocument *document)
{
  g_autoptr (GBytes) bytes = aft_report_html_write (document);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_it_says_everything_in_order (void)
{
  static const char *const said[]
      = { "<!DOCTYPE html>",
          "<html lang=\"zh-CN\">",
          "<title>老灶 &lt;火锅&gt; &amp; 2026-10</title>",
          "<h1>十月 &quot;满意度&quot;</h1>",
          "<a href=\"#section-4\">各 &lt;门店&gt;</a>",
          "<p class=\"lead\">本月满意度 86 % ± 2。</p>",
          "<span class=\"value\">86 %</span>",
          "<dt>谁 &lt;b&gt;</dt><dd>12 位 &amp; 3</dd>",
          "<h2 id=\"section-4\">各 &lt;门店&gt;</h2>",
          "<figure tabindex=\"0\"><svg role=\"img\"></svg>",
          "<figcaption class=\"note\">一张图</figcaption></figure>",
          "<caption id=\"table-6\">各门店</caption>",
          "<th scope=\"col\">门店</th><th scope=\"col\" class=\"n\">份数</th>",
          "<th scope=\"row\">国贸 &lt;script&gt;</th><td class=\"n\">1,412</td>",
          "<th scope=\"row\"></th><td class=\"n\">5</td>",
          "<h3>小标题</h3>",
          "<p class=\"note\">少于 5 份的不显示。</p>",
          "<footer><p>made &amp; done</p></footer>" };
  g_autoptr (AftReportDocument) document = make_document (AFT_LANGUAGE_ZH_CN);
  fill_document (document);
  g_autofree char *page = write_document (document);
  const char *at = page;
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      const char *found = strstr (at, said[i]);
      if (found == NULL)
        g_error ("“%s” is not where it belongs: %s", said[i], at);
      at = found;
    }
}

static void
test_it_asks_nobody_for_anything (void)
{
  static const char *const forbidden[]
      = { "<script", "http:", "https:", "src=", "url(", "@import", "<link", "<iframe" };
  g_autoptr (AftReportDocument) document = make_document (AFT_LANGUAGE_EN);
  fill_document (document);
  g_autofree char *page = write_document (document);
  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    g_assert_null (strstr (page, forbidden[i]));
}

static void
test_it_names_its_language (void)
{
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    {
      g_autoptr (AftReportDocument) document = make_document (i);
      g_autofree char *page = write_document (document);
      g_autofree char *tag = g_strdup_printf ("<html lang=\"%s\">", aft_language_get_tag (i));
      g_assert_nonnull (strstr (page, tag));
    }
}

static void
test_without_sections_there_is_no_list_of_them (void)
{
  g_autoptr (AftReportDocument) document = make_document (AFT_LANGUAGE_EN);
  aft_report_document_add_text (document, AFT_REPORT_TITLE, "alone");
  g_autofree char *page = write_document (document);
  g_assert_null (strstr (page, "<nav"));
}

static void
test_texts_are_copied (void)
{
  char label[] = "before";
  const AftReportFact fact = { label, label };
  g_autoptr (AftReportDocument) document = make_document (AFT_LANGUAGE_EN);
  aft_report_document_add_facts (document, &fact, 1);
  memcpy (label, "behind", sizeof label);
  g_assert_cmpuint (aft_report_document_get_length (document), ==, 1);
  const AftReportBlock *block = aft_report_document_get_block (document, 0);
  g_assert_cmpint (block->kind, ==, AFT_REPORT_FACTS);
  g_assert_cmpuint (block->n_facts, ==, 1);
  g_assert_cmpstr (block->facts[0].label, ==, "before");
  g_assert_cmpstr (block->facts[0].text, ==, "before");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-html/it-says-everything-in-order", test_it_says_everything_in_order);
  g_test_add_func ("/report-html/it-asks-nobody-for-anything", test_it_asks_nobody_for_anything);
  g_test_add_func ("/report-html/it-names-its-language", test_it_names_its_language);
  g_test_add_func ("/report-html/without-sections-there-is-no-list-of-them",
                   test_without_sections_there_is_no_list_of_them);
  g_test_add_func ("/report-html/texts-are-copied", test_texts_are_copied);
  return g_test_run ();
}
