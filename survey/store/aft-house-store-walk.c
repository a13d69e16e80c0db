/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftHouseStore's front for walking over what is there: checks what callers hand in and passes it
 * on to the database behind it. */
#include "aft-house-store-walk.h"

#include "aft-error.h"
#include "aft-house-store-private.h"

void
aft_house_walk_name_clear (AftHouseWalkName *name)
{
  g_clear_pointer (&name->name, g_free);
  g_clear_pointer (&name->version, g_free);
  g_clear_pointer (&name->definition, g_free);
}

static gboolean
check_walk (const AftHouseWalk *walk, GError **error)
{
  if (walk->from_day <= walk->to_day)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "The first day is later than the last");
  return FALSE;
}

gboolean
aft_house_store_walk_responses_sync (AftHouseStore *store,
                                     const AftHouseWalk *walk,
                                     AftHouseWalkFunc on_row,
                                     gpointer user_data,
                                     GError **error)
{
  return check_walk (walk, error)
         && store->class->walks->walk_responses (store, walk, on_row, user_data, error);
}

gboolean
aft_house_store_count_walk_sync (AftHouseStore *store,
                                 const AftHouseWalk *walk,
                                 guint64 *ret_count,
                                 GError **error)
{
  return check_walk (walk, error)
         && store->class->walks->count_responses (store, walk, ret_count, error);
}

GArray *
aft_house_store_list_walk_names_sync (AftHouseStore *store, AftHouseWalkNames which, GError **error)
{
  return store->class->walks->list_names (store, which, error);
}

gboolean
aft_house_store_walk_cases_sync (AftHouseStore *store,
                                 const AftHouseWalk *walk,
                                 AftHouseWalkCaseFunc on_case,
                                 gpointer user_data,
                                 GError **error)
{
  return check_walk (walk, error)
         && store->class->walks->walk_cases (store, walk, on_case, user_data, error);
}

gboolean
aft_house_store_count_walk_cases_sync (AftHouseStore *store,
                                       const AftHouseWalk *walk,
                                       guint64 *ret_count,
                                       GError **error)
{
  return check_walk (walk, error)
         && store->class->walks->count_cases (store, walk, ret_count, error);
}
