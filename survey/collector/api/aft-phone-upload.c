/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A phone's answer on the way that a kiosk's upload goes: held against its survey, scored, whose it
 * is looked up, and stored. What a page is, and what it says, is not here. */
#include "aft-phone-upload.h"

#include <string.h>

#include "aft-body.h"
#include "aft-error.h"
#include "aft-follow-up.h"
#include "aft-house-store-cases.h"
#include "aft-upload-verdicts.h"

#define HOUR_LENGTH   5 /* "HH:MM" */
#define WINDOW_LENGTH (2 * HOUR_LENGTH + 1)

void
aft_phone_receipt_clear (AftPhoneReceipt *receipt)
{
  g_clear_pointer (&receipt->number, g_free);
  g_clear_pointer (&receipt->token, g_free);
}

static AftSurvey *
find_survey (AftHouseStore *store, const AftPhoneUpload *upload, GError **error)
{
  const AftDigest *digest = aft_response_get_survey_digest (upload->response);
  if (digest == NULL)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "The answers are of no survey");
      return NULL;
    }
  AftSurvey *survey = aft_survey_cache_find (upload->surveys, digest);
  if (survey != NULL)
    return survey;
  g_autoptr (AftHouseSurvey) stored = aft_house_store_get_survey_sync (store, digest, error);
  if (stored == NULL)
    return NULL;
  return aft_survey_cache_add (upload->surveys, digest, stored->definition, error);
}

/* The answer to the question with the house key, NULL: none. */
static const AftValue *
find_answer (const AftSurvey *survey, const AftResponse *response, const char *key)
{
  const char *question = aft_survey_find_element_by_house (survey, key);
  return question != NULL ? aft_value_get_member (aft_response_get_answers (response), question)
                          : NULL;
}

static const char *
find_text (const AftSurvey *survey, const AftResponse *response, const char *key)
{
  const char *text = aft_value_get_string (find_answer (survey, response, key));
  return text != NULL ? text : "";
}

/* "00:00"–"23:59"? */
static gboolean
is_hour (const char *text)
{
  return g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) && text[2] == ':'
         && g_ascii_isdigit (text[3]) && g_ascii_isdigit (text[4])
         && (text[0] - '0') * 10 + (text[1] - '0') < 24 && text[3] < '6';
}

static void
take_hour (const char *text, char ret_hour[HOUR_LENGTH + 1])
{
  if (strlen (text) >= HOUR_LENGTH && is_hour (text))
    g_strlcpy (ret_hour, text, HOUR_LENGTH + 1);
}

static void
read_window (const AftSurvey *survey, const AftResponse *response, AftHouseAdded *added)
{
  const char *window = find_text (survey, response, "callWindow");
  if (strlen (window) == WINDOW_LENGTH && is_hour (window) && window[HOUR_LENGTH] == '-'
      && is_hour (window + HOUR_LENGTH + 1))
    {
      take_hour (window, added->call_from);
      take_hour (window + HOUR_LENGTH + 1, added->call_to);
    }
  take_hour (find_text (survey, response, "callFrom"), added->call_from);
  take_hour (find_text (survey, response, "callTo"), added->call_to);
}

static AftHouseAdded
read_added (const AftSurvey *survey, const AftPhoneUpload *upload)
{
  const AftResponse *response = upload->response;
  AftHouseAdded added = { .about_id = upload->about_id };
  const char *put_right = find_text (survey, response, "putRight");
  if (g_str_equal (put_right, "yes"))
    added.put_right = AFT_HOUSE_PUT_RIGHT_YES;
  else if (g_str_equal (put_right, "partly"))
    added.put_right = AFT_HOUSE_PUT_RIGHT_PARTLY;
  else if (g_str_equal (put_right, "no"))
    added.put_right = AFT_HOUSE_PUT_RIGHT_NO;
  added.wants_call = aft_value_get_boolean (find_answer (survey, response, "call"))
                     || g_str_equal (find_text (survey, response, "call"), "yes");
  if (added.wants_call)
    read_window (survey, response, &added);
  return added;
}

/* Of a batch: with its digest, judged. FALSE when it cannot be stored at all. */
static gboolean
make_item (AftHouseStore *store,
           const AftPhoneUpload *upload,
           const char *country_code,
           AftHouseItem *item,
           GError **error)
{
  g_autoptr (AftSurvey) survey = find_survey (store, upload, error);
  if (survey == NULL)
    return FALSE;
  item->kind = AFT_HOUSE_ITEM_RESPONSE;
  item->id = *aft_response_get_id (upload->response);
  item->marks = upload->marks;
  g_autofree char *body = aft_body_from_response (upload->response, &item->digest, error);
  if (body == NULL)
    return FALSE;
  const AftUploadJudging judging = { upload->surveys, upload->rules, NULL };
  AftUploadFinding finding
      = aft_upload_findings_look_into (upload->response, upload->opener, country_code);
  aft_upload_judge_response (item, upload->response, &judging);
  item->has_guest = finding.has_guest;
  item->guest_key = finding.guest_key;
  item->guest_key_kind = finding.guest_key_kind;
  if (aft_response_get_kind (upload->response) == AFT_RESPONSE_FOLLOW_UP)
    item->added = read_added (survey, upload);
  return TRUE;
}

static gboolean
check_receipt (const AftHouseReceipt *receipt, GError **error)
{
  static const AftErrorCode codes[] = {
    [AFT_HOUSE_REASON_NONE] = AFT_ERROR_INTERNAL,
    [AFT_HOUSE_REASON_CONFLICT] = AFT_ERROR_CONFLICT,
    [AFT_HOUSE_REASON_INVALID] = AFT_ERROR_INVALID,
    [AFT_HOUSE_REASON_TOO_LARGE] = AFT_ERROR_TOO_LARGE,
    [AFT_HOUSE_REASON_UNKNOWN_SURVEY] = AFT_ERROR_NOT_FOUND,
  };
  if (receipt->status != AFT_HOUSE_REFUSED)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, (gint) codes[receipt->reason],
                       receipt->detail != NULL ? receipt->detail : "The survey is not known");
  return FALSE;
}

/* The case of its sitting, where there is one. */
static gboolean
find_case (AftHouseStore *store, const AftId *id, AftPhoneReceipt *ret_receipt, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseCase) item = aft_house_store_get_case_of_sync (store, id, &local);
  if (item == NULL && !g_error_matches (local, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_error (&local);
  ret_receipt->has_case = item != NULL;
  if (item == NULL)
    return TRUE;
  ret_receipt->case_id = item->id;
  g_free (ret_receipt->number);
  ret_receipt->number = g_strdup (item->number);
  return TRUE;
}

static gboolean
fill_receipt (AftHouseStore *store,
              const AftHouseDevice *phones,
              const AftHouseReceipt *receipt,
              AftPhoneReceipt *ret_receipt,
              GError **error)
{
  g_autoptr (AftDevice) device = aft_device_new (&phones->id, phones->link_key);
  *ret_receipt = (AftPhoneReceipt){
    .status = receipt->status,
    .sequence = receipt->sequence,
    .received_ms = receipt->received_ms,
    .number = aft_case_dup_number (AFT_HOUSE_PHONE_LETTER, receipt->sequence),
    .token = aft_follow_up_make (device, &receipt->id),
  };
  if (find_case (store, &receipt->id, ret_receipt, error))
    return TRUE;
  aft_phone_receipt_clear (ret_receipt);
  return FALSE;
}

/* The clock is our own: it was sent when it was answered. */
static AftHouseReceipts *
send_item (AftHouseStore *store,
           const AftHouseDevice *phones,
           const AftHouseItem *item,
           gint64 sent_ms,
           GError **error)
{
  AftHouseEnvelope envelope
      = { .device_id = phones->id, .boot_id = phones->id, .sent_ms = sent_ms };
  AftHouseBatch *batch = aft_house_batch_new (&envelope);
  aft_house_batch_take (batch, item);
  return aft_house_store_accept_phone_sync (store, batch, error);
}

gboolean
aft_phone_upload_sync (AftHouseStore *store,
                       const AftPhoneUpload *upload,
                       AftPhoneReceipt *ret_receipt,
                       GError **error)
{
  AftHouseItem item = { 0 };
  g_autoptr (AftVenue) venue = aft_house_store_get_venue_sync (store, &upload->venue_id, error);
  if (venue == NULL)
    return FALSE;
  g_autoptr (AftHouseDevice) phones
      = aft_house_store_get_phone_device_sync (store, &upload->venue_id, error);
  if (phones == NULL
      || !make_item (store, upload, aft_venue_get_country_code (venue), &item, error))
    return FALSE;
  g_autoptr (AftHouseReceipts) receipts
      = send_item (store, phones, &item, aft_response_get_ended_ms (upload->response), error);
  if (receipts == NULL)
    return FALSE;
  const AftHouseReceipt *receipt = &g_array_index (receipts->items, AftHouseReceipt, 0);
  return check_receipt (receipt, error)
         && fill_receipt (store, phones, receipt, ret_receipt, error);
}
