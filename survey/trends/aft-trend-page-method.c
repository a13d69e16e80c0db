/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last page of the report: how its figures are made, for somebody who has never heard of an
 * interval. Says what holds for this report; how it is reckoned is survey/stats. */
#include "aft-trend-page-private.h"

/* In the order of the page: what it is called and what it means. The first are the measures
 * themselves. */
static const struct
{
  const char *label;
  const char *text;
} meanings[] = {
  { NULL, N_ ("The share of guests who chose 4 or 5 of the five faces when they were "
              "asked about the whole visit.") },
  { NULL,
    N_ ("Of those asked from 0 to 10: the percentage who said 9 or 10, less the percentage who "
        "said 0 to 6. From −100 to +100.") },
  { N_ ("Answers"), N_ ("How many answers a figure is made of. The more there are, the closer it "
                        "is to what all guests think.") },
  { N_ ("Clearly better, clearly worse"),
    N_ ("Said only where chance alone would show so large a difference less than once in twenty "
        "times; where many groups are compared, it is asked for more.") },
  { N_ ("The lines in the chart"),
    N_ ("As long as nothing but chance is at work, nearly every point lies between the control "
        "limits. A marked point is beyond them, or one of a row of small steps in one "
        "direction.") },
  { N_ ("Who did not answer"),
    N_ ("The figures are of those who answered. Whether the others think alike cannot be seen in "
        "them.") },
};

static void
add_meanings (AftTrendPage *page)
{
  static const AftMeasure measures[] = { AFT_MEASURE_SATISFACTION, AFT_MEASURE_RECOMMENDATION };
  AftReportFact facts[G_N_ELEMENTS (meanings)];

  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    {
      facts[i].label = i < G_N_ELEMENTS (measures)
                           ? aft_trend_words_get_measure (page->voice, measures[i])
                           : aft_trend_say (page->voice, meanings[i].label);
      facts[i].text = aft_trend_say (page->voice, meanings[i].text);
    }
  aft_report_document_add_facts (page->document, facts, G_N_ELEMENTS (facts));
}

static void
add_notes (AftTrendPage *page)
{
  g_autoptr (GPtrArray) notes = aft_trend_words_list_notes (page->voice, page->view);

  if (notes->len > 0)
    aft_report_document_add_text (page->document, AFT_REPORT_HEADING,
                                  aft_trend_say (page->voice, N_ ("In this report")));
  for (guint i = 0; i < notes->len; i++)
    aft_report_document_add_text (page->document, AFT_REPORT_TEXT, notes->pdata[i]);
}

void
aft_trend_page_add_method (AftTrendPage *page)
{
  g_autofree char *made = g_strdup_printf (aft_trend_say (page->voice, N_ ("Made on %s by %s")),
                                           page->made->made, page->made->program);

  aft_report_document_add_text (page->document, AFT_REPORT_SECTION,
                                aft_trend_say (page->voice, N_ ("How these figures are made")));
  add_meanings (page);
  add_notes (page);
  aft_report_document_add_text (page->document, AFT_REPORT_NOTE, made);
}
