/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a phone's surveys come from: the house's store, else this program. Each was checked before
 * it could be published, or when the program was built. */
#include "aft-survey-source.h"

#include <string.h>

#include "aft-error.h"
#include "aft-house-store-phones.h"
#include "aft-json.h"
#include "aft-survey-publishing.h"
#include "surveys-resources.h"

#define RESOURCES "/org/aftertaste/surveys/"

void
aft_survey_source_free (AftSurveySource *source)
{
  if (source == NULL)
    return;
  aft_survey_unref (source->survey);
  g_free (source->id);
  g_free (source->version);
  g_free (source->definition);
  g_free (source);
}

/* Eats nothing; NULL with INVALID for a definition that this program does not read. */
static AftSurveySource *
read_source (AftSurveyCache *cache, const char *definition, GError **error)
{
  g_auto (AftSurveyName) name = { NULL, NULL, NULL };
  g_autoptr (AftSurveySource) source = g_new0 (AftSurveySource, 1);

  source->digest = aft_digest_of_text (definition);
  source->survey = aft_survey_cache_add (cache, &source->digest, definition, error);
  if (source->survey == NULL)
    return NULL;
  aft_survey_name_read (source->survey, &name);
  source->id = g_steal_pointer (&name.id);
  source->version = g_steal_pointer (&name.version);
  source->definition = g_strdup (definition);
  return g_steal_pointer (&source);
}

static AftSurveySource *
read_stored (AftSurveyCache *cache, const AftHouseSurvey *stored, GError **error)
{
  AftSurveySource *source = read_source (cache, stored->definition, error);
  if (source == NULL)
    return NULL;
  g_free (source->id);
  g_free (source->version);
  source->id = g_strdup (stored->id);
  source->version = g_strdup (stored->version);
  source->is_stored = TRUE;
  return source;
}

static AftSurveySource *
read_built_in (AftSurveyCache *cache, AftResponseKind kind, GError **error)
{
  gsize length = 0;
  g_autofree char *path = g_strconcat (RESOURCES, aft_response_kind_to_text (kind), ".json", NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (aft_surveys_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no survey of kind %s",
                   aft_response_kind_to_text (kind));
      return NULL;
    }
  const char *json = g_bytes_get_data (bytes, &length);
  g_autoptr (AftValue) definition = aft_json_parse (json, length, &aft_json_limits_survey, error);
  g_autofree char *canonical
      = definition != NULL ? aft_json_to_canonical (definition, error) : NULL;
  return canonical != NULL ? read_source (cache, canonical, error) : NULL;
}

/* Its source, or NULL without an error where @reason says that there is none. Eats both. */
static AftSurveySource *
take_stored (AftSurveyCache *cache, AftHouseSurvey *stored, GError *reason, GError **error)
{
  g_autoptr (AftHouseSurvey) owned = stored;
  if (owned != NULL)
    return read_stored (cache, owned, error);
  if (g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    g_error_free (reason);
  else
    g_propagate_error (error, reason);
  return NULL;
}

AftSurveySource *
aft_survey_source_find_current_sync (AftHouseStore *store,
                                     AftSurveyCache *cache,
                                     AftResponseKind kind,
                                     GError **error)
{
  GError *reason = NULL;
  GError *fault = NULL;
  AftHouseSurvey *stored
      = aft_house_store_get_current_survey_sync (store, aft_response_kind_to_text (kind), &reason);
  AftSurveySource *source = take_stored (cache, stored, reason, &fault);

  if (fault != NULL)
    g_propagate_error (error, fault);
  else if (source == NULL)
    source = read_built_in (cache, kind, error);
  return source;
}

AftSurveySource *
aft_survey_source_find_sync (AftHouseStore *store,
                             AftSurveyCache *cache,
                             AftResponseKind kind,
                             const AftDigest *digest,
                             GError **error)
{
  GError *reason = NULL;
  GError *fault = NULL;
  AftHouseSurvey *stored = aft_house_store_get_survey_sync (store, digest, &reason);
  g_autoptr (AftSurveySource) source = take_stored (cache, stored, reason, &fault);

  if (fault == NULL && source == NULL)
    source = read_built_in (cache, kind, &fault);
  if (fault != NULL)
    {
      g_propagate_error (error, fault);
      return NULL;
    }
  if (aft_digest_equal (&source->digest, digest))
    return g_steal_pointer (&source);
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such survey");
  return NULL;
}

gboolean
aft_survey_source_store_sync (AftSurveySource *source,
                              AftHouseStore *store,
                              const AftId *device_id,
                              GError **error)
{
  const AftHouseEnvelope envelope = { .device_id = *device_id, .boot_id = *device_id };
  if (source->is_stored)
    return TRUE;
  const AftHouseItem item = { .kind = AFT_HOUSE_ITEM_SURVEY_DEFINITION,
                              .digest = source->digest,
                              .body = g_strdup (source->definition),
                              .survey_id = g_strdup (source->id),
                              .survey_version = g_strdup (source->version) };
  AftHouseBatch *batch = aft_house_batch_new (&envelope);
  aft_house_batch_take (batch, &item);
  g_autoptr (AftHouseReceipts) receipts = aft_house_store_accept_phone_sync (store, batch, error);
  source->is_stored = receipts != NULL;
  return source->is_stored;
}
