/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connection and its statements. What is set here decides what a commit is worth: WAL with
 * synchronous=FULL, and no checkpoint that nobody asked for. */
#include "aft-house-connection.h"

#include "aft-error.h"

/* Readers never wait for the writer; this is for the moments of opening and recovery. */
#define BUSY_TIMEOUT_MS 5000
#define WRITER_ROOM     "PRAGMA cache_size = -2048;"

struct _AftHouseConnection
{
  sqlite3 *sqlite;
  GHashTable *statements; /* the literal → sqlite3_stmt */
};

static void
finalize (gpointer data)
{
  sqlite3_finalize (data);
}

static gboolean
configure (sqlite3 *sqlite, AftHouseMode mode, GError **error)
{
  sqlite3_db_config (sqlite, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *) NULL);
  sqlite3_db_config (sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *) NULL);
  sqlite3_db_config (sqlite, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *) NULL);
  sqlite3_extended_result_codes (sqlite, 1);
  sqlite3_busy_timeout (sqlite, BUSY_TIMEOUT_MS);
  if (!aft_sqlite_execute (sqlite,
                           "PRAGMA mmap_size = 0;"
                           "PRAGMA cell_size_check = ON;"
                           "PRAGMA foreign_keys = ON;"
                           "PRAGMA synchronous = FULL;"
                           "PRAGMA wal_autocheckpoint = 0;",
                           error))
    return FALSE;
  /* A job that touches many pages keeps what they were: not in a file of its own elsewhere. */
  return aft_sqlite_execute (sqlite,
                             mode == AFT_HOUSE_READS ? "PRAGMA query_only = ON;"
                                                       "PRAGMA cache_size = -1024;"
                                                     : "PRAGMA secure_delete = ON;"
                                                       "PRAGMA temp_store = MEMORY;" WRITER_ROOM
                                                       "PRAGMA journal_size_limit = 16777216;",
                             error);
}

static gboolean
expect_log (sqlite3 *sqlite, GError **error)
{
  GError *local = NULL;
  g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (sqlite, "PRAGMA journal_mode = WAL", error);
  if (row == NULL)
    return FALSE;
  if (aft_sqlite_step (row, &local)
      && g_strcmp0 ((const char *) sqlite3_column_text (row, 0), "wal") == 0)
    return TRUE;
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE,
                         "The database cannot keep a write-ahead log here");
  return FALSE;
}

static gboolean
prepare_connection (sqlite3 *sqlite, AftHouseMode mode, GError **error)
{
  if (mode == AFT_HOUSE_READS)
    return configure (sqlite, mode, error);
  if (sqlite3_db_readonly (sqlite, "main") == 1)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "%s can only be read",
                   sqlite3_db_filename (sqlite, "main"));
      return FALSE;
    }
  return configure (sqlite, mode, error) && expect_log (sqlite, error);
}

AftHouseConnection *
aft_house_connection_open (const char *path, const char *vfs, AftHouseMode mode, GError **error)
{
  g_autoptr (AftHouseConnection) connection = g_new0 (AftHouseConnection, 1);
  /* A reader too must be able to bring the log's index into being. */
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  connection->statements = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, finalize);
  if (sqlite3_open_v2 (path, &connection->sqlite, flags, vfs) != SQLITE_OK)
    {
      aft_sqlite_set_error (connection->sqlite, error);
      return NULL;
    }
  if (!prepare_connection (connection->sqlite, mode, error))
    return NULL;
  return g_steal_pointer (&connection);
}

void
aft_house_connection_free (AftHouseConnection *connection)
{
  if (connection == NULL)
    return;
  g_hash_table_unref (connection->statements);
  int code = sqlite3_close (connection->sqlite);
  g_assert (code == SQLITE_OK); /* every statement was prepared here */
  g_free (connection);
}

sqlite3 *
aft_house_connection_get_sqlite (AftHouseConnection *connection)
{
  return connection->sqlite;
}

void
aft_house_row_done (AftHouseRow *row)
{
  if (row == NULL)
    return;
  sqlite3_reset (row);
  sqlite3_clear_bindings (row);
}

AftHouseRow *
aft_house_connection_prepare (AftHouseConnection *connection, const char *sql, GError **error)
{
  sqlite3_stmt *row = g_hash_table_lookup (connection->statements, sql);
  if (row != NULL)
    {
      g_assert (!sqlite3_stmt_busy (row));
      return row;
    }
  if (sqlite3_prepare_v3 (connection->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, &row, NULL)
      != SQLITE_OK)
    {
      aft_sqlite_set_error (connection->sqlite, error);
      return NULL;
    }
  g_hash_table_insert (connection->statements, (gpointer) sql, row);
  return row;
}

gboolean
aft_house_connection_make_room (AftHouseConnection *connection, GError **error)
{
  return aft_sqlite_execute (connection->sqlite, "PRAGMA cache_size = -32768;", error);
}

gboolean
aft_house_connection_leave_room (AftHouseConnection *connection, GError **error)
{
  return aft_sqlite_execute (connection->sqlite, WRITER_ROOM "PRAGMA shrink_memory;", error);
}

void
aft_house_connection_interrupt (AftHouseConnection *connection)
{
  sqlite3_interrupt (connection->sqlite);
}
