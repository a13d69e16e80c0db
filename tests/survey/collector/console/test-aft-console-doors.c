/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the console's doors: what is shown before the sign-in, and of one's own. Whether a
 * password is right is tried with the auth. */
#include "aft-page-fixture.h"

#include <string.h>

#include "aft-console-auth.h"
#include "aft-house-store-people.h"

#define PASSWORD "three-hens-and-a-lantern"
#define OTHER    "seven-bowls-of-clear-soup"
#define CODE     "w2G8bhT7wkdK3bkLy6XjsJAoAnG_VZ2gIjKYO-B-zFE"
#define SETUP    "/console/setup/" CODE

static void
put_code (AftPageFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  const AftDigest digest = aft_digest_of_text (CODE);
  gint64 expires_ms = aft_clock_get_real_ms (fixture->house.clock) + 600000;
  g_assert_true (aft_house_store_put_setup_code_sync (fixture->house.store, &digest, expires_ms,
                                                      "collector", &error));
  g_assert_no_error (error);
}

/* The first owner comes in by the address that setup prints. */
static void
come_in (AftPageFixture *fixture)
{
  put_code (fixture);
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, SETUP,
                                              "name=mei&public-name=&new-password=" PASSWORD
                                              "&again=" PASSWORD),
                   ==, 303);
  g_assert_cmpstr (fixture->location, ==, "/console?said=set-up");
}

static void
test_signed_out (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const closed[] = { "/console", "/console/cases", "/console/password" };
  for (gsize i = 0; i < G_N_ELEMENTS (closed); i++)
    {
      g_assert_cmpint (aft_page_fixture_get (fixture, closed[i]), ==, 303);
      g_assert_true (g_str_has_prefix (fixture->location, AFT_CONSOLE_SIGN_IN));
    }
  fixture->browser.accept = "text/event-stream";
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/events"), ==, 401);
}

static void
test_sign_in_page (AftPageFixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/sign-in?language=en"), ==, 200);
  aft_page_fixture_assert_says (fixture, "<html lang=\"en\">");
  aft_page_fixture_assert_says (fixture, "type=\"password\"");
  aft_page_fixture_assert_silent (fixture, "class=\"rail\"");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/sign-in?next=https://evil.example"), ==,
                   200);
  aft_page_fixture_assert_says (fixture, "name=\"next\" value=\"/console\"");
}

static void
test_sign_in (AftPageFixture *fixture, gconstpointer unused)
{
  come_in (fixture);
  g_clear_pointer (&fixture->browser.cookie, g_free);
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, AFT_CONSOLE_SIGN_IN,
                                              "name=%3Cmei%3E&password=wrong&next=/console/cases"),
                   ==, 403);
  aft_page_fixture_assert_says (fixture, "role=\"alert\"");
  aft_page_fixture_assert_says (fixture, "value=\"&lt;mei&gt;\"");
  aft_page_fixture_assert_silent (fixture, "wrong\"");
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, AFT_CONSOLE_SIGN_IN,
                                              "name=mei&password=" PASSWORD "&next=/console/cases"),
                   ==, 303);
  g_assert_cmpstr (fixture->location, ==, "/console/cases");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/cases"), ==, 200);
}

static void
test_next_is_ours (AftPageFixture *fixture, gconstpointer unused)
{
  come_in (fixture);
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, AFT_CONSOLE_SIGN_IN,
                                              "name=mei&password=" PASSWORD "&next=//evil.example"),
                   ==, 303);
  g_assert_cmpstr (fixture->location, ==, "/console");
}

static void
test_setup (AftPageFixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (aft_page_fixture_get (fixture, SETUP), ==, 404);
  put_code (fixture);
  g_assert_cmpint (aft_page_fixture_get (fixture, SETUP "?language=en"), ==, 200);
  aft_page_fixture_assert_says (fixture, "You are the first here");
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, SETUP "?language=en",
                                              "name=mei&new-password=" PASSWORD "&again=other"),
                   ==, 422);
  aft_page_fixture_assert_says (fixture, "not the same");
  g_assert_cmpint (
      aft_page_fixture_post_raw (fixture, SETUP, "name=mei&new-password=12345678&again=12345678"),
      ==, 422);
  come_in (fixture);
  g_assert_cmpint (aft_page_fixture_get (fixture, fixture->location), ==, 200);
  g_assert_cmpint (aft_page_fixture_get (fixture, SETUP), ==, 404);
}

static void
take_token (AftPageFixture *fixture)
{
  static const char before[] = "name=\"" AFT_CONSOLE_FORM_TOKEN "\" value=\"";
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/password"), ==, 200);
  const char *at = strstr (fixture->body, before) + strlen (before);
  g_free (fixture->form_token);
  fixture->form_token = g_strndup (at, strcspn (at, "\""));
}

static void
test_password (AftPageFixture *fixture, gconstpointer unused)
{
  come_in (fixture);
  take_token (fixture);
  aft_page_fixture_assert_guarded (fixture, "/console/password");
  g_assert_cmpint (aft_page_fixture_post (fixture, "/console/password", "old-password", OTHER,
                                          "new-password", OTHER, "again", OTHER, NULL),
                   ==, 403);
  g_assert_cmpint (aft_page_fixture_post (fixture, "/console/password", "old-password", PASSWORD,
                                          "new-password", OTHER, "again", PASSWORD, NULL),
                   ==, 422);
  g_assert_cmpint (aft_page_fixture_post (fixture, "/console/password", "old-password", PASSWORD,
                                          "new-password", OTHER, "again", OTHER, NULL),
                   ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, fixture->location), ==, 200);
}

/* It is kept for the next time, and nobody else's. */
static void
test_language (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_post (fixture, "/console/language", "language", "zh-TW", "back",
                                          "/console/cases", NULL),
                   ==, 303);
  g_assert_cmpstr (fixture->location, ==, "/console/cases");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/cases"), ==, 200);
  aft_page_fixture_assert_says (fixture, "<html lang=\"zh-TW\">");
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/cases"), ==, 200);
  aft_page_fixture_assert_says (fixture, "<html lang=\"en\">");
  g_assert_cmpint (aft_page_fixture_post (fixture, "/console/language", "language", "en", "back",
                                          "https://evil.example", NULL),
                   ==, 303);
  g_assert_cmpstr (fixture->location, ==, "/console");
}

static void
test_sign_out (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "cai");
  aft_page_fixture_assert_guarded (fixture, "/console/sign-out");
  g_assert_cmpint (aft_page_fixture_post (fixture, "/console/sign-out", NULL, NULL), ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 303);
}

static void
test_files (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const files[]
      = { "console.css", "console.js", "tokens-web.css", "aft-bell.svg" };
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *target = g_strconcat ("/console/files/", files[i], NULL);
      g_assert_cmpint (aft_page_fixture_get (fixture, target), ==, 200);
      g_assert_cmpuint (strlen (fixture->body), >, 100);
    }
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/files/passwd"), ==, 303);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/console/doors/" name, AftPageFixture, NULL, aft_page_fixture_set_up, test,         \
              aft_page_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("who-is-signed-out-is-led-to-the-door", test_signed_out);
  ADD ("the-door-speaks-and-leads-nowhere-else", test_sign_in_page);
  ADD ("a-wrong-password-is-said-and-not-repeated", test_sign_in);
  ADD ("the-way-on-is-a-page-of-the-console", test_next_is_ours);
  ADD ("the-first-owner-comes-in-once", test_setup);
  ADD ("one-s-own-password-is-changed-with-the-old-one", test_password);
  ADD ("a-language-is-one-s-own", test_language);
  ADD ("who-signs-out-is-out", test_sign_out);
  ADD ("files-are-had-by-anybody-and-no-others", test_files);
  return g_test_run ();
}
