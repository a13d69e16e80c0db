/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading cases: one, a page of them, how many there are for Today, a sitting's responses; and the
 * table of what can be asked about them. */
#include "aft-error.h"
#include "aft-house-sqlite-flagging-private.h"
#include "aft-house-sqlite-tasks-private.h"

gboolean
aft_house_session_dup_venues (AftHouseSession *session,
                              const GArray *venue_ids,
                              char **ret_list,
                              GError **error)
{
  g_autoptr (GString) list = g_string_new ("[");
  for (guint i = 0; venue_ids != NULL && i < venue_ids->len; i++)
    {
      gint32 ref = 0;
      const AftId *id = &g_array_index (venue_ids, AftId, i);
      if (!aft_house_session_find_venue (session, id, &ref, error))
        return FALSE;
      g_string_append_printf (list, i > 0 ? ",%d" : "%d", ref);
    }
  g_string_append_c (list, ']');
  *ret_list = venue_ids != NULL ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
  return TRUE;
}

typedef struct
{
  const AftId *id;
  AftHouseCase *item;
} CaseQuery;

static gboolean
work_get (AftHouseSession *session, gpointer data, GError **error)
{
  CaseQuery *query = data;
  g_auto (AftHouseCaseRow) row = { 0 };
  if (!aft_house_session_get_case (session, query->id, &row, error))
    return FALSE;
  query->item = g_steal_pointer (&row.item);
  return TRUE;
}

static gboolean
work_get_of (AftHouseSession *session, gpointer data, GError **error)
{
  CaseQuery *query = data;
  GError *local = NULL;
  g_auto (AftHouseCaseRow) row = { 0 };
  g_autoptr (AftHouseRow) select = aft_house_connection_prepare (
      session->connection,
      AFT_HOUSE_CASE_SELECT
      " WHERE c.sitting_id = coalesce ((SELECT sitting_id FROM response WHERE id = ?1), ?1)",
      error);
  if (select == NULL)
    return FALSE;
  aft_sqlite_bind_id (select, 1, query->id);
  if (!aft_house_case_row_read (select, &row, &local))
    {
      if (local == NULL)
        g_set_error_literal (&local, AFT_ERROR, AFT_ERROR_NOT_FOUND, aft_house_case_no_case);
      g_propagate_error (error, local);
      return FALSE;
    }
  query->item = g_steal_pointer (&row.item);
  return TRUE;
}

static AftHouseCase *
get_case (AftHouseStore *store, const AftId *case_id, GError **error)
{
  CaseQuery query = { case_id, NULL };
  return aft_house_sqlite_read (store, work_get, &query, error) ? query.item : NULL;
}

static AftHouseCase *
get_case_of (AftHouseStore *store, const AftId *response_id, GError **error)
{
  CaseQuery query = { response_id, NULL };
  return aft_house_sqlite_read (store, work_get_of, &query, error) ? query.item : NULL;
}

/* ?1 venues, ?2 guest, ?3 owner, ?4 before this ref, ?5 how many, ?6 only open ones, ?7 only
 * drills, whose kind is 3 (1), or none (0). The newest arrival has the highest ref. */
#define PAGE                                                                                       \
  " AND c.ref < ?4 AND (?1 IS NULL OR c.venue IN (SELECT value FROM json_each (?1)))"              \
  " AND (?2 IS NULL OR guest.id = ?2) AND (?3 IS NULL OR user.id = ?3)"                            \
  " AND (NOT ?6 OR c.state < 5) AND (?7 IS NULL OR (c.kind = 3) = ?7) ORDER BY c.ref DESC LIMIT "  \
  "?5"

/* A statement for each way in, so that a page costs what it shows. */
static const char *
choose_select (const AftHouseCaseQuery *asked)
{
  if (asked->guest_id != NULL && !asked->only_asked)
    return AFT_HOUSE_CASE_SELECT
        " WHERE c.ref IN (SELECT ref FROM service_case INDEXED BY service_case_guest"
        " WHERE guest = (SELECT ref FROM guest WHERE id = ?2))" PAGE;
  if (asked->only_asked)
    return AFT_HOUSE_CASE_SELECT
        " WHERE c.ref IN (SELECT ref FROM service_case INDEXED BY service_case_asked"
        " WHERE asked_minor IS NOT NULL)" PAGE;
  if (asked->only_open)
    return AFT_HOUSE_CASE_SELECT
        " WHERE c.ref IN (SELECT ref FROM service_case INDEXED BY service_case_open"
        " WHERE state < 5)" PAGE;
  return AFT_HOUSE_CASE_SELECT " WHERE c.ref > 0" PAGE;
}

typedef struct
{
  const AftHouseCaseQuery *asked;
  GPtrArray *cases;
} CasesQuery;

static gboolean
find_cursor (AftHouseSession *session, const AftId *after_id, gint64 *ret_before, GError **error)
{
  *ret_before = G_MAXINT64;
  if (after_id == NULL)
    return TRUE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT ref FROM service_case WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, after_id);
  if (!aft_house_expect_row (row, aft_house_case_no_case, error))
    return FALSE;
  *ret_before = sqlite3_column_int64 (row, 0);
  return TRUE;
}

static gboolean
read_page (AftHouseRow *select, GPtrArray *cases, GError **error)
{
  GError *local = NULL;
  AftHouseCaseRow row = { 0 };
  while (aft_house_case_row_read (select, &row, &local))
    g_ptr_array_add (cases, g_steal_pointer (&row.item));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  CasesQuery *query = data;
  const AftHouseCaseQuery *asked = query->asked;
  gint64 before = 0;
  g_autofree char *venues = NULL;
  g_ptr_array_set_size (query->cases, 0);
  if (!aft_house_session_dup_venues (session, asked->venue_ids, &venues, error)
      || !find_cursor (session, asked->after_id, &before, error))
    return FALSE;
  g_autoptr (AftHouseRow) select
      = aft_house_connection_prepare (session->connection, choose_select (asked), error);
  if (select == NULL)
    return FALSE;
  aft_sqlite_bind_text (select, 1, venues);
  if (asked->guest_id != NULL)
    aft_sqlite_bind_id (select, 2, asked->guest_id);
  if (asked->owner_id != NULL)
    aft_sqlite_bind_id (select, 3, asked->owner_id);
  aft_sqlite_bind_integer (select, 4, before);
  aft_sqlite_bind_integer (select, 5, asked->limit);
  aft_sqlite_bind_integer (select, 6, asked->only_open ? 1 : 0);
  if (asked->only_drills || asked->no_drills)
    aft_sqlite_bind_integer (select, 7, asked->only_drills ? 1 : 0);
  return read_page (select, query->cases, error);
}

static GPtrArray *
list_cases (AftHouseStore *store, const AftHouseCaseQuery *asked, GError **error)
{
  g_autoptr (GPtrArray) cases
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_case_free);
  CasesQuery query = { asked, cases };
  if (!aft_house_sqlite_read (store, work_list, &query, error))
    return NULL;
  return g_steal_pointer (&cases);
}

typedef struct
{
  const AftId *case_id;
  GPtrArray *responses;
} ResponsesQuery;

/* A sitting lies within a business day or two of what its case was flagged for, so that the day's
 * index is enough; what the guest added later has an index of its own. */
static gboolean
work_list_responses (AftHouseSession *session, gpointer data, GError **error)
{
  ResponsesQuery *query = data;
  GError *local = NULL;
  g_auto (AftHouseCaseRow) row = { 0 };
  g_ptr_array_set_size (query->responses, 0);
  if (!aft_house_session_get_case (session, query->case_id, &row, error))
    return FALSE;
  g_autoptr (AftHouseRow) select = aft_house_connection_prepare (
      session->connection,
      AFT_HOUSE_ROWS_SELECT
      " WHERE response.ref IN (SELECT r.ref FROM response AS r, (SELECT"
      " coalesce ((SELECT f.day FROM response AS f WHERE f.ref = ?4), ?2) AS base)"
      " WHERE r.venue = ?1 AND r.day BETWEEN base - 1 AND base + 1 AND r.sitting_id = ?3"
      " UNION SELECT ref FROM response WHERE sitting_id = ?3 AND kind = 4)"
      " ORDER BY response.ref",
      error);
  if (select == NULL)
    return FALSE;
  aft_sqlite_bind_integer (select, 1, row.venue);
  aft_sqlite_bind_integer (select, 2, row.item->day);
  aft_sqlite_bind_id (select, 3, &row.item->sitting_id);
  aft_sqlite_bind_integer (select, 4, row.response);
  while (local == NULL && aft_sqlite_step (select, &local))
    {
      AftResponse *response = aft_house_rows_read (session, select, &local);
      if (response != NULL)
        g_ptr_array_add (query->responses, response);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static GPtrArray *
list_responses (AftHouseStore *store, const AftId *case_id, GError **error)
{
  g_autoptr (GPtrArray) responses
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_response_unref);
  ResponsesQuery query = { case_id, responses };
  if (!aft_house_sqlite_read (store, work_list_responses, &query, error))
    return NULL;
  return g_steal_pointer (&responses);
}

typedef struct
{
  const GArray *venue_ids;
  gint32 day;
  AftHouseCaseCounts *counts;
} CountQuery;

/* ?1 venues, ?2 now, ?3 drill. */
static gboolean
count_open (AftHouseSession *session,
            const char *venues,
            AftHouseCaseCounts *counts,
            GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT count (*), coalesce (sum (state = 0), 0), coalesce (sum ("
      " (acknowledged_ms = 0 AND contact_due_ms > 0 AND contact_due_ms < ?2)"
      " OR (agreed_ms = 0 AND handling_due_ms > 0 AND handling_due_ms < ?2)"
      " OR (resolution_due_ms > 0 AND resolution_due_ms < ?2)), 0),"
      " coalesce (sum (level = ?4), 0), coalesce (sum (state = ?5), 0)"
      " FROM service_case INDEXED BY service_case_open WHERE state < 5 AND kind <> ?3"
      " AND (?1 IS NULL OR venue IN (SELECT value FROM json_each (?1)))",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, venues);
  aft_sqlite_bind_integer (row, 2, session->now_ms);
  aft_sqlite_bind_integer (row, 3, AFT_CASE_KIND_DRILL);
  aft_sqlite_bind_integer (row, 4, AFT_RISK_CRITICAL);
  aft_sqlite_bind_integer (row, 5, AFT_CASE_STATE_WAITING);
  if (!aft_house_expect_row (row, "No count", error))
    return FALSE;
  counts->open = (guint) sqlite3_column_int64 (row, 0);
  counts->unacknowledged = (guint) sqlite3_column_int64 (row, 1);
  counts->overdue = (guint) sqlite3_column_int64 (row, 2);
  counts->critical = (guint) sqlite3_column_int64 (row, 3);
  counts->waiting = (guint) sqlite3_column_int64 (row, 4);
  return TRUE;
}

/* Of those flagged on the day. */
static gboolean
count_day (AftHouseSession *session,
           const CountQuery *query,
           const char *venues,
           AftHouseCaseCounts *counts,
           GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT count (*), coalesce (sum (state = ?4), 0), coalesce (sum (state = ?5), 0)"
      " FROM service_case WHERE day = ?2 AND kind <> ?3 AND venue IN (SELECT ref FROM venue"
      " WHERE ?1 IS NULL OR ref IN (SELECT value FROM json_each (?1)))",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, venues);
  aft_sqlite_bind_integer (row, 2, query->day);
  aft_sqlite_bind_integer (row, 3, AFT_CASE_KIND_DRILL);
  aft_sqlite_bind_integer (row, 4, AFT_CASE_STATE_RECOVERED);
  aft_sqlite_bind_integer (row, 5, AFT_CASE_STATE_LOST);
  if (!aft_house_expect_row (row, "No count", error))
    return FALSE;
  counts->flagged_today = (guint) sqlite3_column_int64 (row, 0);
  counts->recovered_today = (guint) sqlite3_column_int64 (row, 1);
  counts->lost_today = (guint) sqlite3_column_int64 (row, 2);
  return TRUE;
}

static gboolean
count_actions (AftHouseSession *session,
               const CountQuery *query,
               const char *venues,
               AftHouseCaseCounts *counts,
               GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT count (*) FROM corrective_action JOIN service_case"
      " ON service_case.ref = corrective_action.service_case"
      " WHERE done_ms = 0 AND due_day <= ?2 AND kind <> ?3"
      " AND (?1 IS NULL OR venue IN (SELECT value FROM json_each (?1)))",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, venues);
  aft_sqlite_bind_integer (row, 2, query->day);
  aft_sqlite_bind_integer (row, 3, AFT_CASE_KIND_DRILL);
  if (!aft_house_expect_row (row, "No count", error))
    return FALSE;
  counts->actions_due = (guint) sqlite3_column_int64 (row, 0);
  return TRUE;
}

/* By now, whatever day it is. */
static gboolean
count_promises (AftHouseSession *session,
                const char *venues,
                AftHouseCaseCounts *counts,
                GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT count (*) FROM promise JOIN service_case ON service_case.ref = promise.service_case"
      " WHERE done_ms = 0 AND due_ms < ?2 AND kind <> ?3"
      " AND (?1 IS NULL OR venue IN (SELECT value FROM json_each (?1)))",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, venues);
  aft_sqlite_bind_integer (row, 2, session->now_ms);
  aft_sqlite_bind_integer (row, 3, AFT_CASE_KIND_DRILL);
  if (!aft_house_expect_row (row, "No count", error))
    return FALSE;
  counts->promises_due = (guint) sqlite3_column_int64 (row, 0);
  return TRUE;
}

static gboolean
work_count (AftHouseSession *session, gpointer data, GError **error)
{
  CountQuery *query = data;
  g_autofree char *venues = NULL;
  return aft_house_session_dup_venues (session, query->venue_ids, &venues, error)
         && count_open (session, venues, query->counts, error)
         && count_day (session, query, venues, query->counts, error)
         && count_actions (session, query, venues, query->counts, error)
         && count_promises (session, venues, query->counts, error);
}

static gboolean
count_cases (AftHouseStore *store,
             const GArray *venue_ids,
             gint32 day,
             AftHouseCaseCounts *ret_counts,
             GError **error)
{
  CountQuery query = { venue_ids, day, ret_counts };
  return aft_house_sqlite_read (store, work_count, &query, error);
}

typedef struct
{
  const AftId *case_id;
  AftHouseCaseVisits *visits;
} VisitsQuery;

static gboolean
work_count_visits (AftHouseSession *session, gpointer data, GError **error)
{
  VisitsQuery *query = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT coalesce (imported_visits, 0)"
      " + (SELECT count (*) FROM visit WHERE guest = c.guest AND visit.day < c.day),"
      " max (iif (imported_last_day < c.day, imported_last_day, -1),"
      " coalesce ((SELECT max (day) FROM visit WHERE guest = c.guest AND visit.day < c.day), -1))"
      " FROM service_case AS c LEFT JOIN guest ON guest.ref = c.guest WHERE c.id = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, query->case_id);
  if (!aft_house_expect_row (row, aft_house_case_no_case, error))
    return FALSE;
  query->visits->before = (guint64) sqlite3_column_int64 (row, 0);
  query->visits->last_day = sqlite3_column_int (row, 1);
  query->visits->has_last = query->visits->last_day >= 0;
  return TRUE;
}

static gboolean
count_visits (AftHouseStore *store,
              const AftId *case_id,
              AftHouseCaseVisits *ret_visits,
              GError **error)
{
  VisitsQuery query = { case_id, ret_visits };
  return aft_house_sqlite_read (store, work_count_visits, &query, error);
}

const AftHouseCasesClass aft_house_sqlite_cases = {
  .get = get_case,
  .get_of = get_case_of,
  .list = list_cases,
  .list_events = aft_house_sqlite_list_case_events,
  .list_responses = list_responses,
  .act = aft_house_sqlite_act_on_case,
  .erase_words = aft_house_sqlite_erase_case_words,
  .escalate_due = aft_house_sqlite_escalate_due,
  .add_action = aft_house_sqlite_add_corrective_action,
  .finish_action = aft_house_sqlite_finish_corrective_action,
  .list_actions = aft_house_sqlite_list_corrective_actions,
  .add_promise = aft_house_sqlite_add_promise,
  .finish_promise = aft_house_sqlite_finish_promise,
  .list_promises = aft_house_sqlite_list_promises,
  .count_visits = count_visits,
  .count = count_cases,
  .begin_drill = aft_house_sqlite_begin_drill,
  .tell_drill = aft_house_sqlite_tell_drill,
};
