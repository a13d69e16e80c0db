/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Yes or no as two big buttons side by side, with the author's labels or the house's own words. */
#include "aft-boolean-answer.h"

#include "aft-flow-layout.h"
#include "aft-question-template.h"

struct _AftBooleanAnswer
{
  AftChoiceAnswer parent_instance;
};

G_DEFINE_FINAL_TYPE (AftBooleanAnswer, aft_boolean_answer, AFT_TYPE_CHOICE_ANSWER)

static void
dress_side (AftChoiceAnswer *answer,
            AftChoiceButton *button,
            const AftQuestionView *view,
            guint index)
{
  AFT_CHOICE_ANSWER_CLASS (aft_boolean_answer_parent_class)->dress (answer, button, view, index);
  aft_choice_button_set_orientation (button, GTK_ORIENTATION_HORIZONTAL);
  aft_choice_button_set_has_tick (button, TRUE);
}

static void
aft_boolean_answer_class_init (AftBooleanAnswerClass *klass)
{
  AFT_CHOICE_ANSWER_CLASS (klass)->dress = dress_side;
  g_type_ensure (AFT_TYPE_FLOW_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  aft_question_template_set (GTK_WIDGET_CLASS (klass), "aft-boolean-answer.ui");
}

static void
aft_boolean_answer_init (AftBooleanAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
