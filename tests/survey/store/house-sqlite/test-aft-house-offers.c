/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offers in the store: the ceiling is the case's own, whatever the caller says; above it one second
 * person approves, also when two try at once; and all of it is proved. */
#include "aft-house-case-fixture.h"
#include "aft-house-store-guests.h"

#define CAP 5000 /* of the fixture's treatment */

static void
assert_sound (AftCaseFixture *fixture)
{
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

static AftHouseCaseAction
make_offer (AftCaseFixture *fixture,
            const AftHouseCase *item,
            AftCaseEventKind kind,
            const AftId *user,
            gint64 cost_minor)
{
  AftHouseCaseAction action = aft_case_action (fixture, item, kind, user);
  action.words = "客人等了四十分钟，整桌都没吃好";
  action.has_cost = TRUE;
  action.cost_minor = cost_minor;
  action.rung = "discount";
  return action;
}

static AftHouseCaseAction
make_approval (AftCaseFixture *fixture,
               const AftHouseCase *item,
               const AftId *user,
               gint64 cost_minor)
{
  AftHouseCaseAction action = make_offer (fixture, item, AFT_CASE_EVENT_OFFER, user, cost_minor);
  action.is_approval = TRUE;
  return action;
}

/* The staff has taken it and begun; nothing is offered. */
static AftHouseCase *
take (AftCaseFixture *fixture, AftHouseCase *item)
{
  AftHouseCaseAction taken
      = aft_case_action (fixture, item, AFT_CASE_EVENT_ACKNOWLEDGED, &fixture->staff);
  AftHouseCaseAction ask = aft_case_action (fixture, item, AFT_CASE_EVENT_STEP, &fixture->staff);
  ask.step = AFT_CASE_STEP_ASK;
  aft_house_case_free (aft_case_act (fixture, &taken));
  aft_house_case_free (item);
  return aft_case_act (fixture, &ask);
}

/* And has said sorry. */
static AftHouseCase *
apologise (AftCaseFixture *fixture, AftHouseCase *item)
{
  g_autoptr (AftHouseCase) begun = take (fixture, item);
  AftHouseCaseAction sorry
      = aft_case_action (fixture, begun, AFT_CASE_EVENT_OFFER, &fixture->staff);
  sorry.rung = "apology";
  sorry.is_apology = TRUE;
  return aft_case_act (fixture, &sorry);
}

/* And has asked for @cost_minor. */
static AftHouseCase *
ask (AftCaseFixture *fixture, gint64 cost_minor)
{
  g_autoptr (AftHouseCase) item = apologise (fixture, aft_case_complain (fixture));
  AftHouseCaseAction asked
      = make_offer (fixture, item, AFT_CASE_EVENT_ASKED, &fixture->staff, cost_minor);
  return aft_case_act (fixture, &asked);
}

static void
test_ceiling_is_the_case_s (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) begun = take (fixture, aft_case_complain (fixture));
  AftHouseCaseAction early
      = make_offer (fixture, begun, AFT_CASE_EVENT_OFFER, &fixture->staff, 100);
  g_assert_cmpint (begun->ceiling_minor, ==, CAP);
  aft_case_assert_refused (fixture, &early, AFT_ERROR_CONFLICT);
  AftHouseCaseAction sorry
      = aft_case_action (fixture, begun, AFT_CASE_EVENT_OFFER, &fixture->staff);
  sorry.is_apology = TRUE;
  g_autoptr (AftHouseCase) item = aft_case_act (fixture, &sorry);
  AftHouseCaseAction most = make_offer (fixture, item, AFT_CASE_EVENT_OFFER, &fixture->staff, CAP);
  AftHouseCaseAction more = make_offer (fixture, item, AFT_CASE_EVENT_OFFER, &fixture->owner, 1);
  g_autoptr (AftHouseCase) after = aft_case_act (fixture, &most);
  g_assert_cmpint (after->flow.offered_minor, ==, CAP);
  g_assert_false (after->has_cost); /* offered is not what the case cost */
  aft_case_assert_refused (fixture, &more, AFT_ERROR_DENIED);
  assert_sound (fixture);
}

static GPtrArray *
list_asked (AftCaseFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  const AftHouseCaseQuery query = { .only_asked = TRUE, .limit = 10 };
  GPtrArray *cases = aft_house_store_list_cases_sync (fixture->house.store, &query, &error);
  g_assert_no_error (error);
  return cases;
}

static void
test_second_person (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = ask (fixture, 9000);
  AftHouseCaseAction own = make_approval (fixture, item, &fixture->staff, 9000);
  AftHouseCaseAction less = make_approval (fixture, item, &fixture->manager, 8000);
  AftHouseCaseAction right = make_approval (fixture, item, &fixture->manager, 9000);
  g_autoptr (GPtrArray) asked = list_asked (fixture);
  g_assert_cmpuint (asked->len, ==, 1);
  g_assert_cmpstr (item->asked_public_name, ==, "小李");
  g_assert_true (aft_id_equal (&item->flow.asked_by, &fixture->staff));
  aft_case_assert_refused (fixture, &own, AFT_ERROR_DENIED);
  aft_case_assert_refused (fixture, &less, AFT_ERROR_CONFLICT);
  g_autoptr (AftHouseCase) after = aft_case_act (fixture, &right);
  g_autoptr (AftHouseCase) again = aft_case_act (fixture, &right); /* the same event */
  g_autoptr (GPtrArray) left = list_asked (fixture);
  g_assert_cmpint (after->flow.offered_minor, ==, 9000);
  g_assert_cmpint (again->flow.offered_minor, ==, 9000);
  g_assert_null (after->asked_name);
  g_assert_cmpuint (left->len, ==, 0);
  assert_sound (fixture);
}

/* Neither a manager nor the owner approves what they ask for themselves. */
static void
test_leaders_ask_too (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = apologise (fixture, aft_case_complain (fixture));
  AftHouseCaseAction asked
      = make_offer (fixture, item, AFT_CASE_EVENT_ASKED, &fixture->manager, 9000);
  aft_house_case_free (aft_case_act (fixture, &asked));
  AftHouseCaseAction own = make_approval (fixture, item, &fixture->manager, 9000);
  AftHouseCaseAction staff = make_approval (fixture, item, &fixture->staff, 9000);
  AftHouseCaseAction owner = make_approval (fixture, item, &fixture->owner, 9000);
  aft_case_assert_refused (fixture, &own, AFT_ERROR_DENIED);
  aft_case_assert_refused (fixture, &staff, AFT_ERROR_DENIED);
  aft_house_case_free (aft_case_act (fixture, &owner));
  assert_sound (fixture);
}

typedef struct
{
  AftCaseFixture *fixture;
  AftHouseCaseAction action;
  GError *error;
} Approver;

static gpointer
approve (gpointer data)
{
  Approver *approver = data;
  aft_house_case_free (aft_house_store_act_on_case_sync (approver->fixture->house.store,
                                                         &approver->action, &approver->error));
  return NULL;
}

static void
test_two_at_once (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = ask (fixture, 9000);
  Approver first = { fixture, make_approval (fixture, item, &fixture->manager, 9000), NULL };
  Approver second = { fixture, make_approval (fixture, item, &fixture->owner, 9000), NULL };
  GThread *threads[]
      = { g_thread_new ("first", approve, &first), g_thread_new ("second", approve, &second) };
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_true ((first.error == NULL) != (second.error == NULL));
  g_assert_true (g_error_matches (first.error, AFT_ERROR, AFT_ERROR_CONFLICT)
                 || g_error_matches (second.error, AFT_ERROR, AFT_ERROR_CONFLICT));
  g_autoptr (AftHouseCase) after
      = aft_house_store_get_case_sync (fixture->house.store, &item->id, NULL);
  g_assert_cmpint (after->flow.offered_minor, ==, 9000);
  g_assert_cmpuint (after->flow.last_event, ==, item->flow.last_event + 1);
  assert_sound (fixture);
  g_clear_error (&first.error);
  g_clear_error (&second.error);
}

static void
test_declined_and_closed (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = ask (fixture, 9000);
  AftHouseCaseAction no
      = aft_case_action (fixture, item, AFT_CASE_EVENT_DECLINED, &fixture->manager);
  aft_case_assert_refused (fixture, &no, AFT_ERROR_INVALID);
  no.words = "改送一份甜品就好";
  aft_house_case_free (aft_case_act (fixture, &no));

  AftHouseCaseAction again
      = make_offer (fixture, item, AFT_CASE_EVENT_ASKED, &fixture->staff, 7000);
  AftHouseCaseAction closing
      = aft_case_action (fixture, item, AFT_CASE_EVENT_CLOSED, &fixture->staff);
  closing.to = AFT_CASE_STATE_LOST;
  closing.words = "客人已经离店";
  closing.stated_cause = "dish-cold";
  closing.root_cause = "kitchen";
  closing.needs_no_action = TRUE;
  closing.has_cost = TRUE;
  aft_house_case_free (aft_case_act (fixture, &again));
  g_autoptr (AftHouseCase) after = aft_case_act (fixture, &closing);
  g_autoptr (GPtrArray) asked = list_asked (fixture);
  g_assert_false (after->flow.has_asked);
  g_assert_cmpuint (asked->len, ==, 0);
  assert_sound (fixture);
}

/* A complaint of somebody who gave a number. */
static AftHouseCase *
complain_as_guest (AftCaseFixture *fixture)
{
  g_autoptr (AftResponse) response = aft_case_response_new (fixture, AFT_RESPONSE_COMPLAINT, NULL);
  AftHouseItem item = aft_house_kiosk_number (&fixture->house.kiosk, response);
  item.has_guest = TRUE;
  item.guest_key.bytes[0] = 7;
  aft_house_assert_receipt (aft_house_fixture_send (&fixture->house, &item), AFT_HOUSE_STORED,
                            AFT_HOUSE_REASON_NONE);
  return aft_case_get_of (fixture, response);
}

static void
give_up (AftCaseFixture *fixture,
         const AftHouseCase *item,
         AftHouseNoWinBackStep step,
         const AftId *user)
{
  g_autoptr (GError) error = NULL;
  const AftHouseNoWinBack asked = { &item->guest_id, user, step, "多次无理取闹" };
  gboolean is_done
      = aft_house_store_set_no_win_back_sync (fixture->house.store, &asked, "user:test", &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
}

/* Row 71; one person's word is not enough, and what was offered before the second stays proved. */
static void
test_who_is_not_won_back (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = apologise (fixture, complain_as_guest (fixture));
  give_up (fixture, item, AFT_HOUSE_NO_WIN_BACK_PROPOSE, &fixture->manager);
  AftHouseCaseAction before
      = make_offer (fixture, item, AFT_CASE_EVENT_OFFER, &fixture->staff, 100);
  aft_house_case_free (aft_case_act (fixture, &before));
  give_up (fixture, item, AFT_HOUSE_NO_WIN_BACK_CONFIRM, &fixture->owner);
  AftHouseCaseAction after = make_offer (fixture, item, AFT_CASE_EVENT_OFFER, &fixture->staff, 100);
  AftHouseCaseAction free = make_offer (fixture, item, AFT_CASE_EVENT_OFFER, &fixture->staff, 0);
  aft_case_assert_refused (fixture, &after, AFT_ERROR_DENIED);
  g_autoptr (AftHouseCase) now = aft_case_act (fixture, &free);
  g_assert_cmpint (now->ceiling_minor, ==, 0);
  g_assert_cmpint (now->targets.offer_cap_minor, ==, CAP);
  assert_sound (fixture);
}

/* A case of before there were ceilings is read, and all that costs takes a second person. */
static void
test_former_targets (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = apologise (fixture, aft_case_complain (fixture));
  aft_house_fixture_close (&fixture->house);
  aft_house_fixture_execute (&fixture->house,
                             "UPDATE service_case SET targets = '[5,60,1440,10,20]'");
  aft_case_fixture_reopen (fixture);
  AftHouseCaseAction offer = make_offer (fixture, item, AFT_CASE_EVENT_OFFER, &fixture->staff, 100);
  aft_case_assert_refused (fixture, &offer, AFT_ERROR_DENIED);
  g_autoptr (AftHouseCase) after
      = aft_house_store_get_case_sync (fixture->house.store, &item->id, NULL);
  g_assert_cmpuint (after->targets.contact_minutes, ==, 5);
  g_assert_cmpint (after->ceiling_minor, ==, 0);
  assert_sound (fixture);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/store/house-offers/" path, AftCaseFixture, NULL, aft_case_fixture_set_up,          \
              function, aft_case_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-ceiling-is-the-case's-own", test_ceiling_is_the_case_s);
  ADD ("above-it-a-second-person-approves", test_second_person);
  ADD ("leaders-ask-others-too", test_leaders_ask_too);
  ADD ("of-two-who-approve-at-once-one-does", test_two_at_once);
  ADD ("declined-or-closed-nothing-waits", test_declined_and_closed);
  ADD ("who-is-not-won-back-is-offered-nothing", test_who_is_not_won_back);
  ADD ("former-cases-take-a-second-person", test_former_targets);
  return g_test_run ();
}
