/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftTextHandles: round handles below a field's text, to draw the ends of the selection or the
 * cursor to another place. They stand in the window's overlay, over everything but a card, follow
 * the text, and go with the focus, when the text is covered, and when it is typed in. */
#define AFT_TYPE_TEXT_HANDLES (aft_text_handles_get_type ())
G_DECLARE_FINAL_TYPE (AftTextHandles, aft_text_handles, AFT, TEXT_HANDLES, GtkWidget)

/* @text: a GtkText or GtkTextView, borrowed; it must not be used after it is gone. */
AftTextHandles *aft_text_handles_new (GtkWidget *text);
/* Shows them where the text has a selection, else one at the cursor. Without a GtkOverlay around
 * the field there are none. */
void aft_text_handles_appear (AftTextHandles *handles);
void aft_text_handles_vanish (AftTextHandles *handles);

G_END_DECLS
