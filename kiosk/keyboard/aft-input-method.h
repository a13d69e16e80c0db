/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-typing.h"

G_BEGIN_DECLS

/* AftInputMethod: between the typing and the fields of one window. It stands in for every other
 * input method of GTK (as one of its modules), so that fields of any kind get what is typed in the
 * way that GTK provides for: committed text, text that is still open, surroundings.
 *
 * Signals:
 *   "field-changed"  another field has the focus, or none: see get_field() */
#define AFT_TYPE_INPUT_METHOD (aft_input_method_get_type ())
G_DECLARE_FINAL_TYPE (AftInputMethod, aft_input_method, AFT, INPUT_METHOD, GObject)

/* @window is borrowed; its fields that are made from now on are served. One a window. @typing is
 * referenced. */
AftInputMethod *aft_input_method_new (GtkWidget *window, AftTyping *typing);
/* Borrowed. */
AftTyping *aft_input_method_get_typing (AftInputMethod *method);
/* The GtkText or GtkTextView with the focus, borrowed, or NULL. While the focus is in the keyboard
 * it is the one that had it before. */
GtkWidget *aft_input_method_get_field (AftInputMethod *method);
/* Who operates the keys with Tab and Enter takes the focus from the field to them: inside @keyboard
 * (borrowed; NULL: none) the focus leaves the field as it is. */
void aft_input_method_set_keyboard (AftInputMethod *method, GtkWidget *keyboard);

G_END_DECLS
