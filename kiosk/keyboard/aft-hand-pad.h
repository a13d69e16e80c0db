/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-hand-drawing.h"

G_BEGIN_DECLS

/* AftHandPad: a field to write one character in with a finger, and keys to take strokes back. Reads
 * it after each stroke. The model is in memory while the pad is on the screen.
 *
 * Signal: "guessed" (const char *const *characters)  simplified, best first; NULL: the guest has
 *   emptied the pad, or there is no character like that */
#define AFT_TYPE_HAND_PAD (aft_hand_pad_get_type ())
G_DECLARE_FINAL_TYPE (AftHandPad, aft_hand_pad, AFT, HAND_PAD, GtkWidget)

/* Is the model for it installed? Looks for one file. */
gboolean aft_hand_pad_is_possible (void);
GtkWidget *aft_hand_pad_new (void);
/* Wipes the strokes, with the one that is being drawn; what is being read is not told any more. */
void aft_hand_pad_clear (AftHandPad *pad);
/* Takes the last stroke back. FALSE: it was empty. */
gboolean aft_hand_pad_undo (AftHandPad *pad);
/* For tests: borrowed until the pad changes. */
const AftHandDrawing *aft_hand_pad_get_drawing (AftHandPad *pad);

G_END_DECLS
