/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's store: what is left with somebody who leaves, and handing it over in one step. */
#include "aft-house-case-fixture.h"
#include "aft-house-store-leaver.h"
#include "aft-house-store-promises.h"

#define NOTE "小李周五走了，这几桌都约好了周末回电"

/* A case that @owner has taken. */
static AftHouseCase *
take_case (AftCaseFixture *fixture, const AftId *owner)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  AftHouseCaseAction action = aft_case_action (fixture, item, AFT_CASE_EVENT_ACKNOWLEDGED, owner);
  return aft_case_act (fixture, &action);
}

static void
promise (AftCaseFixture *fixture, const AftHouseCase *item, const AftId *owner)
{
  g_autoptr (GError) error = NULL;
  const AftHousePromise made
      = { .id = aft_id_generate (fixture->house.clock, fixture->house.random),
          .case_id = item->id,
          .text = (char *) "周日前回电",
          .owner_id = *owner,
          .due_ms = aft_clock_get_real_ms (fixture->house.clock) + 86400000 };
  g_assert_true (aft_house_store_add_promise_sync (fixture->house.store, &made, &fixture->manager,
                                                   "user:wang", &error));
  g_assert_no_error (error);
}

static void
lay_down (AftCaseFixture *fixture, const AftHouseCase *item, const AftId *owner)
{
  g_autoptr (GError) error = NULL;
  const AftHouseCorrectiveAction action
      = { .id = aft_id_generate (fixture->house.clock, fixture->house.random),
          .case_id = item->id,
          .text = (char *) "汤端上来前再看一遍",
          .owner_id = *owner,
          .due_day = item->day + 7 };
  g_assert_true (aft_house_store_add_corrective_action_sync (
      fixture->house.store, &action, &fixture->manager, "user:wang", &error));
  g_assert_no_error (error);
}

static AftHouseDuties *
get_duties (AftCaseFixture *fixture, const AftId *user_id, const GArray *venue_ids)
{
  g_autoptr (GError) error = NULL;
  AftHouseDuties *duties
      = aft_house_store_get_duties_sync (fixture->house.store, user_id, venue_ids, &error);
  g_assert_no_error (error);
  return duties;
}

static AftHouseHandingOver
ask (AftCaseFixture *fixture, const AftId *to)
{
  return (AftHouseHandingOver){ .from_id = fixture->staff,
                                .to_id = *to,
                                .user_id = fixture->manager,
                                .actor = "user:test",
                                .words = NOTE };
}

static void
hand_over (AftCaseFixture *fixture, const AftHouseHandingOver *asked)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = aft_house_store_hand_over_sync (fixture->house.store, asked, &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
}

static void
assert_refused (AftCaseFixture *fixture, const AftHouseHandingOver *asked, AftErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (aft_house_store_hand_over_sync (fixture->house.store, asked, &error));
  g_assert_error (error, AFT_ERROR, (gint) code);
}

/* How often @item's history has @kind with the note. */
static guint
count_notes (AftCaseFixture *fixture, const AftHouseCase *item, AftCaseEventKind kind)
{
  guint count = 0;
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  for (guint i = 0; i < events->len; i++)
    {
      const AftHouseCaseEvent *event = events->pdata[i];
      count += event->kind == kind && g_strcmp0 (event->words, NOTE) == 0 ? 1 : 0;
    }
  return count;
}

static void
test_everything_in_one_step (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) first = take_case (fixture, &fixture->staff);
  g_autoptr (AftHouseCase) second = take_case (fixture, &fixture->staff);
  g_autoptr (AftHouseCase) others = take_case (fixture, &fixture->manager);
  promise (fixture, others, &fixture->staff);
  lay_down (fixture, others, &fixture->staff);
  g_autoptr (AftHouseDuties) before = get_duties (fixture, &fixture->staff, NULL);
  g_assert_cmpuint (before->cases, ==, 2);
  g_assert_cmpuint (before->promises, ==, 1);
  g_assert_cmpuint (before->actions, ==, 1);
  g_assert_cmpuint (before->venue_ids->len, ==, 1);
  AftHouseHandingOver asked = ask (fixture, &fixture->manager);
  hand_over (fixture, &asked);
  aft_house_fixture_assert_audited (&fixture->house, "user.hand-over");
  g_autoptr (AftHouseDuties) left = get_duties (fixture, &fixture->staff, NULL);
  g_autoptr (AftHouseDuties) taken = get_duties (fixture, &fixture->manager, NULL);
  g_assert_cmpuint (left->cases + left->promises + left->actions, ==, 0);
  g_assert_cmpuint (taken->cases, ==, 3);
  g_assert_cmpuint (taken->promises, ==, 1);
  g_assert_cmpuint (taken->actions, ==, 1);
  g_assert_cmpuint (count_notes (fixture, first, AFT_CASE_EVENT_HANDED_OVER), ==, 1);
  g_assert_cmpuint (count_notes (fixture, second, AFT_CASE_EVENT_HANDED_OVER), ==, 1);
  g_assert_cmpuint (count_notes (fixture, others, AFT_CASE_EVENT_HANDED_OVER), ==, 0);
  g_assert_cmpuint (count_notes (fixture, others, AFT_CASE_EVENT_ACTION), ==, 2);
  hand_over (fixture, &asked);
  g_assert_cmpuint (count_notes (fixture, first, AFT_CASE_EVENT_HANDED_OVER), ==, 1);
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

static void
test_all_or_nothing (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take_case (fixture, &fixture->staff);
  AftHouseHandingOver to_stranger = ask (fixture, &fixture->stranger);
  AftHouseHandingOver by_staff = ask (fixture, &fixture->manager);
  AftHouseHandingOver by_stranger = ask (fixture, &fixture->manager);
  AftHouseHandingOver to_same = ask (fixture, &fixture->staff);
  AftHouseHandingOver without_note = ask (fixture, &fixture->manager);
  AftId nobody = aft_id_generate (fixture->house.clock, fixture->house.random);
  AftHouseHandingOver of_nobody = ask (fixture, &fixture->manager);
  by_stranger.user_id = fixture->stranger;
  without_note.words = "";
  of_nobody.from_id = nobody;
  by_staff.user_id = nobody;
  assert_refused (fixture, &to_stranger, AFT_ERROR_DENIED);
  assert_refused (fixture, &by_stranger, AFT_ERROR_DENIED);
  assert_refused (fixture, &by_staff, AFT_ERROR_NOT_FOUND);
  assert_refused (fixture, &to_same, AFT_ERROR_INVALID);
  assert_refused (fixture, &without_note, AFT_ERROR_INVALID);
  assert_refused (fixture, &of_nobody, AFT_ERROR_NOT_FOUND);
  g_autoptr (AftHouseDuties) duties = get_duties (fixture, &fixture->staff, NULL);
  g_assert_cmpuint (duties->cases, ==, 1);
  g_assert_cmpuint (count_notes (fixture, item, AFT_CASE_EVENT_HANDED_OVER), ==, 0);
}

/* A manager sees and gives away what is at their own restaurants. */
static void
test_only_where_asked (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take_case (fixture, &fixture->staff);
  g_autoptr (GArray) nowhere = g_array_new (FALSE, FALSE, sizeof (AftId));
  AftHouseHandingOver asked = ask (fixture, &fixture->manager);
  g_autoptr (AftHouseDuties) seen = get_duties (fixture, &fixture->staff, nowhere);
  g_assert_cmpuint (seen->cases, ==, 0);
  asked.venue_ids = nowhere;
  hand_over (fixture, &asked);
  g_assert_cmpuint (count_notes (fixture, item, AFT_CASE_EVENT_HANDED_OVER), ==, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/house-leaver/" name, AftCaseFixture, NULL, aft_case_fixture_set_up,          \
              function, aft_case_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("everything-in-one-step", test_everything_in_one_step);
  ADD ("all-or-nothing", test_all_or_nothing);
  ADD ("only-where-asked", test_only_where_asked);
  return g_test_run ();
}
