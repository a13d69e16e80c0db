/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking each device's chain from its first row to where the device's own row says it ends. One
 * pass over everything that was numbered, sorted by SQLite in a file where it is much; on the way
 * the figures of devices and days come together. */
#include "aft-chain.h"
#include "aft-house-sqlite-care-private.h"
#include "aft-house-verify.h"

/* A walk along one device's chain. */
typedef struct
{
  AftHouseVerify *verify;
  AftHouseProof *proof;
  gint32 ref;
  guint64 sequence; /* where we are */
  AftDigest chain;
} Walk;

/* Columns of the rows that are walked over. */
enum
{
  ITEM_DEVICE,
  ITEM_SEQUENCE,
  ITEM_DIGEST,
  ITEM_DAY,
  ITEM_IS_REFUSED
};

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
      walk->verify->session->connection,
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
      walk->verify->session->connection,
      "SELECT 1 FROM ahead WHERE device = ?1 AND sequence = ?2 AND digest = ?3", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, walk->ref);
  aft_sqlite_bind_integer (row, 2, sequence);
  aft_sqlite_bind_digest (row, 3, digest);
  if (!aft_sqlite_step (row, &local) && local == NULL)
    aft_house_verify_find (walk->verify,
                           "device %s: %" G_GUINT64_FORMAT
                           " lies beyond the end of its chain and does not wait there",
                           walk->proof->device_name, sequence);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static void
report_missing (Walk *walk, guint64 next)
{
  if (next <= walk->sequence + 1)
    return;
  g_autofree char *range = next == walk->sequence + 2
                               ? g_strdup_printf ("%" G_GUINT64_FORMAT, next - 1)
                               : g_strdup_printf ("%" G_GUINT64_FORMAT "–%" G_GUINT64_FORMAT,
                                                  walk->sequence + 1, next - 1);
  aft_house_verify_find (walk->verify, "device %s: %s is missing", walk->proof->device_name, range);
}

/* On the way to the end of the prefix. */
static gboolean
step_along (Walk *walk, const AftDigest *digest, AftHouseProofRow *item, GError **error)
{
  AftDigest believed = { { 0 } };
  if (item->sequence <= walk->sequence)
    {
      aft_house_verify_find (walk->verify, "device %s: %" G_GUINT64_FORMAT " is there twice",
                             walk->proof->device_name, item->sequence);
      return TRUE;
    }
  report_missing (walk, item->sequence);
  if (!find_break (walk, item->sequence, &item->is_break, &believed, error))
    return FALSE;
  walk->chain = item->is_break ? believed
                               : aft_chain_next (&walk->proof->device_id, item->sequence,
                                                 &walk->chain, digest);
  walk->sequence = item->sequence;
  return TRUE;
}

static gboolean
step (Walk *walk, AftHouseRow *row, GError **error)
{
  AftDigest digest = aft_sqlite_get_digest (row, ITEM_DIGEST);
  AftHouseProofRow item = {
    .sequence = sqlite3_column_int64 (row, ITEM_SEQUENCE),
    .has_day = sqlite3_column_type (row, ITEM_DAY) != SQLITE_NULL,
    .day = sqlite3_column_int (row, ITEM_DAY),
    .is_refused = sqlite3_column_int (row, ITEM_IS_REFUSED) != 0,
  };
  walk->verify->verification->items++;
  aft_house_verify_step (walk->verify);
  gboolean is_done = item.sequence > walk->proof->complete_to
                         ? find_ahead (walk, item.sequence, &digest, error)
                         : step_along (walk, &digest, &item, error);
  if (is_done)
    aft_house_proof_add (walk->proof, &item);
  return is_done;
}

static void
end_walk (Walk *walk)
{
  AftHouseProof *proof = walk->proof;
  guint64 end = proof->complete_to;
  report_missing (walk, end + 1);
  aft_house_proof_end (proof, end);
  gboolean is_whole = walk->sequence == end && aft_digest_equal (&walk->chain, &proof->chain);
  proof->is_intact = is_whole && proof->breaks == 0;
  if (walk->sequence == end && !is_whole)
    aft_house_verify_find (walk->verify,
                           "device %s: its chain does not end as it did at %" G_GUINT64_FORMAT
                           ": a row was changed or moved",
                           proof->device_name, end);
}

static void
begin_walk (Walk *walk, AftHouseRow *device)
{
  AftHouseVerification *verification = walk->verify->verification;
  AftHouseProof *proof = aft_house_proof_new ();
  walk->ref = sqlite3_column_int (device, 0);
  proof->device_id = aft_sqlite_get_id (device, 1);
  proof->complete_to = sqlite3_column_int64 (device, 2);
  proof->chain = aft_sqlite_get_digest (device, 3);
  proof->device_name = aft_sqlite_dup_text (device, 4);
  proof->venue_id = aft_sqlite_get_id (device, 5);
  proof->venue_name = aft_sqlite_dup_text (device, 6);
  g_ptr_array_add (verification->proofs, proof);
  g_hash_table_insert (walk->verify->proofs, GINT_TO_POINTER (walk->ref), proof);
  walk->proof = proof;
  walk->sequence = 0;
  walk->chain = aft_chain_start ();
  verification->devices++;
}

/* @items stands on the first row that is not an earlier device's. Rows of a device that is not
 * there any more are passed: what they name is missing, which is found elsewhere. */
static gboolean
walk_device (Walk *walk, AftHouseRow *items, gboolean *has_item, GError **error)
{
  GError *local = NULL;
  while (*has_item && local == NULL && sqlite3_column_int (items, ITEM_DEVICE) < walk->ref)
    *has_item = aft_sqlite_step (items, &local);
  while (*has_item && local == NULL && sqlite3_column_int (items, ITEM_DEVICE) == walk->ref)
    if (step (walk, items, &local))
      *has_item = aft_sqlite_step (items, &local);
  end_walk (walk);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* What waits beyond a gap must be here. */
static gboolean
verify_ahead (AftHouseVerify *verify, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      verify->session->connection,
      "SELECT device, sequence FROM ahead EXCEPT SELECT device, sequence FROM response"
      " EXCEPT SELECT device, sequence FROM event EXCEPT SELECT device, sequence FROM refusal",
      error);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    {
      const AftHouseProof *proof = aft_house_verify_get_proof (verify, sqlite3_column_int (row, 0));
      aft_house_verify_find (verify, "device %s: %" G_GINT64_FORMAT " waited and is missing",
                             proof != NULL ? proof->device_name : "?",
                             (gint64) sqlite3_column_int64 (row, 1));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
walk_devices (AftHouseVerify *verify, AftHouseRow *devices, AftHouseRow *items, GError **error)
{
  GError *local = NULL;
  Walk walk = { .verify = verify };
  gboolean has_item = aft_sqlite_step (items, &local);
  while (local == NULL && aft_sqlite_step (devices, &local))
    {
      begin_walk (&walk, devices);
      walk_device (&walk, items, &has_item, &local);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
aft_house_verify_chains (AftHouseVerify *verify, GError **error)
{
  AftHouseConnection *connection = verify->session->connection;
  g_autoptr (AftHouseRow) devices = aft_house_connection_prepare (
      connection,
      "SELECT device.ref, device.id, last_sequence, last_chain, device.name, venue.id, venue.name"
      " FROM device JOIN venue ON venue.ref = device.venue ORDER BY device.ref",
      error);
  if (devices == NULL)
    return FALSE;
  g_autoptr (AftHouseRow) items = aft_house_connection_prepare (
      connection,
      "SELECT device, sequence, digest, day, 0 FROM response"
      " UNION ALL SELECT device, sequence, digest, NULL, 0 FROM event"
      " UNION ALL SELECT device, sequence, digest, NULL, 1 FROM refusal ORDER BY 1, 2",
      error);
  return items != NULL && walk_devices (verify, devices, items, error)
         && verify_ahead (verify, error);
}
