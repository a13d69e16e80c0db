/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff did at a kiosk, perhaps hours ago and without the network: it is stored as the
 * device's event in any case, and here it happens in its case by the case's rules. What the case
 * does not take any more becomes a note in it, with what was wanted and why not; what comes before
 * its response waits for it. Only cases of the kiosk's own venue are touched.
 *
 * Who closes a case at a desk stands before the guest: that it was taken and worked on needs no
 * saying, the outcome chosen is the reason, and what was not asked there was not needed (a
 * corrective action, a cost). */
#include <string.h>

#include "aft-case-action.h"
#include "aft-error.h"
#include "aft-house-sqlite-flagging-private.h"

/* Further off than that a kiosk's clock is not believed (DESIGN §10). */
#define CLOCK_TOLERANCE_MS 120000

/* As it came, from the batch or out of the database. */
typedef struct
{
  AftId id;
  AftId device_id;
  gint32 device;
  const AftCaseAction *body;
  const char *note; /* opened; NULL: none */
} KioskAction;

static AftCaseEventKind
get_kind (const AftCaseAction *body)
{
  static const AftCaseEventKind kinds[] = {
    [AFT_CASE_ACTION_ACKNOWLEDGE] = AFT_CASE_EVENT_ACKNOWLEDGED,
    [AFT_CASE_ACTION_NOTE] = AFT_CASE_EVENT_NOTE,
    [AFT_CASE_ACTION_CALLED] = AFT_CASE_EVENT_CALLED,
    [AFT_CASE_ACTION_CLOSE] = AFT_CASE_EVENT_CLOSED,
  };
  return kinds[body->kind];
}

/* When it was done, by our clock as far as that can be told. */
static gboolean
find_done (AftHouseSession *session, const KioskAction *came, gint64 *ret_done_ms, GError **error)
{
  AftHouseBoot boot = { 0 };
  const AftCaseAction *body = came->body;
  if (!aft_house_boots_find (session, came->device, &body->boot_id, &boot, error))
    return FALSE;
  gint64 reckoned_ms = boot.has_origin ? boot.origin_ms + body->monotonic_ms : body->time_ms;
  gboolean is_right = ABS (reckoned_ms - body->time_ms) <= CLOCK_TOLERANCE_MS;
  *ret_done_ms = CLAMP (is_right ? body->time_ms : reckoned_ms, 1, session->now_ms);
  return TRUE;
}

static AftHouseCaseAction
make_action (const KioskAction *came, const AftHouseCase *item)
{
  const AftCaseAction *body = came->body;
  gboolean is_closing = body->kind == AFT_CASE_ACTION_CLOSE;
  return (AftHouseCaseAction){
    .event_id = came->id,
    .case_id = item->id,
    .kind = get_kind (body),
    .to = body->state,
    .user_id = body->staff_id,
    .words = is_closing ? body->outcome : came->note,
    .stated_cause = body->stated_cause,
    .root_cause = body->root_cause,
    .outcome = body->outcome,
    .needs_no_action = is_closing,
    .has_cost = is_closing && !item->has_cost,
  };
}

static AftValueBuilder *
begin_detail (const KioskAction *came)
{
  AftValueBuilder *detail = aft_value_builder_new_object ();
  g_autofree char *device = aft_id_to_text (&came->device_id);
  aft_value_builder_set_string (detail, "device", device);
  return detail;
}

static gboolean
is_a_refusal (const GError *reason)
{
  return g_error_matches (reason, AFT_ERROR, AFT_ERROR_CONFLICT)
         || g_error_matches (reason, AFT_ERROR, AFT_ERROR_INVALID)
         || g_error_matches (reason, AFT_ERROR, AFT_ERROR_DENIED)
         || g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

/* Nobody's word is lost: what could not happen is told in the case. */
static gboolean
note_refusal (AftHouseSession *session,
              AftHouseCaseRow *row,
              const KioskAction *came,
              const AftHouseCaseAction *wanted,
              const GError *reason,
              GError **error)
{
  AftHouseCaseAction action = *wanted;
  AftValueBuilder *detail = begin_detail (came);
  g_autofree char *device = aft_id_to_text (&came->device_id);
  g_autofree char *actor = g_strconcat ("device:", device, NULL);
  g_autofree char *staff = aft_id_to_text (&wanted->user_id);
  aft_value_builder_set_string (detail, "wanted", aft_case_event_kind_to_text (wanted->kind));
  if (wanted->kind == AFT_CASE_EVENT_CLOSED)
    aft_value_builder_set_string (detail, "wanted_state", aft_case_state_to_text (wanted->to));
  aft_value_builder_set_string (detail, "staff", staff);
  aft_value_builder_set_string (detail, "refused", reason->message);
  action.kind = AFT_CASE_EVENT_NOTE;
  action.actor = actor;
  action.user_id = (AftId){ { 0 } };
  action.has_cost = action.needs_no_action = FALSE;
  if (aft_case_state_is_closed (row->item->flow.state))
    action.stated_cause = action.root_cause = action.outcome = NULL;
  return aft_house_session_act_on_case (session, row, &action, detail, error);
}

/* One of the events that lead to a closing. */
static gboolean
step_on (AftHouseSession *session,
         AftHouseCaseRow *row,
         const KioskAction *came,
         const AftHouseCaseAction *closing,
         AftCaseEventKind kind,
         GError **error)
{
  AftHouseDatabase *database = session->database;
  const AftHouseCaseAction action = {
    .event_id = aft_id_generate (aft_house_database_get_clock (database),
                                 aft_house_database_get_random (database)),
    .kind = kind,
    .to = AFT_CASE_STATE_IN_PROGRESS,
    .actor = closing->actor,
    .user_id = closing->user_id,
    .done_ms = closing->done_ms,
  };
  return aft_house_session_act_on_case (session, row, &action, begin_detail (came), error);
}

/* What lies between where the case is and where it may be closed so. */
static gboolean
lead_up (AftHouseSession *session,
         AftHouseCaseRow *row,
         const KioskAction *came,
         const AftHouseCaseAction *action,
         GError **error)
{
  if (action->kind != AFT_CASE_EVENT_CLOSED
      || aft_case_flow_has_edge (row->item->flow.state, action->to))
    return TRUE;
  if (row->item->flow.state == AFT_CASE_STATE_NEW
      && !step_on (session, row, came, action, AFT_CASE_EVENT_ACKNOWLEDGED, error))
    return FALSE;
  AftCaseState state = row->item->flow.state;
  return aft_case_state_is_closed (state) || aft_case_flow_has_edge (state, action->to)
         || !aft_case_flow_has_edge (state, AFT_CASE_STATE_IN_PROGRESS)
         || step_on (session, row, came, action, AFT_CASE_EVENT_MOVED, error);
}

/* What was tried has changed the case at hand only in memory. An id that another event has is
 * somebody's mistake: the device's event is all that is kept. */
static gboolean
carry_out (AftHouseSession *session, AftHouseCaseRow *row, const KioskAction *came, GError **error)
{
  AftId known;
  AftId case_id = row->item->id;
  g_autoptr (GError) reason = NULL;
  g_autofree char *staff = aft_id_to_text (&came->body->staff_id);
  g_autofree char *actor = g_strconcat ("user:", staff, NULL);
  AftHouseCaseAction action = make_action (came, row->item);
  action.actor = actor;
  if (!aft_house_session_find_event (session, &came->id, &known, error)
      || !find_done (session, came, &action.done_ms, error))
    return FALSE;
  if (!aft_id_is_zero (&known))
    return TRUE;
  if (lead_up (session, row, came, &action, &reason)
      && aft_house_session_act_on_case (session, row, &action, begin_detail (came), &reason))
    return TRUE;
  if (!is_a_refusal (reason))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  aft_house_case_row_clear (row);
  return aft_house_session_get_case (session, &case_id, row, error)
         && note_refusal (session, row, came, &action, reason, error);
}

/* Of the kiosk's venue; the case itself, or that of the response's sitting, or the drill. */
static gboolean
find_case (AftHouseSession *session,
           const AftCaseAction *body,
           gint32 venue,
           AftHouseCaseRow *ret_row,
           GError **error)
{
  g_autoptr (AftHouseRow) select = aft_house_connection_prepare (
      session->connection,
      AFT_HOUSE_CASE_SELECT " WHERE c.ref = coalesce ("
                            "(SELECT ref FROM service_case WHERE id = ?1),"
                            " (SELECT service_case.ref FROM response JOIN service_case"
                            " ON service_case.sitting_id = response.sitting_id"
                            " WHERE response.id = ?2),"
                            " (SELECT ref FROM service_case WHERE sitting_id = ?2))"
                            " AND c.venue = ?3",
      error);
  if (select == NULL)
    return FALSE;
  if (body->has_case)
    aft_sqlite_bind_id (select, 1, &body->case_id);
  if (body->has_response)
    aft_sqlite_bind_id (select, 2, &body->response_id);
  aft_sqlite_bind_integer (select, 3, venue);
  return aft_house_case_row_read (select, ret_row, error);
}

static gboolean
wait_for_response (AftHouseSession *session, const KioskAction *came, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO waiting_action (event, response_id, note) VALUES (?1, ?2, ?3)"
      " ON CONFLICT DO NOTHING",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &came->id);
  aft_sqlite_bind_id (row, 2, &came->body->response_id);
  aft_sqlite_bind_text (row, 3, came->note);
  return aft_sqlite_run (row, error);
}

/* A note as long as staff may write; anything else was not written at a desk. */
static gboolean
is_note (const char *note)
{
  return note != NULL && *note != '\0' && g_utf8_validate (note, -1, NULL)
         && g_utf8_strlen (note, -1) <= AFT_HOUSE_WORDS_MAX;
}

gboolean
aft_house_session_take_kiosk_action (AftHouseSession *session,
                                     const AftHouseItem *item,
                                     const AftHouseRowFacts *facts,
                                     const AftId *device_id,
                                     GError **error)
{
  GError *local = NULL;
  g_auto (AftHouseCaseRow) row = { 0 };
  g_autoptr (AftCaseAction) body = aft_case_action_parse (item->body, strlen (item->body), NULL);
  const KioskAction came
      = { item->id, *device_id, facts->device, body, is_note (item->note) ? item->note : NULL };
  if (body == NULL)
    return TRUE;
  if (find_case (session, body, facts->venue, &row, &local))
    return carry_out (session, &row, &came, error);
  if (local == NULL)
    return !body->has_response || wait_for_response (session, &came, error);
  g_propagate_error (error, local);
  return FALSE;
}

/* Out of the database; owns its texts. */
typedef struct
{
  AftId id;
  AftId device_id;
  gint32 device;
  char *body;
  char *note;
} Waiting;

static void
free_waiting (gpointer data)
{
  Waiting *waiting = data;
  g_free (waiting->body);
  g_free (waiting->note);
  g_free (waiting);
}

static gboolean
list_waiting (AftHouseSession *session, const AftHouseCaseRow *row, GPtrArray *list, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) select = aft_house_connection_prepare (
      session->connection,
      "SELECT event.id, device.id, device.ref, event.body, note FROM waiting_action"
      " JOIN event ON event.id = waiting_action.event JOIN device ON device.ref = event.device"
      " LEFT JOIN response ON response.id = waiting_action.response_id"
      " WHERE coalesce (response.sitting_id, waiting_action.response_id) = ?1"
      " AND device.venue = ?2 ORDER BY event.device, event.sequence",
      error);
  if (select == NULL)
    return FALSE;
  aft_sqlite_bind_id (select, 1, &row->item->sitting_id);
  aft_sqlite_bind_integer (select, 2, row->venue);
  while (aft_sqlite_step (select, &local))
    {
      Waiting *waiting = g_new (Waiting, 1);
      *waiting = (Waiting){ aft_sqlite_get_id (select, 0), aft_sqlite_get_id (select, 1),
                            sqlite3_column_int (select, 2), aft_sqlite_dup_text (select, 3),
                            aft_sqlite_dup_text (select, 4) };
      g_ptr_array_add (list, waiting);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
end_waiting (AftHouseSession *session, const AftId *event_id, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "DELETE FROM waiting_action WHERE event = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, event_id);
  return aft_sqlite_run (row, error);
}

static gboolean
take_waiting (AftHouseSession *session,
              AftHouseCaseRow *row,
              const Waiting *waiting,
              GError **error)
{
  const char *text = waiting->body != NULL ? waiting->body : "";
  g_autoptr (AftCaseAction) body = aft_case_action_parse (text, strlen (text), NULL);
  const KioskAction came
      = { waiting->id, waiting->device_id, waiting->device, body, waiting->note };
  return (body == NULL || carry_out (session, row, &came, error))
         && end_waiting (session, &waiting->id, error);
}

gboolean
aft_house_session_take_waiting_actions (AftHouseSession *session,
                                        AftHouseCaseRow *row,
                                        GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_waiting);
  gboolean is_done = list_waiting (session, row, list, error);
  for (guint i = 0; i < list->len && is_done; i++)
    is_done = take_waiting (session, row, list->pdata[i], error);
  return is_done;
}
