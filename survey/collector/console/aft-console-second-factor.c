/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/second-factor: a code from one's own telephone beside the password, switched on and off
 * by oneself; and off by whoever manages somebody who has lost the telephone. The secret is shown
 * to the one login it was made for, until it is on, and never again. */
#include "aft-console-door.h"
#include "aft-console-form.h"
#include "aft-console-staff-parts.h"
#include "aft-error.h"
#include "aft-qr.h"
#include "aft-second-factor.h"
#include "aft-secret.h"

#define PICTURE AFT_SECOND_FACTOR "/picture"
#define SVG     "image/svg+xml; charset=utf-8"

static const char *
get_house_name (const AftPage *page)
{
  return page->house != NULL ? page->house->name : "Aftertaste";
}

/* -- one's own page ----------------------------------------------------------------------------
 */

/* Password, code and a button. */
static void
write_proof (AftPage *page, const char *action, const char *text)
{
  aft_page_open_form (page, action, "password");
  aft_door_write_name (page);
  aft_door_write_code (page, FALSE);
  aft_door_write_password (page);
  aft_form_end (page, text, "primary");
}

static void
write_on (AftPage *page)
{
  aft_form_open_section (page, aft_page_say (page, N_ ("It is on")));
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("Whoever signs in with your name needs the password and "
                                         "the code that your phone shows.")));
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("A new phone? Switch it off, then on again with that "
                                         "one.")));
  write_proof (page, AFT_SECOND_FACTOR "/off", aft_page_say (page, N_ ("Switch it off")));
  aft_html_close (page->html, "section");
}

static void
write_begin (AftPage *page)
{
  aft_form_open_section (page, aft_page_say (page, N_ ("It is off")));
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("With it, a password that somebody has looked over your "
                                         "shoulder for opens nothing: an app on your phone shows "
                                         "a code that is asked for, too.")));
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("Any authenticator app will do, and it needs no "
                                         "network.")));
  aft_page_open_form (page, AFT_SECOND_FACTOR "/begin", "change");
  aft_form_end (page, aft_page_say (page, N_ ("Set it up")), "primary");
  aft_html_close (page->html, "section");
}

static void
write_offer (AftPage *page, const char *secret)
{
  AftHtml *html = page->html;
  g_autoptr (AftSecretText) groups = aft_second_factor_dup_groups (secret);

  aft_form_open_section (page, aft_page_say (page, N_ ("1. Add it to the app")));
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("Scan this with the app, or type the letters into it.")));
  aft_html_open (html, "p", NULL);
  aft_html_open (html, "img", "src", PICTURE, "class", "qr", "width", "220", "height", "220", "alt",
                 aft_page_say (page, N_ ("QR code with the letters below")), NULL);
  aft_html_close (html, "p");
  aft_html_open (html, "p", NULL);
  aft_html_put (html, "code", groups, "class", "secret", "translate", "no", NULL);
  aft_html_close (html, "p");
  aft_page_line (page, "small quiet",
                 aft_page_say (page, N_ ("They are shown once, for 15 minutes, and to nobody "
                                         "else. Keep no picture of them.")));
  aft_html_close (html, "section");
  aft_form_open_section (page, aft_page_say (page, N_ ("2. Show that it works")));
  aft_page_line (page, NULL, aft_page_say (page, N_ ("Your other devices are signed out then.")));
  write_proof (page, AFT_SECOND_FACTOR "/on", aft_page_say (page, N_ ("Switch it on")));
  aft_html_close (html, "section");
}

static AftHttpReply *
make_page (AftPage *page, GError **error)
{
  g_autoptr (AftHouseUser) user
      = aft_house_store_get_user_sync (page->store, &page->caller->user_id, error);
  g_autoptr (AftSecretText) offer = aft_console_auth_dup_offer (page->console->auth, page->caller);

  if (user == NULL)
    return NULL;
  aft_form_open_page (page, aft_page_say (page, N_ ("Sign-in code")), AFT_SECTION_SETTINGS);
  if (user->second_factor != NULL)
    write_on (page);
  else if (offer != NULL)
    write_offer (page, offer);
  else
    write_begin (page);
  aft_form_link (page, "/console/settings", aft_page_say (page, N_ ("Back to the settings")));
  return aft_door_delay (page, aft_form_close_page (page));
}

static AftHttpReply *
begin (AftPage *page, GError **error)
{
  aft_console_auth_offer (page->console->auth, page->caller);
  return aft_page_redirect (AFT_SECOND_FACTOR, NULL);
}

/* Of the secret that is offered to this login: nobody else can ask for it. */
static AftHttpReply *
make_picture (AftPage *page, GError **error)
{
  g_autoptr (AftSecretText) offer = aft_console_auth_dup_offer (page->console->auth, page->caller);

  if (offer == NULL)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such picture");
      return NULL;
    }
  g_autoptr (AftSecretText) address
      = aft_second_factor_dup_address (offer, get_house_name (page), page->caller->name);
  g_autoptr (AftQr) qr = aft_qr_new (address, error);
  if (qr == NULL)
    return NULL;
  char *svg = aft_qr_to_svg (qr);
  g_autoptr (GBytes) bytes = g_bytes_new_take (svg, strlen (svg));
  return aft_http_reply_new_bytes (200, SVG, bytes);
}

/* -- on and off --------------------------------------------------------------------------------
 */

static void
answer_switch (AftHttpExchange *exchange,
               AftKnock *knock,
               const AftConsoleAnswer *answer,
               const char *said)
{
  AftPageAsk ask = { .caller = knock->caller, .form = knock->form, .work = make_page };

  if (answer->verdict == AFT_CONSOLE_DONE)
    {
      aft_console_live_look (knock->console);
      aft_door_let_in (exchange, aft_page_redirect (AFT_SECOND_FACTOR, said), answer);
    }
  else if (answer->verdict == AFT_CONSOLE_GONE)
    aft_http_exchange_take_reply (exchange, aft_page_redirect (AFT_SECOND_FACTOR, "too-late"));
  else
    aft_door_refuse (knock->console, exchange, answer, &ask,
                     N_ ("Password or code is not right. A code works once: wait for the next "
                         "one."));
}

static void
on_switched_on (AftHttpExchange *exchange, const AftConsoleAnswer *answer, gpointer user_data)
{
  g_autoptr (AftKnock) knock = user_data;
  answer_switch (exchange, knock, answer, "code-on");
}

static void
on_switched_off (AftHttpExchange *exchange, const AftConsoleAnswer *answer, gpointer user_data)
{
  g_autoptr (AftKnock) knock = user_data;
  answer_switch (exchange, knock, answer, "code-off");
}

static void
handle_on (AftHttpExchange *exchange,
           AftConsoleCaller *caller,
           AftHttpForm *form,
           gpointer user_data)
{
  AftConsole *console = user_data;
  const AftConsoleProof proof
      = { aft_door_get_field (form, "password"), aft_door_get_field (form, "code") };

  aft_console_auth_switch_on (console->auth, exchange, caller, &proof, on_switched_on,
                              aft_knock_new (console, caller, form));
}

static void
handle_off (AftHttpExchange *exchange,
            AftConsoleCaller *caller,
            AftHttpForm *form,
            gpointer user_data)
{
  AftConsole *console = user_data;
  const AftConsoleProof proof
      = { aft_door_get_field (form, "password"), aft_door_get_field (form, "code") };

  aft_console_auth_switch_off (console->auth, exchange, caller, &proof, on_switched_off,
                               aft_knock_new (console, caller, form));
}

/* -- somebody else's ---------------------------------------------------------------------------
 */

void
aft_second_factor_write_section (AftPage *page, const AftHouseUser *user)
{
  g_autofree char *action = NULL;

  if (user->second_factor == NULL)
    return;
  action = aft_form_dup_path (AFT_STAFF "/", &user->id, "/second-factor-off");
  aft_form_open_section (page, aft_page_say (page, N_ ("Sign-in code")));
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("This person signs in with a code from their phone. "
                                         "Switch it off when the phone is gone, and only when you "
                                         "know that it is them who ask.")));
  aft_page_open_form (page, action, "change");
  aft_form_end (page, aft_page_say (page, N_ ("Switch the code off")), NULL);
  aft_html_close (page->html, "section");
}

static AftHttpReply *
switch_off_for_other (AftPage *page, GError **error)
{
  const AftHouseSecondFactor none = { .sealed = NULL };
  g_autoptr (AftHouseUser) user = aft_house_store_get_user_sync (page->store, &page->id, error);

  if (user == NULL)
    return NULL;
  if (!aft_staff_may_manage (page, user))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such user");
      return NULL;
    }
  g_autofree char *path = aft_form_dup_path (AFT_STAFF "/", &user->id, NULL);
  if (user->second_factor != NULL
      && !aft_house_store_set_second_factor_sync (page->store, &user->id, &none,
                                                  page->caller->actor, error))
    return NULL;
  return aft_page_redirect (path, "saved");
}

/* -- routes ------------------------------------------------------------------------------------
 */

static const AftPageRoute pages[] = {
  { "GET", AFT_SECOND_FACTOR, AFT_ROLE_STAFF, make_page, AFT_ROUTE_NO_BODY, 0 },
  { "GET", PICTURE, AFT_ROLE_STAFF, make_picture, AFT_ROUTE_NO_BODY, 0 },
  { "POST", AFT_SECOND_FACTOR "/begin", AFT_ROLE_STAFF, begin, AFT_ROUTE_NO_BODY, 0 },
  { "POST", AFT_STAFF "/{id:uuid}/second-factor-off", AFT_ROLE_MANAGER, switch_off_for_other,
    AFT_ROUTE_NO_BODY, 0 },
};

static void
on_on (AftHttpExchange *exchange, gpointer user_data)
{
  AftConsole *console = user_data;
  aft_console_auth_admit (console->auth, exchange, AFT_ROLE_STAFF, handle_on, console);
}

static void
on_off (AftHttpExchange *exchange, gpointer user_data)
{
  AftConsole *console = user_data;
  aft_console_auth_admit (console->auth, exchange, AFT_ROLE_STAFF, handle_off, console);
}

void
aft_console_add_second_factor (AftConsole *console, AftRouter *router)
{
  const AftRoute on = { "POST", AFT_SECOND_FACTOR "/on", AFT_ROUTE_FORM, AFT_PAGE_FORM_BYTES };
  const AftRoute off = { "POST", AFT_SECOND_FACTOR "/off", AFT_ROUTE_FORM, AFT_PAGE_FORM_BYTES };

  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
  aft_router_add (router, &on, on_on, console);
  aft_router_add (router, &off, on_off, console);
}
