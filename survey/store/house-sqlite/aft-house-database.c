/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file's life: opening without harm, and what follows a failing disk.
 *
 *   closed ── open ──► ready ◄──────────── make_ready ────────────┐
 *                       │  failure that leaves the file in doubt   │
 *                       └──────────────► dropped ──────────────────┘
 *
 * A failed fsync may "succeed" the next time with the data gone. So after any I/O error every
 * connection is closed, the readers' too (their index of the log may speak of frames that never
 * reached the disk), the file is opened anew, the last acknowledged rows are looked for, and the
 * log is copied and synced before anything else is promised. */
#include "aft-house-database.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "aft-error.h"
#include "aft-house-pool.h"
#include "aft-house-recounting.h"
#include "aft-store-file.h"
#include "house-sqlite-resources.h"

/* Rows that are looked for after a failure, at least: more than one group can have stored last. */
#define ACKNOWLEDGED_MAX 512
/* The log is copied into the database when it has grown by so many pages (4 MiB): when nobody
 * waits, or else by as many more (32 MiB), so that it never takes long to read again. */
#define LOG_PAGES       1024
#define LOG_PAGES_LATER 7168

/* SQLite's steps between two words about a migration. */
#define PROGRESS_STEPS 100000

#define RECOUNTING "SELECT count (*) FROM setting WHERE name = 'store.trends'"

struct _AftHouseDatabase
{
  char *path;
  char *vfs;
  AftClock *clock;
  AftRandom *random;
  AftHouseTallyFunc tally;
  gpointer tally_data;
  AftHouseJudgeFunc judge;
  gpointer judge_data;
  AftHouseTreatFunc treat;
  gpointer treat_data;
  AftHouseRankFunc rank;
  gpointer rank_data;
  const AftHouseProgress *progress; /* borrowed while it is being opened */
  AftMigrations migrations;
  int folder; /* descriptor that holds the folder's lock, -1 */
  AftHousePool *pool;
  AftHouseConnection *connection; /* NULL: closed or dropped */
  gboolean is_open;               /* FALSE until opening has succeeded */
  gboolean needs_checkpoint;
  int log_pages;
  int checkpoint_at;    /* pages */
  GArray *acknowledged; /* AftHouseAcknowledged, the oldest first */
  guint64 reopenings;   /* under the lock, as is */
  guint64 checkpoints;
  GMutex lock;
};

AftMigrations
aft_migrations_get_house (void)
{
  return (AftMigrations){ aft_house_sqlite_get_resource (), "/aftertaste/house-sqlite/" };
}

AftHouseDatabase *
aft_house_database_new (const AftHouseSqliteOptions *options, const AftMigrations *migrations)
{
  AftHouseDatabase *database = g_new0 (AftHouseDatabase, 1);
  database->path = g_canonicalize_filename (options->path, NULL);
  database->vfs = g_strdup (options->vfs);
  database->clock = aft_clock_ref (options->clock);
  database->random = aft_random_ref (options->random);
  database->tally = options->tally;
  database->tally_data = options->tally_data;
  database->judge = options->judge;
  database->judge_data = options->judge_data;
  database->treat = options->treat;
  database->treat_data = options->treat_data;
  database->rank = options->rank;
  database->rank_data = options->rank_data;
  database->progress = options->progress;
  database->migrations = migrations != NULL ? *migrations : aft_migrations_get_house ();
  database->folder = -1;
  database->pool = aft_house_pool_new (database->path, database->vfs);
  database->checkpoint_at = LOG_PAGES;
  database->acknowledged = g_array_new (FALSE, FALSE, sizeof (AftHouseAcknowledged));
  g_mutex_init (&database->lock);
  return database;
}

/* The last connection to go copies the log, unless the file is in doubt. */
static void
drop_connections (AftHouseDatabase *database, gboolean is_sound)
{
  aft_house_pool_close (database->pool);
  if (database->connection != NULL && is_sound)
    sqlite3_db_config (aft_house_connection_get_sqlite (database->connection),
                       SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, (int *) NULL);
  g_clear_pointer (&database->connection, aft_house_connection_free);
}

static void
unlock_folder (AftHouseDatabase *database)
{
  if (database->folder >= 0)
    close (database->folder);
  database->folder = -1;
}

void
aft_house_database_free (AftHouseDatabase *database)
{
  if (database == NULL)
    return;
  drop_connections (database, database->is_open);
  unlock_folder (database);
  aft_house_pool_free (database->pool);
  aft_clock_unref (database->clock);
  aft_random_unref (database->random);
  g_array_unref (database->acknowledged);
  g_mutex_clear (&database->lock);
  g_free (database->path);
  g_free (database->vfs);
  g_free (database);
}

AftClock *
aft_house_database_get_clock (AftHouseDatabase *database)
{
  return database->clock;
}

AftRandom *
aft_house_database_get_random (AftHouseDatabase *database)
{
  return database->random;
}

const char *
aft_house_database_get_path (AftHouseDatabase *database)
{
  return database->path;
}

const char *
aft_house_database_get_vfs (AftHouseDatabase *database)
{
  return database->vfs;
}

AftHouseConnection *
aft_house_database_get_connection (AftHouseDatabase *database)
{
  return database->connection;
}

void
aft_house_database_tally (AftHouseDatabase *database,
                          const AftResponse *response,
                          const char *definition,
                          GArray *tallies)
{
  database->tally (response, definition, tallies, database->tally_data);
}

AftRisk *
aft_house_database_judge (AftHouseDatabase *database,
                          const AftResponse *response,
                          const char *definition,
                          const AftValue *facts)
{
  return database->judge != NULL
             ? database->judge (response, definition, facts, database->judge_data)
             : NULL;
}

void
aft_house_database_treat (AftHouseDatabase *database,
                          AftRiskLevel level,
                          AftTier tier,
                          AftCaseTargets *ret_targets,
                          char **ret_version)
{
  *ret_targets = (AftCaseTargets){ 0 };
  *ret_version = NULL;
  if (database->treat != NULL)
    database->treat (level, tier, ret_targets, ret_version, database->treat_data);
  if (*ret_version == NULL)
    *ret_version = g_strdup ("");
}

gboolean
aft_house_database_rank (AftHouseDatabase *database,
                         const AftHouseRankFacts *facts,
                         AftTier *ret_tier)
{
  if (database->rank == NULL)
    return FALSE;
  *ret_tier = database->rank (facts, database->rank_data);
  return TRUE;
}

static gboolean
check_sound (AftHouseDatabase *database, sqlite3 *sqlite, GError **error)
{
  return aft_house_check_sound (sqlite, aft_migrations_get_head (&database->migrations),
                                database->acknowledged, error);
}

/* Looks into a file that has nothing in its log, without any file being written or made. */
static gboolean
check_at_rest (AftHouseDatabase *database, GError **error)
{
  sqlite3 *sqlite = NULL;
  g_autofree char *uri = g_filename_to_uri (database->path, NULL, error);
  if (uri == NULL)
    return FALSE;
  g_autofree char *immutable = g_strconcat (uri, "?immutable=1", NULL);
  int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
  gboolean is_sound = FALSE;
  if (sqlite3_open_v2 (immutable, &sqlite, flags, database->vfs) == SQLITE_OK)
    is_sound = check_sound (database, sqlite, error);
  else
    aft_sqlite_set_error (sqlite, error);
  sqlite3_close (sqlite);
  return is_sound;
}

static int
on_log_grown (gpointer user_data, sqlite3 *sqlite, const char *name, int pages)
{
  AftHouseDatabase *database = user_data;
  g_atomic_int_set (&database->log_pages, pages);
  return SQLITE_OK;
}

static gboolean
connect_writer (AftHouseDatabase *database, GError **error)
{
  g_autoptr (AftHouseConnection) connection
      = aft_house_connection_open (database->path, database->vfs, AFT_HOUSE_WRITES, error);
  if (connection == NULL)
    return FALSE;
  sqlite3 *sqlite = aft_house_connection_get_sqlite (connection);
  if (!check_sound (database, sqlite, error))
    return FALSE;
  sqlite3_wal_hook (sqlite, on_log_grown, database);
  database->connection = g_steal_pointer (&connection);
  return TRUE;
}

/* How far a statement is, SQLite cannot say; but that it goes on. */
static int
on_going_on (gpointer user_data)
{
  AftHouseDatabase *database = user_data;
  database->progress->tell (0, 1, database->progress->data);
  return 0;
}

static gboolean
migrate (AftHouseDatabase *database, GError **error)
{
  sqlite3 *sqlite = aft_house_connection_get_sqlite (database->connection);
  gint64 version = 0;
  int head = aft_migrations_get_head (&database->migrations);
  if (!aft_sqlite_query_integer (sqlite, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == head)
    return TRUE;
  g_autofree char *backup = g_strdup_printf ("%s.before-%d", database->path, head);
  if (database->progress != NULL)
    sqlite3_progress_handler (sqlite, PROGRESS_STEPS, on_going_on, database);
  /* The checkpoint brings the new version's number into the file, where others look for it. */
  /* What it sorts may be more than fits into memory. */
  gboolean is_done = aft_sqlite_execute (sqlite, "PRAGMA temp_store = DEFAULT", error)
                     && aft_migrations_run (&database->migrations, sqlite, backup, error)
                     && aft_sqlite_checkpoint (sqlite, error)
                     && aft_sqlite_execute (sqlite, "PRAGMA temp_store = MEMORY", error);
  sqlite3_progress_handler (sqlite, 0, NULL, NULL);
  return is_done;
}

static gboolean
empty_log (AftHouseDatabase *database, GError **error)
{
  sqlite3 *sqlite = aft_house_connection_get_sqlite (database->connection);
  if (!aft_sqlite_checkpoint (sqlite, error))
    return FALSE;
  database->needs_checkpoint = FALSE;
  g_atomic_int_set (&database->log_pages, 0);
  database->checkpoint_at = LOG_PAGES;
  return TRUE;
}

static gboolean
reconnect (AftHouseDatabase *database, GError **error)
{
  if (!connect_writer (database, error))
    return FALSE;
  database->needs_checkpoint = TRUE;
  g_mutex_lock (&database->lock);
  database->reopenings++;
  g_mutex_unlock (&database->lock);
  return TRUE;
}

gboolean
aft_house_database_make_ready (AftHouseDatabase *database, GError **error)
{
  g_autoptr (GError) local = NULL;
  if (!database->is_open)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "The database is not open");
      return FALSE;
    }
  if (database->connection == NULL && !reconnect (database, error))
    return FALSE;
  gboolean is_ready = !database->needs_checkpoint || empty_log (database, &local);
  if (!is_ready)
    aft_house_database_recover (database, local);
  /* A full disk does not keep anybody from reading. */
  if (database->connection != NULL)
    aft_house_pool_open (database->pool);
  if (!is_ready)
    g_propagate_error (error, g_steal_pointer (&local));
  return is_ready;
}

gboolean
aft_house_database_recover (AftHouseDatabase *database, const GError *error)
{
  if (database->connection == NULL)
    return FALSE;
  sqlite3 *sqlite = aft_house_connection_get_sqlite (database->connection);
  int code = sqlite3_errcode (sqlite) & 0xff;
  gboolean is_full = g_error_matches (error, AFT_ERROR, AFT_ERROR_FULL) && code == SQLITE_FULL;
  gboolean is_busy = g_error_matches (error, AFT_ERROR, AFT_ERROR_BUSY);
  if (!sqlite3_get_autocommit (sqlite))
    sqlite3_exec (sqlite, "ROLLBACK", NULL, NULL, NULL);
  if (!is_full && !is_busy)
    {
      drop_connections (database, FALSE);
      return FALSE;
    }
  /* Emptying the log can make just the room that was missing. */
  return is_full && !database->needs_checkpoint && empty_log (database, NULL);
}

static gboolean
open_locked (AftHouseDatabase *database, GError **error)
{
  AftStoreFileState state;
  int head = aft_migrations_get_head (&database->migrations);
  if (!aft_store_file_check (database->path, AFT_HOUSE_APPLICATION_ID, head, &state, error))
    return FALSE;
  if (state == AFT_STORE_FILE_MISSING
      && !aft_store_file_create (database->path, &database->migrations, NULL, NULL, error))
    return FALSE;
  if (state == AFT_STORE_FILE_AT_REST && !check_at_rest (database, error))
    return FALSE;
  if (!connect_writer (database, error) || !migrate (database, error)
      || !aft_house_recounting_finish (database, database->progress, error))
    return FALSE;
  database->needs_checkpoint = state == AFT_STORE_FILE_WITH_LOG;
  return TRUE;
}

gboolean
aft_house_database_open (AftHouseDatabase *database, GError **error)
{
  g_autoptr (GError) local = NULL;
  database->folder = aft_store_file_lock_folder (database->path, error);
  if (database->folder < 0)
    return FALSE;
  database->is_open = open_locked (database, error);
  if (database->is_open && !aft_house_database_make_ready (database, &local)
      && !g_error_matches (local, AFT_ERROR, AFT_ERROR_FULL))
    {
      database->is_open = FALSE;
      g_propagate_error (error, g_steal_pointer (&local));
    }
  /* It starts on a full disk too: what is left undone comes before the next write. */
  if (!database->is_open)
    {
      drop_connections (database, FALSE);
      unlock_folder (database);
    }
  return database->is_open;
}

static gboolean
check_to_read (AftHouseDatabase *database, sqlite3 *sqlite, GError **error)
{
  gint64 version = 0;
  gint64 is_counting = 0;
  if (!check_sound (database, sqlite, error)
      || !aft_sqlite_query_integer (sqlite, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == aft_migrations_get_head (&database->migrations)
      && !aft_sqlite_query_integer (sqlite, RECOUNTING, &is_counting, error))
    return FALSE;
  if (version == aft_migrations_get_head (&database->migrations) && is_counting == 0)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_UNSUPPORTED,
               "%s is of an earlier version: aftertaste-collector migrate brings it to this one",
               database->path);
  return FALSE;
}

gboolean
aft_house_database_open_to_read (AftHouseDatabase *database, GError **error)
{
  AftStoreFileState state;
  int head = aft_migrations_get_head (&database->migrations);
  if (!aft_store_file_check (database->path, AFT_HOUSE_APPLICATION_ID, head, &state, error))
    return FALSE;
  if (state == AFT_STORE_FILE_MISSING)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no house at %s",
                   database->path);
      return FALSE;
    }
  /* What has looked at the file is the first that reads from it. */
  aft_house_pool_open (database->pool);
  AftHouseConnection *connection = aft_house_pool_borrow (database->pool, FALSE, error);
  gboolean is_fit
      = connection != NULL
        && check_to_read (database, aft_house_connection_get_sqlite (connection), error);
  if (connection != NULL)
    aft_house_pool_give_back (database->pool, connection, !is_fit);
  if (!is_fit)
    aft_house_pool_close (database->pool);
  return is_fit;
}

static gboolean
read_in_snapshot (AftHouseSession *session, AftHouseWork work, gpointer data, GError **error)
{
  g_autoptr (AftHouseRow) begin
      = aft_house_connection_prepare (session->connection, "BEGIN", error);
  g_autoptr (AftHouseRow) end = aft_house_connection_prepare (session->connection, "COMMIT", error);
  if (begin == NULL || end == NULL || !aft_sqlite_run (begin, error))
    return FALSE;
  gboolean is_done = work (session, data, error);
  g_autoptr (GError) ignored = NULL;
  return aft_sqlite_run (end, is_done ? error : &ignored) && is_done;
}

gboolean
aft_house_database_read (AftHouseDatabase *database,
                         AftHouseWork work,
                         gpointer data,
                         gboolean is_long,
                         GError **error)
{
  AftHouseConnection *connection = aft_house_pool_borrow (database->pool, is_long, error);
  if (connection == NULL)
    return FALSE;
  AftHouseSession session = {
    .database = database,
    .connection = connection,
    .now_ms = aft_clock_get_real_ms (database->clock),
  };
  gboolean is_done = read_in_snapshot (&session, work, data, error);
  sqlite3 *sqlite = aft_house_connection_get_sqlite (connection);
  gboolean is_doubtful
      = !sqlite3_get_autocommit (sqlite) || (!is_done && aft_sqlite_is_in_doubt (sqlite));
  aft_house_pool_give_back (database->pool, connection, is_doubtful);
  return is_done;
}

/* When to try next: a reader may have kept the end of the log from being copied. */
static void
note_checkpoint (AftHouseDatabase *database, int pages, int copied)
{
  database->checkpoint_at = copied == pages ? LOG_PAGES : pages + LOG_PAGES;
  if (copied == pages)
    g_atomic_int_set (&database->log_pages, 0);
  g_mutex_lock (&database->lock);
  database->checkpoints++;
  g_mutex_unlock (&database->lock);
}

void
aft_house_database_tend (AftHouseDatabase *database, gboolean is_idle)
{
  int limit = database->checkpoint_at + (is_idle ? 0 : LOG_PAGES_LATER);
  if (database->connection == NULL || g_atomic_int_get (&database->log_pages) < limit)
    return;
  int pages = 0;
  int copied = 0;
  sqlite3 *sqlite = aft_house_connection_get_sqlite (database->connection);
  int code = sqlite3_wal_checkpoint_v2 (sqlite, NULL, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);
  if (code == SQLITE_OK)
    note_checkpoint (database, pages, copied);
  else if (code != SQLITE_BUSY && code != SQLITE_FULL && aft_sqlite_is_in_doubt (sqlite))
    drop_connections (database, FALSE);
  else
    database->checkpoint_at += LOG_PAGES;
}

void
aft_house_database_acknowledge (AftHouseDatabase *database, const GArray *acknowledged)
{
  GArray *known = database->acknowledged;
  guint count = MIN (acknowledged->len, ACKNOWLEDGED_MAX);
  if (count == 0)
    return;
  g_array_append_vals (
      known, &g_array_index (acknowledged, AftHouseAcknowledged, acknowledged->len - count), count);
  /* Not every time: moving all of them costs more than a small transaction's rows. */
  if (known->len > 2 * ACKNOWLEDGED_MAX)
    g_array_remove_range (known, 0, known->len - ACKNOWLEDGED_MAX);
}

static gint64
get_size (const char *path, const char *suffix)
{
  GStatBuf status;
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  return g_stat (name, &status) == 0 ? status.st_size : 0;
}

void
aft_house_database_add_counters (AftHouseDatabase *database, AftHouseCounters *counters)
{
  g_mutex_lock (&database->lock);
  counters->reopenings = database->reopenings;
  counters->checkpoints = database->checkpoints;
  g_mutex_unlock (&database->lock);
  counters->data_bytes = get_size (database->path, "");
  counters->log_bytes = get_size (database->path, "-wal");
}
