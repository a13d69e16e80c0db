/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in with a second factor, and switching it on and off: what the password alone opens, how
 * often a code is good, and how often one may guess. */
#include "aft-console-code.h"

#include <string.h>

#include "aft-console-fixture.h"
#include "aft-fixture-vault.h"

#define GOOD  AFT_FIXTURE_PASSWORD
#define CODE  "/console/sign-in/code"
#define STEPS 30 /* seconds */

typedef AftConsoleFixture Fixture;

static char *
dup_code (Fixture *fixture)
{
  return aft_fixture_dup_code (fixture->offer, aft_clock_get_real_ms (fixture->house.clock));
}

static void
pass_step (Fixture *fixture)
{
  aft_fake_clock_advance_seconds (fixture->house.fake, STEPS);
}

static int
prove (Fixture *fixture, const char *password, const char *code, gboolean is_on)
{
  g_autofree char *escaped = g_uri_escape_string (password, NULL, FALSE);
  g_autofree char *form
      = g_strconcat ("password=", escaped, "&code=", code, is_on ? "&on=yes" : "", NULL);

  return aft_console_fixture_post_own (fixture, "/console/factor", form);
}

static int
give_code (Fixture *fixture, const char *code)
{
  g_autofree char *form = g_strconcat ("code=", code, NULL);

  return aft_console_fixture_post (fixture, CODE, form);
}

static int
sign_in (Fixture *fixture)
{
  return aft_console_fixture_sign_in (fixture, "chen", GOOD);
}

static gboolean
is_inside (Fixture *fixture)
{
  return aft_console_fixture_get (fixture, "/console/page") == 200;
}

/* Chen has a second factor, and is signed in; the next step has begun. */
static void
switch_on (Fixture *fixture)
{
  g_autofree char *code = NULL;

  g_assert_cmpint (sign_in (fixture), ==, 303);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/offer"), ==, 200);
  code = dup_code (fixture);
  g_assert_cmpint (prove (fixture, GOOD, code, TRUE), ==, 303);
  pass_step (fixture);
}

static char *
dup_wrong_code (Fixture *fixture)
{
  g_autofree char *right = dup_code (fixture);

  return g_strdup (strcmp (right, "000000") == 0 ? "111111" : "000000");
}

/* -- signing in -------------------------------------------------------------------------------- */

static void
test_password_alone_opens_nothing (Fixture *fixture, gconstpointer unused)
{
  switch_on (fixture);
  g_clear_pointer (&fixture->browser.cookie, g_free);
  g_assert_cmpint (sign_in (fixture), ==, 202);
  g_assert_nonnull (fixture->browser.cookie);
  g_assert_false (is_inside (fixture));
  g_assert_cmpint (aft_console_fixture_get (fixture, CODE), ==, 200);
  fixture->browser.accept = "text/event-stream";
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 401);
}

static void
test_code_opens (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *half = NULL;
  g_autofree char *code = NULL;

  switch_on (fixture);
  g_assert_cmpint (sign_in (fixture), ==, 202);
  half = g_strdup (fixture->browser.cookie);
  code = dup_code (fixture);
  g_assert_cmpint (give_code (fixture, code), ==, 303);
  g_assert_cmpstr (fixture->browser.cookie, !=, half);
  g_assert_true (is_inside (fixture));
  /* What was half is nothing any more. */
  g_free (fixture->browser.cookie);
  fixture->browser.cookie = g_strdup (half);
  g_assert_false (is_inside (fixture));
  g_assert_cmpint (aft_console_fixture_get (fixture, CODE), ==, 404);
}

static void
test_code_is_good_once (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *code = NULL;
  g_autofree char *later = NULL;

  switch_on (fixture);
  code = dup_code (fixture);
  g_assert_cmpint (sign_in (fixture), ==, 202);
  g_assert_cmpint (give_code (fixture, code), ==, 303);
  g_assert_cmpint (sign_in (fixture), ==, 202);
  g_assert_cmpint (give_code (fixture, code), ==, 401);
  pass_step (fixture);
  g_assert_cmpint (give_code (fixture, code), ==, 401);
  later = dup_code (fixture);
  g_assert_cmpint (give_code (fixture, later), ==, 303);
}

/* The code that switched it on is used up, too. */
static void
test_first_code_is_used_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *code = NULL;

  g_assert_cmpint (sign_in (fixture), ==, 303);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/offer"), ==, 200);
  code = dup_code (fixture);
  g_assert_cmpint (prove (fixture, GOOD, code, TRUE), ==, 303);
  g_assert_cmpint (sign_in (fixture), ==, 202);
  g_assert_cmpint (give_code (fixture, code), ==, 401);
}

/* Of codes seen at a later hour none is good when the clock is set back. */
static void
test_clock_going_back_repeats_nothing (Fixture *fixture, gconstpointer unused)
{
  gint64 now_us;
  g_autofree char *code = NULL;
  g_autofree char *earlier = NULL;

  switch_on (fixture);
  now_us = aft_clock_get_real_us (fixture->house.clock);
  code = dup_code (fixture);
  g_assert_cmpint (sign_in (fixture), ==, 202);
  g_assert_cmpint (give_code (fixture, code), ==, 303);
  aft_fake_clock_set_real_us (fixture->house.fake, now_us - 120 * G_USEC_PER_SEC);
  earlier = dup_code (fixture);
  g_assert_cmpint (sign_in (fixture), ==, 202);
  g_assert_cmpint (give_code (fixture, earlier), ==, 401);
  g_assert_cmpint (give_code (fixture, code), ==, 401);
}

static void
test_half_ends (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *code = NULL;

  switch_on (fixture);
  g_assert_cmpint (sign_in (fixture), ==, 202);
  aft_fake_clock_advance_seconds (fixture->house.fake, 300);
  g_assert_cmpint (aft_console_fixture_get (fixture, CODE), ==, 404);
  code = dup_code (fixture);
  g_assert_cmpint (give_code (fixture, code), ==, 410);
  g_assert_false (is_inside (fixture));
}

static void
test_nothing_waits_for_strangers (Fixture *fixture, gconstpointer unused)
{
  guint hashes;

  switch_on (fixture);
  g_clear_pointer (&fixture->browser.cookie, g_free);
  hashes = aft_console_auth_count_hashes (fixture->auth);
  g_assert_cmpint (aft_console_fixture_get (fixture, CODE), ==, 404);
  g_assert_cmpint (give_code (fixture, "000000"), ==, 410);
  g_assert_cmpint (aft_console_fixture_sign_in (fixture, "chen", "not the password"), ==, 401);
  g_assert_cmpint (aft_console_fixture_get (fixture, CODE), ==, 404);
  g_assert_cmpuint (aft_console_auth_count_hashes (fixture->auth), <=, hashes + 2);
}

static void
test_wrong_costs_what_half_does (Fixture *fixture, gconstpointer unused)
{
  guint before, wrong, half;

  switch_on (fixture);
  sign_in (fixture);
  before = aft_console_auth_count_hashes (fixture->auth);
  g_assert_cmpint (aft_console_fixture_sign_in (fixture, "chen", "not the password"), ==, 401);
  wrong = aft_console_auth_count_hashes (fixture->auth) - before;
  g_assert_cmpint (sign_in (fixture), ==, 202);
  half = aft_console_auth_count_hashes (fixture->auth) - before - wrong;
  g_assert_cmpuint (wrong, ==, half);
}

static void
test_who_may_not_sign_in_any_more (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *code = NULL;

  switch_on (fixture);
  g_assert_cmpint (sign_in (fixture), ==, 202);
  aft_console_fixture_change_user (fixture, "chen", AFT_ROLE_STAFF, 1);
  code = dup_code (fixture);
  g_assert_cmpint (give_code (fixture, code), ==, 410);
}

static void
test_other_password_since (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseUser) user = NULL;
  g_autofree char *code = NULL;

  switch_on (fixture);
  g_assert_cmpint (sign_in (fixture), ==, 202);
  user = aft_house_store_find_user_sync (fixture->house.store, "chen", &error);
  g_free (user->password_hash);
  user->password_hash = g_strdup ("$argon2id$v=19$m=19456,t=2,p=1$YQ$Yg");
  g_assert_true (aft_house_store_put_user_sync (fixture->house.store, user, "user:test", &error));
  code = dup_code (fixture);
  g_assert_cmpint (give_code (fixture, code), ==, 410);
}

/* -- guessing ---------------------------------------------------------------------------------- */

static void
test_guessing_is_slowed (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *wrong = NULL;
  int status = 401;

  switch_on (fixture);
  g_assert_cmpint (sign_in (fixture), ==, 202);
  wrong = dup_wrong_code (fixture);
  for (guint i = 0; i < 20 && status == 401; i++)
    status = give_code (fixture, wrong);
  g_assert_cmpint (status, ==, 429);
  g_assert_cmpuint (fixture->wait_seconds, >=, 1);
}

/* Neither the password again, nor another address, makes guesses anew. */
static void
test_guesses_are_counted_by_whose_it_is (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *wrong = NULL;
  guint guesses = 0;
  int status = 401;

  switch_on (fixture);
  wrong = dup_wrong_code (fixture);
  for (guint i = 0; i < 40 && status == 401; i++)
    {
      g_autofree char *peer = g_strdup_printf ("10.1.%u.1", i);

      fixture->browser.peer = peer;
      g_assert_cmpint (sign_in (fixture), ==, 202);
      status = give_code (fixture, wrong);
      fixture->browser.peer = "127.0.0.1";
      guesses++;
    }
  g_assert_cmpint (status, ==, 429);
  g_assert_cmpuint (guesses, <=, 11);
}

static void
test_success_forgives (Fixture *fixture, gconstpointer unused)
{
  switch_on (fixture);
  for (guint round = 0; round < 5; round++)
    {
      g_autofree char *wrong = dup_wrong_code (fixture);
      g_autofree char *code = dup_code (fixture);

      g_assert_cmpint (sign_in (fixture), ==, 202);
      for (guint i = 0; i < 3; i++)
        g_assert_cmpint (give_code (fixture, wrong), ==, 401);
      g_assert_cmpint (give_code (fixture, code), ==, 303);
      pass_step (fixture);
    }
}

/* -- on and off -------------------------------------------------------------------------------- */

static void
test_on_needs_password_and_code (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *code = NULL;
  g_autofree char *wrong = NULL;

  g_assert_cmpint (sign_in (fixture), ==, 303);
  g_assert_true (is_inside (fixture));
  g_assert_cmpint (prove (fixture, GOOD, "000000", TRUE), ==, 410);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/offer"), ==, 200);
  code = dup_code (fixture);
  wrong = dup_wrong_code (fixture);
  g_assert_cmpint (prove (fixture, GOOD, wrong, TRUE), ==, 401);
  g_assert_cmpint (prove (fixture, "not the password", code, TRUE), ==, 401);
  g_assert_cmpint (sign_in (fixture), ==, 303);
}

static void
test_offer_is_of_one_login_and_ends (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *code = NULL;

  g_assert_cmpint (sign_in (fixture), ==, 303);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/offer"), ==, 200);
  aft_fake_clock_advance_seconds (fixture->house.fake, 900);
  code = dup_code (fixture);
  g_assert_cmpint (prove (fixture, GOOD, code, TRUE), ==, 410);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/offer"), ==, 200);
  g_assert_cmpint (sign_in (fixture), ==, 303);
  g_assert_true (is_inside (fixture));
  g_free (code);
  code = dup_code (fixture);
  g_assert_cmpint (prove (fixture, GOOD, code, TRUE), ==, 410);
}

static void
test_on_ends_other_logins (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *elsewhere = NULL;

  g_assert_cmpint (sign_in (fixture), ==, 303);
  elsewhere = g_steal_pointer (&fixture->browser.cookie);
  switch_on (fixture);
  g_assert_true (is_inside (fixture));
  g_free (fixture->browser.cookie);
  fixture->browser.cookie = g_steal_pointer (&elsewhere);
  g_assert_false (is_inside (fixture));
}

static void
test_secret_is_sealed (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseUser) user = NULL;
  g_autofree char *id = NULL;

  switch_on (fixture);
  user = aft_house_store_find_user_sync (fixture->house.store, "chen", &error);
  id = aft_id_to_text (&user->id);
  g_assert_null (strstr (user->second_factor, fixture->offer));
  g_assert_nonnull (strstr (user->second_factor, id));
  g_assert_null (strstr (fixture->events->str, fixture->offer));
}

static void
test_off_needs_password_and_code (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *code = NULL;
  g_autofree char *wrong = NULL;

  switch_on (fixture);
  code = dup_code (fixture);
  wrong = dup_wrong_code (fixture);
  g_assert_cmpint (prove (fixture, "not the password", code, FALSE), ==, 401);
  g_assert_cmpint (prove (fixture, GOOD, wrong, FALSE), ==, 401);
  g_assert_cmpint (prove (fixture, GOOD, code, FALSE), ==, 303);
  g_assert_cmpint (prove (fixture, GOOD, code, FALSE), ==, 410);
  g_assert_cmpint (sign_in (fixture), ==, 303);
}

static void
test_log_tells (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *wrong = NULL;
  g_autofree char *code = NULL;

  switch_on (fixture);
  sign_in (fixture);
  wrong = dup_wrong_code (fixture);
  code = dup_code (fixture);
  give_code (fixture, wrong);
  give_code (fixture, code);
  g_assert_cmpstr (fixture->events->str, ==,
                   "sign-in+ second-factor-on+ code-asked+ sign-in-failed+ sign-in+ ");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/auth/console-code/" path, Fixture, NULL, aft_console_fixture_set_up, function,     \
              aft_console_fixture_tear_down)

static void
add_switch_tests (void)
{
  ADD ("on-needs-password-and-code", test_on_needs_password_and_code);
  ADD ("an-offer-is-of-one-login-and-ends", test_offer_is_of_one_login_and_ends);
  ADD ("on-ends-other-logins", test_on_ends_other_logins);
  ADD ("the-secret-is-sealed", test_secret_is_sealed);
  ADD ("off-needs-password-and-code", test_off_needs_password_and_code);
  ADD ("the-log-tells-and-names-no-secret", test_log_tells);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-password-alone-opens-nothing", test_password_alone_opens_nothing);
  ADD ("the-code-opens", test_code_opens);
  ADD ("a-code-is-good-once", test_code_is_good_once);
  ADD ("the-first-code-is-used-up", test_first_code_is_used_up);
  ADD ("a-clock-going-back-repeats-nothing", test_clock_going_back_repeats_nothing);
  ADD ("what-is-half-ends", test_half_ends);
  ADD ("nothing-waits-for-strangers", test_nothing_waits_for_strangers);
  ADD ("wrong-costs-what-half-does", test_wrong_costs_what_half_does);
  ADD ("who-is-disabled-meanwhile-stays-outside", test_who_may_not_sign_in_any_more);
  ADD ("another-password-meanwhile-begins-anew", test_other_password_since);
  ADD ("guessing-is-slowed", test_guessing_is_slowed);
  ADD ("guesses-are-counted-by-whose-code-it-is", test_guesses_are_counted_by_whose_it_is);
  ADD ("success-forgives", test_success_forgives);
  add_switch_tests ();
  return g_test_run ();
}
