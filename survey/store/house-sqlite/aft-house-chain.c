/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of a device's gapless prefix. Rows hold no links: from the first on each is what
 * aft_chain_next() makes of the one before, so the end is all that need be kept. Only where a kiosk
 * claimed something else is the claim written down, and believed from there on: then the rows that
 * follow fit again, and `verify` and staff know where it happened. */
#include "aft-house-chain.h"

#include "aft-chain.h"
#include "aft-error.h"

static guint64
get_next_ahead (AftHouseRow *row, int column)
{
  gboolean has_ahead = sqlite3_column_type (row, column) != SQLITE_NULL;
  return has_ahead ? (guint64) sqlite3_column_int64 (row, column) : G_MAXUINT64;
}

gboolean
aft_house_chain_load (AftHouseSession *session,
                      const AftId *device_id,
                      AftChannel channel,
                      AftHouseChain *ret_chain,
                      GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT ref, venue, last_sequence, last_chain, alarm_ms,"
      " (SELECT min (sequence) FROM ahead WHERE ahead.device = ref),"
      " coalesce ((SELECT seen_ms FROM heartbeat WHERE heartbeat.device = ref), 0)"
      " FROM device WHERE id = ?1 AND revoked_ms = 0 AND channel = ?2",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, device_id);
  aft_sqlite_bind_integer (row, 2, channel);
  if (!aft_sqlite_step (row, &local))
    {
      if (local == NULL)
        g_set_error_literal (&local, AFT_ERROR, AFT_ERROR_DENIED,
                             "The device is not known here, or not any more");
      g_propagate_error (error, local);
      return FALSE;
    }
  *ret_chain = (AftHouseChain){
    .ref = sqlite3_column_int (row, 0),
    .venue = sqlite3_column_int (row, 1),
    .id = *device_id,
    .last_sequence = sqlite3_column_int64 (row, 2),
    .last_chain = aft_sqlite_get_digest (row, 3),
    .alarm_ms = sqlite3_column_int64 (row, 4),
    .next_ahead = get_next_ahead (row, 5),
    .seen_ms = sqlite3_column_int64 (row, 6),
  };
  return TRUE;
}

static gboolean
find_next_ahead (AftHouseSession *session, AftHouseChain *chain, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT min (sequence) FROM ahead WHERE device = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, chain->ref);
  if (!aft_sqlite_step (row, error))
    return FALSE;
  chain->next_ahead = get_next_ahead (row, 0);
  return TRUE;
}

gboolean
aft_house_chain_save (AftHouseSession *session, const AftHouseChain *chain, GError **error)
{
  if (!chain->has_changed)
    return TRUE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "UPDATE device SET last_sequence = ?2, last_chain = ?3, alarm_ms = ?4 WHERE ref = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, chain->ref);
  aft_sqlite_bind_integer (row, 2, chain->last_sequence);
  aft_sqlite_bind_digest (row, 3, &chain->last_chain);
  aft_sqlite_bind_integer (row, 4, chain->alarm_ms);
  return aft_sqlite_run (row, error);
}

gboolean
aft_house_chain_has (AftHouseSession *session,
                     const AftHouseChain *chain,
                     guint64 sequence,
                     gboolean *ret_has,
                     GError **error)
{
  GError *local = NULL;
  *ret_has = sequence <= chain->last_sequence;
  if (*ret_has || sequence < chain->next_ahead || chain->next_ahead == G_MAXUINT64)
    return TRUE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT 1 FROM ahead WHERE device = ?1 AND sequence = ?2", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, chain->ref);
  aft_sqlite_bind_integer (row, 2, sequence);
  *ret_has = aft_sqlite_step (row, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
note_break (AftHouseSession *session,
            AftHouseChain *chain,
            const AftHouseLink *link,
            GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO chain_break (device, sequence, previous, chain, found_ms)"
      " VALUES (?1, ?2, ?3, ?4, ?5)",
      error);
  if (row == NULL)
    return FALSE;
  chain->breaks++;
  aft_sqlite_bind_integer (row, 1, chain->ref);
  aft_sqlite_bind_integer (row, 2, link->sequence);
  aft_sqlite_bind_digest (row, 3, link->previous);
  aft_sqlite_bind_digest (row, 4, link->chain);
  aft_sqlite_bind_integer (row, 5, session->now_ms);
  return aft_sqlite_run (row, error);
}

/* What the chain goes on with. */
static AftDigest
make_next (const AftHouseChain *chain, const AftHouseLink *link)
{
  if (link->is_checked && aft_digest_equal (link->previous, &chain->last_chain))
    return *link->chain;
  return aft_chain_next (&chain->id, link->sequence, &chain->last_chain, link->digest);
}

/* The next one in order. */
static gboolean
place (AftHouseSession *session, AftHouseChain *chain, const AftHouseLink *link, GError **error)
{
  AftDigest next = make_next (chain, link);
  gboolean fits = link->chain == NULL
                  || (aft_digest_equal (link->previous, &chain->last_chain)
                      && aft_digest_equal (link->chain, &next));
  if (!fits && !note_break (session, chain, link, error))
    return FALSE;
  chain->last_chain = fits ? next : *link->chain;
  chain->last_sequence = link->sequence;
  chain->has_changed = TRUE;
  return TRUE;
}

static gboolean
let_wait (AftHouseSession *session, AftHouseChain *chain, const AftHouseLink *link, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO ahead (device, sequence, digest, previous, chain) VALUES (?1, ?2, ?3, ?4, ?5)",
      error);
  if (row == NULL)
    return FALSE;
  chain->next_ahead = MIN (chain->next_ahead, link->sequence);
  aft_sqlite_bind_integer (row, 1, chain->ref);
  aft_sqlite_bind_integer (row, 2, link->sequence);
  aft_sqlite_bind_digest (row, 3, link->digest);
  aft_sqlite_bind_digest (row, 4, link->previous);
  aft_sqlite_bind_digest (row, 5, link->chain);
  return aft_sqlite_run (row, error);
}

/* Takes the lowest that waits out of the table and puts it in its place. */
static gboolean
place_next_ahead (AftHouseSession *session, AftHouseChain *chain, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "DELETE FROM ahead WHERE device = ?1 AND sequence = ?2 RETURNING digest, previous, chain",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, chain->ref);
  aft_sqlite_bind_integer (row, 2, chain->next_ahead);
  if (!aft_sqlite_step (row, error))
    return FALSE;
  gboolean has_claim = sqlite3_column_type (row, 2) != SQLITE_NULL;
  AftDigest digest = aft_sqlite_get_digest (row, 0);
  AftDigest previous = aft_sqlite_get_digest (row, 1);
  AftDigest claimed = aft_sqlite_get_digest (row, 2);
  AftHouseLink link = { chain->next_ahead, &digest, has_claim ? &previous : NULL,
                        has_claim ? &claimed : NULL, FALSE };
  return place (session, chain, &link, error) && find_next_ahead (session, chain, error);
}

gboolean
aft_house_chain_add (AftHouseSession *session,
                     AftHouseChain *chain,
                     const AftHouseLink *link,
                     GError **error)
{
  if (link->sequence != chain->last_sequence + 1)
    return let_wait (session, chain, link, error);
  gboolean is_done = place (session, chain, link, error);
  while (is_done && chain->next_ahead == chain->last_sequence + 1)
    is_done = place_next_ahead (session, chain, error);
  return is_done;
}
