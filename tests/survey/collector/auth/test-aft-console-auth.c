/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of who is let in to a page of the console, and whose forms are taken. */
#include "aft-console-fixture.h"

#include <string.h>

#include "aft-device-token.h"

#define IDLE_SECONDS (AFT_HOUSE_LOGIN_IDLE_MS / 1000)
#define MAX_SECONDS  (AFT_HOUSE_LOGIN_MAX_MS / 1000)

typedef AftConsoleFixture Fixture;

static void
sign_in (Fixture *fixture)
{
  g_assert_cmpint (aft_console_fixture_sign_in (fixture, "chen", AFT_FIXTURE_PASSWORD), ==, 303);
  g_assert_nonnull (fixture->browser.cookie);
}

/* Signed in, with the token of a page. */
static void
open_page (Fixture *fixture)
{
  sign_in (fixture);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 200);
}

static void
assert_sent_to (Fixture *fixture, const char *target, const char *location)
{
  g_autoptr (AftHttpReply) reply = aft_browser_ask (&fixture->browser, target, NULL);

  g_assert_cmpint (aft_http_reply_get_status (reply), ==, 303);
  g_assert_cmpstr (aft_http_reply_get_header (reply, "Location"), ==, location);
}

static void
test_stranger_is_sent_to_sign_in (Fixture *fixture, gconstpointer unused)
{
  assert_sent_to (fixture, "/console", "/console/sign-in");
  assert_sent_to (fixture, "/console/page", "/console/sign-in?next=%2Fconsole%2Fpage");
  assert_sent_to (fixture, "/console/page?state=new&q=a%20b",
                  "/console/sign-in?next=%2Fconsole%2Fpage%3Fstate%3Dnew%26q%3Da%2520b");
  g_assert_cmpuint (fixture->calls, ==, 0);
}

static void
test_way_back_is_the_consoles (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *many = g_strnfill (700, '%');
  g_autofree char *escaped = g_uri_escape_string (many, NULL, FALSE);
  g_autofree char *longer = g_strconcat ("/console/page?q=", escaped + 600, NULL);

  assert_sent_to (fixture, longer, "/console/sign-in");
  assert_sent_to (fixture, "/elsewhere", "/console/sign-in");
}

static void
test_stranger_cannot_post (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (aft_console_fixture_post (fixture, "/console/page", "a=b"), ==, 401);
  g_assert_cmpuint (fixture->calls, ==, 0);
}

static void
test_stream_of_stranger_ends (Fixture *fixture, gconstpointer unused)
{
  fixture->browser.accept = "text/event-stream";
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 401);
}

static void
test_signed_in_is_let_in (Fixture *fixture, gconstpointer unused)
{
  sign_in (fixture);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 200);
  g_assert_cmpuint (fixture->calls, ==, 1);
}

static void
test_wrong_cookies_are_strangers (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *good = NULL;
  g_autofree char *other = NULL;
  const char *wrong[]
      = { AFT_CONSOLE_COOKIE "=", AFT_CONSOLE_COOKIE "=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
          "aftertaste=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", NULL, NULL };

  sign_in (fixture);
  good = g_steal_pointer (&fixture->browser.cookie);
  other = g_strconcat (good, "; ", good, NULL);
  wrong[3] = other;                  /* twice */
  wrong[4] = strchr (good, '=') + 1; /* without its name */
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_clear_pointer (&fixture->browser.cookie, g_free);
      fixture->browser.cookie = g_strdup (wrong[i]);
      g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 303);
    }
  g_clear_pointer (&fixture->browser.cookie, g_free);
  fixture->browser.cookie = g_strconcat ("theme=dark; ", good, "; a=b", NULL);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 200);
}

static void
test_cookie_is_kept_from_all_but_us (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHttpReply) reply = aft_browser_ask (&fixture->browser, "/console/sign-in",
                                                    "name=chen&password=noodles+with+peanut+oil");
  const char *cookie = aft_http_reply_get_header (reply, "Set-Cookie");
  g_autofree char *token = NULL;
  AftDigest digest;

  g_assert_true (g_str_has_prefix (cookie, "__Host-aftertaste="));
  g_assert_cmpstr (strchr (cookie, ';'), ==, "; Path=/; Secure; HttpOnly; SameSite=Strict");
  token = g_strndup (strchr (cookie, '=') + 1, AFT_DEVICE_TOKEN_LENGTH);
  g_assert_true (aft_device_token_digest (token, &digest));
}

static void
test_secret_is_not_stored (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *sql = NULL;
  const char *token;

  sign_in (fixture);
  token = strchr (fixture->browser.cookie, '=') + 1;
  sql = g_strdup_printf (
      "SELECT count(*) FROM login WHERE instr (cast (token_digest AS TEXT), '%s')"
      " OR address LIKE '%%%s%%'",
      token, token);
  g_clear_pointer (&fixture->auth, aft_console_auth_unref);
  aft_house_fixture_close (&fixture->house);
  g_assert_cmpint (aft_house_fixture_query (&fixture->house, "SELECT count(*) FROM login"), ==, 1);
  g_assert_cmpint (aft_house_fixture_query (&fixture->house, sql), ==, 0);
  aft_house_fixture_reopen (&fixture->house);
}

static void
test_role_must_be_enough (Fixture *fixture, gconstpointer unused)
{
  open_page (fixture);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/managers"), ==, 403);
  g_assert_cmpint (aft_console_fixture_post_own (fixture, "/console/managers", ""), ==, 403);
  g_assert_cmpuint (fixture->calls, ==, 1);
  /* At once, for the login that is there. */
  aft_console_fixture_change_user (fixture, "chen", AFT_ROLE_OWNER, 0);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/managers"), ==, 200);
}

static void
test_disabled_is_out_at_once (Fixture *fixture, gconstpointer unused)
{
  open_page (fixture);
  aft_console_fixture_change_user (fixture, "chen", AFT_ROLE_STAFF, 1);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 303);
  g_assert_cmpint (aft_console_fixture_post_own (fixture, "/console/page", ""), ==, 401);
}

static void
test_manager_ends_logins (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  open_page (fixture);
  g_assert_true (aft_house_store_end_logins_sync (fixture->house.store, &fixture->user_id, NULL,
                                                  "user:test", &error));
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 303);
}

static void
test_idle_login_ends (Fixture *fixture, gconstpointer unused)
{
  open_page (fixture);
  aft_fake_clock_advance_seconds (fixture->house.fake, IDLE_SECONDS + 1);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 303);
}

static void
test_used_login_lasts_to_its_end (Fixture *fixture, gconstpointer unused)
{
  gint64 passed = 0;

  open_page (fixture);
  for (; passed + IDLE_SECONDS / 2 < MAX_SECONDS; passed += IDLE_SECONDS / 2)
    {
      aft_fake_clock_advance_seconds (fixture->house.fake, IDLE_SECONDS / 2);
      g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 200);
    }
  aft_fake_clock_advance_seconds (fixture->house.fake, IDLE_SECONDS / 2);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 303);
}

static void
test_open_stream_is_no_use (Fixture *fixture, gconstpointer unused)
{
  open_page (fixture);
  fixture->browser.accept = "text/event-stream";
  aft_fake_clock_advance_seconds (fixture->house.fake, IDLE_SECONDS / 2 + 1);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 200);
  aft_fake_clock_advance_seconds (fixture->house.fake, IDLE_SECONDS / 2 + 1);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 401);
}

static void
test_form_needs_its_token (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *other = NULL;

  open_page (fixture);
  g_assert_cmpint (aft_console_fixture_post_own (fixture, "/console/page", "a=b"), ==, 200);
  g_assert_cmpuint (fixture->calls, ==, 2);
  g_assert_cmpint (aft_console_fixture_post (fixture, "/console/page", "a=b"), ==, 403);
  g_assert_cmpint (aft_console_fixture_post (fixture, "/console/page", AFT_CONSOLE_FORM_TOKEN "="),
                   ==, 403);
  other = g_strdup (fixture->form_token);
  other[0] = other[0] == 'a' ? 'b' : 'a';
  g_free (fixture->form_token);
  fixture->form_token = g_steal_pointer (&other);
  g_assert_cmpint (aft_console_fixture_post_own (fixture, "/console/page", "a=b"), ==, 403);
  g_assert_cmpuint (fixture->calls, ==, 2);
}

static void
test_form_with_file_needs_its_token (Fixture *fixture, gconstpointer unused)
{
  static const char part[] = "--b\r\nContent-Disposition: form-data; name=\"list\"; "
                             "filename=\"guests.csv\"\r\n\r\na,b\r\n";
  g_autofree char *bare = g_strconcat (part, "--b--\r\n", NULL);
  g_autofree char *whole = NULL;

  open_page (fixture);
  whole = g_strconcat (
      part, "--b\r\nContent-Disposition: form-data; name=\"" AFT_CONSOLE_FORM_TOKEN "\"\r\n\r\n",
      fixture->form_token, "\r\n--b--\r\n", NULL);
  fixture->browser.type = "multipart/form-data; boundary=b";
  g_assert_cmpint (aft_console_fixture_post (fixture, "/console/file", bare), ==, 403);
  g_assert_cmpuint (fixture->file_bytes, ==, 0);
  g_assert_cmpint (aft_console_fixture_post (fixture, "/console/file", whole), ==, 200);
  g_assert_cmpuint (fixture->file_bytes, ==, strlen ("a,b"));
  g_assert_cmpint (aft_console_fixture_post (fixture, "/console/file", "--b"), ==, 400);
}

static void
test_token_is_one_logins (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *former = NULL;

  open_page (fixture);
  former = g_strdup (fixture->form_token);
  open_page (fixture);
  g_assert_cmpstr (fixture->form_token, !=, former);
  g_free (fixture->form_token);
  fixture->form_token = g_steal_pointer (&former);
  g_assert_cmpint (aft_console_fixture_post_own (fixture, "/console/page", ""), ==, 403);
}

static void
test_token_is_not_the_secret (Fixture *fixture, gconstpointer unused)
{
  open_page (fixture);
  g_assert_null (strstr (fixture->browser.cookie, fixture->form_token));
  g_assert_null (strstr (fixture->form_token, strchr (fixture->browser.cookie, '=') + 1));
}

static void
test_others_pages_cannot_post (Fixture *fixture, gconstpointer unused)
{
  static const char *const origins[]
      = { NULL, "null", "http://evil.example:8460", "http://127.0.0.1:3000" };

  open_page (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      fixture->browser.origin = origins[i];
      g_assert_cmpint (aft_console_fixture_post_own (fixture, "/console/page", ""), ==, 403);
      g_assert_cmpint (aft_console_fixture_sign_in (fixture, "chen", AFT_FIXTURE_PASSWORD), ==,
                       403);
    }
  fixture->browser.origin = "http://127.0.0.1:8460";
  fixture->browser.site = "cross-site";
  g_assert_cmpint (aft_console_fixture_post_own (fixture, "/console/page", ""), ==, 403);
  g_assert_cmpuint (fixture->calls, ==, 1);
}

static void
test_behind_proxy_the_address_counts (Fixture *fixture, gconstpointer unused)
{
  const AftConsoleAuthOptions options
      = { .address = "https://console.example", .is_behind_proxy = TRUE };

  aft_console_fixture_remake (fixture, &options);
  fixture->browser.host = "console.example";
  fixture->browser.forwarded = "10.0.0.7";
  fixture->browser.origin = "https://console.example";
  open_page (fixture);
  g_assert_cmpint (aft_console_fixture_post_own (fixture, "/console/page", ""), ==, 200);
  fixture->browser.origin = "https://console.example:8443";
  g_assert_cmpint (aft_console_fixture_post_own (fixture, "/console/page", ""), ==, 403);
}

static void
test_bad_form_is_refused (Fixture *fixture, gconstpointer unused)
{
  open_page (fixture);
  g_assert_cmpint (aft_console_fixture_post (fixture, "/console/page", "a=%zz"), ==, 400);
  g_assert_cmpint (aft_console_fixture_post (fixture, "/console/page", "a=b&a=c"), ==, 400);
  g_assert_cmpint (aft_console_fixture_post (fixture, "/console/sign-in", "name=a&name=b"), ==,
                   400);
  g_assert_cmpuint (fixture->calls, ==, 1);
}

static void
test_sign_out_ends_it_here_and_there (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHttpReply) reply = NULL;
  g_autofree char *cookie = NULL;
  g_autofree char *form = NULL;

  open_page (fixture);
  cookie = g_strdup (fixture->browser.cookie);
  form = g_strconcat (AFT_CONSOLE_FORM_TOKEN "=", fixture->form_token, NULL);
  reply = aft_browser_ask (&fixture->browser, "/console/sign-out", form);
  g_assert_cmpint (aft_http_reply_get_status (reply), ==, 303);
  g_assert_cmpstr (aft_http_reply_get_header (reply, "Location"), ==, "/console/sign-in");
  g_assert_cmpstr (aft_http_reply_get_header (reply, "Clear-Site-Data"), ==,
                   "\"cache\", \"cookies\", \"storage\"");
  g_assert_null (fixture->browser.cookie);
  fixture->browser.cookie = g_steal_pointer (&cookie);
  g_assert_cmpint (aft_console_fixture_get (fixture, "/console/page"), ==, 303);
}

static void
test_venues_are_the_users (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  const AftHouseLogin login = { .id = fixture->user_id };
  AftHouseUser user = { .name = (char *) "li", .venue_ids = venues };
  const char *token = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  g_autoptr (AftConsoleCaller) staff = NULL;
  g_autoptr (AftConsoleCaller) owner = NULL;

  g_array_append_val (venues, fixture->house.venue_id);
  staff = aft_console_caller_new (&login, &user, token);
  g_assert_true (aft_console_caller_has_venue (staff, &fixture->house.venue_id));
  g_assert_false (aft_console_caller_has_venue (staff, &fixture->user_id));
  g_assert_cmpstr (staff->actor, ==, "user:li");
  user.role = AFT_ROLE_OWNER;
  owner = aft_console_caller_new (&login, &user, token);
  g_assert_true (aft_console_caller_has_venue (owner, &fixture->user_id));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/auth/console-auth/" path, Fixture, NULL, aft_console_fixture_set_up, function,     \
              aft_console_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("stranger-is-sent-to-sign-in", test_stranger_is_sent_to_sign_in);
  ADD ("way-back-is-the-consoles", test_way_back_is_the_consoles);
  ADD ("stranger-cannot-post", test_stranger_cannot_post);
  ADD ("stream-of-a-stranger-ends", test_stream_of_stranger_ends);
  ADD ("signed-in-is-let-in", test_signed_in_is_let_in);
  ADD ("wrong-cookies-are-strangers", test_wrong_cookies_are_strangers);
  ADD ("cookie-is-kept-from-all-but-us", test_cookie_is_kept_from_all_but_us);
  ADD ("secret-is-not-stored", test_secret_is_not_stored);
  ADD ("role-must-be-enough", test_role_must_be_enough);
  ADD ("disabled-is-out-at-once", test_disabled_is_out_at_once);
  ADD ("manager-ends-logins", test_manager_ends_logins);
  ADD ("idle-login-ends", test_idle_login_ends);
  ADD ("used-login-lasts-to-its-end", test_used_login_lasts_to_its_end);
  ADD ("open-stream-is-no-use", test_open_stream_is_no_use);
  ADD ("form-needs-its-token", test_form_needs_its_token);
  ADD ("form-with-a-file-needs-its-token", test_form_with_file_needs_its_token);
  ADD ("token-is-one-logins", test_token_is_one_logins);
  ADD ("token-is-not-the-secret", test_token_is_not_the_secret);
  ADD ("others-pages-cannot-post", test_others_pages_cannot_post);
  ADD ("behind-proxy-the-address-counts", test_behind_proxy_the_address_counts);
  ADD ("bad-form-is-refused", test_bad_form_is_refused);
  ADD ("sign-out-ends-it-here-and-there", test_sign_out_ends_it_here_and_there);
  ADD ("venues-are-the-users", test_venues_are_the_users);
  return g_test_run ();
}
