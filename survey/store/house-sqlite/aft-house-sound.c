/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the file to be trusted at first sight? Asked whenever it is opened, so it costs the same with
 * a thousand rows and with ten million; the thorough look is aft-house-verify.c's. */
#include "aft-error.h"
#include "aft-house-database.h"

/* Up to this size the whole structure is checked at opening: some ten milliseconds. */
#define QUICK_MAX_BYTES (8 << 20)

static gboolean
refuse (sqlite3 *sqlite, AftErrorCode code, const char *why, GError **error)
{
  g_set_error (error, AFT_ERROR, code, "%s %s", sqlite3_db_filename (sqlite, "main"), why);
  return FALSE;
}

static gboolean
check_origin (sqlite3 *sqlite, int head, GError **error)
{
  gint64 application_id = 0;
  gint64 version = 0;
  if (!aft_sqlite_query_integer (sqlite, "PRAGMA application_id", &application_id, error)
      || !aft_sqlite_query_integer (sqlite, "PRAGMA user_version", &version, error))
    return FALSE;
  if (application_id != AFT_HOUSE_APPLICATION_ID || version < 1)
    return refuse (sqlite, AFT_ERROR_INVALID, "is not of this program", error);
  return version <= head
         || refuse (sqlite, AFT_ERROR_UNSUPPORTED, "was written by a later version", error);
}

static gboolean
check_structure (sqlite3 *sqlite, GError **error)
{
  gint64 pages = 0;
  gint64 page_size = 0;
  if (!aft_sqlite_query_integer (sqlite, "PRAGMA page_count", &pages, error)
      || !aft_sqlite_query_integer (sqlite, "PRAGMA page_size", &page_size, error))
    return FALSE;
  if (pages * page_size <= QUICK_MAX_BYTES)
    return aft_sqlite_check_structure (sqlite, "PRAGMA quick_check(1)", error);
  return aft_sqlite_check_structure (sqlite, "PRAGMA quick_check(house)", error)
         && aft_sqlite_check_structure (sqlite, "PRAGMA quick_check(venue)", error)
         && aft_sqlite_check_structure (sqlite, "PRAGMA quick_check(survey)", error)
         && aft_sqlite_check_structure (sqlite, "PRAGMA quick_check(audit_end)", error);
}

static gboolean
check_acknowledged (sqlite3 *sqlite, const GArray *acknowledged, GError **error)
{
  g_autoptr (sqlite3_stmt) row
      = aft_sqlite_prepare (sqlite,
                            "SELECT 1 FROM response WHERE id = ?1 AND digest = ?2"
                            " UNION ALL SELECT 1 FROM event WHERE id = ?1 AND digest = ?2"
                            " UNION ALL SELECT 1 FROM survey WHERE digest = ?2",
                            error);
  if (row == NULL)
    return FALSE;
  for (guint i = 0; i < acknowledged->len; i++)
    {
      GError *local = NULL;
      const AftHouseAcknowledged *one = &g_array_index (acknowledged, AftHouseAcknowledged, i);
      sqlite3_reset (row);
      aft_sqlite_bind_id (row, 1, &one->id);
      aft_sqlite_bind_digest (row, 2, &one->digest);
      if (aft_sqlite_step (row, &local))
        continue;
      if (local == NULL)
        return refuse (sqlite, AFT_ERROR_CORRUPT, "has lost a row that was acknowledged", error);
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

gboolean
aft_house_check_sound (sqlite3 *sqlite, int head, const GArray *acknowledged, GError **error)
{
  return check_origin (sqlite, head, error) && check_structure (sqlite, error)
         && check_acknowledged (sqlite, acknowledged, error);
}
