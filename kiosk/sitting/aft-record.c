/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the AftResponse of one survey out of its session: which answers, sealed or open, which
 * state, how much at risk they say the guest is, with the times, the boot and the survey's digest.
 * Keeps nothing and stores nothing. */
#include "aft-record.h"

#include "aft-confirmed-answers.h"
#include "aft-low-answers.h"
#include "aft-response-builder.h"
#include "aft-secret.h"

static AftResponseBuilder *
begin_response (const AftRecord *record)
{
  AftKioskHouse *house = record->house;
  AftResponseBuilder *builder
      = aft_response_builder_new (record->kind, &record->id, &record->sitting_id);
  const char *table = aft_config_get_text (house->config, "kiosk", "table");

  if (record->kind != AFT_RESPONSE_CALL_STAFF)
    aft_response_builder_set_survey (builder,
                                     aft_house_surveys_get_id (house->surveys, record->kind),
                                     aft_house_surveys_get_version (house->surveys, record->kind),
                                     aft_house_surveys_get_digest (house->surveys, record->kind));
  aft_response_builder_set_times (builder, record->started_ms,
                                  aft_clock_get_real_ms (house->clock));
  aft_response_builder_set_boot (builder, &house->boot_id,
                                 aft_clock_get_monotonic_us (house->clock) / 1000);
  aft_response_builder_set_language (builder, record->language);
  aft_response_builder_set_table (builder, *table != '\0' ? table : NULL);
  aft_response_builder_set_burst (builder, record->is_burst);
  aft_response_builder_make_salt (builder, house->random);
  return builder;
}

AftResponse *
aft_record_make_tap (const AftRecord *record, const char *question, AftValue *value, GError **error)
{
  AftResponseBuilder *builder = begin_response (record);
  AftValueBuilder *answers = aft_value_builder_new_object ();
  aft_value_builder_set (answers, question, value);
  g_autoptr (AftValue) object = aft_value_builder_end (answers);
  aft_response_builder_set_answers (builder, object);
  aft_response_builder_set_state (builder, AFT_RESPONSE_TAP);
  return aft_response_builder_end (builder, error);
}

static AftValue *
dup_tapped (const AftRecord *record)
{
  g_autoptr (AftValue) data = aft_session_dup_partial_data (record->session);
  AftValue *kept = aft_confirmed_answers_keep_taps (aft_session_get_survey (record->session), data);
  return kept;
}

gboolean
aft_record_has_content (const AftRecord *record)
{
  if (aft_session_is_complete (record->session))
    return TRUE;
  g_autoptr (AftValue) tapped = dup_tapped (record);
  return aft_value_get_length (tapped) > 0;
}

static gboolean
seal (AftResponseBuilder *builder,
      const AftRecord *record,
      const char *purpose,
      char *text,
      GError **error)
{
  AftSealedPart *part = aft_seal_make (&record->house->seal_key, &record->id, purpose, text, error);
  if (part == NULL)
    return FALSE;
  aft_response_builder_take_seal (builder, part);
  return TRUE;
}

static gboolean
seal_parts (AftResponseBuilder *builder,
            const AftRecord *record,
            AftConfirmedAnswers *answers,
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

/* What is known here: the kiosk knows no guest (DESIGN §10, "Guest"), and nobody reads words on it.
 */
static AftValue *
make_facts (guint low)
{
  AftValueBuilder *scores = aft_value_builder_new_object ();
  aft_value_builder_set_number (scores, "low", low);
  AftValueBuilder *facts = aft_value_builder_new_object ();
  aft_value_builder_set (facts, "guest", NULL);
  aft_value_builder_set (facts, "case", NULL);
  aft_value_builder_set (facts, "text", NULL);
  aft_value_builder_set_take (facts, "scores", aft_value_builder_end (scores));
  return aft_value_builder_end (facts);
}

static void
set_risk (AftResponseBuilder *builder, const AftRecord *record, const AftValue *answers)
{
  AftSurvey *survey = aft_session_get_survey (record->session);
  g_autoptr (AftValue) facts = make_facts (aft_low_answers_count (survey, answers));
  g_autoptr (AftRisk) risk = aft_risk_rules_score (record->house->rules, answers, facts);
  aft_response_builder_set_risk (builder, risk);
}

static gboolean
set_complete (AftResponseBuilder *builder, const AftRecord *record, GError **error)
{
  AftSurvey *survey = aft_session_get_survey (record->session);
  g_autoptr (AftValue) data = aft_session_dup_data (record->session);
  g_autoptr (AftConfirmedAnswers) answers
      = aft_confirmed_answers_new (survey, data, record->house->has_seal_key);

  AftConsent consent;
  if (aft_confirmed_answers_read_consent (survey, data, &consent))
    {
      g_autofree char *version = aft_confirmed_answers_dup_text_version (
          consent.text_version, aft_privacy_notice_get_version (record->house->privacy));
      consent.text_version = version;
      consent.language = record->language;
      consent.given_ms = aft_clock_get_real_ms (record->house->clock);
      aft_response_builder_set_consent (builder, &consent);
    }
  set_risk (builder, record, answers->open);
  aft_response_builder_set_answers (builder, answers->open);
  aft_response_builder_set_state (builder, AFT_RESPONSE_COMPLETE);
  return seal_parts (builder, record, answers, error);
}

static void
set_broken_off (AftResponseBuilder *builder, const AftRecord *record, const char *attract)
{
  g_autoptr (AftValue) tapped = dup_tapped (record);
  gboolean is_tap = attract != NULL && aft_value_get_length (tapped) == 1
                    && aft_value_get_member (tapped, attract) != NULL;
  set_risk (builder, record, tapped);
  aft_response_builder_set_answers (builder, tapped);
  aft_response_builder_set_state (builder, is_tap ? AFT_RESPONSE_TAP : AFT_RESPONSE_PARTIAL);
}

AftResponse *
aft_record_make_final (const AftRecord *record, const char *attract, GError **error)
{
  g_autoptr (AftResponseBuilder) builder = begin_response (record);
  if (!aft_session_is_complete (record->session))
    set_broken_off (builder, record, attract);
  else if (!set_complete (builder, record, error))
    return NULL;
  return aft_response_builder_end (g_steal_pointer (&builder), error);
}

AftResponse *
aft_record_make_call_staff (const AftRecord *record, GError **error)
{
  return aft_response_builder_end (begin_response (record), error);
}
