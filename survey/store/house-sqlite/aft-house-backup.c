/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of the whole: made of one snapshot while the store goes on, and put back in its place. A
 * copy counts only when it is complete and synced; then each device is told how far it reaches. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-error.h"
#include "aft-house-sqlite-care-private.h"
#include "aft-store-file.h"

/* Pages copied at a time: 256 KiB. */
#define STEP_PAGES       64
#define LONGEST_PAUSE_US 50000

static void
tell (const AftHouseProgress *progress, sqlite3_backup *backup)
{
  guint64 total = MAX (1, sqlite3_backup_pagecount (backup));
  if (progress != NULL)
    progress->tell (total - sqlite3_backup_remaining (backup), total, progress->data);
}

/* What is synced at once lets every commit wait behind it: so a little at a time, and then the disk
 * is left alone for as long as that took. */
static void
give_way (int file, gint64 started_us)
{
  if (fdatasync (file) == 0)
    g_usleep (MIN (g_get_monotonic_time () - started_us, LONGEST_PAUSE_US));
}

/* @file: the copy's own file where others work beside it, else -1. */
static gboolean
copy_pages (sqlite3 *from, sqlite3 *to, int file, const AftHouseProgress *progress, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  if (backup == NULL)
    {
      aft_sqlite_set_error (to, error);
      return FALSE;
    }
  int code = SQLITE_OK;
  while (code == SQLITE_OK)
    {
      gint64 started_us = g_get_monotonic_time ();
      code = sqlite3_backup_step (backup, STEP_PAGES);
      if (code == SQLITE_OK && file >= 0)
        give_way (file, started_us);
      tell (progress, backup);
    }
  sqlite3_backup_finish (backup);
  if (code == SQLITE_DONE)
    return TRUE;
  aft_sqlite_set_error (code == SQLITE_BUSY || code == SQLITE_LOCKED ? from : to, error);
  return FALSE;
}

static gboolean
refuse (const char *path, const char *why, GError **error)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s %s", path, why);
  return FALSE;
}

static gboolean
is_same_file (const char *path, const char *database, const char *suffix)
{
  struct stat one;
  struct stat other;
  g_autofree char *name = g_strconcat (database, suffix, NULL);
  return stat (path, &one) == 0 && stat (name, &other) == 0 && one.st_dev == other.st_dev
         && one.st_ino == other.st_ino;
}

static gboolean
is_of_database (const char *path, const char *database)
{
  return is_same_file (path, database, "") || is_same_file (path, database, "-wal")
         || is_same_file (path, database, "-shm");
}

/* What is at @path goes when the copy is put there: it must not be the database, nor a device. */
static gboolean
check_target (const char *path, const char *database, GError **error)
{
  struct stat status;
  if (is_of_database (path, database))
    return refuse (path, "is the database itself", error);
  return lstat (path, &status) != 0 || S_ISREG (status.st_mode)
         || refuse (path, "is there and is no file", error);
}

/* A copy of the database without what stood in its log would lose that in silence. */
static gboolean
check_source (const char *path, const char *database, GError **error)
{
  struct stat status;
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  if (is_of_database (path, database))
    return refuse (path, "is the database itself", error);
  return stat (log, &status) != 0 || status.st_size == 0
         || refuse (path, "has a log beside it: it was not made by backup", error);
}

typedef struct
{
  const char *path; /* of the part */
  GArray *reaches;  /* Reach */
  const AftHouseProgress *progress;
} Backup;

/* A device's gapless prefix in the copy. */
typedef struct
{
  gint32 device;
  guint64 sequence;
} Reach;

static gboolean
read_reaches (AftHouseSession *session, GArray *reaches, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT ref, last_sequence FROM device", error);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    {
      Reach reach = { sqlite3_column_int (row, 0), sqlite3_column_int64 (row, 1) };
      g_array_append_val (reaches, reach);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* In the snapshot of the session: what was read first and what is copied are of one moment, and no
 * writing in between makes the copying begin anew. */
static gboolean
work_copy (AftHouseSession *session, gpointer data, GError **error)
{
  Backup *backup = data;
  sqlite3 *to = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  g_array_set_size (backup->reaches, 0);
  if (!read_reaches (session, backup->reaches, error)
      || !aft_store_file_remove (backup->path, error))
    return FALSE;
  gboolean is_done = sqlite3_open_v2 (backup->path, &to, flags, NULL) == SQLITE_OK;
  int file = is_done ? open (backup->path, O_RDONLY | O_CLOEXEC) : -1;
  if (!is_done)
    aft_sqlite_set_error (to, error);
  else
    /* Nobody else knows of the file, and it is synced as a whole when it is done. */
    is_done = g_chmod (backup->path, 0600) == 0
              && aft_sqlite_execute (to,
                                     "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;"
                                     "PRAGMA cache_size = -256",
                                     error)
              && copy_pages (aft_house_connection_get_sqlite (session->connection), to, file,
                             backup->progress, error);
  sqlite3_close (to);
  if (file >= 0)
    close (file);
  return is_done;
}

static gboolean
write_reach (AftHouseSession *session, const Reach *reach, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "UPDATE device SET backup_sequence = ?2 WHERE ref = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, reach->device);
  aft_sqlite_bind_integer (row, 2, reach->sequence);
  return aft_sqlite_run (row, error);
}

static gboolean
work_note (AftHouseSession *session, gpointer data, GError **error)
{
  const Backup *backup = data;
  for (guint i = 0; i < backup->reaches->len; i++)
    if (!write_reach (session, &g_array_index (backup->reaches, Reach, i), error))
      return FALSE;
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, session->now_ms);
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO setting (name, text) VALUES ('store.backed-up-ms', ?1)"
      " ON CONFLICT (name) DO UPDATE SET text = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, now);
  return aft_sqlite_run (row, error);
}

gboolean
aft_house_sqlite_back_up (AftHouseStore *store,
                          const char *path,
                          const AftHouseProgress *progress,
                          GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (GArray) reaches = g_array_new (FALSE, FALSE, sizeof (Reach));
  Backup backup = { part, reaches, progress };
  if (!check_target (path, aft_house_sqlite_get_path (store), error))
    return FALSE;
  if (!aft_house_sqlite_read_long (store, work_copy, &backup, error)
      || !aft_store_file_put_in_place (part, path, error))
    {
      g_unlink (part);
      return FALSE;
    }
  return aft_house_sqlite_write (store, work_note, &backup, error);
}

/* A backup has no log, and none is made by looking at it. */
static sqlite3 *
open_backup (const char *path, GError **error)
{
  sqlite3 *sqlite = NULL;
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (whole, NULL, error);
  if (uri == NULL)
    return NULL;
  g_autofree char *immutable = g_strconcat (uri, "?immutable=1", NULL);
  if (sqlite3_open_v2 (immutable, &sqlite, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL)
      == SQLITE_OK)
    return sqlite;
  aft_sqlite_set_error (sqlite, error);
  sqlite3_close (sqlite);
  return NULL;
}

/* All of it, not only at first sight: it is about to replace everything. */
static gboolean
check_backup (sqlite3 *backup, GError **error)
{
  AftMigrations migrations = aft_migrations_get_house ();
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (AftHouseAcknowledged));
  return aft_house_check_sound (backup, aft_migrations_get_head (&migrations), nothing, error)
         && aft_sqlite_check_structure (backup, "PRAGMA integrity_check(1)", error);
}

/* A backup on its way back. */
typedef struct
{
  const AftHouseSqliteOptions *options;
  const char *backup;
  const char *actor;
} Restoring;

static gboolean
write_copy (sqlite3 *from, const char *path, const AftHouseProgress *progress, GError **error)
{
  sqlite3 *to = NULL;
  gboolean is_done = FALSE;
  if (!aft_store_file_remove (path, error))
    return FALSE;
  if (sqlite3_open_v2 (path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
    aft_sqlite_set_error (to, error);
  else
    is_done = g_chmod (path, 0600) == 0
              && aft_sqlite_execute (to, "PRAGMA journal_mode = OFF", error)
              && copy_pages (from, to, -1, progress, error);
  sqlite3_close (to);
  return is_done;
}

static gboolean
set_system_error (const char *path, GError **error)
{
  int number = errno;
  g_set_error (error, AFT_ERROR, number == ENOSPC ? AFT_ERROR_FULL : AFT_ERROR_UNAVAILABLE,
               "Cannot keep %s: %s", path, g_strerror (number));
  return FALSE;
}

/* A second name for what is there, and its log moved to it: at no moment is there no database. */
static gboolean
keep_former (const char *path, GError **error)
{
  g_autofree char *former = g_strconcat (path, ".before-restore", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *former_log = g_strconcat (former, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  if (!aft_store_file_remove (former, error) || !aft_store_file_remove (former_log, error)
      || !aft_store_file_remove (index, error))
    return FALSE;
  if (link (path, former) != 0 && errno != ENOENT)
    return set_system_error (path, error);
  if (g_rename (log, former_log) != 0 && errno != ENOENT)
    return set_system_error (log, error);
  return TRUE;
}

static gboolean
append_note (AftHouseSession *session, const char *actor, const char *backup, GError **error)
{
  sqlite3 *sqlite = aft_house_connection_get_sqlite (session->connection);
  g_autofree char *name = g_path_get_basename (backup);
  g_autofree char *readable = g_filename_display_name (name);
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "backup", readable);
  return aft_house_session_note (session, actor, "house.restore", NULL, detail, error)
         && aft_sqlite_checkpoint (sqlite, error);
}

/* The copy says itself that it was put here, before it is. */
static gboolean
note_restoring (const Restoring *restoring, const char *part, GError **error)
{
  g_autofree char *log = g_strconcat (part, "-wal", NULL);
  g_autofree char *index = g_strconcat (part, "-shm", NULL);
  AftHouseSession session = { .now_ms = aft_clock_get_real_ms (restoring->options->clock) };
  session.connection = aft_house_connection_open (part, NULL, AFT_HOUSE_WRITES, error);
  gboolean is_noted = session.connection != NULL
                      && append_note (&session, restoring->actor, restoring->backup, error);
  aft_house_connection_free (session.connection);
  g_unlink (log);
  g_unlink (index);
  return is_noted;
}

static gboolean
restore_locked (const Restoring *restoring, const char *path, sqlite3 *backup, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".restoring", NULL);
  if (write_copy (backup, part, restoring->options->progress, error)
      && note_restoring (restoring, part, error) && keep_former (path, error)
      && aft_store_file_put_in_place (part, path, error))
    return TRUE;
  g_unlink (part);
  return FALSE;
}

gboolean
aft_house_sqlite_restore (const AftHouseSqliteOptions *options,
                          const char *backup_path,
                          const char *actor,
                          GError **error)
{
  Restoring restoring = { options, backup_path, actor };
  g_autofree char *path = g_canonicalize_filename (options->path, NULL);
  int folder = aft_store_file_lock_folder (path, error);
  if (folder < 0)
    return FALSE;
  sqlite3 *backup
      = check_source (backup_path, path, error) ? open_backup (backup_path, error) : NULL;
  gboolean is_done = backup != NULL && check_backup (backup, error)
                     && restore_locked (&restoring, path, backup, error);
  sqlite3_close (backup);
  close (folder);
  return is_done;
}
