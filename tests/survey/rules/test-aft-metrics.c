/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three metrics: where their scales are cut, and what the figures are. */
#include <math.h>
#include <string.h>

#include "aft-metrics.h"

static AftMetricTally
make_tally (AftMetricKind kind, const guint *counts, guint size)
{
  AftMetricTally tally = aft_metrics_tally_start (kind);

  for (guint i = 0; i < size; i++)
    g_assert_true (
        aft_metrics_tally_add_count (&tally, aft_metrics_get_minimum (kind) + (int) i, counts[i]));
  return tally;
}

static void
assert_figure (const AftMetricTally *tally, guint64 n, double figure)
{
  AftMetricResult result = aft_metrics_compute (tally);

  g_assert_true (result.is_known);
  g_assert_cmpuint (result.n, ==, n);
  g_assert_cmpfloat_with_epsilon (result.figure, figure, 1e-12);
}

static void
test_csat_is_the_share_of_the_two_best_faces (void)
{
  static const guint counts[] = { 1, 2, 3, 4, 6 };
  AftMetricTally tally = make_tally (AFT_METRIC_CSAT, counts, G_N_ELEMENTS (counts));

  assert_figure (&tally, 16, 62.5);
}

static void
test_nps_is_promoters_less_detractors (void)
{
  static const guint counts[] = { 1, 0, 0, 1, 0, 1, 1, 2, 4, 5, 5 };
  AftMetricTally tally = make_tally (AFT_METRIC_NPS, counts, G_N_ELEMENTS (counts));

  assert_figure (&tally, 20, 30);
}

static void
test_nps_runs_from_minus_to_plus_a_hundred (void)
{
  AftMetricTally detractors = aft_metrics_tally_start (AFT_METRIC_NPS);
  AftMetricTally promoters = detractors;
  AftMetricTally passives = detractors;

  g_assert_true (aft_metrics_tally_add (&detractors, 6));
  g_assert_true (aft_metrics_tally_add (&promoters, 9));
  g_assert_true (aft_metrics_tally_add (&passives, 7));
  assert_figure (&detractors, 1, -100);
  assert_figure (&promoters, 1, 100);
  assert_figure (&passives, 1, 0);
}

static void
test_ces_is_the_mean (void)
{
  static const guint counts[] = { 1, 0, 0, 0, 0, 0, 2 };
  AftMetricTally tally = make_tally (AFT_METRIC_CES, counts, G_N_ELEMENTS (counts));

  assert_figure (&tally, 3, 5);
}

static void
test_no_answer_gives_no_figure (void)
{
  for (guint kind = 0; kind < AFT_METRIC_KINDS; kind++)
    {
      AftMetricTally tally = aft_metrics_tally_start ((AftMetricKind) kind);
      AftMetricResult result = aft_metrics_compute (&tally);

      g_assert_false (result.is_known);
      g_assert_cmpuint (result.n, ==, 0);
      g_assert_cmpfloat (result.figure, ==, 0);
    }
}

static void
test_a_score_off_the_scale_is_not_counted (void)
{
  static const double scores[] = { -1, 0.5, 11, 4.000001, NAN, INFINITY, -INFINITY, 1e300 };
  AftMetricClass class = AFT_METRIC_CLASS_MIDDLE;

  for (guint kind = 0; kind < AFT_METRIC_KINDS; kind++)
    {
      AftMetricTally tally = aft_metrics_tally_start ((AftMetricKind) kind);

      for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
        {
          g_assert_false (aft_metrics_tally_add (&tally, scores[i]));
          g_assert_false (aft_metrics_classify ((AftMetricKind) kind, scores[i], &class));
        }
      g_assert_cmpuint (aft_metrics_compute (&tally).n, ==, 0);
    }
  g_assert_false (aft_metrics_classify (AFT_METRIC_CSAT, 0, &class));
  g_assert_false (aft_metrics_classify (AFT_METRIC_CSAT, 6, &class));
  g_assert_false (aft_metrics_classify (AFT_METRIC_CES, 8, &class));
  g_assert_cmpint (class, ==, AFT_METRIC_CLASS_MIDDLE);
}

/* One letter a score from the least on: l(ow), m(iddle), h(igh). */
static void
assert_classes (AftMetricKind kind, const char *expected)
{
  for (int i = 0; expected[i] != '\0'; i++)
    {
      AftMetricClass class;

      g_assert_true (aft_metrics_classify (kind, aft_metrics_get_minimum (kind) + i, &class));
      g_assert_cmpint ("lmh"[class], ==, expected[i]);
    }
  g_assert_cmpint (aft_metrics_get_minimum (kind) + (int) strlen (expected) - 1, ==,
                   aft_metrics_get_maximum (kind));
}

static void
test_each_score_has_its_class (void)
{
  assert_classes (AFT_METRIC_CSAT, "llmhh");
  assert_classes (AFT_METRIC_NPS, "lllllllmmhh");
  assert_classes (AFT_METRIC_CES, "lllmhhh");
}

static void
test_classes_and_kinds_have_the_trades_names (void)
{
  static const char *const kinds[] = { "csat", "nps", "ces" };
  static const char *const classes[][3] = { { "dissatisfied", "neutral", "satisfied" },
                                            { "detractor", "passive", "promoter" },
                                            { "hard", "neither", "easy" } };

  for (guint i = 0; i < AFT_METRIC_KINDS; i++)
    {
      AftMetricKind kind = (AftMetricKind) 99;

      g_assert_true (aft_metrics_kind_from_text (kinds[i], &kind));
      g_assert_cmpint (kind, ==, i);
      g_assert_cmpstr (aft_metrics_kind_to_text (kind), ==, kinds[i]);
      for (guint class = 0; class < 3; class ++)
        g_assert_cmpstr (aft_metrics_class_to_text (kind, (AftMetricClass) class), ==,
                         classes[i][class]);
    }
}

static void
test_other_names_are_no_metrics (void)
{
  static const char *const texts[] = { NULL, "", "CSAT", "nps ", "cs", "effort" };
  AftMetricKind kind = AFT_METRIC_NPS;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (aft_metrics_kind_from_text (texts[i], &kind));
  g_assert_cmpint (kind, ==, AFT_METRIC_NPS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/metrics/csat-is-the-share-of-the-two-best-faces",
                   test_csat_is_the_share_of_the_two_best_faces);
  g_test_add_func ("/rules/metrics/nps-is-promoters-less-detractors",
                   test_nps_is_promoters_less_detractors);
  g_test_add_func ("/rules/metrics/nps-runs-from-minus-to-plus-a-hundred",
                   test_nps_runs_from_minus_to_plus_a_hundred);
  g_test_add_func ("/rules/metrics/ces-is-the-mean", test_ces_is_the_mean);
  g_test_add_func ("/rules/metrics/no-answer-gives-no-figure", test_no_answer_gives_no_figure);
  g_test_add_func ("/rules/metrics/a-score-off-the-scale-is-not-counted",
                   test_a_score_off_the_scale_is_not_counted);
  g_test_add_func ("/rules/metrics/each-score-has-its-class", test_each_score_has_its_class);
  g_test_add_func ("/rules/metrics/classes-and-kinds-have-the-trades-names",
                   test_classes_and_kinds_have_the_trades_names);
  g_test_add_func ("/rules/metrics/other-names-are-no-metrics", test_other_names_are_no_metrics);
  return g_test_run ();
}
