/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flow of a case: its edges and no others, its one owner, what has to be known before it is
 * closed, and that nothing refused leaves a trace. */
#include "aft-case-flow.h"

#include "aft-case-play.h"
#include "aft-error.h"

#define MINUTE_MS G_GINT64_CONSTANT (60000)

static void
test_table (void)
{
  for (guint from = 0; from < AFT_CASE_STATES; from++)
    for (guint to = 0; to < AFT_CASE_STATES; to++)
      g_assert_cmpint (aft_case_flow_has_edge ((AftCaseState) from, (AftCaseState) to), ==,
                       aft_case_play_has_edge ((AftCaseState) from, (AftCaseState) to));
}

/* The event that takes a case to @to, complete in every way. */
static AftCaseEvent
make_move (AftCaseState from, AftCaseState to)
{
  AftCaseEventKind kind = AFT_CASE_EVENT_MOVED;
  if (to == AFT_CASE_STATE_ACKNOWLEDGED)
    kind = AFT_CASE_EVENT_ACKNOWLEDGED;
  else if (aft_case_state_is_closed (to))
    kind = AFT_CASE_EVENT_CLOSED;
  else if (aft_case_state_is_closed (from))
    kind = AFT_CASE_EVENT_REOPENED;
  AftCaseEvent event = aft_case_play_closing (to, 10, 'a');
  event.kind = kind;
  return event;
}

static void
test_every_pair (void)
{
  for (guint from = 0; from < AFT_CASE_STATES; from++)
    for (guint to = 0; to < AFT_CASE_STATES; to++)
      {
        AftCaseFlow flow = aft_case_play_flow_in ((AftCaseState) from);
        AftCaseEvent event = make_move ((AftCaseState) from, (AftCaseState) to);
        gboolean is_reopening = event.kind == AFT_CASE_EVENT_REOPENED;
        g_test_message ("%s → %s", aft_case_state_to_text (flow.state),
                        aft_case_state_to_text (event.to));
        if (aft_case_play_has_edge ((AftCaseState) from, (AftCaseState) to))
          {
            aft_case_play (&flow, &event);
            g_assert_cmpint (flow.state, ==, to);
          }
        else if (!is_reopening)
          aft_case_play_refused (&flow, &event, AFT_ERROR_CONFLICT);
      }
}

static void
test_before_the_flag (void)
{
  for (guint kind = 1; kind < AFT_CASE_EVENT_KINDS; kind++)
    {
      AftCaseFlow flow = aft_case_flow_start (AFT_CASE_KIND_CALL);
      AftCaseEvent event = aft_case_play_event ((AftCaseEventKind) kind, 0, 'a');
      aft_case_play_refused (&flow, &event, AFT_ERROR_CONFLICT);
    }
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_NEW);
  AftCaseEvent again = aft_case_play_event (AFT_CASE_EVENT_FLAGGED, 1, 0);
  aft_case_play_refused (&flow, &again, AFT_ERROR_CONFLICT);
}

static void
test_first_takes (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_NEW);
  AftCaseEvent first = aft_case_play_event (AFT_CASE_EVENT_ACKNOWLEDGED, 1, 'b');
  AftCaseEvent second = aft_case_play_event (AFT_CASE_EVENT_ACKNOWLEDGED, 1, 'c');
  AftId owner = aft_case_play_person ('b');
  g_assert_false (flow.has_owner);
  aft_case_play (&flow, &first);
  aft_case_play_refused (&flow, &second, AFT_ERROR_CONFLICT);
  second.role = AFT_ROLE_OWNER;
  aft_case_play_refused (&flow, &second, AFT_ERROR_CONFLICT);
  g_assert_true (flow.has_owner && aft_id_equal (&flow.owner, &owner));
  g_assert_cmpint (flow.acknowledged_ms, ==, first.time_ms);
  g_assert_cmpuint (flow.owner_changes, ==, 0);
}

static void
test_hand_over (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_ACKNOWLEDGED);
  AftCaseEvent event = aft_case_play_event (AFT_CASE_EVENT_HANDED_OVER, 2, 'a');
  aft_case_play_refused (&flow, &event, AFT_ERROR_INVALID); /* to nobody */
  event.other = aft_case_play_person ('a');
  aft_case_play_refused (&flow, &event, AFT_ERROR_CONFLICT);
  event.other = aft_case_play_person ('b');
  event.has_text = FALSE;
  aft_case_play_refused (&flow, &event, AFT_ERROR_INVALID);
  event.has_text = TRUE;
  event.actor = aft_case_play_person ('b');
  aft_case_play_refused (&flow, &event, AFT_ERROR_DENIED); /* nobody helps themselves */
  event.role = AFT_ROLE_MANAGER;
  aft_case_play (&flow, &event);
  g_assert_true (aft_id_equal (&flow.owner, &event.other));
  g_assert_cmpuint (flow.owner_changes, ==, 1);

  AftCaseFlow unowned = aft_case_play_flow_in (AFT_CASE_STATE_NEW);
  aft_case_play_refused (&unowned, &event, AFT_ERROR_CONFLICT);
}

/* What staff may not do to a case that is another's, and leaders may. */
static void
test_not_the_owner (void)
{
  const AftCaseEventKind kinds[]
      = { AFT_CASE_EVENT_STEP,      AFT_CASE_EVENT_AGREED,   AFT_CASE_EVENT_MOVED,
          AFT_CASE_EVENT_CLOSED,    AFT_CASE_EVENT_OFFER,    AFT_CASE_EVENT_ACTION,
          AFT_CASE_EVENT_ESCALATED, AFT_CASE_EVENT_PROMISED, AFT_CASE_EVENT_WITHDRAWN };
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
      AftCaseEvent event = aft_case_play_closing (AFT_CASE_STATE_RECOVERED, 5, 'b');
      event.kind = kinds[i];
      event.to_role = AFT_ROLE_OWNER;
      if (event.kind == AFT_CASE_EVENT_MOVED)
        event.to = AFT_CASE_STATE_WAITING;
      g_test_message ("%s", aft_case_event_kind_to_text (event.kind));
      aft_case_play_refused (&flow, &event, AFT_ERROR_DENIED);
      event.role = AFT_ROLE_MANAGER;
      aft_case_play (&flow, &event);
    }
}

static void
test_never_refused (void)
{
  const AftCaseEventKind kinds[] = { AFT_CASE_EVENT_NOTE, AFT_CASE_EVENT_RISK };
  for (guint state = 0; state < AFT_CASE_STATES; state++)
    for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
      for (guint by = 0; by < 2; by++)
        {
          AftCaseFlow flow = aft_case_play_flow_in ((AftCaseState) state);
          AftCaseFlow before = flow;
          AftCaseEvent event = aft_case_play_event (kinds[i], 9, by == 0 ? 0 : 'z');
          event.has_text = FALSE;
          aft_case_play (&flow, &event);
          before.last_event++;
          before.last_ms = event.time_ms;
          g_assert_true (aft_case_flow_equal (&flow, &before));
        }
}

static void
test_dates (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
  AftCaseEvent note = aft_case_play_event (AFT_CASE_EVENT_NOTE, 1, 'a');
  aft_case_play_refused (&flow, &note, AFT_ERROR_INVALID);
  note.time_ms = aft_case_flow_get_event_ms (&flow, note.time_ms);
  g_assert_cmpint (note.time_ms, ==, flow.last_ms);
  aft_case_play (&flow, &note);
  g_assert_cmpint (aft_case_flow_get_event_ms (&flow, flow.last_ms + 5), ==, flow.last_ms + 5);

  AftCaseFlow fresh = aft_case_flow_start (AFT_CASE_KIND_CALL);
  AftCaseEvent flagged = { .kind = AFT_CASE_EVENT_FLAGGED };
  aft_case_play_refused (&fresh, &flagged, AFT_ERROR_INVALID);
}

static void
test_steps (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_ACKNOWLEDGED);
  for (guint step = 0; step < AFT_CASE_STEPS; step++)
    {
      AftCaseEvent event = aft_case_play_event (AFT_CASE_EVENT_STEP, 2 + step, 'a');
      event.step = (AftCaseStep) step;
      g_assert_cmpuint (flow.steps, ==, (1u << step) - 1);
      aft_case_play (&flow, &event);
      g_assert_cmpint (flow.state, ==, AFT_CASE_STATE_IN_PROGRESS);
    }
  gint64 agreed_ms = flow.agreed_ms;
  g_assert_cmpint (agreed_ms, ==, AFT_CASE_PLAY_START_MS + 5 * MINUTE_MS);

  AftCaseEvent agreed = aft_case_play_event (AFT_CASE_EVENT_AGREED, 9, 'a');
  aft_case_play (&flow, &agreed);
  g_assert_cmpint (flow.agreed_ms, ==, agreed_ms);

  AftCaseFlow unowned = aft_case_play_flow_in (AFT_CASE_STATE_NEW);
  aft_case_play_refused (&unowned, &agreed, AFT_ERROR_CONFLICT);
  AftCaseFlow closed = aft_case_play_flow_in (AFT_CASE_STATE_LOST);
  aft_case_play_refused (&closed, &agreed, AFT_ERROR_CONFLICT);
}

static void
test_agreement_is_a_step (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_ACKNOWLEDGED);
  AftCaseEvent agreed = aft_case_play_event (AFT_CASE_EVENT_AGREED, 4, 'a');
  aft_case_play (&flow, &agreed);
  g_assert_cmpint (flow.agreed_ms, ==, agreed.time_ms);
  g_assert_cmpuint (flow.steps, ==, 1u << AFT_CASE_STEP_AGREE);
  g_assert_cmpint (flow.state, ==, AFT_CASE_STATE_IN_PROGRESS);
}

static void
test_offer (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
  AftCaseEvent offer = aft_case_play_event (AFT_CASE_EVENT_OFFER, 4, 'a');
  aft_case_play (&flow, &offer);
  g_assert_cmpint (flow.state, ==, AFT_CASE_STATE_OFFERED);
  aft_case_play (&flow, &offer);
  g_assert_cmpint (flow.state, ==, AFT_CASE_STATE_OFFERED);
  AftCaseFlow waiting = aft_case_play_flow_in (AFT_CASE_STATE_WAITING);
  aft_case_play_refused (&waiting, &offer, AFT_ERROR_CONFLICT);
}

static void
test_closing_wants (void)
{
  AftCaseFlow begun = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
  for (guint known = 0; known < AFT_CASE_KNOWS_ALL; known++)
    {
      AftCaseEvent closing = aft_case_play_closing (AFT_CASE_STATE_RECOVERED, 5, 'a');
      closing.known = known;
      aft_case_play_refused (&begun, &closing, AFT_ERROR_INVALID);
      AftCaseFlow call = begun;
      call.kind = AFT_CASE_KIND_CALL;
      aft_case_play (&call, &closing);
      AftCaseFlow drill = begun;
      drill.kind = AFT_CASE_KIND_DRILL;
      aft_case_play (&drill, &closing);
    }
  AftCaseEvent nowhere = aft_case_play_closing (AFT_CASE_STATE_WAITING, 5, 'a');
  aft_case_play_refused (&begun, &nowhere, AFT_ERROR_INVALID);
}

/* Row 118: the call back is not left out in silence. */
static void
test_follow_up (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
  AftCaseEvent closing = aft_case_play_closing (AFT_CASE_STATE_RECOVERED, 5, 'a');
  AftCaseEvent answer = aft_case_play_event (AFT_CASE_EVENT_STEP, 5, 'a');
  answer.step = AFT_CASE_STEP_ANSWER;
  closing.has_text = FALSE;
  aft_case_play_refused (&flow, &closing, AFT_ERROR_INVALID);
  aft_case_play (&flow, &answer);

  AftCaseEvent without = aft_case_play_closing (AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY, 6, 'a');
  without.has_text = FALSE;
  aft_case_play_refused (&flow, &without, AFT_ERROR_INVALID);
  aft_case_play (&flow, &closing);
  g_assert_cmpint (flow.closed_ms, ==, closing.time_ms);
}

/* Row 41: a promise is not forgotten by closing the case, of whatever kind it is. */
static void
test_promises (void)
{
  for (AftCaseKind kind = 0; kind < AFT_CASE_KINDS; kind++)
    {
      AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
      AftCaseEvent promise = aft_case_play_event (AFT_CASE_EVENT_PROMISED, 4, 'a');
      AftCaseEvent closing = aft_case_play_closing (AFT_CASE_STATE_RECOVERED, 5, 'a');
      AftCaseEvent withdrawing = aft_case_play_event (AFT_CASE_EVENT_WITHDRAWN, 6, 'a');
      flow.kind = kind;
      aft_case_play (&flow, &promise);
      closing.breaks_promises = TRUE;
      closing.has_text = FALSE;
      aft_case_play_refused (&flow, &closing, AFT_ERROR_INVALID);
      closing.has_text = TRUE;
      aft_case_play (&flow, &closing);
      aft_case_play_refused (&flow, &promise, AFT_ERROR_INVALID); /* dated back */
      promise.time_ms = closing.time_ms;
      aft_case_play_refused (&flow, &promise, AFT_ERROR_CONFLICT);
      withdrawing.has_text = FALSE;
      aft_case_play_refused (&flow, &withdrawing, AFT_ERROR_INVALID);
      withdrawing.has_text = TRUE;
      aft_case_play (&flow, &withdrawing);
      AftCaseEvent kept = aft_case_play_event (AFT_CASE_EVENT_KEPT, 7, 'b');
      aft_case_play (&flow, &kept); /* by whoever promised it */
      g_assert_cmpint (flow.state, ==, AFT_CASE_STATE_RECOVERED);
    }
}

static void
test_giving_up (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_WAITING);
  AftCaseEvent closing = aft_case_play_closing (AFT_CASE_STATE_LOST, 5, 'a');
  closing.no_win_back = TRUE;
  aft_case_play_refused (&flow, &closing, AFT_ERROR_INVALID);
  closing.has_second = TRUE;
  aft_case_play_refused (&flow, &closing, AFT_ERROR_INVALID); /* nobody */
  closing.second = closing.actor;
  aft_case_play_refused (&flow, &closing, AFT_ERROR_INVALID); /* the same again */
  closing.second = aft_case_play_person ('m');
  closing.has_text = FALSE;
  aft_case_play_refused (&flow, &closing, AFT_ERROR_INVALID);
  closing.has_text = TRUE;
  aft_case_play (&flow, &closing);
}

static void
test_reopening (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_RECOVERED);
  AftCaseEvent again = aft_case_play_event (AFT_CASE_EVENT_REOPENED, 13, 'a');
  again.has_text = FALSE;
  aft_case_play_refused (&flow, &again, AFT_ERROR_INVALID);
  again.has_text = TRUE;
  aft_case_play (&flow, &again);
  g_assert_cmpint (flow.state, ==, AFT_CASE_STATE_IN_PROGRESS);
  g_assert_cmpint (flow.closed_ms, ==, 0);
  g_assert_cmpuint (flow.reopened, ==, 1);
  g_assert_cmpint (flow.waited_open_ms, ==, 10 * MINUTE_MS); /* closed at 3 */
  aft_case_play_refused (&flow, &again, AFT_ERROR_CONFLICT);
}

/* Closed by a leader before anybody took it: whoever closed it answers for it. */
static void
test_closed_untaken (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_NEW);
  AftCaseEvent closing = aft_case_play_closing (AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY, 5, 'm');
  AftCaseEvent again = aft_case_play_event (AFT_CASE_EVENT_REOPENED, 9, 'm');
  AftId owner = aft_case_play_person ('m');
  aft_case_play (&flow, &closing);
  g_assert_true (flow.has_owner && aft_id_equal (&flow.owner, &owner));
  g_assert_cmpint (flow.acknowledged_ms, ==, 0);
  aft_case_play (&flow, &again);
  g_assert_cmpint (flow.acknowledged_ms, ==, again.time_ms);
}

static void
test_escalation (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_NEW);
  AftCaseEvent event = aft_case_play_event (AFT_CASE_EVENT_ESCALATED, 5, 0);
  event.to_role = AFT_ROLE_STAFF;
  aft_case_play_refused (&flow, &event, AFT_ERROR_CONFLICT);
  event.to_role = AFT_ROLE_MANAGER;
  aft_case_play (&flow, &event);
  aft_case_play_refused (&flow, &event, AFT_ERROR_CONFLICT);

  AftCaseEvent by_hand = aft_case_play_event (AFT_CASE_EVENT_ESCALATED, 6, 'b');
  by_hand.to_role = AFT_ROLE_OWNER;
  by_hand.has_text = FALSE;
  aft_case_play_refused (&flow, &by_hand, AFT_ERROR_INVALID);
  by_hand.has_text = TRUE;
  aft_case_play (&flow, &by_hand);
  g_assert_cmpint (flow.escalated_to, ==, AFT_ROLE_OWNER);

  AftCaseFlow closed = aft_case_play_flow_in (AFT_CASE_STATE_LOST);
  aft_case_play_refused (&closed, &event, AFT_ERROR_CONFLICT);
}

/* Waiting is counted in open time; what was counted once stays, whatever the hours are later. */
static void
test_waiting (void)
{
  const char *const week[] = { "11:00-14:00", "11:00-14:00", "11:00-14:00", "11:00-14:00",
                               "11:00-14:00", "closed",      "closed" };
  g_autoptr (AftOpeningHours) hours = aft_opening_hours_new (week, NULL, "Asia/Shanghai", NULL);
  AftCaseFlow before = aft_case_play_flow_in (AFT_CASE_STATE_WAITING); /* 11:13 */
  AftCaseEvent event = aft_case_play_event (AFT_CASE_EVENT_MOVED, 0, 'a');
  event.to = AFT_CASE_STATE_IN_PROGRESS;
  /* 2026-03-13 is a Friday: 2 h 47 min of it, and until 11:30 on Monday. */
  event.time_ms = before.flagged_ms + (3 * 1440 + 20) * MINUTE_MS;
  AftCaseFlow flow = before;
  g_assert_true (aft_case_flow_apply (&flow, &event, hours, NULL));
  g_assert_cmpint (flow.waited_open_ms, ==, (167 + 30) * MINUTE_MS);
  g_assert_cmpint (flow.waiting_since_ms, ==, 0);

  AftCaseFlow later = before;
  event.is_counted = TRUE;
  event.counted_open_ms = flow.waited_open_ms - before.waited_open_ms;
  aft_case_play (&later, &event); /* always open */
  g_assert_true (aft_case_flow_equal (&later, &flow));

  event.counted_open_ms = event.time_ms - before.waiting_since_ms + 1;
  aft_case_play_refused (&before, &event, AFT_ERROR_INVALID);
  event.counted_open_ms = -1;
  aft_case_play_refused (&before, &event, AFT_ERROR_INVALID);
}

/* One member after the other. */
static void
test_equal (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_WAITING);
  flow.has_asked = TRUE;
  AftCaseFlow others[19];
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    others[i] = flow;
  others[0].kind = AFT_CASE_KIND_CALL;
  others[1].state = AFT_CASE_STATE_OFFERED;
  others[2].has_owner = FALSE;
  others[3].owner = aft_case_play_person ('z');
  others[4].owner_changes++;
  others[5].flagged_ms++;
  others[6].acknowledged_ms++;
  others[7].agreed_ms++;
  others[8].closed_ms++;
  others[9].waiting_since_ms++;
  others[10].waited_open_ms++;
  others[11].steps++;
  others[12].escalated_to = AFT_ROLE_OWNER;
  others[13].reopened++;
  others[14].last_event++;
  others[15].last_ms++;
  others[16].offered_minor++;
  others[17].asked_minor++;
  others[18].asked_by = aft_case_play_person ('z');
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (aft_case_flow_equal (&flow, &others[i]));
  AftCaseFlow same = flow;
  g_assert_true (aft_case_flow_equal (&flow, &same));
  same.has_owner = flow.has_owner = FALSE;
  same.owner = aft_case_play_person ('z');
  same.has_asked = FALSE;
  g_assert_false (aft_case_flow_equal (&flow, &same));
  flow.has_asked = FALSE;
  same.asked_by = aft_case_play_person ('z');
  g_assert_true (aft_case_flow_equal (&flow, &same));
}

/* Numbers that come from a file or a form. */
static void
test_nonsense (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
  AftCaseEvent kind = aft_case_play_event (AFT_CASE_EVENT_KINDS, 5, 'a');
  AftCaseEvent step = aft_case_play_event (AFT_CASE_EVENT_STEP, 5, 'a');
  AftCaseEvent state = aft_case_play_event (AFT_CASE_EVENT_MOVED, 5, 'a');
  AftCaseEvent end = aft_case_play_closing ((AftCaseState) 8, 5, 'a');
  AftCaseEvent to_role = aft_case_play_event (AFT_CASE_EVENT_ESCALATED, 5, 0);
  AftCaseEvent role = aft_case_play_event (AFT_CASE_EVENT_NOTE, 5, 'a');
  AftCaseEvent nobody = aft_case_play_event (AFT_CASE_EVENT_CALLED, 5, 0);
  step.step = (AftCaseStep) 5;
  state.to = (AftCaseState) 8;
  to_role.to_role = (AftRole) 3;
  role.role = (AftRole) 3;
  const AftCaseEvent events[] = { kind, step, state, end, to_role, role, nobody };
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    aft_case_play_refused (&flow, &events[i], AFT_ERROR_INVALID);
}

/* -- the guest, by phone -- */

static AftCaseEvent
make_added (AftCaseEventKind kind, gint64 minute)
{
  AftCaseEvent event = aft_case_play_event (kind, minute, 0);
  event.is_guest = TRUE;
  event.has_text = FALSE;
  return event;
}

static void
test_guest_may_always_add (void)
{
  for (guint state = 0; state < AFT_CASE_STATES; state++)
    {
      AftCaseFlow flow = aft_case_play_flow_in ((AftCaseState) state);
      AftCaseEvent words = make_added (AFT_CASE_EVENT_GUEST, 10);
      AftCaseEvent photo = make_added (AFT_CASE_EVENT_PHOTO, 11);
      aft_case_play (&flow, &words);
      aft_case_play (&flow, &photo);
      if (state == AFT_CASE_STATE_WAITING)
        g_assert_cmpint (flow.state, ==, AFT_CASE_STATE_IN_PROGRESS);
      else
        g_assert_cmpint (flow.state, ==, state);
    }
}

static void
test_only_the_guest_adds (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
  AftCaseEvent event = aft_case_play_event (AFT_CASE_EVENT_GUEST, 10, 'a');
  aft_case_play_refused (&flow, &event, AFT_ERROR_DENIED);
  event.has_actor = FALSE;
  aft_case_play_refused (&flow, &event, AFT_ERROR_DENIED);
  event.has_actor = event.is_guest = TRUE;
  aft_case_play_refused (&flow, &event, AFT_ERROR_INVALID);
}

static void
test_guest_ends_the_waiting (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_WAITING);
  AftCaseEvent event = make_added (AFT_CASE_EVENT_GUEST, 33);
  aft_case_play (&flow, &event);
  g_assert_cmpint (flow.waiting_since_ms, ==, 0);
  g_assert_cmpint (flow.waited_open_ms, ==, 30 * MINUTE_MS);
}

static void
test_guest_reopens (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_RECOVERED);
  AftCaseFlow open = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
  AftCaseEvent event = make_added (AFT_CASE_EVENT_REOPENED, 10);
  aft_case_play_refused (&open, &event, AFT_ERROR_CONFLICT);
  aft_case_play (&flow, &event);
  g_assert_cmpint (flow.state, ==, AFT_CASE_STATE_IN_PROGRESS);
  g_assert_cmpuint (flow.reopened, ==, 1);
  g_assert_true (flow.has_owner);
}

static void
test_guest_may_nothing_else (void)
{
  const AftCaseEventKind theirs[]
      = { AFT_CASE_EVENT_STEP,   AFT_CASE_EVENT_MOVED, AFT_CASE_EVENT_HANDED_OVER,
          AFT_CASE_EVENT_CLOSED, AFT_CASE_EVENT_OFFER, AFT_CASE_EVENT_PROMISED };
  for (guint i = 0; i < G_N_ELEMENTS (theirs); i++)
    {
      AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
      AftCaseEvent event = aft_case_play_closing (AFT_CASE_STATE_LOST, 10, 0);
      event.kind = theirs[i];
      event.is_guest = TRUE;
      aft_case_play_refused (&flow, &event, AFT_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/case-flow/edges-are-the-design's", test_table);
  g_test_add_func ("/rules/case-flow/each-pair-of-states-goes-by-the-table", test_every_pair);
  g_test_add_func ("/rules/case-flow/begins-with-the-flag-once", test_before_the_flag);
  g_test_add_func ("/rules/case-flow/the-first-to-take-it-owns-it", test_first_takes);
  g_test_add_func ("/rules/case-flow/a-hand-over-needs-a-note-and-is-counted", test_hand_over);
  g_test_add_func ("/rules/case-flow/staff-leave-another's-case-alone", test_not_the_owner);
  g_test_add_func ("/rules/case-flow/notes-and-scores-are-never-refused", test_never_refused);
  g_test_add_func ("/rules/case-flow/events-are-never-dated-back", test_dates);
  g_test_add_func ("/rules/case-flow/the-first-step-begins-the-work", test_steps);
  g_test_add_func ("/rules/case-flow/agreeing-is-a-step", test_agreement_is_a_step);
  g_test_add_func ("/rules/case-flow/an-offer-makes-it-offered", test_offer);
  g_test_add_func ("/rules/case-flow/closing-wants-causes-action-and-cost", test_closing_wants);
  g_test_add_func ("/rules/case-flow/no-call-back-needs-a-reason", test_follow_up);
  g_test_add_func ("/rules/case-flow/a-broken-promise-needs-a-reason", test_promises);
  g_test_add_func ("/rules/case-flow/giving-a-guest-up-takes-two", test_giving_up);
  g_test_add_func ("/rules/case-flow/closed-time-does-not-count-when-reopened", test_reopening);
  g_test_add_func ("/rules/case-flow/who-closes-an-untaken-case-owns-it", test_closed_untaken);
  g_test_add_func ("/rules/case-flow/escalation-only-rises", test_escalation);
  g_test_add_func ("/rules/case-flow/waiting-is-counted-once-in-open-time", test_waiting);
  g_test_add_func ("/rules/case-flow/alike-means-in-everything", test_equal);
  g_test_add_func ("/rules/case-flow/nonsense-is-refused", test_nonsense);
  g_test_add_func ("/rules/case-flow/the-guest-may-always-add", test_guest_may_always_add);
  g_test_add_func ("/rules/case-flow/only-the-guest-adds", test_only_the_guest_adds);
  g_test_add_func ("/rules/case-flow/the-guest-ends-the-waiting", test_guest_ends_the_waiting);
  g_test_add_func ("/rules/case-flow/the-guest-opens-it-again", test_guest_reopens);
  g_test_add_func ("/rules/case-flow/the-guest-may-nothing-else", test_guest_may_nothing_else);
  return g_test_run ();
}
