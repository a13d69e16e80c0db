/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a fingerprint so that it can be compared: two groups a line, in figures of one width. */
#include "aft-authority-page.h"

#include "aft-ring.h"

struct _AftAuthorityPage
{
  GtkBox parent_instance;
  GtkLabel *address;
  GtkLabel *fingerprint;
  AftRing *ring;
};

enum
{
  SIGNAL_AGREED,
  SIGNAL_REFUSED,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftAuthorityPage, aft_authority_page, GTK_TYPE_BOX)

static void
on_agreed (GtkButton *button, AftAuthorityPage *page)
{
  g_signal_emit (page, signals[SIGNAL_AGREED], 0);
}

static void
on_refused (GObject *object, AftAuthorityPage *page)
{
  g_signal_emit (page, signals[SIGNAL_REFUSED], 0);
}

/* A line break for every second blank. */
static char *
break_lines (const char *text)
{
  char *lines = g_strdup (text);
  guint blanks = 0;
  for (char *place = lines; *place != '\0'; place++)
    if (*place == ' ' && ++blanks % 2 == 0)
      *place = '\n';
  return lines;
}

double
aft_authority_page_get_left_seconds (AftAuthorityPage *page)
{
  return aft_ring_get_left_seconds (page->ring);
}

GtkWidget *
aft_authority_page_new (const char *address, const char *fingerprint, double seconds, double total)
{
  AftAuthorityPage *page = g_object_new (AFT_TYPE_AUTHORITY_PAGE, NULL);
  g_autofree char *lines = break_lines (fingerprint);
  gtk_label_set_label (page->address, address);
  gtk_label_set_label (page->fingerprint, lines);
  aft_ring_start (page->ring, seconds, total);
  return GTK_WIDGET (page);
}

static void
add_signal (guint index, const char *name)
{
  signals[index] = g_signal_new (name, AFT_TYPE_AUTHORITY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
aft_authority_page_class_init (AftAuthorityPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  g_type_ensure (AFT_TYPE_RING);
  add_signal (SIGNAL_AGREED, "agreed");
  add_signal (SIGNAL_REFUSED, "refused");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/pages/aft-authority-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftAuthorityPage, address);
  gtk_widget_class_bind_template_child (widget_class, AftAuthorityPage, fingerprint);
  gtk_widget_class_bind_template_child (widget_class, AftAuthorityPage, ring);
  gtk_widget_class_bind_template_callback (widget_class, on_agreed);
  gtk_widget_class_bind_template_callback (widget_class, on_refused);
}

static void
aft_authority_page_init (AftAuthorityPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}
