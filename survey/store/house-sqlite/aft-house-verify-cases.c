/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases, proved: applying a case's events again from the first gives its row; each event gives its
 * digest, and the words that are left give theirs; the audit has a row for each event, with the
 * same digest, and no other. Times when a clock runs out are not looked at: they follow the venue's
 * hours, which may be others since. */
#include <string.h>

#include "aft-error.h"
#include "aft-house-sqlite-cases-private.h"
#include "aft-house-verify.h"
#include "aft-json.h"

/* How an audit row of an event begins; "case-words.erase" is none. */
#define AUDIT_PREFIX "case."

/* A walk along one case's events. */
typedef struct
{
  AftHouseVerify *verify;
  const AftHouseCase *item;
  AftCaseFlow flow;
  gboolean is_whole; /* nothing has been found yet that makes the rest doubtful */
} CaseWalk;

static void
find (CaseWalk *walk, guint number, const char *what)
{
  aft_house_verify_find (walk->verify, "case %s: event %u %s", walk->item->number, number, what);
  walk->is_whole = FALSE;
}

static void
judge_words (CaseWalk *walk, const AftHouseCaseEvent *event, AftHouseRow *row)
{
  const char *said = aft_value_get_member_string (event->detail, "words", NULL);
  if (event->words == NULL)
    return;
  if (said == NULL || sqlite3_column_bytes (row, AFT_HOUSE_CASE_EVENT_SALT) != 16)
    {
      find (walk, event->number, "has words that are not its own");
      return;
    }
  AftDigest digest = aft_house_case_words_digest (
      event->words, sqlite3_column_blob (row, AFT_HOUSE_CASE_EVENT_SALT));
  g_autofree char *text = aft_digest_to_text (&digest);
  if (!g_str_equal (text, said))
    find (walk, event->number, "has other words than it had");
}

static void
judge_event (CaseWalk *walk, AftHouseRow *row)
{
  g_autoptr (AftHouseCaseEvent) stored = aft_house_case_event_read (row, NULL);
  if (stored == NULL)
    {
      find (walk, (guint) sqlite3_column_int (row, 0), "cannot be read");
      return;
    }
  AftDigest digest = aft_house_case_event_digest (&walk->item->id, stored);
  if (!aft_digest_equal (&digest, &stored->digest))
    find (walk, stored->number, "has been changed");
  judge_words (walk, stored, row);
  if (!walk->is_whole)
    return;
  AftCaseEvent event = aft_house_case_event_recall (stored);
  if (stored->number != walk->flow.last_event + 1)
    find (walk, walk->flow.last_event + 1, "is missing");
  else if (!aft_case_flow_apply (&walk->flow, &event, NULL, NULL))
    find (walk, stored->number, "could not have happened");
}

static gboolean
judge_case (AftHouseVerify *verify, const AftHouseCaseRow *row, GError **error)
{
  GError *local = NULL;
  CaseWalk walk = { verify, row->item, aft_case_flow_start (row->item->kind), TRUE };
  g_autoptr (AftHouseRow) events = aft_house_connection_prepare (
      verify->session->connection,
      AFT_HOUSE_CASE_EVENT_SELECT " WHERE service_case = ?1 ORDER BY number", error);
  if (events == NULL)
    return FALSE;
  aft_sqlite_bind_integer (events, 1, row->ref);
  while (aft_sqlite_step (events, &local))
    judge_event (&walk, events);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (walk.is_whole && !aft_case_flow_equal (&walk.flow, &row->item->flow))
    aft_house_verify_find (verify, "case %s: its events do not give what it is", row->item->number);
  aft_house_verify_step (verify);
  return TRUE;
}

/* A row that cannot be read is a finding; it ends the list, as nothing after it was asked for. */
static gboolean
judge_cases (AftHouseVerify *verify, GError **error)
{
  GError *local = NULL;
  g_auto (AftHouseCaseRow) row = { 0 };
  g_autoptr (AftHouseRow) select = aft_house_connection_prepare (
      verify->session->connection, AFT_HOUSE_CASE_SELECT " ORDER BY c.ref", error);
  if (select == NULL)
    return FALSE;
  gboolean is_done = TRUE;
  while (is_done && aft_house_case_row_read (select, &row, &local))
    {
      is_done = judge_case (verify, &row, error);
      aft_house_case_row_clear (&row);
    }
  if (local == NULL)
    return is_done;
  if (!g_error_matches (local, AFT_ERROR, AFT_ERROR_CORRUPT)
      || aft_sqlite_is_in_doubt (aft_house_connection_get_sqlite (verify->session->connection)))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  aft_house_verify_find (verify, "a case: %s", local->message);
  g_error_free (local);
  return TRUE;
}

/* The audit's rows of events, each once; @seen: event's id as text. Rows without one are of others
 * who did something with a case. */
static gboolean
judge_audit_row (AftHouseVerify *verify, AftHouseRow *row, GHashTable *seen, GError **error)
{
  const char *detail = (const char *) sqlite3_column_text (row, 1);
  AftId id = { { 0 } };
  AftDigest digest = { { 0 } };
  GError *local = NULL;
  g_autoptr (AftValue) value
      = aft_json_parse (detail, strlen (detail), &aft_json_limits_wire, NULL);
  const char *event = aft_value_get_member_string (value, "event", NULL);
  if (event == NULL)
    return TRUE;
  gboolean is_fit
      = aft_id_from_text (event, &id)
        && aft_digest_from_text (aft_value_get_member_string (value, "digest", ""), &digest);
  g_autoptr (AftHouseRow) found = aft_house_connection_prepare (
      verify->session->connection, "SELECT 1 FROM case_event WHERE id = ?1 AND digest = ?2", error);
  if (found == NULL)
    return FALSE;
  aft_sqlite_bind_id (found, 1, &id);
  aft_sqlite_bind_digest (found, 2, &digest);
  gboolean is_there = aft_sqlite_step (found, &local);
  if (local == NULL && !(is_fit && is_there && g_hash_table_add (seen, g_strdup (event))))
    aft_house_verify_find (verify,
                           "audit: row %" G_GINT64_FORMAT " is of an event that is not there",
                           (gint64) sqlite3_column_int64 (row, 0));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
judge_unaudited (AftHouseVerify *verify, GHashTable *seen, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      verify->session->connection,
      "SELECT case_event.id, service_case.number, case_event.number FROM case_event"
      " JOIN service_case ON ref = service_case",
      error);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    {
      AftId id = aft_sqlite_get_id (row, 0);
      g_autofree char *text = aft_id_to_text (&id);
      if (!g_hash_table_contains (seen, text))
        aft_house_verify_find (verify, "case %s: event %d is not in the audit",
                               sqlite3_column_text (row, 1), sqlite3_column_int (row, 2));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
judge_audit (AftHouseVerify *verify, GError **error)
{
  GError *local = NULL;
  gboolean is_done = TRUE;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      verify->session->connection,
      "SELECT sequence, detail FROM audit WHERE action GLOB '" AUDIT_PREFIX "*'", error);
  if (row == NULL)
    return FALSE;
  while (is_done && aft_sqlite_step (row, &local))
    is_done = judge_audit_row (verify, row, seen, error);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return is_done && judge_unaudited (verify, seen, error);
}

gboolean
aft_house_verify_cases (AftHouseVerify *verify, GError **error)
{
  return judge_cases (verify, error) && judge_audit (verify, error);
}
