/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a response's body: the JSON object in canonical form and its digest. Reading one back is
 * in aft-body-read.c; the two are held together by the tests. */
#include "aft-body.h"

#include "aft-body-private.h"
#include "aft-error.h"
#include "aft-json.h"
#include "aft-number.h"

/* Most bodies fit into it. */
#define BODY_USUAL_BYTES 1024

/* Members are written in the order of their names, as canonical form wants them; "answers" comes
 * first and opens the object. Texts that can hold anything are escaped and may fail. */
/* A text of our own, in which nothing is escaped. */
static void
append_word (GString *body, const char *name, const char *word)
{
  g_string_append (body, name);
  g_string_append (body, word);
  g_string_append_c (body, '"');
}

static void
append_id (GString *body, const char *name, const AftId *id)
{
  g_autofree char *text = aft_id_to_text (id);
  append_word (body, name, text);
}

static void
append_integer (GString *body, const char *name, gint64 number)
{
  g_autofree char *text = aft_number_to_text ((double) number);
  g_string_append (body, name);
  g_string_append (body, text);
}

static void
append_boolean (GString *body, const char *name, gboolean boolean)
{
  g_string_append (body, name);
  g_string_append (body, boolean ? "true" : "false");
}

/* NULL is null. */
static gboolean
append_text (GString *body, const char *name, const char *text, GError **error)
{
  g_string_append (body, name);
  if (text != NULL)
    return aft_json_append_canonical_text (body, text, error);
  g_string_append (body, "null");
  return TRUE;
}

static gboolean
append_consent (GString *body, const AftConsent *consent, GError **error)
{
  g_string_append (body, ",\"consent\":");
  if (consent == NULL)
    {
      g_string_append (body, "null");
      return TRUE;
    }
  append_boolean (body, "{\"callback\":", consent->callback);
  append_integer (body, ",\"given_ms\":", consent->given_ms);
  append_word (body, ",\"locale\":\"", aft_language_get_tag (consent->language));
  append_boolean (body, ",\"offers\":", consent->offers);
  if (!append_text (body, ",\"version\":", consent->text_version, error))
    return FALSE;
  g_string_append_c (body, '}');
  return TRUE;
}

static gboolean
append_seals (GString *body, const AftResponse *response, GError **error)
{
  g_string_append (body, ",\"seals\":[");
  for (gsize i = 0; i < aft_response_get_seal_count (response); i++)
    {
      const AftSealedPart *part = aft_response_get_seal (response, i);
      g_string_append (body, i > 0 ? "," : "");
      if (!append_text (body, "{\"box\":", aft_sealed_part_get_box (part), error)
          || !append_text (body, ",\"kid\":", aft_sealed_part_get_kid (part), error)
          || !append_text (body, ",\"name\":", aft_sealed_part_get_name (part), error))
        return FALSE;
      g_string_append_c (body, '}');
    }
  g_string_append_c (body, ']');
  return TRUE;
}

static gboolean
append_survey (GString *body, const AftResponse *response, GError **error)
{
  if (aft_response_get_survey_id (response) == NULL)
    return append_text (body, ",\"survey\":", NULL, error);
  g_autofree char *digest = aft_digest_to_text (aft_response_get_survey_digest (response));
  if (!append_text (body, ",\"survey\":{\"digest\":", digest, error)
      || !append_text (body, ",\"id\":", aft_response_get_survey_id (response), error)
      || !append_text (body, ",\"version\":", aft_response_get_survey_version (response), error))
    return FALSE;
  g_string_append_c (body, '}');
  return TRUE;
}

/* Only where there is one: bodies from before there were any have none. */
static void
append_risk (GString *body, AftRisk *risk)
{
  if (risk == NULL)
    return;
  g_autofree char *text = aft_risk_dup_text (risk);
  g_string_append (body, ",\"risk\":");
  g_string_append (body, text);
}

static void
append_salt (GString *body, const guint8 *salt)
{
  static const char digits[] = "0123456789abcdef";
  g_string_append (body, ",\"salt\":\"");
  for (guint i = 0; i < AFT_RESPONSE_SALT_BYTES; i++)
    {
      g_string_append_c (body, digits[salt[i] >> 4]);
      g_string_append_c (body, digits[salt[i] & 15]);
    }
  append_integer (body, "\",\"schema\":", AFT_RESPONSE_SCHEMA);
}

static gboolean
append_response (GString *body, const AftResponse *response, GError **error)
{
  const char *kind = aft_response_kind_to_text (aft_response_get_kind (response));
  const char *state = aft_response_state_to_text (aft_response_get_state (response));
  const char *channel = aft_channel_to_text (aft_response_get_channel (response));
  const char *tag = aft_language_get_tag (aft_response_get_language (response));
  g_string_append (body, "{\"answers\":");
  if (!aft_json_append_canonical (body, aft_response_get_answers (response), error))
    return FALSE;
  append_id (body, ",\"boot_id\":\"", aft_response_get_boot_id (response));
  append_boolean (body, ",\"burst\":", aft_response_is_burst (response));
  append_word (body, ",\"channel\":\"", channel);
  if (!append_consent (body, aft_response_get_consent (response), error))
    return FALSE;
  append_integer (body, ",\"ended_ms\":", aft_response_get_ended_ms (response));
  append_id (body, ",\"id\":\"", aft_response_get_id (response));
  append_word (body, ",\"kind\":\"", kind);
  append_word (body, ",\"locale\":\"", tag);
  append_integer (body, ",\"monotonic_ms\":", aft_response_get_monotonic_ms (response));
  append_risk (body, aft_response_get_risk (response));
  append_salt (body, aft_response_get_salt (response));
  if (!append_seals (body, response, error))
    return FALSE;
  append_id (body, ",\"sitting_id\":\"", aft_response_get_sitting_id (response));
  append_integer (body, ",\"started_ms\":", aft_response_get_started_ms (response));
  append_word (body, ",\"state\":\"", state);
  if (!append_survey (body, response, error)
      || !append_text (body, ",\"table\":", aft_response_get_table (response), error))
    return FALSE;
  g_string_append_c (body, '}');
  return TRUE;
}

char *
aft_body_from_response (const AftResponse *response, AftDigest *ret_digest, GError **error)
{
  if (!aft_body_check_answers (aft_response_get_answers (response), error))
    return NULL;
  g_autoptr (GString) body = g_string_sized_new (BODY_USUAL_BYTES);
  if (!append_response (body, response, error))
    return NULL;
  if (body->len > AFT_BODY_MAX_BYTES)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE,
                   "The response takes %" G_GSIZE_FORMAT " bytes, more than %d", body->len,
                   AFT_BODY_MAX_BYTES);
      return NULL;
    }
  if (ret_digest != NULL)
    *ret_digest = aft_digest_of (body->str, body->len);
  return g_string_free (g_steal_pointer (&body), FALSE);
}
