/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the device flow over HTTP: its documents, its problems and its rates. */
#include "aft-api-fixture.h"

#include <string.h>

#define APPLY "/api/v1/device/authorization"
#define POLL  "/api/v1/device/token"
#define KEY   "abababababababababababababababababababababababababababababababab"

/* A good application of a device of its own, the caller's. */
static char *
make_application (AftApiFixture *fixture)
{
  AftId id = aft_id_generate (fixture->house.clock, fixture->house.random);
  g_autofree char *text = aft_id_to_text (&id);
  return g_strdup_printf ("{\"device_id\":\"%s\",\"link_key\":\"" KEY "\",\"name\":\"门口\"}",
                          text);
}

static AftHttpReply *
post (AftApiFixture *fixture, const char *target, const char *body)
{
  const AftApiQuestion question = { .target = target, .body = body };
  return aft_api_fixture_ask (fixture, &question);
}

static AftValue *
apply (AftApiFixture *fixture)
{
  g_autofree char *body = make_application (fixture);
  const AftApiQuestion question = { .target = APPLY, .body = body };
  return aft_api_fixture_get_json (fixture, &question);
}

static AftHttpReply *
poll_for (AftApiFixture *fixture, const AftValue *codes)
{
  g_autofree char *body = g_strdup_printf ("{\"device_code\":\"%s\"}",
                                           aft_value_get_member_string (codes, "device_code", ""));
  return post (fixture, POLL, body);
}

static const char *
get_user_code (const AftValue *codes)
{
  return aft_value_get_member_string (codes, "user_code", "");
}

static void
test_codes (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftValue) codes = apply (fixture);
  g_assert_cmpuint (aft_value_get_length (codes), ==, 5);
  g_assert_cmpuint (strlen (aft_value_get_member_string (codes, "device_code", "")), ==, 43);
  g_assert_cmpuint (strlen (get_user_code (codes)), ==, 9);
  g_assert_cmpstr (aft_value_get_member_string (codes, "verification_uri", ""), ==,
                   "https://house.example/console");
  g_assert_cmpint ((int) aft_value_get_member_number (codes, "expires_in", 0), ==, 600);
  g_assert_cmpint ((int) aft_value_get_member_number (codes, "interval", 0), ==, 5);
}

static void
approve (AftApiFixture *fixture, const AftValue *codes)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (aft_house_store_approve_sync (fixture->house.store, get_user_code (codes),
                                               &fixture->house.venue_id, "user:wang", &error));
}

static void
test_whole_way (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftValue) codes = apply (fixture);
  aft_api_assert_refused (poll_for (fixture, codes), 400, "authorization_pending");
  aft_api_assert_refused (poll_for (fixture, codes), 400, "slow_down");
  approve (fixture, codes);
  g_autoptr (AftHttpReply) reply = poll_for (fixture, codes);
  g_assert_cmpint (aft_http_reply_get_status (reply), ==, 200);
  g_autoptr (AftValue) given = aft_api_reply_read (reply);
  g_assert_cmpuint (aft_value_get_length (given), ==, 2);
  g_assert_cmpstr (aft_value_get_member_string (given, "token_type", ""), ==, "Bearer");
  g_assert_cmpstr (aft_http_reply_get_header (reply, "Cache-Control"), ==, "no-store");
  const AftApiQuestion question
      = { .target = "/api/v1/device/configuration",
          .token = aft_value_get_member_string (given, "access_token", "") };
  aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), 200, NULL);
  aft_api_assert_refused (poll_for (fixture, codes), 400, "expired_token");
}

static void
test_denied (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) codes = apply (fixture);
  g_assert_true (
      aft_house_store_deny_sync (fixture->house.store, get_user_code (codes), "user:wang", &error));
  aft_api_assert_refused (poll_for (fixture, codes), 400, "access_denied");
  aft_api_assert_refused (poll_for (fixture, codes), 400, "expired_token");
}

static void
test_ten_minutes (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftValue) codes = apply (fixture);
  aft_fake_clock_advance_ms (fixture->house.fake, 599999);
  aft_api_assert_refused (poll_for (fixture, codes), 400, "authorization_pending");
  aft_fake_clock_advance_ms (fixture->house.fake, 1);
  aft_api_assert_refused (poll_for (fixture, codes), 400, "expired_token");
}

/* The user code is short: it opens nothing where the device code belongs. */
static void
test_user_code_is_no_device_code (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftValue) codes = apply (fixture);
  approve (fixture, codes);
  g_autofree char *body = g_strdup_printf ("{\"device_code\":\"%s\"}", get_user_code (codes));
  aft_api_assert_refused (post (fixture, POLL, body), 400, "expired_token");
}

static void
test_known_device_with_another_key (AftApiFixture *fixture, gconstpointer unused)
{
  g_autofree char *device = aft_id_to_text (&fixture->house.kiosk.id);
  g_autofree char *body = g_strdup_printf (
      "{\"device_id\":\"%s\",\"link_key\":\"" KEY "\",\"name\":\"门口\"}", device);
  aft_api_assert_refused (post (fixture, APPLY, body), 409, "conflict");
}

/* The kiosk's former token is worth nothing from the moment on that it has a new one. */
static void
test_new_token_ends_the_former (AftApiFixture *fixture, gconstpointer unused)
{
  const AftApiQuestion question
      = { .target = "/api/v1/device/configuration", .token = fixture->token };
  g_autofree char *device = aft_id_to_text (&fixture->house.kiosk.id);
  g_autofree char *zeros = g_strnfill (64, '0');
  g_autofree char *body = g_strdup_printf (
      "{\"device_id\":\"%s\",\"link_key\":\"%s\",\"name\":\"门口\"}", device, zeros);
  const AftApiQuestion application = { .target = APPLY, .body = body };
  aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), 200, NULL);
  g_autoptr (AftValue) codes = aft_api_fixture_get_json (fixture, &application);
  approve (fixture, codes);
  aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), 200, NULL);
  aft_api_assert_refused (poll_for (fixture, codes), 200, NULL);
  aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), 401, "token-unknown");
}

static void
test_bad_applications (AftApiFixture *fixture, gconstpointer unused)
{
  static const char *const changes[][2] = {
    { "\"name\":", "\"name\":\"x\",\"name\":" },
    { "\"name\":", "\"venue_id\":\"x\",\"name\":" },
    { "\"name\":\"门口\"", "\"name\":\"\"" },
    { "\"name\":\"门口\"", "\"name\":null" },
    { "\"name\":\"门口\"", "\"name\":\"a\\nb\"" },
    { "\"name\":\"门口\"", "\"name\":\"a\\u0085b\"" },
    { "\"name\":\"门口\"", "\"name\":\"\\u202e门口\"" },
    { "\"name\":\"门口\"", "\"name\":\"门\\u2028口\"" },
    { "\"name\":\"门口\"", "\"name\":\"\xff\"" },
    { "\"name\":\"门口\"", "\"name\":[\"a\"]" },
    { "\"link_key\":\"ab", "\"link_key\":\"AB" },
    { "\"link_key\":\"ab", "\"link_key\":\"zz" },
    { "\"link_key\":\"ab", "\"link_key\":\"" },
    { "\"link_key\":\"", "\"link_key\":1,\"x\":\"" },
    { "\"device_id\":\"0", "\"device_id\":\"g" },
    { "\"device_id\":\"0", "\"device_id\":\"" },
    { "{", "[" },
    { "}", "" },
    { "}", "}}" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *body = make_application (fixture);
      g_autoptr (GString) spoiled = g_string_new (body);
      g_assert_cmpuint (g_string_replace (spoiled, changes[i][0], changes[i][1], 1), ==, 1);
      aft_api_assert_refused (post (fixture, APPLY, spoiled->str), 422, "invalid");
      aft_fake_clock_advance_seconds (fixture->house.fake, 60);
    }
}

/* 64 characters, of four bytes each, are a name; 65 are none. A nil id is none. */
static void
test_limits_of_an_application (AftApiFixture *fixture, gconstpointer unused)
{
  for (guint length = 64; length <= 65; length++)
    {
      g_autofree char *body = make_application (fixture);
      g_autoptr (GString) name = g_string_new (NULL);
      g_autoptr (GString) spoiled = g_string_new (body);
      for (guint i = 0; i < length; i++)
        g_string_append (name, "🍜");
      g_string_replace (spoiled, "门口", name->str, 1);
      aft_api_assert_refused (post (fixture, APPLY, spoiled->str), length == 64 ? 200 : 422, NULL);
    }
  aft_api_assert_refused (post (fixture, APPLY,
                                "{\"device_id\":\"00000000-0000-0000-0000-000000000000\","
                                "\"link_key\":\"" KEY "\",\"name\":\"a\"}"),
                          422, "invalid");
}

static void
test_bad_polls (AftApiFixture *fixture, gconstpointer unused)
{
  static const char *const bodies[] = { "{}",
                                        "[]",
                                        "{\"device_code\":1}",
                                        "{\"device_code\":null}",
                                        "{\"device_code\":\"x\",\"more\":1}",
                                        "{\"device_code\":\"x\",\"device_code\":\"x\"}",
                                        "{\"device_code\":\"\\u0000\"}",
                                        "{\"device_code\":\"\\ud800\"}",
                                        "device_code=x" };
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    aft_api_assert_refused (post (fixture, POLL, bodies[i]), 422, "invalid");
  aft_api_assert_refused (post (fixture, POLL, "{\"device_code\":[[[[]]]]}"), 413, "too-large");
}

static void
test_too_long (AftApiFixture *fixture, gconstpointer unused)
{
  g_autofree char *body = g_strnfill (1025, ' ');
  aft_api_assert_refused (post (fixture, APPLY, body), 413, "body-too-large");
  aft_api_assert_refused (post (fixture, POLL, body), 413, "body-too-large");
}

static void
test_rate_of_an_address (AftApiFixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 10; i++)
    {
      aft_value_unref (apply (fixture));
    }
  g_autofree char *body = make_application (fixture);
  aft_api_assert_refused (post (fixture, APPLY, body), 429, "too-many-requests");
  aft_fake_clock_advance_seconds (fixture->house.fake, 9);
  aft_api_assert_refused (post (fixture, APPLY, body), 429, "too-many-requests");
  aft_fake_clock_advance_seconds (fixture->house.fake, 1);
  aft_api_assert_refused (post (fixture, APPLY, body), 200, NULL);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/collector/api-enrolment/" name, AftApiFixture, NULL, aft_api_fixture_set_up, test, \
              aft_api_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("an-application-gives-two-codes-for-ten-minutes", test_codes);
  ADD ("an-approved-code-gives-a-token-that-works-once", test_whole_way);
  ADD ("a-refusal-is-told-and-then-forgotten", test_denied);
  ADD ("a-code-expires-after-ten-minutes", test_ten_minutes);
  ADD ("what-staff-read-is-no-device-code", test_user_code_is_no_device_code);
  ADD ("a-known-device-with-another-key-is-a-conflict", test_known_device_with_another_key);
  ADD ("a-new-token-ends-the-former", test_new_token_ends_the_former);
  ADD ("an-application-with-anything-wrong-is-refused", test_bad_applications);
  ADD ("a-name-has-64-characters-and-an-id-is-not-nil", test_limits_of_an_application);
  ADD ("a-question-with-anything-wrong-is-refused", test_bad_polls);
  ADD ("more-than-a-kilobyte-is-too-large", test_too_long);
  ADD ("an-address-that-applies-too-often-waits", test_rate_of_an_address);
  return g_test_run ();
}
