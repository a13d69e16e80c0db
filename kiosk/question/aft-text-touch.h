/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives the GtkText or GtkTextView @text the gestures that people know from their phones, in place
 * of its own: a tap sets the cursor, a double tap or a long press selects a word, and round handles
 * come to change the selection or to move the cursor. No menu, no clipboard, no dragging of text;
 * while the text is covered nothing is selected. @frame: what is touched to write in it; itself or
 * an ancestor. To be called once. */
void aft_text_touch_attach (GtkWidget *text, GtkWidget *frame);

/* What was attached. Signal: "placing"  a finger has meant a place in the text, which is to be
 * found now: what is not finished in the text may still be. */
#define AFT_TYPE_TEXT_TOUCH (aft_text_touch_get_type ())
G_DECLARE_FINAL_TYPE (AftTextTouch, aft_text_touch, AFT, TEXT_TOUCH, GObject)

/* Borrowed, with the text; NULL: nothing was attached. */
AftTextTouch *aft_text_touch_get (GtkWidget *text);

G_END_DECLS
