/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up houses are what their plan says: what is measured or found in them is worth no more. */
#include <math.h>
#include <string.h>

#include "aft-given-answers.h"
#include "aft-house-store-care.h"
#include "aft-temp-dir.h"
#include "answers.h"
#include "drawn.h"
#include "house.h"
#include "truth.h"

#define FROM_DAY 20440 /* 2025-12-18 */

static WorldPlan
make_plan (double answers, guint days)
{
  return (WorldPlan){
    .seed = 7, .venues = 1, .answers = answers, .from_day = FROM_DAY, .days = days, .is_calm = TRUE
  };
}

static double
get_share (const GArray *guests, guint from_day, guint to_day, guint low, guint high)
{
  guint all = 0;
  guint such = 0;
  for (guint i = 0; i < guests->len; i++)
    {
      const Guest *guest = &g_array_index (guests, Guest, i);
      if (guest->day < from_day || guest->day > to_day)
        continue;
      all++;
      such += guest->score >= low && guest->score <= high ? 1 : 0;
    }
  return (double) such / all;
}

static void
test_same_seed (void)
{
  WorldPlan plan = make_plan (500, 30);
  g_autoptr (GArray) first = drawn_guests (&plan);
  g_autoptr (GArray) second = drawn_guests (&plan);
  plan.seed++;
  g_autoptr (GArray) other = drawn_guests (&plan);
  g_assert_cmpmem (first->data, first->len * sizeof (Guest), second->data,
                   second->len * sizeof (Guest));
  g_assert_cmpuint (g_array_index (first, Guest, 0).chance, !=,
                    g_array_index (other, Guest, 0).chance);
}

static void
test_normal_distribution (void)
{
  g_assert_cmpfloat_with_epsilon (draws_normal_share (1.959963985), .975, 1e-9);
  g_assert_cmpfloat_with_epsilon (draws_normal_threshold (.025), -1.959963985, 1e-8);
  Draws draws = draws_start (3, 1);
  double sum = 0;
  double squares = 0;
  for (guint i = 0; i < 100000; i++)
    {
      double drawn = draws_normal (&draws);
      sum += drawn;
      squares += drawn * drawn;
    }
  g_assert_cmpfloat_with_epsilon (sum / 100000, 0, .015);
  g_assert_cmpfloat_with_epsilon (squares / 100000, 1, .02);
}

static void
test_counts_are_poisson (void)
{
  static const double means[] = { .4, 12, 900 };
  Draws draws = draws_start (5, 1);
  for (guint m = 0; m < G_N_ELEMENTS (means); m++)
    {
      double sum = 0;
      double squares = 0;
      for (guint i = 0; i < 200000; i++)
        {
          double drawn = draws_poisson (&draws, means[m]);
          sum += drawn;
          squares += drawn * drawn;
        }
      double mean = sum / 200000;
      g_assert_cmpfloat_with_epsilon (mean / means[m], 1, .015);
      g_assert_cmpfloat_with_epsilon ((squares / 200000 - mean * mean) / means[m], 1, .03);
    }
}

/* PERFORMANCE.md "The load". */
static void
test_scores_are_the_loads (void)
{
  static const double shares[] = { .04, .06, .14, .34, .42 };
  WorldPlan plan = make_plan (40000, 50);
  g_autoptr (GArray) guests = drawn_guests (&plan);
  g_assert_cmpfloat_with_epsilon (guests->len / 40000.0, 1, .02);
  for (guint score = 1; score <= 5; score++)
    g_assert_cmpfloat_with_epsilon (get_share (guests, 0, 49, score, score), shares[score - 1],
                                    .012);
}

static void
test_aspects_go_with_the_mood (void)
{
  WorldPlan plan = make_plan (20000, 10);
  g_autoptr (GArray) guests = drawn_guests (&plan);
  double sum = 0;
  double mood = 0;
  double aspect = 0;
  double both = 0;
  for (guint i = 0; i < guests->len; i++)
    {
      const Guest *guest = &g_array_index (guests, Guest, i);
      sum += guest->aspects[AFT_ASPECT_PORTION];
      mood += guest->mood * guest->mood;
      aspect += guest->aspects[AFT_ASPECT_PORTION] * guest->aspects[AFT_ASPECT_PORTION];
      both += guest->mood * guest->aspects[AFT_ASPECT_PORTION];
    }
  g_assert_cmpfloat_with_epsilon (sum / guests->len, 0, .03);
  g_assert_cmpfloat_with_epsilon (both / sqrt (mood * aspect), .6, .03);
}

static void
test_a_drop_is_as_large_as_planned (void)
{
  const Drop drop = { 0, AFT_ASPECT_SERVICE, 20, 10, .15 };
  g_autoptr (GArray) drops = g_array_new (FALSE, FALSE, sizeof (Drop));
  g_array_append_val (drops, drop);
  WorldPlan plan = make_plan (40000, 40);
  plan.drops = drops;
  g_autoptr (GArray) guests = drawn_guests (&plan);
  g_assert_cmpfloat_with_epsilon (get_share (guests, 0, 19, 4, 5), .76, .02);
  g_assert_cmpfloat_with_epsilon (get_share (guests, 20, 29, 4, 5), .61, .02);
  g_assert_cmpfloat_with_epsilon (get_share (guests, 30, 39, 4, 5), .76, .02);
}

/* The second venue's clocks go forward on 2026-03-29: a guest at noon answers an hour earlier then.
 */
static void
test_wall_clocks_change (void)
{
  WorldPlan plan = make_plan (20000, 110);
  plan.venues = 2;
  g_autoptr (World) world = world_new (&plan);
  for (guint day = 100; day < 104; day++)
    {
      g_autoptr (GArray) guests = g_array_new (FALSE, FALSE, sizeof (Guest));
      world_draw_venue_day (world, 1, day, guests);
      g_assert_cmpuint (guests->len, >, 0);
      const Guest *guest = &g_array_index (guests, Guest, 0);
      gint64 wall_ms = ((gint64) FROM_DAY + day) * 86400000 + (gint64) guest->minute * 60000;
      gint64 summer_ms = FROM_DAY + (gint) day >= 20541 ? 3600000 : 0;
      g_assert_cmpint ((guest->time_ms + summer_ms - wall_ms) / 60000, ==, 0);
    }
}

/* -- answers --------------------------------------------------------------------------------- */

static void
on_option (const char *question, const char *option, gpointer user_data)
{
  guint *options = user_data;
  (*options)++;
}

static void
assert_belong (const AftSurvey *survey, AftValue *answers)
{
  guint options = 0;
  g_autoptr (GError) error = NULL;
  gboolean is_good = aft_given_answers_judge (survey, answers, on_option, &options, &error);
  g_assert_no_error (error);
  g_assert_true (is_good);
  g_assert_cmpuint (options, >, 0);
  aft_value_unref (answers);
}

static void
test_answers_belong_to_their_survey (void)
{
  WorldPlan plan = make_plan (800, 10);
  g_autoptr (GArray) guests = drawn_guests (&plan);
  g_autoptr (AftSurvey) exit = drawn_survey ("exit.json", NULL);
  g_autoptr (AftSurvey) hotpot = drawn_survey ("hotpot.json", NULL);
  g_autoptr (AftSurvey) complaint = drawn_survey ("complaint.json", NULL);
  Draws draws = draws_start (1, 1);
  for (guint i = 0; i < guests->len; i++)
    {
      const Guest *guest = &g_array_index (guests, Guest, i);
      guint questions = i % 3 == 0 ? 1 + i % 9 : ANSWERS_ALL;
      assert_belong (exit, answers_make_exit (guest, &draws,
                                              &(ExitAsked){ i % AFT_LANGUAGES, questions, FALSE }));
      assert_belong (hotpot, answers_make_hotpot (guest, &draws, i % AFT_LANGUAGES, questions));
      assert_belong (complaint, answers_make_complaint (guest, &draws));
    }
}

static void
test_who_leaves_has_answered_that_much (void)
{
  WorldPlan plan = make_plan (100, 5);
  g_autoptr (GArray) guests = drawn_guests (&plan);
  Draws draws = draws_start (1, 1);
  for (guint i = 0; i < guests->len; i++)
    {
      g_autoptr (AftValue) answers = answers_make_exit (&g_array_index (guests, Guest, i), &draws,
                                                        &(ExitAsked){ AFT_LANGUAGE_EN, 1, FALSE });
      g_assert_cmpuint (aft_value_get_length (answers), ==, 1);
      g_assert_cmpfloat (aft_value_get_number (aft_value_get_member (answers, "overall")), ==,
                         g_array_index (guests, Guest, i).score);
    }
}

/* -- houses ---------------------------------------------------------------------------------- */

typedef struct
{
  AftTempDir *dir;
  char *path;
} Place;

static void
set_up (Place *place, gconstpointer unused)
{
  place->dir = aft_temp_dir_new ();
  place->path = aft_temp_dir_dup_path (place->dir, "collector.db");
}

static void
tear_down (Place *place, gconstpointer unused)
{
  aft_temp_dir_free (place->dir);
  g_free (place->path);
}

static House *
make_house (Place *place, World *world, gboolean is_live, Truth *truth)
{
  g_autoptr (GError) error = NULL;
  HouseOptions options = { .path = place->path,
                           .surveys = SURVEYS_FOLDER,
                           .world = world,
                           .kiosks = 2,
                           .hotpot = .5,
                           .is_live = is_live };
  House *house = house_open (&options, &error);
  g_assert_no_error (error);
  for (guint day = 0; day < world_get_plan (world)->days; day++)
    {
      g_autoptr (GArray) guests = g_array_new (FALSE, FALSE, sizeof (Guest));
      world_draw_day (world, day, guests);
      truth_note (truth, guests);
      gboolean is_taken = house_take_day (house, guests, &error);
      g_assert_no_error (error);
      g_assert_true (is_taken);
    }
  gboolean is_ended = house_end (house, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (is_ended);
  return house;
}

static void
assert_proved (House *house, guint64 at_least)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseVerification) verification
      = aft_house_store_verify_sync (house_get_store (house), NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < verification->findings->len; i++)
    g_test_message ("%s", (char *) verification->findings->pdata[i]);
  g_assert_cmpuint (verification->findings->len, ==, 0);
  g_assert_cmpuint (house_get_counts (house).stored, >=, at_least);
}

static void
test_a_house_is_proved (Place *place, gconstpointer is_live)
{
  WorldPlan plan = {
    .seed = 11, .venues = 3, .answers = 400, .from_day = FROM_DAY, .days = 40, .has_incidents = TRUE
  };
  g_autoptr (World) world = world_new (&plan);
  g_autoptr (Truth) truth = truth_new (world);
  g_autoptr (House) house = make_house (place, world, GPOINTER_TO_INT (is_live), truth);
  assert_proved (house, 350);
  HouseCounts counts = house_get_counts (house);
  g_assert_cmpuint (counts.duplicates, >, 0);
  g_assert_true ((counts.cases > 0) == GPOINTER_TO_INT (is_live));
}

static void
test_what_was_planted_is_written_down (Place *place, gconstpointer unused)
{
  const Drop drop = { 0, AFT_ASPECT_SERVICE, 5, 10, .15 };
  g_autoptr (GArray) drops = g_array_new (FALSE, FALSE, sizeof (Drop));
  g_array_append_val (drops, drop);
  WorldPlan plan = make_plan (200, 20);
  plan.drops = drops;
  g_autoptr (GError) error = NULL;
  g_autoptr (World) world = world_new (&plan);
  g_autoptr (Truth) truth = truth_new (world);
  g_autoptr (House) house = make_house (place, world, FALSE, truth);
  g_autofree char *path = aft_temp_dir_dup_path (place->dir, "truth.json");
  g_autofree char *served = aft_temp_dir_dup_path (place->dir, "served.csv");
  g_autofree char *text = NULL;
  g_autofree char *csv = NULL;
  gboolean is_written = truth_write (truth, house, path, &error);
  g_assert_no_error (error);
  g_assert_true (is_written);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL)
                 && g_file_get_contents (served, &csv, NULL, NULL));
  g_assert_nonnull (strstr (text, "{\"aspect\":\"service\",\"from\":\"2025-12-23\",\"points\":0.15,"
                                  "\"to\":\"2026-01-01\",\"venue\":"));
  g_assert_true (g_str_has_prefix (csv, "venue,day,guests\r\n"));
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 22);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bench/generator/same-seed-same-guests", test_same_seed);
  g_test_add_func ("/bench/generator/moods-are-normal", test_normal_distribution);
  g_test_add_func ("/bench/generator/counts-are-poisson", test_counts_are_poisson);
  g_test_add_func ("/bench/generator/scores-are-the-loads", test_scores_are_the_loads);
  g_test_add_func ("/bench/generator/aspects-go-with-the-mood", test_aspects_go_with_the_mood);
  g_test_add_func ("/bench/generator/a-drop-is-as-large-as-planned",
                   test_a_drop_is_as_large_as_planned);
  g_test_add_func ("/bench/generator/wall-clocks-change", test_wall_clocks_change);
  g_test_add_func ("/bench/generator/answers-belong-to-their-survey",
                   test_answers_belong_to_their_survey);
  g_test_add_func ("/bench/generator/who-leaves-has-answered-that-much",
                   test_who_leaves_has_answered_that_much);
  g_test_add ("/bench/generator/a-quick-house-is-proved", Place, GINT_TO_POINTER (FALSE), set_up,
              test_a_house_is_proved, tear_down);
  g_test_add ("/bench/generator/a-house-with-cases-is-proved", Place, GINT_TO_POINTER (TRUE),
              set_up, test_a_house_is_proved, tear_down);
  g_test_add ("/bench/generator/what-was-planted-is-written-down", Place, NULL, set_up,
              test_what_was_planted_is_written_down, tear_down);
  return g_test_run ();
}
