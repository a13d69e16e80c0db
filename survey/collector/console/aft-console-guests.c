/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/guests: those who gave a number, of one tier where that is asked for, by what comes
 * first: the latest visit, spend or tier. A page of them at a time. */
#include "aft-console-guest-parts.h"

#include <string.h>

#include "aft-console-house.h"

#define PAGE_GUESTS  50
#define LABEL_DIGITS 6

char *
aft_guest_dup_label (const AftPage *page, const AftId *id)
{
  g_autofree char *text = aft_id_to_text (id);
  g_autofree char *digits = g_ascii_strup (text + strlen (text) - LABEL_DIGITS, -1);
  return g_strdup_printf (aft_page_say (page, N_ ("Guest %s")), digits);
}

char *
aft_guest_dup_path (const AftId *id, const char *tail)
{
  return aft_form_dup_path (AFT_GUESTS "/", id, tail);
}

const AftId *
aft_guest_get_viewer (const AftPage *page)
{
  return page->caller->role == AFT_ROLE_OWNER ? NULL : &page->caller->user_id;
}

char *
aft_guest_dup_day (const AftPage *page, const GPtrArray *places, gint64 utc_ms)
{
  const AftPlace *place = places->len > 0 ? places->pdata[0] : NULL;

  if (utc_ms == 0)
    return g_strdup ("–");
  if (place == NULL)
    return aft_speech_dup_day (page, (gint32) (utc_ms / (24 * 3600 * G_GINT64_CONSTANT (1000))));
  return aft_speech_dup_day (page, aft_venue_get_business_day (place->venue, utc_ms));
}

/* -- what is asked for -------------------------------------------------------------------------
 */

/* By the words of the address. */
static const struct
{
  const char *word;
  const char *name;
} orders[] = {
  [AFT_HOUSE_GUESTS_BY_LAST_VISIT] = { "last-visit", N_ ("Latest visit first") },
  [AFT_HOUSE_GUESTS_BY_SPEND] = { "spend", N_ ("Most spend first") },
  [AFT_HOUSE_GUESTS_BY_TIER] = { "tier", N_ ("Highest tier first") },
};

static void
read_order (const AftPage *page, AftHouseGuestQuery *query)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_strcmp0 (aft_page_get_query (page, "order"), orders[i].word) == 0)
      query->order = (AftHouseGuestOrder) i;
}

/* "RANK.MS.UUID" of the last guest of the page before; anything else begins at the first. */
static void
read_cursor (const AftPage *page, AftHouseGuestQuery *query)
{
  const char *text = aft_page_get_query (page, "after");
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ".", 3);

  query->has_cursor
      = g_strv_length (parts) == 3
        && g_ascii_string_to_signed (parts[0], 10, 0, G_MAXINT64, &query->cursor_rank, NULL)
        && g_ascii_string_to_signed (parts[1], 10, 0, G_MAXINT64, &query->cursor_ms, NULL)
        && aft_id_from_text (parts[2], &query->cursor_id);
}

static char *
dup_cursor (const AftHouseGuest *guest, AftHouseGuestOrder order)
{
  g_autofree char *id = aft_id_to_text (&guest->id);
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT ".%s",
                          aft_house_guest_get_rank (guest, order), guest->last_ms, id);
}

/* -- the page ----------------------------------------------------------------------------------
 */

static void
write_orders (AftPage *page, const AftHouseGuestQuery *query)
{
  const AftPageField field = { .id = "order", .label = aft_page_say (page, N_ ("Order")) };

  aft_page_open_select (page, &field);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    aft_page_option (page, orders[i].word, aft_page_say (page, orders[i].name), query->order == i);
  aft_page_close_select (page);
}

static void
write_filter (AftPage *page, const AftHouseGuestQuery *query)
{
  const AftPageField field = { .id = "tier", .label = aft_page_say (page, N_ ("Tier")) };

  aft_html_open (page->html, "form", "method", "get", "action", AFT_GUESTS, "class", "row", NULL);
  aft_page_open_select (page, &field);
  aft_page_option (page, "", aft_page_say (page, N_ ("All guests")), !query->has_tier);
  for (guint i = AFT_TIERS; i > 0; i--)
    aft_page_option (page, aft_tier_to_text (i - 1), aft_speech_get_tier (page, i - 1),
                     query->has_tier && query->tier == i - 1);
  aft_page_close_select (page);
  write_orders (page, query);
  aft_page_button (page, aft_page_say (page, N_ ("Show")), NULL);
  aft_html_close (page->html, "form");
}

static void
write_heading (AftPage *page, const char *text, gboolean is_amount)
{
  aft_html_put (page->html, "th", text, "scope", "col", "class", is_amount ? "amount" : NULL, NULL);
}

static void
write_head (AftPage *page)
{
  aft_html_open (page->html, "thead", NULL);
  aft_html_open (page->html, "tr", NULL);
  write_heading (page, aft_page_say_context (page, "one", NC_ ("one", "Guest")), FALSE);
  write_heading (page, aft_page_say (page, N_ ("Tier")), FALSE);
  write_heading (page, aft_page_say (page, N_ ("Last visit")), FALSE);
  write_heading (page, aft_page_say (page, N_ ("Visits")), TRUE);
  write_heading (page, aft_page_say (page, N_ ("Spend")), TRUE);
  write_heading (page, aft_page_say (page, N_ ("Open cases")), TRUE);
  aft_html_close (page->html, "tr");
  aft_html_close (page->html, "thead");
}

static void
write_amount (AftPage *page, guint64 amount)
{
  aft_html_open (page->html, "td", "class", "amount", NULL);
  aft_html_text_printf (page->html, "%" G_GUINT64_FORMAT, amount);
  aft_html_close (page->html, "td");
}

static void
write_guest (AftPage *page, const AftHouseGuest *guest, const GPtrArray *places)
{
  AftHtml *html = page->html;
  g_autofree char *label = aft_guest_dup_label (page, &guest->id);
  g_autofree char *path = aft_guest_dup_path (&guest->id, NULL);
  g_autofree char *day = aft_guest_dup_day (page, places, guest->last_ms);
  gint64 minor = aft_house_guest_get_spend_minor (guest);
  g_autofree char *spend = minor > 0 ? aft_speech_dup_money (page, minor) : g_strdup ("–");

  aft_html_open (html, "tr", NULL);
  aft_html_open (html, "th", "scope", "row", NULL);
  aft_html_put (html, "a", label, "href", path, NULL);
  aft_html_close (html, "th");
  aft_html_put (html, "td", aft_speech_get_tier (page, guest->tier), NULL);
  aft_html_put (html, "td", day, "class", "whole", NULL);
  write_amount (page, guest->visits + guest->imported_visits);
  aft_html_put (html, "td", spend, "class", "amount", NULL);
  write_amount (page, guest->open_cases);
  aft_html_close (html, "tr");
}

static void
write_table (AftPage *page, const GPtrArray *guests, const GPtrArray *places)
{
  AftHtml *html = page->html;

  aft_html_open (html, "div", "class", "card scroll", "tabindex", "0", "role", "region",
                 "aria-label", aft_page_say (page, N_ ("Guests")), NULL);
  aft_html_open (html, "table", NULL);
  write_head (page);
  aft_html_open (html, "tbody", NULL);
  for (guint i = 0; i < guests->len; i++)
    write_guest (page, guests->pdata[i], places);
  aft_html_close (html, "tbody");
  aft_html_close (html, "table");
  aft_html_close (html, "div");
}

static void
write_none (AftPage *page, const AftHouseGuestQuery *query)
{
  aft_html_open (page->html, "div", "class", "empty", NULL);
  aft_page_line (page, "strong", aft_page_say (page, N_ ("No guest is here.")));
  aft_page_line (page, NULL,
                 query->has_tier || query->has_cursor
                     ? aft_page_say (page, N_ ("Choose another tier, or all guests."))
                     : aft_page_say (page, N_ ("A guest appears here who leaves a telephone or "
                                               "member number at a kiosk, or by guests import on "
                                               "the collector.")));
  aft_html_close (page->html, "div");
}

static void
write_pages (AftPage *page, const AftHouseGuestQuery *query, const GPtrArray *guests)
{
  const char *tier = query->has_tier ? aft_tier_to_text (query->tier) : NULL;
  const char *order = query->order != 0 ? orders[query->order].word : NULL;

  if (guests->len == PAGE_GUESTS)
    {
      g_autofree char *cursor = dup_cursor (guests->pdata[guests->len - 1], query->order);
      g_autofree char *path
          = aft_html_dup_address (AFT_GUESTS, "tier", tier, "order", order, "after", cursor, NULL);
      aft_form_link (page, path, aft_page_say (page, N_ ("More guests")));
    }
  if (query->has_cursor)
    {
      g_autofree char *path = aft_html_dup_address (AFT_GUESTS, "tier", tier, "order", order, NULL);
      aft_form_link (page, path, aft_page_say (page, N_ ("Back to the first")));
    }
}

static AftHttpReply *
make_guests (AftPage *page, GError **error)
{
  AftHouseGuestQuery query = { .user_id = aft_guest_get_viewer (page), .limit = PAGE_GUESTS };
  query.has_tier = aft_tier_from_text (aft_page_get_query (page, "tier"), &query.tier);
  read_order (page, &query);
  read_cursor (page, &query);
  g_autoptr (GPtrArray) places = aft_places_load (page, error);
  g_autoptr (GPtrArray) guests
      = places != NULL ? aft_house_store_list_guests_sync (page->store, &query, error) : NULL;

  if (guests == NULL)
    return NULL;
  aft_form_open_page (page, aft_page_say (page, N_ ("Guests")), AFT_SECTION_GUESTS);
  write_filter (page, &query);
  if (guests->len > 0)
    write_table (page, guests, places);
  else
    write_none (page, &query);
  write_pages (page, &query, guests);
  return aft_form_close_page (page);
}

static const AftPageRoute pages[] = {
  { "GET", AFT_GUESTS, AFT_ROLE_STAFF, make_guests, AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_guests (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
