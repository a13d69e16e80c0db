/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff see when configuration, survey or database is broken. Guests have nothing to do here,
 * so it is the one screen with file names on it. */
#include "aft-staff-page.h"

#include "aft-go-on.h"

struct _AftStaffPage
{
  GtkBox parent_instance;
  GtkLabel *problems;
  GtkLabel *advice;
  AftGoOn *go_on;
};

enum
{
  SIGNAL_CONTINUED,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftStaffPage, aft_staff_page, GTK_TYPE_BOX)

static void
on_continued (AftGoOn *go_on, AftStaffPage *page)
{
  g_signal_emit (page, signals[SIGNAL_CONTINUED], 0);
}

GtkWidget *
aft_staff_page_new (const GPtrArray *problems, const char *advice, guint seconds)
{
  AftStaffPage *page = g_object_new (AFT_TYPE_STAFF_PAGE, NULL);
  g_autoptr (GString) lines = g_string_new (NULL);
  for (guint i = 0; i < problems->len; i++)
    g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (problems, i));
  gtk_label_set_label (page->problems, lines->str);
  gtk_label_set_label (page->advice, advice);
  gtk_widget_set_visible (GTK_WIDGET (page->go_on), seconds > 0);
  if (seconds > 0)
    aft_go_on_start (page->go_on, seconds, seconds);
  return GTK_WIDGET (page);
}

static void
aft_staff_page_class_init (AftStaffPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  g_type_ensure (AFT_TYPE_GO_ON);
  signals[SIGNAL_CONTINUED] = g_signal_new ("continued", AFT_TYPE_STAFF_PAGE, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/pages/aft-staff-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftStaffPage, problems);
  gtk_widget_class_bind_template_child (widget_class, AftStaffPage, advice);
  gtk_widget_class_bind_template_child (widget_class, AftStaffPage, go_on);
  gtk_widget_class_bind_template_callback (widget_class, on_continued);
}

static void
aft_staff_page_init (AftStaffPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}
