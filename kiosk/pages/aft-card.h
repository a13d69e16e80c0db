/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftCard: a card over the page with a title, a sentence, one button and a ring that runs out: "are
 * you still there?", "staff was called". Signals: "answered" (the button), "expired" (the ring). */
#define AFT_TYPE_CARD (aft_card_get_type ())
G_DECLARE_FINAL_TYPE (AftCard, aft_card, AFT, CARD, GtkBox)

typedef struct
{
  const char *title; /* all texts are translated already */
  const char *text;
  const char *answer;
  double seconds;
} AftCardContent;

GtkWidget *aft_card_new (const AftCardContent *content);

G_END_DECLS
