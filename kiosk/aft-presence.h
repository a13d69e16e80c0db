/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-card.h"
#include "aft-stage.h"

G_BEGIN_DECLS

/* AftPresence: is somebody there? Counts the seconds since the last touch, asks by a card over the
 * page, and says when nobody answers. While a card is shown nothing is counted.
 *
 * Signal "gone": nobody is there. */
#define AFT_TYPE_PRESENCE (aft_presence_get_type ())
G_DECLARE_FINAL_TYPE (AftPresence, aft_presence, AFT, PRESENCE, GObject)

/* @stage is borrowed and must outlive it; @card_seconds: how long a card stays. */
AftPresence *aft_presence_new (AftStage *stage, guint card_seconds);

typedef struct
{
  guint seconds;    /* without a touch; 0: for ever */
  gboolean is_sure; /* nobody needs to be asked */
} AftPatience;

/* Counts anew, by @patience from now on. */
void aft_presence_wait (AftPresence *presence, AftPatience patience);
/* Does not count until the next wait. */
void aft_presence_stop (AftPresence *presence);
/* Shows @content, for as long as cards stay where it says no seconds, until it is answered or its
 * time is over; the count begins anew then. The card; borrowed. */
GtkWidget *aft_presence_show_notice (AftPresence *presence, const AftCardContent *content);

G_END_DECLS
