/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff did at a kiosk, perhaps hours ago and without the network: it is stored as the
 * device's event in any case, and here it happens in its case by the case's rules. What the case
 * does not take any more becomes a note in it, with what was wanted and why not; what comes before
 * its response waits for it. Only cases of the kiosk's own venue are touched.
 *
 *   {"case":UUID|null,"response":UUID,"action":EVENT,"staff":UUID,"time":MS,"note":sealed,
 *    "state":STATE,"outcome":ID,"stated_cause":ID,"root_cause":ID,"responsibility":ID,
 *    "channel":ID,"cost_minor":N,"needs_no_action":true,"step":STEP}
 *
 * All members but "action" and one of the first two may be missing, and there may be others. */
#include <string.h>

#include "aft-error.h"
#include "aft-house-sqlite-flagging-private.h"
#include "aft-json.h"

/* What a kiosk may ask for. */
#define KINDS                                                                                      \
  (1u << AFT_CASE_EVENT_ACKNOWLEDGED | 1u << AFT_CASE_EVENT_NOTE | 1u << AFT_CASE_EVENT_STEP       \
   | 1u << AFT_CASE_EVENT_AGREED | 1u << AFT_CASE_EVENT_MOVED | 1u << AFT_CASE_EVENT_CLOSED        \
   | 1u << AFT_CASE_EVENT_CALLED)

/* As it came, from the batch or out of the database. */
typedef struct
{
  AftId id;
  AftId device_id;
  const char *body;
  const char *note; /* opened; NULL: none */
} KioskAction;

static gboolean
get_id (const AftValue *body, const char *name, AftId *ret_id)
{
  const char *text = aft_value_get_member_string (body, name, NULL);
  return text != NULL && aft_id_from_text (text, ret_id);
}

/* A name as aft_house_check_name() wants it, else NULL. */
static const char *
get_name (const AftValue *body, const char *name)
{
  const char *text = aft_value_get_member_string (body, name, NULL);
  return text != NULL && aft_house_check_name (text, name, NULL) ? text : NULL;
}

static gboolean
has_cost (const AftValue *body)
{
  const AftValue *cost = aft_value_get_member (body, "cost_minor");
  double number = aft_value_get_number (cost);
  return aft_value_get_type (cost) == AFT_VALUE_NUMBER && number >= 0
         && number <= AFT_HOUSE_COST_MAX_MINOR;
}

static gboolean
read_kind (const AftValue *body, AftHouseCaseAction *action)
{
  const char *kind = aft_value_get_member_string (body, "action", NULL);
  const char *state = aft_value_get_member_string (body, "state", NULL);
  const char *step = aft_value_get_member_string (body, "step", NULL);
  aft_case_state_from_text (state, &action->to);
  return aft_case_event_kind_from_text (kind, &action->kind) && (KINDS & (1u << action->kind)) != 0
         && (step == NULL || aft_case_step_from_text (step, &action->step));
}

static AftHouseCaseAction
read_action (const AftValue *body, const KioskAction *came, const AftHouseCase *item)
{
  double done_ms = aft_value_get_member_number (body, "time", 0);
  return (AftHouseCaseAction){
    .event_id = came->id,
    .case_id = item->id,
    .words = came->note,
    .stated_cause = get_name (body, "stated_cause"),
    .root_cause = get_name (body, "root_cause"),
    .responsibility = get_name (body, "responsibility"),
    .outcome = get_name (body, "outcome"),
    .channel = get_name (body, "channel"),
    .has_cost = has_cost (body),
    .cost_minor
    = has_cost (body) ? (gint64) aft_value_get_member_number (body, "cost_minor", 0) : 0,
    .needs_no_action = aft_value_get_member_boolean (body, "needs_no_action", FALSE),
    .done_ms = done_ms > 0 && done_ms < 1e15 ? (gint64) done_ms : 0,
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
  if (wanted->kind == AFT_CASE_EVENT_CLOSED || wanted->kind == AFT_CASE_EVENT_MOVED)
    aft_value_builder_set_string (detail, "wanted_state", aft_case_state_to_text (wanted->to));
  if (!aft_id_is_zero (&wanted->user_id))
    aft_value_builder_set_string (detail, "staff", staff);
  aft_value_builder_set_string (detail, "refused", reason->message);
  action.kind = AFT_CASE_EVENT_NOTE;
  action.actor = actor;
  action.user_id = (AftId){ { 0 } };
  return aft_house_session_act_on_case (session, row, &action, detail, error);
}

/* What was tried has changed the case at hand only in memory. */
static gboolean
act_or_note (AftHouseSession *session,
             AftHouseCaseRow *row,
             const KioskAction *came,
             AftHouseCaseAction *action,
             GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *staff = aft_id_to_text (&action->user_id);
  g_autofree char *actor = g_strconcat ("user:", staff, NULL);
  AftId case_id = row->item->id;
  action->actor = actor;
  if (aft_id_is_zero (&action->user_id))
    g_set_error_literal (&reason, AFT_ERROR, AFT_ERROR_DENIED, "It is not said who did this.");
  else if (aft_house_session_act_on_case (session, row, action, begin_detail (came), &reason))
    return TRUE;
  if (!is_a_refusal (reason))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  aft_house_case_row_clear (row);
  return aft_house_session_get_case (session, &case_id, row, error)
         && note_refusal (session, row, came, action, reason, error);
}

/* An id that another event has is somebody's mistake: the device's event is all that is kept. */
static gboolean
carry_out (AftHouseSession *session,
           AftHouseCaseRow *row,
           const KioskAction *came,
           const AftValue *body,
           GError **error)
{
  AftId known;
  if (!aft_house_session_find_event (session, &came->id, &known, error))
    return FALSE;
  AftHouseCaseAction action = read_action (body, came, row->item);
  if (!aft_id_is_zero (&known) || !read_kind (body, &action))
    return TRUE;
  if (!get_id (body, "staff", &action.user_id))
    action.user_id = (AftId){ { 0 } };
  return act_or_note (session, row, came, &action, error);
}

/* Of the kiosk's venue; the case itself, or that of the response's sitting, or the drill. */
static gboolean
find_case (AftHouseSession *session,
           const AftValue *body,
           gint32 venue,
           AftHouseCaseRow *ret_row,
           GError **error)
{
  AftId case_id = { { 0 } };
  AftId response_id = { { 0 } };
  gboolean has_case = get_id (body, "case", &case_id);
  gboolean has_response = get_id (body, "response", &response_id);
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
  if (has_case)
    aft_sqlite_bind_id (select, 1, &case_id);
  if (has_response)
    aft_sqlite_bind_id (select, 2, &response_id);
  aft_sqlite_bind_integer (select, 3, venue);
  return aft_house_case_row_read (select, ret_row, error);
}

static gboolean
wait_for_response (AftHouseSession *session,
                   const KioskAction *came,
                   const AftId *response_id,
                   GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO waiting_action (event, response_id, note) VALUES (?1, ?2, ?3)"
      " ON CONFLICT DO NOTHING",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &came->id);
  aft_sqlite_bind_id (row, 2, response_id);
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
                                     const AftId *device_id,
                                     gint32 venue,
                                     GError **error)
{
  AftId response_id;
  GError *local = NULL;
  g_auto (AftHouseCaseRow) row = { 0 };
  g_autoptr (AftValue) body
      = aft_json_parse (item->body, strlen (item->body), &aft_json_limits_wire, NULL);
  const KioskAction came
      = { item->id, *device_id, item->body, is_note (item->note) ? item->note : NULL };
  if (body == NULL)
    return TRUE;
  if (find_case (session, body, venue, &row, &local))
    return carry_out (session, &row, &came, body, error);
  if (local == NULL)
    return !get_id (body, "response", &response_id)
           || wait_for_response (session, &came, &response_id, error);
  g_propagate_error (error, local);
  return FALSE;
}

/* Out of the database; owns its texts. */
typedef struct
{
  AftId id;
  AftId device_id;
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
      "SELECT event.id, device.id, event.body, note FROM waiting_action"
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
                            aft_sqlite_dup_text (select, 2), aft_sqlite_dup_text (select, 3) };
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
  const KioskAction came = { waiting->id, waiting->device_id, text, waiting->note };
  g_autoptr (AftValue) body = aft_json_parse (text, strlen (text), &aft_json_limits_wire, NULL);
  return (body == NULL || carry_out (session, row, &came, body, error))
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
