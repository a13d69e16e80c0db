/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/cases: all cases of one's venues, the newest first, a page at a time; open ones alone
 * where that is wanted, and one by its number. */
#include "aft-console-board.h"
#include "aft-error.h"
#include "aft-house-store-attachments.h"
#include "aft-house-store-cases.h"

#define CASES       "/console/cases"
#define PAGE_LENGTH 30
#define NUMBER_MOST 16

/* What the address asks for. */
typedef struct
{
  gboolean only_open;
  const char *number; /* NULL: all */
  gboolean has_after;
  AftId after;
} Filter;

static Filter
read_filter (const AftPage *page)
{
  const char *number = aft_page_get_query (page, "number");
  Filter filter = { .only_open = g_strcmp0 (aft_page_get_query (page, "show"), "all") != 0,
                    .number = number != NULL && *number != '\0' ? number : NULL };

  filter.has_after = aft_id_from_text (aft_page_get_query (page, "after"), &filter.after);
  if (filter.number != NULL)
    filter.only_open = FALSE;
  return filter;
}

/* What counts of a number however it is typed: letters and digits, without zeros before a number:
 * "a 42" and "A-0042" are both "A42". */
static char *
dup_plain (const char *number)
{
  g_autofree char *upper = g_utf8_strup (number, -1);
  GString *plain = g_string_new (NULL);
  gboolean has_digit = FALSE;

  for (const char *at = upper; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);
      gboolean is_digit = g_unichar_isdigit (sign);
      if (g_unichar_isalnum (sign) && (sign != '0' || has_digit))
        g_string_append_unichar (plain, sign);
      has_digit = is_digit && (has_digit || sign != '0');
    }
  return g_string_free (plain, FALSE);
}

static gboolean
is_number (const char *number, const char *typed)
{
  g_autofree char *own = dup_plain (number);
  g_autofree char *wanted = dup_plain (typed);
  return g_str_equal (own, wanted);
}

/* One more than a page: then there is a next one. */
static GPtrArray *
list_cases (const AftPage *page, const Filter *filter, GError **error)
{
  const AftHouseCaseQuery query
      = { .venue_ids = aft_page_get_venue_ids (page),
          .only_open = filter->only_open,
          .after_id = filter->has_after ? &filter->after : NULL,
          .limit = filter->number != NULL ? AFT_HOUSE_CASES_MAX : PAGE_LENGTH + 1 };
  GPtrArray *cases = aft_house_store_list_cases_sync (page->store, &query, error);

  for (guint i = cases != NULL && filter->number != NULL ? cases->len : 0; i > 0; i--)
    if (!is_number (((const AftHouseCase *) cases->pdata[i - 1])->number, filter->number))
      g_ptr_array_remove_index (cases, i - 1);
  return cases;
}

static void
write_filter (AftPage *page, const Filter *filter)
{
  AftHtml *html = page->html;

  aft_html_open (html, "div", "class", "top", NULL);
  aft_html_open (html, "nav", "class", "row", "aria-label", aft_page_say (page, N_ ("Which cases")),
                 NULL);
  aft_html_put (html, "a", aft_page_say (page, N_ ("Open")), "class", "button plain", "href", CASES,
                "aria-current", filter->only_open ? "true" : NULL, NULL);
  aft_html_put (html, "a", aft_page_say_context (page, "cases", NC_ ("cases", "All")), "class",
                "button plain", "href", CASES "?show=all", "aria-current",
                !filter->only_open && filter->number == NULL ? "true" : NULL, NULL);
  aft_html_close (html, "nav");
  aft_html_open (html, "form", "method", "get", "action", CASES, "role", "search", "class", "row",
                 NULL);
  aft_html_put (html, "label", aft_page_say (page, N_ ("Number")), "for", "search", NULL);
  aft_html_open (html, "span", "class", "narrow", NULL);
  aft_html_open (html, "input", "type", "search", "id", "search", "name", "number", "maxlength",
                 G_STRINGIFY (NUMBER_MOST), "placeholder", "A-0042", "value", filter->number, NULL);
  aft_html_close (html, "span");
  aft_page_button (page, aft_page_say (page, N_ ("Find")), NULL);
  aft_html_close (html, "form");
  aft_html_close (html, "div");
}

static void
write_empty (AftPage *page, const Filter *filter)
{
  aft_html_open (page->html, "div", "class", "empty", NULL);
  aft_page_line (page, "strong", aft_page_say (page, N_ ("No case.")));
  aft_page_line (page, NULL,
                 filter->number != NULL
                     ? aft_page_say (page, N_ ("Of the latest 200 none has this number. It stands "
                                               "on the guest's slip, for instance A-0042."))
                     : aft_page_say (page, N_ ("Cases come by themselves, from what guests say at "
                                               "the kiosks.")));
  aft_html_close (page->html, "div");
}

static void
write_more (AftPage *page, const Filter *filter, const AftHouseCase *last)
{
  g_autofree char *after = aft_id_to_text (&last->id);
  g_autofree char *address = aft_html_dup_address (CASES, "show", filter->only_open ? NULL : "all",
                                                   "after", after, NULL);

  aft_html_open (page->html, "p", "class", "row", NULL);
  aft_html_put (page->html, "a", aft_page_say (page, N_ ("Older cases")), "class", "button", "href",
                address, "rel", "next", NULL);
  aft_html_close (page->html, "p");
}

static AftHttpReply *
make_cases (AftPage *page, GError **error)
{
  const Filter filter = read_filter (page);
  const AftPageHead head
      = { .title = aft_page_say (page, N_ ("Cases")), .section = AFT_SECTION_CASES };
  g_autoptr (AftConsoleRules) rules = aft_console_rules_load (page, error);
  g_autoptr (GPtrArray) places = rules != NULL ? aft_places_load (page, error) : NULL;
  g_autoptr (GPtrArray) cases = places != NULL ? list_cases (page, &filter, error) : NULL;
  g_autoptr (GArray) added
      = cases != NULL
            ? aft_house_store_list_added_sync (page->store, aft_page_get_venue_ids (page), error)
            : NULL;
  const AftBoard board = { rules, places, added };

  if (added == NULL)
    return NULL;
  aft_page_open (page, &head);
  write_filter (page, &filter);
  aft_html_open (page->html, "div", "id", "board", "data-live", "", NULL);
  aft_html_put (page->html, "h2",
                filter.only_open ? aft_page_say (page, N_ ("Open cases"))
                                 : aft_page_say (page, N_ ("All cases")),
                "class", "unseen", NULL);
  aft_html_open (page->html, "ol", "class", "board", NULL);
  for (guint i = 0; i < MIN (cases->len, PAGE_LENGTH); i++)
    aft_board_card (page, &board, cases->pdata[i]);
  aft_html_close (page->html, "ol");
  if (cases->len == 0)
    write_empty (page, &filter);
  aft_html_close (page->html, "div");
  if (cases->len > PAGE_LENGTH)
    write_more (page, &filter, cases->pdata[PAGE_LENGTH - 1]);
  return aft_page_close (page, 200);
}

static const AftPageRoute pages[] = {
  { "GET", CASES, AFT_ROLE_STAFF, make_cases, AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_cases (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
