/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of a survey on a phone: what is known of how it was answered, the response on the disk,
 * and then another survey of the sitting, the slip's page, or thanks. Asked twice for the same end,
 * it stores once and says the same. */
#include "aft-survey-sitting-private.h"

#include "aft-confirmed-answers.h"
#include "aft-error.h"
#include "aft-follow-page.h"
#include "aft-page-frame.h"
#include "aft-survey-limits.h"
#include "aft-survey-phone.h"
#include "aft-survey-record.h"

/* Nobody reads and answers a screen faster, nor a whole survey. */
#define LEAST_SCREEN_MS 2000
#define LEAST_SURVEY_MS 4000

/* What is noted of an answer beside it. */
typedef struct
{
  guint marks;
  guint8 key[AFT_HOUSE_PHONE_KEY_BYTES];
  char *cookie; /* to be given; NULL: it has one */
} Phone;

static void
clear_phone (Phone *phone)
{
  g_free (phone->cookie);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Phone, clear_phone)

static gboolean
is_fast (const AftSurveySitting *sitting)
{
  gint64 took_ms = sitting->page->now_ms - sitting->state->started_ms;
  return took_ms < LEAST_SURVEY_MS || took_ms < (gint64) sitting->state->screens * LEAST_SCREEN_MS;
}

static AftHousePhoneNote
make_note (const AftSurveySitting *sitting, const Phone *phone)
{
  return (AftHousePhoneNote){ .key = phone->key,
                              .code = sitting->code != NULL ? sitting->code->code : NULL,
                              .marks = phone->marks,
                              .venue_id = *aft_venue_get_id (sitting->page->venue) };
}

/* Which phone, and whether it has answered today; one sitting is one answer, however many
 * responses. */
static gboolean
look_at_phone (AftSurveySitting *sitting, Phone *phone, GError **error)
{
  AftPhonePage *page = sitting->page;
  const AftPagesOptions *options = &page->pages->options;
  const AftHttpRequest *request = aft_http_exchange_get_request (page->exchange);
  guint today = 0;

  phone->marks = sitting->state->marks | (is_fast (sitting) ? AFT_HOUSE_MARK_FAST : 0);
  if (!aft_survey_phone_read (request, options->box_key, phone->key))
    {
      phone->cookie = aft_survey_phone_make (options->random, options->box_key, phone->key);
      return TRUE;
    }
  const AftHousePhoneNote note = make_note (sitting, phone);
  if (sitting->code == NULL || sitting->state->is_second)
    return TRUE;
  if (!aft_house_store_count_phone_sync (page->store, &note, &today, error))
    return FALSE;
  phone->marks |= today > 0 ? AFT_HOUSE_MARK_REPEATED : 0;
  return TRUE;
}

static gboolean
note_phone (const AftSurveySitting *sitting, const Phone *phone, GError **error)
{
  const AftHousePhoneNote note = make_note (sitting, phone);
  if (sitting->code == NULL || sitting->state->is_second)
    return TRUE;
  return aft_house_store_note_phone_sync (sitting->page->store, &note, NULL, error);
}

/* -- storing -----------------------------------------------------------------------------------
 */

static AftResponse *
make_response (AftSurveySitting *sitting, const AftHouseDevice *device, GError **error)
{
  AftPhonePage *page = sitting->page;
  g_autoptr (AftPrivacyNotice) privacy = aft_survey_sitting_load_privacy (sitting, error);
  if (privacy == NULL)
    return NULL;
  const AftSurveyRecord record
      = { .state = sitting->state,
          .source = sitting->source,
          .boot_id = aft_phone_upload_get_boot (device),
          .table = sitting->code != NULL ? sitting->code->table
                                         : aft_response_get_table (page->link->found->response),
          .public_key = sitting->public_key,
          .privacy = privacy,
          .random = page->pages->options.random,
          .now_ms = page->now_ms };
  return aft_survey_record_make (&record, sitting->session, error);
}

static gboolean
store (AftSurveySitting *sitting, guint marks, AftPhoneReceipt *receipt, GError **error)
{
  AftPhonePage *page = sitting->page;
  const AftPagesOptions *options = &page->pages->options;
  const AftId *venue_id = aft_venue_get_id (page->venue);
  g_autoptr (AftHouseDevice) device
      = aft_house_store_get_phone_device_sync (page->store, venue_id, error);
  if (device == NULL
      || !aft_survey_source_store_sync (sitting->source, page->store, &device->id, error))
    return FALSE;
  g_autoptr (AftResponse) response = make_response (sitting, device, error);
  if (response == NULL)
    return FALSE;
  AftPhoneUpload upload = { .response = response,
                            .venue_id = *venue_id,
                            .marks = marks,
                            .opener = &options->opener,
                            .surveys = options->surveys,
                            .rules = options->rules };
  if (page->link != NULL)
    upload.about_id = page->link->response_id;
  return aft_phone_upload_sync (page->store, &upload, receipt, error);
}

/* -- what comes then ---------------------------------------------------------------------------
 */

static gboolean
leads_on (AftSurveySitting *sitting, AftResponseKind *ret_kind)
{
  g_autoptr (AftValue) data = aft_session_dup_data (sitting->session);
  return sitting->kind == AFT_RESPONSE_EXIT
         && aft_confirmed_answers_lead_to (sitting->source->survey, data, ret_kind);
}

static AftHttpReply *
go_on_with (AftSurveySitting *sitting, AftResponseKind kind, guint marks, GError **error)
{
  g_autoptr (AftSurveyState) before = g_steal_pointer (&sitting->state);
  before->marks = marks;
  return aft_survey_sitting_start (sitting, kind, before, error)
             ? aft_survey_sitting_show (sitting, NULL, error)
             : NULL;
}

static AftHttpReply *
return_to_link (AftSurveySitting *sitting, const char *said)
{
  g_autofree char *path = aft_follow_page_dup_path (sitting->page, "");
  return aft_phone_page_redirect (sitting->page, path, said);
}

static AftHttpReply *
go_on (AftSurveySitting *sitting, const AftPhoneReceipt *receipt, guint marks, GError **error)
{
  AftResponseKind kind;
  if (sitting->code == NULL)
    return return_to_link (sitting, "added");
  return leads_on (sitting, &kind) ? go_on_with (sitting, kind, marks, error)
                                   : aft_survey_sitting_thank (sitting, receipt, error);
}

/* Too many came by this code or from this address. The form is still in the phone: sent again in a
 * minute, it is the same answer. */
static AftHttpReply *
refuse (AftSurveySitting *sitting, guint seconds, GError **error)
{
  AftPhonePage *page = sitting->page;
  return aft_house_store_note_refused_sync (page->store, sitting->code->code, error)
             ? aft_page_frame_tell_wait (page, seconds)
             : NULL;
}

static AftHttpReply *
end_with_answers (AftSurveySitting *sitting, GError **error)
{
  AftPhonePage *page = sitting->page;
  gboolean is_crowded = FALSE;
  g_auto (Phone) phone = { 0 };
  g_auto (AftPhoneReceipt) receipt = { 0 };
  guint seconds = sitting->code != NULL
                      ? aft_survey_limits_take_answer (page->pages->surveys, sitting->code->code,
                                                       sitting->code->table != NULL, page->sender,
                                                       &is_crowded)
                      : 0;
  if (seconds > 0)
    return refuse (sitting, seconds, error);
  if (!look_at_phone (sitting, &phone, error))
    return NULL;
  phone.marks |= is_crowded ? AFT_HOUSE_MARK_CROWDED : 0;
  if (!store (sitting, phone.marks, &receipt, error)
      || (receipt.status == AFT_HOUSE_STORED && !note_phone (sitting, &phone, error)))
    return NULL;
  AftHttpReply *reply = go_on (sitting, &receipt, phone.marks, error);
  if (reply != NULL && phone.cookie != NULL && sitting->code != NULL)
    aft_survey_phone_give (reply, phone.cookie);
  return reply;
}

AftHttpReply *
aft_survey_sitting_end (AftSurveySitting *sitting, GError **error)
{
  g_autoptr (AftValue) data = aft_session_dup_data (sitting->session);
  if (aft_value_get_length (data) > 0)
    return end_with_answers (sitting, error);
  return sitting->code == NULL ? return_to_link (sitting, NULL)
                               : aft_survey_sitting_thank (sitting, NULL, error);
}
