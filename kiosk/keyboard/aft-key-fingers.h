/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-key-grid.h"
#include "aft-key-offer.h"

G_BEGIN_DECLS

/* AftKeyFingers: which keys any number of fingers mean. Fed with what they do and with the time, it
 * gives the keys in the order in which the fingers came down.
 *
 * One finger at a time is live: the last that came down. What the one before it meant is given when
 * the next comes down, and whatever that finger does afterwards means nothing more. Times are
 * milliseconds of a clock that only goes forward; a finger is known by any pointer that is its own
 * while it is down. */
typedef struct _AftKeyFingers AftKeyFingers;

typedef struct
{
  /* @text: what the key writes, or what was chosen of its offer; NULL where it writes nothing. May
   * call aft_key_fingers_release() and _take_grid(). */
  void (*give) (const AftKeySpec *key, const char *text, gpointer user_data);
  void (*drag) (int steps, gpointer user_data); /* the cursor: right, or left */
  void (*changed) (gpointer user_data);         /* get_*() give something else */
} AftKeyFingersEvents;

/* @events is static. Without a grid no finger means anything. */
AftKeyFingers *aft_key_fingers_new (const AftKeyFingersEvents *events, gpointer user_data);
void aft_key_fingers_free (AftKeyFingers *fingers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftKeyFingers, aft_key_fingers_free)

/* @grid is taken. Where its keys are others than before, release the fingers first. */
void aft_key_fingers_take_grid (AftKeyFingers *fingers, AftKeyGrid *grid);
/* Borrowed; NULL at first. */
const AftKeyGrid *aft_key_fingers_get_grid (AftKeyFingers *fingers);

void aft_key_fingers_down (AftKeyFingers *fingers,
                           gconstpointer finger,
                           double x,
                           double y,
                           gint64 now_ms);
void aft_key_fingers_move (AftKeyFingers *fingers,
                           gconstpointer finger,
                           double x,
                           double y,
                           gint64 now_ms);
void aft_key_fingers_up (AftKeyFingers *fingers,
                         gconstpointer finger,
                         double x,
                         double y,
                         gint64 now_ms);
/* The finger was none: nothing is given for it. */
void aft_key_fingers_cancel (AftKeyFingers *fingers, gconstpointer finger);
/* The same for all. */
void aft_key_fingers_release (AftKeyFingers *fingers);
/* To be called at get_due_ms() or later. */
void aft_key_fingers_tick (AftKeyFingers *fingers, gint64 now_ms);

/* When a held finger will mean something new; -1: never. */
gint64 aft_key_fingers_get_due_ms (AftKeyFingers *fingers);
/* The live finger's cell, or AFT_KEY_NONE. */
int aft_key_fingers_get_pressed (AftKeyFingers *fingers);
/* What the held key offers, borrowed, or NULL; @chosen: what would be given now. */
const AftKeyOffer *aft_key_fingers_get_offer (AftKeyFingers *fingers, guint *chosen);

G_END_DECLS
