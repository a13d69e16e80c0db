/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings something new into view. GTK scrolls to the focus, but at the moment of focusing, when
 * what has just appeared has no place yet; here the scrolling waits for the layout. */
#include "aft-reveal.h"

/* A field takes its height from its font a few frames after it appeared. */
#define STILL_FRAMES 6
/* Frames after which a place that still changes is taken as it is. */
#define PATIENCE_FRAMES 60

typedef struct
{
  double bottom; /* at the last frame */
  guint still;   /* frames without a change */
  guint frames;
} Wait;

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Wait *wait = user_data;
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t place;
  if (!scroller || !gtk_widget_get_mapped (widget)
      || !gtk_widget_compute_bounds (widget, scroller, &place))
    return G_SOURCE_REMOVE;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  double top = place.origin.y + gtk_adjustment_get_value (adjustment);
  double bottom = top + place.size.height;
  wait->still = bottom == wait->bottom ? wait->still + 1 : 0;
  wait->bottom = bottom;
  if (++wait->frames < PATIENCE_FRAMES && wait->still < STILL_FRAMES)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_clamp_page (adjustment, top, wait->bottom);
  return G_SOURCE_REMOVE;
}

void
aft_reveal (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  gtk_widget_add_tick_callback (widget, on_frame, g_new0 (Wait, 1), g_free);
}
