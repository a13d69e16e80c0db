/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the rules that a collector sent, or those that come with the program. What they lead to is
 * for those who score. */
#include "aft-kiosk-rules.h"

#include <string.h>

#include "aft-private-file.h"
#include "aft-received.h"

#define RESOURCE "/org/aftertaste/rules/risk.json"

static AftRiskRules *
load_built_in (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  /* They are checked when the program is built. */
  AftRiskRules *rules = aft_risk_rules_parse (text, length, &error);
  g_assert_no_error (error);
  return rules;
}

AftRiskRules *
aft_kiosk_rules_load (const char *received, GError **error)
{
  g_autofree char *path
      = received != NULL ? g_build_filename (received, AFT_RECEIVED_RULES, NULL) : NULL;
  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    return load_built_in ();
  g_autofree char *text = aft_private_file_read (path, error);
  return text != NULL ? aft_risk_rules_parse (text, strlen (text), error) : NULL;
}
