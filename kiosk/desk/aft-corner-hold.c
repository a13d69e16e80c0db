/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decides when a finger is lifted, and by nothing but what is known of the events: a finger that
 * went down before is known by then, however late a slow machine hears of it. Whoever holds the
 * corner lifts the finger sooner or later, so nobody has to be told to. */
#include "aft-corner-hold.h"

#define HOLD_MS 3000
#define SLACK   24 /* pixels that a finger may tremble */

struct _AftCornerHold
{
  GHashTable *fingers; /* that are down */
  gboolean is_holding; /* the only one of them is, so far */
  guint32 since_ms;
  graphene_point_t from;
};

AftCornerHold *
aft_corner_hold_new (void)
{
  AftCornerHold *hold = g_new0 (AftCornerHold, 1);
  hold->fingers = g_hash_table_new (NULL, NULL);
  return hold;
}

void
aft_corner_hold_free (AftCornerHold *hold)
{
  if (hold == NULL)
    return;
  g_hash_table_unref (hold->fingers);
  g_free (hold);
}

static gboolean
has_begun (AftCornerHold *hold, guint32 time_ms, const graphene_point_t *place)
{
  return g_hash_table_size (hold->fingers) == 0 && time_ms != 0 && place != NULL
         && place->x < AFT_CORNER_HOLD_SIDE && place->y < AFT_CORNER_HOLD_SIDE;
}

void
aft_corner_hold_note_down (AftCornerHold *hold,
                           gconstpointer finger,
                           guint32 time_ms,
                           const graphene_point_t *place)
{
  hold->is_holding = has_begun (hold, time_ms, place);
  g_hash_table_add (hold->fingers, (gpointer) finger);
  hold->since_ms = time_ms;
  if (hold->is_holding)
    hold->from = *place;
}

void
aft_corner_hold_note_move (AftCornerHold *hold, const graphene_point_t *place)
{
  if (hold->is_holding
      && (place == NULL || graphene_point_distance (&hold->from, place, NULL, NULL) > SLACK))
    hold->is_holding = FALSE;
}

gboolean
aft_corner_hold_note_up (AftCornerHold *hold, gconstpointer finger, guint32 time_ms)
{
  gboolean was_holding = hold->is_holding && time_ms != 0
                         && g_hash_table_contains (hold->fingers, finger)
                         && time_ms - hold->since_ms >= HOLD_MS;
  aft_corner_hold_note_lost (hold, finger);
  return was_holding;
}

void
aft_corner_hold_note_lost (AftCornerHold *hold, gconstpointer finger)
{
  hold->is_holding = FALSE;
  g_hash_table_remove (hold->fingers, finger);
}
