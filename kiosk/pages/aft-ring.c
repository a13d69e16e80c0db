/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thin ring that shows how much of a time is left, and tells when it is over. It is drawn ten
 * times a second (once where animations are off): a full frame rate for a ring costs a kiosk
 * without a GPU more than the rest of the screen. */
#include "aft-ring.h"

#include <math.h>

#define STEP_MS         100
#define STILL_STEP_MS   1000
#define STROKE_FRACTION 0.08

struct _AftRing
{
  GtkWidget parent_instance;
  gint64 end_us; /* monotonic; 0: does not run */
  double total_seconds;
  guint timer_id;
};

enum
{
  SIGNAL_EXPIRED,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftRing, aft_ring, GTK_TYPE_WIDGET)

double
aft_ring_get_left_seconds (AftRing *ring)
{
  double left = (double) (ring->end_us - g_get_monotonic_time ()) / G_USEC_PER_SEC;
  return ring->end_us != 0 && left > 0 ? left : 0;
}

static gboolean
on_step (gpointer user_data)
{
  AftRing *ring = user_data;
  gtk_widget_queue_draw (GTK_WIDGET (ring));
  if (aft_ring_get_left_seconds (ring) > 0)
    return G_SOURCE_CONTINUE;
  ring->timer_id = 0;
  ring->end_us = 0;
  g_signal_emit (ring, signals[SIGNAL_EXPIRED], 0);
  return G_SOURCE_REMOVE;
}

void
aft_ring_start (AftRing *ring, double seconds, double total_seconds)
{
  gboolean is_moving = TRUE;
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (ring)), "gtk-enable-animations", &is_moving,
                NULL);
  g_clear_handle_id (&ring->timer_id, g_source_remove);
  ring->end_us = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
  ring->total_seconds = total_seconds;
  ring->timer_id = g_timeout_add (is_moving ? STEP_MS : STILL_STEP_MS, on_step, ring);
  gtk_widget_queue_draw (GTK_WIDGET (ring));
}

static void
draw_arc (cairo_t *cairo, const GdkRGBA *colour, double side, double fraction)
{
  double stroke = side * STROKE_FRACTION;
  double radius = side / 2 - stroke / 2;
  cairo_translate (cairo, side / 2, side / 2);
  cairo_set_line_width (cairo, stroke);
  cairo_set_line_cap (cairo, CAIRO_LINE_CAP_ROUND);

  cairo_set_source_rgba (cairo, colour->red, colour->green, colour->blue, colour->alpha * 0.2);
  cairo_arc (cairo, 0, 0, radius, 0, 2 * G_PI);
  cairo_stroke (cairo);

  cairo_set_source_rgba (cairo, colour->red, colour->green, colour->blue, colour->alpha);
  cairo_arc (cairo, 0, 0, radius, -G_PI / 2, -G_PI / 2 + 2 * G_PI * fraction);
  cairo_stroke (cairo);
}

static void
aft_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AftRing *ring = AFT_RING (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  GdkRGBA colour;
  if (ring->total_seconds <= 0 || width <= 0 || height <= 0)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  cairo_t *cairo = gtk_snapshot_append_cairo (snapshot, &bounds);
  draw_arc (cairo, &colour, MIN (width, height),
            CLAMP (aft_ring_get_left_seconds (ring) / ring->total_seconds, 0, 1));
  cairo_destroy (cairo);
}

static void
aft_ring_dispose (GObject *object)
{
  g_clear_handle_id (&AFT_RING (object)->timer_id, g_source_remove);
  G_OBJECT_CLASS (aft_ring_parent_class)->dispose (object);
}

static void
aft_ring_class_init (AftRingClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_ring_dispose;
  GTK_WIDGET_CLASS (class)->snapshot = aft_ring_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "ring");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_PRESENTATION);
  signals[SIGNAL_EXPIRED] = g_signal_new ("expired", AFT_TYPE_RING, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_ring_init (AftRing *ring)
{
  gtk_widget_add_css_class (GTK_WIDGET (ring), "ring");
}
