/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handles cases as a house does on most days: somebody comes within minutes, mostly; most guests
 * are won back, some are not. What may happen in a case is the store's to say. */
#include "case-hand.h"

#include <math.h>

#include "aft-error.h"
#include "aft-house-store-cases.h"

#define MINUTE_MS 60000.0

/* One thing that is to be done. */
typedef struct
{
  gint64 time_ms;
  AftId case_id;
  AftCaseEventKind kind;
  AftCaseState to;
} Deed;

struct _CaseHand
{
  AftHouseStore *store;
  AftId user_id;
  Draws draws;
  GArray *deeds; /* the next one last */
};

CaseHand *
case_hand_new (AftHouseStore *store, const AftId *user_id, guint64 seed)
{
  CaseHand *hand = g_new0 (CaseHand, 1);
  hand->store = store;
  hand->user_id = *user_id;
  hand->draws = draws_start (seed, G_MAXUINT64);
  hand->deeds = g_array_new (FALSE, FALSE, sizeof (Deed));
  return hand;
}

void
case_hand_free (CaseHand *hand)
{
  if (hand == NULL)
    return;
  g_array_unref (hand->deeds);
  g_free (hand);
}

static void
plan (CaseHand *hand, const Deed *deed)
{
  guint at = hand->deeds->len;
  while (at > 0 && g_array_index (hand->deeds, Deed, at - 1).time_ms <= deed->time_ms)
    at--;
  g_array_insert_val (hand->deeds, at, *deed);
}

static gboolean
is_planned (const CaseHand *hand, const AftId *case_id)
{
  for (guint i = 0; i < hand->deeds->len; i++)
    if (aft_id_equal (&g_array_index (hand->deeds, Deed, i).case_id, case_id))
      return TRUE;
  return FALSE;
}

/* Half of them within @median_minutes, few much later. */
static gint64
draw_wait_ms (CaseHand *hand, double median_minutes)
{
  return (gint64) (MINUTE_MS * median_minutes * exp (.8 * draws_normal (&hand->draws)));
}

static AftCaseState
draw_end (CaseHand *hand)
{
  double drawn = draws_unit (&hand->draws);
  return drawn < .64   ? AFT_CASE_STATE_RECOVERED
         : drawn < .84 ? AFT_CASE_STATE_LOST
                       : AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY;
}

gboolean
case_hand_look_at (CaseHand *hand, const AftId *response_id, gint64 now_ms, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (AftHouseCase) item
      = aft_house_store_get_case_of_sync (hand->store, response_id, &reason);
  if (item == NULL)
    {
      if (!g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (is_planned (hand, &item->id))
    return FALSE; /* it has joined one that is seen to */
  Deed deed = { now_ms + draw_wait_ms (hand, 3), item->id, AFT_CASE_EVENT_ACKNOWLEDGED };
  plan (hand, &deed);
  deed.time_ms += draw_wait_ms (hand, 12);
  deed.kind = AFT_CASE_EVENT_AGREED;
  plan (hand, &deed);
  deed.time_ms += draw_wait_ms (hand, 180);
  deed.kind = AFT_CASE_EVENT_CLOSED;
  deed.to = draw_end (hand);
  plan (hand, &deed);
  return TRUE;
}

gint64
case_hand_get_next_ms (const CaseHand *hand)
{
  return hand->deeds->len > 0 ? g_array_index (hand->deeds, Deed, hand->deeds->len - 1).time_ms
                              : G_MAXINT64;
}

static void
say_why (CaseHand *hand, AftHouseCaseAction *action)
{
  static const char *const stated[] = { "waiting", "hygiene", "service", "bill" };
  static const char *const roots[] = { "understaffed", "cleaning", "misunderstanding" };
  static const char *const whose[] = { "kitchen", "floor", "management" };
  action->stated_cause = stated[draws_below (&hand->draws, G_N_ELEMENTS (stated))];
  action->root_cause = roots[draws_below (&hand->draws, G_N_ELEMENTS (roots))];
  action->responsibility = whose[draws_below (&hand->draws, G_N_ELEMENTS (whose))];
  action->outcome = action->to == AFT_CASE_STATE_RECOVERED ? "compensated" : "not-satisfied";
  action->words = "和客人说过了。";
  action->has_cost = TRUE;
  action->cost_minor
      = action->to == AFT_CASE_STATE_RECOVERED ? 100 * (gint64) draws_below (&hand->draws, 60) : 0;
  action->needs_no_action = TRUE;
}

gboolean
case_hand_do_next (CaseHand *hand, GError **error)
{
  Deed deed = g_array_index (hand->deeds, Deed, hand->deeds->len - 1);
  g_array_set_size (hand->deeds, hand->deeds->len - 1);
  AftHouseCaseAction action = {
    .event_id = draws_make_id (&hand->draws, deed.time_ms),
    .case_id = deed.case_id,
    .kind = deed.kind,
    .to = deed.to,
    .actor = "user:generated",
    .user_id = hand->user_id,
  };
  if (deed.kind == AFT_CASE_EVENT_AGREED)
    action.words = "换一份，先道歉。";
  if (deed.kind == AFT_CASE_EVENT_CLOSED)
    say_why (hand, &action);
  g_autoptr (AftHouseCase) item = aft_house_store_act_on_case_sync (hand->store, &action, error);
  return item != NULL;
}
