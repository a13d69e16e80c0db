/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of several as large rows: word, icon and a tick on the chosen one. Many short options stand
 * in two columns where there is room. */
#include "aft-radiogroup-answer.h"

#include "aft-flow-layout.h"
#include "aft-question-template.h"

/* From so many options on two columns are easier to look over than one. */
#define TWO_COLUMNS_FROM 5

struct _AftRadiogroupAnswer
{
  AftChoiceAnswer parent_instance;
};

G_DEFINE_FINAL_TYPE (AftRadiogroupAnswer, aft_radiogroup_answer, AFT_TYPE_CHOICE_ANSWER)

static void
aft_radiogroup_answer_update (AftAnswer *answer, const AftQuestionView *view)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (answer));
  gboolean is_long = view->choices->len >= TWO_COLUMNS_FROM && !aft_choice_answer_is_wide (view);
  aft_flow_layout_set_columns (AFT_FLOW_LAYOUT (layout), is_long ? 2 : 1);
  aft_choice_answer_sync (AFT_CHOICE_ANSWER (answer), view);
}

static void
dress_option (AftChoiceAnswer *answer,
              AftChoiceButton *button,
              const AftQuestionView *view,
              guint index)
{
  AFT_CHOICE_ANSWER_CLASS (aft_radiogroup_answer_parent_class)->dress (answer, button, view, index);
  aft_choice_button_set_orientation (button, GTK_ORIENTATION_HORIZONTAL);
  aft_choice_button_set_has_tick (button, TRUE);
}

static void
aft_radiogroup_answer_class_init (AftRadiogroupAnswerClass *klass)
{
  AFT_ANSWER_CLASS (klass)->update = aft_radiogroup_answer_update;
  AFT_CHOICE_ANSWER_CLASS (klass)->dress = dress_option;
  g_type_ensure (AFT_TYPE_FLOW_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  aft_question_template_set (GTK_WIDGET_CLASS (klass), "aft-radiogroup-answer.ui");
}

static void
aft_radiogroup_answer_init (AftRadiogroupAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
