/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules that come with the programs, at work on the surveys that come with them: what guests
 * answer, and what is said of it. */
#include <string.h>

#include "aft-cause-list.h"
#include "aft-given-answers.h"
#include "aft-json.h"
#include "aft-low-answers.h"
#include "aft-risk-rules.h"
#include "aft-rule-document.h"
#include "aft-tier-rules.h"
#include "aft-treatment.h"

typedef struct
{
  const char *survey;
  const char *answers;
  const char *guest; /* members of the facts besides the scores, or NULL as on a kiosk */
  const char *signals;
  guint points;
  const char *level;
} Visit;

static const Visit visits[] = {
  /* Exit: who is content is at no risk, whatever could be better. */
  { "exit", "{'overall':5,'loved':['food','service'],'recommend':10}", NULL, "", 0, "none" },
  { "exit", "{'overall':4,'why':['service','food','price'],'recommend':8,'return':'yes'}", NULL, "",
    0, "none" },
  { "exit", "{'overall':3}", NULL, "", 0, "none" },
  { "exit", "{'overall':3,'why':['waiting','price'],'waited':'table','recommend':6}", NULL,
    "price 8, waiting 2", 10, "none" },
  { "exit", "{'overall':3,'why':['food']}", NULL, "food 19", 19, "watch" },
  { "exit", "{'overall':3,'why':['service','ambience'],'recommend':5,'return':'perhaps'}", NULL,
    "service 30, ambience 6", 36, "at-risk" },
  { "exit", "{'overall':2}", NULL, "low-scores 15", 15, "watch" },
  { "exit", "{'overall':2,'why':['waiting'],'waited':'dishes','recommend':4,'return':'perhaps'}",
    NULL, "waiting 2, low-scores 15", 17, "watch" },
  { "exit", "{'overall':2,'why':['food'],'recommend':3}", NULL, "food 19, low-scores 15", 34,
    "watch" },
  { "exit", "{'overall':2,'why':['hygiene'],'recommend':3}", NULL, "hygiene 20, low-scores 15", 35,
    "at-risk" },
  { "exit", "{'overall':1,'why':['service']}", NULL, "service 30, low-scores 15", 45, "at-risk" },
  { "exit", "{'overall':1,'why':['portion','price'],'recommend':1,'return':'no'}", NULL,
    "portion 12, price 8, low-scores 30, will-not-return 15", 65, "critical" },
  { "exit",
    "{'overall':1,'why':['service','food','hygiene'],'recommend':0,'return':'no','more':'no'}",
    NULL, "service 30, hygiene 20, food 19, low-scores 30, will-not-return 15", 100, "critical" },
  { "exit", "{'overall':1,'why':['something-else'],'words':'…'}", NULL, "low-scores 15", 15,
    "watch" },

  /* Complaint: each is a case anyhow; the points say how grave. */
  { "complaint", "{'what':['price'],'wish':'explain'}", NULL, "price 8", 8, "none" },
  { "complaint", "{'what':['waiting'],'wish':'nothing'}", NULL, "waiting 2", 2, "none" },
  { "complaint", "{'what':['food','portion'],'wish':'refund'}", NULL, "food 19, portion 12", 31,
    "watch" },
  { "complaint", "{'what':['food','wrong-dish'],'wish':'now'}", NULL, "food 19", 19, "watch" },
  { "complaint", "{'what':['service','waiting','ambience'],'wish':'now'}", NULL,
    "service 30, ambience 6, waiting 2", 38, "at-risk" },
  { "complaint", "{'what':['service','food','hygiene'],'tableNumber':12,'wish':'call'}", NULL,
    "service 30, hygiene 20, food 19", 69, "critical" },
  { "complaint", "{'what':['illness'],'wish':'now'}", NULL, "illness 70", 70, "critical" },
  { "complaint", "{'what':['foreign-object','food'],'wish':'refund'}", NULL,
    "foreign-object 70, food 19", 89, "critical" },
  { "complaint", "{'what':['something-else'],'wish':'explain'}", NULL, "", 0, "none" },
  /* Not yet a complaint, but somebody is unwell. */
  { "complaint", "{'what':['illness','food']}", NULL, "illness 70", 70, "critical" },
  { "complaint", "{'what':['service','food']}", NULL, "", 0, "none" },

  /* The same chips in a suggestion are no complaint. */
  { "suggestion", "{'what':['service','food','hygiene','location']}", NULL, "", 0, "none" },

  /* Hotpot. */
  { "hotpot", "{'overall':5,'loved':['broth'],'recommend':9}", NULL, "", 0, "none" },
  { "hotpot",
    "{'overall':4,'party':4,'queue':'long','broth':['mala'],'spice':'too-hot','brothTaste':"
    "4,"
    "'dishes':4,'service':3,'serviceWhy':['slow'],'hygiene':4,'value':'fair','effort':5,"
    "'recommend':7}",
    NULL, "", 0, "none" },
  { "hotpot",
    "{'overall':4,'brothTaste':4,'dishes':4,'service':2,'serviceWhy':['cold'],'hygiene':4}", NULL,
    "service 30, low-scores 15", 45, "at-risk" },
  { "hotpot",
    "{'overall':3,'queue':'very-long','queueFun':['nothing'],'brothTaste':3,'dishes':3,"
    "'dishesWhy':['portion'],'service':3,'hygiene':3,'value':'not-worth','valueWhy':['energy'],"
    "'effort':4,'recommend':6}",
    NULL, "portion 12, price 8, waiting 2", 22, "watch" },
  { "hotpot",
    "{'overall':3,'broth':['mala'],'spice':'too-numbing','brothTaste':3,'usedDip':true,'dip':['"
    "tidy'],"
    "'dishes':3,'hygiene':3,'hygieneWhy':['smell']}",
    NULL, "hygiene 20, food 19, ambience 6", 45, "at-risk" },
  { "hotpot",
    "{'overall':1,'brothTaste':2,'dishes':1,'dishesWhy':['fresh'],'service':1,'serviceWhy':['"
    "promise'],"
    "'hygiene':4,'effort':2,'recommend':0,'return':'no'}",
    NULL, "service 30, food 19, low-scores 90, will-not-return 15", 100, "critical" },

  /* The house knows the guest. */
  { "exit", "{'overall':5,'loved':['food']}",
    "{'guest':{'tier':'vip','visits':20,'daysSinceLast':90,'lastScores':[2,1],'daysSinceCase':10},"
    "'case':{'open':true}}",
    "", 0, "none" },
  { "exit", "{'overall':2}", "{'guest':{'tier':'vip','visits':9,'lastScores':[5,2]}}",
    "low-scores 15, failed-again 15, vip 10", 40, "at-risk" },
  { "exit", "{'overall':3,'why':['food']}",
    "{'guest':{'tier':'core','visits':9,'daysSinceLast':7,'lastScores':[5,4]},'case':{'open':false}"
    "}",
    "food 19, falling-scores 10", 29, "watch" },
  { "exit", "{'overall':4}", "{'guest':{'tier':'core','lastScores':[5,5]}}", "", 0, "none" },
  { "complaint", "{'what':['portion'],'wish':'now'}",
    "{'guest':{'tier':'ordinary','visits':3,'daysSinceLast':61,'daysSinceCase':90,'cases':1},"
    "'case':{'open':true}}",
    "portion 12, failed-again 15, case-open 10, long-absent 5", 42, "at-risk" },
  { "complaint", "{'what':['portion'],'wish':'now'}",
    "{'guest':{'tier':'ordinary','visits':3,'daysSinceLast':60,'daysSinceCase':91,'cases':1},"
    "'case':{'open':false},'text':{'urgency':['inj']}}",
    "urgent-words 70, portion 12", 82, "critical" },
};

static AftValue *
read_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  AftValue *value = aft_json_parse (json, strlen (json), &aft_json_limits_survey, &error);
  g_assert_no_error (error);
  return value;
}

static AftSurvey *
load_survey (const char *name)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *path = g_strdup_printf ("/org/aftertaste/surveys/%s.json", name);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  const char *text = g_bytes_get_data (bytes, &length);
  AftSurvey *survey = aft_survey_new_from_json (text, length, &error);
  g_assert_no_error (error);
  return survey;
}

/* Each kind of document is another type; all are read the same way. */
#define LOAD(Document, parse)                                                                      \
  ({                                                                                               \
    g_autoptr (GError) load_error = NULL;                                                          \
    g_autoptr (GBytes) bytes = aft_rule_document_load_default (Document, &load_error);             \
    g_assert_no_error (load_error);                                                                \
    gpointer loaded                                                                                \
        = parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &load_error);           \
    g_assert_no_error (load_error);                                                                \
    loaded;                                                                                        \
  })

static AftValue *
make_facts (const Visit *visit, guint low)
{
  g_autoptr (AftValue) given = read_json (visit->guest != NULL ? visit->guest : "{}");
  AftValueBuilder *scores = aft_value_builder_new_object ();
  aft_value_builder_set_number (scores, "low", low);
  AftValueBuilder *facts = aft_value_builder_new_from (given);
  aft_value_builder_set_take (facts, "scores", aft_value_builder_end (scores));
  return aft_value_builder_end (facts);
}

static char *
list_signals (const AftRisk *risk)
{
  GString *list = g_string_new (NULL);
  for (gsize i = 0; i < aft_risk_get_signal_count (risk); i++)
    {
      const AftRiskSignal *signal = aft_risk_get_signal (risk, i);
      g_string_append_printf (list, "%s%s %d", i > 0 ? ", " : "", signal->id, signal->points);
    }
  return g_string_free (list, FALSE);
}

static void
check_visit (const AftRiskRules *rules, const Visit *visit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftSurvey) survey = load_survey (visit->survey);
  g_autoptr (AftValue) answers = read_json (visit->answers);
  gboolean is_given = aft_given_answers_judge (survey, answers, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (is_given);
  g_autoptr (AftValue) facts = make_facts (visit, aft_low_answers_count (survey, answers));
  g_autoptr (AftRisk) risk = aft_risk_rules_score (rules, answers, facts);
  g_autofree char *signals = list_signals (risk);
  g_test_message ("%s %s", visit->survey, visit->answers);
  g_assert_cmpstr (signals, ==, visit->signals);
  g_assert_cmpuint (aft_risk_get_points (risk), ==, visit->points);
  g_assert_cmpstr (aft_risk_level_to_text (aft_risk_get_level (risk)), ==, visit->level);
}

static void
test_visits_are_scored_as_the_trade_would (void)
{
  g_autoptr (AftRiskRules) rules = LOAD (AFT_RULE_DOCUMENT_RISK, aft_risk_rules_parse);
  for (gsize i = 0; i < G_N_ELEMENTS (visits); i++)
    check_visit (rules, &visits[i]);
}

static void
test_each_signal_can_be_explained (void)
{
  g_autoptr (AftRiskRules) rules = LOAD (AFT_RULE_DOCUMENT_RISK, aft_risk_rules_parse);
  for (gsize i = 0; i < G_N_ELEMENTS (visits); i++)
    {
      g_auto (GStrv) signals = g_strsplit (visits[i].signals, ", ", -1);
      for (guint j = 0; signals[j] != NULL; j++)
        for (guint language = 0; language < AFT_LANGUAGES; language++)
          {
            g_autofree char *id = g_strndup (signals[j], strcspn (signals[j], " "));
            g_assert_nonnull (aft_risk_rules_get_reason (rules, id, (AftLanguage) language));
          }
    }
}

/* TRIAGE: weights of complaints; DESIGN §10: round(15 × weight). */
static void
test_the_points_follow_the_weights (void)
{
  static const struct
  {
    const char *aspect;
    double weight;
  } weights[]
      = { { "service", 2.03 }, { "hygiene", 1.35 },  { "food", 1.29 },   { "portion", 0.83 },
          { "price", 0.54 },   { "ambience", 0.43 }, { "waiting", 0.12 } };
  g_autoptr (AftRiskRules) rules = LOAD (AFT_RULE_DOCUMENT_RISK, aft_risk_rules_parse);
  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      g_autofree char *text = g_strdup_printf ("{'what':['%s'],'wish':'now'}", weights[i].aspect);
      g_autoptr (AftValue) answers = read_json (text);
      g_autoptr (AftRisk) risk = aft_risk_rules_score (rules, answers, NULL);
      g_assert_cmpuint (aft_risk_get_points (risk), ==, (guint) (15 * weights[i].weight + 0.5));
    }
}

static void
test_the_levels_begin_at_15_35_and_65 (void)
{
  static const char *const levels[] = { "none", "watch", "at-risk", "critical" };
  static const guint first[] = { 0, 15, 35, 65, 101 };
  g_autoptr (AftRiskRules) rules = LOAD (AFT_RULE_DOCUMENT_RISK, aft_risk_rules_parse);
  for (guint level = 0; level < AFT_RISK_LEVELS; level++)
    for (guint points = first[level]; points < first[level + 1]; points++)
      g_assert_cmpstr (aft_risk_level_to_text (aft_risk_rules_get_level (rules, points)), ==,
                       levels[level]);
}

static void
test_guests_have_the_tier_they_earned (void)
{
  static const struct
  {
    AftTierFacts facts;
    AftTier tier;
    gboolean has_potential;
  } guests[] = {
    { { 1, -1, 0, 1, 0 }, AFT_TIER_UNKNOWN, FALSE },
    { { 1, -1, 89, 0, 1 }, AFT_TIER_UNKNOWN, FALSE },
    { { 1, -1, 90, 0, 1 }, AFT_TIER_LOW, FALSE },
    { { 0, 0, 900, 0, 0 }, AFT_TIER_LOW, FALSE },
    { { 2, -1, 10, 2, 0 }, AFT_TIER_ORDINARY, TRUE },
    { { 4, 30000, 300, 2, 1 }, AFT_TIER_ORDINARY, FALSE },
    { { 9, 299999, 300, 5, 2 }, AFT_TIER_ORDINARY, TRUE },
    { { 5, 300000, 300, 4, 0 }, AFT_TIER_CORE, FALSE },
    { { 10, -1, 300, 2, 3 }, AFT_TIER_CORE, FALSE },
    { { 23, 999999, 300, 6, 6 }, AFT_TIER_CORE, FALSE },
    { { 8, 1000000, 300, 2, 2 }, AFT_TIER_VIP, FALSE },
    { { 24, -1, 300, 6, 6 }, AFT_TIER_VIP, FALSE },
  };
  g_autoptr (AftTierRules) rules = LOAD (AFT_RULE_DOCUMENT_TIERS, aft_tier_rules_parse);
  for (gsize i = 0; i < G_N_ELEMENTS (guests); i++)
    {
      g_assert_cmpint (aft_tier_rules_judge (rules, &guests[i].facts), ==, guests[i].tier);
      g_assert_cmpint (aft_tier_rules_has_potential (rules, &guests[i].facts), ==,
                       guests[i].has_potential);
    }
}

/* DOMAIN (a): what is spent differs by tier, the first answer does not. */
static void
test_the_first_answer_is_equal_for_all (void)
{
  g_autoptr (AftTreatment) treatment = LOAD (AFT_RULE_DOCUMENT_TREATMENT, aft_treatment_parse);
  for (guint level = 0; level < AFT_RISK_LEVELS; level++)
    for (guint tier = 1; tier < AFT_TIERS; tier++)
      {
        AftCaseTargets any = aft_treatment_get_targets (treatment, AFT_TIER_UNKNOWN, level);
        AftCaseTargets targets = aft_treatment_get_targets (treatment, tier, level);
        g_assert_cmpuint (targets.contact_minutes, ==, any.contact_minutes);
        g_assert_cmpuint (targets.escalate_minutes[0], ==, any.escalate_minutes[0]);
        g_assert_cmpuint (targets.escalate_minutes[1], ==, any.escalate_minutes[1]);
      }
}

/* Rows 63, 67–70: the higher the tier, the sooner and the more; nothing for low. */
static void
test_more_is_done_for_higher_tiers (void)
{
  g_autoptr (AftTreatment) treatment = LOAD (AFT_RULE_DOCUMENT_TREATMENT, aft_treatment_parse);
  for (guint level = 0; level < AFT_RISK_LEVELS; level++)
    {
      g_assert_cmpint (aft_treatment_get_offer_cap_minor (treatment, AFT_TIER_LOW, level), ==, 0);
      for (guint tier = AFT_TIER_ORDINARY; tier < AFT_TIERS; tier++)
        {
          AftCaseTargets below = aft_treatment_get_targets (treatment, tier - 1, level);
          AftCaseTargets targets = aft_treatment_get_targets (treatment, tier, level);
          g_assert_cmpuint (targets.handling_minutes, <=, below.handling_minutes);
          g_assert_cmpuint (targets.resolution_minutes, <=, below.resolution_minutes);
          g_assert_cmpint (aft_treatment_get_offer_cap_minor (treatment, tier, level), >=,
                           aft_treatment_get_offer_cap_minor (treatment, tier - 1, level));
        }
    }
}

/* A house that saved its treatment before there was a ladder has the same as one that does now. */
static void
test_the_ladder_is_the_program_s (void)
{
  g_autoptr (AftTreatment) treatment = LOAD (AFT_RULE_DOCUMENT_TREATMENT, aft_treatment_parse);
  g_autoptr (GBytes) bytes = aft_rule_document_load_default (AFT_RULE_DOCUMENT_TREATMENT, NULL);
  g_autoptr (AftValue) document = aft_json_parse (
      g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &aft_json_limits_survey, NULL);
  AftValueBuilder *builder = aft_value_builder_new_object ();
  static const char *const members[] = { "version", "levels", "tiers", "no_win_back" };
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    aft_value_builder_set (builder, members[i],
                           (AftValue *) aft_value_get_member (document, members[i]));
  g_autoptr (AftValue) former = aft_value_builder_end (builder);
  g_autofree char *text = aft_json_to_line (former);
  g_autoptr (AftTreatment) built_in = aft_treatment_parse (text, strlen (text), NULL);
  g_assert_cmpuint (aft_treatment_count_rungs (built_in), ==,
                    aft_treatment_count_rungs (treatment));
  for (guint i = 0; i < aft_treatment_count_rungs (treatment); i++)
    {
      const char *id = aft_treatment_get_rung_id (treatment, i);
      g_assert_cmpstr (aft_treatment_get_rung_id (built_in, i), ==, id);
      for (AftLanguage language = 0; language < AFT_LANGUAGES; language++)
        g_assert_cmpstr (aft_treatment_get_rung_text (built_in, id, language), ==,
                         aft_treatment_get_rung_text (treatment, id, language));
    }
}

/* Graver levels are never handled later nor with less. */
static void
test_more_is_done_for_graver_levels (void)
{
  g_autoptr (AftTreatment) treatment = LOAD (AFT_RULE_DOCUMENT_TREATMENT, aft_treatment_parse);
  for (guint tier = 0; tier < AFT_TIERS; tier++)
    for (guint level = AFT_RISK_WATCH; level < AFT_RISK_LEVELS; level++)
      {
        AftCaseTargets below = aft_treatment_get_targets (treatment, tier, level - 1);
        AftCaseTargets targets = aft_treatment_get_targets (treatment, tier, level);
        g_assert_cmpuint (targets.contact_minutes, <, below.contact_minutes);
        g_assert_cmpuint (targets.handling_minutes, <, below.handling_minutes);
        g_assert_cmpuint (targets.resolution_minutes, <, below.resolution_minutes);
        g_assert_cmpuint (targets.escalate_minutes[0], <, below.escalate_minutes[0]);
        g_assert_cmpuint (targets.escalate_minutes[1], <, below.escalate_minutes[1]);
        g_assert_cmpint (aft_treatment_get_offer_cap_minor (treatment, tier, level), >=,
                         aft_treatment_get_offer_cap_minor (treatment, tier, level - 1));
      }
}

/* Rows 29–32, 51, 117, 141, and the causes of rows 33–53. */
static void
test_the_trades_causes_can_be_picked (void)
{
  static const struct
  {
    AftCausePick pick;
    const char *ids;
  } expected[] = {
    { AFT_CAUSE_KIND, "rigid frustration market natural" },
    { AFT_CAUSE_AXIS, "value system people" },
    { AFT_CAUSE_RESPONSIBILITY, "kitchen floor supplier guest unclear" },
    { AFT_CAUSE_STATED,
      "unsteady taste price attitude waiting ignored not-recognised complaint-handling detail "
      "promise "
      "asked-many-times competitor bored looked-down-on temperature hygiene ambience facility "
      "not-told not-as-described" },
    { AFT_CAUSE_ROOT,
      "cheaper-ingredients order-lost handover staff-left rush menu-old no-supervisor "
      "complaint-dropped promise-not-noted not-explained" },
    { AFT_CAUSE_OUTCOME, "satisfied argued-lost not-kept" },
  };
  g_autoptr (AftCauseList) list = LOAD (AFT_RULE_DOCUMENT_CAUSES, aft_cause_list_parse);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_auto (GStrv) ids = g_strsplit (expected[i].ids, " ", -1);
      for (guint j = 0; ids[j] != NULL; j++)
        g_assert_true (aft_cause_list_has (list, expected[i].pick, ids[j]));
    }
  g_assert_true (aft_cause_list_fits (list, "argued-lost", AFT_CASE_STATE_LOST));
  g_assert_false (aft_cause_list_fits (list, "argued-lost", AFT_CASE_STATE_RECOVERED));
}

static void
test_every_way_to_close_has_an_outcome (void)
{
  g_autoptr (AftCauseList) list = LOAD (AFT_RULE_DOCUMENT_CAUSES, aft_cause_list_parse);
  for (guint state = AFT_CASE_STATE_RECOVERED; state < AFT_CASE_STATES; state++)
    {
      guint fitting = 0;
      for (guint i = 0; i < aft_cause_list_get_length (list, AFT_CAUSE_OUTCOME); i++)
        fitting += aft_cause_list_fits (list, aft_cause_list_get_id (list, AFT_CAUSE_OUTCOME, i),
                                        (AftCaseState) state);
      g_assert_cmpuint (fitting, >=, 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/default/visits-are-scored-as-the-trade-would",
                   test_visits_are_scored_as_the_trade_would);
  g_test_add_func ("/rules/default/each-signal-can-be-explained",
                   test_each_signal_can_be_explained);
  g_test_add_func ("/rules/default/the-points-follow-the-weights",
                   test_the_points_follow_the_weights);
  g_test_add_func ("/rules/default/the-levels-begin-at-15-35-and-65",
                   test_the_levels_begin_at_15_35_and_65);
  g_test_add_func ("/rules/default/guests-have-the-tier-they-earned",
                   test_guests_have_the_tier_they_earned);
  g_test_add_func ("/rules/default/the-first-answer-is-equal-for-all",
                   test_the_first_answer_is_equal_for_all);
  g_test_add_func ("/rules/default/more-is-done-for-higher-tiers",
                   test_more_is_done_for_higher_tiers);
  g_test_add_func ("/rules/default/the-ladder-is-the-program's", test_the_ladder_is_the_program_s);
  g_test_add_func ("/rules/default/more-is-done-for-graver-levels",
                   test_more_is_done_for_graver_levels);
  g_test_add_func ("/rules/default/the-trades-causes-can-be-picked",
                   test_the_trades_causes_can_be_picked);
  g_test_add_func ("/rules/default/every-way-to-close-has-an-outcome",
                   test_every_way_to_close_has_an_outcome);
  return g_test_run ();
}
