/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People and the house's own program acting on cases: who may, what else the case now knows, and
 * the same event twice. All of it in the writer's transaction, one action after the other, so that
 * nobody's is lost. What may follow what is the case's table (aft-case-flow.h). */
#include "aft-error.h"
#include "aft-house-sqlite-people-private.h"
#include "aft-house-sqlite-tasks-private.h"

static const char collector[] = "collector";

static gboolean
deny (const char *message, GError **error)
{
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED, message);
  return FALSE;
}

static gboolean
works_at (const AftHouseUser *user, const AftId *venue_id)
{
  return user->role == AFT_ROLE_OWNER || aft_id_is_among (venue_id, user->venue_ids);
}

gboolean
aft_house_session_ask_user (AftHouseSession *session,
                            const AftId *user_id,
                            gint32 venue,
                            AftRole *ret_role,
                            GError **error)
{
  const AftVenue *place = aft_house_session_get_venue (session, venue, error);
  if (place == NULL)
    return FALSE;
  g_autoptr (AftHouseUser) user = aft_house_session_get_user (session, user_id, error);
  if (user == NULL)
    return FALSE;
  if (user->disabled_ms != 0 || !works_at (user, aft_venue_get_id (place)))
    return deny ("Not somebody who works here", error);
  *ret_role = user->role;
  return TRUE;
}

static gboolean
has_corrective_action (AftHouseSession *session, gint64 ref, gboolean *ret_has, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT 1 FROM corrective_action WHERE service_case = ?1 LIMIT 1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  *ret_has = aft_sqlite_step (row, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static void
learn (char **known, const char *said)
{
  if (said == NULL)
    return;
  g_free (*known);
  *known = g_strdup (said);
}

/* What was said stays said. */
static void
learn_facts (AftHouseCase *item, const AftHouseCaseAction *action)
{
  learn (&item->stated_cause, action->stated_cause);
  learn (&item->root_cause, action->root_cause);
  learn (&item->responsibility, action->responsibility);
  learn (&item->outcome, action->outcome);
  learn (&item->channel, action->channel);
  if (!action->has_cost || action->kind == AFT_CASE_EVENT_OFFER
      || action->kind == AFT_CASE_EVENT_ASKED)
    return;
  item->has_cost = TRUE;
  item->cost_minor = action->cost_minor;
}

static void
set_said (AftValueBuilder *detail, const char *name, const char *text)
{
  if (text != NULL)
    aft_value_builder_set_string (detail, name, text);
}

static void
set_facts (AftValueBuilder *detail, const AftHouseCaseAction *action)
{
  set_said (detail, "stated_cause", action->stated_cause);
  set_said (detail, "root_cause", action->root_cause);
  set_said (detail, "responsibility", action->responsibility);
  set_said (detail, "outcome", action->outcome);
  set_said (detail, "channel", action->channel);
  set_said (detail, "rung", action->rung);
  if (action->has_cost)
    aft_value_builder_set_number (detail, "cost_minor", (double) action->cost_minor);
  if (action->needs_no_action)
    aft_value_builder_set_boolean (detail, "needs_no_action", TRUE);
  if (action->done_ms > 0)
    aft_value_builder_set_number (detail, "done_ms", (double) action->done_ms);
}

static gboolean
ask_known (AftHouseSession *session,
           const AftHouseCaseRow *row,
           const AftHouseCaseAction *action,
           guint *ret_known,
           GError **error)
{
  const AftHouseCase *item = row->item;
  gboolean has_action = FALSE;
  if (!has_corrective_action (session, row->ref, &has_action, error))
    return FALSE;
  *ret_known = (item->stated_cause != NULL ? AFT_CASE_KNOWS_STATED_CAUSE : 0)
               | (item->root_cause != NULL ? AFT_CASE_KNOWS_ROOT_CAUSE : 0)
               | (has_action || action->needs_no_action ? AFT_CASE_KNOWS_ACTION : 0)
               | (item->has_cost ? AFT_CASE_KNOWS_COST : 0);
  return TRUE;
}

/* Who takes over, or agrees, must be somebody of the venue, too. */
static gboolean
ask_other (AftHouseSession *session,
           const AftHouseCaseRow *row,
           const AftHouseCaseAction *action,
           AftCaseEvent *event,
           GError **error)
{
  AftRole role = AFT_ROLE_STAFF;
  gboolean is_hand_over = action->kind == AFT_CASE_EVENT_HANDED_OVER;
  if (aft_id_is_zero (&action->other_id) || (!is_hand_over && !action->no_win_back))
    return TRUE;
  event->other = action->other_id;
  event->has_second = !is_hand_over;
  event->second = action->other_id;
  return aft_house_session_ask_user (session, &action->other_id, row->venue, &role, error);
}

/* From one role to the next; a person's escalation goes the same way. */
static AftRole
get_next_role (const AftCaseFlow *flow)
{
  return MIN (flow->escalated_to + 1, AFT_ROLE_OWNER);
}

static gboolean
prepare_event (AftHouseSession *session,
               const AftHouseCaseRow *row,
               const AftHouseCaseAction *action,
               AftCaseEvent *event,
               GError **error)
{
  *event = (AftCaseEvent){
    .kind = action->kind,
    .has_actor = !aft_id_is_zero (&action->user_id),
    .actor = action->user_id,
    .to = action->to,
    .step = action->step,
    .to_role = get_next_role (&row->item->flow),
    .breaks_promises = action->kind == AFT_CASE_EVENT_CLOSED && row->item->promise_due_ms != 0,
    .no_win_back = action->no_win_back,
    .cost_minor = action->has_cost ? action->cost_minor : 0,
    .ceiling_minor = row->item->ceiling_minor,
    .is_apology = action->is_apology,
    .is_approval = action->is_approval,
  };
  if (event->has_actor
      && !aft_house_session_ask_user (session, &action->user_id, row->venue, &event->role, error))
    return FALSE;
  if (action->kind == AFT_CASE_EVENT_CLOSED
      && !ask_known (session, row, action, &event->known, error))
    return FALSE;
  return ask_other (session, row, action, event, error);
}

gboolean
aft_house_session_act_on_case (AftHouseSession *session,
                               AftHouseCaseRow *row,
                               const AftHouseCaseAction *action,
                               AftValueBuilder *more,
                               GError **error)
{
  AftHouseCaseEntry entry = {
    .id = action->event_id,
    .actor = action->actor,
    .words = action->words,
    .more = more != NULL ? more : aft_value_builder_new_object (),
  };
  set_facts (entry.more, action);
  learn_facts (row->item, action);
  if (!prepare_event (session, row, action, &entry.event, error))
    {
      aft_value_builder_free (entry.more);
      return FALSE;
    }
  return aft_house_session_add_case_event (session, row, &entry, error);
}

typedef struct
{
  const AftHouseCaseAction *action;
  AftHouseCase *item;
} Acting;

/* Was this very event written before? */
static gboolean
ask_done (AftHouseSession *session,
          const AftHouseCaseAction *action,
          gboolean *ret_is_done,
          GError **error)
{
  AftId case_id;
  if (!aft_house_session_find_event (session, &action->event_id, &case_id, error))
    return FALSE;
  *ret_is_done = !aft_id_is_zero (&case_id);
  if (!*ret_is_done || aft_id_equal (&case_id, &action->case_id))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CONFLICT, "The event is another case's");
  return FALSE;
}

static gboolean
work_act (AftHouseSession *session, gpointer data, GError **error)
{
  Acting *acting = data;
  const AftHouseCaseAction *action = acting->action;
  gboolean is_done = FALSE;
  g_auto (AftHouseCaseRow) row = { 0 };
  g_clear_pointer (&acting->item, aft_house_case_free);
  if (!aft_house_session_get_case (session, &action->case_id, &row, error)
      || !ask_done (session, action, &is_done, error))
    return FALSE;
  if (!is_done
      && (!aft_house_session_act_on_case (session, &row, action, NULL, error)
          || (action->promise != NULL
              && !aft_house_session_add_promise (session, &row, action->promise, &action->user_id,
                                                 action->actor, error))))
    return FALSE;
  acting->item = g_steal_pointer (&row.item);
  return TRUE;
}

AftHouseCase *
aft_house_sqlite_act_on_case (AftHouseStore *store,
                              const AftHouseCaseAction *action,
                              GError **error)
{
  Acting acting = { action, NULL };
  if (aft_house_sqlite_write (store, work_act, &acting, error))
    return acting.item;
  aft_house_case_free (acting.item);
  return NULL;
}

static gboolean
list_due (AftHouseSession *session, GPtrArray *ids, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT id FROM service_case WHERE escalate_ms > 0 AND escalate_ms <= ?1"
      " ORDER BY escalate_ms LIMIT ?2",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, session->now_ms);
  aft_sqlite_bind_integer (row, 2, AFT_HOUSE_CASES_MAX);
  while (aft_sqlite_step (row, &local))
    {
      AftId id = aft_sqlite_get_id (row, 0);
      g_ptr_array_add (ids, g_memdup2 (&id, sizeof id));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
escalate (AftHouseSession *session, const AftId *case_id, GError **error)
{
  g_auto (AftHouseCaseRow) row = { 0 };
  AftHouseDatabase *database = session->database;
  if (!aft_house_session_get_case (session, case_id, &row, error))
    return FALSE;
  AftHouseCaseEntry entry = {
    .id = aft_id_generate (aft_house_database_get_clock (database),
                           aft_house_database_get_random (database)),
    .event = { .kind = AFT_CASE_EVENT_ESCALATED, .to_role = get_next_role (&row.item->flow) },
    .actor = collector,
  };
  return aft_house_session_add_case_event (session, &row, &entry, error);
}

static gboolean
find_next_due (AftHouseSession *session, gint64 *ret_next_ms, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT coalesce (min (escalate_ms), 0) FROM service_case WHERE escalate_ms > 0", error);
  if (row == NULL || !aft_house_expect_row (row, aft_house_case_no_case, error))
    return FALSE;
  *ret_next_ms = sqlite3_column_int64 (row, 0);
  return TRUE;
}

static gboolean
work_escalate (AftHouseSession *session, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gboolean is_done = list_due (session, ids, error);
  for (guint i = 0; i < ids->len && is_done; i++)
    is_done = escalate (session, ids->pdata[i], error);
  return is_done && find_next_due (session, data, error);
}

/* Nothing is written where nothing is due: that is asked often. */
gboolean
aft_house_sqlite_escalate_due (AftHouseStore *store, gint64 *ret_next_ms, GError **error)
{
  return aft_house_sqlite_write (store, work_escalate, ret_next_ms, error);
}
