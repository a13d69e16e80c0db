/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One item of a choice as a large button: word, icon, tick, and the moment of having been touched.
 * It chooses nothing by itself: what is chosen comes from the session through its owner. */
#include "aft-choice-button.h"

#include "aft-question-template.h"

/* The touched look outlasts the hold a little: its end must not take the frame in which the next
 * page should come. */
#define LOOK_MS (AFT_CHOICE_PRESSED_MS + 100)

struct _AftChoiceButton
{
  GtkButton parent_instance;
  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *word;
  GtkWidget *tick;
  AftValue *value;
  gboolean is_chosen;
  guint pressed_source;
};

G_DEFINE_FINAL_TYPE (AftChoiceButton, aft_choice_button, GTK_TYPE_BUTTON)

static gboolean
on_pressed_over (gpointer user_data)
{
  AftChoiceButton *self = user_data;
  self->pressed_source = 0;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "pressed");
  return G_SOURCE_REMOVE;
}

void
aft_choice_button_press (AftChoiceButton *self)
{
  g_return_if_fail (AFT_IS_CHOICE_BUTTON (self));
  g_clear_handle_id (&self->pressed_source, g_source_remove);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pressed");
  self->pressed_source = g_timeout_add (LOOK_MS, on_pressed_over, self);
}

gboolean
aft_choice_button_is_pressed (AftChoiceButton *self)
{
  g_return_val_if_fail (AFT_IS_CHOICE_BUTTON (self), FALSE);
  return self->pressed_source != 0;
}

const AftValue *
aft_choice_button_get_value (AftChoiceButton *self)
{
  g_return_val_if_fail (AFT_IS_CHOICE_BUTTON (self), NULL);
  return self->value;
}

void
aft_choice_button_set_text (AftChoiceButton *self, const char *word, const char *name)
{
  g_return_if_fail (AFT_IS_CHOICE_BUTTON (self));
  gtk_label_set_text (GTK_LABEL (self->word), word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name ? name : word, -1);
}

void
aft_choice_button_set_icon (AftChoiceButton *self, const char *icon_name)
{
  g_return_if_fail (AFT_IS_CHOICE_BUTTON (self));
  gtk_widget_set_visible (self->icon, icon_name != NULL);
  if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (self->icon)), icon_name) != 0)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_name);
}

void
aft_choice_button_set_has_tick (AftChoiceButton *self, gboolean has_tick)
{
  g_return_if_fail (AFT_IS_CHOICE_BUTTON (self));
  gtk_widget_set_visible (self->tick, has_tick);
}

void
aft_choice_button_set_orientation (AftChoiceButton *self, GtkOrientation orientation)
{
  gboolean is_row = orientation == GTK_ORIENTATION_HORIZONTAL;
  g_return_if_fail (AFT_IS_CHOICE_BUTTON (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box), orientation);
  gtk_label_set_xalign (GTK_LABEL (self->word), is_row ? 0.0f : 0.5f);
  gtk_label_set_justify (GTK_LABEL (self->word), is_row ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_CENTER);
}

void
aft_choice_button_set_chosen (AftChoiceButton *self, gboolean is_chosen)
{
  g_return_if_fail (AFT_IS_CHOICE_BUTTON (self));
  self->is_chosen = is_chosen;
  if (is_chosen)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_CHECKED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_CHECKED);
  gtk_widget_set_opacity (self->tick, is_chosen ? 1.0 : 0.0);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
      is_chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

gboolean
aft_choice_button_is_chosen (AftChoiceButton *self)
{
  g_return_val_if_fail (AFT_IS_CHOICE_BUTTON (self), FALSE);
  return self->is_chosen;
}

GtkWidget *
aft_choice_button_new (GtkAccessibleRole role, const char *css_class, const AftValue *value)
{
  AftChoiceButton *self = g_object_new (AFT_TYPE_CHOICE_BUTTON, "accessible-role", role, NULL);
  self->value = aft_value_ref ((AftValue *) value);
  gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  aft_choice_button_set_chosen (self, FALSE);
  return GTK_WIDGET (self);
}

static void
aft_choice_button_dispose (GObject *object)
{
  AftChoiceButton *self = AFT_CHOICE_BUTTON (object);
  g_clear_handle_id (&self->pressed_source, g_source_remove);
  g_clear_pointer (&self->value, aft_value_unref);
  G_OBJECT_CLASS (aft_choice_button_parent_class)->dispose (object);
}

static void
aft_choice_button_class_init (AftChoiceButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_choice_button_dispose;
  aft_question_template_set (widget_class, "aft-choice-button.ui");
  gtk_widget_class_bind_template_child (widget_class, AftChoiceButton, box);
  gtk_widget_class_bind_template_child (widget_class, AftChoiceButton, icon);
  gtk_widget_class_bind_template_child (widget_class, AftChoiceButton, word);
  gtk_widget_class_bind_template_child (widget_class, AftChoiceButton, tick);
}

static void
aft_choice_button_init (AftChoiceButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
