/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a phone answers on its way into the house: judged, scored, its guest looked up, stored once,
 * and what it says that moves a case. */
#include "aft-phone-upload.h"

#include <string.h>

#include "aft-api-fixture.h"
#include "aft-follow-up.h"
#include "aft-house-store-cases.h"

#define EXIT                                                                                       \
  "{\"aftertaste\":{\"id\":\"exit\",\"kind\":\"exit\",\"version\":9},\"elements\":["               \
  "{\"aftertaste\":{\"attract\":true},\"name\":\"overall\",\"rateMax\":5,\"type\":\"rating\"},"    \
  "{\"name\":\"words\",\"type\":\"comment\"}]}"

#define FOLLOW_UP                                                                                  \
  "{\"aftertaste\":{\"id\":\"follow-up\",\"kind\":\"follow-up\",\"version\":1},\"elements\":["     \
  "{\"aftertaste\":{\"putRight\":true},\"choices\":[\"yes\",\"partly\",\"no\"],"                   \
  "\"name\":\"right\",\"type\":\"radiogroup\"},"                                                   \
  "{\"aftertaste\":{\"call\":true},\"choices\":[\"yes\",\"no\"],\"name\":\"ring\","                \
  "\"type\":\"radiogroup\"},"                                                                      \
  "{\"aftertaste\":{\"callWindow\":true},\"choices\":[\"any\",\"14:00-17:00\",\"25:00-26:00\"],"   \
  "\"name\":\"when\",\"type\":\"radiogroup\"}]}"

static AftDigest
publish (AftApiFixture *fixture, const char *kind, const char *definition)
{
  g_autoptr (GError) error = NULL;
  AftHouseSurvey survey = { .kind = (char *) kind,
                            .id = (char *) kind,
                            .version = (char *) "9",
                            .definition = (char *) definition };
  gboolean is_done
      = aft_house_store_publish_survey_sync (fixture->house.store, &survey, "user:test", &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
  return aft_digest_of_text (definition);
}

/* @answers: names and texts, of which a lone digit is a number; NULL at the end. */
static AftResponse *
make_response (AftApiFixture *fixture,
               AftResponseKind kind,
               const AftResponse *about,
               const AftDigest *survey,
               const char *const *answers)
{
  g_autoptr (GError) error = NULL;
  gint64 now_ms = aft_clock_get_real_ms (fixture->house.clock);
  const AftId *sitting = about != NULL ? aft_response_get_sitting_id (about) : NULL;
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->house.clock, fixture->house.random, kind, sitting);
  AftValueBuilder *given = aft_value_builder_new_object ();
  for (guint i = 0; answers[i] != NULL; i += 2)
    if (strlen (answers[i + 1]) == 1)
      aft_value_builder_set_number (given, answers[i], answers[i + 1][0] - '0');
    else
      aft_value_builder_set_string (given, answers[i], answers[i + 1]);
  g_autoptr (AftValue) value = aft_value_builder_end (given);
  aft_response_builder_set_answers (builder, value);
  aft_response_builder_set_survey (builder, aft_response_kind_to_text (kind), "9", survey);
  aft_response_builder_set_channel (builder, AFT_CHANNEL_PHONE);
  aft_response_builder_set_times (builder, now_ms - 30000, now_ms);
  AftResponse *response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  return response;
}

static gboolean
try_upload (AftApiFixture *fixture,
            AftResponse *response,
            const AftResponse *about,
            AftPhoneReceipt *ret_receipt,
            GError **error)
{
  AftPhoneUpload upload = { .response = response,
                            .venue_id = fixture->house.venue_id,
                            .marks = AFT_HOUSE_MARK_CROWDED,
                            .surveys = fixture->surveys };
  if (about != NULL)
    upload.about_id = *aft_response_get_id (about);
  return aft_phone_upload_sync (fixture->house.store, &upload, ret_receipt, error);
}

static AftPhoneReceipt
do_upload (AftApiFixture *fixture, AftResponse *response, const AftResponse *about)
{
  g_autoptr (GError) error = NULL;
  AftPhoneReceipt receipt = { 0 };
  gboolean is_done = try_upload (fixture, response, about, &receipt, &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
  return receipt;
}

static AftResponse *
make_visit (AftApiFixture *fixture, const char *rating)
{
  AftDigest survey = publish (fixture, "exit", EXIT);
  const char *answers[] = { "overall", rating, NULL };
  return make_response (fixture, AFT_RESPONSE_EXIT, NULL, &survey, answers);
}

static void
test_stored_once (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) visit = make_visit (fixture, "4");
  g_auto (AftPhoneReceipt) first = do_upload (fixture, visit, NULL);
  g_auto (AftPhoneReceipt) again = do_upload (fixture, visit, NULL);
  g_assert_cmpint (first.status, ==, AFT_HOUSE_STORED);
  g_assert_cmpint (again.status, ==, AFT_HOUSE_DUPLICATE);
  g_assert_cmpuint (first.sequence, ==, 1);
  g_assert_cmpuint (again.sequence, ==, 1);
  g_assert_cmpstr (first.number, ==, "PH-0001");
  g_assert_cmpstr (again.token, ==, first.token);
  g_assert_false (first.has_case);
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

/* The link that the guest is given opens what was sent. */
static void
test_the_link_is_genuine (AftApiFixture *fixture, gconstpointer unused)
{
  guint8 hint[AFT_FOLLOW_UP_HINT_BYTES];
  AftId id;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) visit = make_visit (fixture, "4");
  g_auto (AftPhoneReceipt) receipt = do_upload (fixture, visit, NULL);
  g_assert_true (aft_follow_up_read_hint (receipt.token, hint));
  g_autoptr (GPtrArray) devices
      = aft_house_store_list_devices_by_hint_sync (fixture->house.store, hint, &error);
  g_assert_cmpuint (devices->len, ==, 1);
  const AftHouseDevice *phones = devices->pdata[0];
  g_autoptr (AftDevice) device = aft_device_new (&phones->id, phones->link_key);
  g_assert_true (aft_follow_up_check (receipt.token, device, &id, &error));
  g_assert_true (aft_id_equal (&id, aft_response_get_id (visit)));
}

static void
assert_refused (AftApiFixture *fixture, AftResponse *response, AftErrorCode code)
{
  g_autoptr (GError) error = NULL;
  AftPhoneReceipt receipt = { 0 };
  g_assert_false (try_upload (fixture, response, NULL, &receipt, &error));
  g_assert_error (error, AFT_ERROR, (int) code);
  g_assert_null (receipt.token);
}

static void
test_answers_are_judged (AftApiFixture *fixture, gconstpointer unused)
{
  AftDigest survey = publish (fixture, "exit", EXIT);
  AftDigest unknown = aft_digest_of_text ("?");
  const char *high[] = { "overall", "9", NULL };
  const char *other[] = { "nothing", "asked", NULL };
  const char *good[] = { "overall", "4", NULL };
  g_autoptr (AftResponse) too_high
      = make_response (fixture, AFT_RESPONSE_EXIT, NULL, &survey, high);
  g_autoptr (AftResponse) unasked
      = make_response (fixture, AFT_RESPONSE_EXIT, NULL, &survey, other);
  g_autoptr (AftResponse) nowhere
      = make_response (fixture, AFT_RESPONSE_EXIT, NULL, &unknown, good);
  assert_refused (fixture, too_high, AFT_ERROR_INVALID);
  assert_refused (fixture, unasked, AFT_ERROR_INVALID);
  assert_refused (fixture, nowhere, AFT_ERROR_NOT_FOUND);
  g_assert_cmpuint (aft_api_fixture_count_stored (fixture), ==, 0);
}

static void
test_a_kiosk_s_response_is_refused (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) visit = make_visit (fixture, "4");
  AftResponseBuilder *builder = aft_response_builder_new_from (visit);
  aft_response_builder_set_channel (builder, AFT_CHANNEL_KIOSK);
  g_autoptr (AftResponse) kiosk_s = aft_response_builder_end (builder, NULL);
  assert_refused (fixture, kiosk_s, AFT_ERROR_INVALID);
}

static const AftValue *
find_guest_event (AftApiFixture *fixture, const AftPhoneReceipt *receipt, GPtrArray **ret_events)
{
  g_assert_true (receipt->has_case);
  *ret_events
      = aft_house_store_list_case_events_sync (fixture->house.store, &receipt->case_id, NULL);
  const AftHouseCaseEvent *last = (*ret_events)->pdata[(*ret_events)->len - 1];
  g_assert_cmpint (last->kind, ==, AFT_CASE_EVENT_GUEST);
  return last->detail;
}

static void
test_what_moves_a_case_is_read (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (AftResponse) visit = make_visit (fixture, "4");
  g_auto (AftPhoneReceipt) before = do_upload (fixture, visit, NULL);
  AftDigest survey = publish (fixture, "follow-up", FOLLOW_UP);
  const char *answers[] = { "right", "no", "ring", "yes", "when", "14:00-17:00", NULL };
  g_autoptr (AftResponse) added
      = make_response (fixture, AFT_RESPONSE_FOLLOW_UP, visit, &survey, answers);
  g_auto (AftPhoneReceipt) receipt = do_upload (fixture, added, visit);
  const AftValue *detail = find_guest_event (fixture, &receipt, &events);
  g_assert_cmpstr (receipt.number, ==, before.number);
  g_assert_cmpstr (aft_value_get_member_string (detail, "put_right", NULL), ==, "no");
  g_assert_true (aft_value_get_member_boolean (detail, "call", FALSE));
  g_assert_cmpstr (aft_value_get_member_string (detail, "from", NULL), ==, "14:00");
  g_assert_cmpstr (aft_value_get_member_string (detail, "to", NULL), ==, "17:00");
}

static void
test_no_hour_is_any_hour (AftApiFixture *fixture, gconstpointer unused)
{
  const char *windows[] = { "any", "25:00-26:00" };
  g_autoptr (AftResponse) visit = make_visit (fixture, "4");
  g_auto (AftPhoneReceipt) before = do_upload (fixture, visit, NULL);
  AftDigest survey = publish (fixture, "follow-up", FOLLOW_UP);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autoptr (GPtrArray) events = NULL;
      const char *answers[] = { "ring", "yes", "when", windows[i], NULL };
      g_autoptr (AftResponse) added
          = make_response (fixture, AFT_RESPONSE_FOLLOW_UP, visit, &survey, answers);
      g_auto (AftPhoneReceipt) receipt = do_upload (fixture, added, visit);
      const AftValue *detail = find_guest_event (fixture, &receipt, &events);
      g_assert_true (aft_value_get_member_boolean (detail, "call", FALSE));
      g_assert_null (aft_value_get_member (detail, "from"));
      g_assert_null (aft_value_get_member (detail, "put_right"));
    }
  g_assert_false (before.has_case);
}

static void
test_it_is_added_to_its_own_sitting (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftPhoneReceipt receipt = { 0 };
  g_autoptr (AftResponse) visit = make_visit (fixture, "4");
  g_autoptr (AftResponse) other = make_visit (fixture, "5");
  g_auto (AftPhoneReceipt) first = do_upload (fixture, visit, NULL);
  g_auto (AftPhoneReceipt) second = do_upload (fixture, other, NULL);
  AftDigest survey = publish (fixture, "follow-up", FOLLOW_UP);
  const char *answers[] = { "ring", "yes", NULL };
  g_autoptr (AftResponse) added
      = make_response (fixture, AFT_RESPONSE_FOLLOW_UP, visit, &survey, answers);
  g_assert_false (try_upload (fixture, added, other, &receipt, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_cmpuint (second.sequence, ==, first.sequence + 1);
}

/* -- whose it is -- */

static gboolean
find_guest (const AftResponse *response,
            const char *country_code,
            AftDigest *ret_key,
            guint *ret_kind,
            gpointer user_data)
{
  guint *asked = user_data;
  g_assert_cmpstr (country_code, ==, "86");
  *ret_key = aft_digest_of_text ("somebody");
  *ret_kind = 0;
  *asked += 1;
  return TRUE;
}

static void
test_a_contact_is_looked_up (AftApiFixture *fixture, gconstpointer unused)
{
  guint asked = 0;
  g_autoptr (GError) error = NULL;
  const AftUploadOpener opener = { find_guest, NULL, &asked };
  g_autoptr (AftResponse) plain = make_visit (fixture, "4");
  g_autoptr (AftResponse) other = make_visit (fixture, "4");
  AftResponseBuilder *builder = aft_response_builder_new_from (other);
  aft_response_builder_take_seal (
      builder, aft_sealed_part_new (AFT_SEALED_CONTACT, "0123456789abcdef", "Zm9v"));
  g_autoptr (AftResponse) sealed = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  AftResponse *both[] = { plain, sealed };
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_auto (AftPhoneReceipt) receipt = { 0 };
      AftPhoneUpload upload = { .response = both[i],
                                .venue_id = fixture->house.venue_id,
                                .opener = &opener,
                                .surveys = fixture->surveys };
      g_assert_true (aft_phone_upload_sync (fixture->house.store, &upload, &receipt, &error));
      g_assert_cmpuint (asked, ==, i);
    }
  aft_house_fixture_close (&fixture->house);
  g_assert_cmpint (aft_house_fixture_query (&fixture->house, "SELECT count (*) FROM guest"), ==, 1);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/collector/phone-upload/" path, AftApiFixture, NULL, aft_api_fixture_set_up,        \
              function, aft_api_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("stored-once", test_stored_once);
  ADD ("the-link-is-genuine", test_the_link_is_genuine);
  ADD ("answers-are-judged", test_answers_are_judged);
  ADD ("a-kiosk-s-response-is-refused", test_a_kiosk_s_response_is_refused);
  ADD ("what-moves-a-case-is-read", test_what_moves_a_case_is_read);
  ADD ("no-hour-is-any-hour", test_no_hour_is_any_hour);
  ADD ("it-is-added-to-its-own-sitting", test_it_is_added_to_its_own_sitting);
  ADD ("a-contact-is-looked-up", test_a_contact_is_looked_up);
  return g_test_run ();
}
