/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses that the console does not have, or does not take in that way: a page like the others
 * for who is signed in, and for who is not no difference to those that are there. */
#include <string.h>

#include "aft-page-fixture.h"

#define CASE "018f3c2a-1b2c-7d3e-8f40-5a6b7c8d9e0f"

/* None of them is there. */
static const char *const unknown[]
    = { "/console/nonsense", "/console/cases/" CASE "/note/nonsense", "/console/",
        "/console/settings/nonsense/at/all", "/console/cases/not-an-id" };

static void
assert_page (AftPageFixture *fixture, const char *title)
{
  g_assert_true (g_str_has_prefix (fixture->body, "<!DOCTYPE html>"));
  aft_page_fixture_assert_says (fixture, title);
  aft_page_fixture_assert_says (fixture, "href=\"/console\"");
  aft_page_fixture_assert_says (fixture, "class=\"rail\"");
}

static void
test_unknown_is_a_page (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "cai");
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_assert_cmpint (aft_page_fixture_get (fixture, unknown[i]), ==, 404);
      assert_page (fixture, "This is not here");
      g_assert_cmpint (aft_page_fixture_post (fixture, unknown[i], "a", AFT_PAGE_HOSTILE, NULL), ==,
                       404);
      assert_page (fixture, "This is not here");
      aft_page_fixture_assert_silent (fixture, "alert(1)");
    }
}

/* Reloading what a form was sent to asks for it with GET. */
static void
test_other_method_is_a_page (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/duty"), ==, 405);
  assert_page (fixture, "This address is not asked in that way.");
  g_assert_cmpint (aft_page_fixture_post (fixture, "/console/cases", NULL, NULL), ==, 405);
  assert_page (fixture, "This address is not asked in that way.");
  fixture->browser.type = "text/plain";
  g_assert_cmpint (aft_page_fixture_post (fixture, "/console/duty", NULL, NULL), ==, 415);
  assert_page (fixture, "This address is not asked in that way.");
}

static void
test_allow_is_told (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "cai");
  g_autoptr (AftHttpReply) reply = aft_browser_ask (&fixture->browser, "/console/duty", NULL);
  g_assert_cmpint (aft_http_reply_get_status (reply), ==, 405);
  g_assert_cmpstr (aft_http_reply_get_header (reply, "Allow"), ==, "OPTIONS, POST");
}

static void
test_strangers_see_no_difference (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const known[] = { "/console/cases", "/console/duty", "/console/kiosks" };
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_assert_cmpint (aft_page_fixture_get (fixture, unknown[i]), ==, 303);
      g_assert_true (g_str_has_prefix (fixture->location, "/console/sign-in?next="));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_assert_cmpint (aft_page_fixture_get (fixture, known[i]), ==, 303);
      g_assert_true (g_str_has_prefix (fixture->location, "/console/sign-in?next="));
    }
}

/* The same status and the same page, to the letter. */
static void
assert_alike (AftPageFixture *fixture, const char *origin, const char *type, int status)
{
  fixture->browser.origin = origin;
  fixture->browser.type = type;
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, "/console/duty", "a=b"), ==, status);
  g_autofree char *there = g_strdup (fixture->body);
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, "/console/duly", "a=b"), ==, status);
  g_auto (GStrv) parts = g_strsplit (fixture->body, "/console/duly", -1);
  g_autofree char *elsewhere = g_strjoinv ("/console/duty", parts);
  g_assert_cmpstr (elsewhere, ==, there);
}

static void
test_strangers_forms_see_no_difference (AftPageFixture *fixture, gconstpointer unused)
{
  assert_alike (fixture, "http://127.0.0.1:8460", NULL, 401);
  assert_alike (fixture, "http://127.0.0.1:8460", "text/plain", 401);
  assert_alike (fixture, "https://elsewhere.example", NULL, 403);
  assert_alike (fixture, "https://elsewhere.example", "application/json", 403);
}

static void
test_languages (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_post (fixture, "/console/language", "language", "zh-TW", "back",
                                          "/console", NULL),
                   ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/nonsense"), ==, 404);
  aft_page_fixture_assert_says (fixture, "<html lang=\"zh-TW\">");
}

static void
add (const char *name, void (*test) (AftPageFixture *, gconstpointer))
{
  g_test_add (name, AftPageFixture, NULL, aft_page_fixture_set_up, test,
              aft_page_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/console/lost/an-unknown-address-is-a-page", test_unknown_is_a_page);
  add ("/console/lost/another-method-is-a-page", test_other_method_is_a_page);
  add ("/console/lost/what-is-allowed-is-told", test_allow_is_told);
  add ("/console/lost/strangers-see-no-difference", test_strangers_see_no_difference);
  add ("/console/lost/strangers-forms-see-no-difference", test_strangers_forms_see_no_difference);
  add ("/console/lost/in-the-readers-language", test_languages);
  return g_test_run ();
}
