/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A venue's 120 days, drawn with 60–120 answers each and a weekday rhythm of its own: what was
 * planted is found, and nothing else is, at the rates that aft-control-chart.h states.
 * AFTERTASTE_SCALE: times 200 seeds. */
#include "aft-comparison.h"
#include "aft-control-chart.h"
#include "aft-draws.h"
#include "aft-unrest.h"

#define DAYS     120
#define PLANTED  90
#define DROP     0.08
#define BASELINE AFT_CONTROL_BASELINE_DAYS

typedef struct
{
  double drop;
  guint from; /* planted on these days */
  guint to;
  double unrest; /* standard deviation of the level from day to day, beyond chance */
} Plan;

typedef struct
{
  AftControlPoint points[DAYS];
  AftControlResult results[DAYS];
  GArray *changes;
} Venue;

static void
draw_venue (const Plan *plan, guint32 seed, Venue *venue)
{
  /* Monday to Sunday: weekends are full, and guests wait. */
  static const double levels[] = { 0.83, 0.83, 0.82, 0.82, 0.80, 0.76, 0.78 };
  static const gint guests[] = { 60, 64, 68, 72, 90, 110, 105 };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint day = 0; day < DAYS; day++)
    {
      guint weekday = day % 7;
      guint n = (guint) (guests[weekday] + g_rand_int_range (random, 0, 11));
      double level = levels[weekday] + plan->unrest * aft_draw_normal (random);
      if (day >= plan->from && day <= plan->to)
        level -= plan->drop;
      venue->points[day]
          = (AftControlPoint){ .sample = aft_sample_of_share (aft_draw_hits (random, n, level), n),
                               .weekday = weekday + 1 };
    }
  g_assert_true (aft_control_chart_compute (venue->points, DAYS, BASELINE, venue->results));
  venue->changes = aft_control_chart_list_changes (venue->points, venue->results, DAYS);
}

/* What a manager is told of the last thirty days beside the thirty before. */
static AftVerdict
judge_month (const Venue *venue)
{
  AftSample now = { 0 }, before = { 0 };

  for (guint day = PLANTED - 30; day < DAYS; day++)
    aft_sample_add (day < PLANTED ? &before : &now, &venue->points[day].sample);
  double unrest = aft_unrest_of (venue->points + PLANTED - 30, 60, 30);
  AftComparison comparison = aft_comparison_of_unrest (&now, &before, unrest, AFT_FIGURE_ENOUGH);
  return aft_comparison_judge (&comparison, AFT_COMPARISON_ALPHA, aft_comparison_get_margin (&now));
}

typedef struct
{
  guint seeds;
  guint found;       /* the planted change */
  guint dated;       /* … within five days */
  guint ended;       /* … and its end within five days */
  guint other;       /* venues with any change besides */
  guint lower;       /* months judged lower */
  guint different;   /* months judged lower or higher */
  guint points;      /* days in order that were judged */
  guint alarms;      /* … and beyond the limits */
  guint marks;       /* … or with any signal */
  double delay_days; /* from the planted day to the one that proved it */
} Tally;

static void
tally_changes (const Plan *plan, const Venue *venue, Tally *tally)
{
  gboolean has_found = FALSE, has_other = FALSE;

  for (guint i = 0; i < venue->changes->len; i++)
    {
      const AftControlChange *change = &g_array_index (venue->changes, AftControlChange, i);
      gboolean is_planted = plan->drop > 0 && !has_found && change->is_drop
                            && change->signalled >= plan->from && change->since <= plan->to;
      if (!is_planted)
        {
          has_other = TRUE;
          continue;
        }
      has_found = TRUE;
      tally->delay_days += change->signalled - plan->from + 1;
      tally->dated += ABS ((gint) change->since - (gint) plan->from) <= 5 ? 1 : 0;
      tally->ended += change->is_over && ABS ((gint) change->last - (gint) plan->to) <= 5 ? 1 : 0;
    }
  tally->found += has_found ? 1 : 0;
  tally->other += has_other ? 1 : 0;
}

static void
tally_points (const Plan *plan, const Venue *venue, Tally *tally)
{
  for (guint day = BASELINE; day < (plan->drop > 0 ? plan->from : DAYS); day++)
    {
      tally->points++;
      tally->alarms += (venue->results[day].signals & AFT_CONTROL_POINT_SIGNAL) != 0 ? 1 : 0;
      tally->marks += venue->results[day].signals != 0 ? 1 : 0;
    }
}

static Tally
draw_venues (const char *name, Plan plan)
{
  const char *scale = g_getenv ("AFTERTASTE_SCALE");
  Tally tally = { .seeds = 200 * (scale != NULL ? (guint) g_ascii_strtoull (scale, NULL, 10) : 1) };

  for (guint32 seed = 1; seed <= tally.seeds; seed++)
    {
      Venue venue;
      draw_venue (&plan, seed, &venue);
      tally_changes (&plan, &venue, &tally);
      tally_points (&plan, &venue, &tally);
      AftVerdict verdict = judge_month (&venue);
      tally.lower += verdict == AFT_VERDICT_LOWER ? 1 : 0;
      tally.different += verdict == AFT_VERDICT_LOWER || verdict == AFT_VERDICT_HIGHER ? 1 : 0;
      g_array_unref (venue.changes);
    }
  double percent = 100.0 / tally.seeds;
  g_test_message ("%s: found %.1f %%, dated %.1f %%, ended %.1f %%, after %.1f days; any other "
                  "%.1f %%; month lower %.1f %%, different %.1f %%; beyond limits one in %.0f, "
                  "marked one in %.0f",
                  name, percent * tally.found, percent * tally.dated, percent * tally.ended,
                  tally.delay_days / MAX (tally.found, 1), percent * tally.other,
                  percent * tally.lower, percent * tally.different,
                  (double) tally.points / MAX (tally.alarms, 1),
                  (double) tally.points / MAX (tally.marks, 1));
  return tally;
}

static void
assert_rate (guint count, guint seeds, double least, double most)
{
  g_assert_cmpfloat ((double) count / seeds, >=, least);
  g_assert_cmpfloat ((double) count / seeds, <=, most);
}

static void
test_a_planted_drop_is_found (void)
{
  Tally tally = draw_venues ("drop", (Plan){ DROP, PLANTED, DAYS, 0 });

  assert_rate (tally.found, tally.seeds, 0.99, 1);
  assert_rate (tally.dated, tally.seeds, 0.88, 1);
  assert_rate (tally.other, tally.seeds, 0, 0.05);
  assert_rate (tally.lower, tally.seeds, 0.99, 1);
  g_assert_cmpfloat (tally.delay_days / tally.found, <=, 10);
}

static void
test_where_nothing_is_planted_nothing_is_found (void)
{
  Tally tally = draw_venues ("nothing", (Plan){ 0 });

  assert_rate (tally.other, tally.seeds, 0, 0.05);
  assert_rate (tally.different, tally.seeds, 0.01, 0.09);
  assert_rate (tally.alarms, tally.points, 0, 0.005);
}

static void
test_a_drop_that_was_mended_is_found_with_its_end (void)
{
  Tally tally = draw_venues ("mended", (Plan){ DROP, 70, 94, 0 });

  assert_rate (tally.found, tally.seeds, 0.99, 1);
  assert_rate (tally.ended, tally.seeds, 0.8, 1);
  assert_rate (tally.other, tally.seeds, 0, 0.05);
}

static void
test_unrest_from_day_to_day_is_no_change (void)
{
  Tally calm = draw_venues ("unrest", (Plan){ 0, 0, 0, 0.03 });
  Tally drop = draw_venues ("drop in unrest", (Plan){ DROP, PLANTED, DAYS, 0.03 });

  assert_rate (calm.other, calm.seeds, 0, 0.08);
  assert_rate (calm.alarms, calm.points, 0, 0.01);
  assert_rate (calm.different, calm.seeds, 0.01, 0.09);
  assert_rate (drop.found, drop.seeds, 0.95, 1);
}

/* The same by weeks: 16 to learn from, 16 more. */
#define WEEKS 32
static GArray *
list_weeks (double drop, guint from, double unrest, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  AftControlPoint points[WEEKS];
  AftControlResult results[WEEKS];

  for (guint week = 0; week < WEEKS; week++)
    {
      guint n = (guint) g_rand_int_range (random, 500, 700);
      double level = 0.8 + unrest * aft_draw_normal (random) - (week >= from ? drop : 0);
      points[week] = (AftControlPoint){ .sample = aft_sample_of_share (
                                            aft_draw_hits (random, n, level), n) };
    }
  g_assert_true (aft_control_chart_compute (points, WEEKS, AFT_CONTROL_BASELINE_STEPS, results));
  return aft_control_chart_list_changes (points, results, WEEKS);
}

static void
test_weeks_are_judged_alike (void)
{
  static const double unrests[] = { 0, 0.01 };
  const guint seeds = 400;

  for (guint i = 0; i < G_N_ELEMENTS (unrests); i++)
    {
      guint found = 0, dated = 0, wrong = 0;
      for (guint32 seed = 1; seed <= seeds; seed++)
        {
          g_autoptr (GArray) drop = list_weeks (DROP, 26, unrests[i], seed);
          g_autoptr (GArray) none = list_weeks (0, 0, unrests[i], seed);
          for (guint k = 0; k < drop->len; k++)
            {
              const AftControlChange *change = &g_array_index (drop, AftControlChange, k);
              gboolean is_planted = change->is_drop && change->signalled >= 26;
              found += is_planted ? 1 : 0;
              dated += is_planted && ABS ((gint) change->since - 26) <= 1 ? 1 : 0;
            }
          wrong += none->len > 0 ? 1 : 0;
        }
      g_test_message ("weeks, unrest %.2f: found %.1f %%, dated %.1f %%, wrong %.1f %%", unrests[i],
                      100.0 * found / seeds, 100.0 * dated / seeds, 100.0 * wrong / seeds);
      assert_rate (found, seeds, 0.95, 1);
      assert_rate (dated, seeds, 0.95, 1);
      assert_rate (wrong, seeds, 0, 0.05);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/found/a-planted-drop-is-found", test_a_planted_drop_is_found);
  g_test_add_func ("/stats/found/where-nothing-is-planted-nothing-is-found",
                   test_where_nothing_is_planted_nothing_is_found);
  g_test_add_func ("/stats/found/a-drop-that-was-mended-is-found-with-its-end",
                   test_a_drop_that_was_mended_is_found_with_its_end);
  g_test_add_func ("/stats/found/unrest-from-day-to-day-is-no-change",
                   test_unrest_from_day_to_day_is_no_change);
  g_test_add_func ("/stats/found/weeks-are-judged-alike", test_weeks_are_judged_alike);
  return g_test_run ();
}
