/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letting one more program read: the form, the caller's password once more before anything is made,
 * and the token, which stands on the page that answers and nowhere else. What a program is told is
 * /api/v1's. */
#include <string.h>

#include "aft-console-door.h"
#include "aft-console-programs.h"
#include "aft-device-token.h"
#include "aft-error.h"
#include "aft-house-store-tokens.h"

#define NAME_CHARACTERS 64
#define NAME_FIELD      "program" /* "name" is the caller's, for the browser's store of passwords */
#define ALL_FIELD       "all"
#define VENUE_FIELD     "venue:"
#define CONTACT_FIELD   "contact"

/* -- the form ----------------------------------------------------------------------------------
 */

static gboolean
is_ticked (const AftPage *page, const char *name)
{
  return *aft_page_get_field (page, name) != '\0';
}

static void
write_places (AftPage *page, const GPtrArray *places)
{
  const AftPageField all
      = { .id = ALL_FIELD,
          .label = aft_page_say (page, N_ ("All restaurants, also those to come")) };

  aft_html_open (page->html, "fieldset", NULL);
  aft_html_put (page->html, "legend", aft_page_say (page, N_ ("What it may read about")), NULL);
  aft_page_tick (page, &all, is_ticked (page, ALL_FIELD));
  for (guint i = 0; i < places->len; i++)
    {
      const AftVenue *venue = ((const AftPlace *) places->pdata[i])->venue;
      g_autofree char *name = aft_form_dup_path (VENUE_FIELD, aft_venue_get_id (venue), NULL);
      const AftPageField field = { .id = name, .label = aft_venue_get_name (venue) };
      aft_page_tick (page, &field, is_ticked (page, name));
    }
  aft_html_close (page->html, "fieldset");
}

static void
write_contact (AftPage *page)
{
  const AftPageField contact
      = { .id = CONTACT_FIELD,
          .label = aft_page_say (page, N_ ("Also guests' words, names and phone numbers")) };

  aft_html_open (page->html, "div", NULL);
  aft_page_tick (page, &contact, is_ticked (page, CONTACT_FIELD));
  aft_page_line (page, "hint",
                 aft_page_say (page, N_ ("Only for a program that needs them, as one that calls "
                                         "guests back. Each time it asks, the audit says so.")));
  aft_html_close (page->html, "div");
}

void
aft_program_write_form (AftPage *page, const GPtrArray *places)
{
  const AftPageField name = { .id = NAME_FIELD,
                              .label = aft_page_say (page, N_ ("What the program is called here")),
                              .hint = aft_page_say (page, N_ ("For instance “Accounting”.")),
                              .value = aft_page_get_field (page, NAME_FIELD),
                              .autocomplete = "off",
                              .most = NAME_CHARACTERS,
                              .is_needed = TRUE };

  aft_form_open_section (page, aft_page_say (page, N_ ("Let a program read")));
  aft_page_open_form (page, AFT_PROGRAMS, "password");
  aft_page_field (page, &name);
  write_places (page, places);
  write_contact (page);
  aft_page_line (page, "hint",
                 aft_page_say (page, N_ ("Your own password once more: whoever has the token needs "
                                         "none.")));
  aft_door_write_name (page);
  aft_door_write_password (page);
  aft_form_end (page, aft_page_say (page, N_ ("Make a token")), "primary");
  aft_html_close (page->html, "section");
}

/* -- what is asked for -------------------------------------------------------------------------
 */

/* FALSE: one that is no restaurant of the caller's. */
static gboolean
read_places (const AftPage *page, const GPtrArray *places, GArray *ids)
{
  if (!aft_form_read_ids (page, VENUE_FIELD, ids, NULL))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (aft_places_find (places, &g_array_index (ids, AftId, i)) == NULL)
      return FALSE;
  return TRUE;
}

/* NULL: good; else what is wrong, a msgid. */
static const char *
read_reach (const AftPage *page, const GPtrArray *places, AftHouseToken *token)
{
  gboolean is_all = is_ticked (page, ALL_FIELD);

  token->role = is_all ? AFT_ROLE_OWNER : AFT_ROLE_MANAGER;
  token->venue_ids = g_array_new (FALSE, FALSE, sizeof (AftId));
  if (!read_places (page, places, token->venue_ids))
    return N_ ("Choose among the restaurants that are here. No token was made.");
  if (is_all != (token->venue_ids->len == 0))
    return N_ ("Choose either all restaurants or some of them. No token was made.");
  return NULL;
}

/* -- the token, once ---------------------------------------------------------------------------
 */

/* Of the console, where programs ask too; one without an address is asked on this machine alone, by
 * the name that stands in the request. Newly allocated. */
static char *
dup_house_address (const AftPage *page)
{
  const char *address = page->console->options.address;
  const AftHttpRequest *request = aft_http_exchange_get_request (page->exchange);
  gsize length;

  if (address == NULL || *address == '\0')
    return g_strconcat ("http://", aft_http_request_get_header (request, "host"), NULL);
  length = strlen (address);
  return g_strndup (address, length - (address[length - 1] == '/' ? 1 : 0));
}

static void
write_secret (AftPage *page, const char *text)
{
  aft_html_open (page->html, "p", NULL);
  aft_html_put (page->html, "code", text, "class", "secret", "translate", "no", NULL);
  aft_html_close (page->html, "p");
}

static void
write_trial (AftPage *page, const char *text)
{
  g_autofree char *address = dup_house_address (page);
  g_autofree char *line = g_strdup_printf (
      "curl --header \"Authorization: Bearer %s\" \"%s/api/v1/trends\"", text, address);

  aft_form_open_section (page, aft_page_say (page, N_ ("See whether it works")));
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("On the machine that the program runs on, this line gives "
                                         "this week's figures:")));
  write_secret (page, line);
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("What else there is to fetch, for whoever sets the "
                                         "program up:")));
  aft_html_open (page->html, "p", NULL);
  aft_html_put (page->html, "a", "/api/v1/openapi.json", "href", "/api/v1/openapi.json", NULL);
  aft_html_close (page->html, "p");
  aft_html_close (page->html, "section");
}

static AftHttpReply *
show_token (AftPage *page, const AftHouseToken *token, const char *text)
{
  g_autofree char *title = g_strdup_printf (aft_page_say (page, N_ ("Token for %s")), token->name);

  aft_form_open_page (page, title, AFT_SECTION_SETTINGS);
  aft_form_open_section (page, aft_page_say (page, N_ ("Copy it now")));
  write_secret (page, text);
  aft_page_line (page, "late",
                 aft_page_say (page, N_ ("It is shown this once; the house itself cannot read it "
                                         "again.")));
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("Put it into the program and nowhere else. When somebody "
                                         "else may have seen it, revoke it and make a new one.")));
  aft_html_close (page->html, "section");
  write_trial (page, text);
  aft_form_link (page, AFT_PROGRAMS, aft_page_say (page, N_ ("I have copied it")));
  return aft_form_close_page (page);
}

/* Sending the form again, as a reload does, meets the name that is taken. */
static AftHttpReply *
refuse_name (AftPage *page, GError *reason, GError **error)
{
  if (!g_error_matches (reason, AFT_ERROR, AFT_ERROR_CONFLICT))
    return aft_form_refuse (page, reason, aft_programs_make_page, error);
  g_error_free (reason);
  page->ask.status = 409;
  return aft_form_refuse_with (page,
                               N_ ("A program of this name may read already. No token was made."),
                               aft_programs_make_page, error);
}

/* The caller's password was right. */
static AftHttpReply *
add_token (AftPage *page, GError **error)
{
  AftDigest digest;
  GError *reason = NULL;
  g_autoptr (AftHouseToken) token = g_new0 (AftHouseToken, 1);
  g_autoptr (GPtrArray) places = aft_places_load (page, error);
  g_autoptr (AftSecretText) text = aft_device_token_generate (page->console->options.random);
  gboolean is_token = aft_device_token_digest (text, &digest);
  g_assert (is_token);

  const char *fault = places != NULL ? read_reach (page, places, token) : NULL;
  if (places == NULL)
    return NULL;
  if (fault != NULL)
    return aft_form_refuse_with (page, fault, aft_programs_make_page, error);
  token->id = aft_id_generate (page->console->options.clock, page->console->options.random);
  token->name = aft_form_dup_trimmed (page, NAME_FIELD);
  token->may_contact = is_ticked (page, CONTACT_FIELD);
  if (!aft_house_store_add_token_sync (page->store, token, &digest, page->caller->actor, &reason))
    return refuse_name (page, reason, error);
  return show_token (page, token, text);
}

/* -- the password ------------------------------------------------------------------------------
 */

static void
on_confirmed (AftHttpExchange *exchange, const AftConsoleAnswer *answer, gpointer user_data)
{
  g_autoptr (AftKnock) knock = user_data;
  AftPageAsk ask = { .caller = knock->caller, .form = knock->form, .work = add_token };

  if (answer->verdict == AFT_CONSOLE_DONE)
    {
      aft_console_answer (knock->console, exchange, &ask);
      return;
    }
  ask.work = aft_programs_make_page;
  aft_door_refuse (knock->console, exchange, answer, &ask,
                   N_ ("The password is not right. No token was made."));
}

static void
handle_add (AftHttpExchange *exchange,
            AftConsoleCaller *caller,
            AftHttpForm *form,
            gpointer user_data)
{
  AftConsole *console = user_data;

  aft_console_auth_confirm (console->auth, exchange, caller, aft_door_get_field (form, "password"),
                            on_confirmed, aft_knock_new (console, caller, form));
}

static void
on_add (AftHttpExchange *exchange, gpointer user_data)
{
  AftConsole *console = user_data;
  aft_console_auth_admit (console->auth, exchange, AFT_ROLE_OWNER, handle_add, console);
}

void
aft_console_add_program_token (AftConsole *console, AftRouter *router)
{
  const AftRoute add = { "POST", AFT_PROGRAMS, AFT_ROUTE_FORM, AFT_PAGE_FORM_BYTES };

  aft_router_add (router, &add, on_add, console);
}
