/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Looks at every key, finger and button before the window's widgets do: only keys that write, move
 * or press pass, only the first finger counts but on an AftKeyboard, where any number does, only
 * the main button. @on_noted is called for each press and key that passes (for the idle clock). */
typedef void (*AftInputNoted) (gpointer user_data);

void aft_input_guard_install (GtkWidget *window, AftInputNoted on_noted, gpointer user_data);

G_END_DECLS
