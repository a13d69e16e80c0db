/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/sign-in/code: the second page of a sign-in, for whoever has a second factor and has
 * given the right password; everybody else is sent to the first. What a code is worth is
 * AftConsoleAuth's.
 */
#include "aft-console-door.h"

#include "aft-http-page.h"

#define CODE_DOOR AFT_CONSOLE_SIGN_IN "/code"

AftHttpReply *
aft_code_door_new_redirect (const char *next)
{
  g_autofree char *address = aft_html_dup_address (CODE_DOOR, AFT_CONSOLE_NEXT, next, NULL);
  return aft_http_reply_new_redirect (address);
}

/* @said: a code of aft-console-frame.c, or NULL. */
static AftHttpReply *
begin_again (const char *next, const char *said)
{
  g_autofree char *address = aft_html_dup_address (AFT_CONSOLE_SIGN_IN, AFT_CONSOLE_NEXT,
                                                   aft_door_get_way_on (next), "said", said, NULL);
  return aft_http_reply_new_redirect (address);
}

static AftHttpReply *
make_code_door (AftPage *page, GError **error)
{
  AftHtml *html = aft_door_open (page, aft_page_say (page, N_ ("Now the code")));
  g_autofree char *again = aft_html_dup_address (AFT_CONSOLE_SIGN_IN, AFT_CONSOLE_NEXT,
                                                 aft_door_get_next (page), NULL);

  aft_html_open (html, "form", "method", "post", "action", CODE_DOOR, "class", "fields", NULL);
  aft_html_open (html, "input", "type", "hidden", "name", AFT_CONSOLE_NEXT, "value",
                 aft_door_get_next (page), NULL);
  aft_door_write_code (page, TRUE);
  aft_page_button (page, aft_page_say (page, N_ ("Sign in")), "primary");
  aft_html_close (html, "form");
  aft_page_line (page, "small quiet",
                 aft_page_say (page, N_ ("Your phone is gone? Whoever manages you, or the owner, "
                                         "can switch the code off on your page under Staff.")));
  aft_html_open (html, "p", "class", "small", NULL);
  aft_html_put (html, "a", aft_page_say (page, N_ ("Begin again")), "href", again, NULL);
  aft_html_close (html, "p");
  return aft_door_close (page);
}

static void
on_code_given (AftHttpExchange *exchange, const AftConsoleAnswer *answer, gpointer user_data)
{
  g_autoptr (AftKnock) knock = user_data;
  const char *next = aft_door_get_field (knock->form, AFT_CONSOLE_NEXT);
  AftPageAsk ask = { .form = knock->form, .work = make_code_door };

  if (answer->verdict == AFT_CONSOLE_DONE)
    aft_door_let_in (exchange, aft_http_reply_new_redirect (aft_door_get_way_on (next)), answer);
  else if (answer->verdict == AFT_CONSOLE_GONE)
    aft_http_exchange_take_reply (exchange, begin_again (next, "too-late"));
  else
    aft_door_refuse (knock->console, exchange, answer, &ask,
                     N_ ("This code is not right, or it is used up. Wait for the next one."));
}

static void
handle_code (AftHttpExchange *exchange,
             AftConsoleCaller *caller,
             AftHttpForm *form,
             gpointer user_data)
{
  AftConsole *console = user_data;
  const AftPageAsk ask = { .work = make_code_door };

  if (form != NULL)
    aft_console_auth_give_code (console->auth, exchange, aft_door_get_field (form, "code"),
                                on_code_given, aft_knock_new (console, NULL, form));
  else if (aft_console_auth_awaits_code (console->auth, exchange))
    aft_console_answer (console, exchange, &ask);
  else
    aft_http_exchange_take_reply (
        exchange, begin_again (aft_http_request_get_query (aft_http_exchange_get_request (exchange),
                                                           AFT_CONSOLE_NEXT),
                               NULL));
}

static void
on_asked (AftHttpExchange *exchange, gpointer user_data)
{
  AftConsole *console = user_data;
  aft_console_auth_admit_stranger (console->auth, exchange, handle_code, console);
}

void
aft_console_add_code_door (AftConsole *console, AftRouter *router)
{
  const AftRoute get = { "GET", CODE_DOOR, AFT_ROUTE_NO_BODY, 0 };
  const AftRoute post = { "POST", CODE_DOOR, AFT_ROUTE_FORM, AFT_PAGE_FORM_BYTES };

  aft_router_add (router, &get, on_asked, console);
  aft_router_add (router, &post, on_asked, console);
}
