/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores what was flagged of late by other rules. Old and new rules see the same: the answers and
 * how many of them are low. What was known of a guest at the time is not known any more, and what a
 * visit that was not flagged would score is not asked. */
#include "aft-console-risk-trial.h"

#include <string.h>

#include "aft-console-rules.h"
#include "aft-house-store-cases.h"
#include "aft-house-store-rules.h"
#include "aft-low-answers.h"
#include "aft-survey.h"

#define VISITS_MAX 200
#define DAYS       30
#define DAY_MS     (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

typedef struct
{
  const AftPage *page;
  AftRiskRules *before; /* in force */
  AftRiskRules *after;
  GHashTable *surveys; /* digest as text → AftSurvey, or NULL: it is not known */
  guint visits;
  guint higher;
  guint lower;
  guint dropped; /* of the lower: no longer at risk */
} Trial;

static void
unref_survey (gpointer survey)
{
  if (survey != NULL)
    aft_survey_unref (survey);
}

static void
trial_clear (Trial *trial)
{
  g_clear_pointer (&trial->before, aft_risk_rules_unref);
  g_clear_pointer (&trial->after, aft_risk_rules_unref);
  g_clear_pointer (&trial->surveys, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Trial, trial_clear)

/* -- one visit -------------------------------------------------------------------------------- */

static AftSurvey *
get_survey (Trial *trial, const AftResponse *response)
{
  const AftDigest *digest = aft_response_get_survey_digest (response);
  gpointer known = NULL;

  if (digest == NULL)
    return NULL;
  g_autofree char *key = aft_digest_to_text (digest);
  if (g_hash_table_lookup_extended (trial->surveys, key, NULL, &known))
    return known;
  g_autoptr (AftHouseSurvey) stored
      = aft_house_store_get_survey_sync (trial->page->store, digest, NULL);
  AftSurvey *survey
      = stored != NULL && stored->definition != NULL
            ? aft_survey_new_from_json (stored->definition, strlen (stored->definition), NULL)
            : NULL;
  g_hash_table_insert (trial->surveys, g_steal_pointer (&key), survey);
  return survey;
}

static AftValue *
make_facts (guint low)
{
  AftValueBuilder *facts = aft_value_builder_new_object ();
  AftValueBuilder *scores = aft_value_builder_new_object ();

  aft_value_builder_set_number (scores, "low", low);
  aft_value_builder_set_take (facts, "scores", aft_value_builder_end (scores));
  return aft_value_builder_end (facts);
}

static AftRiskLevel
score (AftRiskRules *rules, const AftValue *answers, const AftValue *facts)
{
  g_autoptr (AftRisk) risk = aft_risk_rules_score (rules, answers, facts);
  return aft_risk_get_level (risk);
}

/* A sitting has the gravest level of its responses. */
static void
count_visit (Trial *trial, const GPtrArray *responses)
{
  AftRiskLevel before = AFT_RISK_NONE;
  AftRiskLevel after = AFT_RISK_NONE;

  for (guint i = 0; i < responses->len; i++)
    {
      const AftValue *answers = aft_response_get_answers (responses->pdata[i]);
      const AftSurvey *survey = get_survey (trial, responses->pdata[i]);
      g_autoptr (AftValue) facts
          = make_facts (survey != NULL ? aft_low_answers_count (survey, answers) : 0);
      before = MAX (before, score (trial->before, answers, facts));
      after = MAX (after, score (trial->after, answers, facts));
    }
  trial->visits++;
  trial->higher += after > before;
  trial->lower += after < before;
  trial->dropped += before >= AFT_RISK_AT_RISK && after < AFT_RISK_AT_RISK;
}

/* -- all of them ------------------------------------------------------------------------------ */

static gboolean
count_case (Trial *trial, const AftHouseCase *one, GError **error)
{
  gboolean is_answered = one->kind == AFT_CASE_KIND_COMPLAINT || one->kind == AFT_CASE_KIND_SURVEY;

  if (!is_answered || one->flow.flagged_ms < trial->page->now_ms - DAYS * DAY_MS)
    return TRUE;
  g_autoptr (GPtrArray) responses
      = aft_house_store_list_case_responses_sync (trial->page->store, &one->id, error);
  if (responses == NULL)
    return FALSE;
  if (responses->len > 0)
    count_visit (trial, responses);
  return TRUE;
}

static gboolean
count_all (Trial *trial, GError **error)
{
  const AftHouseCaseQuery query
      = { .venue_ids = aft_page_get_venue_ids (trial->page), .limit = VISITS_MAX };
  g_autoptr (GPtrArray) cases = aft_house_store_list_cases_sync (trial->page->store, &query, error);

  for (guint i = 0; cases != NULL && i < cases->len; i++)
    if (!count_case (trial, cases->pdata[i], error))
      return FALSE;
  return cases != NULL;
}

static void
write_result (AftPage *page, const Trial *trial)
{
  if (trial->visits == 0)
    {
      aft_page_line (page, NULL,
                     aft_page_say (page, N_ ("Nobody was flagged in the last 30 days: there is "
                                             "nothing to try the rules on.")));
      return;
    }
  g_autofree char *text = g_strdup_printf (
      aft_page_say (page, N_ ("Of the last %d flagged visits (30 days), %d would be flagged "
                              "differently by their answers: %d graver, %d lighter, %d of these no "
                              "longer at risk.")),
      (int) trial->visits, (int) (trial->higher + trial->lower), (int) trial->higher,
      (int) trial->lower, (int) trial->dropped);
  aft_page_line (page, NULL, text);
}

gboolean
aft_console_risk_try_out (const AftRuleForm *form, GError **error)
{
  g_autoptr (AftConsoleRules) rules = aft_console_rules_load (form->page, error);
  g_autofree char *text = rules != NULL ? aft_rule_tree_dup_text (form->edited, error) : NULL;

  if (text == NULL)
    return FALSE;
  g_auto (Trial) trial = { .page = form->page, .before = aft_risk_rules_ref (rules->risk) };
  trial.surveys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_survey);
  trial.after = aft_risk_rules_parse (text, strlen (text), error);
  if (trial.after == NULL || !count_all (&trial, error))
    return FALSE;
  write_result (form->page, &trial);
  return TRUE;
}
