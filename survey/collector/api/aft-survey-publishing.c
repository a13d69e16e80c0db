/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a survey is called and put in use, whoever does it: a command, the console. Whether it is a
 * good survey has been asked before; here it is only written down in its canonical form. */
#include "aft-survey-publishing.h"

#include "aft-json.h"
#include "aft-number.h"

void
aft_survey_name_clear (AftSurveyName *name)
{
  g_clear_pointer (&name->kind, g_free);
  g_clear_pointer (&name->id, g_free);
  g_clear_pointer (&name->version, g_free);
}

/* A version may be a number or a text. */
static char *
dup_version (const AftValue *house)
{
  const AftValue *version = aft_value_get_member (house, "version");
  if (aft_value_get_type (version) == AFT_VALUE_NUMBER)
    return aft_number_to_text (aft_value_get_number (version));
  const char *text = aft_value_get_string (version);
  return g_strdup (text != NULL ? text : "");
}

void
aft_survey_name_read (const AftSurvey *survey, AftSurveyName *ret_name)
{
  const AftValue *house = aft_survey_get_house (survey);
  ret_name->kind = g_strdup (aft_value_get_member_string (house, "kind", NULL));
  ret_name->id = g_strdup (aft_value_get_member_string (house, "id", ""));
  ret_name->version = dup_version (house);
}

AftHouseSurvey *
aft_survey_publish_sync (AftHouseStore *store,
                         const AftSurvey *survey,
                         const char *kind,
                         const char *actor,
                         GError **error)
{
  g_auto (AftSurveyName) name = { NULL, NULL, NULL };
  g_autofree char *canonical = aft_json_to_canonical (aft_survey_get_definition (survey), error);
  if (canonical == NULL)
    return NULL;
  aft_survey_name_read (survey, &name);
  g_autoptr (AftHouseSurvey) published = g_new0 (AftHouseSurvey, 1);
  published->digest = aft_digest_of_text (canonical);
  published->kind = kind != NULL ? g_strdup (kind) : g_steal_pointer (&name.kind);
  published->id = g_steal_pointer (&name.id);
  published->version = g_steal_pointer (&name.version);
  published->definition = g_steal_pointer (&canonical);
  published->is_current = TRUE;
  if (!aft_house_store_publish_survey_sync (store, published, actor, error))
    return NULL;
  return g_steal_pointer (&published);
}
