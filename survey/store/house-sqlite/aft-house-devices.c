/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Devices that were let in: finding them, what they say of themselves, and showing them the door.
 * Not here: guests' phones (aft-house-phones.c). */
#include <string.h>

#include "aft-error.h"
#include "aft-house-boots.h"
#include "aft-house-sqlite-care-private.h"

AftHouseDevice *
aft_house_device_read (AftHouseRow *row)
{
  AftHouseDevice *device = g_new0 (AftHouseDevice, 1);
  const void *key = sqlite3_column_blob (row, 3);
  device->id = aft_sqlite_get_id (row, 0);
  device->venue_id = aft_sqlite_get_id (row, 1);
  device->name = aft_sqlite_dup_text (row, 2);
  if (key != NULL && sqlite3_column_bytes (row, 3) == AFT_LINK_KEY_BYTES)
    memcpy (device->link_key, key, AFT_LINK_KEY_BYTES);
  device->approved_ms = sqlite3_column_int64 (row, 4);
  device->approved_by = aft_sqlite_dup_text (row, 5);
  device->revoked_ms = sqlite3_column_int64 (row, 6);
  device->last_sequence = sqlite3_column_int64 (row, 7);
  device->last_chain = aft_sqlite_get_digest (row, 8);
  device->backup_sequence = sqlite3_column_int64 (row, 9);
  device->last_seen_ms = sqlite3_column_int64 (row, 10);
  device->version = aft_sqlite_dup_text (row, 11);
  device->printer = aft_sqlite_dup_text (row, 12);
  device->queue = sqlite3_column_int64 (row, 13);
  device->disk_free_bytes = sqlite3_column_int64 (row, 14);
  device->clock_offset_ms = sqlite3_column_int64 (row, 15);
  device->channel = sqlite3_column_int (row, 16) == 0 ? AFT_CHANNEL_KIOSK : AFT_CHANNEL_PHONE;
  return device;
}

typedef struct
{
  const AftDigest *token_digest;
  const AftId *id;
  AftHouseDevice *device;
} DeviceQuery;

static gboolean
work_find_device (AftHouseSession *session, gpointer data, GError **error)
{
  DeviceQuery *query = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, AFT_HOUSE_DEVICE_SELECT " WHERE token_digest = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, query->token_digest);
  if (!aft_house_expect_row (row, "No device has that token", error))
    return FALSE;
  query->device = aft_house_device_read (row);
  return TRUE;
}

AftHouseDevice *
aft_house_sqlite_find_device (AftHouseStore *store, const AftDigest *token_digest, GError **error)
{
  DeviceQuery query = { .token_digest = token_digest };
  return aft_house_sqlite_read (store, work_find_device, &query, error) ? query.device : NULL;
}

static gboolean
work_get_device (AftHouseSession *session, gpointer data, GError **error)
{
  DeviceQuery *query = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, AFT_HOUSE_DEVICE_SELECT " WHERE device.id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, query->id);
  if (!aft_house_expect_row (row, "There is no such device", error))
    return FALSE;
  query->device = aft_house_device_read (row);
  return TRUE;
}

AftHouseDevice *
aft_house_sqlite_get_device (AftHouseStore *store, const AftId *id, GError **error)
{
  DeviceQuery query = { .id = id };
  return aft_house_sqlite_read (store, work_get_device, &query, error) ? query.device : NULL;
}

typedef struct
{
  const AftId *venue_id;
  GPtrArray *devices;
} ListQuery;

static gboolean
work_list_devices (AftHouseSession *session, gpointer data, GError **error)
{
  ListQuery *query = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      AFT_HOUSE_DEVICE_SELECT " WHERE channel = 0 AND (?1 IS NULL OR venue.id = ?1)"
                              " ORDER BY device.name, device.id",
      error);
  if (row == NULL)
    return FALSE;
  if (query->venue_id != NULL)
    aft_sqlite_bind_id (row, 1, query->venue_id);
  while (aft_sqlite_step (row, &local))
    g_ptr_array_add (query->devices, aft_house_device_read (row));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
aft_house_sqlite_list_devices (AftHouseStore *store, const AftId *venue_id, GError **error)
{
  g_autoptr (GPtrArray) devices
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_device_free);
  ListQuery query = { venue_id, devices };
  if (!aft_house_sqlite_read (store, work_list_devices, &query, error))
    return NULL;
  return g_steal_pointer (&devices);
}

typedef struct
{
  const AftId *id;
  const AftHouseDeviceChange *change;
  const char *actor;
} Changing;

static gboolean
audit_change (AftHouseSession *session, const Changing *changing, GError **error)
{
  AftValueBuilder *detail = aft_value_builder_new_object ();
  if (changing->change->name != NULL)
    aft_value_builder_set_string (detail, "name", changing->change->name);
  if (changing->change->venue_id != NULL)
    aft_value_builder_set_take (
        detail, "venue", aft_value_new_take_string (aft_id_to_text (changing->change->venue_id)));
  return aft_house_session_note (session, changing->actor, "device.change", changing->id, detail,
                                 error);
}

static gboolean
work_change_device (AftHouseSession *session, gpointer data, GError **error)
{
  const Changing *changing = data;
  const AftId *venue_id = changing->change->venue_id;
  gint32 venue = 0;
  if (venue_id != NULL && !aft_house_session_find_venue (session, venue_id, &venue, error))
    return FALSE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "UPDATE device SET name = coalesce (?2, name), venue = iif (?3 > 0, ?3, venue) WHERE id = ?1"
      " AND channel = 0 RETURNING ref",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, changing->id);
  aft_sqlite_bind_text (row, 2, changing->change->name);
  aft_sqlite_bind_integer (row, 3, venue);
  return aft_house_expect_row (row, "There is no such device", error)
         && audit_change (session, changing, error);
}

gboolean
aft_house_sqlite_change_device (AftHouseStore *store,
                                const AftId *id,
                                const AftHouseDeviceChange *change,
                                const char *actor,
                                GError **error)
{
  Changing changing = { id, change, actor };
  return aft_house_sqlite_write (store, work_change_device, &changing, error);
}

typedef struct
{
  const AftId *id;
  const char *actor;
} Revocation;

static gboolean
work_revoke (AftHouseSession *session, gpointer data, GError **error)
{
  const Revocation *revocation = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "UPDATE device SET revoked_ms = iif (revoked_ms = 0, ?2, revoked_ms) WHERE id = ?1"
      " AND channel = 0 RETURNING ref",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, revocation->id);
  aft_sqlite_bind_integer (row, 2, session->now_ms);
  if (!aft_house_expect_row (row, "There is no such device", error))
    return FALSE;
  return aft_house_session_note (session, revocation->actor, "device.revoke", revocation->id, NULL,
                                 error);
}

gboolean
aft_house_sqlite_revoke (AftHouseStore *store, const AftId *id, const char *actor, GError **error)
{
  Revocation revocation = { id, actor };
  return aft_house_sqlite_write (store, work_revoke, &revocation, error);
}

/* A heartbeat on its way, with a copy of all it says. */
typedef struct
{
  AftHouseHeartbeat said;
  AftHouseDevice *device;
  GTask *task; /* NULL: somebody waits */
} Beat;

static gboolean
find_active (AftHouseSession *session, const AftId *id, gint32 *ret_ref, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT ref FROM device WHERE id = ?1 AND revoked_ms = 0 AND channel = 0", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, id);
  if (aft_sqlite_step (row, &local))
    *ret_ref = sqlite3_column_int (row, 0);
  else if (local == NULL)
    g_set_error_literal (&local, AFT_ERROR, AFT_ERROR_DENIED,
                         "The device is not known here, or not any more");
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
put_heartbeat (AftHouseSession *session,
               gint32 device,
               const AftHouseHeartbeat *said,
               GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO heartbeat (device, seen_ms, version, printer, queue, disk_free_bytes,"
      " clock_offset_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (device) DO UPDATE SET"
      " seen_ms = ?2, version = ?3, printer = ?4, queue = ?5, disk_free_bytes = ?6,"
      " clock_offset_ms = ?7",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, device);
  aft_sqlite_bind_integer (row, 2, session->now_ms);
  aft_sqlite_bind_text (row, 3, said->version);
  aft_sqlite_bind_text (row, 4, said->printer);
  aft_sqlite_bind_integer (row, 5, said->queue);
  aft_sqlite_bind_integer (row, 6, said->disk_free_bytes);
  aft_sqlite_bind_integer (row, 7, said->clock_ms - session->now_ms);
  return aft_sqlite_run (row, error);
}

static gboolean
work_heartbeat (AftHouseSession *session, gpointer data, GError **error)
{
  Beat *beat = data;
  const AftHouseHeartbeat *said = &beat->said;
  AftHouseBoot boot;
  gint32 ref = 0;
  DeviceQuery query = { .id = &said->device_id };
  g_clear_pointer (&beat->device, aft_house_device_free);
  if (!find_active (session, &said->device_id, &ref, error)
      || !put_heartbeat (session, ref, said, error)
      || !aft_house_boots_note (session, ref, &said->boot_id, session->now_ms - said->monotonic_ms,
                                &boot, error)
      || !work_get_device (session, &query, error))
    return FALSE;
  beat->device = query.device;
  return TRUE;
}

static Beat *
beat_new (const AftHouseHeartbeat *heartbeat, GTask *task)
{
  Beat *beat = g_new0 (Beat, 1);
  beat->said = *heartbeat;
  beat->said.version = g_strdup (heartbeat->version);
  beat->said.printer = g_strdup (heartbeat->printer);
  beat->task = task;
  return beat;
}

static void
beat_free (Beat *beat)
{
  aft_house_device_free (beat->device);
  g_free (beat->said.version);
  g_free (beat->said.printer);
  g_free (beat);
}

static void
on_beat_done (gpointer data, GError *error)
{
  Beat *beat = data;
  GTask *task = g_steal_pointer (&beat->task);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&beat->device),
                           (GDestroyNotify) aft_house_device_free);
  g_object_unref (task);
  beat_free (beat);
}

void
aft_house_sqlite_heartbeat (AftHouseStore *store, const AftHouseHeartbeat *heartbeat, GTask *task)
{
  GError *error = NULL;
  Beat *beat = beat_new (heartbeat, task);
  AftHouseJob job = { work_heartbeat, beat, on_beat_done, beat };
  if (!aft_house_writer_push (aft_house_sqlite_get_writer (store), &job, &error))
    on_beat_done (beat, error);
}

AftHouseDevice *
aft_house_sqlite_heartbeat_sync (AftHouseStore *store,
                                 const AftHouseHeartbeat *heartbeat,
                                 GError **error)
{
  Beat *beat = beat_new (heartbeat, NULL);
  gboolean is_done = aft_house_sqlite_write (store, work_heartbeat, beat, error);
  AftHouseDevice *device = is_done ? g_steal_pointer (&beat->device) : NULL;
  beat_free (beat);
  return device;
}
