/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers a venue, the house and the current surveys into one document for kiosks. Whether a kiosk
 * can use what it says is for the kiosk to find out. */
#include "aft-venue-configuration.h"

#include "aft-error.h"

static const char *const day_names[AFT_DEVICE_CONFIGURATION_DAYS]
    = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
#define SPECIAL_DAYS "special_days"

static gboolean
is_line (const AftValue *value)
{
  const char *text = aft_value_get_string (value);
  return text != NULL && g_utf8_strlen (text, -1) <= AFT_DEVICE_CONFIGURATION_TEXT_MAX;
}

static gboolean
refuse (const char *what, const char *name, GError **error)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: \"%s\" is unknown or wrong", what, name);
  return FALSE;
}

static gboolean
is_day (const char *name)
{
  for (guint i = 0; i < AFT_DEVICE_CONFIGURATION_DAYS; i++)
    if (g_str_equal (day_names[i], name))
      return TRUE;
  return g_str_equal (name, SPECIAL_DAYS);
}

static gboolean
is_by_language (const AftValue *texts)
{
  if (aft_value_get_type (texts) != AFT_VALUE_OBJECT)
    return FALSE;
  for (gsize i = 0; i < aft_value_get_length (texts); i++)
    {
      const char *tag = aft_value_get_member_name (texts, i);
      if (!g_str_equal (aft_language_get_tag (aft_language_from_tag (tag)), tag)
          || !is_line (aft_value_get_member_at (texts, i)))
        return FALSE;
    }
  return TRUE;
}

gboolean
aft_venue_configuration_check (const AftVenue *venue, GError **error)
{
  const AftValue *hours = aft_venue_get_hours (venue);
  const AftValue *texts = aft_venue_get_texts (venue);
  for (gsize i = 0; i < aft_value_get_length (hours); i++)
    {
      const char *name = aft_value_get_member_name (hours, i);
      if (!is_day (name) || !is_line (aft_value_get_member_at (hours, i)))
        return refuse ("The hours", name, error);
    }
  for (gsize i = 0; i < aft_value_get_length (texts); i++)
    {
      const char *name = aft_value_get_member_name (texts, i);
      const AftValue *value = aft_value_get_member_at (texts, i);
      gboolean is_several = g_str_equal (name, "names") || g_str_equal (name, "sleep");
      gboolean is_fit = is_several ? is_by_language (value)
                                   : g_str_equal (name, "telephone") && is_line (value);
      if (!is_fit)
        return refuse ("The texts", name, error);
    }
  return TRUE;
}

static void
set_texts (const AftVenue *venue, AftDeviceConfigurationParts *parts)
{
  const AftValue *hours = aft_venue_get_hours (venue);
  const AftValue *texts = aft_venue_get_texts (venue);
  const AftValue *names = aft_value_get_member (texts, "names");
  const AftValue *sleep = aft_value_get_member (texts, "sleep");
  for (int i = 0; i < AFT_LANGUAGES; i++)
    {
      const char *tag = aft_language_get_tag ((AftLanguage) i);
      parts->names[i] = aft_value_get_member_string (names, tag, aft_venue_get_name (venue));
      parts->sleep_texts[i] = aft_value_get_member_string (sleep, tag, NULL);
    }
  for (guint i = 0; i < AFT_DEVICE_CONFIGURATION_DAYS; i++)
    parts->hours[i] = aft_value_get_member_string (hours, day_names[i], NULL);
  parts->special_days = aft_value_get_member_string (hours, SPECIAL_DAYS, NULL);
  parts->telephone = aft_value_get_member_string (texts, "telephone", NULL);
  parts->time_zone = aft_venue_get_zone (venue);
}

/* FALSE for an error; @ret_survey is NULL when none of @kind was published. */
static gboolean
read_survey (AftHouseStore *store, const char *kind, AftHouseSurvey **ret_survey, GError **error)
{
  g_autoptr (GError) reason = NULL;
  *ret_survey = aft_house_store_get_current_survey_sync (store, kind, &reason);
  if (*ret_survey != NULL || g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

AftDeviceConfiguration *
aft_venue_configuration_make (AftHouseStore *store,
                              const AftId *venue_id,
                              const char *public_key,
                              const char *public_address,
                              GError **error)
{
  AftDeviceConfigurationParts parts
      = { .venue_id = *venue_id, .house_public_key = public_key, .public_address = public_address };
  g_autoptr (GPtrArray) surveys
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_survey_free);
  g_autoptr (AftHouse) house = aft_house_store_get_house_sync (store, error);
  g_autoptr (AftVenue) venue
      = house != NULL ? aft_house_store_get_venue_sync (store, venue_id, error) : NULL;
  if (venue == NULL)
    return NULL;
  parts.language = house->language;
  set_texts (venue, &parts);
  for (int kind = 0; kind < AFT_DEVICE_CONFIGURATION_SURVEYS; kind++)
    {
      AftHouseSurvey *survey = NULL;
      if (!read_survey (store, aft_response_kind_to_text ((AftResponseKind) kind), &survey, error))
        return NULL;
      g_ptr_array_add (surveys, survey);
      parts.definitions[kind] = survey != NULL ? survey->definition : NULL;
    }
  return aft_device_configuration_new (&parts, error);
}
