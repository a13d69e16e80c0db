/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-response.h"

G_BEGIN_DECLS

/* AftKioskStore: everything a kiosk must not lose, in one SQLite file with one connection on a
 * thread of its own. When a call that records has succeeded, the record is on the disk
 * (synchronous=FULL): thank the guest then and not before.
 *
 * Every operation comes twice. `_async` returns at once and calls back in the thread-default main
 * context of the caller (source object NULL); `_sync` waits and is for tools and tests, never for
 * the GTK thread. Operations are carried out one by one in the order in which they were asked for,
 * from whatever thread, and cannot be cancelled.
 *
 * Errors that every operation can give: FULL (no room; nothing was written, ask again: it works as
 * soon as there is room), UNAVAILABLE (the disk cannot be written or read; the next call opens the
 * file anew, writes everything through and looks for the last acknowledged rows before it does
 * anything else), CORRUPT (those rows, or parts of the file, are damaged). */
typedef struct _AftKioskStore AftKioskStore;

typedef struct
{
  const char *path;       /* of the database; its folder must exist and holds only this store */
  AftClock *clock;        /* for when a row was stored */
  const AftId *device_id; /* begins the chain */
  const char *vfs;        /* SQLite VFS; NULL: the default. For tests and benches */
} AftKioskStoreOptions;

/* What a recorded response or event got. A plain value. */
typedef struct
{
  AftId id;
  guint64 sequence; /* from 1, without gaps */
  AftDigest digest; /* of the body */
  AftDigest chain;
} AftStoreReceipt;

/* Opens @options->path, made if it is missing and brought to this program's schema (after a backup
 * beside it, PATH.before-N, when it holds data). Rows left open by a crash are finished in state
 * tap. Errors, each leaving the file byte for byte as it was: BUSY (another program has it),
 * INVALID (not a database, or not Aftertaste's), UNSUPPORTED (of a newer program), CORRUPT
 * (damaged), CONFLICT (of another device), FULL, UNAVAILABLE. Free with aft_kiosk_store_unref(). */
AftKioskStore *aft_kiosk_store_open_sync (const AftKioskStoreOptions *options,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_open_async (const AftKioskStoreOptions *options,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
AftKioskStore *aft_kiosk_store_open_finish (GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Counted atomically. The last unref carries out what was asked for, closes the file and waits for
 * both (some commits at most); callbacks still arrive afterwards. Accepts NULL. */
AftKioskStore *aft_kiosk_store_ref (AftKioskStore *store);
void aft_kiosk_store_unref (AftKioskStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftKioskStore, aft_kiosk_store_unref)

/* A tap on the rest screen: @tap (state tap) is kept as an open row without sequence or outbox row.
 * A second tap with the same id replaces the first. CONFLICT when that id is finished already. */
gboolean aft_kiosk_store_record_tap_sync (AftKioskStore *store,
                                          AftResponse *tap,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_record_tap_async (AftKioskStore *store,
                                       AftResponse *tap,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean aft_kiosk_store_record_tap_finish (GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The guest took the rating back: deletes the open row @id; nothing happens when there is none. */
gboolean aft_kiosk_store_clear_tap_sync (AftKioskStore *store,
                                         const AftId *id,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_clear_tap_async (AftKioskStore *store,
                                      const AftId *id,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean aft_kiosk_store_clear_tap_finish (GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The end of a sitting: all its final responses (AftResponse, 1–8, one sitting) with sequences,
 * chain and outbox rows in one transaction. A response with the id of an open row takes its place;
 * another open row of the sitting is finished as the tap it is. Asking twice is harmless: the same
 * id with the same body gives the same receipt; with another body CONFLICT, and nothing is written.
 * Also INVALID, TOO_LARGE (aft-body.h). The array of AftStoreReceipt is in the order of @responses
 * and the caller's: g_array_unref(). */
GArray *aft_kiosk_store_finish_sync (AftKioskStore *store,
                                     GPtrArray *responses,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_finish_async (AftKioskStore *store,
                                   GPtrArray *responses,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GArray *aft_kiosk_store_finish_finish (GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An event in mid-sitting (kind call-staff): sequence, chain and outbox row at once; open rows stay
 * open. Repeating it as above. One receipt, g_free(). */
AftStoreReceipt *aft_kiosk_store_record_event_sync (AftKioskStore *store,
                                                    AftResponse *event,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_record_event_async (AftKioskStore *store,
                                         AftResponse *event,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
AftStoreReceipt *aft_kiosk_store_record_event_finish (GAsyncResult *result,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
