/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftHandPad: a field to write one character in with a finger. Reads it after each stroke.
 *
 * Signal: "guessed" (const char *const *characters)  simplified, best first; NULL: the pad is empty */
#define AFT_TYPE_HAND_PAD (aft_hand_pad_get_type ())
G_DECLARE_FINAL_TYPE (AftHandPad, aft_hand_pad, AFT, HAND_PAD, GtkWidget)

/* Is the model for it installed? Looks for one file. */
gboolean aft_hand_pad_is_possible (void);
GtkWidget *aft_hand_pad_new (void);
/* Wipes the strokes. */
void aft_hand_pad_clear (AftHandPad *pad);
/* Takes the last stroke back. FALSE: it was empty. */
gboolean aft_hand_pad_undo (AftHandPad *pad);

G_END_DECLS
