/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left with somebody, and giving all of it to somebody else in one transaction: cases by
 * their own table, as a hand-over each, and what the person promised or was to see to, in whatever
 * case. Whether the one who leaves may still sign in is not decided here. */
#include "aft-error.h"
#include "aft-house-sqlite-cases-private.h"
#include "aft-house-sqlite-guests-private.h"
#include "aft-house-sqlite-people-private.h"

/* What is left with user ?1 at the venues ?2, a JSON list; NULL: all. Closed states are 5 and
 * above.
 */
#define AT_VENUES " AND (?2 IS NULL OR venue IN (SELECT value FROM json_each (?2)))"
#define CASES     " FROM service_case WHERE owner = ?1 AND state < 5" AT_VENUES
#define TASKS(table)                                                                               \
  " FROM " table " AS task JOIN service_case AS c ON c.ref = task.service_case"                    \
  " WHERE task.owner = ?1 AND done_ms = 0" AT_VENUES

/* What is done in a case by somebody who need not be the one who has it. */
static const struct
{
  const char *count;
  const char *list;
  const char *find_case;
  const char *set_owner;
  const char *handed_over; /* member of the event's detail */
} tasks[] = {
  { "SELECT count (*)" TASKS ("promise"), "SELECT task.id" TASKS ("promise"),
    "SELECT c.id FROM promise AS task JOIN service_case AS c ON c.ref = task.service_case"
    " WHERE task.id = ?1",
    "UPDATE promise SET owner = ?2 WHERE id = ?1", "promise" },
  { "SELECT count (*)" TASKS ("corrective_action"), "SELECT task.id" TASKS ("corrective_action"),
    "SELECT c.id FROM corrective_action AS task JOIN service_case AS c ON c.ref = task.service_case"
    " WHERE task.id = ?1",
    "UPDATE corrective_action SET owner = ?2 WHERE id = ?1", "handed_over" },
};
enum
{
  PROMISES,
  ACTIONS,
  TASK_KINDS
};
G_STATIC_ASSERT (G_N_ELEMENTS (tasks) == TASK_KINDS);

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
count (AftHouseSession *session,
       const char *sql,
       const Scope *scope,
       guint64 *ret_count,
       GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (session->connection, sql, error);
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
      "SELECT id FROM venue WHERE ref IN (SELECT venue" CASES
      " UNION SELECT venue" TASKS ("promise") " UNION SELECT venue" TASKS ("corrective_action") ")",
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
  return count (session, "SELECT count (*)" CASES, &scope, &duties->cases, error)
         && count (session, tasks[PROMISES].count, &scope, &duties->promises, error)
         && count (session, tasks[ACTIONS].count, &scope, &duties->actions, error)
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
find_case_of (AftHouseSession *session,
              guint kind,
              const AftId *task_id,
              AftId *ret_id,
              GError **error)
{
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection, tasks[kind].find_case, error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, task_id);
  if (!aft_house_expect_row (row, "There is no such task", error))
    return FALSE;
  *ret_id = aft_sqlite_get_id (row, 0);
  return TRUE;
}

static gboolean
set_owner (AftHouseSession *session, guint kind, const AftId *task_id, gint64 to, GError **error)
{
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection, tasks[kind].set_owner, error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, task_id);
  aft_sqlite_bind_integer (row, 2, to);
  return aft_sqlite_run (row, error);
}

/* Its case says so, whatever has become of that; who takes it works there. */
static gboolean
hand_over_task (AftHouseSession *session,
                const AftHouseHandingOver *asked,
                guint kind,
                const AftId *task_id,
                GError **error)
{
  gint64 to = 0;
  AftRole role = AFT_ROLE_STAFF;
  g_auto (AftHouseCaseRow) row = { 0 };
  g_autofree char *id_text = aft_id_to_text (task_id);
  g_autofree char *to_text = aft_id_to_text (&asked->to_id);
  AftHouseCaseAction action = begin_event (session, asked, AFT_CASE_EVENT_ACTION);
  action.words = asked->words;
  if (!aft_house_session_find_user (session, &asked->to_id, &to, error)
      || !find_case_of (session, kind, task_id, &action.case_id, error)
      || !aft_house_session_get_case (session, &action.case_id, &row, error)
      || !aft_house_session_ask_user (session, &asked->to_id, row.venue, &role, error)
      || !set_owner (session, kind, task_id, to, error))
    return FALSE;
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, tasks[kind].handed_over, id_text);
  aft_value_builder_set_string (detail, "to", to_text);
  return aft_house_session_act_on_case (session, &row, &action, detail, error);
}

static gboolean
hand_over_tasks (AftHouseSession *session,
                 const AftHouseHandingOver *asked,
                 guint kind,
                 const GArray *task_ids,
                 GError **error)
{
  for (guint i = 0; i < task_ids->len; i++)
    if (!hand_over_task (session, asked, kind, &g_array_index (task_ids, AftId, i), error))
      return FALSE;
  return TRUE;
}

/* What is handed over, by its ids. */
typedef struct
{
  GArray *cases;
  GArray *tasks[TASK_KINDS];
} Load;

static void
load_clear (Load *load)
{
  g_clear_pointer (&load->cases, g_array_unref);
  for (guint i = 0; i < TASK_KINDS; i++)
    g_clear_pointer (&load->tasks[i], g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Load, load_clear)

static GArray *
new_list (AftHouseSession *session, const char *sql, const Scope *scope, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (session->connection, sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (AftId));
  return list_ids (row, scope, ids, error) ? g_steal_pointer (&ids) : NULL;
}

static gboolean
list_load (AftHouseSession *session, const Scope *scope, Load *load, GError **error)
{
  load->cases = new_list (session, "SELECT id" CASES, scope, error);
  gboolean is_done = load->cases != NULL;
  for (guint i = 0; i < TASK_KINDS && is_done; i++)
    {
      load->tasks[i] = new_list (session, tasks[i].list, scope, error);
      is_done = load->tasks[i] != NULL;
    }
  return is_done;
}

static gboolean
note_hand_over (AftHouseSession *session,
                const AftHouseHandingOver *asked,
                const Load *load,
                GError **error)
{
  g_autofree char *to = aft_id_to_text (&asked->to_id);
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "to", to);
  aft_value_builder_set_number (detail, "cases", load->cases->len);
  aft_value_builder_set_number (detail, "promises", load->tasks[PROMISES]->len);
  aft_value_builder_set_number (detail, "actions", load->tasks[ACTIONS]->len);
  return aft_house_session_note (session, asked->actor, "user.hand-over", &asked->from_id, detail,
                                 error);
}

static gboolean
work_hand_over (AftHouseSession *session, gpointer data, GError **error)
{
  const AftHouseHandingOver *asked = data;
  g_auto (Load) load = { NULL };
  g_auto (Scope) scope = { 0 };
  if (!find_scope (session, &asked->from_id, asked->venue_ids, &scope, error)
      || !list_load (session, &scope, &load, error))
    return FALSE;
  if (load.cases->len + load.tasks[PROMISES]->len + load.tasks[ACTIONS]->len == 0)
    return TRUE;
  return hand_over_cases (session, asked, load.cases, error)
         && hand_over_tasks (session, asked, PROMISES, load.tasks[PROMISES], error)
         && hand_over_tasks (session, asked, ACTIONS, load.tasks[ACTIONS], error)
         && note_hand_over (session, asked, &load, error);
}

static gboolean
hand_over (AftHouseStore *store, const AftHouseHandingOver *asked, GError **error)
{
  AftHouseHandingOver copy = *asked;
  return aft_house_sqlite_write (store, work_hand_over, &copy, error);
}

const AftHouseLeaverClass aft_house_sqlite_leaver
    = { .get_duties = get_duties, .hand_over = hand_over };
