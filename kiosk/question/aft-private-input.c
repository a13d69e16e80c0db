/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What both kinds of field need so that nothing of one guest reaches the next, and no menu opens.
 * GTK offers no switch for most of it: presses are taken from the field before it sees them, and
 * the cursor is set here; what shortcuts would do is switched off one by one. Which keys come
 * through at all is the window's business, lengths and texts are the fields'. */
#include "aft-private-input.h"

static gboolean
locate_event (GdkEvent *event, GtkWidget *widget, double *x, double *y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double surface_x, surface_y;
  if (!native || !gdk_event_get_position (event, x, y))
    return FALSE;
  gtk_native_get_surface_transform (native, &surface_x, &surface_y);
  return gtk_widget_translate_coordinates (GTK_WIDGET (native), widget, *x - surface_x,
                                           *y - surface_y, x, y);
}

static void
place_text_cursor (GtkText *text, double x)
{
  guint length = gtk_text_get_text_length (text), best = 0;
  double nearest = G_MAXDOUBLE;
  for (guint i = 0; i <= length; i++)
    {
      graphene_rect_t place;
      gtk_text_compute_cursor_extents (text, i, &place, NULL);
      double distance = ABS (place.origin.x - x);
      if (distance >= nearest)
        continue;
      nearest = distance;
      best = i;
    }
  gtk_text_grab_focus_without_selecting (text);
  gtk_editable_set_position (GTK_EDITABLE (text), (int) best);
}

static void
place_view_cursor (GtkTextView *view, double x, double y)
{
  GtkTextIter place;
  int buffer_x, buffer_y;
  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x,
                                         &buffer_y);
  gtk_text_view_get_iter_at_location (view, &place, buffer_x, buffer_y);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (view), &place);
}

/* The press is taken away from the field: its own gestures would select, drag, and open menus and
 * the bubble of touch handles. The scroller above has seen it already and can still scroll. */
static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, GtkWidget *input)
{
  GdkEventType type = gdk_event_get_event_type (event);
  double x, y;
  if (type != GDK_BUTTON_PRESS && type != GDK_TOUCH_BEGIN)
    return GDK_EVENT_PROPAGATE;
  if (!gtk_widget_is_sensitive (input) || !locate_event (event, input, &x, &y))
    return GDK_EVENT_STOP;
  if (GTK_IS_TEXT (input))
    place_text_cursor (GTK_TEXT (input), x);
  else
    place_view_cursor (GTK_TEXT_VIEW (input), x, y);
  return GDK_EVENT_STOP;
}

static void
stop_signal (GtkWidget *widget, const char *name)
{
  g_signal_stop_emission_by_name (widget, name);
}

static void
silence_signals (GtkWidget *input)
{
  static const char *const signals[]
      = { "copy-clipboard", "cut-clipboard", "paste-clipboard", "insert-emoji" };
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect (input, signals[i], G_CALLBACK (stop_signal), (gpointer) signals[i]);
}

static void
switch_off_actions (GtkWidget *input)
{
  static const char *const actions[]
      = { "clipboard.cut",    "clipboard.copy",    "clipboard.paste",
          "selection.delete", "misc.insert-emoji", "misc.toggle-visibility",
          "menu.popup",       "text.undo",         "text.redo",
          "text.clear" };
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (input, actions[i], FALSE);
}

/* @frame: what is touched to write in @input; an entry's padding counts too. */
static void
add_guards (GtkWidget *input, GtkWidget *frame)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (on_event), input, 0);
  gtk_widget_add_controller (frame, events);
  silence_signals (input);
  switch_off_actions (input);
}

void
aft_private_input_guard (GtkWidget *input)
{
  const GtkInputHints hints
      = GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI;
  g_return_if_fail (GTK_IS_ENTRY (input) || GTK_IS_TEXT_VIEW (input));
  if (GTK_IS_TEXT_VIEW (input))
    {
      GtkTextView *view = GTK_TEXT_VIEW (input);
      gtk_text_view_set_input_hints (view, hints);
      gtk_text_view_set_extra_menu (view, NULL);
      gtk_text_view_set_accepts_tab (view, FALSE);
      gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (view), FALSE);
      add_guards (input, input);
      return;
    }
  gtk_entry_set_input_hints (GTK_ENTRY (input), hints);
  gtk_entry_set_extra_menu (GTK_ENTRY (input), NULL);
  gtk_editable_set_enable_undo (GTK_EDITABLE (input), FALSE);
  add_guards (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (input))), input);
}
