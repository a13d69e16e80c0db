/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tables say of houses large and small, read from a real store: each figure with its interval,
 * nothing of a handful in any of them, and gaps that stay gaps. */
#include <math.h>

#include "aft-interval.h"
#include "aft-trend-fixture.h"
#include "aft-trend-table.h"

#define TODAY "2026-11-15"
#define WHOLE "period=2026-10"
#define DAY   "2026-10-20"
#define MANY  200

typedef struct
{
  AftTrendFixture base; /* first */
  AftCatalogue *catalogue;
  AftTrendVoice voice;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  GBytes *contents[AFT_LANGUAGES] = { NULL };
  aft_trend_fixture_set_up (&fixture->base, unused);
  fixture->catalogue = aft_catalogue_new (contents, &error);
  g_assert_no_error (error);
  fixture->voice = (AftTrendVoice){ fixture->catalogue, AFT_LANGUAGE_EN };
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_catalogue_unref (fixture->catalogue);
  aft_trend_fixture_tear_down (&fixture->base, unused);
}

static void
put (Fixture *fixture, AftMeasure measure, const char *day, guint place, guint count)
{
  aft_trend_fixture_count (
      &fixture->base,
      &(AftTrendCount){ .measure = measure, .day = day, .place = place, .count = count });
}

static AftTrendView *
load (Fixture *fixture, const char *query)
{
  return aft_trend_fixture_view (&fixture->base, query, TODAY, AFT_TREND_ALL_PARTS);
}

static AftTrendTable *
make (Fixture *fixture, const AftTrendView *view, const char *id)
{
  g_autoptr (GError) error = NULL;
  AftTrendTable *table = aft_trend_table_new (&fixture->voice, view, id, &error);
  g_assert_no_error (error);
  return table;
}

static const AftTrendCell *
find (const AftTrendTable *table, gsize row, const char *id)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (g_str_equal (g_array_index (table->columns, AftTrendColumn, i).id, id))
      return aft_trend_table_get_cell (table, row, i);
  g_error ("%s has no column %s", table->id, id);
}

static double
get (const AftTrendTable *table, gsize row, const char *id)
{
  return find (table, row, id)->number;
}

static gboolean
has_column (const AftTrendTable *table, const char *id)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (g_str_equal (g_array_index (table->columns, AftTrendColumn, i).id, id))
      return TRUE;
  return FALSE;
}

/* -- intervals --------------------------------------------------------------------------------- */

/* 10, 0, 0, 30 and 60 of 100: E. Wilson's limits of 10 % are 5.5 and 17.4, of 60 % 50.2 and 69.1.
 */
static void
put_scores (Fixture *fixture)
{
  put (fixture, AFT_MEASURE_SATISFACTION, DAY, 1, 10);
  put (fixture, AFT_MEASURE_SATISFACTION, DAY, 4, 30);
  put (fixture, AFT_MEASURE_SATISFACTION, DAY, 5, 60);
}

static void
assert_share (const AftTrendTable *table, gsize row, const char *id, const double expected[3])
{
  static const char *const ENDS[] = { "", "-low", "-high" };
  for (guint i = 0; i < G_N_ELEMENTS (ENDS); i++)
    {
      g_autofree char *column = g_str_equal (id, "share") && i > 0
                                    ? g_strdup (ENDS[i] + 1)
                                    : g_strconcat (id, ENDS[i], NULL);
      g_assert_cmpfloat_with_epsilon (get (table, row, column), expected[i], .001);
    }
}

static void
test_scores (Fixture *fixture, gconstpointer unused)
{
  static const double TENTH[] = { .1, .0552, .1744 };
  static const double MOST[] = { .6, .502, .6906 };
  static const double NONE[] = { 0, 0, .037 };
  put_scores (fixture);
  g_autoptr (AftTrendView) view = load (fixture, WHOLE "&step=month");
  g_autoptr (AftTrendTable) shares = make (fixture, view, "shares");
  g_autoptr (AftTrendTable) scores = make (fixture, view, "scores");
  assert_share (shares, 0, "score-1", TENTH);
  assert_share (shares, 0, "score-2", NONE);
  assert_share (shares, 0, "score-5", MOST);
  assert_share (scores, 0, "share", TENTH);
  assert_share (scores, 1, "share", NONE);
  assert_share (scores, 4, "share", MOST);
  g_assert_cmpuint (scores->rows->len, ==, 5);
  g_assert_cmpfloat (get (scores, 4, "n"), ==, 60);
  g_assert_cmpstr (find (scores, 4, "score")->text, ==, "5");
}

/* In every table, for every measure: who has a figure has its ends, in order. */
static void
assert_ends (const AftTrendTable *table)
{
  for (guint column = 0; column < table->columns->len; column++)
    {
      const char *id = g_array_index (table->columns, AftTrendColumn, column).id;
      gboolean is_plain = g_str_equal (id, "value") || g_str_equal (id, "share");
      g_autofree char *low = is_plain ? g_strdup ("low") : g_strconcat (id, "-low", NULL);
      g_autofree char *high = is_plain ? g_strdup ("high") : g_strconcat (id, "-high", NULL);
      for (guint row = 0; has_column (table, low) && row < table->rows->len; row++)
        {
          const AftTrendCell *cell = aft_trend_table_get_cell (table, row, column);
          double least = get (table, row, low), most = get (table, row, high);
          g_assert_cmpint (isnan (cell->number), ==, isnan (least));
          g_assert_cmpint (isnan (cell->number), ==, isnan (most));
          g_assert_cmpint (cell->is_hidden, ==, find (table, row, low)->is_hidden);
          g_assert_cmpint (cell->is_thin, ==, find (table, row, high)->is_thin);
          g_assert_true (isnan (least) || (least <= cell->number && cell->number <= most));
        }
    }
}

static void
test_ends (Fixture *fixture, gconstpointer unused)
{
  static const char *const MEASURES[]
      = { "satisfaction", "recommendation", "effort", "return", "trouble", "aspect-food" };
  const char *const *ids = aft_trend_table_get_ids ();
  for (guint measure = 0; measure <= AFT_MEASURE_ASPECT + AFT_ASPECT_FOOD; measure++)
    for (guint place = 0; place < 3; place++)
      if (measure <= AFT_MEASURE_RETURN || measure >= AFT_MEASURE_ASPECT)
        put (fixture, (AftMeasure) measure, DAY, place, 40 + place);
  for (guint i = 0; i < G_N_ELEMENTS (MEASURES); i++)
    {
      g_autofree char *query = g_strconcat (WHOLE "&step=week&measure=", MEASURES[i], NULL);
      g_autoptr (AftTrendView) view = load (fixture, query);
      for (gsize j = 0; ids[j] != NULL; j++)
        {
          g_autoptr (AftTrendTable) table = make (fixture, view, ids[j]);
          assert_ends (table);
        }
    }
}

/* Shares of a step are of its own answers, and steps together are the period. */
static void
test_steps (Fixture *fixture, gconstpointer unused)
{
  aft_trend_fixture_rate_days (&fixture->base, "2026-10-01", "2026-10-31", 10, 40);
  aft_trend_fixture_rate (&fixture->base, "2026-10-31", 90, 0);
  g_autoptr (AftTrendView) view = load (fixture, WHOLE "&step=week");
  g_autoptr (AftTrendTable) shares = make (fixture, view, "shares");
  g_autoptr (AftTrendTable) scores = make (fixture, view, "scores");
  double lowest = 0;
  for (guint row = 0; row < shares->rows->len; row++)
    {
      double sum = 0;
      for (guint score = 1; score <= 5; score++)
        {
          g_autofree char *id = g_strdup_printf ("score-%u", score);
          sum += get (shares, row, id);
        }
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
      lowest += get (shares, row, "score-1") * get (shares, row, "n");
    }
  g_assert_cmpfloat_with_epsilon (lowest, 31 * 10 + 90, 1e-6);
  g_assert_cmpfloat (get (scores, 0, "n"), ==, 31 * 10 + 90);
  g_assert_cmpfloat_with_epsilon (get (scores, 4, "share"), 1240. / 1640, 1e-12);
}

static void
test_what_has_scores (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *measure;
    guint scores;
  } CASES[] = { { "satisfaction", 5 }, { "recommendation", 11 }, { "effort", 7 },
                { "aspect-food", 5 },  { "answers", 0 },         { "trouble", 0 },
                { "complaints", 0 },   { "return", 0 } };
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *query = g_strconcat (WHOLE "&step=month&measure=", CASES[i].measure, NULL);
      g_autoptr (AftTrendView) view = load (fixture, query);
      g_autoptr (AftTrendTable) shares = make (fixture, view, "shares");
      g_autoptr (AftTrendTable) scores = make (fixture, view, "scores");
      g_assert_cmpuint (shares->columns->len, ==, 3 + 3 * CASES[i].scores);
      g_assert_cmpuint (scores->rows->len, ==, CASES[i].scores);
    }
}

/* -- small houses ------------------------------------------------------------------------------ */

/* Is any figure told? Numbers of answers are none, nor is what had no answers at all. */
static guint
count_figures (const AftTrendTable *table)
{
  guint figures = 0;
  for (guint row = 0; row < table->rows->len; row++)
    for (guint column = 0; column < table->columns->len; column++)
      {
        AftTrendColumnType type = g_array_index (table->columns, AftTrendColumn, column).type;
        const AftTrendCell *cell = aft_trend_table_get_cell (table, row, column);
        gboolean is_figure = type == AFT_TREND_SHARE || type == AFT_TREND_NUMBER;
        figures += is_figure && !isnan (cell->number) && cell->number > 0;
      }
  return figures;
}

/* Nobody, one, and one fewer than are enough: no table has a figure, each can be read. */
static void
test_few_answers (Fixture *fixture, gconstpointer unused)
{
  static const guint COUNTS[] = { 0, 1, 28 };
  const char *const *ids = aft_trend_table_get_ids ();
  for (guint i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    {
      if (COUNTS[i] > 0)
        aft_trend_fixture_rate (&fixture->base, DAY, 0, COUNTS[i]);
      g_autoptr (AftTrendView) view = load (fixture, WHOLE);
      for (gsize j = 0; ids[j] != NULL; j++)
        {
          g_autoptr (AftTrendTable) table = make (fixture, view, ids[j]);
          g_assert_cmpuint (count_figures (table), ==, 0);
        }
      g_autofree char *said = aft_trend_words_dup_sentence (&fixture->voice, view);
      g_assert_null (strstr (said, "%"));
    }
  g_autoptr (AftTrendView) last = load (fixture, WHOLE);
  g_assert_cmpuint (last->figure.n, ==, 29);
}

/* Too few for a share are too few to say how often a score was given. */
static void
test_thin_scores (Fixture *fixture, gconstpointer unused)
{
  aft_trend_fixture_rate (&fixture->base, DAY, 1, 20);
  g_autoptr (AftTrendView) view = load (fixture, WHOLE "&step=month");
  g_autoptr (AftTrendTable) scores = make (fixture, view, "scores");
  g_autoptr (AftTrendTable) shares = make (fixture, view, "shares");
  g_autofree char *said = aft_trend_table_dup_cell_text (&fixture->voice, scores, 0, 2);
  g_assert_true (isnan (get (scores, 0, "n")));
  g_assert_true (find (scores, 0, "share")->is_thin);
  g_assert_true (find (shares, 0, "score-5-high")->is_thin);
  g_assert_cmpfloat (get (shares, 0, "n"), ==, 21);
  g_assert_cmpstr (said, ==, "not enough");
}

/* What a filter leaves too few of has no scores either. */
static void
test_hidden_scores (Fixture *fixture, gconstpointer unused)
{
  static const guint COUNTS[] = { 300, 100, 3 };
  for (guint i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    aft_trend_fixture_count (&fixture->base, &(AftTrendCount){ .measure = AFT_MEASURE_SATISFACTION,
                                                               .day = DAY,
                                                               .place = 1 + i,
                                                               .language = (AftLanguage) i,
                                                               .count = COUNTS[i] });
  g_autoptr (AftTrendView) view = load (fixture, WHOLE "&language=en");
  g_autoptr (AftTrendTable) scores = make (fixture, view, "scores");
  g_autoptr (AftTrendTable) shares = make (fixture, view, "shares");
  g_assert_true (view->is_hidden);
  for (guint row = 0; row < scores->rows->len; row++)
    {
      g_assert_true (find (scores, row, "n")->is_hidden);
      g_assert_true (find (scores, row, "share")->is_hidden);
      g_assert_true (find (scores, row, "high")->is_hidden);
    }
  g_assert_cmpuint (shares->rows->len, ==, 0);
}

/* Six of many may be counted; what each of them named or will do is not told. */
static void
test_few_in_a_part (Fixture *fixture, gconstpointer unused)
{
  static const AftMeasure MEASURES[]
      = { AFT_MEASURE_SATISFACTION, AFT_MEASURE_ANSWERS, AFT_MEASURE_RETURN, AFT_MEASURE_TROUBLE };
  static const char *const IDS[]
      = { "figure", "points", "shares", "scores", "aspects", "drivers", "answers", "return" };
  for (guint i = 0; i < 2 * G_N_ELEMENTS (MEASURES); i++)
    aft_trend_fixture_count (&fixture->base,
                             &(AftTrendCount){ .measure = MEASURES[i / 2],
                                               .day = DAY,
                                               .place = i / 2 == 1 ? AFT_ANSWERS_COMPLETE : 2,
                                               .language = (AftLanguage) (i % 2),
                                               .count = i % 2 == 0 ? 300 : 6 });
  g_autoptr (AftTrendView) view = load (fixture, WHOLE "&step=month&language=zh-TW");
  g_assert_false (view->is_hidden);
  g_assert_cmpuint (view->figure.n, ==, 6);
  g_assert_cmpuint (view->aspects->len, ==, 0);
  g_assert_cmpuint (view->returning->counts[2], ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (IDS); i++)
    {
      g_autoptr (AftTrendTable) table = make (fixture, view, IDS[i]);
      g_assert_cmpuint (count_figures (table), ==, 0);
    }
}

/* -- nobody can reckon a handful back ---------------------------------------------------------- */

/* Parts that are shown, and the whole: what is hidden is nothing, or few and more than one. */
static void
assert_safe (const AftTrendTable *table, const char *count, guint64 whole, guint64 few)
{
  guint64 shown = 0;
  guint hidden = 0;
  for (guint row = 0; row < table->rows->len; row++)
    {
      const AftTrendCell *cell = find (table, row, count);
      gboolean is_small = !cell->is_hidden && cell->number > 0 && cell->number < (double) few;
      g_assert_true (!is_small || table->rows->len == 1);
      shown += cell->is_hidden ? 0 : (guint64) cell->number;
      hidden += cell->is_hidden;
    }
  g_assert_cmpuint (shown, <=, whole);
  g_assert_cmpint (hidden > 0, ==, shown < whole);
  g_assert_cmpuint (hidden, !=, 1);
  g_assert_true (hidden == 0 || whole - shown >= few || shown == 0);
  g_assert_cmpint (table->suppressed->len > 0, ==, hidden > 0);
}

/* A row that hides how many hides all that is reckoned from them. */
static void
assert_rows_empty (const AftTrendTable *table, const char *count)
{
  for (guint row = 0; row < table->rows->len; row++)
    for (guint column = 0; find (table, row, count)->is_hidden && column < table->columns->len;
         column++)
      {
        AftTrendColumnType type = g_array_index (table->columns, AftTrendColumn, column).type;
        const AftTrendCell *cell = aft_trend_table_get_cell (table, row, column);
        gboolean is_figure = type == AFT_TREND_SHARE || type == AFT_TREND_NUMBER;
        g_assert_true (!is_figure || (cell->is_hidden && isnan (cell->number)));
      }
}

static void
scatter (Fixture *fixture, GRand *random, guint lots)
{
  static const char *const DAYS[] = { "2026-10-05", "2026-10-14", "2026-10-23", "2026-10-31" };
  aft_trend_fixture_execute (&fixture->base, "DELETE FROM trend; DELETE FROM rollup;");
  for (guint i = 0; i < lots; i++)
    aft_trend_fixture_count (
        &fixture->base,
        &(AftTrendCount){ .venue = (guint) g_rand_int_range (random, 0, 3),
                          .measure = AFT_MEASURE_SATISFACTION,
                          .day = DAYS[g_rand_int_range (random, 0, G_N_ELEMENTS (DAYS))],
                          .place = (guint) g_rand_int_range (random, 1, 6),
                          .count = (guint) g_rand_int_range (random, 1, 6),
                          .hour = (guint) g_rand_int_range (random, 11, 15),
                          .part = (guint) g_rand_int_range (random, 0, 3),
                          .language = (AftLanguage) g_rand_int_range (random, 0, 3),
                          .channel = (AftChannel) g_rand_int_range (random, 0, 2),
                          .tier = (AftTier) g_rand_int_range (random, 0, AFT_TIERS) });
}

static void
test_every_part (Fixture *fixture, gconstpointer unused)
{
  static const char *const PARTS[]
      = { "by-venue", "by-day-part", "by-language", "by-channel", "by-tier", "by-hour", "hours" };
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  for (guint round = 0; round < 8; round++)
    {
      scatter (fixture, random, 1 + round * 4);
      g_autoptr (AftTrendView) view = load (fixture, WHOLE "&step=week");
      for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
        {
          g_autoptr (AftTrendTable) table = make (fixture, view, PARTS[i]);
          assert_safe (table, "n", view->figure.n, view->scope->few);
          assert_rows_empty (table, "n");
        }
    }
}

/* Steps and the scores in them hide the same days. */
static void
test_every_step (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  for (guint round = 0; round < 8; round++)
    {
      scatter (fixture, random, 1 + round * 3);
      g_autoptr (AftTrendView) view = load (fixture, WHOLE "&step=day");
      g_autoptr (AftTrendTable) points = make (fixture, view, "points");
      g_autoptr (AftTrendTable) shares = make (fixture, view, "shares");
      assert_safe (points, "n", view->figure.n, view->scope->few);
      assert_rows_empty (points, "n");
      assert_safe (shares, "n", view->figure.n, view->scope->few);
      assert_rows_empty (shares, "n");
      for (guint row = 0; row < points->rows->len; row++)
        g_assert_cmpint (find (points, row, "n")->is_hidden, ==,
                         find (shares, row, "n")->is_hidden);
    }
}

/* -- gaps and many ----------------------------------------------------------------------------- */

/* A day on which nobody answered has no figure, not a figure of nothing. */
static void
test_gap (Fixture *fixture, gconstpointer unused)
{
  aft_trend_fixture_rate (&fixture->base, "2026-10-19", 20, 80);
  aft_trend_fixture_rate (&fixture->base, "2026-10-25", 20, 80);
  g_autoptr (AftTrendView) view = load (fixture, "period=2026-W43&step=day");
  g_autoptr (AftTrendTable) points = make (fixture, view, "points");
  g_autoptr (AftTrendTable) shares = make (fixture, view, "shares");
  g_assert_cmpuint (points->rows->len, ==, 7);
  for (guint row = 1; row < 6; row++)
    {
      g_autofree char *said = aft_trend_table_dup_cell_text (&fixture->voice, points, row, 3);
      g_assert_cmpfloat (get (points, row, "n"), ==, 0);
      g_assert_true (isnan (get (points, row, "value")));
      g_assert_true (isnan (get (shares, row, "score-5")));
      g_assert_false (find (points, row, "value")->is_thin);
      g_assert_cmpstr (said, ==, "");
    }
  g_assert_cmpfloat (get (points, 6, "value"), ==, .8);
}

/* The second restaurant had its last guests in September. */
static void
test_closed (Fixture *fixture, gconstpointer unused)
{
  for (guint venue = 0; venue < 2; venue++)
    aft_trend_fixture_count (&fixture->base, &(AftTrendCount){ .venue = venue,
                                                               .measure = AFT_MEASURE_SATISFACTION,
                                                               .day = "2026-09-20",
                                                               .place = 5,
                                                               .count = 200 });
  aft_trend_fixture_rate (&fixture->base, DAY, 20, 180);
  g_autoptr (AftTrendView) view = load (fixture, WHOLE);
  const AftTrendGroup *closed = aft_trend_fixture_group (view->by_venue, "B");
  g_assert_false (closed->is_hidden);
  g_assert_cmpuint (closed->figure.n, ==, 0);
  g_assert_cmpint (closed->change.verdict, ==, AFT_TREND_NOTHING_THERE);
  g_assert_cmpint (closed->others.verdict, ==, AFT_TREND_NOTHING_THERE);
  g_assert_true (isnan (closed->shrunk));
  g_assert_cmpfloat (closed->before.value, ==, 1);
  g_autofree char *id = aft_id_to_text (&fixture->base.venues[1]);
  g_autofree char *query = g_strconcat (WHOLE "&venue=", id, NULL);
  g_autoptr (AftTrendView) alone = load (fixture, query);
  g_assert_cmpint (alone->change.verdict, ==, AFT_TREND_NOTHING_THERE);
  g_assert_false (alone->has_shift);
}

static void
open_many (Fixture *fixture)
{
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE i (n) AS (VALUES (%u) UNION ALL SELECT n + 1 FROM i WHERE n < %u)"
      " INSERT INTO venue SELECT n, CAST (printf ('%%016d', n) AS BLOB), 'N' || n, zone, "
      "cut_off_minutes,"
      " country_code, day_parts, hours, texts FROM i, venue WHERE ref = 1;"
      "WITH RECURSIVE i (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM i WHERE n < %u)"
      " INSERT INTO trend (venue, measure, slice, value, day, n1, n5)"
      " SELECT n, 1, 0, 0, %d, 10 + n %% 7, 50 FROM i;"
      "INSERT INTO trend (venue, measure, slice, value, day, n1, n5)"
      " SELECT 0, 1, 0, 0, day, sum (n1), sum (n5) FROM trend WHERE venue > 0 GROUP BY day;",
      AFT_TREND_FIXTURE_VENUES + 1, MANY, MANY, aft_trend_fixture_day (DAY));
  aft_trend_fixture_execute (&fixture->base, sql);
}

static void
test_many (Fixture *fixture, gconstpointer unused)
{
  double n = 0;
  open_many (fixture);
  g_autoptr (AftTrendView) view = load (fixture, WHOLE);
  g_autoptr (AftTrendTable) table = make (fixture, view, "by-venue");
  g_assert_cmpuint (view->n_venues, ==, MANY);
  g_assert_cmpuint (table->rows->len, ==, MANY);
  for (guint row = 0; row < table->rows->len; row++)
    {
      n += get (table, row, "n");
      /* They differ by no more than chance: none stands out, and all are drawn together. */
      g_assert_cmpstr (find (table, row, "others")->code, !=, "worse");
      g_assert_cmpfloat_with_epsilon (get (table, row, "shrunk"), view->figure.value, .03);
    }
  g_assert_cmpfloat (n, ==, (double) view->figure.n);
  assert_ends (table);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/trends/tables/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("each-score-has-its-interval", test_scores);
  ADD ("a-figure-lies-within-its-ends", test_ends);
  ADD ("scores-of-the-steps-are-those-of-the-period", test_steps);
  ADD ("what-is-no-score-has-no-shares", test_what_has_scores);
  ADD ("too-few-answers-are-no-figure-anywhere", test_few_answers);
  ADD ("of-too-few-no-score-is-counted", test_thin_scores);
  ADD ("what-a-filter-hides-has-no-scores", test_hidden_scores);
  ADD ("of-a-handful-of-a-part-nothing-is-told", test_few_in_a_part);
  ADD ("no-part-can-be-reckoned-back", test_every_part);
  ADD ("no-step-can-be-reckoned-back", test_every_step);
  ADD ("a-day-without-answers-is-a-gap", test_gap);
  ADD ("a-restaurant-that-closed-is-not-worse", test_closed);
  ADD ("two-hundred-restaurants-are-all-there", test_many);
  return g_test_run ();
}
