/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers a venue, the house and the current surveys into one document for kiosks. Whether a kiosk
 * can use what it says is for the kiosk to find out. */
#include "aft-venue-configuration.h"

#include "aft-error.h"
#include "aft-house-store-rules.h"
#include "aft-privacy-notice.h"
#include "aft-rule-document.h"

/* What can be saved can be sent. */
G_STATIC_ASSERT (AFT_PRIVACY_NOTICE_MAX_BYTES <= AFT_DEVICE_CONFIGURATION_PRIVACY_MAX_BYTES);

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

/* FALSE for an error; *@ret_text is NULL where the house goes by what comes with the programs, as
 * its kiosks do. */
static gboolean
read_rules (AftHouseStore *store, AftRuleDocument document, char **ret_text, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (AftHouseRules) own
      = aft_house_store_get_rules_sync (store, aft_rule_document_to_text (document), 0, &reason);
  *ret_text = own != NULL ? g_steal_pointer (&own->text) : NULL;
  if (reason == NULL || g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
works_at (const AftHouseUser *user, const AftId *venue_id)
{
  gboolean is_everywhere = user->role == AFT_ROLE_OWNER && user->venue_ids->len == 0;
  return (is_everywhere || aft_id_is_among (venue_id, user->venue_ids)) && user->disabled_ms == 0;
}

/* AftDeskStaff: who has a PIN and works at the venue. NULL for an error. */
static GPtrArray *
list_staff (AftHouseStore *store, const AftId *venue_id, GError **error)
{
  g_autoptr (GPtrArray) users = aft_house_store_list_users_sync (store, error);
  if (users == NULL)
    return NULL;
  GPtrArray *list = aft_desk_staff_list_new ();
  for (guint i = 0; i < users->len && list->len < AFT_DESK_STAFF_MAX; i++)
    {
      const AftHouseUser *user = g_ptr_array_index (users, i);
      const AftDeskStaff staff
          = { .id = user->id,
              .name = user->public_name != NULL ? user->public_name : user->name,
              .pin_hash = user->pin_hash,
              .role = user->role };
      if (user->pin_hash != NULL && works_at (user, venue_id))
        aft_desk_staff_list_add (list, &staff);
    }
  return list;
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
  g_autofree char *rules = NULL;
  g_autofree char *privacy = NULL;
  if (venue == NULL || !read_rules (store, AFT_RULE_DOCUMENT_RISK, &rules, error)
      || !read_rules (store, AFT_RULE_DOCUMENT_PRIVACY, &privacy, error))
    return NULL;
  g_autoptr (GPtrArray) staff = list_staff (store, venue_id, error);
  if (staff == NULL)
    return NULL;
  parts.rules = rules;
  parts.privacy = privacy;
  parts.staff = staff;
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
