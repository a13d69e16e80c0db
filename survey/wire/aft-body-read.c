/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a response's body: what comes in is held against every type and limit, by one reader that
 * remembers the first thing that was wrong. Whether the response makes sense as a whole is asked of
 * its builder. */
#include "aft-body.h"

#include <math.h>
#include <string.h>

#include "aft-body-private.h"
#include "aft-error.h"
#include "aft-json.h"
#include "aft-response-builder.h"

#define MEMBERS         18
#define SURVEY_MEMBERS  3
#define SEAL_MEMBERS    3
#define CONSENT_MEMBERS 5

/* 2^53: beyond it a JSON number is not exact. */
#define EXACT_MAX 9007199254740992.0

/* Reads the members of one object; @bad is the first that was missing or wrong. */
typedef struct
{
  const AftValue *object;
  const char *bad;
} Reader;

static Reader
open_object (const AftValue *value, const char *name, gsize members)
{
  gboolean is_fit
      = aft_value_get_type (value) == AFT_VALUE_OBJECT && aft_value_get_length (value) == members;
  return (Reader){ value, is_fit ? NULL : name };
}

static AftValue *
read_member (Reader *reader, const char *name, AftValueType type)
{
  AftValue *value = aft_value_get_member (reader->object, name);
  if (value != NULL && aft_value_get_type (value) == type)
    return value;
  if (reader->bad == NULL)
    reader->bad = name;
  return NULL;
}

/* Never NULL. */
static const char *
read_text (Reader *reader, const char *name)
{
  AftValue *value = read_member (reader, name, AFT_VALUE_STRING);
  return value != NULL ? aft_value_get_string (value) : "";
}

static gint64
read_integer (Reader *reader, const char *name)
{
  double number = aft_value_get_number (read_member (reader, name, AFT_VALUE_NUMBER));
  if (number >= 0 && number <= EXACT_MAX && floor (number) == number)
    return (gint64) number;
  if (reader->bad == NULL)
    reader->bad = name;
  return 0;
}

static gboolean
read_boolean (Reader *reader, const char *name)
{
  return aft_value_get_boolean (read_member (reader, name, AFT_VALUE_BOOLEAN));
}

static void
refuse_unless (Reader *reader, gboolean is_fit, const char *name)
{
  if (!is_fit && reader->bad == NULL)
    reader->bad = name;
}

/* Ids, digests and tags have one written form; another would change the digest of the same thing.
 */
static AftId
read_id (Reader *reader, const char *name)
{
  AftId id = { { 0 } };
  const char *text = read_text (reader, name);
  gboolean is_id = aft_id_from_text (text, &id);
  g_autofree char *again = aft_id_to_text (&id);
  refuse_unless (reader, is_id && g_str_equal (text, again), name);
  return id;
}

static AftLanguage
read_language (Reader *reader, const char *name)
{
  const char *text = read_text (reader, name);
  AftLanguage language = aft_language_from_tag (text);
  refuse_unless (reader, g_str_equal (text, aft_language_get_tag (language)), name);
  return language;
}

static void
read_salt (Reader *reader, AftResponseBuilder *builder)
{
  const char *text = read_text (reader, "salt");
  guint8 salt[AFT_RESPONSE_SALT_BYTES] = { 0 };
  gsize length = strlen (text);
  gboolean is_fit = length == 2 * sizeof salt && strspn (text, "0123456789abcdef") == length;
  for (guint i = 0; is_fit && i < sizeof salt; i++)
    salt[i] = g_ascii_xdigit_value (text[2 * i]) << 4 | g_ascii_xdigit_value (text[2 * i + 1]);
  refuse_unless (reader, is_fit, "salt");
  aft_response_builder_set_salt (builder, salt);
}

static void
read_survey (Reader *body, AftResponseBuilder *builder)
{
  AftValue *value = aft_value_get_member (body->object, "survey");
  if (value != NULL && aft_value_is_null (value))
    return;
  Reader reader = open_object (value, "survey", SURVEY_MEMBERS);
  AftDigest digest = { { 0 } };
  const char *text = read_text (&reader, "digest");
  gboolean is_digest = aft_digest_from_text (text, &digest);
  g_autofree char *again = aft_digest_to_text (&digest);
  refuse_unless (&reader, is_digest && g_str_equal (text, again), "digest");
  aft_response_builder_set_survey (builder, read_text (&reader, "id"),
                                   read_text (&reader, "version"), &digest);
  refuse_unless (body, reader.bad == NULL, "survey");
}

static void
read_seals (Reader *body, AftResponseBuilder *builder)
{
  AftValue *list = read_member (body, "seals", AFT_VALUE_ARRAY);
  gsize count = aft_value_get_length (list);
  refuse_unless (body, count <= AFT_RESPONSE_SEALS_MAX, "seals");
  for (gsize i = 0; i < count && body->bad == NULL; i++)
    {
      Reader reader = open_object (aft_value_get_item (list, i), "seals", SEAL_MEMBERS);
      const char *name = read_text (&reader, "name");
      const char *kid = read_text (&reader, "kid");
      AftSealedPart *part = aft_sealed_part_new (name, kid, read_text (&reader, "box"));
      aft_response_builder_take_seal (builder, part);
      refuse_unless (body, reader.bad == NULL, "seals");
    }
}

static void
read_consent (Reader *body, AftResponseBuilder *builder)
{
  AftValue *value = aft_value_get_member (body->object, "consent");
  if (value != NULL && aft_value_is_null (value))
    return;
  Reader reader = open_object (value, "consent", CONSENT_MEMBERS);
  AftConsent consent = {
    .callback = read_boolean (&reader, "callback"),
    .offers = read_boolean (&reader, "offers"),
    .text_version = read_text (&reader, "version"),
    .language = read_language (&reader, "locale"),
    .given_ms = read_integer (&reader, "given_ms"),
  };
  aft_response_builder_set_consent (builder, &consent);
  refuse_unless (body, reader.bad == NULL, "consent");
}

static void
read_answers (Reader *body, AftResponseBuilder *builder)
{
  AftValue *answers = read_member (body, "answers", AFT_VALUE_OBJECT);
  if (answers != NULL)
    aft_response_builder_set_answers (builder, answers);
}

static void
read_table (Reader *body, AftResponseBuilder *builder)
{
  AftValue *table = aft_value_get_member (body->object, "table");
  gboolean is_null = table != NULL && aft_value_is_null (table);
  aft_response_builder_set_table (builder, is_null ? NULL : read_text (body, "table"));
}

static AftResponseBuilder *
read_response (Reader *body)
{
  AftResponseKind kind = AFT_RESPONSE_EXIT;
  AftResponseState state = AFT_RESPONSE_COMPLETE;
  AftId id = read_id (body, "id");
  AftId sitting_id = read_id (body, "sitting_id");
  AftId boot_id = read_id (body, "boot_id");
  refuse_unless (body, aft_response_kind_from_text (read_text (body, "kind"), &kind), "kind");
  refuse_unless (body, aft_response_state_from_text (read_text (body, "state"), &state), "state");
  refuse_unless (body, g_str_equal (read_text (body, "channel"), "kiosk"), "channel");

  AftResponseBuilder *builder = aft_response_builder_new (kind, &id, &sitting_id);
  aft_response_builder_set_state (builder, state);
  gint64 started_ms = read_integer (body, "started_ms");
  aft_response_builder_set_times (builder, started_ms, read_integer (body, "ended_ms"));
  aft_response_builder_set_boot (builder, &boot_id, read_integer (body, "monotonic_ms"));
  aft_response_builder_set_burst (builder, read_boolean (body, "burst"));
  aft_response_builder_set_language (builder, read_language (body, "locale"));
  read_survey (body, builder);
  read_table (body, builder);
  read_answers (body, builder);
  read_seals (body, builder);
  read_consent (body, builder);
  read_salt (body, builder);
  return builder;
}

static gboolean
check_schema (const AftValue *value, GError **error)
{
  double schema = aft_value_get_member_number (value, "schema", 0);
  if (schema == AFT_RESPONSE_SCHEMA)
    return TRUE;
  AftErrorCode code = schema > AFT_RESPONSE_SCHEMA ? AFT_ERROR_UNSUPPORTED : AFT_ERROR_INVALID;
  g_set_error (error, AFT_ERROR, code, "A response body of another schema than %d",
               AFT_RESPONSE_SCHEMA);
  return FALSE;
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
aft_body_to_response (const char *body, gsize length_bytes, GError **error)
{
  if (length_bytes > AFT_BODY_MAX_BYTES)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "A response body of more than %d bytes",
                   AFT_BODY_MAX_BYTES);
      return NULL;
    }
  g_autoptr (AftValue) value = aft_json_parse (body, length_bytes, &aft_json_limits_wire, error);
  if (value == NULL || !check_canonical_form (value, error) || !check_schema (value, error))
    return NULL;
  Reader reader = open_object (value, "number of members", MEMBERS);
  g_autoptr (AftResponseBuilder) builder = read_response (&reader);
  if (reader.bad != NULL)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                   "A response body whose %s is missing or wrong", reader.bad);
      return NULL;
    }
  if (!aft_body_check_answers (aft_value_get_member (value, "answers"), error))
    return NULL;
  return aft_response_builder_end (g_steal_pointer (&builder), error);
}

static gboolean
is_within (const AftValue *value, guint depth)
{
  gsize count = aft_value_get_length (value);
  if (count > 0 && depth == 0)
    return FALSE;
  if (aft_value_get_type (value) == AFT_VALUE_STRING)
    return g_utf8_strlen (aft_value_get_string (value), -1) <= AFT_BODY_TEXT_MAX;
  gboolean is_object = aft_value_get_type (value) == AFT_VALUE_OBJECT;
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
