/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-batch.h"

G_BEGIN_DECLS

/* AftHouseCounts: rows of the tables rollup and trend in memory; and what one response adds to
 * them. Private to house-sqlite. */

/* The key of rollup; all are refs or numbers of the schema. */
typedef struct
{
  gint32 venue;
  gint32 survey;
  gint32 question; /* a word, or -1 - measure: then option is a place */
  gint32 day;
  gint32 part;
  gint32 option;
  gint32 locale;
  gint32 channel; /* AftChannel */
  gint32 tier;
} AftHouseGroup;

/* The key of trend. */
typedef struct
{
  gint32 venue;
  gint32 measure;
  gint32 slice;
  gint32 value;
  gint32 day;
} AftHouseCell;

/* Rows. */
typedef struct
{
  AftHouseGroup key; /* first, as is */
  guint64 count;
} AftHouseGroupCount;
typedef struct
{
  AftHouseCell key;
  guint64 counts[AFT_TREND_COUNTS];
} AftHouseCellCount;

typedef struct
{
  GHashTable *groups; /* AftHouseGroupCount, by its key */
  GHashTable *cells;  /* AftHouseCellCount, likewise */
} AftHouseCounts;

void aft_house_counts_init (AftHouseCounts *counts);
void aft_house_counts_clear (AftHouseCounts *counts);
/* Forgets all rows. */
void aft_house_counts_empty (AftHouseCounts *counts);
/* NULL: there is none. */
AftHouseGroupCount *aft_house_counts_find_group (const AftHouseCounts *counts,
                                                 const AftHouseGroup *key);
AftHouseCellCount *aft_house_counts_find_cell (const AftHouseCounts *counts,
                                               const AftHouseCell *key);
void aft_house_counts_add_group (AftHouseCounts *counts, const AftHouseGroup *key, guint64 count);
void aft_house_counts_add_cell (AftHouseCounts *counts, const AftHouseCell *key, guint place);
/* Adds what the rows of @venues make in the rows of the whole house. */
void aft_house_counts_add_house (AftHouseCounts *house, const AftHouseCounts *venues);

/* What of a response decides where it is counted. */
typedef struct
{
  AftHouseGroup group; /* but for question and option */
  gint32 device;
  guint hour;
  AftResponseKind kind;
  AftResponseState state;
  gboolean is_doubtful; /* burst or marked */
} AftHouseCountedBy;

/* Fills in what @response itself says. */
AftHouseCountedBy aft_house_counted_by (const AftResponse *response, guint marks);

/* Where its counts go. */
typedef struct
{
  /* Its ref; not above 0 with @error set. */
  gint32 (*find_word) (gpointer data, const char *text, GError **error);
  void (*add_group) (gpointer data, const AftHouseGroup *group);
  void (*add_cell) (gpointer data, const AftHouseCell *cell, guint place);
  gpointer data;
} AftHouseCounting;

/* Everything that a response adds to the rows of its venue: that it came, and, unless it is
 * doubtful, its @tallies (AftHouseTally). */
gboolean aft_house_count_response (const AftHouseCountedBy *by,
                                   const GArray *tallies,
                                   const AftHouseCounting *counting,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
