/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What fingers on keys mean: presses that overlap, slides, long presses, repeats, the space bar
 * dragged. Knows neither a screen nor a clock, so that every order of events can be tried.
 *
 *   down -> WRITES -> up: given          down on erase: given at once -> REPEATS
 *             | held: OFFERS -> up: what is chosen
 *             | space dragged: DRAGS -> up: nothing more */
#include "aft-key-fingers.h"

#define HOLD_MS         400 /* until a key offers more, or repeats */
#define REPEAT_MS       60
#define QUICK_REPEAT_MS 30
#define SLOW_REPEATS    20 /* so many, then quick ones */
#define SLIDE_SLOP      16 /* px out of a key before a finger means its neighbour: it rolls */
#define CHOOSE_SLOP     12 /* px before a slide over an offer chooses */
#define DRAG_SLOP       30 /* px before the space bar is dragged */
#define DRAG_STEP       20 /* px a character */
#define NEVER           G_GINT64_CONSTANT (-1)

typedef enum
{
  WORK_NONE, /* no finger is live */
  WORK_WRITES,
  WORK_REPEATS, /* its key was given when it came down */
  WORK_OFFERS,
  WORK_DRAGS
} Work;

struct _AftKeyFingers
{
  const AftKeyFingersEvents *events;
  gpointer user_data;
  AftKeyGrid *grid;
  Work work;
  gconstpointer finger; /* the live one; compared only */
  int position;         /* its cell, or AFT_KEY_NONE where it slid off the keys */
  double from_x;        /* where it came down, its offer came up, or the cursor went last */
  double from_y;
  double at_x; /* where it is */
  double at_y;
  gint64 due_ms;
  guint n_repeats;
  AftKeyOffer *offer;
  guint chosen;
};

AftKeyFingers *
aft_key_fingers_new (const AftKeyFingersEvents *events, gpointer user_data)
{
  AftKeyFingers *fingers = g_new0 (AftKeyFingers, 1);
  fingers->events = events;
  fingers->user_data = user_data;
  fingers->position = AFT_KEY_NONE;
  fingers->due_ms = NEVER;
  return fingers;
}

void
aft_key_fingers_free (AftKeyFingers *fingers)
{
  if (fingers == NULL)
    return;
  aft_key_offer_free (fingers->offer);
  aft_key_grid_free (fingers->grid);
  g_free (fingers);
}

void
aft_key_fingers_take_grid (AftKeyFingers *fingers, AftKeyGrid *grid)
{
  aft_key_grid_free (fingers->grid);
  fingers->grid = grid;
}

const AftKeyGrid *
aft_key_fingers_get_grid (AftKeyFingers *fingers)
{
  return fingers->grid;
}

static const AftKeySpec *
key_of (AftKeyFingers *fingers)
{
  return fingers->position == AFT_KEY_NONE
             ? NULL
             : aft_key_grid_get (fingers->grid, (guint) fingers->position)->key;
}

static void
tell_changed (AftKeyFingers *fingers)
{
  fingers->events->changed (fingers->user_data);
}

/* The live finger is live no more. */
static void
let_go (AftKeyFingers *fingers)
{
  fingers->work = WORK_NONE;
  fingers->finger = NULL;
  fingers->position = AFT_KEY_NONE;
  fingers->due_ms = NEVER;
  g_clear_pointer (&fingers->offer, aft_key_offer_free);
}

/* Gives what the live finger means, if it means anything still. */
static void
settle (AftKeyFingers *fingers)
{
  const AftKeySpec *key = key_of (fingers);
  g_autoptr (AftKeyOffer) offer = g_steal_pointer (&fingers->offer);
  guint chosen = fingers->chosen;
  gboolean is_due = fingers->work == WORK_WRITES || fingers->work == WORK_OFFERS;

  /* Giving may change layout and grid: nothing of the finger may be left by then. */
  let_go (fingers);
  if (is_due && key != NULL)
    fingers->events->give (key, offer ? aft_key_offer_get_text (offer, chosen) : key->text,
                           fingers->user_data);
}

static void
press (AftKeyFingers *fingers, int position, double x, double y, gint64 now_ms)
{
  fingers->position = position;
  fingers->from_x = fingers->at_x = x;
  fingers->from_y = fingers->at_y = y;
  const AftKeySpec *key = key_of (fingers);
  fingers->due_ms = key != NULL && key->alternates != NULL ? now_ms + HOLD_MS : NEVER;
}

void
aft_key_fingers_down (AftKeyFingers *fingers,
                      gconstpointer finger,
                      double x,
                      double y,
                      gint64 now_ms)
{
  settle (fingers);
  int position = fingers->grid != NULL ? aft_key_grid_find (fingers->grid, x, y) : AFT_KEY_NONE;
  if (position != AFT_KEY_NONE)
    {
      fingers->finger = finger;
      fingers->work = WORK_WRITES;
      press (fingers, position, x, y, now_ms);
    }

  const AftKeySpec *key = key_of (fingers);
  if (key != NULL && key->action == AFT_KEY_ERASE)
    {
      fingers->work = WORK_REPEATS;
      fingers->n_repeats = 0;
      fingers->due_ms = now_ms + HOLD_MS;
      fingers->events->give (key, NULL, fingers->user_data);
    }
  tell_changed (fingers);
}

static void
drag (AftKeyFingers *fingers, double x)
{
  int steps = (int) ((x - fingers->from_x) / DRAG_STEP);
  if (steps == 0)
    return;
  fingers->from_x += steps * DRAG_STEP;
  fingers->events->drag (steps, fingers->user_data);
}

/* Is the point so far out of the live finger's cell that another is meant? */
static gboolean
is_out (AftKeyFingers *fingers, double x, double y)
{
  const AftKeyCell *cell = aft_key_grid_get (fingers->grid, (guint) fingers->position);
  const AftKeyBox *box = &cell->box;
  if (y < box->y - SLIDE_SLOP || y >= box->y + box->height + SLIDE_SLOP)
    return TRUE;
  /* Sideways the space bar is dragged. */
  return cell->key->action != AFT_KEY_SPACE
         && (x < box->x - SLIDE_SLOP || x >= box->x + box->width + SLIDE_SLOP);
}

static void
slide (AftKeyFingers *fingers, double x, double y, gint64 now_ms)
{
  const AftKeySpec *key = key_of (fingers);
  if (key != NULL && key->action == AFT_KEY_SPACE && ABS (x - fingers->from_x) >= DRAG_SLOP)
    {
      fingers->work = WORK_DRAGS;
      fingers->from_x += x > fingers->from_x ? DRAG_SLOP - DRAG_STEP : DRAG_STEP - DRAG_SLOP;
      drag (fingers, x);
      return;
    }
  if (key != NULL && !is_out (fingers, x, y))
    return;
  int position = aft_key_grid_find (fingers->grid, x, y);
  if (position != fingers->position)
    press (fingers, position, x, y, now_ms);
}

static void
choose (AftKeyFingers *fingers, double x, double y)
{
  if (ABS (x - fingers->from_x) < CHOOSE_SLOP && ABS (y - fingers->from_y) < CHOOSE_SLOP)
    return;
  fingers->chosen = aft_key_offer_find (fingers->offer, x, y);
}

/* What a point does to the live finger, before anything is told of it. */
static void
follow (AftKeyFingers *fingers, double x, double y, gint64 now_ms)
{
  switch (fingers->work)
    {
    case WORK_WRITES:
      slide (fingers, x, y, now_ms);
      break;
    case WORK_REPEATS:
      if (fingers->position != AFT_KEY_NONE && is_out (fingers, x, y))
        {
          fingers->position = AFT_KEY_NONE;
          fingers->due_ms = NEVER;
        }
      break;
    case WORK_OFFERS:
      choose (fingers, x, y);
      break;
    case WORK_DRAGS:
      drag (fingers, x);
      break;
    case WORK_NONE:
    default:
      break;
    }
}

static gboolean
is_live (AftKeyFingers *fingers, gconstpointer finger)
{
  return fingers->work != WORK_NONE && fingers->finger == finger;
}

void
aft_key_fingers_move (AftKeyFingers *fingers,
                      gconstpointer finger,
                      double x,
                      double y,
                      gint64 now_ms)
{
  if (!is_live (fingers, finger))
    return;
  int position = fingers->position;
  guint chosen = fingers->chosen;
  fingers->at_x = x;
  fingers->at_y = y;
  follow (fingers, x, y, now_ms);
  if (position != fingers->position || chosen != fingers->chosen)
    tell_changed (fingers);
}

void
aft_key_fingers_up (AftKeyFingers *fingers, gconstpointer finger, double x, double y, gint64 now_ms)
{
  if (!is_live (fingers, finger))
    return;
  follow (fingers, x, y, now_ms);
  settle (fingers);
  tell_changed (fingers);
}

void
aft_key_fingers_cancel (AftKeyFingers *fingers, gconstpointer finger)
{
  if (is_live (fingers, finger))
    aft_key_fingers_release (fingers);
}

void
aft_key_fingers_release (AftKeyFingers *fingers)
{
  let_go (fingers);
  tell_changed (fingers);
}

static void
repeat (AftKeyFingers *fingers, gint64 now_ms)
{
  /* From now, not from when it was due: a machine that was busy does not erase in bursts. */
  fingers->n_repeats++;
  fingers->due_ms = now_ms + (fingers->n_repeats < SLOW_REPEATS ? REPEAT_MS : QUICK_REPEAT_MS);
  fingers->events->give (key_of (fingers), NULL, fingers->user_data);
}

void
aft_key_fingers_tick (AftKeyFingers *fingers, gint64 now_ms)
{
  if (fingers->due_ms == NEVER || now_ms < fingers->due_ms)
    return;
  fingers->due_ms = NEVER;
  if (fingers->work == WORK_REPEATS)
    repeat (fingers, now_ms);
  else
    {
      fingers->offer = aft_key_offer_new (fingers->grid, (guint) fingers->position);
      fingers->work = WORK_OFFERS;
      fingers->chosen = 0;
      fingers->from_x = fingers->at_x;
      fingers->from_y = fingers->at_y;
    }
  tell_changed (fingers);
}

gint64
aft_key_fingers_get_due_ms (AftKeyFingers *fingers)
{
  return fingers->due_ms;
}

int
aft_key_fingers_get_pressed (AftKeyFingers *fingers)
{
  return fingers->position;
}

const AftKeyOffer *
aft_key_fingers_get_offer (AftKeyFingers *fingers, guint *chosen)
{
  *chosen = fingers->chosen;
  return fingers->offer;
}
