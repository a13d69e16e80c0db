/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of dots, one a page: .done behind the guest, .now where they are. The room stays when there
 * is nothing to show. To a screen reader it is one progress bar. */
#include "aft-progress-dots.h"

#include <glib/gi18n.h>

#include "aft-question-template.h"

/* More dots than this are no longer seen at a glance. */
#define MAXIMUM_DOTS 12

struct _AftProgressDots
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (AftProgressDots, aft_progress_dots, GTK_TYPE_WIDGET)

static GtkWidget *
make_dot (void)
{
  GtkWidget *dot = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_NONE,
                                 "valign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (dot, "dot");
  return dot;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* As many children as there are dots: what is too much goes, what lacks comes. */
static void
set_dots (AftProgressDots *self, guint dots, guint current)
{
  GtkWidget *dot = gtk_widget_get_first_child (GTK_WIDGET (self));
  for (guint i = 0; i < dots; i++)
    {
      if (!dot)
        {
          dot = make_dot ();
          gtk_widget_set_parent (dot, GTK_WIDGET (self));
        }
      set_class (dot, "done", i < current);
      set_class (dot, "now", i == current);
      dot = gtk_widget_get_next_sibling (dot);
    }
  while (dot)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (dot);
      gtk_widget_unparent (dot);
      dot = next;
    }
}

void
aft_progress_dots_set (AftProgressDots *self, guint count, guint current)
{
  g_return_if_fail (AFT_IS_PROGRESS_DOTS (self));
  guint dots = count < 2 ? 0 : MIN (count, MAXIMUM_DOTS);
  set_dots (self, dots, count > 0 ? current * dots / count : 0);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Progress"),
      GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) count,
      GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) MIN (current, count), -1);
}

static void
aft_progress_dots_dispose (GObject *object)
{
  aft_question_template_empty (GTK_WIDGET (object));
  G_OBJECT_CLASS (aft_progress_dots_parent_class)->dispose (object);
}

static void
aft_progress_dots_class_init (AftProgressDotsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_progress_dots_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

static void
aft_progress_dots_init (AftProgressDots *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "dots");
}
