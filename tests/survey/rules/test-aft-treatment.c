/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Treatment of any house: each tier and level finds its own row, and what a document is refused
 * for, above all that nobody's first answer can depend on the tier. */
#include <string.h>

#include "aft-error.h"
#include "aft-treatment.h"

/* A sound document whose figures tell their place: tier 3, level 2 is 32. */
static char *
make_document (void)
{
  GString *text = g_string_new ("{'version':'9','levels':{");
  for (guint level = 0; level < AFT_RISK_LEVELS; level++)
    g_string_append_printf (
        text, "%s'%s':{'contact_minutes':%u,'manager_minutes':%u,'owner_minutes':%u}",
        level > 0 ? "," : "", aft_risk_level_to_text (level), 10 - level, 20 + level, 30 + level);
  g_string_append (text, "},'tiers':{");
  for (guint tier = 0; tier < AFT_TIERS; tier++)
    {
      g_string_append_printf (text, "%s'%s':{", tier > 0 ? "," : "", aft_tier_to_text (tier));
      for (guint level = 0; level < AFT_RISK_LEVELS; level++)
        g_string_append_printf (
            text,
            "%s'%s':{'handling_minutes':1%u%u,'resolution_minutes':2%u%u,'offer_cap_minor':3%u%u,"
            "'policy':{'default':'en %u%u','zh-cn':'简 %u%u','zh-tw':'繁 %u%u'}}",
            level > 0 ? "," : "", aft_risk_level_to_text (level), tier, level, tier, level, tier,
            level, tier, level, tier, level, tier, level);
      g_string_append (text, "}");
    }
  g_string_append (text, "},'no_win_back':{'policy':{'default':'no','zh-cn':'不','zh-tw':'否'}}}");
  return g_strdelimit (g_string_free (text, FALSE), "'", '"');
}

static AftTreatment *
make_treatment (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *document = make_document ();
  AftTreatment *treatment = aft_treatment_parse (document, strlen (document), &error);
  g_assert_no_error (error);
  return treatment;
}

static void
test_each_tier_and_level_has_its_own_row (void)
{
  g_autoptr (AftTreatment) treatment = make_treatment ();
  for (guint tier = 0; tier < AFT_TIERS; tier++)
    for (guint level = 0; level < AFT_RISK_LEVELS; level++)
      {
        guint place = 10 * tier + level;
        AftCaseTargets targets = aft_treatment_get_targets (treatment, tier, level);
        g_autofree char *policy = g_strdup_printf ("简 %02u", place);
        g_assert_cmpuint (targets.contact_minutes, ==, 10 - level);
        g_assert_cmpuint (targets.escalate_minutes[0], ==, 20 + level);
        g_assert_cmpuint (targets.escalate_minutes[1], ==, 30 + level);
        g_assert_cmpuint (targets.handling_minutes, ==, 100 + place);
        g_assert_cmpuint (targets.resolution_minutes, ==, 200 + place);
        g_assert_cmpint (aft_treatment_get_offer_cap_minor (treatment, tier, level), ==,
                         300 + place);
        g_assert_cmpint (targets.offer_cap_minor, ==, 300 + place);
        g_assert_cmpstr (aft_treatment_get_policy (treatment, tier, level, AFT_LANGUAGE_ZH_CN), ==,
                         policy);
      }
}

static void
test_who_is_not_won_back_has_a_policy_too (void)
{
  g_autoptr (AftTreatment) treatment = make_treatment ();
  g_autoptr (AftTreatment) same = aft_treatment_ref (treatment);
  g_assert_cmpstr (aft_treatment_get_no_win_back_policy (same, AFT_LANGUAGE_EN), ==, "no");
  g_assert_cmpstr (aft_treatment_get_no_win_back_policy (same, AFT_LANGUAGE_ZH_TW), ==, "否");
  g_assert_cmpstr (aft_treatment_get_version (same), ==, "9");
}

static void
test_what_is_wrong_is_named_with_tier_and_level (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *said;
  } changes[] = {
    { "'contact_minutes':8", "'contact_minutes':11",
      "levels: at-risk: contact_minutes: at most the 9" },
    { "'contact_minutes':8", "'contact_minutes':0",
      "levels: at-risk: contact_minutes: a whole number" },
    { "'manager_minutes':22", "'manager_minutes':7", "levels: at-risk: manager_minutes:" },
    { "'owner_minutes':32", "'owner_minutes':22",
      "levels: at-risk: owner_minutes: a whole number from 23" },
    { "'handling_minutes':132", "'handling_minutes':0", "tiers: core: at-risk: handling_minutes:" },
    { "'resolution_minutes':232", "'resolution_minutes':131",
      "tiers: core: at-risk: resolution_minutes: a whole number from 132" },
    { "'resolution_minutes':232", "'resolution_minutes':43201",
      "tiers: core: at-risk: resolution_minutes:" },
    { "'offer_cap_minor':332", "'offer_cap_minor':-1", "tiers: core: at-risk: offer_cap_minor:" },
    { "'offer_cap_minor':332", "'offer_cap_minor':10000001",
      "tiers: core: at-risk: offer_cap_minor:" },
    { "'offer_cap_minor':332", "'offer_cap_minor':0.5", "tiers: core: at-risk: offer_cap_minor:" },
    { "'offer_cap_minor':332", "'contact_minutes':1", "there is no member “contact_minutes” here" },
    { "'zh-cn':'简 32'", "'zh-cn':''",
      "tiers: core: at-risk: policy: the text under zh-cn is empty" },
    { "'zh-cn':'不'", "'zh-cn':7", "no_win_back: policy: the text under zh-cn" },
    { "'vip'", "'gold'", "tiers: there is no member “gold” here" },
  };
  g_autofree char *document = make_document ();
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *from = g_strdelimit (g_strdup (changes[i].from), "'", '"');
      g_autofree char *to = g_strdelimit (g_strdup (changes[i].to), "'", '"');
      g_auto (GStrv) parts = g_strsplit (document, from, -1);
      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      g_autofree char *changed = g_strjoinv (to, parts);
      g_autoptr (AftTreatment) treatment = aft_treatment_parse (changed, strlen (changed), &error);
      g_assert_null (treatment);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, changes[i].said));
    }
}

/* @ladder as JSON with single quotes; NULL: the document has none. */
static AftTreatment *
parse_ladder (const char *ladder, GError **error)
{
  g_autofree char *document = make_document ();
  document[strlen (document) - 1] = '\0';
  g_autofree char *member = g_strconcat (",'ladder':", ladder, NULL);
  g_strdelimit (member, "'", '"');
  g_autofree char *whole = g_strconcat (document, ladder != NULL ? member : "", "}", NULL);
  return aft_treatment_parse (whole, strlen (whole), error);
}

#define TEXT(text) "'text':{'default':'" text "','zh-cn':'简 " text "','zh-tw':'繁 " text "'}"

static void
test_a_ladder_is_the_house_s (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTreatment) treatment = parse_ladder (
      "[{'id':'sorry','apology':true," TEXT ("sorry") "},{'id':'tea'," TEXT ("tea") "}]", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (aft_treatment_count_rungs (treatment), ==, 2);
  g_assert_cmpstr (aft_treatment_get_rung_id (treatment, 1), ==, "tea");
  g_assert_true (aft_treatment_is_apology (treatment, "sorry"));
  g_assert_false (aft_treatment_is_apology (treatment, "tea"));
  g_assert_false (aft_treatment_is_apology (treatment, NULL));
  g_assert_cmpstr (aft_treatment_get_rung_text (treatment, "tea", AFT_LANGUAGE_ZH_TW), ==,
                   "繁 tea");
  g_assert_null (aft_treatment_get_rung_text (treatment, "apology", AFT_LANGUAGE_EN));
  g_assert_null (aft_treatment_get_rung_text (treatment, NULL, AFT_LANGUAGE_EN));
}

/* Documents that houses saved before there was one. */
static void
test_without_a_ladder_there_is_the_program_s (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTreatment) treatment = parse_ladder (NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (aft_treatment_count_rungs (treatment), >, 5);
  g_assert_true (aft_treatment_is_apology (treatment, "apology"));
  for (guint i = 0; i < aft_treatment_count_rungs (treatment); i++)
    for (AftLanguage language = 0; language < AFT_LANGUAGES; language++)
      g_assert_nonnull (aft_treatment_get_rung_text (
          treatment, aft_treatment_get_rung_id (treatment, i), language));
}

static void
test_what_is_wrong_in_a_ladder_is_named (void)
{
  static const char *const ladders[][2] = {
    { "[]", "ladder: " },
    { "7", "ladder: " },
    { "[{'id':'a'," TEXT ("a") "}]", "a: apology: the first rung is the apology" },
    { "[{'id':'a','apology':false," TEXT ("a") "}]", "a: apology: the first rung" },
    { "[{'id':'a','apology':1," TEXT ("a") "}]", "a: apology: the first rung" },
    { "[{'id':'a','apology':true," TEXT ("a") "},{'id':'b','apology':true," TEXT ("b") "}]",
      "b: apology: only the first rung" },
    { "[{'id':'a','apology':true," TEXT ("a") "},{'id':'a'," TEXT ("b") "}]", "ladder: rung" },
    { "[{'id':'A','apology':true," TEXT ("a") "}]", "ladder: rung" },
    { "[{'id':'a','apology':true,'text':'a'}]", "a: text" },
    { "[{'id':'a','apology':true,'cost':1," TEXT ("a") "}]", "there is no member “cost” here" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (ladders); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftTreatment) treatment = parse_ladder (ladders[i][0], &error);
      g_assert_null (treatment);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, ladders[i][1]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/treatment/each-tier-and-level-has-its-own-row",
                   test_each_tier_and_level_has_its_own_row);
  g_test_add_func ("/rules/treatment/who-is-not-won-back-has-a-policy-too",
                   test_who_is_not_won_back_has_a_policy_too);
  g_test_add_func ("/rules/treatment/what-is-wrong-is-named-with-tier-and-level",
                   test_what_is_wrong_is_named_with_tier_and_level);
  g_test_add_func ("/rules/treatment/a-ladder-is-the-house's", test_a_ladder_is_the_house_s);
  g_test_add_func ("/rules/treatment/without-a-ladder-there-is-the-program's",
                   test_without_a_ladder_there_is_the_program_s);
  g_test_add_func ("/rules/treatment/what-is-wrong-in-a-ladder-is-named",
                   test_what_is_wrong_in_a_ladder_is_named);
  return g_test_run ();
}
