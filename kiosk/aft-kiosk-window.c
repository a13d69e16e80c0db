/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kiosk's window: where page, card, keys and bar stand, which way the screen is turned, and
 * that there is no way out of it. Which page is shown is the guide's decision, and when there are
 * keys that of aft-writing. */
#include "aft-kiosk-window.h"

/* LOOK: nothing a guest needs in the top fifth of a portrait screen. */
#define TOP_FRACTION 5
/* Pixels; LOOK's smallest screen is 768 × 1024. */
#define SMALL_HEIGHT 1200
/* A screen whose shorter side is shorter has the class "small" (assets/styles). */
#define SMALL_SIDE 1000

struct _AftKioskWindow
{
  GtkWindow parent_instance;
  GtkWidget *head;
  GtkLabel *house_name;
  GtkWidget *content;
  GtkBox *page_slot;
  GtkBox *card_slot;
  GtkBox *keyboard_slot;
  GtkBox *bar_slot;
  GtkWidget *focus_before; /* weak */
  GtkWidget *field;        /* weak: that the keys write in */
  gboolean is_windowed;
  gboolean needs_room;
  gboolean is_for_staff;
  gboolean is_text_larger;
  gboolean is_tight;
  gboolean is_writing;
  int height;
  int turned; /* −1 unknown, else is_portrait */
};

enum
{
  SIGNAL_TURNED,
  SIGNALS
};

enum
{
  PROP_IS_TIGHT = 1,
  PROP_IS_WRITING,
  PROPERTIES
};

static guint signals[SIGNALS];
static GParamSpec *properties[PROPERTIES];

G_DEFINE_FINAL_TYPE (AftKioskWindow, aft_kiosk_window, GTK_TYPE_WINDOW)

static void
fill_slot (GtkBox *slot, GtkWidget *widget)
{
  GtkWidget *old = gtk_widget_get_first_child (GTK_WIDGET (slot));
  if (old != NULL)
    gtk_box_remove (slot, old);
  if (widget != NULL)
    gtk_box_append (slot, widget);
}

void
aft_kiosk_window_set_house_name (AftKioskWindow *window, const char *name)
{
  gtk_label_set_label (window->house_name, name);
  gtk_widget_set_visible (GTK_WIDGET (window->house_name), *name != '\0');
}

static GtkWidget *
get_keyboard (AftKioskWindow *window)
{
  return gtk_widget_get_first_child (GTK_WIDGET (window->keyboard_slot));
}

/* On a high screen the head is the part that hands do not reach. A screen too small for larger
 * text, for keys or for what staff need is small enough to be reached: there the page's title
 * stands in the top fifth. */
static void
update_head (AftKioskWindow *window)
{
  gboolean is_portrait = window->turned != FALSE;
  gboolean is_writing = get_keyboard (window) != NULL;
  gboolean is_full = (window->is_text_larger || window->is_for_staff || is_writing)
                     && window->height < SMALL_HEIGHT;
  gboolean is_wanted = !(window->needs_room || window->is_for_staff || is_writing);
  gtk_widget_set_visible (window->head, is_portrait ? !is_full : is_wanted);
  gtk_widget_set_size_request (window->head, -1, is_portrait ? window->height / TOP_FRACTION : -1);
}

static void
update_tightness (AftKioskWindow *window)
{
  gboolean is_tight
      = get_keyboard (window) != NULL && window->turned == FALSE && window->height < SMALL_SIDE;
  if (window->is_tight == is_tight)
    return;
  window->is_tight = is_tight;
  g_object_notify_by_pspec (G_OBJECT (window), properties[PROP_IS_TIGHT]);
}

void
aft_kiosk_window_set_larger_text (AftKioskWindow *window, gboolean is_larger)
{
  window->is_text_larger = is_larger;
  update_head (window);
}

void
aft_kiosk_window_set_for_staff (AftKioskWindow *window, gboolean is_for_staff)
{
  window->is_for_staff = is_for_staff;
  update_head (window);
}

void
aft_kiosk_window_set_page (AftKioskWindow *window, GtkWidget *page, gboolean needs_room)
{
  window->needs_room = needs_room;
  update_head (window);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_widget_set_hexpand (page, TRUE);
  fill_slot (window->page_slot, page);
}

GtkWidget *
aft_kiosk_window_get_page (AftKioskWindow *window)
{
  return gtk_widget_get_first_child (GTK_WIDGET (window->page_slot));
}

void
aft_kiosk_window_set_bar (AftKioskWindow *window, GtkWidget *bar)
{
  if (bar != NULL)
    gtk_widget_set_hexpand (bar, TRUE);
  fill_slot (window->bar_slot, bar);
}

void
aft_kiosk_window_set_keyboard (AftKioskWindow *window, GtkWidget *keyboard, GtkWidget *field)
{
  g_set_weak_pointer (&window->field, field);
  if (get_keyboard (window) == keyboard)
    return;
  fill_slot (window->keyboard_slot, keyboard);
  update_head (window);
  update_tightness (window);
}

/* Inside of the keys as usual; above the first of them is the field, and behind the last one the
 * page goes on after the field. FALSE: the focus is to go on from where it is now. */
static gboolean
move_from_keyboard (AftKioskWindow *window, GtkWidget *keyboard, GtkDirectionType direction)
{
  gboolean leads_out = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD
                       || direction == GTK_DIR_UP;
  if (gtk_widget_child_focus (keyboard, direction) || !leads_out || window->field == NULL)
    return TRUE;
  gtk_widget_grab_focus (window->field);
  return direction != GTK_DIR_TAB_FORWARD;
}

static gboolean
is_in_keyboard (AftKioskWindow *window, GtkWidget *widget)
{
  GtkWidget *keyboard = get_keyboard (window);
  return keyboard != NULL && widget != NULL && gtk_widget_is_ancestor (widget, keyboard);
}

static gboolean
aft_kiosk_window_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AftKioskWindow *window = AFT_KIOSK_WINDOW (widget);
  GtkWidget *keyboard = get_keyboard (window);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  gboolean is_moved = FALSE;
  if (is_in_keyboard (window, focus))
    is_moved = move_from_keyboard (window, keyboard, direction);
  else if (keyboard != NULL && focus == window->field && direction == GTK_DIR_TAB_FORWARD)
    is_moved = gtk_widget_child_focus (keyboard, direction);
  if (is_moved)
    return TRUE;
  return GTK_WIDGET_CLASS (aft_kiosk_window_parent_class)->focus (widget, direction);
}

static void
give_focus_back (AftKioskWindow *window)
{
  GtkWidget *before = window->focus_before;
  if (before != NULL && gtk_widget_get_root (before) == GTK_ROOT (window))
    gtk_widget_grab_focus (before);
  g_clear_weak_pointer (&window->focus_before);
}

void
aft_kiosk_window_set_card (AftKioskWindow *window, GtkWidget *card)
{
  gboolean had_card = gtk_widget_get_visible (GTK_WIDGET (window->card_slot));
  if (!had_card && card == NULL)
    return;
  if (!had_card)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
      g_set_weak_pointer (&window->focus_before,
                          is_in_keyboard (window, focus) ? window->field : focus);
    }
  gtk_widget_set_can_focus (window->content, card == NULL);
  fill_slot (window->card_slot, card);
  gtk_widget_set_visible (GTK_WIDGET (window->card_slot), card != NULL);
  if (card != NULL)
    gtk_widget_child_focus (card, GTK_DIR_TAB_FORWARD);
  else
    give_focus_back (window);
}

static void
mark_small (AftKioskWindow *window, gboolean is_small)
{
  if (is_small)
    gtk_widget_add_css_class (GTK_WIDGET (window), "small");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (window), "small");
}

static void
on_surface_layout (GdkSurface *surface, int width, int height, AftKioskWindow *window)
{
  gboolean is_portrait = height > width;
  gboolean is_turned = window->turned != is_portrait;
  window->height = height;
  window->turned = is_portrait;
  mark_small (window, MIN (width, height) < SMALL_SIDE);
  update_head (window);
  update_tightness (window);
  if (!is_turned)
    return;
  g_signal_emit (window, signals[SIGNAL_TURNED], 0, is_portrait);
}

static void
aft_kiosk_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (aft_kiosk_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout",
                           G_CALLBACK (on_surface_layout), widget, 0);
}

static gboolean
aft_kiosk_window_close_request (GtkWindow *window)
{
  if (!AFT_KIOSK_WINDOW (window)->is_windowed)
    return TRUE;
  return GTK_WINDOW_CLASS (aft_kiosk_window_parent_class)->close_request (window);
}

GtkWidget *
aft_kiosk_window_new (GtkApplication *application, gboolean is_windowed, gboolean is_portrait)
{
  AftKioskWindow *window = g_object_new (AFT_TYPE_KIOSK_WINDOW, "application", application, NULL);
  int width = 0;
  int height = 0;
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  if (is_portrait)
    gtk_window_set_default_size (GTK_WINDOW (window), height, width);
  window->is_windowed = is_windowed;
  if (!is_windowed)
    gtk_window_fullscreen (GTK_WINDOW (window));
  gtk_window_set_decorated (GTK_WINDOW (window), is_windowed);
  return GTK_WIDGET (window);
}

static void
aft_kiosk_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AftKioskWindow *window = AFT_KIOSK_WINDOW (object);
  if (id == PROP_IS_TIGHT)
    g_value_set_boolean (value, window->is_tight);
  else if (id == PROP_IS_WRITING)
    g_value_set_boolean (value, window->is_writing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
aft_kiosk_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  AftKioskWindow *window = AFT_KIOSK_WINDOW (object);
  if (id != PROP_IS_WRITING)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  if (window->is_writing == g_value_get_boolean (value))
    return;
  window->is_writing = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, spec);
}

static void
aft_kiosk_window_dispose (GObject *object)
{
  g_clear_weak_pointer (&AFT_KIOSK_WINDOW (object)->focus_before);
  g_clear_weak_pointer (&AFT_KIOSK_WINDOW (object)->field);
  G_OBJECT_CLASS (aft_kiosk_window_parent_class)->dispose (object);
}

static void
aft_kiosk_window_class_init (AftKioskWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = aft_kiosk_window_dispose;
  G_OBJECT_CLASS (class)->get_property = aft_kiosk_window_get_property;
  G_OBJECT_CLASS (class)->set_property = aft_kiosk_window_set_property;
  widget_class->realize = aft_kiosk_window_realize;
  widget_class->focus = aft_kiosk_window_focus;
  GTK_WINDOW_CLASS (class)->close_request = aft_kiosk_window_close_request;
  properties[PROP_IS_TIGHT] = g_param_spec_boolean ("is-tight", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_WRITING]
      = g_param_spec_boolean ("is-writing", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), PROPERTIES, properties);
  signals[SIGNAL_TURNED] = g_signal_new ("turned", AFT_TYPE_KIOSK_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/aft-kiosk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AftKioskWindow, head);
  gtk_widget_class_bind_template_child (widget_class, AftKioskWindow, house_name);
  gtk_widget_class_bind_template_child (widget_class, AftKioskWindow, content);
  gtk_widget_class_bind_template_child (widget_class, AftKioskWindow, page_slot);
  gtk_widget_class_bind_template_child (widget_class, AftKioskWindow, card_slot);
  gtk_widget_class_bind_template_child (widget_class, AftKioskWindow, keyboard_slot);
  gtk_widget_class_bind_template_child (widget_class, AftKioskWindow, bar_slot);
}

static void
aft_kiosk_window_init (AftKioskWindow *window)
{
  window->turned = -1;
  gtk_widget_init_template (GTK_WIDGET (window));
}
