/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every page for staff ends with. What it goes on to is for who shows the page. */
#include "aft-go-on.h"

#include "aft-ring.h"

struct _AftGoOn
{
  GtkBox parent_instance;
  AftRing *ring;
};

enum
{
  SIGNAL_CONTINUED,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftGoOn, aft_go_on, GTK_TYPE_BOX)

static void
on_continued (GObject *object, AftGoOn *go_on)
{
  g_signal_emit (go_on, signals[SIGNAL_CONTINUED], 0);
}

void
aft_go_on_start (AftGoOn *go_on, double seconds, double total_seconds)
{
  aft_ring_start (go_on->ring, seconds, total_seconds);
}

double
aft_go_on_get_left_seconds (AftGoOn *go_on)
{
  return aft_ring_get_left_seconds (go_on->ring);
}

static void
aft_go_on_class_init (AftGoOnClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  g_type_ensure (AFT_TYPE_RING);
  signals[SIGNAL_CONTINUED] = g_signal_new ("continued", AFT_TYPE_GO_ON, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/pages/aft-go-on.ui");
  gtk_widget_class_bind_template_child (widget_class, AftGoOn, ring);
  gtk_widget_class_bind_template_callback (widget_class, on_continued);
}

static void
aft_go_on_init (AftGoOn *go_on)
{
  gtk_widget_init_template (GTK_WIDGET (go_on));
}
