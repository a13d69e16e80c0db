/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-store.h"

G_BEGIN_DECLS

/* The rest of AftKioskStore: settings, survey definitions, counts, the outbox in order, and the
 * full check. Errors as in aft-kiosk-store.h. */

/* Names: 1–64 characters of a–z, 0–9, '-' and '.'; INVALID else. @text NULL deletes; at most 64
 * KiB. */
gboolean aft_kiosk_store_set_setting_sync (AftKioskStore *store,
                                           const char *name,
                                           const char *text,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_set_setting_async (AftKioskStore *store,
                                        const char *name,
                                        const char *text,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean aft_kiosk_store_set_setting_finish (GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Newly allocated; NOT_FOUND when it is not set. */
char *aft_kiosk_store_get_setting_sync (AftKioskStore *store,
                                        const char *name,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_get_setting_async (AftKioskStore *store,
                                        const char *name,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
char *aft_kiosk_store_get_setting_finish (GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Keeps the canonical text of a survey's definition under its digest, so that every response can be
 * read by what was asked. Storing it again does nothing. */
gboolean aft_kiosk_store_put_survey_sync (AftKioskStore *store,
                                          const char *survey_id,
                                          const char *version,
                                          const char *canonical_text,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_put_survey_async (AftKioskStore *store,
                                       const char *survey_id,
                                       const char *version,
                                       const char *canonical_text,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean aft_kiosk_store_put_survey_finish (GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The definition with @digest, newly allocated; NOT_FOUND. */
char *aft_kiosk_store_get_survey_sync (AftKioskStore *store,
                                       const AftDigest *digest,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For the desk. */
typedef struct
{
  guint64 responses;   /* finished since the given time, calls for staff left out */
  guint64 complaints;  /* of those */
  guint64 calls;       /* for staff, since then */
  guint64 unsent;      /* in the outbox, of any time */
  guint64 quarantined; /* refused by the collector, of any time */
} AftStoreCounts;

/* @since_ms: UTC, the start of the business day. The result of the asynchronous form: g_free(). */
gboolean aft_kiosk_store_count_sync (AftKioskStore *store,
                                     gint64 since_ms,
                                     AftStoreCounts *ret_counts,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_count_async (AftKioskStore *store,
                                  gint64 since_ms,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
AftStoreCounts *aft_kiosk_store_count_finish (GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One row of the outbox. */
typedef struct
{
  guint64 sequence;
  AftId id;
  char *kind; /* "response" or "call-staff" */
  AftDigest previous;
  AftDigest chain;
  AftDigest digest;
  char *body;
  guint attempts;
  gint64 stored_ms; /* UTC */
} AftOutboxRow;

void aft_outbox_row_free (AftOutboxRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftOutboxRow, aft_outbox_row_free)

/* The next unsent rows after @after_sequence (0: from the first) by sequence, 1 to @limit (≤ 200)
 * of them: a page. Empty at the end. AftOutboxRow, the caller's: g_ptr_array_unref(). */
GPtrArray *aft_kiosk_store_list_unsent_sync (AftKioskStore *store,
                                             guint64 after_sequence,
                                             guint limit,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_list_unsent_async (AftKioskStore *store,
                                        guint64 after_sequence,
                                        guint limit,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *aft_kiosk_store_list_unsent_finish (GAsyncResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Checks the whole file (PRAGMA integrity_check), every digest and the chain from its beginning.
 * CORRUPT names the first sequence that is wrong. @ret_rows (may be NULL): how many rows there are.
 */
gboolean aft_kiosk_store_verify_sync (AftKioskStore *store,
                                      guint64 *ret_rows,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
