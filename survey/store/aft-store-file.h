/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-migration.h"

G_BEGIN_DECLS

/* A database as a file, before and beside SQLite. Private to survey/store. */

typedef enum
{
  AFT_STORE_FILE_MISSING,
  AFT_STORE_FILE_AT_REST, /* nothing in its log: can be checked without opening it for writing */
  AFT_STORE_FILE_WITH_LOG
} AftStoreFileState;

/* Takes the folder that holds @path for this process until the descriptor is closed: -1 with BUSY
 * when another program (or store) has it, UNAVAILABLE when there is none. */
int aft_store_file_lock_folder (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Looks at the first bytes of @path, reading only: INVALID when it is not a database or not one
 * with
 * @application_id, UNSUPPORTED when its schema is later than @head, CORRUPT when it is cut off. */
gboolean aft_store_file_check (const char *path,
                               guint32 application_id,
                               int head,
                               AftStoreFileState *ret_state,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a new database holds beside its schema. */
typedef gboolean (*AftStoreFill) (sqlite3 *memory, gpointer data, GError **error);

/* Makes a database at @path, @fill (may be NULL) filling it: all of it at once or, after a crash,
 * nothing. */
gboolean aft_store_file_create (const char *path,
                                const AftMigrations *migrations,
                                AftStoreFill fill,
                                gpointer data,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Syncs @part, renames it to @path and syncs the folder. */
gboolean aft_store_file_put_in_place (const char *part,
                                      const char *path,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Deletes @path if it is there. */
gboolean aft_store_file_remove (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
