/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subcommands about restaurants: which there are, and how each reckons its time. */
#include <stdio.h>
#include <string.h>

#include "aft-command.h"
#include "aft-error.h"
#include "aft-house-store-trends.h"
#include "aft-json.h"
#include "aft-name.h"
#include "aft-served-sheet.h"
#include "aft-venue-configuration.h"

#define DEFAULT_ZONE    "Asia/Shanghai"
#define DEFAULT_COUNTRY "86"
#define DAY_MS          G_GINT64_CONSTANT (86400000)

AftVenue *
aft_command_find_venue (AftAdmin *admin, const char *text, GError **error)
{
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (admin->store, error);
  AftVenue *found = NULL;
  guint matches = 0;
  AftId id;
  if (venues == NULL)
    return NULL;
  gboolean is_id = text != NULL && aft_id_from_text (text, &id);
  for (guint i = 0; i < venues->len; i++)
    {
      AftVenue *venue = g_ptr_array_index (venues, i);
      if (text != NULL && !(is_id && aft_id_equal (&id, aft_venue_get_id (venue)))
          && !aft_name_equal (text, aft_venue_get_name (venue)))
        continue;
      found = venue;
      matches++;
    }
  if (matches == 1)
    return aft_venue_ref (found);
  g_set_error_literal (error, AFT_ERROR, matches > 1 ? AFT_ERROR_INVALID : AFT_ERROR_NOT_FOUND,
                       matches > 1 ? "There are several venues: name one with --venue"
                                   : "There is no such venue");
  return NULL;
}

static gboolean
read_cut_off (const char *text, guint *ret_minutes, GError **error)
{
  guint hours;
  guint minutes;
  char rest;
  if (text == NULL)
    return TRUE;
  if (strlen (text) == 5 && sscanf (text, "%2u:%2u%c", &hours, &minutes, &rest) == 2
      && minutes < 60)
    {
      *ret_minutes = hours * 60 + minutes;
      return TRUE;
    }
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "The cut-off is a time HH:MM");
  return FALSE;
}

/* {"day_parts": […], "hours": {…}, "texts": {…}}, each optional. */
static AftValue *
read_details (const char *text, GError **error)
{
  g_autoptr (AftValue) details = NULL;
  if (text == NULL)
    return aft_value_new_null ();
  details = aft_json_parse (text, strlen (text), &aft_json_limits_wire, error);
  for (gsize i = 0; details != NULL && i < aft_value_get_length (details); i++)
    {
      const char *name = aft_value_get_member_name (details, i);
      if (name != NULL
          && (g_str_equal (name, "day_parts") || g_str_equal (name, "hours")
              || g_str_equal (name, "texts")))
        continue;
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                           "The details are day_parts, hours and texts");
      return NULL;
    }
  return g_steal_pointer (&details);
}

/* What @request says is put over @fields; @details must live as long as they. */
static gboolean
read_fields (const AftValue *request,
             const AftValue *details,
             AftVenueFields *fields,
             GError **error)
{
  const struct
  {
    const char *name;
    AftValue **value;
  } members[] = { { "day_parts", &fields->day_parts },
                  { "hours", &fields->hours },
                  { "texts", &fields->texts } };
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      AftValue *value = aft_value_get_member (details, members[i].name);
      *members[i].value = value != NULL ? value : *members[i].value;
    }
  fields->zone = aft_value_get_member_string (request, "zone", fields->zone);
  fields->country_code
      = aft_value_get_member_string (request, "country-code", fields->country_code);
  return read_cut_off (aft_command_get_text (request, "cut-off"), &fields->cut_off_minutes, error);
}

static AftVenue *
make_venue (const AftVenueFields *from, const AftValue *request, GError **error)
{
  AftVenueFields fields = *from;
  g_autoptr (AftValue) details = read_details (aft_command_get_text (request, "details"), error);
  if (details == NULL || !read_fields (request, details, &fields, error))
    return NULL;
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, error);
  if (venue == NULL || !aft_venue_configuration_check (venue, error))
    return NULL;
  return g_steal_pointer (&venue);
}

AftVenue *
aft_command_make_venue (AftAdmin *admin, const char *name, const AftValue *request, GError **error)
{
  AftId id = aft_id_generate (admin->clock, admin->random);
  AftVenueFields fields = { .id = &id,
                            .name = name,
                            .zone = DEFAULT_ZONE,
                            .cut_off_minutes = AFT_VENUE_CUT_OFF_MINUTES,
                            .country_code = DEFAULT_COUNTRY };
  return make_venue (&fields, request, error);
}

static AftValue *
describe_venue (gconstpointer record)
{
  const AftVenue *venue = record;
  guint minutes = aft_venue_get_cut_off_minutes (venue);
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_take (builder, "venue", aft_command_id_value (aft_venue_get_id (venue)));
  aft_value_builder_set_string (builder, "name", aft_venue_get_name (venue));
  aft_value_builder_set_string (builder, "zone", aft_venue_get_zone (venue));
  aft_value_builder_set_take (
      builder, "cut_off",
      aft_value_new_take_string (g_strdup_printf ("%02u:%02u", minutes / 60, minutes % 60)));
  aft_value_builder_set_string (builder, "country_code", aft_venue_get_country_code (venue));
  aft_value_builder_set (builder, "day_parts", aft_venue_get_day_parts (venue));
  aft_value_builder_set (builder, "hours", aft_venue_get_hours (venue));
  aft_value_builder_set (builder, "texts", aft_venue_get_texts (venue));
  return aft_value_builder_end (builder);
}

static AftValue *
put_venue (AftAdmin *admin, AftVenue *venue, GError **error)
{
  if (venue == NULL
      || !aft_house_store_put_venue_sync (admin->store, venue, AFT_COMMAND_ACTOR, error))
    return NULL;
  return describe_venue (venue);
}

/* Whoever names a venue must be understood. */
static gboolean
check_name (AftAdmin *admin, const char *name, const AftId *id, GError **error)
{
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (admin->store, error);
  for (guint i = 0; venues != NULL && i < venues->len; i++)
    {
      const AftVenue *venue = g_ptr_array_index (venues, i);
      gboolean is_itself = id != NULL && aft_id_equal (id, aft_venue_get_id (venue));
      if (is_itself || !aft_name_equal (aft_venue_get_name (venue), name))
        continue;
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CONFLICT, "Another venue has that name");
      return FALSE;
    }
  return venues != NULL;
}

AftValue *
aft_command_venue_add (AftAdmin *admin, const AftValue *request, GError **error)
{
  const char *name = aft_command_get_text (request, "name");
  if (!check_name (admin, name, NULL, error))
    return NULL;
  g_autoptr (AftVenue) venue = aft_command_make_venue (admin, name, request, error);
  return put_venue (admin, venue, error);
}

AftValue *
aft_command_venue_change (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (AftVenue) former
      = aft_command_find_venue (admin, aft_command_get_text (request, "venue"), error);
  if (former == NULL)
    return NULL;
  AftVenueFields fields = {
    .id = aft_venue_get_id (former),
    .name = aft_value_get_member_string (request, "name", aft_venue_get_name (former)),
    .zone = aft_venue_get_zone (former),
    .cut_off_minutes = aft_venue_get_cut_off_minutes (former),
    .country_code = aft_venue_get_country_code (former),
    .day_parts = aft_venue_get_day_parts (former),
    .hours = aft_venue_get_hours (former),
    .texts = aft_venue_get_texts (former),
  };
  if (!check_name (admin, fields.name, fields.id, error))
    return NULL;
  g_autoptr (AftVenue) venue = make_venue (&fields, request, error);
  return put_venue (admin, venue, error);
}

AftValue *
aft_command_venue_list (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (admin->store, error);
  return venues != NULL ? aft_command_list (venues, "venues", describe_venue) : NULL;
}

AftValue *
aft_command_venue_served (AftAdmin *admin, const AftValue *request, GError **error)
{
  /* It is tomorrow already where the day begins first. */
  gint32 today = (gint32) (aft_clock_get_real_ms (admin->clock) / DAY_MS) + 1;
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (admin->store, error);
  g_autoptr (GArray) served
      = venues != NULL
            ? aft_served_sheet_read (aft_command_get_text (request, "sheet"), venues, today, error)
            : NULL;
  if (served == NULL
      || !aft_house_store_put_served_sync (admin->store, served, AFT_COMMAND_ACTOR, error))
    return NULL;
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_number (reply, "days", served->len);
  return aft_value_builder_end (reply);
}
