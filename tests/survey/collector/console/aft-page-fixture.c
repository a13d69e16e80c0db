/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The console over a real store, and somebody's browser that asks it. Signing in is the auth's and
 * tried there; here a login is put into the store. */
#include "aft-page-fixture.h"

#include <string.h>

#include "aft-console-auth.h"
#include "aft-device-token.h"
#include "aft-fixture-vault.h"
#include "aft-house-store-people.h"

#define HASH "$argon2id$v=19$m=19456,t=2,p=1$YQ$Yg"

static void
put_venue (AftPageFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  fixture->elsewhere = aft_id_generate (fixture->house.clock, fixture->house.random);
  AftVenueFields fields = {
    .id = &fixture->elsewhere, .name = "Elsewhere", .zone = "Asia/Shanghai", .country_code = "86"
  };
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
  g_assert_true (aft_house_store_put_venue_sync (fixture->house.store, venue, "user:test", &error));
}

static void
put_user (AftPageFixture *fixture, const char *name, AftRole role, const AftId *venue_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  if (venue_id != NULL)
    g_array_append_vals (venues, venue_id, 1);
  AftHouseUser user = { .id = aft_id_generate (fixture->house.clock, fixture->house.random),
                        .name = (char *) name,
                        .password_hash = (char *) HASH,
                        .has_language = TRUE,
                        .language = AFT_LANGUAGE_EN,
                        .role = role,
                        .venue_ids = venues };
  g_assert_true (aft_house_store_put_user_sync (fixture->house.store, &user, "user:test", &error));
}

static void
on_changed (gpointer user_data)
{
  ((AftPageFixture *) user_data)->changes++;
}

/* As if the house had the key. */
static char *
open_words (const AftResponse *response,
            const AftSealedPart *part,
            gpointer user_data,
            GError **error)
{
  if (g_str_equal (aft_sealed_part_get_name (part), AFT_SEALED_CONTACT))
    return g_strdup ("{\"phone\":\"" AFT_PAGE_PHONE "\"}");
  return g_strdup (AFT_PAGE_WORDS);
}

void
aft_page_fixture_set_up (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  GBytes *const contents[AFT_LANGUAGES] = { NULL };
  g_autoptr (AftRouter) router = aft_router_new ();
  aft_house_fixture_set_up (&fixture->house, NULL);
  put_venue (fixture);
  put_user (fixture, "an", AFT_ROLE_OWNER, NULL);
  put_user (fixture, "bo", AFT_ROLE_MANAGER, &fixture->house.venue_id);
  put_user (fixture, "bao", AFT_ROLE_MANAGER, &fixture->house.venue_id);
  put_user (fixture, "cai", AFT_ROLE_STAFF, &fixture->house.venue_id);
  put_user (fixture, "ding", AFT_ROLE_MANAGER, &fixture->elsewhere);
  g_autoptr (AftCatalogue) catalogue = aft_catalogue_new (contents, &error);
  AftConsoleOptions options = { .store = fixture->house.store,
                                .clock = fixture->house.clock,
                                .random = fixture->house.random,
                                .catalogue = catalogue,
                                .vault = aft_fixture_vault,
                                .open_words = open_words,
                                .changed = on_changed,
                                .user_data = fixture };
  fixture->console = aft_console_new (&options);
  aft_console_add_routes (fixture->console, router);
  aft_browser_set_up (&fixture->browser, router);
}

void
aft_page_fixture_tear_down (AftPageFixture *fixture, gconstpointer unused)
{
  aft_console_stop (fixture->console);
  aft_browser_tear_down (&fixture->browser);
  aft_console_unref (fixture->console);
  g_free (fixture->form_token);
  g_free (fixture->body);
  g_free (fixture->location);
  aft_house_fixture_tear_down (&fixture->house, NULL);
}

AftId
aft_page_fixture_get_user (AftPageFixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseUser) user
      = aft_house_store_find_user_sync (fixture->house.store, name, &error);
  g_assert_no_error (error);
  return user->id;
}

/* The hidden field of any form of the page. */
static char *
find_form_token (const char *body)
{
  static const char before[] = "name=\"" AFT_CONSOLE_FORM_TOKEN "\" value=\"";
  const char *at = strstr (body, before);
  g_assert_nonnull (at);
  at += sizeof before - 1;
  return g_strndup (at, strcspn (at, "\""));
}

void
aft_page_fixture_sign_in (AftPageFixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = aft_device_token_generate (fixture->house.random);
  AftDigest digest;
  AftHouseLogin login = { .id = aft_id_generate (fixture->house.clock, fixture->house.random),
                          .user_id = aft_page_fixture_get_user (fixture, name),
                          .address = (char *) "127.0.0.1" };
  g_assert_true (aft_device_token_digest (token, &digest));
  g_assert_true (aft_house_store_add_login_sync (fixture->house.store, &login, &digest, &error));
  g_free (fixture->browser.cookie);
  fixture->browser.cookie = g_strconcat (AFT_CONSOLE_COOKIE "=", token, NULL);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/settings"), ==, 200);
  g_free (fixture->form_token);
  fixture->form_token = find_form_token (fixture->body);
}

static int
take_reply (AftPageFixture *fixture, AftHttpReply *reply)
{
  gsize length = 0;
  const char *bytes = g_bytes_get_data (aft_http_reply_get_body (reply), &length);
  g_free (fixture->body);
  g_free (fixture->location);
  fixture->body = g_strndup (bytes != NULL ? bytes : "", length);
  fixture->location = g_strdup (aft_http_reply_get_header (reply, "Location"));
  fixture->status = aft_http_reply_get_status (reply);
  aft_http_reply_unref (reply);
  return fixture->status;
}

int
aft_page_fixture_get (AftPageFixture *fixture, const char *target)
{
  return take_reply (fixture, aft_browser_ask (&fixture->browser, target, NULL));
}

int
aft_page_fixture_post_raw (AftPageFixture *fixture, const char *target, const char *form)
{
  return take_reply (fixture, aft_browser_ask (&fixture->browser, target, form));
}

static void
add_pair (GString *form, const char *name, const char *value)
{
  g_autofree char *encoded_name = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *encoded = g_uri_escape_string (value, NULL, FALSE);
  g_string_append_printf (form, "%s%s=%s", form->len > 0 ? "&" : "", encoded_name, encoded);
}

int
aft_page_fixture_post (AftPageFixture *fixture, const char *target, ...)
{
  g_autoptr (GString) form = g_string_new (NULL);
  const char *name;
  va_list pairs;
  add_pair (form, AFT_CONSOLE_FORM_TOKEN, fixture->form_token);
  va_start (pairs, target);
  while ((name = va_arg (pairs, const char *)) != NULL)
    add_pair (form, name, va_arg (pairs, const char *));
  va_end (pairs);
  return aft_page_fixture_post_raw (fixture, target, form->str);
}

char *
aft_page_fixture_dup_path (const char *base, const AftId *id, const char *tail)
{
  g_autofree char *text = aft_id_to_text (id);
  return g_strconcat (base, "/", text, tail != NULL ? "/" : NULL, tail, NULL);
}

void
aft_page_fixture_assert_says (AftPageFixture *fixture, const char *text)
{
  if (strstr (fixture->body, text) == NULL)
    g_error ("\"%s\" is not on the page:\n%s", text, fixture->body);
}

void
aft_page_fixture_assert_silent (AftPageFixture *fixture, const char *text)
{
  if (strstr (fixture->body, text) != NULL)
    g_error ("\"%s\" is on the page:\n%s", text, fixture->body);
}

void
aft_page_fixture_assert_harmless (AftPageFixture *fixture)
{
  aft_page_fixture_assert_says (fixture, "alert(1)");
  aft_page_fixture_assert_silent (fixture, "<script>alert");
  aft_page_fixture_assert_silent (fixture, "<img src=x");
  aft_page_fixture_assert_silent (fixture, "\"'>");
}

void
aft_page_fixture_assert_guarded (AftPageFixture *fixture, const char *target)
{
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, target, "a=b"), ==, 403);
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, target, AFT_CONSOLE_FORM_TOKEN "=AAAA"), ==,
                   403);
  fixture->browser.origin = "https://elsewhere.example";
  g_assert_cmpint (aft_page_fixture_post (fixture, target, NULL, NULL), ==, 403);
  fixture->browser.origin = "http://127.0.0.1:8460";
}
