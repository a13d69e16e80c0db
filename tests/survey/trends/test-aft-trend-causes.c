/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Causes, what became of the answers, who will come back, and measures other than satisfaction,
 * read from a real store against sums that are known beforehand. */
#include <math.h>

#include "aft-house-store-trends.h"
#include "aft-trend-fixture.h"
#include "aft-trend-table.h"

#define TODAY  "2026-11-15"
#define WHOLE  "period=2026-10"
#define NOW    "2026-10-20"
#define BEFORE "2026-09-20"

static void
put (AftTrendFixture *fixture, AftMeasure measure, const char *day, guint place, guint count)
{
  aft_trend_fixture_count (
      fixture, &(AftTrendCount){
                   .measure = measure, .day = day, .place = place, .count = count, .part = 1 });
}

static const AftTrendAspect *
find_aspect (const AftTrendView *view, AftAspect aspect)
{
  for (guint i = 0; i < view->aspects->len; i++)
    if (g_array_index (view->aspects, AftTrendAspect, i).aspect == aspect)
      return &g_array_index (view->aspects, AftTrendAspect, i);
  g_assert_not_reached ();
}

/* -- causes ------------------------------------------------------------------------------------ */

/* 1,000 that went on beyond the tap, then and now. Service 130 to 100: by itself p = 0.036, among
 * nine nothing. Waiting 200 to 100: among any number. */
static void
put_causes (AftTrendFixture *fixture, AftMeasure measure)
{
  static const guint CAUSES[][3]
      = { { AFT_ASPECT_SERVICE, 130, 100 }, { AFT_ASPECT_WAITING, 200, 100 },
          { AFT_ASPECT_FOOD, 80, 80 },      { AFT_ASPECT_PORTION, 50, 50 },
          { AFT_ASPECT_PRICE, 60, 60 },     { AFT_ASPECT_HYGIENE, 40, 40 },
          { AFT_ASPECT_AMBIENCE, 30, 30 },  { AFT_ASPECT_LOCATION, 20, 20 },
          { AFT_ASPECT_OTHER, 300, 300 } };
  for (guint i = 0; i < G_N_ELEMENTS (CAUSES); i++)
    {
      put (fixture, measure, BEFORE, CAUSES[i][0], CAUSES[i][1]);
      put (fixture, measure, NOW, CAUSES[i][0], CAUSES[i][2]);
    }
}

static void
put_answers (AftTrendFixture *fixture, const char *day)
{
  put (fixture, AFT_MEASURE_ANSWERS, day, AFT_ANSWERS_COMPLETE, 700);
  put (fixture, AFT_MEASURE_ANSWERS, day, AFT_ANSWERS_PARTIAL, 300);
  put (fixture, AFT_MEASURE_ANSWERS, day, AFT_ANSWERS_TAP, 500);
}

static void
test_aspects (AftTrendFixture *fixture, gconstpointer unused)
{
  put_causes (fixture, AFT_MEASURE_TROUBLE);
  put_answers (fixture, BEFORE);
  put_answers (fixture, NOW);
  g_autoptr (AftTrendView) view = aft_trend_fixture_view (fixture, WHOLE, TODAY, AFT_TREND_ASPECTS);
  g_assert_cmpuint (view->aspects_base, ==, 1000);
  g_assert_cmpuint (view->aspects->len, ==, AFT_ASPECTS);
  const AftTrendAspect *service = find_aspect (view, AFT_ASPECT_SERVICE);
  const AftTrendAspect *waiting = find_aspect (view, AFT_ASPECT_WAITING);
  g_assert_cmpfloat_with_epsilon (service->figure.value, .1, 1e-12);
  g_assert_cmpfloat_with_epsilon (service->before.value, .13, 1e-12);
  g_assert_cmpfloat_with_epsilon (service->change.difference.value, -.03, 1e-12);
  g_assert_cmpfloat (service->change.p, >, .05);
  g_assert_cmpint (service->change.verdict, !=, AFT_TREND_BETTER);
  g_assert_cmpint (waiting->change.verdict, ==, AFT_TREND_BETTER);
  g_assert_cmpfloat (waiting->change.p, <, 1e-6);
  /* Something else is last though it is named most; all together are everything: 780. */
  const AftTrendAspect *last = &g_array_index (view->aspects, AftTrendAspect, AFT_ASPECTS - 1);
  g_assert_cmpint (last->aspect, ==, AFT_ASPECT_OTHER);
  g_assert_cmpfloat_with_epsilon (last->cumulative, 1, 1e-12);
  const AftTrendAspect *first = &g_array_index (view->aspects, AftTrendAspect, 0);
  g_assert_cmpuint (first->named, ==, 100);
  g_assert_cmpfloat_with_epsilon (first->cumulative, 100. / 780, 1e-12);
}

/* Alone it would have been called a change: that is what the family is for. */
static void
test_alone (AftTrendFixture *fixture, gconstpointer unused)
{
  put (fixture, AFT_MEASURE_TROUBLE, BEFORE, AFT_ASPECTS, 130);
  put (fixture, AFT_MEASURE_TROUBLE, NOW, AFT_ASPECTS, 100);
  put_answers (fixture, BEFORE);
  put_answers (fixture, NOW);
  g_autoptr (AftTrendView) view
      = aft_trend_fixture_view (fixture, WHOLE "&measure=trouble", TODAY, 0);
  g_assert_cmpuint (view->figure.n, ==, 1000);
  g_assert_cmpfloat_with_epsilon (view->figure.value, .1, 1e-12);
  g_assert_cmpfloat (view->change.p, <, .05);
  g_assert_cmpint (view->change.verdict, ==, AFT_TREND_BETTER);
}

/* Out of the complaints, each of which may name several; as a figure out of the surveys begun. */
static void
test_complaints (AftTrendFixture *fixture, gconstpointer unused)
{
  put_answers (fixture, NOW);
  put (fixture, AFT_MEASURE_COMPLAINTS, NOW, AFT_ASPECTS, 60);
  put (fixture, AFT_MEASURE_COMPLAINTS, NOW, AFT_ASPECT_HYGIENE, 45);
  put (fixture, AFT_MEASURE_COMPLAINTS, NOW, AFT_ASPECT_FOOD, 30);
  g_autoptr (AftTrendView) view
      = aft_trend_fixture_view (fixture, WHOLE "&measure=complaints", TODAY,
                                AFT_TREND_ASPECTS | AFT_TREND_BY (AFT_SLICE_DAY_PART));
  g_assert_cmpuint (view->figure.n, ==, 1500);
  g_assert_cmpfloat_with_epsilon (view->figure.value, .04, 1e-12);
  g_assert_cmpuint (view->aspects_base, ==, 60);
  g_assert_cmpfloat_with_epsilon (find_aspect (view, AFT_ASPECT_HYGIENE)->figure.value, .75, 1e-12);
  const AftTrendGroup *lunch = aft_trend_fixture_group (view->by[AFT_SLICE_DAY_PART], "lunch");
  g_assert_cmpfloat_with_epsilon (lunch->figure.value, .04, 1e-12);
  g_assert_cmpuint (lunch->figure.n, ==, 1500);
}

static void
test_rated (AftTrendFixture *fixture, gconstpointer unused)
{
  put_causes (fixture, AFT_MEASURE_TROUBLE);
  put_answers (fixture, NOW);
  put (fixture, AFT_MEASURE_ASPECT + AFT_ASPECT_FOOD, NOW, 5, 30);
  put (fixture, AFT_MEASURE_ASPECT + AFT_ASPECT_FOOD, NOW, 3, 10);
  put (fixture, AFT_MEASURE_ASPECT + AFT_ASPECT_PRICE, NOW, 5, 29);
  g_autoptr (AftTrendView) view = aft_trend_fixture_view (fixture, WHOLE, TODAY, AFT_TREND_ASPECTS);
  g_assert_cmpfloat_with_epsilon (find_aspect (view, AFT_ASPECT_FOOD)->rated.value, .75, 1e-12);
  g_assert_false (find_aspect (view, AFT_ASPECT_PRICE)->rated.is_known);
  g_assert_cmpuint (find_aspect (view, AFT_ASPECT_SERVICE)->rated.n, ==, 0);
  g_assert_cmpint (find_aspect (view, AFT_ASPECT_SERVICE)->change.verdict, ==, AFT_TREND_NOT_KNOWN);
}

/* -- what became of the answers ---------------------------------------------------------------- */

/* Begun: 60 + 25 + 15. */
static void
test_rates (AftTrendFixture *fixture, gconstpointer unused)
{
  static const guint COUNTS[] = { 60, 25, 15, 40, 3, 4, 2, 10 };
  for (guint i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    put (fixture, AFT_MEASURE_ANSWERS, NOW, i, COUNTS[i]);
  put (fixture, AFT_MEASURE_ANSWERS, "2026-11-01", AFT_ANSWERS_COMPLETE, 1000);
  put (fixture, AFT_MEASURE_ANSWERS, "2026-09-30", AFT_ANSWERS_COMPLETE, 1000);
  g_autoptr (AftTrendView) view = aft_trend_fixture_view (fixture, WHOLE, TODAY, AFT_TREND_ANSWERS);
  const AftTrendAnswers *answers = view->answers;
  g_assert_cmpuint (answers->begun, ==, 100);
  g_assert_cmpuint (answers->completion.n, ==, 100);
  g_assert_cmpfloat_with_epsilon (answers->completion.value, .6, 1e-12);
  g_assert_cmpuint (answers->abandonment.n, ==, 85);
  g_assert_cmpfloat_with_epsilon (answers->abandonment.value, 25. / 85, 1e-12);
  g_assert_cmpuint (answers->complaint.n, ==, 100);
  g_assert_cmpfloat_with_epsilon (answers->complaint.value, .4, 1e-12);
  g_assert_cmpuint (answers->doubtful.n, ==, 159);
  g_assert_cmpfloat_with_epsilon (answers->doubtful.value, 10. / 159, 1e-12);
  g_assert_cmpuint (answers->served, ==, 0);
  g_assert_false (answers->response.is_known);
}

static void
serve (AftTrendFixture *fixture, guint venue, const char *day, guint32 guests)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) served = g_array_new (FALSE, FALSE, sizeof (AftHouseServed));
  AftHouseServed item = { fixture->venues[venue], aft_trend_fixture_day (day), guests };
  g_array_append_val (served, item);
  g_assert_true (
      aft_house_store_put_served_sync (fixture->house.store, served, "user:test", &error));
}

/* 50 of 100 guests and 30 of 140; of the day that nobody told, nothing. */
static void
test_served (AftTrendFixture *fixture, gconstpointer unused)
{
  g_autofree char *first = aft_id_to_text (&fixture->venues[0]);
  g_autofree char *query = g_strdup_printf (WHOLE "&venue=%s", first);
  put (fixture, AFT_MEASURE_ANSWERS, "2026-10-03", AFT_ANSWERS_COMPLETE, 40);
  put (fixture, AFT_MEASURE_ANSWERS, "2026-10-03", AFT_ANSWERS_TAP, 10);
  put (fixture, AFT_MEASURE_ANSWERS, "2026-10-03", AFT_ANSWERS_COMPLAINT, 7);
  put (fixture, AFT_MEASURE_ANSWERS, "2026-10-04", AFT_ANSWERS_COMPLETE, 500);
  aft_trend_fixture_count (
      fixture, &(AftTrendCount){
                   .venue = 1, .day = "2026-10-03", .place = AFT_ANSWERS_PARTIAL, .count = 30 });
  serve (fixture, 0, "2026-10-03", 100);
  serve (fixture, 1, "2026-10-03", 140);
  serve (fixture, 0, "2026-09-30", 5000);
  g_autoptr (AftTrendView) whole
      = aft_trend_fixture_view (fixture, WHOLE, TODAY, AFT_TREND_ANSWERS);
  g_autoptr (AftTrendView) one = aft_trend_fixture_view (fixture, query, TODAY, AFT_TREND_ANSWERS);
  g_assert_cmpuint (whole->answers->served, ==, 240);
  g_assert_cmpuint (whole->answers->served_days, ==, 2);
  g_assert_cmpfloat_with_epsilon (whole->answers->response.value, 80. / 240, 1e-12);
  g_assert_cmpuint (one->answers->served, ==, 100);
  g_assert_cmpfloat_with_epsilon (one->answers->response.value, .5, 1e-12);
}

/* Somebody mistyped: more answers than guests are no rate. */
static void
test_more_than_served (AftTrendFixture *fixture, gconstpointer unused)
{
  put (fixture, AFT_MEASURE_ANSWERS, NOW, AFT_ANSWERS_COMPLETE, 101);
  serve (fixture, 0, NOW, 100);
  g_autoptr (AftTrendView) view = aft_trend_fixture_view (fixture, WHOLE, TODAY, AFT_TREND_ANSWERS);
  g_assert_false (view->answers->response.is_known);
  g_assert_cmpuint (view->answers->served, ==, 100);
}

/* -- who will come back ------------------------------------------------------------------------ */

static void
test_return (AftTrendFixture *fixture, gconstpointer unused)
{
  static const guint COUNTS[][2] = { { 50, 70 }, { 20, 20 }, { 30, 10 } };
  for (guint i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    {
      put (fixture, AFT_MEASURE_RETURN, BEFORE, i, COUNTS[i][0]);
      put (fixture, AFT_MEASURE_RETURN, NOW, i, COUNTS[i][1]);
    }
  g_autoptr (AftTrendView) view
      = aft_trend_fixture_view (fixture, WHOLE "&measure=return", TODAY, AFT_TREND_RETURN);
  g_assert_cmpfloat_with_epsilon (view->figure.value, .7, 1e-12);
  g_assert_cmpint (view->change.verdict, ==, AFT_TREND_BETTER);
  g_assert_cmpfloat_with_epsilon (view->returning->shares[1].value, .2, 1e-12);
  g_assert_cmpfloat_with_epsilon (view->returning->shares[2].value, .1, 1e-12);
  g_assert_cmpuint (view->returning->shares[2].n, ==, 100);
  g_assert_cmpfloat_with_epsilon (view->returning->change.difference.value, -.2, 1e-12);
  g_assert_cmpint (view->returning->change.verdict, ==, AFT_TREND_BETTER); /* fewer */
}

static void
test_return_of_few (AftTrendFixture *fixture, gconstpointer unused)
{
  put (fixture, AFT_MEASURE_SATISFACTION, NOW, 5, 100);
  put (fixture, AFT_MEASURE_RETURN, NOW, 0, 28);
  put (fixture, AFT_MEASURE_RETURN, NOW, 2, 1);
  g_autoptr (AftTrendView) part
      = aft_trend_fixture_view (fixture, WHOLE "&tier=unknown", TODAY, AFT_TREND_RETURN);
  g_autoptr (AftTrendView) whole = aft_trend_fixture_view (fixture, WHOLE, TODAY, AFT_TREND_RETURN);
  g_assert_false (part->is_hidden);
  g_assert_cmpuint (part->returning->counts[0], ==, 0);
  g_assert_cmpuint (part->returning->counts[2], ==, 0);
  g_assert_cmpuint (whole->returning->counts[2], ==, 1);
  g_assert_false (whole->returning->shares[2].is_known);
}

/* -- measures ---------------------------------------------------------------------------------- */

/* 60 promoters, 20 passives, 20 detractors; 50 with 6 and 50 with 3. */
static void
test_scales (AftTrendFixture *fixture, gconstpointer unused)
{
  put (fixture, AFT_MEASURE_RECOMMENDATION, NOW, 10, 40);
  put (fixture, AFT_MEASURE_RECOMMENDATION, NOW, 9, 20);
  put (fixture, AFT_MEASURE_RECOMMENDATION, NOW, 8, 20);
  put (fixture, AFT_MEASURE_RECOMMENDATION, NOW, 6, 15);
  put (fixture, AFT_MEASURE_RECOMMENDATION, NOW, 0, 5);
  put (fixture, AFT_MEASURE_EFFORT, NOW, 6, 50);
  put (fixture, AFT_MEASURE_EFFORT, NOW, 3, 50);
  put (fixture, AFT_MEASURE_ASPECT + AFT_ASPECT_HYGIENE, NOW, 4, 45);
  put (fixture, AFT_MEASURE_ASPECT + AFT_ASPECT_HYGIENE, NOW, 2, 5);
  g_autoptr (AftTrendView) balance
      = aft_trend_fixture_view (fixture, WHOLE "&measure=recommendation", TODAY, 0);
  g_autoptr (AftTrendView) effort
      = aft_trend_fixture_view (fixture, WHOLE "&measure=effort", TODAY, 0);
  g_autoptr (AftTrendView) clean
      = aft_trend_fixture_view (fixture, WHOLE "&measure=aspect-hygiene", TODAY, 0);
  g_assert_cmpfloat_with_epsilon (balance->figure.value, 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (effort->figure.value, 4.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (clean->figure.value, .9, 1e-12);
  g_assert_cmpfloat (balance->figure.low, <, 40);
  g_assert_cmpfloat (effort->figure.high, >, 4.5);
}

static AftCatalogue *
make_catalogue (void)
{
  g_autoptr (GError) error = NULL;
  GBytes *contents[AFT_LANGUAGES] = { NULL };
  AftCatalogue *catalogue = aft_catalogue_new (contents, &error);
  g_assert_no_error (error);
  return catalogue;
}

static void
assert_table (const AftTrendVoice *voice, const AftTrendView *view, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTrendTable) table = aft_trend_table_new (voice, view, id, &error);
  g_assert_no_error (error);
  for (guint row = 0; row < table->rows->len; row++)
    for (guint column = 0; column < table->columns->len; column++)
      {
        const AftTrendCell *cell = aft_trend_table_get_cell (table, row, column);
        g_autofree char *text = aft_trend_table_dup_cell_text (voice, table, row, column);
        g_assert_nonnull (text);
        g_assert_true (!cell->is_hidden || (isnan (cell->number) && cell->text == NULL));
      }
}

/* Thousands of answers, a handful, and none. */
static void
test_every_table (AftTrendFixture *fixture, gconstpointer unused)
{
  static const guint COUNTS[] = { 0, 3, 4000 };
  const char *const *ids = aft_trend_table_get_ids ();
  g_autoptr (AftCatalogue) catalogue = make_catalogue ();
  AftTrendVoice voice = { catalogue, AFT_LANGUAGE_EN };
  for (guint i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    for (gint measure = 0; measure < AFT_MEASURE_END; measure++)
      {
        g_autoptr (AftTrendScope) scope = aft_trend_fixture_ask (fixture, WHOLE, TODAY);
        if (measure > AFT_MEASURE_RETURN && measure < AFT_MEASURE_ASPECT)
          continue;
        scope->measure = (AftMeasure) measure;
        for (guint venue = 0; COUNTS[i] > 0 && venue < 2; venue++)
          aft_trend_fixture_count (fixture, &(AftTrendCount){ .venue = venue,
                                                              .measure = (AftMeasure) measure,
                                                              .day = NOW,
                                                              .place = 1,
                                                              .tier = (AftTier) (venue * 4),
                                                              .count = COUNTS[i] / (venue + 1) });
        g_autoptr (AftTrendView) view
            = aft_trend_fixture_load (fixture, scope, AFT_TREND_ALL_PARTS);
        for (gsize j = 0; ids[j] != NULL; j++)
          assert_table (&voice, view, ids[j]);
      }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/trends/load/" path, AftTrendFixture, NULL, aft_trend_fixture_set_up, function,     \
              aft_trend_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("causes-are-judged-as-one-family", test_aspects);
  ADD ("one-figure-is-judged-alone", test_alone);
  ADD ("complaints-are-out-of-surveys-and-causes-out-of-complaints", test_complaints);
  ADD ("a-cause-has-its-score-where-the-survey-asks", test_rated);
  ADD ("rates-have-what-they-are-out-of", test_rates);
  ADD ("the-response-rate-is-of-days-that-were-told", test_served);
  ADD ("more-answers-than-guests-are-no-rate", test_more_than_served);
  ADD ("fewer-who-will-not-return-is-better", test_return);
  ADD ("of-a-small-part-nobody-s-return-is-told", test_return_of_few);
  ADD ("each-measure-has-its-own-scale", test_scales);
  ADD ("every-table-is-there-for-every-measure", test_every_table);
  return g_test_run ();
}
