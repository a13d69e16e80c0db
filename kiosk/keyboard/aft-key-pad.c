/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of a layout on the screen, and what reaches them: fingers and the mouse before any
 * button sees them (a button knows one finger and its own edges), keyboards and switches through
 * the buttons. What fingers mean is decided in aft-key-fingers.c, what a key means elsewhere. */
#include "aft-key-pad.h"

#include <glib/gi18n.h>

#include "aft-key-bubble.h"
#include "aft-key-fingers.h"
#include "aft-key.h"
#include "aft-secret.h"

/* After what the screen has to say: a machine that was busy must not take a finger that is long
 * lifted for one that is held. */
#define TIMER_PRIORITY (G_PRIORITY_DEFAULT + 10)

struct _AftKeyPad
{
  GtkWidget parent_instance;
  AftKeyPadState state;
  AftKeyFingers *fingers;
  AftKeyBubble *bubble;
  GPtrArray *keys; /* GtkWidget, borrowed: children, as the grid's cells */
  int pressed;     /* the cell that looks pressed, or AFT_KEY_NONE */
  double origin_x; /* of the pad on the surface when the live finger came down: should the pad */
  double origin_y; /* move under it, it still means what it meant */
  int width;       /* as last placed: a pad that is out of the tree for a moment has none */
  int height;
  gboolean is_mouse_down;
  guint n_unmapped;
  char *tongue; /* a word in the language that keys are named in */
  gint64 timer_due_ms;
  guint timer_id;
};

G_DEFINE_FINAL_TYPE (AftKeyPad, aft_key_pad, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_KEY,
  SIGNAL_CURSOR_DRAGGED,
  SIGNAL_LAST
};

static guint signals[SIGNAL_LAST];

static gint64
now_ms (void)
{
  return g_get_monotonic_time () / 1000;
}

/* -- what keys give -------------------------------------------------------------------------- */

static void
give (AftKeyPad *self, const AftKeySpec *spec, const char *text)
{
  gboolean has_shift = aft_key_layout_get (self->state.layout)->has_shift;
  AftShift shift = has_shift && spec->action == AFT_KEY_TEXT ? self->state.shift : AFT_SHIFT_OFF;
  g_autoptr (AftSecretText) shifted = text != NULL ? aft_key_dup_shifted (text, shift) : NULL;
  g_signal_emit (self, signals[SIGNAL_KEY], 0, spec, shifted);
}

static void
on_given (const AftKeySpec *key, const char *text, gpointer user_data)
{
  give (user_data, key, text);
}

static void
on_dragged (int steps, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_CURSOR_DRAGGED], 0, steps);
}

/* By a keyboard, a switch or assistive technology. */
static void
on_key_clicked (GtkButton *button, gpointer user_data)
{
  const AftKeySpec *spec = aft_key_get_spec (AFT_KEY (button));
  give (user_data, spec, spec->text);
}

/* -- what is seen of fingers ----------------------------------------------------------------- */

static const AftKeyCell *
get_cell (AftKeyPad *self, int position)
{
  return aft_key_grid_get (aft_key_fingers_get_grid (self->fingers), (guint) position);
}

static gboolean
pops_up (AftKeyPad *self, const AftKeySpec *spec)
{
  return !self->state.is_private && spec->action == AFT_KEY_TEXT && spec->label == NULL
         && g_utf8_strlen (spec->text, -1) == 1;
}

static void
update_bubble (AftKeyPad *self)
{
  guint chosen = 0;
  const AftKeyOffer *offer = aft_key_fingers_get_offer (self->fingers, &chosen);
  gboolean is_capital
      = aft_key_layout_get (self->state.layout)->has_shift && self->state.shift != AFT_SHIFT_OFF;
  if (offer != NULL)
    {
      aft_key_bubble_show_offer (self->bubble, offer, chosen, is_capital);
      return;
    }
  const AftKeyCell *cell = self->pressed != AFT_KEY_NONE ? get_cell (self, self->pressed) : NULL;
  if (cell == NULL || !pops_up (self, cell->key))
    {
      aft_key_bubble_hide (self->bubble);
      return;
    }
  g_autofree char *text
      = aft_key_dup_shifted (cell->key->text, is_capital ? self->state.shift : AFT_SHIFT_OFF);
  aft_key_bubble_show_text (self->bubble, text, cell->box);
}

static void
mark_pressed (AftKeyPad *self, gboolean is_pressed)
{
  if (self->pressed != AFT_KEY_NONE && (guint) self->pressed < self->keys->len)
    aft_key_set_pressed (g_ptr_array_index (self->keys, (guint) self->pressed), is_pressed);
}

static void update_timer (AftKeyPad *self);

static gboolean
on_due (gpointer user_data)
{
  g_autoptr (AftKeyPad) self = g_object_ref (AFT_KEY_PAD (user_data));
  self->timer_id = 0;
  aft_key_fingers_tick (self->fingers, now_ms ());
  update_timer (self);
  return G_SOURCE_REMOVE;
}

static void
update_timer (AftKeyPad *self)
{
  gint64 due_ms = aft_key_fingers_get_due_ms (self->fingers);
  if (self->timer_id != 0 && due_ms == self->timer_due_ms)
    return;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->timer_due_ms = due_ms;
  if (due_ms >= 0)
    self->timer_id = g_timeout_add_full (
        TIMER_PRIORITY, (guint) CLAMP (due_ms - now_ms (), 0, G_MAXINT), on_due, self, NULL);
}

static void
on_fingers_changed (gpointer user_data)
{
  AftKeyPad *self = user_data;
  mark_pressed (self, FALSE);
  self->pressed = aft_key_fingers_get_pressed (self->fingers);
  mark_pressed (self, TRUE);
  update_bubble (self);
  update_timer (self);
}

static const AftKeyFingersEvents finger_events
    = { .give = on_given, .drag = on_dragged, .changed = on_fingers_changed };

/* -- fingers and the mouse ------------------------------------------------------------------- */

/* Where the pad's corner is on the surface that events are measured on. */
static void
note_origin (AftKeyPad *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  double left = 0, top = 0;
  gtk_native_get_surface_transform (native, &left, &top);
  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (native), 0, 0, &self->origin_x,
                                    &self->origin_y);
  self->origin_x += left;
  self->origin_y += top;
}

static void
begin_touch (AftKeyPad *self, gconstpointer finger, double x, double y)
{
  guint n_unmapped = self->n_unmapped;
  note_origin (self);
  aft_key_fingers_down (self->fingers, finger, x - self->origin_x, y - self->origin_y, now_ms ());
  if (self->n_unmapped == n_unmapped)
    return;
  /* The finger before it gave a key for which the pad was taken out, and perhaps put back: GTK
   * tells of this one no more. It counts now or never, or it would be held for ever. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    aft_key_fingers_up (self->fingers, finger, x - self->origin_x, y - self->origin_y, now_ms ());
  else
    aft_key_fingers_release (self->fingers);
}

static void
move_touch (AftKeyPad *self, gconstpointer finger, double x, double y)
{
  aft_key_fingers_move (self->fingers, finger, x - self->origin_x, y - self->origin_y, now_ms ());
}

static void
end_touch (AftKeyPad *self, gconstpointer finger, double x, double y)
{
  aft_key_fingers_up (self->fingers, finger, x - self->origin_x, y - self->origin_y, now_ms ());
}

/* The mouse is a finger too, while its button is down. TRUE: the event was for the keys. */
static gboolean
take_mouse (AftKeyPad *self, GdkEvent *event, double x, double y)
{
  GdkEventType type = gdk_event_get_event_type (event);
  gconstpointer finger = &self->is_mouse_down;
  if (type == GDK_MOTION_NOTIFY)
    {
      if (self->is_mouse_down)
        move_touch (self, finger, x, y);
      return self->is_mouse_down;
    }
  if (gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY)
    return TRUE;
  self->is_mouse_down = type == GDK_BUTTON_PRESS;
  if (self->is_mouse_down)
    begin_touch (self, finger, x, y);
  else
    end_touch (self, finger, x, y);
  return TRUE;
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer user_data)
{
  AftKeyPad *self = user_data;
  gconstpointer finger = gdk_event_get_event_sequence (event);
  double x = 0, y = 0;
  gdk_event_get_position (event, &x, &y);
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_TOUCH_BEGIN:
      begin_touch (self, finger, x, y);
      return GDK_EVENT_STOP;
    case GDK_TOUCH_UPDATE:
      move_touch (self, finger, x, y);
      return GDK_EVENT_STOP;
    case GDK_TOUCH_END:
      end_touch (self, finger, x, y);
      return GDK_EVENT_STOP;
    case GDK_TOUCH_CANCEL:
      aft_key_fingers_cancel (self->fingers, finger);
      return GDK_EVENT_STOP;
    case GDK_BUTTON_PRESS:
    case GDK_BUTTON_RELEASE:
    case GDK_MOTION_NOTIFY:
      return take_mouse (self, event, x, y) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* -- the keys -------------------------------------------------------------------------------- */

static void
take_grid (AftKeyPad *self)
{
  aft_key_fingers_take_grid (self->fingers,
                             aft_key_grid_new (aft_key_layout_get (self->state.layout),
                                               self->state.missing, self->width, self->height));
}

static void
remove_keys (AftKeyPad *self)
{
  for (guint i = 0; i < self->keys->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->keys, i));
  g_ptr_array_set_size (self->keys, 0);
}

static void
make_keys (AftKeyPad *self)
{
  GtkWidget *after = NULL;
  aft_key_fingers_release (self->fingers);
  remove_keys (self);
  take_grid (self);
  const AftKeyGrid *grid = aft_key_fingers_get_grid (self->fingers);
  for (guint i = 0; i < aft_key_grid_count (grid); i++)
    {
      GtkWidget *key = aft_key_new (aft_key_grid_get (grid, i)->key);
      g_signal_connect_object (key, "clicked", G_CALLBACK (on_key_clicked), self, 0);
      /* Before the bubble, which is to be above them. */
      gtk_widget_insert_after (key, GTK_WIDGET (self), after);
      g_ptr_array_add (self->keys, key);
      after = key;
    }
}

/* Keys are told only of what is different: it is said after each key that is pressed, and assistive
 * technology hears of each name that is set. */
static gboolean
looks_different (AftKeyPad *self, const AftKeyPadState *state)
{
  return self->state.shift != state->shift || self->state.is_traditional != state->is_traditional
         || g_strcmp0 (self->state.enter, state->enter) != 0
         || g_strcmp0 (self->tongue, _ ("Space")) != 0;
}

void
aft_key_pad_set_state (AftKeyPad *self, const AftKeyPadState *state)
{
  g_return_if_fail (AFT_IS_KEY_PAD (self));
  gboolean is_same = self->keys->len > 0 && self->state.layout == state->layout
                     && self->state.missing == state->missing;
  gboolean is_alike = is_same && !looks_different (self, state);
  self->state = *state;
  g_free (self->tongue);
  self->tongue = g_strdup (_ ("Space"));
  if (!is_same)
    make_keys (self);
  for (guint i = 0; !is_alike && i < self->keys->len; i++)
    aft_key_set_state (g_ptr_array_index (self->keys, i), state);
  update_bubble (self);
}

void
aft_key_pad_release (AftKeyPad *self)
{
  g_return_if_fail (AFT_IS_KEY_PAD (self));
  aft_key_fingers_release (self->fingers);
}

/* -- room ------------------------------------------------------------------------------------ */

/* Keys say how high they want to be, and all are alike; as wide as the screen is what they get. */
static void
aft_key_pad_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{ /* size-waiver: GtkWidget sets the seven parameters */
  AftKeyPad *self = AFT_KEY_PAD (widget);
  int rows = (int) aft_key_layout_get (self->state.layout)->n_rows;
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  for (guint i = 0; i < self->keys->len; i++)
    {
      int height = 0;
      gtk_widget_measure (g_ptr_array_index (self->keys, i), GTK_ORIENTATION_VERTICAL, -1, &height,
                          NULL, NULL, NULL);
      *minimum = *natural = MAX (*minimum, height * rows);
    }
}

static void
place_key (GtkWidget *key, const AftKeyBox *box)
{
  GtkAllocation place = { .x = box->x, .y = box->y, .width = box->width, .height = box->height };
  int width = 0;
  gtk_widget_measure (key, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  /* Wider than its cell where the screen is too narrow for what stands on it: nothing is cut off,
   * and touches go by the cell. */
  place.x -= MAX (0, width - place.width) / 2;
  place.width = MAX (width, place.width);
  gtk_widget_size_allocate (key, &place, -1);
}

static void
aft_key_pad_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AftKeyPad *self = AFT_KEY_PAD (widget);
  self->width = width;
  self->height = height;
  take_grid (self);
  for (guint i = 0; i < self->keys->len; i++)
    place_key (g_ptr_array_index (self->keys, i), &get_cell (self, (int) i)->box);
  aft_key_bubble_allocate (self->bubble);
}

/* -- keyboard and switch --------------------------------------------------------------------- */

static int
find_focused (AftKeyPad *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  guint position = 0;
  return child != NULL && g_ptr_array_find (self->keys, child, &position) ? (int) position
                                                                          : AFT_KEY_NONE;
}

/* Tab goes to the keys and past them, arrows from key to key. */
static gboolean
aft_key_pad_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AftKeyPad *self = AFT_KEY_PAD (widget);
  const AftKeyGrid *grid = aft_key_fingers_get_grid (self->fingers);
  int focused = find_focused (self);
  int columns = direction == GTK_DIR_RIGHT ? 1 : direction == GTK_DIR_LEFT ? -1 : 0;
  int rows = direction == GTK_DIR_DOWN ? 1 : direction == GTK_DIR_UP ? -1 : 0;
  int next = AFT_KEY_NONE;

  if (self->keys->len == 0)
    return FALSE;
  if (focused == AFT_KEY_NONE)
    next = 0;
  else if (columns != 0 || rows != 0)
    next = aft_key_grid_step (grid, (guint) focused, columns, rows);
  return next != AFT_KEY_NONE
         && gtk_widget_grab_focus (g_ptr_array_index (self->keys, (guint) next));
}

static void
aft_key_pad_unmap (GtkWidget *widget)
{
  AftKeyPad *self = AFT_KEY_PAD (widget);
  self->is_mouse_down = FALSE;
  self->n_unmapped++;
  aft_key_fingers_release (self->fingers);
  GTK_WIDGET_CLASS (aft_key_pad_parent_class)->unmap (widget);
}

static void
aft_key_pad_dispose (GObject *object)
{
  AftKeyPad *self = AFT_KEY_PAD (object);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  remove_keys (self);
  g_clear_pointer (&self->bubble, aft_key_bubble_free);
  G_OBJECT_CLASS (aft_key_pad_parent_class)->dispose (object);
}

static void
aft_key_pad_finalize (GObject *object)
{
  AftKeyPad *self = AFT_KEY_PAD (object);
  g_clear_pointer (&self->fingers, aft_key_fingers_free);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->tongue, g_free);
  G_OBJECT_CLASS (aft_key_pad_parent_class)->finalize (object);
}

static void
aft_key_pad_class_init (AftKeyPadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = aft_key_pad_dispose;
  object_class->finalize = aft_key_pad_finalize;
  widget_class->measure = aft_key_pad_measure;
  widget_class->size_allocate = aft_key_pad_size_allocate;
  widget_class->focus = aft_key_pad_focus;
  widget_class->unmap = aft_key_pad_unmap;
  gtk_widget_class_set_css_name (widget_class, "key-pad");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_KEY] = g_signal_new ("key", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
  signals[SIGNAL_CURSOR_DRAGGED] = g_signal_new ("cursor-dragged", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
aft_key_pad_init (AftKeyPad *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  self->keys = g_ptr_array_new ();
  self->pressed = AFT_KEY_NONE;
  self->fingers = aft_key_fingers_new (&finger_events, self);
  self->bubble = aft_key_bubble_new (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
}

GtkWidget *
aft_key_pad_new (void)
{
  return g_object_new (AFT_TYPE_KEY_PAD, NULL);
}
