/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes and reads what enrolment says over the wire. When to ask is aft-enrolment's. */
#include "aft-device-grant.h"

#include <string.h>

#include "aft-digest.h"
#include "aft-error.h"
#include "aft-json.h"
#include "aft-token-file.h"

#define STATUS_OK            200
#define TEXT_MAX             256
#define USER_CODE_MAX        16
#define EXPIRES_MAX_SECONDS  3600
#define INTERVAL_MAX_SECONDS 60
#define INTERVAL_SECONDS     5 /* RFC 8628, 3.2: when none is named */

void
aft_device_code_clear (AftDeviceCode *code)
{
  g_clear_pointer (&code->device_code, g_free);
  g_clear_pointer (&code->user_code, g_free);
  g_clear_pointer (&code->verification_uri, g_free);
}

static GBytes *
end_document (AftValueBuilder *builder)
{
  g_autoptr (AftValue) value = aft_value_builder_end (builder);
  char *text = aft_json_to_line (value);
  return g_bytes_new_take (text, strlen (text));
}

GBytes *
aft_device_grant_ask_code (const AftDevice *device, const char *name)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  const guint8 *key = aft_device_get_link_key (device);
  g_autofree char *id = aft_id_to_text (aft_device_get_id (device));
  AftDigest digits;
  g_assert (sizeof digits.bytes == AFT_LINK_KEY_BYTES);
  memcpy (digits.bytes, key, sizeof digits.bytes);
  g_autoptr (AftSecretText) link_key = aft_digest_to_text (&digits);
  aft_secret_wipe (&digits, sizeof digits);
  aft_value_builder_set_string (builder, "device_id", id);
  aft_value_builder_set_string (builder, "link_key", link_key);
  aft_value_builder_set_string (builder, "name", name);
  return end_document (builder);
}

GBytes *
aft_device_grant_ask_token (const char *device_code)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "device_code", device_code);
  return end_document (builder);
}

static AftValue *
parse_body (const AftCollectorReply *reply, GError **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (reply->body, &length);
  return aft_json_parse (text != NULL ? text : "", length, &aft_json_limits_wire, error);
}

/* A member of 1 to @most visible ASCII characters, borrowed; NULL else. */
static const char *
get_word (const AftValue *object, const char *name, gsize most)
{
  const char *text = aft_value_get_member_string (object, name, "");
  gsize length = strlen (text);
  if (length == 0 || length > most)
    return NULL;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]))
      return NULL;
  return text;
}

/* 0 when it is not a whole number from 1 to @most. */
static guint
get_seconds (const AftValue *object, const char *name, guint fallback, guint most)
{
  double number = aft_value_get_member_number (object, name, fallback);
  if (!(number >= 1 && number <= most))
    return 0;
  return (guint) number;
}

gboolean
aft_device_grant_read_code (const AftCollectorReply *reply, AftDeviceCode *ret_code, GError **error)
{
  g_autoptr (AftValue) object = reply->status == STATUS_OK ? parse_body (reply, NULL) : NULL;
  const char *device_code = get_word (object, "device_code", TEXT_MAX);
  const char *user_code = get_word (object, "user_code", USER_CODE_MAX);
  const char *address = get_word (object, "verification_uri", TEXT_MAX);
  guint expires = get_seconds (object, "expires_in", 0, EXPIRES_MAX_SECONDS);
  guint interval = get_seconds (object, "interval", INTERVAL_SECONDS, INTERVAL_MAX_SECONDS);

  if (device_code == NULL || user_code == NULL || address == NULL || expires == 0 || interval == 0)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                   "What answers (%u) gives no code: it may not be the collector", reply->status);
      return FALSE;
    }
  *ret_code = (AftDeviceCode){
    .device_code = g_strdup (device_code),
    .user_code = g_strdup (user_code),
    .verification_uri = g_strdup (address),
    .expires_seconds = expires,
    .interval_seconds = interval,
  };
  return TRUE;
}

static AftGrant
read_problem (const AftValue *problem)
{
  static const struct
  {
    const char *name;
    AftGrant grant;
  } types[] = {
    { "authorization_pending", AFT_GRANT_PENDING },
    { "slow_down", AFT_GRANT_SLOW_DOWN },
    { "expired_token", AFT_GRANT_EXPIRED },
    { "access_denied", AFT_GRANT_DENIED },
  };
  const char *type = aft_value_get_member_string (problem, "type", "");
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (type, types[i].name))
      return types[i].grant;
  return AFT_GRANT_UNKNOWN;
}

AftGrant
aft_device_grant_read_token (const AftCollectorReply *reply, char **ret_token)
{
  g_autoptr (AftValue) object = parse_body (reply, NULL);
  if (aft_collector_reply_is_problem (reply))
    return read_problem (object);
  const char *token = get_word (object, "access_token", AFT_TOKEN_MAX_LENGTH);
  const char *type = aft_value_get_member_string (object, "token_type", "");
  if (reply->status != STATUS_OK || token == NULL || !aft_token_is_shaped (token)
      || g_ascii_strcasecmp (type, "bearer") != 0)
    return AFT_GRANT_UNKNOWN;
  *ret_token = g_strdup (token);
  return AFT_GRANT_TOKEN;
}
