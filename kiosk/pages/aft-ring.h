/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftRing: a thin ring that runs out. Signal "expired": the time is over. */
#define AFT_TYPE_RING (aft_ring_get_type ())
G_DECLARE_FINAL_TYPE (AftRing, aft_ring, AFT, RING, GtkWidget)

/* Begins to run out: @seconds are left of @total_seconds. */
void aft_ring_start (AftRing *ring, double seconds, double total_seconds);
/* Seconds that are left; 0 when it does not run. */
double aft_ring_get_left_seconds (AftRing *ring);

G_END_DECLS
