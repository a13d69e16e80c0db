/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The paper to write one character on: one finger's strokes, how they look, and asking the reader
 * after each of them on a worker thread. A reading that was overtaken by another stroke is dropped.
 * What becomes of the guesses is the keyboard's business. */
#include "aft-hand-pad.h"

#include <math.h>

#include "aft-hand-reader.h"
#include "keyboard-resources.h"

/* Pixels: the pen, and how far a finger must get for another point. */
#define PEN_WIDTH     9
#define SMALLEST_STEP 2

struct _AftHandPad
{
  GtkWidget parent_instance;
  GtkDrawingArea *paper;
  GtkWidget *hint;
  AftHandDrawing *drawing;
  AftHandReader *reader; /* NULL until it is loaded */
  GCancellable *gone;
  GdkEventSequence *finger; /* that draws; compared only, NULL for a mouse */
  gboolean is_drawing;
  gboolean is_reading;
  gboolean is_overtaken; /* what is being read is no longer what stands on the paper */
  gboolean has_failed;
};

/* What a worker thread has: the data of its GTask. */
typedef struct
{
  AftHandReader *reader;
  AftHandDrawing *drawing;
  char **guesses;
} Reading;

G_DEFINE_FINAL_TYPE (AftHandPad, aft_hand_pad, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_GUESSED,
  SIGNALS
};

static guint signals[SIGNALS];

gboolean
aft_hand_pad_is_possible (void)
{
  return g_file_test (aft_hand_reader_get_default_model (), G_FILE_TEST_IS_REGULAR);
}

/* -- reading --------------------------------------------------------------------------------- */

static void
free_reading (gpointer data)
{
  Reading *reading = data;
  aft_hand_reader_unref (reading->reader);
  aft_hand_drawing_free (reading->drawing);
  g_strfreev (reading->guesses);
  g_free (reading);
}

static void
read_drawing (GTask *task, gpointer pad, gpointer data, GCancellable *gone)
{
  Reading *reading = data;
  GError *error = NULL;
  if (reading->reader == NULL)
    reading->reader = aft_hand_reader_new (aft_hand_reader_get_default_model (), &error);
  if (reading->reader == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  reading->guesses = aft_hand_reader_read (reading->reader, reading->drawing);
  g_task_return_boolean (task, TRUE);
}

static void start_reading (AftHandPad *pad);

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AftHandPad *pad = AFT_HAND_PAD (source);
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  pad->is_reading = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      g_warning ("handwriting cannot be read: %s", error->message);
      pad->has_failed = TRUE;
      return;
    }
  if (pad->reader == NULL)
    pad->reader = aft_hand_reader_ref (reading->reader);
  if (pad->is_overtaken)
    start_reading (pad);
  else if (aft_hand_drawing_count_strokes (pad->drawing) > 0)
    g_signal_emit (pad, signals[SIGNAL_GUESSED], 0,
                   reading->guesses[0] != NULL ? reading->guesses : NULL);
}

/* An empty drawing loads the model. */
static void
start_reading (AftHandPad *pad)
{
  pad->is_overtaken = pad->is_reading;
  if (pad->is_reading || pad->has_failed)
    return;
  Reading *reading = g_new0 (Reading, 1);
  reading->reader = pad->reader ? aft_hand_reader_ref (pad->reader) : NULL;
  reading->drawing = aft_hand_drawing_copy (pad->drawing);
  g_autoptr (GTask) task = g_task_new (pad, pad->gone, on_read, NULL);
  g_task_set_task_data (task, reading, free_reading);
  pad->is_reading = TRUE;
  g_task_run_in_thread (task, read_drawing);
}

/* -- the paper ------------------------------------------------------------------------------- */

static void
show_drawing (AftHandPad *pad)
{
  gtk_widget_set_visible (pad->hint, aft_hand_drawing_count_strokes (pad->drawing) == 0);
  gtk_widget_queue_draw (GTK_WIDGET (pad->paper));
}

static void
trace_stroke (cairo_t *cr, const AftHandPoint *points, guint n_points)
{
  if (n_points == 0)
    return;
  cairo_move_to (cr, points[0].x, points[0].y);
  cairo_line_to (cr, points[0].x, points[0].y); /* a dot, when there is nothing more */
  for (guint i = 1; i < n_points; i++)
    cairo_line_to (cr, points[i].x, points[i].y);
}

static void
draw_paper (GtkDrawingArea *paper, cairo_t *cr, int width, int height, gpointer user_data)
{
  AftHandPad *pad = user_data;
  GdkRGBA ink;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (paper)), &ink);
  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_set_line_width (cr, PEN_WIDTH);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < aft_hand_drawing_count_strokes (pad->drawing); i++)
    {
      guint n_points;
      const AftHandPoint *points = aft_hand_drawing_get_stroke (pad->drawing, i, &n_points);
      trace_stroke (cr, points, n_points);
    }
  cairo_stroke (cr);
}

/* -- the finger ------------------------------------------------------------------------------ */

static gboolean
locate_event (GdkEvent *event, GtkWidget *widget, double *x, double *y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double surface_x, surface_y;
  if (native == NULL || !gdk_event_get_position (event, x, y))
    return FALSE;
  gtk_native_get_surface_transform (native, &surface_x, &surface_y);
  return gtk_widget_translate_coordinates (GTK_WIDGET (native), widget, *x - surface_x,
                                           *y - surface_y, x, y);
}

static gboolean
is_far_enough (AftHandPad *pad, double x, double y)
{
  guint n_points;
  guint n_strokes = aft_hand_drawing_count_strokes (pad->drawing);
  const AftHandPoint *points
      = n_strokes > 0 ? aft_hand_drawing_get_stroke (pad->drawing, n_strokes - 1, &n_points) : NULL;
  return points == NULL || n_points == 0
         || hypot (points[n_points - 1].x - x, points[n_points - 1].y - y) >= SMALLEST_STEP;
}

static void
draw_to (AftHandPad *pad, GdkEvent *event)
{
  double x, y;
  if (locate_event (event, GTK_WIDGET (pad->paper), &x, &y) && is_far_enough (pad, x, y)
      && aft_hand_drawing_add_point (pad->drawing, x, y))
    gtk_widget_queue_draw (GTK_WIDGET (pad->paper));
}

static void
begin_stroke (AftHandPad *pad, GdkEvent *event)
{
  if (pad->is_drawing)
    return;
  pad->is_drawing = aft_hand_drawing_begin_stroke (pad->drawing);
  pad->finger = gdk_event_get_event_sequence (event);
  draw_to (pad, event);
  show_drawing (pad);
}

static void
end_stroke (AftHandPad *pad, GdkEvent *event, gboolean counts)
{
  pad->is_drawing = FALSE;
  if (counts)
    draw_to (pad, event);
  else
    aft_hand_drawing_undo (pad->drawing);
  show_drawing (pad);
  start_reading (pad);
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, AftHandPad *pad)
{
  gboolean is_mine = pad->is_drawing && gdk_event_get_event_sequence (event) == pad->finger;
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      begin_stroke (pad, event);
      return GDK_EVENT_STOP;
    case GDK_MOTION_NOTIFY:
    case GDK_TOUCH_UPDATE:
      if (is_mine)
        draw_to (pad, event);
      return is_mine;
    case GDK_BUTTON_RELEASE:
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
      if (is_mine)
        end_stroke (pad, event, gdk_event_get_event_type (event) != GDK_TOUCH_CANCEL);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* -- taking back ----------------------------------------------------------------------------- */

void
aft_hand_pad_clear (AftHandPad *pad)
{
  g_return_if_fail (AFT_IS_HAND_PAD (pad));
  aft_hand_drawing_clear (pad->drawing);
  pad->is_drawing = FALSE;
  pad->is_overtaken = pad->is_reading;
  show_drawing (pad);
}

static void
tell_empty (AftHandPad *pad)
{
  g_signal_emit (pad, signals[SIGNAL_GUESSED], 0, NULL);
}

gboolean
aft_hand_pad_undo (AftHandPad *pad)
{
  g_return_val_if_fail (AFT_IS_HAND_PAD (pad), FALSE);
  if (!aft_hand_drawing_undo (pad->drawing))
    return FALSE;
  pad->is_drawing = FALSE;
  show_drawing (pad);
  start_reading (pad);
  if (aft_hand_drawing_count_strokes (pad->drawing) == 0)
    tell_empty (pad);
  return TRUE;
}

static void
on_undo_clicked (AftHandPad *pad)
{
  aft_hand_pad_undo (pad);
}

static void
on_clear_clicked (AftHandPad *pad)
{
  aft_hand_pad_clear (pad);
  tell_empty (pad);
}

const AftHandDrawing *
aft_hand_pad_get_drawing (AftHandPad *pad)
{
  g_return_val_if_fail (AFT_IS_HAND_PAD (pad), NULL);
  return pad->drawing;
}

/* -- start and end --------------------------------------------------------------------------- */

GtkWidget *
aft_hand_pad_new (void)
{
  return g_object_new (AFT_TYPE_HAND_PAD, NULL);
}

static void
aft_hand_pad_map (GtkWidget *widget)
{
  AftHandPad *pad = AFT_HAND_PAD (widget);
  GTK_WIDGET_CLASS (aft_hand_pad_parent_class)->map (widget);
  if (pad->reader == NULL)
    start_reading (pad);
}

static void
aft_hand_pad_unmap (GtkWidget *widget)
{
  AftHandPad *pad = AFT_HAND_PAD (widget);
  aft_hand_pad_clear (pad);
  g_clear_pointer (&pad->reader, aft_hand_reader_unref);
  GTK_WIDGET_CLASS (aft_hand_pad_parent_class)->unmap (widget);
}

static void
aft_hand_pad_dispose (GObject *object)
{
  AftHandPad *pad = AFT_HAND_PAD (object);
  GtkWidget *child;
  g_cancellable_cancel (pad->gone);
  aft_hand_drawing_clear (pad->drawing);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (pad))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&pad->reader, aft_hand_reader_unref);
  G_OBJECT_CLASS (aft_hand_pad_parent_class)->dispose (object);
}

static void
aft_hand_pad_finalize (GObject *object)
{
  AftHandPad *pad = AFT_HAND_PAD (object);
  aft_hand_drawing_free (pad->drawing);
  g_object_unref (pad->gone);
  G_OBJECT_CLASS (aft_hand_pad_parent_class)->finalize (object);
}

static void
aft_hand_pad_class_init (AftHandPadClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = aft_hand_pad_dispose;
  G_OBJECT_CLASS (class)->finalize = aft_hand_pad_finalize;
  widget_class->map = aft_hand_pad_map;
  widget_class->unmap = aft_hand_pad_unmap;
  signals[SIGNAL_GUESSED]
      = g_signal_new ("guessed", AFT_TYPE_HAND_PAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, G_TYPE_STRV | G_SIGNAL_TYPE_STATIC_SCOPE);
  g_assert (aft_keyboard_get_resource () != NULL); /* makes a static library's resource known */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/keyboard/aft-hand-pad.ui");
  gtk_widget_class_bind_template_child (widget_class, AftHandPad, paper);
  gtk_widget_class_bind_template_child (widget_class, AftHandPad, hint);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_clicked);
}

static void
aft_hand_pad_init (AftHandPad *pad)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  gtk_widget_init_template (GTK_WIDGET (pad));
  pad->drawing = aft_hand_drawing_new ();
  pad->gone = g_cancellable_new ();
  gtk_drawing_area_set_draw_func (pad->paper, draw_paper, pad, NULL);
  g_signal_connect_object (events, "event", G_CALLBACK (on_event), pad, 0);
  gtk_widget_add_controller (GTK_WIDGET (pad->paper), events);
}
