/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Sets the template @file of this folder ("aft-line-field.ui") on @widget_class; naming the
 * resource here keeps it linked in. */
void aft_question_template_set (GtkWidgetClass *widget_class, const char *file);

/* Takes every child out of @widget: for the dispose of a widget whose children were added in code.
 */
void aft_question_template_empty (GtkWidget *widget);

G_END_DECLS
