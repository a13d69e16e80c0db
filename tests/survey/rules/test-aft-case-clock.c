/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three clocks of a case in opening hours, and when it goes to the next role. The story begins
 * on a Friday at 11:10; the house is open from 11:00 to 14:00 and from 17:00 to 22:00. */
#include "aft-case-clock.h"

#include "aft-case-play.h"

#define MINUTE_MS G_GINT64_CONSTANT (60000)

static const AftCaseTargets targets = {
  .contact_minutes = 5,
  .handling_minutes = 60,
  .resolution_minutes = 600,
  .escalate_minutes = { 10, 30 },
};

static AftOpeningHours *
make_hours (void)
{
  const char *day = "11:00-14:00,17:00-22:00";
  const char *const week[] = { day, day, day, day, day, day, day };
  g_autoptr (GError) error = NULL;
  AftOpeningHours *hours = aft_opening_hours_new (week, NULL, "Asia/Shanghai", &error);
  g_assert_no_error (error);
  return hours;
}

/* 11:10 is minute 0, 14:00 minute 170, 17:00 minute 350, 22:00 minute 650, 11:00 minute 1430. */
static gint64
at (gint64 minute)
{
  return AFT_CASE_PLAY_START_MS + minute * MINUTE_MS;
}

static void
test_all_begin_with_the_flag (void)
{
  g_autoptr (AftOpeningHours) hours = make_hours ();
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_NEW);
  /* 170 minutes until 14:00, 300 until 22:00, 130 of the next day. */
  const gint64 due[AFT_CASE_CLOCKS] = { 5, 60, 1430 + 130 };
  for (guint i = 0; i < AFT_CASE_CLOCKS; i++)
    {
      AftCaseClock clock
          = aft_case_clock_read (&flow, (AftCaseClockKind) i, &targets, hours, at (2));
      g_assert_true (clock.has_target);
      g_assert_cmpint (clock.ended_ms, ==, 0);
      g_assert_false (clock.is_overdue || clock.is_paused);
      g_assert_cmpint (clock.due_ms, ==,
                       aft_case_clock_get_due_ms (&flow, (AftCaseClockKind) i, &targets, hours));
      g_assert_cmpint (clock.due_ms, ==, at (due[i]));
    }
}

static void
test_contact (void)
{
  g_autoptr (AftOpeningHours) hours = make_hours ();
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_NEW);
  AftCaseClock clock = aft_case_clock_read (&flow, AFT_CASE_CLOCK_CONTACT, &targets, hours, at (5));
  g_assert_false (clock.is_overdue);
  g_assert_cmpint (clock.remaining_open_ms, ==, 0);
  clock = aft_case_clock_read (&flow, AFT_CASE_CLOCK_CONTACT, &targets, hours, at (8));
  g_assert_true (clock.is_overdue);
  g_assert_cmpint (clock.remaining_open_ms, ==, -3 * MINUTE_MS);

  AftCaseEvent taken = aft_case_play_event (AFT_CASE_EVENT_ACKNOWLEDGED, 9, 'a');
  aft_case_play (&flow, &taken);
  clock = aft_case_clock_read (&flow, AFT_CASE_CLOCK_CONTACT, &targets, hours, at (5000));
  g_assert_cmpint (clock.ended_ms, ==, at (9));
  g_assert_cmpint (clock.remaining_open_ms, ==, -4 * MINUTE_MS);
  g_assert_true (clock.is_overdue);
}

static void
test_handling (void)
{
  g_autoptr (AftOpeningHours) hours = make_hours ();
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
  AftCaseEvent agreed = aft_case_play_event (AFT_CASE_EVENT_AGREED, 60, 'a');
  AftCaseEvent again = aft_case_play_event (AFT_CASE_EVENT_AGREED, 90, 'a');
  aft_case_play (&flow, &agreed);
  aft_case_play (&flow, &again);
  AftCaseClock clock
      = aft_case_clock_read (&flow, AFT_CASE_CLOCK_HANDLING, &targets, hours, at (200));
  g_assert_cmpint (clock.ended_ms, ==, at (60));
  g_assert_false (clock.is_overdue);
}

/* 22:00 on the day and 11:00 on the next are the same to a clock in open time. */
static void
test_closed_hours_do_not_count (void)
{
  g_autoptr (AftOpeningHours) hours = make_hours ();
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
  const gint64 minutes[] = { 650, 700, 1200, 1430 };
  for (gsize i = 0; i < G_N_ELEMENTS (minutes); i++)
    {
      AftCaseClock clock = aft_case_clock_read (&flow, AFT_CASE_CLOCK_RESOLUTION, &targets, hours,
                                                at (minutes[i]));
      g_assert_cmpint (clock.remaining_open_ms, ==, 130 * MINUTE_MS);
    }
}

static void
test_waiting_pauses (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_WAITING); /* from minute 3 on */
  AftCaseClock clock
      = aft_case_clock_read (&flow, AFT_CASE_CLOCK_RESOLUTION, &targets, NULL, at (5000));
  g_assert_true (clock.is_paused);
  g_assert_false (clock.is_overdue);
  g_assert_cmpint (clock.remaining_open_ms, ==, 597 * MINUTE_MS);
  g_assert_cmpint (clock.due_ms, ==, at (5597));
  g_assert_cmpint (aft_case_clock_get_due_ms (&flow, AFT_CASE_CLOCK_RESOLUTION, &targets, NULL), ==,
                   0);
  /* The others go on. */
  clock = aft_case_clock_read (&flow, AFT_CASE_CLOCK_HANDLING, &targets, NULL, at (61));
  g_assert_true (clock.is_overdue && !clock.is_paused);

  AftCaseEvent back = aft_case_play_event (AFT_CASE_EVENT_MOVED, 5000, 'a');
  back.to = AFT_CASE_STATE_IN_PROGRESS;
  aft_case_play (&flow, &back);
  g_assert_cmpint (aft_case_clock_get_due_ms (&flow, AFT_CASE_CLOCK_RESOLUTION, &targets, NULL), ==,
                   at (5597));
}

static void
test_closing_ends_all (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_NEW);
  AftCaseEvent closing = aft_case_play_closing (AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY, 4, 'a');
  aft_case_play (&flow, &closing);
  for (guint i = 0; i < AFT_CASE_CLOCKS; i++)
    {
      AftCaseClock clock
          = aft_case_clock_read (&flow, (AftCaseClockKind) i, &targets, NULL, at (9000));
      g_assert_cmpint (clock.ended_ms, ==, at (4));
      g_assert_false (clock.is_overdue);
    }
}

static void
test_no_target (void)
{
  const AftCaseTargets none = { 0 };
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_NEW);
  AftRole role = AFT_ROLE_STAFF;
  for (guint i = 0; i < AFT_CASE_CLOCKS; i++)
    {
      AftCaseClock clock
          = aft_case_clock_read (&flow, (AftCaseClockKind) i, &none, NULL, at (9000));
      g_assert_false (clock.has_target || clock.is_overdue);
      g_assert_cmpint (aft_case_clock_get_due_ms (&flow, (AftCaseClockKind) i, &none, NULL), ==, 0);
    }
  g_assert_cmpint (aft_case_clock_get_escalation_ms (&flow, &none, NULL, &role), ==, 0);
}

static void
assert_escalation (const AftCaseFlow *flow, gint64 minute, AftRole expected)
{
  AftRole role = AFT_ROLE_STAFF;
  g_assert_cmpint (aft_case_clock_get_escalation_ms (flow, &targets, NULL, &role), ==,
                   minute < 0 ? 0 : at (minute));
  g_assert_cmpint (role, ==, expected);
}

static void
escalate (AftCaseFlow *flow, gint64 minute, AftRole role)
{
  AftCaseEvent event = aft_case_play_event (AFT_CASE_EVENT_ESCALATED, minute, 0);
  event.to_role = role;
  aft_case_play (flow, &event);
}

static void
test_nobody_takes_it (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_NEW);
  assert_escalation (&flow, 10, AFT_ROLE_MANAGER);
  escalate (&flow, 10, AFT_ROLE_MANAGER);
  assert_escalation (&flow, 30, AFT_ROLE_OWNER);
  escalate (&flow, 30, AFT_ROLE_OWNER);
  assert_escalation (&flow, -1, AFT_ROLE_STAFF);
}

static void
test_taken_but_late (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
  AftCaseFlow alone = flow;
  assert_escalation (&flow, 60, AFT_ROLE_MANAGER);
  escalate (&flow, 60, AFT_ROLE_MANAGER);
  assert_escalation (&flow, 80, AFT_ROLE_OWNER);

  AftCaseEvent agreed = aft_case_play_event (AFT_CASE_EVENT_AGREED, 70, 'a');
  aft_case_play (&flow, &agreed);
  aft_case_play (&alone, &agreed);
  assert_escalation (&alone, 600, AFT_ROLE_MANAGER);
  assert_escalation (&flow, 620, AFT_ROLE_OWNER);
}

static void
test_waiting_calls_nobody (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_WAITING);
  assert_escalation (&flow, -1, AFT_ROLE_STAFF);
  flow = aft_case_play_flow_in (AFT_CASE_STATE_LOST);
  assert_escalation (&flow, -1, AFT_ROLE_STAFF);
}

static void
test_roles_left_out (void)
{
  AftCaseTargets owners_only = targets;
  owners_only.escalate_minutes[0] = 0;
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_NEW);
  AftRole role = AFT_ROLE_STAFF;
  g_assert_cmpint (aft_case_clock_get_escalation_ms (&flow, &owners_only, NULL, &role), ==,
                   at (30));
  g_assert_cmpint (role, ==, AFT_ROLE_OWNER);
}

static void
test_escalation_keeps_hours (void)
{
  g_autoptr (AftOpeningHours) hours = make_hours ();
  AftCaseFlow flow = aft_case_flow_start (AFT_CASE_KIND_CALL);
  AftCaseEvent flagged = aft_case_play_event (AFT_CASE_EVENT_FLAGGED, 165, 0); /* 13:55 */
  AftRole role = AFT_ROLE_STAFF;
  aft_case_play (&flow, &flagged);
  g_assert_cmpint (aft_case_clock_get_escalation_ms (&flow, &targets, hours, &role), ==, at (355));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/case-clock/all-begin-with-the-flag", test_all_begin_with_the_flag);
  g_test_add_func ("/rules/case-clock/contact-ends-when-somebody-takes-it", test_contact);
  g_test_add_func ("/rules/case-clock/handling-ends-with-the-first-solution", test_handling);
  g_test_add_func ("/rules/case-clock/closed-hours-do-not-count", test_closed_hours_do_not_count);
  g_test_add_func ("/rules/case-clock/waiting-pauses-the-resolution-alone", test_waiting_pauses);
  g_test_add_func ("/rules/case-clock/closing-ends-all-three", test_closing_ends_all);
  g_test_add_func ("/rules/case-clock/no-minutes-no-target", test_no_target);
  g_test_add_func ("/rules/escalation/untaken-it-goes-up-by-age", test_nobody_takes_it);
  g_test_add_func ("/rules/escalation/taken-it-goes-up-when-a-clock-is-out", test_taken_but_late);
  g_test_add_func ("/rules/escalation/waiting-or-closed-it-stays", test_waiting_calls_nobody);
  g_test_add_func ("/rules/escalation/a-role-without-minutes-is-left-out", test_roles_left_out);
  g_test_add_func ("/rules/escalation/keeps-opening-hours", test_escalation_keeps_hours);
  return g_test_run ();
}
