/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the listener and the guest's pages: reads what was sent, asks how often this sender has
 * tried in vain, lets the page's work run on one of the store's threads, and answers with what came
 * of it. There is no session and nobody signs in: what may be seen is what the link opens. What
 * pages look like is aft-page-frame.c's, what is on them is each page's own. */
#include "aft-pages-private.h"

#include "aft-error.h"
#include "aft-http-multipart.h"
#include "aft-http-page.h"
#include "aft-http-sender.h"
#include "aft-page-frame.h"
#include "aft-page-language.h"
#include "aft-secret.h"

#define LINK_DAYS   30
#define SENDERS     4096 /* that are remembered */
#define MS_A_SECOND 1000
#define US_A_MS     1000

/* What a route was added with. */
typedef struct
{
  AftPages *pages;
  const AftPhoneRoute *route;
} Added;

/* -- one request -------------------------------------------------------------------------------
 */

static void
read_language (AftPhonePage *page, const AftHttpRequest *request)
{
  const char *chosen = aft_http_request_get_query (request, "l");
  const char *accept = aft_http_request_get_header (request, "Accept-Language");

  page->has_language = aft_page_language_read (chosen, &page->language);
  page->is_guessed
      = !page->has_language && !aft_page_language_choose (NULL, accept, &page->language);
}

static AftPhonePage *
page_new (AftPages *pages, const AftPhoneRoute *route, AftHttpExchange *exchange)
{
  AftPhonePage *page = g_new0 (AftPhonePage, 1);
  AftHttpRequest *request = aft_http_exchange_get_request (exchange);
  const char *sender = aft_http_request_get_sender (request, pages->options.is_behind_proxy);

  page->pages = aft_pages_ref (pages);
  page->route = route;
  page->exchange = aft_http_exchange_ref (exchange);
  page->store = pages->options.store;
  page->catalogue = pages->options.catalogue;
  page->word = g_strdup (aft_http_exchange_get_parameter (exchange, "word"));
  page->path = g_strdup (aft_http_request_get_path (request));
  page->sender = aft_http_dup_sender_key (sender);
  page->now_ms = aft_clock_get_real_ms (pages->options.clock);
  read_language (page, request);
  return page;
}

static void
page_free (AftPhonePage *page)
{
  if (page == NULL)
    return;
  g_clear_pointer (&page->html, aft_html_free);
  g_clear_pointer (&page->link, aft_follow_link_free);
  g_clear_pointer (&page->venue, aft_venue_unref);
  g_clear_pointer (&page->house, aft_house_free);
  g_clear_pointer (&page->form, aft_http_form_unref);
  g_clear_pointer (&page->exchange, aft_http_exchange_unref);
  g_clear_pointer (&page->pages, aft_pages_unref);
  g_free (page->sender);
  g_free (page->path);
  g_free (page->word);
  g_free (page);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftPhonePage, page_free)

const char *
aft_phone_page_get_field (const AftPhonePage *page, const char *name)
{
  const char *text = page->form != NULL ? aft_http_form_get (page->form, name) : NULL;
  return text != NULL ? text : "";
}

char *
aft_phone_page_dup_address (const AftPhonePage *page, const char *path, const char *said)
{
  const char *tag = page->has_language ? aft_language_get_tag (page->language) : NULL;
  return aft_html_dup_address (path, "said", said, "l", tag, NULL);
}

AftHttpReply *
aft_phone_page_redirect (const AftPhonePage *page, const char *path, const char *said)
{
  g_autofree char *address = aft_phone_page_dup_address (page, path, said);
  return aft_http_reply_new_redirect (address);
}

/* -- making the answer -------------------------------------------------------------------------
 */

static gboolean
read_house (AftPhonePage *page, GError **error)
{
  g_autoptr (GError) reason = NULL;

  page->house = aft_house_store_get_house_sync (page->store, &reason);
  if (page->house == NULL && !g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (page->is_guessed)
    page->language = page->house != NULL ? page->house->language : AFT_LANGUAGE_ZH_CN;
  return TRUE;
}

static gboolean
read_link (AftPhonePage *page, GError **error)
{
  if (!page->route->needs_link)
    return TRUE;
  page->link = aft_follow_link_find_sync (page->store, page->word, page->now_ms,
                                          page->pages->options.link_days, error);
  if (page->link == NULL)
    return FALSE;
  page->venue = aft_house_store_get_venue_sync (page->store, &page->link->found->venue_id, error);
  return page->venue != NULL;
}

static AftHttpReply *
make_page (AftPhonePage *page, GError **error)
{
  if (!read_house (page, error) || !read_link (page, error))
    return NULL;
  return page->route->work (page, error);
}

static gpointer
make (AftHouseStore *store, gpointer data, GError **error)
{
  AftPhonePage *page = data;
  g_autoptr (GError) reason = NULL;
  AftHttpReply *reply = make_page (page, &reason);

  if (reply != NULL)
    return reply;
  g_clear_pointer (&page->html, aft_html_free);
  if (!g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    return aft_page_frame_tell_error (page, reason);
  page->is_wrong = TRUE;
  return aft_page_frame_tell_nothing (page);
}

/* Links that open nothing are counted; beyond what is forgiven the sender waits, also with one that
 * would open something: the answer tells nothing of the link. */
static void
count_wrong (AftPhonePage *page)
{
  AftPages *pages = page->pages;
  guint seconds = aft_rate_limit_take (pages->wrong, page->sender);

  if (seconds == 0)
    return;
  if (g_hash_table_size (pages->wrong_until) >= SENDERS)
    g_hash_table_remove_all (pages->wrong_until);
  gint64 *until_us = g_new (gint64, 1);
  *until_us = aft_clock_get_monotonic_us (pages->options.clock)
              + (gint64) seconds * MS_A_SECOND * US_A_MS;
  g_hash_table_replace (pages->wrong_until, g_strdup (page->sender), until_us);
}

/* Seconds that the sender has to wait; 0: none. */
static guint
get_wait (AftPages *pages, const char *sender)
{
  const gint64 *until_us = g_hash_table_lookup (pages->wrong_until, sender);
  gint64 left_us
      = until_us != NULL ? *until_us - aft_clock_get_monotonic_us (pages->options.clock) : 0;

  if (left_us > 0)
    return (guint) ((left_us + MS_A_SECOND * US_A_MS - 1) / (MS_A_SECOND * US_A_MS));
  g_hash_table_remove (pages->wrong_until, sender);
  return 0;
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftPhonePage) page = user_data;
  g_autoptr (GError) error = NULL;
  AftHttpReply *reply = aft_house_store_call_finish (result, &error);

  if (reply == NULL)
    reply = aft_page_frame_tell_error (page, error);
  if (page->is_wrong)
    count_wrong (page);
  aft_http_exchange_take_reply (page->exchange, reply);
}

/* Eats @page. */
static void
answer (AftPhonePage *page)
{
  const AftHouseCall call
      = { .work = make, .data = page, .free_result = (GDestroyNotify) aft_http_reply_unref };
  aft_house_store_call_async (page->store, &call, on_made, page);
}

/* -- what was asked ----------------------------------------------------------------------------
 */

static gboolean
read_form (AftPhonePage *page, GError **error)
{
  AftHttpRequest *request = aft_http_exchange_get_request (page->exchange);
  GBytes *body = aft_http_request_get_body (request);
  g_autofree char *boundary
      = aft_http_multipart_dup_boundary (aft_http_request_get_header (request, "content-type"));

  if (!g_str_equal (page->route->method, "POST"))
    return TRUE;
  page->form = boundary == NULL ? aft_http_form_parse (body, NULL, error)
                                : aft_http_multipart_parse (body, boundary, NULL, error);
  aft_http_request_drop_body (request);
  return page->form != NULL;
}

/* NULL, or what to answer without looking any further. */
static AftHttpReply *
admit (AftPhonePage *page)
{
  AftPages *pages = page->pages;
  g_autoptr (GError) error = NULL;
  guint seconds = get_wait (pages, page->sender);

  if (page->is_guessed)
    page->language = AFT_LANGUAGE_ZH_CN;
  if (seconds == 0 && page->route->needs_link && g_str_equal (page->route->method, "POST"))
    seconds = aft_rate_limit_take (pages->writes, page->word);
  if (seconds > 0)
    return aft_page_frame_tell_wait (page, seconds);
  if (!read_form (page, &error))
    return aft_page_frame_tell_error (page, error);
  return page->route->admit != NULL ? page->route->admit (page) : NULL;
}

static void
ask (AftPages *pages, const AftPhoneRoute *route, AftHttpExchange *exchange)
{
  g_autoptr (AftPhonePage) page = page_new (pages, route, exchange);
  AftHttpReply *refusal = admit (page);

  if (refusal != NULL)
    aft_http_exchange_take_reply (exchange, refusal);
  else
    answer (g_steal_pointer (&page));
}

static void
on_asked (AftHttpExchange *exchange, gpointer user_data)
{
  const Added *added = user_data;
  ask (added->pages, added->route, exchange);
}

void
aft_pages_add (AftPages *pages, AftRouter *router, const AftPhoneRoute *routes, gsize count)
{
  for (gsize i = 0; i < count; i++)
    {
      gboolean is_post = g_str_equal (routes[i].method, "POST");
      AftRouteBody body
          = routes[i].body == AFT_ROUTE_NO_BODY && is_post ? AFT_ROUTE_FORM : routes[i].body;
      gsize body_bytes
          = routes[i].body_bytes == 0 && is_post ? AFT_PHONE_FORM_BYTES : routes[i].body_bytes;
      const AftRoute route = { routes[i].method, routes[i].pattern, body, body_bytes };
      Added *added = g_new0 (Added, 1);
      *added = (Added){ pages, &routes[i] };
      g_ptr_array_add (pages->routes, added);
      aft_router_add (router, &route, on_asked, added);
    }
}

/* -- what is refused ---------------------------------------------------------------------------
 */

static AftHttpReply *
open_nothing (AftPhonePage *page, GError **error)
{
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is nothing at this address");
  return NULL;
}

/* An address that is none gets what a link that opens nothing gets, by the same look-ups. */
static const AftPhoneRoute nothing
    = { .method = "GET", .pattern = "", .work = open_nothing, .needs_link = TRUE };

/* Only a photo can be: its own page says so. */
static AftHttpReply *
make_way_back (AftHttpExchange *exchange)
{
  const AftHttpRequest *request = aft_http_exchange_get_request (exchange);
  g_autofree char *address
      = aft_html_dup_address (aft_http_request_get_path (request), "said", "too-large", "l",
                              aft_http_request_get_query (request, "l"), NULL);
  return aft_http_reply_new_redirect (address);
}

static void
on_refused (AftHttpExchange *exchange, AftHttpReply *refusal, gpointer user_data)
{
  g_autoptr (AftHttpReply) owned = refusal;
  int status = aft_http_reply_get_status (refusal);

  if (status == 404)
    ask (user_data, &nothing, exchange);
  else if (status == 413
           && g_str_has_suffix (
               aft_http_request_get_path (aft_http_exchange_get_request (exchange)), "/photo"))
    aft_http_exchange_take_reply (exchange, make_way_back (exchange));
  else
    aft_http_exchange_take_reply (exchange, g_steal_pointer (&owned));
}

static void
on_health (AftHttpExchange *exchange, gpointer user_data)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "status", "ok");
  g_autoptr (AftValue) value = aft_value_builder_end (builder);
  aft_http_exchange_take_reply (exchange, aft_http_reply_new_json (200, value));
}

/* -- the pages ---------------------------------------------------------------------------------
 */

static void
copy_options (AftPages *pages, const AftPagesOptions *options)
{
  pages->options = *options;
  pages->options.store = aft_house_store_ref (options->store);
  pages->options.clock = aft_clock_ref (options->clock);
  pages->options.random = aft_random_ref (options->random);
  pages->options.catalogue = aft_catalogue_ref (options->catalogue);
  pages->options.surveys = aft_survey_cache_ref (options->surveys);
  if (options->rules != NULL)
    pages->options.rules = aft_rule_book_ref (options->rules);
  if (options->attachments != NULL)
    pages->options.attachments = aft_attachments_ref (options->attachments);
  if (options->box_key != NULL)
    {
      pages->box_key = *options->box_key;
      pages->options.box_key = &pages->box_key;
    }
  pages->options.public_address = g_strdup (options->public_address);
  if (options->link_days == 0)
    pages->options.link_days = LINK_DAYS;
}

AftPages *
aft_pages_new (const AftPagesOptions *options)
{
  static const AftRateLimitOptions wrong
      = { AFT_PAGES_WRONG_BURST, AFT_PAGES_WRONG_PER_MINUTE, SENDERS };
  static const AftRateLimitOptions writes
      = { AFT_PAGES_WRITES_BURST, AFT_PAGES_WRITES_PER_MINUTE, SENDERS };
  AftPages *pages = g_new0 (AftPages, 1);

  g_ref_count_init (&pages->references);
  copy_options (pages, options);
  pages->routes = g_ptr_array_new_with_free_func (g_free);
  pages->wrong = aft_rate_limit_new (options->clock, &wrong);
  pages->writes = aft_rate_limit_new (options->clock, &writes);
  pages->wrong_until = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return pages;
}

AftPages *
aft_pages_ref (AftPages *pages)
{
  g_ref_count_inc (&pages->references);
  return pages;
}

void
aft_pages_unref (AftPages *pages)
{
  if (pages == NULL || !g_ref_count_dec (&pages->references))
    return;
  g_hash_table_unref (pages->wrong_until);
  aft_survey_limits_free (pages->surveys);
  aft_rate_limit_free (pages->writes);
  aft_rate_limit_free (pages->wrong);
  g_ptr_array_unref (pages->routes);
  aft_secret_wipe (&pages->box_key, sizeof pages->box_key);
  g_free ((char *) pages->options.public_address);
  aft_attachments_unref (pages->options.attachments);
  aft_rule_book_unref (pages->options.rules);
  aft_survey_cache_unref (pages->options.surveys);
  aft_catalogue_unref (pages->options.catalogue);
  aft_random_unref (pages->options.random);
  aft_clock_unref (pages->options.clock);
  aft_house_store_unref (pages->options.store);
  g_free (pages);
}

void
aft_pages_add_routes (AftPages *pages, AftRouter *router)
{
  const AftRoute health = { "GET", "/healthz", AFT_ROUTE_NO_BODY, 0 };

  aft_router_add (router, &health, on_health, pages);
  aft_router_set_refusals (router, "", on_refused, pages);
  aft_pages_add_files (pages, router);
  aft_pages_add_follow_up (pages, router);
  aft_pages_add_surveys (pages, router);
  aft_pages_add_data (pages, router);
  aft_pages_add_erase (pages, router);
  aft_pages_add_photos (pages, router);
}
