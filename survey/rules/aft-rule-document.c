/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The six rule documents by name: the ones that come with the programs, and the check that any is
 * put to before it is saved or sent. What each says is for its own type. */
#include "aft-rule-document.h"

#include "aft-cause-list.h"
#include "aft-error.h"
#include "aft-handling-steps.h"
#include "aft-privacy-notice.h"
#include "aft-risk-rules.h"
#include "aft-tier-rules.h"
#include "aft-treatment.h"

#define RESOURCE_PATH "/org/aftertaste/rules/"

/* The version of @text when it can be read; newly allocated, else NULL. */
typedef char *(*Check) (const char *text, gsize length_bytes, GError **error);

static char *
check_risk (const char *text, gsize length_bytes, GError **error)
{
  g_autoptr (AftRiskRules) rules = aft_risk_rules_parse (text, length_bytes, error);
  return rules != NULL ? g_strdup (aft_risk_rules_get_version (rules)) : NULL;
}

static char *
check_tiers (const char *text, gsize length_bytes, GError **error)
{
  g_autoptr (AftTierRules) rules = aft_tier_rules_parse (text, length_bytes, error);
  return rules != NULL ? g_strdup (aft_tier_rules_get_version (rules)) : NULL;
}

static char *
check_treatment (const char *text, gsize length_bytes, GError **error)
{
  g_autoptr (AftTreatment) treatment = aft_treatment_parse (text, length_bytes, error);
  return treatment != NULL ? g_strdup (aft_treatment_get_version (treatment)) : NULL;
}

static char *
check_causes (const char *text, gsize length_bytes, GError **error)
{
  g_autoptr (AftCauseList) list = aft_cause_list_parse (text, length_bytes, error);
  return list != NULL ? g_strdup (aft_cause_list_get_version (list)) : NULL;
}

static char *
check_steps (const char *text, gsize length_bytes, GError **error)
{
  g_autoptr (AftHandlingSteps) steps = aft_handling_steps_parse (text, length_bytes, error);
  return steps != NULL ? g_strdup (aft_handling_steps_get_version (steps)) : NULL;
}

static char *
check_privacy (const char *text, gsize length_bytes, GError **error)
{
  g_autoptr (AftPrivacyNotice) notice = aft_privacy_notice_parse (text, length_bytes, error);
  return notice != NULL ? g_strdup (aft_privacy_notice_get_version (notice)) : NULL;
}

static const struct
{
  const char *name;
  Check check;
} documents[AFT_RULE_DOCUMENTS] = {
  [AFT_RULE_DOCUMENT_RISK] = { "risk", check_risk },
  [AFT_RULE_DOCUMENT_TIERS] = { "tiers", check_tiers },
  [AFT_RULE_DOCUMENT_TREATMENT] = { "treatment", check_treatment },
  [AFT_RULE_DOCUMENT_CAUSES] = { "causes", check_causes },
  [AFT_RULE_DOCUMENT_STEPS] = { "steps", check_steps },
  [AFT_RULE_DOCUMENT_PRIVACY] = { "privacy", check_privacy },
};

const char *
aft_rule_document_to_text (AftRuleDocument document)
{
  return documents[document].name;
}

gboolean
aft_rule_document_from_text (const char *text, AftRuleDocument *ret_document)
{
  for (guint i = 0; i < AFT_RULE_DOCUMENTS; i++)
    if (g_strcmp0 (documents[i].name, text) == 0)
      {
        *ret_document = (AftRuleDocument) i;
        return TRUE;
      }
  return FALSE;
}

GBytes *
aft_rule_document_load_default (AftRuleDocument document, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *path = g_strconcat (RESOURCE_PATH, documents[document].name, ".json", NULL);
  GBytes *bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &cause);
  if (bytes == NULL)
    g_set_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "%s", cause->message);
  return bytes;
}

gboolean
aft_rule_document_check (AftRuleDocument document,
                         const char *text,
                         gsize length_bytes,
                         char **ret_version,
                         GError **error)
{
  g_autofree char *version = documents[document].check (text, length_bytes, error);
  gboolean is_good = version != NULL;
  if (is_good && ret_version != NULL)
    *ret_version = g_steal_pointer (&version);
  return is_good;
}
