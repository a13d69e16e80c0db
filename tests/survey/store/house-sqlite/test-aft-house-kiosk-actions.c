/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff did at a kiosk happens in its case by the case's rules, late as it may come; nothing
 * that was sent is lost, and nothing that is sent in malice does harm. */
#include <string.h>

#include "aft-case-action.h"
#include "aft-house-case-fixture.h"

static AftCaseAction
make_action (AftCaseFixture *fixture,
             AftCaseActionKind kind,
             const AftId *response_id,
             const AftId *staff)
{
  return (AftCaseAction){
    .kind = kind,
    .has_response = TRUE,
    .response_id = *response_id,
    .staff_id = *staff,
    .time_ms = aft_clock_get_real_ms (fixture->house.clock),
    .boot_id = fixture->house.kiosk.boot_id,
    .monotonic_ms = 100000000,
  };
}

static AftId
send (AftCaseFixture *fixture, const AftCaseAction *action, const char *note)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = aft_case_action_to_body (action, &error);
  g_assert_no_error (error);
  return aft_case_send_event (fixture, AFT_HOUSE_ITEM_CASE_ACTION, body, note);
}

static AftHouseCase *
get_again (AftCaseFixture *fixture, const AftHouseCase *item)
{
  g_autoptr (GError) error = NULL;
  AftHouseCase *after = aft_house_store_get_case_sync (fixture->house.store, &item->id, &error);
  g_assert_no_error (error);
  return after;
}

static void
assert_last (AftCaseFixture *fixture, const AftHouseCase *item, AftCaseEventKind kind)
{
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  const AftHouseCaseEvent *last = events->pdata[events->len - 1];
  g_assert_cmpint (last->kind, ==, kind);
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

static void
test_acknowledged_at_the_desk (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  AftCaseAction action
      = make_action (fixture, AFT_CASE_ACTION_ACKNOWLEDGE, &item->response_id, &fixture->staff);
  AftId id = send (fixture, &action, NULL);
  g_autoptr (AftHouseCase) after = get_again (fixture, item);
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  const AftHouseCaseEvent *taken = events->pdata[1];
  g_assert_cmpstr (after->owner_name, ==, "li");
  g_assert_true (aft_id_equal (&taken->id, &id));
  g_assert_true (aft_id_equal (&taken->user_id, &fixture->staff));
  g_assert_nonnull (aft_value_get_member (taken->detail, "device"));
  assert_last (fixture, item, AFT_CASE_EVENT_ACKNOWLEDGED);
}

static void
test_note_is_kept (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  AftCaseAction action
      = make_action (fixture, AFT_CASE_ACTION_NOTE, &item->response_id, &fixture->staff);
  action.note = aft_sealed_part_new (AFT_SEALED_WORDS, "0123456789abcdef", "AAAA");
  send (fixture, &action, "客人要换一份");
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  g_assert_cmpstr (((AftHouseCaseEvent *) events->pdata[1])->words, ==, "客人要换一份");
  assert_last (fixture, item, AFT_CASE_EVENT_NOTE);
  aft_sealed_part_free (action.note);
}

static void
test_closed_at_the_desk (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  AftCaseAction action
      = make_action (fixture, AFT_CASE_ACTION_CLOSE, &item->response_id, &fixture->staff);
  action.state = AFT_CASE_STATE_RECOVERED;
  action.outcome = (char *) "satisfied";
  action.stated_cause = (char *) "dish-cold";
  action.root_cause = (char *) "kitchen";
  send (fixture, &action, NULL);
  g_autoptr (AftHouseCase) after = get_again (fixture, item);
  g_assert_cmpint (after->flow.state, ==, AFT_CASE_STATE_RECOVERED);
  g_assert_cmpstr (after->root_cause, ==, "kitchen");
  g_assert_cmpint (after->cost_minor, ==, 0);
  g_assert_true (aft_id_equal (&after->flow.owner, &fixture->staff));
  assert_last (fixture, item, AFT_CASE_EVENT_CLOSED);
}

/* A day later the kiosk finds its network again; meanwhile the manager has closed the case. */
static void
test_too_late_is_a_note (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  AftCaseAction action
      = make_action (fixture, AFT_CASE_ACTION_ACKNOWLEDGE, &item->response_id, &fixture->staff);
  gint64 done_ms = action.time_ms;
  AftHouseCaseAction closing
      = aft_case_action (fixture, item, AFT_CASE_EVENT_CLOSED, &fixture->manager);
  closing.to = AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY;
  closing.words = "客人已走";
  closing.stated_cause = closing.root_cause = "unknown";
  closing.needs_no_action = closing.has_cost = TRUE;
  aft_house_case_free (aft_case_act (fixture, &closing));
  aft_fake_clock_advance_seconds (fixture->house.fake, 60);
  send (fixture, &action, NULL);
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  const AftHouseCaseEvent *last = events->pdata[events->len - 1];
  g_assert_cmpstr (aft_value_get_member_string (last->detail, "wanted", NULL), ==, "acknowledged");
  g_assert_cmpstr (aft_value_get_member_string (last->detail, "refused", NULL), ==,
                   "The case is closed.");
  g_assert_cmpfloat (aft_value_get_member_number (last->detail, "done_ms", 0), ==, done_ms);
  g_assert_true (g_str_has_prefix (last->actor, "device:"));
  assert_last (fixture, item, AFT_CASE_EVENT_NOTE);
}

static void
test_who_does_not_work_there (AftCaseFixture *fixture, gconstpointer unused)
{
  AftId nobody = aft_id_generate (fixture->house.clock, fixture->house.random);
  const AftId *people[] = { &fixture->stranger, &nobody };
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      AftCaseAction action
          = make_action (fixture, AFT_CASE_ACTION_ACKNOWLEDGE, &item->response_id, people[i]);
      send (fixture, &action, NULL);
      g_autoptr (AftHouseCase) after = get_again (fixture, item);
      g_assert_cmpint (after->flow.state, ==, AFT_CASE_STATE_NEW);
      assert_last (fixture, item, AFT_CASE_EVENT_NOTE);
    }
}

static void
test_before_its_response (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) complaint = aft_case_response_new (fixture, AFT_RESPONSE_COMPLAINT, NULL);
  g_autoptr (AftResponse) answers
      = aft_case_response_new (fixture, AFT_RESPONSE_EXIT, aft_response_get_sitting_id (complaint));
  AftCaseAction taking = make_action (fixture, AFT_CASE_ACTION_ACKNOWLEDGE,
                                      aft_response_get_id (answers), &fixture->staff);
  AftCaseAction calling = make_action (fixture, AFT_CASE_ACTION_CALLED,
                                       aft_response_get_id (complaint), &fixture->staff);
  send (fixture, &taking, NULL);
  send (fixture, &calling, NULL);
  aft_case_send (fixture, complaint, NULL);
  g_autoptr (AftHouseCase) item = aft_case_get_of (fixture, complaint);
  g_assert_cmpuint (item->flow.last_event, ==, 2);
  aft_case_send (fixture, answers, NULL);
  g_autoptr (AftHouseCase) after = get_again (fixture, item);
  g_assert_cmpuint (after->flow.last_event, ==, 4);
  g_assert_cmpstr (after->owner_name, ==, "li");
  assert_last (fixture, item, AFT_CASE_EVENT_ACKNOWLEDGED);
  aft_house_fixture_close (&fixture->house);
  g_assert_cmpint (
      aft_house_fixture_query (&fixture->house, "SELECT count (*) FROM waiting_action"), ==, 0);
}

static void
test_drill_is_worked_on (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId drill = aft_case_send_event (fixture, AFT_HOUSE_ITEM_DRILL, "{}", NULL);
  AftCaseAction action = make_action (fixture, AFT_CASE_ACTION_CLOSE, &drill, &fixture->manager);
  action.state = AFT_CASE_STATE_RECOVERED;
  send (fixture, &action, NULL);
  g_autoptr (AftHouseCase) item
      = aft_house_store_get_case_of_sync (fixture->house.store, &drill, &error);
  g_assert_no_error (error);
  g_assert_cmpint (item->flow.state, ==, AFT_CASE_STATE_RECOVERED);
  assert_last (fixture, item, AFT_CASE_EVENT_CLOSED);
}

/* A kiosk of another venue speaks of this one's case. */
static void
test_other_venue_s_case (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseFixture *house = &fixture->house;
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  AftId venue_id = aft_id_generate (house->clock, house->random);
  AftVenueFields fields
      = { .id = &venue_id, .name = "外滩店", .zone = "Asia/Shanghai", .country_code = "86" };
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
  g_assert_true (aft_house_store_put_venue_sync (house->store, venue, "user:test", &error));
  house->kiosk = aft_house_kiosk_new (house->clock, house->random);
  aft_house_enrol (house->store, house->random, &venue_id, &house->kiosk);
  AftCaseAction action
      = make_action (fixture, AFT_CASE_ACTION_ACKNOWLEDGE, &item->response_id, &fixture->owner);
  action.has_case = TRUE;
  action.case_id = item->id;
  send (fixture, &action, NULL);
  g_autoptr (AftHouseCase) after = get_again (fixture, item);
  g_assert_cmpuint (after->flow.last_event, ==, 1);
  assert_last (fixture, item, AFT_CASE_EVENT_FLAGGED);
}

/* Stored as the device's, and nothing more: the chain goes on. */
static void
test_hostile_bodies (AftCaseFixture *fixture, gconstpointer unused)
{
  static const char *const bodies[] = {
    "{}",
    "[]",
    "null",
    "\"x\"",
    "{\"action\":\"close\"}",
    "{\"action\":\"flagged\",\"case\":null,\"response\":null}",
    "{\"action\":{\"a\":[1]},\"case\":17}",
    "{\"case\":\"'; DROP TABLE service_case; --\",\"action\":\"note\"}",
  };
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    aft_case_send_event (fixture, AFT_HOUSE_ITEM_CASE_ACTION, bodies[i], "x");
  assert_last (fixture, item, AFT_CASE_EVENT_FLAGGED);
}

/* Each member of a good body in turn is somebody's nonsense. */
static void
test_hostile_members (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  AftCaseAction action
      = make_action (fixture, AFT_CASE_ACTION_ACKNOWLEDGE, &item->response_id, &fixture->staff);
  g_autofree char *body = aft_case_action_to_body (&action, NULL);
  for (const char *at = strchr (body, ':'); at != NULL; at = strchr (at + 1, ':'))
    {
      g_autoptr (GString) hostile = g_string_new_len (body, at + 1 - body);
      g_string_append (hostile, "99999999999999999999,\"x\"");
      g_string_append (hostile, at);
      aft_case_send_event (fixture, AFT_HOUSE_ITEM_CASE_ACTION, hostile->str, NULL);
    }
  assert_last (fixture, item, AFT_CASE_EVENT_FLAGGED);
}

static void
test_long_note_is_left_out (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  g_autofree char *note = g_strnfill (AFT_HOUSE_WORDS_MAX + 1, 'x');
  AftCaseAction action
      = make_action (fixture, AFT_CASE_ACTION_CALLED, &item->response_id, &fixture->staff);
  send (fixture, &action, note);
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  g_assert_null (((AftHouseCaseEvent *) events->pdata[1])->words);
  assert_last (fixture, item, AFT_CASE_EVENT_CALLED);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/store/house-kiosk-actions/" path, AftCaseFixture, NULL, aft_case_fixture_set_up,   \
              function, aft_case_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("acknowledged-at-the-desk", test_acknowledged_at_the_desk);
  ADD ("a-note-is-kept", test_note_is_kept);
  ADD ("closed-at-the-desk", test_closed_at_the_desk);
  ADD ("what-comes-too-late-is-a-note", test_too_late_is_a_note);
  ADD ("who-does-not-work-there-only-left-a-note", test_who_does_not_work_there);
  ADD ("what-comes-first-waits-for-its-response", test_before_its_response);
  ADD ("a-drill-is-worked-on", test_drill_is_worked_on);
  ADD ("another-venue-s-case-is-not-touched", test_other_venue_s_case);
  ADD ("hostile-bodies-do-nothing", test_hostile_bodies);
  ADD ("hostile-members-do-nothing", test_hostile_members);
  ADD ("a-note-beyond-all-length-is-left-out", test_long_note_is_left_out);
  return g_test_run ();
}
