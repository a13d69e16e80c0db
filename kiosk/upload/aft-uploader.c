/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of a row from the outbox to the collector. What a reply means is aft-upload-verdict's,
 * what a request holds aft-upload-batch's, how long to wait aft-backoff's. A turn is one round from
 * READING on; an answer that comes after its turn was broken off is passed over, and what it was
 * about is sent again: the collector stores it once. */
#include "aft-uploader.h"

#include <string.h>

#include "aft-backoff.h"
#include "aft-body.h"
#include "aft-error.h"
#include "aft-kiosk-store-quarantine.h"
#include "aft-kiosk-store-upload.h"
#include "aft-secret.h"
#include "aft-upload-batch.h"
#include "aft-upload-verdict.h"

#define BATCHES_PATH  "/api/v1/batches"
#define LEAST_WAIT_MS 1000
#define MOST_WAIT_MS  300000
/* Lone items given up in a row after which each further one waits its time: what refuses everything
 * is not to empty the outbox into quarantine in a minute. */
#define MOST_GIVEN_UP 3

struct _AftUploader
{
  GObject parent_instance;
  AftKioskStore *store;
  AftCollectorLink *link;
  AftClock *clock;
  AftRandom *random;
  AftId device_id;
  AftId boot_id;
  guint least_wait_ms;
  guint most_wait_ms;

  AftUploaderState state;
  char *token;
  gboolean is_refused;
  char *trouble;
  char *conflict; /* the collector's figures do not fit ours */
  guint turn;     /* answers to an earlier one count for nothing */
  GCancellable *cancellable;
  guint wait_id;
  gboolean is_wait_ordered; /* the collector said how long */
  gboolean is_nudged;       /* while a turn was on its way */
  guint failures;           /* in a row */
  guint given_up;           /* lone items in a row */
  guint most_items;

  AftUploadBatch *batch; /* SENDING, NOTING */
  AftReceipts *receipts; /* NOTING */
  /* The survey that the collector does not know: of which row, and what is to be sent. */
  guint64 asked_sequence;
  gboolean is_definition_there; /* the collector has it since */
  char *definition;
};

G_DEFINE_FINAL_TYPE (AftUploader, aft_uploader, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNALS
};

static guint signals[SIGNALS];

/*   UNENROLLED ──token──► READING ◄──nudge── IDLE
 *                          │  ▲  └──nothing there──► IDLE
 *                    rows  ▼  └───────time is over──── WAITING
 *                       SENDING ──no word, busy──────────►│
 *                          │  └──refused as a whole──► READING with half as much
 *                 receipts ▼
 *                       NOTING ──on the disk──► READING
 *   every state but STOPPED ──token refused or gone──► UNENROLLED;  every state ──stop──► STOPPED
 */
#define TO(state) (1u << AFT_UPLOADER_##state)

static const guint allowed_edges[] = {
  [AFT_UPLOADER_UNENROLLED] = TO (READING) | TO (STOPPED),
  [AFT_UPLOADER_IDLE] = TO (READING) | TO (UNENROLLED) | TO (STOPPED),
  [AFT_UPLOADER_READING] = TO (SENDING) | TO (NOTING) | TO (IDLE) | TO (READING) | TO (WAITING)
                           | TO (UNENROLLED) | TO (STOPPED),
  [AFT_UPLOADER_SENDING]
  = TO (NOTING) | TO (READING) | TO (WAITING) | TO (UNENROLLED) | TO (STOPPED),
  [AFT_UPLOADER_NOTING] = TO (READING) | TO (WAITING) | TO (UNENROLLED) | TO (STOPPED),
  [AFT_UPLOADER_WAITING] = TO (READING) | TO (UNENROLLED) | TO (STOPPED),
  [AFT_UPLOADER_STOPPED] = 0,
};

/* One question to the store or the collector, asked in one turn. */
typedef struct
{
  AftUploader *uploader;
  guint turn;
  gboolean is_urgent; /* of the store: complaints and calls for staff only */
} Question;

static void begin_turn (AftUploader *uploader);

static Question *
ask (AftUploader *uploader)
{
  Question *question = g_new0 (Question, 1);
  question->uploader = g_object_ref (uploader);
  question->turn = uploader->turn;
  return question;
}

static void
free_question (Question *question)
{
  g_object_unref (question->uploader);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, free_question)

static gboolean
is_stale (const Question *question)
{
  return question->turn != question->uploader->turn;
}

static void
go (AftUploader *uploader, AftUploaderState state)
{
  g_assert ((allowed_edges[uploader->state] & 1u << state) != 0);
  uploader->state = state;
  g_signal_emit (uploader, signals[SIGNAL_CHANGED], 0);
}

static void
set_trouble (AftUploader *uploader, const char *trouble)
{
  if (g_strcmp0 (uploader->trouble, trouble) == 0)
    return;
  g_free (uploader->trouble);
  uploader->trouble = g_strdup (trouble);
}

/* What was under way counts for nothing any more. */
static void
break_off (AftUploader *uploader)
{
  uploader->turn++;
  g_clear_handle_id (&uploader->wait_id, g_source_remove);
  if (uploader->cancellable != NULL)
    g_cancellable_cancel (uploader->cancellable);
  g_clear_object (&uploader->cancellable);
  g_clear_pointer (&uploader->batch, aft_upload_batch_free);
  g_clear_pointer (&uploader->receipts, aft_receipts_unref);
}

static gboolean
on_waited (gpointer user_data)
{
  AftUploader *uploader = user_data;
  uploader->wait_id = 0;
  begin_turn (uploader);
  return G_SOURCE_REMOVE;
}

/* @retry_after_seconds -1: for as long as we think fit. */
static void
wait_for_next (AftUploader *uploader, gint64 retry_after_seconds, const char *trouble)
{
  uploader->failures++;
  AftBackoff backoff = {
    .least_ms = uploader->least_wait_ms,
    .most_ms = uploader->most_wait_ms,
    .failures = uploader->failures,
    .retry_after_seconds = retry_after_seconds,
  };
  break_off (uploader);
  set_trouble (uploader, trouble);
  uploader->is_wait_ordered = retry_after_seconds >= 0;
  uploader->wait_id
      = g_timeout_add (aft_backoff_draw_ms (&backoff, uploader->random), on_waited, uploader);
  go (uploader, AFT_UPLOADER_WAITING);
}

static void
refuse (AftUploader *uploader, const char *trouble)
{
  break_off (uploader);
  uploader->is_refused = TRUE;
  set_trouble (uploader, trouble);
  go (uploader, AFT_UPLOADER_UNENROLLED);
}

/* -- noting ---------------------------------------------------------------------------------- */

/* The digest of the survey that @item answers; FALSE when it answers none. */
static gboolean
find_survey (const AftItem *item, AftDigest *ret_digest)
{
  g_autoptr (AftResponse) response = aft_body_to_response (item->body, strlen (item->body), NULL);
  const AftDigest *digest = response != NULL ? aft_response_get_survey_digest (response) : NULL;
  if (digest != NULL)
    *ret_digest = *digest;
  return digest != NULL;
}

static void
on_given_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  AftUploader *uploader = question->uploader;
  g_autoptr (GError) error = NULL;
  gboolean is_noted = aft_kiosk_store_record_receipts_finish (result, &error);
  if (is_stale (question))
    return;
  if (!is_noted)
    wait_for_next (uploader, -1, error->message);
  else if (++uploader->given_up > MOST_GIVEN_UP)
    wait_for_next (uploader, -1, "The collector refuses one answer after the other");
  else
    begin_turn (uploader);
}

/* Puts @item into quarantine. */
static void
give_up (AftUploader *uploader, const AftItem *item, AftRefusal reason)
{
  g_autoptr (AftReceipts) receipts
      = aft_upload_batch_give_up (item, reason, aft_clock_get_real_ms (uploader->clock));
  uploader->asked_sequence = 0;
  g_clear_pointer (&uploader->definition, g_free);
  aft_kiosk_store_record_receipts_async (uploader->store, receipts, on_given_up, ask (uploader));
}

static const AftItem *
find_item (const AftEnvelope *envelope, guint64 sequence)
{
  for (guint i = 0; i < aft_envelope_get_count (envelope); i++)
    if (aft_envelope_get_item (envelope, i)->sequence == sequence)
      return aft_envelope_get_item (envelope, i);
  return NULL;
}

static void
on_definition_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  AftUploader *uploader = question->uploader;
  g_autoptr (GError) error = NULL;
  g_autofree char *definition = aft_kiosk_store_get_survey_finish (result, &error);
  if (is_stale (question))
    return;
  if (definition != NULL)
    {
      g_free (uploader->definition);
      uploader->definition = g_steal_pointer (&definition);
      begin_turn (uploader);
    }
  else if (g_error_matches (error, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    give_up (uploader, find_item (uploader->batch->envelope, uploader->asked_sequence),
             AFT_REFUSAL_INVALID);
  else
    wait_for_next (uploader, -1, error->message);
}

/* The first item whose survey the collector does not know: it gets the definition, and an item that
 * it did not know even then is given up. FALSE when there is none. */
static gboolean
bring_survey (AftUploader *uploader, const AftReceipts *receipts)
{
  const AftEnvelope *envelope = uploader->batch->envelope;
  for (guint i = 0; i < aft_receipts_get_count (receipts); i++)
    {
      const AftReceipt *receipt = aft_receipts_get (receipts, i);
      const AftItem *item = aft_envelope_get_item (envelope, i);
      AftDigest digest;
      if (receipt->reason != AFT_REFUSAL_UNKNOWN_SURVEY)
        continue;
      if (!find_survey (item, &digest)
          || (item->sequence == uploader->asked_sequence && uploader->is_definition_there))
        {
          give_up (uploader, item, AFT_REFUSAL_INVALID);
          return TRUE;
        }
      uploader->asked_sequence = item->sequence;
      uploader->is_definition_there = FALSE;
      aft_kiosk_store_get_survey_async (uploader->store, &digest, on_definition_read,
                                        ask (uploader));
      return TRUE;
    }
  return FALSE;
}

static void
on_reconciled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  AftUploader *uploader = question->uploader;
  g_autoptr (GError) error = NULL;
  g_free (aft_kiosk_store_reconcile_finish (result, &error));
  if (is_stale (question))
    return;
  set_trouble (uploader, error != NULL ? error->message : NULL);
  g_autoptr (AftReceipts) receipts = g_steal_pointer (&uploader->receipts);
  if (!bring_survey (uploader, receipts))
    begin_turn (uploader);
}

static void
on_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  AftUploader *uploader = question->uploader;
  g_autoptr (GError) error = NULL;
  gboolean is_noted = aft_kiosk_store_record_receipts_finish (result, &error);
  if (is_stale (question))
    return;
  if (!is_noted)
    {
      wait_for_next (uploader, -1, error->message);
      return;
    }
  const AftReceiptsHead *head = aft_receipts_get_head (uploader->receipts);
  aft_kiosk_store_reconcile_async (uploader->store, head->last_sequence, &head->last_chain,
                                   on_reconciled, ask (uploader));
}

/* What became of the definition that went ahead. */
static void
note_definition (AftUploader *uploader)
{
  if (!uploader->batch->has_definition)
    return;
  /* Stored or refused: it was tried, and its row is given up if that did not help. */
  uploader->is_definition_there = TRUE;
  g_clear_pointer (&uploader->definition, g_free);
}

/* What was taken in shows that the collector does not refuse everything. */
static void
note_accepted (AftUploader *uploader, const AftReceipts *receipts)
{
  for (guint i = 0; i < aft_receipts_get_count (receipts); i++)
    {
      const AftReceipt *receipt = aft_receipts_get (receipts, i);
      if (receipt->status == AFT_RECEIPT_REFUSED || receipt->sequence == 0)
        continue;
      uploader->given_up = 0;
      if (receipt->sequence == uploader->asked_sequence)
        uploader->asked_sequence = 0;
    }
}

static void
note (AftUploader *uploader, AftReceipts *receipts)
{
  uploader->failures = 0;
  uploader->most_items = MIN (uploader->most_items * 2, AFT_ENVELOPE_MAX_ITEMS);
  uploader->receipts = aft_receipts_ref (receipts);
  note_accepted (uploader, receipts);
  note_definition (uploader);
  go (uploader, AFT_UPLOADER_NOTING);
  aft_kiosk_store_record_receipts_async (uploader->store, receipts, on_noted, ask (uploader));
}

/* -- sending --------------------------------------------------------------------------------- */

/* Half as much next time; a lone item is what is wrong. */
static void
shrink (AftUploader *uploader, AftRefusal refusal)
{
  guint count = aft_upload_batch_get_count (uploader->batch);
  const AftItem *first = aft_envelope_get_item (uploader->batch->envelope, 0);
  if (count > 1)
    {
      uploader->most_items = count / 2;
      begin_turn (uploader);
    }
  else if (uploader->batch->has_definition)
    {
      note_definition (uploader);
      begin_turn (uploader);
    }
  else
    {
      go (uploader, AFT_UPLOADER_NOTING);
      give_up (uploader, first, refusal);
    }
}

static void
on_attempt_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  if (!aft_kiosk_store_count_attempt_finish (result, &error))
    g_warning ("counting an attempt: %s", error->message);
}

static void
act_on (AftUploader *uploader, const AftVerdict *verdict)
{
  if (verdict->kind != AFT_VERDICT_RECEIPTS)
    aft_kiosk_store_count_attempt_async (uploader->store, uploader->batch->envelope,
                                         on_attempt_counted, NULL);
  switch (verdict->kind)
    {
    case AFT_VERDICT_RECEIPTS:
      note (uploader, verdict->receipts);
      break;
    case AFT_VERDICT_ENVELOPE:
      set_trouble (uploader, verdict->trouble);
      shrink (uploader, verdict->refusal);
      break;
    case AFT_VERDICT_TOKEN:
      refuse (uploader, verdict->trouble);
      break;
    case AFT_VERDICT_LATER:
    default:
      wait_for_next (uploader, verdict->retry_after_seconds, verdict->trouble);
      break;
    }
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  AftUploader *uploader = question->uploader;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftCollectorReply) reply
      = aft_collector_link_send_finish (uploader->link, result, &error);
  if (is_stale (question))
    return;
  g_auto (AftVerdict) verdict = reply != NULL
                                    ? aft_verdict_of_reply (reply, uploader->batch->envelope)
                                    : aft_verdict_of_error (error);
  act_on (uploader, &verdict);
}

static AftUploadBatch *
make_batch (AftUploader *uploader, const GPtrArray *rows, GError **error)
{
  AftUploadBatchParts parts = {
    .origin = {
      .device_id = uploader->device_id,
      .boot_id = uploader->boot_id,
      .sent_ms = aft_clock_get_real_ms (uploader->clock),
      .monotonic_ms = aft_clock_get_monotonic_us (uploader->clock) / 1000,
    },
    .rows = rows,
    .most_items = uploader->most_items,
    .definition = uploader->definition,
    .definition_id = aft_id_generate (uploader->clock, uploader->random),
  };
  return aft_upload_batch_new (&parts, error);
}

static void
send_rows (AftUploader *uploader, const GPtrArray *rows)
{
  g_autoptr (GError) error = NULL;
  g_clear_pointer (&uploader->batch, aft_upload_batch_free);
  uploader->batch = make_batch (uploader, rows, &error);
  if (uploader->batch == NULL)
    {
      /* No definition that large can be sent: without it, its row is refused once more and given
       * up. */
      uploader->is_definition_there = TRUE;
      g_clear_pointer (&uploader->definition, g_free);
      begin_turn (uploader);
      return;
    }
  AftCollectorRequest request = {
    .path = BATCHES_PATH,
    .body = uploader->batch->request,
    .token = uploader->token,
  };
  g_clear_object (&uploader->cancellable);
  uploader->cancellable = g_cancellable_new ();
  go (uploader, AFT_UPLOADER_SENDING);
  aft_collector_link_send_async (uploader->link, &request, uploader->cancellable, on_answered,
                                 ask (uploader));
}

/* -- reading --------------------------------------------------------------------------------- */

static void
rest (AftUploader *uploader)
{
  gboolean is_nudged = uploader->is_nudged;
  uploader->is_nudged = FALSE;
  if (is_nudged)
    {
      begin_turn (uploader);
      return;
    }
  go (uploader, AFT_UPLOADER_IDLE);
}

static void on_rows_read (GObject *source, GAsyncResult *result, gpointer user_data);

static void
read_rows (AftUploader *uploader, gboolean is_urgent)
{
  Question *question = ask (uploader);
  question->is_urgent = is_urgent;
  if (is_urgent)
    aft_kiosk_store_list_urgent_async (uploader->store, uploader->most_items, on_rows_read,
                                       question);
  else
    aft_kiosk_store_list_unsent_async (uploader->store, 0, uploader->most_items, on_rows_read,
                                       question);
}

static void
on_rows_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  AftUploader *uploader = question->uploader;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = question->is_urgent
                                   ? aft_kiosk_store_list_urgent_finish (result, &error)
                                   : aft_kiosk_store_list_unsent_finish (result, &error);
  if (is_stale (question))
    return;
  if (rows == NULL)
    wait_for_next (uploader, -1, error->message);
  else if (rows->len > 0)
    send_rows (uploader, rows);
  else if (question->is_urgent)
    read_rows (uploader, FALSE);
  else
    rest (uploader);
}

static void
begin_turn (AftUploader *uploader)
{
  break_off (uploader);
  uploader->is_nudged = FALSE;
  go (uploader, AFT_UPLOADER_READING);
  read_rows (uploader, TRUE);
}

/* -- from outside ---------------------------------------------------------------------------- */

void
aft_uploader_set_token (AftUploader *uploader, const char *token)
{
  if (uploader->state == AFT_UPLOADER_STOPPED)
    return;
  g_clear_pointer (&uploader->token, aft_secret_free_text);
  uploader->token = g_strdup (token);
  uploader->is_refused = FALSE;
  uploader->failures = 0;
  set_trouble (uploader, NULL);
  if (token != NULL && uploader->state == AFT_UPLOADER_UNENROLLED)
    begin_turn (uploader);
  else if (token == NULL && uploader->state != AFT_UPLOADER_UNENROLLED)
    {
      break_off (uploader);
      go (uploader, AFT_UPLOADER_UNENROLLED);
    }
}

void
aft_uploader_readmit (AftUploader *uploader)
{
  if (!uploader->is_refused || uploader->state != AFT_UPLOADER_UNENROLLED)
    return;
  uploader->is_refused = FALSE;
  set_trouble (uploader, NULL);
  begin_turn (uploader);
}

static void
on_urgent_looked_for (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GPtrArray) rows = aft_kiosk_store_list_urgent_finish (result, NULL);
  if (!is_stale (question) && rows != NULL && rows->len > 0)
    begin_turn (question->uploader);
}

void
aft_uploader_nudge (AftUploader *uploader)
{
  uploader->is_nudged = TRUE;
  if (uploader->state == AFT_UPLOADER_IDLE)
    begin_turn (uploader);
  else if (uploader->state == AFT_UPLOADER_WAITING && !uploader->is_wait_ordered)
    aft_kiosk_store_list_urgent_async (uploader->store, 1, on_urgent_looked_for, ask (uploader));
}

/* Of two kiosks with one identity, or an old disk that has come back, staff have to know: until the
 * collector's figures fit again. */
static void
note_reconciled (AftUploader *uploader, const AftStoreReconciled *reconciled, const GError *error)
{
  g_free (uploader->conflict);
  uploader->conflict = reconciled == NULL ? g_strdup (error->message) : NULL;
  if (reconciled == NULL)
    g_warning ("holding the collector's figures against the outbox: %s", error->message);
  else if (reconciled->follows > 0)
    g_message ("this store is new: its rows follow the collector's row %" G_GUINT64_FORMAT,
               reconciled->follows);
  g_signal_emit (uploader, signals[SIGNAL_CHANGED], 0);
}

static void
on_server_held_against (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftUploader) uploader = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree AftStoreReconciled *reconciled = aft_kiosk_store_reconcile_finish (result, &error);
  if (uploader->state == AFT_UPLOADER_STOPPED)
    return;
  note_reconciled (uploader, reconciled, error);
  gboolean is_waiting = uploader->state == AFT_UPLOADER_WAITING && !uploader->is_wait_ordered;
  if (uploader->state == AFT_UPLOADER_IDLE || is_waiting)
    begin_turn (uploader);
  else
    uploader->is_nudged = TRUE;
}

void
aft_uploader_note_server (AftUploader *uploader, guint64 last_sequence, const AftDigest *last_chain)
{
  if (uploader->state == AFT_UPLOADER_STOPPED)
    return;
  aft_kiosk_store_reconcile_async (uploader->store, last_sequence, last_chain,
                                   on_server_held_against, g_object_ref (uploader));
}

void
aft_uploader_stop (AftUploader *uploader)
{
  if (uploader->state == AFT_UPLOADER_STOPPED)
    return;
  break_off (uploader);
  /* Whoever closes the store waits for its last reference. */
  g_clear_pointer (&uploader->store, aft_kiosk_store_unref);
  go (uploader, AFT_UPLOADER_STOPPED);
}

AftUploaderState
aft_uploader_get_state (AftUploader *uploader)
{
  return uploader->state;
}

const char *
aft_uploader_get_trouble (AftUploader *uploader)
{
  return uploader->conflict != NULL ? uploader->conflict : uploader->trouble;
}

gboolean
aft_uploader_is_refused (AftUploader *uploader)
{
  return uploader->is_refused;
}

AftUploader *
aft_uploader_new (const AftUploaderOptions *options)
{
  AftUploader *uploader = g_object_new (AFT_TYPE_UPLOADER, NULL);
  uploader->store = aft_kiosk_store_ref (options->store);
  uploader->link = aft_collector_link_ref (options->link);
  uploader->clock = aft_clock_ref (options->clock);
  uploader->random = aft_random_ref (options->random);
  uploader->device_id = options->device_id;
  uploader->boot_id = options->boot_id;
  uploader->least_wait_ms = options->least_wait_ms > 0 ? options->least_wait_ms : LEAST_WAIT_MS;
  uploader->most_wait_ms = options->most_wait_ms > 0 ? options->most_wait_ms : MOST_WAIT_MS;
  uploader->most_items = AFT_ENVELOPE_MAX_ITEMS;
  return uploader;
}

static void
aft_uploader_dispose (GObject *object)
{
  AftUploader *uploader = AFT_UPLOADER (object);
  break_off (uploader);
  g_clear_pointer (&uploader->token, aft_secret_free_text);
  g_clear_pointer (&uploader->trouble, g_free);
  g_clear_pointer (&uploader->conflict, g_free);
  g_clear_pointer (&uploader->definition, g_free);
  g_clear_pointer (&uploader->link, aft_collector_link_unref);
  g_clear_pointer (&uploader->store, aft_kiosk_store_unref);
  g_clear_pointer (&uploader->random, aft_random_unref);
  g_clear_pointer (&uploader->clock, aft_clock_unref);
  G_OBJECT_CLASS (aft_uploader_parent_class)->dispose (object);
}

static void
aft_uploader_class_init (AftUploaderClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_uploader_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", AFT_TYPE_UPLOADER, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_uploader_init (AftUploader *uploader)
{
}
