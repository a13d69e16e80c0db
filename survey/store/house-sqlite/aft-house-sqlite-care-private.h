/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-sqlite-private.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* The rest of what is behind AftHouseStoreClass: receiving, proof and care. Private to
 * house-sqlite. */

/* aft-house-accept.c */
void aft_house_sqlite_accept (AftHouseStore *store, AftHouseBatch *batch, GTask *task);
AftHouseReceipts *
aft_house_sqlite_accept_sync (AftHouseStore *store, AftHouseBatch *batch, GError **error);

/* aft-house-audit.c */
gboolean
aft_house_sqlite_append_audit (AftHouseStore *store, const AftHouseAuditRow *row, GError **error);
GPtrArray *aft_house_sqlite_list_audit (AftHouseStore *store,
                                        guint64 after_sequence,
                                        guint limit,
                                        GError **error);
/* Appends a row within a work. */
gboolean aft_house_session_append_audit (AftHouseSession *session,
                                         const AftHouseAuditRow *row,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for what was done to the thing with @id (NULL: the house); @detail is eaten, NULL:
 * nothing to add. */
gboolean aft_house_session_note (AftHouseSession *session,
                                 const char *actor,
                                 const char *action,
                                 const AftId *id,
                                 AftValueBuilder *detail,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The link of @row after @previous: SHA-256 ("aftertaste-audit-1" ‖ sequence ‖ time, both as u64
 * big-endian ‖ previous ‖ each text as u32 length ‖ bytes). */
AftDigest aft_house_audit_next (const AftDigest *previous, const AftHouseAuditRow *row);
/* Reads the columns of AFT_HOUSE_AUDIT_COLUMNS. */
#define AFT_HOUSE_AUDIT_COLUMNS "sequence, time_ms, actor, action, subject, detail"
AftHouseAuditRow *aft_house_audit_read (sqlite3_stmt *row);

/* aft-house-complete.c */
GPtrArray *
aft_house_sqlite_list_completeness (AftHouseStore *store, const AftId *device_id, GError **error);
GArray *aft_house_sqlite_list_days (AftHouseStore *store,
                                    const AftId *device_id,
                                    gint32 from_day,
                                    gint32 to_day,
                                    GError **error);

/* aft-house-verify.c */
AftHouseVerification *
aft_house_sqlite_verify (AftHouseStore *store, const AftHouseProgress *progress, GError **error);

/* aft-house-backup.c */
gboolean aft_house_sqlite_back_up (AftHouseStore *store,
                                   const char *path,
                                   const AftHouseProgress *progress,
                                   GError **error);

G_END_DECLS
