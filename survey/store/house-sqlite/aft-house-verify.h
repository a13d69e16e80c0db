/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-database.h"

G_BEGIN_DECLS

/* The thorough look, in parts. Private to house-sqlite. Each reads in the session's snapshot, adds
 * findings and figures, and fails only when it could not look. */
typedef struct
{
  AftHouseSession *session;
  AftHouseVerification *verification;
  GHashTable *proofs; /* device's ref → AftHouseProof, borrowed from the verification */
  const AftHouseProgress *progress;
  guint64 done;
  guint64 total;
} AftHouseVerify;

/* Adds one line, unless there are enough. */
void aft_house_verify_find (AftHouseVerify *verify, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* One row more has been looked at. */
void aft_house_verify_step (AftHouseVerify *verify);
/* NULL: there is no such device. */
AftHouseProof *aft_house_verify_get_proof (AftHouseVerify *verify, gint32 device);

/* aft-house-verify-chains.c: devices' chains, which give each its proof. */
gboolean aft_house_verify_chains (AftHouseVerify *verify, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* aft-house-verify-audit.c */
gboolean aft_house_verify_audit (AftHouseVerify *verify, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* aft-house-verify-cases.c */
gboolean aft_house_verify_cases (AftHouseVerify *verify, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* aft-house-verify-promises.c */
gboolean aft_house_verify_promises (AftHouseVerify *verify,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* aft-house-recount.c: every response's digest, the rollups, the days. */
gboolean aft_house_verify_counts (AftHouseVerify *verify, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* aft-house-proofs.c: what a row adds to its device's figures. */
typedef struct
{
  guint64 sequence;
  gboolean has_day; /* responses only */
  gint32 day;
  gboolean is_refused;
  gboolean is_break;
} AftHouseProofRow;
AftHouseProof *aft_house_proof_new (void);
/* The figures of @day, made where there are none; borrowed until the next call. */
AftHouseProofDay *aft_house_proof_get_day (AftHouseProof *proof, gint32 day);
/* Rows come by sequence. */
void aft_house_proof_add (AftHouseProof *proof, const AftHouseProofRow *row);
/* After the last row: @end, up to which everything must be here. */
void aft_house_proof_end (AftHouseProof *proof, guint64 end);

G_END_DECLS
