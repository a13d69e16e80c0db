/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftFlowBox: an empty widget to put children into, for a layout manager set in the .ui. (GTK's own
 * GtkBox insists on its own layout.) */
#define AFT_TYPE_FLOW_BOX (aft_flow_box_get_type ())
G_DECLARE_FINAL_TYPE (AftFlowBox, aft_flow_box, AFT, FLOW_BOX, GtkWidget)

G_END_DECLS
