/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recording: open rows, final responses and events, and the outbox row with sequence and chain that
 * each final one gets in the same transaction. Everything may be asked for twice; the second time
 * gives what the first did.
 *
 * Not here: transactions and what follows a failing disk (aft-kiosk-database.c), uploading. */
#include "aft-kiosk-database.h"

#include <string.h>

#include "aft-body.h"
#include "aft-chain.h"
#include "aft-error.h"
#include "aft-kiosk-origin.h"

#define RESPONSES_MAX 8

/* One response on its way into the tables. */
typedef struct
{
  AftResponse *response;
  char *body;
  AftStoreReceipt receipt;
} Entry;

static void
clear_entry (gpointer data)
{
  Entry *entry = data;
  aft_response_unref (entry->response);
  g_free (entry->body);
}

static gboolean
add_entry (GArray *entries, AftResponse *response, GError **error)
{
  Entry entry = { .receipt.id = *aft_response_get_id (response) };
  entry.body = aft_body_from_response (response, &entry.receipt.digest, error);
  if (entry.body == NULL)
    return FALSE;
  entry.response = aft_response_ref (response);
  g_array_append_val (entries, entry);
  return TRUE;
}

static GArray *
new_entries (void)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (entries, clear_entry);
  return entries;
}

static gboolean
refuse (GError **error, AftErrorCode code, const char *why)
{
  g_set_error_literal (error, AFT_ERROR, code, why);
  return FALSE;
}

/* Looks for an outbox row with the id. FALSE with @error unset: there is none. */
static gboolean
find_receipt (sqlite3 *connection, const AftId *id, AftStoreReceipt *ret_receipt, GError **error)
{
  g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (
      connection, "SELECT sequence, digest, chain FROM outbox WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, id);
  if (!aft_sqlite_step (row, error))
    return FALSE;
  ret_receipt->id = *id;
  ret_receipt->sequence = sqlite3_column_int64 (row, 0);
  ret_receipt->digest = aft_sqlite_get_digest (row, 1);
  ret_receipt->chain = aft_sqlite_get_digest (row, 2);
  return TRUE;
}

/* The chain's last link, or what the first one is to follow. */
static gboolean
find_head (sqlite3 *connection, AftKioskLink *ret_head, GError **error)
{
  GError *local = NULL;
  g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (
      connection,
      "SELECT sequence, chain FROM outbox WHERE sequence = (SELECT max (sequence) FROM outbox)",
      error);
  if (row == NULL)
    return FALSE;
  if (aft_sqlite_step (row, &local))
    {
      *ret_head = (AftKioskLink){ sqlite3_column_int64 (row, 0), aft_sqlite_get_digest (row, 1) };
      return TRUE;
    }
  if (local == NULL)
    return aft_kiosk_origin_read (connection, ret_head, error);
  g_propagate_error (error, local);
  return FALSE;
}

/* What becomes of a response in the outbox. */
typedef struct
{
  const char *kind;
  const char *body;
  gboolean is_urgent;
} Parcel;

/* Appends @parcel to the chain; @receipt has id and digest and gets the rest. */
static gboolean
insert_outbox (AftKioskDatabase *database,
               sqlite3 *connection,
               const Parcel *parcel,
               AftStoreReceipt *receipt,
               GError **error)
{
  AftKioskLink last;
  if (!find_head (connection, &last, error))
    return FALSE;
  g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (
      connection,
      "INSERT INTO outbox (sequence, id, kind, previous, chain, digest, body, stored_ms, urgent)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      error);
  if (row == NULL)
    return FALSE;
  receipt->sequence = last.sequence + 1;
  receipt->chain = aft_chain_next (aft_kiosk_database_get_device_id (database), receipt->sequence,
                                   &last.chain, &receipt->digest);
  aft_sqlite_bind_integer (row, 1, receipt->sequence);
  aft_sqlite_bind_id (row, 2, &receipt->id);
  aft_sqlite_bind_text (row, 3, parcel->kind);
  aft_sqlite_bind_digest (row, 4, &last.chain);
  aft_sqlite_bind_digest (row, 5, &receipt->chain);
  aft_sqlite_bind_digest (row, 6, &receipt->digest);
  aft_sqlite_bind_text (row, 7, parcel->body);
  aft_sqlite_bind_integer (row, 8, aft_kiosk_database_get_now_ms (database));
  aft_sqlite_bind_integer (row, 9, parcel->is_urgent);
  return aft_sqlite_run (row, error);
}

/* Puts the response's row in place of an open one or of none. @open_body: NULL when it is final. */
static gboolean
put_response (sqlite3 *connection,
              const AftResponse *response,
              const char *open_body,
              GError **error)
{
  g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (
      connection,
      "INSERT INTO response (id, sitting_id, kind, state, survey_id, survey_digest, locale,"
      " table_code, started_ms, ended_ms, open_body)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
      " ON CONFLICT (id) DO UPDATE SET sitting_id = ?2, kind = ?3, state = ?4, survey_id = ?5,"
      " survey_digest = ?6, locale = ?7, table_code = ?8, started_ms = ?9, ended_ms = ?10,"
      " open_body = ?11 WHERE state = 'open'",
      error);
  if (row == NULL)
    return FALSE;
  AftResponseState state = aft_response_get_state (response);
  AftLanguage language = aft_response_get_language (response);
  aft_sqlite_bind_id (row, 1, aft_response_get_id (response));
  aft_sqlite_bind_id (row, 2, aft_response_get_sitting_id (response));
  aft_sqlite_bind_text (row, 3, aft_response_kind_to_text (aft_response_get_kind (response)));
  aft_sqlite_bind_text (row, 4, open_body != NULL ? "open" : aft_response_state_to_text (state));
  aft_sqlite_bind_text (row, 5, aft_response_get_survey_id (response));
  aft_sqlite_bind_digest (row, 6, aft_response_get_survey_digest (response));
  aft_sqlite_bind_text (row, 7, aft_language_get_tag (language));
  aft_sqlite_bind_text (row, 8, aft_response_get_table (response));
  aft_sqlite_bind_integer (row, 9, aft_response_get_started_ms (response));
  aft_sqlite_bind_integer (row, 10, aft_response_get_ended_ms (response));
  aft_sqlite_bind_text (row, 11, open_body);
  return aft_sqlite_run (row, error);
}

/* Already final? FALSE with @error unset: it is not. */
static gboolean
is_final (sqlite3 *connection, const AftId *id, GError **error)
{
  AftStoreReceipt receipt;
  return find_receipt (connection, id, &receipt, error);
}

static gboolean
work_tap (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  const Entry *entry = data;
  GError *local = NULL;
  if (is_final (connection, &entry->receipt.id, &local))
    return refuse (error, AFT_ERROR_CONFLICT, "The response is finished already");
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return put_response (connection, entry->response, entry->body, error);
}

gboolean
aft_kiosk_database_record_tap (AftKioskDatabase *database, AftResponse *tap, GError **error)
{
  g_autoptr (GArray) entries = new_entries ();
  if (aft_response_get_state (tap) != AFT_RESPONSE_TAP)
    return refuse (error, AFT_ERROR_INVALID, "A tap has the state tap");
  if (!add_entry (entries, tap, error))
    return FALSE;
  Entry *entry = &g_array_index (entries, Entry, 0);
  if (!aft_kiosk_database_write (database, work_tap, entry, error))
    return FALSE;
  aft_kiosk_database_acknowledge (database, &entry->receipt);
  return TRUE;
}

static gboolean
work_clear (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (
      connection, "DELETE FROM response WHERE id = ?1 AND state = 'open'", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, data);
  return aft_sqlite_run (row, error);
}

gboolean
aft_kiosk_database_clear_tap (AftKioskDatabase *database, const AftId *id, GError **error)
{
  aft_kiosk_database_forget_open (database, id);
  return aft_kiosk_database_write (database, work_clear, (gpointer) id, error);
}

/* Finishes the open row with @id as the tap it is. */
static gboolean
settle_one (AftKioskDatabase *database,
            sqlite3 *connection,
            const AftId *id,
            const char *body,
            GError **error)
{
  AftStoreReceipt receipt = { .id = *id, .digest = aft_digest_of_text (body) };
  Parcel parcel = { "response", body, FALSE };
  if (!insert_outbox (database, connection, &parcel, &receipt, error))
    return FALSE;
  g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (
      connection, "UPDATE response SET state = 'tap', open_body = NULL WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, id);
  return aft_sqlite_run (row, error);
}

/* One open row at a time, until @next, which is reset for each, finds none. */
static gboolean
settle_found (AftKioskDatabase *database, sqlite3 *connection, sqlite3_stmt *next, GError **error)
{
  GError *local = NULL;
  while (aft_sqlite_step (next, &local))
    {
      AftId id = aft_sqlite_get_id (next, 0);
      g_autofree char *body = aft_sqlite_dup_text (next, 1);
      sqlite3_reset (next);
      if (!settle_one (database, connection, &id, body, error))
        return FALSE;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
aft_kiosk_record_settle_all (AftKioskDatabase *database,
                             sqlite3 *connection,
                             gpointer unused,
                             GError **error)
{
  g_autoptr (sqlite3_stmt) next = aft_sqlite_prepare (
      connection, "SELECT id, open_body FROM response WHERE state = 'open' LIMIT 1", error);
  return next != NULL && settle_found (database, connection, next, error);
}

static gboolean
settle_sitting (AftKioskDatabase *database,
                sqlite3 *connection,
                const AftId *sitting_id,
                GError **error)
{
  g_autoptr (sqlite3_stmt) next = aft_sqlite_prepare (
      connection,
      "SELECT id, open_body FROM response WHERE sitting_id = ?1 AND state = 'open' LIMIT 1", error);
  if (next == NULL)
    return FALSE;
  aft_sqlite_bind_id (next, 1, sitting_id);
  return settle_found (database, connection, next, error);
}

/* What somebody has to hear at once, while the guest is still there. */
static gboolean
is_urgent (const AftResponse *response)
{
  AftResponseKind kind = aft_response_get_kind (response);
  const AftRisk *risk = aft_response_get_risk (response);
  return kind == AFT_RESPONSE_COMPLAINT || kind == AFT_RESPONSE_CALL_STAFF
         || (risk != NULL && aft_risk_get_level (risk) >= AFT_RISK_AT_RISK);
}

static gboolean
record_entry (AftKioskDatabase *database, sqlite3 *connection, Entry *entry, GError **error)
{
  AftStoreReceipt former;
  GError *local = NULL;
  if (find_receipt (connection, &entry->receipt.id, &former, &local))
    {
      if (!aft_digest_equal (&former.digest, &entry->receipt.digest))
        return refuse (error, AFT_ERROR_CONFLICT, "The same id holds another response");
      entry->receipt = former;
      return TRUE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  AftResponseKind kind = aft_response_get_kind (entry->response);
  Parcel parcel = {
    .kind = aft_response_kind_to_wire (kind),
    .body = entry->body,
    .is_urgent = is_urgent (entry->response),
  };
  return insert_outbox (database, connection, &parcel, &entry->receipt, error)
         && put_response (connection, entry->response, NULL, error);
}

static gboolean
work_event (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  GArray *entries = data;
  return record_entry (database, connection, &g_array_index (entries, Entry, 0), error);
}

static gboolean
work_finish (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  GArray *entries = data;
  for (guint i = 0; i < entries->len; i++)
    if (!record_entry (database, connection, &g_array_index (entries, Entry, i), error))
      return FALSE;
  const Entry *first = &g_array_index (entries, Entry, 0);
  return settle_sitting (database, connection, aft_response_get_sitting_id (first->response),
                         error);
}

static GArray *
write_entries (AftKioskDatabase *database, GArray *entries, AftKioskWork work, GError **error)
{
  if (!aft_kiosk_database_write (database, work, entries, error))
    return NULL;
  GArray *receipts = g_array_new (FALSE, FALSE, sizeof (AftStoreReceipt));
  for (guint i = 0; i < entries->len; i++)
    {
      const AftStoreReceipt *receipt = &g_array_index (entries, Entry, i).receipt;
      aft_kiosk_database_acknowledge (database, receipt);
      g_array_append_vals (receipts, receipt, 1);
    }
  return receipts;
}

static gboolean
is_of_sitting (AftResponse *response, AftResponse *first)
{
  return aft_response_get_kind (response) != AFT_RESPONSE_CALL_STAFF
         && aft_id_equal (aft_response_get_sitting_id (response),
                          aft_response_get_sitting_id (first));
}

GArray *
aft_kiosk_database_finish (AftKioskDatabase *database, GPtrArray *responses, GError **error)
{
  g_autoptr (GArray) entries = new_entries ();
  if (responses->len < 1 || responses->len > RESPONSES_MAX)
    {
      refuse (error, AFT_ERROR_INVALID, "A sitting has 1 to 8 responses");
      return NULL;
    }
  for (guint i = 0; i < responses->len; i++)
    {
      if (!is_of_sitting (responses->pdata[i], responses->pdata[0]))
        {
          refuse (error, AFT_ERROR_INVALID, "The responses are not of one sitting");
          return NULL;
        }
      if (!add_entry (entries, responses->pdata[i], error))
        return NULL;
    }
  return write_entries (database, entries, work_finish, error);
}

GArray *
aft_kiosk_database_record_event (AftKioskDatabase *database, AftResponse *event, GError **error)
{
  g_autoptr (GArray) entries = new_entries ();
  if (aft_response_get_kind (event) != AFT_RESPONSE_CALL_STAFF)
    {
      refuse (error, AFT_ERROR_INVALID, "Only a call for staff is an event");
      return NULL;
    }
  if (!add_entry (entries, event, error))
    return NULL;
  return write_entries (database, entries, work_event, error);
}

static gboolean
work_item (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  AftKioskItem *item = data;
  AftStoreReceipt former;
  GError *local = NULL;
  if (find_receipt (connection, &item->receipt.id, &former, &local))
    {
      if (!aft_digest_equal (&former.digest, &item->receipt.digest))
        return refuse (error, AFT_ERROR_CONFLICT, "The same id holds something else");
      item->receipt = former;
      return TRUE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  Parcel parcel = { aft_item_kind_to_text (item->kind), item->body, TRUE };
  return insert_outbox (database, connection, &parcel, &item->receipt, error);
}

gboolean
aft_kiosk_database_record_item (AftKioskDatabase *database, AftKioskItem *item, GError **error)
{
  if (item->kind != AFT_ITEM_CASE_ACTION && item->kind != AFT_ITEM_DRILL)
    return refuse (error, AFT_ERROR_INVALID, "Only what staff do is an item of its own");
  if (strlen (item->body) > AFT_ITEM_MAX_BYTES)
    return refuse (error, AFT_ERROR_TOO_LARGE, "The item is longer than 16 KiB");
  item->receipt.digest = aft_digest_of_text (item->body);
  if (!aft_kiosk_database_write (database, work_item, item, error))
    return FALSE;
  aft_kiosk_database_acknowledge (database, &item->receipt);
  return TRUE;
}
