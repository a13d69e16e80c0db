/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept no longer than the house says: contacts some time after their case was closed, words
 * and free answers after some years. What is old enough is looked for beside the writer, a page at
 * a time; taking it away is one short transaction. Ratings, and who a guest is without a contact,
 * stay. Nothing of a kiosk is ordered: it keeps its copies for a month at most. */
#include "aft-error.h"
#include "aft-house-sqlite-care-private.h"
#include "aft-house-sqlite-erasure-private.h"

#define ACTOR "collector"
/* Responses up to this one have no words any more: they come, and grow old, in the order of their
 * refs. */
#define KEPT_SETTING "store.words-gone"

typedef struct
{
  gint64 ref;
  AftId sitting_id;
  AftHouseTaking taking;
} Aged;

typedef struct
{
  const AftHouseRetention *asked;
  GArray *aged; /* Aged */
  gint64 gone;  /* words: up to this ref */
  AftHouseErasureReceipt *receipt;
} Retention;

/* ?1 the latest time of arrival or closing, ?2 how many. A sealed part's id begins with the time of
 * its arrival. */
static gboolean
list_contacts (AftHouseSession *session, Retention *retention, GError **error)
{
  GError *local = NULL;
  gint64 before_ms = session->now_ms - retention->asked->contact_ms;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT r.ref, r.sitting_id FROM sealed JOIN response AS r ON r.ref = sealed.response"
      " LEFT JOIN service_case AS c ON c.sitting_id = r.sitting_id"
      " WHERE sealed.name = 'contact' AND r.received_ms <= ?1 AND (c.ref IS NULL"
      " OR (c.state >= 5 AND c.closed_ms <= ?1)) LIMIT ?2",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, before_ms);
  aft_sqlite_bind_integer (row, 2, retention->asked->limit);
  while (aft_sqlite_step (row, &local))
    {
      Aged aged
          = { sqlite3_column_int64 (row, 0), aft_sqlite_get_id (row, 1), AFT_HOUSE_TAKE_CONTACT };
      g_array_append_val (retention->aged, aged);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
read_gone (AftHouseSession *session, gint64 *ret_gone, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT CAST (text AS INTEGER) FROM setting WHERE name = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, KEPT_SETTING);
  *ret_gone = aft_sqlite_step (row, &local) ? sqlite3_column_int64 (row, 0) : 0;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* In the order of arrival, up to the first that is young enough. */
static gboolean
list_words (AftHouseSession *session, Retention *retention, GError **error)
{
  GError *local = NULL;
  gint64 before_ms = session->now_ms - retention->asked->words_ms;
  if (!read_gone (session, &retention->gone, error))
    return FALSE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT ref, sitting_id, received_ms FROM response WHERE ref > ?1 ORDER BY ref LIMIT ?2",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, retention->gone);
  aft_sqlite_bind_integer (row, 2, retention->asked->limit);
  while (aft_sqlite_step (row, &local) && sqlite3_column_int64 (row, 2) <= before_ms)
    {
      Aged aged
          = { sqlite3_column_int64 (row, 0), aft_sqlite_get_id (row, 1), AFT_HOUSE_TAKE_WORDS };
      g_array_append_val (retention->aged, aged);
      retention->gone = aged.ref;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  Retention *retention = data;
  g_array_set_size (retention->aged, 0);
  retention->gone = 0;
  return (retention->asked->contact_ms == 0 || list_contacts (session, retention, error))
         && (retention->asked->words_ms == 0 || list_words (session, retention, error));
}

static gboolean
write_gone (AftHouseSession *session, gint64 gone, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, gone);
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO setting (name, text) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET text = ?2",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, KEPT_SETTING);
  aft_sqlite_bind_text (row, 2, text);
  return aft_sqlite_run (row, error);
}

static gboolean
take (AftHouseSession *session, const Aged *aged, AftHouseErasureReceipt *receipt, GError **error)
{
  return aft_house_session_erase_response (session, aged->ref, aged->taking, receipt, error)
         && (aged->taking == AFT_HOUSE_TAKE_CONTACT
             || aft_house_session_erase_case (session, &aged->sitting_id, aged->taking, receipt,
                                              error));
}

static gboolean
is_anything (const AftHouseErasureReceipt *receipt)
{
  return receipt->responses + receipt->sealed + receipt->cases + receipt->photos > 0;
}

static gboolean
work_take (AftHouseSession *session, gpointer data, GError **error)
{
  Retention *retention = data;
  aft_house_erasure_receipt_free (retention->receipt);
  retention->receipt = aft_house_erasure_receipt_new (AFT_HOUSE_ERASE_BY_AGE);
  for (guint i = 0; i < retention->aged->len; i++)
    if (!take (session, &g_array_index (retention->aged, Aged, i), retention->receipt, error))
      return FALSE;
  return (retention->gone == 0 || write_gone (session, retention->gone, error))
         && (!is_anything (retention->receipt)
             || (aft_house_session_note_residue (session, error)
                 && aft_house_session_put_receipt (session, retention->receipt, ACTOR, error)));
}

gboolean
aft_house_sqlite_retain (AftHouseStore *store,
                         const AftHouseRetention *asked,
                         AftHouseErasureReceipt **ret_receipt,
                         gboolean *ret_is_done,
                         GError **error)
{
  g_autoptr (GArray) aged = g_array_new (FALSE, FALSE, sizeof (Aged));
  Retention retention = { .asked = asked, .aged = aged };
  *ret_receipt = NULL;
  if (!aft_house_sqlite_read_long (store, work_list, &retention, error))
    return FALSE;
  *ret_is_done = aged->len == 0;
  if (*ret_is_done)
    {
      /* Of an erasure that a backup kept from it; what a reader holds now goes next time. */
      if (aft_house_sqlite_has_residue (store))
        aft_house_sqlite_empty_log (store);
      return TRUE;
    }
  if (!aft_house_sqlite_write (store, work_take, &retention, error))
    {
      aft_house_erasure_receipt_free (retention.receipt);
      return FALSE;
    }
  if (is_anything (retention.receipt))
    {
      retention.receipt->is_final = aft_house_sqlite_empty_log (store);
      *ret_receipt = g_steal_pointer (&retention.receipt);
    }
  aft_house_erasure_receipt_free (retention.receipt);
  return TRUE;
}
