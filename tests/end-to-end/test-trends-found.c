/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is what was planted found, and nothing else? Small houses, a seed each, in which the guests of
 * one venue are less satisfied from a day on, and their twins in which nothing happens; answered at
 * kiosks, stored, counted and judged by what the console, the exports and the report ask.
 *
 * AFTERTASTE_SCALE: so many times SEEDS seeds. The rates are those that survey/stats states. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "aft-control-chart.h"
#include "aft-temp-dir.h"
#include "aft-trend-view.h"
#include "house.h"

#define SEEDS     8
#define VENUES    4
#define FROM_DAY  20451 /* 2025-12-29, a Monday */
#define BEFORE    AFT_CONTROL_BASELINE_DAYS
#define PERIOD    28
#define ANSWERS   4200 /* about 22 a day at the venue of which it is asked */
#define DROP_DAY  7    /* of the period */
#define POINTS    .16
#define DAYS_NEAR 7 /* a change is dated so well */

typedef struct
{
  guint seeds;
  guint worse;        /* the venue's figure is clearly worse */
  guint better;       /* likewise */
  guint groups;       /* of all venues together: the venue is found among them */
  guint other_groups; /* likewise another is */
  guint mistaken;     /* of these, houses with at least one */
  guint shifts;       /* a lasting fall of the venue's level was seen */
  guint dated;        /* of these: on the right day, or near */
  guint rises;        /* a lasting rise was */
  guint aspects;      /* the aspect is named clearly more often, and more so than any other */
} Findings;

static guint
get_seeds (void)
{
  const char *scale = g_getenv ("AFTERTASTE_SCALE");
  return SEEDS * (scale != NULL ? (guint) strtoul (scale, NULL, 10) : 1);
}

/* -- houses ---------------------------------------------------------------------------------- */

static World *
make_world (guint64 seed, gboolean is_planted)
{
  const Drop drop = { 0, AFT_ASPECT_SERVICE, BEFORE + DROP_DAY, PERIOD, POINTS };
  g_autoptr (GArray) drops = g_array_new (FALSE, FALSE, sizeof (Drop));
  if (is_planted)
    g_array_append_val (drops, drop);
  WorldPlan plan = { .seed = seed,
                     .venues = VENUES,
                     .answers = ANSWERS,
                     .from_day = FROM_DAY,
                     .days = BEFORE + PERIOD,
                     .drops = drops,
                     .is_calm = TRUE };
  return world_new (&plan);
}

static House *
make_house (const World *world, const char *path)
{
  g_autoptr (GError) error = NULL;
  HouseOptions options = { .path = path,
                           .surveys = SURVEYS_FOLDER,
                           .world = world,
                           .kiosks = 1,
                           .is_spotless = TRUE,
                           .is_plain = TRUE };
  House *house = house_open (&options, &error);
  g_assert_no_error (error);
  for (guint day = 0; day < BEFORE + PERIOD; day++)
    {
      g_autoptr (GArray) guests = g_array_new (FALSE, FALSE, sizeof (Guest));
      for (guint venue = 0; venue < VENUES; venue++)
        world_draw_venue_day (world, venue, day, guests);
      world_sort (guests);
      gboolean is_taken = house_take_day (house, guests, &error);
      g_assert_no_error (error);
      g_assert_true (is_taken);
    }
  gboolean is_ended = house_end (house, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (is_ended);
  return house;
}

/* -- what is found --------------------------------------------------------------------------- */

static AftTrendView *
load (House *house, const AftId *venue_id, guint parts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTrendScope) scope = aft_trend_scope_new (FROM_DAY + BEFORE + PERIOD - 1);
  scope->period = (AftPeriod){ FROM_DAY + BEFORE, FROM_DAY + BEFORE + PERIOD - 1 };
  scope->step = AFT_STEP_DAY;
  scope->has_step = TRUE;
  if (venue_id != NULL)
    g_array_append_val (scope->venue_ids, *venue_id);
  AftTrendView *view = aft_trend_view_load_sync (house_get_store (house), scope, parts, &error);
  g_assert_no_error (error);
  return view;
}

static gboolean
is_named_most (const GArray *aspects)
{
  const AftTrendAspect *most = NULL;
  for (guint i = 0; i < aspects->len; i++)
    {
      const AftTrendAspect *aspect = &g_array_index (aspects, AftTrendAspect, i);
      gboolean is_worse = aspect->change.verdict == AFT_TREND_WORSE;
      if (is_worse
          && (most == NULL || aspect->change.difference.value > most->change.difference.value))
        most = aspect;
    }
  return most != NULL && most->aspect == AFT_ASPECT_SERVICE;
}

static void
look_at_venue (House *house, Findings *findings)
{
  g_autoptr (AftTrendView) view
      = load (house, house_get_venue_id (house, 0), AFT_TREND_POINTS | AFT_TREND_ASPECTS);
  findings->worse += view->change.verdict == AFT_TREND_WORSE;
  findings->better += view->change.verdict == AFT_TREND_BETTER;
  findings->aspects += is_named_most (view->aspects);
  if (!view->has_shift)
    return;
  findings->rises += view->shift == AFT_TREND_RISING;
  findings->shifts += view->shift == AFT_TREND_FALLING;
  findings->dated += view->shift == AFT_TREND_FALLING
                     && ABS (view->shift_day - (FROM_DAY + BEFORE + DROP_DAY)) <= DAYS_NEAR;
}

static void
look_at_groups (House *house, Findings *findings)
{
  guint others = 0;
  g_autoptr (AftTrendView) view = load (house, NULL, AFT_TREND_BY_VENUE);
  g_assert_cmpuint (view->by_venue->len, ==, VENUES);
  for (guint i = 0; i < view->by_venue->len; i++)
    {
      const AftTrendGroup *group = view->by_venue->pdata[i];
      gboolean is_found
          = group->change.verdict == AFT_TREND_WORSE || group->change.verdict == AFT_TREND_BETTER;
      if (!is_found)
        continue;
      if (aft_id_equal (&group->venue_id, house_get_venue_id (house, 0)))
        findings->groups++;
      else
        others++;
    }
  findings->other_groups += others;
  findings->mistaken += others > 0;
}

static Findings
look_into_houses (gboolean is_planted)
{
  Findings findings = { .seeds = get_seeds () };
  for (guint seed = 1; seed <= findings.seeds; seed++)
    {
      g_autoptr (World) world = make_world (seed, is_planted);
      AftTempDir *dir = aft_temp_dir_new ();
      g_autofree char *path = aft_temp_dir_dup_path (dir, "collector.db");
      House *house = make_house (world, path);
      look_at_venue (house, &findings);
      look_at_groups (house, &findings);
      house_free (house);
      aft_temp_dir_free (dir);
    }
  g_test_message ("%u houses: worse %u, better %u, venue %u, other venues %u in %u houses, falls %u"
                  " of which dated %u, rises %u, aspect %u",
                  findings.seeds, findings.worse, findings.better, findings.groups,
                  findings.other_groups, findings.mistaken, findings.shifts, findings.dated,
                  findings.rises, findings.aspects);
  return findings;
}

/* More than so many come by chance at @rate less than once in a thousand times, about. */
static guint
get_most (guint seeds, double rate)
{
  double mean = seeds * rate;
  return (guint) ceil (mean + 3.1 * sqrt (mean * (1 - rate)));
}

static void
test_found (void)
{
  Findings found = look_into_houses (TRUE);
  guint seeds = found.seeds;
  g_assert_cmpuint (found.worse, >=, seeds * 98 / 100);
  g_assert_cmpuint (found.better, ==, 0);
  g_assert_cmpuint (found.groups, >=, seeds * 95 / 100);
  g_assert_cmpuint (found.shifts, >=, seeds * 95 / 100);
  g_assert_cmpuint (found.dated, >=, found.shifts * 90 / 100);
  g_assert_cmpuint (found.rises, <=, get_most (seeds, .01));
  g_assert_cmpuint (found.aspects, >=, seeds * 95 / 100);
  /* Of all that is called found, no more than one in twenty is none (Benjamini–Hochberg). */
  g_assert_cmpuint (found.other_groups, <=, get_most (found.groups + found.other_groups, .05));
}

static void
test_nothing_else (void)
{
  Findings found = look_into_houses (FALSE);
  guint seeds = found.seeds;
  g_assert_cmpuint (found.worse + found.better, <=, get_most (seeds, .05));
  g_assert_cmpuint (found.mistaken + found.groups, <=, get_most (seeds, .05));
  g_assert_cmpuint (found.shifts + found.rises, <=, get_most (seeds, .02));
  g_assert_cmpuint (found.aspects, <=, get_most (seeds, .05));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/end-to-end/trends/what-was-planted-is-found", test_found);
  g_test_add_func ("/end-to-end/trends/nothing-else-is-found", test_nothing_else);
  return g_test_run ();
}
