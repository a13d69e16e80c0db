/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The doors of the console: sign in and out, the first owner's one-time address, one's own password
 * and language. Whether a password is right, and what a cookie is worth, is AftConsoleAuth's. */
#include "aft-console-door.h"

#include "aft-http-page.h"

#define HOME            "/console"
#define PASSWORD        "/console/password"
#define NAME_CHARACTERS 64

/* -- sign in and out ---------------------------------------------------------------------------
 */

static AftHttpReply *
make_sign_in (AftPage *page, GError **error)
{
  AftHtml *html = aft_door_open (page, aft_page_say (page, N_ ("Sign in")));
  const AftPageField name
      = { .id = "name",
          .label = aft_page_say_context (page, "person", NC_ ("person", "Name")),
          .value = aft_page_get_field (page, "name"),
          .autocomplete = "username",
          .most = NAME_CHARACTERS,
          .is_needed = TRUE,
          .has_focus = TRUE };

  aft_html_open (html, "form", "method", "post", "action", AFT_CONSOLE_SIGN_IN, "class", "fields",
                 NULL);
  aft_html_open (html, "input", "type", "hidden", "name", AFT_CONSOLE_NEXT, "value",
                 aft_door_get_next (page), NULL);
  aft_page_field (page, &name);
  aft_door_write_password (page);
  aft_page_button (page, aft_page_say (page, N_ ("Sign in")), "primary");
  aft_html_close (html, "form");
  return aft_door_close (page);
}

static void
on_signed_in (AftHttpExchange *exchange, const AftConsoleAnswer *answer, gpointer user_data)
{
  g_autoptr (AftKnock) knock = user_data;
  const char *next = aft_door_get_way_on (aft_door_get_field (knock->form, AFT_CONSOLE_NEXT));
  AftPageAsk ask = { .form = knock->form, .work = make_sign_in };

  if (answer->verdict == AFT_CONSOLE_DONE)
    aft_door_let_in (exchange, aft_http_reply_new_redirect (next), answer);
  else if (answer->verdict == AFT_CONSOLE_HALF)
    aft_door_let_in (exchange, aft_code_door_new_redirect (next), answer);
  else
    aft_door_refuse (knock->console, exchange, answer, &ask,
                     N_ ("Name and password do not go together."));
}

static void
handle_sign_in (AftHttpExchange *exchange,
                AftConsoleCaller *caller,
                AftHttpForm *form,
                gpointer user_data)
{
  AftConsole *console = user_data;
  const AftPageAsk ask = { .work = make_sign_in };

  if (form == NULL)
    aft_console_answer (console, exchange, &ask);
  else
    aft_console_auth_sign_in (console->auth, exchange, aft_door_get_field (form, "name"),
                              aft_door_get_field (form, "password"), on_signed_in,
                              aft_knock_new (console, NULL, form));
}

static void
handle_sign_out (AftHttpExchange *exchange,
                 AftConsoleCaller *caller,
                 AftHttpForm *form,
                 gpointer user_data)
{
  AftConsole *console = user_data;
  if (console->events != NULL)
    aft_event_log_end (console->events, &caller->login_id);
  aft_console_auth_sign_out (console->auth, exchange, caller);
}

/* -- the first owner ---------------------------------------------------------------------------
 */

static AftHttpReply *
make_stale_code (AftPage *page, GError **error)
{
  AftHtml *html
      = aft_door_open (page, aft_page_say (page, N_ ("This address is used up or too old")));
  aft_html_put (
      html, "p",
      aft_page_say (page,
                    N_ ("It works once and for ten minutes. On the collector, aftertaste-collector "
                        "user setup prints a new one.")),
      NULL);
  return aft_door_close (page);
}

static void
write_new_password (AftPage *page)
{
  const AftPageField password
      = { .id = "new-password",
          .label = aft_page_say (page, N_ ("New password")),
          .hint = aft_page_say (page, N_ ("At least 12 characters. A few words in a row are easy "
                                          "to keep in mind.")),
          .type = "password",
          .autocomplete = "new-password",
          .most = AFT_PASSWORD_MOST,
          .is_needed = TRUE };
  const AftPageField again = { .id = "again",
                               .label = aft_page_say (page, N_ ("The new password once more")),
                               .type = "password",
                               .autocomplete = "new-password",
                               .most = AFT_PASSWORD_MOST,
                               .is_needed = TRUE };
  aft_page_field (page, &password);
  aft_page_field (page, &again);
}

static AftHttpReply *
make_setup (AftPage *page, GError **error)
{
  g_autofree char *action = g_strconcat ("/console/setup/", page->word, NULL);
  AftHtml *html = aft_door_open (page, aft_page_say (page, N_ ("Welcome")));
  const AftPageField name = { .id = "name",
                              .label = aft_page_say (page, N_ ("Name to sign in with")),
                              .value = aft_page_get_field (page, "name"),
                              .autocomplete = "username",
                              .most = NAME_CHARACTERS,
                              .is_needed = TRUE,
                              .has_focus = TRUE };
  const AftPageField public_name
      = { .id = "public-name",
          .label = aft_page_say (page, N_ ("Name that guests read")),
          .hint = aft_page_say (page, N_ ("For instance “Manager Wang”. It may be left empty.")),
          .value = aft_page_get_field (page, "public-name"),
          .most = NAME_CHARACTERS };

  aft_html_put (html, "p",
                aft_page_say (page, N_ ("You are the first here and become the owner: you let "
                                        "others in, and change what holds for the house.")),
                NULL);
  aft_html_open (html, "form", "method", "post", "action", action, "class", "fields", NULL);
  aft_page_field (page, &name);
  aft_page_field (page, &public_name);
  write_new_password (page);
  aft_page_button (page, aft_page_say (page, N_ ("Begin")), "primary");
  aft_html_close (html, "form");
  return aft_door_close (page);
}

static void
on_code_checked (AftHttpExchange *exchange, const AftConsoleAnswer *answer, gpointer user_data)
{
  g_autoptr (AftKnock) knock = user_data;
  AftPageAsk ask = { .work = make_setup };
  AftPageAsk stale = { .work = make_stale_code, .status = 404 };

  if (answer->verdict == AFT_CONSOLE_DONE)
    aft_console_answer (knock->console, exchange, &ask);
  else if (answer->verdict == AFT_CONSOLE_WRONG)
    aft_console_answer (knock->console, exchange, &stale);
  else
    aft_door_refuse (knock->console, exchange, answer, &stale, "");
}

static void
on_set_up (AftHttpExchange *exchange, const AftConsoleAnswer *answer, gpointer user_data)
{
  g_autoptr (AftKnock) knock = user_data;
  AftPageAsk ask = { .form = knock->form, .work = make_setup };
  AftPageAsk stale = { .work = make_stale_code, .status = 404 };

  if (answer->verdict == AFT_CONSOLE_DONE)
    aft_door_let_in (exchange, aft_page_redirect (HOME, "set-up"), answer);
  else if (answer->verdict == AFT_CONSOLE_WRONG)
    aft_console_answer (knock->console, exchange, &stale);
  else
    aft_door_refuse (knock->console, exchange, answer, &ask, "");
}

static gboolean
is_same_twice (const AftHttpForm *form)
{
  return g_str_equal (aft_door_get_field (form, "new-password"),
                      aft_door_get_field (form, "again"));
}

static const char *const not_same_twice = N_ ("The two new passwords are not the same.");

static void
handle_setup (AftHttpExchange *exchange,
              AftConsoleCaller *caller,
              AftHttpForm *form,
              gpointer user_data)
{
  AftConsole *console = user_data;
  const char *code = aft_http_exchange_get_parameter (exchange, "word");
  const AftPageAsk differs
      = { .form = form, .work = make_setup, .refusal = not_same_twice, .status = 422 };

  if (form == NULL)
    {
      aft_console_auth_check_setup_code (console->auth, exchange, code, on_code_checked,
                                         aft_knock_new (console, NULL, NULL));
      return;
    }
  if (!is_same_twice (form))
    {
      aft_console_answer (console, exchange, &differs);
      return;
    }
  const AftConsoleUser user = { .name = aft_door_get_field (form, "name"),
                                .public_name = aft_door_get_field (form, "public-name"),
                                .password = aft_door_get_field (form, "new-password") };
  aft_console_auth_set_up (console->auth, exchange, code, &user, on_set_up,
                           aft_knock_new (console, NULL, form));
}

/* -- one's own password ------------------------------------------------------------------------
 */

static AftHttpReply *
make_password (AftPage *page, GError **error)
{
  const AftPageHead head
      = { .title = aft_page_say (page, N_ ("Change password")),
          .refusal = page->ask.refusal != NULL ? aft_page_say (page, page->ask.refusal) : NULL };
  const AftPageField old = { .id = "old-password",
                             .label = aft_page_say (page, N_ ("Present password")),
                             .type = "password",
                             .autocomplete = "current-password",
                             .most = AFT_PASSWORD_MOST,
                             .is_needed = TRUE };
  AftHtml *html = aft_page_open (page, &head);

  aft_html_open (html, "div", "class", "card", NULL);
  aft_page_open_form (page, PASSWORD, "password");
  aft_door_write_name (page);
  aft_page_field (page, &old);
  write_new_password (page);
  aft_html_open (html, "div", NULL);
  aft_page_button (page, aft_page_say (page, N_ ("Change password")), "primary");
  aft_html_close (html, "div");
  aft_html_close (html, "form");
  aft_html_close (html, "div");
  int status = page->ask.status != 0 ? page->ask.status : 200;
  return aft_door_delay (page, aft_page_close (page, status));
}

static void
on_password_changed (AftHttpExchange *exchange, const AftConsoleAnswer *answer, gpointer user_data)
{
  g_autoptr (AftKnock) knock = user_data;
  AftPageAsk ask = { .caller = knock->caller, .form = knock->form, .work = make_password };

  if (answer->verdict == AFT_CONSOLE_DONE)
    aft_door_let_in (exchange, aft_page_redirect (HOME, "password"), answer);
  else
    aft_door_refuse (knock->console, exchange, answer, &ask,
                     N_ ("The present password is another one."));
}

static void
handle_password (AftHttpExchange *exchange,
                 AftConsoleCaller *caller,
                 AftHttpForm *form,
                 gpointer user_data)
{
  AftConsole *console = user_data;
  AftPageAsk ask = { .caller = caller, .form = form, .work = make_password };

  if (form != NULL && is_same_twice (form))
    {
      const AftConsolePasswords passwords
          = { .old_password = aft_door_get_field (form, "old-password"),
              .new_password = aft_door_get_field (form, "new-password") };
      aft_console_auth_change_password (console->auth, exchange, caller, &passwords,
                                        on_password_changed, aft_knock_new (console, caller, form));
      return;
    }
  if (form != NULL)
    {
      ask.refusal = not_same_twice;
      ask.status = 422;
    }
  aft_console_answer (console, exchange, &ask);
}

/* -- one's own language ------------------------------------------------------------------------
 */

static AftHttpReply *
set_language (AftPage *page, GError **error)
{
  g_autoptr (AftHouseUser) user
      = aft_house_store_get_user_sync (page->store, &page->caller->user_id, error);
  if (user == NULL)
    return NULL;
  user->has_language = TRUE;
  user->language = aft_language_from_tag (aft_page_get_field (page, "language"));
  if (!aft_house_store_put_user_sync (page->store, user, page->caller->actor, error))
    return NULL;
  return aft_http_reply_new_redirect (aft_door_get_way_on (aft_page_get_field (page, "back")));
}

static const AftPageRoute pages[] = {
  { "POST", "/console/language", AFT_ROLE_STAFF, set_language, AFT_ROUTE_NO_BODY, 0 },
};

/* -- routes ------------------------------------------------------------------------------------
 */

static void
on_sign_in (AftHttpExchange *exchange, gpointer user_data)
{
  AftConsole *console = user_data;
  aft_console_auth_admit_stranger (console->auth, exchange, handle_sign_in, console);
}

static void
on_setup (AftHttpExchange *exchange, gpointer user_data)
{
  AftConsole *console = user_data;
  aft_console_auth_admit_stranger (console->auth, exchange, handle_setup, console);
}

static void
on_sign_out (AftHttpExchange *exchange, gpointer user_data)
{
  AftConsole *console = user_data;
  aft_console_auth_admit (console->auth, exchange, AFT_ROLE_STAFF, handle_sign_out, console);
}

static void
on_password (AftHttpExchange *exchange, gpointer user_data)
{
  AftConsole *console = user_data;
  aft_console_auth_admit (console->auth, exchange, AFT_ROLE_STAFF, handle_password, console);
}

void
aft_console_add_doors (AftConsole *console, AftRouter *router)
{
  static const struct
  {
    AftRoute route;
    AftHttpHandler handler;
  } doors[] = {
    { { "GET", AFT_CONSOLE_SIGN_IN, AFT_ROUTE_NO_BODY, 0 }, on_sign_in },
    { { "POST", AFT_CONSOLE_SIGN_IN, AFT_ROUTE_FORM, AFT_PAGE_FORM_BYTES }, on_sign_in },
    { { "POST", "/console/sign-out", AFT_ROUTE_FORM, AFT_PAGE_FORM_BYTES }, on_sign_out },
    { { "GET", "/console/setup/{word:word}", AFT_ROUTE_NO_BODY, 0 }, on_setup },
    { { "POST", "/console/setup/{word:word}", AFT_ROUTE_FORM, AFT_PAGE_FORM_BYTES }, on_setup },
    { { "GET", PASSWORD, AFT_ROUTE_NO_BODY, 0 }, on_password },
    { { "POST", PASSWORD, AFT_ROUTE_FORM, AFT_PAGE_FORM_BYTES }, on_password },
  };

  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
  for (gsize i = 0; i < G_N_ELEMENTS (doors); i++)
    aft_router_add (router, &doors[i].route, doors[i].handler, console);
}
