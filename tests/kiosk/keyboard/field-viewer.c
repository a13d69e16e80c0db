/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of the kiosk's kinds with its input method and no keyboard on the screen, for
 * test-input.py, which has a hardware keyboard. It is started as the kiosk is, and takes no
 * options. What the fields hold is in the accessible name of a label: "words=[…] line=[…]
 * address=[…] open=[…] changes=N", where changes counts how often another field has got the focus.
 */
#include <gtk/gtk.h>

#include <locale.h>

#include "aft-input-method.h"
#include "aft-pinyin-options.h"
#include "aft-private-buffer.h"
#include "aft-private-input.h"
#include "viewer-look.h"

/* What "One line" can hold, in UTF-16 units. */
#define LIMIT 6

typedef struct
{
  AftTyping *typing;
  AftInputMethod *method;
  GtkWidget *words;
  GtkWidget *line;
  GtkWidget *address;
  GtkWidget *state;
  guint n_changes;
} Viewer;

static void
show_state (Viewer *viewer)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (viewer->words));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_autofree char *words = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_autofree char *state
      = g_strdup_printf ("words=[%s] line=[%s] address=[%s] open=[%s] changes=%u", words,
                         gtk_editable_get_text (GTK_EDITABLE (viewer->line)),
                         gtk_editable_get_text (GTK_EDITABLE (viewer->address)),
                         aft_typing_get_preedit (viewer->typing), viewer->n_changes);
  gtk_label_set_label (GTK_LABEL (viewer->state), state);
}

static void
on_field_changed (Viewer *viewer)
{
  viewer->n_changes += aft_input_method_get_field (viewer->method) != NULL;
  show_state (viewer);
}

static void
name (GtkWidget *widget, const char *called)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, called,
                                  -1);
}

static GtkWidget *
make_words (Viewer *viewer)
{
  viewer->words = gtk_text_view_new ();
  gtk_widget_set_size_request (viewer->words, -1, 200);
  aft_private_input_guard (viewer->words);
  name (viewer->words, "Words");
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (viewer->words)), "changed",
                            G_CALLBACK (show_state), viewer);
  return viewer->words;
}

static GtkWidget *
make_line (Viewer *viewer)
{
  g_autoptr (GtkEntryBuffer) buffer = aft_private_buffer_new ();

  aft_private_buffer_set_maximum_units (AFT_PRIVATE_BUFFER (buffer), LIMIT);
  viewer->line = gtk_entry_new_with_buffer (buffer);
  aft_private_input_guard (viewer->line);
  name (viewer->line, "One line");
  g_signal_connect_swapped (viewer->line, "changed", G_CALLBACK (show_state), viewer);
  return viewer->line;
}

static GtkWidget *
make_address (Viewer *viewer)
{
  viewer->address = gtk_entry_new ();
  aft_private_input_guard (viewer->address);
  gtk_entry_set_input_purpose (GTK_ENTRY (viewer->address), GTK_INPUT_PURPOSE_EMAIL);
  name (viewer->address, "Address");
  g_signal_connect_swapped (viewer->address, "changed", G_CALLBACK (show_state), viewer);
  return viewer->address;
}

static void
load_engine (AftTyping *typing)
{
  g_autoptr (AftPinyinOptions) options = aft_pinyin_options_new_installed (NULL);
  g_autoptr (GError) error = NULL;
  AftPinyinEngine *engine = aft_pinyin_engine_load (options, &error);

  if (engine == NULL)
    g_error ("%s", error->message);
  aft_typing_take_engine (typing, engine);
}

static void
start_method (Viewer *viewer, GtkWidget *window)
{
  g_autoptr (AftClock) clock = aft_clock_new_system ();

  viewer->typing = aft_typing_new (clock);
  aft_typing_begin_guest (viewer->typing, AFT_LANGUAGE_ZH_CN);
  load_engine (viewer->typing);
  viewer->method = aft_input_method_new (window, viewer->typing);
}

static void
fill_window (Viewer *viewer, GtkWidget *window)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 40);

  viewer->state = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (viewer->state), TRUE);
  gtk_box_append (GTK_BOX (box), make_words (viewer));
  gtk_box_append (GTK_BOX (box), make_line (viewer));
  gtk_box_append (GTK_BOX (box), make_address (viewer));
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("Button"));
  gtk_box_append (GTK_BOX (box), viewer->state);
  gtk_window_set_child (GTK_WINDOW (window), box);
  show_state (viewer);
  g_signal_connect_swapped (viewer->method, "field-changed", G_CALLBACK (on_field_changed), viewer);
  g_signal_connect_swapped (viewer->typing, "changed", G_CALLBACK (show_state), viewer);
}

int
main (int argc, char **argv)
{
  Viewer viewer = { 0 };

  setlocale (LC_ALL, "C.UTF-8");
  gtk_disable_setlocale ();
  gtk_init ();
  GtkWidget *window = gtk_window_new ();
  start_method (&viewer, window);
  fill_window (&viewer, window);
  gtk_window_fullscreen (GTK_WINDOW (window));
  viewer_look_run (window);
  g_assert_finalize_object (viewer.method);
  g_assert_finalize_object (viewer.typing);
  return 0;
}
