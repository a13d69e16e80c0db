/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is given for fingers on the keys, without a screen and with a clock of our own. */
#include "aft-key-fingers.h"

#include <string.h>

#define WIDTH  1080
#define HEIGHT 352

typedef struct
{
  AftKeyFingers *fingers;
  AftLayout layout;
  GString *given;        /* what keys write; <erase> and the like for those that write nothing */
  int steps;             /* of the cursor */
  gboolean is_switching; /* a key to another layout gets it */
} Fixture;

static void
show_layout (Fixture *fixture, AftLayout layout)
{
  fixture->layout = layout;
  aft_key_fingers_release (fixture->fingers);
  aft_key_fingers_take_grid (fixture->fingers,
                             aft_key_grid_new (aft_key_layout_get (layout), 0, WIDTH, HEIGHT));
}

static void
on_give (const AftKeySpec *key, const char *text, gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *const marks[] = {
    [AFT_KEY_ERASE] = "<erase>",   [AFT_KEY_ENTER] = "<enter>",   [AFT_KEY_SHIFT] = "<shift>",
    [AFT_KEY_LAYOUT] = "<layout>", [AFT_KEY_SCRIPT] = "<script>", [AFT_KEY_HIDE] = "<hide>",
  };
  g_string_append (fixture->given, text != NULL ? text : marks[key->action]);
  if (key->action == AFT_KEY_LAYOUT && fixture->is_switching)
    show_layout (fixture, key->target);
}

static void
on_drag (int steps, gpointer user_data)
{
  Fixture *fixture = user_data;
  fixture->steps += steps;
}

static void
on_changed (gpointer user_data)
{
  g_assert_nonnull (user_data);
}

static const AftKeyFingersEvents events
    = { .give = on_give, .drag = on_drag, .changed = on_changed };

static void
set_up (Fixture *fixture, gconstpointer layout)
{
  fixture->given = g_string_new (NULL);
  fixture->fingers = aft_key_fingers_new (&events, fixture);
  show_layout (fixture, GPOINTER_TO_UINT (layout));
}

static void
tear_down (Fixture *fixture, gconstpointer layout)
{
  aft_key_fingers_free (fixture->fingers);
  g_string_free (fixture->given, TRUE);
}

/* The box of the key that writes @text or is called so. */
static AftKeyBox
box_of (Fixture *fixture, const char *text)
{
  const AftKeyGrid *grid = aft_key_fingers_get_grid (fixture->fingers);
  for (guint i = 0; i < aft_key_grid_count (grid); i++)
    {
      const AftKeyCell *cell = aft_key_grid_get (grid, i);
      if (g_strcmp0 (cell->key->text, text) == 0 || g_strcmp0 (cell->key->name, text) == 0)
        return cell->box;
    }
  g_error ("no key %s", text);
}

typedef enum
{
  DOWN,
  MOVE,
  UP
} Kind;

static void
touch (Fixture *fixture, Kind kind, guint finger, double x, double y, gint64 now_ms)
{
  void (*const does[]) (AftKeyFingers *, gconstpointer, double, double, gint64)
      = { aft_key_fingers_down, aft_key_fingers_move, aft_key_fingers_up };
  does[kind](fixture->fingers, GUINT_TO_POINTER (finger), x, y, now_ms);
}

/* The same in the middle of a key, moved by @dx, @dy. */
static void
touch_key (Fixture *fixture, Kind kind, guint finger, const char *key, double dx, double dy)
{
  AftKeyBox box = box_of (fixture, key);
  touch (fixture, kind, finger, box.x + box.width / 2.0 + dx, box.y + box.height / 2.0 + dy, 0);
}

static void
tap (Fixture *fixture, const char *key)
{
  touch_key (fixture, DOWN, 1, key, 0, 0);
  touch_key (fixture, UP, 1, key, 0, 0);
}

static void
assert_given (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (fixture->given->str, ==, expected);
}

static void
test_a_key_is_given_when_lifted (Fixture *fixture, gconstpointer layout)
{
  touch_key (fixture, DOWN, 1, "q", 0, 0);
  assert_given (fixture, "");
  g_assert_cmpint (aft_key_fingers_get_pressed (fixture->fingers), ==, 0);
  touch_key (fixture, UP, 1, "q", 0, 0);
  assert_given (fixture, "q");
  g_assert_cmpint (aft_key_fingers_get_pressed (fixture->fingers), ==, AFT_KEY_NONE);
  tap (fixture, "Shift");
  tap (fixture, " ");
  assert_given (fixture, "q<shift> ");
}

static void
test_the_next_finger_settles_the_one_before (Fixture *fixture, gconstpointer layout)
{
  touch_key (fixture, DOWN, 1, "t", 0, 0);
  touch_key (fixture, DOWN, 2, "h", 0, 0);
  assert_given (fixture, "t");
  touch_key (fixture, DOWN, 3, "e", 0, 0);
  touch_key (fixture, UP, 3, "e", 0, 0);
  touch_key (fixture, UP, 1, "t", 0, 0);
  touch_key (fixture, MOVE, 2, "p", 0, 0);
  touch_key (fixture, UP, 2, "p", 0, 0);
  assert_given (fixture, "the");
}

static void
test_a_finger_that_was_never_lifted_counts_once (Fixture *fixture, gconstpointer layout)
{
  touch_key (fixture, DOWN, 1, "a", 0, 0);
  touch_key (fixture, DOWN, 1, "b", 0, 0);
  touch_key (fixture, UP, 1, "b", 0, 0);
  touch_key (fixture, UP, 1, "b", 0, 0);
  assert_given (fixture, "ab");
}

static void
test_each_pixel_of_a_key_is_its_own (Fixture *fixture, gconstpointer layout)
{
  const AftKeyGrid *grid = aft_key_fingers_get_grid (fixture->fingers);
  for (guint i = 0; i < aft_key_grid_count (grid); i++)
    {
      const AftKeyBox *box = &aft_key_grid_get (grid, i)->box;
      const double left = box->x, right = box->x + box->width - 0.5;
      const double top = box->y, bottom = box->y + box->height - 0.5;
      g_assert_cmpint (aft_key_grid_find (grid, left, top), ==, (int) i);
      g_assert_cmpint (aft_key_grid_find (grid, right, top), ==, (int) i);
      g_assert_cmpint (aft_key_grid_find (grid, left, bottom), ==, (int) i);
      g_assert_cmpint (aft_key_grid_find (grid, right, bottom), ==, (int) i);
    }
}

static void
assert_has_no_hole (AftLayout layout, int width)
{
  g_autoptr (AftKeyGrid) grid = aft_key_grid_new (aft_key_layout_get (layout), 0, width, HEIGHT);
  for (int x = 0; x < width; x++)
    for (int y = 0; y < HEIGHT; y += 11)
      g_assert_cmpint (aft_key_grid_find (grid, x, y), !=, AFT_KEY_NONE);
  g_assert_cmpint (aft_key_grid_find (grid, -1, 0), ==, AFT_KEY_NONE);
  g_assert_cmpint (aft_key_grid_find (grid, 0, HEIGHT), ==, AFT_KEY_NONE);
}

static void
test_every_point_belongs_to_the_nearest_key (void)
{
  /* The keys for handwriting are beside its pad, and never as wide as the rest. */
  for (guint layout = 0; layout < AFT_LAYOUT_HAND; layout++)
    for (int width = 300; width <= 1080; width += 260)
      assert_has_no_hole (layout, width);
  assert_has_no_hole (AFT_LAYOUT_HAND, 480);
}

static void
test_a_rolling_finger_stays_on_its_key (Fixture *fixture, gconstpointer layout)
{
  AftKeyBox box = box_of (fixture, "g");
  touch (fixture, DOWN, 1, box.x, box.y, 0);
  touch (fixture, MOVE, 1, box.x - 12, box.y - 12, 20);
  touch (fixture, UP, 1, box.x - 12, box.y - 12, 60);
  touch (fixture, DOWN, 1, box.x + box.width - 1, box.y + box.height - 1, 100);
  touch (fixture, UP, 1, box.x + box.width + 12, box.y + box.height + 12, 160);
  assert_given (fixture, "gg");
}

static void
test_a_finger_may_slide_to_another_key (Fixture *fixture, gconstpointer layout)
{
  touch_key (fixture, DOWN, 1, "e", 0, 0);
  touch_key (fixture, MOVE, 1, "r", 0, 0);
  touch_key (fixture, UP, 1, "t", 0, 0);
  assert_given (fixture, "t");
  touch_key (fixture, DOWN, 1, "e", 0, 0);
  touch_key (fixture, MOVE, 1, "e", 0, -200);
  touch_key (fixture, UP, 1, "e", 0, -200);
  assert_given (fixture, "t");
}

static void
test_a_cancelled_finger_gives_nothing (Fixture *fixture, gconstpointer layout)
{
  touch_key (fixture, DOWN, 1, "e", 0, 0);
  aft_key_fingers_cancel (fixture->fingers, GUINT_TO_POINTER (2));
  g_assert_cmpint (aft_key_fingers_get_pressed (fixture->fingers), !=, AFT_KEY_NONE);
  aft_key_fingers_cancel (fixture->fingers, GUINT_TO_POINTER (1));
  touch_key (fixture, UP, 1, "e", 0, 0);
  touch_key (fixture, DOWN, 1, "Backspace", 0, 0);
  aft_key_fingers_release (fixture->fingers);
  g_assert_cmpint (aft_key_fingers_get_due_ms (fixture->fingers), ==, -1);
  assert_given (fixture, "<erase>");
}

static void
test_a_held_key_offers_its_alternates (Fixture *fixture, gconstpointer layout)
{
  guint chosen = 9;
  touch_key (fixture, DOWN, 1, "e", 0, 0);
  g_assert_cmpint (aft_key_fingers_get_due_ms (fixture->fingers), ==, 400);
  aft_key_fingers_tick (fixture->fingers, 399);
  g_assert_null (aft_key_fingers_get_offer (fixture->fingers, &chosen));
  aft_key_fingers_tick (fixture->fingers, 400);
  const AftKeyOffer *offer = aft_key_fingers_get_offer (fixture->fingers, &chosen);
  g_assert_nonnull (offer);
  g_assert_cmpuint (chosen, ==, 0);
  g_assert_cmpstr (aft_key_offer_get_text (offer, 0), ==, "e");
  g_assert_cmpstr (aft_key_offer_get_text (offer, 1), ==, "é");

  AftKeyBox box = aft_key_offer_get_box (offer, 1);
  touch (fixture, MOVE, 1, box.x + box.width / 2.0, box.y + box.height * 1.5, 500);
  offer = aft_key_fingers_get_offer (fixture->fingers, &chosen);
  g_assert_cmpuint (chosen, ==, 1);
  touch (fixture, UP, 1, box.x + box.width / 2.0, box.y + box.height * 1.5, 600);
  assert_given (fixture, "é");
}

/* Many guests press slowly: that alone must not write another letter. */
static void
test_a_key_held_and_not_moved_writes_itself (Fixture *fixture, gconstpointer layout)
{
  touch_key (fixture, DOWN, 1, "e", 20, 0);
  aft_key_fingers_tick (fixture->fingers, 450);
  touch_key (fixture, UP, 1, "e", 28, 5);
  touch_key (fixture, DOWN, 1, "x", 0, 0);
  g_assert_cmpint (aft_key_fingers_get_due_ms (fixture->fingers), ==, -1);
  touch_key (fixture, UP, 1, "x", 0, 0);
  assert_given (fixture, "ex");
}

static void
test_what_is_chosen_is_given_when_the_next_finger_comes (Fixture *fixture, gconstpointer layout)
{
  guint chosen = 0;
  touch_key (fixture, DOWN, 1, "n", 0, 0);
  aft_key_fingers_tick (fixture->fingers, 400);
  AftKeyBox box = aft_key_offer_get_box (aft_key_fingers_get_offer (fixture->fingers, &chosen), 1);
  touch (fixture, MOVE, 1, box.x + box.width / 2.0, box.y + box.height / 2.0, 500);
  touch_key (fixture, DOWN, 2, "o", 0, 0);
  g_assert_null (aft_key_fingers_get_offer (fixture->fingers, &chosen));
  touch_key (fixture, UP, 2, "o", 0, 0);
  assert_given (fixture, "ño");
}

static void
assert_is_on_the_screen (const AftKeyOffer *offer, int width)
{
  for (guint i = 0; i < aft_key_offer_count (offer); i++)
    {
      AftKeyBox box = aft_key_offer_get_box (offer, i);
      double x = box.x + box.width / 2.0, y = box.y + box.height / 2.0;
      g_assert_cmpint (box.x, >=, 0);
      g_assert_cmpint (box.x + box.width, <=, width);
      g_assert_cmpuint (aft_key_offer_find (offer, x, y), ==, i);
    }
}

static void
assert_offers_are_on_the_screen (AftLayout layout, int width)
{
  g_autoptr (AftKeyGrid) grid = aft_key_grid_new (aft_key_layout_get (layout), 0, width, HEIGHT);
  for (guint i = 0; i < aft_key_grid_count (grid); i++)
    {
      g_autoptr (AftKeyOffer) offer = aft_key_offer_new (grid, i);
      g_assert_true ((offer != NULL) == (aft_key_grid_get (grid, i)->key->alternates != NULL));
      if (offer != NULL)
        assert_is_on_the_screen (offer, width);
    }
}

static void
test_all_that_is_offered_is_on_the_screen_and_can_be_chosen (void)
{
  const int widths[] = { 768, 1080, 1920 };
  for (guint layout = 0; layout < AFT_LAYOUT_HAND; layout++)
    for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
      assert_offers_are_on_the_screen (layout, widths[i]);
  assert_offers_are_on_the_screen (AFT_LAYOUT_HAND, 320);
}

/* Nobody slides past the middle of a row to find that the last one stands alone above it. */
static void
test_what_needs_two_rows_is_divided_evenly (void)
{
  g_autoptr (AftKeyGrid) grid
      = aft_key_grid_new (aft_key_layout_get (AFT_LAYOUT_EMAIL), 0, 768, HEIGHT);
  guint position = 0;
  while (g_strcmp0 (aft_key_grid_get (grid, position)->key->text, ".com") != 0)
    position++;
  g_autoptr (AftKeyOffer) offer = aft_key_offer_new (grid, position);
  guint count = aft_key_offer_count (offer);
  guint in_first_row = 0;
  int top = aft_key_offer_get_box (offer, 0).y;
  guint rows = (guint) ((top - aft_key_offer_get_box (offer, count - 1).y)
                        / aft_key_offer_get_box (offer, 0).height)
               + 1;
  while (in_first_row < count && aft_key_offer_get_box (offer, in_first_row).y == top)
    in_first_row++;
  g_assert_cmpuint (rows, >, 1);
  g_assert_cmpuint (in_first_row, ==, (count + rows - 1) / rows);
}

static void
test_erase_acts_at_once_and_repeats_while_held (Fixture *fixture, gconstpointer layout)
{
  touch_key (fixture, DOWN, 1, "Backspace", 0, 0);
  assert_given (fixture, "<erase>");
  aft_key_fingers_tick (fixture->fingers, 399);
  assert_given (fixture, "<erase>");
  aft_key_fingers_tick (fixture->fingers, 400);
  assert_given (fixture, "<erase><erase>");
  g_assert_cmpint (aft_key_fingers_get_due_ms (fixture->fingers), ==, 460);
  /* Late by a second: one more, not sixteen. */
  aft_key_fingers_tick (fixture->fingers, 1460);
  assert_given (fixture, "<erase><erase><erase>");
  for (gint64 i = 0; i < 20; i++)
    aft_key_fingers_tick (fixture->fingers, 1520 + i * 60);
  g_assert_cmpint (aft_key_fingers_get_due_ms (fixture->fingers), ==, 1520 + 19 * 60 + 30);
  touch_key (fixture, UP, 1, "Backspace", 0, 0);
  g_assert_cmpuint (fixture->given->len, ==, 23 * strlen ("<erase>"));
}

static void
test_erase_stops_when_the_finger_leaves_or_another_comes (Fixture *fixture, gconstpointer layout)
{
  touch_key (fixture, DOWN, 1, "Backspace", 0, 0);
  touch_key (fixture, MOVE, 1, "m", 0, 0);
  aft_key_fingers_tick (fixture->fingers, 500);
  touch_key (fixture, UP, 1, "m", 0, 0);
  assert_given (fixture, "<erase>");
  touch_key (fixture, DOWN, 1, "Backspace", 0, 0);
  touch_key (fixture, DOWN, 2, "m", 0, 0);
  aft_key_fingers_tick (fixture->fingers, 500);
  touch_key (fixture, UP, 2, "m", 0, 0);
  assert_given (fixture, "<erase><erase>m");
}

static void
test_the_space_bar_dragged_moves_the_cursor (Fixture *fixture, gconstpointer layout)
{
  touch_key (fixture, DOWN, 1, " ", 0, 0);
  touch_key (fixture, MOVE, 1, " ", 29, 0);
  g_assert_cmpint (fixture->steps, ==, 0);
  touch_key (fixture, MOVE, 1, " ", 30, 0);
  g_assert_cmpint (fixture->steps, ==, 1);
  touch_key (fixture, MOVE, 1, " ", 110, 0);
  g_assert_cmpint (fixture->steps, ==, 5);
  touch_key (fixture, MOVE, 1, " ", -300, -90);
  g_assert_cmpint (fixture->steps, ==, 5 - 20);
  touch_key (fixture, UP, 1, " ", -300, -90);
  assert_given (fixture, "");
}

static void
test_a_space_typed_with_a_wobble_is_a_space (Fixture *fixture, gconstpointer layout)
{
  touch_key (fixture, DOWN, 1, " ", 0, 0);
  touch_key (fixture, UP, 1, " ", -25, 10);
  touch_key (fixture, DOWN, 1, " ", 0, 0);
  touch_key (fixture, DOWN, 2, "a", 0, 0);
  touch_key (fixture, UP, 2, "a", 0, 0);
  assert_given (fixture, "  a");
  g_assert_cmpint (fixture->steps, ==, 0);
}

static void
test_the_next_finger_means_a_key_of_the_new_layout (Fixture *fixture, gconstpointer layout)
{
  AftKeyBox box = box_of (fixture, "q");
  fixture->is_switching = TRUE;
  touch_key (fixture, DOWN, 1, "Digits and symbols", 0, 0);
  touch (fixture, DOWN, 2, box.x + 5, box.y + 5, 50);
  touch (fixture, UP, 1, 5, HEIGHT - 5, 90);
  touch (fixture, UP, 2, box.x + 5, box.y + 5, 100);
  g_assert_cmpint (fixture->layout, ==, AFT_LAYOUT_SYMBOLS);
  assert_given (fixture, "<layout>1");
}

static void
test_keys_that_lead_nowhere_are_left_out (void)
{
  g_autoptr (AftKeyGrid) all
      = aft_key_grid_new (aft_key_layout_get (AFT_LAYOUT_PINYIN), 0, WIDTH, HEIGHT);
  g_autoptr (AftKeyGrid) some = aft_key_grid_new (aft_key_layout_get (AFT_LAYOUT_PINYIN),
                                                  1u << AFT_LAYOUT_HAND, WIDTH, HEIGHT);
  guint last = aft_key_grid_count (some) - 1;
  g_assert_cmpuint (last + 2, ==, aft_key_grid_count (all));
  for (guint i = 0; i <= last; i++)
    g_assert_cmpuint (aft_key_grid_get (some, i)->key->target, !=, AFT_LAYOUT_HAND);
  /* The row is as wide as before. */
  g_assert_cmpint (aft_key_grid_get (some, last)->box.x, ==,
                   aft_key_grid_get (all, last + 1)->box.x);
}

static void
test_arrows_reach_every_key (void)
{
  for (guint layout = 0; layout < AFT_LAYOUTS; layout++)
    {
      g_autoptr (AftKeyGrid) grid
          = aft_key_grid_new (aft_key_layout_get (layout), 0, WIDTH, HEIGHT);
      guint count = aft_key_grid_count (grid);
      g_autofree gboolean *reached = g_new0 (gboolean, count);
      int at = 0;
      for (int row = 0; row != AFT_KEY_NONE; row = aft_key_grid_step (grid, (guint) row, 0, 1))
        {
          for (at = row; at != AFT_KEY_NONE; at = aft_key_grid_step (grid, (guint) at, 1, 0))
            reached[at] = TRUE;
          for (at = row; at != AFT_KEY_NONE; at = aft_key_grid_step (grid, (guint) at, -1, 0))
            reached[at] = TRUE;
        }
      for (guint i = 0; i < count; i++)
        g_assert_true (reached[i]);
      g_assert_cmpint (aft_key_grid_step (grid, 0, 0, -1), ==, AFT_KEY_NONE);
    }
}

/* -- any order of events ------------------------------------------------------------------------
 */

typedef struct
{
  gint64 at_ms;
  Kind kind;
  guint finger;
  double x, y;
} Event;

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const Event *first = a, *second = b;
  if (first->at_ms != second->at_ms)
    return first->at_ms < second->at_ms ? -1 : 1;
  return (int) first->kind - (int) second->kind;
}

/* One press of a key: down, a wobble or two, up. */
static void
add_press (GArray *list, guint number, const AftKeyBox *box, gint64 at_ms)
{
  gint64 held_ms = g_test_rand_int_range (10, 380);
  Event event = { .at_ms = at_ms,
                  .kind = DOWN,
                  .finger = number + 1,
                  .x = box->x + g_test_rand_double_range (0, box->width),
                  .y = box->y + g_test_rand_double_range (0, box->height) };
  g_array_append_val (list, event);
  for (int i = g_test_rand_int_range (0, 3); i >= 0; i--)
    {
      event.at_ms = at_ms + g_test_rand_int_range (1, (int) held_ms);
      event.kind = MOVE;
      event.x += g_test_rand_double_range (-4, 4);
      event.y += g_test_rand_double_range (-4, 4);
      g_array_append_val (list, event);
    }
  event.at_ms = at_ms + held_ms;
  event.kind = UP;
  g_array_append_val (list, event);
}

static void
test_presses_come_out_in_the_order_they_went_in (Fixture *fixture, gconstpointer layout)
{
  const AftKeyGrid *grid = aft_key_fingers_get_grid (fixture->fingers);
  for (int round = 0; round < 200; round++)
    {
      g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Event));
      g_autoptr (GString) expected = g_string_new (NULL);
      gint64 at_ms = 1000;
      for (guint i = 0; i < 60; i++)
        {
          guint position = (guint) g_test_rand_int_range (0, (int) aft_key_grid_count (grid));
          const AftKeyCell *cell = aft_key_grid_get (grid, position);
          if (cell->key->action != AFT_KEY_TEXT && cell->key->action != AFT_KEY_SPACE)
            continue;
          add_press (list, i, &cell->box, at_ms);
          g_string_append (expected, cell->key->text);
          at_ms += g_test_rand_int_range (1, 160);
        }
      g_array_sort (list, compare_events);
      g_string_truncate (fixture->given, 0);
      for (guint i = 0; i < list->len; i++)
        {
          const Event *event = &g_array_index (list, Event, i);
          aft_key_fingers_tick (fixture->fingers, event->at_ms);
          touch (fixture, event->kind, event->finger, event->x, event->y, event->at_ms);
        }
      assert_given (fixture, expected->str);
    }
}

#define ADD(name, layout, test)                                                                    \
  g_test_add ("/keyboard/fingers/" name, Fixture, GUINT_TO_POINTER (layout), set_up, test,         \
              tear_down)
#define ADD_FUNCTION(name, test) g_test_add_func ("/keyboard/fingers/" name, test)

static void
add_tests_of_the_grid (void)
{
  ADD ("each-pixel-of-a-key-is-its-own", AFT_LAYOUT_LATIN, test_each_pixel_of_a_key_is_its_own);
  ADD_FUNCTION ("every-point-belongs-to-the-nearest-key",
                test_every_point_belongs_to_the_nearest_key);
  ADD_FUNCTION ("keys-that-lead-nowhere-are-left-out", test_keys_that_lead_nowhere_are_left_out);
  ADD_FUNCTION ("arrows-reach-every-key", test_arrows_reach_every_key);
  ADD_FUNCTION ("all-that-is-offered-is-on-the-screen-and-can-be-chosen",
                test_all_that_is_offered_is_on_the_screen_and_can_be_chosen);
  ADD_FUNCTION ("what-needs-two-rows-is-divided-evenly",
                test_what_needs_two_rows_is_divided_evenly);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_tests_of_the_grid ();
  ADD ("a-key-is-given-when-lifted", AFT_LAYOUT_LATIN, test_a_key_is_given_when_lifted);
  ADD ("the-next-finger-settles-the-one-before", AFT_LAYOUT_LATIN,
       test_the_next_finger_settles_the_one_before);
  ADD ("a-finger-that-was-never-lifted-counts-once", AFT_LAYOUT_LATIN,
       test_a_finger_that_was_never_lifted_counts_once);
  ADD ("a-rolling-finger-stays-on-its-key", AFT_LAYOUT_LATIN,
       test_a_rolling_finger_stays_on_its_key);
  ADD ("a-finger-may-slide-to-another-key", AFT_LAYOUT_LATIN,
       test_a_finger_may_slide_to_another_key);
  ADD ("a-cancelled-finger-gives-nothing", AFT_LAYOUT_LATIN, test_a_cancelled_finger_gives_nothing);
  ADD ("a-held-key-offers-its-alternates", AFT_LAYOUT_LATIN, test_a_held_key_offers_its_alternates);
  ADD ("a-key-held-and-not-moved-writes-itself", AFT_LAYOUT_LATIN,
       test_a_key_held_and_not_moved_writes_itself);
  ADD ("what-is-chosen-is-given-when-the-next-finger-comes", AFT_LAYOUT_LATIN,
       test_what_is_chosen_is_given_when_the_next_finger_comes);
  ADD ("erase-acts-at-once-and-repeats-while-held", AFT_LAYOUT_LATIN,
       test_erase_acts_at_once_and_repeats_while_held);
  ADD ("erase-stops-when-the-finger-leaves-or-another-comes", AFT_LAYOUT_LATIN,
       test_erase_stops_when_the_finger_leaves_or_another_comes);
  ADD ("the-space-bar-dragged-moves-the-cursor", AFT_LAYOUT_LATIN,
       test_the_space_bar_dragged_moves_the_cursor);
  ADD ("a-space-typed-with-a-wobble-is-a-space", AFT_LAYOUT_LATIN,
       test_a_space_typed_with_a_wobble_is_a_space);
  ADD ("the-next-finger-means-a-key-of-the-new-layout", AFT_LAYOUT_LATIN,
       test_the_next_finger_means_a_key_of_the_new_layout);
  ADD ("presses-come-out-in-the-order-they-went-in", AFT_LAYOUT_LATIN,
       test_presses_come_out_in_the_order_they_went_in);
  ADD ("nine-key-presses-come-out-in-order", AFT_LAYOUT_NINE_KEY,
       test_presses_come_out_in_the_order_they_went_in);
  return g_test_run ();
}
