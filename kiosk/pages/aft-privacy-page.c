/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The privacy notice on a page of its own. Each section takes the focus, so that keys and screen
 * readers go from one to the next. What the notice says, and where Back leads, is not known here.
 */
#include "aft-privacy-page.h"

#include <glib/gi18n.h>

#include "aft-clamp-layout.h"
#include "aft-flow-box.h"
#include "aft-privacy-section.h"

struct _AftPrivacyPage
{
  GtkBox parent_instance;
  GtkBox *sections;
  GtkLabel *version;
};

enum
{
  SIGNAL_LEFT,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftPrivacyPage, aft_privacy_page, GTK_TYPE_BOX)

void
aft_privacy_page_add_section (AftPrivacyPage *page, const char *title, const char *text)
{
  gtk_box_append (page->sections, aft_privacy_section_new (title, text));
}

GtkWidget *
aft_privacy_page_new (const char *version)
{
  AftPrivacyPage *page = g_object_new (AFT_TYPE_PRIVACY_PAGE, NULL);
  g_autofree char *line = g_strdup_printf (_ ("Version %s"), version);
  gtk_label_set_label (page->version, line);
  return GTK_WIDGET (page);
}

static void
on_back_clicked (GtkButton *button, AftPrivacyPage *page)
{
  g_signal_emit (page, signals[SIGNAL_LEFT], 0);
}

/* From the first section on keys scroll, and go from one to the next. */
static void
aft_privacy_page_map (GtkWidget *widget)
{
  AftPrivacyPage *page = AFT_PRIVACY_PAGE (widget);
  GTK_WIDGET_CLASS (aft_privacy_page_parent_class)->map (widget);
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (page->sections));
  if (first != NULL)
    gtk_widget_grab_focus (first);
}

static void
aft_privacy_page_class_init (AftPrivacyPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  widget_class->map = aft_privacy_page_map;
  g_type_ensure (AFT_TYPE_CLAMP_LAYOUT);
  g_type_ensure (AFT_TYPE_FLOW_BOX);
  signals[SIGNAL_LEFT] = g_signal_new ("left", AFT_TYPE_PRIVACY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/pages/aft-privacy-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftPrivacyPage, sections);
  gtk_widget_class_bind_template_child (widget_class, AftPrivacyPage, version);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
}

static void
aft_privacy_page_init (AftPrivacyPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}
