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
/* @keyboard is borrowed, NULL: none. While the focus is inside of it (keys pressed by a switch or a
 * hardware keyboard), the field before keeps what is open and gets what is typed. */
void aft_input_method_set_keyboard (AftInputMethod *method, GtkWidget *keyboard);
/* The GtkText or GtkTextView with the focus, or which had it before the keyboard; borrowed, or NULL.
 */
GtkWidget *aft_input_method_get_field (AftInputMethod *method);

G_END_DECLS
