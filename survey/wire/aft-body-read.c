/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a response's body: what comes in is held against every type and limit, by one reader that
 * remembers the first thing that was wrong. Whether the response makes sense as a whole is asked of
 * its builder. */
#include "aft-body.h"

#include <string.h>

#include "aft-body-private.h"
#include "aft-error.h"
#include "aft-json.h"
#include "aft-reader-private.h"
#include "aft-response-builder.h"

#define MEMBERS         18 /* and "risk", where it was scored */
#define SURVEY_MEMBERS  3
#define SEAL_MEMBERS    3
#define CONSENT_MEMBERS 5

static void
read_salt (AftReader *reader, AftResponseBuilder *builder)
{
  const char *text = aft_reader_get_text (reader, "salt");
  guint8 salt[AFT_RESPONSE_SALT_BYTES] = { 0 };
  gboolean is_fit = aft_reader_is_hex (text, sizeof salt);
  for (guint i = 0; is_fit && i < sizeof salt; i++)
    salt[i] = g_ascii_xdigit_value (text[2 * i]) << 4 | g_ascii_xdigit_value (text[2 * i + 1]);
  aft_reader_refuse_unless (reader, is_fit, "salt");
  aft_response_builder_set_salt (builder, salt);
}

static void
read_survey (AftReader *body, AftResponseBuilder *builder)
{
  AftValue *value = aft_value_get_member (body->object, "survey");
  if (value != NULL && aft_value_is_null (value))
    return;
  AftReader reader = aft_reader_open (value, "survey", SURVEY_MEMBERS);
  AftDigest digest = aft_reader_get_digest (&reader, "digest");
  aft_response_builder_set_survey (builder, aft_reader_get_text (&reader, "id"),
                                   aft_reader_get_text (&reader, "version"), &digest);
  aft_reader_refuse_unless (body, reader.bad == NULL, "survey");
}

static void
read_seals (AftReader *body, AftResponseBuilder *builder)
{
  AftValue *list = aft_reader_get (body, "seals", AFT_VALUE_ARRAY);
  gsize count = aft_value_get_length (list);
  aft_reader_refuse_unless (body, count <= AFT_RESPONSE_SEALS_MAX, "seals");
  for (gsize i = 0; i < count && body->bad == NULL; i++)
    {
      AftReader reader = aft_reader_open (aft_value_get_item (list, i), "seals", SEAL_MEMBERS);
      const char *name = aft_reader_get_text (&reader, "name");
      const char *kid = aft_reader_get_text (&reader, "kid");
      AftSealedPart *part = aft_sealed_part_new (name, kid, aft_reader_get_text (&reader, "box"));
      aft_response_builder_take_seal (builder, part);
      aft_reader_refuse_unless (body, reader.bad == NULL, "seals");
    }
}

static void
read_consent (AftReader *body, AftResponseBuilder *builder)
{
  AftValue *value = aft_value_get_member (body->object, "consent");
  if (value != NULL && aft_value_is_null (value))
    return;
  AftReader reader = aft_reader_open (value, "consent", CONSENT_MEMBERS);
  AftConsent consent = {
    .callback = aft_reader_get_boolean (&reader, "callback"),
    .offers = aft_reader_get_boolean (&reader, "offers"),
    .text_version = aft_reader_get_text (&reader, "version"),
    .language = aft_reader_get_language (&reader, "locale"),
    .given_ms = aft_reader_get_integer (&reader, "given_ms"),
  };
  aft_response_builder_set_consent (builder, &consent);
  aft_reader_refuse_unless (body, reader.bad == NULL, "consent");
}

static void
read_answers (AftReader *body, AftResponseBuilder *builder)
{
  AftValue *answers = aft_reader_get (body, "answers", AFT_VALUE_OBJECT);
  if (answers != NULL)
    aft_response_builder_set_answers (builder, answers);
}

static void
read_table (AftReader *body, AftResponseBuilder *builder)
{
  AftValue *table = aft_value_get_member (body->object, "table");
  gboolean is_null = table != NULL && aft_value_is_null (table);
  aft_response_builder_set_table (builder, is_null ? NULL : aft_reader_get_text (body, "table"));
}

static void
read_risk (AftReader *body, AftResponseBuilder *builder)
{
  const AftValue *value = aft_value_get_member (body->object, "risk");
  g_autoptr (AftRisk) risk = value != NULL ? aft_risk_from_value (value, NULL) : NULL;
  aft_reader_refuse_unless (body, value == NULL || risk != NULL, "risk");
  aft_response_builder_set_risk (builder, risk);
}

static AftResponseBuilder *
read_response (AftReader *body)
{
  AftResponseKind kind = AFT_RESPONSE_EXIT;
  AftResponseState state = AFT_RESPONSE_COMPLETE;
  AftChannel channel = AFT_CHANNEL_KIOSK;
  AftId id = aft_reader_get_id (body, "id");
  AftId sitting_id = aft_reader_get_id (body, "sitting_id");
  AftId boot_id = aft_reader_get_id (body, "boot_id");
  aft_reader_refuse_unless (
      body, aft_response_kind_from_text (aft_reader_get_text (body, "kind"), &kind), "kind");
  aft_reader_refuse_unless (
      body, aft_response_state_from_text (aft_reader_get_text (body, "state"), &state), "state");
  aft_reader_refuse_unless (
      body, aft_channel_from_text (aft_reader_get_text (body, "channel"), &channel), "channel");

  AftResponseBuilder *builder = aft_response_builder_new (kind, &id, &sitting_id);
  aft_response_builder_set_state (builder, state);
  aft_response_builder_set_channel (builder, channel);
  gint64 started_ms = aft_reader_get_integer (body, "started_ms");
  aft_response_builder_set_times (builder, started_ms, aft_reader_get_integer (body, "ended_ms"));
  aft_response_builder_set_boot (builder, &boot_id, aft_reader_get_integer (body, "monotonic_ms"));
  aft_response_builder_set_burst (builder, aft_reader_get_boolean (body, "burst"));
  aft_response_builder_set_language (builder, aft_reader_get_language (body, "locale"));
  read_survey (body, builder);
  read_table (body, builder);
  read_answers (body, builder);
  read_risk (body, builder);
  read_seals (body, builder);
  read_consent (body, builder);
  read_salt (body, builder);
  return builder;
}

/* What cannot be written again within the limits has no digest, and could be neither stored nor
 * verified. */
static gboolean
check_canonical_form (const AftValue *value, GError **error)
{
  g_autofree char *canonical = aft_json_to_canonical (value, error);
  if (canonical == NULL)
    return FALSE;
  if (strlen (canonical) <= AFT_BODY_MAX_BYTES)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE,
               "A response body of more than %d bytes in canonical form", AFT_BODY_MAX_BYTES);
  return FALSE;
}

AftResponse *
aft_body_from_value (const AftValue *value, GError **error)
{
  if (!aft_reader_check_schema (value, AFT_RESPONSE_SCHEMA, "A response body", error))
    return NULL;
  gsize members = MEMBERS + (aft_value_get_member (value, "risk") != NULL ? 1 : 0);
  AftReader reader = aft_reader_open (value, "number of members", members);
  g_autoptr (AftResponseBuilder) builder = read_response (&reader);
  if (!aft_reader_check (&reader, "A response body", error)
      || !aft_body_check_answers (aft_value_get_member (value, "answers"), error))
    return NULL;
  return aft_response_builder_end (g_steal_pointer (&builder), error);
}

AftResponse *
aft_body_to_response (const char *body, gsize length_bytes, GError **error)
{
  if (length_bytes > AFT_BODY_MAX_BYTES)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "A response body of more than %d bytes",
                   AFT_BODY_MAX_BYTES);
      return NULL;
    }
  g_autoptr (AftValue) value = aft_json_parse (body, length_bytes, &aft_json_limits_wire, error);
  if (value == NULL || !check_canonical_form (value, error))
    return NULL;
  return aft_body_from_value (value, error);
}

static gboolean
is_within (const AftValue *value, guint depth)
{
  AftValueType type = aft_value_get_type (value);
  gsize count = aft_value_get_length (value);
  gboolean is_object = type == AFT_VALUE_OBJECT;
  if (depth == 0 && (is_object || type == AFT_VALUE_ARRAY))
    return FALSE;
  if (type == AFT_VALUE_STRING)
    return g_utf8_strlen (aft_value_get_string (value), -1) <= AFT_BODY_TEXT_MAX;
  for (gsize i = 0; i < count; i++)
    if (!is_within (is_object ? aft_value_get_member_at (value, i) : aft_value_get_item (value, i),
                    depth - 1))
      return FALSE;
  return TRUE;
}

gboolean
aft_body_check_answers (const AftValue *answers, GError **error)
{
  if (is_within (answers, AFT_BODY_ANSWERS_DEPTH))
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE,
               "An answer is longer than %d characters or nested too deeply", AFT_BODY_TEXT_MAX);
  return FALSE;
}
