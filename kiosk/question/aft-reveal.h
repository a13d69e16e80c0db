/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Scrolls the page so that all of @widget can be seen, once it has found its place: for what has
 * just appeared below the edge of the screen. */
void aft_reveal (GtkWidget *widget);

G_END_DECLS
