/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rating as numbers (0–10, 1–7 …): equal cells in one row, or in two where they would become too
 * small to touch, and what the ends mean below them. */
#include "aft-scale-answer.h"

#include "aft-flow-box.h"
#include "aft-flow-layout.h"
#include "aft-question-template.h"

struct _AftScaleAnswer
{
  AftChoiceAnswer parent_instance;
  GtkWidget *steps;
  GtkWidget *ends;
  GtkWidget *minimum;
  GtkWidget *maximum;
};

G_DEFINE_FINAL_TYPE (AftScaleAnswer, aft_scale_answer, AFT_TYPE_CHOICE_ANSWER)

/* What the two ends mean is said with them too: a screen reader meets the step, not the text below.
 */
static void
dress_step (AftChoiceAnswer *answer,
            AftChoiceButton *button,
            const AftQuestionView *view,
            guint index)
{
  const AftChoiceView *choice = g_ptr_array_index (view->choices, index);
  const char *meaning = NULL;
  if (index == 0)
    meaning = view->minimum_text;
  else if (index == view->choices->len - 1)
    meaning = view->maximum_text;
  aft_choice_button_set_orientation (button, GTK_ORIENTATION_VERTICAL);
  aft_choice_button_set_text (button, aft_choice_answer_get_text (view, choice), NULL);
  if (meaning)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    meaning, -1);
}

static void
aft_scale_answer_update (AftAnswer *answer, const AftQuestionView *view)
{
  AftScaleAnswer *self = AFT_SCALE_ANSWER (answer);
  const char *minimum = view->minimum_text, *maximum = view->maximum_text;
  aft_choice_answer_sync (AFT_CHOICE_ANSWER (self), view);
  gtk_label_set_text (GTK_LABEL (self->minimum), minimum ? minimum : "");
  gtk_label_set_text (GTK_LABEL (self->maximum), maximum ? maximum : "");
  gtk_widget_set_visible (self->ends, minimum || maximum);
}

static void
aft_scale_answer_class_init (AftScaleAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  AFT_ANSWER_CLASS (klass)->update = aft_scale_answer_update;
  AFT_CHOICE_ANSWER_CLASS (klass)->css_class = "scale";
  AFT_CHOICE_ANSWER_CLASS (klass)->dress = dress_step;
  g_type_ensure (AFT_TYPE_FLOW_BOX);
  g_type_ensure (AFT_TYPE_FLOW_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  aft_question_template_set (widget_class, "aft-scale-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, AftScaleAnswer, steps);
  gtk_widget_class_bind_template_child (widget_class, AftScaleAnswer, ends);
  gtk_widget_class_bind_template_child (widget_class, AftScaleAnswer, minimum);
  gtk_widget_class_bind_template_child (widget_class, AftScaleAnswer, maximum);
}

static void
aft_scale_answer_init (AftScaleAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  aft_choice_answer_set_holder (AFT_CHOICE_ANSWER (self), self->steps);
}
