/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subcommands about surveys: which one kiosks show, and going back to the one before. */
#include <string.h>

#include "aft-command.h"
#include "aft-error.h"
#include "aft-survey-publishing.h"

static AftValue *
describe_survey (gconstpointer record)
{
  const AftHouseSurvey *survey = record;
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
  g_autoptr (AftSurvey) survey = aft_survey_new_from_json (text, strlen (text), error);
  if (survey == NULL)
    return NULL;
  g_autoptr (AftHouseSurvey) published = aft_survey_publish_sync (
      admin->store, survey, aft_value_get_member_string (request, "kind", NULL), AFT_COMMAND_ACTOR,
      error);
  return published != NULL ? describe_survey (published) : NULL;
}

/* Of @surveys the one that was published last before the one in use; borrowed. */
static const AftHouseSurvey *
find_former (const GPtrArray *surveys, const char *kind)
{
  const AftHouseSurvey *former = NULL;
  for (guint i = 0; i < surveys->len; i++)
    {
      const AftHouseSurvey *survey = g_ptr_array_index (surveys, i);
      gboolean is_of_kind = g_strcmp0 (survey->kind, kind) == 0 && !survey->is_current;
      if (is_of_kind && (former == NULL || survey->published_ms > former->published_ms))
        former = survey;
    }
  return former;
}

static gboolean
find_target (AftAdmin *admin, const AftValue *request, AftDigest *ret_digest, GError **error)
{
  const char *text = aft_command_get_text (request, "to");
  if (text != NULL && !aft_digest_from_text (text, ret_digest))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                           "A survey is named by 64 digits, as survey list shows them");
      return FALSE;
    }
  g_autoptr (GPtrArray) surveys
      = text == NULL ? aft_house_store_list_surveys_sync (admin->store, error) : NULL;
  if (text != NULL || surveys == NULL)
    return text != NULL;
  const AftHouseSurvey *former = find_former (surveys, aft_command_get_text (request, "kind"));
  if (former != NULL)
    *ret_digest = former->digest;
  else
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND,
                         "No survey of that kind was in use before");
  return former != NULL;
}

AftValue *
aft_command_survey_rollback (AftAdmin *admin, const AftValue *request, GError **error)
{
  AftDigest digest;
  if (!find_target (admin, request, &digest, error))
    return NULL;
  g_autoptr (AftHouseSurvey) survey
      = aft_house_store_get_survey_sync (admin->store, &digest, error);
  if (survey == NULL)
    return NULL;
  if (g_strcmp0 (survey->kind, aft_command_get_text (request, "kind")) != 0)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CONFLICT,
                           "That survey was never published as one of that kind");
      return NULL;
    }
  survey->is_current = TRUE;
  if (!aft_house_store_publish_survey_sync (admin->store, survey, AFT_COMMAND_ACTOR, error))
    return NULL;
  return describe_survey (survey);
}

AftValue *
aft_command_survey_list (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (GPtrArray) surveys = aft_house_store_list_surveys_sync (admin->store, error);
  return surveys != NULL ? aft_command_list (surveys, "surveys", describe_survey) : NULL;
}
