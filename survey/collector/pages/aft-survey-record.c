/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the AftResponse of a sitting on a phone out of its session, as kiosk/sitting's record does
 * of one at the kiosk. It is scored where it arrives, and stored by who asked. */
#include "aft-survey-record.h"

#include "aft-confirmed-answers.h"
#include "aft-response-builder.h"
#include "aft-seal.h"

static AftResponseBuilder *
begin_response (const AftSurveyRecord *record)
{
  const AftSurveyState *state = record->state;
  const AftSurveySource *source = record->source;
  AftResponseBuilder *builder
      = aft_response_builder_new (state->kind, &state->response_id, &state->sitting_id);

  aft_response_builder_set_channel (builder, AFT_CHANNEL_PHONE);
  aft_response_builder_set_state (builder, AFT_RESPONSE_COMPLETE);
  aft_response_builder_set_survey (builder, source->id, source->version, &source->digest);
  aft_response_builder_set_times (builder, state->started_ms, record->now_ms);
  aft_response_builder_set_boot (builder, record->boot_id, 0);
  aft_response_builder_set_language (builder, state->language);
  aft_response_builder_set_table (builder, record->table);
  aft_response_builder_make_salt (builder, record->random);
  return builder;
}

static void
set_consent (AftResponseBuilder *builder, const AftSurveyRecord *record, const AftValue *data)
{
  AftConsent consent;

  if (!aft_confirmed_answers_read_consent (record->source->survey, data, &consent))
    return;
  g_autofree char *version = aft_confirmed_answers_dup_text_version (
      consent.text_version, aft_privacy_notice_get_version (record->privacy));
  consent.text_version = version;
  consent.language = record->state->language;
  consent.given_ms = record->now_ms;
  aft_response_builder_set_consent (builder, &consent);
}

static gboolean
seal (AftResponseBuilder *builder,
      const AftSurveyRecord *record,
      const char *purpose,
      char *text,
      GError **error)
{
  AftSealKey key;
  if (!aft_seal_key_from_text (record->public_key, &key, error))
    return FALSE;
  AftSealedPart *part = aft_seal_make (&key, &record->state->response_id, purpose, text, error);
  if (part == NULL)
    return FALSE;
  aft_response_builder_take_seal (builder, part);
  return TRUE;
}

static gboolean
seal_parts (AftResponseBuilder *builder,
            const AftSurveyRecord *record,
            const AftConfirmedAnswers *answers,
            GError **error)
{
  for (guint i = 0; i < answers->words->len; i++)
    {
      g_autofree char *purpose = aft_confirmed_answers_dup_purpose (i);
      if (!seal (builder, record, purpose, g_ptr_array_index (answers->words, i), error))
        return FALSE;
    }
  return answers->contact == NULL
         || seal (builder, record, AFT_SEALED_CONTACT, answers->contact, error);
}

AftResponse *
aft_survey_record_make (const AftSurveyRecord *record, AftSession *session, GError **error)
{
  g_autoptr (AftValue) data = aft_session_dup_data (session);
  g_autoptr (AftConfirmedAnswers) answers
      = aft_confirmed_answers_new (record->source->survey, data, record->public_key != NULL);
  g_autoptr (AftResponseBuilder) builder = begin_response (record);

  set_consent (builder, record, data);
  aft_response_builder_set_answers (builder, answers->open);
  if (!seal_parts (builder, record, answers, error))
    return NULL;
  return aft_response_builder_end (g_steal_pointer (&builder), error);
}
