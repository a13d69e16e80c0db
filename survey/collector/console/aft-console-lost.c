/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said where the console has no page, or not in that way: a page like the others, with the
 * way back. Who is signed out is sent to the sign-in from here as from everywhere, so that nobody
 * learns which addresses there are. */
#include "aft-console-private.h"

#include "aft-console-frame.h"
#include "aft-error.h"

#define CONSOLE "/console"
/* Parameters of the exchange. */
#define STATUS "refused"
#define ALLOW  "allowed"

static AftHttpReply *
make_refusal (AftPage *page)
{
  const AftPageHead head = { .title = aft_page_say (page, N_ ("That did not work")) };
  const char *allow = aft_http_exchange_get_parameter (page->exchange, ALLOW);

  aft_page_open (page, &head);
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("This address is not asked in that way. Nothing was "
                                         "done.")));
  aft_html_open (page->html, "p", NULL);
  aft_html_put (page->html, "a", aft_page_say (page, N_ ("Back to Today")), "href", CONSOLE, NULL);
  aft_html_close (page->html, "p");
  AftHttpReply *reply = aft_page_close (page, page->ask.status);
  if (allow != NULL)
    aft_http_reply_set_header (reply, "Allow", allow);
  return reply;
}

static AftHttpReply *
make_lost (AftPage *page, GError **error)
{
  if (page->ask.status != 404)
    return make_refusal (page);
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is nothing at this address");
  return NULL;
}

static void
on_admitted (AftHttpExchange *exchange,
             AftConsoleCaller *caller,
             AftHttpForm *form,
             gpointer user_data)
{
  const char *status = aft_http_exchange_get_parameter (exchange, STATUS);
  const AftPageAsk ask
      = { .caller = caller, .work = make_lost, .status = (int) g_ascii_strtoll (status, NULL, 10) };

  aft_console_answer (user_data, exchange, &ask);
}

static void
on_lost (AftHttpExchange *exchange, AftHttpReply *refusal, gpointer user_data)
{
  AftConsole *console = user_data;
  g_autofree char *status = g_strdup_printf ("%d", aft_http_reply_get_status (refusal));
  const char *allow = aft_http_reply_get_header (refusal, "Allow");

  aft_http_exchange_add_parameter (exchange, STATUS, status);
  if (allow != NULL)
    aft_http_exchange_add_parameter (exchange, ALLOW, allow);
  aft_http_reply_unref (refusal);
  aft_console_auth_admit_lost (console->auth, exchange, on_admitted, console);
}

void
aft_console_add_lost (AftConsole *console, AftRouter *router)
{
  aft_router_set_refusals (router, CONSOLE, on_lost, console);
}
