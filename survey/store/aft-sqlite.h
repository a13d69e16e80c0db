/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "aft-digest.h"
#include "aft-id.h"

G_BEGIN_DECLS

/* SQLite as the store uses it: errors converted where they enter, statements that free themselves,
 * parameters bound by type. Private to survey/store. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/* Sets @error from @connection's last one: FULL (also a quota, or no room found by fsync), BUSY,
 * CORRUPT, UNAVAILABLE (cannot be opened, read or written), else INTERNAL. @connection may be NULL:
 * out of memory. */
void aft_sqlite_set_error (sqlite3 *connection, GError **error);

/* Could the file now differ from what the connection believes? Ask right after a failure. */
gboolean aft_sqlite_is_in_doubt (sqlite3 *connection);

/* Without parameters, any number of statements, no rows wanted. */
gboolean
aft_sqlite_execute (sqlite3 *connection, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One statement; g_autoptr (sqlite3_stmt). */
sqlite3_stmt *
aft_sqlite_prepare (sqlite3 *connection, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The next row? FALSE with @error unset when there is none left. */
gboolean aft_sqlite_step (sqlite3_stmt *statement, GError **error);

/* A statement that gives no rows. */
gboolean aft_sqlite_run (sqlite3_stmt *statement, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @index from 1. Texts and blobs must live until the statement is reset or freed; NULL binds NULL.
 */
void aft_sqlite_bind_integer (sqlite3_stmt *statement, int index, gint64 number);
void aft_sqlite_bind_text (sqlite3_stmt *statement, int index, const char *text);
void aft_sqlite_bind_id (sqlite3_stmt *statement, int index, const AftId *id);
void aft_sqlite_bind_digest (sqlite3_stmt *statement, int index, const AftDigest *digest);

/* @column from 0. Zeros when the column is not of the right size: such a row fails every check. */
AftId aft_sqlite_get_id (sqlite3_stmt *statement, int column);
AftDigest aft_sqlite_get_digest (sqlite3_stmt *statement, int column);
char *aft_sqlite_dup_text (sqlite3_stmt *statement, int column);

/* The one number a statement without parameters gives. */
gboolean aft_sqlite_query_integer (sqlite3 *connection,
                                   const char *sql,
                                   gint64 *ret_number,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Runs one of the integrity pragmas, which give one row "ok" or rows that say what is wrong:
 * CORRUPT with the first of them. */
gboolean aft_sqlite_check_structure (sqlite3 *connection,
                                     const char *pragma,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Copies the log into the database and empties it; all of it is on the disk then. */
gboolean aft_sqlite_checkpoint (sqlite3 *connection, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
