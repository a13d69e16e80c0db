/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Removes what a guest may have left outside of the widgets that are gone: both clipboards of
 * @widget's display now, freed memory as soon as nothing else is to be done. */
void aft_residue_clear (GtkWidget *widget);

G_END_DECLS
