/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftGoOn: the end of a page for staff: a button, and a ring that presses it when nobody does.
 * Signal "continued". */
#define AFT_TYPE_GO_ON (aft_go_on_get_type ())
G_DECLARE_FINAL_TYPE (AftGoOn, aft_go_on, AFT, GO_ON, GtkBox)

/* Begins to count. */
void aft_go_on_start (AftGoOn *go_on, double seconds, double total_seconds);
double aft_go_on_get_left_seconds (AftGoOn *go_on);

G_END_DECLS
