/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-case-records.h"
#include "aft-house-proof.h"
#include "aft-house-store.h"
#include "aft-tier.h"

G_BEGIN_DECLS

/* AftHouseStore: everything that is there, row by row, for whoever takes it away. Read in short
 * snapshots, a few thousand rows at a time, so that the log does not grow while a slow reader
 * reads; what arrives meanwhile may or may not be among the rows, and nothing comes twice. Errors
 * as in aft-house-store.h. */

typedef struct
{
  const GArray *venue_ids; /* AftId; NULL: all */
  gint32 from_day;         /* business days, both included */
  gint32 to_day;
  const char *survey_id; /* NULL: any */
  gboolean has_language;
  AftLanguage language;
  const AftId *after_id; /* only those behind this row; NULL: from the first. NOT_FOUND */
  guint64 limit;         /* 0: all */
  gboolean has_seals;    /* rows with their sealed parts */
} AftHouseWalk;

/* A sealed part as it is stored; for whom has the key. */
typedef struct
{
  const char *name;
  const char *kid;
  const guint8 *box; /* the bytes behind the base64url of AftSealedPart */
  gsize length;
} AftHouseWalkSeal;

/* One response as it is stored. Texts are borrowed for the time of the call and NULL where there is
 * none. */
typedef struct
{
  AftId id;
  AftId sitting_id;
  gint32 venue; /* the store's numbers, as are: see aft_house_store_list_walk_names_sync() */
  gint32 device;
  gint32 survey; /* 0: none */
  guint64 sequence;
  AftResponseKind kind;
  AftResponseState state;
  AftChannel channel;
  AftLanguage language;
  AftTier tier;
  const char *day_part;
  const char *table_code;
  const char *answers; /* canonical JSON, an object; NULL: none */
  gsize answers_length;
  gint32 day;
  gint64 ended_ms; /* UTC, corrected where the clock was wrong */
  gint64 duration_ms;
  gint64 received_ms;
  gint64 erased_ms; /* 0: no */
  guint clock;      /* 0 as the kiosk said, 1 corrected, 2 not known */
  guint marks;      /* AftHouseMark, together */
  gboolean is_burst;
  gboolean has_guest;
  guint risk_level; /* AftRiskLevel, as the house scored it, else the kiosk */
  guint risk_points;
  const AftHouseWalkSeal *seals; /* where they were asked for */
  gsize n_seals;
} AftHouseWalkRow;

/* FALSE, with @error set, ends the walk, which then gives that error. */
typedef gboolean (*AftHouseWalkFunc) (const AftHouseWalkRow *row,
                                      gpointer user_data,
                                      GError **error);

/* By venue, day and arrival. On the caller's thread; no snapshot is held while @on_row runs.
 * NOT_FOUND: no such venue, or row to begin behind. */
gboolean aft_house_store_walk_responses_sync (AftHouseStore *store,
                                              const AftHouseWalk *walk,
                                              AftHouseWalkFunc on_row,
                                              gpointer user_data,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many rows that walk has now. */
gboolean aft_house_store_count_walk_sync (AftHouseStore *store,
                                          const AftHouseWalk *walk,
                                          guint64 *ret_count,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A number of the store's and what it stands for. */
typedef struct
{
  gint32 number;
  AftId id;      /* venue, device */
  char *name;    /* of the venue or device; the survey's id */
  char *version; /* of a survey; else NULL, as is */
  char *definition;
} AftHouseWalkName;

typedef enum
{
  AFT_HOUSE_WALK_VENUES,
  AFT_HOUSE_WALK_DEVICES,
  AFT_HOUSE_WALK_SURVEYS
} AftHouseWalkNames;

void aft_house_walk_name_clear (AftHouseWalkName *name);
/* AftHouseWalkName of all there are, by number; the array clears them. */
GArray *aft_house_store_list_walk_names_sync (AftHouseStore *store,
                                              AftHouseWalkNames which,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Cases likewise, by venue, day and flag, drills left out; of @walk survey, language are not looked
 * at. The case is borrowed for the time of the call. */
typedef gboolean (*AftHouseWalkCaseFunc) (const AftHouseCase *item,
                                          gpointer user_data,
                                          GError **error);
gboolean aft_house_store_walk_cases_sync (AftHouseStore *store,
                                          const AftHouseWalk *walk,
                                          AftHouseWalkCaseFunc on_case,
                                          gpointer user_data,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many cases that walk has now. */
gboolean aft_house_store_count_walk_cases_sync (AftHouseStore *store,
                                                const AftHouseWalk *walk,
                                                guint64 *ret_count,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
