/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When there is a keyboard, and what is loaded for it. It comes and goes with the field that has
 * the focus, but never under a finger that is down: what is touched would move away from it. A
 * guest who never comes to a field costs nothing; the pinyin engine, once loaded, stays for those
 * who follow. What keys mean is for the typing, where the keyboard stands for the window. */
#include "aft-writing.h"

#include "aft-dish-names.h"
#include "aft-field-sight.h"
#include "aft-hand-pad.h"
#include "aft-keyboard.h"
#include "aft-language-switch.h"

/* Pixels that a finger may move and still have tapped. */
#define TAP_SLACK 24

struct _AftWriting
{
  AftKioskHouse *house;
  AftKioskWindow *window;
  AftLanguage language;
  AftTyping *typing;
  AftInputMethod *method;
  AftFieldSight *sight;
  GtkWidget *keyboard;         /* a reference; NULL until this guest first writes */
  GHashTable *fingers;         /* that are down, the mouse's button among them; compared only */
  GtkEventController *touches; /* of the window */
  GCancellable *cancellable;
  gboolean has_asked;    /* for the engine */
  gboolean is_leaving;   /* a finger is down where there is no field */
  graphene_point_t from; /* where it came down */
  guint update_id;
};

/* -- pinyin ---------------------------------------------------------------------------------- */

/* Where it is not installed, letters stay letters, and staff find out why. */
static void
on_engine_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AftWriting *writing = user_data;
  g_autoptr (GError) error = NULL;
  AftPinyinEngine *engine = aft_pinyin_engine_load_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (engine == NULL)
    {
      g_warning ("loading pinyin: %s", error->message);
      aft_typing_take_engine (writing->typing, NULL);
      return;
    }
  aft_pinyin_engine_set_fuzzy (engine, aft_pinyin_fuzzy_from_setting (aft_config_get_text (
                                           writing->house->config, "keyboard", "fuzzy")));
  aft_typing_take_engine (writing->typing, engine);
}

/* What guests are likely to write about. */
static char **
collect_dishes (AftWriting *writing)
{
  const AftResponseKind kinds[]
      = { AFT_RESPONSE_EXIT, AFT_RESPONSE_COMPLAINT, AFT_RESPONSE_SUGGESTION };
  const AftValue *definitions[G_N_ELEMENTS (kinds)];
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    definitions[i]
        = aft_survey_get_definition (aft_house_surveys_get (writing->house->surveys, kinds[i]));
  return aft_dish_names_collect (definitions, G_N_ELEMENTS (definitions));
}

static void
load_engine (AftWriting *writing)
{
  if (writing->has_asked)
    return;
  writing->has_asked = TRUE;
  g_auto (GStrv) names = collect_dishes (writing);
  g_autoptr (AftPinyinOptions) options
      = aft_pinyin_options_new_installed ((const char *const *) names);
  aft_pinyin_engine_load_async (options, writing->cancellable, on_engine_loaded, writing);
}

static gboolean
is_for_words (AftLayout layout)
{
  return layout != AFT_LAYOUT_DIGITS && layout != AFT_LAYOUT_PHONE && layout != AFT_LAYOUT_EMAIL;
}

/* -- the keyboard ---------------------------------------------------------------------------- */

static GtkWidget *
get_keyboard (AftWriting *writing)
{
  if (writing->keyboard == NULL)
    writing->keyboard = g_object_ref_sink (aft_keyboard_new (writing->method));
  return writing->keyboard;
}

static void
update (AftWriting *writing)
{
  GtkWidget *field = aft_input_method_get_field (writing->method);
  if (field == NULL)
    {
      aft_kiosk_window_set_keyboard (writing->window, NULL, NULL);
      return;
    }
  gboolean was_there = writing->keyboard != NULL && gtk_widget_get_mapped (writing->keyboard);
  if (is_for_words (aft_typing_get_layout (writing->typing)))
    load_engine (writing);
  aft_kiosk_window_set_keyboard (writing->window, get_keyboard (writing), field);
  aft_language_switch_mark (writing->keyboard, writing->language);
  if (!was_there)
    aft_field_sight_look (writing->sight);
}

static gboolean
on_update_due (gpointer user_data)
{
  AftWriting *writing = user_data;
  writing->update_id = 0;
  if (g_hash_table_size (writing->fingers) == 0)
    update (writing);
  return G_SOURCE_REMOVE;
}

/* After what the event does besides, and before the next frame. */
static void
update_later (AftWriting *writing)
{
  if (writing->update_id == 0)
    writing->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_update_due, writing, NULL);
}

static void
on_field_changed (AftInputMethod *method, AftWriting *writing)
{
  aft_field_sight_set_field (writing->sight, aft_input_method_get_field (method));
  update_later (writing);
}

static void
on_typing_changed (AftTyping *typing, AftWriting *writing)
{
  g_object_set (writing->window, "is-writing", aft_typing_is_open (typing), NULL);
  aft_field_sight_glance (writing->sight);
}

static void
on_hidden (AftTyping *typing, AftWriting *writing)
{
  gtk_window_set_focus (GTK_WINDOW (writing->window), NULL);
}

/* -- fingers --------------------------------------------------------------------------------- */

static gboolean
locate (AftWriting *writing, GdkEvent *event, graphene_point_t *place)
{
  double x = 0;
  double y = 0;
  double left = 0;
  double top = 0;
  if (!gdk_event_get_position (event, &x, &y))
    return FALSE;
  gtk_native_get_surface_transform (GTK_NATIVE (writing->window), &left, &top);
  graphene_point_init (place, (float) (x - left), (float) (y - top));
  return TRUE;
}

/* What takes the focus by itself, or gives it to a field. */
static gboolean
takes_focus (GtkWidget *widget)
{
  gboolean is_ground = GTK_IS_SCROLLED_WINDOW (widget); /* takes keys, to scroll */
  return (gtk_widget_get_focusable (widget) && !is_ground) || GTK_IS_EDITABLE (widget)
         || gtk_widget_has_css_class (widget, "field");
}

/* The ground of the page, a picture, a title. */
static gboolean
is_outside (AftWriting *writing, const graphene_point_t *place)
{
  GtkWidget *page = aft_kiosk_window_get_page (writing->window);
  GtkWidget *touched
      = gtk_widget_pick (GTK_WIDGET (writing->window), place->x, place->y, GTK_PICK_DEFAULT);
  while (touched != NULL && touched != page && !takes_focus (touched))
    touched = gtk_widget_get_parent (touched);
  return page != NULL && touched == page;
}

static void
note_down (AftWriting *writing, GdkEvent *event)
{
  g_hash_table_add (writing->fingers, gdk_event_get_event_sequence (event));
  writing->is_leaving = locate (writing, event, &writing->from)
                        && aft_input_method_get_field (writing->method) != NULL
                        && is_outside (writing, &writing->from);
}

static void
note_move (AftWriting *writing, GdkEvent *event)
{
  graphene_point_t place;
  if (writing->is_leaving && locate (writing, event, &place)
      && graphene_point_distance (&writing->from, &place, NULL, NULL) > TAP_SLACK)
    writing->is_leaving = FALSE;
}

static void
note_up (AftWriting *writing, GdkEvent *event)
{
  g_hash_table_remove (writing->fingers, gdk_event_get_event_sequence (event));
  if (writing->is_leaving)
    gtk_window_set_focus (GTK_WINDOW (writing->window), NULL);
  writing->is_leaving = FALSE;
  update_later (writing);
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, AftWriting *writing)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_TOUCH_BEGIN:
    case GDK_BUTTON_PRESS:
      note_down (writing, event);
      break;
    case GDK_TOUCH_UPDATE:
    case GDK_MOTION_NOTIFY:
      note_move (writing, event);
      break;
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
    case GDK_BUTTON_RELEASE:
      note_up (writing, event);
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
watch_fingers (AftWriting *writing)
{
  writing->fingers = g_hash_table_new (NULL, NULL);
  writing->touches = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (writing->touches, GTK_PHASE_CAPTURE);
  g_signal_connect (writing->touches, "event", G_CALLBACK (on_event), writing);
  gtk_widget_add_controller (GTK_WIDGET (writing->window), writing->touches);
}

/* -- guests ---------------------------------------------------------------------------------- */

/* The next guest's keys are made anew: other words stand on them, and these have shown what this
 * guest was about to write. */
static void
drop_keyboard (AftWriting *writing)
{
  aft_kiosk_window_set_keyboard (writing->window, NULL, NULL);
  g_clear_object (&writing->keyboard);
}

void
aft_writing_begin_guest (AftWriting *writing, AftLanguage language)
{
  writing->language = language;
  aft_typing_begin_guest (writing->typing, language);
  drop_keyboard (writing);
  update_later (writing);
}

void
aft_writing_note_size (AftWriting *writing)
{
  aft_field_sight_look (writing->sight);
}

AftWriting *
aft_writing_new (AftKioskHouse *house, AftKioskWindow *window)
{
  AftWriting *writing = g_new0 (AftWriting, 1);
  writing->house = house;
  writing->window = window;
  writing->cancellable = g_cancellable_new ();
  writing->sight = aft_field_sight_new ();
  writing->typing = aft_typing_new (house->clock);
  aft_typing_set_can_write_by_hand (writing->typing, aft_hand_pad_is_possible ());
  writing->method = aft_input_method_new (GTK_WIDGET (window), writing->typing);
  g_signal_connect (writing->method, "field-changed", G_CALLBACK (on_field_changed), writing);
  g_signal_connect (writing->typing, "changed", G_CALLBACK (on_typing_changed), writing);
  g_signal_connect (writing->typing, "hide", G_CALLBACK (on_hidden), writing);
  watch_fingers (writing);
  return writing;
}

void
aft_writing_free (AftWriting *writing)
{
  if (writing == NULL)
    return;
  g_cancellable_cancel (writing->cancellable);
  g_clear_handle_id (&writing->update_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (writing->method, writing);
  g_signal_handlers_disconnect_by_data (writing->typing, writing);
  gtk_widget_remove_controller (GTK_WIDGET (writing->window), writing->touches);
  drop_keyboard (writing);
  g_object_unref (writing->method);
  g_object_unref (writing->typing);
  g_object_unref (writing->cancellable);
  g_hash_table_unref (writing->fingers);
  aft_field_sight_free (writing->sight);
  g_free (writing);
}
