/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What both kinds of field need so that nothing of one guest reaches the next, and no menu opens.
 * GTK offers no switch for most of it: what shortcuts would do is switched off one by one. Fingers
 * are aft-text-touch.c's, which keys come through at all is the window's business, lengths and
 * texts are the fields'. */
#include "aft-private-input.h"

#include "aft-text-touch.h"

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
  aft_text_touch_attach (input, frame);
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
