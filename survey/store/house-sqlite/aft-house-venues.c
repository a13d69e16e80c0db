/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Venues: as rows and as the immutable values that reckon business days. The writer keeps those it
 * has met; a change takes the old one away. */
#include <string.h>

#include "aft-error.h"
#include "aft-house-sqlite-care-private.h"
#include "aft-json.h"

#define COLUMNS                                                                                    \
  "id, name, zone, cut_off_minutes, country_code, day_parts, hours, texts, ref FROM venue"

static gboolean
bind_json (AftHouseRow *row, int index, const AftValue *value, GError **error)
{
  g_autofree char *text = aft_json_to_canonical (value, error);
  if (text == NULL)
    return FALSE;
  sqlite3_bind_text (row, index, g_steal_pointer (&text), -1, g_free);
  return TRUE;
}

static gboolean
put_row (AftHouseSession *session, const AftVenue *venue, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO venue (id, name, zone, cut_off_minutes, country_code, day_parts, hours, texts)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET name = ?2,"
      " zone = ?3, cut_off_minutes = ?4, country_code = ?5, day_parts = ?6, hours = ?7,"
      " texts = ?8",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, aft_venue_get_id (venue));
  aft_sqlite_bind_text (row, 2, aft_venue_get_name (venue));
  aft_sqlite_bind_text (row, 3, aft_venue_get_zone (venue));
  aft_sqlite_bind_integer (row, 4, aft_venue_get_cut_off_minutes (venue));
  aft_sqlite_bind_text (row, 5, aft_venue_get_country_code (venue));
  g_hash_table_remove_all (session->venues);
  return bind_json (row, 6, aft_venue_get_day_parts (venue), error)
         && bind_json (row, 7, aft_venue_get_hours (venue), error)
         && bind_json (row, 8, aft_venue_get_texts (venue), error) && aft_sqlite_run (row, error);
}

typedef struct
{
  const AftVenue *venue;
  const char *actor;
} VenueChange;

static gboolean
work_put_venue (AftHouseSession *session, gpointer data, GError **error)
{
  const VenueChange *change = data;
  gint32 ref = 0;
  g_autoptr (GError) reason = NULL;
  const AftId *id = aft_venue_get_id (change->venue);
  gboolean is_known = aft_house_session_find_venue (session, id, &ref, &reason);
  if (!is_known && !g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "name", aft_venue_get_name (change->venue));
  return aft_house_session_note (session, change->actor, is_known ? "venue.change" : "venue.add",
                                 id, detail, error)
         && put_row (session, change->venue, error);
}

gboolean
aft_house_sqlite_put_venue (AftHouseStore *store,
                            AftVenue *venue,
                            const char *actor,
                            GError **error)
{
  VenueChange change = { venue, actor };
  return aft_house_sqlite_write (store, work_put_venue, &change, error);
}

static AftValue *
read_json (AftHouseRow *row, int column, GError **error)
{
  const char *text = (const char *) sqlite3_column_text (row, column);
  return aft_json_parse (text, strlen (text), &aft_json_limits_survey, error);
}

/* What is stored was checked when it came; if it is wrong now, the file is damaged. */
static AftVenue *
read_venue (AftHouseRow *row, GError **error)
{
  g_autoptr (GError) local = NULL;
  AftId id = aft_sqlite_get_id (row, 0);
  g_autoptr (AftValue) parts = read_json (row, 5, &local);
  g_autoptr (AftValue) hours = local == NULL ? read_json (row, 6, &local) : NULL;
  g_autoptr (AftValue) texts = local == NULL ? read_json (row, 7, &local) : NULL;
  AftVenueFields fields = {
    .id = &id,
    .name = (const char *) sqlite3_column_text (row, 1),
    .zone = (const char *) sqlite3_column_text (row, 2),
    .cut_off_minutes = sqlite3_column_int (row, 3),
    .country_code = (const char *) sqlite3_column_text (row, 4),
    .day_parts = parts,
    .hours = hours,
    .texts = texts,
  };
  AftVenue *venue = local == NULL ? aft_venue_new (&fields, &local) : NULL;
  if (venue == NULL)
    g_set_error (error, AFT_ERROR, AFT_ERROR_CORRUPT, "A stored venue is damaged: %s",
                 local->message);
  return venue;
}

typedef struct
{
  const AftId *id;
  AftVenue *venue;
} VenueQuery;

static gboolean
work_get_venue (AftHouseSession *session, gpointer data, GError **error)
{
  VenueQuery *query = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT " COLUMNS " WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, query->id);
  if (!aft_house_expect_row (row, "There is no such venue", error))
    return FALSE;
  query->venue = read_venue (row, error);
  return query->venue != NULL;
}

AftVenue *
aft_house_sqlite_get_venue (AftHouseStore *store, const AftId *id, GError **error)
{
  VenueQuery query = { id, NULL };
  return aft_house_sqlite_read (store, work_get_venue, &query, error) ? query.venue : NULL;
}

static gboolean
work_list_venues (AftHouseSession *session, gpointer data, GError **error)
{
  GPtrArray *venues = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT " COLUMNS " ORDER BY name, id", error);
  if (row == NULL)
    return FALSE;
  while (local == NULL && aft_sqlite_step (row, &local))
    {
      AftVenue *venue = read_venue (row, &local);
      if (venue != NULL)
        g_ptr_array_add (venues, venue);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
aft_house_sqlite_list_venues (AftHouseStore *store, GError **error)
{
  g_autoptr (GPtrArray) venues = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_venue_unref);
  if (!aft_house_sqlite_read (store, work_list_venues, venues, error))
    return NULL;
  return g_steal_pointer (&venues);
}

AftVenue *
aft_house_session_get_venue (AftHouseSession *session, gint32 ref, GError **error)
{
  AftVenue *venue = g_hash_table_lookup (session->venues, GINT_TO_POINTER (ref));
  if (venue != NULL)
    return venue;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT " COLUMNS " WHERE ref = ?1", error);
  if (row == NULL)
    return NULL;
  aft_sqlite_bind_integer (row, 1, ref);
  if (!aft_house_expect_row (row, "There is no such venue", error))
    return NULL;
  venue = read_venue (row, error);
  if (venue != NULL)
    g_hash_table_insert (session->venues, GINT_TO_POINTER (ref), venue);
  return venue;
}

gboolean
aft_house_session_find_venue (AftHouseSession *session,
                              const AftId *id,
                              gint32 *ret_ref,
                              GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT ref FROM venue WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, id);
  if (!aft_house_expect_row (row, "There is no such venue", error))
    return FALSE;
  *ret_ref = sqlite3_column_int (row, 0);
  return TRUE;
}
