/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the rules and the privacy notice that a collector sent, or those that come with the
 * program, which were checked when it was built. What they lead to is for those who score and show.
 */
#include "aft-kiosk-rules.h"

#include <string.h>

#include "aft-private-file.h"
#include "aft-received.h"

#define RESOURCES "/org/aftertaste/rules/"

static GBytes *
load_built_in (const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat (RESOURCES, file, NULL);
  GBytes *bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  return bytes;
}

/* FALSE with @error set when it cannot be read; *@ret_text is NULL where nothing was sent. */
static gboolean
read_sent (const char *received, const char *file, char **ret_text, GError **error)
{
  g_autofree char *path = received != NULL ? g_build_filename (received, file, NULL) : NULL;
  gboolean is_sent = path != NULL && g_file_test (path, G_FILE_TEST_EXISTS);
  *ret_text = is_sent ? aft_private_file_read (path, error) : NULL;
  return !is_sent || *ret_text != NULL;
}

AftRiskRules *
aft_kiosk_rules_load (const char *received, GError **error)
{
  g_autofree char *text = NULL;
  if (!read_sent (received, AFT_RECEIVED_RULES, &text, error))
    return NULL;
  if (text != NULL)
    return aft_risk_rules_parse (text, strlen (text), error);
  g_autoptr (GBytes) bytes = load_built_in ("risk.json");
  return aft_risk_rules_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

AftPrivacyNotice *
aft_kiosk_privacy_load (const char *received, GError **error)
{
  g_autofree char *text = NULL;
  if (!read_sent (received, AFT_RECEIVED_PRIVACY, &text, error))
    return NULL;
  if (text != NULL)
    return aft_privacy_notice_parse (text, strlen (text), error);
  g_autoptr (GBytes) bytes = load_built_in ("privacy.json");
  return aft_privacy_notice_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}
