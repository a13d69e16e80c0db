/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys alone below a line of text, with the kiosk's own style: to look at, and to be played on
 * by test-key-pad.py. What letters become is not its business: keys write what stands on them. For
 * whoever draws or tests the keys; it is not installed.
 *
 *   key-pad-viewer [--layout 0] [--locale zh-cn] [--style day] [--text 1] [--size 1080x1920]
 *                  [--private] [--traditional]
 *
 * The line is called "Written". */
#include <gtk/gtk.h>

#include <glib-unix.h>
#include <libintl.h>
#include <locale.h>

#include "aft-key-pad.h"
#include "aft-locale.h"

typedef struct
{
  GtkWidget *line;
  AftKeyPad *pad;
  AftKeyPadState state;
} Viewer;

typedef struct
{
  char *locale;
  char *style;
  char *size;
  int layout;
  int text;
  gboolean is_private;
  gboolean is_traditional;
} Options;

static void
write_text (Viewer *viewer, const char *text)
{
  int position = gtk_editable_get_position (GTK_EDITABLE (viewer->line));
  gtk_editable_insert_text (GTK_EDITABLE (viewer->line), text, -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (viewer->line), position);
}

static void
erase (Viewer *viewer)
{
  int position = gtk_editable_get_position (GTK_EDITABLE (viewer->line));
  if (position > 0)
    gtk_editable_delete_text (GTK_EDITABLE (viewer->line), position - 1, position);
}

/* Takes the pad out and puts it back, as the keyboard does, which gives it other neighbours. */
static void
change_layout (Viewer *viewer, AftLayout layout)
{
  GtkWidget *pad = GTK_WIDGET (viewer->pad);
  GtkWidget *box = gtk_widget_get_parent (pad);
  viewer->state.layout = layout;
  g_object_ref (pad);
  gtk_box_remove (GTK_BOX (box), pad);
  gtk_box_append (GTK_BOX (box), pad);
  g_object_unref (pad);
}

static void
on_key (AftKeyPad *pad, const AftKeySpec *spec, const char *text, Viewer *viewer)
{
  AftShift before = viewer->state.shift;
  if (text != NULL)
    write_text (viewer, text);
  if (text != NULL && before == AFT_SHIFT_ONCE)
    viewer->state.shift = AFT_SHIFT_OFF;
  if (spec->action == AFT_KEY_ERASE)
    erase (viewer);
  if (spec->action == AFT_KEY_SHIFT)
    viewer->state.shift = before == AFT_SHIFT_LOCKED ? AFT_SHIFT_OFF : before + 1;
  if (spec->action == AFT_KEY_LAYOUT)
    change_layout (viewer, spec->target);
  if (spec->action == AFT_KEY_SCRIPT)
    viewer->state.is_traditional = !viewer->state.is_traditional;
  aft_key_pad_set_state (pad, &viewer->state);
}

static void
on_cursor_dragged (AftKeyPad *pad, int steps, Viewer *viewer)
{
  int position = gtk_editable_get_position (GTK_EDITABLE (viewer->line));
  gtk_editable_set_position (GTK_EDITABLE (viewer->line), MAX (0, position + steps));
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
make_window (const Options *options)
{
  GtkWidget *window = gtk_window_new ();
  g_auto (GStrv) size = g_strsplit (options->size, "x", 2);
  int width = atoi (size[0]), height = size[1] ? atoi (size[1]) : 0;
  load_style (window, options);
  gtk_widget_add_css_class (window, width > height ? "landscape" : "portrait");
  if (MIN (width, height) < 1000)
    gtk_widget_add_css_class (window, "small");
  gtk_window_set_title (GTK_WINDOW (window), "Aftertaste");
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_fullscreen (GTK_WINDOW (window));
  return window;
}

static void
fill_window (GtkWidget *window, Viewer *viewer)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  viewer->line = gtk_entry_new ();
  viewer->pad = AFT_KEY_PAD (aft_key_pad_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (viewer->line), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  "Written", -1);
  gtk_widget_set_vexpand (viewer->line, TRUE);
  gtk_widget_set_valign (viewer->line, GTK_ALIGN_CENTER);
  g_signal_connect (viewer->pad, "key", G_CALLBACK (on_key), viewer);
  g_signal_connect (viewer->pad, "cursor-dragged", G_CALLBACK (on_cursor_dragged), viewer);
  aft_key_pad_set_state (viewer->pad, &viewer->state);
  gtk_box_append (GTK_BOX (box), viewer->line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (viewer->pad));
  gtk_window_set_child (GTK_WINDOW (window), box);
}

static gboolean
on_stopped (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static void
run (const Options *options)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Viewer viewer = { .state = { .layout = (AftLayout) options->layout,
                               .is_private = options->is_private,
                               .is_traditional = options->is_traditional } };
  GtkWidget *window = make_window (options);
  guint stop_id = g_unix_signal_add (SIGTERM, on_stopped, loop);
  fill_window (window, &viewer);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  g_source_remove (stop_id);
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
  Options options = { .text = 1, .layout = AFT_LAYOUT_LATIN };
  GOptionEntry entries[] = {
    { "layout", 0, 0, G_OPTION_ARG_INT, &options.layout, "number of an AftLayout", "NUMBER" },
    { "locale", 'l', 0, G_OPTION_ARG_STRING, &options.locale, "en, zh-cn or zh-tw", "KEY" },
    { "style", 's', 0, G_OPTION_ARG_STRING, &options.style, "day, evening or contrast", "NAME" },
    { "text", 't', 0, G_OPTION_ARG_INT, &options.text, "size of text, 1 to 3", "NUMBER" },
    { "size", 'z', 0, G_OPTION_ARG_STRING, &options.size, "size of the window", "WxH" },
    { "private", 0, 0, G_OPTION_ARG_NONE, &options.is_private, "nothing pops up", NULL },
    { "traditional", 0, 0, G_OPTION_ARG_NONE, &options.is_traditional, "the script", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_option_context_add_main_entries (context, entries, NULL);
  /* The tests start it as they start the kiosk. */
  g_option_context_set_ignore_unknown_options (context, TRUE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("key-pad-viewer: %s\n", error->message);
      return 2;
    }
  options.locale = options.locale ? options.locale : g_strdup ("en");
  options.style = options.style ? options.style : g_strdup ("day");
  options.size = options.size ? options.size : g_strdup ("1080x1920");
  set_language (options.locale);
  gtk_init ();
  run (&options);
  g_free (options.locale);
  g_free (options.style);
  g_free (options.size);
  return 0;
}
