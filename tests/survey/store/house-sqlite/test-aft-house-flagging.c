/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes a case, of which guest, and what it is when it begins. */
#include "aft-house-case-fixture.h"

#include <string.h>

#define EXIT      AFT_RESPONSE_EXIT
#define COMPLAINT AFT_RESPONSE_COMPLAINT
#define CALL      AFT_RESPONSE_CALL_STAFF

static void
assert_sound (AftCaseFixture *fixture)
{
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

static void
test_complaint (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = aft_case_response_new (fixture, COMPLAINT, NULL);
  aft_case_send (fixture, response, aft_case_risk_new (AFT_RISK_CRITICAL, 80));
  g_autoptr (AftHouseCase) item = aft_case_get_of (fixture, response);
  gint64 now_ms = aft_clock_get_real_ms (fixture->house.clock);
  g_assert_cmpint (item->kind, ==, AFT_CASE_KIND_COMPLAINT);
  g_assert_cmpint (item->flow.state, ==, AFT_CASE_STATE_NEW);
  g_assert_cmpint (item->level, ==, AFT_RISK_CRITICAL);
  g_assert_cmpuint (item->points, ==, 80);
  g_assert_cmpstr (item->number, ==, "门口-0001");
  g_assert_cmpstr (item->table, ==, "A12");
  g_assert_cmpstr (item->treatment, ==, "7");
  g_assert_cmpint (item->flow.flagged_ms, ==, now_ms);
  g_assert_cmpint (item->contact_due_ms, ==, now_ms + 5 * 60000);
  g_assert_cmpint (item->escalate_ms, ==, now_ms + 10 * 60000);
  g_assert_true (aft_id_equal (&item->response_id, aft_response_get_id (response)));
  g_assert_true (aft_id_equal (&item->device_id, &fixture->house.kiosk.id));
  assert_sound (fixture);
}

/* The id of its own, and its answers. */
static AftResponse *
make_half_complaint (AftCaseFixture *fixture)
{
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->house.clock, fixture->house.random, COMPLAINT, NULL);
  aft_response_builder_set_state (builder, AFT_RESPONSE_PARTIAL);
  return aft_response_builder_end (builder, NULL);
}

static void
test_what_is_no_case (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) plain = aft_case_response_new (fixture, EXIT, NULL);
  g_autoptr (AftResponse) watched = aft_case_response_new (fixture, EXIT, NULL);
  g_autoptr (AftResponse) half = make_half_complaint (fixture);
  aft_case_send (fixture, plain, NULL);
  aft_case_send (fixture, watched, aft_case_risk_new (AFT_RISK_WATCH, 15));
  aft_case_send (fixture, half, NULL);
  aft_case_assert_none (fixture, plain);
  aft_case_assert_none (fixture, watched);
  aft_case_assert_none (fixture, half);
  g_assert_cmpuint (fixture->changes->len, ==, 0);
  assert_sound (fixture);
}

static void
test_call (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) call = aft_case_response_new (fixture, CALL, NULL);
  aft_case_send (fixture, call, NULL);
  g_autoptr (AftHouseCase) item = aft_case_get_of (fixture, call);
  g_assert_cmpint (item->kind, ==, AFT_CASE_KIND_CALL);
  g_assert_cmpint (item->level, ==, AFT_RISK_AT_RISK);
  g_assert_cmpuint (item->points, ==, 0);
  g_assert_null (item->risk);
}

static AftResponse *
make_scored (AftCaseFixture *fixture, AftRiskLevel level, gboolean is_burst)
{
  g_autoptr (AftRisk) risk = aft_case_risk_new (level, 20 * level);
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->house.clock, fixture->house.random, EXIT, NULL);
  aft_response_builder_set_risk (builder, risk);
  aft_response_builder_set_burst (builder, is_burst);
  return aft_response_builder_end (builder, NULL);
}

static void
test_the_kiosk_s_word_counts (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = make_scored (fixture, AFT_RISK_AT_RISK, FALSE);
  g_autoptr (AftResponse) burst = make_scored (fixture, AFT_RISK_CRITICAL, TRUE);
  aft_case_send (fixture, response, aft_case_risk_new (AFT_RISK_WATCH, 20));
  aft_case_send (fixture, burst, NULL);
  g_autoptr (AftHouseCase) item = aft_case_get_of (fixture, response);
  g_assert_cmpint (item->kind, ==, AFT_CASE_KIND_SURVEY);
  g_assert_cmpint (item->level, ==, AFT_RISK_AT_RISK);
  aft_case_assert_none (fixture, burst);
  assert_sound (fixture);
}

static void
test_one_case_a_sitting (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) call = aft_case_response_new (fixture, CALL, NULL);
  const AftId *sitting = aft_response_get_sitting_id (call);
  g_autoptr (AftResponse) complaint = aft_case_response_new (fixture, COMPLAINT, sitting);
  g_autoptr (AftResponse) answers = aft_case_response_new (fixture, EXIT, sitting);
  aft_case_send (fixture, call, NULL);
  aft_case_send (fixture, complaint, aft_case_risk_new (AFT_RISK_CRITICAL, 90));
  aft_case_send (fixture, answers, aft_case_risk_new (AFT_RISK_WATCH, 15));
  g_autoptr (AftHouseCase) item = aft_case_get_of (fixture, answers);
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  g_autoptr (GPtrArray) responses
      = aft_house_store_list_case_responses_sync (fixture->house.store, &item->id, NULL);
  g_assert_cmpint (item->kind, ==, AFT_CASE_KIND_COMPLAINT);
  g_assert_cmpint (item->level, ==, AFT_RISK_CRITICAL);
  g_assert_cmpuint (item->points, ==, 90);
  g_assert_cmpstr (item->number, ==, "门口-0001");
  g_assert_cmpuint (events->len, ==, 3);
  g_assert_cmpint (((AftHouseCaseEvent *) events->pdata[2])->kind, ==, AFT_CASE_EVENT_RISK);
  g_assert_cmpuint (responses->len, ==, 3);
  assert_sound (fixture);
}

static void
test_drill (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseCaseCounts counts = { 0 };
  AftId id = aft_case_send_event (fixture, AFT_HOUSE_ITEM_DRILL, "{\"note\":\"x\"}", NULL);
  g_autoptr (AftHouseCase) item
      = aft_house_store_get_case_of_sync (fixture->house.store, &id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (item->kind, ==, AFT_CASE_KIND_DRILL);
  g_assert_true (aft_id_is_zero (&item->response_id));
  g_assert_true (
      aft_house_store_count_cases_sync (fixture->house.store, NULL, item->day, &counts, &error));
  g_assert_cmpuint (counts.open, ==, 0);
  g_assert_cmpuint (counts.flagged_today, ==, 0);
  assert_sound (fixture);
}

static void
test_duplicate_flags_once (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = aft_case_response_new (fixture, COMPLAINT, NULL);
  AftHouseItem item = aft_house_kiosk_number (&fixture->house.kiosk, response);
  AftHouseItem again = aft_house_item_copy (&item);
  aft_house_receipts_free (aft_house_fixture_send (&fixture->house, &item));
  aft_house_assert_receipt (aft_house_fixture_send (&fixture->house, &again), AFT_HOUSE_DUPLICATE,
                            AFT_HOUSE_REASON_NONE);
  g_autoptr (AftHouseCase) made = aft_case_get_of (fixture, response);
  g_assert_cmpuint (made->flow.last_event, ==, 1);
}

/* A kiosk that was without network for an hour: the clocks have run all the while. */
static void
test_late_arrival_is_late (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 next_ms = 0;
  g_autoptr (AftResponse) response = aft_case_response_new (fixture, COMPLAINT, NULL);
  gint64 ended_ms = aft_response_get_ended_ms (response);
  aft_fake_clock_advance_seconds (fixture->house.fake, 3600);
  aft_case_send (fixture, response, NULL);
  g_autoptr (AftHouseCase) item = aft_case_get_of (fixture, response);
  g_assert_cmpint (item->flow.flagged_ms, ==, ended_ms);
  g_assert_true (aft_house_store_escalate_due_sync (fixture->house.store, &next_ms, &error));
  g_autoptr (AftHouseCase) after = aft_case_get_of (fixture, response);
  g_assert_cmpint (after->flow.escalated_to, ==, AFT_ROLE_MANAGER);
}

/* A visit of the guest with the key, scored so. */
static AftResponse *
visit (AftCaseFixture *fixture, guint8 key, guint score, AftRisk *risk)
{
  g_autoptr (AftResponse) response = aft_case_response_new (fixture, EXIT, NULL);
  AftHouseItem item = aft_house_kiosk_number (&fixture->house.kiosk, response);
  item.has_guest = TRUE;
  item.guest_key.bytes[0] = key;
  item.visit_score = score;
  item.risk = risk;
  aft_house_assert_receipt (aft_house_fixture_send (&fixture->house, &item), AFT_HOUSE_STORED,
                            AFT_HOUSE_REASON_NONE);
  return g_steal_pointer (&response);
}

static void
test_guest_is_known_again (AftCaseFixture *fixture, gconstpointer unused)
{
  aft_response_unref (visit (fixture, 1, 5, NULL));
  g_assert_cmpstr (fixture->facts, ==,
                   "{\"case\":{\"open\":false},\"guest\":{\"cases\":0,\"lastScores\":[],"
                   "\"tier\":\"unknown\",\"visits\":0}}");
  aft_fake_clock_advance_seconds (fixture->house.fake, 3 * 86400);
  fixture->judged = AFT_RISK_AT_RISK;
  g_autoptr (AftResponse) second = visit (fixture, 1, 2, NULL);
  g_assert_cmpstr (fixture->facts, ==,
                   "{\"case\":{\"open\":false},\"guest\":{\"cases\":0,\"daysSinceLast\":3,"
                   "\"lastScores\":[5],\"tier\":\"unknown\",\"visits\":1}}");
  aft_fake_clock_advance_seconds (fixture->house.fake, 2 * 86400);
  aft_response_unref (visit (fixture, 1, 0, NULL));
  g_assert_cmpstr (fixture->facts, ==,
                   "{\"case\":{\"open\":true},\"guest\":{\"cases\":1,\"daysSinceCase\":2,"
                   "\"daysSinceLast\":2,\"lastScores\":[5,2],\"tier\":\"unknown\",\"visits\":2}}");
  g_autoptr (AftHouseCase) item = aft_case_get_of (fixture, second);
  g_assert_false (aft_id_is_zero (&item->guest_id));
  assert_sound (fixture);
}

static void
test_two_responses_are_one_visit (AftCaseFixture *fixture, gconstpointer unused)
{
  aft_response_unref (visit (fixture, 1, 4, NULL));
  aft_response_unref (visit (fixture, 1, 3, NULL));
  aft_response_unref (visit (fixture, 2, 5, NULL));
  aft_house_fixture_close (&fixture->house);
  g_assert_cmpint (aft_house_fixture_query (&fixture->house, "SELECT count (*) FROM visit"), ==, 2);
  g_assert_cmpint (
      aft_house_fixture_query (&fixture->house, "SELECT min (score) FROM visit WHERE guest = 1"),
      ==, 3);
  g_assert_cmpint (aft_house_fixture_query (&fixture->house, "SELECT count (*) FROM guest"), ==, 2);
}

static void
test_judged_with_what_is_known (AftCaseFixture *fixture, gconstpointer unused)
{
  fixture->judged = AFT_RISK_CRITICAL;
  g_autoptr (AftResponse) known = visit (fixture, 9, 3, aft_case_risk_new (AFT_RISK_NONE, 0));
  g_autoptr (AftResponse) unknown = aft_case_response_new (fixture, EXIT, NULL);
  aft_case_send (fixture, unknown, aft_case_risk_new (AFT_RISK_NONE, 0));
  g_autoptr (AftHouseCase) item = aft_case_get_of (fixture, known);
  g_assert_cmpint (item->level, ==, AFT_RISK_CRITICAL);
  aft_case_assert_none (fixture, unknown);
  assert_sound (fixture);
}

static void
test_watchers_are_told (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  AftHouseCaseAction action
      = aft_case_action (fixture, item, AFT_CASE_EVENT_ACKNOWLEDGED, &fixture->manager);
  aft_house_case_free (aft_case_act (fixture, &action));
  while (fixture->changes->len < 2)
    g_main_context_iteration (NULL, TRUE);
  const AftToldChange *flagged = fixture->changes->pdata[0];
  const AftToldChange *taken = fixture->changes->pdata[1];
  g_assert_cmpint (flagged->event, ==, AFT_CASE_EVENT_FLAGGED);
  g_assert_cmpint (flagged->state, ==, AFT_CASE_STATE_NEW);
  g_assert_null (flagged->public_name);
  g_assert_cmpstr (flagged->number, ==, "门口-0001");
  g_assert_cmpint (taken->event, ==, AFT_CASE_EVENT_ACKNOWLEDGED);
  g_assert_cmpstr (taken->public_name, ==, "王经理");
  g_assert_true (aft_id_equal (&taken->response_id, &item->response_id));
  g_assert_true (aft_id_equal (&taken->device_id, &fixture->house.kiosk.id));
}

static void
test_who_leaves_is_not_told (AftCaseFixture *fixture, gconstpointer unused)
{
  aft_house_case_free (aft_case_complain (fixture));
  aft_house_store_unwatch (fixture->house.store, fixture->watch);
  aft_house_case_free (aft_case_complain (fixture));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (fixture->changes->len, ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/store/house-flagging/" path, AftCaseFixture, NULL, aft_case_fixture_set_up,        \
              function, aft_case_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-complaint-is-a-case", test_complaint);
  ADD ("a-call-for-staff-is-a-case", test_call);
  ADD ("what-is-not-at-risk-is-no-case", test_what_is_no_case);
  ADD ("what-the-kiosk-promised-is-kept", test_the_kiosk_s_word_counts);
  ADD ("a-sitting-is-one-case", test_one_case_a_sitting);
  ADD ("a-drill-is-a-case-in-no-figure", test_drill);
  ADD ("a-duplicate-flags-nothing", test_duplicate_flags_once);
  ADD ("what-arrives-late-is-late", test_late_arrival_is_late);
  ADD ("a-guest-is-known-again", test_guest_is_known_again);
  ADD ("two-responses-of-a-day-are-one-visit", test_two_responses_are_one_visit);
  ADD ("a-known-guest-is-judged-by-history", test_judged_with_what_is_known);
  ADD ("who-watches-is-told", test_watchers_are_told);
  ADD ("who-watches-no-more-is-not-told", test_who_leaves_is_not_told);
  return g_test_run ();
}
