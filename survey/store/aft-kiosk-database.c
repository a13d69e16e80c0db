/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection's life: opening without harm, transactions, and what follows a failing disk.
 *
 *   closed ── open ──► ready ◄──────────── make_ready ────────────┐
 *                       │  failure that leaves the file in doubt   │
 *                       └──────────────► dropped ──────────────────┘
 *
 * A failed fsync may "succeed" the next time with the data gone. So after any I/O error the
 * connection is dropped; before the next operation the file is opened anew, its log is copied into
 * it and synced, and the last acknowledged rows are looked for. What rows mean is not known here
 * but in aft-kiosk-record.c. */
#include "aft-kiosk-database.h"

#include <unistd.h>

#include "aft-error.h"
#include "aft-sqlite-scrub.h"
#include "aft-store-file.h"

/* Rows that are looked for after a failure: more than one sitting can leave. */
#define ACKNOWLEDGED_MAX 64
/* The log is copied into the database when it has more pages: 1 MiB. */
#define LOG_MAX_PAGES 256

struct _AftKioskDatabase
{
  char *path;
  char *vfs;
  AftClock *clock;
  AftId device_id;
  AftMigrations migrations;
  int folder;          /* descriptor that holds the folder's lock, -1 */
  sqlite3 *connection; /* NULL: closed or dropped */
  gboolean is_open;    /* FALSE until opening has succeeded */
  gboolean needs_checkpoint;
  gboolean needs_settling;
  int log_pages;
  GArray *acknowledged; /* AftStoreReceipt, oldest first */
};

AftKioskDatabase *
aft_kiosk_database_new (const AftKioskStoreOptions *options, const AftMigrations *migrations)
{
  AftKioskDatabase *database = g_new0 (AftKioskDatabase, 1);
  database->path = g_canonicalize_filename (options->path, NULL);
  database->vfs = g_strdup (options->vfs);
  database->clock = aft_clock_ref (options->clock);
  database->device_id = *options->device_id;
  database->migrations = migrations != NULL ? *migrations : aft_migrations_get_kiosk ();
  database->folder = -1;
  database->acknowledged = g_array_new (FALSE, FALSE, sizeof (AftStoreReceipt));
  return database;
}

const AftId *
aft_kiosk_database_get_device_id (AftKioskDatabase *database)
{
  return &database->device_id;
}

gint64
aft_kiosk_database_get_now_ms (AftKioskDatabase *database)
{
  return aft_clock_get_real_ms (database->clock);
}

/* @keep_log: leave the files as they are instead of emptying the log into the database. */
static void
drop_connection (AftKioskDatabase *database, gboolean keep_log)
{
  if (database->connection == NULL)
    return;
  sqlite3_db_config (database->connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, (int) keep_log,
                     (int *) NULL);
  int code = sqlite3_close (database->connection);
  g_assert (code == SQLITE_OK); /* no statement outlives its function */
  database->connection = NULL;
}

static void
unlock_folder (AftKioskDatabase *database)
{
  if (database->folder >= 0)
    close (database->folder);
  database->folder = -1;
}

void
aft_kiosk_database_free (AftKioskDatabase *database)
{
  if (database == NULL)
    return;
  drop_connection (database, FALSE);
  unlock_folder (database);
  aft_clock_unref (database->clock);
  g_array_unref (database->acknowledged);
  g_free (database->path);
  g_free (database->vfs);
  g_free (database);
}

static gboolean
check_content (AftKioskDatabase *database, sqlite3 *connection, GError **error)
{
  AftKioskExpected expected = {
    .device_id = &database->device_id,
    .head = aft_migrations_get_head (&database->migrations),
    .acknowledged = database->acknowledged,
  };
  return aft_kiosk_check_content (connection, &expected, error);
}

/* Looks into a file that has nothing in its log, without any file being written or made. */
static gboolean
check_at_rest (AftKioskDatabase *database, GError **error)
{
  sqlite3 *connection = NULL;
  g_autofree char *uri = g_filename_to_uri (database->path, NULL, error);
  if (uri == NULL)
    return FALSE;
  g_autofree char *immutable = g_strconcat (uri, "?immutable=1", NULL);
  int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
  gboolean is_sound = FALSE;
  if (sqlite3_open_v2 (immutable, &connection, flags, database->vfs) == SQLITE_OK)
    is_sound = check_content (database, connection, error);
  else
    aft_sqlite_set_error (connection, error);
  sqlite3_close (connection);
  return is_sound;
}

static int
on_log_grown (gpointer user_data, sqlite3 *connection, const char *name, int pages)
{
  AftKioskDatabase *database = user_data;
  database->log_pages = pages;
  return SQLITE_OK;
}

/* Nothing here writes. The order matters: exclusive before the first read, or a -shm file is made.
 */
static gboolean
configure (sqlite3 *connection, GError **error)
{
  sqlite3_db_config (connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *) NULL);
  sqlite3_db_config (connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *) NULL);
  sqlite3_db_config (connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *) NULL);
  return aft_sqlite_execute (connection,
                             "PRAGMA locking_mode = EXCLUSIVE;"
                             "PRAGMA mmap_size = 0;"
                             "PRAGMA cache_size = -512;" /* kB: what is written is not read again */
                             "PRAGMA temp_store = MEMORY;"
                             "PRAGMA cell_size_check = ON;"
                             "PRAGMA foreign_keys = ON;"
                             "PRAGMA synchronous = FULL;"
                             "PRAGMA secure_delete = ON;"
                             "PRAGMA journal_size_limit = 4194304;",
                             error);
}

static gboolean
switch_to_log (sqlite3 *connection, GError **error)
{
  g_autoptr (sqlite3_stmt) row
      = aft_sqlite_prepare (connection, "PRAGMA journal_mode = WAL", error);
  GError *local = NULL;
  if (row == NULL)
    return FALSE;
  gboolean is_there = aft_sqlite_step (row, &local);
  if (is_there && g_strcmp0 ((const char *) sqlite3_column_text (row, 0), "wal") == 0)
    return TRUE;
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE,
                         "The database cannot keep a write-ahead log here");
  return FALSE;
}

static gboolean
prepare_connection (AftKioskDatabase *database, gboolean is_checked, GError **error)
{
  sqlite3 *connection = database->connection;
  if (sqlite3_db_readonly (connection, "main") == 1)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "%s can only be read", database->path);
      return FALSE;
    }
  if (!configure (connection, error)
      || (!is_checked && !check_content (database, connection, error))
      || !switch_to_log (connection, error))
    return FALSE;
  /* After switching: it sets a hook of its own that would hide a failing checkpoint. */
  sqlite3_wal_hook (connection, on_log_grown, database);
  return TRUE;
}

/* On failure the files are as they were. @is_checked: the content was looked at already. */
static gboolean
connect_file (AftKioskDatabase *database, gboolean is_checked, GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  int code = sqlite3_open_v2 (database->path, &database->connection, flags, database->vfs);
  gboolean is_ready = FALSE;
  if (code == SQLITE_OK)
    is_ready = prepare_connection (database, is_checked, error);
  else
    aft_sqlite_set_error (database->connection, error);
  if (!is_ready)
    drop_connection (database, TRUE);
  return is_ready;
}

static gboolean
migrate (AftKioskDatabase *database, GError **error)
{
  sqlite3 *connection = database->connection;
  gint64 version = 0;
  gint64 has_data = 0;
  int head = aft_migrations_get_head (&database->migrations);
  if (!aft_sqlite_query_integer (connection, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == head)
    return TRUE;
  if (!aft_sqlite_query_integer (
          connection, "SELECT EXISTS (SELECT 1 FROM outbox) OR EXISTS (SELECT 1 FROM response)",
          &has_data, error))
    return FALSE;
  g_autofree char *backup = g_strdup_printf ("%s.before-%d", database->path, head);
  /* The checkpoint brings the new version's number into the file, where others look for it. */
  return aft_migrations_run (&database->migrations, connection, has_data ? backup : NULL, error)
         && aft_sqlite_checkpoint (connection, error);
}

static gboolean
run_transaction (AftKioskDatabase *database, AftKioskWork work, gpointer data, GError **error)
{
  sqlite3 *connection = database->connection;
  if (aft_sqlite_execute (connection, "BEGIN IMMEDIATE", error)
      && work (database, connection, data, error)
      && aft_sqlite_execute (connection, "COMMIT", error))
    return TRUE;
  gboolean is_in_doubt = aft_sqlite_is_in_doubt (connection);
  if (!sqlite3_get_autocommit (connection))
    sqlite3_exec (connection, "ROLLBACK", NULL, NULL, NULL);
  if (is_in_doubt)
    drop_connection (database, TRUE);
  return FALSE;
}

static gboolean
empty_log (AftKioskDatabase *database, GError **error)
{
  if (aft_sqlite_checkpoint (database->connection, error))
    {
      database->needs_checkpoint = FALSE;
      database->log_pages = 0;
      return TRUE;
    }
  if (aft_sqlite_is_in_doubt (database->connection))
    drop_connection (database, TRUE);
  return FALSE;
}

/* What has to succeed before anything else may. */
static gboolean
make_ready (AftKioskDatabase *database, GError **error)
{
  if (!database->is_open)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "The database is not open");
      return FALSE;
    }
  if (database->connection == NULL)
    {
      if (!connect_file (database, FALSE, error))
        return FALSE;
      database->needs_checkpoint = TRUE;
    }
  if (database->needs_checkpoint && !empty_log (database, error))
    return FALSE;
  if (database->needs_settling
      && !run_transaction (database, aft_kiosk_record_settle_all, NULL, error))
    return FALSE;
  database->needs_settling = FALSE;
  return TRUE;
}

/* AftStoreFill. */
static gboolean
fill_with_device (sqlite3 *memory, gpointer data, GError **error)
{
  g_autofree char *device = aft_id_to_text (data);
  g_autoptr (sqlite3_stmt) statement = aft_sqlite_prepare (
      memory, "INSERT INTO setting (name, text) VALUES ('store.device-id', ?1)", error);
  if (statement == NULL)
    return FALSE;
  aft_sqlite_bind_text (statement, 1, device);
  return aft_sqlite_run (statement, error);
}

static gboolean
open_locked (AftKioskDatabase *database, GError **error)
{
  AftStoreFileState state;
  int head = aft_migrations_get_head (&database->migrations);
  if (!aft_store_file_check (database->path, AFT_KIOSK_APPLICATION_ID, head, &state, error))
    return FALSE;
  if (state == AFT_STORE_FILE_MISSING
      && !aft_store_file_create (database->path, &database->migrations, fill_with_device,
                                 &database->device_id, error))
    return FALSE;
  if (state == AFT_STORE_FILE_AT_REST && !check_at_rest (database, error))
    return FALSE;
  if (!connect_file (database, state != AFT_STORE_FILE_WITH_LOG, error)
      || !migrate (database, error))
    return FALSE;
  database->needs_checkpoint = state == AFT_STORE_FILE_WITH_LOG;
  database->needs_settling = TRUE;
  return TRUE;
}

gboolean
aft_kiosk_database_open (AftKioskDatabase *database, GError **error)
{
  g_autoptr (GError) local = NULL;
  database->folder = aft_store_file_lock_folder (database->path, error);
  if (database->folder < 0)
    return FALSE;
  database->is_open = open_locked (database, error);
  if (database->is_open && !make_ready (database, &local)
      && !g_error_matches (local, AFT_ERROR, AFT_ERROR_FULL))
    {
      database->is_open = FALSE;
      g_propagate_error (error, g_steal_pointer (&local));
    }
  /* A kiosk starts on a full disk too: what is left undone comes before the next write. */
  if (!database->is_open)
    {
      drop_connection (database, TRUE);
      unlock_folder (database);
    }
  return database->is_open;
}

gboolean
aft_kiosk_database_write (AftKioskDatabase *database,
                          AftKioskWork work,
                          gpointer data,
                          GError **error)
{
  g_autoptr (GError) first = NULL;
  if (!make_ready (database, error))
    return FALSE;
  if (run_transaction (database, work, data, &first))
    return TRUE;
  /* Emptying the log can make just the room that was missing. */
  if (g_error_matches (first, AFT_ERROR, AFT_ERROR_FULL) && database->connection != NULL
      && empty_log (database, NULL))
    return run_transaction (database, work, data, error);
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

gboolean
aft_kiosk_database_read (AftKioskDatabase *database,
                         AftKioskWork work,
                         gpointer data,
                         GError **error)
{
  g_autoptr (GError) ignored = NULL;
  /* A full disk does not keep anybody from reading. */
  if (!make_ready (database, &ignored) && database->connection == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&ignored));
      return FALSE;
    }
  if (work (database, database->connection, data, error))
    return TRUE;
  if (aft_sqlite_is_in_doubt (database->connection))
    drop_connection (database, TRUE);
  return FALSE;
}

static gboolean
work_scrub (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  return aft_sqlite_scrub (connection, error);
}

gboolean
aft_kiosk_database_empty_log (AftKioskDatabase *database, GError **error)
{
  if (!make_ready (database, error) || !empty_log (database, error)
      || !run_transaction (database, work_scrub, NULL, error))
    return FALSE;
  if (database->connection != NULL)
    aft_sqlite_forget_pages (database->connection);
  for (int version = 1; version <= aft_migrations_get_head (&database->migrations); version++)
    {
      g_autofree char *backup = g_strdup_printf ("%s.before-%d", database->path, version);
      unlink (backup);
    }
  return TRUE;
}

void
aft_kiosk_database_tend (AftKioskDatabase *database)
{
  if (database->connection == NULL || database->log_pages < LOG_MAX_PAGES)
    return;
  int code = sqlite3_wal_checkpoint_v2 (database->connection, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL,
                                        NULL);
  /* Until the next write tells otherwise; a full disk is asked again then. */
  database->log_pages = 0;
  if (code != SQLITE_OK && aft_sqlite_is_in_doubt (database->connection))
    drop_connection (database, TRUE);
}

/* The only acknowledged row with @id; where only an open one counts, a finished one stays. */
static void
remove_acknowledged (AftKioskDatabase *database, const AftId *id, gboolean is_open_only)
{
  for (guint i = 0; i < database->acknowledged->len; i++)
    {
      const AftStoreReceipt *receipt = &g_array_index (database->acknowledged, AftStoreReceipt, i);
      if (!aft_id_equal (&receipt->id, id))
        continue;
      if (receipt->sequence == 0 || !is_open_only)
        g_array_remove_index (database->acknowledged, i);
      return;
    }
}

void
aft_kiosk_database_forget_open (AftKioskDatabase *database, const AftId *id)
{
  remove_acknowledged (database, id, TRUE);
}

void
aft_kiosk_database_acknowledge (AftKioskDatabase *database, const AftStoreReceipt *receipt)
{
  remove_acknowledged (database, &receipt->id, FALSE);
  if (database->acknowledged->len == ACKNOWLEDGED_MAX)
    g_array_remove_index (database->acknowledged, 0);
  g_array_append_vals (database->acknowledged, receipt, 1);
}
