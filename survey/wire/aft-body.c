/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a response's body: the JSON object in canonical form and its digest. Reading one back is
 * in aft-body-read.c; the two are held together by the tests. */
#include "aft-body.h"

#include <string.h>

#include "aft-body-private.h"
#include "aft-error.h"
#include "aft-json.h"

static void
set_id (AftValueBuilder *builder, const char *name, const AftId *id)
{
  g_autofree char *text = aft_id_to_text (id);
  aft_value_builder_set_string (builder, name, text);
}

static AftValue *
write_survey (const AftResponse *response)
{
  if (aft_response_get_survey_id (response) == NULL)
    return aft_value_new_null ();
  g_autofree char *digest = aft_digest_to_text (aft_response_get_survey_digest (response));
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "id", aft_response_get_survey_id (response));
  aft_value_builder_set_string (builder, "version", aft_response_get_survey_version (response));
  aft_value_builder_set_string (builder, "digest", digest);
  return aft_value_builder_end (builder);
}

static AftValue *
write_seals (const AftResponse *response)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (gsize i = 0; i < aft_response_get_seal_count (response); i++)
    {
      const AftSealedPart *part = aft_response_get_seal (response, i);
      AftValueBuilder *builder = aft_value_builder_new_object ();
      aft_value_builder_set_string (builder, "name", aft_sealed_part_get_name (part));
      aft_value_builder_set_string (builder, "kid", aft_sealed_part_get_kid (part));
      aft_value_builder_set_string (builder, "box", aft_sealed_part_get_box (part));
      aft_value_builder_take (list, aft_value_builder_end (builder));
    }
  return aft_value_builder_end (list);
}

static AftValue *
write_consent (const AftConsent *consent)
{
  if (consent == NULL)
    return aft_value_new_null ();
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_boolean (builder, "callback", consent->callback);
  aft_value_builder_set_boolean (builder, "offers", consent->offers);
  aft_value_builder_set_string (builder, "version", consent->text_version);
  aft_value_builder_set_string (builder, "locale", aft_language_get_tag (consent->language));
  aft_value_builder_set_number (builder, "given_ms", consent->given_ms);
  return aft_value_builder_end (builder);
}

static AftValue *
write_table (const char *table)
{
  return table != NULL ? aft_value_new_string (table) : aft_value_new_null ();
}

static char *
dup_salt (const AftResponse *response)
{
  const guint8 *salt = aft_response_get_salt (response);
  GString *text = g_string_sized_new (2 * AFT_RESPONSE_SALT_BYTES + 1);
  for (guint i = 0; i < AFT_RESPONSE_SALT_BYTES; i++)
    g_string_append_printf (text, "%02x", salt[i]);
  return g_string_free (text, FALSE);
}

static AftValue *
write_response (const AftResponse *response)
{
  AftValueBuilder *body = aft_value_builder_new_object ();
  g_autofree char *salt = dup_salt (response);
  const char *kind = aft_response_kind_to_text (aft_response_get_kind (response));
  const char *state = aft_response_state_to_text (aft_response_get_state (response));
  aft_value_builder_set_number (body, "schema", AFT_RESPONSE_SCHEMA);
  set_id (body, "id", aft_response_get_id (response));
  set_id (body, "sitting_id", aft_response_get_sitting_id (response));
  aft_value_builder_set_string (body, "kind", kind);
  aft_value_builder_set_string (body, "state", state);
  aft_value_builder_set_take (body, "survey", write_survey (response));
  aft_value_builder_set_number (body, "started_ms", aft_response_get_started_ms (response));
  aft_value_builder_set_number (body, "ended_ms", aft_response_get_ended_ms (response));
  set_id (body, "boot_id", aft_response_get_boot_id (response));
  aft_value_builder_set_number (body, "monotonic_ms", aft_response_get_monotonic_ms (response));
  aft_value_builder_set_boolean (body, "burst", aft_response_is_burst (response));
  aft_value_builder_set_string (body, "locale",
                                aft_language_get_tag (aft_response_get_language (response)));
  aft_value_builder_set_string (body, "channel", aft_response_get_channel (response));
  aft_value_builder_set_take (body, "table", write_table (aft_response_get_table (response)));
  aft_value_builder_set (body, "answers", aft_response_get_answers (response));
  aft_value_builder_set_take (body, "seals", write_seals (response));
  aft_value_builder_set_take (body, "consent", write_consent (aft_response_get_consent (response)));
  aft_value_builder_set_string (body, "salt", salt);
  return aft_value_builder_end (body);
}

char *
aft_body_from_response (const AftResponse *response, AftDigest *ret_digest, GError **error)
{
  if (!aft_body_check_answers (aft_response_get_answers (response), error))
    return NULL;
  g_autoptr (AftValue) value = write_response (response);
  g_autofree char *body = aft_json_to_canonical (value, error);
  if (body == NULL)
    return NULL;
  gsize length = strlen (body);
  if (length > AFT_BODY_MAX_BYTES)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE,
                   "The response takes %" G_GSIZE_FORMAT " bytes, more than %d", length,
                   AFT_BODY_MAX_BYTES);
      return NULL;
    }
  if (ret_digest != NULL)
    *ret_digest = aft_digest_of (body, length);
  return g_steal_pointer (&body);
}
