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

#define ADD(name, function)                                                                        \
  g_test_add ("/collector/rule-book/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-houses-own-take-the-place", test_the_houses_own_take_the_place);
  ADD ("rules-that-cannot-be-read-change-nothing", test_rules_that_cannot_be_read_change_nothing);
  ADD ("a-case-is-treated-by-the-version-in-force", test_a_case_is_treated_by_the_version_in_force);
  return g_test_run ();
}
