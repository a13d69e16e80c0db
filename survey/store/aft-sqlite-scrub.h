/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-sqlite.h"

G_BEGIN_DECLS

/* secure_delete overwrites what is deleted, but not what lay in a page before its cells were moved
 * to another one: such bytes stay between a page's pointers and its content (SQLite's file format,
 * 1.6) until somebody needs the room. Overwrites them with zeros in the file itself, all pages, and
 * syncs. Private to survey/store.
 *
 * Within a write transaction of @connection, whose log is empty: nobody else writes then, and the
 * pages in the file are the pages. What other connections hold in their caches must be made old by
 * a change in the same transaction; what this one holds, by aft_sqlite_forget_pages() after it. */
gboolean aft_sqlite_scrub (sqlite3 *connection, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_sqlite_forget_pages (sqlite3 *connection);

G_END_DECLS
