/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left with somebody, and giving all of it to somebody else in one transaction: cases by
 * their own table, as a hand-over each, and what is still to be done so that it does not happen
 * again. Whether the one who leaves may still sign in is not decided here. */
#include "aft-error.h"
#include "aft-house-sqlite-cases-private.h"
#include "aft-house-sqlite-guests-private.h"
#include "aft-house-sqlite-people-private.h"

/* Cases and corrective actions that are left with user ?1 at the venues ?2, a JSON list; NULL: all.
 * Closed states are 5 and above. */
#define AT_VENUES " AND (?2 IS NULL OR venue IN (SELECT value FROM json_each (?2)))"
#define CASES     " FROM service_case WHERE owner = ?1 AND state < 5" AT_VENUES
#define ACTIONS                                                                                    \
  " FROM corrective_action JOIN service_case ON service_case.ref = service_case"                   \
  " WHERE corrective_action.owner = ?1 AND done_ms = 0" AT_VENUES

/* Whose, and where. */
typedef struct
{
  gint64 user;
  char *venues;
} Scope;

static void
scope_clear (Scope *scope)
{
  g_clear_pointer (&scope->venues, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scope, scope_clear)

static gboolean
find_scope (AftHouseSession *session,
            const AftId *user_id,
            const GArray *venue_ids,
            Scope *scope,
            GError **error)
{
  return aft_house_session_find_user (session, user_id, &scope->user, error)
         && aft_house_session_dup_venues (session, venue_ids, &scope->venues, error);
}

static void
bind_scope (AftHouseRow *row, const Scope *scope)
{
  aft_sqlite_bind_integer (row, 1, scope->user);
  aft_sqlite_bind_text (row, 2, scope->venues);
}

/* Adds the ids that @row gives to @ids. */
static gboolean
list_ids (AftHouseRow *row, const Scope *scope, GArray *ids, GError **error)
{
  GError *local = NULL;
  if (row == NULL)
    return FALSE;
  bind_scope (row, scope);
  while (aft_sqlite_step (row, &local))
    {
      AftId id = aft_sqlite_get_id (row, 0);
      g_array_append_val (ids, id);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* -- what is left ------------------------------------------------------------------------------
 */

typedef struct
{
  const AftId *user_id;
  const GArray *venue_ids;
  AftHouseDuties *duties;
} DutiesQuery;

static gboolean
count (AftHouseRow *row, const Scope *scope, guint64 *ret_count, GError **error)
{
  if (row == NULL)
    return FALSE;
  bind_scope (row, scope);
  if (!aft_house_expect_row (row, "No count", error))
    return FALSE;
  *ret_count = (guint64) sqlite3_column_int64 (row, 0);
  return TRUE;
}

static gboolean
list_places (AftHouseSession *session, const Scope *scope, GArray *venue_ids, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT id FROM venue WHERE ref IN (SELECT venue" CASES " UNION SELECT venue" ACTIONS ")",
      error);
  return list_ids (row, scope, venue_ids, error);
}

static gboolean
work_get_duties (AftHouseSession *session, gpointer data, GError **error)
{
  const DutiesQuery *query = data;
  AftHouseDuties *duties = query->duties;
  g_auto (Scope) scope = { 0 };
  g_array_set_size (duties->venue_ids, 0);
  if (!find_scope (session, query->user_id, query->venue_ids, &scope, error))
    return FALSE;
  g_autoptr (AftHouseRow) cases
      = aft_house_connection_prepare (session->connection, "SELECT count (*)" CASES, error);
  if (!count (cases, &scope, &duties->cases, error))
    return FALSE;
  g_autoptr (AftHouseRow) actions
      = aft_house_connection_prepare (session->connection, "SELECT count (*)" ACTIONS, error);
  return count (actions, &scope, &duties->actions, error)
         && list_places (session, &scope, duties->venue_ids, error);
}

static AftHouseDuties *
get_duties (AftHouseStore *store, const AftId *user_id, const GArray *venue_ids, GError **error)
{
  g_autoptr (AftHouseDuties) duties = g_new0 (AftHouseDuties, 1);
  duties->venue_ids = g_array_new (FALSE, FALSE, sizeof (AftId));
  DutiesQuery query = { user_id, venue_ids, duties };
  if (!aft_house_sqlite_read (store, work_get_duties, &query, error))
    return NULL;
  return g_steal_pointer (&duties);
}

/* -- giving it to somebody ---------------------------------------------------------------------
 */

static AftHouseCaseAction
begin_event (AftHouseSession *session, const AftHouseHandingOver *asked, AftCaseEventKind kind)
{
  AftHouseDatabase *database = session->database;
  return (AftHouseCaseAction){
    .event_id = aft_id_generate (aft_house_database_get_clock (database),
                                 aft_house_database_get_random (database)),
    .kind = kind,
    .actor = asked->actor,
    .user_id = asked->user_id,
  };
}

static gboolean
hand_over_cases (AftHouseSession *session,
                 const AftHouseHandingOver *asked,
                 const GArray *case_ids,
                 GError **error)
{
  for (guint i = 0; i < case_ids->len; i++)
    {
      g_auto (AftHouseCaseRow) row = { 0 };
      AftHouseCaseAction action = begin_event (session, asked, AFT_CASE_EVENT_HANDED_OVER);
      action.case_id = g_array_index (case_ids, AftId, i);
      action.other_id = asked->to_id;
      action.words = asked->words;
      if (!aft_house_session_get_case (session, &action.case_id, &row, error)
          || !aft_house_session_act_on_case (session, &row, &action, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_case_of (AftHouseSession *session, const AftId *action_id, AftId *ret_id, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT service_case.id FROM corrective_action"
      " JOIN service_case ON service_case.ref = service_case WHERE corrective_action.id = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, action_id);
  if (!aft_house_expect_row (row, "There is no such corrective action", error))
    return FALSE;
  *ret_id = aft_sqlite_get_id (row, 0);
  return TRUE;
}

static gboolean
set_action_owner (AftHouseSession *session, const AftId *action_id, gint64 owner, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "UPDATE corrective_action SET owner = ?2 WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, action_id);
  aft_sqlite_bind_integer (row, 2, owner);
  return aft_sqlite_run (row, error);
}

/* Its case says so, whatever has become of that; who takes it works there. */
static gboolean
hand_over_action (AftHouseSession *session,
                  const AftHouseHandingOver *asked,
                  const AftId *action_id,
                  gint64 owner,
                  GError **error)
{
  AftRole role = AFT_ROLE_STAFF;
  g_auto (AftHouseCaseRow) row = { 0 };
  g_autofree char *id = aft_id_to_text (action_id);
  g_autofree char *to = aft_id_to_text (&asked->to_id);
  AftHouseCaseAction action = begin_event (session, asked, AFT_CASE_EVENT_ACTION);
  if (!find_case_of (session, action_id, &action.case_id, error)
      || !aft_house_session_get_case (session, &action.case_id, &row, error)
      || !aft_house_session_ask_user (session, &asked->to_id, row.venue, &role, error)
      || !set_action_owner (session, action_id, owner, error))
    return FALSE;
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "handed_over", id);
  aft_value_builder_set_string (detail, "to", to);
  return aft_house_session_act_on_case (session, &row, &action, detail, error);
}

static gboolean
hand_over_actions (AftHouseSession *session,
                   const AftHouseHandingOver *asked,
                   const GArray *action_ids,
                   GError **error)
{
  gint64 owner = 0;
  gboolean is_done = aft_house_session_find_user (session, &asked->to_id, &owner, error);
  for (guint i = 0; i < action_ids->len && is_done; i++)
    is_done
        = hand_over_action (session, asked, &g_array_index (action_ids, AftId, i), owner, error);
  return is_done;
}

static gboolean
note_hand_over (AftHouseSession *session,
                const AftHouseHandingOver *asked,
                const GArray *case_ids,
                const GArray *action_ids,
                GError **error)
{
  g_autofree char *to = aft_id_to_text (&asked->to_id);
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "to", to);
  aft_value_builder_set_number (detail, "cases", case_ids->len);
  aft_value_builder_set_number (detail, "actions", action_ids->len);
  return aft_house_session_note (session, asked->actor, "user.hand-over", &asked->from_id, detail,
                                 error);
}

static gboolean
work_hand_over (AftHouseSession *session, gpointer data, GError **error)
{
  const AftHouseHandingOver *asked = data;
  g_autoptr (GArray) case_ids = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_autoptr (GArray) action_ids = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_auto (Scope) scope = { 0 };
  if (!find_scope (session, &asked->from_id, asked->venue_ids, &scope, error))
    return FALSE;
  g_autoptr (AftHouseRow) cases
      = aft_house_connection_prepare (session->connection, "SELECT id" CASES, error);
  if (!list_ids (cases, &scope, case_ids, error))
    return FALSE;
  g_autoptr (AftHouseRow) actions = aft_house_connection_prepare (
      session->connection, "SELECT corrective_action.id" ACTIONS, error);
  if (!list_ids (actions, &scope, action_ids, error)
      || !hand_over_cases (session, asked, case_ids, error)
      || !hand_over_actions (session, asked, action_ids, error))
    return FALSE;
  return (case_ids->len == 0 && action_ids->len == 0)
         || note_hand_over (session, asked, case_ids, action_ids, error);
}

static gboolean
hand_over (AftHouseStore *store, const AftHouseHandingOver *asked, GError **error)
{
  AftHouseHandingOver copy = *asked;
  return aft_house_sqlite_write (store, work_hand_over, &copy, error);
}

const AftHouseLeaverClass aft_house_sqlite_leaver
    = { .get_duties = get_duties, .hand_over = hand_over };
