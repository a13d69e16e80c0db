/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two large buttons, so that a complaint is never more than two taps away and a suggestion is not
 * taken for one. */
#include "aft-choose-page.h"

struct _AftChoosePage
{
  GtkBox parent_instance;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_LEFT,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftChoosePage, aft_choose_page, GTK_TYPE_BOX)

GtkWidget *
aft_choose_page_new (void)
{
  return g_object_new (AFT_TYPE_CHOOSE_PAGE, NULL);
}

static void
on_complaint_clicked (GtkButton *button, AftChoosePage *page)
{
  g_signal_emit (page, signals[SIGNAL_CHOSEN], 0, (guint) AFT_RESPONSE_COMPLAINT);
}

static void
on_suggestion_clicked (GtkButton *button, AftChoosePage *page)
{
  g_signal_emit (page, signals[SIGNAL_CHOSEN], 0, (guint) AFT_RESPONSE_SUGGESTION);
}

static void
on_back_clicked (GtkButton *button, AftChoosePage *page)
{
  g_signal_emit (page, signals[SIGNAL_LEFT], 0);
}

static void
aft_choose_page_class_init (AftChoosePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", AFT_TYPE_CHOOSE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_LEFT] = g_signal_new ("left", AFT_TYPE_CHOOSE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/pages/aft-choose-page.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_complaint_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_suggestion_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
}

static void
aft_choose_page_init (AftChoosePage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}
