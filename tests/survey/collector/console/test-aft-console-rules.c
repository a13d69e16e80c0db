/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's rules as forms: what is typed lands at its place and nowhere else, what is wrong is
 * said at its field and nothing is saved, and every version can be looked at and put back. */
#include <string.h>

#include "aft-case-pages.h"
#include "aft-house-store-rules.h"
#include "aft-json.h"
#include "aft-page-fixture.h"

#define RULES     "/console/settings/rules"
#define TREATMENT RULES "/treatment"

static const AftJsonLimits limits = { 131072, 8 };

/* The rules of @kind in force; NULL: the house has none of its own. */
static AftValue *
load_rules (AftPageFixture *fixture, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseRules) rules
      = aft_house_store_get_rules_sync (fixture->house.store, kind, 0, &error);
  return rules != NULL ? aft_json_parse (rules->text, strlen (rules->text), &limits, NULL) : NULL;
}

static const AftValue *
find (const AftValue *value, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    value = aft_value_get_type (value) == AFT_VALUE_ARRAY
                ? aft_value_get_item (value, (gsize) g_ascii_strtoull (parts[i], NULL, 10))
                : aft_value_get_member (value, parts[i]);
  return value;
}

static void
assert_number (AftPageFixture *fixture, const char *kind, const char *path, double number)
{
  g_autoptr (AftValue) rules = load_rules (fixture, kind);
  g_assert_nonnull (rules);
  g_assert_cmpfloat (aft_value_get_number (find (rules, path)), ==, number);
}

static void
assert_text (AftPageFixture *fixture, const char *kind, const char *path, const char *text)
{
  g_autoptr (AftValue) rules = load_rules (fixture, kind);
  g_assert_nonnull (rules);
  g_assert_cmpstr (aft_value_get_string (find (rules, path)), ==, text);
}

static void
assert_none_saved (AftPageFixture *fixture, const char *kind)
{
  g_autoptr (AftValue) rules = load_rules (fixture, kind);
  g_assert_null (rules);
}

/* -- treatment -------------------------------------------------------------------------------- */

static void
test_figure_lands_at_its_place (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  aft_page_fixture_assert_guarded (fixture, TREATMENT);
  g_assert_cmpint (aft_page_fixture_get (fixture, TREATMENT), ==, 200);
  aft_page_fixture_assert_says (fixture,
                                "name=\"tiers.vip.critical.offer_cap_minor\" value=\"500.00\"");
  g_assert_cmpint (aft_page_fixture_post (
                       fixture, TREATMENT, "base", "0", "from", "0", "do", "save",
                       "levels.critical.contact_minutes", "1", "tiers.vip.critical.offer_cap_minor",
                       "620.5", "tiers.vip.critical.policy.zh-cn", " 马上\r\n过去 ", NULL),
                   ==, 303);
  g_assert_cmpuint (fixture->changes, ==, 1);
  assert_number (fixture, "treatment", "levels.critical.contact_minutes", 1);
  assert_number (fixture, "treatment", "tiers.vip.critical.offer_cap_minor", 62050);
  assert_number (fixture, "treatment", "tiers.vip.critical.handling_minutes", 15);
  assert_text (fixture, "treatment", "tiers.vip.critical.policy.zh-cn", "马上 过去");
  assert_text (fixture, "treatment", "version", "house-1");
}

/* The document may know more than the form does. */
static void
test_what_the_form_does_not_show_stays (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_post (fixture, TREATMENT, "base", "0", "from", "0", "do",
                                          "save", "levels.none.owner_minutes", "121", "version",
                                          "mine", "nonsense.default", "x", NULL),
                   ==, 303);
  g_autoptr (AftValue) rules = load_rules (fixture, "treatment");
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/org/aftertaste/rules/treatment.json",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (AftValue) given
      = aft_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &limits, NULL);
  g_assert_cmpuint (aft_value_get_length (rules), ==, aft_value_get_length (given));
  for (gsize i = 0; i < aft_value_get_length (given); i++)
    {
      const char *name = aft_value_get_member_name (given, i);
      if (!g_str_equal (name, "levels") && !g_str_equal (name, "version"))
        g_assert_true (aft_value_equal (aft_value_get_member (rules, name),
                                        aft_value_get_member_at (given, i)));
    }
}

static void
test_fault_is_said_at_its_field (AftPageFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *field;
    const char *typed;
    const char *said;
  } faults[] = {
    { "levels.watch.contact_minutes", "soon", "A whole number from 1 to 43200" },
    { "levels.watch.contact_minutes", "0", "A whole number from 1 to 43200" },
    { "levels.watch.contact_minutes", "", "Something is needed here." },
    { "levels.critical.contact_minutes", "6", "What is graver cannot wait longer: 5 or less" },
    { "levels.watch.manager_minutes", "9", "10 or more" },
    { "levels.watch.owner_minutes", "20", "21 or more" },
    { "tiers.vip.none.resolution_minutes", "239", "240 or more" },
    { "tiers.vip.none.offer_cap_minor", "-1", "An amount from ¥0.00 to ¥100000.00" },
    { "tiers.low.none.policy.zh-tw", " ", "Something is needed here." },
  };
  aft_page_fixture_sign_in (fixture, "an");
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *fault = g_strdup_printf ("id=\"%s-fault\"", faults[i].field);
      g_assert_cmpint (aft_page_fixture_post (fixture, TREATMENT, "base", "0", "from", "0", "do",
                                              "save", faults[i].field, faults[i].typed, NULL),
                       ==, 422);
      aft_page_fixture_assert_says (fixture, faults[i].said);
      aft_page_fixture_assert_says (fixture, fault);
    }
  assert_none_saved (fixture, "treatment");
  g_assert_cmpuint (fixture->changes, ==, 0);
}

static void
test_typed_texts_are_text (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_post (fixture, TREATMENT, "base", "0", "from", "0", "do",
                                          "save", "levels.none.contact_minutes", AFT_PAGE_HOSTILE,
                                          NULL),
                   ==, 422);
  aft_page_fixture_assert_harmless (fixture);
  g_assert_cmpint (aft_page_fixture_post (fixture, TREATMENT, "base", "0", "from", "0", "do",
                                          "save", "no_win_back.policy.default", AFT_PAGE_HOSTILE,
                                          NULL),
                   ==, 303);
  aft_page_fixture_get (fixture, TREATMENT "?version=1");
  aft_page_fixture_assert_harmless (fixture);
}

static void
test_check_says_what_would_differ (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_post (fixture, TREATMENT, "base", "0", "from", "0", "do",
                                          "check", "tiers.vip.critical.offer_cap_minor", "620",
                                          NULL),
                   ==, 200);
  aft_page_fixture_assert_says (fixture, "The rules are good.");
  aft_page_fixture_assert_says (fixture, "<del>¥500.00</del>");
  aft_page_fixture_assert_says (fixture, "<ins>¥620.00</ins>");
  aft_page_fixture_assert_says (fixture, "value=\"620\"");
  assert_none_saved (fixture, "treatment");
}

/* -- versions --------------------------------------------------------------------------------- */

static int
save_contact (AftPageFixture *fixture, const char *base, const char *minutes)
{
  return aft_page_fixture_post (fixture, TREATMENT, "base", base, "from", base, "do", "save",
                                "levels.critical.contact_minutes", minutes, NULL);
}

static void
test_two_people_do_not_overwrite (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (save_contact (fixture, "0", "1"), ==, 303);
  g_assert_cmpint (save_contact (fixture, "1", "1"), ==, 303); /* as it is: nothing to save */
  aft_page_fixture_get (fixture, TREATMENT);
  aft_page_fixture_assert_silent (fixture, "Version 2");
  g_assert_cmpint (aft_page_fixture_post (fixture, TREATMENT, "base", "0", "from", "0", "do",
                                          "save", "levels.none.contact_minutes", "14", NULL),
                   ==, 409);
  aft_page_fixture_assert_says (fixture, "value=\"14\"");
  assert_number (fixture, "treatment", "levels.none.contact_minutes", 15);
}

static void
test_versions_looked_at_and_put_back (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (save_contact (fixture, "0", "1"), ==, 303);
  g_assert_cmpint (aft_page_fixture_post (fixture, TREATMENT, "base", "1", "from", "1", "do",
                                          "save", "levels.none.contact_minutes", "14", NULL),
                   ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, TREATMENT "?version=2"), ==, 200);
  aft_page_fixture_assert_says (fixture, "<del>15</del>");
  aft_page_fixture_assert_says (fixture, "<ins>14</ins>");
  aft_page_fixture_assert_silent (fixture, "Put this version in force again");
  g_assert_cmpint (aft_page_fixture_get (fixture, TREATMENT "?version=1"), ==, 200);
  aft_page_fixture_assert_says (fixture, "This is an earlier version.");
  aft_page_fixture_assert_says (fixture, "Version 2");
  aft_page_fixture_assert_silent (fixture, " UTC");
  aft_page_fixture_assert_guarded (fixture, TREATMENT "/back");
  g_assert_cmpint (
      aft_page_fixture_post (fixture, TREATMENT "/back", "base", "2", "from", "1", NULL), ==, 303);
  assert_number (fixture, "treatment", "levels.none.contact_minutes", 15);
  assert_number (fixture, "treatment", "levels.critical.contact_minutes", 1);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, TREATMENT "/back", "base", "3", "from", "0", NULL), ==, 303);
  assert_number (fixture, "treatment", "levels.critical.contact_minutes", 2);
  g_assert_cmpint (aft_page_fixture_get (fixture, TREATMENT "?version=77"), ==, 404);
}

/* -- the other documents ---------------------------------------------------------------------- */

static void
test_signal_switched_off (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_get (fixture, RULES "/risk"), ==, 200);
  aft_page_fixture_assert_says (fixture, "name=\"signals.0.points\" value=\"70\"");
  g_assert_cmpint (aft_page_fixture_post (fixture, RULES "/risk", "base", "0", "from", "0", "do",
                                          "save", "signals.0.points", "0", "signals.0.id", "mine",
                                          NULL),
                   ==, 303);
  assert_number (fixture, "risk", "signals.0.points", 0);
  assert_text (fixture, "risk", "signals.0.id", "illness");
  aft_page_fixture_get (fixture, RULES "/risk");
  aft_page_fixture_assert_says (fixture, "Switched off.");
}

static void
test_bad_condition_is_said_at_its_signal (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_post (fixture, RULES "/risk", "base", "0", "from", "0", "do",
                                          "save", "signals.3.when", "{overall} <=", NULL),
                   ==, 422);
  aft_page_fixture_assert_says (fixture, "id=\"signals.3.when-fault\" lang=\"en\"");
  g_assert_cmpint (aft_page_fixture_post (fixture, RULES "/risk", "base", "0", "from", "0", "do",
                                          "save", "levels.at-risk", "15", NULL),
                   ==, 422);
  aft_page_fixture_assert_says (fixture, "16 or more");
  assert_none_saved (fixture, "risk");
}

static void
test_thresholds_come_and_go (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_post (
                       fixture, RULES "/tiers", "base", "0", "from", "0", "do", "save",
                       "tiers.vip.thresholds.0.visits", "", "tiers.vip.thresholds.0.spend_minor",
                       "", "tiers.vip.thresholds.1.visits", "9",
                       "tiers.vip.thresholds.1.spend_minor", "", "tiers.vip.thresholds.2.visits",
                       "", "tiers.vip.thresholds.2.spend_minor", "12000.50", NULL),
                   ==, 303);
  g_autoptr (AftValue) rules = load_rules (fixture, "tiers");
  const AftValue *list = find (rules, "tiers.vip.thresholds");
  g_assert_cmpuint (aft_value_get_length (list), ==, 2);
  g_assert_cmpfloat (aft_value_get_number (find (list, "0.visits")), ==, 9);
  g_assert_null (find (list, "0.spend_minor"));
  g_assert_cmpfloat (aft_value_get_number (find (list, "1.spend_minor")), ==, 1200050);
  g_assert_cmpint (aft_page_fixture_post (fixture, RULES "/tiers", "base", "1", "from", "1", "do",
                                          "save", "tiers.ordinary.thresholds.0.visits", "", NULL),
                   ==, 422);
  aft_page_fixture_assert_says (fixture, "id=\"tiers.ordinary.thresholds.0.visits-fault\"");
}

static void
test_sentences_come_and_go (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_post (fixture, RULES "/steps", "base", "0", "from", "0", "do",
                                          "save", "steps.calm.say.0.default", "",
                                          "steps.calm.say.0.zh-cn", "", "steps.calm.say.0.zh-tw",
                                          "", "steps.calm.say.3.default", "Come in.",
                                          "steps.calm.say.3.zh-cn", "请进。",
                                          "steps.calm.say.3.zh-tw", "請進。", NULL),
                   ==, 303);
  g_autoptr (AftValue) rules = load_rules (fixture, "steps");
  const AftValue *list = find (rules, "steps.calm.say");
  g_assert_cmpuint (aft_value_get_length (list), ==, 3);
  g_assert_cmpstr (aft_value_get_string (find (list, "2.zh-cn")), ==, "请进。");
  g_assert_cmpint (aft_page_fixture_post (fixture, RULES "/steps", "base", "1", "from", "1", "do",
                                          "save", "steps.calm.say.3.default", "Half",
                                          "steps.calm.say.3.zh-cn", "", "steps.calm.say.3.zh-tw",
                                          "", NULL),
                   ==, 422);
  aft_page_fixture_assert_says (fixture, "id=\"steps.calm.say.3.zh-tw-fault\"");
}

static void
test_cause_added_and_none_renamed (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_post (
                       fixture, RULES "/causes", "base", "0", "from", "0", "do", "save",
                       "kinds.0.id", "other", "kinds.4.new_id", "weather", "kinds.4.text.default",
                       "Weather", "kinds.4.text.zh-cn", "天气", "kinds.4.text.zh-tw", "天氣", NULL),
                   ==, 303);
  assert_text (fixture, "causes", "kinds.0.id", "rigid");
  assert_text (fixture, "causes", "kinds.4.id", "weather");
  g_assert_cmpint (aft_page_fixture_post (fixture, RULES "/causes", "base", "1", "from", "1", "do",
                                          "save", "kinds.5.new_id", "market",
                                          "kinds.5.text.default", "A", "kinds.5.text.zh-cn", "B",
                                          "kinds.5.text.zh-tw", "C", NULL),
                   ==, 422);
  aft_page_fixture_assert_says (fixture, "There is an entry of this name already.");
  g_assert_cmpint (aft_page_fixture_post (fixture, RULES "/causes", "base", "1", "from", "1", "do",
                                          "save", "outcomes.14.new_id", "gone",
                                          "outcomes.14.text.default", "A", "outcomes.14.text.zh-cn",
                                          "B", "outcomes.14.text.zh-tw", "C",
                                          "outcomes.14.states.lost", "on", NULL),
                   ==, 303);
  assert_text (fixture, "causes", "outcomes.14.states.0", "lost");
}

/* -- what the rules would do ------------------------------------------------------------------- */

static void
test_risk_rules_tried_on_what_was_flagged (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_post (fixture, RULES "/risk", "base", "0", "from", "0", "do",
                                          "check", "levels.at-risk", "36", NULL),
                   ==, 200);
  aft_page_fixture_assert_says (fixture, "Nobody was flagged in the last 30 days");
  g_autoptr (AftHouseCase) complaint = aft_case_pages_complain (fixture);
  g_autoptr (AftHouseCase) call = aft_case_pages_call (fixture);
  g_assert_cmpint (complaint->kind, ==, AFT_CASE_KIND_COMPLAINT);
  g_assert_cmpint (call->kind, ==, AFT_CASE_KIND_CALL); /* it has no answers to score */
  g_assert_cmpint (aft_page_fixture_post (fixture, RULES "/risk", "base", "0", "from", "0", "do",
                                          "check", "signals.0.when", "{overall} = 4", NULL),
                   ==, 200);
  aft_page_fixture_assert_says (fixture, "Of the last 1 flagged visits (30 days), 1 would be "
                                         "flagged differently by their answers: 1 graver, 0 "
                                         "lighter, 0 of these no longer at risk.");
  assert_none_saved (fixture, "risk");
}

static void
test_manager_reads_and_owner_saves (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, TREATMENT), ==, 200);
  aft_page_fixture_assert_says (fixture, "readonly");
  aft_page_fixture_assert_silent (fixture, "Check and save");
  g_assert_cmpint (save_contact (fixture, "0", "1"), ==, 403);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, TREATMENT "/back", "base", "0", "from", "0", NULL), ==, 403);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, TREATMENT), ==, 403);
  g_assert_cmpint (aft_page_fixture_get (fixture, TREATMENT "/text"), ==, 403);
}

static void
add (const char *path, void (*test) (AftPageFixture *, gconstpointer))
{
  g_test_add (path, AftPageFixture, NULL, aft_page_fixture_set_up, test,
              aft_page_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/console/rules/treatment/figure-lands-at-its-place", test_figure_lands_at_its_place);
  add ("/console/rules/what-the-form-does-not-show-stays", test_what_the_form_does_not_show_stays);
  add ("/console/rules/treatment/fault-is-said-at-its-field", test_fault_is_said_at_its_field);
  add ("/console/rules/typed-texts-are-text", test_typed_texts_are_text);
  add ("/console/rules/check-says-what-would-differ", test_check_says_what_would_differ);
  add ("/console/rules/two-people-do-not-overwrite", test_two_people_do_not_overwrite);
  add ("/console/rules/versions-looked-at-and-put-back", test_versions_looked_at_and_put_back);
  add ("/console/rules/risk/signal-switched-off", test_signal_switched_off);
  add ("/console/rules/risk/bad-condition-is-said-at-its-signal",
       test_bad_condition_is_said_at_its_signal);
  add ("/console/rules/risk/tried-on-what-was-flagged", test_risk_rules_tried_on_what_was_flagged);
  add ("/console/rules/tiers/thresholds-come-and-go", test_thresholds_come_and_go);
  add ("/console/rules/steps/sentences-come-and-go", test_sentences_come_and_go);
  add ("/console/rules/causes/cause-added-and-none-renamed", test_cause_added_and_none_renamed);
  add ("/console/rules/manager-reads-and-owner-saves", test_manager_reads_and_owner_saves);
  return g_test_run ();
}
