/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the three clocks of a case, and when it is to go to the next role. All is worked out of the
 * flow, the targets and the opening hours each time; nothing ticks and nothing is kept here. That a
 * case has gone to a role is an event of its flow; who is told of it is not decided here. */
#include "aft-case-clock.h"

#define MINUTE_MS G_GINT64_CONSTANT (60000)

static const char *const kind_texts[AFT_CASE_CLOCKS] = {
  [AFT_CASE_CLOCK_CONTACT] = "contact",
  [AFT_CASE_CLOCK_HANDLING] = "handling",
  [AFT_CASE_CLOCK_RESOLUTION] = "resolution",
};

const char *
aft_case_clock_kind_to_text (AftCaseClockKind kind)
{
  return kind_texts[kind];
}

static gint64
add_open_ms (const AftOpeningHours *hours, gint64 from_ms, gint64 open_ms)
{
  return hours != NULL ? aft_opening_hours_add_open_ms (hours, from_ms, open_ms)
                       : from_ms + MAX (open_ms, 0);
}

/* Below 0 when @to_ms is before @from_ms. */
static gint64
count_open_ms (const AftOpeningHours *hours, gint64 from_ms, gint64 to_ms)
{
  if (hours == NULL)
    return to_ms - from_ms;
  return to_ms >= from_ms ? aft_opening_hours_count_open_ms (hours, from_ms, to_ms)
                          : -aft_opening_hours_count_open_ms (hours, to_ms, from_ms);
}

static gint64
get_target_ms (AftCaseClockKind kind, const AftCaseTargets *targets)
{
  const guint minutes[AFT_CASE_CLOCKS] = {
    [AFT_CASE_CLOCK_CONTACT] = targets->contact_minutes,
    [AFT_CASE_CLOCK_HANDLING] = targets->handling_minutes,
    [AFT_CASE_CLOCK_RESOLUTION] = targets->resolution_minutes,
  };
  return minutes[kind] * MINUTE_MS;
}

/* 0: it runs. */
static gint64
get_ended_ms (const AftCaseFlow *flow, AftCaseClockKind kind)
{
  if (kind == AFT_CASE_CLOCK_CONTACT && flow->acknowledged_ms > 0)
    return flow->acknowledged_ms;
  if (kind == AFT_CASE_CLOCK_HANDLING && flow->agreed_ms > 0)
    return flow->agreed_ms;
  return flow->closed_ms;
}

/* @left_out_ms: open time that does not count. */
static gint64
find_due_ms (const AftCaseFlow *flow,
             gint64 target_ms,
             gint64 left_out_ms,
             const AftOpeningHours *hours)
{
  return add_open_ms (hours, flow->flagged_ms, target_ms + left_out_ms);
}

static gboolean
is_paused (const AftCaseFlow *flow, AftCaseClockKind kind)
{
  return kind == AFT_CASE_CLOCK_RESOLUTION && flow->state == AFT_CASE_STATE_WAITING;
}

AftCaseClock
aft_case_clock_read (const AftCaseFlow *flow,
                     AftCaseClockKind kind,
                     const AftCaseTargets *targets,
                     const AftOpeningHours *hours,
                     gint64 now_ms)
{
  gint64 target_ms = get_target_ms (kind, targets);
  AftCaseClock clock = { .has_target = target_ms > 0,
                         .is_paused = is_paused (flow, kind),
                         .ended_ms = get_ended_ms (flow, kind) };
  if (!clock.has_target)
    return clock;

  gint64 at_ms = clock.ended_ms > 0 ? clock.ended_ms : now_ms;
  gint64 left_out_ms = kind == AFT_CASE_CLOCK_RESOLUTION ? flow->waited_open_ms : 0;
  if (clock.is_paused)
    left_out_ms += MAX (count_open_ms (hours, flow->waiting_since_ms, at_ms), 0);
  clock.due_ms = find_due_ms (flow, target_ms, left_out_ms, hours);
  clock.remaining_open_ms
      = target_ms + left_out_ms - count_open_ms (hours, flow->flagged_ms, at_ms);
  clock.is_overdue = at_ms > clock.due_ms;
  return clock;
}

gint64
aft_case_clock_get_due_ms (const AftCaseFlow *flow,
                           AftCaseClockKind kind,
                           const AftCaseTargets *targets,
                           const AftOpeningHours *hours)
{
  gint64 target_ms = get_target_ms (kind, targets);
  if (target_ms == 0 || is_paused (flow, kind))
    return 0;
  return find_due_ms (flow, target_ms, kind == AFT_CASE_CLOCK_RESOLUTION ? flow->waited_open_ms : 0,
                      hours);
}

/* The next role that is called at all. */
static gboolean
find_next_role (const AftCaseFlow *flow, const AftCaseTargets *targets, AftRole *ret_role)
{
  for (AftRole role = flow->escalated_to + 1; role < AFT_ROLES; role++)
    if (targets->escalate_minutes[role - AFT_ROLE_MANAGER] > 0)
      {
        *ret_role = role;
        return TRUE;
      }
  return FALSE;
}

/* What @role is called later than a manager is. */
static gint64
get_lag_ms (const AftCaseTargets *targets, AftRole role)
{
  gint64 first = targets->escalate_minutes[0];
  gint64 own = targets->escalate_minutes[role - AFT_ROLE_MANAGER];
  return MAX (own - first, 0) * MINUTE_MS;
}

gint64
aft_case_clock_get_escalation_ms (const AftCaseFlow *flow,
                                  const AftCaseTargets *targets,
                                  const AftOpeningHours *hours,
                                  AftRole *ret_role)
{
  AftRole role;
  if (aft_case_state_is_closed (flow->state) || flow->state == AFT_CASE_STATE_WAITING
      || !find_next_role (flow, targets, &role))
    return 0;

  gint64 open_ms;
  if (flow->state == AFT_CASE_STATE_NEW)
    open_ms = targets->escalate_minutes[role - AFT_ROLE_MANAGER] * MINUTE_MS;
  else
    {
      gboolean is_agreed = flow->agreed_ms > 0 || targets->handling_minutes == 0;
      gint64 target_ms = get_target_ms (
          is_agreed ? AFT_CASE_CLOCK_RESOLUTION : AFT_CASE_CLOCK_HANDLING, targets);
      if (target_ms == 0)
        return 0;
      open_ms = target_ms + (is_agreed ? flow->waited_open_ms : 0) + get_lag_ms (targets, role);
    }
  *ret_role = role;
  return add_open_ms (hours, flow->flagged_ms, open_ms);
}
