/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the pages of a second factor: shown once to one login, asked for after the password, and
 * switched off by oneself or by whoever manages one. What codes are worth is tried with the auth.
 */
#include "aft-page-fixture.h"

#include <string.h>

#include "aft-console-auth.h"
#include "aft-fixture-vault.h"
#include "aft-house-store-people.h"

#define PASSWORD "three-hens-and-a-lantern"
#define SETUP    "/console/setup/w2G8bhT7wkdK3bkLy6XjsJAoAnG_VZ2gIjKYO-B-zFE"
#define OWN      "/console/second-factor"
#define PICTURE  OWN "/picture"
#define DOOR     "/console/sign-in/code"
#define STAFF    "/console/settings/staff"

static char *
dup_between (const char *text, const char *before, const char *end)
{
  const char *at = strstr (text, before);
  g_assert_nonnull (at);
  at += strlen (before);
  return g_strndup (at, strcspn (at, end));
}

static void
take_token (AftPageFixture *fixture)
{
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/password"), ==, 200);
  g_free (fixture->form_token);
  fixture->form_token
      = dup_between (fixture->body, "name=\"" AFT_CONSOLE_FORM_TOKEN "\" value=\"", "\"");
}

/* "mei", an owner with a password that is known, is signed in. */
static void
come_in (AftPageFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  const AftDigest digest = aft_digest_of_text (strrchr (SETUP, '/') + 1);
  gint64 expires_ms = aft_clock_get_real_ms (fixture->house.clock) + 600000;
  g_assert_true (aft_house_store_put_setup_code_sync (fixture->house.store, &digest, expires_ms,
                                                      "collector", &error));
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, SETUP "?language=en",
                                              "name=mei&public-name=&new-password=" PASSWORD
                                              "&again=" PASSWORD),
                   ==, 303);
  take_token (fixture);
  g_assert_cmpint (aft_page_fixture_post (fixture, "/console/language", "language", "en", NULL), ==,
                   303);
}

/* The secret that the page shows. */
static char *
begin (AftPageFixture *fixture)
{
  g_autofree char *groups = NULL;
  g_auto (GStrv) words = NULL;
  g_assert_cmpint (aft_page_fixture_post (fixture, OWN "/begin", NULL, NULL), ==, 303);
  g_assert_cmpstr (fixture->location, ==, OWN);
  g_assert_cmpint (aft_page_fixture_get (fixture, OWN), ==, 200);
  groups = dup_between (fixture->body, "<code class=\"secret\" translate=\"no\">", "<");
  words = g_strsplit (groups, " ", -1);
  g_assert_cmpuint (g_strv_length (words), ==, 8);
  return g_strjoinv ("", words);
}

static char *
dup_code (AftPageFixture *fixture, const char *secret)
{
  return aft_fixture_dup_code (secret, aft_clock_get_real_ms (fixture->house.clock));
}

static char *
switch_on (AftPageFixture *fixture)
{
  char *secret = begin (fixture);
  g_autofree char *code = dup_code (fixture, secret);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, OWN "/on", "password", PASSWORD, "code", code, NULL), ==,
      303);
  g_assert_cmpstr (fixture->location, ==, OWN "?said=code-on");
  aft_fake_clock_advance_seconds (fixture->house.fake, 30);
  return secret;
}

static void
test_shown_to_one_login (AftPageFixture *fixture, gconstpointer unused)
{
  g_autofree char *secret = NULL;
  come_in (fixture);
  g_assert_cmpint (aft_page_fixture_get (fixture, PICTURE), ==, 404);
  g_assert_cmpint (aft_page_fixture_get (fixture, OWN), ==, 200);
  aft_page_fixture_assert_says (fixture, "It is off");
  aft_page_fixture_assert_silent (fixture, "<img");
  secret = begin (fixture);
  aft_page_fixture_assert_says (fixture, "src=\"" PICTURE "\"");
  g_assert_cmpint (aft_page_fixture_get (fixture, PICTURE), ==, 200);
  aft_page_fixture_assert_says (fixture, "<svg");
  aft_page_fixture_assert_silent (fixture, secret);
  aft_page_fixture_sign_in (fixture, "mei");
  g_assert_cmpint (aft_page_fixture_get (fixture, PICTURE), ==, 404);
  g_assert_cmpint (aft_page_fixture_get (fixture, OWN), ==, 200);
  aft_page_fixture_assert_says (fixture, "It is off");
  g_clear_pointer (&fixture->browser.cookie, g_free);
  g_assert_cmpint (aft_page_fixture_get (fixture, PICTURE), ==, 303);
}

static void
test_found_under_settings (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/settings"), ==, 200);
  aft_page_fixture_assert_says (fixture, "href=\"" OWN "\"");
  g_assert_cmpint (aft_page_fixture_get (fixture, OWN), ==, 200);
}

static void
test_nothing_stored_is_kept (AftPageFixture *fixture, gconstpointer unused)
{
  come_in (fixture);
  g_autofree char *secret = begin (fixture);
  g_autoptr (AftHttpReply) page = aft_browser_ask (&fixture->browser, OWN, NULL);
  g_autoptr (AftHttpReply) picture = aft_browser_ask (&fixture->browser, PICTURE, NULL);
  g_assert_cmpstr (aft_http_reply_get_header (page, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (aft_http_reply_get_header (picture, "Cache-Control"), ==, "no-store");
  g_assert_true (g_str_has_prefix (aft_http_reply_get_content_type (picture), "image/svg+xml"));
  g_assert_cmpuint (strlen (secret), ==, 32);
}

static void
test_on_needs_both (AftPageFixture *fixture, gconstpointer unused)
{
  come_in (fixture);
  g_autofree char *secret = begin (fixture);
  g_autofree char *code = dup_code (fixture, secret);
  aft_page_fixture_assert_guarded (fixture, OWN "/begin");
  aft_page_fixture_assert_guarded (fixture, OWN "/on");
  aft_page_fixture_assert_guarded (fixture, OWN "/off");
  g_assert_cmpint (
      aft_page_fixture_post (fixture, OWN "/on", "password", "wrong", "code", code, NULL), ==, 403);
  aft_page_fixture_assert_says (fixture, "role=\"alert\"");
  g_assert_cmpint (aft_page_fixture_post (fixture, OWN "/on", "password", PASSWORD, "code",
                                          AFT_PAGE_HOSTILE, NULL),
                   ==, 403);
  aft_page_fixture_assert_silent (fixture, "alert(1)");
  aft_page_fixture_assert_silent (fixture, PASSWORD);
  aft_fake_clock_advance_seconds (fixture->house.fake, 900);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, OWN "/on", "password", PASSWORD, "code", code, NULL), ==,
      303);
  g_assert_cmpstr (fixture->location, ==, OWN "?said=too-late");
}

static void
test_asked_after_the_password (AftPageFixture *fixture, gconstpointer unused)
{
  come_in (fixture);
  g_autofree char *secret = switch_on (fixture);
  g_autofree char *code = dup_code (fixture, secret);
  g_autofree char *form = g_strconcat ("next=/console/cases&code=", code, NULL);
  g_assert_cmpint (aft_page_fixture_get (fixture, fixture->location), ==, 200);
  aft_page_fixture_assert_says (fixture, "It is on");
  aft_page_fixture_assert_silent (fixture, "class=\"secret\"");
  g_assert_cmpint (aft_page_fixture_get (fixture, PICTURE), ==, 404);
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, AFT_CONSOLE_SIGN_IN "?language=en",
                                              "name=mei&password=" PASSWORD "&next=/console/cases"),
                   ==, 303);
  g_assert_cmpstr (fixture->location, ==, DOOR "?next=%2Fconsole%2Fcases");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/cases"), ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, DOOR "?language=en&next=/console/cases"), ==,
                   200);
  aft_page_fixture_assert_says (fixture, "autocomplete=\"one-time-code\"");
  aft_page_fixture_assert_says (fixture, "inputmode=\"numeric\"");
  aft_page_fixture_assert_says (fixture, "name=\"next\" value=\"/console/cases\"");
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, DOOR, "next=/console/cases&code=12345x"), ==,
                   403);
  aft_page_fixture_assert_says (fixture, "name=\"next\" value=\"/console/cases\"");
  aft_page_fixture_assert_silent (fixture, "12345x");
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, DOOR, form), ==, 303);
  g_assert_cmpstr (fixture->location, ==, "/console/cases");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/cases"), ==, 200);
}

/* Whoever has not given the right password is not told that a code would be asked for. */
static void
test_door_is_shut_to_strangers (AftPageFixture *fixture, gconstpointer unused)
{
  come_in (fixture);
  g_autofree char *secret = switch_on (fixture);
  g_clear_pointer (&fixture->browser.cookie, g_free);
  g_assert_cmpint (aft_page_fixture_get (fixture, DOOR "?next=/console/cases"), ==, 303);
  g_assert_cmpstr (fixture->location, ==, AFT_CONSOLE_SIGN_IN "?next=%2Fconsole%2Fcases");
  g_assert_cmpint (aft_page_fixture_get (fixture, DOOR "?next=//evil.example"), ==, 303);
  g_assert_cmpstr (fixture->location, ==, AFT_CONSOLE_SIGN_IN "?next=%2Fconsole");
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, DOOR, "next=/console/cases&code=123456"), ==,
                   303);
  g_assert_cmpint (aft_page_fixture_get (fixture, fixture->location), ==, 200);
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, AFT_CONSOLE_SIGN_IN "?language=en",
                                              "name=mei&password=wrong&next=/console"),
                   ==, 403);
  aft_page_fixture_assert_silent (fixture, secret);
  aft_page_fixture_assert_silent (fixture, "one-time-code");
}

static void
test_off_needs_both (AftPageFixture *fixture, gconstpointer unused)
{
  come_in (fixture);
  g_autofree char *secret = switch_on (fixture);
  g_autofree char *code = dup_code (fixture, secret);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, OWN "/off", "password", "wrong", "code", code, NULL), ==,
      403);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, OWN "/off", "password", PASSWORD, "code", code, NULL), ==,
      303);
  g_assert_cmpint (aft_page_fixture_get (fixture, OWN), ==, 200);
  aft_page_fixture_assert_says (fixture, "It is off");
  g_assert_cmpint (
      aft_page_fixture_post_raw (fixture, AFT_CONSOLE_SIGN_IN, "name=mei&password=" PASSWORD), ==,
      303);
  g_assert_cmpstr (fixture->location, ==, "/console");
}

/* -- others' ----------------------------------------------------------------------------------- */

static void
put_factor (AftPageFixture *fixture, const AftId *user_id)
{
  g_autoptr (GError) error = NULL;
  const AftHouseSecondFactor factor = { .sealed = "0123456789abcdef.box", .step = 7 };
  g_assert_true (aft_house_store_set_second_factor_sync (fixture->house.store, user_id, &factor,
                                                         "user:test", &error));
}

static gboolean
has_factor (AftPageFixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseUser) user
      = aft_house_store_find_user_sync (fixture->house.store, name, &error);
  g_assert_no_error (error);
  return user->second_factor != NULL;
}

static void
test_who_manages_one_helps (AftPageFixture *fixture, gconstpointer unused)
{
  AftId cai = aft_page_fixture_get_user (fixture, "cai");
  g_autofree char *page = aft_page_fixture_dup_path (STAFF, &cai, NULL);
  g_autofree char *off = aft_page_fixture_dup_path (STAFF, &cai, "second-factor-off");
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, page), ==, 200);
  aft_page_fixture_assert_silent (fixture, "second-factor-off");
  put_factor (fixture, &cai);
  g_assert_cmpint (aft_page_fixture_get (fixture, page), ==, 200);
  aft_page_fixture_assert_says (fixture, off);
  aft_page_fixture_assert_guarded (fixture, off);
  g_assert_cmpint (aft_page_fixture_post (fixture, off, NULL, NULL), ==, 303);
  g_assert_false (has_factor (fixture, "cai"));
  g_assert_cmpint (aft_page_fixture_post (fixture, off, NULL, NULL), ==, 303);
}

static void
test_nobody_else_does (AftPageFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *who;
    const char *whose;
    int status;
  } tries[] = {
    { "ding", "cai", 404 }, { "cai", "cai", 403 }, { "bo", "bao", 404 },
    { "bo", "an", 404 },    { "bo", "bo", 404 },   { "an", "an", 404 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      AftId whose = aft_page_fixture_get_user (fixture, tries[i].whose);
      g_autofree char *off = aft_page_fixture_dup_path (STAFF, &whose, "second-factor-off");
      if (!has_factor (fixture, tries[i].whose))
        put_factor (fixture, &whose);
      aft_page_fixture_sign_in (fixture, tries[i].who);
      g_assert_cmpint (aft_page_fixture_post (fixture, off, NULL, NULL), ==, tries[i].status);
      g_assert_true (has_factor (fixture, tries[i].whose));
    }
}

#define ADD(name, test)                                                                            \
  g_test_add ("/console/second-factor/" name, AftPageFixture, NULL, aft_page_fixture_set_up, test, \
              aft_page_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-secret-is-shown-to-one-login", test_shown_to_one_login);
  ADD ("everybody-finds-it-under-settings", test_found_under_settings);
  ADD ("browsers-keep-nothing-of-it", test_nothing_stored_is_kept);
  ADD ("on-needs-password-and-code-in-time", test_on_needs_both);
  ADD ("the-code-is-asked-for-after-the-password", test_asked_after_the_password);
  ADD ("the-door-is-shut-to-strangers", test_door_is_shut_to_strangers);
  ADD ("off-needs-password-and-code", test_off_needs_both);
  ADD ("who-manages-one-helps", test_who_manages_one_helps);
  ADD ("nobody-else-does", test_nobody_else_does);
  return g_test_run ();
}
