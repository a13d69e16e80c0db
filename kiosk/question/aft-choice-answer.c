/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all choices have in common: buttons kept by item while the list changes, the double tap, the
 * keyboard, the words and icons of the items. Looks are the subclasses' business, what a touch
 * means the session's. */
#include "aft-choice-answer.h"

#include <glib/gi18n.h>

#include "aft-json.h"

typedef struct
{
  GtkWidget *holder;        /* borrowed: the answer itself or a child of its template */
  AftChoiceButton *guarded; /* weak: the button touched last */
  guint guard_source;
} AftChoiceAnswerPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AftChoiceAnswer, aft_choice_answer, AFT_TYPE_ANSWER)

static AftChoiceAnswerPrivate *
get_private (AftChoiceAnswer *self)
{
  return aft_choice_answer_get_instance_private (self);
}

static void
drop_guard (AftChoiceAnswer *self)
{
  AftChoiceAnswerPrivate *private = get_private (self);
  g_clear_handle_id (&private->guard_source, g_source_remove);
  g_clear_weak_pointer (&private->guarded);
}

static gboolean
on_guard_over (gpointer user_data)
{
  AftChoiceAnswer *self = user_data;
  get_private (self)->guard_source = 0;
  drop_guard (self);
  return G_SOURCE_REMOVE;
}

static void
on_button_clicked (AftChoiceAnswer *self, AftChoiceButton *button)
{
  AftChoiceAnswerPrivate *private = get_private (self);
  g_autoptr (AftValue) item = aft_value_ref ((AftValue *) aft_choice_button_get_value (button));
  const AftAct act = { .kind = AFT_ACT_TAP, .value = item };
  if (private->guarded == button)
    return;
  drop_guard (self);
  g_set_weak_pointer (&private->guarded, button);
  private->guard_source = g_timeout_add (AFT_CHOICE_PRESSED_MS, on_guard_over, self);
  aft_choice_button_press (button);
  aft_answer_act (AFT_ANSWER (self), &act);
}

const char *
aft_choice_answer_get_text (const AftQuestionView *view, const AftChoiceView *choice)
{
  if (choice->text)
    return choice->text;
  if (choice->role == AFT_CHOICE_OTHER)
    return _ ("Something else");
  if (choice->role == AFT_CHOICE_NONE)
    return _ ("None of these");
  if (view->type == AFT_QUESTION_BOOLEAN)
    return aft_value_get_boolean (choice->value) ? _ ("Yes") : _ ("No");
  return "";
}

const char *
aft_choice_answer_get_icon (const AftQuestionView *view, const AftChoiceView *choice)
{
  const AftValue *icons = aft_value_get_member (view->house, "icons");
  const char *text = aft_value_get_string (choice->value);
  g_autofree char *line = text ? NULL : aft_json_to_line (choice->value);
  return aft_value_get_member_string (icons, text ? text : line, NULL);
}

gboolean
aft_choice_answer_is_wide (const AftQuestionView *view)
{
  return aft_value_get_member_boolean (view->house, "wide", FALSE);
}

void
aft_choice_answer_set_holder (AftChoiceAnswer *self, GtkWidget *holder)
{
  g_return_if_fail (AFT_IS_CHOICE_ANSWER (self));
  get_private (self)->holder = holder;
}

static AftChoiceButton *
find_button (AftChoiceAnswer *self, const AftValue *value)
{
  for (GtkWidget *child = gtk_widget_get_first_child (get_private (self)->holder); child;
       child = gtk_widget_get_next_sibling (child))
    if (aft_value_equal (aft_choice_button_get_value (AFT_CHOICE_BUTTON (child)), value))
      return AFT_CHOICE_BUTTON (child);
  return NULL;
}

static AftChoiceButton *
make_button (AftChoiceAnswer *self, const AftValue *value)
{
  AftChoiceAnswerClass *klass = AFT_CHOICE_ANSWER_GET_CLASS (self);
  GtkAccessibleRole role
      = klass->is_multiple ? GTK_ACCESSIBLE_ROLE_CHECKBOX : GTK_ACCESSIBLE_ROLE_RADIO;
  GtkWidget *button = aft_choice_button_new (role, klass->css_class, value);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_button_clicked), self,
                           G_CONNECT_SWAPPED);
  return AFT_CHOICE_BUTTON (button);
}

/* Buttons that are no longer wanted stand behind @last. */
static void
drop_buttons_after (AftChoiceAnswer *self, GtkWidget *last)
{
  GtkWidget *child;
  while ((child = last ? gtk_widget_get_next_sibling (last)
                       : gtk_widget_get_first_child (get_private (self)->holder)))
    gtk_widget_unparent (child);
}

void
aft_choice_answer_sync (AftChoiceAnswer *self, const AftQuestionView *view)
{
  AftChoiceAnswerPrivate *private = get_private (self);
  AftChoiceAnswerClass *klass = AFT_CHOICE_ANSWER_GET_CLASS (self);
  GtkWidget *previous = NULL;
  for (guint i = 0; i < view->choices->len; i++)
    {
      const AftChoiceView *choice = g_ptr_array_index (view->choices, i);
      AftChoiceButton *button = find_button (self, choice->value);
      if (!button)
        button = make_button (self, choice->value);
      if (!gtk_widget_get_parent (GTK_WIDGET (button))
          || gtk_widget_get_prev_sibling (GTK_WIDGET (button)) != previous)
        gtk_widget_insert_after (GTK_WIDGET (button), private->holder, previous);
      gtk_widget_set_sensitive (GTK_WIDGET (button), !choice->is_disabled);
      aft_choice_button_set_chosen (button, choice->is_selected);
      klass->dress (self, button, view, i);
      previous = GTK_WIDGET (button);
    }
  drop_buttons_after (self, previous);
}

static void
aft_choice_answer_update (AftAnswer *answer, const AftQuestionView *view)
{
  aft_choice_answer_sync (AFT_CHOICE_ANSWER (answer), view);
}

/* The usual look; subclasses that differ have their own. */
static void
dress_button (AftChoiceAnswer *self,
              AftChoiceButton *button,
              const AftQuestionView *view,
              guint index)
{
  const AftChoiceView *choice = g_ptr_array_index (view->choices, index);
  aft_choice_button_set_text (button, aft_choice_answer_get_text (view, choice), NULL);
  aft_choice_button_set_icon (button, aft_choice_answer_get_icon (view, choice));
}

/* Of the window, be it active or not: arrows count on it before the window manager says so. */
static GtkWidget *
find_focused (AftChoiceAnswer *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (get_private (self)->holder); child;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_is_focus (child))
      return child;
  return NULL;
}

static GtkWidget *
find_entry_point (AftChoiceAnswer *self)
{
  GtkWidget *first = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (get_private (self)->holder); child;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_is_sensitive (child))
        continue;
      if (aft_choice_button_is_chosen (AFT_CHOICE_BUTTON (child)))
        return child;
      if (!first)
        first = child;
    }
  return first;
}

static GtkWidget *
find_neighbour (GtkWidget *from, GtkDirectionType direction)
{
  gboolean is_back = direction == GTK_DIR_LEFT || direction == GTK_DIR_UP;
  GtkWidget *next = from;
  do
    next = is_back ? gtk_widget_get_prev_sibling (next) : gtk_widget_get_next_sibling (next);
  while (next && !gtk_widget_is_sensitive (next));
  return next;
}

/* One stop for Tab, arrows from item to item, as radio buttons do everywhere. */
static gboolean
aft_choice_answer_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AftChoiceAnswer *self = AFT_CHOICE_ANSWER (widget);
  gboolean is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *focused = find_focused (self), *next;
  if (AFT_CHOICE_ANSWER_GET_CLASS (self)->is_multiple)
    return GTK_WIDGET_CLASS (aft_choice_answer_parent_class)->focus (widget, direction);
  if (focused && is_tab)
    return FALSE;
  next = focused ? find_neighbour (focused, direction) : find_entry_point (self);
  return next ? gtk_widget_grab_focus (next) : focused != NULL;
}

static gboolean
aft_choice_answer_grab_focus (GtkWidget *widget)
{
  GtkWidget *point = find_entry_point (AFT_CHOICE_ANSWER (widget));
  return point && gtk_widget_grab_focus (point);
}

static void
aft_choice_answer_dispose (GObject *object)
{
  drop_guard (AFT_CHOICE_ANSWER (object));
  G_OBJECT_CLASS (aft_choice_answer_parent_class)->dispose (object);
}

static void
aft_choice_answer_class_init (AftChoiceAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_choice_answer_dispose;
  widget_class->focus = aft_choice_answer_focus;
  widget_class->grab_focus = aft_choice_answer_grab_focus;
  AFT_ANSWER_CLASS (klass)->update = aft_choice_answer_update;
  klass->dress = dress_button;
  klass->css_class = "option";
}

static void
aft_choice_answer_init (AftChoiceAnswer *self)
{
  get_private (self)->holder = GTK_WIDGET (self);
}
