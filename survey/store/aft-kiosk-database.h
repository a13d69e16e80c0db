/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-item.h"
#include "aft-kiosk-store-read.h"
#include "aft-migration.h"
#include "aft-sqlite.h"

G_BEGIN_DECLS

/* PRAGMA application_id of kiosk/0001-first.sql: "AFT1". */
#define AFT_KIOSK_APPLICATION_ID 0x41465431

/* AftKioskDatabase: the one connection to the kiosk's database, used on one thread at a time.
 * Private to survey/store; AftKioskStore gives it a thread, tools and tests may use it directly. */
typedef struct _AftKioskDatabase AftKioskDatabase;

/* Copies @options; nothing is opened yet. @migrations: NULL for the kiosk's own. */
AftKioskDatabase *aft_kiosk_database_new (const AftKioskStoreOptions *options,
                                          const AftMigrations *migrations);
/* Closes. Accepts NULL. */
void aft_kiosk_database_free (AftKioskDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftKioskDatabase, aft_kiosk_database_free)

/* As aft_kiosk_store_open_sync(). */
gboolean aft_kiosk_database_open (AftKioskDatabase *database,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

const AftId *aft_kiosk_database_get_device_id (AftKioskDatabase *database);
gint64 aft_kiosk_database_get_now_ms (AftKioskDatabase *database);

/* Work on the open connection; may be carried out a second time after its transaction was undone.
 */
typedef gboolean (*AftKioskWork) (AftKioskDatabase *database,
                                  sqlite3 *connection,
                                  gpointer data,
                                  GError **error);

/* Carries @work out in one transaction and makes it durable, opening the file anew first where an
 * earlier failure left it in doubt. All or nothing. */
gboolean aft_kiosk_database_write (AftKioskDatabase *database,
                                   AftKioskWork work,
                                   gpointer data,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for @work that only reads. */
gboolean aft_kiosk_database_read (AftKioskDatabase *database,
                                  AftKioskWork work,
                                  gpointer data,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Copies the log into the database and empties it, overwrites what lies unused in its pages, and
 * takes the copy away that was made before a migration: what was erased is in no file then. */
gboolean aft_kiosk_database_empty_log (AftKioskDatabase *database,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Copies a log that has grown into the database; to be called when nobody waits. A failure shows at
 * the next operation. */
void aft_kiosk_database_tend (AftKioskDatabase *database);

/* To be called when a write has succeeded and before anybody is told: the row that must be found
 * again after a failure. Sequence 0: an open row. */
void aft_kiosk_database_acknowledge (AftKioskDatabase *database, const AftStoreReceipt *receipt);
/* To be called before the open row @id is deleted: from then on it may be there or not. */
void aft_kiosk_database_forget_open (AftKioskDatabase *database, const AftId *id);

/* aft-kiosk-record.c: the operations of aft-kiosk-store.h. */
gboolean aft_kiosk_database_record_tap (AftKioskDatabase *database,
                                        AftResponse *tap,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean aft_kiosk_database_clear_tap (AftKioskDatabase *database,
                                       const AftId *id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *aft_kiosk_database_finish (AftKioskDatabase *database,
                                   GPtrArray *responses,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *aft_kiosk_database_record_event (AftKioskDatabase *database,
                                         AftResponse *event,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What staff did, on its way into the outbox. */
typedef struct
{
  AftItemKind kind;        /* CASE_ACTION or DRILL */
  const char *body;        /* canonical */
  AftStoreReceipt receipt; /* its id is given, the rest is filled in */
} AftKioskItem;

gboolean aft_kiosk_database_record_item (AftKioskDatabase *database,
                                         AftKioskItem *item,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Work: finishes every open row as the tap it is. */
gboolean aft_kiosk_record_settle_all (AftKioskDatabase *database,
                                      sqlite3 *connection,
                                      gpointer unused,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* aft-kiosk-check.c. */
typedef struct
{
  const AftId *device_id;
  int head;             /* latest schema that is understood */
  GArray *acknowledged; /* AftStoreReceipt: rows that must be there */
} AftKioskExpected;

/* Is what @connection shows sound, ours and not too new? Reads only. */
gboolean aft_kiosk_check_content (sqlite3 *connection,
                                  const AftKioskExpected *expected,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Everything; see aft_kiosk_store_verify_sync(). */
gboolean aft_kiosk_check_all (sqlite3 *connection,
                              const AftId *device_id,
                              guint64 *ret_rows,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
