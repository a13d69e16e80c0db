/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A token opens what it was signed for, for its time, and nothing opens with any other. */
#include "aft-follow-link.h"

#include <string.h>

#include "aft-base64url.h"
#include "aft-house-store-erasure.h"
#include "aft-phone-fixture.h"

#define DAYS        30
#define DAY_SECONDS (24 * 60 * 60)

static AftFollowLink *
find (AftPhoneFixture *fixture, const char *token, GError **error)
{
  return aft_follow_link_find_sync (fixture->house.store, token,
                                    aft_clock_get_real_ms (fixture->house.clock), DAYS, error);
}

static void
assert_nothing (AftPhoneFixture *fixture, const char *token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftFollowLink) link = find (fixture, token, &error);
  g_assert_null (link);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "This link opens nothing");
}

static void
test_opens (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  g_autoptr (AftFollowLink) before = find (fixture, token, &error);
  g_assert_no_error (error);
  g_assert_false (before->found->has_arrived);
  aft_phone_fixture_send (fixture, response);
  g_autoptr (AftFollowLink) link = find (fixture, token, &error);
  g_assert_no_error (error);
  g_assert_true (link->found->has_arrived);
  g_assert_true (link->found->has_case);
  g_assert_true (aft_id_equal (&link->response_id, aft_response_get_id (response)));
  g_assert_true (aft_id_equal (&link->device->id, &fixture->house.kiosk.id));
  g_assert_cmpstr (link->token, ==, token);
}

static void
test_bits (AftPhoneFixture *fixture, gconstpointer unused)
{
  gsize count = 0;
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  aft_phone_fixture_send (fixture, response);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  g_autofree guint8 *bytes = aft_base64url_decode (token, &count);
  for (gsize i = 0; i < count * 8; i++)
    {
      bytes[i / 8] ^= (guint8) (1 << (i % 8));
      g_autofree char *tampered = aft_base64url_encode (bytes, count);
      bytes[i / 8] ^= (guint8) (1 << (i % 8));
      assert_nothing (fixture, tampered);
    }
}

static void
test_malformed (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  aft_phone_fixture_send (fixture, response);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  g_autofree char *longer = g_strconcat (token, "A", NULL);
  g_autofree char *doubled = g_strconcat (token, token, NULL);
  g_autofree char *padded = g_strconcat (token, "=", NULL);
  assert_nothing (fixture, NULL);
  assert_nothing (fixture, "");
  assert_nothing (fixture, "AAAA");
  assert_nothing (fixture, longer);
  assert_nothing (fixture, doubled);
  assert_nothing (fixture, padded);
  token[strlen (token) - 1] = '\0';
  assert_nothing (fixture, token);
}

static void
test_expires (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  /* However long it lay on the kiosk, the days are counted from its receipt. */
  aft_fake_clock_advance_seconds (fixture->house.fake, 2 * DAYS * DAY_SECONDS);
  aft_phone_fixture_send (fixture, response);
  aft_fake_clock_advance_seconds (fixture->house.fake, DAYS * DAY_SECONDS - 60);
  g_autoptr (AftFollowLink) last = find (fixture, token, &error);
  g_assert_no_error (error);
  g_assert_true (last->found->has_arrived);
  aft_fake_clock_advance_seconds (fixture->house.fake, 120);
  assert_nothing (fixture, token);
}

static void
test_erased (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  const AftHouseErasureTarget target
      = { .response_id = aft_response_get_id (response), .device_id = &fixture->house.kiosk.id };
  g_autoptr (AftHouseErasureReceipt) receipt = aft_house_store_erase_sync (
      fixture->house.store, &target, AFT_HOUSE_ERASE_BY_SLIP, "guest", &error);
  g_assert_no_error (error);
  g_assert_nonnull (receipt);
  assert_nothing (fixture, token);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/pages/link/" name, AftPhoneFixture, NULL, aft_phone_fixture_set_up, test,          \
              aft_phone_fixture_tear_down)
  ADD ("opens-what-it-was-signed-for", test_opens);
  ADD ("opens-nothing-with-any-bit-changed", test_bits);
  ADD ("opens-nothing-when-it-is-none", test_malformed);
  ADD ("expires-after-receipt-by-the-house-s-clock", test_expires);
  ADD ("opens-nothing-once-erased", test_erased);
  return g_test_run ();
}
