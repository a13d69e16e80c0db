/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes of a case when its guest's data are taken away: all words of staff and guest, the
 * promises' texts, photos, and what kiosks brought for it. Its events stay, with their times and
 * digests; so do its figures. The files of photos are the caller's: their ids are in the receipt.
 */
#include "aft-error.h"
#include "aft-house-sqlite-cases-private.h"
#include "aft-house-sqlite-erasure-private.h"
#include "aft-house-sqlite-tasks-private.h"

/* ?1 is the case's ref in all. */
static const char *const words[] = {
  "UPDATE case_event SET words = NULL, words_salt = NULL WHERE service_case = ?1"
  " AND words IS NOT NULL",
  "UPDATE event SET body = NULL WHERE body IS NOT NULL AND id IN"
  " (SELECT id FROM case_event WHERE service_case = ?1)",
};
static const char whose[] = "UPDATE service_case SET guest = NULL, table_code = NULL"
                            " WHERE ref = ?1 AND (guest IS NOT NULL OR table_code IS NOT NULL)";

static gboolean
run (AftHouseSession *session, const char *sql, gint64 ref, guint *ret_changes, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (session->connection, sql, error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  if (!aft_sqlite_run (row, error))
    return FALSE;
  *ret_changes += (guint) sqlite3_changes (aft_house_connection_get_sqlite (session->connection));
  return TRUE;
}

static gboolean
take_photos (AftHouseSession *session, gint64 ref, AftHouseErasureReceipt *receipt, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "DELETE FROM attachment WHERE service_case = ?1 RETURNING id", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  while (aft_sqlite_step (row, &local))
    {
      AftId id = aft_sqlite_get_id (row, 0);
      g_array_append_val (receipt->photo_ids, id);
      receipt->photos++;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* What staff did at a kiosk lies there too, with a note that is sealed. */
static gboolean
order_events (AftHouseSession *session, gint64 ref, AftHouseErasureReceipt *receipt, GError **error)
{
  GError *local = NULL;
  gboolean is_done = TRUE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT event.device, event.id FROM case_event JOIN event ON event.id = case_event.id"
      " WHERE case_event.service_case = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  while (is_done && aft_sqlite_step (row, &local))
    {
      AftId id = aft_sqlite_get_id (row, 1);
      is_done = aft_house_session_order_erasure (session, sqlite3_column_int (row, 0), &id, receipt,
                                                 error);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return is_done && local == NULL;
}

static gboolean
take_words (AftHouseSession *session, gint64 ref, guint *ret_changes, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (!run (session, words[i], ref, ret_changes, error))
      return FALSE;
  return aft_house_session_erase_promises (session, ref, error);
}

static gboolean
find_ref (AftHouseSession *session, const AftId *sitting_id, gint64 *ret_ref, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT ref FROM service_case WHERE sitting_id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, sitting_id);
  *ret_ref = aft_sqlite_step (row, &local) ? sqlite3_column_int64 (row, 0) : 0;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
aft_house_session_erase_case (AftHouseSession *session,
                              const AftId *sitting_id,
                              AftHouseTaking taking,
                              AftHouseErasureReceipt *receipt,
                              GError **error)
{
  gint64 ref = 0;
  guint changes = 0;
  guint photos = receipt->photos;
  if (!find_ref (session, sitting_id, &ref, error))
    return FALSE;
  if (ref == 0)
    return TRUE;
  if (!take_words (session, ref, &changes, error) || !take_photos (session, ref, receipt, error))
    return FALSE;
  if (taking == AFT_HOUSE_TAKE_ALL
      && (!run (session, whose, ref, &changes, error)
          || !order_events (session, ref, receipt, error)))
    return FALSE;
  receipt->cases += changes > 0 || receipt->photos > photos ? 1 : 0;
  return TRUE;
}

gboolean
aft_house_session_erase_waiting (AftHouseSession *session, const AftId *id, GError **error)
{
  static const char *const steps[] = {
    "UPDATE event SET body = NULL WHERE id IN"
    " (SELECT event FROM waiting_action WHERE response_id = ?1)",
    "DELETE FROM waiting_action WHERE response_id = ?1",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (AftHouseRow) row
          = aft_house_connection_prepare (session->connection, steps[i], error);
      if (row == NULL)
        return FALSE;
      aft_sqlite_bind_id (row, 1, id);
      if (!aft_sqlite_run (row, error))
        return FALSE;
    }
  return TRUE;
}

/* The id under a tombstone that an action is about: its case's sitting, or what it waits for. */
static gboolean
find_buried (AftHouseSession *session,
             const AftId *event_id,
             gboolean *ret_is_buried,
             AftId *ret_id,
             GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT response_id FROM tombstone WHERE response_id IN"
      " (SELECT sitting_id FROM case_event JOIN service_case ON ref = service_case"
      "  WHERE case_event.id = ?1"
      "  UNION ALL SELECT response_id FROM waiting_action WHERE event = ?1)",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, event_id);
  *ret_is_buried = aft_sqlite_step (row, &local);
  if (*ret_is_buried)
    *ret_id = aft_sqlite_get_id (row, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
aft_house_session_erase_action (AftHouseSession *session,
                                gint32 device,
                                const AftId *event_id,
                                GError **error)
{
  gboolean is_buried = FALSE;
  AftId buried = { { 0 } };
  if (!find_buried (session, event_id, &is_buried, &buried, error))
    return FALSE;
  if (!is_buried)
    return TRUE;
  g_autoptr (AftHouseErasureReceipt) unsaid
      = aft_house_erasure_receipt_new (AFT_HOUSE_ERASE_BY_SLIP);
  return aft_house_session_erase_waiting (session, &buried, error)
         && aft_house_session_erase_case (session, &buried, AFT_HOUSE_TAKE_ALL, unsaid, error)
         && aft_house_session_order_erasure (session, device, event_id, unsaid, error);
}
