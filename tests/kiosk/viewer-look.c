/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the programs have in common that show a part of the kiosk on its own: options, language,
 * the kiosk's own style sheets, a window with the kiosk's classes. What stands in it is theirs.
 *
 * AFTERTASTE_LOCALE_DIR says where the catalogues are (BUILD/assets/po). */
#include "viewer-look.h"

#include <glib-unix.h>
#include <libintl.h>
#include <locale.h>

#include "aft-locale.h"

/* As in the kiosk, a screen whose shorter side is shorter is small. */
#define SMALL 1000

void
viewer_look_add_options (ViewerLook *look, GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "locale", 'l', 0, G_OPTION_ARG_STRING, &look->locale, "en, zh-cn or zh-tw", "KEY" },
    { "style", 's', 0, G_OPTION_ARG_STRING, &look->style, "day, evening or contrast", "NAME" },
    { "text", 't', 0, G_OPTION_ARG_INT, &look->text, "size of text, 1 to 3", "NUMBER" },
    { "size", 'z', 0, G_OPTION_ARG_STRING, &look->size, "size of the window", "WxH" },
    { NULL },
  };
  g_option_context_add_main_entries (context, entries, NULL);
}

static void
set_language (const char *locale)
{
  const char *folder = g_getenv ("AFTERTASTE_LOCALE_DIR");
  g_setenv ("LANGUAGE", aft_language_get_catalogue (aft_language_from_tag (locale)), TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  if (folder)
    bindtextdomain ("aftertaste", folder);
  textdomain ("aftertaste");
}

void
viewer_look_start (ViewerLook *look)
{
  look->locale = look->locale ? look->locale : g_strdup ("en");
  look->style = look->style ? look->style : g_strdup ("day");
  look->size = look->size ? look->size : g_strdup ("1080x1920");
  look->text = look->text ? look->text : 1;
  set_language (look->locale);
  gtk_init ();
}

static void
load_style (const ViewerLook *look)
{
  g_autofree char *tokens = g_strdup_printf ("/org/aftertaste/styles/tokens-%s.css", look->style);
  const char *paths[] = { tokens, "/org/aftertaste/styles/kiosk.css" };
  GdkDisplay *display = gdk_display_get_default ();
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
      gtk_css_provider_load_from_resource (provider, paths[i]);
      gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_USER + 1);
    }
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display),
                                    "/org/aftertaste/icons");
}

static void
add_classes (GtkWidget *window, const ViewerLook *look, int width, int height)
{
  g_autofree char *text = g_strdup_printf ("text-%d", look->text);
  const char *language = aft_language_get_tag (aft_language_from_tag (look->locale));
  const char *direction = width > height ? "landscape" : "portrait";
  const char *classes[] = { "aft-kiosk", look->style, text, language, direction };
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_add_css_class (window, classes[i]);
  if (MIN (width, height) < SMALL)
    gtk_widget_add_css_class (window, "small");
}

GtkWidget *
viewer_look_make_window (const ViewerLook *look)
{
  GtkWidget *window = gtk_window_new ();
  g_auto (GStrv) size = g_strsplit (look->size, "x", 2);
  int width = atoi (size[0]), height = size[1] ? atoi (size[1]) : 0;
  load_style (look);
  add_classes (window, look, width, height);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  return window;
}

void
viewer_look_clear (ViewerLook *look)
{
  g_clear_pointer (&look->locale, g_free);
  g_clear_pointer (&look->style, g_free);
  g_clear_pointer (&look->size, g_free);
}

static gboolean
on_stopped (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

void
viewer_look_run (GtkWidget *window)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint stop_id = g_unix_signal_add (SIGTERM, on_stopped, loop);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  g_source_remove (stop_id);
  gtk_window_destroy (GTK_WINDOW (window));
}
