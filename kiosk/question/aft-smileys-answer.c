/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rating as faces. Which face stands for which step is the survey format's table (the engine's);
 * here are the drawings, and words for authors who gave numbers only. */
#include "aft-smileys-answer.h"

#include <glib/gi18n.h>

#include "aft-flow-layout.h"
#include "aft-question-template.h"

struct _AftSmileysAnswer
{
  AftChoiceAnswer parent_instance;
};

G_DEFINE_FINAL_TYPE (AftSmileysAnswer, aft_smileys_answer, AFT_TYPE_CHOICE_ANSWER)

static const struct
{
  const char *face;
  const char *icon_name;
  const char *word;
} faces[] = {
  { "terrible", "aft-face-terrible-symbolic", N_ ("Terrible") },
  { "very-poor", "aft-face-very-poor-symbolic", N_ ("Very poor") },
  { "poor", "aft-face-poor-symbolic", N_ ("Poor") },
  { "not-good", "aft-face-not-good-symbolic", N_ ("Not good") },
  { "average", "aft-face-average-symbolic", N_ ("Could be better") },
  { "normal", "aft-face-normal-symbolic", N_ ("Okay") },
  { "good", "aft-face-good-symbolic", N_ ("Good") },
  { "very-good", "aft-face-very-good-symbolic", N_ ("Very good") },
  { "excellent", "aft-face-excellent-symbolic", N_ ("Excellent") },
  { "perfect", "aft-face-perfect-symbolic", N_ ("Perfect") },
};

static gboolean
is_number (const char *text)
{
  char *end = NULL;
  g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

static void
dress_face (AftChoiceAnswer *answer,
            AftChoiceButton *button,
            const AftQuestionView *view,
            guint index)
{
  const AftChoiceView *choice = g_ptr_array_index (view->choices, index);
  const char *word = aft_choice_answer_get_text (view, choice), *icon_name = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (faces); i++)
    {
      if (g_strcmp0 (faces[i].face, choice->face) != 0)
        continue;
      icon_name = faces[i].icon_name;
      if (is_number (word))
        word = _ (faces[i].word);
    }
  aft_choice_button_set_orientation (button, GTK_ORIENTATION_VERTICAL);
  aft_choice_button_set_icon (button, icon_name);
  aft_choice_button_set_text (button, word, NULL);
  if (view->is_rating_colored && choice->face)
    gtk_widget_add_css_class (GTK_WIDGET (button), choice->face);
}

static void
aft_smileys_answer_class_init (AftSmileysAnswerClass *klass)
{
  AFT_CHOICE_ANSWER_CLASS (klass)->css_class = "face";
  AFT_CHOICE_ANSWER_CLASS (klass)->dress = dress_face;
  g_type_ensure (AFT_TYPE_FLOW_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  aft_question_template_set (GTK_WIDGET_CLASS (klass), "aft-smileys-answer.ui");
}

static void
aft_smileys_answer_init (AftSmileysAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
