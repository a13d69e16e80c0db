/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes a GtkEntry or a GtkTextView fit for a public screen: no undo, no menu, no emoji chooser, no
 * clipboard, no dragging of text, and nothing remembered by an input method. Fingers select as in
 * aft-text-touch.h. Typing, cursor keys and input methods work as ever. */
void aft_private_input_guard (GtkWidget *input);

G_END_DECLS
