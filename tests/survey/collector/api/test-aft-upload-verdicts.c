/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the judgement between wire and store, without either. */
#include "aft-upload-verdicts.h"

#include <string.h>

#include "aft-batch.h"
#include "aft-body.h"
#include "aft-chain.h"

#define DEFINITION                                                                                 \
  "{\"aftertaste\":{\"id\":\"exit\",\"version\":3},\"elements\":["                                 \
  "{\"name\":\"overall\",\"rateMax\":5,\"type\":\"rating\"},"                                      \
  "{\"name\":\"words\",\"type\":\"comment\"}]}"

/* What the batch's items are judged to be; the envelope is read as it was sent. */
static AftHouseBatch *
judge (AftBatch *batch, AftSurveyCache *cache)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = aft_batch_to_text (batch, NULL);
  g_autoptr (AftEnvelope) envelope = aft_envelope_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  const AftUploadJudging judging = { cache, NULL, NULL };
  return aft_upload_judge (envelope, &judging);
}

static AftSurvey *
add_survey (AftSurveyCache *cache, const char *definition)
{
  /* The samples name the survey of "{}". */
  AftDigest digest = aft_digest_of_text ("{}");
  AftSurvey *survey = aft_survey_cache_add (cache, &digest, definition, NULL);
  g_assert_nonnull (survey);
  return survey;
}

static void
test_answers_are_held_against_the_survey (AftBatch *batch, gconstpointer unused)
{
  g_autoptr (AftSurveyCache) cache = aft_survey_cache_new ();
  aft_survey_unref (add_survey (cache, DEFINITION));
  aft_batch_add (batch, AFT_ITEM_RESPONSE, 1);
  g_autoptr (AftHouseBatch) judged = judge (batch, cache);
  const AftHouseItem *item = aft_house_batch_get_item (judged, 0);
  g_assert_cmpint (item->verdict, ==, AFT_HOUSE_REASON_NONE);
  g_assert_cmpuint (item->tallies->len, ==, 1);
  const AftHouseTally *tally = &g_array_index (item->tallies, AftHouseTally, 0);
  g_assert_cmpstr (tally->question, ==, "overall");
  g_assert_cmpstr (tally->option, ==, "4");
}

static void
test_answer_to_no_question (AftBatch *batch, gconstpointer unused)
{
  g_autoptr (AftSurveyCache) cache = aft_survey_cache_new ();
  aft_survey_unref (add_survey (cache, "{\"elements\":[{\"name\":\"a\",\"type\":\"rating\"}]}"));
  aft_batch_add (batch, AFT_ITEM_RESPONSE, 2);
  g_autoptr (AftHouseBatch) judged = judge (batch, cache);
  for (guint i = 0; i < 2; i++)
    {
      const AftHouseItem *item = aft_house_batch_get_item (judged, i);
      g_assert_cmpint (item->verdict, ==, AFT_HOUSE_REASON_INVALID);
      g_assert_cmpuint (item->sequence, ==, i + 1);
      g_assert_nonnull (item->detail);
      g_assert_null (strstr (item->detail, "上菜"));
    }
}

/* Whoever has a kiosk's token is no guest's phone. */
static void
test_no_kiosk_is_a_phone (AftBatch *batch, gconstpointer unused)
{
  const AftResponseKind kinds[] = { AFT_RESPONSE_EXIT, AFT_RESPONSE_FOLLOW_UP };
  g_autoptr (AftSurveyCache) cache = aft_survey_cache_new ();
  aft_survey_unref (add_survey (cache, DEFINITION));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      AftResponseBuilder *builder
          = aft_sample_builder_new (batch->sample.clock, batch->sample.random, kinds[i], NULL);
      aft_response_builder_set_channel (builder, AFT_CHANNEL_PHONE);
      g_autoptr (AftResponse) response = aft_response_builder_end (builder, NULL);
      aft_batch_take (batch, AFT_ITEM_RESPONSE, aft_response_get_id (response),
                      aft_body_from_response (response, NULL, NULL));
    }
  g_autoptr (AftHouseBatch) judged = judge (batch, cache);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (aft_house_batch_get_item (judged, i)->verdict, ==, AFT_HOUSE_REASON_INVALID);
}

/* The store does not know it either, and says so. */
static void
test_unknown_survey_is_unjudged (AftBatch *batch, gconstpointer unused)
{
  g_autoptr (AftSurveyCache) cache = aft_survey_cache_new ();
  aft_batch_add (batch, AFT_ITEM_RESPONSE, 1);
  g_autoptr (AftHouseBatch) judged = judge (batch, cache);
  const AftHouseItem *item = aft_house_batch_get_item (judged, 0);
  g_assert_cmpint (item->verdict, ==, AFT_HOUSE_REASON_NONE);
  g_assert_null (item->tallies);
}

static void
test_what_is_to_be_read (AftBatch *batch, gconstpointer unused)
{
  AftDigest empty = aft_digest_of_text ("{}");
  g_autoptr (AftSurveyCache) cache = aft_survey_cache_new ();
  aft_batch_add (batch, AFT_ITEM_RESPONSE, 3);
  aft_batch_add (batch, AFT_ITEM_CALL_STAFF, 1);
  aft_batch_add (batch, AFT_ITEM_DRILL, 1);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = aft_batch_to_text (batch, NULL);
      g_autoptr (AftEnvelope) envelope = aft_envelope_parse (text, strlen (text), NULL);
      g_autoptr (GArray) digests = aft_upload_list_unread_surveys (envelope, cache);
      g_assert_cmpuint (digests->len, ==, i == 0 ? 1 : 0);
      if (i == 0)
        g_assert_true (aft_digest_equal (&g_array_index (digests, AftDigest, 0), &empty));
      aft_survey_unref (add_survey (cache, DEFINITION));
    }
}

/* Kinds, and what is at fault: in its place of the chain as long as it has one. */
static void
test_kinds (AftBatch *batch, gconstpointer unused)
{
  static const AftHouseItemKind kinds[]
      = { AFT_HOUSE_ITEM_DRILL, AFT_HOUSE_ITEM_CASE_ACTION, AFT_HOUSE_ITEM_CALL_STAFF,
          AFT_HOUSE_ITEM_SURVEY_DEFINITION, AFT_HOUSE_ITEM_RESPONSE };
  g_autoptr (AftSurveyCache) cache = aft_survey_cache_new ();
  aft_batch_add (batch, AFT_ITEM_DRILL, 1);
  aft_batch_add (batch, AFT_ITEM_CASE_ACTION, 1);
  aft_batch_add (batch, AFT_ITEM_CALL_STAFF, 1);
  aft_batch_add_definition (batch, DEFINITION);
  aft_batch_add (batch, AFT_ITEM_DRILL, 1);
  aft_batch_get (batch, 4)->chain.bytes[0] ^= 1;
  g_autoptr (AftHouseBatch) judged = judge (batch, cache);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const AftHouseItem *item = aft_house_batch_get_item (judged, i);
      g_assert_cmpint (item->kind, ==, kinds[i]);
      g_assert_true ((item->verdict == AFT_HOUSE_REASON_NONE) == (i < 4));
    }
  g_assert_cmpstr (aft_house_batch_get_item (judged, 3)->survey_id, ==, "exit");
  g_assert_cmpstr (aft_house_batch_get_item (judged, 3)->survey_version, ==, "3");
}

static void
test_receipts (AftBatch *batch, gconstpointer unused)
{
  static const AftHouseReceipt given[]
      = { { 1, { { 1 } }, { { 1 } }, AFT_HOUSE_STORED, AFT_HOUSE_REASON_NONE, NULL, 5 },
          { 2, { { 2 } }, { { 2 } }, AFT_HOUSE_DUPLICATE, AFT_HOUSE_REASON_NONE, NULL, 3 },
          { 3, { { 3 } }, { { 3 } }, AFT_HOUSE_REFUSED, AFT_HOUSE_REASON_UNKNOWN_SURVEY, NULL, 5 },
          { 4, { { 4 } }, { { 4 } }, AFT_HOUSE_REFUSED, AFT_HOUSE_REASON_TOO_LARGE, NULL, 5 },
          { 5, { { 5 } }, { { 5 } }, AFT_HOUSE_REFUSED, AFT_HOUSE_REASON_CONFLICT, NULL, 5 } };
  static const AftRefusal reasons[]
      = { AFT_REFUSAL_NONE, AFT_REFUSAL_NONE, AFT_REFUSAL_UNKNOWN_SURVEY, AFT_REFUSAL_TOO_LARGE,
          AFT_REFUSAL_CONFLICT };
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseReceipts) stored = aft_house_receipts_new ();
  stored->server_ms = 7;
  stored->last_sequence = 2;
  g_array_append_vals (stored->items, given, G_N_ELEMENTS (given));
  g_autofree char *text = aft_upload_write_receipts (stored);
  g_autoptr (AftReceipts) read = aft_receipts_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (aft_receipts_get_count (read), ==, G_N_ELEMENTS (given));
  g_assert_cmpuint (aft_receipts_get_head (read)->last_sequence, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      const AftReceipt *receipt = aft_receipts_get (read, i);
      g_assert_cmpuint (receipt->sequence, ==, i + 1);
      g_assert_cmpint (receipt->reason, ==, reasons[i]);
      g_assert_cmpint (receipt->received_ms, ==, given[i].received_ms);
      g_assert_true (aft_id_equal (&receipt->id, &given[i].id));
    }
}

#define ADD(name, test)                                                                            \
  g_test_add ("/collector/upload-verdicts/" name, AftBatch, NULL, aft_batch_set_up, test,          \
              aft_batch_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("no-kiosk-is-a-phone", test_no_kiosk_is_a_phone);
  ADD ("answers-are-held-against-their-survey", test_answers_are_held_against_the_survey);
  ADD ("an-answer-to-no-question-is-refused-in-its-place", test_answer_to_no_question);
  ADD ("by-an-unknown-survey-nothing-is-judged", test_unknown_survey_is_unjudged);
  ADD ("each-unknown-survey-is-looked-up-once", test_what_is_to_be_read);
  ADD ("an-item-is-what-it-says-unless-it-is-at-fault", test_kinds);
  ADD ("receipts-say-what-the-store-said", test_receipts);
  return g_test_run ();
}
