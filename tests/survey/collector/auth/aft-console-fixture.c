/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A console of a few pages over the real store, for what comes before any page. */
#include "aft-console-fixture.h"

#include <string.h>

#include "aft-console-code.h"
#include "aft-fixture-vault.h"
#include "aft-http-page.h"
#include "aft-password.h"
#include "aft-secret.h"

static void
reply (AftHttpExchange *exchange, int status)
{
  aft_http_exchange_take_reply (exchange, aft_http_reply_new (status));
}

static void
on_page (AftHttpExchange *exchange, AftConsoleCaller *caller, AftHttpForm *form, gpointer data)
{
  AftConsoleFixture *fixture = data;

  g_clear_pointer (&fixture->form_token, g_free);
  fixture->form_token = g_strdup (caller->form_token);
  fixture->calls++;
  reply (exchange, 200);
}

static void
on_file (AftHttpExchange *exchange, AftConsoleCaller *caller, AftHttpForm *form, gpointer data)
{
  AftConsoleFixture *fixture = data;

  fixture->file_bytes = g_bytes_get_size (aft_http_form_get_file (form));
  reply (exchange, 200);
}

static void
on_answered (AftHttpExchange *exchange, const AftConsoleAnswer *answer, gpointer data)
{
  static const int statuses[]
      = { [AFT_CONSOLE_DONE] = 303,  [AFT_CONSOLE_HALF] = 202, [AFT_CONSOLE_GONE] = 410,
          [AFT_CONSOLE_WRONG] = 401, [AFT_CONSOLE_WEAK] = 422, [AFT_CONSOLE_WAIT] = 429,
          [AFT_CONSOLE_FAILED] = 500 };
  AftConsoleFixture *fixture = data;
  AftHttpReply *made = aft_http_reply_new (statuses[answer->verdict]);

  fixture->verdict = answer->verdict;
  fixture->fault = answer->fault;
  fixture->wait_seconds = answer->wait_seconds;
  fixture->code = answer->error == NULL ? -1 : answer->error->code;
  g_clear_pointer (&fixture->hash, g_free);
  fixture->hash = g_strdup (answer->password_hash);
  g_assert_true ((answer->error != NULL) == (answer->verdict == AFT_CONSOLE_FAILED));
  if (answer->cookie != NULL)
    aft_http_reply_set_header (made, "Set-Cookie", answer->cookie);
  aft_http_exchange_take_reply (exchange, made);
}

static const char *
get (AftHttpForm *form, const char *name)
{
  const char *value = aft_http_form_get (form, name);

  return value == NULL ? "" : value;
}

static void
on_sign_in (AftHttpExchange *exchange, AftConsoleCaller *caller, AftHttpForm *form, gpointer data)
{
  AftConsoleFixture *fixture = data;

  g_assert_null (caller);
  if (form == NULL)
    reply (exchange, 200);
  else
    aft_console_auth_sign_in (fixture->auth, exchange, get (form, "name"), get (form, "password"),
                              on_answered, fixture);
}

static void
on_sign_out (AftHttpExchange *exchange, AftConsoleCaller *caller, AftHttpForm *form, gpointer data)
{
  aft_console_auth_sign_out (((AftConsoleFixture *) data)->auth, exchange, caller);
}

static void
on_password (AftHttpExchange *exchange, AftConsoleCaller *caller, AftHttpForm *form, gpointer data)
{
  AftConsoleFixture *fixture = data;
  const AftConsolePasswords passwords = { get (form, "old"), get (form, "new") };

  aft_console_auth_change_password (fixture->auth, exchange, caller, &passwords, on_answered,
                                    fixture);
}

static void
on_confirm (AftHttpExchange *exchange, AftConsoleCaller *caller, AftHttpForm *form, gpointer data)
{
  AftConsoleFixture *fixture = data;

  aft_console_auth_confirm (fixture->auth, exchange, caller, get (form, "password"), on_answered,
                            fixture);
}

static void
on_user (AftHttpExchange *exchange, AftConsoleCaller *caller, AftHttpForm *form, gpointer data)
{
  AftConsoleFixture *fixture = data;
  const AftConsoleUser user = { get (form, "name"), NULL, get (form, "password") };

  aft_console_auth_hash_password (fixture->auth, exchange, &user, on_answered, fixture);
}

static void
on_set_up (AftHttpExchange *exchange, AftConsoleCaller *caller, AftHttpForm *form, gpointer data)
{
  AftConsoleFixture *fixture = data;
  const char *code = aft_http_exchange_get_parameter (exchange, "code");

  if (form == NULL)
    aft_console_auth_check_setup_code (fixture->auth, exchange, code, on_answered, fixture);
  else
    {
      const AftConsoleUser user
          = { get (form, "name"), get (form, "public-name"), get (form, "password") };

      aft_console_auth_set_up (fixture->auth, exchange, code, &user, on_answered, fixture);
    }
}

static void
on_code (AftHttpExchange *exchange, AftConsoleCaller *caller, AftHttpForm *form, gpointer data)
{
  AftConsoleFixture *fixture = data;

  if (form == NULL)
    reply (exchange, aft_console_auth_awaits_code (fixture->auth, exchange) ? 200 : 404);
  else
    aft_console_auth_give_code (fixture->auth, exchange, get (form, "code"), on_answered, fixture);
}

static void
on_factor (AftHttpExchange *exchange, AftConsoleCaller *caller, AftHttpForm *form, gpointer data)
{
  AftConsoleFixture *fixture = data;
  const AftConsoleProof proof = { get (form, "password"), get (form, "code") };

  if (*get (form, "on") != '\0')
    aft_console_auth_switch_on (fixture->auth, exchange, caller, &proof, on_answered, fixture);
  else
    aft_console_auth_switch_off (fixture->auth, exchange, caller, &proof, on_answered, fixture);
}

static void
on_offer (AftHttpExchange *exchange, AftConsoleCaller *caller, AftHttpForm *form, gpointer data)
{
  AftConsoleFixture *fixture = data;

  aft_console_auth_offer (fixture->auth, caller);
  g_clear_pointer (&fixture->offer, aft_secret_free_text);
  fixture->offer = aft_console_auth_dup_offer (fixture->auth, caller);
  on_page (exchange, caller, form, data);
}

typedef struct
{
  const char *pattern;
  AftConsoleHandler handle;
  AftRole role;
  gboolean is_strangers;
  gboolean has_file;
} Page;

static const Page pages[] = {
  { "/console", on_page, AFT_ROLE_STAFF, FALSE },
  { "/console/page", on_page, AFT_ROLE_STAFF, FALSE },
  { "/console/managers", on_page, AFT_ROLE_MANAGER, FALSE },
  { "/elsewhere", on_page, AFT_ROLE_STAFF, FALSE },
  { "/console/file", on_file, AFT_ROLE_STAFF, FALSE, TRUE },
  { "/console/sign-in", on_sign_in, AFT_ROLE_STAFF, TRUE },
  { "/console/sign-out", on_sign_out, AFT_ROLE_STAFF, FALSE },
  { "/console/password", on_password, AFT_ROLE_STAFF, FALSE },
  { "/console/confirm", on_confirm, AFT_ROLE_STAFF, FALSE },
  { "/console/user", on_user, AFT_ROLE_MANAGER, FALSE },
  { "/console/sign-in/code", on_code, AFT_ROLE_STAFF, TRUE },
  { "/console/offer", on_offer, AFT_ROLE_STAFF, FALSE },
  { "/console/factor", on_factor, AFT_ROLE_STAFF, FALSE },
  { "/console/setup/{code:word}", on_set_up, AFT_ROLE_STAFF, TRUE },
};

static void
on_request (AftHttpExchange *exchange, gpointer data)
{
  AftConsoleFixture *fixture = data;
  const char *route = aft_http_exchange_get_route (exchange);
  const Page *page = pages;

  while (strcmp (page->pattern, route) != 0)
    page++;
  if (page->is_strangers)
    aft_console_auth_admit_stranger (fixture->auth, exchange, page->handle, fixture);
  else
    aft_console_auth_admit (fixture->auth, exchange, page->role, page->handle, fixture);
}

static void
note (const char *event, const char *user, gpointer data)
{
  g_string_append_printf (((AftConsoleFixture *) data)->events, "%s%s ", event,
                          user == NULL ? "-" : "+");
}

void
aft_console_fixture_remake (AftConsoleFixture *fixture, const AftConsoleAuthOptions *changes)
{
  AftConsoleAuthOptions options = *changes;

  options.store = fixture->house.store;
  options.clock = fixture->house.clock;
  options.random = fixture->house.random;
  options.vault = aft_fixture_vault;
  options.note = note;
  options.user_data = fixture;
  g_clear_pointer (&fixture->auth, aft_console_auth_unref);
  fixture->auth = aft_console_auth_new (&options);
}

void
aft_console_fixture_set_up (AftConsoleFixture *fixture, gconstpointer unused)
{
  const AftConsoleAuthOptions options = { .address = NULL };
  g_autoptr (AftRouter) router = aft_router_new ();

  aft_house_fixture_set_up (&fixture->house, unused);
  fixture->events = g_string_new (NULL);
  aft_console_fixture_remake (fixture, &options);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      const AftRoute get_route = { "GET", pages[i].pattern, AFT_ROUTE_NO_BODY, 0 };
      const AftRoute post_route = { "POST", pages[i].pattern,
                                    pages[i].has_file ? AFT_ROUTE_MULTIPART : AFT_ROUTE_FORM, 0 };

      aft_router_add (router, &get_route, on_request, fixture);
      aft_router_add (router, &post_route, on_request, fixture);
    }
  aft_browser_set_up (&fixture->browser, router);
  fixture->user_id = aft_console_fixture_add_user (fixture, "chen", AFT_ROLE_STAFF);
}

void
aft_console_fixture_tear_down (AftConsoleFixture *fixture, gconstpointer unused)
{
  aft_browser_tear_down (&fixture->browser);
  aft_console_auth_unref (fixture->auth);
  g_string_free (fixture->events, TRUE);
  g_free (fixture->form_token);
  aft_secret_free_text (fixture->offer);
  g_free (fixture->hash);
  aft_house_fixture_tear_down (&fixture->house, unused);
}

static void
put_user (AftConsoleFixture *fixture, AftHouseUser *user)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (aft_house_store_put_user_sync (fixture->house.store, user, "user:test", &error));
  g_assert_no_error (error);
}

AftId
aft_console_fixture_add_user (AftConsoleFixture *fixture, const char *name, AftRole role)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = aft_password_hash (AFT_FIXTURE_PASSWORD, &error);
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  AftHouseUser user = { .id = aft_id_generate (fixture->house.clock, fixture->house.random),
                        .name = (char *) name,
                        .password_hash = hash,
                        .role = role,
                        .venue_ids = venues };

  g_assert_no_error (error);
  if (role != AFT_ROLE_OWNER)
    g_array_append_val (venues, fixture->house.venue_id);
  put_user (fixture, &user);
  return user.id;
}

void
aft_console_fixture_change_user (AftConsoleFixture *fixture,
                                 const char *name,
                                 AftRole role,
                                 gint64 disabled_ms)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseUser) user
      = aft_house_store_find_user_sync (fixture->house.store, name, &error);

  g_assert_no_error (error);
  user->role = role;
  user->disabled_ms = disabled_ms;
  put_user (fixture, user);
}

int
aft_console_fixture_post (AftConsoleFixture *fixture, const char *target, const char *form)
{
  g_autoptr (AftHttpReply) made = aft_browser_ask (&fixture->browser, target, form);

  return aft_http_reply_get_status (made);
}

int
aft_console_fixture_get (AftConsoleFixture *fixture, const char *target)
{
  return aft_console_fixture_post (fixture, target, NULL);
}

int
aft_console_fixture_post_own (AftConsoleFixture *fixture, const char *target, const char *form)
{
  g_autofree char *whole = g_strconcat (form, *form == '\0' ? "" : "&", AFT_CONSOLE_FORM_TOKEN "=",
                                        fixture->form_token, NULL);

  return aft_console_fixture_post (fixture, target, whole);
}

int
aft_console_fixture_sign_in (AftConsoleFixture *fixture, const char *name, const char *password)
{
  g_autofree char *escaped_name = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *escaped = g_uri_escape_string (password, NULL, FALSE);
  g_autofree char *form = g_strconcat ("name=", escaped_name, "&password=", escaped, NULL);

  return aft_console_fixture_post (fixture, "/console/sign-in", form);
}
