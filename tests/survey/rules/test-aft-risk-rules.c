/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Risk rules of any house: how signals are weighed, and what a document is refused for. */
#include <string.h>

#include "aft-error.h"
#include "aft-json.h"
#include "aft-risk-rules.h"
#include "aft-rule-document.h"

#define REASON "'reason':{'default':'Why','zh-cn':'为什么','zh-tw':'為什麼'}"
#define LEVELS "'levels':{'watch':15,'at-risk':35,'critical':65}"

/* Apostrophes stand for quotation marks; a text within an expression has \\" . */
static AftRiskRules *
parse (const char *document, GError **error)
{
  g_autofree char *json = g_strdelimit (g_strdup (document), "'", '"');
  return aft_risk_rules_parse (json, strlen (json), error);
}

/* A document of one signal. */
static AftRiskRules *
make_rules (const char *signal)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *document = g_strdup_printf (
      "{'version':'7.b'," LEVELS ",'signals':[{'id':'one'," REASON ",%s}]}", signal);
  AftRiskRules *rules = parse (document, &error);
  g_assert_no_error (error);
  return rules;
}

static AftRisk *
score (const AftRiskRules *rules, const char *answers, const char *facts)
{
  g_autofree char *given = g_strdelimit (g_strdup (answers), "'", '"');
  g_autofree char *known = g_strdelimit (g_strdup (facts), "'", '"');
  g_autoptr (AftValue) values = aft_json_parse (given, strlen (given), &aft_json_limits_wire, NULL);
  g_autoptr (AftValue) house = aft_json_parse (known, strlen (known), &aft_json_limits_wire, NULL);
  g_assert_true (values != NULL && house != NULL);
  return aft_risk_rules_score (rules, values, house);
}

static guint
count_points (const char *signal, const char *answers, const char *facts)
{
  g_autoptr (AftRiskRules) rules = make_rules (signal);
  g_autoptr (AftRisk) risk = score (rules, answers, facts);
  return aft_risk_get_points (risk);
}

static void
test_a_signal_counts_when_exactly_true (void)
{
  g_assert_cmpuint (count_points ("'when':'{a} = 1','points':9", "{'a':1}", "{}"), ==, 9);
  g_assert_cmpuint (count_points ("'when':'{a}','points':9", "{'a':true}", "{}"), ==, 9);
  g_assert_cmpuint (count_points ("'when':'{a}','points':9", "{'a':1}", "{}"), ==, 0);
  g_assert_cmpuint (count_points ("'when':'{a}','points':9", "{'a':[true]}", "{}"), ==, 0);
  g_assert_cmpuint (count_points ("'when':'{a} <= 2','points':9", "{}", "{}"), ==, 0);
}

static void
test_points_count_as_often_as_each_says (void)
{
  static const struct
  {
    const char *times;
    guint points;
  } cases[] = { { "1", 9 },  { "2", 18 },   { "2.9", 18 }, { "0", 0 },      { "0.9", 0 },
                { "-3", 0 }, { "'3'", 27 }, { "'x'", 0 },  { "null", 0 },   { "true", 0 },
                { "[]", 0 }, { "11", 99 },  { "12", 100 }, { "1e300", 100 } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *facts = g_strdup_printf ("{'scores':{'low':%s}}", cases[i].times);
      g_assert_cmpuint (
          count_points ("'when':'true = true','each':'{scores.low}','points':9", "{}", facts), ==,
          cases[i].points);
    }
}

static void
test_the_sum_is_held_within_0_and_100 (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftRiskRules) rules
      = parse ("{'version':'1'," LEVELS ",'signals':["
               "{'id':'bad'," REASON ",'when':'{a} > 0','each':'{a}','points':40},"
               "{'id':'good'," REASON ",'when':'{b} > 0','points':-30},"
               "{'id':'nothing'," REASON ",'when':'true = true','points':0}]}",
               &error);
  g_assert_no_error (error);
  g_autoptr (AftRisk) much = score (rules, "{'a':9}", "{}");
  g_autoptr (AftRisk) some = score (rules, "{'a':1,'b':1}", "{}");
  g_autoptr (AftRisk) less = score (rules, "{'b':1}", "{}");
  g_assert_cmpuint (aft_risk_get_points (much), ==, 100);
  g_assert_cmpuint (aft_risk_get_points (some), ==, 10);
  g_assert_cmpuint (aft_risk_get_points (less), ==, 0);
  g_assert_cmpint (aft_risk_get_level (less), ==, AFT_RISK_NONE);
  g_assert_cmpuint (aft_risk_get_signal_count (some), ==, 2);
  g_assert_cmpstr (aft_risk_get_signal (some, 0)->id, ==, "bad");
  g_assert_cmpint (aft_risk_get_signal (some, 1)->points, ==, -30);
}

static void
test_a_score_keeps_the_rules_version (void)
{
  g_autoptr (AftRiskRules) rules = make_rules ("'when':'{a} = 1','points':35");
  g_autoptr (AftRisk) risk = score (rules, "{'a':1}", "{}");
  g_assert_cmpstr (aft_risk_rules_get_version (rules), ==, "7.b");
  g_assert_cmpstr (aft_risk_get_version (risk), ==, "7.b");
  g_assert_cmpint (aft_risk_get_level (risk), ==, AFT_RISK_AT_RISK);
}

static void
test_nobody_answers_for_a_fact (void)
{
  static const char *const answers[]
      = { "{'guest':{'tier':'vip'}}",     "{'Guest':{'tier':'vip'}}", "{'guest.tier':'vip'}",
          "{'GUEST.tier':'vip'}",         "{'guest.tier.x':1}",       "{'guest[0]':1}",
          "{'case':1,'guest.TIER':'vip'}" };
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const char *signal = "'when':'{guest.tier} notempty','points':9";
      g_assert_cmpuint (count_points (signal, answers[i], "{}"), ==, 0);
      g_assert_cmpuint (count_points (signal, answers[i], "{'guest':null}"), ==, 0);
      g_assert_cmpuint (count_points (signal, answers[i], "{'guest':{'tier':'low'}}"), ==, 9);
    }
}

static void
test_other_names_that_begin_like_a_fact_are_answers (void)
{
  g_assert_cmpuint (count_points ("'when':'{guests} = 2','points':9", "{'guests':2}", "{}"), ==, 9);
  g_assert_cmpuint (
      count_points ("'when':'{text-Comment} notempty','points':9", "{'text-Comment':'a'}", "{}"),
      ==, 9);
}

static void
test_nothing_known_is_no_risk (void)
{
  g_autoptr (AftRiskRules) rules = make_rules ("'when':'{a} = 1 or {case.open} = true','points':9");
  g_autoptr (AftValue) number = aft_value_new_number (3);
  g_autoptr (AftRisk) nothing = aft_risk_rules_score (rules, NULL, NULL);
  g_autoptr (AftRisk) strange = aft_risk_rules_score (rules, number, number);
  g_assert_cmpuint (aft_risk_get_points (nothing), ==, 0);
  g_assert_cmpuint (aft_risk_get_points (strange), ==, 0);
}

static void
test_a_reason_is_in_the_readers_language (void)
{
  g_autoptr (AftRiskRules) rules = make_rules ("'when':'{a} = 1','points':9");
  g_assert_cmpstr (aft_risk_rules_get_reason (rules, "one", AFT_LANGUAGE_EN), ==, "Why");
  g_assert_cmpstr (aft_risk_rules_get_reason (rules, "one", AFT_LANGUAGE_ZH_TW), ==, "為什麼");
  g_assert_null (aft_risk_rules_get_reason (rules, "two", AFT_LANGUAGE_EN));
  g_assert_null (aft_risk_rules_get_reason (rules, NULL, AFT_LANGUAGE_EN));
}

/* The most that a document may say still makes a score that can be stored. */
static void
test_as_many_signals_as_may_be_make_one_score (void)
{
  g_autoptr (GError) error = NULL;
  GString *document = g_string_new ("{'version':'1'," LEVELS ",'signals':[");
  for (guint i = 0; i < AFT_RISK_RULES_SIGNALS_MAX; i++)
    g_string_append_printf (document, "%s{'id':'%064u'," REASON ",'when':'{a} = 1','points':-100}",
                            i > 0 ? "," : "", i);
  g_string_append (document, "]}");
  g_autoptr (AftRiskRules) rules = parse (document->str, &error);
  g_string_free (document, TRUE);
  g_assert_no_error (error);
  g_autoptr (AftRisk) risk = score (rules, "{'a':1}", "{}");
  g_autofree char *text = aft_risk_dup_text (risk);
  g_assert_cmpuint (aft_risk_get_signal_count (risk), ==, AFT_RISK_RULES_SIGNALS_MAX);
  g_assert_cmpuint (strlen (text), <=, AFT_RISK_TEXT_MAX);
}

#define SIGNAL(members)  "{'version':'1'," LEVELS ",'signals':[{" members "}]}"
#define WHEN(expression) SIGNAL ("'id':'x','points':1," REASON ",'when':" expression)
#define POINTS(points)   SIGNAL ("'id':'x','when':'{a} = 1'," REASON ",'points':" points)

static const struct
{
  const char *document;
  const char *said;
} wrong[] = {
  { "[]", "an object is needed" },
  { "{" LEVELS ",'signals':[]}", "version:" },
  { "{'version':''," LEVELS ",'signals':[]}", "version:" },
  { "{'version':'a b'," LEVELS ",'signals':[]}", "version:" },
  { "{'version':1," LEVELS ",'signals':[]}", "version:" },
  { "{'version':'1'," LEVELS ",'signals':[]}", "signals: a list of 1 to 64" },
  { "{'version':'1'," LEVELS ",'signals':{}}", "signals: a list of 1 to 64" },
  { "{'version':'1'," LEVELS ",'signals':[7]}", "signal 1: an object is needed" },
  { "{'version':'1'," LEVELS ",'signals':[],'extra':1}", "there is no member “extra” here" },
  { "{'version':'1'," LEVELS ",'signals':[],'a\\nb\\u0007':1}", "“a?b?”" },
  { "{'version':'1','levels':[],'signals':[]}", "levels: an object is needed" },
  { "{'version':'1','levels':{'watch':0,'at-risk':35,'critical':65},'signals':[]}",
    "levels: watch: a whole number from 1 to 100" },
  { "{'version':'1','levels':{'watch':35,'at-risk':35,'critical':65},'signals':[]}",
    "levels: at-risk: more points" },
  { "{'version':'1','levels':{'watch':35,'at-risk':36,'critical':101},'signals':[]}",
    "levels: critical: a whole number" },
  { "{'version':'1','levels':{'none':0,'watch':15,'at-risk':35,'critical':65},'signals':[]}",
    "levels: there is no member “none” here" },
  { SIGNAL ("'when':'{a} = 1','points':1," REASON), "signal 1: id:" },
  { SIGNAL ("'id':'Big','when':'{a} = 1','points':1," REASON), "signal 1: id:" },
  { SIGNAL ("'id':'x','points':1," REASON), "signal x: when: a text is needed" },
  { SIGNAL ("'id':'x','when':'{a} = 1'," REASON), "signal x: points: a whole number" },
  { SIGNAL ("'id':'x','when':'{a} = 1','points':1"), "signal x: reason:" },
  { SIGNAL ("'id':'x','when':'{a} = 1','points':1,'each':null," REASON),
    "signal x: each: a text is needed" },
  { SIGNAL ("'id':'x','when':'{a} = 1','points':1,'each':'1 +'," REASON), "signal x: each:" },
  { SIGNAL ("'id':'x','when':'{a} = 1','points':1,'colour':'red'," REASON),
    "signal x: there is no member “colour” here" },
  { POINTS ("101"), "signal x: points: a whole number from -100 to 100" },
  { POINTS ("-101"), "signal x: points:" },
  { POINTS ("1.5"), "signal x: points:" },
  { POINTS ("1e300"), "signal x: points:" },
  { POINTS ("'1'"), "signal x: points:" },
  { WHEN ("''"), "signal x: when:" },
  { WHEN ("'{a} ='"), "signal x: when:" },
  { WHEN ("'null'"), "signal x: when:" },
  { WHEN ("true"), "signal x: when: a text is needed" },
  { WHEN ("'{guest.name} = 1'"), "signal x: when: there is no fact {guest.name}" },
  { WHEN ("'{guest} notempty'"), "signal x: when: there is no fact {guest}" },
  { WHEN ("'{Case.Opened} = 1'"), "signal x: when: there is no fact {Case.Opened}" },
  { WHEN ("'{scores} = 1'"), "signal x: when: there is no fact {scores}" },
  { WHEN ("'nofunction({a})'"), "signal x: when: there is no function nofunction" },
  { WHEN ("'today() > {a}'"), "signal x: when: today is not for rules" },
  { WHEN ("'age({a}) > 3'"), "signal x: when: age is not for rules" },
  { WHEN ("'iif(isContainerReady({a}), 1, 2) = 1'"), "isContainerReady is not for rules" },
  { "{'version':'1'," LEVELS ",'signals':[{'id':'x','when':'{a} = 1','points':1," REASON "},"
    "{'id':'x','when':'{a} = 1','points':1," REASON "}]}",
    "signal x: id: there is another of this id" },
};

static void
test_what_is_wrong_is_named_with_its_signal (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftRiskRules) rules = parse (wrong[i].document, &error);
      g_test_message ("%s", wrong[i].document);
      g_assert_null (rules);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, wrong[i].said));
      g_assert_null (strchr (error->message, '\n'));
    }
}

static void
test_facts_are_known_by_any_part_of_them (void)
{
  static const char *const good[] = { "{guest.tier} = 1",           "{GUEST.TIER} = 1",
                                      "{guest.lastScores[-1]} = 1", "{guest.lastScores.length}=1",
                                      "{text.aspects.food}=1",      "{guest.daysSinceLast} > 1",
                                      "{guest.daysSinceCase} > 1",  "{guest.cases} > 1",
                                      "{guest.visits} = 1",         "{case.open} = true",
                                      "{scores.low} > 0",           "{text.urgency} notempty" };
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *signal = g_strdup_printf ("'when':'%s','points':9", good[i]);
      g_autoptr (AftRiskRules) rules = make_rules (signal);
      g_assert_nonnull (rules);
    }
}

static void
test_one_signal_more_than_may_be_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  GString *document = g_string_new ("{'version':'1'," LEVELS ",'signals':[");
  for (guint i = 0; i <= AFT_RISK_RULES_SIGNALS_MAX; i++)
    g_string_append_printf (document, "%s{'id':'s%u'," REASON ",'when':'{a} = 1','points':1}",
                            i > 0 ? "," : "", i);
  g_string_append (document, "]}");
  g_autoptr (AftRiskRules) rules = parse (document->str, &error);
  g_string_free (document, TRUE);
  g_assert_null (rules);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_huge_and_deep_documents_are_refused (void)
{
  g_autofree char *huge = g_strnfill (AFT_RULE_DOCUMENT_MAX_BYTES + 1, ' ');
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *letters = g_strnfill (AFT_RISK_RULES_EXPRESSION_MAX + 1, 'a');
  g_autofree char *brackets = g_strnfill (AFT_RISK_RULES_EXPRESSION_MAX, '(');
  g_autofree char *long_one = g_strdup_printf (WHEN ("'%s'"), letters);
  g_autofree char *deep_one = g_strdup_printf (WHEN ("'%s'"), brackets);
  const char *const documents[] = { huge, deep, long_one, deep_one, "", "{", "\xff" };
  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftRiskRules) rules = parse (documents[i], &error);
      g_assert_null (rules);
      g_assert_true (g_error_matches (error, AFT_ERROR, AFT_ERROR_INVALID)
                     || g_error_matches (error, AFT_ERROR, AFT_ERROR_TOO_LARGE));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/risk/a-signal-counts-when-exactly-true",
                   test_a_signal_counts_when_exactly_true);
  g_test_add_func ("/rules/risk/points-count-as-often-as-each-says",
                   test_points_count_as_often_as_each_says);
  g_test_add_func ("/rules/risk/the-sum-is-held-within-0-and-100",
                   test_the_sum_is_held_within_0_and_100);
  g_test_add_func ("/rules/risk/a-score-keeps-the-rules-version",
                   test_a_score_keeps_the_rules_version);
  g_test_add_func ("/rules/risk/nobody-answers-for-a-fact", test_nobody_answers_for_a_fact);
  g_test_add_func ("/rules/risk/other-names-that-begin-like-a-fact-are-answers",
                   test_other_names_that_begin_like_a_fact_are_answers);
  g_test_add_func ("/rules/risk/nothing-known-is-no-risk", test_nothing_known_is_no_risk);
  g_test_add_func ("/rules/risk/a-reason-is-in-the-readers-language",
                   test_a_reason_is_in_the_readers_language);
  g_test_add_func ("/rules/risk/as-many-signals-as-may-be-make-one-score",
                   test_as_many_signals_as_may_be_make_one_score);
  g_test_add_func ("/rules/risk/what-is-wrong-is-named-with-its-signal",
                   test_what_is_wrong_is_named_with_its_signal);
  g_test_add_func ("/rules/risk/facts-are-known-by-any-part-of-them",
                   test_facts_are_known_by_any_part_of_them);
  g_test_add_func ("/rules/risk/one-signal-more-than-may-be-is-refused",
                   test_one_signal_more_than_may_be_is_refused);
  g_test_add_func ("/rules/risk/huge-and-deep-documents-are-refused",
                   test_huge_and_deep_documents_are_refused);
  return g_test_run ();
}
