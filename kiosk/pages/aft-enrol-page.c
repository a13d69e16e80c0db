/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen on which staff enrol the kiosk. It shows what it is given: where the code comes from,
 * and what happens when it is entered, is not its business. */
#include "aft-enrol-page.h"

#include "aft-go-on.h"
#include "aft-qr-texture.h"

struct _AftEnrolPage
{
  GtkBox parent_instance;
  GtkWidget *asking;
  GtkWidget *code_card;
  GtkLabel *code;
  GtkLabel *address;
  GtkWidget *qr_frame;
  GtkPicture *qr;
  GtkLabel *trouble;
  AftGoOn *go_on;
};

enum
{
  SIGNAL_CONTINUED,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftEnrolPage, aft_enrol_page, GTK_TYPE_BOX)

static void
on_continued (AftGoOn *go_on, AftEnrolPage *page)
{
  g_signal_emit (page, signals[SIGNAL_CONTINUED], 0);
}

static void
set_optional (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

void
aft_enrol_page_show (AftEnrolPage *page, const char *code, const char *address, const char *trouble)
{
  g_autoptr (GdkTexture) texture = address != NULL ? aft_qr_texture_new (address) : NULL;
  gtk_widget_set_visible (page->code_card, code != NULL);
  gtk_widget_set_visible (page->asking, code == NULL);
  gtk_label_set_label (page->code, code != NULL ? code : "");
  set_optional (page->address, address);
  gtk_widget_set_visible (page->qr_frame, texture != NULL);
  gtk_picture_set_paintable (page->qr, GDK_PAINTABLE (texture));
  set_optional (page->trouble, trouble);
}

GtkWidget *
aft_enrol_page_new (double seconds, double total_seconds)
{
  AftEnrolPage *page = g_object_new (AFT_TYPE_ENROL_PAGE, NULL);
  aft_enrol_page_show (page, NULL, NULL, NULL);
  aft_go_on_start (page->go_on, seconds, total_seconds);
  return GTK_WIDGET (page);
}

double
aft_enrol_page_get_left_seconds (AftEnrolPage *page)
{
  return aft_go_on_get_left_seconds (page->go_on);
}

static void
aft_enrol_page_class_init (AftEnrolPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  g_type_ensure (AFT_TYPE_GO_ON);
  signals[SIGNAL_CONTINUED] = g_signal_new ("continued", AFT_TYPE_ENROL_PAGE, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/pages/aft-enrol-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftEnrolPage, asking);
  gtk_widget_class_bind_template_child (widget_class, AftEnrolPage, code_card);
  gtk_widget_class_bind_template_child (widget_class, AftEnrolPage, code);
  gtk_widget_class_bind_template_child (widget_class, AftEnrolPage, address);
  gtk_widget_class_bind_template_child (widget_class, AftEnrolPage, qr_frame);
  gtk_widget_class_bind_template_child (widget_class, AftEnrolPage, qr);
  gtk_widget_class_bind_template_child (widget_class, AftEnrolPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, AftEnrolPage, go_on);
  gtk_widget_class_bind_template_callback (widget_class, on_continued);
}

static void
aft_enrol_page_init (AftEnrolPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}
