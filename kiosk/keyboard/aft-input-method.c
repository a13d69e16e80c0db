/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Knows which field has the focus and carries what the typing says to it, and what happens to the
 * field to the typing. What GTK reports in passing (a reset that a commit of ours has caused, a
 * focus that goes to the keys and comes back) stops here. */
#include "aft-input-method.h"

#include "aft-input-method-private.h"
#include "aft-secret.h"
#include "aft-text-touch.h"

struct _AftInputMethod
{
  GObject parent_instance;
  GtkWidget *window;   /* weak */
  GtkWidget *keyboard; /* weak */
  AftTyping *typing;
  AftInputContext *context; /* weak: of the field */
  GObject *text;            /* weak: has the field's cursor-position */
  AftTextTouch *touch;      /* weak: the fingers in the field */
  guint n_writing;          /* > 0: what the field does now, the method has caused */
};

G_DEFINE_FINAL_TYPE (AftInputMethod, aft_input_method, G_TYPE_OBJECT)

enum
{
  SIGNAL_FIELD_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define WINDOW_KEY "aft-input-method"

#define OTHER_MODIFIERS                                                                            \
  (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK | GDK_HYPER_MASK)

AftInputMethod *
aft_input_method_find (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root == NULL ? NULL : g_object_get_data (G_OBJECT (root), WINDOW_KEY);
}

static GtkWidget *
get_client (AftInputMethod *method)
{
  return method->context == NULL ? NULL : aft_input_context_get_client (method->context);
}

/* -- from the typing to the field ---------------------------------------------------------------
 */

static void
on_commit (AftTyping *typing, const char *text, AftInputMethod *method)
{
  if (get_client (method) == NULL)
    return;
  method->n_writing++;
  aft_input_context_commit (method->context, text);
  method->n_writing--;
}

static void
on_preedit_changed (AftTyping *typing, AftInputMethod *method)
{
  if (get_client (method) == NULL)
    return;
  method->n_writing++;
  aft_input_context_show_preedit (method->context, aft_typing_get_preedit (typing),
                                  aft_typing_get_caret (typing));
  method->n_writing--;
}

/* As the field's own key would do it. */
static void
on_erase (AftTyping *typing, AftInputMethod *method)
{
  GtkWidget *client = get_client (method);

  if (client == NULL)
    return;
  method->n_writing++;
  g_signal_emit_by_name (client, "backspace");
  method->n_writing--;
}

static void
on_move (AftTyping *typing, int steps, AftInputMethod *method)
{
  GtkWidget *client = get_client (method);

  if (client == NULL)
    return;
  method->n_writing++;
  g_signal_emit_by_name (client, "move-cursor", GTK_MOVEMENT_VISUAL_POSITIONS, steps, FALSE);
  method->n_writing--;
}

static void
on_enter (AftTyping *typing, AftInputMethod *method)
{
  GtkWidget *client = get_client (method);

  if (client == NULL)
    return;
  method->n_writing++;
  if (GTK_IS_TEXT (client))
    g_signal_emit_by_name (client, "activate");
  else
    aft_input_context_commit (method->context, "\n");
  method->n_writing--;
}

/* -- from the field to the typing ---------------------------------------------------------------
 */

static void
tell_before (AftInputMethod *method)
{
  if (get_client (method) == NULL || aft_typing_is_private (method->typing))
    return;
  g_autoptr (AftSecretText) before = aft_input_context_dup_before (method->context);
  aft_typing_set_before (method->typing, before);
}

/* A finger in the field sets the cursor: what is open is finished where it is. */
static void
on_placing (AftInputMethod *method)
{
  aft_typing_settle (method->typing);
}

static void
watch_field (AftInputMethod *method)
{
  GtkWidget *client = get_client (method);
  gboolean is_one_line = GTK_IS_TEXT (client);
  GObject *text = is_one_line ? G_OBJECT (client)
                              : G_OBJECT (gtk_text_view_get_buffer (GTK_TEXT_VIEW (client)));

  g_set_weak_pointer (&method->text, text);
  g_signal_connect_object (text, "notify::cursor-position", G_CALLBACK (tell_before), method,
                           G_CONNECT_SWAPPED);
  g_set_weak_pointer (&method->touch, aft_text_touch_get (client));
  if (method->touch != NULL)
    g_signal_connect_object (method->touch, "placing", G_CALLBACK (on_placing), method,
                             G_CONNECT_SWAPPED);
}

static void
unwatch_field (AftInputMethod *method)
{
  if (method->text != NULL)
    g_signal_handlers_disconnect_by_func (method->text, tell_before, method);
  g_clear_weak_pointer (&method->text);
  if (method->touch != NULL)
    g_signal_handlers_disconnect_by_func (method->touch, on_placing, method);
  g_clear_weak_pointer (&method->touch);
}

static void
leave_field (AftInputMethod *method)
{
  if (method->context == NULL)
    return;
  aft_typing_end_field (method->typing);
  unwatch_field (method);
  g_clear_weak_pointer (&method->context);
  g_signal_emit (method, signals[SIGNAL_FIELD_CHANGED], 0);
}

void
aft_input_method_focus_in (AftInputMethod *method, AftInputContext *context)
{
  if (method->context == context)
    return;
  leave_field (method);
  g_set_weak_pointer (&method->context, context);
  watch_field (method);
  AftTypingField field = aft_input_context_read_field (context);
  aft_typing_begin_field (method->typing, &field);
  tell_before (method);
  g_signal_emit (method, signals[SIGNAL_FIELD_CHANGED], 0);
}

void
aft_input_method_lose (AftInputMethod *method, AftInputContext *context)
{
  if (method->context != context)
    return;
  aft_typing_reset (method->typing);
  leave_field (method);
}

static gboolean
is_in_keyboard (AftInputMethod *method, GtkWidget *focus)
{
  return method->keyboard != NULL && focus != NULL
         && (focus == method->keyboard || gtk_widget_is_ancestor (focus, method->keyboard));
}

/* A field that loses the focus is told so before it is known where to, and also when the whole
 * window does. */
static void
on_focus_moved (AftInputMethod *method)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (method->window));
  GtkWidget *client = get_client (method);

  if (client != NULL && focus != client && !is_in_keyboard (method, focus))
    leave_field (method);
}

void
aft_input_method_reset (AftInputMethod *method, AftInputContext *context)
{
  if (method->context == context && method->n_writing == 0 && aft_typing_is_open (method->typing))
    aft_typing_reset (method->typing);
}

gboolean
aft_input_method_filter (AftInputMethod *method, AftInputContext *context, GdkEvent *event)
{
  guint keyval = gdk_key_event_get_keyval (event);

  if (method->context != context)
    return FALSE;
  if (gdk_event_get_event_type (event) == GDK_KEY_RELEASE)
    {
      aft_typing_release_hardware (method->typing, keyval);
      return FALSE;
    }
  /* A shortcut is the field's, which would drop what is open. */
  if ((gdk_event_get_modifier_state (event) & OTHER_MODIFIERS) != 0)
    {
      aft_typing_settle (method->typing);
      return FALSE;
    }
  return aft_typing_press_hardware (method->typing, keyval);
}

/* -- the object ---------------------------------------------------------------------------------
 */

AftInputMethod *
aft_input_method_new (GtkWidget *window, AftTyping *typing)
{
  AftInputMethod *method = g_object_new (AFT_TYPE_INPUT_METHOD, NULL);

  aft_input_context_install (gtk_widget_get_display (window));
  g_set_weak_pointer (&method->window, window);
  method->typing = g_object_ref (typing);
  g_object_set_data (G_OBJECT (window), WINDOW_KEY, method);
  g_signal_connect_object (window, "notify::focus-widget", G_CALLBACK (on_focus_moved), method,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (typing, "commit", G_CALLBACK (on_commit), method, 0);
  g_signal_connect_object (typing, "preedit-changed", G_CALLBACK (on_preedit_changed), method, 0);
  g_signal_connect_object (typing, "erase", G_CALLBACK (on_erase), method, 0);
  g_signal_connect_object (typing, "move", G_CALLBACK (on_move), method, 0);
  g_signal_connect_object (typing, "enter", G_CALLBACK (on_enter), method, 0);
  return method;
}

AftTyping *
aft_input_method_get_typing (AftInputMethod *method)
{
  return method->typing;
}

GtkWidget *
aft_input_method_get_field (AftInputMethod *method)
{
  return get_client (method);
}

void
aft_input_method_set_keyboard (AftInputMethod *method, GtkWidget *keyboard)
{
  g_return_if_fail (AFT_IS_INPUT_METHOD (method));

  g_set_weak_pointer (&method->keyboard, keyboard);
}

static void
aft_input_method_dispose (GObject *object)
{
  AftInputMethod *method = AFT_INPUT_METHOD (object);

  if (method->window != NULL)
    g_object_set_data (G_OBJECT (method->window), WINDOW_KEY, NULL);
  unwatch_field (method);
  g_clear_weak_pointer (&method->window);
  g_clear_weak_pointer (&method->keyboard);
  g_clear_weak_pointer (&method->context);
  g_clear_object (&method->typing);
  G_OBJECT_CLASS (aft_input_method_parent_class)->dispose (object);
}

static void
aft_input_method_class_init (AftInputMethodClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = aft_input_method_dispose;
  signals[SIGNAL_FIELD_CHANGED]
      = g_signal_new ("field-changed", AFT_TYPE_INPUT_METHOD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static void
aft_input_method_init (AftInputMethod *method)
{
}
