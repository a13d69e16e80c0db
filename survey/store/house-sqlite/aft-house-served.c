/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many guests were served, as somebody of the house says: kept beside what was counted, and
 * never mixed with it. */
#include "aft-error.h"
#include "aft-house-sqlite-trends-private.h"

typedef struct
{
  const GArray *served; /* AftHouseServed */
  const char *actor;
} Putting;

static gboolean
put_row (AftHouseSession *session, const AftHouseServed *served, GError **error)
{
  gint32 venue = 0;
  if (!aft_house_session_find_venue (session, &served->venue_id, &venue, error))
    return FALSE;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "INSERT INTO served (venue, day, guests) VALUES (?1, ?2, ?3)"
                                      " ON CONFLICT (venue, day) DO UPDATE SET guests = ?3",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, venue);
  aft_sqlite_bind_integer (row, 2, served->day);
  aft_sqlite_bind_integer (row, 3, served->guests);
  return aft_sqlite_run (row, error);
}

/* The one venue that all of it is about, or NULL. */
static const AftId *
get_only_venue (const GArray *served)
{
  const AftId *only = &g_array_index (served, AftHouseServed, 0).venue_id;
  for (guint i = 1; i < served->len; i++)
    if (!aft_id_equal (only, &g_array_index (served, AftHouseServed, i).venue_id))
      return NULL;
  return only;
}

static gboolean
work_put (AftHouseSession *session, gpointer data, GError **error)
{
  const Putting *putting = data;
  for (guint i = 0; i < putting->served->len; i++)
    if (!put_row (session, &g_array_index (putting->served, AftHouseServed, i), error))
      return FALSE;
  if (putting->served->len == 0)
    return TRUE;
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_number (detail, "days", putting->served->len);
  return aft_house_session_note (session, putting->actor, "venue.served",
                                 get_only_venue (putting->served), detail, error);
}

gboolean
aft_house_sqlite_put_served (AftHouseStore *store,
                             const GArray *served,
                             const char *actor,
                             GError **error)
{
  Putting putting = { served, actor };
  return aft_house_sqlite_write (store, work_put, &putting, error);
}

typedef struct
{
  const AftId *venue_id;
  gint32 from_day;
  gint32 to_day;
  GArray *served;
} Listing;

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  Listing *listing = data;
  GError *local = NULL;
  gint32 venue = 0;
  g_array_set_size (listing->served, 0);
  if (listing->venue_id != NULL
      && !aft_house_session_find_venue (session, listing->venue_id, &venue, error))
    return FALSE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      listing->venue_id != NULL
          ? "SELECT venue.id, day, guests FROM served JOIN venue ON venue.ref = served.venue"
            " WHERE served.venue = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day"
          : "SELECT venue.id, day, guests FROM served JOIN venue ON venue.ref = served.venue"
            " WHERE ?1 = 0 AND day BETWEEN ?2 AND ?3 ORDER BY day, served.venue",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, venue);
  aft_sqlite_bind_integer (row, 2, listing->from_day);
  aft_sqlite_bind_integer (row, 3, listing->to_day);
  while (aft_sqlite_step (row, &local))
    {
      AftHouseServed served = { aft_sqlite_get_id (row, 0), sqlite3_column_int (row, 1),
                                (guint32) sqlite3_column_int64 (row, 2) };
      g_array_append_val (listing->served, served);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GArray *
aft_house_sqlite_list_served (AftHouseStore *store,
                              const AftId *venue_id,
                              gint32 from_day,
                              gint32 to_day,
                              GError **error)
{
  g_autoptr (GArray) served = g_array_new (FALSE, FALSE, sizeof (AftHouseServed));
  Listing listing = { venue_id, from_day, to_day, served };
  if (!aft_house_sqlite_read (store, work_list, &listing, error))
    return NULL;
  return g_steal_pointer (&served);
}
