/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows any survey in a window, with the kiosk's own style and icons, to look at: nothing is
 * stored. For whoever draws or tests the question widgets; it is not installed.
 *
 *   survey-viewer SURVEY.json [--locale zh-cn] [--style day] [--text 1] [--size 1080x1920]
 *
 * AFTERTASTE_LOCALE_DIR says where the catalogues are (BUILD/assets/po). Prints the answers, one
 * line of JSON, after each act. */
#include <gtk/gtk.h>

#include <libintl.h>
#include <locale.h>

#include "aft-json.h"
#include "aft-locale.h"
#include "aft-survey-page.h"

typedef struct
{
  GMainLoop *loop;
  AftSession *session;
  guint print_source;
} Viewer;

typedef struct
{
  char *locale;
  char *style;
  char *size;
  int text;
} Options;

static void
print_answers (Viewer *viewer)
{
  g_autoptr (AftValue) data = aft_session_dup_data (viewer->session);
  g_autofree char *line = aft_json_to_line (data);
  g_print ("%s\n", line);
}

static gboolean
on_print_due (gpointer user_data)
{
  Viewer *viewer = user_data;
  viewer->print_source = 0;
  print_answers (viewer);
  return G_SOURCE_REMOVE;
}

/* The page says so before it acts. */
static void
on_acted (AftSurveyPage *page, Viewer *viewer)
{
  if (viewer->print_source == 0)
    viewer->print_source = g_idle_add (on_print_due, viewer);
}

static void
on_ended (AftSurveyPage *page, Viewer *viewer)
{
  print_answers (viewer);
  g_main_loop_quit (viewer->loop);
}

static gboolean
on_close_request (GtkWindow *window, Viewer *viewer)
{
  g_main_loop_quit (viewer->loop);
  return TRUE;
}

static void
load_style (GtkWidget *window, const Options *options)
{
  g_autofree char *tokens
      = g_strdup_printf ("/org/aftertaste/styles/tokens-%s.css", options->style);
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
  g_autofree char *text = g_strdup_printf ("text-%d", options->text);
  const char *language = aft_language_get_tag (aft_language_from_tag (options->locale));
  const char *classes[] = { "aft-kiosk", options->style, text, language };
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_add_css_class (window, classes[i]);
}

static GtkWidget *
make_window (Viewer *viewer, const Options *options)
{
  GtkWidget *window = gtk_window_new ();
  g_auto (GStrv) size = g_strsplit (options->size, "x", 2);
  int width = atoi (size[0]), height = size[1] ? atoi (size[1]) : 0;
  load_style (window, options);
  gtk_widget_add_css_class (window, width > height ? "landscape" : "portrait");
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  g_signal_connect (window, "close-request", G_CALLBACK (on_close_request), viewer);
  return window;
}

static AftSession *
make_session (const char *path, const char *locale, GError **error)
{
  g_autofree char *json = NULL;
  gsize length;
  if (!g_file_get_contents (path, &json, &length, error))
    return NULL;
  g_autoptr (AftSurvey) survey = aft_survey_new_from_json (json, length, error);
  if (!survey)
    return NULL;
  g_autoptr (AftClock) clock = aft_clock_new_system ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (AftValue) variables
      = aft_json_parse ("{\"channel\":{\"sealed\":true}}", 27, &aft_json_limits_wire, error);
  const AftSessionOptions options
      = { .locale = locale, .clock = clock, .zone = zone, .variables = variables };
  return aft_session_new (survey, &options);
}

static void
run (AftSession *session, const Options *options)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Viewer viewer = { loop, session, 0 };
  GtkWidget *window = make_window (&viewer, options);
  GtkWidget *page = aft_survey_page_new (session, FALSE);
  g_signal_connect (page, "acted", G_CALLBACK (on_acted), &viewer);
  g_signal_connect (page, "completed", G_CALLBACK (on_ended), &viewer);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  g_clear_handle_id (&viewer.print_source, g_source_remove);
  gtk_window_destroy (GTK_WINDOW (window));
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

int
main (int argc, char **argv)
{
  Options options = { .text = 1 };
  GOptionEntry entries[] = {
    { "locale", 'l', 0, G_OPTION_ARG_STRING, &options.locale, "en, zh-cn or zh-tw", "KEY" },
    { "style", 's', 0, G_OPTION_ARG_STRING, &options.style, "day, evening or contrast", "NAME" },
    { "text", 't', 0, G_OPTION_ARG_INT, &options.text, "size of text, 1 to 3", "NUMBER" },
    { "size", 'z', 0, G_OPTION_ARG_STRING, &options.size, "size of the window", "WxH" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("SURVEY.json");
  g_autoptr (GError) error = NULL;
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("survey-viewer: %s\n", error ? error->message : "name one survey");
      return 2;
    }
  options.locale = options.locale ? options.locale : g_strdup ("en");
  options.style = options.style ? options.style : g_strdup ("day");
  options.size = options.size ? options.size : g_strdup ("1080x1920");
  set_language (options.locale);
  gtk_init ();
  g_autoptr (AftSession) session = make_session (argv[1], options.locale, &error);
  if (!session)
    {
      g_printerr ("survey-viewer: %s\n", error->message);
      return 1;
    }
  run (session, &options);
  g_free (options.locale);
  g_free (options.style);
  g_free (options.size);
  return 0;
}
