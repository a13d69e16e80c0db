/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything between a house and its collector together: enrolment, the token's file, sending,
 * a withdrawn token, configuration. A second is a few milliseconds here. */
#include "aft-uplink.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "aft-device-configuration.h"
#include "aft-fake-clock.h"
#include "aft-heartbeat.h"
#include "aft-kiosk-store-read.h"
#include "aft-sample.h"
#include "aft-seeded-random.h"
#include "aft-temp-dir.h"
#include "aft-wait.h"
#include "aft-token-file.h"
#include "fake-collector.h"

#define SECOND_MS     4
#define TOKEN         "0123456789abcdef0123456789abcdef"
#define AUTHORIZATION "/api/v1/device/authorization"
#define TOKEN_PATH    "/api/v1/device/token"
#define HEARTBEAT     "/api/v1/device/heartbeat"
#define CONFIGURATION "/api/v1/device/configuration"
#define JSON          "application/json"
#define PROBLEM       "application/problem+json"
#define CODE                                                                                       \
  "{\"device_code\":\"device-code\",\"user_code\":\"WDJB-MJHT\","                                  \
  "\"verification_uri\":\"https://collector.example/enrol\",\"expires_in\":600,\"interval\":1}"
#define TRIAL_SECONDS 31

typedef struct
{
  AftTempDir *dir;
  char *data;
  AftFakeClock *clock;
  AftRandom *random;
  FakeCollector *fake;
  AftKioskHouse *house;
  AftUplink *uplink;
  guint configurations; /* heard of */
} Fixture;

/* @last_sequence: what the collector says it has of this kiosk. */
static void
answer_heartbeats_with (Fixture *fixture, const char *etag, guint64 last_sequence)
{
  AftHeartbeatReply reply = { .server_ms = 1700000000000, .last_sequence = last_sequence };
  reply.last_chain.bytes[0] = last_sequence > 0 ? 1 : 0;
  g_strlcpy (reply.configuration_etag, etag, sizeof reply.configuration_etag);
  g_autofree char *text = aft_heartbeat_reply_to_text (&reply);
  fake_collector_set_document (fixture->fake, HEARTBEAT, 200, JSON, text);
}

static void
answer_heartbeats (Fixture *fixture, const char *etag)
{
  answer_heartbeats_with (fixture, etag, 0);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->dir = aft_temp_dir_new ();
  fixture->data = aft_temp_dir_dup_path (fixture->dir, "data");
  fixture->clock = aft_fake_clock_new (G_GINT64_CONSTANT (1700000000000000));
  fixture->random = aft_seeded_random_new (7);
  fixture->fake = fake_collector_new (NULL);
  answer_heartbeats (fixture, "");
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_open = aft_kiosk_house_open_store_finish (fixture->house, result, &error);
  g_assert_no_error (error);
  g_assert_true (is_open);
}

static void
on_configuration (AftUplink *uplink, gpointer user_data)
{
  ((Fixture *) user_data)->configurations++;
}

/* As the program begins; @settings are added to the kiosk's file. */
static void
open_house (Fixture *fixture, const char *settings)
{
  g_autofree char *address = fake_collector_dup_address (fixture->fake);
  g_autofree char *text = g_strdup_printf ("[collector]\naddress=%s\n%s", address, settings);
  g_autofree char *path = aft_temp_dir_write (fixture->dir, "kiosk.conf", text);
  AftKioskHouseOptions options = {
    .config_file = path,
    .data_folder = fixture->data,
    .clock = aft_fake_clock_get_clock (fixture->clock),
    .random = fixture->random,
  };
  fixture->house = aft_kiosk_house_new (&options);
  AftUplinkOptions uplink_options = {
    .house = fixture->house,
    .data_folder = fixture->data,
    .version = "0.1.0",
    .second_ms = SECOND_MS,
  };
  fixture->uplink = aft_uplink_new (&uplink_options);
  g_signal_connect (fixture->uplink, "configuration-received", G_CALLBACK (on_configuration),
                    fixture);
  aft_kiosk_house_open_store_async (fixture->house, fixture->data, on_opened, fixture);
  AFT_WAIT_UNTIL (fixture->house->store != NULL);
}

/* Nothing is left that holds the uplink: neither a request nor a file being written. */
static void
close_house (Fixture *fixture)
{
  gpointer alive = fixture->uplink;
  g_object_add_weak_pointer (alive, &alive);
  aft_uplink_stop (fixture->uplink);
  g_clear_object (&fixture->uplink);
  AFT_WAIT_UNTIL (alive == NULL);
  g_clear_pointer (&fixture->house, aft_kiosk_house_free);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  close_house (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fake_collector_free (fixture->fake);
  aft_random_unref (fixture->random);
  aft_fake_clock_free (fixture->clock);
  g_free (fixture->data);
  aft_temp_dir_free (fixture->dir);
}

static void
write_token (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_mkdir_with_parents (fixture->data, 0700);
  gboolean is_written = aft_token_file_write (fixture->data, TOKEN, &error);
  g_assert_no_error (error);
  g_assert_true (is_written);
}

static void
record (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) response
      = aft_sample_response_new (fixture->house->clock, fixture->random, AFT_RESPONSE_EXIT, NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_ptr_array_add (list, response);
  g_autoptr (GArray) receipts = aft_kiosk_store_finish_sync (fixture->house->store, list, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (receipts->len, ==, 1);
  aft_kiosk_house_note_stored (fixture->house);
}

static char *
read_status (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->data, "upload-status", NULL);
  char *text = NULL;
  return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

static gboolean
has_status (Fixture *fixture, const char *status)
{
  g_autofree char *text = read_status (fixture);
  return g_str_equal (text, status);
}

static gboolean
is_waiting (Fixture *fixture)
{
  g_autofree char *text = read_status (fixture);
  return g_str_has_prefix (text, "waiting: ");
}

/* -- enrolment ------------------------------------------------------------------------------- */

static void
test_enrolled_on_the_screen (Fixture *fixture, gconstpointer unused)
{
  fake_collector_set_document (fixture->fake, AUTHORIZATION, 200, JSON, CODE);
  fake_collector_set_document (fixture->fake, TOKEN_PATH, 400, PROBLEM,
                               "{\"type\":\"about:authorization_pending\"}");
  open_house (fixture, "");
  g_assert_true (aft_uplink_is_enrolling (fixture->uplink));
  g_assert_false (aft_uplink_was_enrolled (fixture->uplink));
  record (fixture);
  AFT_WAIT_UNTIL (aft_uplink_get_user_code (fixture->uplink) != NULL);
  g_assert_cmpstr (aft_uplink_get_user_code (fixture->uplink), ==, "WDJB-MJHT");
  g_assert_cmpstr (aft_uplink_get_enrolment_address (fixture->uplink), ==,
                   "https://collector.example/enrol");
  AFT_WAIT_UNTIL (has_status (fixture, "enrolling: WDJB-MJHT\n"));
  AFT_WAIT_UNTIL (fake_collector_get_requests (fixture->fake) > 5);
  g_assert_cmpuint (fake_collector_get_stored (fixture->fake), ==, 0);

  fake_collector_set_document (fixture->fake, TOKEN_PATH, 200, JSON,
                               "{\"access_token\":\"" TOKEN "\",\"token_type\":\"Bearer\"}");
  AFT_WAIT_UNTIL (fake_collector_get_stored (fixture->fake) == 1);
  g_assert_false (aft_uplink_is_enrolling (fixture->uplink));
  AFT_WAIT_UNTIL (has_status (fixture, "sending\n"));
}

static void
test_token_is_kept_for_the_kiosk_alone (Fixture *fixture, gconstpointer unused)
{
  test_enrolled_on_the_screen (fixture, NULL);
  g_autofree char *path = g_build_filename (fixture->data, "token", NULL);
  struct stat status;
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  close_house (fixture);
  open_house (fixture, "");
  g_assert_false (aft_uplink_is_enrolling (fixture->uplink));
  record (fixture);
  AFT_WAIT_UNTIL (fake_collector_get_stored (fixture->fake) == 2);
  g_autofree char *request = fake_collector_dup_last_request (fixture->fake);
  g_assert_nonnull (strstr (request, "Bearer " TOKEN));
}

static void
test_token_that_others_read_is_not_used (Fixture *fixture, gconstpointer unused)
{
  write_token (fixture);
  g_autofree char *path = g_build_filename (fixture->data, "token", NULL);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  open_house (fixture, "");
  AFT_WAIT_UNTIL (aft_uplink_get_trouble (fixture->uplink) != NULL);
  g_assert_true (aft_uplink_is_enrolling (fixture->uplink));
  g_assert_true (aft_uplink_was_enrolled (fixture->uplink));
}

typedef struct
{
  const char *path;
  guint status;
  const char *media_type;
  const char *text;
} Answer;

static const Answer no_codes[] = {
  { AUTHORIZATION, 200, "text/html", "<html>Welcome</html>" },
  { AUTHORIZATION, 200, JSON, "{}" },
  { AUTHORIZATION, 200, JSON, "" },
  { AUTHORIZATION, 200, JSON,
    "{\"device_code\":\"a b\",\"user_code\":\"W\",\"verification_uri\":\"https://x\","
    "\"expires_in\":600,\"interval\":1}" },
  { AUTHORIZATION, 200, JSON,
    "{\"device_code\":\"a\",\"user_code\":\"WDJB-MJHT-WDJB-MJHT\","
    "\"verification_uri\":\"https://x\",\"expires_in\":600,\"interval\":1}" },
  { AUTHORIZATION, 200, JSON,
    "{\"device_code\":\"a\",\"user_code\":\"W\",\"verification_uri\":\"https://x\","
    "\"expires_in\":1e300,\"interval\":1}" },
  { AUTHORIZATION, 429, PROBLEM, "{\"type\":\"about:blank\"}" },
};

static void
test_no_code (Fixture *fixture, gconstpointer data)
{
  const Answer *answer = data;
  fake_collector_set_document (fixture->fake, answer->path, answer->status, answer->media_type,
                               answer->text);
  open_house (fixture, "");
  AFT_WAIT_UNTIL (fake_collector_get_requests (fixture->fake) >= 2);
  AFT_WAIT_UNTIL (aft_uplink_get_trouble (fixture->uplink) != NULL);
  g_assert_null (aft_uplink_get_user_code (fixture->uplink));
}

static void
test_what_is_no_token_enrols_nobody (Fixture *fixture, gconstpointer unused)
{
  const char *const words[] = {
    "<html>Welcome</html>",
    "{\"access_token\":\"short\",\"token_type\":\"Bearer\"}",
    "{\"access_token\":\"" TOKEN "\\r\\nX: y\",\"token_type\":\"Bearer\"}",
    "{\"access_token\":\"" TOKEN "\",\"token_type\":\"mac\"}",
    "{\"access_token\":\"" TOKEN "\"}",
  };
  fake_collector_set_document (fixture->fake, AUTHORIZATION, 200, JSON, CODE);
  open_house (fixture, "");
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      fake_collector_set_document (fixture->fake, TOKEN_PATH, 200, JSON, words[i]);
      guint before = fake_collector_get_requests (fixture->fake);
      AFT_WAIT_UNTIL (fake_collector_get_requests (fixture->fake) >= before + 3);
      g_assert_true (aft_uplink_is_enrolling (fixture->uplink));
    }
}

static void
test_expired_code_is_replaced (Fixture *fixture, gconstpointer unused)
{
  fake_collector_set_document (fixture->fake, AUTHORIZATION, 200, JSON, CODE);
  fake_collector_set_document (fixture->fake, TOKEN_PATH, 400, PROBLEM,
                               "{\"type\":\"about:expired_token\"}");
  open_house (fixture, "");
  AFT_WAIT_UNTIL (fake_collector_get_requests (fixture->fake) >= 6);
  g_assert_true (aft_uplink_is_enrolling (fixture->uplink));
}

static void
test_withdrawn_token_stops_and_tells_staff (Fixture *fixture, gconstpointer unused)
{
  write_token (fixture);
  answer_heartbeats (fixture, "");
  open_house (fixture, "");
  record (fixture);
  AFT_WAIT_UNTIL (fake_collector_get_stored (fixture->fake) == 1);

  fake_collector_set_document (fixture->fake, AUTHORIZATION, 200, JSON, CODE);
  fake_collector_set_document (fixture->fake, HEARTBEAT, 401, PROBLEM, "{\"type\":\"x\"}");
  fake_collector_plan_status (fixture->fake, FAKE_STATUS, 401, "", 1);
  record (fixture);
  AFT_WAIT_UNTIL (has_status (fixture, "enrolling: WDJB-MJHT\n"));
  g_assert_nonnull (aft_uplink_get_trouble (fixture->uplink));
  g_assert_cmpuint (fake_collector_get_stored (fixture->fake), ==, 1);

  answer_heartbeats (fixture, "");
  AFT_WAIT_UNTIL (fake_collector_get_stored (fixture->fake) == 2);
  g_assert_false (aft_uplink_is_enrolling (fixture->uplink));
}

/* -- configuration --------------------------------------------------------------------------- */

/* What differs between the configurations here. */
typedef struct
{
  const char *telephone;
  const char *hours;
  const char *definition;
  const char *rules;
  const char *privacy;
} Offer;

static char *
make_configuration (const Offer *offer, char **ret_etag)
{
  g_autoptr (GError) error = NULL;
  AftDeviceConfigurationParts parts = {
    .names = { "老灶", "老竈", "Old Stove" },
    .telephone = offer->telephone,
    .time_zone = "Asia/Shanghai",
    .letter = "C",
    .definitions = { offer->definition, NULL, NULL },
    .rules = offer->rules,
    .privacy = offer->privacy,
  };
  memset (parts.venue_id.bytes, 7, sizeof parts.venue_id.bytes);
  for (guint i = 0; i < AFT_DEVICE_CONFIGURATION_DAYS; i++)
    parts.hours[i] = offer->hours;
  g_autoptr (AftDeviceConfiguration) configuration = aft_device_configuration_new (&parts, &error);
  g_assert_no_error (error);
  *ret_etag = g_strdup (aft_device_configuration_get_etag (configuration));
  return g_strdup (aft_device_configuration_get_text (configuration));
}

static void
offer_all (Fixture *fixture, const Offer *offer)
{
  g_autofree char *etag = NULL;
  g_autofree char *text = make_configuration (offer, &etag);
  fake_collector_set_document (fixture->fake, CONFIGURATION, 200, JSON, text);
  answer_heartbeats (fixture, etag);
}

static void
offer (Fixture *fixture, const char *telephone)
{
  const Offer plain = { .telephone = telephone, .hours = "11:00-22:00" };
  offer_all (fixture, &plain);
}

static const char *
get_telephone (Fixture *fixture)
{
  return aft_config_get_text (fixture->house->config, "house", "telephone");
}

#define RULES                                                                                      \
  "{\"version\":\"house-7\",\"levels\":{\"watch\":10,\"at-risk\":20,\"critical\":30},\"signals\":" \
  "[{"                                                                                             \
  "\"id\":\"low\",\"when\":\"{scores.low} > 0\",\"points\":25,\"reason\":{\"default\":\"Low\","    \
  "\"zh-cn\":\"低\",\"zh-tw\":\"低\"}}]}"
#define PRIVACY                                                                                    \
  "{\"version\":\"house-3\",\"sections\":[{\"title\":{\"default\":\"a\",\"zh-cn\":\"b\",\"zh-"     \
  "tw\":"                                                                                          \
  "\"c\"},\"text\":{\"default\":\"d\",\"zh-cn\":\"e\",\"zh-tw\":\"f\"}}]}"
#define SURVEY "{\"pages\":[{\"name\":\"p\",\"elements\":[{\"type\":\"comment\",\"name\":\"q\"}]}]}"

static void
test_configuration_takes_effect_between_guests (Fixture *fixture, gconstpointer unused)
{
  write_token (fixture);
  const Offer whole = { "021 1", "11:00-22:00", SURVEY, RULES, PRIVACY };
  offer_all (fixture, &whole);
  open_house (fixture, "[kiosk]\nletter=B\n");
  AFT_WAIT_UNTIL (fixture->configurations == 1);
  g_assert_cmpstr (get_telephone (fixture), ==, "");
  g_assert_cmpstr (aft_risk_rules_get_version (fixture->house->rules), ==, "1");
  g_assert_cmpstr (aft_privacy_notice_get_version (fixture->house->privacy), ==, "1");
  AftDigest before = *aft_house_surveys_get_digest (fixture->house->surveys, AFT_RESPONSE_EXIT);

  g_assert_true (aft_kiosk_house_renew (fixture->house));
  g_assert_cmpstr (get_telephone (fixture), ==, "021 1");
  /* What the kiosk's own file says comes first. */
  g_assert_cmpstr (aft_config_get_text (fixture->house->config, "kiosk", "letter"), ==, "B");
  g_assert_cmpstr (aft_risk_rules_get_version (fixture->house->rules), ==, "house-7");
  g_assert_cmpstr (aft_privacy_notice_get_version (fixture->house->privacy), ==, "house-3");
  g_assert_false (aft_digest_equal (
      &before, aft_house_surveys_get_digest (fixture->house->surveys, AFT_RESPONSE_EXIT)));
  g_assert_false (aft_kiosk_house_renew (fixture->house));
  g_assert_cmpuint (fixture->house->problems->len, ==, 0);

  close_house (fixture);
  open_house (fixture, "");
  g_assert_cmpstr (get_telephone (fixture), ==, "021 1");
}

static void
test_unusable_configuration_changes_nothing (Fixture *fixture, gconstpointer data)
{
  write_token (fixture);
  offer_all (fixture, data);
  open_house (fixture, "");
  AFT_WAIT_UNTIL (fake_collector_get_requests (fixture->fake) >= 6);
  g_assert_cmpuint (fixture->configurations, ==, 0);
  g_assert_false (aft_kiosk_house_renew (fixture->house));
  g_assert_cmpstr (get_telephone (fixture), ==, "");
}

static void
bring (Fixture *fixture, const char *telephone)
{
  guint before = fixture->configurations;
  offer (fixture, telephone);
  AFT_WAIT_UNTIL (fixture->configurations > before);
}

/* The program ends before what is on trial has worked: once is a power cut, twice is enough. */
static void
test_configuration_that_ends_the_kiosk_is_rolled_back (Fixture *fixture, gconstpointer unused)
{
  write_token (fixture);
  answer_heartbeats (fixture, "");
  open_house (fixture, "");
  bring (fixture, "021 1");
  g_assert_true (aft_kiosk_house_renew (fixture->house));
  aft_fake_clock_advance_seconds (fixture->clock, TRIAL_SECONDS);
  aft_kiosk_house_keep_renewed (fixture->house);

  bring (fixture, "021 2");
  g_assert_true (aft_kiosk_house_renew (fixture->house));
  aft_kiosk_house_keep_renewed (fixture->house);
  for (guint start = 0; start < 4; start++)
    {
      close_house (fixture);
      open_house (fixture, "");
      g_assert_cmpstr (get_telephone (fixture), ==, start == 0 ? "021 2" : "021 1");
      guint before = fake_collector_get_requests (fixture->fake);
      AFT_WAIT_UNTIL (fake_collector_get_requests (fixture->fake) >= before + 2);
    }
  g_assert_false (aft_kiosk_house_renew (fixture->house));
  bring (fixture, "021 3");
  g_assert_true (aft_kiosk_house_renew (fixture->house));
  g_assert_cmpstr (get_telephone (fixture), ==, "021 3");
}

/* -- events ---------------------------------------------------------------------------------- */

#define WHO "018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e5f"
#define COMES(name)                                                                                \
  "event: case.acknowledged\ndata: {\"response_id\":\"" WHO "\",\"public_name\":\"" name           \
  "\",\"since\":1700000000000}\n\n"

static const char *
find_who (Fixture *fixture)
{
  AftId id;
  gboolean is_id = aft_id_from_text (WHO, &id);
  g_assert_true (is_id);
  return aft_arrivals_find (fixture->house->arrivals, &id);
}

static void
test_who_comes_is_noted (Fixture *fixture, gconstpointer unused)
{
  write_token (fixture);
  fake_collector_plan_events (fixture->fake, COMES ("王经理"), TRUE);
  open_house (fixture, "");
  AFT_WAIT_UNTIL (find_who (fixture) != NULL);
  g_assert_cmpstr (find_who (fixture), ==, "王经理");
}

static void
test_what_is_no_acknowledgement (Fixture *fixture, gconstpointer unused)
{
  write_token (fixture);
  fake_collector_plan_events (
      fixture->fake,
      "event: case.acknowledged\ndata: {}\n\n" COMES ("\\n") "event: else\ndata: {}\n\n", FALSE);
  fake_collector_plan_events (fixture->fake, COMES ("Lin"), TRUE);
  open_house (fixture, "");
  AFT_WAIT_UNTIL (find_who (fixture) != NULL);
  g_assert_cmpstr (find_who (fixture), ==, "Lin");
}

/* The next beat by itself would be after a minute of this kiosk's time. */
static void
test_changed_configuration (Fixture *fixture, gconstpointer unused)
{
  write_token (fixture);
  offer (fixture, "021 1");
  open_house (fixture, "");
  AFT_WAIT_UNTIL (fixture->configurations == 1);
  fake_collector_plan_events (fixture->fake, "event: configuration.changed\ndata: {}\n\n", TRUE);
  offer (fixture, "021 2");
  AFT_WAIT_UNTIL (fixture->configurations == 2);
}

static void
test_withdrawn_token_hears_nothing (Fixture *fixture, gconstpointer unused)
{
  write_token (fixture);
  fake_collector_plan_events (fixture->fake, ":\n\n", TRUE);
  open_house (fixture, "");
  AFT_WAIT_UNTIL (fake_collector_get_streams (fixture->fake) > 0);
  fake_collector_set_document (fixture->fake, HEARTBEAT, 401, PROBLEM, "{}");
  AFT_WAIT_UNTIL (aft_uplink_is_enrolling (fixture->uplink));
  guint before = fake_collector_get_streams (fixture->fake);
  AFT_WAIT_UNTIL (fake_collector_get_open_streams (fixture->fake) == 0);
  guint asked = fake_collector_get_requests (fixture->fake);
  AFT_WAIT_UNTIL (fake_collector_get_requests (fixture->fake) >= asked + 3);
  g_assert_cmpuint (fake_collector_get_streams (fixture->fake), ==, before);
}

static const Offer bad_hours = { "021 1", "22-11", SURVEY, NULL, NULL };
static const Offer bad_survey
    = { "021 1", "11:00-22:00",
        "{\"pages\":[{\"elements\":[{\"type\":\"hologram\",\"name\":\"q\"}]}]}", NULL, NULL };
static const Offer bad_rules
    = { "021 1", "11:00-22:00", SURVEY, "{\"version\":\"8\",\"signals\":[]}", NULL };
static const Offer bad_privacy
    = { "021 1", "11:00-22:00", SURVEY, NULL, "{\"version\":\"8\",\"sections\":[]}" };

#define ADD_WITH(name, data, test)                                                                 \
  g_test_add ("/kiosk/uplink/" name, Fixture, data, set_up, test, tear_down)
#define ADD(name, test) ADD_WITH (name, NULL, test)

/* -- what the collector has ------------------------------------------------------------------- */

static void
test_hello_first (Fixture *fixture, gconstpointer unused)
{
  fake_collector_set_document (fixture->fake, HEARTBEAT, 503, PROBLEM, "{\"type\":\"x\"}");
  write_token (fixture);
  open_house (fixture, "");
  record (fixture);
  guint requests = fake_collector_get_requests (fixture->fake);
  AFT_WAIT_UNTIL (fake_collector_get_requests (fixture->fake) >= requests + 3);
  AFT_WAIT_UNTIL (is_waiting (fixture));
  g_assert_cmpuint (fake_collector_get_stored (fixture->fake), ==, 0);
  answer_heartbeats (fixture, "");
  AFT_WAIT_UNTIL (fake_collector_get_stored (fixture->fake) == 1);
}

static void
test_lost_store (Fixture *fixture, gconstpointer unused)
{
  answer_heartbeats_with (fixture, "", 7);
  write_token (fixture);
  open_house (fixture, "");
  record (fixture);
  record (fixture);
  AFT_WAIT_UNTIL (fake_collector_get_stored (fixture->fake) == 2);
  g_autoptr (GArray) order = fake_collector_dup_order (fixture->fake);
  g_assert_cmpuint (g_array_index (order, guint64, 0), ==, 8);
  g_assert_cmpuint (g_array_index (order, guint64, 1), ==, 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* What staff are warned of is part of what is tried here. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  ADD ("enrolled-by-a-code-on-the-screen", test_enrolled_on_the_screen);
  ADD ("token-is-kept-for-the-kiosk-alone", test_token_is_kept_for_the_kiosk_alone);
  ADD ("token-that-others-read-is-not-used", test_token_that_others_read_is_not_used);
  for (gsize i = 0; i < G_N_ELEMENTS (no_codes); i++)
    {
      g_autofree char *name = g_strdup_printf ("/kiosk/uplink/unknown-answer-is-no-code/%zu", i);
      g_test_add (name, Fixture, &no_codes[i], set_up, test_no_code, tear_down);
    }
  ADD ("what-is-no-token-enrols-nobody", test_what_is_no_token_enrols_nobody);
  ADD ("expired-code-is-replaced", test_expired_code_is_replaced);
  ADD ("withdrawn-token-stops-and-tells-staff", test_withdrawn_token_stops_and_tells_staff);
  ADD ("configuration-takes-effect-between-guests", test_configuration_takes_effect_between_guests);
  ADD_WITH ("unusable-configuration-changes-nothing/hours", &bad_hours,
            test_unusable_configuration_changes_nothing);
  ADD_WITH ("unusable-configuration-changes-nothing/survey", &bad_survey,
            test_unusable_configuration_changes_nothing);
  ADD_WITH ("unusable-configuration-changes-nothing/rules", &bad_rules,
            test_unusable_configuration_changes_nothing);
  ADD_WITH ("unusable-configuration-changes-nothing/privacy", &bad_privacy,
            test_unusable_configuration_changes_nothing);
  ADD ("who-comes-is-noted", test_who_comes_is_noted);
  ADD ("what-is-no-acknowledgement-is-not-believed", test_what_is_no_acknowledgement);
  ADD ("a-changed-configuration-is-asked-for-at-once", test_changed_configuration);
  ADD ("a-withdrawn-token-hears-nothing", test_withdrawn_token_hears_nothing);
  ADD ("configuration-that-ends-the-kiosk-is-rolled-back",
       test_configuration_that_ends_the_kiosk_is_rolled_back);
  ADD ("nothing-is-sent-before-a-heartbeat-is-answered", test_hello_first);
  ADD ("a-lost-store-goes-on-behind-what-the-collector-has", test_lost_store);
  return g_test_run ();
}
