/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The hidden way to the staff's desk: one finger (or the mouse's first button) held for three
 * seconds in the upper left corner of @window, see aft-corner-hold.h, opens it when it is lifted.
 * It is no widget: nothing is to be seen, focused or read out there, and what is under it works as
 * ever. A second finger, anywhere, and moving the finger end the holding.
 *
 * To be installed behind every other controller of the window that may stop events: GTK asks the
 * latest first. Lives as long as the window. */
typedef void (*AftDeskCornerHeld) (gpointer user_data);

void aft_desk_corner_install (GtkWidget *window, AftDeskCornerHeld on_held, gpointer user_data);

G_END_DECLS
