/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is what the database shows to be trusted? Once quickly whenever it is opened, so that a kiosk
 * with 200,000 rows starts as fast as an empty one, and once thoroughly for `verify`. Only reads;
 * says what is wrong and repairs nothing. */
#include "aft-kiosk-database.h"

#include <string.h>

#include "aft-chain.h"
#include "aft-error.h"
#include "aft-json.h"
#include "aft-kiosk-origin.h"

/* Up to this size the whole structure is checked at opening: some ten milliseconds. */
#define QUICK_MAX_BYTES (8 << 20)
/* Links recounted at opening. */
#define LINKS_AT_OPENING 64

/* Staff have to know which file it is. */
static const char *
get_path (sqlite3 *connection)
{
  return sqlite3_db_filename (connection, "main");
}

static gboolean
refuse (sqlite3 *connection, AftErrorCode code, const char *why, GError **error)
{
  g_set_error (error, AFT_ERROR, code, "%s %s", get_path (connection), why);
  return FALSE;
}

static gboolean
check_quickly (sqlite3 *connection, GError **error)
{
  gint64 pages = 0;
  gint64 page_size = 0;
  if (!aft_sqlite_query_integer (connection, "PRAGMA page_count", &pages, error)
      || !aft_sqlite_query_integer (connection, "PRAGMA page_size", &page_size, error))
    return FALSE;
  if (pages * page_size <= QUICK_MAX_BYTES)
    return aft_sqlite_check_structure (connection, "PRAGMA quick_check(1)", error);
  return aft_sqlite_check_structure (connection, "PRAGMA quick_check(setting)", error)
         && aft_sqlite_check_structure (connection, "PRAGMA quick_check(survey)", error)
         && aft_sqlite_check_structure (connection, "PRAGMA quick_check(quarantine)", error);
}

static gboolean
check_origin (sqlite3 *connection, const AftKioskExpected *expected, GError **error)
{
  gint64 application_id = 0;
  gint64 version = 0;
  if (!aft_sqlite_query_integer (connection, "PRAGMA application_id", &application_id, error)
      || !aft_sqlite_query_integer (connection, "PRAGMA user_version", &version, error))
    return FALSE;
  if (application_id != AFT_KIOSK_APPLICATION_ID || version < 1)
    return refuse (connection, AFT_ERROR_INVALID, "is not of this program", error);
  if (version > expected->head)
    return refuse (connection, AFT_ERROR_UNSUPPORTED, "was written by a later version", error);
  return TRUE;
}

static gboolean
check_device (sqlite3 *connection, const AftId *device_id, GError **error)
{
  g_autofree char *expected = aft_id_to_text (device_id);
  g_autoptr (sqlite3_stmt) statement = aft_sqlite_prepare (
      connection, "SELECT text FROM setting WHERE name = 'store.device-id'", error);
  if (statement == NULL)
    return FALSE;
  GError *local = NULL;
  if (!aft_sqlite_step (statement, &local))
    {
      g_propagate_error (error, local);
      return local == NULL
             && refuse (connection, AFT_ERROR_CORRUPT, "does not say whose it is", error);
    }
  const char *text = (const char *) sqlite3_column_text (statement, 0);
  return g_strcmp0 (text, expected) == 0
         || refuse (connection, AFT_ERROR_CONFLICT, "belongs to another device", error);
}

#define LINK_COLUMNS "sequence, previous, digest, chain, body, id, kind"

enum
{
  COLUMN_SEQUENCE,
  COLUMN_PREVIOUS,
  COLUMN_DIGEST,
  COLUMN_CHAIN,
  COLUMN_BODY,
  COLUMN_ID,
  COLUMN_KIND
};

/* What is wrong with the row; NULL: nothing. */
static const char *
find_fault (sqlite3_stmt *row, const AftId *device_id, const AftKioskLink *last)
{
  guint64 sequence = sqlite3_column_int64 (row, COLUMN_SEQUENCE);
  AftDigest previous = aft_sqlite_get_digest (row, COLUMN_PREVIOUS);
  AftDigest digest = aft_sqlite_get_digest (row, COLUMN_DIGEST);
  AftDigest stored = aft_sqlite_get_digest (row, COLUMN_CHAIN);
  AftDigest chain = aft_chain_next (device_id, sequence, &previous, &digest);
  const char *body = (const char *) sqlite3_column_text (row, COLUMN_BODY);

  if (last != NULL && sequence != last->sequence + 1)
    return "does not follow the one before";
  if (last != NULL && !aft_digest_equal (&previous, &last->chain))
    return "is not chained to the one before";
  if (!aft_digest_equal (&chain, &stored))
    return "has a wrong chain link";
  if (body == NULL)
    return NULL;
  AftDigest recounted = aft_digest_of (body, sqlite3_column_bytes (row, COLUMN_BODY));
  return aft_digest_equal (&recounted, &digest) ? NULL : "has a body that was changed";
}

/* The id beside the body is not in the chain; the one inside a response's is. What staff did names
 * what it was done to instead. */
static gboolean
is_of_its_id (sqlite3_stmt *row)
{
  const char *kind = (const char *) sqlite3_column_text (row, COLUMN_KIND);
  if (g_strcmp0 (kind, "case-action") == 0 || g_strcmp0 (kind, "drill") == 0)
    return TRUE;
  AftId id = aft_sqlite_get_id (row, COLUMN_ID);
  g_autofree char *text = aft_id_to_text (&id);
  const char *body = (const char *) sqlite3_column_text (row, COLUMN_BODY);
  if (body == NULL)
    return TRUE;
  gsize length = sqlite3_column_bytes (row, COLUMN_BODY);
  g_autoptr (AftValue) value = aft_json_parse (body, length, &aft_json_limits_wire, NULL);
  return g_strcmp0 (aft_value_get_member_string (value, "id", NULL), text) == 0;
}

static gboolean
refuse_row (sqlite3_stmt *row, const char *fault, GError **error)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_CORRUPT,
               "%s is damaged: row %" G_GINT64_FORMAT " of the outbox %s",
               get_path (sqlite3_db_handle (row)),
               (gint64) sqlite3_column_int64 (row, COLUMN_SEQUENCE), fault);
  return FALSE;
}

static gboolean
check_last_links (sqlite3 *connection, const AftId *device_id, GError **error)
{
  AftKioskLink last;
  gboolean has_last = FALSE;
  GError *local = NULL;
  if (!aft_kiosk_origin_read (connection, &last, error))
    return FALSE;
  g_autoptr (sqlite3_stmt) row
      = aft_sqlite_prepare (connection,
                            "SELECT " LINK_COLUMNS " FROM outbox"
                            " WHERE sequence > (SELECT max (sequence) FROM outbox) - ?1"
                            " ORDER BY sequence",
                            error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, LINKS_AT_OPENING);
  while (aft_sqlite_step (row, &local))
    {
      gboolean is_first
          = (guint64) sqlite3_column_int64 (row, COLUMN_SEQUENCE) == last.sequence + 1;
      const char *fault = find_fault (row, device_id, has_last || is_first ? &last : NULL);
      if (fault != NULL)
        return refuse_row (row, fault, error);
      last.sequence = sqlite3_column_int64 (row, COLUMN_SEQUENCE);
      last.chain = aft_sqlite_get_digest (row, COLUMN_CHAIN);
      has_last = TRUE;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* A row that is finished must be there as it was; its place in the chain is looked at with the
 * chain. An open one must be there in some form: a
 * replacement whose commit failed may have reached the disk all the same. */
static gboolean
find_acknowledged (sqlite3 *connection, const AftStoreReceipt *receipt, GError **error)
{
  gboolean is_open = receipt->sequence == 0;
  g_autoptr (sqlite3_stmt) row
      = aft_sqlite_prepare (connection,
                            is_open ? "SELECT 1 FROM response WHERE id = ?1"
                                    : "SELECT 1 FROM outbox WHERE id = ?1 AND digest = ?2",
                            error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &receipt->id);
  if (!is_open)
    aft_sqlite_bind_digest (row, 2, &receipt->digest);
  return aft_sqlite_step (row, error);
}

static gboolean
check_acknowledged (sqlite3 *connection, GArray *acknowledged, GError **error)
{
  for (guint i = 0; i < acknowledged->len; i++)
    {
      GError *local = NULL;
      if (find_acknowledged (connection, &g_array_index (acknowledged, AftStoreReceipt, i), &local))
        continue;
      if (local == NULL)
        return refuse (connection, AFT_ERROR_CORRUPT, "has lost a row that was acknowledged",
                       error);
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

gboolean
aft_kiosk_check_content (sqlite3 *connection, const AftKioskExpected *expected, GError **error)
{
  return check_origin (connection, expected, error) && check_quickly (connection, error)
         && check_device (connection, expected->device_id, error)
         && check_last_links (connection, expected->device_id, error)
         && check_acknowledged (connection, expected->acknowledged, error);
}

static gboolean
check_chain (sqlite3 *connection, const AftId *device_id, guint64 *ret_rows, GError **error)
{
  AftKioskLink last;
  guint64 rows = 0;
  GError *local = NULL;
  if (!aft_kiosk_origin_read (connection, &last, error))
    return FALSE;
  g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (
      connection, "SELECT " LINK_COLUMNS " FROM outbox ORDER BY sequence", error);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    {
      const char *fault = find_fault (row, device_id, &last);
      if (fault != NULL || !is_of_its_id (row))
        return refuse_row (row, fault != NULL ? fault : "has another id than its body", error);
      rows++;
      last.sequence = sqlite3_column_int64 (row, COLUMN_SEQUENCE);
      last.chain = aft_sqlite_get_digest (row, COLUMN_CHAIN);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  *ret_rows = rows;
  return local == NULL;
}

/* A chain that was cut at its end is whole in itself; the responses still tell. */
static gboolean
check_end (sqlite3 *connection, GError **error)
{
  gint64 lost = 0;
  if (!aft_sqlite_query_integer (connection,
                                 "SELECT count(*) FROM response WHERE state <> 'open'"
                                 " AND NOT EXISTS (SELECT 1 FROM outbox"
                                 " WHERE outbox.id = response.id)",
                                 &lost, error))
    return FALSE;
  return lost == 0
         || refuse (connection, AFT_ERROR_CORRUPT, "has lost rows at the end of its outbox", error);
}

gboolean
aft_kiosk_check_all (sqlite3 *connection, const AftId *device_id, guint64 *ret_rows, GError **error)
{
  guint64 rows = 0;
  if (!aft_sqlite_check_structure (connection, "PRAGMA integrity_check(1)", error)
      || !check_chain (connection, device_id, &rows, error) || !check_end (connection, error))
    return FALSE;
  if (ret_rows != NULL)
    *ret_rows = rows;
  return TRUE;
}
