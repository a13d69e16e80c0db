/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking the audit's chain from its first row to where its end says it must end. */
#include "aft-chain.h"
#include "aft-house-sqlite-care-private.h"
#include "aft-house-verify.h"

/* A deleted row shows as missing, a changed one by its link, one that was moved by both. */
static void
judge_row (AftHouseVerify *verify, AftHouseRow *row, guint64 *sequence, AftDigest *chain)
{
  g_autoptr (AftHouseAuditRow) audit = aft_house_audit_read (row);
  AftDigest stored = aft_sqlite_get_digest (row, 6);
  AftDigest next = aft_house_audit_next (chain, audit);
  if (audit->sequence != *sequence + 1)
    aft_house_verify_find (verify, "audit: %" G_GUINT64_FORMAT "–%" G_GUINT64_FORMAT " is missing",
                           *sequence + 1, audit->sequence - 1);
  else if (!aft_digest_equal (&next, &stored))
    aft_house_verify_find (verify, "audit: row %" G_GUINT64_FORMAT " was changed or moved",
                           audit->sequence);
  *sequence = audit->sequence;
  *chain = stored;
  verify->verification->audit_rows++;
}

static gboolean
judge_end (AftHouseVerify *verify, guint64 sequence, const AftDigest *chain, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      verify->session->connection, "SELECT sequence, chain FROM audit_end", error);
  if (row == NULL)
    return FALSE;
  gboolean is_there = aft_sqlite_step (row, &local);
  AftDigest end = is_there ? aft_sqlite_get_digest (row, 1) : aft_chain_start ();
  guint64 last = is_there ? (guint64) sqlite3_column_int64 (row, 0) : 0;
  if (local == NULL && (last != sequence || !aft_digest_equal (&end, chain)))
    aft_house_verify_find (verify,
                           "audit: it ends at row %" G_GUINT64_FORMAT
                           " and not as it did at row %" G_GUINT64_FORMAT,
                           sequence, last);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
aft_house_verify_audit (AftHouseVerify *verify, GError **error)
{
  GError *local = NULL;
  guint64 sequence = 0;
  AftDigest chain = aft_chain_start ();
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      verify->session->connection,
      "SELECT " AFT_HOUSE_AUDIT_COLUMNS ", chain FROM audit ORDER BY sequence", error);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    judge_row (verify, row, &sequence, &chain);
  if (local == NULL)
    return judge_end (verify, sequence, &chain, error);
  g_propagate_error (error, local);
  return FALSE;
}
