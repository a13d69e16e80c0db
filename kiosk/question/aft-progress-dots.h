/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftProgressDots: how far the guest has come, as quiet dots. */
#define AFT_TYPE_PROGRESS_DOTS (aft_progress_dots_get_type ())
G_DECLARE_FINAL_TYPE (AftProgressDots, aft_progress_dots, AFT, PROGRESS_DOTS, GtkWidget)

/* @count: pages in all; @current: the one shown, from 0. With fewer than two pages there are no
 * dots; a long survey is drawn to scale with the dots there is room for. */
void aft_progress_dots_set (AftProgressDots *dots, guint count, guint current);

G_END_DECLS
