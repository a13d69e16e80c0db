/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A polite screen for when the disk is full: never thanks for what is not kept, never blames the
 * guest. Trying again is the guide's business. */
#include "aft-sorry-page.h"

#include "aft-ring.h"

struct _AftSorryPage
{
  GtkBox parent_instance;
  AftRing *ring;
};

enum
{
  SIGNAL_DONE,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftSorryPage, aft_sorry_page, GTK_TYPE_BOX)

double
aft_sorry_page_get_left_seconds (AftSorryPage *page)
{
  return aft_ring_get_left_seconds (page->ring);
}

static void
on_done (GObject *object, AftSorryPage *page)
{
  g_signal_emit (page, signals[SIGNAL_DONE], 0);
}

GtkWidget *
aft_sorry_page_new (double seconds, double total_seconds)
{
  AftSorryPage *page = g_object_new (AFT_TYPE_SORRY_PAGE, NULL);
  aft_ring_start (page->ring, seconds, total_seconds);
  return GTK_WIDGET (page);
}

static void
aft_sorry_page_class_init (AftSorryPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  g_type_ensure (AFT_TYPE_RING);
  signals[SIGNAL_DONE] = g_signal_new ("done", AFT_TYPE_SORRY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/pages/aft-sorry-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftSorryPage, ring);
  gtk_widget_class_bind_template_callback (widget_class, on_done);
}

static void
aft_sorry_page_init (AftSorryPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}
