/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After an upgrade the tables of counts are empty. Piece by piece, in the order of arrival, each
 * response is counted as if it came now; its hour, which former versions did not store, is reckoned
 * by its venue's zone. The setting says how far it is and is written with each piece, so that none
 * is counted twice or left out.
 *
 * Not here: what a response counts (aft-house-counts.c). */
#include "aft-house-recounting.h"

#include "aft-error.h"
#include "aft-house-rollups.h"
#include "aft-house-rows.h"
#include "aft-house-sqlite-private.h"

/* Responses in a transaction: well below a second. */
#define PIECE 2000

typedef struct
{
  AftHouseSession session;
  GHashTable *definitions; /* survey's ref → text */
  GArray *hours;           /* Hour */
  gint64 done;             /* the last ref */
} Recounting;

/* What a row's hour was found to be. */
typedef struct
{
  gint64 ref;
  guint hour;
} Hour;

/* FALSE with @error unset: there is nothing to do. */
static gboolean
read_state (Recounting *recounting, GError **error)
{
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (recounting->session.connection,
                                      "SELECT CAST (text AS INTEGER) FROM setting"
                                      " WHERE name = 'store.trends'",
                                      error);
  if (row == NULL || !aft_sqlite_step (row, error))
    return FALSE;
  recounting->done = sqlite3_column_int64 (row, 0);
  return TRUE;
}

static gboolean
write_state (Recounting *recounting, gboolean is_over, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, recounting->done);
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      recounting->session.connection,
      is_over ? "DELETE FROM setting WHERE name = 'store.trends'"
              : "UPDATE setting SET text = ?1 WHERE name = 'store.trends'",
      error);
  if (row == NULL)
    return FALSE;
  if (!is_over)
    aft_sqlite_bind_text (row, 1, text);
  return aft_sqlite_run (row, error);
}

static const char *
get_definition (Recounting *recounting, gint32 survey, GError **error)
{
  char *definition = g_hash_table_lookup (recounting->definitions, GINT_TO_POINTER (survey));
  if (definition != NULL)
    return definition;
  definition = aft_house_session_dup_definition (&recounting->session, survey, error);
  if (definition != NULL)
    g_hash_table_insert (recounting->definitions, GINT_TO_POINTER (survey), definition);
  return definition;
}

static gboolean
count_row (Recounting *recounting, AftHouseRow *row, const AftResponse *response, GError **error)
{
  AftHouseSession *session = &recounting->session;
  AftHouseCountedBy by = aft_house_rows_counted_by (row, response);
  g_autoptr (GArray) tallies = aft_house_tallies_new ();
  AftVenue *venue = aft_house_session_get_venue (session, by.group.venue, error);
  if (venue == NULL)
    return FALSE;
  if (by.group.survey > 0)
    {
      const char *definition = get_definition (recounting, by.group.survey, error);
      if (definition == NULL)
        return FALSE;
      aft_house_database_tally (session->database, response, definition, tallies);
    }
  by.hour = aft_venue_get_hour (venue, sqlite3_column_int64 (row, AFT_HOUSE_ROWS_TRUE_MS));
  Hour hour = { sqlite3_column_int64 (row, 0), by.hour };
  g_array_append_val (recounting->hours, hour);
  return aft_house_session_count (session, &by, tallies, error);
}

/* One that is damaged counts nothing, as verification will say. */
static gboolean
take_row (Recounting *recounting, AftHouseRow *row, GError **error)
{
  GError *local = NULL;
  AftHouseSession *session = &recounting->session;
  sqlite3 *sqlite = aft_house_connection_get_sqlite (session->connection);
  recounting->done = sqlite3_column_int64 (row, 0);
  g_autoptr (AftResponse) response = aft_house_rows_read (session, row, &local);
  if (response != NULL)
    return count_row (recounting, row, response, error);
  if (g_error_matches (local, AFT_ERROR, AFT_ERROR_CORRUPT) && !aft_sqlite_is_in_doubt (sqlite))
    {
      g_error_free (local);
      return TRUE;
    }
  g_propagate_error (error, local);
  return FALSE;
}

/* @ret_count: how many there were. */
static gboolean
take_rows (Recounting *recounting, guint *ret_count, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      recounting->session.connection,
      AFT_HOUSE_ROWS_SELECT " WHERE response.ref > ?1 ORDER BY response.ref LIMIT ?2", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, recounting->done);
  aft_sqlite_bind_integer (row, 2, PIECE);
  for (*ret_count = 0; local == NULL && aft_sqlite_step (row, &local); (*ret_count)++)
    take_row (recounting, row, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
write_hour (Recounting *recounting, const Hour *hour, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      recounting->session.connection, "UPDATE response SET hour = ?2 WHERE ref = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, hour->ref);
  aft_sqlite_bind_integer (row, 2, hour->hour);
  return aft_sqlite_run (row, error);
}

static gboolean
write_hours (Recounting *recounting, GError **error)
{
  for (guint i = 0; i < recounting->hours->len; i++)
    if (!write_hour (recounting, &g_array_index (recounting->hours, Hour, i), error))
      return FALSE;
  g_array_set_size (recounting->hours, 0);
  return TRUE;
}

static gboolean
execute (Recounting *recounting, const char *literal, GError **error)
{
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (recounting->session.connection, literal, error);
  return row != NULL && aft_sqlite_run (row, error);
}

/* FALSE with @error unset: that was the last one. */
static gboolean
count_piece (Recounting *recounting, GError **error)
{
  guint count = 0;
  AftHouseSession *session = &recounting->session;
  sqlite3 *sqlite = aft_house_connection_get_sqlite (session->connection);
  gboolean is_done = execute (recounting, "BEGIN IMMEDIATE", error)
                     && take_rows (recounting, &count, error) && write_hours (recounting, error);
  if (is_done)
    aft_house_rollups_keep (session->rollups);
  is_done = is_done && aft_house_rollups_write (session->rollups, session->connection, error)
            && write_state (recounting, count < PIECE, error)
            && execute (recounting, "COMMIT", error);
  if (!is_done && !sqlite3_get_autocommit (sqlite))
    sqlite3_exec (sqlite, "ROLLBACK", NULL, NULL, NULL);
  return is_done && count == PIECE;
}

static gboolean
count_all (Recounting *recounting, const AftHouseProgress *progress, GError **error)
{
  GError *local = NULL;
  gint64 last = 0;
  AftHouseDatabase *database = recounting->session.database;
  sqlite3 *sqlite = aft_house_connection_get_sqlite (recounting->session.connection);
  if (!aft_sqlite_query_integer (sqlite, "SELECT max (ref) FROM response", &last, error))
    return FALSE;
  while (local == NULL && count_piece (recounting, &local))
    {
      if (progress != NULL)
        progress->tell ((guint64) recounting->done, (guint64) MAX (1, last), progress->data);
      aft_house_database_tend (database, TRUE);
      /* What the disk has left in doubt is closed. */
      if (aft_house_database_get_connection (database) == NULL)
        g_set_error_literal (&local, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "The database is closed");
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
aft_house_recounting_finish (AftHouseDatabase *database,
                             const AftHouseProgress *progress,
                             GError **error)
{
  GError *local = NULL;
  AftHouseRollups *rollups = aft_house_rollups_new ();
  Recounting recounting = {
    .session = { .database = database,
                 .connection = aft_house_database_get_connection (database),
                 .rollups = rollups,
                 .venues = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                                  (GDestroyNotify) aft_venue_unref),
                 .now_ms = aft_clock_get_real_ms (aft_house_database_get_clock (database)) },
    .definitions = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free),
    .hours = g_array_new (FALSE, FALSE, sizeof (Hour)),
  };
  if (read_state (&recounting, &local))
    count_all (&recounting, progress, &local);
  g_hash_table_unref (recounting.session.venues);
  g_hash_table_unref (recounting.definitions);
  g_array_unref (recounting.hours);
  aft_house_rollups_free (rollups);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}
