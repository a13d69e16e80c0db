/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card over the page. What it asks and what follows is the guide's business. */
#include "aft-card.h"

#include "aft-ring.h"

struct _AftCard
{
  GtkBox parent_instance;
  GtkLabel *title;
  GtkLabel *text;
  GtkButton *answer;
  AftRing *ring;
};

enum
{
  SIGNAL_ANSWERED,
  SIGNAL_EXPIRED,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftCard, aft_card, GTK_TYPE_BOX)

static void
on_answer_clicked (GtkButton *button, AftCard *card)
{
  g_signal_emit (card, signals[SIGNAL_ANSWERED], 0);
}

static void
on_ring_expired (AftRing *ring, AftCard *card)
{
  g_signal_emit (card, signals[SIGNAL_EXPIRED], 0);
}

GtkWidget *
aft_card_new (const AftCardContent *content)
{
  AftCard *card = g_object_new (AFT_TYPE_CARD, NULL);
  gtk_label_set_label (card->title, content->title);
  gtk_label_set_label (card->text, content->text);
  gtk_button_set_label (card->answer, content->answer);
  aft_ring_start (card->ring, content->seconds, content->seconds);
  return GTK_WIDGET (card);
}

static void
aft_card_class_init (AftCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  g_type_ensure (AFT_TYPE_RING);
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", AFT_TYPE_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_EXPIRED] = g_signal_new ("expired", AFT_TYPE_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/pages/aft-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AftCard, title);
  gtk_widget_class_bind_template_child (widget_class, AftCard, text);
  gtk_widget_class_bind_template_child (widget_class, AftCard, answer);
  gtk_widget_class_bind_template_child (widget_class, AftCard, ring);
  gtk_widget_class_bind_template_callback (widget_class, on_answer_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_ring_expired);
}

static void
aft_card_init (AftCard *card)
{
  gtk_widget_init_template (GTK_WIDGET (card));
}
