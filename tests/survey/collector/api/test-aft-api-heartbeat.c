/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of heartbeats. */
#include "aft-api-fixture.h"

#include <string.h>

#include "aft-heartbeat.h"

#define GOOD                                                                                       \
  "{\"schema\":1,\"version\":\"0.1\",\"queue\":3,\"disk_free_bytes\":1000,\"clock_ms\":"           \
  "1700000000000,"                                                                                 \
  "\"boot_id\":\"0192f3c2-1b2c-7d3e-8f40-5a6b7c8d9e0f\",\"monotonic_ms\":5,\"printer\":null}"

static AftHttpReply *
post (AftApiFixture *fixture, const char *body)
{
  const AftApiQuestion question
      = { .target = "/api/v1/device/heartbeat", .token = fixture->token, .body = body };
  return aft_api_fixture_ask (fixture, &question);
}

static void
read_reply (AftHttpReply *reply, AftHeartbeatReply *ret_reply)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *text = g_bytes_get_data (aft_http_reply_get_body (reply), &length);
  g_assert_true (aft_heartbeat_reply_parse (text, length, ret_reply, &error));
  g_assert_no_error (error);
}

static void
test_says_what_is_here (AftApiFixture *fixture, gconstpointer unused)
{
  AftHeartbeatReply reply;
  aft_api_fixture_add_tap (fixture, 5);
  aft_api_fixture_add_tap (fixture, 4);
  aft_value_unref (aft_api_fixture_send_batch (fixture));
  g_autoptr (AftHttpReply) answer = post (fixture, GOOD);
  read_reply (answer, &reply);
  g_assert_cmpuint (reply.last_sequence, ==, 2);
  g_assert_true (aft_digest_equal (&reply.last_chain, &aft_batch_get (&fixture->batch, 1)->chain));
  g_assert_cmpuint (reply.backup_sequence, ==, 0);
  g_assert_cmpint (reply.server_ms, ==, aft_clock_get_real_ms (fixture->house.clock));
}

static void
test_names_the_configuration (AftApiFixture *fixture, gconstpointer unused)
{
  AftHeartbeatReply reply;
  const AftApiQuestion question
      = { .target = "/api/v1/device/configuration", .token = fixture->token };
  g_autoptr (AftHttpReply) configuration = aft_api_fixture_ask (fixture, &question);
  g_autoptr (AftHttpReply) answer = post (fixture, GOOD);
  read_reply (answer, &reply);
  g_assert_cmpstr (reply.configuration_etag, ==, aft_http_reply_get_header (configuration, "ETag"));
}

static void
test_its_printer_is_noted_and_forgotten (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (GString) body = g_string_new (GOOD);
  g_string_replace (body, "\"printer\":null", "\"printer\":{\"state\":\"paper-out\"}", 1);
  aft_api_assert_refused (post (fixture, body->str), 200, NULL);
  g_autoptr (AftHouseDevice) device
      = aft_house_store_get_device_sync (fixture->house.store, &fixture->house.kiosk.id, NULL);
  g_assert_cmpstr (device->printer, ==, "{\"state\":\"paper-out\"}");

  aft_api_assert_refused (post (fixture, GOOD), 200, NULL);
  g_autoptr (AftHouseDevice) later
      = aft_house_store_get_device_sync (fixture->house.store, &fixture->house.kiosk.id, NULL);
  g_assert_null (later->printer);
}

static void
test_is_noted (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  aft_api_assert_refused (post (fixture, GOOD), 200, NULL);
  g_autoptr (AftHouseDevice) device
      = aft_house_store_get_device_sync (fixture->house.store, &fixture->house.kiosk.id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (device->queue, ==, 3);
  g_assert_cmpint (device->disk_free_bytes, ==, 1000);
  g_assert_cmpstr (device->version, ==, "0.1");
  g_assert_cmpint (device->clock_offset_ms, ==,
                   G_GINT64_CONSTANT (1700000000000)
                       - aft_clock_get_real_ms (fixture->house.clock));
}

static void
test_bad_ones (AftApiFixture *fixture, gconstpointer unused)
{
  static const char *const changes[][2] = {
    { "\"queue\":3", "\"queue\":\"3\"" },
    { "\"queue\":3", "\"queue\":-1" },
    { "\"queue\":3", "\"queue\":3.5" },
    { "\"queue\":3", "\"queue\":9007199254740993" },
    { "\"queue\":3", "\"queue\":1e999" },
    { "\"queue\":3", "\"queue\":3,\"queue\":3" },
    { "\"queue\":3", "\"queue\":3,\"more\":0" },
    { "\"queue\":3,", "" },
    { "\"version\":\"0.1\"", "\"version\":\"\"" },
    { "\"version\":\"0.1\"", "\"version\":\"a\\tb\"" },
    { "\"version\":\"0.1\"", "\"version\":\"版\"" },
    { "\"version\":\"0.1\"", "\"version\":\"012345678901234567890123456789012\"" },
    { "\"printer\":null", "\"printer\":true" },
    { "\"printer\":null", "\"printer\":{\"state\":\"<b>\"}" },
    { "\"schema\":1", "\"schema\":0" },
    { "0192f3c2-1b2c-7d3e-8f40-5a6b7c8d9e0f", "00000000-0000-0000-0000-000000000000" },
    { "0192f3c2-1b2c-7d3e-8f40-5a6b7c8d9e0f", "0192F3C2-1B2C-7D3E-8F40-5A6B7C8D9E0F" },
    { "\"clock_ms\":1700000000000", "\"clock_ms\":-1700000000000" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GString) spoiled = g_string_new (GOOD);
      g_assert_cmpuint (g_string_replace (spoiled, changes[i][0], changes[i][1], 1), ==, 1);
      aft_api_assert_refused (post (fixture, spoiled->str), 422, "invalid");
    }
  g_autofree char *blanks = g_strnfill (AFT_HEARTBEAT_MAX_BYTES + 1, ' ');
  aft_api_assert_refused (post (fixture, blanks), 413, "body-too-large");
}

/* Clocks may say anything: 1970, or far beyond 2038. */
static void
test_any_clock (AftApiFixture *fixture, gconstpointer unused)
{
  static const char *const clocks[]
      = { "0", "4102444800000", "253402300800000", "9007199254740991" };
  for (gsize i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_autoptr (GString) body = g_string_new (GOOD);
      g_string_replace (body, "1700000000000", clocks[i], 1);
      aft_api_assert_refused (post (fixture, body->str), 200, NULL);
    }
}

#define ADD(name, test)                                                                            \
  g_test_add ("/collector/api-heartbeat/" name, AftApiFixture, NULL, aft_api_fixture_set_up, test, \
              aft_api_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-reply-says-what-is-here", test_says_what_is_here);
  ADD ("the-reply-names-the-configuration", test_names_the_configuration);
  ADD ("what-it-says-is-noted", test_is_noted);
  ADD ("its-printer-is-noted-and-forgotten", test_its_printer_is_noted_and_forgotten);
  ADD ("one-with-anything-wrong-is-refused", test_bad_ones);
  ADD ("a-clock-may-say-anything", test_any_clock);
  return g_test_run ();
}
