/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-sqlite.h"

G_BEGIN_DECLS

/* AftHouseConnection: one connection to the house's database with its prepared statements. On one
 * thread at a time, except for the interruption. Private to house-sqlite. */
typedef struct _AftHouseConnection AftHouseConnection;

typedef enum
{
  AFT_HOUSE_READS,
  AFT_HOUSE_WRITES /* the only one that writes and copies the log */
} AftHouseMode;

/* Opens a file that is there; writes nothing into it but what SQLite needs for its log. */
AftHouseConnection *aft_house_connection_open (const char *path,
                                               const char *vfs,
                                               AftHouseMode mode,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Leaves the log as it is. Accepts NULL. */
void aft_house_connection_free (AftHouseConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseConnection, aft_house_connection_free)

/* Borrowed. */
sqlite3 *aft_house_connection_get_sqlite (AftHouseConnection *connection);

/* A statement that is prepared once and goes back by itself: g_autoptr (AftHouseRow). It must not
 * be asked for again before. */
typedef sqlite3_stmt AftHouseRow;
void aft_house_row_done (AftHouseRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseRow, aft_house_row_done)

/* @sql: a literal, which is what the statement is known by. */
AftHouseRow *aft_house_connection_prepare (AftHouseConnection *connection,
                                           const char *sql,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Room for the pages of one large transaction, which would else be written and read again many
 * times before it is over; and the usual room again. */
gboolean aft_house_connection_make_room (AftHouseConnection *connection,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean aft_house_connection_leave_room (AftHouseConnection *connection,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes what runs on another thread fail soon. */
void aft_house_connection_interrupt (AftHouseConnection *connection);

G_END_DECLS
