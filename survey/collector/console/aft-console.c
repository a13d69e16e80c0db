/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the listener and the pages: who may ask for a page is asked of AftConsoleAuth, the page
 * is made by its work on one of the store's threads, and what comes of it is the answer. What pages
 * look like is aft-console-frame.c's, what is on them is each page's own. */
#include "aft-console-private.h"

#include "aft-console-door.h"
#include "aft-console-house.h"
#include "aft-console-rules.h"
#include "aft-console-trends.h"
#include "aft-error.h"
#include "aft-http-page.h"

/* What a route was added with. */
typedef struct
{
  AftConsole *console;
  const AftPageRoute *route;
} Added;

/* -- pages -------------------------------------------------------------------------------------
 */

/* Before the sign-in there is nobody to ask but the browser. */
static AftLanguage
guess_language (AftHttpExchange *exchange)
{
  AftHttpRequest *request = aft_http_exchange_get_request (exchange);
  const char *chosen = aft_http_request_get_query (request, "language");
  const char *header = aft_http_request_get_header (request, "Accept-Language");
  g_autofree char *first = NULL;

  if (chosen != NULL)
    return aft_language_from_tag (chosen);
  if (header == NULL)
    return AFT_LANGUAGE_ZH_CN;
  first = g_strndup (header, strcspn (header, ",; "));
  return aft_language_from_tag (first);
}

AftPage *
aft_page_new (AftConsole *console, AftHttpExchange *exchange, const AftPageAsk *ask)
{
  AftPage *page = g_new0 (AftPage, 1);
  AftConsoleCaller *caller = ask->caller;

  page->console = aft_console_ref (console);
  page->store = console->options.store;
  page->catalogue = console->options.catalogue;
  page->exchange = aft_http_exchange_ref (exchange);
  page->caller = caller != NULL ? aft_console_caller_ref (caller) : NULL;
  page->form = ask->form != NULL ? aft_http_form_ref (ask->form) : NULL;
  page->ask = *ask;
  page->language
      = caller != NULL && caller->has_language ? caller->language : guess_language (exchange);
  page->now_ms = aft_clock_get_real_ms (console->options.clock);
  page->has_id = aft_http_exchange_get_id (exchange, "id", &page->id);
  page->word = aft_http_exchange_get_parameter (exchange, "word");
  return page;
}

void
aft_page_free (AftPage *page)
{
  if (page == NULL)
    return;
  g_clear_pointer (&page->html, aft_html_free);
  g_clear_pointer (&page->house, aft_house_free);
  g_clear_pointer (&page->tiers, aft_tier_rules_unref);
  g_clear_pointer (&page->form, aft_http_form_unref);
  g_clear_pointer (&page->caller, aft_console_caller_unref);
  g_clear_pointer (&page->exchange, aft_http_exchange_unref);
  g_clear_pointer (&page->console, aft_console_unref);
  g_free (page);
}

const char *
aft_page_get_field (const AftPage *page, const char *name)
{
  const char *text = page->form != NULL ? aft_http_form_get (page->form, name) : NULL;
  return text != NULL ? text : "";
}

const char *
aft_page_get_query (const AftPage *page, const char *name)
{
  return aft_http_request_get_query (aft_http_exchange_get_request (page->exchange), name);
}

gboolean
aft_page_get_id (const AftPage *page, const char *name, AftId *ret_id, GError **error)
{
  if (aft_id_from_text (aft_page_get_field (page, name), ret_id))
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "The field %s is no id", name);
  return FALSE;
}

AftHttpReply *
aft_page_redirect (const char *path, const char *said)
{
  g_autofree char *address = aft_html_dup_address (path, "said", said, NULL);
  return aft_http_reply_new_redirect (address);
}

const GArray *
aft_page_get_venue_ids (const AftPage *page)
{
  return page->caller->role == AFT_ROLE_OWNER ? NULL : page->caller->venue_ids;
}

GPtrArray *
aft_page_list_venues (const AftPage *page, GError **error)
{
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (page->store, error);

  for (guint i = venues != NULL ? venues->len : 0; i > 0; i--)
    if (!aft_console_caller_has_venue (page->caller, aft_venue_get_id (venues->pdata[i - 1])))
      g_ptr_array_remove_index (venues, i - 1);
  return g_steal_pointer (&venues);
}

/* -- making them -------------------------------------------------------------------------------
 */

/* The house's language, where neither the caller nor the browser has said another; and what its
 * staff call their guests. */
static gboolean
read_house (AftPage *page, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (page->caller != NULL)
    {
      page->tiers = aft_console_tiers_load (page, error);
      if (page->tiers == NULL)
        return FALSE;
    }

  page->house = aft_house_store_get_house_sync (page->store, &reason);
  if (page->house == NULL && !g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (page->house != NULL && page->caller != NULL && !page->caller->has_language)
    page->language = page->house->language;
  return TRUE;
}

static gpointer
make (AftHouseStore *store, gpointer data, GError **error)
{
  AftPage *page = data;
  g_autoptr (GError) reason = NULL;
  AftHttpReply *reply = read_house (page, &reason) ? page->ask.work (page, &reason) : NULL;

  if (reply == NULL)
    {
      g_clear_pointer (&page->html, aft_html_free);
      reply = aft_page_new_error (page, reason);
    }
  return reply;
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftPage) page = user_data;
  g_autoptr (GError) error = NULL;
  AftHttpReply *reply = aft_house_store_call_finish (result, &error);

  if (reply == NULL)
    reply = aft_page_new_error (page, error);
  if (page->has_changed_house && page->console->options.changed != NULL)
    page->console->options.changed (page->console->options.user_data);
  if (page->has_changed_duty)
    aft_console_live_tell_duty (page->console, &page->duty_venue_id);
  aft_http_exchange_take_reply (page->exchange, reply);
}

void
aft_console_answer (AftConsole *console, AftHttpExchange *exchange, const AftPageAsk *ask)
{
  AftPage *page = aft_page_new (console, exchange, ask);
  const AftHouseCall call
      = { .work = make, .data = page, .free_result = (GDestroyNotify) aft_http_reply_unref };

  aft_house_store_call_async (console->options.store, &call, on_made, page);
}

static void
on_admitted (AftHttpExchange *exchange,
             AftConsoleCaller *caller,
             AftHttpForm *form,
             gpointer user_data)
{
  const Added *added = user_data;
  const AftPageAsk ask = { .caller = caller, .form = form, .work = added->route->work };
  aft_console_answer (added->console, exchange, &ask);
}

static void
on_asked (AftHttpExchange *exchange, gpointer user_data)
{
  Added *added = user_data;
  aft_console_auth_admit (added->console->auth, exchange, added->route->role, on_admitted, added);
}

void
aft_console_add_pages (AftConsole *console,
                       AftRouter *router,
                       const AftPageRoute *routes,
                       gsize count)
{
  for (gsize i = 0; i < count; i++)
    {
      gboolean is_post = g_str_equal (routes[i].method, "POST");
      AftRouteBody body
          = routes[i].body == AFT_ROUTE_NO_BODY && is_post ? AFT_ROUTE_FORM : routes[i].body;
      gsize body_bytes
          = routes[i].body_bytes == 0 && is_post ? AFT_PAGE_FORM_BYTES : routes[i].body_bytes;
      const AftRoute route = { routes[i].method, routes[i].pattern, body, body_bytes };
      Added *added = g_new0 (Added, 1);
      *added = (Added){ console, &routes[i] };
      g_ptr_array_add (console->routes, added);
      aft_router_add (router, &route, on_asked, added);
    }
}

/* -- the console -------------------------------------------------------------------------------
 */

static void
on_noted (const char *event, const char *user, gpointer user_data)
{
  const AftConsole *console = user_data;
  if (console->options.note != NULL)
    console->options.note (event, user, console->options.user_data);
}

static void
make_auth (AftConsole *console)
{
  const AftConsoleAuthOptions options = { .store = console->options.store,
                                          .clock = console->options.clock,
                                          .random = console->options.random,
                                          .address = console->options.address,
                                          .is_behind_proxy = console->options.is_behind_proxy,
                                          .vault = console->options.vault,
                                          .refusal_page = aft_page_new_refusal,
                                          .note = on_noted,
                                          .user_data = console };
  console->auth = aft_console_auth_new (&options);
}

AftConsole *
aft_console_new (const AftConsoleOptions *options)
{
  AftConsole *console = g_new0 (AftConsole, 1);

  g_ref_count_init (&console->references);
  console->options = *options;
  console->options.store = aft_house_store_ref (options->store);
  console->options.clock = aft_clock_ref (options->clock);
  console->options.random = aft_random_ref (options->random);
  console->options.catalogue = aft_catalogue_ref (options->catalogue);
  if (options->attachments != NULL)
    aft_attachments_ref (options->attachments);
  console->options.address = g_strdup (options->address);
  console->options.public_address = g_strdup (options->public_address);
  console->routes = g_ptr_array_new_with_free_func (g_free);
  make_auth (console);
  aft_console_live_start (console);
  return console;
}

AftConsole *
aft_console_ref (AftConsole *console)
{
  g_ref_count_inc (&console->references);
  return console;
}

void
aft_console_stop (AftConsole *console)
{
  aft_console_live_stop (console);
}

void
aft_console_unref (AftConsole *console)
{
  if (console == NULL || !g_ref_count_dec (&console->references))
    return;
  aft_console_stop (console);
  aft_console_auth_unref (console->auth);
  g_ptr_array_unref (console->routes);
  aft_attachments_unref (console->options.attachments);
  aft_catalogue_unref (console->options.catalogue);
  aft_random_unref (console->options.random);
  aft_clock_unref (console->options.clock);
  aft_house_store_unref (console->options.store);
  g_free ((char *) console->options.address);
  g_free ((char *) console->options.public_address);
  g_free (console);
}

void
aft_console_add_routes (AftConsole *console, AftRouter *router)
{
  aft_console_add_doors (console, router);
  aft_console_add_code_door (console, router);
  aft_console_add_second_factor (console, router);
  aft_console_add_files (console, router);
  aft_console_add_live (console, router);
  aft_console_add_today (console, router);
  aft_console_add_cases (console, router);
  aft_console_add_case (console, router);
  aft_console_add_photos (console, router);
  aft_console_add_lost (console, router);
  aft_console_add_trends (console, router);
  aft_console_add_guests (console, router);
  aft_console_add_guest (console, router);
  aft_console_add_erasures (console, router);
  aft_console_add_kiosks (console, router);
  aft_console_add_drills (console, router);
  aft_console_add_settings (console, router);
  aft_console_add_staff (console, router);
  aft_console_add_person (console, router);
  aft_console_add_venues (console, router);
  aft_console_add_phones (console, router);
  aft_console_add_programs (console, router);
  aft_console_add_rule_pages (console, router);
  aft_console_add_surveys (console, router);
}
