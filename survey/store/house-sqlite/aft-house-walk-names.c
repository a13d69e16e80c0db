/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the numbers in walked rows stand for: restaurants, devices, versions of surveys. */
#include "aft-house-walk-private.h"

static const char *const selects[] = {
  [AFT_HOUSE_WALK_VENUES] = "SELECT ref, id, name, NULL, NULL FROM venue ORDER BY ref",
  [AFT_HOUSE_WALK_DEVICES] = "SELECT ref, id, name, NULL, NULL FROM device ORDER BY ref",
  [AFT_HOUSE_WALK_SURVEYS] = "SELECT ref, NULL, id, version, definition FROM survey ORDER BY ref",
};

typedef struct
{
  AftHouseWalkNames which;
  GArray *names;
} Listing;

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  const Listing *listing = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection, selects[listing->which], error);
  g_array_set_size (listing->names, 0);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    {
      AftHouseWalkName name = {
        .number = sqlite3_column_int (row, 0),
        .id = aft_sqlite_get_id (row, 1),
        .name = aft_sqlite_dup_text (row, 2),
        .version = aft_sqlite_dup_text (row, 3),
        .definition = aft_sqlite_dup_text (row, 4),
      };
      g_array_append_val (listing->names, name);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GArray *
aft_house_sqlite_list_walk_names (AftHouseStore *store, AftHouseWalkNames which, GError **error)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (AftHouseWalkName));
  g_array_set_clear_func (names, (GDestroyNotify) aft_house_walk_name_clear);
  Listing listing = { which, names };
  if (!aft_house_sqlite_read (store, work_list, &listing, error))
    return NULL;
  return g_steal_pointer (&names);
}
