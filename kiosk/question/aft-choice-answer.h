/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-answer.h"
#include "aft-choice-button.h"

G_BEGIN_DECLS

/* AftChoiceAnswer: an answer given by touching one or more of several buttons. Subclasses say how
 * the buttons look and where they stand.
 *
 * A second touch on the same item within AFT_CHOICE_PRESSED_MS is a double tap and is ignored. With
 * one answer to choose, Tab stops once on the group and the arrow keys go from item to item. */
#define AFT_TYPE_CHOICE_ANSWER (aft_choice_answer_get_type ())
G_DECLARE_DERIVABLE_TYPE (AftChoiceAnswer, aft_choice_answer, AFT, CHOICE_ANSWER, AftAnswer)

struct _AftChoiceAnswerClass
{
  AftAnswerClass parent_class;

  /* TRUE: several may be chosen (role CHECKBOX), else RADIO. */
  gboolean is_multiple;
  const char *css_class; /* of each button */
  /* Called for each item at each update, after its state was set. @index counts from 0. */
  void (*dress) (AftChoiceAnswer *answer,
                 AftChoiceButton *button,
                 const AftQuestionView *view,
                 guint index);
};

/* For subclasses, in their init: where the buttons stand (its only children); default: the answer.
 */
void aft_choice_answer_set_holder (AftChoiceAnswer *answer, GtkWidget *holder);
/* Makes the buttons of @holder those of @view's choices; update() does it unless overridden. */
void aft_choice_answer_sync (AftChoiceAnswer *answer, const AftQuestionView *view);

/* The word for @choice: its text, or the house's own for built-in other, none, yes and no.
 * Borrowed, or static. */
const char *aft_choice_answer_get_text (const AftQuestionView *view, const AftChoiceView *choice);
/* The icon that the house keys ("icons") name for @choice, or NULL; borrowed. */
const char *aft_choice_answer_get_icon (const AftQuestionView *view, const AftChoiceView *choice);
/* The house key "wide": rows over the whole width. */
gboolean aft_choice_answer_is_wide (const AftQuestionView *view);

G_END_DECLS
