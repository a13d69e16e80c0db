/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the keyboard's parts together and carries messages between them and the typing: which parts
 * a layout needs, where they stand, what the field's accessible description is. What keys mean is
 * for the typing, how fingers are read for the pads, when there is a keyboard for the window. */
#include "aft-keyboard.h"

#include <glib/gi18n.h>

#include "aft-candidate-grid.h"
#include "aft-candidate-row.h"
#include "aft-clamp-layout.h"
#include "aft-hand-pad.h"
#include "aft-key-pad.h"
#include "aft-syllable-column.h"
#include "keyboard-resources.h"

/* Shares of the width, in COLUMNS. */
#define COLUMNS          12
#define SYLLABLE_COLUMNS 2
#define HAND_COLUMNS     7

struct _AftKeyboard
{
  GtkWidget parent_instance;
  AftInputMethod *method;
  AftTyping *typing;
  GtkBox *column;
  GtkGrid *keys;
  GtkWidget *row;
  GtkWidget *pad;       /* a reference: it is not in the tree while the grid is */
  GtkWidget *beside;    /* syllables or the pad for handwriting, or NULL */
  GtkWidget *grid;      /* in place of the keys, or NULL */
  GtkWidget *described; /* weak: has the highlighted candidate for its description */
  AftLayout layout;     /* that the parts are arranged for; AFT_LAYOUTS at first */
  gboolean has_guesses;
};

G_DEFINE_FINAL_TYPE (AftKeyboard, aft_keyboard, GTK_TYPE_WIDGET)

/* -- parts ----------------------------------------------------------------------------------- */

static void
on_guessed (AftKeyboard *keyboard, const char *const *guesses)
{
  keyboard->has_guesses = guesses != NULL;
  aft_typing_set_guesses (keyboard->typing, guesses);
}

static GtkWidget *
make_beside (AftKeyboard *keyboard)
{
  if (keyboard->layout == AFT_LAYOUT_NINE_KEY)
    return aft_syllable_column_new (keyboard->typing);
  if (keyboard->layout != AFT_LAYOUT_HAND)
    return NULL;
  GtkWidget *hand = aft_hand_pad_new ();
  g_signal_connect_object (hand, "guessed", G_CALLBACK (on_guessed), keyboard, G_CONNECT_SWAPPED);
  return hand;
}

static int
count_columns (AftKeyboard *keyboard)
{
  if (keyboard->beside == NULL)
    return 0;
  return keyboard->layout == AFT_LAYOUT_HAND ? HAND_COLUMNS : SYLLABLE_COLUMNS;
}

static void
empty_keys (AftKeyboard *keyboard)
{
  GtkWidget *child = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (keyboard->keys))) != NULL)
    gtk_grid_remove (keyboard->keys, child);
  keyboard->beside = NULL;
  keyboard->grid = NULL;
}

static void
arrange_keys (AftKeyboard *keyboard)
{
  empty_keys (keyboard);
  keyboard->has_guesses = FALSE;
  keyboard->beside = make_beside (keyboard);
  int taken = count_columns (keyboard);
  if (keyboard->beside != NULL)
    gtk_grid_attach (keyboard->keys, keyboard->beside, 0, 0, taken, 1);
  gtk_grid_attach (keyboard->keys, keyboard->pad, taken, 0, COLUMNS - taken, 1);
}

/* The grid has the room that the keys had: nothing else moves. */
static void
arrange_grid (AftKeyboard *keyboard)
{
  int width = gtk_widget_get_width (GTK_WIDGET (keyboard->keys));
  int height = gtk_widget_get_height (GTK_WIDGET (keyboard->keys));
  aft_key_pad_release (AFT_KEY_PAD (keyboard->pad));
  empty_keys (keyboard);
  keyboard->grid
      = aft_candidate_grid_new (keyboard->typing, AFT_CANDIDATE_ROW (keyboard->row), width);
  gtk_widget_set_hexpand (keyboard->grid, TRUE);
  gtk_widget_set_size_request (keyboard->grid, -1, height);
  gtk_grid_attach (keyboard->keys, keyboard->grid, 0, 0, COLUMNS, 1);
}

static void
set_expanded (AftKeyboard *keyboard, gboolean is_expanded)
{
  if ((keyboard->grid != NULL) == is_expanded)
    return;
  if (is_expanded)
    arrange_grid (keyboard);
  else
    arrange_keys (keyboard);
  aft_candidate_row_set_expanded (AFT_CANDIDATE_ROW (keyboard->row), is_expanded);
}

static void
on_expanded (AftKeyboard *keyboard, gboolean is_expanded)
{
  set_expanded (keyboard, is_expanded);
}

/* -- what is shown --------------------------------------------------------------------------- */

/* An entry speaks for the text in it. */
static GtkWidget *
get_described (AftKeyboard *keyboard)
{
  GtkWidget *field = aft_input_method_get_field (keyboard->method);
  GtkWidget *entry = field != NULL ? gtk_widget_get_ancestor (field, GTK_TYPE_ENTRY) : NULL;
  return entry != NULL ? entry : field;
}

static void
describe (AftKeyboard *keyboard)
{
  GtkWidget *field = get_described (keyboard);
  gboolean has_text = aft_typing_count_candidates (keyboard->typing) > 0;
  if (keyboard->described != NULL && (field != keyboard->described || !has_text))
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (keyboard->described),
                                     GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      g_clear_weak_pointer (&keyboard->described);
    }
  if (field == NULL || !has_text)
    return;
  guint highlighted = aft_typing_get_highlighted (keyboard->typing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  aft_typing_get_candidate (keyboard->typing, highlighted), -1);
  g_set_weak_pointer (&keyboard->described, field);
}

/* A sign else: a word such as "next" is the survey's own buttons'. */
static const char *
get_enter_text (AftKeyboard *keyboard)
{
  return aft_typing_is_open (keyboard->typing) ? _ ("Confirm") : NULL;
}

static guint
get_missing (AftKeyboard *keyboard)
{
  guint missing = 0;
  for (guint layout = 0; layout < AFT_LAYOUTS; layout++)
    if (!aft_typing_can_go_to (keyboard->typing, (AftLayout) layout))
      missing |= 1U << layout;
  return missing;
}

/* Once there, the row stays while words are written: letters and signs then stand where they stood,
 * whichever layout they belong to. */
static void
update_row (AftKeyboard *keyboard)
{
  gboolean has_candidates = aft_key_layout_get (keyboard->layout)->has_candidates;
  gboolean is_words = keyboard->layout != AFT_LAYOUT_DIGITS && keyboard->layout != AFT_LAYOUT_PHONE
                      && keyboard->layout != AFT_LAYOUT_EMAIL;
  gboolean was_there = gtk_widget_get_visible (keyboard->row);
  gtk_widget_set_visible (keyboard->row, has_candidates || (is_words && was_there));
}

static void
update_layout (AftKeyboard *keyboard)
{
  AftLayout layout = aft_typing_get_layout (keyboard->typing);
  if (keyboard->layout == layout)
    return;
  gboolean was_focused = gtk_widget_get_focus_child (GTK_WIDGET (keyboard->keys)) != NULL;
  keyboard->layout = layout;
  set_expanded (keyboard, FALSE);
  arrange_keys (keyboard);
  update_row (keyboard);
  if (was_focused)
    gtk_widget_child_focus (keyboard->pad, GTK_DIR_TAB_FORWARD);
}

/* Whoever presses keys by a switch goes on where keys are. */
static void
collapse_when_empty (AftKeyboard *keyboard)
{
  if (aft_typing_count_candidates (keyboard->typing) > 0)
    return;
  gboolean was_focused = gtk_widget_get_focus_child (GTK_WIDGET (keyboard)) != NULL
                         && gtk_widget_get_focus_child (keyboard->pad) == NULL;
  set_expanded (keyboard, FALSE);
  if (was_focused && keyboard->beside == NULL)
    gtk_widget_child_focus (keyboard->pad, GTK_DIR_TAB_FORWARD);
  if (!keyboard->has_guesses)
    return;
  keyboard->has_guesses = FALSE;
  aft_hand_pad_clear (AFT_HAND_PAD (keyboard->beside));
}

static void
update (AftKeyboard *keyboard)
{
  update_layout (keyboard);
  collapse_when_empty (keyboard);
  const AftKeyPadState state = {
    .layout = keyboard->layout,
    .shift = aft_typing_get_shift (keyboard->typing),
    .is_private = aft_typing_is_private (keyboard->typing),
    .is_traditional = aft_typing_is_traditional (keyboard->typing),
    .enter = get_enter_text (keyboard),
    .missing = get_missing (keyboard),
  };
  aft_key_pad_set_state (AFT_KEY_PAD (keyboard->pad), &state);
  describe (keyboard);
}

/* -- messages -------------------------------------------------------------------------------- */

/* What is drawn goes before what is written, stroke by stroke. */
static gboolean
takes_back_stroke (AftKeyboard *keyboard, const AftKeySpec *key)
{
  return key->action == AFT_KEY_ERASE && AFT_IS_HAND_PAD (keyboard->beside)
         && aft_hand_pad_undo (AFT_HAND_PAD (keyboard->beside));
}

static void
on_key (AftKeyboard *keyboard, const AftKeySpec *key, const char *text)
{
  if (!takes_back_stroke (keyboard, key))
    aft_typing_press (keyboard->typing, key, text);
}

static void
on_cursor_dragged (AftKeyboard *keyboard, int steps)
{
  aft_typing_move_cursor (keyboard->typing, steps);
}

/* -- start and end --------------------------------------------------------------------------- */

static void
make_pad (AftKeyboard *keyboard)
{
  keyboard->pad = g_object_ref_sink (aft_key_pad_new ());
  gtk_widget_set_hexpand (keyboard->pad, TRUE);
  g_signal_connect_object (keyboard->pad, "key", G_CALLBACK (on_key), keyboard, G_CONNECT_SWAPPED);
  g_signal_connect_object (keyboard->pad, "cursor-dragged", G_CALLBACK (on_cursor_dragged),
                           keyboard, G_CONNECT_SWAPPED);
}

static void
make_row (AftKeyboard *keyboard)
{
  keyboard->row = aft_candidate_row_new (keyboard->typing);
  gtk_widget_set_visible (keyboard->row, FALSE);
  gtk_box_prepend (keyboard->column, keyboard->row);
  g_signal_connect_object (keyboard->row, "expanded", G_CALLBACK (on_expanded), keyboard,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
aft_keyboard_new (AftInputMethod *method)
{
  AftKeyboard *keyboard = g_object_new (AFT_TYPE_KEYBOARD, NULL);
  keyboard->method = g_object_ref (method);
  keyboard->typing = g_object_ref (aft_input_method_get_typing (method));
  make_row (keyboard);
  make_pad (keyboard);
  g_signal_connect_object (keyboard->typing, "changed", G_CALLBACK (update), keyboard,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (method, "field-changed", G_CALLBACK (update), keyboard,
                           G_CONNECT_SWAPPED);
  aft_input_method_set_keyboard (method, GTK_WIDGET (keyboard));
  update (keyboard);
  return GTK_WIDGET (keyboard);
}

static void
aft_keyboard_unmap (GtkWidget *widget)
{
  AftKeyboard *keyboard = AFT_KEYBOARD (widget);
  aft_key_pad_release (AFT_KEY_PAD (keyboard->pad));
  set_expanded (keyboard, FALSE);
  GTK_WIDGET_CLASS (aft_keyboard_parent_class)->unmap (widget);
}

static void
forget_method (AftKeyboard *keyboard)
{
  if (keyboard->method == NULL)
    return;
  aft_input_method_set_keyboard (keyboard->method, NULL);
  g_signal_handlers_disconnect_by_data (keyboard->method, keyboard);
  g_signal_handlers_disconnect_by_data (keyboard->typing, keyboard);
  g_clear_object (&keyboard->method);
  g_clear_object (&keyboard->typing);
}

static void
aft_keyboard_dispose (GObject *object)
{
  AftKeyboard *keyboard = AFT_KEYBOARD (object);
  if (keyboard->described != NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (keyboard->described),
                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  g_clear_weak_pointer (&keyboard->described);
  forget_method (keyboard);
  g_clear_pointer ((GtkWidget **) &keyboard->column, gtk_widget_unparent);
  g_clear_object (&keyboard->pad);
  G_OBJECT_CLASS (aft_keyboard_parent_class)->dispose (object);
}

static void
aft_keyboard_class_init (AftKeyboardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = aft_keyboard_dispose;
  widget_class->unmap = aft_keyboard_unmap;
  g_type_ensure (AFT_TYPE_CLAMP_LAYOUT);
  g_assert (aft_keyboard_get_resource () != NULL); /* makes a static library's resource known */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/keyboard/aft-keyboard.ui");
  gtk_widget_class_bind_template_child (widget_class, AftKeyboard, column);
  gtk_widget_class_bind_template_child (widget_class, AftKeyboard, keys);
}

static void
aft_keyboard_init (AftKeyboard *keyboard)
{
  keyboard->layout = AFT_LAYOUTS;
  gtk_widget_init_template (GTK_WIDGET (keyboard));
}
