/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/venues: the restaurants, each with its name and when it is open
 * (aft-console-hours.c), and adding one. To change time zone and cut-off later is the collector's
 * command's: they move what is counted. */
#include "aft-console-form.h"
#include "aft-console-hours.h"
#include "aft-console-house.h"
#include "aft-console-rules.h"
#include "aft-console-speech.h"
#include "aft-error.h"
#include "aft-name.h"
#include "aft-venue-configuration.h"

#define VENUES          "/console/settings/venues"
#define DEFAULT_ZONE    "Asia/Shanghai"
#define DEFAULT_COUNTRY "86"
#define ZONE_MAX        64 /* characters */
#define COUNTRY_MAX     3
#define CUT_OFF_MAX     5

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

/* What was typed, where it was refused; else what is likely. */
static const char *
get_typed (const AftPage *page, const char *name, const char *otherwise)
{
  return page->form != NULL ? aft_page_get_field (page, name) : otherwise;
}

/* A new one reckons its time as the first does, unless something else is said. */
static void
write_add (AftPage *page, const GPtrArray *places)
{
  const AftVenue *first = places->len > 0 ? ((const AftPlace *) places->pdata[0])->venue : NULL;
  const char *zone = first != NULL ? aft_venue_get_zone (first) : DEFAULT_ZONE;
  const char *country = first != NULL ? aft_venue_get_country_code (first) : DEFAULT_COUNTRY;
  guint cut_off = first != NULL ? aft_venue_get_cut_off_minutes (first) : AFT_VENUE_CUT_OFF_MINUTES;
  g_autofree char *day_end = g_strdup_printf ("%02u:%02u", cut_off / 60, cut_off % 60);
  const AftPageField fields[] = {
    { .id = "name",
      .label = aft_page_say (page, N_ ("Name")),
      .value = get_typed (page, "name", ""),
      .autocomplete = "off",
      .most = AFT_VENUE_NAME_MAX,
      .is_needed = TRUE },
    { .id = "zone",
      .label = aft_page_say (page, N_ ("Time zone")),
      .hint = aft_page_say (page, N_ ("For instance Asia/Shanghai or Asia/Taipei.")),
      .value = get_typed (page, "zone", zone),
      .autocomplete = "off",
      .most = ZONE_MAX,
      .is_needed = TRUE },
    { .id = "cut-off",
      .label = aft_page_say (page, N_ ("A day ends at")),
      .hint
      = aft_page_say (page, N_ ("For instance 04:00: whoever comes before that counts for the "
                                "evening before.")),
      .value = get_typed (page, "cut-off", day_end),
      .autocomplete = "off",
      .most = CUT_OFF_MAX,
      .is_needed = TRUE },
    { .id = "country-code",
      .label = aft_page_say (page, N_ ("Country code of telephones")),
      .hint = aft_page_say (page, N_ ("Without the plus: 86 for the mainland, 886 for Taiwan.")),
      .value = get_typed (page, "country-code", country),
      .autocomplete = "off",
      .inputmode = "numeric",
      .most = COUNTRY_MAX,
      .is_needed = TRUE },
  };

  aft_form_open_section (page, aft_page_say (page, N_ ("Add a restaurant")));
  aft_page_line (page, "small quiet",
                 aft_page_say (page, N_ ("Only the name can be changed here later; opening hours "
                                         "come next.")));
  aft_page_open_form (page, VENUES, "change");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    aft_page_field (page, &fields[i]);
  aft_form_end (page, aft_page_say (page, N_ ("Add the restaurant")), "primary");
  aft_html_close (page->html, "section");
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
  if (page->caller->role == AFT_ROLE_OWNER)
    write_add (page, places);
  else
    aft_page_line (page, "small quiet", aft_page_say (page, N_ ("The owner adds restaurants.")));
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
  g_autofree char *phones = aft_form_dup_path ("/console/settings/phones/", &page->id, NULL);
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
  aft_form_link (page, phones, aft_page_say (page, N_ ("Codes for guests' phones")));
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

/* Whoever names a restaurant must be understood. @itself NULL: a new one. FALSE with @error unset:
 * another has that name. */
static gboolean
is_name_free (AftPage *page, const char *name, const AftId *itself, GError **error)
{
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (page->store, error);
  gboolean is_free = venues != NULL;

  for (guint i = 0; venues != NULL && i < venues->len; i++)
    {
      const AftVenue *venue = venues->pdata[i];
      gboolean is_other = itself == NULL || !aft_id_equal (itself, aft_venue_get_id (venue));
      is_free = is_free && !(is_other && aft_name_equal (aft_venue_get_name (venue), name));
    }
  return is_free;
}

static AftHttpReply *
refuse_name (AftPage *page, GError *reason, AftPageWork show, GError **error)
{
  if (reason != NULL)
    return aft_form_refuse (page, reason, show, error);
  page->ask.status = 409;
  return aft_form_refuse_with (page, N_ ("Another restaurant has that name. Nothing was saved."),
                               show, error);
}

static AftHttpReply *
save_venue (AftPage *page, GError **error)
{
  GError *taken = NULL;
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
  if (!is_name_free (page, aft_venue_get_name (venue), &page->id, &taken))
    return refuse_name (page, taken, make_venue, error);
  if (!aft_house_store_put_venue_sync (page->store, venue, page->caller->actor, error))
    return NULL;
  page->has_changed_house = TRUE;
  return aft_page_redirect (path, "saved");
}

/* -- adding ------------------------------------------------------------------------------------
 */

/* "04:00" */
static gboolean
read_cut_off (const char *text, guint *ret_minutes)
{
  gboolean is_time = strlen (text) == 5 && text[2] == ':' && g_ascii_isdigit (text[0])
                     && g_ascii_isdigit (text[1]) && g_ascii_isdigit (text[3])
                     && g_ascii_isdigit (text[4]) && text[3] < '6';
  if (is_time)
    *ret_minutes = (guint) ((text[0] - '0') * 600 + (text[1] - '0') * 60 + (text[3] - '0') * 10
                            + (text[4] - '0'));
  return is_time;
}

/* By the checks of the collector's command. NULL: what is wrong is @ret_fault, a msgid. */
static AftVenue *
read_new (AftPage *page, const char **ret_fault)
{
  g_autofree char *name = aft_form_dup_trimmed (page, "name");
  g_autofree char *zone = aft_form_dup_trimmed (page, "zone");
  g_autofree char *cut_off = aft_form_dup_trimmed (page, "cut-off");
  g_autofree char *country = aft_form_dup_trimmed (page, "country-code");
  AftId id = aft_id_generate (page->console->options.clock, page->console->options.random);
  AftVenueFields fields = { .id = &id, .name = name, .zone = zone, .country_code = country };

  *ret_fault
      = N_ ("The name, time zone, end of the day or country code cannot be used. Nothing was "
            "saved.");
  if (!read_cut_off (cut_off, &fields.cut_off_minutes))
    return NULL;
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, NULL);
  if (venue == NULL || !aft_venue_configuration_check (venue, NULL))
    return NULL;
  return g_steal_pointer (&venue);
}

static AftHttpReply *
add_venue (AftPage *page, GError **error)
{
  GError *reason = NULL;
  const char *fault = NULL;
  g_autoptr (AftVenue) venue = read_new (page, &fault);

  if (venue == NULL)
    return aft_form_refuse_with (page, fault, make_venues, error);
  if (!is_name_free (page, aft_venue_get_name (venue), NULL, &reason))
    return refuse_name (page, reason, make_venues, error);
  if (!aft_house_store_put_venue_sync (page->store, venue, page->caller->actor, error))
    return NULL;
  g_autofree char *path = aft_form_dup_path (VENUES "/", aft_venue_get_id (venue), NULL);
  page->has_changed_house = TRUE;
  return aft_page_redirect (path, "saved");
}

static const AftPageRoute pages[] = {
  { "GET", VENUES, AFT_ROLE_MANAGER, make_venues, AFT_ROUTE_NO_BODY, 0 },
  { "POST", VENUES, AFT_ROLE_OWNER, add_venue, AFT_ROUTE_NO_BODY, 0 },
  { "GET", VENUES "/{id:uuid}", AFT_ROLE_MANAGER, make_venue, AFT_ROUTE_NO_BODY, 0 },
  { "POST", VENUES "/{id:uuid}", AFT_ROLE_MANAGER, save_venue, AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_venues (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
