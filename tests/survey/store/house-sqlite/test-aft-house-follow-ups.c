/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a guest adds by phone: it joins the case of the sitting, makes one or opens it again, and
 * brings nobody back to the house. */
#include "aft-house-case-fixture.h"

#include <string.h>

#include "aft-body.h"
#include "aft-house-store-guests.h"
#include "aft-house-store-phones.h"
#include "aft-json.h"

static AftResponse *
make_follow_up (AftCaseFixture *fixture, const AftResponse *about)
{
  g_autoptr (GError) error = NULL;
  gint64 now_ms = aft_clock_get_real_ms (fixture->house.clock);
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->house.clock, fixture->house.random, AFT_RESPONSE_FOLLOW_UP,
                                aft_response_get_sitting_id (about));
  aft_response_builder_set_channel (builder, AFT_CHANNEL_PHONE);
  aft_response_builder_set_times (builder, now_ms - 15000, now_ms);
  AftResponse *response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  return response;
}

static AftHouseItem
make_item (AftResponse *response, const AftHouseAdded *added)
{
  AftHouseItem item = { .kind = AFT_HOUSE_ITEM_RESPONSE,
                        .id = *aft_response_get_id (response),
                        .added = *added,
                        .response = aft_response_ref (response) };
  g_autofree char *body = aft_body_from_response (response, &item.digest, NULL);
  g_assert_nonnull (body);
  return item;
}

static AftHouseReceipt
send_item (AftCaseFixture *fixture, const AftHouseItem *item)
{
  g_autoptr (GError) error = NULL;
  AftHouseStore *store = fixture->house.store;
  g_autoptr (AftHouseDevice) phones
      = aft_house_store_get_phone_device_sync (store, &fixture->house.venue_id, &error);
  g_assert_no_error (error);
  AftHouseEnvelope envelope = { .device_id = phones->id,
                                .boot_id = phones->id,
                                .sent_ms = aft_clock_get_real_ms (fixture->house.clock) };
  AftHouseBatch *batch = aft_house_batch_new (&envelope);
  aft_house_batch_take (batch, item);
  g_autoptr (AftHouseReceipts) receipts = aft_house_store_accept_phone_sync (store, batch, &error);
  g_assert_no_error (error);
  AftHouseReceipt receipt = g_array_index (receipts->items, AftHouseReceipt, 0);
  receipt.detail = NULL;
  return receipt;
}

/* Adds to @about; asserts that it was stored. New reference. */
static AftResponse *
add_to (AftCaseFixture *fixture, const AftResponse *about, AftHouseAdded added)
{
  AftResponse *response = make_follow_up (fixture, about);
  added.about_id = *aft_response_get_id (about);
  AftHouseItem item = make_item (response, &added);
  AftHouseReceipt receipt = send_item (fixture, &item);
  g_assert_cmpint (receipt.status, ==, AFT_HOUSE_STORED);
  return response;
}

static AftResponse *
answer (AftCaseFixture *fixture, AftResponseKind kind)
{
  AftResponse *response = aft_case_response_new (fixture, kind, NULL);
  aft_case_send (fixture, response, NULL);
  return response;
}

static void
assert_detail (const AftHouseCaseEvent *event, const char *name, const char *text)
{
  g_assert_cmpstr (aft_value_get_member_string (event->detail, name, NULL), ==, text);
}

static void
test_it_joins_the_case (AftCaseFixture *fixture, gconstpointer unused)
{
  AftHouseAdded added = { .put_right = AFT_HOUSE_PUT_RIGHT_PARTLY,
                          .wants_call = TRUE,
                          .call_from = "17:00",
                          .call_to = "19:00" };
  g_autoptr (AftResponse) complaint = answer (fixture, AFT_RESPONSE_COMPLAINT);
  g_autoptr (AftResponse) follow_up = add_to (fixture, complaint, added);
  g_autoptr (AftHouseCase) item = aft_case_get_of (fixture, follow_up);
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  g_autofree char *id = aft_id_to_text (aft_response_get_id (follow_up));
  const AftHouseCaseEvent *event = events->pdata[1];
  g_assert_true (aft_id_equal (&item->response_id, aft_response_get_id (complaint)));
  g_assert_cmpuint (events->len, ==, 2);
  g_assert_cmpint (event->kind, ==, AFT_CASE_EVENT_GUEST);
  g_assert_cmpstr (event->actor, ==, "guest");
  g_assert_null (event->words);
  assert_detail (event, "response", id);
  assert_detail (event, "put_right", "partly");
  assert_detail (event, "from", "17:00");
  assert_detail (event, "to", "19:00");
  g_assert_true (aft_value_get_member_boolean (event->detail, "call", FALSE));
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

/* A month after, when the day's index does not find it any more. */
static void
test_a_case_has_what_was_added_late (AftCaseFixture *fixture, gconstpointer unused)
{
  AftHouseAdded added = { .put_right = AFT_HOUSE_PUT_RIGHT_UNSAID };
  g_autoptr (AftResponse) complaint = answer (fixture, AFT_RESPONSE_COMPLAINT);
  aft_fake_clock_advance_seconds (fixture->house.fake, 25 * 86400);
  g_autoptr (AftResponse) follow_up = add_to (fixture, complaint, added);
  g_autoptr (AftHouseCase) item = aft_case_get_of (fixture, complaint);
  g_autoptr (GPtrArray) responses
      = aft_house_store_list_case_responses_sync (fixture->house.store, &item->id, NULL);
  g_assert_cmpuint (responses->len, ==, 2);
  g_assert_true (
      aft_id_equal (aft_response_get_id (responses->pdata[1]), aft_response_get_id (follow_up)));
  g_assert_cmpint (aft_response_get_channel (responses->pdata[1]), ==, AFT_CHANNEL_PHONE);
}

static void
test_words_alone_make_no_case (AftCaseFixture *fixture, gconstpointer unused)
{
  AftHouseAdded added = { .put_right = AFT_HOUSE_PUT_RIGHT_YES };
  g_autoptr (AftResponse) visit = answer (fixture, AFT_RESPONSE_EXIT);
  g_autoptr (AftResponse) follow_up = add_to (fixture, visit, added);
  aft_case_assert_none (fixture, follow_up);
  g_assert_cmpuint (fixture->changes->len, ==, 0);
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

/* With the number of the slip, and of now. */
static void
assert_new_case (AftCaseFixture *fixture, const AftResponse *visit)
{
  gint64 now_ms = aft_clock_get_real_ms (fixture->house.clock);
  g_autoptr (AftHouseCase) item = aft_case_get_of (fixture, visit);
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  g_autoptr (GPtrArray) responses
      = aft_house_store_list_case_responses_sync (fixture->house.store, &item->id, NULL);
  g_assert_cmpint (item->kind, ==, AFT_CASE_KIND_COMPLAINT);
  g_assert_cmpint (item->level, ==, AFT_RISK_AT_RISK);
  g_assert_cmpstr (item->number, ==, "门口-0001");
  g_assert_cmpstr (item->table, ==, "A12");
  g_assert_true (aft_id_equal (&item->response_id, aft_response_get_id (visit)));
  g_assert_cmpint (item->flow.flagged_ms, ==, now_ms);
  g_assert_cmpint (item->contact_due_ms, ==, now_ms + 5 * 60000);
  g_assert_cmpuint (events->len, ==, 2);
  g_assert_cmpstr (((AftHouseCaseEvent *) events->pdata[0])->actor, ==, "guest");
  g_assert_cmpint (((AftHouseCaseEvent *) events->pdata[1])->kind, ==, AFT_CASE_EVENT_GUEST);
  g_assert_cmpuint (responses->len, ==, 2);
}

static void
test_a_wish_for_a_call_makes_one (AftCaseFixture *fixture, gconstpointer unused)
{
  AftHouseAdded added = { .wants_call = TRUE };
  g_autoptr (AftResponse) visit = answer (fixture, AFT_RESPONSE_EXIT);
  aft_fake_clock_advance_seconds (fixture->house.fake, 5 * 86400);
  aft_response_unref (add_to (fixture, visit, added));
  assert_new_case (fixture, visit);
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

static void
test_not_put_right_makes_one (AftCaseFixture *fixture, gconstpointer unused)
{
  AftHouseAdded added = { .put_right = AFT_HOUSE_PUT_RIGHT_NO };
  g_autoptr (AftResponse) visit = answer (fixture, AFT_RESPONSE_EXIT);
  g_autoptr (AftResponse) follow_up = add_to (fixture, visit, added);
  assert_new_case (fixture, visit);
  g_autoptr (AftResponse) again = add_to (fixture, visit, added);
  g_autoptr (AftHouseCase) first = aft_case_get_of (fixture, follow_up);
  g_autoptr (AftHouseCase) second = aft_case_get_of (fixture, again);
  g_assert_true (aft_id_equal (&first->id, &second->id));
  g_assert_cmpuint (second->flow.last_event, ==, 3);
}

static void
close_case (AftCaseFixture *fixture, const AftResponse *response)
{
  g_autoptr (AftHouseCase) item = aft_case_get_of (fixture, response);
  AftHouseCaseAction action
      = aft_case_action (fixture, item, AFT_CASE_EVENT_CLOSED, &fixture->manager);
  action.to = AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY;
  action.words = "已致电";
  action.stated_cause = action.root_cause = "service";
  action.has_cost = action.needs_no_action = TRUE;
  g_autoptr (AftHouseCase) closed = aft_case_act (fixture, &action);
  g_assert_true (aft_case_state_is_closed (closed->flow.state));
}

static void
test_not_put_right_opens_it_again (AftCaseFixture *fixture, gconstpointer unused)
{
  AftHouseAdded yes = { .put_right = AFT_HOUSE_PUT_RIGHT_YES };
  AftHouseAdded no = { .put_right = AFT_HOUSE_PUT_RIGHT_NO };
  g_autoptr (AftResponse) complaint = answer (fixture, AFT_RESPONSE_COMPLAINT);
  close_case (fixture, complaint);
  aft_response_unref (add_to (fixture, complaint, yes));
  g_autoptr (AftHouseCase) closed = aft_case_get_of (fixture, complaint);
  g_assert_true (aft_case_state_is_closed (closed->flow.state));
  g_autoptr (AftResponse) angry = add_to (fixture, complaint, no);
  g_autoptr (AftHouseCase) open = aft_case_get_of (fixture, complaint);
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &open->id);
  const AftHouseCaseEvent *last = events->pdata[events->len - 1];
  g_autofree char *id = aft_id_to_text (aft_response_get_id (angry));
  g_assert_cmpint (open->flow.state, ==, AFT_CASE_STATE_IN_PROGRESS);
  g_assert_cmpuint (open->flow.reopened, ==, 1);
  g_assert_cmpint (last->kind, ==, AFT_CASE_EVENT_REOPENED);
  g_assert_cmpstr (last->actor, ==, "guest");
  assert_detail (last, "response", id);
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

static void
test_it_is_about_something_here (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) visit = answer (fixture, AFT_RESPONSE_EXIT);
  g_autoptr (AftResponse) other = answer (fixture, AFT_RESPONSE_EXIT);
  const AftId nobody = { { 1 } };
  const AftId *wrong[] = { &nobody, aft_response_get_id (other) };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (AftResponse) follow_up = make_follow_up (fixture, visit);
      AftHouseAdded added = { .about_id = *wrong[i], .wants_call = TRUE };
      AftHouseItem item = make_item (follow_up, &added);
      AftHouseReceipt receipt = send_item (fixture, &item);
      g_assert_cmpint (receipt.reason, ==, AFT_HOUSE_REASON_INVALID);
    }
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

/* Who writes from home is no guest who came back. */
static void
test_it_is_no_visit (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) complaint = answer (fixture, AFT_RESPONSE_COMPLAINT);
  aft_fake_clock_advance_seconds (fixture->house.fake, 3 * 86400);
  g_autoptr (AftResponse) follow_up = make_follow_up (fixture, complaint);
  AftHouseAdded added = { .about_id = *aft_response_get_id (complaint) };
  AftHouseItem item = make_item (follow_up, &added);
  item.has_guest = TRUE;
  item.guest_key.bytes[0] = 7;
  g_assert_cmpint (send_item (fixture, &item).status, ==, AFT_HOUSE_STORED);
  g_autoptr (AftHouseCase) joined = aft_case_get_of (fixture, complaint);
  g_assert_false (aft_id_is_zero (&joined->guest_id));
  g_assert_cmpint (joined->returned_ms, ==, 0);
  aft_house_fixture_close (&fixture->house);
  g_assert_cmpint (aft_house_fixture_query (&fixture->house, "SELECT count (*) FROM visit"), ==, 0);
}

/* One guest, one timeline: also where they did not say again who they are. */
static void
test_it_is_its_sitting_s_guest_s (AftCaseFixture *fixture, gconstpointer unused)
{
  AftHouseAdded added = { .put_right = AFT_HOUSE_PUT_RIGHT_YES };
  g_autoptr (AftResponse) complaint = aft_case_response_new (fixture, AFT_RESPONSE_COMPLAINT, NULL);
  AftHouseItem item = aft_house_kiosk_number (&fixture->house.kiosk, complaint);
  item.has_guest = TRUE;
  item.guest_key.bytes[0] = 9;
  aft_house_assert_receipt (aft_house_fixture_send (&fixture->house, &item), AFT_HOUSE_STORED,
                            AFT_HOUSE_REASON_NONE);
  aft_response_unref (add_to (fixture, complaint, added));
  aft_house_fixture_assert_findings (&fixture->house, 0);
  aft_house_fixture_close (&fixture->house);
  g_assert_cmpint (
      aft_house_fixture_query (&fixture->house, "SELECT count (*) FROM response WHERE guest = 1"),
      ==, 2);
}

/* What a phone answered at once, as a kiosk does. */
static AftResponse *
send_exit (AftCaseFixture *fixture, guint marks)
{
  AftResponseBuilder *builder = aft_sample_builder_new (fixture->house.clock, fixture->house.random,
                                                        AFT_RESPONSE_EXIT, NULL);
  AftHouseAdded nothing = { .put_right = AFT_HOUSE_PUT_RIGHT_UNSAID };
  aft_response_builder_set_channel (builder, AFT_CHANNEL_PHONE);
  AftResponse *response = aft_response_builder_end (builder, NULL);
  AftHouseItem item = make_item (response, &nothing);
  item.marks = marks;
  item.risk = aft_case_risk_new (AFT_RISK_CRITICAL, 80);
  g_assert_cmpint (send_item (fixture, &item).status, ==, AFT_HOUSE_STORED);
  return response;
}

static void
test_a_phone_s_bad_visit_is_a_case (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) plain = send_exit (fixture, 0);
  g_autoptr (AftResponse) crowded = send_exit (fixture, AFT_HOUSE_MARK_CROWDED);
  g_autoptr (AftResponse) fast = send_exit (fixture, AFT_HOUSE_MARK_FAST);
  g_autoptr (AftResponse) repeated = send_exit (fixture, AFT_HOUSE_MARK_REPEATED);
  g_autoptr (AftHouseCase) item = aft_case_get_of (fixture, plain);
  g_autoptr (AftHouseCase) other = aft_case_get_of (fixture, crowded);
  g_assert_cmpstr (item->number, ==, "PH-0001");
  g_assert_cmpstr (other->number, ==, "PH-0002");
  aft_case_assert_none (fixture, fast);
  aft_case_assert_none (fixture, repeated);
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/store/house-follow-ups/" path, AftCaseFixture, NULL, aft_case_fixture_set_up,      \
              function, aft_case_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("it-joins-the-case", test_it_joins_the_case);
  ADD ("a-case-has-what-was-added-late", test_a_case_has_what_was_added_late);
  ADD ("words-alone-make-no-case", test_words_alone_make_no_case);
  ADD ("a-wish-for-a-call-makes-one", test_a_wish_for_a_call_makes_one);
  ADD ("not-put-right-makes-one", test_not_put_right_makes_one);
  ADD ("not-put-right-opens-it-again", test_not_put_right_opens_it_again);
  ADD ("it-is-about-something-here", test_it_is_about_something_here);
  ADD ("it-is-no-visit", test_it_is_no_visit);
  ADD ("it-is-its-sitting-s-guest-s", test_it_is_its_sitting_s_guest_s);
  ADD ("a-phone-s-bad-visit-is-a-case", test_a_phone_s_bad_visit_is_a_case);
  return g_test_run ();
}
