/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line for an address. Whether it is one, and who answers there, is not asked here. */
#include "aft-address-page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "aft-ring.h"

#define SCHEME "https://"

struct _AftAddressPage
{
  GtkBox parent_instance;
  GtkLabel *scheme;
  GtkEntry *entry;
  GtkLabel *sentence;
  GtkWidget *next;
  AftRing *ring;
  guint seconds;
  gboolean is_busy;
};

enum
{
  SIGNAL_ENTERED,
  SIGNAL_SKIPPED,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftAddressPage, aft_address_page, GTK_TYPE_BOX)

const char *
aft_address_page_get_host_text (AftAddressPage *page)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (page->entry));
  return g_str_has_prefix (text, SCHEME) ? text + strlen (SCHEME) : text;
}

static void
update (AftAddressPage *page)
{
  gboolean has_text = *aft_address_page_get_host_text (page) != '\0';
  gtk_widget_set_sensitive (page->next, has_text && !page->is_busy);
}

static void
on_changed (GtkEditable *editable, AftAddressPage *page)
{
  aft_ring_start (page->ring, page->seconds, page->seconds);
  aft_address_page_say (page, NULL, FALSE);
}

static void
on_entered (GtkWidget *widget, AftAddressPage *page)
{
  if (*aft_address_page_get_host_text (page) != '\0' && !page->is_busy)
    g_signal_emit (page, signals[SIGNAL_ENTERED], 0);
}

static void
on_skipped (GObject *object, AftAddressPage *page)
{
  g_signal_emit (page, signals[SIGNAL_SKIPPED], 0);
}

void
aft_address_page_say (AftAddressPage *page, const char *sentence, gboolean is_busy)
{
  page->is_busy = is_busy;
  gtk_label_set_label (page->sentence,
                       sentence != NULL
                           ? sentence
                           : _ ("Enter the address that was shown when the collector was set up."));
  gtk_widget_set_sensitive (GTK_WIDGET (page->entry), !is_busy);
  update (page);
}

GtkWidget *
aft_address_page_new (const char *host_text, guint seconds)
{
  AftAddressPage *page = g_object_new (AFT_TYPE_ADDRESS_PAGE, NULL);
  page->seconds = seconds;
  gtk_editable_set_text (GTK_EDITABLE (page->entry), host_text);
  gtk_editable_set_position (GTK_EDITABLE (page->entry), -1);
  aft_address_page_say (page, NULL, FALSE);
  aft_ring_start (page->ring, seconds, seconds);
  return GTK_WIDGET (page);
}

static gboolean
aft_address_page_grab_focus (GtkWidget *widget)
{
  return gtk_entry_grab_focus_without_selecting (AFT_ADDRESS_PAGE (widget)->entry);
}

static void
add_signal (guint index, const char *name)
{
  signals[index] = g_signal_new (name, AFT_TYPE_ADDRESS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
aft_address_page_class_init (AftAddressPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  widget_class->grab_focus = aft_address_page_grab_focus;
  g_type_ensure (AFT_TYPE_RING);
  add_signal (SIGNAL_ENTERED, "entered");
  add_signal (SIGNAL_SKIPPED, "skipped");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/pages/aft-address-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftAddressPage, scheme);
  gtk_widget_class_bind_template_child (widget_class, AftAddressPage, entry);
  gtk_widget_class_bind_template_child (widget_class, AftAddressPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, AftAddressPage, next);
  gtk_widget_class_bind_template_child (widget_class, AftAddressPage, ring);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_skipped);
}

static void
aft_address_page_init (AftAddressPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  gtk_label_set_label (page->scheme, SCHEME);
}
