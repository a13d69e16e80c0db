/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The house's rules are six documents, each a JSON file of assets/rules; README.md there has the
 * formats. */
typedef enum
{
  AFT_RULE_DOCUMENT_RISK,      /* AftRiskRules */
  AFT_RULE_DOCUMENT_TIERS,     /* AftTierRules */
  AFT_RULE_DOCUMENT_TREATMENT, /* AftTreatment */
  AFT_RULE_DOCUMENT_CAUSES,    /* AftCauseList */
  AFT_RULE_DOCUMENT_STEPS,     /* AftHandlingSteps */
  AFT_RULE_DOCUMENT_PRIVACY    /* AftPrivacyNotice */
} AftRuleDocument;

#define AFT_RULE_DOCUMENTS          6
#define AFT_RULE_DOCUMENT_MAX_BYTES 131072

/* "risk", "tiers", "treatment", "causes", "steps", "privacy"; static. */
const char *aft_rule_document_to_text (AftRuleDocument document);
/* FALSE when @text is NULL or another; *@ret_document is then untouched. */
gboolean aft_rule_document_from_text (const char *text, AftRuleDocument *ret_document);

/* The text of the one that comes with the programs, from the GResource that they link
 * (rules_resources of assets/rules); NOT_FOUND where a program does not. */
GBytes *aft_rule_document_load_default (AftRuleDocument document,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Can @text be @document? Reads all of it as its type does. INVALID or TOO_LARGE, with what is
 * wrong and where; the version it has in *@ret_version (may be NULL) when it is good. */
gboolean aft_rule_document_check (AftRuleDocument document,
                                  const char *text,
                                  gsize length_bytes,
                                  char **ret_version,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
