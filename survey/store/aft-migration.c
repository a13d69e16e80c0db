/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing a database to this program's schema. A step is never edited after a release; what a step
 * does is in its .sql file, this file only knows order, transaction and backup.
 *
 * Not here: deciding whether a file is ours or too new (aft-store-file.c). */
#include "aft-migration.h"

#include <stdlib.h>
#include <string.h>

#include "aft-error.h"
#include "aft-store-file.h"
#include "aft-sqlite.h"
#include "store-resources.h"

AftMigrations
aft_migrations_get_kiosk (void)
{
  return (AftMigrations){ aft_store_get_resource (), "/aftertaste/store/kiosk/" };
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char **
list_steps (const AftMigrations *migrations)
{
  char **names = g_resource_enumerate_children (migrations->resource, migrations->folder,
                                                G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (names != NULL);
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (guint i = 0; names[i] != NULL; i++)
    g_assert (g_ascii_strtoll (names[i], NULL, 10) == i + 1);
  return names;
}

int
aft_migrations_get_head (const AftMigrations *migrations)
{
  g_auto (GStrv) names = list_steps (migrations);
  return g_strv_length (names);
}

static gboolean
query_version (sqlite3 *connection, gint64 *ret_version, GError **error)
{
  return aft_sqlite_query_integer (connection, "PRAGMA user_version", ret_version, error);
}

/* One step; the transaction is the caller's. */
static gboolean
apply_step (const AftMigrations *migrations,
            sqlite3 *connection,
            const char *name,
            gint64 number,
            GError **error)
{
  gint64 version = 0;
  g_autofree char *path = g_strconcat (migrations->folder, name, NULL);
  g_autoptr (GBytes) sql
      = g_resource_lookup_data (migrations->resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (sql != NULL);
  /* A GResource ends each file with a NUL that is not counted. */
  if (!aft_sqlite_execute (connection, g_bytes_get_data (sql, NULL), error)
      || !query_version (connection, &version, error))
    return FALSE;
  if (version == number)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INTERNAL,
               "Migration %" G_GINT64_FORMAT " leaves the schema at %" G_GINT64_FORMAT, number,
               version);
  return FALSE;
}

static gboolean
apply_steps (const AftMigrations *migrations,
             sqlite3 *connection,
             char **names,
             gint64 version,
             GError **error)
{
  gboolean is_done = aft_sqlite_execute (connection, "BEGIN IMMEDIATE", error);
  for (; is_done && names[version] != NULL; version++)
    is_done = apply_step (migrations, connection, names[version], version + 1, error);
  is_done = is_done && aft_sqlite_execute (connection, "COMMIT", error);
  if (!is_done && !sqlite3_get_autocommit (connection))
    sqlite3_exec (connection, "ROLLBACK", NULL, NULL, NULL);
  return is_done;
}

static gboolean
make_backup (sqlite3 *connection, const char *path, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  if (!aft_store_file_remove (part, error))
    return FALSE;
  g_autoptr (sqlite3_stmt) statement = aft_sqlite_prepare (connection, "VACUUM INTO ?1", error);
  if (statement == NULL)
    return FALSE;
  aft_sqlite_bind_text (statement, 1, part);
  return aft_sqlite_run (statement, error) && aft_store_file_put_in_place (part, path, error);
}

gboolean
aft_migrations_run (const AftMigrations *migrations,
                    sqlite3 *connection,
                    const char *backup_path,
                    GError **error)
{
  g_auto (GStrv) names = list_steps (migrations);
  gint64 head = g_strv_length (names);
  gint64 version = 0;
  if (!query_version (connection, &version, error))
    return FALSE;
  if (version >= head)
    return TRUE;
  if (backup_path != NULL && !make_backup (connection, backup_path, error))
    return FALSE;
  return apply_steps (migrations, connection, names, version, error);
}
