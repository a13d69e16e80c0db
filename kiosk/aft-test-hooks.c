/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tests and benches hear of the window. Switched off, it costs nothing and says nothing; it
 * never says what a guest answered. */
#include "aft-test-hooks.h"

#include <string.h>
#include <unistd.h>

#include "aft-kiosk-store.h"

struct _AftTestHooks
{
  GtkWidget *window;
  gboolean is_enabled;
  GString *due; /* lines to be said after the next frame */
  gulong painted_id;
};

static void
say (const char *lines)
{
  gsize length = strlen (lines);
  /* A reader that has gone is no reason to stop. */
  if (write (STDOUT_FILENO, lines, length) != (gssize) length)
    return;
}

static void
stop_listening (AftTestHooks *hooks)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (hooks->window);
  if (hooks->painted_id != 0 && clock != NULL)
    g_signal_handler_disconnect (clock, hooks->painted_id);
  hooks->painted_id = 0;
}

void
aft_test_hooks_free (AftTestHooks *hooks)
{
  if (hooks == NULL)
    return;
  g_signal_handlers_disconnect_by_data (hooks->window, hooks);
  stop_listening (hooks);
  g_string_free (hooks->due, TRUE);
  g_free (hooks);
}

static void
on_painted (GdkFrameClock *clock, gpointer user_data)
{
  AftTestHooks *hooks = user_data;
  stop_listening (hooks);
  g_auto (GStrv) lines = g_strsplit (hooks->due->str, "\n", -1);
  g_string_truncate (hooks->due, 0);
  for (gsize i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autofree char *line
          = g_str_equal (lines[i], "frame")
                ? g_strdup_printf ("frame %" G_GINT64_FORMAT "\n", g_get_monotonic_time ())
                : g_strconcat (lines[i], "\n", NULL);
      say (line);
    }
}

static void
listen (AftTestHooks *hooks)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (hooks->window);
  if (hooks->painted_id != 0 || clock == NULL)
    return;
  hooks->painted_id = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), hooks);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
}

/* The first page is put in before the window has a clock to draw by. */
static void
on_realized (GtkWidget *window, AftTestHooks *hooks)
{
  if (hooks->due->len > 0)
    listen (hooks);
}

AftTestHooks *
aft_test_hooks_new (GtkWidget *window, gboolean is_enabled)
{
  AftTestHooks *hooks = g_new0 (AftTestHooks, 1);
  hooks->window = window;
  hooks->is_enabled = is_enabled;
  hooks->due = g_string_new (NULL);
  g_signal_connect (window, "realize", G_CALLBACK (on_realized), hooks);
  return hooks;
}

void
aft_test_hooks_note_page (AftTestHooks *hooks, const char *name, const GArray *acknowledged)
{
  if (!hooks->is_enabled)
    return;
  g_autofree char *line = g_strdup_printf ("page %s\n", name);
  say (line);
  g_string_append_printf (hooks->due, "painted %s\n", name);
  for (guint i = 0; acknowledged != NULL && i < acknowledged->len; i++)
    {
      g_autofree char *id = aft_id_to_text (&g_array_index (acknowledged, AftStoreReceipt, i).id);
      g_string_append_printf (hooks->due, "ack %s\n", id);
    }
  listen (hooks);
}

void
aft_test_hooks_note_touch (AftTestHooks *hooks)
{
  if (!hooks->is_enabled)
    return;
  g_autofree char *line = g_strdup_printf ("touch %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  say (line);
  g_string_append (hooks->due, "frame\n");
  listen (hooks);
}
