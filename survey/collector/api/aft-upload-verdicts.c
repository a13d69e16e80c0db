/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judges the items of an upload one by one and translates between the wire's types and the store's.
 * A kiosk's own checks are comfort only: everything is held against the survey again here. */
#include "aft-upload-verdicts.h"

#include <string.h>

#include "aft-survey-publishing.h"

#define NAME_MAX_CHARACTERS 64
#define VISIT_SCORE_MAX     5

static gboolean
is_in_envelope (const AftEnvelope *envelope, const AftDigest *digest)
{
  for (guint i = 0; i < aft_envelope_get_count (envelope); i++)
    {
      const AftItem *item = aft_envelope_get_item (envelope, i);
      if (item->kind == AFT_ITEM_SURVEY_DEFINITION && item->fault == AFT_REFUSAL_NONE
          && aft_digest_equal (&item->digest, digest))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_listed (const GArray *digests, const AftDigest *digest)
{
  for (guint i = 0; i < digests->len; i++)
    if (aft_digest_equal (&g_array_index (digests, AftDigest, i), digest))
      return TRUE;
  return FALSE;
}

static const AftDigest *
get_survey_digest (const AftItem *item)
{
  return item->response != NULL ? aft_response_get_survey_digest (item->response) : NULL;
}

GArray *
aft_upload_list_unread_surveys (const AftEnvelope *envelope, AftSurveyCache *cache)
{
  GArray *digests = g_array_new (FALSE, FALSE, sizeof (AftDigest));
  for (guint i = 0; i < aft_envelope_get_count (envelope); i++)
    {
      const AftDigest *digest = get_survey_digest (aft_envelope_get_item (envelope, i));
      if (digest == NULL || is_listed (digests, digest) || is_in_envelope (envelope, digest))
        continue;
      g_autoptr (AftSurvey) known = aft_survey_cache_find (cache, digest);
      if (known == NULL)
        g_array_append_val (digests, *digest);
    }
  return digests;
}

static void
refuse (AftHouseItem *item, AftHouseReason reason, const char *detail)
{
  item->verdict = reason;
  g_free (item->detail);
  item->detail = g_strdup (detail);
}

static gboolean
is_name (const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  return length >= 1 && length <= NAME_MAX_CHARACTERS;
}

static void
judge_definition (AftHouseItem *item, const char *body, AftSurveyCache *cache)
{
  g_autoptr (GError) error = NULL;
  g_auto (AftSurveyName) name = { NULL, NULL, NULL };
  g_autoptr (AftSurvey) survey = aft_survey_cache_add (cache, &item->digest, body, &error);
  if (survey == NULL)
    {
      refuse (item, AFT_HOUSE_REASON_INVALID, error->message);
      return;
    }
  aft_survey_name_read (survey, &name);
  if (!is_name (name.id) || !is_name (name.version))
    {
      refuse (item, AFT_HOUSE_REASON_INVALID, "The survey has no id and version of its own");
      return;
    }
  item->survey_id = g_steal_pointer (&name.id);
  item->survey_version = g_steal_pointer (&name.version);
}

/* The guest's answer to the question on the rest screen, where it is a whole number from 1 to 5. */
static guint
read_visit_score (const AftSurvey *survey, const AftResponse *response)
{
  const char *attract = aft_survey_find_element_by_house (survey, "attract");
  if (attract == NULL)
    return 0;
  double score = aft_value_get_member_number (aft_response_get_answers (response), attract, 0);
  for (guint step = 1; step <= VISIT_SCORE_MAX; step++)
    if (score == step)
      return step;
  return 0;
}

void
aft_upload_judge_response (AftHouseItem *item,
                           AftResponse *response,
                           const AftUploadJudging *judging)
{
  const AftDigest *digest = aft_response_get_survey_digest (response);
  g_autoptr (AftSurvey) survey
      = digest != NULL ? aft_survey_cache_find (judging->cache, digest) : NULL;
  g_autoptr (GError) error = NULL;
  item->response = aft_response_ref (response);
  item->is_rebuilt = TRUE; /* as the envelope promises */
  if (judging->rules != NULL)
    item->risk = aft_rule_book_score (judging->rules, survey, response);
  if (survey == NULL && digest != NULL)
    return;
  item->tallies = aft_house_tallies_new ();
  if (survey == NULL)
    return;
  item->visit_score = read_visit_score (survey, response);
  if (!aft_survey_cache_judge (survey, response, item->tallies, &error))
    refuse (item, AFT_HOUSE_REASON_INVALID, error->message);
}

/* What only a guest's phone brings is not taken from a kiosk. */
static void
judge_kiosk_response (AftHouseItem *item, AftResponse *response, const AftUploadJudging *judging)
{
  if (aft_response_get_channel (response) == AFT_CHANNEL_KIOSK)
    aft_upload_judge_response (item, response, judging);
  else
    refuse (item, AFT_HOUSE_REASON_INVALID, "No kiosk has this channel");
}

static AftHouseItemKind
translate_kind (const AftItem *item)
{
  static const AftHouseItemKind kinds[] = {
    [AFT_ITEM_RESPONSE] = AFT_HOUSE_ITEM_RESPONSE,
    [AFT_ITEM_CALL_STAFF] = AFT_HOUSE_ITEM_CALL_STAFF,
    [AFT_ITEM_CASE_ACTION] = AFT_HOUSE_ITEM_CASE_ACTION,
    [AFT_ITEM_DRILL] = AFT_HOUSE_ITEM_DRILL,
    [AFT_ITEM_SURVEY_DEFINITION] = AFT_HOUSE_ITEM_SURVEY_DEFINITION,
  };
  /* What is at fault is kept as refused in its place of the chain, if it has one, whatever it was
   * to be. */
  if (item->fault == AFT_REFUSAL_NONE)
    return kinds[item->kind];
  return item->sequence > 0 ? AFT_HOUSE_ITEM_RESPONSE : AFT_HOUSE_ITEM_SURVEY_DEFINITION;
}

static AftHouseItem
judge_item (const AftItem *item, const AftUploadJudging *judging)
{
  AftHouseItem judged = { .kind = translate_kind (item),
                          .sequence = item->sequence,
                          .id = item->id,
                          .previous = item->previous,
                          .chain = item->chain,
                          .digest = item->digest,
                          .is_linked = item->is_linked };
  if (item->fault != AFT_REFUSAL_NONE)
    refuse (&judged,
            item->fault == AFT_REFUSAL_TOO_LARGE ? AFT_HOUSE_REASON_TOO_LARGE
                                                 : AFT_HOUSE_REASON_INVALID,
            item->detail);
  else if (item->response != NULL)
    judge_kiosk_response (&judged, item->response, judging);
  else
    judged.body = g_strdup (item->body);
  if (judged.kind == AFT_HOUSE_ITEM_SURVEY_DEFINITION && judged.body != NULL)
    judge_definition (&judged, judged.body, judging->cache);
  return judged;
}

/* Definitions are read first, wherever they stand, for responses of the same upload. */
static void
read_definitions (const AftEnvelope *envelope, AftSurveyCache *cache)
{
  for (guint i = 0; i < aft_envelope_get_count (envelope); i++)
    {
      const AftItem *item = aft_envelope_get_item (envelope, i);
      if (item->kind != AFT_ITEM_SURVEY_DEFINITION || item->fault != AFT_REFUSAL_NONE)
        continue;
      aft_survey_unref (aft_survey_cache_add (cache, &item->digest, item->body, NULL));
    }
}

static void
add_finding (AftHouseItem *item, const AftUploadFinding *finding)
{
  item->has_guest = finding->has_guest;
  item->guest_key = finding->guest_key;
  item->guest_key_kind = finding->guest_key_kind;
  item->note = g_strdup (finding->note);
}

AftHouseBatch *
aft_upload_judge (const AftEnvelope *envelope, const AftUploadJudging *judging)
{
  const AftEnvelopeOrigin *origin = aft_envelope_get_origin (envelope);
  AftHouseEnvelope around
      = { origin->device_id, origin->boot_id, origin->sent_ms, origin->monotonic_ms };
  AftHouseBatch *batch = aft_house_batch_new (&around);
  read_definitions (envelope, judging->cache);
  for (guint i = 0; i < aft_envelope_get_count (envelope); i++)
    {
      AftHouseItem item = judge_item (aft_envelope_get_item (envelope, i), judging);
      if (judging->findings != NULL)
        add_finding (&item, &g_array_index (judging->findings, AftUploadFinding, i));
      aft_house_batch_take (batch, &item);
    }
  return batch;
}

static AftRefusal
translate_reason (AftHouseReason reason)
{
  static const AftRefusal refusals[] = {
    [AFT_HOUSE_REASON_NONE] = AFT_REFUSAL_NONE,
    [AFT_HOUSE_REASON_CONFLICT] = AFT_REFUSAL_CONFLICT,
    [AFT_HOUSE_REASON_INVALID] = AFT_REFUSAL_INVALID,
    [AFT_HOUSE_REASON_TOO_LARGE] = AFT_REFUSAL_TOO_LARGE,
    [AFT_HOUSE_REASON_UNKNOWN_SURVEY] = AFT_REFUSAL_UNKNOWN_SURVEY,
  };
  return refusals[reason];
}

static AftReceiptStatus
translate_status (AftHouseStatus status)
{
  static const AftReceiptStatus statuses[] = {
    [AFT_HOUSE_STORED] = AFT_RECEIPT_STORED,
    [AFT_HOUSE_DUPLICATE] = AFT_RECEIPT_DUPLICATE,
    [AFT_HOUSE_REFUSED] = AFT_RECEIPT_REFUSED,
  };
  return statuses[status];
}

char *
aft_upload_write_receipts (const AftHouseReceipts *receipts)
{
  AftReceiptsHead head = { receipts->server_ms, receipts->last_sequence, receipts->last_chain };
  AftReceiptsBuilder *builder = aft_receipts_builder_new ();
  for (guint i = 0; i < receipts->items->len; i++)
    {
      const AftHouseReceipt *stored = &g_array_index (receipts->items, AftHouseReceipt, i);
      AftReceipt receipt = { .sequence = stored->sequence,
                             .id = stored->id,
                             .digest = stored->digest,
                             .status = translate_status (stored->status),
                             .reason = translate_reason (stored->reason),
                             .detail = stored->detail,
                             .received_ms = stored->received_ms };
      aft_receipts_builder_add (builder, &receipt);
    }
  g_autoptr (AftReceipts) reply = aft_receipts_builder_end (builder, &head);
  return aft_receipts_to_text (reply);
}
