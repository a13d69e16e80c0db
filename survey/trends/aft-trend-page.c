/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which parts of a view stand in the report, in which order, and how a part becomes blocks: its
 * heading, its sentence, its chart, its table and what of it is hidden. Page one and the last page
 * have files of their own. What the parts say is the other files' of this folder. */
#include "aft-trend-page-private.h"

#include <math.h>

#include "aft-chart-panels.h"
#include "aft-trend-series-private.h"

#define LONG_AGO      800 /* days: no word but the date itself is used of it */
#define PANELS_HEIGHT 870 /* px: what stands under a section's heading on a page */

/* Those that are read from every answer's tallies; devices are of one restaurant only. */
#define PARTS                                                                                      \
  (AFT_TREND_FIGURE | AFT_TREND_POINTS | AFT_TREND_HOURS | AFT_TREND_ASPECTS | AFT_TREND_DRIVERS   \
   | AFT_TREND_BY_VENUE | AFT_TREND_ANSWERS | AFT_TREND_CASES | AFT_TREND_RETURN                   \
   | AFT_TREND_BY (AFT_SLICE_DAY_PART) | AFT_TREND_BY (AFT_SLICE_LANGUAGE)                         \
   | AFT_TREND_BY (AFT_SLICE_CHANNEL) | AFT_TREND_BY (AFT_SLICE_TIER))

char *
aft_trend_page_dup_pair (const AftTrendPage *page, const char *label, const char *text)
{
  return g_strdup_printf (aft_catalogue_get_context (page->voice->catalogue, page->voice->language,
                                                     "report",
                                                     /* A label and what it is about. */
                                                     NC_ ("report", "%s: %s")),
                          label, text);
}

/* -- blocks of a part --------------------------------------------------------------------------
 */

static void
begin_section (AftTrendPage *page, const char *title)
{
  aft_report_document_add_text (page->document, AFT_REPORT_SECTION, title);
}

static void
draw_chart (AftTrendPage *page, AftTrendChartOptions options)
{
  g_autofree char *id = g_strdup_printf ("chart-%u", ++page->charts);

  options.form = AFT_CHART_ALONE;
  options.width = AFT_TREND_PAGE_WIDTH;
  options.id = id;
  aft_report_document_take_chart (
      page->document, aft_trend_chart_dup_svg (page->voice, page->view, &options), NULL);
}

void
aft_trend_page_add_chart (AftTrendPage *page, guint part, gboolean is_shares)
{
  if (aft_trend_chart_has (page->view, part))
    draw_chart (page, (AftTrendChartOptions){ .part = part, .is_shares = is_shares });
}

static void
add_hidden (AftTrendPage *page, const AftTrendTable *table)
{
  guint64 cells = 0;

  for (guint i = 0; i < table->suppressed->len; i++)
    cells += g_array_index (table->suppressed, AftTrendSuppressed, i).cells;
  if (cells == 0)
    return;
  g_autofree char *said = g_strdup_printf (
      aft_trend_say (page->voice, N_ ("Parts with fewer than %u answers are not shown, nor those "
                                      "from which they could be reckoned.")),
      (guint) table->few);
  aft_report_document_add_text (page->document, AFT_REPORT_NOTE, said);
}

static gboolean
is_limit (const AftTrendColumn *column)
{
  return g_str_has_suffix (column->id, "low") || g_str_has_suffix (column->id, "high");
}

/* Why there is no figure is said once, in its own column, and not of its limits again. */
static char *
dup_cell (const AftTrendPage *page, const AftTrendTable *table, gsize row, gsize column)
{
  const AftTrendCell *cell = aft_trend_table_get_cell (table, row, column);

  if ((cell->is_hidden || cell->is_thin)
      && is_limit (&g_array_index (table->columns, AftTrendColumn, column)))
    return g_strdup ("");
  return aft_trend_table_dup_cell_text (page->voice, table, row, column);
}

/* One report says only what it has: a column without anything is left out of it. */
static gboolean
is_empty (const AftTrendPage *page, const AftTrendTable *table, gsize column)
{
  for (gsize i = 0; i < table->rows->len; i++)
    {
      g_autofree char *text = dup_cell (page, table, i, column);
      if (*text != '\0')
        return FALSE;
    }
  return TRUE;
}

/* The columns to show: indices of @table's. */
static GArray *
choose_columns (const AftTrendPage *page, const AftTrendTable *table)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < table->columns->len; i++)
    if (i == 0 || !is_empty (page, table, i))
      g_array_append_val (chosen, i);
  return chosen;
}

static void
copy_table (AftTrendPage *page, const AftTrendTable *table, const char *title)
{
  g_autoptr (GArray) chosen = choose_columns (page, table);
  g_autofree AftReportColumn *columns = g_new0 (AftReportColumn, chosen->len);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < chosen->len; i++)
    {
      const AftTrendColumn *column
          = &g_array_index (table->columns, AftTrendColumn, g_array_index (chosen, guint, i));
      columns[i].label = aft_trend_table_get_head (page->voice, column);
      columns[i].is_number = column->type != AFT_TREND_TEXT && column->type != AFT_TREND_DAY;
    }
  for (gsize i = 0; i < table->rows->len; i++)
    for (guint j = 0; j < chosen->len; j++)
      g_ptr_array_add (cells, dup_cell (page, table, i, g_array_index (chosen, guint, j)));
  const AftReportTable copy = { .title = title,
                                .columns = columns,
                                .n_columns = chosen->len,
                                .cells = (const char *const *) cells->pdata,
                                .n_rows = cells->len / chosen->len };
  if (copy.n_rows > 0)
    aft_report_document_add_table (page->document, &copy);
}

gboolean
aft_trend_page_add_table (AftTrendPage *page, const char *id, GError **error)
{
  g_autoptr (AftTrendTable) table = aft_trend_table_new (page->voice, page->view, id, error);

  if (table == NULL)
    return FALSE;
  copy_table (page, table, g_strcmp0 (table->title, page->heading) != 0 ? table->title : NULL);
  add_hidden (page, table);
  return TRUE;
}

/* @kind: what its heading is. */
static void
begin_part (AftTrendPage *page, guint part, AftReportKind kind)
{
  g_autofree char *said = aft_trend_words_dup_part_sentence (page->voice, page->view, part);

  page->heading = aft_trend_words_get_part (page->voice, part);
  aft_report_document_add_text (page->document, kind, page->heading);
  aft_report_document_add_text (page->document, AFT_REPORT_TEXT, said);
}

/* -- sections ----------------------------------------------------------------------------------
 */

static void
add_panels (AftTrendPage *page)
{
  const AftChartOptions options = { .width = AFT_TREND_PAGE_WIDTH };
  const gsize most = MIN (page->view->by_venue->len, AFT_TREND_PAGE_PANELS_MOST);
  const gsize at_once = aft_chart_panels_count (&options, PANELS_HEIGHT);

  for (gsize first = 0; first < most; first += at_once)
    draw_chart (page, (AftTrendChartOptions){ .part = AFT_TREND_BY_VENUE,
                                              .first = first,
                                              .most = MIN (at_once, most - first) });
  if (page->view->by_venue->len <= most)
    return;
  g_autofree char *said = g_strdup_printf (
      aft_trend_say (page->voice,
                     N_ ("The first %u of %u restaurants are drawn; the table has all.")),
      (guint) most, page->view->by_venue->len);
  aft_report_document_add_text (page->document, AFT_REPORT_NOTE, said);
}

static gboolean
add_venues (AftTrendPage *page, GError **error)
{
  if (page->view->by_venue->len < 2)
    return TRUE;
  begin_part (page, AFT_TREND_BY_VENUE, AFT_REPORT_SECTION);
  add_panels (page);
  return aft_trend_page_add_table (page, "by-venue", error);
}

/* Groups of which there is only one say nothing. */
static gboolean
add_groups (AftTrendPage *page, AftSlice slice, const char *table, GError **error)
{
  const guint part = AFT_TREND_BY (slice);
  const GPtrArray *groups = page->view->by[slice];

  if (groups == NULL || groups->len < 2)
    return TRUE;
  begin_part (page, part, AFT_REPORT_HEADING);
  aft_trend_page_add_chart (page, part, FALSE);
  return aft_trend_page_add_table (page, table, error);
}

static gboolean
add_when (AftTrendPage *page, GError **error)
{
  begin_section (page, aft_trend_say (page->voice, N_ ("When")));
  aft_trend_page_add_chart (page, AFT_TREND_POINTS, TRUE);
  if (!aft_trend_page_add_table (page, "scores", error)
      || !aft_trend_page_add_table (page, "points", error)
      || !add_groups (page, AFT_SLICE_DAY_PART, "by-day-part", error))
    return FALSE;
  begin_part (page, AFT_TREND_HOURS, AFT_REPORT_HEADING);
  aft_trend_page_add_chart (page, AFT_TREND_HOURS, FALSE);
  return TRUE;
}

static gboolean
add_why (AftTrendPage *page, GError **error)
{
  begin_section (page, aft_trend_say (page->voice, N_ ("Why")));
  begin_part (page, AFT_TREND_ASPECTS, AFT_REPORT_HEADING);
  if (!aft_trend_page_add_table (page, "aspects", error))
    return FALSE;
  begin_part (page, AFT_TREND_DRIVERS, AFT_REPORT_HEADING);
  aft_trend_page_add_chart (page, AFT_TREND_DRIVERS, FALSE);
  return aft_trend_page_add_table (page, "drivers", error);
}

static gboolean
add_who (AftTrendPage *page, GError **error)
{
  begin_section (page, aft_trend_say (page->voice, N_ ("Who")));
  begin_part (page, AFT_TREND_RETURN, AFT_REPORT_HEADING);
  if (!aft_trend_page_add_table (page, "return", error)
      || !add_groups (page, AFT_SLICE_TIER, "by-tier", error)
      || !add_groups (page, AFT_SLICE_LANGUAGE, "by-language", error)
      || !add_groups (page, AFT_SLICE_CHANNEL, "by-channel", error))
    return FALSE;
  begin_part (page, AFT_TREND_ANSWERS, AFT_REPORT_HEADING);
  return aft_trend_page_add_table (page, "answers", error);
}

static gboolean
add_cases (AftTrendPage *page, GError **error)
{
  begin_part (page, AFT_TREND_CASES, AFT_REPORT_SECTION);
  return aft_trend_page_add_table (page, "cases", error)
         && aft_trend_page_add_table (page, "outcomes", error)
         && aft_trend_page_add_table (page, "cases-by-tier", error)
         && aft_trend_page_add_table (page, "cases-by-answer", error);
}

/* -- the whole ---------------------------------------------------------------------------------
 */

gboolean
aft_trend_page_has_answers (const AftTrendPage *page)
{
  return page->view->figure.n > 0 || page->view->answers->begun > 0 || page->view->cases->cases > 0;
}

static gboolean
add_parts (AftTrendPage *page, GError **error)
{
  aft_report_document_begin_page (page->document);
  return add_venues (page, error) && add_when (page, error) && add_why (page, error)
         && add_who (page, error) && add_cases (page, error);
}

static gboolean
add_all (AftTrendPage *page, GError **error)
{
  aft_trend_page_add_front (page);
  if (aft_trend_page_has_answers (page) && !add_parts (page, error))
    return FALSE;
  aft_report_document_begin_page (page->document);
  aft_trend_page_add_method (page);
  return TRUE;
}

static AftReportDocument *
new_document (const AftTrendPage *page)
{
  g_autofree char *period
      = aft_trend_words_dup_period (page->voice, page->view->elapsed, page->view->scope->today);
  g_autofree char *title
      = g_strdup_printf ("%s · %s · %s", page->made->house,
                         aft_trend_say (page->voice, N_ ("Guest satisfaction")), period);
  g_autofree char *made = g_strdup_printf (aft_trend_say (page->voice, N_ ("Made on %s by %s")),
                                           page->made->made, page->made->program);
  const AftReportHead head
      = { .language = page->voice->language,
          .title = title,
          .page_of = aft_trend_say (page->voice, N_ ("Page {page} of {pages}")),
          .made = made,
          .contents = aft_trend_say (page->voice, N_ ("Contents")),
          .made_ms = page->made->made_ms };
  return aft_report_document_new (&head);
}

static AftTrendView *
load_view (AftHouseStore *store,
           const AftTrendScope *scope,
           AftMeasure measure,
           guint parts,
           GError **error)
{
  g_autoptr (AftTrendScope) own = aft_trend_scope_copy (scope);

  own->measure = measure;
  /* What is over is called by its name: "last month" is another when the report is read. */
  if (own->today > own->period.to_day)
    own->today = MIN (own->period.to_day + LONG_AGO, AFT_CALENDAR_LAST_DAY);
  return aft_trend_view_load_sync (store, own, parts, error);
}

static AftReportDocument *
make_document (AftTrendPage *page, GError **error)
{
  g_autoptr (AftReportDocument) document = new_document (page);

  page->document = document;
  return add_all (page, error) ? g_steal_pointer (&document) : NULL;
}

AftReportDocument *
aft_trend_page_new_sync (AftHouseStore *store,
                         const AftTrendVoice *voice,
                         const AftTrendScope *scope,
                         const AftTrendPageMade *made,
                         GError **error)
{
  g_autoptr (AftTrendView) view = load_view (store, scope, AFT_MEASURE_SATISFACTION, PARTS, error);
  g_autoptr (AftTrendView) recommendation = NULL;

  if (view == NULL)
    return NULL;
  recommendation = load_view (store, scope, AFT_MEASURE_RECOMMENDATION, AFT_TREND_FIGURE, error);
  if (recommendation == NULL)
    return NULL;
  AftTrendPage page
      = { .voice = voice, .view = view, .recommendation = recommendation, .made = made };
  return make_document (&page, error);
}
