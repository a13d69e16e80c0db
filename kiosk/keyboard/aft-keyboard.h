/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-input-method.h"

G_BEGIN_DECLS

/* AftKeyboard: candidates, keys, syllables and the pad for handwriting, put together; follows the
 * typing of an AftInputMethod. Made when a guest first writes. */
#define AFT_TYPE_KEYBOARD (aft_keyboard_get_type ())
G_DECLARE_FINAL_TYPE (AftKeyboard, aft_keyboard, AFT, KEYBOARD, GtkWidget)

/* @method is referenced. */
GtkWidget *aft_keyboard_new (AftInputMethod *method);

G_END_DECLS
