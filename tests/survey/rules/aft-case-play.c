/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short ways of telling a case. What the rules make of it is for the tests to say. */
#include "aft-case-play.h"

#include "aft-error.h"

#define MINUTE_MS G_GINT64_CONSTANT (60000)

/* As the DESIGN writes them, from state to states. */
static const char *const edges[AFT_CASE_STATES] = {
  "acknowledged closed-without-remedy",
  "in-progress closed-without-remedy",
  "offered waiting recovered lost closed-without-remedy",
  "waiting in-progress lost closed-without-remedy",
  "in-progress recovered lost closed-without-remedy",
  "in-progress",
  "in-progress",
  "in-progress",
};

gboolean
aft_case_play_has_edge (AftCaseState from, AftCaseState to)
{
  g_auto (GStrv) names = g_strsplit (edges[from], " ", -1);
  return g_strv_contains ((const char *const *) names, aft_case_state_to_text (to));
}

AftId
aft_case_play_person (char letter)
{
  AftId id = { { (guint8) letter } };
  return id;
}

AftCaseEvent
aft_case_play_event (AftCaseEventKind kind, gint64 minute, char letter)
{
  AftCaseEvent event
      = { .kind = kind, .time_ms = AFT_CASE_PLAY_START_MS + minute * MINUTE_MS, .has_text = TRUE };
  if (letter != 0)
    {
      event.has_actor = TRUE;
      event.actor = aft_case_play_person (letter);
    }
  return event;
}

AftCaseEvent
aft_case_play_closing (AftCaseState to, gint64 minute, char letter)
{
  AftCaseEvent event = aft_case_play_event (AFT_CASE_EVENT_CLOSED, minute, letter);
  event.to = to;
  event.known = AFT_CASE_KNOWS_ALL;
  return event;
}

void
aft_case_play (AftCaseFlow *flow, const AftCaseEvent *event)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = aft_case_flow_apply (flow, event, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
}

void
aft_case_play_refused (AftCaseFlow *flow, const AftCaseEvent *event, int code)
{
  g_autoptr (GError) error = NULL;
  AftCaseFlow before = *flow;
  g_assert_false (aft_case_flow_apply (flow, event, NULL, &error));
  g_assert_error (error, AFT_ERROR, code);
  g_assert_cmpstr (error->message, !=, "");
  g_assert_true (aft_case_flow_equal (flow, &before));
}

static void
move (AftCaseFlow *flow, AftCaseState to, gint64 minute)
{
  AftCaseEvent event = aft_case_play_event (AFT_CASE_EVENT_MOVED, minute, 'a');
  event.to = to;
  aft_case_play (flow, &event);
}

AftCaseFlow
aft_case_play_flow_in (AftCaseState state)
{
  AftCaseFlow flow = aft_case_flow_start (AFT_CASE_KIND_COMPLAINT);
  AftCaseEvent flagged = aft_case_play_event (AFT_CASE_EVENT_FLAGGED, 0, 0);
  AftCaseEvent taken = aft_case_play_event (AFT_CASE_EVENT_ACKNOWLEDGED, 1, 'a');
  aft_case_play (&flow, &flagged);
  if (state == AFT_CASE_STATE_NEW)
    return flow;
  aft_case_play (&flow, &taken);
  if (state == AFT_CASE_STATE_ACKNOWLEDGED)
    return flow;
  move (&flow, AFT_CASE_STATE_IN_PROGRESS, 2);
  if (state == AFT_CASE_STATE_OFFERED || state == AFT_CASE_STATE_WAITING)
    move (&flow, state, 3);
  if (aft_case_state_is_closed (state))
    {
      AftCaseEvent closing = aft_case_play_closing (state, 3, 'a');
      aft_case_play (&flow, &closing);
    }
  return flow;
}
