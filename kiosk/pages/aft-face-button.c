/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One answer of the rest screen's question: the face, its word, and the value it stands for. What a
 * tap on it does is the page's business. */
#include "aft-face-button.h"

struct _AftFaceButton
{
  GtkButton parent_instance;
  GtkImage *icon;
  GtkLabel *word;
  AftValue *value;
};

G_DEFINE_FINAL_TYPE (AftFaceButton, aft_face_button, GTK_TYPE_BUTTON)

AftValue *
aft_face_button_get_value (AftFaceButton *button)
{
  return button->value;
}

GtkWidget *
aft_face_button_new (const AftChoiceView *choice, guint step)
{
  AftFaceButton *button = g_object_new (AFT_TYPE_FACE_BUTTON, NULL);
  g_autofree char *class_name = g_strdup_printf ("face-%u", step);
  button->value = aft_value_ref (choice->value);
  gtk_widget_add_css_class (GTK_WIDGET (button), class_name);
  gtk_label_set_label (button->word, choice->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  choice->text, -1);
  if (choice->face != NULL)
    {
      g_autofree char *icon = g_strdup_printf ("aft-face-%s-symbolic", choice->face);
      gtk_image_set_from_icon_name (button->icon, icon);
    }
  gtk_widget_set_visible (GTK_WIDGET (button->icon), choice->face != NULL);
  return GTK_WIDGET (button);
}

static void
aft_face_button_dispose (GObject *object)
{
  g_clear_pointer (&AFT_FACE_BUTTON (object)->value, aft_value_unref);
  G_OBJECT_CLASS (aft_face_button_parent_class)->dispose (object);
}

static void
aft_face_button_class_init (AftFaceButtonClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = aft_face_button_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/pages/aft-face-button.ui");
  gtk_widget_class_bind_template_child (widget_class, AftFaceButton, icon);
  gtk_widget_class_bind_template_child (widget_class, AftFaceButton, word);
}

static void
aft_face_button_init (AftFaceButton *button)
{
  gtk_widget_init_template (GTK_WIDGET (button));
}
