/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pages share whose forms go through AftConsoleAuth: what is kept until it has answered, what
 * its answers look like, and the fields of a sign-in. What is asked of it is each door's own. */
#include "aft-console-door.h"

#include "aft-http-page.h"

#define HOME "/console"
/* Six digits; apps show them in groups, and people copy those with the blanks. */
#define MOST_CODE 12

AftKnock *
aft_knock_new (AftConsole *console, AftConsoleCaller *caller, AftHttpForm *form)
{
  AftKnock *knock = g_new0 (AftKnock, 1);
  *knock = (AftKnock){ aft_console_ref (console),
                       caller != NULL ? aft_console_caller_ref (caller) : NULL,
                       form != NULL ? aft_http_form_ref (form) : NULL };
  return knock;
}

void
aft_knock_free (AftKnock *knock)
{
  aft_http_form_unref (knock->form);
  aft_console_caller_unref (knock->caller);
  aft_console_unref (knock->console);
  g_free (knock);
}

const char *
aft_door_get_field (const AftHttpForm *form, const char *name)
{
  const char *text = form != NULL ? aft_http_form_get (form, name) : NULL;
  return text != NULL ? text : "";
}

const char *
aft_door_get_way_on (const char *next)
{
  gboolean is_ours
      = g_strcmp0 (next, HOME) == 0 || (next != NULL && g_str_has_prefix (next, HOME "/"));
  return is_ours ? next : HOME;
}

const char *
aft_door_get_next (const AftPage *page)
{
  return aft_door_get_way_on (page->form != NULL ? aft_page_get_field (page, AFT_CONSOLE_NEXT)
                                                 : aft_page_get_query (page, AFT_CONSOLE_NEXT));
}

/* -- answers of the auth -----------------------------------------------------------------------
 */

void
aft_door_let_in (AftHttpExchange *exchange, AftHttpReply *reply, const AftConsoleAnswer *answer)
{
  if (answer->cookie != NULL)
    aft_http_reply_set_header (reply, "Set-Cookie", answer->cookie);
  aft_http_exchange_take_reply (exchange, reply);
}

void
aft_door_refuse (AftConsole *console,
                 AftHttpExchange *exchange,
                 const AftConsoleAnswer *answer,
                 AftPageAsk *ask,
                 const char *wrong)
{
  switch (answer->verdict)
    {
    case AFT_CONSOLE_WRONG:
      ask->refusal = wrong;
      ask->status = 403;
      break;
    case AFT_CONSOLE_WEAK:
      ask->refusal = aft_password_fault_get_sentence (answer->fault);
      ask->status = 422;
      break;
    case AFT_CONSOLE_WAIT:
      ask->refusal = N_ ("Too many tries. Wait a little, then try again.");
      ask->status = 429;
      ask->wait_seconds = answer->wait_seconds;
      break;
    default:
      ask->refusal = N_ ("That did not work. Look at what you wrote and try again.");
      ask->status = 422;
      break;
    }
  aft_console_answer (console, exchange, ask);
}

AftHttpReply *
aft_door_delay (const AftPage *page, AftHttpReply *reply)
{
  if (page->ask.wait_seconds > 0)
    aft_http_reply_set_retry_after (reply, page->ask.wait_seconds);
  return reply;
}

AftHtml *
aft_door_open (AftPage *page, const char *title)
{
  const char *refusal = page->ask.refusal != NULL ? aft_page_say (page, page->ask.refusal) : NULL;
  return aft_page_open_door (page, title, refusal);
}

AftHttpReply *
aft_door_close (AftPage *page)
{
  int status = page->ask.status != 0 ? page->ask.status : 200;
  return aft_door_delay (page, aft_page_close_door (page, status));
}

/* -- fields ------------------------------------------------------------------------------------
 */

void
aft_door_write_name (AftPage *page)
{
  aft_html_open (page->html, "input", "type", "text", "name", "name", "value", page->caller->name,
                 "autocomplete", "username", "readonly", "", "hidden", "", NULL);
}

void
aft_door_write_password (AftPage *page)
{
  const AftPageField password = { .id = "password",
                                  .label = aft_page_say (page, N_ ("Password")),
                                  .type = "password",
                                  .autocomplete = "current-password",
                                  .most = AFT_PASSWORD_MOST,
                                  .is_needed = TRUE };
  aft_page_field (page, &password);
}

void
aft_door_write_code (AftPage *page, gboolean has_focus)
{
  const AftPageField code
      = { .id = "code",
          .label = aft_page_say (page, N_ ("Code from the app")),
          .hint = aft_page_say (page, N_ ("Six digits, new every half minute. Each works once.")),
          .autocomplete = "one-time-code",
          .inputmode = "numeric",
          .most = MOST_CODE,
          .is_needed = TRUE,
          .has_focus = has_focus };
  aft_page_field (page, &code);
}
