/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all pages share: one answer to whatever opens nothing, headers, limits. */
#include "aft-pages.h"

#include <string.h>

#include "aft-base64url.h"
#include "aft-house-store-erasure.h"
#include "aft-phone-fixture.h"

#define MOST_PAGE_BYTES 20000

/* The wait for a link that opened nothing passes. */
static void
forgive (AftPhoneFixture *fixture)
{
  aft_fake_clock_advance_seconds (fixture->house.fake, 60);
}

static char *
dup_nothing (AftPhoneFixture *fixture)
{
  g_autofree char *none = g_strnfill (AFT_FOLLOW_UP_LENGTH, 'A');
  forgive (fixture);
  g_assert_cmpint (aft_phone_fixture_open (fixture, none, ""), ==, 404);
  return aft_phone_fixture_dup_whole (fixture);
}

static void
assert_same (AftPhoneFixture *fixture, const char *target, const char *form, const char *nothing)
{
  forgive (fixture);
  g_assert_cmpint (aft_phone_fixture_ask (fixture, target, form), ==, 404);
  g_autofree char *whole = aft_phone_fixture_dup_whole (fixture);
  g_assert_cmpstr (whole, ==, nothing);
}

static void
test_bits (AftPhoneFixture *fixture, gconstpointer unused)
{
  gsize count = 0;
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  aft_phone_fixture_send (fixture, response);
  g_autofree char *nothing = dup_nothing (fixture);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  g_autofree guint8 *bytes = aft_base64url_decode (token, &count);
  for (gsize i = 0; i < count * 8; i++)
    {
      bytes[i / 8] ^= (guint8) (1 << (i % 8));
      g_autofree char *tampered = aft_base64url_encode (bytes, count);
      g_autofree char *path = aft_phone_fixture_dup_path (tampered, i % 2 == 0 ? "" : "/data");
      bytes[i / 8] ^= (guint8) (1 << (i % 8));
      assert_same (fixture, path, NULL, nothing);
    }
}

static void
test_all_that_opens_nothing (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  g_autofree char *nothing = dup_nothing (fixture);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  g_autofree char *path = aft_phone_fixture_dup_path (token, "");
  g_autofree char *erase = aft_phone_fixture_dup_path (token, "/erase");
  const AftHouseErasureTarget target
      = { .response_id = aft_response_get_id (response), .device_id = &fixture->house.kiosk.id };
  g_autoptr (AftHouseErasureReceipt) receipt = aft_house_store_erase_sync (
      fixture->house.store, &target, AFT_HOUSE_ERASE_BY_SLIP, "guest", &error);
  g_assert_no_error (error);
  g_assert_nonnull (receipt);
  assert_same (fixture, path, NULL, nothing);
  assert_same (fixture, erase, "", nothing);
  assert_same (fixture, "/f/short?l=en", NULL, nothing);
  assert_same (fixture, "/f/%3Cscript%3E?l=en", NULL, nothing);
  assert_same (fixture, "/f?l=en", NULL, nothing);
  assert_same (fixture, "/?l=en", NULL, nothing);
  assert_same (fixture, "/console?l=en", NULL, nothing);
  assert_same (fixture, "/api/v1/openapi.json?l=en", NULL, nothing);
}

/* Expired is what was signed and here, and yet the same. */
static void
test_expired (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  g_autofree char *path = aft_phone_fixture_dup_path (token, "");
  aft_phone_fixture_send (fixture, response);
  g_assert_cmpint (aft_phone_fixture_ask (fixture, path, NULL), ==, 200);
  aft_fake_clock_advance_seconds (fixture->house.fake, 31 * 24 * 60 * 60);
  g_autofree char *nothing = dup_nothing (fixture);
  assert_same (fixture, path, NULL, nothing);
}

static void
assert_header (AftPhoneFixture *fixture, const char *name, const char *value)
{
  g_assert_cmpstr (aft_http_reply_get_header (fixture->reply, name), ==, value);
}

static void
test_headers (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  static const char *const pages[] = { "", "/data", "/erase", "/nothing" };
  aft_phone_fixture_send (fixture, response);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      aft_phone_fixture_open (fixture, token, pages[i]);
      assert_header (fixture, "Referrer-Policy", "no-referrer");
      assert_header (fixture, "Cache-Control", "no-store");
      assert_header (fixture, "X-Content-Type-Options", "nosniff");
      assert_header (fixture, "Set-Cookie", NULL);
      const char *policy = aft_http_reply_get_header (fixture->reply, "Content-Security-Policy");
      g_assert_true (g_str_has_prefix (policy, "default-src 'none'; style-src 'self'; "));
      g_assert_null (strstr (policy, "script"));
      g_assert_null (strstr (policy, "unsafe"));
      g_assert_cmpuint (strlen (fixture->body), <, MOST_PAGE_BYTES);
    }
}

static void
test_methods (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  g_autofree char *path = aft_phone_fixture_dup_path (token, "/data");
  g_assert_cmpint (aft_phone_fixture_ask (fixture, path, ""), ==, 405);
  assert_header (fixture, "Allow", "OPTIONS, GET, HEAD");
}

static void
test_wrong_links_wait (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  aft_phone_fixture_send (fixture, response);
  for (guint i = 0; i < AFT_PAGES_WRONG_BURST + 1; i++)
    g_assert_cmpint (aft_phone_fixture_open (fixture, "wrong", ""), ==, 404);
  /* Whoever tried too often learns nothing, of good links either. */
  g_assert_cmpint (aft_phone_fixture_open (fixture, "wrong", ""), ==, 429);
  g_autofree char *whole = aft_phone_fixture_dup_whole (fixture);
  g_assert_nonnull (aft_http_reply_get_header (fixture->reply, "Retry-After"));
  g_assert_cmpint (aft_phone_fixture_open (fixture, token, ""), ==, 429);
  g_autofree char *of_good = aft_phone_fixture_dup_whole (fixture);
  g_assert_cmpstr (whole, ==, of_good);
  /* Others do not wait for them, and they do not wait for ever. */
  fixture->browser.peer = "127.0.0.2";
  g_assert_cmpint (aft_phone_fixture_open (fixture, token, ""), ==, 200);
  fixture->browser.peer = "127.0.0.1";
  aft_fake_clock_advance_seconds (fixture->house.fake, 60);
  g_assert_cmpint (aft_phone_fixture_open (fixture, token, ""), ==, 200);
}

static void
test_writes_wait (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  g_autofree char *path = aft_phone_fixture_dup_path (token, "/erase");
  int last = 0;
  aft_phone_fixture_send (fixture, response);
  for (guint i = 0; i < AFT_PAGES_WRITES_BURST + 1; i++)
    last = aft_phone_fixture_ask (fixture, path, "unknown=1");
  g_assert_cmpint (last, ==, 429);
  g_assert_nonnull (aft_http_reply_get_header (fixture->reply, "Retry-After"));
  /* To read is no writing. */
  forgive (fixture);
  g_assert_cmpint (aft_phone_fixture_open (fixture, token, ""), ==, 200);
}

static void
test_health (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (aft_phone_fixture_ask (fixture, "/healthz", NULL), ==, 200);
  g_assert_cmpstr (fixture->body, ==, "{\"status\":\"ok\"}");
  g_assert_cmpint (aft_phone_fixture_ask (fixture, "/f/pages.css", NULL), ==, 200);
  g_assert_cmpstr (aft_http_reply_get_content_type (fixture->reply), ==, "text/css; charset=utf-8");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/pages/" name, AftPhoneFixture, NULL, aft_phone_fixture_set_up, test,               \
              aft_phone_fixture_tear_down)
  ADD ("every-bit-of-a-link-that-is-changed-gives-the-same-bytes", test_bits);
  ADD ("whatever-opens-nothing-gives-the-same-bytes", test_all_that_opens_nothing);
  ADD ("an-expired-link-gives-the-same-bytes", test_expired);
  ADD ("no-page-is-kept-framed-or-scripted", test_headers);
  ADD ("only-what-is-documented-is-answered", test_methods);
  ADD ("who-tries-links-waits-and-learns-nothing", test_wrong_links_wait);
  ADD ("what-is-sent-with-one-link-is-limited", test_writes_wait);
  ADD ("health-and-style-are-anybody-s", test_health);
  return g_test_run ();
}
