/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/venues: the restaurants, each with its name and when it is open
 * (aft-console-hours.c). Time zone and cut-off are the collector's command's: they move what is
 * counted. */
#include "aft-console-form.h"
#include "aft-console-hours.h"
#include "aft-console-house.h"
#include "aft-console-rules.h"
#include "aft-console-speech.h"
#include "aft-error.h"

#define VENUES "/console/settings/venues"

/* -- the list ----------------------------------------------------------------------------------
 */

static void
write_venue (AftPage *page, const AftPlace *place)
{
  g_autofree char *path = aft_form_dup_path (VENUES "/", aft_venue_get_id (place->venue), NULL);
  gboolean is_open = place->hours == NULL || aft_opening_hours_is_open (place->hours, page->now_ms);

  aft_html_open (page->html, "li", NULL);
  aft_html_put (page->html, "a", aft_venue_get_name (place->venue), "href", path, NULL);
  aft_page_line (page, "small quiet",
                 is_open ? aft_page_say (page, N_ ("open now"))
                         : aft_page_say (page, N_ ("closed now")));
  aft_html_close (page->html, "li");
}

static AftHttpReply *
make_venues (AftPage *page, GError **error)
{
  g_autoptr (GPtrArray) places = aft_places_load (page, error);

  if (places == NULL)
    return NULL;
  aft_form_open_page (page, aft_page_say (page, N_ ("Restaurants")), AFT_SECTION_SETTINGS);
  aft_html_open (page->html, "ul", "class", "card rows", NULL);
  for (guint i = 0; i < places->len; i++)
    write_venue (page, places->pdata[i]);
  aft_html_close (page->html, "ul");
  aft_page_line (page, "small quiet",
                 aft_page_say (page, N_ ("A restaurant is added on the collector, with venue "
                                         "add.")));
  aft_form_link (page, "/console/settings", aft_page_say (page, N_ ("Back to Settings")));
  return aft_form_close_page (page);
}

/* -- one restaurant ----------------------------------------------------------------------------
 */

/* The restaurant in the address. NOT_FOUND also where the caller does not work. */
static AftVenue *
get_venue (AftPage *page, GError **error)
{
  if (aft_console_caller_has_venue (page->caller, &page->id))
    return aft_house_store_get_venue_sync (page->store, &page->id, error);
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such venue");
  return NULL;
}

static void
write_fixed (AftPage *page, const AftVenue *venue)
{
  guint minutes = aft_venue_get_cut_off_minutes (venue);

  aft_html_open (page->html, "dl", "class", "facts", NULL);
  aft_form_fact (page, aft_page_say (page, N_ ("Time zone")), aft_venue_get_zone (venue));
  aft_form_fact_printf (page, aft_page_say (page, N_ ("A day ends at")), "%02u:%02u", minutes / 60,
                        minutes % 60);
  aft_form_fact_printf (page, aft_page_say (page, N_ ("Country code of telephones")), "+%s",
                        aft_venue_get_country_code (venue));
  aft_html_close (page->html, "dl");
}

static AftHttpReply *
make_venue (AftPage *page, GError **error)
{
  g_autoptr (AftVenue) venue = get_venue (page, error);

  if (venue == NULL)
    return NULL;
  g_autofree char *action = aft_form_dup_path (VENUES "/", &page->id, NULL);
  const AftPageField name = { .id = "name",
                              .label = aft_page_say (page, N_ ("Name")),
                              .value = page->form != NULL ? aft_page_get_field (page, "name")
                                                          : aft_venue_get_name (venue),
                              .most = AFT_VENUE_NAME_MAX,
                              .is_needed = TRUE };
  aft_form_open_page (page, aft_venue_get_name (venue), AFT_SECTION_SETTINGS);
  aft_html_open (page->html, "div", "class", "card", NULL);
  aft_page_open_form (page, action, "change");
  aft_page_field (page, &name);
  aft_hours_write (page, aft_venue_get_hours (venue));
  aft_form_end (page, aft_page_say (page, N_ ("Save")), "primary");
  aft_html_close (page->html, "div");
  write_fixed (page, venue);
  aft_form_link (page, VENUES, aft_page_say (page, N_ ("Back to the restaurants")));
  return aft_form_close_page (page);
}

/* -- saving ------------------------------------------------------------------------------------
 */

/* The restaurant as the form says; all else stays. */
static AftVenue *
read_venue (AftPage *page, const AftVenue *known, GError **error)
{
  g_autofree char *name = aft_form_dup_trimmed (page, "name");
  g_autoptr (AftValue) hours = aft_hours_read (page);
  g_autoptr (AftOpeningHours) checked
      = aft_opening_hours_new_from_value (hours, aft_venue_get_zone (known), error);
  const AftVenueFields fields = { .id = aft_venue_get_id (known),
                                  .name = name,
                                  .zone = aft_venue_get_zone (known),
                                  .cut_off_minutes = aft_venue_get_cut_off_minutes (known),
                                  .country_code = aft_venue_get_country_code (known),
                                  .day_parts = aft_venue_get_day_parts (known),
                                  .hours = hours,
                                  .texts = aft_venue_get_texts (known) };
  return checked != NULL ? aft_venue_new (&fields, error) : NULL;
}

static AftHttpReply *
save_venue (AftPage *page, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (AftVenue) known = get_venue (page, error);
  g_autoptr (AftVenue) venue = known != NULL ? read_venue (page, known, &reason) : NULL;
  g_autofree char *path = aft_form_dup_path (VENUES "/", &page->id, NULL);

  if (known == NULL)
    return NULL;
  if (venue == NULL)
    return aft_form_refuse_with (page,
                                 N_ ("The name, or a day's hours, cannot be read. Times are like "
                                     "11:00-22:00. Nothing was saved."),
                                 make_venue, error);
  if (!aft_house_store_put_venue_sync (page->store, venue, page->caller->actor, error))
    return NULL;
  page->has_changed_house = TRUE;
  return aft_page_redirect (path, "saved");
}

static const AftPageRoute pages[] = {
  { "GET", VENUES, AFT_ROLE_MANAGER, make_venues, AFT_ROUTE_NO_BODY, 0 },
  { "GET", VENUES "/{id:uuid}", AFT_ROLE_MANAGER, make_venue, AFT_ROUTE_NO_BODY, 0 },
  { "POST", VENUES "/{id:uuid}", AFT_ROLE_MANAGER, save_venue, AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_venues (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
