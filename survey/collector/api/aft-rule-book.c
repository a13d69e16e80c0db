/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the rules in force as they were read once, for the loop that judges uploads and the thread
 * that writes them. What rules say is theirs; what becomes of a score is the store's. */
#include "aft-rule-book.h"

#include <string.h>

#include "aft-error.h"
#include "aft-house-store-rules.h"
#include "aft-low-answers.h"
#include "aft-rule-document.h"

struct _AftRuleBook
{
  gint references; /* atomic */
  AftSurveyCache *surveys;
  GMutex mutex; /* for what follows */
  AftRiskRules *risk;
  AftTreatment *treatment;
};

AftRuleBook *
aft_rule_book_ref (AftRuleBook *book)
{
  g_atomic_int_inc (&book->references);
  return book;
}

void
aft_rule_book_unref (AftRuleBook *book)
{
  if (book == NULL || !g_atomic_int_dec_and_test (&book->references))
    return;
  aft_risk_rules_unref (book->risk);
  aft_treatment_unref (book->treatment);
  aft_survey_cache_unref (book->surveys);
  g_mutex_clear (&book->mutex);
  g_free (book);
}

/* Newly allocated: the house's own, or the one that comes with the programs. */
static GBytes *
read_document (AftHouseStore *store, AftRuleDocument document, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (AftHouseRules) own = store != NULL ? aft_house_store_get_rules_sync (
                                      store, aft_rule_document_to_text (document), 0, &reason)
                                                : NULL;
  if (own != NULL)
    return g_bytes_new (own->text, strlen (own->text));
  if (reason == NULL || g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    return aft_rule_document_load_default (document, error);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

static gboolean
load (AftRuleBook *book, AftHouseStore *store, GError **error)
{
  gsize risk_length = 0;
  gsize treatment_length = 0;
  g_autoptr (GBytes) risk_text = read_document (store, AFT_RULE_DOCUMENT_RISK, error);
  if (risk_text == NULL)
    return FALSE;
  g_autoptr (GBytes) treatment_text = read_document (store, AFT_RULE_DOCUMENT_TREATMENT, error);
  if (treatment_text == NULL)
    return FALSE;
  const char *risk_bytes = g_bytes_get_data (risk_text, &risk_length);
  const char *treatment_bytes = g_bytes_get_data (treatment_text, &treatment_length);
  g_autoptr (AftRiskRules) risk = aft_risk_rules_parse (risk_bytes, risk_length, error);
  if (risk == NULL)
    return FALSE;
  g_autoptr (AftTreatment) treatment
      = aft_treatment_parse (treatment_bytes, treatment_length, error);
  if (treatment == NULL)
    return FALSE;
  g_mutex_lock (&book->mutex);
  AftRiskRules *former_risk = g_steal_pointer (&book->risk);
  AftTreatment *former_treatment = g_steal_pointer (&book->treatment);
  book->risk = g_steal_pointer (&risk);
  book->treatment = g_steal_pointer (&treatment);
  g_mutex_unlock (&book->mutex);
  aft_risk_rules_unref (former_risk);
  aft_treatment_unref (former_treatment);
  return TRUE;
}

AftRuleBook *
aft_rule_book_new (AftSurveyCache *surveys)
{
  g_autoptr (GError) error = NULL;
  AftRuleBook *book = g_new0 (AftRuleBook, 1);
  g_atomic_int_set (&book->references, 1);
  g_mutex_init (&book->mutex);
  book->surveys = aft_survey_cache_ref (surveys);
  /* They are checked when the programs are built. */
  gboolean is_loaded = load (book, NULL, &error);
  g_assert_no_error (error);
  g_assert (is_loaded);
  return book;
}

gboolean
aft_rule_book_load (AftRuleBook *book, AftHouseStore *store, GError **error)
{
  return load (book, store, error);
}

/* -- scores ---------------------------------------------------------------------------------- */

static AftRiskRules *
ref_risk (AftRuleBook *book)
{
  g_mutex_lock (&book->mutex);
  AftRiskRules *risk = aft_risk_rules_ref (book->risk);
  g_mutex_unlock (&book->mutex);
  return risk;
}

/* @known: what is known of the guest, or NULL. Nobody has read the words yet. */
static AftValue *
make_facts (const AftValue *known, guint low)
{
  AftValueBuilder *facts
      = known != NULL ? aft_value_builder_new_from (known) : aft_value_builder_new_object ();
  AftValueBuilder *scores = aft_value_builder_new_object ();
  aft_value_builder_set_number (scores, "low", low);
  if (known == NULL)
    {
      aft_value_builder_set (facts, "guest", NULL);
      aft_value_builder_set (facts, "case", NULL);
    }
  aft_value_builder_set (facts, "text", NULL);
  aft_value_builder_set_take (facts, "scores", aft_value_builder_end (scores));
  return aft_value_builder_end (facts);
}

static AftRisk *
score (AftRuleBook *book,
       const AftSurvey *survey,
       const AftResponse *response,
       const AftValue *known)
{
  const AftValue *answers = aft_response_get_answers (response);
  guint low = survey != NULL ? aft_low_answers_count (survey, answers) : 0;
  g_autoptr (AftRiskRules) rules = ref_risk (book);
  g_autoptr (AftValue) facts = make_facts (known, low);
  return aft_risk_rules_score (rules, answers, facts);
}

AftRisk *
aft_rule_book_score (AftRuleBook *book, const AftSurvey *survey, const AftResponse *response)
{
  return score (book, survey, response, NULL);
}

AftRisk *
aft_rule_book_judge (const AftResponse *response,
                     const char *definition,
                     const AftValue *facts,
                     gpointer data)
{
  AftRuleBook *book = data;
  const AftDigest *digest = aft_response_get_survey_digest (response);
  g_autoptr (AftSurvey) survey
      = digest != NULL && definition != NULL
            ? aft_survey_cache_add (book->surveys, digest, definition, NULL)
            : NULL;
  return score (book, survey, response, facts);
}

void
aft_rule_book_treat (AftRiskLevel level,
                     AftTier tier,
                     AftCaseTargets *ret_targets,
                     char **ret_version,
                     gpointer data)
{
  AftRuleBook *book = data;
  g_mutex_lock (&book->mutex);
  g_autoptr (AftTreatment) treatment = aft_treatment_ref (book->treatment);
  g_mutex_unlock (&book->mutex);
  *ret_targets = aft_treatment_get_targets (treatment, tier, level);
  *ret_version = g_strdup (aft_treatment_get_version (treatment));
}
