/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the .ui files of this folder are found. A static library's resource registers itself only
 * if something refers to it; every template goes through here, so it always does. */
#include "aft-question-template.h"

#include "question-resources.h"

#define TEMPLATE_PATH "/org/aftertaste/question/"

void
aft_question_template_set (GtkWidgetClass *widget_class, const char *file)
{
  g_autofree char *path = g_strconcat (TEMPLATE_PATH, file, NULL);
  g_assert (aft_question_get_resource () != NULL);
  gtk_widget_class_set_template_from_resource (widget_class, path);
}

void
aft_question_template_empty (GtkWidget *widget)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (widget)))
    gtk_widget_unparent (child);
}
