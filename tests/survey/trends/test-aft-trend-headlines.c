/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of each part: of what stands out by name, of what does not that it does not, and of
 * too little that it is too little. */
#include "aft-trend-words.h"

typedef struct
{
  AftCatalogue *catalogue;
  AftTrendVoice voice;
  AftTrendView *view;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  GBytes *contents[AFT_LANGUAGES] = { NULL };
  fixture->catalogue = aft_catalogue_new (contents, &error);
  g_assert_no_error (error);
  fixture->voice = (AftTrendVoice){ fixture->catalogue, AFT_LANGUAGE_EN };
  fixture->view = g_new0 (AftTrendView, 1);
  fixture->view->scope = aft_trend_scope_new (20748);
  fixture->view->suppressed = g_array_new (FALSE, TRUE, sizeof (AftTrendSuppressed));
  fixture->view->figure
      = (AftFigure){ .is_known = TRUE, .n = 900, .value = .8, .low = .77, .high = .83 };
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  aft_trend_view_free (fixture->view);
  aft_catalogue_unref (fixture->catalogue);
}

static void
expect (const Fixture *fixture, guint part, const char *expected)
{
  g_autofree char *text = aft_trend_words_dup_part_sentence (&fixture->voice, fixture->view, part);
  g_assert_cmpstr (text, ==, expected);
}

static AftFigure
share_of (guint64 hits, guint64 n)
{
  AftSample sample = aft_sample_of_share (hits, n);
  return aft_figure_of (&sample, AFT_FIGURE_ENOUGH);
}

static void
add_group (GPtrArray *groups, const char *name, guint64 hits, AftTrendVerdict verdict)
{
  AftTrendGroup *group = g_new0 (AftTrendGroup, 1);
  group->name = g_strdup (name);
  group->figure = share_of (hits, 100);
  group->others.verdict = verdict;
  g_ptr_array_add (groups, group);
}

static void
test_groups (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_trend_group_free);
  guint part = AFT_TREND_BY (AFT_SLICE_TIER);
  fixture->view->by[AFT_SLICE_TIER] = groups;
  expect (fixture, part, "There is nothing to compare.");
  add_group (groups, "vip", 80, AFT_TREND_SAME);
  expect (fixture, part, "There are not enough answers to compare one with another.");
  add_group (groups, "core", 82, AFT_TREND_CANNOT_TELL);
  expect (fixture, part, "None differs clearly from the others.");
  add_group (groups, "low", 50, AFT_TREND_WORSE);
  expect (fixture, part, "Clearly worse than the others: Occasional guests.");
  add_group (groups, "ordinary", 95, AFT_TREND_BETTER);
  expect (fixture, part,
          "Clearly worse than the others: Occasional guests. Clearly better: Ordinary guests.");
}

static void
test_venues (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_trend_group_free);
  fixture->view->by_venue = groups;
  for (guint i = 0; i < 9; i++)
    add_group (groups, "国贸店", 50, AFT_TREND_WORSE);
  expect (fixture, AFT_TREND_BY_VENUE,
          "Clearly worse than the others: 国贸店, 国贸店, 国贸店, 国贸店, 国贸店.");
}

static void
test_points (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  AftTrendPoint point = { .is_inside = TRUE };
  fixture->view->points = g_array_new (FALSE, TRUE, sizeof point);
  g_array_append_val (fixture->view->points, point);
  expect (fixture, AFT_TREND_POINTS,
          "There are not enough answers before this to say what is ordinary.");
  point.has_limits = TRUE;
  g_array_append_val (fixture->view->points, point);
  expect (fixture, AFT_TREND_POINTS, "All of it lies within what is ordinary for this place.");
  point.signal = AFT_TREND_BELOW;
  g_array_append_val (fixture->view->points, point);
  point.is_inside = FALSE; /* before the period: not of this one */
  g_array_append_val (fixture->view->points, point);
  expect (fixture, AFT_TREND_POINTS, "Points outside of what is ordinary here: 1.");
}

static void
test_hours (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  AftTrendHour hours[7 * 24] = { 0 };
  fixture->view->hours = g_array_new (FALSE, TRUE, sizeof (AftTrendHour));
  expect (fixture, AFT_TREND_HOURS, "No hour has enough answers of its own for a figure.");
  hours[4 * 24 + 18].figure = share_of (76, 100);
  g_array_append_vals (fixture->view->hours, hours, G_N_ELEMENTS (hours));
  expect (fixture, AFT_TREND_HOURS, "No hour of the week stands out.");
  g_array_index (fixture->view->hours, AftTrendHour, 4 * 24 + 19).figure = share_of (120, 200);
  expect (fixture, AFT_TREND_HOURS, "Weakest: Fri 19:00, 60 % ± 7.");
}

static void
add_aspect (GArray *aspects,
            AftAspect name,
            guint64 named,
            double cumulative,
            AftTrendVerdict verdict)
{
  AftTrendAspect aspect = { .aspect = name,
                            .named = named,
                            .figure = share_of (named, 1000),
                            .cumulative = cumulative,
                            .change = { .verdict = verdict } };
  g_array_append_val (aspects, aspect);
}

static void
test_aspects (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GArray *aspects = g_array_new (FALSE, TRUE, sizeof (AftTrendAspect));
  fixture->view->aspects = aspects;
  expect (fixture, AFT_TREND_ASPECTS, "Nothing was named.");
  add_aspect (aspects, AFT_ASPECT_SERVICE, 300, .6, AFT_TREND_WORSE);
  add_aspect (aspects, AFT_ASPECT_FOOD, 150, .9, AFT_TREND_BETTER);
  add_aspect (aspects, AFT_ASPECT_PRICE, 50, 1, AFT_TREND_SAME); /* behind the vital few */
  expect (fixture, AFT_TREND_ASPECTS,
          "Named most: Service 30 % ± 3, Food 15 % ± 2. Clearly more often than before: Service; "
          "clearly less often: Food.");
}

static void
test_drivers (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  AftTrendDrivers *drivers = fixture->view->drivers = g_new0 (AftTrendDrivers, 1);
  AftTrendDriver driver = { AFT_ASPECT_SERVICE, share_of (300, 1000) };
  drivers->drivers = g_array_new (FALSE, TRUE, sizeof driver);
  expect (fixture, AFT_TREND_DRIVERS,
          "There are not enough answers to say what goes with satisfaction.");
  g_array_append_val (drivers->drivers, driver);
  drivers->kind = AFT_TREND_DRIVERS_RATED;
  drivers->answers = 5000;
  expect (fixture, AFT_TREND_DRIVERS,
          "What goes with satisfaction most: Service 30 % ± 3 of the differences between guests "
          "(5,000 answers).");
  drivers->kind = AFT_TREND_DRIVERS_TICKED;
  expect (fixture, AFT_TREND_DRIVERS,
          "Among guests who were not delighted, what goes with a low score most: Service 30 % ± 3 "
          "of the differences between them (5,000 answers).");
  drivers->is_part = TRUE;
  expect (fixture, AFT_TREND_DRIVERS,
          "Among guests who were not delighted, what goes with a low score most: Service 30 % ± 3 "
          "of the differences between them (5,000 answers). Of many answers only the newest are "
          "looked at.");
}

static void
test_cases (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  expect (fixture, AFT_TREND_CASES, "Cases are counted for all answers together only.");
  AftTrendCases *cases = fixture->view->cases = g_new0 (AftTrendCases, 1);
  expect (fixture, AFT_TREND_CASES, "There were no cases.");
  cases->cases = 40;
  cases->ends[AFT_TREND_CASE_RECOVERED] = 30;
  cases->ends[AFT_TREND_CASE_LOST] = 8;
  cases->ends[AFT_TREND_CASE_OPEN] = 2;
  expect (fixture, AFT_TREND_CASES, "Cases: 40; recovered 30, lost 8, still open 2.");
  cases->contact.median = (AftFigure){ .is_known = TRUE, .n = 38, .value = 178 };
  expect (
      fixture, AFT_TREND_CASES,
      "Cases: 40; recovered 30, lost 8, still open 2. Half of them were answered within 3 min.");
  cases->tiers.verdict = AFT_TREND_WORSE;
  expect (fixture, AFT_TREND_CASES,
          "Cases: 40; recovered 30, lost 8, still open 2. Half of them were answered within 3 min. "
          "How soon somebody comes depends on the guest's tier: it should not.");
}

static void
test_answers (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  AftTrendAnswers *answers = fixture->view->answers = g_new0 (AftTrendAnswers, 1);
  expect (fixture, AFT_TREND_ANSWERS, "No exit survey was begun.");
  answers->begun = 1200;
  answers->completion = share_of (1032, 1200);
  expect (fixture, AFT_TREND_ANSWERS, "Exit surveys begun: 1,200, completed: 86 % ± 2.");
  answers->response = share_of (1200, 4000);
  expect (
      fixture, AFT_TREND_ANSWERS,
      "Exit surveys begun: 1,200, completed: 86 % ± 2; of the guests served 30 % ± 1 answered.");
}

static void
test_return (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  AftTrendReturn *returning = fixture->view->returning = g_new0 (AftTrendReturn, 1);
  returning->shares[2] = share_of (2, 12);
  expect (fixture, AFT_TREND_RETURN,
          "There are not enough answers to say how many will not come back.");
  returning->shares[2] = share_of (200, 1000);
  expect (fixture, AFT_TREND_RETURN, "20 % ± 3 say that they will not come back.");
  returning->change.verdict = AFT_TREND_WORSE;
  expect (fixture, AFT_TREND_RETURN,
          "20 % ± 3 say that they will not come back: clearly more than before.");
  returning->change.verdict = AFT_TREND_BETTER;
  expect (fixture, AFT_TREND_RETURN,
          "20 % ± 3 say that they will not come back: clearly fewer than before.");
}

static void
test_notes (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) notes = aft_trend_words_list_notes (&fixture->voice, fixture->view);
  g_assert_cmpuint (notes->len, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (notes, 1), ==,
                   "With fewer than 30 answers no figure is given.");
  fixture->view->scope->few = 1;
  g_autoptr (GPtrArray) fewer = aft_trend_words_list_notes (&fixture->voice, fixture->view);
  g_assert_cmpuint (fewer->len, ==, 3);
}

static void
add (const char *name, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/trends/headlines/groups-that-differ-are-named", test_groups);
  add ("/trends/headlines/no-more-than-five-are", test_venues);
  add ("/trends/headlines/points-of-the-period-alone", test_points);
  add ("/trends/headlines/an-hour-that-is-surely-below-the-whole", test_hours);
  add ("/trends/headlines/the-vital-few-and-what-changed", test_aspects);
  add ("/trends/headlines/drivers-say-of-whom-and-how-many", test_drivers);
  add ("/trends/headlines/cases", test_cases);
  add ("/trends/headlines/answers-of-those-served", test_answers);
  add ("/trends/headlines/who-will-not-come-back", test_return);
  add ("/trends/headlines/notes-say-what-is-hidden", test_notes);
  return g_test_run ();
}
