/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule documents, as a manager may save them: each is refused with a readable reason, or can be
 * read again, and then scores any answers without a fault. */
#include <string.h>

#include "aft-fuzz.h"
#include "aft-json.h"
#include "aft-risk-rules.h"
#include "aft-rule-document.h"

static const char *const answers[]
    = { "{\"overall\":1,\"why\":[\"service\"],\"words\":\"0\"}",
        "{\"what\":[\"illness\"],\"wish\":\"now\",\"guest\":{\"tier\":\"vip\"}}",
        "{\"a\":[[1,\"x\",null],{\"b\":1e300}],\"low\":-1}", "{}" };
static const char facts[] = "{\"guest\":{\"tier\":\"vip\",\"lastScores\":[5,2]},\"case\":{\"open\":"
                            "true},\"text\":null,\"scores\":{\"low\":3}}";

static AftValue *
read_json (const char *text)
{
  AftValue *value = aft_json_parse (text, strlen (text), &aft_json_limits_wire, NULL);
  g_assert_nonnull (value);
  return value;
}

static void
score (const char *text, size_t size)
{
  g_autoptr (AftRiskRules) rules = aft_risk_rules_parse (text, size, NULL);
  g_autoptr (AftValue) known = read_json (facts);
  for (gsize i = 0; rules != NULL && i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftValue) given = read_json (answers[i]);
      g_autoptr (AftRisk) risk = aft_risk_rules_score (rules, given, known);
      g_autofree char *stored = aft_risk_dup_text (risk);
      g_autoptr (AftRisk) again = aft_risk_parse (stored, strlen (stored), &error);

      g_assert_no_error (error);
      g_assert_true (aft_risk_equal (risk, again));
      for (gsize j = 0; j < aft_risk_get_signal_count (risk); j++)
        g_assert_nonnull (aft_risk_rules_get_reason (rules, aft_risk_get_signal (risk, j)->id,
                                                     AFT_LANGUAGE_ZH_CN));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  for (guint i = 0; i < AFT_RULE_DOCUMENTS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *version = NULL;
      gboolean is_good = aft_rule_document_check ((AftRuleDocument) i, (const char *) data, size,
                                                  &version, &error);

      g_assert_true (is_good == (error == NULL));
      g_assert_true (is_good == (version != NULL));
      if (error != NULL)
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  score ((const char *) data, size);
  return 0;
}
