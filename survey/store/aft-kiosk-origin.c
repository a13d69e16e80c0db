/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where this store's chain begins, and moving it behind what the collector has. Whether that is to
 * be done is for who compares the two (aft-kiosk-upload.c). */
#include "aft-kiosk-origin.h"

#include "aft-chain.h"
#include "aft-error.h"

#define ORIGIN "store.origin" /* "SEQUENCE CHAIN"; not there in a store of its own */
#define GAP    "store.gap"    /* "SEQUENCE": of the last gap that cannot close */

static gboolean
read_text (const char *text, AftKioskLink *ret_origin)
{
  char *end = NULL;
  ret_origin->sequence = g_ascii_strtoull (text, &end, 10);
  return ret_origin->sequence > 0 && *end == ' '
         && aft_digest_from_text (end + 1, &ret_origin->chain);
}

/* NULL with @error unset: there is no such setting. */
static char *
get_setting (sqlite3 *connection, const char *name, GError **error)
{
  g_autoptr (sqlite3_stmt) row
      = aft_sqlite_prepare (connection, "SELECT text FROM setting WHERE name = ?1", error);
  if (row == NULL)
    return NULL;
  aft_sqlite_bind_text (row, 1, name);
  return aft_sqlite_step (row, error) ? aft_sqlite_dup_text (row, 0) : NULL;
}

static gboolean
put_setting (sqlite3 *connection, const char *name, const char *text, GError **error)
{
  g_autoptr (sqlite3_stmt) row
      = aft_sqlite_prepare (connection,
                            "INSERT INTO setting (name, text) VALUES (?1, ?2)"
                            " ON CONFLICT (name) DO UPDATE SET text = ?2",
                            error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, name);
  aft_sqlite_bind_text (row, 2, text);
  return aft_sqlite_run (row, error);
}

gboolean
aft_kiosk_origin_read (sqlite3 *connection, AftKioskLink *ret_origin, GError **error)
{
  GError *local = NULL;
  g_autofree char *text = get_setting (connection, ORIGIN, &local);
  *ret_origin = (AftKioskLink){ 0, aft_chain_start () };
  if (text == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  if (read_text (text, ret_origin))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CORRUPT,
                       "The database does not say where its chain begins");
  return FALSE;
}

gboolean
aft_kiosk_origin_note_gap (sqlite3 *connection,
                           guint64 sequence,
                           gboolean *ret_is_new,
                           GError **error)
{
  GError *local = NULL;
  g_autofree char *known = get_setting (connection, GAP, &local);
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, sequence);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *ret_is_new = g_strcmp0 (known, text) != 0;
  return put_setting (connection, GAP, text, error);
}

gboolean
aft_kiosk_origin_forget_gap (sqlite3 *connection, guint64 last_sequence, GError **error)
{
  g_autoptr (sqlite3_stmt) row
      = aft_sqlite_prepare (connection,
                            "DELETE FROM setting"
                            " WHERE name = ?1 AND CAST (text AS INTEGER) < ?2",
                            error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, GAP);
  aft_sqlite_bind_integer (row, 2, last_sequence);
  return aft_sqlite_run (row, error);
}

static gboolean
write_origin (sqlite3 *connection, const AftKioskLink *origin, GError **error)
{
  g_autofree char *chain = aft_digest_to_text (&origin->chain);
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT " %s", origin->sequence, chain);
  return put_setting (connection, ORIGIN, text, error);
}

/* A row's place and what it says. */
typedef struct
{
  guint64 sequence;
  AftDigest digest;
} Row;

static GArray *
list_rows (sqlite3 *connection, GError **error)
{
  GError *local = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (
      connection, "SELECT sequence, digest FROM outbox ORDER BY sequence", error);
  if (row == NULL)
    return NULL;
  while (aft_sqlite_step (row, &local))
    {
      Row one = { sqlite3_column_int64 (row, 0), aft_sqlite_get_digest (row, 1) };
      g_array_append_val (rows, one);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_steal_pointer (&rows);
}

/* From the last to the first, so that no two ever have the same sequence. */
static gboolean
shift_rows (sqlite3 *connection, GArray *rows, guint64 by, GError **error)
{
  g_autoptr (sqlite3_stmt) shift = aft_sqlite_prepare (
      connection, "UPDATE outbox SET sequence = ?2 WHERE sequence = ?1", error);
  if (shift == NULL)
    return FALSE;
  for (guint i = rows->len; i-- > 0;)
    {
      Row *row = &g_array_index (rows, Row, i);
      aft_sqlite_bind_integer (shift, 1, row->sequence);
      row->sequence += by;
      aft_sqlite_bind_integer (shift, 2, row->sequence);
      gboolean is_done = aft_sqlite_run (shift, error);
      sqlite3_reset (shift);
      if (!is_done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
chain_rows (AftKioskDatabase *database,
            sqlite3 *connection,
            GArray *rows,
            const AftKioskLink *origin,
            GError **error)
{
  AftDigest previous = origin->chain;
  g_autoptr (sqlite3_stmt) link = aft_sqlite_prepare (
      connection, "UPDATE outbox SET previous = ?2, chain = ?3 WHERE sequence = ?1", error);
  if (link == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      AftDigest chain = aft_chain_next (aft_kiosk_database_get_device_id (database), row->sequence,
                                        &previous, &row->digest);
      aft_sqlite_bind_integer (link, 1, row->sequence);
      aft_sqlite_bind_digest (link, 2, &previous);
      aft_sqlite_bind_digest (link, 3, &chain);
      gboolean is_done = aft_sqlite_run (link, error);
      sqlite3_reset (link);
      if (!is_done)
        return FALSE;
      previous = chain;
    }
  return TRUE;
}

gboolean
aft_kiosk_origin_move (AftKioskDatabase *database,
                       sqlite3 *connection,
                       const AftKioskLink *last,
                       GError **error)
{
  AftKioskLink origin;
  if (!aft_kiosk_origin_read (connection, &origin, error))
    return FALSE;
  g_assert (last->sequence >= origin.sequence);
  g_autoptr (GArray) rows = list_rows (connection, error);
  return rows != NULL && shift_rows (connection, rows, last->sequence - origin.sequence, error)
         && chain_rows (database, connection, rows, last, error)
         && write_origin (connection, last, error);
}
