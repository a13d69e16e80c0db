/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The phones of a venue's guests: one device, made when it is first needed, and what stands behind
 * the links on slips. How what they send is stored is in aft-house-accept.c. */
#include "aft-house-phones-private.h"

#include <string.h>

#include "aft-error.h"
#include "aft-house-rows.h"
#include "aft-secret.h"

#define PHONES_NAME  "Phones"
#define PHONES_ACTOR "collector"

typedef struct
{
  const AftId *venue_id;
  AftHouseDevice *device;
} PhoneQuery;

/* FALSE with @error unset: there is none yet. */
static gboolean
find_phones (AftHouseSession *session, PhoneQuery *query, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, AFT_HOUSE_DEVICE_SELECT " WHERE channel = 1 AND venue.id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, query->venue_id);
  if (!aft_sqlite_step (row, error))
    return FALSE;
  query->device = aft_house_device_read (row);
  return TRUE;
}

static gboolean
insert_phones (AftHouseSession *session, gint32 venue, GError **error)
{
  guint8 key[AFT_LINK_KEY_BYTES];
  AftRandom *random = aft_house_database_get_random (session->database);
  AftId id = aft_id_generate (aft_house_database_get_clock (session->database), random);
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO device (id, venue, name, link_key, approved_ms, approved_by, letter, channel)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1)",
      error);
  if (row == NULL)
    return FALSE;
  aft_random_fill (random, key, sizeof key);
  aft_sqlite_bind_id (row, 1, &id);
  aft_sqlite_bind_integer (row, 2, venue);
  aft_sqlite_bind_text (row, 3, PHONES_NAME);
  sqlite3_bind_blob (row, 4, key, sizeof key, SQLITE_TRANSIENT);
  aft_secret_wipe (key, sizeof key);
  aft_sqlite_bind_integer (row, 5, session->now_ms);
  aft_sqlite_bind_text (row, 6, PHONES_ACTOR);
  aft_sqlite_bind_text (row, 7, AFT_HOUSE_PHONE_LETTER);
  return aft_sqlite_run (row, error)
         && aft_house_session_note (session, PHONES_ACTOR, "device.phones", &id, NULL, error);
}

static gboolean
work_find_phones (AftHouseSession *session, gpointer data, GError **error)
{
  GError *local = NULL;
  find_phones (session, data, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Somebody else may have made it since it was looked for. */
static gboolean
work_make_phones (AftHouseSession *session, gpointer data, GError **error)
{
  PhoneQuery *query = data;
  gint32 venue = 0;
  g_clear_pointer (&query->device, aft_house_device_free);
  if (!aft_house_session_find_venue (session, query->venue_id, &venue, error)
      || !work_find_phones (session, query, error))
    return FALSE;
  return query->device != NULL
         || (insert_phones (session, venue, error) && work_find_phones (session, query, error));
}

static AftHouseDevice *
get_device (AftHouseStore *store, const AftId *venue_id, GError **error)
{
  PhoneQuery query = { .venue_id = venue_id };
  if (!aft_house_sqlite_read (store, work_find_phones, &query, error))
    return NULL;
  if (query.device == NULL && !aft_house_sqlite_write (store, work_make_phones, &query, error))
    g_clear_pointer (&query.device, aft_house_device_free);
  return query.device;
}

typedef struct
{
  const guint8 *hint;
  GPtrArray *devices;
} HintQuery;

static gboolean
work_list_by_hint (AftHouseSession *session, gpointer data, GError **error)
{
  HintQuery *query = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      AFT_HOUSE_DEVICE_SELECT " WHERE substr (device.id, 9) = ?1 ORDER BY device.id", error);
  if (row == NULL)
    return FALSE;
  g_ptr_array_set_size (query->devices, 0);
  sqlite3_bind_blob (row, 1, query->hint, 8, SQLITE_STATIC);
  while (aft_sqlite_step (row, &local))
    g_ptr_array_add (query->devices, aft_house_device_read (row));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static GPtrArray *
list_by_hint (AftHouseStore *store, const guint8 *hint, GError **error)
{
  g_autoptr (GPtrArray) devices
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_device_free);
  HintQuery query = { hint, devices };
  if (!aft_house_sqlite_read (store, work_list_by_hint, &query, error))
    return NULL;
  return g_steal_pointer (&devices);
}

/* The device's venue, until something has arrived; @ret_ref: its ref. */
static gboolean
find_device (AftHouseSession *session, AftHouseFollowUp *follow_up, gint32 *ret_ref, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT device.ref, venue.id, EXISTS (SELECT 1 FROM tombstone WHERE response_id = ?2)"
      " FROM device JOIN venue ON venue.ref = device.venue WHERE device.id = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &follow_up->device_id);
  aft_sqlite_bind_id (row, 2, &follow_up->response_id);
  if (!aft_house_expect_row (row, "There is no such device", error))
    return FALSE;
  *ret_ref = sqlite3_column_int (row, 0);
  follow_up->venue_id = aft_sqlite_get_id (row, 1);
  follow_up->is_erased = sqlite3_column_int (row, 2) != 0;
  return TRUE;
}

/* What has arrived, as far as it is more than its body; FALSE with @error unset: nothing has. */
static gboolean
find_arrival (AftHouseSession *session, AftHouseFollowUp *follow_up, gint32 device, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT received_ms, erased_ms, venue.id, c.id FROM response"
      " JOIN venue ON venue.ref = response.venue"
      " LEFT JOIN service_case AS c ON c.sitting_id = response.sitting_id"
      " WHERE response.id = ?1 AND response.device = ?2",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &follow_up->response_id);
  aft_sqlite_bind_integer (row, 2, device);
  if (!aft_sqlite_step (row, error))
    return FALSE;
  follow_up->has_arrived = TRUE;
  follow_up->received_ms = sqlite3_column_int64 (row, 0);
  follow_up->is_erased = follow_up->is_erased || sqlite3_column_int64 (row, 1) > 0;
  follow_up->venue_id = aft_sqlite_get_id (row, 2);
  follow_up->has_case = sqlite3_column_type (row, 3) != SQLITE_NULL;
  follow_up->case_id = aft_sqlite_get_id (row, 3);
  return TRUE;
}

static gboolean
read_arrival (AftHouseSession *session, AftHouseFollowUp *follow_up, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, AFT_HOUSE_ROWS_SELECT " WHERE response.id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &follow_up->response_id);
  if (!aft_house_expect_row (row, "There is no such response", error))
    return FALSE;
  follow_up->response = aft_house_rows_read (session, row, error);
  return follow_up->response != NULL;
}

static gboolean
work_find_follow_up (AftHouseSession *session, gpointer data, GError **error)
{
  GError *local = NULL;
  gint32 device = 0;
  AftHouseFollowUp *follow_up = data;
  if (!find_device (session, follow_up, &device, error))
    return FALSE;
  gboolean is_here = find_arrival (session, follow_up, device, &local);
  if (is_here && !follow_up->is_erased)
    read_arrival (session, follow_up, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static AftHouseFollowUp *
find_follow_up (AftHouseStore *store,
                const AftId *device_id,
                const AftId *response_id,
                GError **error)
{
  g_autoptr (AftHouseFollowUp) follow_up = g_new0 (AftHouseFollowUp, 1);
  follow_up->device_id = *device_id;
  follow_up->response_id = *response_id;
  if (!aft_house_sqlite_read (store, work_find_follow_up, follow_up, error))
    return NULL;
  return g_steal_pointer (&follow_up);
}

const AftHousePhonesClass aft_house_sqlite_phones = {
  .get_device = get_device,
  .accept = aft_house_sqlite_accept_phone,
  .list_by_hint = list_by_hint,
  .find_follow_up = find_follow_up,
  .add_code = aft_house_sqlite_add_code,
  .list_codes = aft_house_sqlite_list_codes,
  .find_code = aft_house_sqlite_find_code,
  .revoke_code = aft_house_sqlite_revoke_code,
  .note_phone = aft_house_sqlite_note_phone,
  .count_phone = aft_house_sqlite_count_phone,
  .forget_phones = aft_house_sqlite_forget_phones,
  .note_refused = aft_house_sqlite_note_refused,
  .list_code_days = aft_house_sqlite_list_code_days,
};
