/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a kiosk that enrols is told, maybe by somebody else: the first two bytes choose status and
 * type of the reply, the rest is its body. Nothing is taken for a code or a token that is none. */
#include <string.h>

#include "aft-device-grant.h"
#include "aft-fuzz.h"

static gboolean
is_word (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isgraph (*text))
      return FALSE;
  return TRUE;
}

static void
check_code (const AftCollectorReply *reply)
{
  g_autoptr (GError) error = NULL;
  AftDeviceCode code = { NULL };
  gboolean is_read = aft_device_grant_read_code (reply, &code, &error);
  g_assert_true (is_read == (error == NULL));
  if (!is_read)
    return;
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (is_word (code.device_code) && is_word (code.user_code)
                 && is_word (code.verification_uri));
  g_assert_cmpuint (code.expires_seconds, >, 0);
  g_assert_cmpuint (code.interval_seconds, >, 0);
  aft_device_code_clear (&code);
}

static void
check_token (const AftCollectorReply *reply)
{
  char *token = NULL;
  AftGrant grant = aft_device_grant_read_token (reply, &token);
  g_assert_true ((grant == AFT_GRANT_TOKEN) == (token != NULL));
  if (token != NULL)
    g_assert_true (reply->status == 200 && strlen (token) >= 16 && is_word (token));
  if (grant != AFT_GRANT_TOKEN && grant != AFT_GRANT_UNKNOWN)
    g_assert_true (aft_collector_reply_is_problem (reply));
  g_free (token);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const guint statuses[] = { 200, 400, 401, 429, 503 };
  static char *const types[] = { (char *) "application/json", (char *) "application/problem+json",
                                 (char *) "text/html", (char *) "" };
  gsize skipped = MIN (size, 2);
  guint8 status = size > 0 ? data[0] : 0;
  guint8 type = size > 1 ? data[1] : 0;
  AftCollectorReply reply = { .status = statuses[status % G_N_ELEMENTS (statuses)],
                              .media_type = types[type % G_N_ELEMENTS (types)],
                              .retry_after_seconds = -1,
                              .body = g_bytes_new (data + skipped, size - skipped) };
  check_code (&reply);
  check_token (&reply);
  g_bytes_unref (reply.body);
  return 0;
}
