/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in a batch, item by item, within a job of the writer's. The order of the questions is what
 * makes an upload happen once: is it there already; has the caller refused it; is its survey known;
 * is its sequence free; and only then is it stored. Whatever is refused for good keeps its place in
 * the chain, so that completeness can still be told.
 *
 * Not here: what a body means, which the caller has read; how rows are written (aft-house-rows.c).
 */
#include <string.h>

#include "aft-chain.h"
#include "aft-error.h"
#include "aft-house-chain.h"
#include "aft-house-phones-private.h"
#include "aft-house-ratings.h"
#include "aft-house-rollups.h"
#include "aft-house-sqlite-erasure-private.h"
#include "aft-house-sqlite-flagging-private.h"

/* The same device is not reported more often. */
#define ALARM_INTERVAL_MS 60000
/* Nor is it written more often that one was heard of. */
#define SEEN_INTERVAL_MS 60000

/* A batch on its way. */
typedef struct
{
  AftHouseStore *store;
  AftHouseBatch *batch;
  AftChannel channel;
  AftHouseReceipts *receipts;
  AftHouseOutcome outcome;
  GTask *task; /* NULL: somebody waits */
} Acceptance;

/* What holds for the whole batch while it is worked on. */
typedef struct
{
  AftHouseSession *session;
  const AftHouseEnvelope *envelope;
  AftHouseChain chain;
  AftVenue *venue; /* borrowed */
  AftHouseBoot boot;
  AftHouseBoot other_boot; /* the last other one met */
  guint conflicts;
} Intake;

static gboolean
refuse (AftHouseReceipt *receipt, AftHouseReason reason, const char *detail)
{
  receipt->status = AFT_HOUSE_REFUSED;
  receipt->reason = reason;
  g_free (receipt->detail);
  receipt->detail = g_strdup (detail);
  return TRUE;
}

typedef enum
{
  KNOWN_NOT,
  KNOWN_SAME, /* it was stored before, in this place of this device's chain */
  KNOWN_OTHER /* something else has the id */
} Known;

/* Is the id known? Fills in the receipt of what was stored before. */
static gboolean
find_known (Intake *intake,
            const AftHouseItem *item,
            Known *ret_known,
            AftHouseReceipt *receipt,
            GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      intake->session->connection,
      "SELECT digest, received_ms, device, sequence FROM response WHERE id = ?1"
      " UNION ALL SELECT digest, received_ms, device, sequence FROM event WHERE id = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &item->id);
  *ret_known = KNOWN_NOT;
  if (aft_sqlite_step (row, &local))
    {
      AftDigest digest = aft_sqlite_get_digest (row, 0);
      gboolean is_same = aft_digest_equal (&digest, &item->digest)
                         && sqlite3_column_int (row, 2) == intake->chain.ref
                         && (guint64) sqlite3_column_int64 (row, 3) == item->sequence;
      *ret_known = is_same ? KNOWN_SAME : KNOWN_OTHER;
      if (is_same)
        {
          receipt->status = AFT_HOUSE_DUPLICATE;
          receipt->received_ms = sqlite3_column_int64 (row, 1);
        }
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Was this very item refused before? Then it may be judged anew: by a collector that knows more.
 * Its digest stands in the chain and must stay what it was. */
static gboolean
forget_refusal (Intake *intake, const AftHouseItem *item, gboolean *ret_was_there, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      intake->session->connection,
      "DELETE FROM refusal WHERE device = ?1 AND sequence = ?2 AND id = ?3 AND digest = ?4"
      " RETURNING 1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, intake->chain.ref);
  aft_sqlite_bind_integer (row, 2, item->sequence);
  aft_sqlite_bind_id (row, 3, &item->id);
  aft_sqlite_bind_digest (row, 4, &item->digest);
  *ret_was_there = aft_sqlite_step (row, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* @ret_is_new: the chain does not know the sequence yet. @ret_is_free: this item may have it. */
static gboolean
ask_sequence (Intake *intake,
              const AftHouseItem *item,
              gboolean *ret_is_new,
              gboolean *ret_is_free,
              GError **error)
{
  gboolean is_used = FALSE;
  gboolean was_refused = FALSE;
  if (!aft_house_chain_has (intake->session, &intake->chain, item->sequence, &is_used, error)
      || (is_used && !forget_refusal (intake, item, &was_refused, error)))
    return FALSE;
  *ret_is_new = !is_used;
  *ret_is_free = !is_used || was_refused;
  return TRUE;
}

static gboolean
put_refusal (Intake *intake, const AftHouseItem *item, AftHouseReason reason, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      intake->session->connection,
      "INSERT INTO refusal (device, sequence, id, digest, reason, refused_ms)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, intake->chain.ref);
  aft_sqlite_bind_integer (row, 2, item->sequence);
  aft_sqlite_bind_id (row, 3, &item->id);
  aft_sqlite_bind_digest (row, 4, &item->digest);
  aft_sqlite_bind_text (row, 5, aft_house_reason_to_text (reason));
  aft_sqlite_bind_integer (row, 6, intake->session->now_ms);
  return aft_sqlite_run (row, error);
}

static gboolean
insert_event (Intake *intake, const AftHouseItem *item, GError **error)
{
  gboolean is_drill = item->kind == AFT_HOUSE_ITEM_DRILL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      intake->session->connection,
      "INSERT INTO event (id, device, sequence, kind, body, digest, received_ms)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &item->id);
  aft_sqlite_bind_integer (row, 2, intake->chain.ref);
  aft_sqlite_bind_integer (row, 3, item->sequence);
  aft_sqlite_bind_text (row, 4, is_drill ? "drill" : "case-action");
  aft_sqlite_bind_text (row, 5, item->body);
  aft_sqlite_bind_digest (row, 6, &item->digest);
  aft_sqlite_bind_integer (row, 7, intake->session->now_ms);
  return aft_sqlite_run (row, error);
}

/* What staff did is dated now, whatever the kiosk's clock says. */
static gboolean
put_event (Intake *intake, const AftHouseItem *item, GError **error)
{
  AftHouseSession *session = intake->session;
  AftHouseRowFacts facts = {
    .venue = intake->chain.venue,
    .device = intake->chain.ref,
    .sequence = item->sequence,
    .true_ms = session->now_ms,
    .day = aft_venue_get_business_day (intake->venue, session->now_ms),
  };
  if (!insert_event (intake, item, error))
    return FALSE;
  if (item->kind == AFT_HOUSE_ITEM_DRILL)
    return aft_house_session_flag_drill (session, item, &facts, &intake->chain.id, error);
  return aft_house_session_take_kiosk_action (session, item, &facts, &intake->chain.id, error)
         && aft_house_session_erase_action (session, facts.device, &item->id, error);
}

static gboolean
find_boot (Intake *intake, const AftResponse *response, const AftHouseBoot **ret, GError **error)
{
  const AftId *id = aft_response_get_boot_id (response);
  *ret = aft_id_equal (id, &intake->boot.id) ? &intake->boot : &intake->other_boot;
  return aft_id_equal (id, &(*ret)->id)
         || aft_house_boots_find (intake->session, intake->chain.ref, id, &intake->other_boot,
                                  error);
}

/* The caller's list, or our own; none without a survey. */
static GArray *
dup_tallies (Intake *intake, const AftHouseItem *item, gint32 survey, GError **error)
{
  if (survey == 0)
    return aft_house_tallies_new ();
  if (item->tallies != NULL)
    return g_array_ref (item->tallies);
  g_autofree char *definition = aft_house_session_dup_definition (intake->session, survey, error);
  if (definition == NULL)
    return NULL;
  GArray *tallies = aft_house_tallies_new ();
  aft_house_database_tally (intake->session->database, item->response, definition, tallies);
  return tallies;
}

static gboolean
count_response (Intake *intake,
                const AftHouseItem *item,
                const AftHouseRowFacts *facts,
                GError **error)
{
  AftHouseSession *session = intake->session;
  g_autoptr (GArray) tallies = dup_tallies (intake, item, facts->survey, error);
  if (tallies == NULL)
    return FALSE;
  AftHouseCountedBy by = aft_house_counted_by (item->response, facts->marks);
  by.device = facts->device;
  by.hour = facts->hour;
  by.group.venue = facts->venue;
  by.group.survey = facts->survey;
  by.group.day = facts->day;
  by.group.part = facts->part;
  by.group.tier = (gint32) facts->tier;
  aft_house_rollups_add_day (session->rollups, facts->device, facts->day, facts->sequence);
  return aft_house_session_count (session, &by, tallies, error);
}

/* When and where it was, by our clock. */
static gboolean
find_facts (Intake *intake,
            const AftHouseItem *item,
            gint32 survey,
            AftHouseRowFacts *ret_facts,
            GError **error)
{
  const AftHouseBoot *boot = NULL;
  AftHouseSession *session = intake->session;
  if (!find_boot (intake, item->response, &boot, error))
    return FALSE;
  AftHouseRowFacts facts = {
    .venue = intake->chain.venue,
    .device = intake->chain.ref,
    .survey = survey,
    .boot = boot->ref,
    .sequence = item->sequence,
    .digest = &item->digest,
    .marks = item->marks,
  };
  facts.clock
      = aft_house_boots_judge (boot, item->response, intake->envelope->sent_ms - session->now_ms,
                               session->now_ms, &facts.true_ms);
  facts.day = aft_venue_get_business_day (intake->venue, facts.true_ms);
  facts.hour = aft_venue_get_hour (intake->venue, facts.true_ms);
  facts.part
      = aft_house_rollups_find_word (session->rollups, session->connection,
                                     aft_venue_get_day_part (intake->venue, facts.true_ms), error);
  *ret_facts = facts;
  return facts.part >= 0;
}

/* When the response, or all of its sitting, was erased; 0: it was not. */
static gboolean
find_tombstone (Intake *intake, const AftResponse *response, gint64 *ret_erased_ms, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      intake->session->connection,
      "SELECT min (erased_ms) FROM tombstone WHERE response_id IN (?1, ?2)", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, aft_response_get_id (response));
  aft_sqlite_bind_id (row, 2, aft_response_get_sitting_id (response));
  *ret_erased_ms = aft_sqlite_step (row, &local) ? sqlite3_column_int64 (row, 0) : 0;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Its guest was forgotten before it came: it counts, and makes nothing known to anybody. */
static gboolean
put_ratings (Intake *intake, const AftHouseItem *item, AftHouseRowFacts *facts, GError **error)
{
  gint64 ref = 0;
  AftHouseSession *session = intake->session;
  g_autoptr (GArray) tallies = dup_tallies (intake, item, facts->survey, error);
  if (tallies == NULL)
    return FALSE;
  g_autoptr (AftValue) ratings
      = aft_house_ratings_keep (aft_response_get_answers (item->response), tallies);
  facts->ratings = ratings;
  if (!aft_house_rows_put (session, item->response, facts, &ref, error))
    return FALSE;
  return count_response (intake, item, facts, error)
         && aft_house_session_erase_arrived (session, item->response, facts, error);
}

static gboolean
find_visitor (AftHouseSession *session,
              const AftHouseItem *item,
              const AftHouseRowFacts *facts,
              AftHouseVisitor *visitor,
              GError **error)
{
  if (item->has_guest)
    return aft_house_session_meet_guest (session, item, facts, visitor, error);
  return aft_response_get_kind (item->response) != AFT_RESPONSE_FOLLOW_UP
         || aft_house_session_find_added_guest (session, item, visitor, error);
}

static gboolean
put_response (Intake *intake, const AftHouseItem *item, gint32 survey, GError **error)
{
  AftHouseRowFacts facts = { 0 };
  AftHouseSession *session = intake->session;
  g_auto (AftHouseVisitor) visitor = { 0 };
  AftHouseArrival arrival = { item, &facts, &visitor, &intake->chain.id, 0 };
  if (!find_facts (intake, item, survey, &facts, error)
      || !find_tombstone (intake, item->response, &facts.erased_ms, error))
    return FALSE;
  if (facts.erased_ms > 0)
    return put_ratings (intake, item, &facts, error);
  if (!find_visitor (session, item, &facts, &visitor, error))
    return FALSE;
  facts.guest = visitor.guest;
  facts.tier = visitor.tier;
  if (!aft_house_rows_put (session, item->response, &facts, &arrival.response, error))
    return FALSE;
  return count_response (intake, item, &facts, error)
         && aft_house_session_flag_response (session, &arrival, error);
}

/* The survey's ref, 0 when there is none to know. FALSE with @error unset: it is not known. */
static gboolean
find_survey (Intake *intake, const AftHouseItem *item, gint32 *ret_survey, GError **error)
{
  const AftDigest *digest
      = item->response != NULL ? aft_response_get_survey_digest (item->response) : NULL;
  *ret_survey = 0;
  if (digest == NULL)
    return TRUE;
  *ret_survey = aft_house_session_find_survey (intake->session, digest, error);
  return *ret_survey > 0;
}

static gboolean
put_item (Intake *intake, const AftHouseItem *item, gint32 survey, GError **error)
{
  if (item->verdict != AFT_HOUSE_REASON_NONE)
    return put_refusal (intake, item, item->verdict, error);
  return item->response != NULL ? put_response (intake, item, survey, error)
                                : put_event (intake, item, error);
}

static gboolean
link_item (Intake *intake, const AftHouseItem *item, GError **error)
{
  gboolean is_reliable = item->verdict == AFT_HOUSE_REASON_NONE;
  AftHouseLink link = { item->sequence, &item->digest, is_reliable ? &item->previous : NULL,
                        is_reliable ? &item->chain : NULL, is_reliable && item->is_linked };
  return aft_house_chain_add (intake->session, &intake->chain, &link, error);
}

/* Refused for good: where its place in the chain is free, it is kept for it. */
static gboolean
refuse_known (Intake *intake, const AftHouseItem *item, AftHouseReceipt *receipt, GError **error)
{
  gboolean is_used = FALSE;
  intake->conflicts++;
  refuse (receipt, AFT_HOUSE_REASON_CONFLICT, "The id holds something else");
  if (!aft_house_chain_has (intake->session, &intake->chain, item->sequence, &is_used, error))
    return FALSE;
  return is_used
         || (put_refusal (intake, item, AFT_HOUSE_REASON_CONFLICT, error)
             && link_item (intake, item, error));
}

static gboolean
take_new (Intake *intake, const AftHouseItem *item, AftHouseReceipt *receipt, GError **error)
{
  GError *local = NULL;
  gint32 survey = 0;
  gboolean is_new = FALSE;
  gboolean is_free = FALSE;
  gboolean is_refused = item->verdict != AFT_HOUSE_REASON_NONE;
  if (!is_refused && !find_survey (intake, item, &survey, &local))
    {
      if (local == NULL)
        return refuse (receipt, AFT_HOUSE_REASON_UNKNOWN_SURVEY, NULL);
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!ask_sequence (intake, item, &is_new, &is_free, error))
    return FALSE;
  if (!is_free)
    {
      intake->conflicts++;
      return refuse (receipt, AFT_HOUSE_REASON_CONFLICT, "The sequence holds something else");
    }
  if (is_refused)
    refuse (receipt, item->verdict, item->detail);
  return put_item (intake, item, survey, error) && (!is_new || link_item (intake, item, error));
}

static gboolean
take_definition (Intake *intake, const AftHouseItem *item, AftHouseReceipt *receipt, GError **error)
{
  gint32 ref = 0;
  if (item->verdict != AFT_HOUSE_REASON_NONE)
    return refuse (receipt, item->verdict, item->detail);
  ref = aft_house_session_find_survey (intake->session, &item->digest, error);
  if (ref < 0)
    return FALSE;
  receipt->status = ref > 0 ? AFT_HOUSE_DUPLICATE : AFT_HOUSE_STORED;
  AftHouseSurvey survey = {
    .digest = item->digest,
    .id = item->survey_id,
    .version = item->survey_version,
    .definition = item->body,
  };
  return aft_house_session_put_survey (intake->session, &survey, &ref, error);
}

static gboolean
take_item (Intake *intake, const AftHouseItem *item, AftHouseReceipt *receipt, GError **error)
{
  Known known = KNOWN_NOT;
  if (item->kind == AFT_HOUSE_ITEM_SURVEY_DEFINITION)
    return take_definition (intake, item, receipt, error);
  if (!find_known (intake, item, &known, receipt, error))
    return FALSE;
  if (known == KNOWN_OTHER)
    return refuse_known (intake, item, receipt, error);
  return known == KNOWN_SAME || take_new (intake, item, receipt, error);
}

/* The id is known, and that is enough: a page that is sent twice may differ in nothing that counts.
 */
static gboolean
find_known_answer (Intake *intake,
                   const AftHouseItem *item,
                   gboolean *ret_is_known,
                   AftHouseReceipt *receipt,
                   GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      intake->session->connection,
      "SELECT digest, received_ms, device, sequence FROM response WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &item->id);
  *ret_is_known = aft_sqlite_step (row, &local);
  if (*ret_is_known && sqlite3_column_int (row, 2) != intake->chain.ref)
    refuse (receipt, AFT_HOUSE_REASON_CONFLICT, "The id holds something else");
  else if (*ret_is_known)
    {
      receipt->status = AFT_HOUSE_DUPLICATE;
      receipt->digest = aft_sqlite_get_digest (row, 0);
      receipt->received_ms = sqlite3_column_int64 (row, 1);
      receipt->sequence = (guint64) sqlite3_column_int64 (row, 3);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* What a guest adds is about something that is here, in the same sitting. */
static gboolean
check_about (Intake *intake, const AftHouseItem *item, AftHouseReceipt *receipt, GError **error)
{
  GError *local = NULL;
  const AftResponse *response = item->response;
  if (aft_response_get_kind (response) != AFT_RESPONSE_FOLLOW_UP)
    return TRUE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      intake->session->connection,
      "SELECT 1 FROM response WHERE id = ?1 AND sitting_id = ?2 AND erased_ms = 0", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &item->added.about_id);
  aft_sqlite_bind_id (row, 2, aft_response_get_sitting_id (response));
  if (!aft_sqlite_step (row, &local) && local == NULL)
    refuse (receipt, AFT_HOUSE_REASON_INVALID, "There is nothing that it could be added to");
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Behind all that came before: what a phone sends has no number of its own. */
static AftHouseItem
number_answer (const Intake *intake, const AftHouseItem *item)
{
  AftHouseItem numbered = *item;
  const AftHouseChain *chain = &intake->chain;
  numbered.sequence = chain->last_sequence + 1;
  numbered.previous = chain->last_chain;
  numbered.chain
      = aft_chain_next (&chain->id, numbered.sequence, &numbered.previous, &numbered.digest);
  numbered.is_linked = TRUE;
  return numbered;
}

static gboolean
take_new_answer (Intake *intake, const AftHouseItem *item, AftHouseReceipt *receipt, GError **error)
{
  GError *local = NULL;
  gint32 survey = 0;
  if (!find_survey (intake, item, &survey, &local))
    {
      if (local == NULL)
        return refuse (receipt, AFT_HOUSE_REASON_UNKNOWN_SURVEY, NULL);
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!check_about (intake, item, receipt, error))
    return FALSE;
  if (receipt->status == AFT_HOUSE_REFUSED)
    return TRUE;
  const AftHouseItem numbered = number_answer (intake, item);
  receipt->sequence = numbered.sequence;
  return put_response (intake, &numbered, survey, error) && link_item (intake, &numbered, error);
}

/* An item of a phone: what is refused has no place in the chain. */
static gboolean
take_answer (Intake *intake, const AftHouseItem *item, AftHouseReceipt *receipt, GError **error)
{
  gboolean is_known = FALSE;
  if (item->verdict != AFT_HOUSE_REASON_NONE)
    return refuse (receipt, item->verdict, item->detail);
  if (item->kind == AFT_HOUSE_ITEM_SURVEY_DEFINITION)
    return take_definition (intake, item, receipt, error);
  if (!find_known_answer (intake, item, &is_known, receipt, error))
    return FALSE;
  return is_known || take_new_answer (intake, item, receipt, error);
}

static void
count_receipt (AftHouseSession *session, AftHouseOutcome *outcome, const AftHouseReceipt *receipt)
{
  AftHouseAcknowledged stored = { receipt->id, receipt->digest };
  if (receipt->status == AFT_HOUSE_STORED)
    g_array_append_val (session->acknowledged, stored);
  outcome->stored += receipt->status == AFT_HOUSE_STORED ? 1 : 0;
  outcome->duplicates += receipt->status == AFT_HOUSE_DUPLICATE ? 1 : 0;
  outcome->refused += receipt->status == AFT_HOUSE_REFUSED ? 1 : 0;
}

static gboolean
take_items (Intake *intake, Acceptance *acceptance, GError **error)
{
  gboolean is_done = TRUE;
  for (guint i = 0; i < aft_house_batch_get_length (acceptance->batch) && is_done; i++)
    {
      const AftHouseItem *item = aft_house_batch_get_item (acceptance->batch, i);
      AftHouseReceipt receipt = {
        .sequence = item->sequence,
        .id = item->id,
        .digest = item->digest,
        .received_ms = intake->session->now_ms,
      };
      is_done = acceptance->channel == AFT_CHANNEL_PHONE
                    ? take_answer (intake, item, &receipt, error)
                    : take_item (intake, item, &receipt, error);
      count_receipt (intake->session, &acceptance->outcome, &receipt);
      g_array_append_val (acceptance->receipts->items, receipt);
    }
  return is_done;
}

/* Tells staff that two streams use one sequence or id, or that a chain does not fit. */
static gboolean
raise_alarm (Intake *intake, Acceptance *acceptance, GError **error)
{
  guint alarms = intake->conflicts + intake->chain.breaks;
  gint64 now_ms = intake->session->now_ms;
  acceptance->outcome.alarms = alarms;
  if (alarms == 0
      || (intake->chain.alarm_ms != 0 && ABS (now_ms - intake->chain.alarm_ms) < ALARM_INTERVAL_MS))
    return TRUE;
  g_autofree char *device = aft_id_to_text (&intake->chain.id);
  g_autofree char *actor = g_strdup_printf ("device:%s", device);
  g_autofree char *detail = g_strdup_printf ("{\"breaks\":%u,\"conflicts\":%u}",
                                             intake->chain.breaks, intake->conflicts);
  AftHouseAuditRow row = {
    .actor = actor,
    .action = (char *) "device.alarm",
    .subject = device,
    .detail = detail,
  };
  intake->chain.alarm_ms = now_ms;
  intake->chain.has_changed = TRUE;
  return aft_house_session_append_audit (intake->session, &row, error);
}

/* Once a minute is enough. */
static gboolean
note_seen (Intake *intake, GError **error)
{
  if (ABS (intake->session->now_ms - intake->chain.seen_ms) < SEEN_INTERVAL_MS)
    return TRUE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      intake->session->connection,
      "INSERT INTO heartbeat (device, seen_ms, clock_offset_ms) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (device) DO UPDATE SET seen_ms = ?2, clock_offset_ms = ?3",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, intake->chain.ref);
  aft_sqlite_bind_integer (row, 2, intake->session->now_ms);
  aft_sqlite_bind_integer (row, 3, intake->envelope->sent_ms - intake->session->now_ms);
  return aft_sqlite_run (row, error);
}

/* Where its boot stands, and that one has heard of it. */
static gboolean
note_kiosk (Intake *intake, GError **error)
{
  AftHouseSession *session = intake->session;
  gint64 origin_ms = session->now_ms - intake->envelope->monotonic_ms;
  return aft_house_boots_note (session, intake->chain.ref, &intake->envelope->boot_id, origin_ms,
                               &intake->boot, error)
         && note_seen (intake, error);
}

static gboolean
begin_intake (Intake *intake, AftChannel channel, GError **error)
{
  AftHouseSession *session = intake->session;
  if (!aft_house_chain_load (session, &intake->envelope->device_id, channel, &intake->chain, error)
      || !(channel == AFT_CHANNEL_PHONE ? aft_house_boots_find (
               session, intake->chain.ref, &intake->envelope->boot_id, &intake->boot, error)
                                        : note_kiosk (intake, error)))
    return FALSE;
  intake->venue = aft_house_session_get_venue (session, intake->chain.venue, error);
  return intake->venue != NULL;
}

static gboolean
work_accept (AftHouseSession *session, gpointer data, GError **error)
{
  Acceptance *acceptance = data;
  Intake intake = { session, aft_house_batch_get_envelope (acceptance->batch) };
  aft_house_receipts_free (acceptance->receipts);
  acceptance->receipts = aft_house_receipts_new ();
  acceptance->outcome = (AftHouseOutcome){ 0 };
  if (!begin_intake (&intake, acceptance->channel, error)
      || !take_items (&intake, acceptance, error) || !raise_alarm (&intake, acceptance, error)
      || !aft_house_chain_save (session, &intake.chain, error))
    return FALSE;
  acceptance->receipts->server_ms = session->now_ms;
  acceptance->receipts->last_sequence = intake.chain.last_sequence;
  acceptance->receipts->last_chain = intake.chain.last_chain;
  return TRUE;
}

static Acceptance *
acceptance_new (AftHouseStore *store, AftHouseBatch *batch, GTask *task)
{
  Acceptance *acceptance = g_new0 (Acceptance, 1);
  acceptance->store = store;
  acceptance->batch = batch;
  acceptance->task = task;
  return acceptance;
}

static AftHouseReceipts *
acceptance_end (Acceptance *acceptance, gboolean is_done)
{
  AftHouseReceipts *receipts = is_done ? g_steal_pointer (&acceptance->receipts) : NULL;
  if (is_done)
    aft_house_writer_count (aft_house_sqlite_get_writer (acceptance->store), &acceptance->outcome);
  aft_house_receipts_free (acceptance->receipts);
  aft_house_batch_free (acceptance->batch);
  g_free (acceptance);
  return receipts;
}

static void
on_accepted (gpointer data, GError *error)
{
  Acceptance *acceptance = data;
  GTask *task = acceptance->task;
  AftHouseReceipts *receipts = acceptance_end (acceptance, error == NULL);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, receipts, (GDestroyNotify) aft_house_receipts_free);
  g_object_unref (task);
}

void
aft_house_sqlite_accept (AftHouseStore *store, AftHouseBatch *batch, GTask *task)
{
  GError *error = NULL;
  Acceptance *acceptance = acceptance_new (store, batch, task);
  AftHouseJob job = { work_accept, acceptance, on_accepted, acceptance };
  if (!aft_house_writer_push (aft_house_sqlite_get_writer (store), &job, &error))
    on_accepted (acceptance, error);
}

AftHouseReceipts *
aft_house_sqlite_accept_sync (AftHouseStore *store, AftHouseBatch *batch, GError **error)
{
  Acceptance *acceptance = acceptance_new (store, batch, NULL);
  return acceptance_end (acceptance,
                         aft_house_sqlite_write (store, work_accept, acceptance, error));
}

AftHouseReceipts *
aft_house_sqlite_accept_phone (AftHouseStore *store, AftHouseBatch *batch, GError **error)
{
  Acceptance *acceptance = acceptance_new (store, batch, NULL);
  acceptance->channel = AFT_CHANNEL_PHONE;
  return acceptance_end (acceptance,
                         aft_house_sqlite_write (store, work_accept, acceptance, error));
}
