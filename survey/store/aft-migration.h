/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The numbered steps from an empty file to this program's schema: files "0001-….sql", "0002-….sql"
 * and so on without a gap in a folder of a GResource, each of which sets PRAGMA user_version to its
 * own number. Private to survey/store. */
typedef struct
{
  GResource *resource;
  const char *folder; /* "/aftertaste/store/kiosk/" */
} AftMigrations;

/* The kiosk's own. */
AftMigrations aft_migrations_get_kiosk (void);

/* The number of the last step: the schema that this program knows. */
int aft_migrations_get_head (const AftMigrations *migrations);

/* Carries out the steps that @connection's user_version lacks, all in one transaction: a program
 * that fails to upgrade leaves the file to the one before it. First a copy is made at @backup_path
 * (NULL: none) by VACUUM INTO and synced. */
gboolean aft_migrations_run (const AftMigrations *migrations,
                             sqlite3 *connection,
                             const char *backup_path,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
