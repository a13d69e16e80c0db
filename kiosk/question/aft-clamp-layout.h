/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftClampLayout: one child as a column in the middle, never wider than "maximum-width" pixels, so
 * that lines stay readable on a wide screen. */
#define AFT_TYPE_CLAMP_LAYOUT (aft_clamp_layout_get_type ())
G_DECLARE_FINAL_TYPE (AftClampLayout, aft_clamp_layout, AFT, CLAMP_LAYOUT, GtkLayoutManager)

G_END_DECLS
