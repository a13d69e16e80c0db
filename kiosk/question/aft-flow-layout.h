/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftFlowLayout: children in centred lines, as many on a line as fit.
 *
 * Properties (set them in the .ui):
 *   "spacing"      pixels between children and between lines
 *   "homogeneous"  TRUE: a grid of equal cells that fills the width, lines evenly filled (11 in two
 *                  lines are 6 + 5); FALSE: each child as wide as it likes to be
 *   "narrow"       TRUE: as many cells a line as fit at their minimum width (texts may wrap);
 *                  FALSE: at their natural width
 *   "columns"      most children on a line, 0 = any number */
#define AFT_TYPE_FLOW_LAYOUT (aft_flow_layout_get_type ())
G_DECLARE_FINAL_TYPE (AftFlowLayout, aft_flow_layout, AFT, FLOW_LAYOUT, GtkLayoutManager)

void aft_flow_layout_set_columns (AftFlowLayout *layout, guint columns);

G_END_DECLS
