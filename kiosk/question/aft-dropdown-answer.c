/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of many. GtkDropDown's list is too small for a thumb; this one opens below its button, in as
 * many columns as the words allow, and scrolls with the page. Choosing closes it. */
#include "aft-dropdown-answer.h"

#include <glib/gi18n.h>

#include "aft-flow-box.h"
#include "aft-flow-layout.h"
#include "aft-question-template.h"

struct _AftDropdownAnswer
{
  AftChoiceAnswer parent_instance;
  GtkWidget *opener;
  GtkWidget *current;
  GtkWidget *list;
  gboolean is_open;
};

G_DEFINE_FINAL_TYPE (AftDropdownAnswer, aft_dropdown_answer, AFT_TYPE_CHOICE_ANSWER)

static void
set_open (AftDropdownAnswer *self, gboolean is_open)
{
  self->is_open = is_open;
  gtk_widget_set_visible (self->list, is_open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->opener), GTK_ACCESSIBLE_STATE_EXPANDED,
                               is_open, -1);
  if (is_open)
    gtk_widget_add_css_class (GTK_WIDGET (self), "open");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "open");
}

static void
on_opener_clicked (AftDropdownAnswer *self)
{
  set_open (self, !self->is_open);
  if (self->is_open)
    gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
}

static const AftChoiceView *
find_selected (const AftQuestionView *view)
{
  for (guint i = 0; i < view->choices->len; i++)
    {
      const AftChoiceView *choice = g_ptr_array_index (view->choices, i);
      if (choice->is_selected)
        return choice;
    }
  return NULL;
}

static void
show_current (AftDropdownAnswer *self, const AftQuestionView *view)
{
  const AftChoiceView *selected = find_selected (view);
  const char *text = view->placeholder ? view->placeholder : _ ("Please choose");
  if (selected)
    text = aft_choice_answer_get_text (view, selected);
  gtk_label_set_text (GTK_LABEL (self->current), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->opener),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  if (selected)
    gtk_widget_remove_css_class (self->opener, "unanswered");
  else
    gtk_widget_add_css_class (self->opener, "unanswered");
}

static gboolean
has_pressed_button (AftDropdownAnswer *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->list); child;
       child = gtk_widget_get_next_sibling (child))
    if (aft_choice_button_is_pressed (AFT_CHOICE_BUTTON (child)))
      return TRUE;
  return FALSE;
}

static void
aft_dropdown_answer_update (AftAnswer *answer, const AftQuestionView *view)
{
  AftDropdownAnswer *self = AFT_DROPDOWN_ANSWER (answer);
  aft_choice_answer_sync (AFT_CHOICE_ANSWER (self), view);
  show_current (self, view);
  if (self->is_open && view->value && has_pressed_button (self))
    {
      set_open (self, FALSE);
      gtk_widget_grab_focus (self->opener);
    }
}

static void
dress_item (AftChoiceAnswer *answer,
            AftChoiceButton *button,
            const AftQuestionView *view,
            guint index)
{
  AFT_CHOICE_ANSWER_CLASS (aft_dropdown_answer_parent_class)->dress (answer, button, view, index);
  aft_choice_button_set_orientation (button, GTK_ORIENTATION_VERTICAL);
}

/* The question names the button; what is chosen describes it. */
static GtkAccessible *
aft_dropdown_answer_get_accessible (AftAnswer *answer)
{
  return GTK_ACCESSIBLE (AFT_DROPDOWN_ANSWER (answer)->opener);
}

static gboolean
aft_dropdown_answer_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AftDropdownAnswer *self = AFT_DROPDOWN_ANSWER (widget);
  gboolean is_forward = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_DOWN;
  if (gtk_widget_get_focus_child (widget) == self->list)
    return GTK_WIDGET_CLASS (aft_dropdown_answer_parent_class)->focus (widget, direction);
  if (gtk_widget_get_focus_child (widget) == self->opener)
    return self->is_open && is_forward && gtk_widget_child_focus (self->list, direction);
  return gtk_widget_grab_focus (self->opener);
}

static gboolean
aft_dropdown_answer_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (AFT_DROPDOWN_ANSWER (widget)->opener);
}

static void
aft_dropdown_answer_class_init (AftDropdownAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = aft_dropdown_answer_focus;
  widget_class->grab_focus = aft_dropdown_answer_grab_focus;
  AFT_ANSWER_CLASS (klass)->update = aft_dropdown_answer_update;
  AFT_ANSWER_CLASS (klass)->get_accessible = aft_dropdown_answer_get_accessible;
  AFT_CHOICE_ANSWER_CLASS (klass)->dress = dress_item;
  g_type_ensure (AFT_TYPE_FLOW_BOX);
  g_type_ensure (AFT_TYPE_FLOW_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  aft_question_template_set (widget_class, "aft-dropdown-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, AftDropdownAnswer, opener);
  gtk_widget_class_bind_template_child (widget_class, AftDropdownAnswer, current);
  gtk_widget_class_bind_template_child (widget_class, AftDropdownAnswer, list);
  gtk_widget_class_bind_template_callback (widget_class, on_opener_clicked);
}

static void
aft_dropdown_answer_init (AftDropdownAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  aft_choice_answer_set_holder (AFT_CHOICE_ANSWER (self), self->list);
  set_open (self, FALSE);
}
