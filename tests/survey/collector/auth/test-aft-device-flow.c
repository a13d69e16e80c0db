/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the device flow (RFC 8628), over a real store and a clock that tests move. */
#include <string.h>

#include "aft-device-flow.h"
#include "aft-device-token.h"
#include "aft-house-fixture.h"

#define TEN_MINUTES_MS 600000

static AftDeviceApplicant
make_applicant (AftHouseFixture *fixture)
{
  AftDeviceApplicant applicant = { .device_id = aft_id_generate (fixture->clock, fixture->random),
                                   .name = (char *) "收银台" };
  memset (applicant.link_key, 7, sizeof applicant.link_key);
  return applicant;
}

static AftDeviceFlowCodes *
begin (AftHouseFixture *fixture, const AftDeviceApplicant *applicant)
{
  g_autoptr (GError) error = NULL;
  AftDeviceFlowCodes *codes
      = aft_device_flow_begin (fixture->store, fixture->random, applicant, &error);
  g_assert_no_error (error);
  return codes;
}

/* The answer, and the token where there is one. */
static AftHousePoll
ask (AftHouseFixture *fixture, const char *device_code, char **ret_token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftDeviceFlowPoll) poll
      = aft_device_flow_ask (fixture->store, fixture->random, device_code, &error);
  g_assert_no_error (error);
  g_assert_true ((poll->token != NULL) == (poll->poll == AFT_HOUSE_POLL_APPROVED));
  if (ret_token != NULL)
    *ret_token = g_steal_pointer (&poll->token);
  return poll->poll;
}

static gboolean
approve (AftHouseFixture *fixture, const char *user_code, GError **error)
{
  return aft_house_store_approve_sync (fixture->store, user_code, &fixture->venue_id, "user:wang",
                                       error);
}

static void
assert_known (AftHouseFixture *fixture, const char *token, gboolean is_known)
{
  g_autoptr (GError) error = NULL;
  AftDigest digest;
  g_assert_true (aft_device_token_digest (token, &digest));
  g_autoptr (AftHouseDevice) device
      = aft_house_store_find_device_sync (fixture->store, &digest, &error);
  g_assert_true (is_known == (device != NULL));
  if (!is_known)
    g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_token_is_given_once (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;
  AftDeviceApplicant applicant = make_applicant (fixture);
  g_autoptr (AftDeviceFlowCodes) codes = begin (fixture, &applicant);
  g_assert_cmpint (ask (fixture, codes->device_code, NULL), ==, AFT_HOUSE_POLL_PENDING);
  g_assert_true (approve (fixture, codes->user_code, &error));
  g_assert_cmpint (ask (fixture, codes->device_code, &token), ==, AFT_HOUSE_POLL_APPROVED);
  assert_known (fixture, token, TRUE);
  g_assert_cmpint (ask (fixture, codes->device_code, NULL), ==, AFT_HOUSE_POLL_EXPIRED);
  g_assert_false (approve (fixture, codes->user_code, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_code_lives_ten_minutes (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftDeviceApplicant applicant = make_applicant (fixture);
  g_autoptr (AftDeviceFlowCodes) codes = begin (fixture, &applicant);
  aft_fake_clock_advance_ms (fixture->fake, TEN_MINUTES_MS - 1);
  g_assert_cmpint (ask (fixture, codes->device_code, NULL), ==, AFT_HOUSE_POLL_PENDING);
  aft_fake_clock_advance_ms (fixture->fake, 1);
  g_assert_false (approve (fixture, codes->user_code, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_assert_cmpint (ask (fixture, codes->device_code, NULL), ==, AFT_HOUSE_POLL_EXPIRED);
}

static void
test_approved_code_expires_too (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftDeviceApplicant applicant = make_applicant (fixture);
  g_autoptr (AftDeviceFlowCodes) codes = begin (fixture, &applicant);
  g_assert_true (approve (fixture, codes->user_code, &error));
  aft_fake_clock_advance_ms (fixture->fake, TEN_MINUTES_MS);
  g_assert_cmpint (ask (fixture, codes->device_code, NULL), ==, AFT_HOUSE_POLL_EXPIRED);
}

static void
test_asked_too_soon (AftHouseFixture *fixture, gconstpointer unused)
{
  AftDeviceApplicant applicant = make_applicant (fixture);
  g_autoptr (AftDeviceFlowCodes) codes = begin (fixture, &applicant);
  g_assert_cmpint (ask (fixture, codes->device_code, NULL), ==, AFT_HOUSE_POLL_PENDING);
  aft_fake_clock_advance_ms (fixture->fake, 4999);
  g_assert_cmpint (ask (fixture, codes->device_code, NULL), ==, AFT_HOUSE_POLL_SLOW_DOWN);
  aft_fake_clock_advance_ms (fixture->fake, 4999);
  g_assert_cmpint (ask (fixture, codes->device_code, NULL), ==, AFT_HOUSE_POLL_SLOW_DOWN);
  aft_fake_clock_advance_ms (fixture->fake, 5000);
  g_assert_cmpint (ask (fixture, codes->device_code, NULL), ==, AFT_HOUSE_POLL_PENDING);
}

static void
test_denied_is_told_once (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftDeviceApplicant applicant = make_applicant (fixture);
  g_autoptr (AftDeviceFlowCodes) codes = begin (fixture, &applicant);
  g_assert_true (aft_house_store_deny_sync (fixture->store, codes->user_code, "user:wang", &error));
  g_assert_cmpint (ask (fixture, codes->device_code, NULL), ==, AFT_HOUSE_POLL_DENIED);
  g_assert_cmpint (ask (fixture, codes->device_code, NULL), ==, AFT_HOUSE_POLL_EXPIRED);
}

static void
test_strange_codes_are_expired (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftSecretText) other = aft_device_token_generate (fixture->random);
  const char *const codes[] = { "", "x", other, "' OR 1=1 --", "\xff\xfe" };
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_cmpint (ask (fixture, codes[i], NULL), ==, AFT_HOUSE_POLL_EXPIRED);
}

/* Whoever learns a device's id cannot take its place. */
static void
test_other_link_key_is_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftDeviceApplicant thief = make_applicant (fixture);
  thief.device_id = fixture->kiosk.id;
  g_assert_null (aft_device_flow_begin (fixture->store, fixture->random, &thief, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
}

static void
test_enrolled_again (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *former = NULL;
  g_autofree char *token = NULL;
  AftDeviceApplicant applicant = make_applicant (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_free (former);
      former = g_steal_pointer (&token);
      token = aft_device_flow_enrol (fixture->store, fixture->random, &applicant,
                                     &fixture->venue_id, "user:wang", &error);
      g_assert_no_error (error);
      assert_known (fixture, token, TRUE);
      g_assert_true (
          aft_house_store_revoke_sync (fixture->store, &applicant.device_id, "user:wang", &error));
    }
  assert_known (fixture, former, FALSE);
}

static void
test_new_code_replaces_the_old (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftDeviceApplicant applicant = make_applicant (fixture);
  g_autoptr (AftDeviceFlowCodes) first = begin (fixture, &applicant);
  g_autoptr (AftDeviceFlowCodes) second = begin (fixture, &applicant);
  g_assert_false (approve (fixture, first->user_code, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_assert_cmpint (ask (fixture, first->device_code, NULL), ==, AFT_HOUSE_POLL_EXPIRED);
  g_assert_cmpint (ask (fixture, second->device_code, NULL), ==, AFT_HOUSE_POLL_PENDING);
}

static void
test_unknown_venue (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftDeviceApplicant applicant = make_applicant (fixture);
  AftId venue_id = aft_id_generate (fixture->clock, fixture->random);
  g_assert_null (aft_device_flow_enrol (fixture->store, fixture->random, &applicant, &venue_id,
                                        "user:wang", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

/* A flood keeps nobody out for longer than its codes live. */
static void
test_only_so_many_wait (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < AFT_HOUSE_AUTHORIZATION_MAX; i++)
    {
      AftDeviceApplicant applicant = make_applicant (fixture);
      aft_device_flow_codes_free (begin (fixture, &applicant));
    }
  AftDeviceApplicant late = make_applicant (fixture);
  g_assert_null (aft_device_flow_begin (fixture->store, fixture->random, &late, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_BUSY);
  aft_fake_clock_advance_ms (fixture->fake, TEN_MINUTES_MS);
  aft_device_flow_codes_free (begin (fixture, &late));
}

/* Codes and tokens leave no trace in the database but their digests. */
static void
test_secrets_are_not_stored (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;
  AftDeviceApplicant applicant = make_applicant (fixture);
  g_autoptr (AftDeviceFlowCodes) codes = begin (fixture, &applicant);
  g_assert_true (approve (fixture, codes->user_code, &error));
  g_assert_cmpint (ask (fixture, codes->device_code, &token), ==, AFT_HOUSE_POLL_APPROVED);
  aft_house_fixture_close (fixture);
  g_autofree char *content = NULL;
  gsize length = 0;
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, &error));
  g_assert_null (memmem (content, length, token, strlen (token)));
  g_assert_null (memmem (content, length, codes->device_code, strlen (codes->device_code)));
}

#define ADD(name, test)                                                                            \
  g_test_add ("/collector/device-flow/" name, AftHouseFixture, NULL, aft_house_fixture_set_up,     \
              test, aft_house_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("an-approved-code-gives-its-token-once", test_token_is_given_once);
  ADD ("a-code-lives-ten-minutes", test_code_lives_ten_minutes);
  ADD ("an-approved-code-does-too", test_approved_code_expires_too);
  ADD ("asking-within-five-seconds-is-too-soon", test_asked_too_soon);
  ADD ("a-refusal-is-told-once", test_denied_is_told_once);
  ADD ("strange-codes-are-expired-ones", test_strange_codes_are_expired);
  ADD ("a-known-device-keeps-its-link-key", test_other_link_key_is_refused);
  ADD ("a-device-that-comes-again-has-one-token", test_enrolled_again);
  ADD ("a-new-code-replaces-the-old", test_new_code_replaces_the_old);
  ADD ("an-unknown-venue-lets-nobody-in", test_unknown_venue);
  ADD ("a-hundred-may-wait-and-no-more", test_only_so_many_wait);
  ADD ("codes-and-tokens-are-not-stored", test_secrets_are_not_stored);
  return g_test_run ();
}
