/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar at the bottom. It is built anew when the language changes, as every page is. */
#include "aft-bar.h"

struct _AftBar
{
  GtkBox parent_instance;
  GtkWidget *simplified;
  GtkWidget *traditional;
  GtkWidget *english;
  GtkWidget *staff_mark;
  GtkWidget *staff;
  GtkWidget *restart;
};

enum
{
  SIGNAL_LANGUAGE_CHOSEN,
  SIGNAL_TEXT_SIZE_CHOSEN,
  SIGNAL_STAFF_CALLED,
  SIGNAL_RESTART_CHOSEN,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftBar, aft_bar, GTK_TYPE_BOX)

static GtkWidget *
get_button (AftBar *bar, AftLanguage language)
{
  GtkWidget *buttons[AFT_LANGUAGES] = {
    [AFT_LANGUAGE_ZH_CN] = bar->simplified,
    [AFT_LANGUAGE_ZH_TW] = bar->traditional,
    [AFT_LANGUAGE_EN] = bar->english,
  };
  return buttons[language];
}

/* One or two letters that its readers know; the whole name is for those who hear the bar. */
static void
name_button (AftBar *bar, AftLanguage language)
{
  const char *const short_names[AFT_LANGUAGES] = {
    [AFT_LANGUAGE_ZH_CN] = "简",
    [AFT_LANGUAGE_ZH_TW] = "繁",
    [AFT_LANGUAGE_EN] = "EN",
  };
  GtkWidget *button = get_button (bar, language);
  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                       short_names[language]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  aft_language_get_own_name (language), -1);
}

GtkWidget *
aft_bar_new (AftLanguage language, gboolean can_restart)
{
  AftBar *bar = g_object_new (AFT_TYPE_BAR, NULL);
  for (guint i = 0; i < AFT_LANGUAGES; i++)
    name_button (bar, (AftLanguage) i);
  gtk_widget_add_css_class (get_button (bar, language), "chosen");
  gtk_widget_set_sensitive (bar->restart, can_restart);
  return GTK_WIDGET (bar);
}

GtkWidget *
aft_bar_new_for_staff (AftLanguage language)
{
  GtkWidget *bar = aft_bar_new (language, FALSE);
  gtk_widget_set_visible (AFT_BAR (bar)->staff, FALSE);
  gtk_widget_set_visible (AFT_BAR (bar)->restart, FALSE);
  return bar;
}

void
aft_bar_set_staff_mark (AftBar *bar, gboolean is_shown)
{
  gtk_widget_set_visible (bar->staff_mark, is_shown);
}

static void
on_language_clicked (GtkWidget *button, AftBar *bar)
{
  for (guint i = 0; i < AFT_LANGUAGES; i++)
    if (get_button (bar, (AftLanguage) i) == button)
      {
        g_signal_emit (bar, signals[SIGNAL_LANGUAGE_CHOSEN], 0, i);
        return;
      }
}

static void
on_text_size_clicked (GtkButton *button, AftBar *bar)
{
  g_signal_emit (bar, signals[SIGNAL_TEXT_SIZE_CHOSEN], 0);
}

static void
on_staff_clicked (GtkButton *button, AftBar *bar)
{
  g_signal_emit (bar, signals[SIGNAL_STAFF_CALLED], 0);
}

static void
on_restart_clicked (GtkButton *button, AftBar *bar)
{
  g_signal_emit (bar, signals[SIGNAL_RESTART_CHOSEN], 0);
}

static void
aft_bar_class_init (AftBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  signals[SIGNAL_LANGUAGE_CHOSEN]
      = g_signal_new ("language-chosen", AFT_TYPE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_TEXT_SIZE_CHOSEN] = g_signal_new (
      "text-size-chosen", AFT_TYPE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STAFF_CALLED] = g_signal_new ("staff-called", AFT_TYPE_BAR, G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RESTART_CHOSEN] = g_signal_new ("restart-chosen", AFT_TYPE_BAR, G_SIGNAL_RUN_LAST,
                                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/aftertaste/kiosk/aft-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AftBar, simplified);
  gtk_widget_class_bind_template_child (widget_class, AftBar, traditional);
  gtk_widget_class_bind_template_child (widget_class, AftBar, english);
  gtk_widget_class_bind_template_child (widget_class, AftBar, staff_mark);
  gtk_widget_class_bind_template_child (widget_class, AftBar, staff);
  gtk_widget_class_bind_template_child (widget_class, AftBar, restart);
  gtk_widget_class_bind_template_callback (widget_class, on_language_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_text_size_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_staff_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_restart_clicked);
}

static void
aft_bar_init (AftBar *bar)
{
  gtk_widget_init_template (GTK_WIDGET (bar));
}
