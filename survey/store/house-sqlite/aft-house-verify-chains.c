/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking the chains: each device's from its first row to where its own row says it ends, and the
 * audit's. One pass over everything that was numbered, sorted by SQLite in a file where it is much.
 */
#include "aft-chain.h"
#include "aft-house-sqlite-care-private.h"
#include "aft-house-verify.h"

/* A walk along one device's chain. */
typedef struct
{
  AftHouseVerification *verification;
  AftHouseSession *session;
  gint32 ref;
  AftId id;
  char *name;
  guint64 end; /* where it must end, as is */
  AftDigest end_chain;
  guint64 sequence; /* where we are */
  AftDigest chain;
} Walk;

/* The claim that was believed at this place, if it did not fit. */
static gboolean
find_break (Walk *walk,
            guint64 sequence,
            gboolean *ret_is_break,
            AftDigest *ret_chain,
            GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      walk->session->connection,
      "SELECT chain FROM chain_break WHERE device = ?1 AND sequence = ?2", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, walk->ref);
  aft_sqlite_bind_integer (row, 2, sequence);
  *ret_is_break = aft_sqlite_step (row, &local);
  if (*ret_is_break)
    *ret_chain = aft_sqlite_get_digest (row, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
find_ahead (Walk *walk, guint64 sequence, const AftDigest *digest, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      walk->session->connection,
      "SELECT 1 FROM ahead WHERE device = ?1 AND sequence = ?2 AND digest = ?3", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, walk->ref);
  aft_sqlite_bind_integer (row, 2, sequence);
  aft_sqlite_bind_digest (row, 3, digest);
  if (!aft_sqlite_step (row, &local) && local == NULL)
    aft_house_verify_find (walk->verification,
                           "device %s: %" G_GUINT64_FORMAT
                           " lies beyond the end of its chain and does not wait there",
                           walk->name, sequence);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static void
report_missing (Walk *walk, guint64 next)
{
  if (next > walk->sequence + 1)
    aft_house_verify_find (walk->verification,
                           "device %s: %" G_GUINT64_FORMAT "–%" G_GUINT64_FORMAT " is missing",
                           walk->name, walk->sequence + 1, next - 1);
}

static gboolean
step (Walk *walk, guint64 sequence, const AftDigest *digest, GError **error)
{
  gboolean is_break = FALSE;
  AftDigest believed = { { 0 } };
  walk->verification->items++;
  if (sequence > walk->end)
    return find_ahead (walk, sequence, digest, error);
  if (sequence <= walk->sequence)
    {
      aft_house_verify_find (walk->verification, "device %s: %" G_GUINT64_FORMAT " is there twice",
                             walk->name, sequence);
      return TRUE;
    }
  report_missing (walk, sequence);
  if (!find_break (walk, sequence, &is_break, &believed, error))
    return FALSE;
  walk->chain = is_break ? believed : aft_chain_next (&walk->id, sequence, &walk->chain, digest);
  walk->sequence = sequence;
  return TRUE;
}

static void
end_walk (Walk *walk)
{
  report_missing (walk, walk->end + 1);
  if (walk->sequence == walk->end && !aft_digest_equal (&walk->chain, &walk->end_chain))
    aft_house_verify_find (walk->verification,
                           "device %s: its chain does not end as it did at %" G_GUINT64_FORMAT
                           ": a row was changed or moved",
                           walk->name, walk->end);
  g_clear_pointer (&walk->name, g_free);
}

static gboolean
begin_walk (Walk *walk, AftHouseRow *device)
{
  walk->ref = sqlite3_column_int (device, 0);
  walk->id = aft_sqlite_get_id (device, 1);
  walk->end = sqlite3_column_int64 (device, 2);
  walk->end_chain = aft_sqlite_get_digest (device, 3);
  walk->name = aft_id_to_text (&walk->id);
  walk->sequence = 0;
  walk->chain = aft_chain_start ();
  walk->verification->devices++;
  return TRUE;
}

/* @items stands on the first row that is not an earlier device's. */
static gboolean
walk_device (Walk *walk, AftHouseRow *items, gboolean *has_item, GError **error)
{
  GError *local = NULL;
  while (*has_item && local == NULL && sqlite3_column_int (items, 0) == walk->ref)
    {
      AftDigest digest = aft_sqlite_get_digest (items, 2);
      if (step (walk, sqlite3_column_int64 (items, 1), &digest, &local))
        *has_item = aft_sqlite_step (items, &local);
    }
  end_walk (walk);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* What waits beyond a gap must be here. */
static gboolean
verify_ahead (AftHouseSession *session, AftHouseVerification *verification, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT device, sequence FROM ahead EXCEPT SELECT device, sequence FROM response"
      " EXCEPT SELECT device, sequence FROM event EXCEPT SELECT device, sequence FROM refusal",
      error);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    aft_house_verify_find (verification,
                           "device number %d: %" G_GINT64_FORMAT " waited and is missing",
                           sqlite3_column_int (row, 0), (gint64) sqlite3_column_int64 (row, 1));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
aft_house_verify_chains (AftHouseSession *session,
                         AftHouseVerification *verification,
                         GError **error)
{
  GError *local = NULL;
  Walk walk = { verification, session };
  g_autoptr (AftHouseRow) devices = aft_house_connection_prepare (
      session->connection, "SELECT ref, id, last_sequence, last_chain FROM device ORDER BY ref",
      error);
  if (devices == NULL)
    return FALSE;
  g_autoptr (AftHouseRow) items = aft_house_connection_prepare (
      session->connection,
      "SELECT device, sequence, digest FROM response"
      " UNION ALL SELECT device, sequence, digest FROM event"
      " UNION ALL SELECT device, sequence, digest FROM refusal ORDER BY 1, 2",
      error);
  if (items == NULL)
    return FALSE;
  gboolean has_item = aft_sqlite_step (items, &local);
  while (local == NULL && aft_sqlite_step (devices, &local))
    if (begin_walk (&walk, devices))
      walk_device (&walk, items, &has_item, &local);
  if (local == NULL)
    return verify_ahead (session, verification, error);
  g_propagate_error (error, local);
  return FALSE;
}

static void
judge_audit_row (AftHouseVerification *verification,
                 AftHouseRow *row,
                 guint64 *sequence,
                 AftDigest *chain)
{
  g_autoptr (AftHouseAuditRow) audit = aft_house_audit_read (row);
  AftDigest stored = aft_sqlite_get_digest (row, 6);
  AftDigest next = aft_house_audit_next (chain, audit);
  if (audit->sequence != *sequence + 1)
    aft_house_verify_find (verification,
                           "audit: %" G_GUINT64_FORMAT "–%" G_GUINT64_FORMAT " is missing",
                           *sequence + 1, audit->sequence - 1);
  else if (!aft_digest_equal (&next, &stored))
    aft_house_verify_find (verification, "audit: row %" G_GUINT64_FORMAT " was changed or moved",
                           audit->sequence);
  *sequence = audit->sequence;
  *chain = stored;
  verification->audit_rows++;
}

static gboolean
judge_audit_end (AftHouseSession *session,
                 AftHouseVerification *verification,
                 guint64 sequence,
                 const AftDigest *chain,
                 GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT sequence, chain FROM audit_end", error);
  if (row == NULL)
    return FALSE;
  gboolean is_there = aft_sqlite_step (row, &local);
  AftDigest end = is_there ? aft_sqlite_get_digest (row, 1) : aft_chain_start ();
  guint64 last = is_there ? (guint64) sqlite3_column_int64 (row, 0) : 0;
  if (local == NULL && (last != sequence || !aft_digest_equal (&end, chain)))
    aft_house_verify_find (verification,
                           "audit: it ends at row %" G_GUINT64_FORMAT
                           " and not as it did at row %" G_GUINT64_FORMAT,
                           sequence, last);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
aft_house_verify_audit (AftHouseSession *session,
                        AftHouseVerification *verification,
                        GError **error)
{
  GError *local = NULL;
  guint64 sequence = 0;
  AftDigest chain = aft_chain_start ();
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT " AFT_HOUSE_AUDIT_COLUMNS ", chain FROM audit ORDER BY sequence",
      error);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    judge_audit_row (verification, row, &sequence, &chain);
  if (local == NULL)
    return judge_audit_end (session, verification, sequence, &chain, error);
  g_propagate_error (error, local);
  return FALSE;
}
