/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys alone below a line of text, with the kiosk's own style: to look at, and to be played on
 * by test-key-pad.py. What letters become is not its business: keys write what stands on them. For
 * whoever draws or tests the keys; it is not installed.
 *
 *   key-pad-viewer [--layout 0] [--locale zh-cn] [--style day] [--text 1] [--size 1080x1920]
 *                  [--private] [--traditional]
 *
 * The line is called "Written". */
#include "aft-key-pad.h"
#include "viewer-look.h"

typedef struct
{
  GtkWidget *line;
  AftKeyPad *pad;
  AftKeyPadState state;
} Viewer;

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

int
main (int argc, char **argv)
{
  ViewerLook look = { 0 };
  int layout = AFT_LAYOUT_LATIN;
  gboolean is_private = FALSE, is_traditional = FALSE;
  const GOptionEntry entries[] = {
    { "layout", 0, 0, G_OPTION_ARG_INT, &layout, "number of an AftLayout", "NUMBER" },
    { "private", 0, 0, G_OPTION_ARG_NONE, &is_private, "nothing pops up", NULL },
    { "traditional", 0, 0, G_OPTION_ARG_NONE, &is_traditional, "the script", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_option_context_add_main_entries (context, entries, NULL);
  viewer_look_add_options (&look, context);
  /* The tests start it as they start the kiosk. */
  g_option_context_set_ignore_unknown_options (context, TRUE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("key-pad-viewer: %s\n", error->message);
      return 2;
    }
  viewer_look_start (&look);
  Viewer viewer = { .state = { .layout = (AftLayout) layout,
                               .is_private = is_private,
                               .is_traditional = is_traditional } };
  GtkWidget *window = viewer_look_make_window (&look);
  gtk_window_set_title (GTK_WINDOW (window), "Aftertaste");
  gtk_window_fullscreen (GTK_WINDOW (window));
  fill_window (window, &viewer);
  viewer_look_run (window);
  viewer_look_clear (&look);
  return 0;
}
