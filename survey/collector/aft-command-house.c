/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subcommands about the house itself: setup, venues, surveys, keys, users; and what the works
 * share. */
#include <stdio.h>
#include <string.h>

#include "aft-command.h"
#include "aft-error.h"
#include "aft-house-keys.h"
#include "aft-json.h"
#include "aft-password.h"
#include "aft-upload-verdicts.h"
#include "aft-venue-configuration.h"

#define STAFF_PASSWORD_MIN  8  /* ASVS 6.2.1 */
#define LEADER_PASSWORD_MIN 12 /* managers and owners */
#define DEFAULT_ZONE        "Asia/Shanghai"
#define DEFAULT_COUNTRY     "86"

const char *
aft_command_get_text (const AftValue *request, const char *name)
{
  return aft_value_get_member_string (request, name, NULL);
}

static const char *
get_text_or (const AftValue *request, const char *name, const char *fallback)
{
  return aft_value_get_member_string (request, name, fallback);
}

AftValue *
aft_command_time_value (gint64 utc_ms)
{
  if (utc_ms == 0)
    return aft_value_new_null ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (utc_ms / 1000);
  return time != NULL ? aft_value_new_take_string (g_date_time_format (time, "%FT%TZ"))
                      : aft_value_new_null ();
}

AftValue *
aft_command_id_value (const AftId *id)
{
  return aft_value_new_take_string (aft_id_to_text (id));
}

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
          && !g_str_equal (text, aft_venue_get_name (venue)))
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

/* -- venues ----------------------------------------------------------------------------------- */

static gboolean
read_cut_off (const char *text, guint *ret_minutes, GError **error)
{
  guint hours;
  guint minutes;
  char rest;
  *ret_minutes = AFT_VENUE_CUT_OFF_MINUTES;
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

static AftVenue *
make_venue (AftAdmin *admin, const char *name, const AftValue *request, GError **error)
{
  AftId id = aft_id_generate (admin->clock, admin->random);
  g_autoptr (AftValue) details = read_details (aft_command_get_text (request, "details"), error);
  AftVenueFields fields
      = { .id = &id,
          .name = name,
          .zone = get_text_or (request, "zone", DEFAULT_ZONE),
          .country_code = get_text_or (request, "country-code", DEFAULT_COUNTRY) };
  if (details == NULL
      || !read_cut_off (aft_command_get_text (request, "cut-off"), &fields.cut_off_minutes, error))
    return NULL;
  fields.day_parts = aft_value_get_member (details, "day_parts");
  fields.hours = aft_value_get_member (details, "hours");
  fields.texts = aft_value_get_member (details, "texts");
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, error);
  if (venue == NULL || !aft_venue_configuration_check (venue, error)
      || !aft_house_store_put_venue_sync (admin->store, venue, AFT_COMMAND_ACTOR, error))
    return NULL;
  return g_steal_pointer (&venue);
}

static AftValue *
describe_venue (const AftVenue *venue)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_take (builder, "venue", aft_command_id_value (aft_venue_get_id (venue)));
  aft_value_builder_set_string (builder, "name", aft_venue_get_name (venue));
  aft_value_builder_set_string (builder, "zone", aft_venue_get_zone (venue));
  aft_value_builder_set_number (builder, "cut_off_minutes", aft_venue_get_cut_off_minutes (venue));
  return aft_value_builder_end (builder);
}

AftValue *
aft_command_venue_add (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (AftVenue) venue
      = make_venue (admin, aft_command_get_text (request, "name"), request, error);
  return venue != NULL ? describe_venue (venue) : NULL;
}

AftValue *
aft_command_venue_list (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (admin->store, error);
  if (venues == NULL)
    return NULL;
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < venues->len; i++)
    aft_value_builder_take (list, describe_venue (g_ptr_array_index (venues, i)));
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_take (reply, "venues", aft_value_builder_end (list));
  return aft_value_builder_end (reply);
}

/* -- setup and keys --------------------------------------------------------------------------- */

static AftValue *
describe_key (const AftHouseKey *key)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "key", key->kid);
  aft_value_builder_set_take (builder, "made", aft_command_time_value (key->made_ms));
  return aft_value_builder_end (builder);
}

AftValue *
aft_command_setup (AftAdmin *admin, const AftValue *request, GError **error)
{
  const char *venue_name = aft_command_get_text (request, "venue");
  AftHouse house = { .name = (char *) aft_command_get_text (request, "name"),
                     .currency = (char *) get_text_or (request, "currency", "CNY"),
                     .country = (char *) get_text_or (request, "country", "CN"),
                     .language = aft_language_from_tag (get_text_or (request, "language", "zh-CN")),
                     .set_up_ms = aft_clock_get_real_ms (admin->clock) };
  if (!aft_house_store_set_up_sync (admin->store, &house, AFT_COMMAND_ACTOR, error))
    return NULL;
  g_autoptr (AftHouseKey) key = aft_house_keys_rotate (admin->keys, admin->clock, error);
  g_autoptr (AftVenue) venue
      = key != NULL && venue_name != NULL ? make_venue (admin, venue_name, request, error) : NULL;
  if (key == NULL || (venue_name != NULL && venue == NULL))
    return NULL;
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_string (reply, "house", house.name);
  aft_value_builder_set_string (reply, "key", key->kid);
  if (venue != NULL)
    aft_value_builder_set_take (reply, "venue", aft_command_id_value (aft_venue_get_id (venue)));
  return aft_value_builder_end (reply);
}

AftValue *
aft_command_key_rotate (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (AftHouseKey) key = aft_house_keys_rotate (admin->keys, admin->clock, error);
  AftHouseAuditRow row = { .actor = (char *) AFT_COMMAND_ACTOR,
                           .action = (char *) "key.rotate",
                           .subject = key != NULL ? key->kid : NULL,
                           .detail = (char *) "{}" };
  if (key == NULL || !aft_house_store_append_audit_sync (admin->store, &row, error))
    return NULL;
  return describe_key (key);
}

AftValue *
aft_command_key_list (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (GPtrArray) keys = aft_house_keys_list (admin->keys, error);
  if (keys == NULL)
    return NULL;
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < keys->len; i++)
    aft_value_builder_take (list, describe_key (g_ptr_array_index (keys, i)));
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_take (reply, "keys", aft_value_builder_end (list));
  return aft_value_builder_end (reply);
}

/* -- surveys ---------------------------------------------------------------------------------- */

static AftValue *
describe_survey (const AftHouseSurvey *survey)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_take (builder, "survey",
                              aft_value_new_take_string (aft_digest_to_text (&survey->digest)));
  aft_value_builder_set_take (builder, "kind",
                              survey->kind != NULL ? aft_value_new_string (survey->kind)
                                                   : aft_value_new_null ());
  aft_value_builder_set_string (builder, "id", survey->id);
  aft_value_builder_set_string (builder, "version", survey->version);
  aft_value_builder_set_boolean (builder, "current", survey->is_current);
  return aft_value_builder_end (builder);
}

AftValue *
aft_command_survey_publish (AftAdmin *admin, const AftValue *request, GError **error)
{
  const char *text = aft_command_get_text (request, "definition");
  g_auto (AftSurveyName) name = { NULL, NULL, NULL };
  g_autoptr (AftSurvey) survey = aft_survey_new_from_json (text, strlen (text), error);
  g_autofree char *canonical
      = survey != NULL ? aft_json_to_canonical (aft_survey_get_definition (survey), error) : NULL;
  if (canonical == NULL)
    return NULL;
  aft_survey_name_read (survey, &name);
  AftHouseSurvey published = { .digest = aft_digest_of_text (canonical),
                               .kind = (char *) get_text_or (request, "kind", name.kind),
                               .id = name.id,
                               .version = name.version,
                               .definition = canonical,
                               .is_current = TRUE };
  if (!aft_house_store_publish_survey_sync (admin->store, &published, AFT_COMMAND_ACTOR, error))
    return NULL;
  return describe_survey (&published);
}

AftValue *
aft_command_survey_list (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (GPtrArray) surveys = aft_house_store_list_surveys_sync (admin->store, error);
  if (surveys == NULL)
    return NULL;
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < surveys->len; i++)
    aft_value_builder_take (list, describe_survey (g_ptr_array_index (surveys, i)));
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_take (reply, "surveys", aft_value_builder_end (list));
  return aft_value_builder_end (reply);
}

/* -- users ------------------------------------------------------------------------------------ */

static gboolean
check_password (const char *password, const char *name, AftHouseRole role, GError **error)
{
  glong least = role == AFT_HOUSE_ROLE_STAFF ? STAFF_PASSWORD_MIN : LEADER_PASSWORD_MIN;
  if (g_utf8_strlen (password, -1) >= least && g_ascii_strcasecmp (password, name) != 0)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
               "The password of such a user has at least %ld characters and is not the name",
               least);
  return FALSE;
}

/* Who has the name already keeps id and time. */
static gboolean
find_user (AftAdmin *admin, AftHouseUser *user, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (AftHouseUser) known
      = aft_house_store_find_user_sync (admin->store, user->name, &reason);
  user->id = known != NULL ? known->id : aft_id_generate (admin->clock, admin->random);
  user->created_ms = known != NULL ? known->created_ms : aft_clock_get_real_ms (admin->clock);
  if (known != NULL || g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static AftValue *
describe_user (const AftHouseUser *user)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_take (builder, "user", aft_command_id_value (&user->id));
  aft_value_builder_set_string (builder, "name", user->name);
  aft_value_builder_set_string (builder, "role", aft_house_role_to_text (user->role));
  return aft_value_builder_end (builder);
}

AftValue *
aft_command_user_add (AftAdmin *admin, const AftValue *request, GError **error)
{
  const char *password = aft_command_get_text (request, "password");
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  AftHouseUser user = { .name = (char *) aft_command_get_text (request, "name"),
                        .public_name = (char *) aft_command_get_text (request, "public-name"),
                        .venue_ids = venues };
  if (!aft_house_role_from_text (aft_command_get_text (request, "role"), &user.role))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                           "A role is owner, manager or staff");
      return NULL;
    }
  if (!check_password (password, user.name, user.role, error) || !find_user (admin, &user, error))
    return NULL;
  if (user.role != AFT_HOUSE_ROLE_OWNER)
    {
      g_autoptr (AftVenue) venue
          = aft_command_find_venue (admin, aft_command_get_text (request, "venue"), error);
      if (venue == NULL)
        return NULL;
      g_array_append_val (venues, *aft_venue_get_id (venue));
    }
  g_autofree char *hash = aft_password_hash (password, error);
  user.password_hash = hash;
  if (hash == NULL
      || !aft_house_store_put_user_sync (admin->store, &user, AFT_COMMAND_ACTOR, error))
    return NULL;
  return describe_user (&user);
}

AftValue *
aft_command_user_list (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (GPtrArray) users = aft_house_store_list_users_sync (admin->store, error);
  if (users == NULL)
    return NULL;
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < users->len; i++)
    aft_value_builder_take (list, describe_user (g_ptr_array_index (users, i)));
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_take (reply, "users", aft_value_builder_end (list));
  return aft_value_builder_end (reply);
}
