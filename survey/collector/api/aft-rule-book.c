/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the rules in force as they were read once, for the loop that judges uploads and the thread
 * that writes them. What rules say is theirs; what becomes of a score is the store's. */
#include "aft-rule-book.h"

#include <string.h>

#include "aft-error.h"
#include "aft-house-store-rules.h"
#include "aft-low-answers.h"
#include "aft-rule-document.h"
#include "aft-tier-rules.h"

struct _AftRuleBook
{
  gint references; /* atomic */
  AftSurveyCache *surveys;
  GMutex mutex; /* for what follows */
  AftRiskRules *risk;
  AftTreatment *treatment;
  AftTierRules *tiers;
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
  aft_tier_rules_unref (book->tiers);
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

/* What one document is read by: a new reference, or NULL with @error set. */
typedef gpointer (*ReadRules) (const char *text, gsize length_bytes, GError **error);

static gpointer
read_rules (AftHouseStore *store, AftRuleDocument document, ReadRules read, GError **error)
{
  gsize length = 0;
  g_autoptr (GBytes) text = read_document (store, document, error);
  const char *bytes = text != NULL ? g_bytes_get_data (text, &length) : NULL;
  return bytes != NULL ? read (bytes, length, error) : NULL;
}

static gboolean
load (AftRuleBook *book, AftHouseStore *store, GError **error)
{
  g_autoptr (AftRiskRules) risk
      = read_rules (store, AFT_RULE_DOCUMENT_RISK, (ReadRules) aft_risk_rules_parse, error);
  if (risk == NULL)
    return FALSE;
  g_autoptr (AftTreatment) treatment
      = read_rules (store, AFT_RULE_DOCUMENT_TREATMENT, (ReadRules) aft_treatment_parse, error);
  if (treatment == NULL)
    return FALSE;
  g_autoptr (AftTierRules) tiers
      = read_rules (store, AFT_RULE_DOCUMENT_TIERS, (ReadRules) aft_tier_rules_parse, error);
  if (tiers == NULL)
    return FALSE;
  g_mutex_lock (&book->mutex);
  AftRiskRules *former_risk = g_steal_pointer (&book->risk);
  AftTreatment *former_treatment = g_steal_pointer (&book->treatment);
  AftTierRules *former_tiers = g_steal_pointer (&book->tiers);
  book->risk = g_steal_pointer (&risk);
  book->treatment = g_steal_pointer (&treatment);
  book->tiers = g_steal_pointer (&tiers);
  g_mutex_unlock (&book->mutex);
  aft_risk_rules_unref (former_risk);
  aft_treatment_unref (former_treatment);
  aft_tier_rules_unref (former_tiers);
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

/* How many of @facts' visits lie in the @days days up to @end. */
static guint
count_visits (const AftHouseRankFacts *facts, gint32 end, guint days)
{
  guint count = 0;
  for (guint i = 0; i < facts->days->len; i++)
    {
      gint32 day = g_array_index (facts->days, gint32, i);
      count += day <= end && day > end - (gint32) days ? 1 : 0;
    }
  return count;
}

/* What was paid within the window; below 0: nobody knows of any. */
static gint64
sum_spend (const AftHouseRankFacts *facts, guint window, gboolean is_recent)
{
  gint64 sum = is_recent && facts->imported_spend_minor > 0 ? facts->imported_spend_minor : -1;
  for (guint i = 0; i < facts->days->len; i++)
    {
      gint32 day = g_array_index (facts->days, gint32, i);
      gint64 spend_minor = g_array_index (facts->spends, gint64, i);
      if (spend_minor >= 0 && day <= facts->today && day > facts->today - (gint32) window)
        sum = MAX (sum, 0) + spend_minor;
    }
  return sum;
}

AftTier
aft_rule_book_rank (const AftHouseRankFacts *facts, gpointer data)
{
  AftRuleBook *book = data;
  g_mutex_lock (&book->mutex);
  g_autoptr (AftTierRules) tiers = aft_tier_rules_ref (book->tiers);
  g_mutex_unlock (&book->mutex);
  guint window = aft_tier_rules_get_window_days (tiers);
  guint potential = aft_tier_rules_get_potential_days (tiers);
  /* When the other program's visits were is not known but for the last. */
  gboolean is_recent = facts->imported_last_day > facts->today - (gint32) window;
  const AftTierFacts known
      = { .visits
          = count_visits (facts, facts->today, window) + (is_recent ? facts->imported_visits : 0),
          .spend_minor = sum_spend (facts, window, is_recent),
          .known_days = (guint) MAX (0, facts->today - facts->first_day),
          .visits_lately = count_visits (facts, facts->today, potential),
          .visits_earlier = count_visits (facts, facts->today - (gint32) potential, potential) };
  return aft_tier_rules_judge (tiers, &known);
}
