/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store.h"
#include "world.h"

G_BEGIN_DECLS

/* House: a collector's database that the guests of a World answer into, through the product's own
 * store: kiosks with chains, digests, scores, cases, counts, as if all of it had been uploaded. */
typedef struct _House House;

typedef struct
{
  const char *path;    /* of collector.db; made, and the house set up, where it is not there */
  const char *surveys; /* folder of exit.json, hotpot.json, complaint.json */
  const World *world;
  guint kiosks;         /* at each venue */
  const char *keys;     /* the house's folder of them: complaints have words, sealed; NULL: none */
  guint known_guests;   /* who come again and again: 3 % of those who answer */
  double hotpot;        /* share of the venues that ask hotpot.json */
  gboolean is_live;     /* as it happens: complaints at once, and somebody handles the cases;
                           else each day's answers come when it is over, much faster */
  gboolean is_spotless; /* nothing half-way, twice, late, by accident or with a wrong clock; no
                           phones, and the survey stays as it is */
  gboolean is_plain;    /* one response a guest, at a kiosk, nobody scored, known or complaining:
                           no cases, quicker; the survey stays as it is, too */
} HouseOptions;

/* Venues that are there are the world's first, by name. Errors of the store; INVALID: of a survey.
 */
House *house_open (const HouseOptions *options, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Closes the store. Accepts NULL. */
void house_free (House *house);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (House, house_free)

/* Borrowed. */
AftHouseStore *house_get_store (House *house);
const AftId *house_get_venue_id (House *house, guint venue);

/* What the guests of a day answer, in order of time. Days in rising order. What went wrong may be
 * said later, at the latest by house_end(). */
gboolean
house_take_day (House *house, const GArray *guests, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All is stored; what is under way in cases comes to its end. @retires_kiosks: nobody uses them any
 * more. */
gboolean
house_end (House *house, gboolean retires_kiosks, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  guint64 stored; /* responses */
  guint64 duplicates;
  guint64 cases;
} HouseCounts;
HouseCounts house_get_counts (House *house);

G_END_DECLS
