/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking over cases: as over responses (aft-house-walk.c), but for what is copied: a case is read
 * whole, as everybody reads it. Drills are left out. */
#include "aft-house-sqlite-cases-private.h"
#include "aft-house-walk-private.h"

#define PIECE_CASES 200
#define FIND_AFTER  "SELECT venue, day, ref FROM service_case WHERE id = ?1"
#define THE_REST    " WHERE c.venue = ?1 AND c.day = ?2 AND c.ref > ?3 AND c.kind <> 3"
#define THE_DAYS    " WHERE c.venue = ?1 AND c.day > ?2 AND c.day <= ?3 AND c.kind <> 3"
#define COUNT       "SELECT count (*) FROM service_case AS c"

G_STATIC_ASSERT (AFT_CASE_KIND_DRILL == 3);

typedef struct
{
  const AftHouseWalk *asked;
  AftHouseWalkRange range;
  AftHouseWalkPlace place; /* behind the piece that was read last */
  guint64 left;
  GPtrArray *cases; /* AftHouseCase */
} Walk;

static void
walk_clear (Walk *walk)
{
  aft_house_walk_range_clear (&walk->range);
  g_clear_pointer (&walk->cases, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/* As AftHouseWalkTake. */
static gboolean
take_case (AftHouseSession *session,
           AftHouseRow *row,
           AftHouseWalkPlace *place,
           gpointer user_data,
           GError **error)
{
  Walk *walk = user_data;
  g_auto (AftHouseCaseRow) holder = { 0 };
  if (walk->cases->len == MIN (PIECE_CASES, walk->left))
    return FALSE;
  if (!aft_house_case_row_take (row, &holder, error))
    return FALSE;
  place->day = holder.item->day;
  place->ref = holder.ref;
  g_ptr_array_add (walk->cases, g_steal_pointer (&holder.item));
  return TRUE;
}

static gboolean
work_read (AftHouseSession *session, gpointer data, GError **error)
{
  Walk *walk = data;
  const AftHouseWalkReading reading = {
    .rest_of_day = AFT_HOUSE_CASE_SELECT THE_REST " ORDER BY c.ref",
    .days = AFT_HOUSE_CASE_SELECT THE_DAYS " ORDER BY c.day, c.ref",
    .take = take_case,
    .user_data = walk,
  };
  walk->place = walk->range.place;
  g_ptr_array_set_size (walk->cases, 0);
  return aft_house_walk_range_read (session, &walk->range, &walk->place, &reading, error);
}

static gboolean
work_begin (AftHouseSession *session, gpointer data, GError **error)
{
  Walk *walk = data;
  return aft_house_walk_range_find (session, walk->asked, FIND_AFTER, &walk->range, error);
}

gboolean
aft_house_sqlite_walk_cases (AftHouseStore *store,
                             const AftHouseWalk *asked,
                             AftHouseWalkCaseFunc on_case,
                             gpointer user_data,
                             GError **error)
{
  g_auto (Walk) walk = {
    .asked = asked,
    .left = asked->limit > 0 ? asked->limit : G_MAXUINT64,
    .cases = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_case_free),
  };
  if (!aft_house_sqlite_read (store, work_begin, &walk, error))
    return FALSE;
  while (walk.left > 0 && walk.range.place.venue < walk.range.venues->len)
    {
      if (!aft_house_sqlite_read (store, work_read, &walk, error))
        return FALSE;
      walk.range.place = walk.place;
      walk.left -= walk.cases->len;
      for (guint i = 0; i < walk.cases->len; i++)
        if (!on_case (walk.cases->pdata[i], user_data, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
work_count (AftHouseSession *session, gpointer data, GError **error)
{
  AftHouseWalkCount *count = data;
  g_auto (AftHouseWalkRange) range = { .venues = NULL };
  AftHouseWalkReading counting = { .rest_of_day = COUNT THE_REST, .days = COUNT THE_DAYS };
  return aft_house_walk_range_find (session, count->walk, FIND_AFTER, &range, error)
         && aft_house_walk_range_count (session, &range, &counting, count, error);
}

gboolean
aft_house_sqlite_count_walk_cases (AftHouseStore *store,
                                   const AftHouseWalk *walk,
                                   guint64 *ret_count,
                                   GError **error)
{
  AftHouseWalkCount count = { .walk = walk };
  if (!aft_house_sqlite_read (store, work_count, &count, error))
    return FALSE;
  *ret_count = count.count;
  return TRUE;
}
