/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up houses hold PERFORMANCE.md "The load": each share lies where a binomial draw of that many
 * would, at a fixed seed (four deviations), and the same seed gives the same answers. What guests
 * feel and answer before there is a house is test-generator.c's. */
#include <math.h>
#include <string.h>

#include <sqlite3.h>

#include "aft-clock.h"
#include "aft-house-keys.h"
#include "aft-house-store-care.h"
#include "aft-temp-dir.h"
#include "house.h"
#include "words.h"

#define FROM_DAY    20440 /* 2025-12-18: the 15th of February is day 59 */
#define REVISED_DAY 59
#define SHA_HEX     64

typedef struct
{
  AftTempDir *dir;
  char *path;
  char *keys;
} Place;

static void
set_up (Place *place, gconstpointer unused)
{
  place->dir = aft_temp_dir_new ();
  place->path = aft_temp_dir_dup_path (place->dir, "collector.db");
  place->keys = aft_temp_dir_dup_path (place->dir, "keys");
}

static void
tear_down (Place *place, gconstpointer unused)
{
  aft_temp_dir_free (place->dir);
  g_free (place->path);
  g_free (place->keys);
}

static void
assert_done (gboolean is_done, const GError *error)
{
  g_assert_no_error (error);
  g_assert_true (is_done);
}

/* All in the slow suite; else a third of them, which still tells a share from one that is twice as
 * large. */
static double
choose_answers (double all)
{
  return g_test_slow () ? all : all / 3;
}

/* Closed when it returns. */
static void
fill_house (const HouseOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (House) house = house_open (options, &error);
  g_assert_no_error (error);
  for (guint day = 0; day < world_get_plan (options->world)->days; day++)
    {
      g_autoptr (GArray) guests = g_array_new (FALSE, FALSE, sizeof (Guest));
      world_draw_day ((World *) options->world, day, guests);
      assert_done (house_take_day (house, guests, &error), error);
    }
  assert_done (house_end (house, TRUE, &error), error);
}

static void
make_house (const char *path, const HouseOptions *like, double answers, guint64 seed)
{
  WorldPlan plan = { .seed = seed,
                     .venues = 3,
                     .answers = choose_answers (answers),
                     .from_day = FROM_DAY,
                     .days = 90,
                     .has_incidents = TRUE };
  g_autoptr (World) world = world_new (&plan);
  HouseOptions options = *like;
  options.path = path;
  options.surveys = SURVEYS_FOLDER;
  options.world = world;
  options.kiosks = 2;
  options.known_guests = like->is_plain ? 0 : 60;
  fill_house (&options);
}

/* A sum, or a text as it is. */
static char *
ask_text (const char *path, const char *sql)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *row = NULL;
  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  char *text = g_strdup ((const char *) sqlite3_column_text (row, 0));
  sqlite3_finalize (row);
  sqlite3_close (database);
  return text;
}

static gint64
ask (const char *path, const char *sql)
{
  g_autofree char *text = ask_text (path, sql);
  g_assert_nonnull (text);
  return g_ascii_strtoll (text, NULL, 10);
}

static void
assert_share (const char *what, gint64 such, gint64 all, double share)
{
  double deviation = sqrt (share * (1 - share) / (double) all);
  double found = (double) such / (double) all;
  g_test_message ("%s: %.4f of %d, %.4f planned", what, found, (int) all, share);
  g_assert_cmpint (all, >, 0);
  g_assert_cmpfloat (fabs (found - share), <, 4 * deviation);
}

/* One house is asked everything: it takes a while to make. */
static void
test_shares_are_the_loads (Place *place, gconstpointer unused)
{
  const HouseOptions options = { .hotpot = .34 };
  make_house (place->path, &options, 9000, 5);
  gint64 exits = ask (place->path, "SELECT count(*) FROM response WHERE kind = 0");
  gint64 words = ask (
      place->path, "SELECT count(*) FROM response WHERE kind = 0 AND answers LIKE '%\"words\"%'");
  gint64 english = ask (place->path, "SELECT count(*) FROM response WHERE kind = 0 AND locale = 2");
  gint64 reachable = ask (place->path, "SELECT count(*) FROM consent");
  gint64 known = ask (place->path, "SELECT count(*) FROM response JOIN guest ON guest.ref = guest"
                                   " WHERE guest.tier > 0 OR guest.ref <= 60");
  gint64 complaining = ask (place->path, "SELECT count(*) FROM consent JOIN response"
                                         " ON response.ref = consent.response WHERE kind = 1");
  gint64 by_phone = ask (place->path, "SELECT count(*) FROM response JOIN device"
                                      " ON device.ref = device WHERE channel = 1 AND kind = 0");
  gint64 wrong = ask (place->path, "SELECT count(*) FROM response WHERE abs (ended_ms"
                                   " - coalesce (true_ms, ended_ms)) > 300000 AND kind = 0");
  assert_share ("comments", words, exits, .40);
  assert_share ("English", english, exits, .20);
  assert_share ("reachable", reachable, exits, .04);
  assert_share ("known", known, exits, .03);
  assert_share ("reachable who complain", complaining, exits, .01);
  assert_share ("by phone", by_phone, exits, .05);
  assert_share ("wrong clocks", wrong, exits, .0035);
}

static void
test_left_half_way_is_the_loads (Place *place, gconstpointer unused)
{
  const HouseOptions options = { .hotpot = .34, .is_plain = TRUE };
  make_house (place->path, &options, 8000, 6);
  gint64 all = ask (place->path, "SELECT count(*) FROM response");
  gint64 left = ask (place->path, "SELECT count(*) FROM response WHERE state <> 0");
  assert_share ("left half-way", left, all, .12);
}

/* A case is what is flagged: DESIGN says so, and staff see nothing else. */
static void
test_flagged_are_the_loads (Place *place, gconstpointer unused)
{
  const HouseOptions options = { .hotpot = .34, .is_live = TRUE };
  make_house (place->path, &options, 1000, 7);
  gint64 all = ask (place->path, "SELECT count(DISTINCT sitting_id) FROM response");
  gint64 cases = ask (place->path, "SELECT count(*) FROM service_case");
  assert_share ("flagged", cases, all, .15);
  g_assert_cmpint (ask (place->path, "SELECT count(*) FROM service_case WHERE closed_ms = 0"), ==,
                   0);
}

static void
test_the_survey_is_revised_in_mid_month (Place *place, gconstpointer unused)
{
  const HouseOptions options = { .hotpot = 0 };
  make_house (place->path, &options, 2500, 8);
  g_autofree char *versions = ask_text (
      place->path,
      "SELECT group_concat (text, ' ') FROM (SELECT version || ':' || (min (day) >= 20499)"
      " || (max (day) < 20499) AS text FROM response JOIN survey ON survey.ref = survey"
      " WHERE response.kind = 0 GROUP BY survey ORDER BY version)");
  g_assert_cmpstr (versions, ==, "1:01 2:10");
  g_assert_cmpint (FROM_DAY + REVISED_DAY, ==, 20499);
  g_assert_cmpint (ask (place->path, "SELECT count(*) FROM response WHERE answers LIKE '%location%'"
                                     " AND day >= 20499"),
                   >, 0);
  g_assert_cmpint (ask (place->path, "SELECT count(*) FROM response WHERE kind = 0 AND day < 20499"
                                     " AND answers LIKE '%location%'"),
                   ==, 0);
}

static void
test_kiosks_come_back_after_a_day (Place *place, gconstpointer unused)
{
  const HouseOptions options = { .hotpot = 0 };
  make_house (place->path, &options, 12000, 9);
  /* The last guests of a day, in London, are later than the first, in Shanghai, by less. */
  gint64 late = ask (place->path, "SELECT count(DISTINCT device || ' ' || day) FROM response WHERE"
                                  " received_ms - coalesce (true_ms, ended_ms) > 86400000");
  g_assert_cmpint (late, >, 0);
  assert_share ("days of kiosks offline", late, (gint64) 90 * 6, .01);
  g_assert_cmpint (ask (place->path, "SELECT count(*) FROM chain_break"), ==, 0);
}

static void
test_phones_repeat_and_are_marked (Place *place, gconstpointer unused)
{
  const HouseOptions options = { .hotpot = 0 };
  make_house (place->path, &options, 6000, 10);
  gint64 first
      = ask (place->path, "SELECT count(*) FROM response JOIN device ON device.ref = device"
                          " WHERE channel = 1 AND kind = 0 AND marks = 0");
  gint64 marked = ask (place->path, "SELECT count(*) FROM response WHERE marks = 2");
  assert_share ("repeated", marked, first, .03);
  g_assert_cmpint (ask (place->path, "SELECT count(*) FROM response WHERE marks NOT IN (0, 2)"), ==,
                   0);
  g_assert_cmpint (ask (place->path,
                        "SELECT count(*) FROM response JOIN device ON device.ref = device"
                        " WHERE channel = 0 AND marks <> 0"),
                   ==, 0);
}

/* Digests are made of all that a response holds. */
#define DIGESTS                                                                                    \
  "SELECT group_concat (hex (digest), '') FROM (SELECT digest FROM response ORDER BY id)"

static void
test_same_seed_same_answers (Place *place, gconstpointer unused)
{
  const HouseOptions options = { .hotpot = .34 };
  g_autofree char *again = aft_temp_dir_dup_path (place->dir, "again.db");
  g_autofree char *other = aft_temp_dir_dup_path (place->dir, "other.db");
  make_house (place->path, &options, 900, 11);
  make_house (again, &options, 900, 11);
  make_house (other, &options, 900, 12);
  g_autofree char *first = ask_text (place->path, DIGESTS);
  g_autofree char *second = ask_text (again, DIGESTS);
  g_autofree char *third = ask_text (other, DIGESTS);
  g_assert_cmpfloat ((double) strlen (first), >, choose_answers (800) * SHA_HEX);
  g_assert_true (g_str_equal (first, second));
  g_assert_false (g_str_equal (first, third));
}

/* A sealed box begins with a key that is made for it alone: who could foretell it could read the
 * box. So the digests of responses that have one differ; nothing else does. */
static void
test_only_sealed_boxes_differ (Place *place, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *again = aft_temp_dir_dup_path (place->dir, "again.db");
  g_autoptr (AftClock) clock = aft_clock_new_system ();
  g_autoptr (AftHouseKey) key = aft_house_keys_rotate (place->keys, clock, &error);
  g_assert_no_error (error);
  g_assert_nonnull (key);
  const HouseOptions options = { .hotpot = .34, .is_live = TRUE, .keys = place->keys };
  static const char open[]
      = "SELECT group_concat (hex (digest), '') FROM (SELECT digest FROM response"
        " WHERE ref NOT IN (SELECT response FROM sealed) ORDER BY id)";
  static const char answers[]
      = "SELECT group_concat (hex (id) || answers, '') FROM (SELECT id, answers FROM response"
        " ORDER BY id)";
  make_house (place->path, &options, 300, 13);
  make_house (again, &options, 300, 13);
  const char *const queries[] = { open, answers, "SELECT count(*) FROM sealed" };
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *first = ask_text (place->path, queries[i]);
      g_autofree char *second = ask_text (again, queries[i]);
      g_assert_true (g_str_equal (first, second));
    }
  g_autofree char *first = ask_text (place->path, DIGESTS);
  g_autofree char *second = ask_text (again, DIGESTS);
  g_assert_false (g_str_equal (first, second));
}

/* -- without a house ------------------------------------------------------------------------- */

static void
test_comments_are_log_normal (void)
{
  double sum = 0;
  double squares = 0;
  Draws draws = draws_start (14, 1);
  for (guint i = 0; i < 4000; i++)
    {
      Guest guest = { .score = 3 };
      for (guint k = 0; k < AFT_ASPECTS; k++)
        guest.aspects[k] = draws_normal (&draws);
      g_autofree char *words = words_make (&guest, &draws, AFT_LANGUAGE_ZH_CN);
      glong length = g_utf8_strlen (words, -1);
      g_assert_cmpint (length, <=, 60);
      g_assert_cmpint (length, >=, 10);
      sum += log ((double) length);
      squares += log ((double) length) * log ((double) length);
    }
  double mean = sum / 4000;
  g_test_message ("mean %.3f, deviation %.3f", mean, sqrt (squares / 4000 - mean * mean));
  g_assert_cmpfloat_with_epsilon (exp (mean), 22, 2);
  g_assert_cmpfloat_with_epsilon (sqrt (squares / 4000 - mean * mean), .42, .05);
}

static double
get_well_share (const World *world, guint venue, guint day)
{
  double well = 0;
  g_autoptr (GArray) guests = g_array_new (FALSE, FALSE, sizeof (Guest));
  world_draw_venue_day (world, venue, day, guests);
  for (guint i = 0; i < guests->len; i++)
    well += g_array_index (guests, Guest, i).score >= 4 ? 1 : 0;
  return well / guests->len;
}

static void
test_five_incidents_have_days_of_their_own (void)
{
  for (guint64 seed = 1; seed <= (g_test_slow () ? 50 : 10); seed++)
    {
      WorldPlan plan = { .seed = seed,
                         .venues = 4,
                         .answers = 60000,
                         .from_day = FROM_DAY,
                         .days = 60,
                         .has_incidents = TRUE };
      g_autoptr (World) world = world_new (&plan);
      guint64 days = 0;
      for (guint i = 0; i < WORLD_INCIDENTS; i++)
        {
          const Incident *incident = world_get_incident (world, i);
          g_assert_cmpuint (days & (G_GUINT64_CONSTANT (1) << incident->day), ==, 0);
          days |= G_GUINT64_CONSTANT (1) << incident->day;
          double usual = get_well_share (world, incident->venue, 5);
          g_assert_cmpfloat (get_well_share (world, incident->venue, incident->day), <, usual - .1);
        }
      g_assert_null (world_get_incident (world, WORLD_INCIDENTS));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/bench/load/" name, Place, NULL, set_up, test, tear_down)
  ADD ("shares-are-the-loads", test_shares_are_the_loads);
  ADD ("left-half-way-is-the-loads", test_left_half_way_is_the_loads);
  ADD ("flagged-are-the-loads", test_flagged_are_the_loads);
  ADD ("the-survey-is-revised-in-mid-month", test_the_survey_is_revised_in_mid_month);
  ADD ("kiosks-come-back-after-a-day", test_kiosks_come_back_after_a_day);
  ADD ("phones-repeat-and-are-marked", test_phones_repeat_and_are_marked);
  ADD ("same-seed-same-answers", test_same_seed_same_answers);
  ADD ("only-sealed-boxes-differ", test_only_sealed_boxes_differ);
#undef ADD
  g_test_add_func ("/bench/load/comments-are-log-normal", test_comments_are_log_normal);
  g_test_add_func ("/bench/load/five-incidents-have-days-of-their-own",
                   test_five_incidents_have_days_of_their_own);
  return g_test_run ();
}
