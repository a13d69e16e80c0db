/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pad as a widget: what its buttons are called and give, and that layouts may change, and the
 * pad may go, in the middle of a key. Fingers are tried in test-aft-key-fingers.c and, with real
 * ones, in test-aft-key-pad.py. */
#include <gtk/gtk.h>

#include "aft-key-pad.h"
#include "aft-key.h"

typedef struct
{
  GtkWidget *window;
  AftKeyPad *pad;
  AftKeyPadState state;
  GString *given;
  gboolean is_following; /* keys to other layouts get them */
} Fixture;

static void
on_key (AftKeyPad *pad, const AftKeySpec *spec, const char *text, Fixture *fixture)
{
  g_string_append (fixture->given, text != NULL ? text : spec->name);
  if (spec->action != AFT_KEY_LAYOUT || !fixture->is_following)
    return;
  fixture->state.layout = spec->target;
  aft_key_pad_set_state (pad, &fixture->state);
}

static void
set_up (Fixture *fixture, gconstpointer layout)
{
  fixture->given = g_string_new (NULL);
  fixture->state.layout = GPOINTER_TO_UINT (layout);
  fixture->window = gtk_window_new ();
  fixture->pad = AFT_KEY_PAD (aft_key_pad_new ());
  g_signal_connect (fixture->pad, "key", G_CALLBACK (on_key), fixture);
  aft_key_pad_set_state (fixture->pad, &fixture->state);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->pad));
}

static void
tear_down (Fixture *fixture, gconstpointer layout)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->pad), (gpointer *) &fixture->pad);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_null (fixture->pad);
  g_string_free (fixture->given, TRUE);
}

/* The key that writes @text or is called so; NULL: there is none. */
static GtkWidget *
find_key (Fixture *fixture, const char *text)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->pad)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const AftKeySpec *spec = AFT_IS_KEY (child) ? aft_key_get_spec (AFT_KEY (child)) : NULL;
      if (spec != NULL && (g_strcmp0 (spec->text, text) == 0 || g_strcmp0 (spec->name, text) == 0))
        return child;
    }
  return NULL;
}

static void
click (Fixture *fixture, const char *text)
{
  GtkWidget *key = find_key (fixture, text);
  g_assert_nonnull (key);
  g_signal_emit_by_name (key, "clicked");
}

static void
assert_name (Fixture *fixture, const char *key, const char *name)
{
  g_autofree char *problem = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (find_key (fixture, key)), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  if (problem != NULL)
    g_error ("%s: %s", key, problem);
}

static void
test_a_click_gives_what_a_finger_would (Fixture *fixture, gconstpointer layout)
{
  click (fixture, "q");
  click (fixture, " ");
  click (fixture, "Backspace");
  g_assert_cmpstr (fixture->given->str, ==, "q Backspace");
}

static void
test_capitals_are_written_and_named (Fixture *fixture, gconstpointer layout)
{
  assert_name (fixture, "q", "q");
  fixture->state.shift = AFT_SHIFT_LOCKED;
  aft_key_pad_set_state (fixture->pad, &fixture->state);
  assert_name (fixture, "q", "Q");
  click (fixture, "q");
  g_assert_cmpstr (fixture->given->str, ==, "Q");
}

static void
test_capitals_of_every_alphabet (void)
{
  g_autofree char *capital = aft_key_dup_shifted ("é", AFT_SHIFT_ONCE);
  g_autofree char *none = aft_key_dup_shifted ("ß", AFT_SHIFT_LOCKED);
  g_autofree char *small = aft_key_dup_shifted ("œ", AFT_SHIFT_OFF);
  g_assert_cmpstr (capital, ==, "É");
  g_assert_cmpstr (none, ==, "ß");
  g_assert_cmpstr (small, ==, "œ");
}

static void
test_shift_means_nothing_where_letters_have_no_capitals (Fixture *fixture, gconstpointer layout)
{
  fixture->state.shift = AFT_SHIFT_LOCKED;
  aft_key_pad_set_state (fixture->pad, &fixture->state);
  click (fixture, "q");
  g_assert_cmpstr (fixture->given->str, ==, "q");
}

static void
test_enter_is_called_what_it_does (Fixture *fixture, gconstpointer layout)
{
  assert_name (fixture, "Enter", "Enter");
  fixture->state.enter = "Next";
  aft_key_pad_set_state (fixture->pad, &fixture->state);
  assert_name (fixture, "Enter", "Next");
}

static void
test_a_key_may_bring_another_layout (Fixture *fixture, gconstpointer layout)
{
  fixture->is_following = TRUE;
  click (fixture, "Digits and symbols");
  g_assert_null (find_key (fixture, "q"));
  click (fixture, "1");
  click (fixture, "Letters");
  click (fixture, "q");
  g_assert_cmpstr (fixture->given->str, ==, "Digits and symbols1Lettersq");
}

static void
test_keys_to_what_is_missing_come_and_go (Fixture *fixture, gconstpointer layout)
{
  g_assert_nonnull (find_key (fixture, "Handwriting"));
  fixture->state.missing = 1u << AFT_LAYOUT_HAND;
  aft_key_pad_set_state (fixture->pad, &fixture->state);
  g_assert_null (find_key (fixture, "Handwriting"));
  g_assert_nonnull (find_key (fixture, "Nine keys"));
  fixture->state.missing = 0;
  aft_key_pad_set_state (fixture->pad, &fixture->state);
  g_assert_nonnull (find_key (fixture, "Handwriting"));
}

static void
test_rows_are_as_high_as_keys_want_to_be (Fixture *fixture, gconstpointer layout)
{
  int key = 0;
  int pad = 0;
  gtk_widget_measure (find_key (fixture, "q"), GTK_ORIENTATION_VERTICAL, -1, &key, NULL, NULL,
                      NULL);
  gtk_widget_measure (GTK_WIDGET (fixture->pad), GTK_ORIENTATION_VERTICAL, -1, &pad, NULL, NULL,
                      NULL);
  g_assert_cmpint (key, >, 0);
  g_assert_cmpint (pad, >=, 4 * key);
}

#define ADD(name, layout, test)                                                                    \
  g_test_add ("/keyboard/pad/" name, Fixture, GUINT_TO_POINTER (layout), set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("a-click-gives-what-a-finger-would", AFT_LAYOUT_LATIN,
       test_a_click_gives_what_a_finger_would);
  ADD ("capitals-are-written-and-named", AFT_LAYOUT_LATIN, test_capitals_are_written_and_named);
  g_test_add_func ("/keyboard/pad/capitals-of-every-alphabet", test_capitals_of_every_alphabet);
  ADD ("shift-means-nothing-where-letters-have-no-capitals", AFT_LAYOUT_PINYIN,
       test_shift_means_nothing_where_letters_have_no_capitals);
  ADD ("enter-is-called-what-it-does", AFT_LAYOUT_LATIN, test_enter_is_called_what_it_does);
  ADD ("a-key-may-bring-another-layout", AFT_LAYOUT_LATIN, test_a_key_may_bring_another_layout);
  ADD ("keys-to-what-is-missing-come-and-go", AFT_LAYOUT_PINYIN,
       test_keys_to_what_is_missing_come_and_go);
  ADD ("rows-are-as-high-as-keys-want-to-be", AFT_LAYOUT_LATIN,
       test_rows_are_as_high_as_keys_want_to_be);
  return g_test_run ();
}
