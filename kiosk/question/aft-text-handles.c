/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handles to select with: where they stand, and what drawing them does. GTK's own are popup
 * surfaces with a menu of the clipboard. When they come is for the field's fingers to say.
 *
 * Whatever moves the text — scrolling, typing, another layout — makes a frame: after each one the
 * handles are put where the text is then. */
#include "aft-text-handles.h"

#include <glib/gi18n.h>

#include "aft-text-place.h"

typedef enum
{
  HANDLE_START,
  HANDLE_END,
  HANDLE_CURSOR,
  HANDLES
} Which;

struct _AftTextHandles
{
  GtkWidget parent_instance;
  GtkWidget *text;
  GtkWidget *handles[HANDLES];
  graphene_point_t balls[HANDLES]; /* their middles */
  gboolean is_there[HANDLES];
  int size;              /* of what can be touched, as the style says; a ball is half as wide */
  GdkFrameClock *clock;  /* while they are shown */
  gboolean has_cursor;   /* until there is a selection in its place */
  Which drawn;           /* by a finger; HANDLES: none */
  graphene_point_t grip; /* from that finger to the middle of the line at the handle's place */
};

G_DEFINE_FINAL_TYPE (AftTextHandles, aft_text_handles, GTK_TYPE_WIDGET)

/* -- where they stand ------------------------------------------------------------------------ */

static guint
get_place (AftTextHandles *handles, Which which)
{
  guint start, end;
  aft_text_place_get_selection (handles->text, &start, &end);
  return which == HANDLE_END ? end : start;
}

static gboolean
clips (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) || GTK_IS_SCROLLED_WINDOW (widget)
         || gtk_widget_get_overflow (widget) == GTK_OVERFLOW_HIDDEN;
}

/* Is the point of the text on the screen, in all that it is scrolled in? */
static gboolean
is_in_sight (AftTextHandles *handles, double x, double y)
{
  GtkWidget *overlay = gtk_widget_get_parent (GTK_WIDGET (handles));
  for (GtkWidget *at = handles->text; at != NULL && at != overlay; at = gtk_widget_get_parent (at))
    {
      double left, top;
      if (!clips (at))
        continue;
      if (!gtk_widget_translate_coordinates (handles->text, at, x, y, &left, &top) || left < -1
          || top < 0 || left > gtk_widget_get_width (at) + 1 || top > gtk_widget_get_height (at))
        return FALSE;
    }
  return TRUE;
}

/* The balls of a selection stand a little apart, so that those of one character do not cover each
 * other. */
static gboolean
find_ball (AftTextHandles *handles, Which which, graphene_point_t *ball)
{
  static const double apart[HANDLES] = { -0.2, 0.2, 0 };
  graphene_rect_t line;
  double x, y;
  double size = handles->size;
  aft_text_place_locate (handles->text, get_place (handles, which), &line);
  if (!is_in_sight (handles, line.origin.x, line.origin.y + line.size.height / 2)
      || !gtk_widget_translate_coordinates (handles->text, GTK_WIDGET (handles), line.origin.x,
                                            line.origin.y + line.size.height, &x, &y))
    return FALSE;
  y = MIN (y + size * 0.25, gtk_widget_get_height (GTK_WIDGET (handles)) - size * 0.25);
  graphene_point_init (ball, (float) (x + size * apart[which]), (float) y);
  return TRUE;
}

static void
place (AftTextHandles *handles, Which which, gboolean is_wanted)
{
  graphene_point_t ball = handles->balls[which];
  gboolean is_there = is_wanted && find_ball (handles, which, &ball);
  if (is_there == handles->is_there[which]
      && graphene_point_near (&ball, &handles->balls[which], 0.5f))
    return;
  handles->is_there[which] = is_there;
  handles->balls[which] = ball;
  gtk_widget_set_visible (handles->handles[which], is_there);
  gtk_widget_queue_allocate (GTK_WIDGET (handles));
}

static gboolean
may_stay (AftTextHandles *handles)
{
  return gtk_widget_is_focus (handles->text) && gtk_widget_get_mapped (handles->text)
         && !aft_text_place_is_covered (handles->text);
}

static void
update (AftTextHandles *handles)
{
  guint start, end;
  gboolean is_selected = aft_text_place_get_selection (handles->text, &start, &end);
  gboolean is_wanted
      = is_selected || (handles->has_cursor && !aft_text_place_is_empty (handles->text));
  if (!may_stay (handles) || !is_wanted)
    {
      aft_text_handles_vanish (handles);
      return;
    }
  handles->has_cursor = !is_selected;
  place (handles, HANDLE_START, is_selected);
  place (handles, HANDLE_END, is_selected);
  place (handles, HANDLE_CURSOR, !is_selected);
}

static void
on_painted (AftTextHandles *handles)
{
  update (handles);
}

/* -- a finger on them ------------------------------------------------------------------------ */

static gboolean
aft_text_handles_contains (GtkWidget *widget, double x, double y)
{
  return FALSE; /* only its children can be touched */
}

/* The nearest, where two overlap. */
static Which
find_touched (AftTextHandles *handles, double x, double y)
{
  graphene_point_t finger = GRAPHENE_POINT_INIT ((float) x, (float) y);
  float nearest = G_MAXFLOAT;
  Which touched = HANDLES;
  for (guint i = 0; i < HANDLES; i++)
    {
      float distance = graphene_point_distance (&finger, &handles->balls[i], NULL, NULL);
      if (!handles->is_there[i] || distance >= nearest)
        continue;
      nearest = distance;
      touched = i;
    }
  return touched;
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, AftTextHandles *handles)
{
  graphene_rect_t line;
  double left, top;
  handles->drawn = find_touched (handles, x, y);
  if (handles->drawn == HANDLES)
    return;
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  aft_text_place_locate (handles->text, get_place (handles, handles->drawn), &line);
  gtk_widget_translate_coordinates (handles->text, GTK_WIDGET (handles), line.origin.x,
                                    line.origin.y + line.size.height / 2, &left, &top);
  graphene_point_init (&handles->grip, (float) (left - x), (float) (top - y));
}

static void
draw_to (AftTextHandles *handles, guint place)
{
  guint start, end;
  aft_text_place_get_selection (handles->text, &start, &end);
  if (handles->drawn == HANDLE_START)
    aft_text_place_select (handles->text, end, MIN (place, end - 1));
  else if (handles->drawn == HANDLE_END)
    aft_text_place_select (handles->text, start, MAX (place, start + 1));
  else
    aft_text_place_select (handles->text, place, place);
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, AftTextHandles *handles)
{
  double x, y;
  if (handles->drawn == HANDLES || handles->clock == NULL)
    return;
  gtk_gesture_drag_get_start_point (drag, &x, &y);
  if (gtk_widget_translate_coordinates (GTK_WIDGET (handles), handles->text,
                                        x + dx + handles->grip.x, y + dy + handles->grip.y, &x, &y))
    draw_to (handles, aft_text_place_at (handles->text, x, y));
}

static void
on_drag_end (GtkGestureDrag *drag, double dx, double dy, AftTextHandles *handles)
{
  handles->drawn = HANDLES;
}

/* -- coming and going ------------------------------------------------------------------------ */

/* The outermost one is the window's. */
static GtkOverlay *
find_overlay (GtkWidget *text)
{
  GtkOverlay *overlay = NULL;
  for (GtkWidget *at = text; at != NULL; at = gtk_widget_get_parent (at))
    if (GTK_IS_OVERLAY (at))
      overlay = GTK_OVERLAY (at);
  return overlay;
}

/* What is hidden has no size. */
static void
measure_handles (AftTextHandles *handles)
{
  GtkWidget *handle = handles->handles[HANDLE_CURSOR];
  gtk_widget_set_visible (handle, TRUE);
  gtk_widget_measure (handle, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &handles->size, NULL, NULL);
  gtk_widget_set_visible (handle, handles->is_there[HANDLE_CURSOR]);
}

void
aft_text_handles_appear (AftTextHandles *handles)
{
  GtkOverlay *overlay = find_overlay (handles->text);
  if (overlay == NULL || !gtk_widget_get_realized (handles->text))
    return;
  if (gtk_widget_get_parent (GTK_WIDGET (handles)) == NULL)
    {
      gtk_overlay_add_overlay (overlay, GTK_WIDGET (handles));
      handles->clock = g_object_ref (gtk_widget_get_frame_clock (handles->text));
      g_signal_connect_swapped (handles->clock, "after-paint", G_CALLBACK (on_painted), handles);
    }
  handles->has_cursor = TRUE;
  measure_handles (handles);
  gtk_widget_queue_draw (handles->text); /* the next frame places them */
}

/* A window that goes takes the handlers of its clock along (GTK 4.18): no id to be cleared by. */
static void
leave_clock (AftTextHandles *handles)
{
  if (handles->clock != NULL)
    g_signal_handlers_disconnect_by_data (handles->clock, handles);
  g_clear_object (&handles->clock);
}

void
aft_text_handles_vanish (AftTextHandles *handles)
{
  GtkWidget *overlay = gtk_widget_get_parent (GTK_WIDGET (handles));
  leave_clock (handles);
  handles->drawn = HANDLES;
  for (guint i = 0; i < HANDLES; i++)
    {
      handles->is_there[i] = FALSE;
      gtk_widget_set_visible (handles->handles[i], FALSE);
    }
  if (overlay != NULL)
    gtk_overlay_remove_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (handles));
}

AftTextHandles *
aft_text_handles_new (GtkWidget *text)
{
  AftTextHandles *handles = g_object_new (AFT_TYPE_TEXT_HANDLES, NULL);
  handles->text = text;
  return g_object_ref_sink (handles);
}

static void
aft_text_handles_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AftTextHandles *handles = AFT_TEXT_HANDLES (widget);
  for (guint i = 0; i < HANDLES; i++)
    {
      int size = handles->size;
      graphene_point_t corner = GRAPHENE_POINT_INIT (handles->balls[i].x - (float) size / 2,
                                                     handles->balls[i].y - (float) size / 2);
      if (handles->is_there[i])
        gtk_widget_allocate (handles->handles[i], size, size, -1,
                             gsk_transform_translate (NULL, &corner));
    }
}

static void
aft_text_handles_dispose (GObject *object)
{
  AftTextHandles *handles = AFT_TEXT_HANDLES (object);
  leave_clock (handles);
  for (guint i = 0; i < HANDLES; i++)
    g_clear_pointer (&handles->handles[i], gtk_widget_unparent);
  G_OBJECT_CLASS (aft_text_handles_parent_class)->dispose (object);
}

static void
aft_text_handles_class_init (AftTextHandlesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = aft_text_handles_dispose;
  widget_class->contains = aft_text_handles_contains;
  widget_class->size_allocate = aft_text_handles_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "texthandles");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_handle (AftTextHandles *handles, const char *name)
{
  GtkWidget *handle = g_object_new (GTK_TYPE_BOX, "css-name", "texthandle", "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (handle), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_parent (handle, GTK_WIDGET (handles));
  gtk_widget_hide (handle);
  return handle;
}

static void
aft_text_handles_init (AftTextHandles *handles)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  handles->drawn = HANDLES;
  handles->handles[HANDLE_START] = make_handle (handles, _ ("Start of the selection"));
  handles->handles[HANDLE_END] = make_handle (handles, _ ("End of the selection"));
  handles->handles[HANDLE_CURSOR] = make_handle (handles, _ ("Cursor"));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin), handles, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update), handles, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_drag_end), handles, 0);
  gtk_widget_add_controller (GTK_WIDGET (handles), GTK_EVENT_CONTROLLER (drag));
}
