/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-key-offer.h"

G_BEGIN_DECLS

/* AftKeyBubble: what is shown above a key: the key's text larger than a finger can cover, or what a
 * held key offers. It cannot be touched and has no name: it is seen, or not needed. Its widgets are
 * children of the pad and may stand above it. */
typedef struct _AftKeyBubble AftKeyBubble;

/* @pad is borrowed and must outlive it. */
AftKeyBubble *aft_key_bubble_new (GtkWidget *pad);
void aft_key_bubble_free (AftKeyBubble *bubble);

/* One text above the key in @key_box. */
void aft_key_bubble_show_text (AftKeyBubble *bubble, const char *text, AftKeyBox key_box);
/* All that is offered; @shift capital letters. */
void aft_key_bubble_show_offer (AftKeyBubble *bubble,
                                const AftKeyOffer *offer,
                                guint chosen,
                                gboolean is_capital);
void aft_key_bubble_hide (AftKeyBubble *bubble);
/* To be called when the pad places its children. */
void aft_key_bubble_allocate (AftKeyBubble *bubble);

G_END_DECLS
