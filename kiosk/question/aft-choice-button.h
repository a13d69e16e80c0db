/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-value.h"

G_BEGIN_DECLS

/* AftChoiceButton: one thing to touch: a face, a chip, an option, a step of a scale, a star.
 *
 * Chosen: the state :checked in CSS and for screen readers. Touched: the class .pressed until the
 * page moves on, 400 ms at most.
 */
#define AFT_TYPE_CHOICE_BUTTON (aft_choice_button_get_type ())
G_DECLARE_FINAL_TYPE (AftChoiceButton, aft_choice_button, AFT, CHOICE_BUTTON, GtkButton)

/* How long a touched answer shows that it was touched, before the page moves on (LOOK). */
#define AFT_CHOICE_PRESSED_MS 300

/* @role: RADIO or CHECKBOX; @css_class: "face", "chip", "option", "scale", "star". @value: the
 * item. */
GtkWidget *
aft_choice_button_new (GtkAccessibleRole role, const char *css_class, const AftValue *value);

const AftValue *aft_choice_button_get_value (AftChoiceButton *button);

/* The word on it, and its accessible name (NULL: the same word). */
void aft_choice_button_set_text (AftChoiceButton *button, const char *word, const char *name);
/* A symbolic icon beside (or above) the word; NULL for none. */
void aft_choice_button_set_icon (AftChoiceButton *button, const char *icon_name);
/* A tick that stands there when chosen; its room is kept. */
void aft_choice_button_set_has_tick (AftChoiceButton *button, gboolean has_tick);
void aft_choice_button_set_orientation (AftChoiceButton *button, GtkOrientation orientation);
void aft_choice_button_set_chosen (AftChoiceButton *button, gboolean is_chosen);
gboolean aft_choice_button_is_chosen (AftChoiceButton *button);

/* TRUE while it shows a touch. */
gboolean aft_choice_button_is_pressed (AftChoiceButton *button);
void aft_choice_button_press (AftChoiceButton *button);

G_END_DECLS
