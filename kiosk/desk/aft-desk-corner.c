/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells aft-corner-hold of the window's fingers and mouse. What is opened, and whether it may be
 * opened now, is decided by who installed it. */
#include "aft-desk-corner.h"

#include "aft-corner-hold.h"

typedef struct
{
  GtkWidget *window;
  AftDeskCornerHeld on_held;
  gpointer user_data;
  AftCornerHold *hold; /* the mouse's button is NULL there */
  guint held_id;
} Corner;

static gboolean
on_held_and_lifted (gpointer user_data)
{
  Corner *corner = user_data;
  corner->held_id = 0;
  corner->on_held (corner->user_data);
  return G_SOURCE_REMOVE;
}

/* In @ret_place, and that; NULL when it is not known. */
static const graphene_point_t *
locate (Corner *corner, GdkEvent *event, graphene_point_t *ret_place)
{
  double x = 0;
  double y = 0;
  double left = 0;
  double top = 0;
  if (!gdk_event_get_position (event, &x, &y))
    return NULL;
  gtk_native_get_surface_transform (GTK_NATIVE (corner->window), &left, &top);
  return graphene_point_init (ret_place, (float) (x - left), (float) (y - top));
}

static void
note_down (Corner *corner, GdkEvent *event)
{
  graphene_point_t place;
  gboolean is_other_button = gdk_event_get_event_type (event) == GDK_BUTTON_PRESS
                             && gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY;
  g_clear_handle_id (&corner->held_id, g_source_remove);
  aft_corner_hold_note_down (corner->hold, gdk_event_get_event_sequence (event),
                             gdk_event_get_time (event),
                             is_other_button ? NULL : locate (corner, event, &place));
}

static void
note_move (Corner *corner, GdkEvent *event)
{
  graphene_point_t place;
  aft_corner_hold_note_move (corner->hold, locate (corner, event, &place));
}

/* What is open is changed once the window is through with the event. */
static void
note_up (Corner *corner, GdkEvent *event)
{
  note_move (corner, event);
  if (aft_corner_hold_note_up (corner->hold, gdk_event_get_event_sequence (event),
                               gdk_event_get_time (event))
      && corner->held_id == 0)
    corner->held_id = g_idle_add_full (G_PRIORITY_DEFAULT, on_held_and_lifted, corner, NULL);
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer user_data)
{
  Corner *corner = user_data;
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_TOUCH_BEGIN:
    case GDK_BUTTON_PRESS:
      note_down (corner, event);
      break;
    case GDK_TOUCH_UPDATE:
    case GDK_MOTION_NOTIFY:
      note_move (corner, event);
      break;
    case GDK_TOUCH_END:
    case GDK_BUTTON_RELEASE:
      note_up (corner, event);
      break;
    case GDK_TOUCH_CANCEL:
      aft_corner_hold_note_lost (corner->hold, gdk_event_get_event_sequence (event));
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
  g_clear_handle_id (&corner->held_id, g_source_remove);
  aft_corner_hold_free (corner->hold);
  g_free (corner);
}

void
aft_desk_corner_install (GtkWidget *window, AftDeskCornerHeld on_held, gpointer user_data)
{
  Corner *corner = g_new0 (Corner, 1);
  corner->window = window;
  corner->on_held = on_held;
  corner->user_data = user_data;
  corner->hold = aft_corner_hold_new ();

  GtkEventController *touches = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (touches, GTK_PHASE_CAPTURE);
  g_signal_connect_data (touches, "event", G_CALLBACK (on_event), corner, free_corner, 0);
  gtk_widget_add_controller (window, touches);
}
