/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches fingers go down and up. What is opened, and whether it may be opened now, is decided by
 * who installed it. */
#include "aft-desk-corner.h"

#define HOLD_MS 3000
#define SLACK   24 /* pixels that a finger may tremble */

typedef struct
{
  GtkWidget *window;
  AftDeskCornerHeld on_held;
  gpointer user_data;
  GHashTable *fingers; /* that are down, the mouse's button as NULL; compared only */
  graphene_point_t from;
  guint hold_id;
} Corner;

static void
stop (Corner *corner)
{
  g_clear_handle_id (&corner->hold_id, g_source_remove);
}

static gboolean
on_held_long (gpointer user_data)
{
  Corner *corner = user_data;
  corner->hold_id = 0;
  corner->on_held (corner->user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
locate (Corner *corner, GdkEvent *event, graphene_point_t *ret_place)
{
  double x = 0;
  double y = 0;
  double left = 0;
  double top = 0;
  if (!gdk_event_get_position (event, &x, &y))
    return FALSE;
  gtk_native_get_surface_transform (GTK_NATIVE (corner->window), &left, &top);
  graphene_point_init (ret_place, (float) (x - left), (float) (y - top));
  return TRUE;
}

static void
note_down (Corner *corner, GdkEvent *event)
{
  gboolean is_alone = g_hash_table_size (corner->fingers) == 0;
  stop (corner);
  g_hash_table_add (corner->fingers, gdk_event_get_event_sequence (event));
  if (is_alone && locate (corner, event, &corner->from) && corner->from.x < AFT_DESK_CORNER_SIDE
      && corner->from.y < AFT_DESK_CORNER_SIDE)
    corner->hold_id = g_timeout_add (HOLD_MS, on_held_long, corner);
}

static void
note_move (Corner *corner, GdkEvent *event)
{
  graphene_point_t place;
  if (corner->hold_id != 0 && locate (corner, event, &place)
      && graphene_point_distance (&corner->from, &place, NULL, NULL) > SLACK)
    stop (corner);
}

static void
note_up (Corner *corner, GdkEvent *event)
{
  stop (corner);
  g_hash_table_remove (corner->fingers, gdk_event_get_event_sequence (event));
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer user_data)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_TOUCH_BEGIN:
    case GDK_BUTTON_PRESS:
      note_down (user_data, event);
      break;
    case GDK_TOUCH_UPDATE:
    case GDK_MOTION_NOTIFY:
      note_move (user_data, event);
      break;
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
    case GDK_BUTTON_RELEASE:
      note_up (user_data, event);
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
free_corner (gpointer data, GClosure *closure)
{
  Corner *corner = data;
  stop (corner);
  g_hash_table_unref (corner->fingers);
  g_free (corner);
}

void
aft_desk_corner_install (GtkWidget *window, AftDeskCornerHeld on_held, gpointer user_data)
{
  Corner *corner = g_new0 (Corner, 1);
  corner->window = window;
  corner->on_held = on_held;
  corner->user_data = user_data;
  corner->fingers = g_hash_table_new (NULL, NULL);

  GtkEventController *touches = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (touches, GTK_PHASE_CAPTURE);
  g_signal_connect_data (touches, "event", G_CALLBACK (on_event), corner, free_corner, 0);
  gtk_widget_add_controller (window, touches);
}
