/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever people do to cases in whatever order: no event leaves the table, clocks stay sound, each
 * case has one owner, escalation only rises, what is refused leaves no trace, and the events told
 * again give the same case; no offer goes above the ceiling without a second person.
 * AFTERTASTE_SCALE: times 100,000 events. GLib prints the seed;
 * --seed=… runs it again. */
#include "aft-case-clock.h"
#include "aft-case-play.h"
#include "aft-error.h"

#define EVENTS_PER_SCALE 100000
#define EVENTS_PER_CASE  80
#define MINUTE_MS        G_GINT64_CONSTANT (60000)
#define DAY_MS           (1440 * MINUTE_MS)
#define HOURS_KINDS      4
#define COSTS            6 /* of an offer: 0, 10, 20… */

/* Five of the staff, two managers, an owner. */
static const char people[] = "abcdemno";

/* What there has to have been, for the test to have tested anything. */
typedef struct
{
  guint accepted[AFT_CASE_EVENT_KINDS];
  guint moved[AFT_CASE_STATES][AFT_CASE_STATES];
  guint refused[AFT_ERROR_INTERNAL + 1];
  guint escalated[AFT_ROLES];
  guint overdue;
  guint paused;
  guint approved;
} Tally;

typedef struct
{
  AftOpeningHours *hours; /* borrowed; NULL: always open */
  AftCaseTargets targets;
  gint64 ceiling_minor;
  AftCaseFlow flow;
  GArray *events; /* AftCaseEvent, the accepted ones, as they are told again */
  gint64 now_ms;
  Tally *tally;
} Story;

static gboolean
chance (gint percent)
{
  return g_test_rand_int_range (0, 100) < percent;
}

static guint
below (guint limit)
{
  return (guint) g_test_rand_int_range (0, (gint32) limit);
}

static AftRole
get_role (char letter)
{
  if (letter == 'o')
    return AFT_ROLE_OWNER;
  return letter >= 'm' ? AFT_ROLE_MANAGER : AFT_ROLE_STAFF;
}

static char
pick_person (void)
{
  return people[below (sizeof people - 1)];
}

/* Mostly minutes, at times a night, or nothing at all. */
static gint64
pick_pause (void)
{
  if (chance (20))
    return 0;
  if (chance (5))
    return below (20) * 60 * MINUTE_MS;
  return below (40 * 60) * 1000;
}

/* Often what the table lets through, often not. */
static AftCaseState
pick_state (const AftCaseFlow *flow)
{
  AftCaseState state = (AftCaseState) below (AFT_CASE_STATES);
  for (guint i = 0; i < 4 && !aft_case_flow_has_edge (flow->state, state); i++)
    state = (AftCaseState) below (AFT_CASE_STATES);
  return state;
}

/* Events that let a case live are more frequent than those that end it. */
static AftCaseEventKind
pick_kind (const AftCaseFlow *flow)
{
  if (flow->last_event == 0 && chance (80))
    return AFT_CASE_EVENT_FLAGGED;
  if (flow->state == AFT_CASE_STATE_NEW && chance (20))
    return AFT_CASE_EVENT_ACKNOWLEDGED;
  if (flow->has_asked && chance (30))
    return AFT_CASE_EVENT_OFFER;
  if (aft_case_flow_has_apologised (flow) && chance (10))
    return AFT_CASE_EVENT_ASKED;
  AftCaseEventKind kind = (AftCaseEventKind) below (AFT_CASE_EVENT_KINDS);
  return kind == AFT_CASE_EVENT_CLOSED && chance (60) ? AFT_CASE_EVENT_MOVED : kind;
}

/* Often the apology, or just what was asked for. */
static void
set_offer (const Story *story, AftCaseEvent *event)
{
  event->cost_minor = 10 * below (COSTS);
  event->ceiling_minor = story->ceiling_minor;
  event->is_apology = chance (20);
  event->is_approval = story->flow.has_asked ? chance (50) : chance (5);
  if (event->is_apology && chance (80))
    event->cost_minor = 0;
  if (event->kind == AFT_CASE_EVENT_ASKED)
    event->cost_minor += chance (60) ? story->ceiling_minor : 0;
  if (event->is_approval && chance (80))
    event->cost_minor = story->flow.asked_minor;
}

static AftCaseEvent
make_event (Story *story)
{
  char actor = pick_person ();
  AftCaseEvent event = {
    .kind = pick_kind (&story->flow),
    .time_ms = chance (2) ? story->now_ms - 1 - below (60000) : story->now_ms,
    .has_actor = chance (85),
    .actor = aft_case_play_person (actor),
    .role = get_role (actor),
    .has_text = chance (80),
    .to = pick_state (&story->flow),
    .step = (AftCaseStep) below (AFT_CASE_STEPS),
    .other = aft_case_play_person (pick_person ()),
    .to_role = (AftRole) below (AFT_ROLES),
    .known = chance (80) ? AFT_CASE_KNOWS_ALL : below (AFT_CASE_KNOWS_ALL),
    .breaks_promises = chance (20),
    .no_win_back = chance (10),
    .has_second = chance (70),
    .second = aft_case_play_person (pick_person ()),
  };
  set_offer (story, &event);
  if (chance (20))
    {
      event.is_guest = TRUE;
      event.has_actor = chance (2);
    }
  if (story->flow.has_owner && chance (40))
    {
      event.actor = story->flow.owner;
      event.role = get_role ((char) story->flow.owner.bytes[0]);
    }
  return event;
}

static void
check_times (const AftCaseFlow *flow)
{
  g_assert_cmpint (flow->flagged_ms, >, 0);
  g_assert_cmpint (flow->flagged_ms, <=, flow->last_ms);
  const gint64 later[]
      = { flow->acknowledged_ms, flow->agreed_ms, flow->closed_ms, flow->waiting_since_ms };
  for (gsize i = 0; i < G_N_ELEMENTS (later); i++)
    g_assert_true (later[i] == 0 || (flow->flagged_ms <= later[i] && later[i] <= flow->last_ms));
  g_assert_cmpint (flow->waited_open_ms, >=, 0);
  g_assert_cmpint (flow->waited_open_ms, <=, flow->last_ms - flow->flagged_ms);
}

/* What holds of every case at any time. */
static void
check_flow (const AftCaseFlow *flow)
{
  gboolean is_untaken_end = flow->state == AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY;
  check_times (flow);
  g_assert_cmpint (flow->has_owner, ==, flow->state != AFT_CASE_STATE_NEW);
  g_assert_cmpint (flow->closed_ms != 0, ==, aft_case_state_is_closed (flow->state));
  g_assert_cmpint (flow->waiting_since_ms != 0, ==, flow->state == AFT_CASE_STATE_WAITING);
  if (flow->state == AFT_CASE_STATE_NEW)
    g_assert_cmpint (flow->acknowledged_ms, ==, 0);
  else if (!is_untaken_end)
    g_assert_cmpint (flow->acknowledged_ms, !=, 0);
  g_assert_cmpint (flow->agreed_ms != 0, ==, (flow->steps & (1u << AFT_CASE_STEP_AGREE)) != 0);
  g_assert_cmpuint (flow->steps, <, 1u << AFT_CASE_STEPS);
}

static gboolean
is_owner_s (AftCaseEventKind kind)
{
  switch (kind)
    {
    case AFT_CASE_EVENT_STEP:
    case AFT_CASE_EVENT_AGREED:
    case AFT_CASE_EVENT_MOVED:
    case AFT_CASE_EVENT_HANDED_OVER:
    case AFT_CASE_EVENT_CLOSED:
    case AFT_CASE_EVENT_REOPENED:
    case AFT_CASE_EVENT_OFFER:
    case AFT_CASE_EVENT_ACTION:
    case AFT_CASE_EVENT_PROMISED:
    case AFT_CASE_EVENT_WITHDRAWN:
    case AFT_CASE_EVENT_ASKED:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Whose it is, and who made it so. */
static void
check_owner (const AftCaseFlow *before, const AftCaseEvent *event, const AftCaseFlow *after)
{
  gboolean is_handed_over = event->kind == AFT_CASE_EVENT_HANDED_OVER;
  g_assert_cmpuint (after->owner_changes, ==, before->owner_changes + (is_handed_over ? 1 : 0));
  if (before->has_owner && is_owner_s (event->kind) && event->role == AFT_ROLE_STAFF
      && !event->is_guest)
    g_assert_true (aft_id_equal (&event->actor, &before->owner));
  if (is_handed_over)
    {
      g_assert_true (event->has_text);
      g_assert_true (aft_id_equal (&after->owner, &event->other));
      g_assert_false (aft_id_equal (&after->owner, &before->owner));
    }
  else if (before->has_owner)
    g_assert_true (aft_id_equal (&after->owner, &before->owner));
  else if (after->has_owner)
    g_assert_true (event->kind == AFT_CASE_EVENT_ACKNOWLEDGED
                   || event->kind == AFT_CASE_EVENT_CLOSED);
}

/* Nobody lets go of a guest's trouble without knowing what there is to know. */
static void
check_closing (const AftCaseFlow *flow, const AftCaseEvent *event)
{
  gboolean is_guest_s = flow->kind == AFT_CASE_KIND_COMPLAINT || flow->kind == AFT_CASE_KIND_SURVEY;
  gboolean is_answered = (flow->steps & (1u << AFT_CASE_STEP_ANSWER)) != 0;
  g_assert_cmpint (flow->state, ==, event->to);
  if (is_guest_s)
    g_assert_cmpuint (event->known, ==, AFT_CASE_KNOWS_ALL);
  if (is_guest_s && (!is_answered || event->to == AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY))
    g_assert_true (event->has_text);
  if (event->breaks_promises)
    g_assert_true (event->has_text);
  if (event->no_win_back)
    g_assert_true (event->has_second && event->has_text
                   && !aft_id_equal (&event->second, &event->actor));
}

/* Nothing above the ceiling without a second person, who is a leader; nothing that costs before the
 * apology. */
static void
check_offer (Story *story, const AftCaseFlow *before, const AftCaseEvent *event)
{
  gboolean is_within = before->offered_minor + event->cost_minor <= event->ceiling_minor;
  g_assert_cmpint (story->flow.offered_minor, ==, before->offered_minor + event->cost_minor);
  g_assert_true (event->cost_minor == 0 || before->steps & (1u << AFT_CASE_STEP_CALM));
  g_assert_true (event->cost_minor == 0 || is_within || event->is_approval);
  if (!event->is_approval)
    return;
  g_assert_true (before->has_asked && !story->flow.has_asked);
  g_assert_cmpint (event->cost_minor, ==, before->asked_minor);
  g_assert_false (aft_id_equal (&event->actor, &before->asked_by));
  g_assert_cmpint (event->role, >, AFT_ROLE_STAFF);
  story->tally->approved++;
}

/* What waits for a second person begins by being asked for, and ends by one of three. */
static void
check_asked (const AftCaseFlow *before, const AftCaseEvent *event, const AftCaseFlow *after)
{
  if (event->kind != AFT_CASE_EVENT_OFFER)
    g_assert_cmpint (after->offered_minor, ==, before->offered_minor);
  if (after->has_asked && !before->has_asked)
    {
      g_assert_cmpint (event->kind, ==, AFT_CASE_EVENT_ASKED);
      g_assert_cmpint (before->offered_minor + event->cost_minor, >, event->ceiling_minor);
      g_assert_true (event->has_text && aft_id_equal (&after->asked_by, &event->actor));
    }
  if (before->has_asked && !after->has_asked)
    g_assert_true (event->kind == AFT_CASE_EVENT_CLOSED || event->kind == AFT_CASE_EVENT_DECLINED
                   || (event->kind == AFT_CASE_EVENT_OFFER && event->is_approval));
  if (before->has_asked && after->has_asked)
    g_assert_true (after->asked_minor == before->asked_minor
                   && aft_id_equal (&after->asked_by, &before->asked_by));
  if (aft_case_state_is_closed (after->state))
    g_assert_false (after->has_asked);
}

/* The guest adds, and opens again; nobody else adds. */
static void
check_guest (const AftCaseFlow *before, const AftCaseEvent *event, const AftCaseFlow *after)
{
  gboolean is_added = event->kind == AFT_CASE_EVENT_GUEST || event->kind == AFT_CASE_EVENT_PHOTO;
  if (is_added)
    {
      g_assert_true (event->is_guest);
      g_assert_true (after->state == before->state || before->state == AFT_CASE_STATE_WAITING);
    }
  else if (event->is_guest)
    g_assert_true (after->state == before->state || event->kind == AFT_CASE_EVENT_REOPENED);
  if (event->is_guest)
    g_assert_false (event->has_actor);
}

static void
check_change (Story *story, const AftCaseFlow *before, const AftCaseEvent *event)
{
  const AftCaseFlow *after = &story->flow;
  check_guest (before, event, after);
  g_assert_cmpuint (after->last_event, ==, before->last_event + 1);
  g_assert_cmpint (after->last_ms, ==, event->time_ms);
  g_assert_cmpint (after->last_ms, >=, before->last_ms);
  g_assert_cmpint (after->escalated_to, >=, before->escalated_to);
  g_assert_cmpint (after->waited_open_ms, >=, before->waited_open_ms);
  if (before->last_event > 0)
    g_assert_cmpint (after->flagged_ms, ==, before->flagged_ms);
  if (before->agreed_ms > 0)
    g_assert_cmpint (after->agreed_ms, ==, before->agreed_ms);
  if (after->state != before->state)
    {
      g_assert_true (aft_case_play_has_edge (before->state, after->state));
      story->tally->moved[before->state][after->state]++;
    }
  gboolean is_reopened
      = aft_case_state_is_closed (before->state) && !aft_case_state_is_closed (after->state);
  g_assert_cmpuint (after->reopened, ==, before->reopened + (is_reopened ? 1 : 0));
  if (event->kind == AFT_CASE_EVENT_ESCALATED)
    g_assert_cmpint (after->escalated_to, >, before->escalated_to);
  if (event->kind == AFT_CASE_EVENT_CLOSED)
    check_closing (after, event);
  if (event->kind == AFT_CASE_EVENT_WITHDRAWN)
    g_assert_true (event->has_text);
  if (event->kind == AFT_CASE_EVENT_OFFER)
    check_offer (story, before, event);
  check_asked (before, event, after);
  check_owner (before, event, after);
}

/* One event; TRUE when it was let through. */
static gboolean
happen (Story *story, AftCaseEvent event)
{
  g_autoptr (GError) error = NULL;
  AftCaseFlow before = story->flow;
  if (!aft_case_flow_apply (&story->flow, &event, story->hours, &error))
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == AFT_ERROR);
      g_assert_true (g_str_has_suffix (error->message, "."));
      g_assert_true (aft_case_flow_equal (&story->flow, &before));
      story->tally->refused[error->code]++;
      return FALSE;
    }
  g_assert_no_error (error);
  check_flow (&story->flow);
  check_change (story, &before, &event);
  event.is_counted = TRUE;
  event.counted_open_ms = story->flow.waited_open_ms - before.waited_open_ms;
  g_array_append_val (story->events, event);
  story->tally->accepted[event.kind]++;
  return TRUE;
}

/* In closed hours no clock moves, so that only what lies beside 0 says something. */
static void
check_clock (Story *story, AftCaseClockKind kind)
{
  AftCaseClock clock
      = aft_case_clock_read (&story->flow, kind, &story->targets, story->hours, story->now_ms);
  gint64 due_ms = aft_case_clock_get_due_ms (&story->flow, kind, &story->targets, story->hours);
  g_assert_true (clock.has_target);
  g_assert_cmpint (due_ms, ==, clock.is_paused ? 0 : clock.due_ms);
  g_assert_cmpint (clock.due_ms, >, story->flow.flagged_ms);
  if (clock.remaining_open_ms > 0)
    g_assert_false (clock.is_overdue);
  if (clock.remaining_open_ms < 0)
    g_assert_true (clock.is_overdue);
  if (aft_case_state_is_closed (story->flow.state))
    g_assert_cmpint (clock.ended_ms, !=, 0);
  if (clock.ended_ms > 0 || clock.is_paused)
    {
      AftCaseClock later = aft_case_clock_read (&story->flow, kind, &story->targets, story->hours,
                                                story->now_ms + 2 * DAY_MS);
      g_assert_cmpint (later.remaining_open_ms, ==, clock.remaining_open_ms);
    }
  story->tally->overdue += clock.is_overdue ? 1 : 0;
  story->tally->paused += clock.is_paused ? 1 : 0;
}

/* The collector's part: what is due goes up, each time to a higher role, and never twice to one. */
static void
escalate_what_is_due (Story *story)
{
  AftRole role = AFT_ROLE_STAFF;
  gint64 due_ms;
  while ((due_ms
          = aft_case_clock_get_escalation_ms (&story->flow, &story->targets, story->hours, &role))
             > 0
         && due_ms <= story->now_ms)
    {
      AftCaseEvent event
          = { .kind = AFT_CASE_EVENT_ESCALATED, .time_ms = story->now_ms, .to_role = role };
      g_assert_cmpint (role, >, story->flow.escalated_to);
      g_assert_cmpint (due_ms, >, story->flow.flagged_ms);
      g_assert_true (happen (story, event));
      story->tally->escalated[role]++;
    }
  if (due_ms > 0)
    g_assert_false (aft_case_state_is_closed (story->flow.state));
}

static void
check_never_refused (Story *story)
{
  AftCaseEvent note = { .kind = AFT_CASE_EVENT_NOTE, .time_ms = story->now_ms };
  AftCaseEvent risk = { .kind = AFT_CASE_EVENT_RISK, .time_ms = story->now_ms };
  g_assert_true (happen (story, note));
  g_assert_true (happen (story, risk));
}

/* By other hours than then: only what was counted then counts. */
static void
tell_again (Story *story)
{
  AftCaseFlow again = aft_case_flow_start (story->flow.kind);
  for (guint i = 0; i < story->events->len; i++)
    {
      g_autoptr (GError) error = NULL;
      const AftCaseEvent *event = &g_array_index (story->events, AftCaseEvent, i);
      g_assert_true (aft_case_flow_apply (&again, event, NULL, &error));
      g_assert_no_error (error);
    }
  g_assert_true (aft_case_flow_equal (&again, &story->flow));
}

static void
live_on (Story *story)
{
  story->now_ms += pick_pause ();
  if (chance (5)) /* scored anew */
    story->ceiling_minor = 10 * below (2 * COSTS);
  if (story->flow.last_event > 0)
    escalate_what_is_due (story);
  AftCaseEvent event = make_event (story);
  if (!happen (story, event) || story->flow.last_event == 0)
    return;
  for (guint i = 0; i < AFT_CASE_CLOCKS; i++)
    check_clock (story, (AftCaseClockKind) i);
}

static guint
live (Tally *tally, AftOpeningHours *hours)
{
  guint tried = 20 + below (EVENTS_PER_CASE);
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (AftCaseEvent));
  Story story = {
    .hours = hours,
    .targets = { .contact_minutes = 1 + below (20),
                 .handling_minutes = 20 + below (240),
                 .resolution_minutes = 200 + below (2880),
                 .escalate_minutes = { below (30), 30 + below (60) } },
    .ceiling_minor = 10 * below (2 * COSTS),
    .flow = aft_case_flow_start ((AftCaseKind) below (AFT_CASE_KINDS)),
    .events = events,
    .now_ms = AFT_CASE_PLAY_START_MS + below (14 * 1440) * MINUTE_MS,
    .tally = tally,
  };
  for (guint i = 0; i < tried; i++)
    live_on (&story);
  if (story.flow.last_event > 0)
    check_never_refused (&story);
  tell_again (&story);
  return tried;
}

static AftOpeningHours *
make_hours (const char *zone, const char *week, const char *friday, const char *special_days)
{
  const char *const texts[] = { week, week, "closed", week, friday, friday, week };
  g_autoptr (GError) error = NULL;
  AftOpeningHours *hours = aft_opening_hours_new (texts, special_days, zone, &error);
  g_assert_no_error (error);
  return hours;
}

static void
check_tally (const Tally *tally)
{
  for (guint i = 0; i < AFT_CASE_EVENT_KINDS; i++)
    g_assert_cmpuint (tally->accepted[i], >, 0);
  for (guint from = 0; from < AFT_CASE_STATES; from++)
    for (guint to = 0; to < AFT_CASE_STATES; to++)
      if (aft_case_play_has_edge ((AftCaseState) from, (AftCaseState) to))
        g_assert_cmpuint (tally->moved[from][to], >, 0);
  for (guint i = 0; i <= AFT_ERROR_INTERNAL; i++)
    {
      gboolean is_known
          = i == AFT_ERROR_INVALID || i == AFT_ERROR_CONFLICT || i == AFT_ERROR_DENIED;
      g_assert_cmpint (tally->refused[i] > 0, ==, is_known);
    }
  g_assert_cmpuint (tally->escalated[AFT_ROLE_MANAGER], >, 0);
  g_assert_cmpuint (tally->escalated[AFT_ROLE_OWNER], >, 0);
  g_assert_cmpuint (tally->overdue, >, 0);
  g_assert_cmpuint (tally->paused, >, 0);
  g_assert_cmpuint (tally->approved, >, 0);
}

static void
test_random_events (void)
{
  const char *scale = g_getenv ("AFTERTASTE_SCALE");
  guint64 wanted = EVENTS_PER_SCALE * (scale != NULL ? g_ascii_strtoull (scale, NULL, 10) : 1);
  g_assert_cmpuint (wanted, >, 0);
  g_autoptr (AftOpeningHours) lunch
      = make_hours ("Asia/Shanghai", "11:00-14:00,17:00-22:00", "17:00-02:00", "2026-03-17=closed");
  g_autoptr (AftOpeningHours) night
      = make_hours ("Europe/Berlin", "18:00-04:00", "16:00-05:30", NULL);
  g_autoptr (AftOpeningHours) day_and_night = make_hours ("Asia/Taipei", NULL, NULL, NULL);
  AftOpeningHours *const hours[HOURS_KINDS] = { lunch, night, day_and_night, NULL };

  Tally tally = { 0 };
  guint64 tried = 0;
  while (tried < wanted)
    tried += live (&tally, hours[below (HOURS_KINDS)]);
  check_tally (&tally);
  guint accepted = 0;
  for (guint i = 0; i < AFT_CASE_EVENT_KINDS; i++)
    accepted += tally.accepted[i];
  g_test_message ("%" G_GUINT64_FORMAT " events tried, %u let through; refused: %u as something was"
                  " missing, %u from there, %u by that person; %u escalations,"
                  " %u approvals",
                  tried, accepted, tally.refused[AFT_ERROR_INVALID],
                  tally.refused[AFT_ERROR_CONFLICT], tally.refused[AFT_ERROR_DENIED],
                  tally.accepted[AFT_CASE_EVENT_ESCALATED], tally.approved);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/case-flow/no-random-events-break-a-case", test_random_events);
  return g_test_run ();
}
