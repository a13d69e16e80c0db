/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-measure.h"
#include "draws.h"

G_BEGIN_DECLS

/* World: venues, and the guests who answer there, as PERFORMANCE.md "The load" spreads them, with
 * what was planted to be found. Of one seed always the same. */
typedef struct _World World;

/* From a day on the guests of a venue are less satisfied, by what one aspect does to them. */
typedef struct
{
  guint venue;
  AftAspect aspect;
  guint from;    /* days from the world's first */
  guint days;    /* so many; it is mended then */
  double points; /* of the share of 4 and 5, 0–0.5; below 0: they are more satisfied */
} Drop;

/* One venue's bad day. */
typedef struct
{
  guint venue;
  AftAspect aspect;
  guint day;
} Incident;

#define WORLD_INCIDENTS 5

typedef struct
{
  guint64 seed;
  guint venues;
  double answers;  /* to exit surveys that are expected in all */
  gint32 from_day; /* business day, days since 1970-01-01 */
  guint days;
  const GArray *drops;    /* Drop; NULL: none; copied */
  gboolean has_incidents; /* WORLD_INCIDENTS of them, some days in */
  gboolean is_calm;       /* nothing differs but by chance: no effect of venue, season or hour */
} WorldPlan;

World *world_new (const WorldPlan *plan);
void world_free (World *world);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

const WorldPlan *world_get_plan (const World *world);
/* Newly allocated. */
char *world_dup_venue_name (const World *world, guint venue);
/* IANA. The second of several venues has daylight saving. Static. */
const char *world_get_zone (const World *world, guint venue);
const Incident *world_get_incident (const World *world, guint index);

/* One guest who answers. Moods are standard normal where nothing special is. */
typedef struct
{
  gint64 time_ms; /* UTC, at the end */
  guint venue;
  guint day;    /* from the world's first */
  guint minute; /* of the wall clock at @venue, may be beyond 24:00 */
  double mood;
  double aspects[AFT_ASPECTS]; /* correlated 0.6 with mood */
  guint score;                 /* overall, 1–5 */
  guint64 chance;              /* a stream of its own: the rest is drawn from it */
} Guest;

/* Score 1–5 of a mood: 4/6/14/34/42 % of standard ones. */
guint world_score (double mood);
/* That a guest with such an overall score answers at all. */
double world_get_response_chance (guint score);
/* Puts the Guests of the day after those that are in @guests. Days in rising order, each once. */
void world_draw_day (World *world, guint day, GArray *guests);
/* The guests of one venue only, without any others being drawn; in any order. */
void world_draw_venue_day (const World *world, guint venue, guint day, GArray *guests);
/* By time. */
void world_sort (GArray *guests);

G_END_DECLS
