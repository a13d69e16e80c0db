/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One section of the privacy notice. A widget of its own because it is to take the focus, with
 * which keys and screen readers go from section to section: boxes and labels do not. */
#include "aft-privacy-section.h"

struct _AftPrivacySection
{
  GtkWidget parent_instance;
  GtkLabel *title;
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (AftPrivacySection, aft_privacy_section, GTK_TYPE_WIDGET)

GtkWidget *
aft_privacy_section_new (const char *title, const char *text)
{
  AftPrivacySection *section = g_object_new (AFT_TYPE_PRIVACY_SECTION, NULL);
  gtk_label_set_label (section->title, title);
  gtk_label_set_label (section->text, text);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (section), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  section->title, NULL, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  section->text, NULL, -1);
  return GTK_WIDGET (section);
}

static void
aft_privacy_section_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (aft_privacy_section_parent_class)->dispose (object);
}

static void
aft_privacy_section_class_init (AftPrivacySectionClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = aft_privacy_section_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/aftertaste/kiosk/pages/aft-privacy-section.ui");
  gtk_widget_class_bind_template_child (widget_class, AftPrivacySection, title);
  gtk_widget_class_bind_template_child (widget_class, AftPrivacySection, text);
}

static void
aft_privacy_section_init (AftPrivacySection *section)
{
  gtk_widget_init_template (GTK_WIDGET (section));
}
