/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-proof.h"
#include "aft-house-store.h"

G_BEGIN_DECLS

/* AftHouseStore: proof and care. Audit, completeness, verification, backup, counters. Errors as in
 * aft-house-store.h. */

/* Appends; sequence and time of @row are ignored. INVALID: see AftHouseAuditRow. */
gboolean aft_house_store_append_audit_sync (AftHouseStore *store,
                                            const AftHouseAuditRow *row,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftHouseAuditRow after @after_sequence, at most @limit (1–1,000). */
GPtrArray *aft_house_store_list_audit_sync (AftHouseStore *store,
                                            guint64 after_sequence,
                                            guint limit,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sequences from first to last, both missing. */
typedef struct
{
  guint64 first;
  guint64 last;
} AftHouseGap;

/* Is everything there that one kiosk has numbered? */
typedef struct
{
  AftId device_id;
  AftId venue_id;
  guint64 first;         /* lowest sequence that is here, 0: nothing is */
  guint64 last;          /* highest */
  guint64 last_sequence; /* end of the gapless prefix, equal to last when nothing is missing */
  AftDigest last_chain;
  guint64 refused; /* of these: refused for good, the kiosk shows them to staff */
  guint64 breaks;  /* of these: did not fit the chain when they came */
  GArray *gaps;    /* AftHouseGap, by sequence; the first 1,000 */
} AftHouseCompleteness;
void aft_house_completeness_free (AftHouseCompleteness *completeness);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseCompleteness, aft_house_completeness_free)

/* AftHouseCompleteness of every device, of one with @device_id (NOT_FOUND). */
GPtrArray *aft_house_store_list_completeness_sync (AftHouseStore *store,
                                                   const AftId *device_id,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What one kiosk brought for one business day. */
typedef struct
{
  gint32 day; /* days since 1970-01-01 */
  guint64 count;
  guint64 first; /* lowest and highest sequence of that day */
  guint64 last;
} AftHouseDay;
/* AftHouseDay, by day, both ends included. NOT_FOUND. */
GArray *aft_house_store_list_days_sync (AftHouseStore *store,
                                        const AftId *device_id,
                                        gint32 from_day,
                                        gint32 to_day,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Checks the files, recomputes every digest and chain, recounts rollups and days. Takes long and
 * little memory; the store goes on meanwhile. An error only when looking itself failed. @progress:
 * may be NULL, as is. */
AftHouseVerification *aft_house_store_verify_sync (AftHouseStore *store,
                                                   const AftHouseProgress *progress,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes a whole, consistent copy to @path (which is replaced at once when all of it is on the
 * disk) while the store goes on, and notes for each device how far it reaches. INVALID: what is
 * there is the database itself, or no file. */
gboolean aft_house_store_back_up_sync (AftHouseStore *store,
                                       const char *path,
                                       const AftHouseProgress *progress,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For /metrics. Counts since the store was opened, but for those in brackets: now. */
typedef struct
{
  guint64 stored;
  guint64 duplicates;
  guint64 refused;
  guint64 alarms;
  guint64 jobs;         /* carried out */
  guint64 transactions; /* that held them */
  guint64 failures;     /* transactions that were undone by the disk */
  guint64 reopenings;   /* of the database after such a failure */
  guint64 checkpoints;
  guint64 queue;       /* [jobs that wait] */
  gint64 data_bytes;   /* [of the database] */
  gint64 log_bytes;    /* [of its log] */
  gint64 backed_up_ms; /* [the last backup; 0: none] */
} AftHouseCounters;
void aft_house_store_get_counters (AftHouseStore *store, AftHouseCounters *ret_counters);

G_END_DECLS
