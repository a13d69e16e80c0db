/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on only one finger at a time acts on @widget and what is in it: the first wins, others
 * are not seen by any gesture until it is lifted. A finger that lies still for three seconds (an
 * elbow, a drop of soup) gives way to the next one. */
void aft_one_finger_attach (GtkWidget *widget);

G_END_DECLS
