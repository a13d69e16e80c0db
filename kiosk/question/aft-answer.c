/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The common part of all answer widgets, and the one table from a question's type to its widget. */
#include "aft-answer.h"

#include "aft-boolean-answer.h"
#include "aft-checkbox-answer.h"
#include "aft-comment-answer.h"
#include "aft-date-answer.h"
#include "aft-dropdown-answer.h"
#include "aft-html-answer.h"
#include "aft-question-template.h"
#include "aft-radiogroup-answer.h"
#include "aft-scale-answer.h"
#include "aft-smileys-answer.h"
#include "aft-stars-answer.h"
#include "aft-text-answer.h"

G_DEFINE_ABSTRACT_TYPE (AftAnswer, aft_answer, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACT,
  SIGNAL_LAST
};

static guint signals[SIGNAL_LAST];

static GType
find_rating_type (AftRatingLook look)
{
  switch (look)
    {
    case AFT_RATING_SMILEYS:
      return AFT_TYPE_SMILEYS_ANSWER;
    case AFT_RATING_STARS:
      return AFT_TYPE_STARS_ANSWER;
    case AFT_RATING_LABELS:
      return AFT_TYPE_SCALE_ANSWER;
    default:
      g_assert_not_reached ();
    }
}

static GType
find_answer_type (const AftQuestionView *view)
{
  switch (view->type)
    {
    case AFT_QUESTION_RATING:
      return find_rating_type (view->rating_look);
    case AFT_QUESTION_RADIOGROUP:
      return AFT_TYPE_RADIOGROUP_ANSWER;
    case AFT_QUESTION_CHECKBOX:
      return AFT_TYPE_CHECKBOX_ANSWER;
    case AFT_QUESTION_DROPDOWN:
      return AFT_TYPE_DROPDOWN_ANSWER;
    case AFT_QUESTION_BOOLEAN:
      return AFT_TYPE_BOOLEAN_ANSWER;
    case AFT_QUESTION_TEXT:
      return g_strcmp0 (view->input_type, "date") == 0 ? AFT_TYPE_DATE_ANSWER
                                                       : AFT_TYPE_TEXT_ANSWER;
    case AFT_QUESTION_COMMENT:
      return AFT_TYPE_COMMENT_ANSWER;
    case AFT_QUESTION_HTML:
      return AFT_TYPE_HTML_ANSWER;
    default:
      g_assert_not_reached ();
    }
}

GtkWidget *
aft_answer_new_for_view (const AftQuestionView *view)
{
  return g_object_new (find_answer_type (view), NULL);
}

gboolean
aft_answer_suits (AftAnswer *self, const AftQuestionView *view)
{
  g_return_val_if_fail (AFT_IS_ANSWER (self), FALSE);
  return G_OBJECT_TYPE (self) == find_answer_type (view);
}

void
aft_answer_update (AftAnswer *self, const AftQuestionView *view)
{
  g_return_if_fail (AFT_IS_ANSWER (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self), !view->is_read_only);
  AFT_ANSWER_GET_CLASS (self)->update (self, view);
}

GtkAccessible *
aft_answer_get_accessible (AftAnswer *self)
{
  g_return_val_if_fail (AFT_IS_ANSWER (self), NULL);
  return AFT_ANSWER_GET_CLASS (self)->get_accessible (self);
}

gboolean
aft_answer_is_typed (AftAnswer *self)
{
  return AFT_IS_TYPED_ANSWER (self);
}

void
aft_answer_act (AftAnswer *self, const AftAct *act)
{
  g_return_if_fail (AFT_IS_ANSWER (self));
  g_signal_emit (self, signals[SIGNAL_ACT], 0, act);
}

static GtkAccessible *
get_own_accessible (AftAnswer *self)
{
  return GTK_ACCESSIBLE (self);
}

static void
aft_answer_dispose (GObject *object)
{
  aft_question_template_empty (GTK_WIDGET (object));
  G_OBJECT_CLASS (aft_answer_parent_class)->dispose (object);
}

static void
aft_answer_class_init (AftAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = aft_answer_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  klass->get_accessible = get_own_accessible;
  signals[SIGNAL_ACT] = g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
aft_answer_init (AftAnswer *self)
{
}
