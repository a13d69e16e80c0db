/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-id.h"
#include "aft-migration.h"

G_BEGIN_DECLS

/* The kiosk's database as a file, before and beside SQLite. Private to survey/store. */

/* PRAGMA application_id of 0001-first.sql: "AFT1". */
#define AFT_KIOSK_APPLICATION_ID 0x41465431

typedef enum
{
  AFT_KIOSK_FILE_MISSING,
  AFT_KIOSK_FILE_AT_REST, /* nothing in its log: can be checked without opening it for writing */
  AFT_KIOSK_FILE_WITH_LOG
} AftKioskFileState;

/* Takes the folder that holds @path for this process until the descriptor is closed: -1 with BUSY
 * when another program (or store) has it, UNAVAILABLE when there is none. */
int aft_kiosk_file_lock_folder (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Looks at the first bytes of @path, reading only: INVALID when it is not a database or not ours,
 * UNSUPPORTED when its schema is later than @head, CORRUPT when it is cut off. */
gboolean aft_kiosk_file_check (const char *path,
                               int head,
                               AftKioskFileState *ret_state,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes an empty database of @device_id at @path: all of it at once or, after a crash, nothing. */
gboolean aft_kiosk_file_create (const char *path,
                                const AftMigrations *migrations,
                                const AftId *device_id,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Syncs @part, renames it to @path and syncs the folder. */
gboolean aft_kiosk_file_put_in_place (const char *part,
                                      const char *path,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Deletes @path if it is there. */
gboolean aft_kiosk_file_remove (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
