/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-phones.h"
#include "aft-rule-book.h"
#include "aft-survey-cache.h"
#include "aft-upload-findings.h"

G_BEGIN_DECLS

/* What a guest has answered on a phone, on the same way that a kiosk's uploads go: judged, scored,
 * stored in the chain of the venue's phones, flagged.
 *
 * Of a survey of kind follow-up the questions with these house keys move the case:
 *   "putRight":   an option "yes", "partly" or "no";
 *   "call":       true, or an option "yes": the guest wishes to be called;
 *   "callWindow": an option "HH:MM-HH:MM" (any other: at any time);
 *   "callFrom", "callTo": the same as two answers "HH:MM". */

typedef struct
{
  AftResponse *response; /* borrowed; of channel phone, times by the server's clock */
  AftId venue_id;
  AftId about_id; /* kind follow-up: the response on the slip, whose sitting it has; else zeros */
  guint marks;    /* AftHouseMark, together */
  const AftUploadOpener *opener; /* NULL: nothing sealed is opened */
  AftSurveyCache *surveys;
  AftRuleBook *rules; /* NULL: nothing is scored */
} AftPhoneUpload;

/* A boot's id for the body of a phone's response, with monotonic time 0: that of the device. */
#define aft_phone_upload_get_boot(device) (&(device)->id)

/* What is said of it. */
typedef struct
{
  AftHouseStatus status; /* STORED, or DUPLICATE: the same id came before; never REFUSED */
  guint64 sequence;
  gint64 received_ms;
  char *number;      /* "PH-0042": what the case has, or would have */
  gboolean has_case; /* its sitting has one */
  AftId case_id;
  char *token; /* of the link /f/TOKEN to this response */
} AftPhoneReceipt;
void aft_phone_receipt_clear (AftPhoneReceipt *receipt);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AftPhoneReceipt, aft_phone_receipt_clear)

/* Waits for the database: call it on a thread of aft_house_store_call_async(). When it returns TRUE
 * the response is on the disk. INVALID: an answer is none of the survey, the channel is another, or
 * @about_id is not of its sitting; NOT_FOUND: no such venue or survey. */
gboolean aft_phone_upload_sync (AftHouseStore *store,
                                const AftPhoneUpload *upload,
                                AftPhoneReceipt *ret_receipt,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
