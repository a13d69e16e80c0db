/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of what a kiosk hears of cases: the venue's open ones, and who comes to its own guests. */
#include <string.h>

#include "aft-acknowledgement.h"
#include "aft-api-fixture.h"
#include "aft-body.h"
#include "aft-device-cases.h"
#include "aft-house-store-cases.h"
#include "aft-json.h"
#include "aft-password.h"
#include "aft-wait.h"

#define CASES "/api/v1/device/cases"

static GPtrArray *
ask_cases (AftApiFixture *fixture, const char *token)
{
  g_autoptr (GError) error = NULL;
  const AftApiQuestion question = { .target = CASES, .token = token };
  g_autoptr (AftValue) value = aft_api_fixture_get_json (fixture, &question);
  g_autofree char *text = aft_json_to_canonical (value, NULL);
  GPtrArray *cases = aft_device_cases_parse (text, strlen (text), NULL, &error);
  g_assert_no_error (error);
  return cases;
}

static AftId
add_user (AftApiFixture *fixture, const char *name, const char *public_name)
{
  g_autoptr (GError) error = NULL;
  AftHouseUser user = { .id = aft_id_generate (fixture->house.clock, fixture->house.random),
                        .name = (char *) name,
                        .public_name = (char *) public_name,
                        .password_hash = (char *) "$argon2id$x",
                        .role = AFT_ROLE_OWNER,
                        .venue_ids = g_array_new (FALSE, FALSE, sizeof (AftId)) };
  g_assert_true (aft_house_store_put_user_sync (fixture->house.store, &user, "user:test", &error));
  g_assert_no_error (error);
  g_array_unref (user.venue_ids);
  return user.id;
}

static void
acknowledge (AftApiFixture *fixture, const AftId *case_id, const AftId *user_id)
{
  g_autoptr (GError) error = NULL;
  AftHouseCaseAction action
      = { .event_id = aft_id_generate (fixture->house.clock, fixture->house.random),
          .case_id = *case_id,
          .kind = AFT_CASE_EVENT_ACKNOWLEDGED,
          .actor = "user:wang",
          .user_id = *user_id };
  g_autoptr (AftHouseCase) after
      = aft_house_store_act_on_case_sync (fixture->house.store, &action, &error);
  g_assert_no_error (error);
  g_assert_nonnull (after);
}

static void
hand_over (AftApiFixture *fixture, const AftId *case_id, const AftId *from_id, const AftId *to_id)
{
  g_autoptr (GError) error = NULL;
  AftHouseCaseAction action
      = { .event_id = aft_id_generate (fixture->house.clock, fixture->house.random),
          .case_id = *case_id,
          .kind = AFT_CASE_EVENT_HANDED_OVER,
          .actor = "user:wang",
          .user_id = *from_id,
          .other_id = *to_id,
          .words = "I am at another table" };
  g_autoptr (AftHouseCase) after
      = aft_house_store_act_on_case_sync (fixture->house.store, &action, &error);
  g_assert_no_error (error);
  g_assert_nonnull (after);
}

static AftId
call_staff (AftApiFixture *fixture)
{
  aft_batch_add (&fixture->batch, AFT_ITEM_CALL_STAFF, 1);
  g_autoptr (AftValue) reply = aft_api_fixture_send_batch (fixture);
  g_assert_cmpstr (aft_api_receipt (reply, 0), ==, "stored");
  return aft_batch_get (&fixture->batch, 0)->id;
}

static void
test_a_call_is_an_open_case (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) before = ask_cases (fixture, fixture->token);
  g_assert_cmpuint (before->len, ==, 0);
  AftId call = call_staff (fixture);
  g_autoptr (GPtrArray) cases = ask_cases (fixture, fixture->token);
  g_assert_cmpuint (cases->len, ==, 1);
  const AftDeviceCase *item = g_ptr_array_index (cases, 0);
  g_assert_cmpint (item->kind, ==, AFT_CASE_KIND_CALL);
  g_assert_cmpint (item->state, ==, AFT_CASE_STATE_NEW);
  g_assert_true (item->has_response && aft_id_equal (&item->response_id, &call));
  g_assert_null (item->owner);
}

static void
test_a_device_without_a_token_hears_nothing (AftApiFixture *fixture, gconstpointer unused)
{
  const AftApiQuestion question = { .target = CASES };
  aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), 401, "token-missing");
}

/* What a kiosk that listens to everything it may is told. */
static void
test_only_its_own_kiosk_is_told_who_comes (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId other_id = aft_id_generate (fixture->house.clock, fixture->house.random);
  g_autofree char *other = aft_api_fixture_enrol (fixture, &other_id, &fixture->house.venue_id);
  AftId wang = add_user (fixture, "wang", "王经理");
  AftId call = call_staff (fixture);
  g_autoptr (GPtrArray) cases = ask_cases (fixture, fixture->token);
  const AftDeviceCase *item = g_ptr_array_index (cases, 0);
  g_autoptr (AftApiStream) own = aft_api_fixture_follow (fixture, NULL);
  char *token = fixture->token;
  fixture->token = other;
  g_autoptr (AftApiStream) foreign = aft_api_fixture_follow (fixture, NULL);
  fixture->token = token;
  acknowledge (fixture, &item->id, &wang);
  AFT_WAIT_UNTIL (strstr (own->text->str, "event: " AFT_ACKNOWLEDGEMENT_EVENT "\n") != NULL);
  const char *data = strstr (own->text->str, "data: ");
  g_assert_nonnull (data);
  data += strlen ("data: ");
  g_autoptr (AftAcknowledgement) read
      = aft_acknowledgement_parse (data, strcspn (data, "\n"), &error);
  g_assert_no_error (error);
  g_assert_true (aft_id_equal (&read->response_id, &call));
  g_assert_cmpstr (read->public_name, ==, "王经理");
  aft_api_note_change (fixture->api);
  g_assert_nonnull (strstr (foreign->text->str, "configuration.changed"));
  g_assert_null (strstr (foreign->text->str, AFT_ACKNOWLEDGEMENT_EVENT));
  g_autoptr (GPtrArray) after = ask_cases (fixture, fixture->token);
  const AftDeviceCase *taken = g_ptr_array_index (after, 0);
  g_assert_cmpint (taken->state, ==, AFT_CASE_STATE_ACKNOWLEDGED);
  g_assert_cmpstr (taken->owner, ==, "王经理");
}

/* The name to sign in with is not for guests' eyes. */
static void
test_without_a_public_name_none_is_told (AftApiFixture *fixture, gconstpointer unused)
{
  AftId wang = add_user (fixture, "wang", NULL);
  call_staff (fixture);
  g_autoptr (GPtrArray) cases = ask_cases (fixture, fixture->token);
  const AftDeviceCase *item = g_ptr_array_index (cases, 0);
  g_autoptr (AftApiStream) own = aft_api_fixture_follow (fixture, NULL);
  acknowledge (fixture, &item->id, &wang);
  AFT_WAIT_UNTIL (strstr (own->text->str, "\"public_name\":\"\"") != NULL);
  g_assert_null (strstr (own->text->str, "wang"));
}

static void
test_after_a_hand_over_the_new_name_is_told (AftApiFixture *fixture, gconstpointer unused)
{
  AftId wang = add_user (fixture, "wang", "王经理");
  AftId li = add_user (fixture, "li", "李主管");
  call_staff (fixture);
  g_autoptr (GPtrArray) cases = ask_cases (fixture, fixture->token);
  const AftDeviceCase *item = g_ptr_array_index (cases, 0);
  g_autoptr (AftApiStream) own = aft_api_fixture_follow (fixture, NULL);
  acknowledge (fixture, &item->id, &wang);
  AFT_WAIT_UNTIL (strstr (own->text->str, "\"public_name\":\"王经理\"") != NULL);
  hand_over (fixture, &item->id, &wang, &li);
  AFT_WAIT_UNTIL (strstr (own->text->str, "\"public_name\":\"李主管\"") != NULL);
}

/* -- the configuration ------------------------------------------------------------------------ */

static void
test_who_has_a_pin_may_open_the_desk (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const AftApiQuestion question
      = { .target = "/api/v1/device/configuration", .token = fixture->token };
  g_autoptr (AftValue) before = aft_api_fixture_get_json (fixture, &question);
  g_assert_null (aft_value_get_member (before, "desk"));
  g_assert_null (aft_value_get_member (before, "rules"));
  g_autofree char *hash = aft_password_hash ("270419", &error);
  g_assert_no_error (error);
  AftHouseUser user = { .id = aft_id_generate (fixture->house.clock, fixture->house.random),
                        .name = (char *) "wang",
                        .public_name = (char *) "王经理",
                        .password_hash = (char *) "$argon2id$x",
                        .pin_hash = hash,
                        .role = AFT_ROLE_MANAGER,
                        .venue_ids = g_array_new (FALSE, FALSE, sizeof (AftId)) };
  g_array_append_val (user.venue_ids, fixture->house.venue_id);
  g_assert_true (aft_house_store_put_user_sync (fixture->house.store, &user, "user:test", &error));
  g_assert_no_error (error);
  aft_api_note_change (fixture->api);
  g_autoptr (AftValue) after = aft_api_fixture_get_json (fixture, &question);
  const AftValue *staff = aft_value_get_member (aft_value_get_member (after, "desk"), "staff");
  g_assert_cmpuint (aft_value_get_length (staff), ==, 1);
  const AftValue *wang = aft_value_get_item (staff, 0);
  g_assert_cmpstr (aft_value_get_member_string (wang, "name", ""), ==, "王经理");
  g_assert_cmpstr (aft_value_get_member_string (wang, "pin_hash", ""), ==, hash);
  g_assert_cmpstr (aft_value_get_member_string (wang, "role", ""), ==, "manager");

  user.disabled_ms = 1;
  g_assert_true (aft_house_store_put_user_sync (fixture->house.store, &user, "user:test", &error));
  aft_api_note_change (fixture->api);
  g_autoptr (AftValue) later = aft_api_fixture_get_json (fixture, &question);
  g_assert_null (aft_value_get_member (later, "desk"));
  g_array_unref (user.venue_ids);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/collector/api-cases/" name, AftApiFixture, NULL, aft_api_fixture_set_up, function, \
              aft_api_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-call-is-an-open-case", test_a_call_is_an_open_case);
  ADD ("a-device-without-a-token-hears-nothing", test_a_device_without_a_token_hears_nothing);
  ADD ("only-its-own-kiosk-is-told-who-comes", test_only_its_own_kiosk_is_told_who_comes);
  ADD ("without-a-public-name-none-is-told", test_without_a_public_name_none_is_told);
  ADD ("after-a-hand-over-the-new-name-is-told", test_after_a_hand_over_the_new_name_is_told);
  ADD ("who-has-a-pin-may-open-the-desk", test_who_has_a_pin_may_open_the_desk);
  return g_test_run ();
}
