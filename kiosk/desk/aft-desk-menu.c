/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page for every question that the desk asks: which action, which cause, is it meant? What
 * follows from a choice is for who asked. */
#include "aft-desk-menu.h"

struct _AftDeskMenu
{
  GtkBox parent_instance;
  GtkLabel *title;
  GtkBox *lines;
  GtkBox *choices;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_LEFT,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftDeskMenu, aft_desk_menu, GTK_TYPE_BOX)

static GtkWidget *
make_label (const char *text, const char *class)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                       PANGO_WRAP_WORD_CHAR, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                       "css-classes", (const char *[]){ class, NULL }, NULL);
}

GtkWidget *
aft_desk_menu_new (const char *title, const char *const *lines)
{
  AftDeskMenu *menu = g_object_new (AFT_TYPE_DESK_MENU, NULL);
  gtk_label_set_label (menu->title, title);
  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      gtk_box_append (menu->lines, make_label (lines[i], "lead"));
  return GTK_WIDGET (menu);
}

static void
on_choice_clicked (GtkWidget *button, AftDeskMenu *menu)
{
  guint index = 0;
  GtkWidget *before = gtk_widget_get_prev_sibling (button);
  for (; before != NULL; before = gtk_widget_get_prev_sibling (before))
    index++;
  g_signal_emit (menu, signals[SIGNAL_CHOSEN], 0, index);
}

void
aft_desk_menu_add (AftDeskMenu *menu, const char *label, const char *description)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (button, "option");
  gtk_widget_add_css_class (words, "words-of-choice");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), make_label (label, "choice"));
  if (description != NULL)
    gtk_box_append (GTK_BOX (words), make_label (description, "description"));
  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_choice_clicked), menu, 0);
  gtk_box_append (menu->choices, button);
}

static void
on_back_clicked (GtkButton *button, AftDeskMenu *menu)
{
  g_signal_emit (menu, signals[SIGNAL_LEFT], 0);
}

static void
aft_desk_menu_class_init (AftDeskMenuClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", AFT_TYPE_DESK_MENU, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_LEFT] = g_signal_new ("left", AFT_TYPE_DESK_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/desk/aft-desk-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, AftDeskMenu, title);
  gtk_widget_class_bind_template_child (widget_class, AftDeskMenu, lines);
  gtk_widget_class_bind_template_child (widget_class, AftDeskMenu, choices);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
}

static void
aft_desk_menu_init (AftDeskMenu *menu)
{
  gtk_widget_init_template (GTK_WIDGET (menu));
}
