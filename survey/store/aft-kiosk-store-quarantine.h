/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-store-read.h"

G_BEGIN_DECLS

/* What the collector refused, for the desk; and definitions for who uploads. Errors as in
 * aft-kiosk-store.h. */

typedef struct
{
  guint64 sequence;
  AftId id;
  char *kind;        /* "response" or "call-staff" */
  char *reason;      /* "conflict", "invalid", "too-large" */
  gint64 refused_ms; /* UTC by the kiosk's clock */
} AftQuarantineRow;

void aft_quarantine_row_free (AftQuarantineRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftQuarantineRow, aft_quarantine_row_free)

/* The first 1 to @limit (≤ 200) behind @after_sequence, by sequence. AftQuarantineRow, the
 * caller's: g_ptr_array_unref(). */
GPtrArray *aft_kiosk_store_list_quarantined_sync (AftKioskStore *store,
                                                  guint64 after_sequence,
                                                  guint limit,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_list_quarantined_async (AftKioskStore *store,
                                             guint64 after_sequence,
                                             guint limit,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
GPtrArray *aft_kiosk_store_list_quarantined_finish (GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes the row @sequence out of quarantine: it is unsent again. NOT_FOUND when it is not in. */
gboolean aft_kiosk_store_release_sync (AftKioskStore *store,
                                       guint64 sequence,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_release_async (AftKioskStore *store,
                                    guint64 sequence,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean aft_kiosk_store_release_finish (GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As aft_kiosk_store_get_survey_sync(). */
void aft_kiosk_store_get_survey_async (AftKioskStore *store,
                                       const AftDigest *digest,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
char *aft_kiosk_store_get_survey_finish (GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
