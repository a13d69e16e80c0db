/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiers follow the days and the rules while `serve` runs: a real store with the real rules, and a
 * clock that is set. */
#include "aft-tier-rounds.h"

#include "aft-house-fixture.h"
#include "aft-house-store-guests.h"
#include "aft-house-store-rules.h"
#include "aft-rule-document.h"
#include "aft-wait.h"

#define DAY_SECONDS 86400

typedef struct
{
  AftHouseFixture house;
  AftSurveyCache *surveys;
  AftRuleBook *book;
  AftTierRounds *rounds;
} Fixture;

static void
on_failed (const GError *error, gpointer user_data)
{
  g_assert_no_error (error);
}

static void
start (Fixture *fixture)
{
  const AftTierRoundsOptions options = { .store = fixture->house.store,
                                         .clock = fixture->house.clock,
                                         .rules = fixture->book,
                                         .failed = on_failed };
  fixture->rounds = aft_tier_rounds_new (&options);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  aft_house_fixture_set_up (&fixture->house, NULL);
  fixture->surveys = aft_survey_cache_new ();
  fixture->book = aft_rule_book_new (fixture->surveys);
  AftHouseSqliteOptions options = aft_house_fixture_get_options (&fixture->house);
  options.rank = aft_rule_book_rank;
  options.rank_data = fixture->book;
  aft_house_fixture_close (&fixture->house);
  fixture->house.store = aft_house_sqlite_open (&options, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_tier_rounds_free (fixture->rounds);
  aft_house_fixture_tear_down (&fixture->house, NULL);
  aft_rule_book_unref (fixture->book);
  aft_survey_cache_unref (fixture->surveys);
}

static void
visit (Fixture *fixture)
{
  AftHouseItem item = aft_house_fixture_next (&fixture->house);
  item.has_guest = TRUE;
  item.guest_key = aft_digest_of_text ("1");
  aft_house_assert_receipt (aft_house_fixture_send (&fixture->house, &item), AFT_HOUSE_STORED,
                            AFT_HOUSE_REASON_NONE);
}

static AftTier
get_tier (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftDigest key = aft_digest_of_text ("1");
  g_autoptr (AftHouseGuest) guest
      = aft_house_store_find_guest_sync (fixture->house.store, &key, &error);
  g_assert_no_error (error);
  return guest->tier;
}

/* The house's own rules from now on: @from of the programs' text is @to. */
static void
save_rules (Fixture *fixture, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  guint version = 0;
  g_autoptr (GBytes) bytes = aft_rule_document_load_default (AFT_RULE_DOCUMENT_TIERS, &error);
  g_autoptr (GString) text
      = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_assert_cmpuint (g_string_replace (text, from, to, 0), >, 0);
  const AftHouseRules rules
      = { .kind = (char *) "tiers", .text = text->str, .actor = (char *) "user:test" };
  g_assert_true (
      aft_house_store_save_rules_sync (fixture->house.store, &rules, 0, &version, &error));
  g_assert_no_error (error);
}

static void
test_day_that_begins_moves_tiers (Fixture *fixture, gconstpointer unused)
{
  visit (fixture);
  aft_fake_clock_advance_seconds (fixture->house.fake, 3 * DAY_SECONDS);
  visit (fixture);
  g_assert_cmpint (get_tier (fixture), ==, AFT_TIER_ORDINARY);
  aft_fake_clock_advance_seconds (fixture->house.fake, 500 * DAY_SECONDS);
  start (fixture);
  AFT_WAIT_UNTIL (get_tier (fixture) == AFT_TIER_LOW);
}

static void
test_saved_rules_move_tiers (Fixture *fixture, gconstpointer unused)
{
  visit (fixture);
  aft_fake_clock_advance_seconds (fixture->house.fake, 3 * DAY_SECONDS);
  visit (fixture);
  start (fixture);
  g_assert_cmpint (get_tier (fixture), ==, AFT_TIER_ORDINARY);
  save_rules (fixture, "{\"visits\": 10}", "{\"visits\": 2}");
  aft_tier_rounds_wake (fixture->rounds);
  AFT_WAIT_UNTIL (get_tier (fixture) == AFT_TIER_CORE);
}

static void
test_round_by_hand_begins_anew (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseRankProgress progress;
  AftTierRoundPart part = { .store = fixture->house.store,
                            .rules = fixture->book,
                            .now_ms = aft_clock_get_real_ms (fixture->house.clock),
                            .actor = "collector" };
  g_assert_true (aft_tier_rounds_run_part (&part, &progress, &error));
  g_assert_true (progress.is_over);
  visit (fixture);
  g_assert_true (aft_tier_rounds_run_part (&part, &progress, &error));
  g_assert_cmpuint (progress.looked_at, ==, 0);
  part.is_anew = TRUE;
  g_assert_true (aft_tier_rounds_run_part (&part, &progress, &error));
  g_assert_cmpuint (progress.looked_at, ==, 1);
}

/* Whoever goes away while a part is on its way takes nothing with them that it needs. */
static void
test_ends_in_the_middle (Fixture *fixture, gconstpointer unused)
{
  visit (fixture);
  start (fixture);
  g_clear_pointer (&fixture->rounds, aft_tier_rounds_free);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpint (get_tier (fixture), ==, AFT_TIER_UNKNOWN);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/collector/tier-rounds/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("day-that-begins-moves-tiers", test_day_that_begins_moves_tiers);
  ADD ("saved-rules-move-tiers", test_saved_rules_move_tiers);
  ADD ("round-by-hand-begins-anew", test_round_by_hand_begins_anew);
  ADD ("ends-in-the-middle", test_ends_in_the_middle);
  return g_test_run ();
}
