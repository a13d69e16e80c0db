/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules that all routes share: who is let in, how often, and how refusals look. */
#include <stdlib.h>
#include <string.h>

#include "aft-api-fixture.h"
#include "aft-device-auth.h"
#include "aft-device-token.h"

/* Everything that a device alone may ask for. */
static const AftApiQuestion closed[] = {
  { .target = "/api/v1/batches", .body = "{}" },
  { .target = "/api/v1/device/heartbeat", .body = "{}" },
  { .target = "/api/v1/device/configuration" },
  { .target = "/api/v1/events" },
};

static AftHttpReply *
ask_with (AftApiFixture *fixture, AftApiQuestion question, const char *token)
{
  question.token = token;
  return aft_api_fixture_ask (fixture, &question);
}

static void
test_no_token (AftApiFixture *fixture, gconstpointer unused)
{
  for (gsize i = 0; i < G_N_ELEMENTS (closed); i++)
    {
      g_autoptr (AftHttpReply) reply = ask_with (fixture, closed[i], NULL);
      g_assert_cmpstr (aft_http_reply_get_header (reply, "WWW-Authenticate"), ==,
                       "Bearer realm=\"aftertaste\"");
      aft_api_assert_refused (aft_http_reply_ref (reply), 401, "token-missing");
    }
}

static void
test_forged_tokens (AftApiFixture *fixture, gconstpointer unused)
{
  g_autofree char *forged = aft_device_token_generate (fixture->house.random);
  g_autofree char *cut = g_strndup (fixture->token, AFT_DEVICE_TOKEN_LENGTH - 1);
  g_autofree char *longer = g_strconcat (fixture->token, "A", NULL);
  const char *const tokens[] = { forged, cut, longer, "x" };
  for (gsize i = 0; i < G_N_ELEMENTS (closed); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (tokens); j++)
      aft_api_assert_refused (ask_with (fixture, closed[i], tokens[j]), 401, "token-unknown");
}

/* Basic, Digest, another scheme, no blank, two tokens: nothing is shown. */
static void
test_other_schemes (AftApiFixture *fixture, gconstpointer unused)
{
  g_autofree char *two = g_strconcat ("Bearer ", fixture->token, " ", fixture->token, NULL);
  g_autofree char *listed = g_strconcat ("Bearer ", fixture->token, ", Basic eA==", NULL);
  g_autofree char *basic = g_strconcat ("Basic ", fixture->token, NULL);
  g_autofree char *glued = g_strconcat ("Bearer", fixture->token, NULL);
  g_autofree char *quoted = g_strconcat ("Bearer \"", fixture->token, "\"", NULL);
  const char *const values[]
      = { "", "Bearer", "Bearer ", basic, glued, quoted, two, listed, fixture->token };
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const AftApiQuestion question = { .target = "/api/v1/device/configuration",
                                        .header = "Authorization",
                                        .header_value = values[i] };
      aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), 401, "token-missing");
    }
}

/* Tokens do not count anywhere but in their header. */
static void
test_token_in_the_query (AftApiFixture *fixture, gconstpointer unused)
{
  g_autofree char *target
      = g_strconcat ("/api/v1/device/configuration?access_token=", fixture->token, NULL);
  const AftApiQuestion question = { .target = target };
  aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), 401, "token-missing");
}

static void
withdraw (AftApiFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (aft_house_store_revoke_sync (fixture->house.store, &fixture->house.kiosk.id,
                                              "user:test", &error));
}

static void
test_revoked_at_once (AftApiFixture *fixture, gconstpointer unused)
{
  aft_api_fixture_add_tap (fixture, 5);
  g_autoptr (AftValue) reply = aft_api_fixture_send_batch (fixture);
  g_assert_cmpstr (aft_api_receipt (reply, 0), ==, "stored");
  withdraw (fixture);
  aft_api_note_change (fixture->api);
  for (gsize i = 0; i < G_N_ELEMENTS (closed); i++)
    aft_api_assert_refused (ask_with (fixture, closed[i], fixture->token), 401, "token-revoked");
}

/* By another collector: what writes is refused from the first request on. */
static void
test_revoked_elsewhere (AftApiFixture *fixture, gconstpointer unused)
{
  g_autofree char *heartbeat = g_strdup_printf (
      "{\"schema\":1,\"version\":\"1\",\"queue\":0,\"disk_free_bytes\":1,\"clock_ms\":1,"
      "\"boot_id\":\"0192f3c2-1b2c-7d3e-8f40-5a6b7c8d9e0f\",\"monotonic_ms\":1,\"printer\":null}");
  const AftApiQuestion beat = { .target = "/api/v1/device/heartbeat", .body = heartbeat };
  aft_http_reply_unref (ask_with (fixture, beat, fixture->token));
  withdraw (fixture);
  aft_api_assert_refused (ask_with (fixture, beat, fixture->token), 403, "denied");
  aft_api_fixture_add_tap (fixture, 5);
  g_autofree char *text = aft_batch_to_text (&fixture->batch, NULL);
  aft_api_assert_refused (aft_api_fixture_send (fixture, text), 403, "denied");
  aft_fake_clock_advance_ms (fixture->house.fake, AFT_DEVICE_AUTH_REMEMBER_MS);
  aft_api_assert_refused (aft_api_fixture_send (fixture, text), 401, "token-revoked");
  g_assert_cmpuint (aft_api_fixture_count_stored (fixture), ==, 0);
}

static void
test_rate_of_a_device (AftApiFixture *fixture, gconstpointer unused)
{
  const AftApiOptions options = { .device_per_minute = 60 };
  const AftApiQuestion question
      = { .target = "/api/v1/device/configuration", .token = fixture->token };
  AftId other = aft_id_generate (fixture->house.clock, fixture->house.random);
  g_autofree char *token = aft_api_fixture_enrol (fixture, &other, &fixture->house.venue_id);
  aft_api_fixture_remake (fixture, &options);
  for (guint i = 0; i < 30; i++)
    aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), 200, NULL);
  g_autoptr (AftHttpReply) late = aft_api_fixture_ask (fixture, &question);
  g_assert_cmpstr (aft_http_reply_get_header (late, "Retry-After"), ==, "1");
  aft_api_assert_refused (aft_http_reply_ref (late), 429, "too-many-requests");
  aft_api_assert_refused (ask_with (fixture, closed[2], token), 200, NULL);
  aft_fake_clock_advance_seconds (fixture->house.fake, 1);
  aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), 200, NULL);
  aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), 429, NULL);
}

/* Who has no token cannot use up a device's share. */
static void
test_strangers_use_up_nothing (AftApiFixture *fixture, gconstpointer unused)
{
  const AftApiOptions options = { .device_per_minute = 10 };
  aft_api_fixture_remake (fixture, &options);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *forged = aft_device_token_generate (fixture->house.random);
      aft_http_reply_unref (ask_with (fixture, closed[2], forged));
    }
  aft_api_assert_refused (ask_with (fixture, closed[2], fixture->token), 200, NULL);
}

/* A kiosk that speaks a later schema must learn that it is that, and not a fault of ours. */
static void
test_later_schemas (AftApiFixture *fixture, gconstpointer unused)
{
  static const char *const schemas[] = { "2", "1.5", "9007199254740992", "1e300" };
  for (gsize i = 0; i < G_N_ELEMENTS (schemas); i++)
    for (gsize j = 0; j < 2; j++)
      {
        g_autofree char *body = g_strdup_printf ("{\"schema\":%s,\"more\":true}", schemas[i]);
        const AftApiQuestion question = { .target = closed[j].target, .body = body };
        aft_api_assert_refused (ask_with (fixture, question, fixture->token), 422, "unsupported");
      }
}

static void
test_unknown_addresses (AftApiFixture *fixture, gconstpointer unused)
{
  static const char *const targets[]
      = { "/",
          "/api",
          "/api/v1",
          "/api/v2/batches",
          "/api/v1/batches/",
          "/api/v1/Batches",
          "/api/v1/devices/0192f3c2-1b2c-7d3e-8f40-5a6b7c8d9e0f",
          "/api/v1/venues/0192f3c2-1b2c-7d3e-8f40-5a6b7c8d9e0f/responses" };
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      const AftApiQuestion question = { .target = targets[i], .token = fixture->token };
      aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), 404, "not-found");
    }
}

static void
test_other_methods (AftApiFixture *fixture, gconstpointer unused)
{
  static const char *const methods[]
      = { "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "post", "get", "BREW" };
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (closed); j++)
      {
        const AftApiQuestion question
            = { .method = methods[i], .target = closed[j].target, .token = fixture->token };
        g_autoptr (AftHttpReply) reply = aft_api_fixture_ask (fixture, &question);
        const char *allow = aft_http_reply_get_header (reply, "Allow");
        g_assert_nonnull (strstr (allow, closed[j].body != NULL ? "POST" : "GET"));
        aft_api_assert_refused (aft_http_reply_ref (reply), 405, "method-not-allowed");
      }
}

/* Behind a proxy the last address is whose rate is counted; the others are anybody's word. */
static void
test_address_behind_the_proxy (AftApiFixture *fixture, gconstpointer unused)
{
  const AftApiOptions options = { .is_behind_proxy = TRUE };
  aft_api_fixture_remake (fixture, &options);
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < 200; i++)
      {
        g_autofree char *chain = round == 0
                                     ? g_strdup_printf ("198.51.100.%u, 192.0.2.7", i % 200)
                                     : g_strdup_printf ("192.0.2.7,  198.51.100.%u", i % 200);
        const AftApiQuestion question = { .target = "/api/v1/device/token",
                                          .body = "{\"device_code\":\"x\"}",
                                          .header = "X-Forwarded-For",
                                          .header_value = chain };
        int status = round == 1 || i < 60 ? 400 : 429;
        aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), status, NULL);
      }
}

/* What is longer than any address is none: it may not fill the memory that rates are kept in. */
static void
test_endless_address (AftApiFixture *fixture, gconstpointer unused)
{
  const AftApiOptions options = { .is_behind_proxy = TRUE };
  aft_api_fixture_remake (fixture, &options);
  for (guint i = 0; i < 61; i++)
    {
      g_autofree char *digits = g_strnfill (4000 + i, '1');
      const AftApiQuestion question = { .target = "/api/v1/device/token",
                                        .body = "{\"device_code\":\"x\"}",
                                        .header = "X-Forwarded-For",
                                        .header_value = digits };
      aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), i < 60 ? 400 : 429, NULL);
    }
}

/* Without a proxy of the house's own everybody could choose an address. */
static void
test_claimed_address_without_a_proxy (AftApiFixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 61; i++)
    {
      g_autofree char *claim = g_strdup_printf ("198.51.100.%u", i);
      const AftApiQuestion question = { .target = "/api/v1/device/token",
                                        .body = "{\"device_code\":\"x\"}",
                                        .header = "X-Forwarded-For",
                                        .header_value = claim };
      aft_api_assert_refused (aft_api_fixture_ask (fixture, &question), i < 60 ? 400 : 429, NULL);
    }
}

#define ADD(name, test)                                                                            \
  g_test_add ("/collector/api/" name, AftApiFixture, NULL, aft_api_fixture_set_up, test,           \
              aft_api_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("without-a-token-nobody-is-let-in", test_no_token);
  ADD ("a-forged-token-lets-nobody-in", test_forged_tokens);
  ADD ("nothing-but-one-bearer-token-counts", test_other_schemes);
  ADD ("a-token-in-the-query-counts-for-nothing", test_token_in_the_query);
  ADD ("a-revoked-token-is-refused-at-once", test_revoked_at_once);
  ADD ("revoked-elsewhere-it-writes-nothing-more", test_revoked_elsewhere);
  ADD ("a-device-that-asks-too-often-waits-and-others-do-not", test_rate_of_a_device);
  ADD ("strangers-use-up-nobody-s-share", test_strangers_use_up_nothing);
  ADD ("a-later-schema-is-the-sender-s-to-know", test_later_schemas);
  ADD ("there-is-nothing-at-other-addresses", test_unknown_addresses);
  ADD ("other-methods-are-refused-and-the-right-ones-told", test_other_methods);
  ADD ("behind-a-proxy-the-last-address-is-counted", test_address_behind_the_proxy);
  ADD ("what-is-longer-than-an-address-is-none", test_endless_address);
  ADD ("without-one-a-claimed-address-is-nobody-s", test_claimed_address_without_a_proxy);
  return g_test_run ();
}
