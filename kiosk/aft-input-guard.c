/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kiosk's fence around keyboard, fingers and mouse. A list of what is allowed, not of what is
 * forbidden: shortcuts of toolkit, compositor and input methods that nobody thought of stay out. */
#include "aft-input-guard.h"

#include "aft-keyboard.h"

typedef struct
{
  AftInputNoted on_noted;
  gpointer user_data;
  GHashTable *writing;      /* fingers that came down on the keyboard; compared only */
  GdkEventSequence *finger; /* the one that counts elsewhere; compared only */
  gboolean has_finger;
} Guard;

/* Besides everything that writes a character. */
static const guint allowed_keys[] = {
  GDK_KEY_Tab,       GDK_KEY_ISO_Left_Tab, GDK_KEY_Return,     GDK_KEY_KP_Enter,
  GDK_KEY_Up,        GDK_KEY_Down,         GDK_KEY_Left,       GDK_KEY_Right,
  GDK_KEY_KP_Up,     GDK_KEY_KP_Down,      GDK_KEY_KP_Left,    GDK_KEY_KP_Right,
  GDK_KEY_Home,      GDK_KEY_End,          GDK_KEY_Page_Up,    GDK_KEY_Page_Down,
  GDK_KEY_BackSpace, GDK_KEY_Delete,       GDK_KEY_Shift_L,    GDK_KEY_Shift_R,
  GDK_KEY_Caps_Lock, GDK_KEY_Num_Lock,     GDK_KEY_Shift_Lock, GDK_KEY_ISO_Level3_Shift,
  GDK_KEY_Multi_key,
};

#define REFUSED_MODIFIERS                                                                          \
  (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK | GDK_HYPER_MASK)

static gboolean
is_dead_key (guint key)
{
  return key >= GDK_KEY_dead_grave && key <= GDK_KEY_dead_longsolidusoverlay;
}

static gboolean
is_allowed (guint key, GdkModifierType modifiers)
{
  if ((modifiers & REFUSED_MODIFIERS) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (allowed_keys); i++)
    if (key == allowed_keys[i])
      return TRUE;
  /* Escape, for one, has a character too. */
  return g_unichar_isprint (gdk_keyval_to_unicode (key)) || is_dead_key (key);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                gpointer user_data)
{
  Guard *guard = user_data;
  if (!is_allowed (key, modifiers))
    return GDK_EVENT_STOP;
  guard->on_noted (guard->user_data);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
is_on_keyboard (GtkWidget *window, GdkEvent *event)
{
  double x = 0;
  double y = 0;
  double left = 0;
  double top = 0;
  if (!gdk_event_get_position (event, &x, &y))
    return FALSE;
  gtk_native_get_surface_transform (GTK_NATIVE (window), &left, &top);
  GtkWidget *touched = gtk_widget_pick (window, x - left, y - top, GTK_PICK_DEFAULT);
  return touched != NULL && gtk_widget_get_ancestor (touched, AFT_TYPE_KEYBOARD) != NULL;
}

/* Is it one of those that write? They are known from when they come down until they are up. */
static gboolean
is_writing (Guard *guard, GtkWidget *window, GdkEvent *event)
{
  GdkEventSequence *finger = gdk_event_get_event_sequence (event);
  GdkEventType type = gdk_event_get_event_type (event);
  if (type == GDK_TOUCH_BEGIN && is_on_keyboard (window, event))
    {
      g_hash_table_add (guard->writing, finger);
      guard->on_noted (guard->user_data);
      return TRUE;
    }
  if (type == GDK_TOUCH_END || type == GDK_TOUCH_CANCEL)
    return g_hash_table_remove (guard->writing, finger);
  return g_hash_table_contains (guard->writing, finger);
}

/* A second finger is not heard from when it comes down until it is up again. */
static gboolean
judge_finger (Guard *guard, GtkWidget *window, GdkEvent *event)
{
  GdkEventSequence *finger = gdk_event_get_event_sequence (event);
  GdkEventType type = gdk_event_get_event_type (event);
  if (is_writing (guard, window, event))
    return GDK_EVENT_PROPAGATE;
  if (type == GDK_TOUCH_BEGIN && !guard->has_finger)
    {
      guard->has_finger = TRUE;
      guard->finger = finger;
      guard->on_noted (guard->user_data);
      return GDK_EVENT_PROPAGATE;
    }
  if (!guard->has_finger || finger != guard->finger)
    return GDK_EVENT_STOP;
  if (type == GDK_TOUCH_END || type == GDK_TOUCH_CANCEL)
    guard->has_finger = FALSE;
  return GDK_EVENT_PROPAGATE;
}

static gboolean
judge_button (Guard *guard, GdkEvent *event)
{
  if (gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY)
    return GDK_EVENT_STOP;
  if (gdk_event_get_event_type (event) == GDK_BUTTON_PRESS)
    guard->on_noted (guard->user_data);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer user_data)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
      return judge_finger (
          user_data, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)), event);
    case GDK_BUTTON_PRESS:
    case GDK_BUTTON_RELEASE:
      return judge_button (user_data, event);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
free_guard (gpointer data, GClosure *closure)
{
  Guard *guard = data;
  g_hash_table_unref (guard->writing);
  g_free (guard);
}

void
aft_input_guard_install (GtkWidget *window, AftInputNoted on_noted, gpointer user_data)
{
  Guard *guard = g_new0 (Guard, 1);
  guard->on_noted = on_noted;
  guard->user_data = user_data;
  guard->writing = g_hash_table_new (NULL, NULL);

  GtkEventController *pointers = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (pointers, GTK_PHASE_CAPTURE);
  g_signal_connect_data (pointers, "event", G_CALLBACK (on_event), guard, free_guard, 0);
  gtk_widget_add_controller (window, pointers);

  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), guard);
  gtk_widget_add_controller (window, keys);

  /* No menu or selection by a long press, no dragging of text. */
  g_object_set (gtk_widget_get_settings (window), "gtk-long-press-time", G_MAXUINT / 2,
                "gtk-dnd-drag-threshold", G_MAXINT / 2, NULL);
}
