/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where and when guests of a made-up world answer, and that what is planted touches nothing else.
 * Scores, moods, drops' sizes and clocks that change are test-generator.c's. */
#include <math.h>
#include <string.h>

#include "drawn.h"

#define FROM_DAY 20440 /* 2025-12-18, a Thursday */
#define OPENS    630
#define CLOSES   1560

static WorldPlan
make_plan (guint venues, double answers, guint days)
{
  return (WorldPlan){
    .seed = 21, .venues = venues, .answers = answers, .from_day = FROM_DAY, .days = days
  };
}

static GArray *
draw_venue_day (const World *world, guint venue, guint day)
{
  GArray *guests = g_array_new (FALSE, FALSE, sizeof (Guest));
  world_draw_venue_day (world, venue, day, guests);
  return guests;
}

static double
get_mean (const World *world, guint venue, guint day, AftAspect aspect)
{
  double sum = 0;
  g_autoptr (GArray) guests = draw_venue_day (world, venue, day);
  for (guint i = 0; i < guests->len; i++)
    sum += g_array_index (guests, Guest, i).aspects[aspect];
  return sum / guests->len;
}

/* A venue's size is its rank to the power of −0.8. */
static void
test_sizes_are_zipf (void)
{
  guint counts[12] = { 0 };
  double sum = 0;
  WorldPlan plan = make_plan (G_N_ELEMENTS (counts), 30000, 20);
  g_autoptr (GArray) guests = drawn_guests (&plan);
  for (guint i = 0; i < guests->len; i++)
    counts[g_array_index (guests, Guest, i).venue]++;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    sum += pow (i + 1, -.8);
  /* A day of a venue's is 8 % more or less; so are 20 of them together by 1.8 %. */
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpfloat_with_epsilon (counts[i] / (30000 * pow (i + 1, -.8) / sum), 1, .13);
  g_assert_cmpfloat_with_epsilon (guests->len / 30000., 1, .04);
}

static void
test_week_ends_are_busy (void)
{
  guint counts[7] = { 0 };
  WorldPlan plan = make_plan (1, 40000, 28);
  plan.is_calm = TRUE;
  g_autoptr (GArray) guests = drawn_guests (&plan);
  for (guint i = 0; i < guests->len; i++)
    counts[(FROM_DAY + 3 + g_array_index (guests, Guest, i).day) % 7]++;
  g_assert_cmpfloat_with_epsilon ((double) counts[5] / counts[0], 1.40 / .80, .08);
  g_assert_cmpfloat_with_epsilon ((double) counts[4] / counts[1], 1.20 / .80, .08);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (counts[i], <, counts[4 + i % 3]);
}

/* Lunch, a lull, dinner; nobody while it is closed. */
static void
test_hours (void)
{
  guint hours[27] = { 0 };
  WorldPlan plan = make_plan (1, 20000, 14);
  g_autoptr (GArray) guests = drawn_guests (&plan);
  for (guint i = 0; i < guests->len; i++)
    {
      guint minute = g_array_index (guests, Guest, i).minute;
      g_assert_cmpuint (minute, >=, OPENS);
      g_assert_cmpuint (minute, <, CLOSES);
      hours[minute / 60]++;
    }
  g_assert_cmpuint (hours[12], >, 4 * hours[15]);
  g_assert_cmpuint (hours[18], >, 4 * hours[15]);
  g_assert_cmpuint (hours[18], >, hours[12]);
  g_assert_cmpuint (hours[23], <, hours[20]);
  g_assert_cmpuint (hours[25], >, 0);
}

/* 15 % more at the height of winter, 15 % less in summer; over eight weeks a little less so. */
static void
test_seasons (void)
{
  guint counts[2] = { 0 };
  WorldPlan plan = make_plan (1, 60000, 365);
  plan.is_calm = TRUE;
  g_autoptr (GArray) guests = drawn_guests (&plan);
  for (guint i = 0; i < guests->len; i++)
    {
      guint day = g_array_index (guests, Guest, i).day;
      if (day >= 7 && day < 63)
        counts[0]++;
      if (day >= 189 && day < 245)
        counts[1]++;
    }
  g_assert_cmpfloat_with_epsilon ((double) counts[0] / counts[1], 1.144 / .856, .06);
}

static void
test_order (void)
{
  WorldPlan plan = make_plan (5, 3000, 6);
  g_autoptr (World) world = world_new (&plan);
  for (guint day = 0; day < plan.days; day++)
    {
      g_autoptr (GArray) guests = g_array_new (FALSE, FALSE, sizeof (Guest));
      world_draw_day (world, day, guests);
      for (guint i = 1; i < guests->len; i++)
        g_assert_cmpint (g_array_index (guests, Guest, i - 1).time_ms, <=,
                         g_array_index (guests, Guest, i).time_ms);
    }
}

/* What trends of one venue are made from need not draw the chain. */
static void
test_a_venues_day_alone (void)
{
  WorldPlan plan = make_plan (4, 2000, 5);
  g_autoptr (World) world = world_new (&plan);
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (Guest));
  world_draw_day (world, 3, whole);
  g_autoptr (GArray) own = draw_venue_day (world, 2, 3);
  guint found = 0;
  world_sort (own);
  g_assert_cmpuint (own->len, >, 20);
  for (guint i = 0; i < whole->len; i++)
    if (g_array_index (whole, Guest, i).venue == 2)
      {
        g_assert_cmpmem (&g_array_index (whole, Guest, i), sizeof (Guest),
                         &g_array_index (own, Guest, found), sizeof (Guest));
        found++;
      }
  g_assert_cmpuint (found, ==, own->len);
}

/* With it and without it, the guests of all other days and venues are the same, byte by byte; and
 * on its own the same guests come, in another mood. */
static void
test_a_drop_is_where_it_is_said (void)
{
  const Drop drop = { 1, AFT_ASPECT_HYGIENE, 4, 3, .2 };
  g_autoptr (GArray) drops = g_array_new (FALSE, FALSE, sizeof (Drop));
  g_array_append_val (drops, drop);
  WorldPlan plan = make_plan (3, 3000, 10);
  g_autoptr (GArray) before = drawn_guests (&plan);
  plan.drops = drops;
  g_autoptr (GArray) after = drawn_guests (&plan);
  guint touched = 0;
  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < after->len; i++)
    {
      const Guest *guest = &g_array_index (after, Guest, i);
      const Guest *same = &g_array_index (before, Guest, i);
      gboolean is_inside = guest->venue == 1 && guest->day >= 4 && guest->day < 7;
      g_assert_cmpuint (guest->chance, ==, same->chance);
      g_assert_cmpint (guest->time_ms, ==, same->time_ms);
      touched += is_inside;
      if (!is_inside)
        g_assert_cmpmem (guest, sizeof *guest, same, sizeof *same);
      else
        g_assert_cmpfloat (guest->mood, <, same->mood);
      for (guint k = 0; is_inside && k < AFT_ASPECTS; k++)
        g_assert_true ((guest->aspects[k] < same->aspects[k]) == (k == AFT_ASPECT_HYGIENE));
    }
  g_assert_cmpuint (touched, >, 100);
}

static void
test_points_below_nothing_are_a_rise (void)
{
  const Drop rise = { 0, AFT_ASPECT_FOOD, 0, 5, -.1 };
  guint well[2] = { 0 };
  g_autoptr (GArray) drops = g_array_new (FALSE, FALSE, sizeof (Drop));
  g_array_append_val (drops, rise);
  WorldPlan plan = make_plan (1, 40000, 10);
  plan.is_calm = TRUE;
  plan.drops = drops;
  g_autoptr (GArray) guests = drawn_guests (&plan);
  guint all[2] = { 0 };
  for (guint i = 0; i < guests->len; i++)
    {
      const Guest *guest = &g_array_index (guests, Guest, i);
      all[guest->day / 5]++;
      well[guest->day / 5] += guest->score >= 4;
    }
  g_assert_cmpfloat_with_epsilon ((double) well[0] / all[0], .86, .015);
  g_assert_cmpfloat_with_epsilon ((double) well[1] / all[1], .76, .015);
}

/* The worst day of the venue's, and its aspect's. */
static void
test_incidents_are_of_their_aspect (void)
{
  WorldPlan plan = make_plan (4, 60000, 60);
  plan.has_incidents = TRUE;
  g_autoptr (World) world = world_new (&plan);
  for (guint i = 0; i < WORLD_INCIDENTS; i++)
    {
      const Incident *incident = world_get_incident (world, i);
      double that = get_mean (world, incident->venue, incident->day, incident->aspect);
      g_assert_cmpuint (incident->venue, <, 4);
      g_assert_cmpuint (incident->day, >=, 15);
      g_assert_cmpuint (incident->day, <, 60);
      g_assert_cmpfloat (that, <, get_mean (world, incident->venue, 3, incident->aspect) - 1.2);
    }
  plan.has_incidents = FALSE;
  g_autoptr (World) quiet = world_new (&plan);
  g_assert_null (world_get_incident (quiet, 0));
}

/* Of a calm one every venue's guests feel alike; else they do not. */
static void
test_calm (void)
{
  for (guint calm = 0; calm < 2; calm++)
    {
      WorldPlan plan = make_plan (6, 30000, 4);
      plan.is_calm = calm == 1;
      g_autoptr (World) world = world_new (&plan);
      double lowest = 9;
      double highest = -9;
      for (guint venue = 0; venue < 6; venue++)
        {
          double mean = get_mean (world, venue, 1, AFT_ASPECT_SERVICE);
          lowest = MIN (lowest, mean);
          highest = MAX (highest, mean);
        }
      if (calm == 1)
        g_assert_cmpfloat (highest - lowest, <, .2);
      else
        g_assert_cmpfloat (highest - lowest, >, .2);
    }
}

static void
test_scores_rise_with_moods (void)
{
  guint before = 1;
  for (double mood = -4; mood < 4; mood += .01)
    {
      guint score = world_score (mood);
      g_assert_cmpuint (score, >=, before);
      before = score;
    }
  g_assert_cmpuint (world_score (-4), ==, 1);
  g_assert_cmpuint (world_score (4), ==, 5);
  for (guint score = 1; score <= 5; score++)
    g_assert_cmpfloat (world_get_response_chance (score), <=, world_get_response_chance (1));
  g_assert_cmpfloat (world_get_response_chance (3), <, world_get_response_chance (5));
}

static void
test_venues_have_names_and_zones (void)
{
  WorldPlan plan = make_plan (30, 100, 1);
  g_autoptr (World) world = world_new (&plan);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < plan.venues; i++)
    {
      g_assert_true (g_hash_table_add (names, world_dup_venue_name (world, i)));
      g_assert_cmpstr (world_get_zone (world, i), ==, i == 1 ? "Europe/London" : "Asia/Shanghai");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add_func ("/bench/world/" name, test)
  ADD ("venues-are-as-large-as-zipf-says", test_sizes_are_zipf);
  ADD ("week-ends-are-busy", test_week_ends_are_busy);
  ADD ("guests-come-for-lunch-and-dinner", test_hours);
  ADD ("winter-is-busier-than-summer", test_seasons);
  ADD ("guests-of-a-day-are-in-order", test_order);
  ADD ("a-venues-day-alone-is-the-same", test_a_venues_day_alone);
  ADD ("a-drop-is-where-it-is-said-and-nowhere-else", test_a_drop_is_where_it_is_said);
  ADD ("points-below-nothing-are-a-rise", test_points_below_nothing_are_a_rise);
  ADD ("incidents-are-of-their-aspect", test_incidents_are_of_their_aspect);
  ADD ("nothing-differs-where-it-is-calm", test_calm);
  ADD ("scores-rise-with-moods", test_scores_rise_with_moods);
  ADD ("venues-have-names-and-zones", test_venues_have_names_and_zones);
#undef ADD
  return g_test_run ();
}
