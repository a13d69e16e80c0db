/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingers and mouse on a text field. The field's own gestures never see a press: they would drag
 * text, and open menus and a bubble of clipboard actions. A tap counts when the finger is lifted:
 * one that scrolls the page has tapped nothing. Where things stand in the text and what the handles
 * do is done elsewhere. */
#include "aft-text-touch.h"

#include "aft-text-handles.h"
#include "aft-text-place.h"

#define DATA_KEY "aft-text-touch"

#define LONG_PRESS_MS 500
/* Pixels a finger that holds may move; one that taps, and between two taps. */
#define STILL 16
#define NEAR  40

struct _AftTextTouch
{
  GObject parent_instance;
  GtkWidget *text; /* owns this */
  AftTextHandles *handles;
  guint long_press_source;
  double x; /* of the last press, in the text */
  double y;
  guint32 pressed_time;    /* of the last press, in ms */
  guint32 tapped_time;     /* of the last tap's press; 0: the next press is no double tap */
  gboolean may_tap;        /* the press has meant nothing yet */
  graphene_point_t corner; /* of the text's content in the window at the last press */
};

G_DEFINE_FINAL_TYPE (AftTextTouch, aft_text_touch, G_TYPE_OBJECT)

enum
{
  SIGNAL_PLACING,
  SIGNAL_LAST
};

static guint signals[SIGNAL_LAST];

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
grab_focus (GtkWidget *text)
{
  if (GTK_IS_TEXT (text))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
  else
    gtk_widget_grab_focus (text);
}

/* Only then is it known what stands where. */
static void
begin_placing (AftTextTouch *touch)
{
  touch->may_tap = FALSE;
  grab_focus (touch->text);
  g_signal_emit (touch, signals[SIGNAL_PLACING], 0);
}

static void
select_word (AftTextTouch *touch)
{
  begin_placing (touch);
  if (aft_text_place_is_covered (touch->text))
    return;
  aft_text_place_select_word (touch->text, aft_text_place_at (touch->text, touch->x, touch->y));
  aft_text_handles_appear (touch->handles);
}

/* Where the first character stands in the window: moved, the text was scrolled. */
static graphene_point_t
find_corner (GtkWidget *text)
{
  graphene_rect_t line;
  double x = 0, y = 0;
  aft_text_place_locate (text, 0, &line);
  gtk_widget_translate_coordinates (text, GTK_WIDGET (gtk_widget_get_root (text)), line.origin.x,
                                    line.origin.y, &x, &y);
  return GRAPHENE_POINT_INIT ((float) x, (float) y);
}

static void
tap (AftTextTouch *touch)
{
  begin_placing (touch);
  touch->tapped_time = touch->pressed_time;
  guint place = aft_text_place_at (touch->text, touch->x, touch->y);
  aft_text_place_select (touch->text, place, place);
  aft_text_handles_appear (touch->handles);
}

/* A finger that scrolls is not heard from any more, neither where it is nor that it is lifted. */
static gboolean
on_long_press (gpointer user_data)
{
  AftTextTouch *touch = user_data;
  touch->long_press_source = 0;
  if (!gtk_widget_get_mapped (touch->text))
    return G_SOURCE_REMOVE;
  graphene_point_t corner = find_corner (touch->text);
  if (graphene_point_near (&corner, &touch->corner, 2))
    select_word (touch);
  return G_SOURCE_REMOVE;
}

static void
end_long_press (AftTextTouch *touch)
{
  g_clear_handle_id (&touch->long_press_source, g_source_remove);
}

static gboolean
is_near (AftTextTouch *touch, double x, double y)
{
  return ABS (x - touch->x) <= NEAR && ABS (y - touch->y) <= NEAR;
}

static gboolean
is_second_tap (AftTextTouch *touch, guint32 time, double x, double y)
{
  guint limit = 0;
  g_object_get (gtk_widget_get_settings (touch->text), "gtk-double-click-time", &limit, NULL);
  return touch->tapped_time != 0 && time - touch->tapped_time <= limit && is_near (touch, x, y);
}

static void
press (AftTextTouch *touch, GdkEvent *event)
{
  double x, y;
  guint32 time = gdk_event_get_time (event);
  end_long_press (touch);
  touch->may_tap = FALSE;
  if (!gtk_widget_is_sensitive (touch->text) || !locate_event (event, touch->text, &x, &y))
    return;
  gboolean is_second = is_second_tap (touch, time, x, y);
  touch->x = x;
  touch->y = y;
  touch->pressed_time = time;
  touch->tapped_time = 0;
  if (is_second)
    {
      select_word (touch);
      return;
    }
  touch->may_tap = TRUE;
  touch->corner = find_corner (touch->text);
  touch->long_press_source = g_timeout_add (LONG_PRESS_MS, on_long_press, touch);
}

static void
move (AftTextTouch *touch, GdkEvent *event)
{
  double x, y;
  if (touch->long_press_source != 0 && locate_event (event, touch->text, &x, &y)
      && (ABS (x - touch->x) > STILL || ABS (y - touch->y) > STILL))
    end_long_press (touch);
}

static void
release (AftTextTouch *touch, GdkEvent *event)
{
  double x, y;
  end_long_press (touch);
  if (touch->may_tap && locate_event (event, touch->text, &x, &y) && is_near (touch, x, y))
    tap (touch);
}

/* The press is taken away from the field. The scroller above has seen it already and can still
 * scroll. */
static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, AftTextTouch *touch)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      press (touch, event);
      return GDK_EVENT_STOP;
    case GDK_MOTION_NOTIFY:
    case GDK_TOUCH_UPDATE:
      move (touch, event);
      return GDK_EVENT_PROPAGATE;
    case GDK_BUTTON_RELEASE:
    case GDK_TOUCH_END:
      release (touch, event);
      return GDK_EVENT_PROPAGATE;
    case GDK_TOUCH_CANCEL:
      end_long_press (touch);
      touch->may_tap = FALSE;
      return GDK_EVENT_PROPAGATE;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Who types no longer needs the handle of the cursor, and has replaced the selection. */
static void
on_typed (AftTextTouch *touch)
{
  aft_text_handles_vanish (touch->handles);
}

static void
on_focus_changed (AftTextTouch *touch)
{
  if (!gtk_widget_is_focus (touch->text))
    aft_text_handles_vanish (touch->handles);
}

/* Nothing stays selected that cannot be read. */
static void
on_covered (AftTextTouch *touch)
{
  guint start, end;
  if (!aft_text_place_is_covered (touch->text))
    return;
  aft_text_handles_vanish (touch->handles);
  if (aft_text_place_get_selection (touch->text, &start, &end))
    aft_text_place_select (touch->text, end, end);
}

static void
aft_text_touch_dispose (GObject *object)
{
  AftTextTouch *touch = AFT_TEXT_TOUCH (object);
  end_long_press (touch);
  if (touch->handles != NULL)
    aft_text_handles_vanish (touch->handles);
  g_clear_object (&touch->handles);
  G_OBJECT_CLASS (aft_text_touch_parent_class)->dispose (object);
}

static void
aft_text_touch_class_init (AftTextTouchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = aft_text_touch_dispose;
  signals[SIGNAL_PLACING] = g_signal_new ("placing", AFT_TYPE_TEXT_TOUCH, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_text_touch_init (AftTextTouch *touch)
{
}

static void
watch (AftTextTouch *touch)
{
  GtkWidget *text = touch->text;
  gboolean is_line = GTK_IS_TEXT (text);
  gpointer typed = is_line ? (gpointer) text : gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  g_signal_connect_object (typed, "changed", G_CALLBACK (on_typed), touch, G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "preedit-changed", G_CALLBACK (on_typed), touch,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "notify::has-focus", G_CALLBACK (on_focus_changed), touch,
                           G_CONNECT_SWAPPED);
  if (is_line)
    g_signal_connect_object (text, "notify::visibility", G_CALLBACK (on_covered), touch,
                             G_CONNECT_SWAPPED);
}

void
aft_text_touch_attach (GtkWidget *text, GtkWidget *frame)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  AftTextTouch *touch = g_object_new (AFT_TYPE_TEXT_TOUCH, NULL);
  touch->text = text;
  touch->handles = aft_text_handles_new (text);
  g_object_set_data_full (G_OBJECT (text), DATA_KEY, touch, g_object_unref);
  watch (touch);
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (on_event), touch, 0);
  gtk_widget_add_controller (frame, events);
}

AftTextTouch *
aft_text_touch_get (GtkWidget *text)
{
  return g_object_get_data (G_OBJECT (text), DATA_KEY);
}
