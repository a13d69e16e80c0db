/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-key-layout.h"

G_BEGIN_DECLS

/* AftKeyPad: the keys of one layout under any number of fingers.
 *
 * A key counts in the order in which fingers came down: when the next finger comes down, what the
 * one before holds is given at once, so that quick typing loses and swaps nothing. Each point of
 * the pad belongs to a key: the nearest. A finger may slide to another key before it is lifted.
 *
 * Signals:
 *   "key" (const AftKeySpec *spec, const char *text)
 *       text: what it writes now, a capital or the alternate that was chosen; NULL for keys that
 *       write nothing. A held erase key gives it again and again.
 *   "cursor-dragged" (int steps)
 *       the space bar was dragged: so many characters right, or left */
#define AFT_TYPE_KEY_PAD (aft_key_pad_get_type ())
G_DECLARE_FINAL_TYPE (AftKeyPad, aft_key_pad, AFT, KEY_PAD, GtkWidget)

typedef struct
{
  AftLayout layout;
  AftShift shift;
  gboolean is_private;     /* no key pops up larger: those behind would read it */
  gboolean is_traditional; /* what AFT_KEY_SCRIPT says */
  const char *enter;       /* what AFT_KEY_ENTER says, translated; static; NULL: a sign */
  guint missing;           /* a bit 1 << AftLayout for each layout that no key may lead to now */
} AftKeyPadState;

GtkWidget *aft_key_pad_new (void);
/* Fingers that are down when the layout changes write nothing more. */
void aft_key_pad_set_state (AftKeyPad *pad, const AftKeyPadState *state);
/* Lets go of all fingers; nothing more is given for them. */
void aft_key_pad_release (AftKeyPad *pad);

G_END_DECLS
