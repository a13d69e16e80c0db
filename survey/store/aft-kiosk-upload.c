/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What uploading changes in the outbox: receipts, attempts, quarantine, what a restored collector
 * lacks, and the erasing of bodies that are safe elsewhere. A row itself, its digest and its link
 * are never touched.
 *
 * Not here: when anything is sent, and whether a reply is to be believed (aft-receipts.h). */
#include "aft-kiosk-upload.h"

#include "aft-chain.h"
#include "aft-error.h"
#include "aft-kiosk-origin.h"

#define QUARANTINED_MAX 200

static gboolean
refuse (GError **error, AftErrorCode code, const char *why)
{
  g_set_error_literal (error, AFT_ERROR, code, why);
  return FALSE;
}

/* Runs @statement to its end and makes it fit for the next round. */
static gboolean
run_again (sqlite3_stmt *statement, GError **error)
{
  gboolean is_done = aft_sqlite_run (statement, error);
  sqlite3_reset (statement);
  return is_done;
}

static int
count_changes (sqlite3_stmt *statement)
{
  return sqlite3_changes (sqlite3_db_handle (statement));
}

/* One row's attempt; CONFLICT when there is no such row. */
static gboolean
count_one (sqlite3_stmt *count, const AftReceipt *receipt, GError **error)
{
  aft_sqlite_bind_integer (count, 1, receipt->sequence);
  aft_sqlite_bind_id (count, 2, &receipt->id);
  aft_sqlite_bind_digest (count, 3, &receipt->digest);
  if (!run_again (count, error))
    return FALSE;
  return count_changes (count) == 1
         || refuse (error, AFT_ERROR_CONFLICT, "There is no such row in the outbox");
}

#define COUNT_SQL                                                                                  \
  "UPDATE outbox SET attempts = attempts + 1 WHERE sequence = ?1 AND id = ?2 AND digest = ?3"

/* The statements that a reply's receipts share. */
typedef struct
{
  sqlite3_stmt *count;
  sqlite3_stmt *keep;
  sqlite3_stmt *quarantine;
  gint64 server_ms;
  gint64 now_ms;
} Recording;

/* Keeps @receipt beside its row. FALSE with @error unset: the row has one already. */
static gboolean
keep_receipt (const Recording *recording, const AftReceipt *receipt, GError **error)
{
  g_autofree char *text = aft_receipt_to_text (receipt, recording->server_ms);
  aft_sqlite_bind_integer (recording->keep, 1, receipt->sequence);
  aft_sqlite_bind_text (recording->keep, 2, text);
  aft_sqlite_bind_integer (recording->keep, 3, receipt->received_ms);
  gboolean is_done = run_again (recording->keep, error);
  sqlite3_clear_bindings (recording->keep);
  return is_done && count_changes (recording->keep) == 1;
}

static gboolean
quarantine_row (const Recording *recording, const AftReceipt *receipt, GError **error)
{
  aft_sqlite_bind_integer (recording->quarantine, 1, receipt->sequence);
  aft_sqlite_bind_text (recording->quarantine, 2, aft_refusal_to_text (receipt->reason));
  aft_sqlite_bind_integer (recording->quarantine, 3, recording->now_ms);
  return run_again (recording->quarantine, error);
}

static gboolean
record_one (const Recording *recording, const AftReceipt *receipt, GError **error)
{
  GError *local = NULL;
  if (!count_one (recording->count, receipt, error))
    return FALSE;
  if (receipt->reason == AFT_REFUSAL_UNKNOWN_SURVEY)
    return TRUE;
  if (keep_receipt (recording, receipt, &local))
    return receipt->status != AFT_RECEIPT_REFUSED || quarantine_row (recording, receipt, error);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
work_record (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  const AftReceipts *receipts = data;
  g_autoptr (sqlite3_stmt) count = aft_sqlite_prepare (connection, COUNT_SQL, error);
  if (count == NULL)
    return FALSE;
  g_autoptr (sqlite3_stmt) keep
      = aft_sqlite_prepare (connection,
                            "UPDATE outbox SET receipt = ?2, received_ms = ?3"
                            " WHERE sequence = ?1 AND receipt IS NULL",
                            error);
  if (keep == NULL)
    return FALSE;
  g_autoptr (sqlite3_stmt) quarantine
      = aft_sqlite_prepare (connection,
                            "INSERT INTO quarantine (sequence, reason, refused_ms)"
                            " VALUES (?1, ?2, ?3)",
                            error);
  if (quarantine == NULL)
    return FALSE;
  Recording recording = {
    .count = count,
    .keep = keep,
    .quarantine = quarantine,
    .server_ms = aft_receipts_get_head (receipts)->server_ms,
    .now_ms = aft_kiosk_database_get_now_ms (database),
  };
  for (guint i = 0; i < aft_receipts_get_count (receipts); i++)
    {
      const AftReceipt *receipt = aft_receipts_get (receipts, i);
      if (receipt->sequence > 0 && !record_one (&recording, receipt, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
aft_kiosk_database_record_receipts (AftKioskDatabase *database,
                                    AftReceipts *receipts,
                                    GError **error)
{
  return aft_kiosk_database_write (database, work_record, receipts, error);
}

static gboolean
work_count_attempt (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  const AftEnvelope *envelope = data;
  g_autoptr (sqlite3_stmt) count = aft_sqlite_prepare (connection, COUNT_SQL, error);
  if (count == NULL)
    return FALSE;
  for (guint i = 0; i < aft_envelope_get_count (envelope); i++)
    {
      const AftItem *item = aft_envelope_get_item (envelope, i);
      AftReceipt named = { .sequence = item->sequence, .id = item->id, .digest = item->digest };
      if (item->sequence > 0 && !count_one (count, &named, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
aft_kiosk_database_count_attempt (AftKioskDatabase *database, AftEnvelope *envelope, GError **error)
{
  return aft_kiosk_database_write (database, work_count_attempt, envelope, error);
}

typedef struct
{
  guint64 last_sequence;
  const AftDigest *last_chain;
  AftStoreReconciled reconciled;
} Reconciling;

/* Our chain at the server's last row. FALSE with @error unset: we never had that row. */
static gboolean
find_chain (sqlite3 *connection,
            guint64 sequence,
            const AftKioskLink *origin,
            AftDigest *ret_chain,
            GError **error)
{
  if (sequence == origin->sequence)
    {
      *ret_chain = origin->chain;
      return TRUE;
    }
  g_autoptr (sqlite3_stmt) row
      = aft_sqlite_prepare (connection, "SELECT chain FROM outbox WHERE sequence = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, sequence);
  if (!aft_sqlite_step (row, error))
    return FALSE;
  *ret_chain = aft_sqlite_get_digest (row, 0);
  return TRUE;
}

/* Is the server's last row the one that we have there? What lies before our origin we cannot tell.
 */
static gboolean
check_last (sqlite3 *connection,
            const Reconciling *reconciling,
            const AftKioskLink *origin,
            GError **error)
{
  GError *local = NULL;
  AftDigest chain;
  if (reconciling->last_sequence < origin->sequence)
    return TRUE;
  if (!find_chain (connection, reconciling->last_sequence, origin, &chain, &local))
    {
      if (local == NULL)
        refuse (&local, AFT_ERROR_CONFLICT, "The collector has rows that this kiosk never had");
      g_propagate_error (error, local);
      return FALSE;
    }
  return aft_digest_equal (&chain, reconciling->last_chain)
         || refuse (error, AFT_ERROR_CONFLICT, "The collector has other rows of this kiosk");
}

/* Has the collector never received a row of this store? */
static gboolean
is_unheard_of (sqlite3 *connection, gboolean *ret_is, GError **error)
{
  gint64 received = 0;
  if (!aft_sqlite_query_integer (connection,
                                 "SELECT EXISTS (SELECT 1 FROM outbox WHERE receipt IS NOT NULL)",
                                 &received, error))
    return FALSE;
  *ret_is = received == 0;
  return TRUE;
}

/* The server has rows of this device that are not of this store: if it has none of ours either, the
 * store was lost and the identity was kept, and ours follow. Else two kiosks go by one identity, or
 * an old disk has come back: nothing is changed, and staff are told. @conflict is taken. */
static gboolean
follow_server (AftKioskDatabase *database,
               sqlite3 *connection,
               Reconciling *reconciling,
               GError *conflict,
               GError **error)
{
  gboolean is_new = FALSE;
  g_autoptr (GError) reason = conflict;
  if (reconciling->last_sequence > 0 && !is_unheard_of (connection, &is_new, error))
    return FALSE;
  if (!is_new)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  AftKioskLink last = { reconciling->last_sequence, *reconciling->last_chain };
  reconciling->reconciled.follows = last.sequence;
  return aft_kiosk_origin_move (database, connection, &last, error);
}

/* The first row that the server need not know: without a receipt, or not yet there. */
static gboolean
find_first_missing (sqlite3 *connection,
                    const AftKioskLink *origin,
                    guint64 *ret_sequence,
                    GError **error)
{
  gint64 unsent = 0;
  gint64 end = 0;
  if (!aft_sqlite_query_integer (
          connection,
          "SELECT ifnull ((SELECT min (sequence) FROM outbox WHERE receipt IS NULL), 0)", &unsent,
          error)
      || !aft_sqlite_query_integer (
          connection, "SELECT ifnull ((SELECT max (sequence) FROM outbox), 0) + 1", &end, error))
    return FALSE;
  *ret_sequence = unsent > 0 ? unsent : MAX (end, (gint64) origin->sequence + 1);
  return TRUE;
}

/* @sql has one parameter: the server's last row. */
static sqlite3_stmt *
prepare_behind (sqlite3 *connection, const char *sql, guint64 last_sequence, GError **error)
{
  sqlite3_stmt *row = aft_sqlite_prepare (connection, sql, error);
  if (row != NULL)
    aft_sqlite_bind_integer (row, 1, last_sequence);
  return row;
}

static gboolean
count_behind (sqlite3 *connection,
              const char *sql,
              guint64 last_sequence,
              gint64 *ret_count,
              GError **error)
{
  g_autoptr (sqlite3_stmt) row = prepare_behind (connection, sql, last_sequence, error);
  if (row == NULL || !aft_sqlite_step (row, error))
    return FALSE;
  *ret_count = sqlite3_column_int64 (row, 0);
  return TRUE;
}

static gboolean
count_out_of_reach (sqlite3 *connection,
                    Reconciling *reconciling,
                    const AftKioskLink *origin,
                    GError **error)
{
  guint64 before = origin->sequence - MIN (origin->sequence, reconciling->last_sequence);
  gint64 erased = 0;
  if (!count_behind (connection,
                     "SELECT count (*) FROM outbox WHERE sequence > ?1 AND body IS NULL",
                     reconciling->last_sequence, &erased, error))
    return FALSE;
  reconciling->reconciled.out_of_reach = before + erased;
  return TRUE;
}

/* What was refused as well: a server that knew of it fills its place with the same refusal. */
static gboolean
unsend (sqlite3 *connection, Reconciling *reconciling, GError **error)
{
  g_autoptr (sqlite3_stmt) release = prepare_behind (
      connection, "DELETE FROM quarantine WHERE sequence > ?1", reconciling->last_sequence, error);
  if (release == NULL || !aft_sqlite_run (release, error))
    return FALSE;
  g_autoptr (sqlite3_stmt) row
      = prepare_behind (connection,
                        "UPDATE outbox SET receipt = NULL, received_ms = NULL"
                        " WHERE sequence > ?1 AND receipt IS NOT NULL AND body IS NOT NULL",
                        reconciling->last_sequence, error);
  if (row == NULL || !aft_sqlite_run (row, error))
    return FALSE;
  reconciling->reconciled.unsent_again = count_changes (row);
  return TRUE;
}

/* What is out of reach, or was refused on the way to the server, leaves a gap that stays: then the
 * rest is given again once, and not at every reply. */
static gboolean
give_again (sqlite3 *connection, Reconciling *reconciling, GError **error)
{
  gboolean is_new = TRUE;
  gint64 refused = 0;
  if (!count_behind (connection, "SELECT count (*) FROM quarantine WHERE sequence > ?1",
                     reconciling->last_sequence, &refused, error)
      || (reconciling->reconciled.out_of_reach + refused > 0
          && !aft_kiosk_origin_note_gap (connection, reconciling->last_sequence, &is_new, error)))
    return FALSE;
  return !is_new || unsend (connection, reconciling, error);
}

static gboolean
work_reconcile (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  Reconciling *reconciling = data;
  guint64 first_missing = 0;
  AftKioskLink origin;
  GError *local = NULL;
  reconciling->reconciled = (AftStoreReconciled){ 0 };
  if (!aft_kiosk_origin_read (connection, &origin, error))
    return FALSE;
  if (!check_last (connection, reconciling, &origin, &local))
    {
      if (g_error_matches (local, AFT_ERROR, AFT_ERROR_CONFLICT))
        return follow_server (database, connection, reconciling, local, error);
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!find_first_missing (connection, &origin, &first_missing, error))
    return FALSE;
  if (reconciling->last_sequence + 1 >= first_missing)
    return aft_kiosk_origin_forget_gap (connection, reconciling->last_sequence, error);
  return count_out_of_reach (connection, reconciling, &origin, error)
         && give_again (connection, reconciling, error);
}

gboolean
aft_kiosk_database_reconcile (AftKioskDatabase *database,
                              guint64 last_sequence,
                              const AftDigest *last_chain,
                              AftStoreReconciled *ret_reconciled,
                              GError **error)
{
  Reconciling reconciling = { last_sequence, last_chain, { 0 } };
  if (!aft_kiosk_database_write (database, work_reconcile, &reconciling, error))
    return FALSE;
  *ret_reconciled = reconciling.reconciled;
  return TRUE;
}

typedef struct
{
  guint64 backup_sequence;
  gint64 received_before_ms;
  gssize erased;
} Pruning;

static gboolean
work_prune (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  Pruning *pruning = data;
  g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (
      connection,
      "UPDATE outbox SET body = NULL WHERE sequence IN"
      " (SELECT sequence FROM outbox AS held WHERE body IS NOT NULL AND receipt IS NOT NULL"
      " AND (sequence <= ?1 OR received_ms <= ?2)"
      " AND NOT EXISTS (SELECT 1 FROM quarantine WHERE quarantine.sequence = held.sequence)"
      " ORDER BY sequence LIMIT ?3)",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, pruning->backup_sequence);
  aft_sqlite_bind_integer (row, 2, pruning->received_before_ms);
  aft_sqlite_bind_integer (row, 3, AFT_STORE_PRUNE_MAX);
  if (!aft_sqlite_run (row, error))
    return FALSE;
  pruning->erased = count_changes (row);
  return TRUE;
}

gssize
aft_kiosk_database_prune (AftKioskDatabase *database,
                          guint64 backup_sequence,
                          gint64 server_ms,
                          GError **error)
{
  Pruning pruning = { backup_sequence, server_ms - AFT_STORE_KEPT_MS, 0 };
  return aft_kiosk_database_write (database, work_prune, &pruning, error) ? pruning.erased : -1;
}

void
aft_quarantine_row_free (AftQuarantineRow *row)
{
  if (row == NULL)
    return;
  g_free (row->kind);
  g_free (row->reason);
  g_free (row);
}

typedef struct
{
  guint64 after_sequence;
  guint limit;
  GPtrArray *rows;
} QuarantineQuery;

static AftQuarantineRow *
read_quarantine_row (sqlite3_stmt *statement)
{
  AftQuarantineRow *row = g_new0 (AftQuarantineRow, 1);
  row->sequence = sqlite3_column_int64 (statement, 0);
  row->id = aft_sqlite_get_id (statement, 1);
  row->kind = aft_sqlite_dup_text (statement, 2);
  row->reason = aft_sqlite_dup_text (statement, 3);
  row->refused_ms = sqlite3_column_int64 (statement, 4);
  return row;
}

static gboolean
work_list_quarantined (AftKioskDatabase *database,
                       sqlite3 *connection,
                       gpointer data,
                       GError **error)
{
  QuarantineQuery *query = data;
  GError *local = NULL;
  g_autoptr (sqlite3_stmt) row
      = aft_sqlite_prepare (connection,
                            "SELECT quarantine.sequence, id, kind, reason, refused_ms"
                            " FROM quarantine JOIN outbox ON outbox.sequence = quarantine.sequence"
                            " WHERE quarantine.sequence > ?1 ORDER BY quarantine.sequence LIMIT ?2",
                            error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, query->after_sequence);
  aft_sqlite_bind_integer (row, 2, query->limit);
  while (aft_sqlite_step (row, &local))
    g_ptr_array_add (query->rows, read_quarantine_row (row));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
aft_kiosk_database_list_quarantined (AftKioskDatabase *database,
                                     guint64 after_sequence,
                                     guint limit,
                                     GError **error)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_quarantine_row_free);
  QuarantineQuery query = { after_sequence, CLAMP (limit, 1, QUARANTINED_MAX), rows };
  if (!aft_kiosk_database_read (database, work_list_quarantined, &query, error))
    return NULL;
  return g_steal_pointer (&rows);
}

static gboolean
work_release (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  const guint64 *sequence = data;
  g_autoptr (sqlite3_stmt) release
      = aft_sqlite_prepare (connection, "DELETE FROM quarantine WHERE sequence = ?1", error);
  if (release == NULL)
    return FALSE;
  aft_sqlite_bind_integer (release, 1, *sequence);
  if (!aft_sqlite_run (release, error))
    return FALSE;
  if (count_changes (release) == 0)
    return refuse (error, AFT_ERROR_NOT_FOUND, "That row is not in quarantine");
  g_autoptr (sqlite3_stmt) unsend = aft_sqlite_prepare (
      connection, "UPDATE outbox SET receipt = NULL, received_ms = NULL WHERE sequence = ?1",
      error);
  if (unsend == NULL)
    return FALSE;
  aft_sqlite_bind_integer (unsend, 1, *sequence);
  return aft_sqlite_run (unsend, error);
}

gboolean
aft_kiosk_database_release (AftKioskDatabase *database, guint64 sequence, GError **error)
{
  return aft_kiosk_database_write (database, work_release, &sequence, error);
}
