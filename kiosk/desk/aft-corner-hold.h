/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <graphene.h>

G_BEGIN_DECLS

/* AftCornerHold: was the corner held by one finger? Told of every finger as it goes down, moves and
 * comes up, in that order; @finger is compared only. Times are the events' own, in milliseconds of
 * a clock that begins again at 2^32; 0: not known. Places are pixels of the window; NULL: not
 * known. */
#define AFT_CORNER_HOLD_SIDE 120 /* pixels, from the upper left */

typedef struct _AftCornerHold AftCornerHold;

AftCornerHold *aft_corner_hold_new (void);
void aft_corner_hold_free (AftCornerHold *hold);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftCornerHold, aft_corner_hold_free)

void aft_corner_hold_note_down (AftCornerHold *hold,
                                gconstpointer finger,
                                guint32 time_ms,
                                const graphene_point_t *place);
void aft_corner_hold_note_move (AftCornerHold *hold, const graphene_point_t *place);

/* Did @finger, which is up now, hold the corner for three seconds, at one place, while no other was
 * down? Says so once. */
gboolean aft_corner_hold_note_up (AftCornerHold *hold, gconstpointer finger, guint32 time_ms);

/* @finger is up without having been lifted: what took it over has it now. */
void aft_corner_hold_note_lost (AftCornerHold *hold, gconstpointer finger);

G_END_DECLS
