/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One part of the page of trends: what there is to see in a sentence, the picture of it, drawn for
 * a telephone and for a desk, the same as a table, and the table to take away. Which parts stand on
 * the page is aft-console-trends.c's; what they say and hold is survey/trends'. */
#include "aft-console-trends.h"

#include "aft-sheet.h"
#include "aft-trend-charts.h"

#define NARROW     340
#define WIDE       680
#define PANELS     24  /* venues a page */
#define MOST_LINES 400 /* of a table on the page; the download has all of them */

/* What is drawn and listed of a part. */
typedef struct
{
  guint part;
  const char *table;
  gboolean is_shares;
  gboolean is_listed; /* and not drawn: what its part draws shows it */
} Piece;

/* A part with several tables has as many lines. */
static const Piece pieces[] = {
  { AFT_TREND_POINTS, "points", FALSE, FALSE },
  { AFT_TREND_POINTS, "shares", TRUE, FALSE },
  { AFT_TREND_POINTS, "scores", FALSE, TRUE },
  { AFT_TREND_BY_VENUE, "by-venue", FALSE, FALSE },
  { AFT_TREND_BY (AFT_SLICE_DAY_PART), "by-day-part", FALSE, FALSE },
  { AFT_TREND_BY (AFT_SLICE_SURVEY), "by-survey", FALSE, FALSE },
  { AFT_TREND_BY (AFT_SLICE_LANGUAGE), "by-language", FALSE, FALSE },
  { AFT_TREND_BY (AFT_SLICE_CHANNEL), "by-channel", FALSE, FALSE },
  { AFT_TREND_BY (AFT_SLICE_TIER), "by-tier", FALSE, FALSE },
  { AFT_TREND_BY (AFT_SLICE_DEVICE), "by-device", FALSE, FALSE },
  { AFT_TREND_BY (AFT_SLICE_HOUR), "by-hour", FALSE, FALSE },
  { AFT_TREND_HOURS, "hours", FALSE, FALSE },
  { AFT_TREND_ASPECTS, "aspects", FALSE, FALSE },
  { AFT_TREND_DRIVERS, "drivers", FALSE, FALSE },
  { AFT_TREND_ANSWERS, "answers", FALSE, FALSE },
  { AFT_TREND_RETURN, "return", FALSE, FALSE },
  { AFT_TREND_CASES, "cases", FALSE, FALSE },
  { AFT_TREND_CASES, "outcomes", FALSE, FALSE },
  { AFT_TREND_CASES, "cases-by-tier", FALSE, FALSE },
  { AFT_TREND_CASES, "cases-by-answer", FALSE, FALSE },
};

/* -- pictures ----------------------------------------------------------------------------------
 */

static void
write_picture (const AftTrendsLook *look, const Piece *piece, guint width, const char *class)
{
  g_autofree char *id = g_strdup_printf ("%s-%s", piece->table, class);
  const AftTrendChartOptions options = { .part = piece->part,
                                         .is_shares = piece->is_shares,
                                         .form = AFT_CHART_IN_PAGE,
                                         .width = width,
                                         .id = id,
                                         .first = look->first,
                                         .most = PANELS };
  g_autofree char *svg = aft_trend_chart_dup_svg (&look->voice, look->view, &options);

  if (svg == NULL)
    return;
  aft_html_open (look->page->html, "div", "class", class, NULL);
  aft_trends_write_drawing (look->page->html, svg);
  aft_html_close (look->page->html, "div");
}

/* Two of them: the page's style shows the one that has the room. */
static void
write_pictures (const AftTrendsLook *look, const Piece *piece)
{
  if (piece->is_listed || !aft_trend_chart_has (look->view, piece->part))
    return;
  aft_html_open (look->page->html, "div", "class", "drawn", NULL);
  write_picture (look, piece, NARROW, "narrow");
  write_picture (look, piece, WIDE, "wide");
  aft_html_close (look->page->html, "div");
}

/* Where there are more venues than small charts on a page. */
static void
write_turns (const AftTrendsLook *look, const Piece *piece)
{
  gsize count = look->view->by_venue != NULL ? look->view->by_venue->len : 0;
  AftPage *page = look->page;

  if (piece->part != AFT_TREND_BY_VENUE || count <= PANELS)
    return;
  aft_html_open (page->html, "nav", "class", "row ways", "aria-label",
                 aft_page_say (page, N_ ("Restaurants")), NULL);
  for (gsize first = 0; first < count; first += PANELS)
    {
      g_autofree char *tail = first > 0 ? g_strdup_printf ("&first=%zu", first) : NULL;
      g_autofree char *address = aft_trends_dup_address (AFT_TRENDS, look->scope, tail);
      g_autofree char *place = g_strconcat (address, "#by-venue", NULL);
      g_autofree char *text = g_strdup_printf ("%zu–%zu", first + 1, MIN (first + PANELS, count));
      aft_html_put (page->html, "a", text, "class", "button plain", "href", place, "aria-current",
                    first == look->first ? "true" : NULL, NULL);
    }
  aft_html_close (page->html, "nav");
}

/* -- tables ------------------------------------------------------------------------------------
 */

static gboolean
is_amount (const AftTrendTable *table, gsize column)
{
  AftTrendColumnType type = g_array_index (table->columns, AftTrendColumn, column).type;
  return type == AFT_TREND_INTEGER || type == AFT_TREND_NUMBER || type == AFT_TREND_SHARE;
}

/* Which one it is, for who hears the page. */
static void
write_unseen (AftPage *page, const char *text)
{
  aft_html_open (page->html, "span", "class", "unseen", NULL);
  aft_html_text_printf (page->html, " · %s", text);
  aft_html_close (page->html, "span");
}

static void
write_heads (const AftTrendsLook *look, const AftTrendTable *table)
{
  AftHtml *html = look->page->html;

  aft_html_open (html, "thead", NULL);
  aft_html_open (html, "tr", NULL);
  for (guint i = 0; i < table->columns->len; i++)
    aft_html_put (
        html, "th",
        aft_trend_table_get_head (&look->voice, &g_array_index (table->columns, AftTrendColumn, i)),
        "scope", "col", "class", is_amount (table, i) ? "amount" : NULL, NULL);
  aft_html_close (html, "tr");
  aft_html_close (html, "thead");
}

static void
write_line (const AftTrendsLook *look, const AftTrendTable *table, guint row)
{
  AftHtml *html = look->page->html;

  aft_html_open (html, "tr", NULL);
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autofree char *text = aft_trend_table_dup_cell_text (&look->voice, table, row, i);
      if (i == 0)
        aft_html_put (html, "th", text, "scope", "row", NULL);
      else
        aft_html_put (html, "td", text, "class", is_amount (table, i) ? "amount" : NULL, NULL);
    }
  aft_html_close (html, "tr");
}

/* What has no picture is read at once. */
static void
write_table (const AftTrendsLook *look, const AftTrendTable *table, const Piece *piece)
{
  AftPage *page = look->page;
  AftHtml *html = page->html;
  gboolean is_drawn = aft_trend_chart_has (look->view, piece->part);
  gboolean is_named
      = !g_str_equal (table->title, aft_trend_words_get_part (&look->voice, piece->part));
  g_autofree char *label
      = g_strconcat (table->title, piece->is_shares ? " · " : "",
                     piece->is_shares ? aft_page_say (page, N_ ("Scores")) : "", NULL);

  aft_html_open (html, "details", "class", "as-table", "open", AFT_HTML_IF (!is_drawn), NULL);
  aft_html_open (html, "summary", NULL);
  if (is_named)
    aft_html_text (html, label);
  else
    {
      aft_html_text (html, aft_page_say (page, N_ ("As a table")));
      write_unseen (page, label);
    }
  aft_html_close (html, "summary");
  aft_html_open (html, "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label",
                 label, NULL);
  aft_html_open (html, "table", NULL);
  write_heads (look, table);
  aft_html_open (html, "tbody", NULL);
  for (guint i = 0; i < MIN (table->rows->len, MOST_LINES); i++)
    write_line (look, table, i);
  aft_html_close (html, "tbody");
  aft_html_close (html, "table");
  aft_html_close (html, "div");
  if (table->rows->len > MOST_LINES)
    aft_page_line (page, "quiet", aft_page_say (page, N_ ("The download has all of them.")));
  aft_html_close (html, "details");
}

/* -- to take away ------------------------------------------------------------------------------
 */

static void
write_download (const AftTrendsLook *look, const AftTrendTable *table, AftSheetFormat format)
{
  static const char *const names[] = { [AFT_SHEET_CSV] = "CSV", [AFT_SHEET_XLSX] = "Excel" };
  AftPage *page = look->page;
  g_autofree char *tail
      = g_strdup_printf ("&table=%s&format=%s", table->id, aft_sheet_format_to_text (format));
  g_autofree char *address = aft_trends_dup_address (AFT_TRENDS_DOWNLOAD, look->scope, tail);

  aft_html_open (page->html, "a", "class", "button plain", "href", address, "download", "", NULL);
  aft_html_text_printf (page->html, aft_page_say (page, N_ ("Download %s")), names[format]);
  write_unseen (page, table->title);
  aft_html_close (page->html, "a");
}

static void
write_piece (const AftTrendsLook *look, const Piece *piece)
{
  g_autoptr (AftTrendTable) table
      = aft_trend_table_new (&look->voice, look->view, piece->table, NULL);
  AftHtml *html = look->page->html;

  write_turns (look, piece);
  write_pictures (look, piece);
  if (table == NULL || table->rows->len == 0)
    return;
  write_table (look, table, piece);
  aft_html_open (html, "p", "class", "row downloads", NULL);
  write_download (look, table, AFT_SHEET_CSV);
  write_download (look, table, AFT_SHEET_XLSX);
  aft_html_close (html, "p");
}

/* Is there more to it than its sentence? */
static gboolean
has_pieces (const AftTrendView *view, guint part)
{
  return part != AFT_TREND_CASES || (view->cases != NULL && view->cases->cases > 0);
}

static const char *
get_anchor (guint part)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    if (pieces[i].part == part)
      return pieces[i].table;
  g_assert_not_reached ();
}

void
aft_trends_write_part (const AftTrendsLook *look, guint part)
{
  g_autofree char *says = aft_trend_words_dup_part_sentence (&look->voice, look->view, part);
  AftHtml *html = look->page->html;

  aft_html_open (html, "section", "class", "card trend", "id", get_anchor (part), NULL);
  aft_html_put (html, "h2", aft_trend_words_get_part (&look->voice, part), NULL);
  aft_page_line (look->page, NULL, says);
  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    if (pieces[i].part == part && has_pieces (look->view, part))
      write_piece (look, &pieces[i]);
  aft_html_close (html, "section");
}
