/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the style sheets in force and the window's classes right. Colours, sizes and distances are
 * in assets/styles and the .ui files; this file knows names of classes only. */
#include "aft-style.h"

#include "aft-wall-time.h"

#define RESOURCES     "/org/aftertaste/styles/"
#define ICONS         "/org/aftertaste/icons"
#define CHECK_SECONDS 60

struct _AftStyle
{
  GtkWidget *window;
  AftKioskHouse *house;
  GtkCssProvider *tokens; /* colours of the look in force */
  GtkCssProvider *sheet;
  const char *look; /* static: day, evening or contrast */
  const char *language;
  guint text_size;
  guint timer_id;
};

static void
replace_class (AftStyle *style, const char **slot, const char *name)
{
  if (g_strcmp0 (*slot, name) == 0)
    return;
  if (*slot != NULL)
    gtk_widget_remove_css_class (style->window, *slot);
  *slot = name;
  gtk_widget_add_css_class (style->window, name);
}

/* Is it evening by the venue's clock? The evening may run past midnight. */
static gboolean
is_evening (AftStyle *style)
{
  guint begin = 0;
  guint end = 0;
  AftConfig *config = style->house->config;
  gboolean is_understood
      = aft_wall_time_from_text (aft_config_get_text (config, "look", "evening-begins"), &begin)
        && aft_wall_time_from_text (aft_config_get_text (config, "look", "evening-ends"), &end);
  g_assert (is_understood);

  gint64 local_ms
      = aft_clock_to_local_ms (aft_clock_get_real_ms (style->house->clock), style->house->zone);
  guint minute = (guint) (local_ms / 60000 % (24 * 60));
  return begin <= end ? begin <= minute && minute < end : minute >= begin || minute < end;
}

static const char *
choose_look (AftStyle *style)
{
  const char *wanted = aft_config_get_text (style->house->config, "look", "style");
  if (g_str_equal (wanted, "contrast"))
    return "contrast";
  if (g_str_equal (wanted, "day"))
    return "day";
  if (g_str_equal (wanted, "evening") || is_evening (style))
    return "evening";
  return "day";
}

static void
update_look (AftStyle *style)
{
  const char *look = choose_look (style);
  if (g_strcmp0 (style->look, look) == 0)
    return;
  g_autofree char *path = g_strconcat (RESOURCES "tokens-", look, ".css", NULL);
  replace_class (style, &style->look, look);
  gtk_css_provider_load_from_resource (style->tokens, path);
  /* Colour names are looked up when a sheet is computed, so the sheet is read again with them. */
  gtk_css_provider_load_from_resource (style->sheet, RESOURCES "kiosk.css");
}

static gboolean
on_check_due (gpointer user_data)
{
  update_look (user_data);
  return G_SOURCE_CONTINUE;
}

static GtkCssProvider *
add_provider (GdkDisplay *display)
{
  GtkCssProvider *provider = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  return provider;
}

AftStyle *
aft_style_new (GtkWidget *window, AftKioskHouse *house)
{
  AftStyle *style = g_new0 (AftStyle, 1);
  GdkDisplay *display = gtk_widget_get_display (window);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), ICONS);
  /* A caret that blinks keeps frames running, and a key would wait for the next one. */
  g_object_set (gtk_settings_get_for_display (display), "gtk-cursor-blink", FALSE, NULL);
  style->window = window;
  style->house = house;
  style->tokens = add_provider (display);
  style->sheet = add_provider (display);
  gtk_widget_add_css_class (window, "aft-kiosk");
  update_look (style);
  aft_style_set_text_size (style, 1);
  style->timer_id = g_timeout_add_seconds (CHECK_SECONDS, on_check_due, style);
  return style;
}

static void
remove_provider (AftStyle *style, GtkCssProvider *provider)
{
  gtk_style_context_remove_provider_for_display (gtk_widget_get_display (style->window),
                                                 GTK_STYLE_PROVIDER (provider));
  g_object_unref (provider);
}

void
aft_style_free (AftStyle *style)
{
  if (style == NULL)
    return;
  g_clear_handle_id (&style->timer_id, g_source_remove);
  remove_provider (style, style->tokens);
  remove_provider (style, style->sheet);
  g_free (style);
}

void
aft_style_set_language (AftStyle *style, AftLanguage language)
{
  replace_class (style, &style->language, aft_language_get_tag (language));
}

void
aft_style_set_text_size (AftStyle *style, guint size)
{
  const char *const classes[AFT_STYLE_TEXT_SIZES] = { "text-1", "text-2", "text-3" };
  g_assert (size >= 1 && size <= AFT_STYLE_TEXT_SIZES);
  for (guint i = 0; i < AFT_STYLE_TEXT_SIZES; i++)
    gtk_widget_remove_css_class (style->window, classes[i]);
  gtk_widget_add_css_class (style->window, classes[size - 1]);
  style->text_size = size;
}

guint
aft_style_get_text_size (AftStyle *style)
{
  return style->text_size;
}

void
aft_style_set_direction (AftStyle *style, gboolean is_portrait)
{
  gtk_widget_remove_css_class (style->window, is_portrait ? "landscape" : "portrait");
  gtk_widget_add_css_class (style->window, is_portrait ? "portrait" : "landscape");
}
