/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any of several as chips, each as wide as its word. Which items exclude each other, or become
 * disabled when enough are chosen, comes from the session with the view. */
#include "aft-checkbox-answer.h"

#include "aft-flow-layout.h"
#include "aft-question-template.h"

struct _AftCheckboxAnswer
{
  AftChoiceAnswer parent_instance;
};

G_DEFINE_FINAL_TYPE (AftCheckboxAnswer, aft_checkbox_answer, AFT_TYPE_CHOICE_ANSWER)

static void
aft_checkbox_answer_update (AftAnswer *answer, const AftQuestionView *view)
{
  gboolean is_wide = aft_choice_answer_is_wide (view);
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (answer)), "homogeneous", is_wide,
                "columns", is_wide ? 1 : 0, NULL);
  aft_choice_answer_sync (AFT_CHOICE_ANSWER (answer), view);
}

static void
dress_chip (AftChoiceAnswer *answer,
            AftChoiceButton *button,
            const AftQuestionView *view,
            guint index)
{
  const AftChoiceView *choice = g_ptr_array_index (view->choices, index);
  AFT_CHOICE_ANSWER_CLASS (aft_checkbox_answer_parent_class)->dress (answer, button, view, index);
  aft_choice_button_set_orientation (button, GTK_ORIENTATION_HORIZONTAL);
  aft_choice_button_set_has_tick (button, TRUE);
  if (aft_choice_answer_is_wide (view))
    gtk_widget_add_css_class (GTK_WIDGET (button), "option");
  if (choice->is_exclusive || choice->role == AFT_CHOICE_NONE)
    gtk_widget_add_css_class (GTK_WIDGET (button), "exclusive");
}

static void
aft_checkbox_answer_class_init (AftCheckboxAnswerClass *klass)
{
  AFT_ANSWER_CLASS (klass)->update = aft_checkbox_answer_update;
  AFT_CHOICE_ANSWER_CLASS (klass)->is_multiple = TRUE;
  AFT_CHOICE_ANSWER_CLASS (klass)->css_class = "chip";
  AFT_CHOICE_ANSWER_CLASS (klass)->dress = dress_chip;
  g_type_ensure (AFT_TYPE_FLOW_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  aft_question_template_set (GTK_WIDGET_CLASS (klass), "aft-checkbox-answer.ui");
}

static void
aft_checkbox_answer_init (AftCheckboxAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
