/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys and dots. Whose PIN it is, and how often somebody may try, is not asked here. */
#include "aft-pin-page.h"

#include <glib/gi18n.h>

#include "aft-pin.h"
#include "aft-secret.h"

struct _AftPinPage
{
  GtkBox parent_instance;
  GtkLabel *sentence;
  GtkBox *dots;
  GtkGrid *keys;
  GtkButton *erase;
  char pin[AFT_PIN_DIGITS + 1];
  guint count;
  gboolean is_open;
};

enum
{
  SIGNAL_ENTERED,
  SIGNAL_CANCELLED,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftPinPage, aft_pin_page, GTK_TYPE_BOX)

static void
show_dots (AftPinPage *page)
{
  guint index = 0;
  for (GtkWidget *dot = gtk_widget_get_first_child (GTK_WIDGET (page->dots)); dot != NULL;
       dot = gtk_widget_get_next_sibling (dot))
    if (index++ < page->count)
      gtk_widget_add_css_class (dot, "done");
    else
      gtk_widget_remove_css_class (dot, "done");
}

static void
add_digit (AftPinPage *page, char digit)
{
  if (!page->is_open || page->count == AFT_PIN_DIGITS)
    return;
  page->pin[page->count++] = digit;
  show_dots (page);
  if (page->count == AFT_PIN_DIGITS)
    g_signal_emit (page, signals[SIGNAL_ENTERED], 0);
}

static void
erase_digit (AftPinPage *page)
{
  if (!page->is_open || page->count == 0)
    return;
  page->pin[--page->count] = '\0';
  show_dots (page);
}

const char *
aft_pin_page_get_pin (AftPinPage *page)
{
  return page->count == AFT_PIN_DIGITS ? page->pin : "";
}

void
aft_pin_page_clear (AftPinPage *page)
{
  aft_secret_wipe (page->pin, sizeof page->pin);
  page->count = 0;
  show_dots (page);
}

void
aft_pin_page_say (AftPinPage *page, const char *sentence, gboolean has_keys, gboolean is_open)
{
  page->is_open = has_keys && is_open;
  gtk_label_set_label (page->sentence, sentence);
  gtk_widget_set_visible (GTK_WIDGET (page->dots), has_keys);
  gtk_widget_set_visible (GTK_WIDGET (page->keys), has_keys);
  gtk_widget_set_sensitive (GTK_WIDGET (page->keys), is_open);
}

GtkWidget *
aft_pin_page_new (void)
{
  return g_object_new (AFT_TYPE_PIN_PAGE, NULL);
}

static void
on_digit_clicked (GtkButton *button, AftPinPage *page)
{
  add_digit (page, *gtk_button_get_label (button));
}

static void
on_erase_clicked (GtkButton *button, AftPinPage *page)
{
  erase_digit (page);
}

static void
on_cancel_clicked (GtkButton *button, AftPinPage *page)
{
  g_signal_emit (page, signals[SIGNAL_CANCELLED], 0);
}

/* A keyboard that is plugged in works too. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                AftPinPage *page)
{
  gunichar character = gdk_keyval_to_unicode (key);
  if (key == GDK_KEY_BackSpace)
    erase_digit (page);
  else if (character < 0x80 && g_ascii_isdigit ((char) character))
    add_digit (page, (char) character);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
add_dots (AftPinPage *page)
{
  for (guint i = 0; i < AFT_PIN_DIGITS; i++)
    {
      GtkWidget *dot = g_object_new (GTK_TYPE_BOX, "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign", GTK_ALIGN_CENTER,
                                     "css-classes", (const char *[]){ "dot", NULL }, NULL);
      gtk_box_append (page->dots, dot);
    }
}

static void
add_key (AftPinPage *page, guint digit, int column, int row)
{
  const char label[2] = { (char) ('0' + digit), '\0' };
  GtkWidget *key = gtk_button_new_with_label (label);
  gtk_widget_add_css_class (key, "pin-key");
  gtk_widget_set_focus_on_click (key, FALSE);
  g_signal_connect_object (key, "clicked", G_CALLBACK (on_digit_clicked), page, 0);
  gtk_grid_attach (page->keys, key, column, row, 1, 1);
}

static void
add_keys (AftPinPage *page)
{
  for (guint digit = 1; digit <= 9; digit++)
    add_key (page, digit, (int) (digit - 1) % 3, (int) (digit - 1) / 3);
  add_key (page, 0, 1, 3);
}

static void
aft_pin_page_dispose (GObject *object)
{
  AftPinPage *page = AFT_PIN_PAGE (object);
  aft_secret_wipe (page->pin, sizeof page->pin);
  page->count = 0;
  G_OBJECT_CLASS (aft_pin_page_parent_class)->dispose (object);
}

static void
aft_pin_page_class_init (AftPinPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = aft_pin_page_dispose;
  signals[SIGNAL_ENTERED] = g_signal_new ("entered", AFT_TYPE_PIN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CANCELLED] = g_signal_new ("cancelled", AFT_TYPE_PIN_PAGE, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/desk/aft-pin-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftPinPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, AftPinPage, dots);
  gtk_widget_class_bind_template_child (widget_class, AftPinPage, keys);
  gtk_widget_class_bind_template_child (widget_class, AftPinPage, erase);
  gtk_widget_class_bind_template_callback (widget_class, on_erase_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
}

static void
aft_pin_page_init (AftPinPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  add_dots (page);
  add_keys (page);
}
