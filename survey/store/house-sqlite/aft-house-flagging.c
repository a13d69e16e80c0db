/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a response to a case, in the transaction that stores the response: a complaint that is
 * complete, a call for staff, answers at risk. One case a sitting; what comes later of the
 * sitting joins it, and the higher level stays. What a case is then, its table says; by when it is
 * due, the caller's treatment. */
#include "aft-error.h"
#include "aft-house-sqlite-flagging-private.h"

/* The house's score, with the guest's history where there is one. A new reference; NULL with @error
 * unset: nobody scored it. */
static AftRisk *
score (AftHouseSession *session, const AftHouseArrival *arrival, GError **error)
{
  AftRisk *risk = NULL;
  const AftHouseItem *item = arrival->item;
  g_autofree char *definition = NULL;
  if (arrival->visitor->facts != NULL)
    {
      gint32 survey = arrival->facts->survey;
      definition = survey > 0 ? aft_house_session_dup_definition (session, survey, error) : NULL;
      if (survey > 0 && definition == NULL)
        return NULL;
      risk = aft_house_database_judge (session->database, item->response, definition,
                                       arrival->visitor->facts);
    }
  if (risk == NULL && item->risk != NULL)
    risk = aft_risk_ref (item->risk);
  return risk;
}

/* Only where something was found. */
static gboolean
put_risk (AftHouseSession *session, gint64 response, const AftRisk *risk, GError **error)
{
  if (risk == NULL
      || (aft_risk_get_level (risk) == AFT_RISK_NONE && aft_risk_get_points (risk) == 0))
    return TRUE;
  g_autofree char *text = aft_risk_dup_text (risk);
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO risk (response, level, points, text) VALUES (?1, ?2, ?3, ?4)", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, response);
  aft_sqlite_bind_integer (row, 2, aft_risk_get_level (risk));
  aft_sqlite_bind_integer (row, 3, aft_risk_get_points (risk));
  aft_sqlite_bind_text (row, 4, text);
  return aft_sqlite_run (row, error);
}

static gboolean
is_higher (const AftRisk *risk, const AftRisk *than)
{
  if (risk == NULL || than == NULL)
    return risk != NULL;
  return aft_risk_get_level (risk) > aft_risk_get_level (than)
         || (aft_risk_get_level (risk) == aft_risk_get_level (than)
             && aft_risk_get_points (risk) > aft_risk_get_points (than));
}

/* A guest whom the kiosk has promised that somebody comes is not left alone because the house
 * reckons otherwise. */
static AftRisk *
take_higher (AftRisk *risk, AftRisk *said_by_kiosk)
{
  if (!is_higher (said_by_kiosk, risk))
    return risk;
  aft_risk_unref (risk);
  return aft_risk_ref (said_by_kiosk);
}

static AftCaseKind
get_kind (const AftResponse *response)
{
  switch (aft_response_get_kind (response))
    {
    case AFT_RESPONSE_COMPLAINT:
    case AFT_RESPONSE_FOLLOW_UP:
      return AFT_CASE_KIND_COMPLAINT;
    case AFT_RESPONSE_CALL_STAFF:
      return AFT_CASE_KIND_CALL;
    default:
      return AFT_CASE_KIND_SURVEY;
    }
}

/* Five taps within a minute are nobody's opinion, nor is what nobody has read, or one phone's tenth
 * answer; a complaint that somebody wrote is. */
static gboolean
makes_case (const AftHouseItem *item, const AftRisk *risk)
{
  const AftResponse *response = item->response;
  AftResponseKind kind = aft_response_get_kind (response);
  if (kind == AFT_RESPONSE_CALL_STAFF
      || (kind == AFT_RESPONSE_COMPLAINT
          && aft_response_get_state (response) == AFT_RESPONSE_COMPLETE))
    return TRUE;
  return risk != NULL && aft_risk_get_level (risk) >= AFT_RISK_AT_RISK
         && !aft_response_is_burst (response)
         && (item->marks & (AFT_HOUSE_MARK_FAST | AFT_HOUSE_MARK_REPEATED)) == 0;
}

static AftId
make_id (AftHouseSession *session)
{
  return aft_id_generate (aft_house_database_get_clock (session->database),
                          aft_house_database_get_random (session->database));
}

static char *
dup_number (AftHouseSession *session, const AftHouseRowFacts *facts, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT letter FROM device WHERE ref = ?1", error);
  if (row == NULL)
    return NULL;
  aft_sqlite_bind_integer (row, 1, facts->device);
  if (!aft_house_expect_row (row, "There is no such device", error))
    return NULL;
  return aft_case_dup_number ((const char *) sqlite3_column_text (row, 0), facts->sequence);
}

void
aft_house_session_raise_score (AftHouseSession *session, AftHouseCase *item, AftRisk *risk)
{
  AftRiskLevel level = risk != NULL ? aft_risk_get_level (risk) : AFT_RISK_NONE;
  if (is_higher (risk, item->risk))
    {
      aft_risk_unref (item->risk);
      item->risk = aft_risk_ref (risk);
      item->points = aft_risk_get_points (risk);
    }
  item->level = MAX (item->level, aft_house_case_raise_level (item->kind, level));
  aft_house_session_treat_case (session, item);
}

static void
set_score (AftValueBuilder *detail, const AftHouseCase *item)
{
  aft_value_builder_set_string (detail, "level", aft_risk_level_to_text (item->level));
  aft_value_builder_set_number (detail, "points", item->points);
  aft_value_builder_set_string (detail, "tier", aft_tier_to_text (item->tier));
  aft_value_builder_set_string (detail, "treatment", item->treatment);
}

static void
set_response (AftValueBuilder *detail, const AftResponse *response)
{
  g_autofree char *id = aft_id_to_text (aft_response_get_id (response));
  aft_value_builder_set_string (detail, "response", id);
  aft_value_builder_set_string (detail, "kind",
                                aft_response_kind_to_text (aft_response_get_kind (response)));
}

char *
aft_house_dup_kiosk_actor (const AftId *device_id)
{
  g_autofree char *id = aft_id_to_text (device_id);
  return g_strconcat ("device:", id, NULL);
}

gboolean
aft_house_session_begin_case (AftHouseSession *session,
                              AftHouseCaseRow *row,
                              const AftHouseRowFacts *facts,
                              AftHouseCaseEntry *entry,
                              GError **error)
{
  AftHouseCase *item = row->item;
  entry->id = make_id (session);
  entry->event.kind = AFT_CASE_EVENT_FLAGGED;
  entry->event.time_ms = CLAMP (facts->true_ms, 1, session->now_ms);
  item->id = make_id (session);
  item->day = facts->day;
  if (item->number == NULL)
    item->number = dup_number (session, facts, error);
  set_score (entry->more, item);
  row->venue = facts->venue;
  row->device = facts->device;
  if (item->number == NULL || !aft_house_session_insert_case (session, row, error))
    {
      g_clear_pointer (&entry->more, aft_value_builder_free);
      return FALSE;
    }
  item->flow = aft_case_flow_start (item->kind);
  return aft_house_session_add_case_event (session, row, entry, error)
         && aft_house_session_take_waiting_actions (session, row, error);
}

static gboolean
flag_new (AftHouseSession *session, const AftHouseArrival *arrival, AftRisk *risk, GError **error)
{
  const AftResponse *response = arrival->item->response;
  g_auto (AftHouseCaseRow) row = { .response = arrival->response, .guest = arrival->facts->guest };
  g_autofree char *actor = aft_house_dup_kiosk_actor (arrival->device_id);
  AftHouseCaseEntry entry = { .actor = actor, .more = aft_value_builder_new_object () };
  AftHouseCase *item = row.item = g_new0 (AftHouseCase, 1);
  item->kind = get_kind (response);
  item->sitting_id = *aft_response_get_sitting_id (response);
  item->device_id = *arrival->device_id;
  item->table = g_strdup (aft_response_get_table (response));
  item->tier = arrival->visitor->tier;
  aft_house_session_raise_score (session, item, risk);
  set_response (entry.more, response);
  return aft_house_session_begin_case (session, &row, arrival->facts, &entry, error);
}

/* What a case that was a call, or answers, becomes when the guest also complains: as long as it was
 * never closed, by rules that then were others. */
static void
widen_kind (AftHouseCase *item, const AftResponse *response, gboolean is_reason)
{
  static const guint8 weights[AFT_CASE_KINDS]
      = { [AFT_CASE_KIND_SURVEY] = 1, [AFT_CASE_KIND_COMPLAINT] = 2 };
  AftCaseKind kind = get_kind (response);
  if (!is_reason || item->flow.closed_ms != 0 || item->flow.reopened > 0
      || weights[kind] <= weights[item->kind] || item->kind == AFT_CASE_KIND_DRILL)
    return;
  item->kind = item->flow.kind = kind;
}

static gboolean
join (AftHouseSession *session,
      AftHouseCaseRow *row,
      const AftHouseArrival *arrival,
      AftRisk *risk,
      GError **error)
{
  AftHouseCase *item = row->item;
  const AftResponse *response = arrival->item->response;
  g_autofree char *actor = aft_house_dup_kiosk_actor (arrival->device_id);
  AftHouseCaseEntry entry = {
    .id = make_id (session),
    .event = { .kind = AFT_CASE_EVENT_RISK },
    .actor = actor,
    .more = aft_value_builder_new_object (),
  };
  widen_kind (item, response, makes_case (arrival->item, risk));
  if (row->guest == 0 && arrival->facts->guest != 0)
    {
      row->guest = arrival->facts->guest;
      item->tier = arrival->visitor->tier;
    }
  aft_house_session_raise_score (session, item, risk);
  set_response (entry.more, response);
  set_score (entry.more, item);
  return aft_house_session_add_case_event (session, row, &entry, error)
         && aft_house_session_take_waiting_actions (session, row, error);
}

gboolean
aft_house_session_flag_response (AftHouseSession *session,
                                 const AftHouseArrival *arrival,
                                 GError **error)
{
  GError *local = NULL;
  const AftResponse *response = arrival->item->response;
  g_auto (AftHouseCaseRow) row = { 0 };
  g_autoptr (AftRisk) risk = score (session, arrival, &local);
  gboolean is_done = local == NULL && put_risk (session, arrival->response, risk, &local);
  risk = take_higher (risk, aft_response_get_risk (response));
  if (is_done && aft_response_get_kind (response) == AFT_RESPONSE_FOLLOW_UP)
    return aft_house_session_take_follow_up (session, arrival, risk, error);
  gboolean is_known = is_done
                      && aft_house_session_find_case (
                          session, aft_response_get_sitting_id (response), &row, &local);
  if (is_known)
    is_done = join (session, &row, arrival, risk, &local);
  else if (local == NULL && makes_case (arrival->item, risk))
    is_done = flag_new (session, arrival, risk, &local);
  if (local == NULL)
    return is_done;
  g_propagate_error (error, local);
  return FALSE;
}
