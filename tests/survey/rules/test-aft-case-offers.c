/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offers in the flow of a case: the apology first, the ceiling over all of them together, and the
 * second person above it. */
#include "aft-case-flow.h"

#include "aft-case-play.h"
#include "aft-error.h"

#define CEILING 100

static AftCaseEvent
make_offer (gint64 minute, char letter, gint64 cost_minor)
{
  AftCaseEvent event = aft_case_play_event (AFT_CASE_EVENT_OFFER, minute, letter);
  event.cost_minor = cost_minor;
  event.ceiling_minor = CEILING;
  return event;
}

static AftCaseEvent
make_asked (gint64 minute, char letter, gint64 cost_minor)
{
  AftCaseEvent event = make_offer (minute, letter, cost_minor);
  event.kind = AFT_CASE_EVENT_ASKED;
  return event;
}

/* By manager @letter. */
static AftCaseEvent
make_approval (gint64 minute, char letter, gint64 cost_minor)
{
  AftCaseEvent event = make_offer (minute, letter, cost_minor);
  event.role = AFT_ROLE_MANAGER;
  event.is_approval = TRUE;
  return event;
}

/* In progress with "a", who has said sorry. */
static AftCaseFlow
begin (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
  AftCaseEvent calm = aft_case_play_event (AFT_CASE_EVENT_STEP, 3, 'a');
  calm.step = AFT_CASE_STEP_CALM;
  aft_case_play (&flow, &calm);
  return flow;
}

/* The same, and "a" has asked for @cost_minor. */
static AftCaseFlow
begin_asked (gint64 cost_minor)
{
  AftCaseFlow flow = begin ();
  AftCaseEvent asked = make_asked (4, 'a', cost_minor);
  aft_case_play (&flow, &asked);
  return flow;
}

static void
test_apology_first (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
  AftCaseEvent dish = make_offer (4, 'a', 50);
  AftCaseEvent tea = make_offer (4, 'a', 0);
  AftCaseEvent asked = make_asked (4, 'a', 500);
  AftCaseEvent apology = make_offer (4, 'a', 1);
  apology.is_apology = TRUE;
  aft_case_play_refused (&flow, &dish, AFT_ERROR_CONFLICT);
  aft_case_play_refused (&flow, &asked, AFT_ERROR_CONFLICT);
  aft_case_play_refused (&flow, &apology, AFT_ERROR_INVALID);
  aft_case_play (&flow, &tea); /* what is free needs none, and is none */
  aft_case_play_refused (&flow, &dish, AFT_ERROR_CONFLICT);
  g_assert_false (aft_case_flow_has_apologised (&flow));
  apology.cost_minor = 0;
  aft_case_play (&flow, &apology);
  g_assert_true (aft_case_flow_has_apologised (&flow));
  g_assert_cmpint (flow.state, ==, AFT_CASE_STATE_OFFERED);
  aft_case_play (&flow, &dish);
  g_assert_cmpint (flow.offered_minor, ==, 50);
}

static void
test_ceiling_is_over_all (void)
{
  AftCaseFlow flow = begin ();
  AftCaseEvent most = make_offer (4, 'a', 60);
  AftCaseEvent more = make_offer (5, 'a', 41);
  AftCaseEvent rest = make_offer (5, 'a', 40);
  AftCaseEvent free = make_offer (6, 'a', 0);
  aft_case_play (&flow, &most);
  g_assert_cmpint (aft_case_flow_get_left_minor (&flow, CEILING), ==, 40);
  aft_case_play_refused (&flow, &more, AFT_ERROR_DENIED);
  more.role = AFT_ROLE_OWNER; /* nobody is above it by role */
  aft_case_play_refused (&flow, &more, AFT_ERROR_DENIED);
  aft_case_play (&flow, &rest);
  g_assert_cmpint (flow.offered_minor, ==, CEILING);
  g_assert_cmpint (aft_case_flow_get_left_minor (&flow, CEILING), ==, 0);
  g_assert_cmpint (aft_case_flow_get_left_minor (&flow, 10), ==, 0);
  aft_case_play (&flow, &free);
}

static void
test_second_person_approves (void)
{
  AftCaseFlow flow = begin_asked (500);
  AftCaseEvent alone = make_offer (5, 'a', 500);
  AftCaseEvent own = make_approval (5, 'a', 500);
  AftCaseEvent staff = make_approval (5, 'b', 500);
  AftCaseEvent other = make_approval (5, 'm', 501);
  AftCaseEvent right = make_approval (5, 'm', 500);
  staff.role = AFT_ROLE_STAFF;
  aft_case_play_refused (&flow, &alone, AFT_ERROR_DENIED);
  aft_case_play_refused (&flow, &own, AFT_ERROR_DENIED);
  aft_case_play_refused (&flow, &staff, AFT_ERROR_DENIED);
  aft_case_play_refused (&flow, &other, AFT_ERROR_CONFLICT);
  g_assert_false (aft_case_flow_may_approve (&flow, &own.actor, AFT_ROLE_OWNER));
  g_assert_false (aft_case_flow_may_approve (&flow, &right.actor, AFT_ROLE_STAFF));
  g_assert_true (aft_case_flow_may_approve (&flow, &right.actor, AFT_ROLE_MANAGER));
  aft_case_play (&flow, &right);
  g_assert_cmpint (flow.offered_minor, ==, 500);
  g_assert_cmpint (flow.state, ==, AFT_CASE_STATE_OFFERED);
  g_assert_false (flow.has_asked);
  g_assert_false (aft_case_flow_may_approve (&flow, &right.actor, AFT_ROLE_MANAGER));
  aft_case_play_refused (&flow, &right, AFT_ERROR_CONFLICT); /* once */
}

static void
test_asking_wants (void)
{
  AftCaseFlow flow = begin ();
  AftCaseEvent asked = make_asked (4, 'a', CEILING);
  aft_case_play_refused (&flow, &asked, AFT_ERROR_INVALID); /* nobody has to be asked */
  asked.cost_minor = CEILING + 1;
  asked.has_text = FALSE;
  aft_case_play_refused (&flow, &asked, AFT_ERROR_INVALID);
  asked.has_text = TRUE;
  asked.actor = aft_case_play_person ('b');
  aft_case_play_refused (&flow, &asked, AFT_ERROR_DENIED); /* another's case */
  asked.actor = aft_case_play_person ('a');
  aft_case_play (&flow, &asked);
  g_assert_cmpint (flow.state, ==, AFT_CASE_STATE_IN_PROGRESS);
  aft_case_play_refused (&flow, &asked, AFT_ERROR_CONFLICT); /* one at a time */

  AftCaseFlow waiting = begin ();
  AftCaseEvent wait = aft_case_play_event (AFT_CASE_EVENT_MOVED, 4, 'a');
  wait.to = AFT_CASE_STATE_WAITING;
  aft_case_play (&waiting, &wait);
  aft_case_play_refused (&waiting, &asked, AFT_ERROR_CONFLICT);
}

/* Below the ceiling work goes on while something above it waits. */
static void
test_others_go_on (void)
{
  AftCaseFlow flow = begin_asked (500);
  AftCaseEvent small = make_offer (5, 'a', 30);
  AftCaseEvent approval = make_approval (6, 'm', 500);
  aft_case_play (&flow, &small);
  g_assert_true (flow.has_asked);
  aft_case_play (&flow, &approval);
  g_assert_cmpint (flow.offered_minor, ==, 530);
}

static void
test_declining (void)
{
  AftCaseFlow flow = begin_asked (500);
  AftCaseEvent no = aft_case_play_event (AFT_CASE_EVENT_DECLINED, 5, 'b');
  AftCaseEvent approval = make_approval (6, 'm', 500);
  aft_case_play_refused (&flow, &no, AFT_ERROR_DENIED);
  no.role = AFT_ROLE_MANAGER;
  no.has_text = FALSE;
  aft_case_play_refused (&flow, &no, AFT_ERROR_INVALID);
  no.has_text = TRUE;
  AftCaseFlow taken_back = flow;
  aft_case_play (&flow, &no);
  g_assert_cmpint (flow.offered_minor, ==, 0);
  aft_case_play_refused (&flow, &no, AFT_ERROR_CONFLICT);
  aft_case_play_refused (&flow, &approval, AFT_ERROR_CONFLICT);

  AftCaseEvent mine = aft_case_play_event (AFT_CASE_EVENT_DECLINED, 5, 'a');
  aft_case_play (&taken_back, &mine);
  g_assert_false (taken_back.has_asked);
}

/* Opened again, what was offered still counts, and what was asked for does not. */
static void
test_closing_ends_it (void)
{
  AftCaseFlow flow = begin ();
  AftCaseEvent small = make_offer (4, 'a', 30);
  AftCaseEvent asked = make_asked (5, 'a', 500);
  AftCaseEvent closing = aft_case_play_closing (AFT_CASE_STATE_LOST, 6, 'a');
  AftCaseEvent again = aft_case_play_event (AFT_CASE_EVENT_REOPENED, 7, 'a');
  AftCaseEvent approval = make_approval (8, 'm', 500);
  aft_case_play (&flow, &small);
  aft_case_play (&flow, &asked);
  aft_case_play (&flow, &closing);
  g_assert_false (flow.has_asked);
  aft_case_play (&flow, &again);
  aft_case_play_refused (&flow, &approval, AFT_ERROR_CONFLICT);
  g_assert_cmpint (aft_case_flow_get_left_minor (&flow, CEILING), ==, 70);
}

/* As cases tell them that are older than this rule: they count, and are not judged. */
static void
test_former_offers (void)
{
  AftCaseFlow flow = aft_case_play_flow_in (AFT_CASE_STATE_IN_PROGRESS);
  AftCaseEvent former = make_offer (4, 'a', 900);
  former.ceiling_minor = 0;
  former.is_unjudged = TRUE;
  aft_case_play (&flow, &former);
  g_assert_cmpint (flow.offered_minor, ==, 900);
}

static void
test_nonsense (void)
{
  AftCaseFlow flow = begin ();
  static const gint64 amounts[] = { -1, G_MININT64, AFT_CASE_COST_MAX_MINOR + 1, G_MAXINT64 };
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      AftCaseEvent offer = make_offer (5, 'a', amounts[i]);
      AftCaseEvent asked = make_asked (5, 'a', amounts[i]);
      offer.ceiling_minor = G_MAXINT64;
      aft_case_play_refused (&flow, &offer, AFT_ERROR_INVALID);
      aft_case_play_refused (&flow, &asked, AFT_ERROR_INVALID);
    }
  AftCaseEvent offer = make_offer (5, 'a', 0);
  offer.ceiling_minor = -1;
  aft_case_play_refused (&flow, &offer, AFT_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/case-offers/an-apology-comes-before-what-costs", test_apology_first);
  g_test_add_func ("/rules/case-offers/the-ceiling-is-over-all-of-them", test_ceiling_is_over_all);
  g_test_add_func ("/rules/case-offers/above-it-a-second-person-approves",
                   test_second_person_approves);
  g_test_add_func ("/rules/case-offers/asking-wants-a-reason-and-a-need", test_asking_wants);
  g_test_add_func ("/rules/case-offers/others-go-on-while-one-waits", test_others_go_on);
  g_test_add_func ("/rules/case-offers/who-asked-or-who-could-approve-declines", test_declining);
  g_test_add_func ("/rules/case-offers/closing-ends-what-waits", test_closing_ends_it);
  g_test_add_func ("/rules/case-offers/former-offers-count-unjudged", test_former_offers);
  g_test_add_func ("/rules/case-offers/no-such-amount", test_nonsense);
  return g_test_run ();
}
