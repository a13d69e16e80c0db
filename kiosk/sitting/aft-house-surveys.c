/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the kiosk's surveys come from and what happens when one is broken. The engine decides
 * whether a survey is good; this file never shows or asks anything. */
#include "aft-house-surveys.h"

#include <string.h>

#include "aft-digest.h"
#include "aft-json.h"
#include "aft-number.h"

#define KINDS         3
#define RESOURCE_PATH "/org/aftertaste/surveys/"

typedef struct
{
  AftSurvey *survey;
  char *id;
  char *version;
  char *canonical;
  AftDigest digest;
} HouseSurvey;

struct _AftHouseSurveys
{
  HouseSurvey surveys[KINDS]; /* by AftResponseKind */
  GPtrArray *problems;        /* char* */
};

static void
clear_survey (HouseSurvey *survey)
{
  g_clear_pointer (&survey->survey, aft_survey_unref);
  g_clear_pointer (&survey->id, g_free);
  g_clear_pointer (&survey->version, g_free);
  g_clear_pointer (&survey->canonical, g_free);
}

void
aft_house_surveys_free (AftHouseSurveys *surveys)
{
  if (surveys == NULL)
    return;
  for (gsize i = 0; i < KINDS; i++)
    clear_survey (&surveys->surveys[i]);
  g_clear_pointer (&surveys->problems, g_ptr_array_unref);
  g_free (surveys);
}

static const HouseSurvey *
get_survey (const AftHouseSurveys *surveys, AftResponseKind kind)
{
  g_assert ((guint) kind < KINDS);
  return &surveys->surveys[kind];
}

AftSurvey *
aft_house_surveys_get (const AftHouseSurveys *surveys, AftResponseKind kind)
{
  return get_survey (surveys, kind)->survey;
}

const char *
aft_house_surveys_get_id (const AftHouseSurveys *surveys, AftResponseKind kind)
{
  return get_survey (surveys, kind)->id;
}

const char *
aft_house_surveys_get_version (const AftHouseSurveys *surveys, AftResponseKind kind)
{
  return get_survey (surveys, kind)->version;
}

const AftDigest *
aft_house_surveys_get_digest (const AftHouseSurveys *surveys, AftResponseKind kind)
{
  return &get_survey (surveys, kind)->digest;
}

const char *
aft_house_surveys_get_canonical (const AftHouseSurveys *surveys, AftResponseKind kind)
{
  return get_survey (surveys, kind)->canonical;
}

const GPtrArray *
aft_house_surveys_get_problems (const AftHouseSurveys *surveys)
{
  return surveys->problems;
}

/* "1" and 1 both stand in files. */
static char *
dup_version (const AftValue *house)
{
  const AftValue *version = aft_value_get_member (house, "version");
  if (aft_value_get_type (version) == AFT_VALUE_NUMBER)
    return aft_number_to_text (aft_value_get_number (version));
  const char *text = aft_value_get_string (version);
  return g_strndup (text != NULL && *text != '\0' ? text : "1", 64);
}

static gboolean
read_survey (const char *json,
             gsize length_bytes,
             AftResponseKind kind,
             HouseSurvey *survey,
             GError **error)
{
  g_autoptr (AftValue) definition
      = aft_json_parse (json, length_bytes, &aft_json_limits_survey, error);
  if (definition == NULL)
    return FALSE;
  survey->canonical = aft_json_to_canonical (definition, error);
  if (survey->canonical == NULL)
    return FALSE;
  survey->survey = aft_survey_new (definition, error);
  if (survey->survey == NULL)
    return FALSE;

  const AftValue *house = aft_survey_get_house (survey->survey);
  const char *id = aft_value_get_member_string (house, "id", "");
  survey->id = g_strndup (*id != '\0' ? id : aft_response_kind_to_text (kind), 64);
  survey->version = dup_version (house);
  survey->digest = aft_digest_of_text (survey->canonical);
  return TRUE;
}

/* FALSE without a word when there is no such file; a file that is refused becomes a problem. */
static gboolean
load_file (AftHouseSurveys *surveys, AftResponseKind kind, const char *path, const char *kept)
{
  g_autofree char *json = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;
  HouseSurvey found = { 0 };

  if (g_file_get_contents (path, &json, &length, &error)
      && read_survey (json, length, kind, &found, &error))
    {
      surveys->surveys[kind] = found;
      if (kept != NULL && !g_str_equal (kept, path)
          && !g_file_set_contents_full (kept, json, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                        0600, &error))
        g_ptr_array_add (surveys->problems, g_strdup (error->message));
      return TRUE;
    }

  clear_survey (&found);
  g_ptr_array_add (surveys->problems, g_strdup_printf ("%s: %s", path, error->message));
  return FALSE;
}

static void
load_built_in (AftHouseSurveys *surveys, AftResponseKind kind)
{
  g_autofree char *path
      = g_strconcat (RESOURCE_PATH, aft_response_kind_to_text (kind), ".json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);

  gsize length = 0;
  const char *json = g_bytes_get_data (bytes, &length);
  /* The surveys that come with the program are checked when it is built. */
  gboolean is_good = read_survey (json, length, kind, &surveys->surveys[kind], &error);
  g_assert_no_error (error);
  g_assert (is_good);
}

/* The house's own file for @kind, NULL when it has none. */
static char *
dup_house_file (const AftHouseSurveysPlaces *places, AftResponseKind kind)
{
  if (kind == AFT_RESPONSE_EXIT && places->exit_file != NULL)
    return g_strdup (places->exit_file);
  if (places->folder == NULL || *places->folder == '\0')
    return NULL;
  g_autofree char *name = g_strconcat (aft_response_kind_to_text (kind), ".json", NULL);
  g_autofree char *path = g_build_filename (places->folder, name, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static void
load_kind (AftHouseSurveys *surveys, const AftHouseSurveysPlaces *places, AftResponseKind kind)
{
  g_autofree char *file = dup_house_file (places, kind);
  g_autofree char *name = g_strconcat (aft_response_kind_to_text (kind), ".json", NULL);
  g_autofree char *kept = places->kept != NULL ? g_build_filename (places->kept, name, NULL) : NULL;

  if (file != NULL && load_file (surveys, kind, file, kept))
    return;
  if (file != NULL && kept != NULL && g_file_test (kept, G_FILE_TEST_EXISTS)
      && load_file (surveys, kind, kept, NULL))
    return;
  load_built_in (surveys, kind);
}

AftHouseSurveys *
aft_house_surveys_load (const AftHouseSurveysPlaces *places)
{
  AftHouseSurveys *surveys = g_new0 (AftHouseSurveys, 1);
  surveys->problems = g_ptr_array_new_with_free_func (g_free);
  if (places->kept != NULL)
    g_mkdir_with_parents (places->kept, 0700);
  for (guint kind = 0; kind < KINDS; kind++)
    load_kind (surveys, places, (AftResponseKind) kind);
  return surveys;
}
