/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rating as stars. The star is a sign of the fonts (U+2605, U+2606): filled or hollow is a shape,
 * not only a colour. */
#include "aft-stars-answer.h"

#include "aft-flow-layout.h"
#include "aft-question-template.h"

#define FILLED "\u2605"
#define HOLLOW "\u2606"

struct _AftStarsAnswer
{
  AftChoiceAnswer parent_instance;
};

G_DEFINE_FINAL_TYPE (AftStarsAnswer, aft_stars_answer, AFT_TYPE_CHOICE_ANSWER)

/* Stars up to and with the chosen one are filled. */
static gboolean
is_filled (const AftQuestionView *view, guint index)
{
  for (guint i = index; i < view->choices->len; i++)
    {
      const AftChoiceView *choice = g_ptr_array_index (view->choices, i);
      if (choice->is_selected)
        return TRUE;
    }
  return FALSE;
}

static void
dress_star (AftChoiceAnswer *answer,
            AftChoiceButton *button,
            const AftQuestionView *view,
            guint index)
{
  gboolean is_lit = is_filled (view, index);
  guint count = view->choices->len;
  /* Translators: the accessible name of one star, as in "3 of 5 stars". */
  g_autofree char *name = g_strdup_printf (
      g_dngettext (NULL, "%u of %u star", "%u of %u stars", count), index + 1, count);
  aft_choice_button_set_orientation (button, GTK_ORIENTATION_VERTICAL);
  aft_choice_button_set_text (button, is_lit ? FILLED : HOLLOW, name);
  if (is_lit)
    gtk_widget_add_css_class (GTK_WIDGET (button), "lit");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (button), "lit");
}

static void
aft_stars_answer_class_init (AftStarsAnswerClass *klass)
{
  AFT_CHOICE_ANSWER_CLASS (klass)->css_class = "star";
  AFT_CHOICE_ANSWER_CLASS (klass)->dress = dress_star;
  g_type_ensure (AFT_TYPE_FLOW_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  aft_question_template_set (GTK_WIDGET_CLASS (klass), "aft-stars-answer.ui");
}

static void
aft_stars_answer_init (AftStarsAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
