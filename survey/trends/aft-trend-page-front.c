/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Page one of the report, which has to do for somebody who reads no further: the sentence, three
 * figures with their intervals and numbers of answers, the line, the reasons, and a line each on
 * who is being lost and what was done. Whatever is not known says so instead of a figure. */
#include "aft-trend-page-private.h"

#define FIGURES 3

/* The texts of a large figure, of which the document makes its own copies. */
typedef struct
{
  char *value;
  char *range;
  char *note;
} Texts;

static void
texts_clear (Texts *texts)
{
  g_clear_pointer (&texts->value, g_free);
  g_clear_pointer (&texts->range, g_free);
  g_clear_pointer (&texts->note, g_free);
}

/* -- large figures -----------------------------------------------------------------------------
 */

/* One end of an interval, as the figure itself is written. */
static char *
dup_end (AftMeasure measure, double value)
{
  if (measure == AFT_MEASURE_RECOMMENDATION)
    return g_strdup_printf ("%+.0f", value);
  return g_strdup_printf ("%.0f %%", value * 100);
}

static char *
dup_range (const AftTrendPage *page, AftMeasure measure, const AftFigure *figure)
{
  g_autofree char *low = dup_end (measure, figure->low);
  g_autofree char *high = dup_end (measure, figure->high);
  g_autofree char *count = aft_trend_dup_count (figure->n);

  return g_strdup_printf (aft_trend_say (page->voice, N_ ("%1$s to %2$s, %3$s answers")), low, high,
                          count);
}

static char *
dup_figure (const AftTrendPage *page, AftMeasure measure, const AftFigure *figure)
{
  if (measure == AFT_MEASURE_RETURN)
    return aft_trend_words_dup_share (page->voice, figure);
  return aft_trend_words_dup_figure (page->voice, measure, figure);
}

/* @before: of the period before; NULL: it was not reckoned. */
static AftReportFigure
make_figure (const AftTrendPage *page,
             AftMeasure measure,
             const AftFigure *figure,
             const AftFigure *before,
             Texts *texts)
{
  g_autofree char *said = dup_figure (page, measure, figure);

  texts->value = figure->is_known ? g_strdup (said) : g_strdup ("—");
  if (figure->is_known)
    texts->range = dup_range (page, measure, figure);
  else
    texts->range = figure->n > 0 ? g_strdup (said)
                                 : g_strdup (aft_trend_say (page->voice, N_ ("no answers")));
  if (before != NULL && before->is_known)
    {
      g_autofree char *was = dup_figure (page, measure, before);
      texts->note = aft_trend_page_dup_pair (
          page, aft_trend_say (page->voice, N_ ("the period before")), was);
    }
  return (AftReportFigure){ .label = aft_trend_words_get_measure (page->voice, measure),
                            .value = texts->value,
                            .range = texts->range,
                            .note = texts->note };
}

static void
add_figures (AftTrendPage *page)
{
  const AftTrendView *view = page->view;
  const AftTrendView *other = page->recommendation;
  Texts texts[FIGURES] = { { NULL, NULL, NULL } };
  const AftReportFigure figures[FIGURES]
      = { make_figure (page, AFT_MEASURE_SATISFACTION, &view->figure, &view->before, &texts[0]),
          make_figure (page, AFT_MEASURE_RECOMMENDATION, &other->figure, &other->before, &texts[1]),
          make_figure (page, AFT_MEASURE_RETURN, &view->returning->shares[0], NULL, &texts[2]) };

  aft_report_document_add_figures (page->document, figures, FIGURES);
  for (guint i = 0; i < FIGURES; i++)
    texts_clear (&texts[i]);
}

/* -- the rest ----------------------------------------------------------------------------------
 */

static void
add_title (AftTrendPage *page)
{
  const AftPeriod elapsed = page->view->elapsed;
  g_autofree char *period
      = aft_trend_words_dup_period (page->voice, elapsed, page->view->scope->today);
  g_autofree char *title = aft_trend_page_dup_pair (
      page, aft_trend_say (page->voice, N_ ("Guest satisfaction")), period);
  g_autofree char *scope = aft_trend_words_dup_scope (page->voice, page->view);
  g_autofree char *from = aft_calendar_day_to_text (elapsed.from_day);
  g_autofree char *to = aft_calendar_day_to_text (elapsed.to_day);
  g_autofree char *under
      = g_strdup_printf ("%s · %s · %s – %s", page->made->house, scope, from, to);

  aft_report_document_add_text (page->document, AFT_REPORT_TITLE, title);
  aft_report_document_add_text (page->document, AFT_REPORT_NOTE, under);
}

static char *
dup_losses (const AftTrendPage *page)
{
  g_autofree char *said
      = aft_trend_words_dup_part_sentence (page->voice, page->view, AFT_TREND_RETURN);
  const guint64 lost = page->view->cases->ends[AFT_TREND_CASE_LOST];

  if (lost == 0)
    return g_steal_pointer (&said);
  g_autofree char *count = aft_trend_dup_count (lost);
  g_autofree char *cases = g_strdup_printf (
      aft_trend_say (page->voice, N_ ("Cases that ended with the guest lost: %s.")), count);
  return g_strdup_printf (page->voice->language == AFT_LANGUAGE_EN ? "%s %s" : "%s%s", said, cases);
}

static void
add_facts (AftTrendPage *page)
{
  g_autofree char *reasons
      = aft_trend_words_dup_part_sentence (page->voice, page->view, AFT_TREND_ASPECTS);
  g_autofree char *losses = dup_losses (page);
  g_autofree char *cases
      = aft_trend_words_dup_part_sentence (page->voice, page->view, AFT_TREND_CASES);
  const AftReportFact facts[] = { { aft_trend_say (page->voice, N_ ("Why")), reasons },
                                  { aft_trend_say (page->voice, N_ ("Who is being lost")), losses },
                                  { aft_trend_say (page->voice, N_ ("What was done")), cases } };

  aft_report_document_add_facts (page->document, facts, G_N_ELEMENTS (facts));
}

void
aft_trend_page_add_front (AftTrendPage *page)
{
  g_autofree char *sentence = aft_trend_words_dup_sentence (page->voice, page->view);

  add_title (page);
  aft_report_document_add_text (page->document, AFT_REPORT_LEAD, sentence);
  add_figures (page);
  if (!aft_trend_page_has_answers (page))
    {
      aft_report_document_add_text (
          page->document, AFT_REPORT_TEXT,
          aft_trend_say (page->voice, N_ ("Answers come from the kiosks, and from phones by the "
                                          "codes on the tables. Whether a kiosk is there, and "
                                          "sends, is said on the page of kiosks.")));
      return;
    }
  aft_trend_page_add_chart (page, AFT_TREND_POINTS, FALSE);
  add_facts (page);
  aft_trend_page_add_chart (page, AFT_TREND_ASPECTS, FALSE);
}
