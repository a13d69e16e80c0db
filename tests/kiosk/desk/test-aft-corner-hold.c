/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of what counts as holding the corner, by the events' own times. */
#include "aft-corner-hold.h"

#define START_MS 70000

typedef enum
{
  DOWN,
  MOVE,
  UP,
  LOST
} Kind;

typedef struct
{
  guint after_ms; /* the start */
  Kind kind;
  int finger;
  float x;
  float y;
} Event;

/* How often the corner opened. */
static guint
play (const Event *events, gsize n_events, guint32 start_ms)
{
  g_autoptr (AftCornerHold) hold = aft_corner_hold_new ();
  guint opened = 0;
  for (gsize i = 0; i < n_events; i++)
    {
      gconstpointer finger = GINT_TO_POINTER (events[i].finger);
      graphene_point_t place = GRAPHENE_POINT_INIT (events[i].x, events[i].y);
      guint32 time_ms = start_ms + events[i].after_ms;
      if (events[i].kind == DOWN)
        aft_corner_hold_note_down (hold, finger, time_ms, &place);
      else if (events[i].kind == MOVE)
        aft_corner_hold_note_move (hold, &place);
      else if (events[i].kind == UP)
        opened += aft_corner_hold_note_up (hold, finger, time_ms) ? 1 : 0;
      else
        aft_corner_hold_note_lost (hold, finger);
    }
  return opened;
}

#define assert_opens(events, times)                                                                \
  g_assert_cmpuint (play (events, G_N_ELEMENTS (events), START_MS), ==, times)

static void
test_held (void)
{
  const Event events[] = {
    { 0, DOWN, 1, 30, 30 },
    { 1500, MOVE, 1, 40, 45 },
    { 3000, UP, 1, 0, 0 },
  };
  assert_opens (events, 1);
  /* Where the events' clock begins again. */
  g_assert_cmpuint (play (events, G_N_ELEMENTS (events), G_MAXUINT32 - 1000), ==, 1);
}

static void
test_mouse (void)
{
  const Event events[] = { { 0, DOWN, 0, 119, 119 }, { 3000, UP, 0, 0, 0 } };
  assert_opens (events, 1);
}

static void
test_short (void)
{
  const Event events[] = {
    { 0, DOWN, 1, 30, 30 }, { 2999, UP, 1, 0, 0 },     { 3100, DOWN, 2, 30, 30 },
    { 5000, UP, 2, 0, 0 },  { 5001, DOWN, 3, 30, 30 }, { 8000, UP, 3, 0, 0 },
  };
  assert_opens (events, 0);
}

/* Whatever the second one does, wherever it is. */
static void
test_second (void)
{
  for (int place = 0; place < 2; place++)
    {
      float at = place == 0 ? 90 : 900;
      const Event later[] = {
        { 0, DOWN, 1, 30, 30 },
        { 200, DOWN, 2, at, at },
        { 4500, UP, 1, 0, 0 },
        { 4501, UP, 2, 0, 0 },
      };
      const Event earlier[] = {
        { 0, DOWN, 2, at, at },
        { 200, DOWN, 1, 30, 30 },
        { 4500, UP, 2, 0, 0 },
        { 9000, UP, 1, 0, 0 },
      };
      const Event shortly[] = {
        { 0, DOWN, 1, 30, 30 },
        { 2990, DOWN, 2, at, at },
        { 2995, UP, 2, 0, 0 },
        { 9000, UP, 1, 0, 0 },
      };
      const Event lost[] = {
        { 0, DOWN, 1, 30, 30 },
        { 200, DOWN, 2, at, at },
        { 300, LOST, 2, 0, 0 },
        { 9000, UP, 1, 0, 0 },
      };
      assert_opens (later, 0);
      assert_opens (earlier, 0);
      assert_opens (shortly, 0);
      assert_opens (lost, 0);
    }
}

static void
test_moved (void)
{
  const Event away[] = { { 0, DOWN, 1, 30, 30 }, { 300, MOVE, 1, 80, 80 }, { 4500, UP, 1, 0, 0 } };
  const Event and_back[] = {
    { 0, DOWN, 1, 30, 30 },
    { 300, MOVE, 1, 80, 80 },
    { 400, MOVE, 1, 30, 30 },
    { 4500, UP, 1, 0, 0 },
  };
  const Event into[] = { { 0, DOWN, 1, 500, 500 }, { 9, MOVE, 1, 30, 30 }, { 4500, UP, 1, 0, 0 } };
  assert_opens (away, 0);
  assert_opens (and_back, 0);
  assert_opens (into, 0);
}

static void
test_elsewhere (void)
{
  const Event beside[] = { { 0, DOWN, 1, 120, 30 }, { 4500, UP, 1, 0, 0 } };
  const Event below[] = { { 0, DOWN, 1, 30, 120 }, { 4500, UP, 1, 0, 0 } };
  assert_opens (beside, 0);
  assert_opens (below, 0);
}

static void
test_lost (void)
{
  const Event events[] = {
    { 0, DOWN, 1, 30, 30 },
    { 4500, LOST, 1, 0, 0 },
    { 4600, UP, 1, 0, 0 },
  };
  const Event again[] = {
    { 0, DOWN, 1, 30, 30 },
    { 100, LOST, 1, 0, 0 },
    { 200, DOWN, 2, 30, 30 },
    { 3200, UP, 2, 0, 0 },
  };
  assert_opens (events, 0);
  assert_opens (again, 1);
}

static void
test_unknown (void)
{
  graphene_point_t place = GRAPHENE_POINT_INIT (30, 30);
  g_autoptr (AftCornerHold) hold = aft_corner_hold_new ();
  aft_corner_hold_note_down (hold, NULL, 0, &place);
  g_assert_false (aft_corner_hold_note_up (hold, NULL, START_MS));
  aft_corner_hold_note_down (hold, NULL, START_MS, &place);
  g_assert_false (aft_corner_hold_note_up (hold, NULL, 0));
  aft_corner_hold_note_down (hold, NULL, START_MS, NULL);
  g_assert_false (aft_corner_hold_note_up (hold, NULL, START_MS + 5000));
  aft_corner_hold_note_down (hold, NULL, START_MS, &place);
  aft_corner_hold_note_move (hold, NULL);
  g_assert_false (aft_corner_hold_note_up (hold, NULL, START_MS + 5000));
}

#define ADD(name, test) g_test_add_func ("/desk/corner/" name, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("three-seconds-of-one-finger-open-it-once", test_held);
  ADD ("so-does-the-mouse", test_mouse);
  ADD ("shorter-ones-do-not-add-up", test_short);
  ADD ("a-second-finger-at-any-time-and-place-keeps-it-shut", test_second);
  ADD ("a-finger-that-moves-keeps-it-shut", test_moved);
  ADD ("beside-it-nothing-opens", test_elsewhere);
  ADD ("a-finger-that-was-taken-away-is-none", test_lost);
  ADD ("what-is-not-known-keeps-it-shut", test_unknown);
  return g_test_run ();
}
