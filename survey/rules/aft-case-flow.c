/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case's flow: one table of edges between states, one table of what may happen when and by
 * whom, and what each event makes of the case. All else is refused.
 *
 * Not here: what of an event is kept for people and where (survey/store), when a case is due
 * (aft-case-clock.c), how high the ceiling of offers is (the treatment). */
#include "aft-case-flow.h"

#include "aft-error.h"

/*   new ──► acknowledged ──► in progress ──► recovered, lost
 *                             ▲ │     ▲ │
 *                             │ ▼     │ ▼
 *                         offered ──► waiting for the guest
 *                            │              │
 *                            ▼              ▼
 *                          lost      recovered, lost
 *
 *   any open one ──► closed without remedy        any closed one ──► in progress (reopened)
 *
 * The DESIGN's "Case edges". The edge to acknowledged is taken by ACKNOWLEDGED alone, those to
 * closed states by CLOSED, those out of them by REOPENED, all others by MOVED; the first step that
 * is taken or agreed begins the work (acknowledged → in progress), an offer makes it offered, and
 * when the guest who is waited for has said something, it goes on (waiting → in progress). */
#define TO(state) (1u << AFT_CASE_STATE_##state)

static const guint edges[AFT_CASE_STATES] = {
  [AFT_CASE_STATE_NEW] = TO (ACKNOWLEDGED) | TO (CLOSED_WITHOUT_REMEDY),
  [AFT_CASE_STATE_ACKNOWLEDGED] = TO (IN_PROGRESS) | TO (CLOSED_WITHOUT_REMEDY),
  [AFT_CASE_STATE_IN_PROGRESS]
  = TO (OFFERED) | TO (WAITING) | TO (RECOVERED) | TO (LOST) | TO (CLOSED_WITHOUT_REMEDY),
  [AFT_CASE_STATE_OFFERED]
  = TO (WAITING) | TO (IN_PROGRESS) | TO (LOST) | TO (CLOSED_WITHOUT_REMEDY),
  [AFT_CASE_STATE_WAITING]
  = TO (IN_PROGRESS) | TO (RECOVERED) | TO (LOST) | TO (CLOSED_WITHOUT_REMEDY),
  [AFT_CASE_STATE_RECOVERED] = TO (IN_PROGRESS),
  [AFT_CASE_STATE_LOST] = TO (IN_PROGRESS),
  [AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY] = TO (IN_PROGRESS),
};

#define STATES_OPEN   (TO (NEW) | TO (ACKNOWLEDGED) | TO (IN_PROGRESS) | TO (OFFERED) | TO (WAITING))
#define STATES_TAKEN  (STATES_OPEN & ~TO (NEW))
#define STATES_CLOSED (TO (RECOVERED) | TO (LOST) | TO (CLOSED_WITHOUT_REMEDY))
#define STATES_ALL    (STATES_OPEN | STATES_CLOSED)

typedef enum
{
  BY_ANYBODY, /* the house's program too */
  BY_A_PERSON,
  BY_WHO_MAY_ACT, /* a person: the case's owner, or a leader */
  BY_THEM_OR_GUEST,
  BY_THE_GUEST
} EventActor;

typedef gboolean (*EventFunc) (AftCaseFlow *flow,
                               const AftCaseEvent *event,
                               const AftOpeningHours *hours,
                               GError **error);

typedef struct
{
  guint states; /* in which it may happen */
  EventActor actor;
  EventFunc apply; /* NULL: nothing but its date is left */
} EventRule;

static gboolean
refuse (GError **error, AftErrorCode code, const char *sentence)
{
  g_set_error_literal (error, AFT_ERROR, (gint) code, sentence);
  return FALSE;
}

gboolean
aft_case_flow_has_edge (AftCaseState from, AftCaseState to)
{
  return (edges[from] & (1u << to)) != 0;
}

gboolean
aft_case_flow_may_act (const AftCaseFlow *flow, const AftId *actor, AftRole role)
{
  return !flow->has_owner || role > AFT_ROLE_STAFF || aft_id_equal (&flow->owner, actor);
}

gint64
aft_case_flow_get_left_minor (const AftCaseFlow *flow, gint64 ceiling_minor)
{
  return MAX (ceiling_minor - flow->offered_minor, 0);
}

gboolean
aft_case_flow_has_apologised (const AftCaseFlow *flow)
{
  return (flow->steps & (1u << AFT_CASE_STEP_CALM)) != 0;
}

gboolean
aft_case_flow_may_approve (const AftCaseFlow *flow, const AftId *actor, AftRole role)
{
  return flow->has_asked && role > AFT_ROLE_STAFF && !aft_id_equal (&flow->asked_by, actor);
}

/* Time since @since_ms that the clocks leave out: by the hours, or as it was counted then. */
static gboolean
leave_out (AftCaseFlow *flow,
           gint64 since_ms,
           const AftCaseEvent *event,
           const AftOpeningHours *hours,
           GError **error)
{
  gint64 passed_ms = event->time_ms - since_ms;
  if (event->is_counted && (event->counted_open_ms < 0 || event->counted_open_ms > passed_ms))
    return refuse (error, AFT_ERROR_INVALID, "More open time was counted than has passed.");
  if (event->is_counted)
    flow->waited_open_ms += event->counted_open_ms;
  else if (hours != NULL)
    flow->waited_open_ms += aft_opening_hours_count_open_ms (hours, since_ms, event->time_ms);
  else
    flow->waited_open_ms += passed_ms;
  return TRUE;
}

/* The one place where a state changes. */
static gboolean
move (AftCaseFlow *flow,
      AftCaseState to,
      const AftCaseEvent *event,
      const AftOpeningHours *hours,
      GError **error)
{
  if (!aft_case_flow_has_edge (flow->state, to))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_CONFLICT, "A case that is %s cannot become %s.",
                   aft_case_state_to_text (flow->state), aft_case_state_to_text (to));
      return FALSE;
    }
  gint64 since_ms
      = flow->state == AFT_CASE_STATE_WAITING ? flow->waiting_since_ms : flow->closed_ms;
  if (since_ms > 0 && !leave_out (flow, since_ms, event, hours, error))
    return FALSE;
  flow->waiting_since_ms = to == AFT_CASE_STATE_WAITING ? event->time_ms : 0;
  flow->closed_ms = aft_case_state_is_closed (to) ? event->time_ms : 0;
  flow->state = to;
  return TRUE;
}

static void
take (AftCaseFlow *flow, const AftCaseEvent *event)
{
  if (!flow->has_owner)
    flow->owner = event->actor;
  flow->has_owner = TRUE;
}

static gboolean
apply_flagged (AftCaseFlow *flow,
               const AftCaseEvent *event,
               const AftOpeningHours *hours,
               GError **error)
{
  if (flow->last_event > 0)
    return refuse (error, AFT_ERROR_CONFLICT, "The case has been flagged before.");
  flow->flagged_ms = event->time_ms;
  return TRUE;
}

static gboolean
apply_acknowledged (AftCaseFlow *flow,
                    const AftCaseEvent *event,
                    const AftOpeningHours *hours,
                    GError **error)
{
  if (flow->state != AFT_CASE_STATE_NEW)
    return refuse (error, AFT_ERROR_CONFLICT, "Somebody has taken the case already.");
  take (flow, event);
  flow->acknowledged_ms = event->time_ms;
  return move (flow, AFT_CASE_STATE_ACKNOWLEDGED, event, hours, error);
}

/* Agreeing is a step, and that step is the agreement: whichever of the two is recorded. */
static gboolean
apply_step (AftCaseFlow *flow,
            const AftCaseEvent *event,
            const AftOpeningHours *hours,
            GError **error)
{
  AftCaseStep step = event->kind == AFT_CASE_EVENT_AGREED ? AFT_CASE_STEP_AGREE : event->step;
  if (step < AFT_CASE_STEP_CALM || step >= AFT_CASE_STEPS)
    return refuse (error, AFT_ERROR_INVALID, "There is no such step.");
  flow->steps |= 1u << step;
  if (step == AFT_CASE_STEP_AGREE && flow->agreed_ms == 0)
    flow->agreed_ms = event->time_ms;
  return flow->state != AFT_CASE_STATE_ACKNOWLEDGED
         || move (flow, AFT_CASE_STATE_IN_PROGRESS, event, hours, error);
}

static gboolean
apply_moved (AftCaseFlow *flow,
             const AftCaseEvent *event,
             const AftOpeningHours *hours,
             GError **error)
{
  if (event->to < AFT_CASE_STATE_NEW || event->to >= AFT_CASE_STATES)
    return refuse (error, AFT_ERROR_INVALID, "There is no such state.");
  if (event->to == AFT_CASE_STATE_ACKNOWLEDGED || aft_case_state_is_closed (event->to))
    return refuse (error, AFT_ERROR_CONFLICT, "A case is taken and closed in a way of its own.");
  return move (flow, event->to, event, hours, error);
}

static gboolean
apply_handed_over (AftCaseFlow *flow,
                   const AftCaseEvent *event,
                   const AftOpeningHours *hours,
                   GError **error)
{
  if (!event->has_text)
    return refuse (error, AFT_ERROR_INVALID, "Whoever takes the case over needs a note.");
  if (aft_id_is_zero (&event->other))
    return refuse (error, AFT_ERROR_INVALID, "It is not said who takes the case over.");
  if (aft_id_equal (&flow->owner, &event->other))
    return refuse (error, AFT_ERROR_CONFLICT, "The case is theirs already.");
  flow->owner = event->other;
  flow->owner_changes++;
  return TRUE;
}

static gboolean
apply_escalated (AftCaseFlow *flow,
                 const AftCaseEvent *event,
                 const AftOpeningHours *hours,
                 GError **error)
{
  if (event->to_role < AFT_ROLE_STAFF || event->to_role >= AFT_ROLES)
    return refuse (error, AFT_ERROR_INVALID, "There is no such role.");
  if (event->has_actor && !aft_case_flow_may_act (flow, &event->actor, event->role))
    return refuse (error, AFT_ERROR_DENIED, "Only the case's owner or a leader may do this.");
  if (event->has_actor && !event->has_text)
    return refuse (error, AFT_ERROR_INVALID, "Whoever is called for help needs a note.");
  if (event->to_role <= flow->escalated_to)
    return refuse (error, AFT_ERROR_CONFLICT, "The case has gone to that role already.");
  flow->escalated_to = event->to_role;
  return TRUE;
}

static gboolean
has_followed_up (const AftCaseFlow *flow, const AftCaseEvent *event)
{
  return event->to != AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY
         && (flow->steps & (1u << AFT_CASE_STEP_ANSWER)) != 0;
}

/* What the house has to know before it lets go of a guest's trouble. Calls for staff and drills
 * have none. */
static gboolean
check_known (const AftCaseFlow *flow, const AftCaseEvent *event, GError **error)
{
  if (flow->kind == AFT_CASE_KIND_CALL || flow->kind == AFT_CASE_KIND_DRILL)
    return TRUE;
  if (!(event->known & AFT_CASE_KNOWS_STATED_CAUSE))
    return refuse (error, AFT_ERROR_INVALID, "The cause that the guest states is missing.");
  if (!(event->known & AFT_CASE_KNOWS_ROOT_CAUSE))
    return refuse (error, AFT_ERROR_INVALID, "The cause that the house found is missing.");
  if (!(event->known & AFT_CASE_KNOWS_ACTION))
    return refuse (error, AFT_ERROR_INVALID,
                   "A corrective action is missing, or that none is needed.");
  if (!(event->known & AFT_CASE_KNOWS_COST))
    return refuse (error, AFT_ERROR_INVALID, "What it cost is missing.");
  if (!event->has_text && event->to == AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY)
    return refuse (error, AFT_ERROR_INVALID, "Why there is no remedy is missing.");
  if (!event->has_text && !has_followed_up (flow, event))
    return refuse (error, AFT_ERROR_INVALID, "Why nobody has got back to the guest is missing.");
  return TRUE;
}

static gboolean
check_no_win_back (const AftCaseEvent *event, GError **error)
{
  if (!event->no_win_back)
    return TRUE;
  if (!event->has_second || aft_id_is_zero (&event->second)
      || aft_id_equal (&event->second, &event->actor))
    return refuse (error, AFT_ERROR_INVALID, "To give a guest up takes a second person.");
  if (!event->has_text)
    return refuse (error, AFT_ERROR_INVALID, "To give a guest up takes a reason.");
  return TRUE;
}

static void
forget_asked (AftCaseFlow *flow)
{
  flow->has_asked = FALSE;
  flow->asked_minor = 0;
  flow->asked_by = (AftId){ { 0 } };
}

static gboolean
apply_closed (AftCaseFlow *flow,
              const AftCaseEvent *event,
              const AftOpeningHours *hours,
              GError **error)
{
  if (event->to < AFT_CASE_STATE_NEW || event->to >= AFT_CASE_STATES
      || !aft_case_state_is_closed (event->to))
    return refuse (error, AFT_ERROR_INVALID, "How the case ended is missing.");
  if (!move (flow, event->to, event, hours, error))
    return FALSE;
  if (event->breaks_promises && !event->has_text)
    return refuse (error, AFT_ERROR_INVALID, "What becomes of what was promised is missing.");
  if (!check_known (flow, event, error) || !check_no_win_back (event, error))
    return FALSE;
  take (flow, event);
  forget_asked (flow);
  return TRUE;
}

/* A case that was closed before anybody took it has been taken now. */
static gboolean
apply_reopened (AftCaseFlow *flow,
                const AftCaseEvent *event,
                const AftOpeningHours *hours,
                GError **error)
{
  if (!event->has_text && !event->is_guest)
    return refuse (error, AFT_ERROR_INVALID, "Why the case is opened again is missing.");
  flow->reopened++;
  if (flow->acknowledged_ms == 0)
    flow->acknowledged_ms = event->time_ms;
  return move (flow, AFT_CASE_STATE_IN_PROGRESS, event, hours, error);
}

/* What holds of an offer whoever makes it. */
static gboolean
check_cost (const AftCaseFlow *flow, const AftCaseEvent *event, GError **error)
{
  if (event->cost_minor < 0 || event->cost_minor > AFT_CASE_COST_MAX_MINOR
      || event->ceiling_minor < 0)
    return refuse (error, AFT_ERROR_INVALID, "There is no such amount.");
  if (event->is_apology && event->cost_minor > 0)
    return refuse (error, AFT_ERROR_INVALID, "An apology costs nothing.");
  if (event->cost_minor > 0 && !aft_case_flow_has_apologised (flow))
    return refuse (error, AFT_ERROR_CONFLICT, "An apology comes before anything that costs.");
  return TRUE;
}

static gboolean
check_approval (const AftCaseFlow *flow, const AftCaseEvent *event, GError **error)
{
  if (!flow->has_asked)
    return refuse (error, AFT_ERROR_CONFLICT, "No offer waits for approval.");
  if (event->cost_minor != flow->asked_minor)
    return refuse (error, AFT_ERROR_CONFLICT, "Another offer waits for approval.");
  if (!aft_case_flow_may_approve (flow, &event->actor, event->role))
    return refuse (error, AFT_ERROR_DENIED, "A manager who has not asked for it approves it.");
  return TRUE;
}

static gboolean
check_offer (const AftCaseFlow *flow, const AftCaseEvent *event, GError **error)
{
  if (!check_cost (flow, event, error))
    return FALSE;
  if (event->is_approval)
    return check_approval (flow, event, error);
  if (event->cost_minor > aft_case_flow_get_left_minor (flow, event->ceiling_minor))
    return refuse (error, AFT_ERROR_DENIED, "Above the ceiling a second person has to approve.");
  return TRUE;
}

/* Saying sorry calms, and that step is the apology: whichever of the two is recorded. */
static gboolean
apply_offer (AftCaseFlow *flow,
             const AftCaseEvent *event,
             const AftOpeningHours *hours,
             GError **error)
{
  if (!event->is_unjudged && !check_offer (flow, event, error))
    return FALSE;
  flow->offered_minor += event->cost_minor;
  if (event->is_apology)
    flow->steps |= 1u << AFT_CASE_STEP_CALM;
  if (event->is_approval)
    forget_asked (flow);
  return flow->state == AFT_CASE_STATE_OFFERED
         || move (flow, AFT_CASE_STATE_OFFERED, event, hours, error);
}

/* Only from where the offer itself could be made. */
static gboolean
apply_asked (AftCaseFlow *flow,
             const AftCaseEvent *event,
             const AftOpeningHours *hours,
             GError **error)
{
  AftCaseFlow offered = *flow;
  if (flow->has_asked)
    return refuse (error, AFT_ERROR_CONFLICT, "An offer waits for approval already.");
  if (!check_cost (flow, event, error))
    return FALSE;
  if (event->cost_minor <= aft_case_flow_get_left_minor (flow, event->ceiling_minor))
    return refuse (error, AFT_ERROR_INVALID, "This may be offered without asking anybody.");
  if (!event->has_text)
    return refuse (error, AFT_ERROR_INVALID, "Why so much should be offered is missing.");
  if (flow->state != AFT_CASE_STATE_OFFERED
      && !move (&offered, AFT_CASE_STATE_OFFERED, event, hours, error))
    return FALSE;
  flow->has_asked = TRUE;
  flow->asked_minor = event->cost_minor;
  flow->asked_by = event->actor;
  return TRUE;
}

/* By who could approve it, or by who asked and thinks better of it. */
static gboolean
apply_declined (AftCaseFlow *flow,
                const AftCaseEvent *event,
                const AftOpeningHours *hours,
                GError **error)
{
  if (!flow->has_asked)
    return refuse (error, AFT_ERROR_CONFLICT, "No offer waits for approval.");
  if (!aft_case_flow_may_approve (flow, &event->actor, event->role)
      && !aft_id_equal (&flow->asked_by, &event->actor))
    return refuse (error, AFT_ERROR_DENIED, "A manager, or who asked for it, declines it.");
  if (!event->has_text)
    return refuse (error, AFT_ERROR_INVALID, "Why the offer is not made is missing.");
  forget_asked (flow);
  return TRUE;
}

static gboolean
apply_withdrawn (AftCaseFlow *flow,
                 const AftCaseEvent *event,
                 const AftOpeningHours *hours,
                 GError **error)
{
  return event->has_text
         || refuse (error, AFT_ERROR_INVALID, "Why the promise is withdrawn is missing.");
}

static gboolean
apply_guest (AftCaseFlow *flow,
             const AftCaseEvent *event,
             const AftOpeningHours *hours,
             GError **error)
{
  return flow->state != AFT_CASE_STATE_WAITING
         || move (flow, AFT_CASE_STATE_IN_PROGRESS, event, hours, error);
}

static const EventRule rules[AFT_CASE_EVENT_KINDS] = {
  [AFT_CASE_EVENT_FLAGGED] = { STATES_ALL, BY_ANYBODY, apply_flagged },
  [AFT_CASE_EVENT_ACKNOWLEDGED] = { STATES_OPEN, BY_A_PERSON, apply_acknowledged },
  [AFT_CASE_EVENT_NOTE] = { STATES_ALL, BY_ANYBODY, NULL },
  [AFT_CASE_EVENT_STEP] = { STATES_TAKEN, BY_WHO_MAY_ACT, apply_step },
  [AFT_CASE_EVENT_AGREED] = { STATES_TAKEN, BY_WHO_MAY_ACT, apply_step },
  [AFT_CASE_EVENT_MOVED] = { STATES_TAKEN, BY_WHO_MAY_ACT, apply_moved },
  [AFT_CASE_EVENT_HANDED_OVER] = { STATES_TAKEN, BY_WHO_MAY_ACT, apply_handed_over },
  [AFT_CASE_EVENT_ESCALATED] = { STATES_OPEN, BY_ANYBODY, apply_escalated },
  [AFT_CASE_EVENT_CLOSED] = { STATES_OPEN, BY_WHO_MAY_ACT, apply_closed },
  [AFT_CASE_EVENT_REOPENED] = { STATES_CLOSED, BY_THEM_OR_GUEST, apply_reopened },
  [AFT_CASE_EVENT_RISK] = { STATES_ALL, BY_ANYBODY, NULL },
  [AFT_CASE_EVENT_CALLED] = { STATES_ALL, BY_A_PERSON, NULL },
  [AFT_CASE_EVENT_OFFER] = { STATES_TAKEN, BY_WHO_MAY_ACT, apply_offer },
  [AFT_CASE_EVENT_ACTION] = { STATES_ALL, BY_WHO_MAY_ACT, NULL },
  [AFT_CASE_EVENT_PROMISED] = { STATES_TAKEN, BY_WHO_MAY_ACT, NULL },
  [AFT_CASE_EVENT_KEPT] = { STATES_ALL, BY_A_PERSON, NULL },
  [AFT_CASE_EVENT_WITHDRAWN] = { STATES_ALL, BY_WHO_MAY_ACT, apply_withdrawn },
  [AFT_CASE_EVENT_ASKED] = { STATES_TAKEN, BY_WHO_MAY_ACT, apply_asked },
  [AFT_CASE_EVENT_DECLINED] = { STATES_TAKEN, BY_A_PERSON, apply_declined },
  [AFT_CASE_EVENT_GUEST] = { STATES_ALL, BY_THE_GUEST, apply_guest },
  [AFT_CASE_EVENT_PHOTO] = { STATES_ALL, BY_THE_GUEST, apply_guest },
};

AftCaseFlow
aft_case_flow_start (AftCaseKind kind)
{
  return (AftCaseFlow){ .kind = kind };
}

static gboolean
check_date (const AftCaseFlow *flow, const AftCaseEvent *event, GError **error)
{
  if (event->kind < AFT_CASE_EVENT_FLAGGED || event->kind >= AFT_CASE_EVENT_KINDS)
    return refuse (error, AFT_ERROR_INVALID, "There is no such event.");
  if (event->time_ms <= 0 || event->time_ms < flow->last_ms)
    return refuse (error, AFT_ERROR_INVALID, "An event is dated before the one before it.");
  if (flow->last_event == 0 && event->kind != AFT_CASE_EVENT_FLAGGED)
    return refuse (error, AFT_ERROR_CONFLICT, "The case has not been flagged.");
  return TRUE;
}

static gboolean
check_state (const AftCaseFlow *flow, const EventRule *rule, GError **error)
{
  if (rule->states & (1u << flow->state))
    return TRUE;
  if (aft_case_state_is_closed (flow->state))
    return refuse (error, AFT_ERROR_CONFLICT, "The case is closed.");
  if (flow->state == AFT_CASE_STATE_NEW && rule->states & STATES_OPEN)
    return refuse (error, AFT_ERROR_CONFLICT, "Nobody has taken the case yet.");
  return refuse (error, AFT_ERROR_CONFLICT, "The case is open.");
}

static gboolean
check_actor (const AftCaseFlow *flow,
             const AftCaseEvent *event,
             const EventRule *rule,
             GError **error)
{
  if (event->has_actor && (event->role < AFT_ROLE_STAFF || event->role >= AFT_ROLES))
    return refuse (error, AFT_ERROR_INVALID, "There is no such role.");
  if (event->is_guest && event->has_actor)
    return refuse (error, AFT_ERROR_INVALID, "It is not said who does this.");
  if (rule->actor == BY_ANYBODY || (rule->actor == BY_THEM_OR_GUEST && event->is_guest))
    return TRUE;
  if (rule->actor == BY_THE_GUEST)
    return event->is_guest || refuse (error, AFT_ERROR_DENIED, "Only the guest may do this.");
  if (!event->has_actor || aft_id_is_zero (&event->actor))
    return refuse (error, AFT_ERROR_INVALID, "It is not said who does this.");
  if (rule->actor != BY_A_PERSON && !aft_case_flow_may_act (flow, &event->actor, event->role))
    return refuse (error, AFT_ERROR_DENIED, "Only the case's owner or a leader may do this.");
  return TRUE;
}

gboolean
aft_case_flow_apply (AftCaseFlow *flow,
                     const AftCaseEvent *event,
                     const AftOpeningHours *hours,
                     GError **error)
{
  if (!check_date (flow, event, error))
    return FALSE;
  const EventRule *rule = &rules[event->kind];
  AftCaseFlow next = *flow;
  if (!check_state (flow, rule, error) || !check_actor (flow, event, rule, error)
      || (rule->apply != NULL && !rule->apply (&next, event, hours, error)))
    return FALSE;
  next.last_event++;
  next.last_ms = event->time_ms;
  *flow = next;
  return TRUE;
}

static gboolean
has_same_times (const AftCaseFlow *a, const AftCaseFlow *b)
{
  return a->flagged_ms == b->flagged_ms && a->acknowledged_ms == b->acknowledged_ms
         && a->agreed_ms == b->agreed_ms && a->closed_ms == b->closed_ms
         && a->waiting_since_ms == b->waiting_since_ms && a->waited_open_ms == b->waited_open_ms
         && a->last_ms == b->last_ms;
}

static gboolean
has_same_owner (const AftCaseFlow *a, const AftCaseFlow *b)
{
  return !a->has_owner == !b->has_owner && (!a->has_owner || aft_id_equal (&a->owner, &b->owner))
         && a->owner_changes == b->owner_changes;
}

static gboolean
has_same_offers (const AftCaseFlow *a, const AftCaseFlow *b)
{
  return a->offered_minor == b->offered_minor && !a->has_asked == !b->has_asked
         && (!a->has_asked
             || (a->asked_minor == b->asked_minor && aft_id_equal (&a->asked_by, &b->asked_by)));
}

gboolean
aft_case_flow_equal (const AftCaseFlow *a, const AftCaseFlow *b)
{
  return a->kind == b->kind && a->state == b->state && a->steps == b->steps
         && a->escalated_to == b->escalated_to && a->reopened == b->reopened
         && a->last_event == b->last_event && has_same_owner (a, b) && has_same_times (a, b)
         && has_same_offers (a, b);
}

gint64
aft_case_flow_get_event_ms (const AftCaseFlow *flow, gint64 now_ms)
{
  return MAX (now_ms, flow->last_ms);
}
