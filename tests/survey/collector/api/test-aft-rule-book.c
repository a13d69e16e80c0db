/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules in force where responses arrive: the programs' own until the house has some, and those that
 * cannot be read change nothing. */
#include "aft-rule-book.h"

#include <string.h>

#include "aft-house-fixture.h"
#include "aft-house-store-rules.h"

#define RULES                                                                                      \
  "{\"version\":\"house-7\",\"levels\":{\"watch\":10,\"at-risk\":20,\"critical\":30},\"signals\":" \
  "[{"                                                                                             \
  "\"id\":\"always\",\"when\":\"{scores.low} >= "                                                  \
  "0\",\"points\":25,\"reason\":{\"default\":\"Always\","                                          \
  "\"zh-cn\":\"总是\",\"zh-tw\":\"總是\"}}]}"

typedef struct
{
  AftHouseFixture house;
  AftSurveyCache *surveys;
  AftRuleBook *book;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  aft_house_fixture_set_up (&fixture->house, unused);
  fixture->surveys = aft_survey_cache_new ();
  fixture->book = aft_rule_book_new (fixture->surveys);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_rule_book_unref (fixture->book);
  aft_survey_cache_unref (fixture->surveys);
  aft_house_fixture_tear_down (&fixture->house, unused);
}

static void
save (Fixture *fixture, const char *text, guint base)
{
  g_autoptr (GError) error = NULL;
  AftHouseRules rules
      = { .kind = (char *) "risk", .text = (char *) text, .actor = (char *) "user:test" };
  guint version = 0;
  g_assert_true (
      aft_house_store_save_rules_sync (fixture->house.store, &rules, base, &version, &error));
  g_assert_no_error (error);
}

static void
assert_version (Fixture *fixture, const char *version, AftRiskLevel level)
{
  g_autoptr (AftResponse) response = aft_sample_response_new (
      fixture->house.clock, fixture->house.random, AFT_RESPONSE_EXIT, NULL);
  g_autoptr (AftRisk) risk = aft_rule_book_score (fixture->book, NULL, response);
  g_assert_cmpstr (aft_risk_get_version (risk), ==, version);
  g_assert_cmpint (aft_risk_get_level (risk), ==, level);
}

static void
test_the_houses_own_take_the_place (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (aft_rule_book_load (fixture->book, fixture->house.store, &error));
  g_assert_no_error (error);
  assert_version (fixture, "1", AFT_RISK_NONE);
  save (fixture, RULES, 0);
  assert_version (fixture, "1", AFT_RISK_NONE);
  g_assert_true (aft_rule_book_load (fixture->book, fixture->house.store, &error));
  assert_version (fixture, "house-7", AFT_RISK_AT_RISK);
}

static void
test_rules_that_cannot_be_read_change_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  save (fixture, "{}", 0);
  g_assert_false (aft_rule_book_load (fixture->book, fixture->house.store, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  assert_version (fixture, "1", AFT_RISK_NONE);
}

static void
test_a_case_is_treated_by_the_version_in_force (Fixture *fixture, gconstpointer unused)
{
  AftCaseTargets critical;
  AftCaseTargets watch;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  aft_rule_book_treat (AFT_RISK_CRITICAL, AFT_TIER_VIP, &critical, &first, fixture->book);
  aft_rule_book_treat (AFT_RISK_WATCH, AFT_TIER_VIP, &watch, &second, fixture->book);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpuint (critical.contact_minutes, <=, watch.contact_minutes);
  g_assert_cmpuint (critical.contact_minutes, >, 0);
}

/* @count visits, a week apart, the last today, with bills of @spend_minor each; known since the
 * first. */
static AftTier
rank_paying (Fixture *fixture, guint count, gint64 spend_minor, AftHouseRankFacts facts)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) spends = g_array_new (FALSE, FALSE, sizeof (gint64));
  facts.today = 20500;
  facts.days = days;
  facts.spends = spends;
  for (guint i = 0; i < count; i++)
    {
      gint32 day = facts.today - 7 * (gint32) i;
      g_array_append_val (days, day);
      g_array_append_val (spends, spend_minor);
    }
  facts.first_day = facts.first_day > 0 ? facts.first_day : facts.today - 7 * (gint32) count;
  return aft_rule_book_rank (&facts, fixture->book);
}

static AftTier
rank (Fixture *fixture, guint count, AftHouseRankFacts facts)
{
  return rank_paying (fixture, count, -1, facts);
}

static void
test_visits_and_spend_make_the_tier (Fixture *fixture, gconstpointer unused)
{
  const AftHouseRankFacts nothing = { .imported_last_day = -1 };
  const AftHouseRankFacts long_known = { .imported_last_day = -1, .first_day = 20400 };
  const AftHouseRankFacts regular
      = { .imported_visits = 8, .imported_spend_minor = 1000000, .imported_last_day = 20490 };
  const AftHouseRankFacts former
      = { .imported_visits = 80, .imported_spend_minor = 9000000, .imported_last_day = 19000 };
  g_assert_cmpint (rank (fixture, 1, nothing), ==, AFT_TIER_UNKNOWN);
  g_assert_cmpint (rank (fixture, 1, long_known), ==, AFT_TIER_LOW);
  g_assert_cmpint (rank (fixture, 2, nothing), ==, AFT_TIER_ORDINARY);
  g_assert_cmpint (rank (fixture, 10, nothing), ==, AFT_TIER_CORE);
  g_assert_cmpint (rank (fixture, 24, nothing), ==, AFT_TIER_VIP);
  g_assert_cmpint (rank (fixture, 0, regular), ==, AFT_TIER_VIP);
  g_assert_cmpint (rank (fixture, 1, former), ==, AFT_TIER_UNKNOWN);
}

static void
test_bills_of_visits_count (Fixture *fixture, gconstpointer unused)
{
  const AftHouseRankFacts nothing = { .imported_last_day = -1 };
  const AftHouseRankFacts imported = { .imported_spend_minor = 150000, .imported_last_day = 20490 };
  g_assert_cmpint (rank_paying (fixture, 5, 0, nothing), ==, AFT_TIER_ORDINARY);
  g_assert_cmpint (rank_paying (fixture, 5, 59999, nothing), ==, AFT_TIER_ORDINARY);
  g_assert_cmpint (rank_paying (fixture, 5, 60000, nothing), ==, AFT_TIER_CORE);
  g_assert_cmpint (rank_paying (fixture, 8, 125000, nothing), ==, AFT_TIER_VIP);
  /* Those of another program count with them. */
  g_assert_cmpint (rank_paying (fixture, 5, 30000, imported), ==, AFT_TIER_CORE);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/collector/rule-book/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-houses-own-take-the-place", test_the_houses_own_take_the_place);
  ADD ("rules-that-cannot-be-read-change-nothing", test_rules_that_cannot_be_read_change_nothing);
  ADD ("a-case-is-treated-by-the-version-in-force", test_a_case_is_treated_by_the_version_in_force);
  ADD ("visits-and-spend-make-the-tier", test_visits_and_spend_make_the_tier);
  ADD ("bills-of-visits-count", test_bills_of_visits_count);
  return g_test_run ();
}
