/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left of a response when its body is taken away: its ratings (aft-house-ratings.c), so
 * that counting again gives the same figures, and the digest by which the chain is proved. Which
 * responses go is decided elsewhere. */
#include "aft-error.h"
#include "aft-house-ratings.h"
#include "aft-house-sqlite-erasure-private.h"
#include "aft-json.h"

static AftValue *
dup_ratings (AftHouseSession *session, const AftResponse *response, gint32 survey, GError **error)
{
  g_autofree char *definition = NULL;
  g_autoptr (GArray) tallies = aft_house_tallies_new ();
  if (survey > 0)
    {
      definition = aft_house_session_dup_definition (session, survey, error);
      if (definition == NULL)
        return NULL;
      aft_house_database_tally (session->database, response, definition, tallies);
    }
  return aft_house_ratings_keep (aft_response_get_answers (response), tallies);
}

/* The canonical answers that stay; of a row that cannot be read nothing does. */
static char *
dup_kept_answers (AftHouseSession *session, gint64 ref, GError **error)
{
  GError *local = NULL;
  sqlite3 *sqlite = aft_house_connection_get_sqlite (session->connection);
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, AFT_HOUSE_ROWS_SELECT " WHERE response.ref = ?1", error);
  if (row == NULL)
    return NULL;
  aft_sqlite_bind_integer (row, 1, ref);
  if (!aft_house_expect_row (row, "There is no such response", error))
    return NULL;
  g_autoptr (AftResponse) response = aft_house_rows_read (session, row, &local);
  if (response == NULL && g_error_matches (local, AFT_ERROR, AFT_ERROR_CORRUPT)
      && !aft_sqlite_is_in_doubt (sqlite))
    {
      g_error_free (local);
      return g_strdup ("{}");
    }
  gint32 survey = sqlite3_column_int (row, AFT_HOUSE_ROWS_SURVEY);
  g_autoptr (AftValue) kept
      = response != NULL ? dup_ratings (session, response, survey, &local) : NULL;
  char *text = kept != NULL ? aft_json_to_canonical (kept, &local) : NULL;
  if (local != NULL)
    g_propagate_error (error, local);
  return text;
}

/* Runs a statement whose ?1 is @ref and ?2 the time; how many rows it changed, −1 on error. */
static gint
change (AftHouseSession *session, const char *sql, gint64 ref, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (session->connection, sql, error);
  if (row == NULL)
    return -1;
  aft_sqlite_bind_integer (row, 1, ref);
  if (sqlite3_bind_parameter_count (row) > 1)
    aft_sqlite_bind_integer (row, 2, session->now_ms);
  if (!aft_sqlite_run (row, error))
    return -1;
  return sqlite3_changes (aft_house_connection_get_sqlite (session->connection));
}

#define ERASED " erased_ms = CASE erased_ms WHEN 0 THEN ?2 ELSE erased_ms END, salt = NULL"

static const char *const marks[] = {
  [AFT_HOUSE_TAKE_ALL] = "UPDATE response SET" ERASED ", risk = NULL, table_code = NULL,"
                         " guest = NULL WHERE ref = ?1",
  [AFT_HOUSE_TAKE_WORDS] = "UPDATE response SET" ERASED ", risk = NULL WHERE ref = ?1",
  [AFT_HOUSE_TAKE_CONTACT] = "UPDATE response SET" ERASED " WHERE ref = ?1",
};

static gboolean
write_answers (AftHouseSession *session, gint64 ref, const char *answers, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "UPDATE response SET answers = ?2 WHERE ref = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  aft_sqlite_bind_text (row, 2, answers);
  return aft_sqlite_run (row, error);
}

/* A body that was whole, or of which only the contact had gone. */
static gboolean
is_there (AftHouseSession *session, gint64 ref, gboolean *ret_is_there, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT salt IS NOT NULL OR EXISTS (SELECT 1 FROM sealed WHERE response = ?1)"
      " OR table_code IS NOT NULL OR guest IS NOT NULL FROM response WHERE ref = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  if (!aft_house_expect_row (row, "There is no such response", error))
    return FALSE;
  *ret_is_there = sqlite3_column_int (row, 0) != 0;
  return TRUE;
}

gboolean
aft_house_session_erase_response (AftHouseSession *session,
                                  gint64 ref,
                                  AftHouseTaking taking,
                                  AftHouseErasureReceipt *receipt,
                                  GError **error)
{
  gboolean is_contact = taking == AFT_HOUSE_TAKE_CONTACT;
  gboolean was_there = FALSE;
  g_autofree char *answers = NULL;
  if (!is_there (session, ref, &was_there, error))
    return FALSE;
  if (!is_contact)
    answers = dup_kept_answers (session, ref, error);
  if (!is_contact && (answers == NULL || !write_answers (session, ref, answers, error)))
    return FALSE;
  gint sealed = change (session,
                        is_contact ? "DELETE FROM sealed WHERE response = ?1 AND name = 'contact'"
                                   : "DELETE FROM sealed WHERE response = ?1",
                        ref, error);
  if (sealed < 0)
    return FALSE;
  receipt->sealed += (guint) sealed;
  receipt->responses += was_there ? 1 : 0;
  return (taking != AFT_HOUSE_TAKE_ALL
          || change (session, "DELETE FROM consent WHERE response = ?1", ref, error) >= 0)
         && change (session, marks[taking], ref, error) >= 0;
}
