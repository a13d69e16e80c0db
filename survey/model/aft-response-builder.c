/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftResponseBuilder: the only place where a response comes from, and so the only place that
 * decides what is a whole and valid one. A body read back from disk or network goes through here
 * too.
 *
 * Not here: limits on the written form, which are survey/wire's. */
#include "aft-response-builder.h"

#include <string.h>

#include "aft-error.h"
#include "aft-response-private.h"

#define NAME_MAX_CHARACTERS  64
#define TABLE_MAX_CHARACTERS 16
/* The largest whole number that JSON carries without another being read as it. */
#define TIME_MAX_MS ((G_GINT64_CONSTANT (1) << 53) - 1)

struct _AftResponseBuilder
{
  AftResponse *response;
  gboolean has_salt;
};

AftResponseBuilder *
aft_response_builder_new (AftResponseKind kind, const AftId *id, const AftId *sitting_id)
{
  AftResponseBuilder *builder = g_new0 (AftResponseBuilder, 1);
  builder->response = aft_response_new (kind, id, sitting_id);
  return builder;
}

AftResponseBuilder *
aft_response_builder_new_from (const AftResponse *response)
{
  AftResponseBuilder *builder = g_new0 (AftResponseBuilder, 1);
  builder->response = aft_response_copy (response);
  builder->has_salt = TRUE;
  return builder;
}

void
aft_response_builder_free (AftResponseBuilder *builder)
{
  if (builder == NULL)
    return;
  aft_response_unref (builder->response);
  g_free (builder);
}

void
aft_response_builder_set_state (AftResponseBuilder *builder, AftResponseState state)
{
  builder->response->state = state;
}

void
aft_response_builder_set_survey (AftResponseBuilder *builder,
                                 const char *survey_id,
                                 const char *version,
                                 const AftDigest *definition)
{
  AftResponse *response = builder->response;
  g_free (response->survey_id);
  g_free (response->survey_version);
  response->survey_id = g_strdup (survey_id);
  response->survey_version = g_strdup (version);
  response->survey_digest = *definition;
}

void
aft_response_builder_set_times (AftResponseBuilder *builder, gint64 started_ms, gint64 ended_ms)
{
  builder->response->started_ms = started_ms;
  builder->response->ended_ms = ended_ms;
}

void
aft_response_builder_set_boot (AftResponseBuilder *builder,
                               const AftId *boot_id,
                               gint64 monotonic_ms)
{
  builder->response->boot_id = *boot_id;
  builder->response->monotonic_ms = monotonic_ms;
}

void
aft_response_builder_set_burst (AftResponseBuilder *builder, gboolean is_burst)
{
  builder->response->is_burst = is_burst;
}

void
aft_response_builder_set_language (AftResponseBuilder *builder, AftLanguage language)
{
  builder->response->language = language;
}

void
aft_response_builder_set_channel (AftResponseBuilder *builder, AftChannel channel)
{
  builder->response->channel = channel;
}

void
aft_response_builder_set_table (AftResponseBuilder *builder, const char *table)
{
  g_free (builder->response->table);
  builder->response->table = g_strdup (table);
}

void
aft_response_builder_set_risk (AftResponseBuilder *builder, AftRisk *risk)
{
  AftRisk *taken = risk != NULL ? aft_risk_ref (risk) : NULL;
  aft_risk_unref (builder->response->risk);
  builder->response->risk = taken;
}

void
aft_response_builder_set_answers (AftResponseBuilder *builder, AftValue *answers)
{
  AftValue *former = builder->response->answers;
  builder->response->answers = aft_value_ref (answers);
  aft_value_unref (former);
}

void
aft_response_builder_take_seal (AftResponseBuilder *builder, AftSealedPart *part)
{
  g_ptr_array_add (builder->response->seals, part);
}

void
aft_response_builder_set_consent (AftResponseBuilder *builder, const AftConsent *consent)
{
  AftResponse *response = builder->response;
  g_free ((char *) response->consent.text_version);
  response->consent = consent != NULL ? *consent : (AftConsent){ 0 };
  response->consent.text_version = consent != NULL ? g_strdup (consent->text_version) : NULL;
  response->has_consent = consent != NULL;
}

void
aft_response_builder_set_salt (AftResponseBuilder *builder,
                               const guint8 salt[AFT_RESPONSE_SALT_BYTES])
{
  memcpy (builder->response->salt, salt, AFT_RESPONSE_SALT_BYTES);
  builder->has_salt = TRUE;
}

void
aft_response_builder_make_salt (AftResponseBuilder *builder, AftRandom *random)
{
  aft_random_fill (random, builder->response->salt, AFT_RESPONSE_SALT_BYTES);
  builder->has_salt = TRUE;
}

static gboolean
refuse (const char *field, GError **error)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "A response's %s is missing or wrong", field);
  return FALSE;
}

/* 1–@max characters of UTF-8 without control characters? */
static gboolean
is_line (const char *text, glong max)
{
  if (text == NULL || *text == '\0' || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  if (g_utf8_strlen (text, -1) > max)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

static gboolean
is_time (gint64 ms)
{
  return ms >= 0 && ms <= TIME_MAX_MS;
}

static gboolean
check_identity (const AftResponse *response, gboolean has_salt, GError **error)
{
  if (aft_id_is_zero (&response->id))
    return refuse ("id", error);
  if (aft_id_is_zero (&response->sitting_id))
    return refuse ("sitting_id", error);
  if (aft_id_is_zero (&response->boot_id))
    return refuse ("boot_id", error);
  if (!is_time (response->started_ms) || !is_time (response->ended_ms))
    return refuse ("time", error);
  if (!is_time (response->monotonic_ms))
    return refuse ("monotonic_ms", error);
  return has_salt || refuse ("salt", error);
}

static gboolean
check_content (const AftResponse *response, GError **error)
{
  gboolean is_call = response->kind == AFT_RESPONSE_CALL_STAFF;
  if (response->survey_id != NULL || !is_call)
    {
      if (!is_line (response->survey_id, NAME_MAX_CHARACTERS))
        return refuse ("survey id", error);
      if (!is_line (response->survey_version, NAME_MAX_CHARACTERS))
        return refuse ("survey version", error);
    }
  if (response->table != NULL && !is_line (response->table, TABLE_MAX_CHARACTERS))
    return refuse ("table", error);
  if (aft_value_get_type (response->answers) != AFT_VALUE_OBJECT)
    return refuse ("answers", error);
  if (is_call && (aft_value_get_length (response->answers) > 0 || response->seals->len > 0))
    return refuse ("answers (a call for staff has none)", error);
  if (is_call && response->state != AFT_RESPONSE_COMPLETE)
    return refuse ("state", error);
  if (response->kind == AFT_RESPONSE_FOLLOW_UP && response->channel != AFT_CHANNEL_PHONE)
    return refuse ("channel", error);
  return TRUE;
}

static gboolean
check_consent (const AftResponse *response, GError **error)
{
  if (!response->has_consent)
    return TRUE;
  if (!is_line (response->consent.text_version, AFT_CONSENT_VERSION_MAX)
      || !is_time (response->consent.given_ms))
    return refuse ("consent", error);
  return TRUE;
}

static gboolean
is_made_of (const char *text, const char *characters, gsize min, gsize max)
{
  gsize length = text != NULL ? strlen (text) : 0;
  return length >= min && length <= max && strspn (text, characters) == length;
}

static gboolean
check_seals (const AftResponse *response, GError **error)
{
  if (response->seals->len > AFT_RESPONSE_SEALS_MAX)
    return refuse ("number of seals", error);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < response->seals->len; i++)
    {
      const AftSealedPart *part = response->seals->pdata[i];
      const char *name = aft_sealed_part_get_name (part);
      if (!is_made_of (name, "abcdefghijklmnopqrstuvwxyz-", 1, AFT_SEALED_PART_NAME_MAX)
          || !g_hash_table_add (names, (char *) name))
        return refuse ("seal's name", error);
      if (!is_made_of (aft_sealed_part_get_kid (part), "0123456789abcdef", 16, 16))
        return refuse ("seal's kid", error);
      if (!is_made_of (aft_sealed_part_get_box (part), G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_",
                       1, AFT_SEALED_PART_BOX_MAX))
        return refuse ("seal's box", error);
    }
  return TRUE;
}

AftResponse *
aft_response_builder_end (AftResponseBuilder *builder, GError **error)
{
  g_autoptr (AftResponseBuilder) consumed = builder;
  const AftResponse *response = consumed->response;
  if (!check_identity (response, consumed->has_salt, error) || !check_content (response, error)
      || !check_seals (response, error) || !check_consent (response, error))
    return NULL;
  return g_steal_pointer (&consumed->response);
}
