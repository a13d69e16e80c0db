/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of question cards of a screen. After an act other questions may appear, vanish or change
 * their texts; cards are matched by the question's name and only what is new is built. */
#include "aft-screen-view.h"

#include "aft-clamp-layout.h"
#include "aft-question-card.h"
#include "aft-question-template.h"

struct _AftScreenView
{
  GtkWidget parent_instance;
  GtkLabel *title;
  GtkLabel *description;
  GtkBox *cards;
  GtkWidget *privacy;
};

G_DEFINE_FINAL_TYPE (AftScreenView, aft_screen_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACT,
  SIGNAL_PRIVACY_ASKED,
  SIGNAL_LAST
};

static guint signals[SIGNAL_LAST];

static void
on_card_act (AftScreenView *self, const AftAct *act, AftQuestionCard *card)
{
  g_signal_emit (self, signals[SIGNAL_ACT], 0, aft_question_card_get_name (card), act);
}

static void
on_privacy_clicked (AftScreenView *self)
{
  g_signal_emit (self, signals[SIGNAL_PRIVACY_ASKED], 0);
}

/* By the house keys of SURVEY-FORMAT: consent, or an answer that is sealed as contact. */
static gboolean
is_personal (const AftScreen *screen)
{
  gboolean is_found = FALSE;
  for (guint i = 0; i < screen->questions->len && !is_found; i++)
    {
      const AftQuestionView *question = g_ptr_array_index (screen->questions, i);
      const char *seal = aft_value_get_member_string (question->house, "seal", "");
      is_found = aft_value_get_member (question->house, "consent") != NULL
                 || g_str_equal (seal, "contact");
    }
  return is_found;
}

static GtkWidget *
find_card (AftScreenView *self, const AftQuestionView *question)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); child;
       child = gtk_widget_get_next_sibling (child))
    if (aft_question_card_suits (AFT_QUESTION_CARD (child), question))
      return child;
  return NULL;
}

static GtkWidget *
make_card (AftScreenView *self, const AftQuestionView *question)
{
  GtkWidget *card = aft_question_card_new (question);
  g_signal_connect_object (card, "act", G_CALLBACK (on_card_act), self, G_CONNECT_SWAPPED);
  return card;
}

static void
drop_cards_after (AftScreenView *self, GtkWidget *last)
{
  GtkWidget *child;
  while ((child = last ? gtk_widget_get_next_sibling (last)
                       : gtk_widget_get_first_child (GTK_WIDGET (self->cards))))
    gtk_box_remove (self->cards, child);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  gtk_label_set_text (label, text ? text : "");
}

void
aft_screen_view_update (AftScreenView *self, const AftScreen *screen, AftValue *answers)
{
  g_return_if_fail (AFT_IS_SCREEN_VIEW (self));
  GtkWidget *previous = NULL;
  set_text (self->title, screen->page_title);
  set_text (self->description, screen->page_description);
  for (guint i = 0; i < screen->questions->len; i++)
    {
      const AftQuestionView *question = g_ptr_array_index (screen->questions, i);
      GtkWidget *card = find_card (self, question);
      if (!card)
        {
          card = make_card (self, question);
          gtk_box_insert_child_after (self->cards, card, previous);
        }
      else if (gtk_widget_get_prev_sibling (card) != previous)
        gtk_box_reorder_child_after (self->cards, card, previous);
      aft_question_card_update (AFT_QUESTION_CARD (card), question, answers);
      previous = card;
    }
  drop_cards_after (self, previous);
  gtk_widget_set_visible (self->privacy, is_personal (screen));
}

gboolean
aft_screen_view_focus_question (AftScreenView *self)
{
  g_return_val_if_fail (AFT_IS_SCREEN_VIEW (self), FALSE);
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->cards));
  for (GtkWidget *child = first; child; child = gtk_widget_get_next_sibling (child))
    if (aft_question_card_has_error (AFT_QUESTION_CARD (child)))
      return aft_question_card_focus_answer (AFT_QUESTION_CARD (child));
  for (GtkWidget *child = first; child; child = gtk_widget_get_next_sibling (child))
    if (aft_question_card_focus_answer (AFT_QUESTION_CARD (child)))
      return TRUE;
  return FALSE;
}

gboolean
aft_screen_view_is_typed (AftScreenView *self)
{
  g_return_val_if_fail (AFT_IS_SCREEN_VIEW (self), FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); child;
       child = gtk_widget_get_next_sibling (child))
    if (aft_question_card_is_typed (AFT_QUESTION_CARD (child)))
      return TRUE;
  return FALSE;
}

GtkWidget *
aft_screen_view_new (void)
{
  return g_object_new (AFT_TYPE_SCREEN_VIEW, NULL);
}

static void
aft_screen_view_dispose (GObject *object)
{
  aft_question_template_empty (GTK_WIDGET (object));
  G_OBJECT_CLASS (aft_screen_view_parent_class)->dispose (object);
}

static void
aft_screen_view_class_init (AftScreenViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_screen_view_dispose;
  signals[SIGNAL_ACT] = g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
  signals[SIGNAL_PRIVACY_ASKED]
      = g_signal_new ("privacy-asked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
  g_type_ensure (AFT_TYPE_CLAMP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  aft_question_template_set (widget_class, "aft-screen-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AftScreenView, title);
  gtk_widget_class_bind_template_child (widget_class, AftScreenView, description);
  gtk_widget_class_bind_template_child (widget_class, AftScreenView, cards);
  gtk_widget_class_bind_template_child (widget_class, AftScreenView, privacy);
  gtk_widget_class_bind_template_callback (widget_class, on_privacy_clicked);
}

static void
aft_screen_view_init (AftScreenView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
