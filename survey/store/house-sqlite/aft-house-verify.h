/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-database.h"

G_BEGIN_DECLS

/* The thorough look, in parts. Private to house-sqlite. Each reads in the session's snapshot, adds
 * findings, and fails only when it could not look. */

/* Adds one line, unless there are enough. */
void aft_house_verify_find (AftHouseVerification *verification, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

/* aft-house-verify-chains.c: devices' chains and the audit's. */
gboolean aft_house_verify_chains (AftHouseSession *session,
                                  AftHouseVerification *verification,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean aft_house_verify_audit (AftHouseSession *session,
                                 AftHouseVerification *verification,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* aft-house-recount.c: every response's digest, the rollups, the days. */
gboolean aft_house_verify_counts (AftHouseSession *session,
                                  AftHouseVerification *verification,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
