/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-sqlite-private.h"
#include "aft-house-store-walk-private.h"

G_BEGIN_DECLS

/* Walks, as the files of this folder share them. Private to house-sqlite. */

/* How far a walk is: behind a row of a day of a venue. Rows are never taken away and keep venue,
 * day and number, so that what lies behind a place is the same whenever it is read. */
typedef struct
{
  guint venue; /* index in AftHouseWalkRange.venues */
  gint64 day;
  gint64 ref; /* AFT_HOUSE_WALK_DAY_OVER: all of the day */
} AftHouseWalkPlace;

#define AFT_HOUSE_WALK_DAY_OVER G_MAXINT64

/* What is walked over. */
typedef struct
{
  GArray *venues; /* gint32, ascending */
  gint64 first_day;
  gint64 last_day;
  AftHouseWalkPlace place;
} AftHouseWalkRange;

/* aft-house-walk-range.c */
void aft_house_walk_range_clear (AftHouseWalkRange *range);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AftHouseWalkRange, aft_house_walk_range_clear)

/* @find_after: SELECT venue, day, ref of the row with the id ?1. NOT_FOUND. */
gboolean aft_house_walk_range_find (AftHouseSession *session,
                                    const AftHouseWalk *walk,
                                    const char *find_after,
                                    AftHouseWalkRange *range,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gets a row and moves @place behind it. FALSE: it is not taken and comes first next time, or
 * @error. */
typedef gboolean (*AftHouseWalkTake) (AftHouseSession *session,
                                      AftHouseRow *row,
                                      AftHouseWalkPlace *place,
                                      gpointer user_data,
                                      GError **error);

/* The statements are literals; ?1 is the venue, ?2 the day. */
typedef struct
{
  const char *rest_of_day;                             /* of that day, behind the row ?3 */
  const char *days;                                    /* of the days behind it, to ?3 */
  void (*bind) (AftHouseRow *row, gpointer user_data); /* the parameters from ?4; NULL: none */
  AftHouseWalkTake take;
  gpointer user_data;
} AftHouseWalkReading;

/* Hands the rows behind @place on until none is left, when @place is behind the last venue, or one
 * is not taken. */
gboolean aft_house_walk_range_read (AftHouseSession *session,
                                    const AftHouseWalkRange *range,
                                    AftHouseWalkPlace *place,
                                    const AftHouseWalkReading *reading,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many rows a walk has, and what it asks for. */
typedef struct
{
  const AftHouseWalk *walk;
  const char *surveys; /* their refs, a JSON list; NULL: any */
  guint64 count;
} AftHouseWalkCount;

/* The same of statements that give one number a time, added up, and no more than may come. Of
 * @reading its take and user_data are set here: the latter is @count. */
gboolean aft_house_walk_range_count (AftHouseSession *session,
                                     const AftHouseWalkRange *range,
                                     AftHouseWalkReading *reading,
                                     AftHouseWalkCount *count,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* aft-house-walk-cases.c */
gboolean aft_house_sqlite_walk_cases (AftHouseStore *store,
                                      const AftHouseWalk *walk,
                                      AftHouseWalkCaseFunc on_case,
                                      gpointer user_data,
                                      GError **error);
gboolean aft_house_sqlite_count_walk_cases (AftHouseStore *store,
                                            const AftHouseWalk *walk,
                                            guint64 *ret_count,
                                            GError **error);

/* aft-house-walk-names.c */
GArray *
aft_house_sqlite_list_walk_names (AftHouseStore *store, AftHouseWalkNames which, GError **error);

/* aft-house-walk.c */
extern const AftHouseWalksClass aft_house_sqlite_walks;

G_END_DECLS
