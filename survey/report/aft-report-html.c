/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report as a page for a browser or a mail: one file with styles and charts inside and no
 * script. Everything said in it is escaped here, but for the charts, which are mark-up already.
 * What it says is the document's. */
#include "aft-report-html.h"

#include <string.h>

#include "aft-tokens.h"

static const char style[]
    = "html{background:" AFT_TOKEN_DAY_GROUND ";color:" AFT_TOKEN_DAY_INK ";"
      "font:16px/1.6 'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif}"
      "html:lang(zh-TW){font-family:'Noto Sans CJK TC','PingFang TC','Microsoft JhengHei',"
      "sans-serif}"
      "body{margin:0}"
      "main,footer{max-width:46rem;margin:0 auto;padding:1.5rem 1rem;overflow-wrap:anywhere}"
      "h1,h2,.lead,.value{font-family:'Noto Serif CJK SC','Songti SC',SimSun,serif;"
      "line-height:1.35;text-wrap:balance}"
      ":lang(zh-TW) :is(h1,h2,.lead,.value){font-family:'Noto Serif CJK TC','Songti TC',PMingLiU,"
      "serif}"
      "h1{font-size:1.75rem;margin:0 0 .5rem}"
      "h2{font-size:1.35rem;margin:3rem 0 .75rem;padding-top:.75rem;"
      "border-top:2px solid " AFT_TOKEN_DAY_ACCENT "}"
      "h3{font-size:1rem;margin:1.75rem 0 .5rem}"
      ".lead{font-size:1.35rem;font-weight:700;margin:.5rem 0 1.25rem}"
      ".note,footer{font-size:.875rem;color:" AFT_TOKEN_DAY_MUTED "}"
      "nav ol{margin:0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:0 1.25rem}"
      "nav a{color:" AFT_TOKEN_DAY_ACCENT ";display:inline-block;padding:.3rem 0}"
      ".figures{display:flex;flex-wrap:wrap;gap:1rem;margin:1.25rem 0;padding:0;list-style:none}"
      ".figures li{flex:1 1 12rem;background:" AFT_TOKEN_DAY_RAISED ";border-radius:12px;"
      "padding:1rem;border:1px solid " AFT_TOKEN_DAY_CHOSEN "}"
      ".figures span{display:block}"
      ".value{font-size:2.25rem;font-weight:700;font-variant-numeric:tabular-nums}"
      ".range,.was{font-size:.875rem;color:" AFT_TOKEN_DAY_MUTED "}"
      "dl{margin:1rem 0}dt{font-weight:700}dd{margin:0 0 .75rem}"
      "@media(min-width:40rem){dl{display:grid;grid-template-columns:max-content 1fr;"
      "gap:.5rem 1.25rem}dt{max-width:12rem}dd{margin:0}}"
      "figure{margin:1.25rem 0;background:" AFT_TOKEN_DAY_RAISED ";border-radius:12px;"
      "padding:.75rem;overflow-x:auto}"
      "figure svg{display:block;width:100%;min-width:36rem;height:auto;margin:0 auto}"
      ".table{overflow-x:auto;margin:.75rem 0 1.25rem}"
      "table{border-collapse:collapse;width:100%;font-size:.9rem;"
      "font-variant-numeric:tabular-nums}"
      "caption{text-align:start;font-weight:700;padding:.25rem 0}"
      "th,td{text-align:start;padding:.35rem .6rem;vertical-align:top;"
      "border-bottom:1px solid " AFT_TOKEN_DAY_LINE "}"
      "thead th{color:" AFT_TOKEN_DAY_MUTED ";border-bottom:2px solid " AFT_TOKEN_DAY_LINE "}"
      "table{word-break:keep-all;overflow-wrap:normal}"
      "tbody "
      "th{font-weight:400;min-width:6em;word-break:normal}.n{text-align:end;white-space:nowrap}"
      "thead .n{white-space:normal}"
      "@page{size:A4;margin:16mm}"
      "@media print{html{background:#fff;font-size:10.5pt}main,footer{max-width:none;padding:0}"
      "nav{display:none}figure,.figures li,tr{break-inside:avoid}"
      "figure,.figures li{border:1px solid " AFT_TOKEN_DAY_LINE ";padding:.4rem}"
      "h2,h3,caption{break-after:avoid}thead{display:table-header-group}"
      ".table,figure{overflow:visible}figure svg{min-width:0}table{word-break:normal}}";

static void
add_escaped (GString *page, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);
  g_string_append (page, escaped);
}

/* <@tag>@text</…> up to the first blank of @tag. */
static void
add_element (GString *page, const char *tag, const char *text)
{
  g_string_append_printf (page, "<%s>", tag);
  add_escaped (page, text);
  g_string_append_printf (page, "</%.*s>", (int) strcspn (tag, " "), tag);
}

static void
add_figures (GString *page, const AftReportBlock *block)
{
  g_string_append (page, "<ul class=\"figures\">");
  for (gsize i = 0; i < block->n_figures; i++)
    {
      const AftReportFigure *figure = &block->figures[i];
      g_string_append (page, "<li>");
      add_element (page, "span", figure->label);
      add_element (page, "span class=\"value\"", figure->value);
      add_element (page, "span class=\"range\"", figure->range);
      if (figure->note != NULL)
        add_element (page, "span class=\"was\"", figure->note);
      g_string_append (page, "</li>");
    }
  g_string_append (page, "</ul>\n");
}

static void
add_facts (GString *page, const AftReportBlock *block)
{
  g_string_append (page, "<dl>");
  for (gsize i = 0; i < block->n_facts; i++)
    {
      add_element (page, "dt", block->facts[i].label);
      add_element (page, "dd", block->facts[i].text);
    }
  g_string_append (page, "</dl>\n");
}

static void
add_chart (GString *page, const AftReportBlock *block)
{
  g_string_append (page, "<figure tabindex=\"0\">");
  g_string_append (page, block->svg);
  if (block->text != NULL)
    add_element (page, "figcaption class=\"note\"", block->text);
  g_string_append (page, "</figure>\n");
}

static void
add_row (GString *page, const AftReportTable *table, const char *const *cells)
{
  g_string_append (page, "<tr>");
  for (gsize i = 0; i < table->n_columns; i++)
    {
      const char *tag = table->columns[i].is_number ? "td class=\"n\"" : "td";
      add_element (page, i == 0 ? "th scope=\"row\"" : tag, cells[i]);
    }
  g_string_append (page, "</tr>\n");
}

/* What is too wide is moved in a box of its own, which a keyboard reaches, too. */
static void
add_table (GString *page, const AftReportTable *table, guint number)
{
  if (table->title != NULL)
    g_string_append_printf (page,
                            "<div class=\"table\" tabindex=\"0\" role=\"group\" "
                            "aria-labelledby=\"table-%u\"><table><caption id=\"table-%u\">",
                            number, number);
  else
    g_string_append (page, "<div class=\"table\" tabindex=\"0\"><table>");
  if (table->title != NULL)
    {
      add_escaped (page, table->title);
      g_string_append (page, "</caption>");
    }
  g_string_append (page, "<thead><tr>");
  for (gsize i = 0; i < table->n_columns; i++)
    add_element (page,
                 table->columns[i].is_number ? "th scope=\"col\" class=\"n\"" : "th scope=\"col\"",
                 table->columns[i].label);
  g_string_append (page, "</tr></thead>\n<tbody>");
  for (gsize i = 0; i < table->n_rows; i++)
    add_row (page, table, table->cells + i * table->n_columns);
  g_string_append (page, "</tbody></table></div>\n");
}

static void
add_text (GString *page, const AftReportBlock *block, guint number)
{
  static const char *const tags[] = { [AFT_REPORT_TITLE] = "h1",
                                      [AFT_REPORT_LEAD] = "p class=\"lead\"",
                                      [AFT_REPORT_HEADING] = "h3",
                                      [AFT_REPORT_TEXT] = "p",
                                      [AFT_REPORT_NOTE] = "p class=\"note\"" };
  g_autofree char *section = g_strdup_printf ("h2 id=\"section-%u\"", number);

  add_element (page, block->kind == AFT_REPORT_SECTION ? section : tags[block->kind], block->text);
  g_string_append_c (page, '\n');
}

static void
add_block (GString *page, const AftReportBlock *block, guint number)
{
  switch (block->kind)
    {
    case AFT_REPORT_FIGURES:
      add_figures (page, block);
      break;
    case AFT_REPORT_FACTS:
      add_facts (page, block);
      break;
    case AFT_REPORT_CHART:
      add_chart (page, block);
      break;
    case AFT_REPORT_TABLE:
      add_table (page, &block->table, number);
      break;
    default:
      add_text (page, block, number);
      break;
    }
}

static void
add_contents (GString *page, const AftReportDocument *document)
{
  g_string_append (page, "<nav aria-label=\"");
  add_escaped (page, aft_report_document_get_head (document)->contents);
  g_string_append (page, "\"><ol>");
  for (gsize i = 0; i < aft_report_document_get_length (document); i++)
    {
      const AftReportBlock *block = aft_report_document_get_block (document, i);
      if (block->kind != AFT_REPORT_SECTION)
        continue;
      g_string_append_printf (page, "<li><a href=\"#section-%" G_GSIZE_FORMAT "\">", i);
      add_escaped (page, block->text);
      g_string_append (page, "</a></li>");
    }
  g_string_append (page, "</ol></nav>\n");
}

static gboolean
has_sections (const AftReportDocument *document)
{
  for (gsize i = 0; i < aft_report_document_get_length (document); i++)
    if (aft_report_document_get_block (document, i)->kind == AFT_REPORT_SECTION)
      return TRUE;
  return FALSE;
}

GBytes *
aft_report_html_write (const AftReportDocument *document)
{
  const AftReportHead *head = aft_report_document_get_head (document);
  g_autoptr (GString) page = g_string_new ("<!DOCTYPE html>\n<html lang=\"");

  g_string_append_printf (page,
                          "%s\"><head><meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                          "\n<title>",
                          aft_language_get_tag (head->language));
  add_escaped (page, head->title);
  g_string_append_printf (page, "</title>\n<style>%s</style>\n</head><body>\n<main>\n", style);
  for (gsize i = 0; i < aft_report_document_get_length (document); i++)
    {
      const AftReportBlock *block = aft_report_document_get_block (document, i);
      add_block (page, block, (guint) i);
      if (block->kind == AFT_REPORT_TITLE && has_sections (document))
        add_contents (page, document);
    }
  g_string_append (page, "</main>\n<footer>");
  add_element (page, "p", head->made);
  g_string_append (page, "</footer>\n</body></html>\n");
  return g_string_free_to_bytes (g_steal_pointer (&page));
}
