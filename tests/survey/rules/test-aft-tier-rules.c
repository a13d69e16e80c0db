/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiers of any house: which threshold counts, and what a document is refused for. */
#include <string.h>

#include "aft-error.h"
#include "aft-tier-rules.h"

#define T(name) "'" name "':{'default':'" name "','zh-cn':'中','zh-tw':'台'}"
#define TEXTS   T ("name") "," T ("meaning")
#define HEAD    "'version':'1','window_days':200,'known_days':30,'potential':{'days':40,'rise':3}"
#define REST    "'low':{" TEXTS "},'unknown':{" TEXTS "}"
#define VIP(what)                                                                                  \
  "{" HEAD ",'tiers':{'vip':{'thresholds':" what "," TEXTS                                         \
  "},'core':{'thresholds':[{'visits':3}]," TEXTS                                                   \
  "},'ordinary':{'thresholds':[{'spend_minor':100}]," TEXTS "}," REST "}}"

static AftTierRules *
parse (const char *document, GError **error)
{
  g_autofree char *json = g_strdelimit (g_strdup (document), "'", '"');
  return aft_tier_rules_parse (json, strlen (json), error);
}

static AftTierRules *
make_rules (void)
{
  g_autoptr (GError) error = NULL;
  AftTierRules *rules = parse (VIP ("[{'visits':5,'spend_minor':1000},{'visits':9}]"), &error);
  g_assert_no_error (error);
  return rules;
}

static AftTier
judge (const AftTierRules *rules, guint visits, gint64 spend_minor, guint known_days)
{
  AftTierFacts facts = { .visits = visits, .spend_minor = spend_minor, .known_days = known_days };
  return aft_tier_rules_judge (rules, &facts);
}

static void
test_all_of_one_threshold_is_asked_for (void)
{
  g_autoptr (AftTierRules) rules = make_rules ();
  g_assert_cmpint (judge (rules, 5, 1000, 0), ==, AFT_TIER_VIP);
  g_assert_cmpint (judge (rules, 9, 0, 0), ==, AFT_TIER_VIP);
  g_assert_cmpint (judge (rules, 5, 999, 0), ==, AFT_TIER_CORE);
  g_assert_cmpint (judge (rules, 4, 1000, 0), ==, AFT_TIER_CORE);
  g_assert_cmpint (judge (rules, 2, 100000, 0), ==, AFT_TIER_ORDINARY);
}

static void
test_spend_that_is_not_known_reaches_nothing (void)
{
  g_autoptr (AftTierRules) rules = make_rules ();
  g_assert_cmpint (judge (rules, 5, -1, 0), ==, AFT_TIER_CORE);
  g_assert_cmpint (judge (rules, 2, -1, 0), ==, AFT_TIER_UNKNOWN);
}

static void
test_nobody_is_low_before_they_are_known (void)
{
  g_autoptr (AftTierRules) rules = make_rules ();
  g_assert_cmpint (judge (rules, 1, 99, 29), ==, AFT_TIER_UNKNOWN);
  g_assert_cmpint (judge (rules, 1, 99, 30), ==, AFT_TIER_LOW);
  g_assert_cmpint (judge (rules, 3, 0, 30), ==, AFT_TIER_CORE);
}

static void
test_potential_is_a_rise_below_core (void)
{
  g_autoptr (AftTierRules) rules = make_rules ();
  AftTierFacts rising = { .visits = 2, .visits_lately = 4, .visits_earlier = 1 };
  AftTierFacts steady = { .visits = 2, .visits_lately = 4, .visits_earlier = 2 };
  AftTierFacts core = { .visits = 3, .visits_lately = 4, .visits_earlier = 0 };
  AftTierFacts vast = { .visits_lately = 2, .visits_earlier = G_MAXUINT };
  g_assert_true (aft_tier_rules_has_potential (rules, &rising));
  g_assert_false (aft_tier_rules_has_potential (rules, &steady));
  g_assert_false (aft_tier_rules_has_potential (rules, &core));
  g_assert_false (aft_tier_rules_has_potential (rules, &vast));
}

static void
test_days_and_names_are_the_documents (void)
{
  g_autoptr (AftTierRules) rules = make_rules ();
  g_autoptr (AftTierRules) same = aft_tier_rules_ref (rules);
  g_assert_cmpstr (aft_tier_rules_get_version (same), ==, "1");
  g_assert_cmpuint (aft_tier_rules_get_window_days (same), ==, 200);
  g_assert_cmpuint (aft_tier_rules_get_potential_days (same), ==, 40);
  for (guint tier = 0; tier < AFT_TIERS; tier++)
    {
      g_assert_cmpstr (aft_tier_rules_get_name (same, tier, AFT_LANGUAGE_EN), ==, "name");
      g_assert_cmpstr (aft_tier_rules_get_meaning (same, tier, AFT_LANGUAGE_ZH_TW), ==, "台");
    }
}

static void
test_what_is_wrong_is_named_with_its_tier (void)
{
  static const struct
  {
    const char *document;
    const char *said;
  } wrong[] = {
    { VIP ("[{}]"), "tiers: vip: threshold 1: visits or spend_minor is needed" },
    { VIP ("[{'visits':5},{'visits':0}]"), "tiers: vip: threshold 2: visits:" },
    { VIP ("[{'spend_minor':-1}]"), "tiers: vip: threshold 1: spend_minor:" },
    { VIP ("[{'spend_minor':1e18}]"), "tiers: vip: threshold 1: spend_minor:" },
    { VIP ("[{'spend':1}]"), "tiers: vip: threshold 1: there is no member “spend” here" },
    { VIP ("[]"), "tiers: vip: thresholds: a list of 1 to 8" },
    { VIP ("3"), "tiers: vip: thresholds:" },
    { "{" HEAD ",'tiers':{" REST "}}", "tiers: ordinary: an object is needed" },
    { "{" HEAD ",'tiers':{'gold':{}," REST "}}", "tiers: there is no member “gold” here" },
    { "{'version':'1','window_days':0,'known_days':1}",
      "window_days: a whole number from 1 to 3660" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftTierRules) rules = parse (wrong[i].document, &error);
      g_assert_null (rules);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, wrong[i].said));
    }
}

/* Who reaches nothing is low or unknown: a threshold there would never be asked. */
static void
test_the_two_lowest_tiers_have_no_thresholds (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTierRules) rules
      = parse ("{" HEAD ",'tiers':{'vip':{'thresholds':[{'visits':5}]," TEXTS
               "},'core':{'thresholds':[{'visits':3}]," TEXTS
               "},'ordinary':{'thresholds':[{'visits':2}]," TEXTS
               "},'low':{'thresholds':[{'visits':1}]," TEXTS "},'unknown':{" TEXTS "}}}",
               &error);
  g_assert_null (rules);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "tiers: low: there is no member “thresholds” here"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/tiers/all-of-one-threshold-is-asked-for",
                   test_all_of_one_threshold_is_asked_for);
  g_test_add_func ("/rules/tiers/spend-that-is-not-known-reaches-nothing",
                   test_spend_that_is_not_known_reaches_nothing);
  g_test_add_func ("/rules/tiers/nobody-is-low-before-they-are-known",
                   test_nobody_is_low_before_they_are_known);
  g_test_add_func ("/rules/tiers/potential-is-a-rise-below-core",
                   test_potential_is_a_rise_below_core);
  g_test_add_func ("/rules/tiers/days-and-names-are-the-documents",
                   test_days_and_names_are_the_documents);
  g_test_add_func ("/rules/tiers/what-is-wrong-is-named-with-its-tier",
                   test_what_is_wrong_is_named_with_its_tier);
  g_test_add_func ("/rules/tiers/the-two-lowest-tiers-have-no-thresholds",
                   test_the_two_lowest_tiers_have_no_thresholds);
  return g_test_run ();
}
