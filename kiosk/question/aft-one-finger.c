/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several fingers at once: GTK gives each its own press, so two children could answer two
 * questions, or press Next and Back, in the same moment. Events of all but the first finger are
 * stopped on the way down, before anything sees them. */
#include "aft-one-finger.h"

#define STILL_FOR_MS 3000

typedef struct
{
  GdkEventSequence *sequence; /* the finger that acts, NULL when none; compared only */
  GdkEventSequence *former;   /* one that gave way: its gesture must still see its end */
  guint32 seen_ms;            /* event time of its last movement */
} Finger;

static gboolean
is_of_touch (GdkEventType type)
{
  return type == GDK_TOUCH_BEGIN || type == GDK_TOUCH_UPDATE || type == GDK_TOUCH_END
         || type == GDK_TOUCH_CANCEL;
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer user_data)
{
  Finger *finger = user_data;
  GdkEventType type = gdk_event_get_event_type (event);
  GdkEventSequence *sequence = gdk_event_get_event_sequence (event);
  guint32 now_ms = gdk_event_get_time (event);
  if (!is_of_touch (type))
    return GDK_EVENT_PROPAGATE;
  gboolean is_idle = !finger->sequence || now_ms - finger->seen_ms > STILL_FOR_MS;
  gboolean is_end = type == GDK_TOUCH_END || type == GDK_TOUCH_CANCEL;
  if (type == GDK_TOUCH_BEGIN && is_idle)
    {
      finger->former = finger->sequence;
      finger->sequence = sequence;
    }
  if (is_end && finger->former == sequence)
    {
      finger->former = NULL;
      return GDK_EVENT_PROPAGATE;
    }
  if (finger->sequence != sequence)
    return GDK_EVENT_STOP;
  finger->seen_ms = now_ms;
  if (is_end)
    finger->sequence = NULL;
  return GDK_EVENT_PROPAGATE;
}

static void
free_finger (gpointer finger, GClosure *closure)
{
  g_free (finger);
}

void
aft_one_finger_attach (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_data (controller, "event", G_CALLBACK (on_event), g_new0 (Finger, 1),
                         free_finger, 0);
  gtk_widget_add_controller (widget, controller);
}
