/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wrong clocks. A kiosk's monotonic time only ever goes on, and every batch and heartbeat says how
 * far it has come; so what happened in a boot that we have heard from can be dated by our own
 * clock, whatever the kiosk's showed. Of a boot that ended before it was heard from only the clock
 * is left.
 */
#include "aft-house-boots.h"

/* DESIGN §10 "Business day". */
#define TOLERANCE_MS 120000
/* An origin is written anew when it has moved: the network's delay does not count. */
#define ORIGIN_STEP_MS 1000
/* Before this program was: a clock that shows it has lost its battery. 2024-01-01. */
#define PLAUSIBLE_MS G_GINT64_CONSTANT (1704067200000)

static gboolean
insert (AftHouseSession *session, gint32 device, AftHouseBoot *boot, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "INSERT INTO boot (device, id, origin_ms) VALUES (?1, ?2, ?3)", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, device);
  aft_sqlite_bind_id (row, 2, &boot->id);
  if (boot->has_origin)
    aft_sqlite_bind_integer (row, 3, boot->origin_ms);
  if (!aft_sqlite_run (row, error))
    return FALSE;
  sqlite3 *sqlite = aft_house_connection_get_sqlite (session->connection);
  boot->ref = (gint32) sqlite3_last_insert_rowid (sqlite);
  return TRUE;
}

/* FALSE with @error unset: never heard of. */
static gboolean
look_up (AftHouseSession *session, gint32 device, AftHouseBoot *boot, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT ref, origin_ms FROM boot WHERE device = ?1 AND id = ?2", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, device);
  aft_sqlite_bind_id (row, 2, &boot->id);
  if (!aft_sqlite_step (row, error))
    return FALSE;
  boot->ref = sqlite3_column_int (row, 0);
  boot->has_origin = sqlite3_column_type (row, 1) != SQLITE_NULL;
  boot->origin_ms = sqlite3_column_int64 (row, 1);
  return TRUE;
}

static gboolean
move_origin (AftHouseSession *session, const AftHouseBoot *boot, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "UPDATE boot SET origin_ms = ?2 WHERE ref = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, boot->ref);
  aft_sqlite_bind_integer (row, 2, boot->origin_ms);
  return aft_sqlite_run (row, error);
}

gboolean
aft_house_boots_note (AftHouseSession *session,
                      gint32 device,
                      const AftId *boot_id,
                      gint64 origin_ms,
                      AftHouseBoot *ret_boot,
                      GError **error)
{
  GError *local = NULL;
  AftHouseBoot known = { .id = *boot_id };
  gboolean is_known = look_up (session, device, &known, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *ret_boot = (AftHouseBoot){ known.ref, *boot_id, TRUE, origin_ms };
  if (!is_known)
    return insert (session, device, ret_boot, error);
  if (known.has_origin && ABS (known.origin_ms - origin_ms) <= ORIGIN_STEP_MS)
    return TRUE;
  return move_origin (session, ret_boot, error);
}

gboolean
aft_house_boots_find (AftHouseSession *session,
                      gint32 device,
                      const AftId *boot_id,
                      AftHouseBoot *ret_boot,
                      GError **error)
{
  GError *local = NULL;
  *ret_boot = (AftHouseBoot){ .id = *boot_id };
  if (look_up (session, device, ret_boot, &local))
    return TRUE;
  if (local == NULL)
    return insert (session, device, ret_boot, error);
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
is_near (gint64 a, gint64 b)
{
  return ABS (a - b) <= TOLERANCE_MS;
}

AftHouseClock
aft_house_boots_judge (const AftHouseBoot *boot,
                       const AftResponse *response,
                       gint64 offset_ms,
                       gint64 now_ms,
                       gint64 *ret_true_ms)
{
  gint64 said_ms = aft_response_get_ended_ms (response);
  if (boot->has_origin)
    {
      gint64 reckoned_ms = MIN (boot->origin_ms + aft_response_get_monotonic_ms (response), now_ms);
      *ret_true_ms = is_near (said_ms, reckoned_ms) ? said_ms : reckoned_ms;
      return *ret_true_ms == said_ms ? AFT_HOUSE_CLOCK_RIGHT : AFT_HOUSE_CLOCK_CORRECTED;
    }
  gboolean is_believed
      = is_near (offset_ms, 0) && said_ms >= PLAUSIBLE_MS && said_ms <= now_ms + TOLERANCE_MS;
  *ret_true_ms = is_believed ? said_ms : now_ms;
  return is_believed ? AFT_HOUSE_CLOCK_RIGHT : AFT_HOUSE_CLOCK_UNKNOWN;
}
