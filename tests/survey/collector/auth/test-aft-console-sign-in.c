/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of passwords on their way in: who does not exist costs what a wrong password does, tries
 * are counted before anything is hashed, and nobody can lock somebody else out. */
#include "aft-console-fixture.h"

#include <string.h>

#include "aft-device-token.h"
#include "aft-password.h"

#define GOOD         AFT_FIXTURE_PASSWORD
#define NEW          "dumplings in hot broth"
#define OTHER_SENDER "10.0.0.9"
#define FLOOD        100

typedef AftConsoleFixture Fixture;

static int
sign_in (Fixture *fixture, const char *name, const char *password)
{
  return aft_console_fixture_sign_in (fixture, name, password);
}

static guint
count_hashes (Fixture *fixture)
{
  return aft_console_auth_count_hashes (fixture->auth);
}

/* How often a sign-in that ends with @status hashes. */
static guint
count_work (Fixture *fixture, const char *name, const char *password, int status)
{
  guint before = count_hashes (fixture);

  g_assert_cmpint (sign_in (fixture, name, password), ==, status);
  return count_hashes (fixture) - before;
}

static void
test_right_password_signs_in (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (sign_in (fixture, "chen", GOOD), ==, 303);
  g_assert_cmpint (fixture->verdict, ==, AFT_CONSOLE_DONE);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 200);
}

static void
test_name_may_be_in_any_case (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (sign_in (fixture, "Chen", GOOD), ==, 303);
}

static void
test_password_is_taken_as_typed (Fixture *fixture, gconstpointer unused)
{
  static const char *const wrong[] = { "", "Noodles with peanut oil", "noodles with peanut oil ",
                                       " noodles with peanut oil", "noodles with peanut oi" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (sign_in (fixture, "chen", wrong[i]), ==, 401);
}

static void
test_unknown_costs_what_wrong_does (Fixture *fixture, gconstpointer unused)
{
  guint first = count_work (fixture, "nobody", GOOD, 401);

  /* The first one makes what the unknown are compared with, whoever that first one is. */
  g_assert_cmpuint (first, ==, 2);
  g_assert_cmpuint (count_work (fixture, "nobody", GOOD, 401), ==, 1);
  g_assert_cmpuint (count_work (fixture, "chen", "not the password", 401), ==, 1);
  g_assert_cmpuint (count_work (fixture, "", "", 401), ==, 1);
  g_assert_cmpuint (count_work (fixture, "chen", GOOD, 303), ==, 1);
  aft_console_fixture_change_user (fixture, "chen", AFT_ROLE_STAFF, 1);
  g_assert_cmpuint (count_work (fixture, "chen", GOOD, 401), ==, 1);
}

static void
test_first_known_costs_what_first_unknown_does (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpuint (count_work (fixture, "chen", "not the password", 401), ==, 2);
}

static void
test_nobodys_password_opens_nothing (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (sign_in (fixture, "nobody", ""), ==, 401);
  g_assert_null (fixture->browser.cookie);
}

static void
test_refusals_look_the_same (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (sign_in (fixture, "nobody", GOOD), ==, 401);
  g_assert_cmpint (fixture->verdict, ==, AFT_CONSOLE_WRONG);
  g_assert_cmpint (sign_in (fixture, "chen", "not the password"), ==, 401);
  g_assert_cmpint (fixture->verdict, ==, AFT_CONSOLE_WRONG);
  aft_console_fixture_change_user (fixture, "chen", AFT_ROLE_STAFF, 1);
  g_assert_cmpint (sign_in (fixture, "chen", GOOD), ==, 401);
  g_assert_cmpint (fixture->verdict, ==, AFT_CONSOLE_WRONG);
  g_assert_null (fixture->browser.cookie);
}

static void
test_each_sign_in_has_its_own_secret (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *former = NULL;
  g_autofree char *latter = NULL;

  g_assert_cmpint (sign_in (fixture, "chen", GOOD), ==, 303);
  former = g_strdup (fixture->browser.cookie);
  g_assert_cmpint (sign_in (fixture, "chen", GOOD), ==, 303);
  latter = g_strdup (fixture->browser.cookie);
  g_assert_cmpstr (former, !=, latter);
  /* The login that the browser had has ended. */
  g_free (fixture->browser.cookie);
  fixture->browser.cookie = g_steal_pointer (&former);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 303);
}

static void
test_guessing_is_slowed (Fixture *fixture, gconstpointer unused)
{
  guint hashes;
  int status = 401;

  for (guint i = 0; i < 20 && status == 401; i++)
    status = sign_in (fixture, "chen", "not the password");
  g_assert_cmpint (status, ==, 429);
  g_assert_cmpuint (fixture->wait_seconds, >=, 1);
  g_assert_cmpuint (fixture->wait_seconds, <=, 60);
  hashes = count_hashes (fixture);
  g_assert_cmpint (sign_in (fixture, "chen", GOOD), ==, 429);
  g_assert_cmpint (sign_in (fixture, "CHEN", GOOD), ==, 429);
  g_assert_cmpuint (count_hashes (fixture), ==, hashes);
}

static void
exhaust (Fixture *fixture, const char *name)
{
  for (guint i = 0; i < 20 && sign_in (fixture, name, "not the password") == 401; i++)
    ;
  g_assert_cmpint (fixture->verdict, ==, AFT_CONSOLE_WAIT);
}

static void
test_nobody_is_locked_out_for_ever (Fixture *fixture, gconstpointer unused)
{
  exhaust (fixture, "chen");
  aft_fake_clock_advance_seconds (fixture->house.fake, fixture->wait_seconds);
  g_assert_cmpint (sign_in (fixture, "chen", GOOD), ==, 303);
}

static void
test_nobody_locks_others_out (Fixture *fixture, gconstpointer unused)
{
  exhaust (fixture, "chen");
  fixture->browser.peer = OTHER_SENDER;
  g_assert_cmpint (sign_in (fixture, "chen", GOOD), ==, 303);
}

static void
test_other_names_are_free (Fixture *fixture, gconstpointer unused)
{
  aft_console_fixture_add_user (fixture, "li", AFT_ROLE_MANAGER);
  exhaust (fixture, "chen");
  g_assert_cmpint (sign_in (fixture, "li", GOOD), ==, 303);
}

static void
test_names_by_the_dozen_are_slowed (Fixture *fixture, gconstpointer unused)
{
  int status = 401;

  for (guint i = 0; i < FLOOD && status == 401; i++)
    {
      g_autofree char *name = g_strdup_printf ("user-%u", i);

      status = sign_in (fixture, name, GOOD);
    }
  g_assert_cmpint (status, ==, 429);
}

static void
test_success_forgives (Fixture *fixture, gconstpointer unused)
{
  for (guint round = 0; round < 3; round++)
    {
      for (guint i = 0; i < 5; i++)
        g_assert_cmpint (sign_in (fixture, "chen", "not the password"), ==, 401);
      g_assert_cmpint (sign_in (fixture, "chen", GOOD), ==, 303);
    }
}

static void
test_ipv6_network_is_one_sender (Fixture *fixture, gconstpointer unused)
{
  static const char *const peers[] = { "fd00::1", "fd00::2", "fd00:0:0:0:1:2:3:4" };
  int status = 401;

  for (guint i = 0; i < 20 && status == 401; i++)
    {
      fixture->browser.peer = peers[i % G_N_ELEMENTS (peers)];
      status = sign_in (fixture, "chen", "not the password");
    }
  g_assert_cmpint (status, ==, 429);
  fixture->browser.peer = "fd00:0:0:1::1";
  g_assert_cmpint (sign_in (fixture, "chen", GOOD), ==, 303);
}

/* Each from an address of its own, so that only the line stops them. */
static void
test_flood_stands_in_no_line (Fixture *fixture, gconstpointer unused)
{
  AftBrowserQuestion *questions[FLOOD];
  guint refused = 0;

  for (guint i = 0; i < FLOOD; i++)
    {
      g_autofree char *peer = g_strdup_printf ("10.1.%u.1", i);

      fixture->browser.peer = peer;
      questions[i] = aft_browser_begin (&fixture->browser, "/console/sign-in",
                                        "name=chen&password=not+the+password");
      refused += aft_browser_is_answered (questions[i]);
    }
  fixture->browser.peer = "127.0.0.1";
  for (guint i = 0; i < FLOOD; i++)
    {
      g_autoptr (AftHttpReply) reply = aft_browser_finish (&fixture->browser, questions[i]);
      int status = aft_http_reply_get_status (reply);

      g_assert_true (status == 401 || status == 429);
    }
  /* Two at work and a short line behind them; how many were done meanwhile is the machine's. */
  g_assert_cmpuint (refused, >, 0);
  g_assert_cmpuint (count_hashes (fixture), <=, FLOOD - refused + 1);
}

static void
test_flood_ends (Fixture *fixture, gconstpointer unused)
{
  test_flood_stands_in_no_line (fixture, unused);
  aft_fake_clock_advance_seconds (fixture->house.fake, 3600);
  g_assert_cmpint (sign_in (fixture, "chen", GOOD), ==, 303);
}

static void
test_long_input_is_wrong_only (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *many = g_strnfill (60000, 'x');

  g_assert_cmpint (sign_in (fixture, many, "x"), ==, 401);
  g_assert_cmpint (sign_in (fixture, "chen", many), ==, 401);
  g_assert_cmpint (sign_in (fixture, "chen\tx", "x"), ==, 401);
}

static void
test_log_names_no_one_unknown (Fixture *fixture, gconstpointer unused)
{
  sign_in (fixture, "nobody", GOOD);
  sign_in (fixture, "chen", "not the password");
  sign_in (fixture, "chen", GOOD);
  g_assert_cmpstr (fixture->events->str, ==, "sign-in-failed- sign-in-failed+ sign-in+ ");
}

/* -- a new password ------------------------------------------------------------------------------
 */

static int
change (Fixture *fixture, const char *old, const char *new)
{
  g_autofree char *form = NULL;
  g_autofree char *old_escaped = g_uri_escape_string (old, NULL, FALSE);
  g_autofree char *new_escaped = g_uri_escape_string (new, NULL, FALSE);

  form = g_strconcat ("old=", old_escaped, "&new=", new_escaped, NULL);
  return aft_console_fixture_post_own (fixture, "/console/password", form);
}

static void
open_page (Fixture *fixture, const char *name)
{
  g_assert_cmpint (sign_in (fixture, name, GOOD), ==, 303);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 200);
}

static void
test_change_needs_the_old (Fixture *fixture, gconstpointer unused)
{
  open_page (fixture, "chen");
  g_assert_cmpint (change (fixture, "not the password", NEW), ==, 401);
  g_assert_cmpint (sign_in (fixture, "chen", GOOD), ==, 303);
}

static void
test_guessing_the_old_is_slowed (Fixture *fixture, gconstpointer unused)
{
  int status = 401;

  open_page (fixture, "chen");
  for (guint i = 0; i < 20 && status == 401; i++)
    status = change (fixture, "not the password", NEW);
  g_assert_cmpint (status, ==, 429);
}

static void
test_weak_is_not_taken (Fixture *fixture, gconstpointer unused)
{
  open_page (fixture, "chen");
  g_assert_cmpint (change (fixture, GOOD, "short"), ==, 422);
  g_assert_cmpint (fixture->fault, ==, AFT_PASSWORD_TOO_SHORT);
  g_assert_cmpint (change (fixture, GOOD, "password123456"), ==, 422);
  g_assert_cmpint (fixture->fault, ==, AFT_PASSWORD_COMMON);
  g_assert_cmpint (change (fixture, GOOD, "chen12345678"), ==, 422);
  g_assert_cmpint (fixture->fault, ==, AFT_PASSWORD_NAME);
  g_assert_cmpint (sign_in (fixture, "chen", GOOD), ==, 303);
}

static void
test_change_ends_all_other_logins (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *elsewhere = NULL;
  g_autofree char *former = NULL;

  open_page (fixture, "chen");
  elsewhere = g_steal_pointer (&fixture->browser.cookie);
  open_page (fixture, "chen");
  former = g_strdup (fixture->browser.cookie);
  g_assert_cmpint (change (fixture, GOOD, NEW), ==, 303);
  g_assert_cmpstr (fixture->browser.cookie, !=, former);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 200);
  for (guint i = 0; i < 2; i++)
    {
      g_free (fixture->browser.cookie);
      fixture->browser.cookie = g_strdup (i == 0 ? elsewhere : former);
      g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 303);
    }
  g_assert_cmpint (sign_in (fixture, "chen", GOOD), ==, 401);
  g_assert_cmpint (sign_in (fixture, "chen", NEW), ==, 303);
}

/* -- asked once more -------------------------------------------------------------------------- */

static int
confirm (Fixture *fixture, const char *password)
{
  g_autofree char *escaped = g_uri_escape_string (password, NULL, FALSE);
  g_autofree char *form = g_strconcat ("password=", escaped, NULL);

  return aft_console_fixture_post_own (fixture, "/console/confirm", form);
}

/* Nothing begins or ends by it, and nobody may guess for ever from an open page. */
static void
test_own_password_is_told_from_others (Fixture *fixture, gconstpointer unused)
{
  guint tries = 2;

  sign_in (fixture, "chen", GOOD);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 200);
  g_assert_cmpint (confirm (fixture, GOOD), ==, 303);
  g_assert_cmpint (fixture->verdict, ==, AFT_CONSOLE_DONE);
  g_assert_null (fixture->hash);
  g_assert_cmpint (confirm (fixture, ""), ==, 401);
  while (confirm (fixture, NEW) == 401)
    tries++;
  g_assert_cmpint (fixture->verdict, ==, AFT_CONSOLE_WAIT);
  g_assert_cmpuint (tries, <, 12);
  g_assert_cmpint (confirm (fixture, GOOD), ==, 429);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 200);
}

static void
test_managers_make_passwords (Fixture *fixture, gconstpointer unused)
{
  aft_console_fixture_add_user (fixture, "li", AFT_ROLE_MANAGER);
  open_page (fixture, "li");
  g_assert_cmpint (
      aft_console_fixture_post_own (fixture, "/console/user", "name=wang&password=wang1234567890"),
      ==, 422);
  g_assert_cmpint (fixture->fault, ==, AFT_PASSWORD_NAME);
  g_assert_null (fixture->hash);
  g_assert_cmpint (aft_console_fixture_post_own (fixture, "/console/user",
                                                 "name=wang&password=dumplings+in+hot+broth"),
                   ==, 303);
  g_assert_true (aft_password_matches (NEW, fixture->hash));
}

/* -- the first owner ------------------------------------------------------------------------------
 */

#define OWNER "name=zhang&public-name=%E5%BC%A0%E6%80%BB&password=dumplings+in+hot+broth"

/* The address of a code that is good for ten minutes. */
static char *
print_code (Fixture *fixture)
{
  g_autofree char *code = aft_device_token_generate (fixture->house.random);
  AftDigest digest = aft_digest_of_text (code);
  gint64 expires_ms = aft_clock_get_real_ms (fixture->house.clock) + 600000;
  g_autoptr (GError) error = NULL;

  g_assert_true (aft_house_store_put_setup_code_sync (fixture->house.store, &digest, expires_ms,
                                                      "user:test", &error));
  return g_strconcat ("/console/setup/", code, NULL);
}

static void
test_code_makes_the_owner (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *address = print_code (fixture);

  g_assert_cmpint (aft_console_fixture_get (fixture, address), ==, 303);
  g_assert_null (fixture->browser.cookie);
  g_assert_cmpint (aft_console_fixture_post (fixture, address, OWNER), ==, 303);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/managers"), ==, 200);
  g_assert_cmpint (sign_in (fixture, "zhang", NEW), ==, 303);
}

static void
test_code_is_good_once (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *address = print_code (fixture);

  g_assert_cmpint (aft_console_fixture_post (fixture, address, OWNER), ==, 303);
  g_assert_cmpint (aft_console_fixture_get (fixture, address), ==, 401);
  g_assert_cmpint (
      aft_console_fixture_post (fixture, address, "name=evil&password=dumplings+in+hot+broth"), ==,
      401);
}

static void
test_code_ends (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *address = print_code (fixture);

  aft_fake_clock_advance_seconds (fixture->house.fake, 601);
  g_assert_cmpint (aft_console_fixture_get (fixture, address), ==, 401);
  g_assert_cmpint (aft_console_fixture_post (fixture, address, OWNER), ==, 401);
}

static void
test_other_codes_open_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *address = print_code (fixture);
  g_autofree char *other = g_strdup (address);

  other[strlen (other) - 1] = g_str_has_suffix (address, "A") ? 'B' : 'A';
  g_assert_cmpint (aft_console_fixture_get (fixture, other), ==, 401);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/setup/AAAA"), ==, 401);
  g_assert_cmpint (aft_console_fixture_post (fixture, "/console/setup/AAAA", OWNER), ==, 401);
  /* Whoever has no code learns nothing of passwords, and costs nothing. */
  g_assert_cmpuint (count_hashes (fixture), ==, 0);
}

static void
test_guessing_codes_is_slowed (Fixture *fixture, gconstpointer unused)
{
  int status = 401;

  for (guint i = 0; i < FLOOD && status == 401; i++)
    status = aft_console_fixture_get (fixture, "/console/setup/AAAA");
  g_assert_cmpint (status, ==, 429);
}

static void
test_code_outlives_a_mistake (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *address = print_code (fixture);

  g_assert_cmpint (aft_console_fixture_post (fixture, address, "name=zhang&password=short"), ==,
                   422);
  g_assert_cmpint (
      aft_console_fixture_post (fixture, address, "name=chen&password=dumplings+in+hot+broth"), ==,
      500);
  g_assert_cmpint (fixture->code, ==, AFT_ERROR_CONFLICT);
  g_assert_cmpint (
      aft_console_fixture_post (fixture, address, "name=&password=dumplings+in+hot+broth"), ==,
      500);
  g_assert_cmpint (fixture->code, ==, AFT_ERROR_INVALID);
  g_assert_cmpint (aft_console_fixture_post (fixture, address, OWNER), ==, 303);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/auth/console-sign-in/" path, Fixture, NULL, aft_console_fixture_set_up, function,  \
              aft_console_fixture_tear_down)

static void
add_owner_tests (void)
{
  ADD ("code-makes-the-owner", test_code_makes_the_owner);
  ADD ("code-is-good-once", test_code_is_good_once);
  ADD ("code-ends", test_code_ends);
  ADD ("other-codes-open-nothing", test_other_codes_open_nothing);
  ADD ("guessing-codes-is-slowed", test_guessing_codes_is_slowed);
  ADD ("code-outlives-a-mistake", test_code_outlives_a_mistake);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("right-password-signs-in", test_right_password_signs_in);
  ADD ("name-may-be-in-any-case", test_name_may_be_in_any_case);
  ADD ("password-is-taken-as-typed", test_password_is_taken_as_typed);
  ADD ("unknown-costs-what-wrong-does", test_unknown_costs_what_wrong_does);
  ADD ("first-known-costs-what-first-unknown-does", test_first_known_costs_what_first_unknown_does);
  ADD ("nobodys-password-opens-nothing", test_nobodys_password_opens_nothing);
  ADD ("refusals-look-the-same", test_refusals_look_the_same);
  ADD ("each-sign-in-has-its-own-secret", test_each_sign_in_has_its_own_secret);
  ADD ("guessing-is-slowed", test_guessing_is_slowed);
  ADD ("nobody-is-locked-out-for-ever", test_nobody_is_locked_out_for_ever);
  ADD ("nobody-locks-others-out", test_nobody_locks_others_out);
  ADD ("other-names-are-free", test_other_names_are_free);
  ADD ("names-by-the-dozen-are-slowed", test_names_by_the_dozen_are_slowed);
  ADD ("success-forgives", test_success_forgives);
  ADD ("ipv6-network-is-one-sender", test_ipv6_network_is_one_sender);
  ADD ("flood-stands-in-no-line", test_flood_stands_in_no_line);
  ADD ("flood-ends", test_flood_ends);
  ADD ("long-input-is-wrong-only", test_long_input_is_wrong_only);
  ADD ("log-names-no-one-unknown", test_log_names_no_one_unknown);
  ADD ("change-needs-the-old", test_change_needs_the_old);
  ADD ("guessing-the-old-is-slowed", test_guessing_the_old_is_slowed);
  ADD ("weak-is-not-taken", test_weak_is_not_taken);
  ADD ("change-ends-all-other-logins", test_change_ends_all_other_logins);
  ADD ("ones-own-password-is-told-from-others", test_own_password_is_told_from_others);
  ADD ("managers-make-passwords", test_managers_make_passwords);
  add_owner_tests ();
  return g_test_run ();
}
