/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftResponse: the value and its readers, and the names of kinds and states.
 *
 * Not here: what makes a response complete and valid (aft-response-builder.c), how it is written
 * (survey/wire) and where it is kept (survey/store). */
#include "aft-response-private.h"

#include <string.h>

#include "aft-secret.h"

static const char *const kind_names[] = {
  [AFT_RESPONSE_EXIT] = "exit",
  [AFT_RESPONSE_COMPLAINT] = "complaint",
  [AFT_RESPONSE_SUGGESTION] = "suggestion",
  [AFT_RESPONSE_CALL_STAFF] = "call-staff",
  [AFT_RESPONSE_FOLLOW_UP] = "follow-up",
};

static const char *const state_names[] = {
  [AFT_RESPONSE_COMPLETE] = "complete",
  [AFT_RESPONSE_PARTIAL] = "partial",
  [AFT_RESPONSE_TAP] = "tap",
};

G_STATIC_ASSERT (G_N_ELEMENTS (kind_names) == AFT_RESPONSE_KINDS);

static const char *const channel_names[] = {
  [AFT_CHANNEL_KIOSK] = "kiosk",
  [AFT_CHANNEL_PHONE] = "phone",
};

static gboolean
find_name (const char *const *names, guint count, const char *text, guint *ret_index)
{
  for (guint i = 0; text != NULL && i < count; i++)
    if (strcmp (names[i], text) == 0)
      {
        *ret_index = i;
        return TRUE;
      }
  return FALSE;
}

const char *
aft_response_kind_to_text (AftResponseKind kind)
{
  g_assert ((guint) kind < G_N_ELEMENTS (kind_names));
  return kind_names[kind];
}

gboolean
aft_response_kind_from_text (const char *text, AftResponseKind *ret_kind)
{
  guint index;
  if (!find_name (kind_names, G_N_ELEMENTS (kind_names), text, &index))
    return FALSE;
  *ret_kind = (AftResponseKind) index;
  return TRUE;
}

const char *
aft_response_state_to_text (AftResponseState state)
{
  g_assert ((guint) state < G_N_ELEMENTS (state_names));
  return state_names[state];
}

gboolean
aft_response_state_from_text (const char *text, AftResponseState *ret_state)
{
  guint index;
  if (!find_name (state_names, G_N_ELEMENTS (state_names), text, &index))
    return FALSE;
  *ret_state = (AftResponseState) index;
  return TRUE;
}

const char *
aft_channel_to_text (AftChannel channel)
{
  g_assert ((guint) channel < G_N_ELEMENTS (channel_names));
  return channel_names[channel];
}

gboolean
aft_channel_from_text (const char *text, AftChannel *ret_channel)
{
  guint index;
  if (!find_name (channel_names, G_N_ELEMENTS (channel_names), text, &index))
    return FALSE;
  *ret_channel = (AftChannel) index;
  return TRUE;
}

const char *
aft_response_kind_to_wire (AftResponseKind kind)
{
  return kind == AFT_RESPONSE_CALL_STAFF ? "call-staff" : "response";
}

AftResponse *
aft_response_new (AftResponseKind kind, const AftId *id, const AftId *sitting_id)
{
  AftResponse *response = g_new0 (AftResponse, 1);
  g_atomic_int_set (&response->references, 1);
  response->kind = kind;
  response->id = *id;
  response->sitting_id = *sitting_id;
  response->answers = aft_value_builder_end (aft_value_builder_new_object ());
  response->seals = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_sealed_part_free);
  return response;
}

AftResponse *
aft_response_copy (const AftResponse *response)
{
  AftResponse *copy = g_new (AftResponse, 1);
  *copy = *response;
  g_atomic_int_set (&copy->references, 1);
  copy->survey_id = g_strdup (response->survey_id);
  copy->survey_version = g_strdup (response->survey_version);
  copy->table = g_strdup (response->table);
  copy->risk = response->risk != NULL ? aft_risk_ref (response->risk) : NULL;
  copy->answers = aft_value_ref (response->answers);
  copy->consent.text_version = g_strdup (response->consent.text_version);
  copy->seals = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_sealed_part_free);
  for (guint i = 0; i < response->seals->len; i++)
    g_ptr_array_add (copy->seals, aft_sealed_part_copy (response->seals->pdata[i]));
  return copy;
}

AftResponse *
aft_response_ref (AftResponse *response)
{
  g_atomic_int_inc (&response->references);
  return response;
}

void
aft_response_unref (AftResponse *response)
{
  if (response == NULL || !g_atomic_int_dec_and_test (&response->references))
    return;
  g_free (response->survey_id);
  g_free (response->survey_version);
  g_free (response->table);
  aft_risk_unref (response->risk);
  g_free ((char *) response->consent.text_version);
  aft_value_unref (response->answers);
  g_ptr_array_unref (response->seals);
  aft_secret_wipe (response, sizeof *response);
  g_free (response);
}

AftResponseKind
aft_response_get_kind (const AftResponse *response)
{
  return response->kind;
}

AftResponseState
aft_response_get_state (const AftResponse *response)
{
  return response->state;
}

const AftId *
aft_response_get_id (const AftResponse *response)
{
  return &response->id;
}

const AftId *
aft_response_get_sitting_id (const AftResponse *response)
{
  return &response->sitting_id;
}

const char *
aft_response_get_survey_id (const AftResponse *response)
{
  return response->survey_id;
}

const char *
aft_response_get_survey_version (const AftResponse *response)
{
  return response->survey_version;
}

const AftDigest *
aft_response_get_survey_digest (const AftResponse *response)
{
  return response->survey_id != NULL ? &response->survey_digest : NULL;
}

gint64
aft_response_get_started_ms (const AftResponse *response)
{
  return response->started_ms;
}

gint64
aft_response_get_ended_ms (const AftResponse *response)
{
  return response->ended_ms;
}

const AftId *
aft_response_get_boot_id (const AftResponse *response)
{
  return &response->boot_id;
}

gboolean
aft_response_is_burst (const AftResponse *response)
{
  return response->is_burst;
}

gint64
aft_response_get_monotonic_ms (const AftResponse *response)
{
  return response->monotonic_ms;
}

AftLanguage
aft_response_get_language (const AftResponse *response)
{
  return response->language;
}

AftChannel
aft_response_get_channel (const AftResponse *response)
{
  return response->channel;
}

const char *
aft_response_get_table (const AftResponse *response)
{
  return response->table;
}

AftRisk *
aft_response_get_risk (const AftResponse *response)
{
  return response->risk;
}

AftValue *
aft_response_get_answers (const AftResponse *response)
{
  return response->answers;
}

gsize
aft_response_get_seal_count (const AftResponse *response)
{
  return response->seals->len;
}

const AftSealedPart *
aft_response_get_seal (const AftResponse *response, gsize index)
{
  return index < response->seals->len ? response->seals->pdata[index] : NULL;
}

const AftConsent *
aft_response_get_consent (const AftResponse *response)
{
  return response->has_consent ? &response->consent : NULL;
}

const guint8 *
aft_response_get_salt (const AftResponse *response)
{
  return response->salt;
}
