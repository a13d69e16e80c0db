/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder of what was received: writing it whole or not at all, and moving it from stage to
 * stage by renames. What a configuration means is for who loads it. */
#include "aft-received.h"

#include <errno.h>
#include <string.h>

#include <glib/gstdio.h>

#include "aft-error.h"
#include "aft-house-surveys.h"
#include "aft-json.h"
#include "aft-kiosk-config.h"
#include "aft-kiosk-rules.h"
#include "aft-private-file.h"

#define FOLDER    "received"
#define WRITING   "writing"
#define NEXT      "next"
#define FIRST     "first"
#define SECOND    "second"
#define CURRENT   "current"
#define REFUSED   "refused"
#define ETAG_FILE "etag"
#define ETAG_MAX  256
#define DESK_FILE "desk.json"

static const char *const survey_files[AFT_DEVICE_CONFIGURATION_SURVEYS]
    = { "exit.json", "complaint.json", "suggestion.json" };
static const char *const files[]
    = { AFT_RECEIVED_SETTINGS, AFT_RECEIVED_RULES, AFT_RECEIVED_PRIVACY, ETAG_FILE, DESK_FILE,
        "exit.json",           "complaint.json",   "suggestion.json" };

struct _AftReceived
{
  char *folder;
};

AftReceived *
aft_received_new (const char *data_folder)
{
  AftReceived *received = g_new0 (AftReceived, 1);
  received->folder = g_build_filename (data_folder, FOLDER, NULL);
  return received;
}

void
aft_received_free (AftReceived *received)
{
  if (received == NULL)
    return;
  g_free (received->folder);
  g_free (received);
}

/* The path of a stage, NULL when nothing is in it. */
static char *
dup_stage (AftReceived *received, const char *stage)
{
  g_autofree char *path = g_build_filename (received->folder, stage, NULL);
  return g_file_test (path, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&path) : NULL;
}

static void
remove_stage (const char *folder, const char *stage)
{
  g_autofree char *path = g_build_filename (folder, stage, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *file = g_build_filename (path, files[i], NULL);
      g_unlink (file);
    }
  g_rmdir (path);
}

/* Whatever was at the new place is gone. FALSE when there was nothing to move. */
static gboolean
move_stage (const char *folder, const char *from, const char *to)
{
  g_autofree char *old = g_build_filename (folder, from, NULL);
  g_autofree char *new = g_build_filename (folder, to, NULL);
  if (!g_file_test (old, G_FILE_TEST_IS_DIR))
    return FALSE;
  remove_stage (folder, to);
  return g_rename (old, new) == 0;
}

char *
aft_received_begin (AftReceived *received)
{
  move_stage (received->folder, SECOND, REFUSED);
  if (move_stage (received->folder, FIRST, SECOND))
    return dup_stage (received, SECOND);
  char *taken = aft_received_take (received);
  return taken != NULL ? taken : dup_stage (received, CURRENT);
}

char *
aft_received_dup_present (AftReceived *received)
{
  const char *const stages[] = { FIRST, SECOND, CURRENT };
  char *path = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (stages) && path == NULL; i++)
    path = dup_stage (received, stages[i]);
  return path;
}

gboolean
aft_received_can_take (AftReceived *received)
{
  g_autofree char *next = dup_stage (received, NEXT);
  g_autofree char *first = dup_stage (received, FIRST);
  g_autofree char *second = dup_stage (received, SECOND);
  return next != NULL && first == NULL && second == NULL;
}

char *
aft_received_take (AftReceived *received)
{
  if (!aft_received_can_take (received) || !move_stage (received->folder, NEXT, FIRST))
    return NULL;
  return dup_stage (received, FIRST);
}

void
aft_received_keep (AftReceived *received)
{
  if (!move_stage (received->folder, FIRST, CURRENT))
    move_stage (received->folder, SECOND, CURRENT);
}

char *
aft_received_refuse (AftReceived *received)
{
  if (!move_stage (received->folder, FIRST, REFUSED))
    move_stage (received->folder, SECOND, REFUSED);
  return dup_stage (received, CURRENT);
}

gboolean
aft_received_has (AftReceived *received, const char *etag)
{
  const char *const stages[] = { NEXT, FIRST, SECOND, CURRENT, REFUSED };
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autofree char *path = g_build_filename (received->folder, stages[i], ETAG_FILE, NULL);
      g_autofree char *text = NULL;
      gsize length = 0;
      if (g_file_get_contents (path, &text, &length, NULL) && length < ETAG_MAX
          && g_str_equal (text, etag))
        return TRUE;
    }
  return FALSE;
}

/* -- writing --------------------------------------------------------------------------------- */

static void
set_text (GKeyFile *lines, const char *group, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    g_key_file_set_string (lines, group, name, text);
}

static void
set_texts (GKeyFile *lines, const char *group, const char *stem, const char *const *texts)
{
  for (guint i = 0; i < AFT_LANGUAGES; i++)
    {
      g_autofree char *name = g_strconcat (stem, aft_language_get_tag ((AftLanguage) i), NULL);
      set_text (lines, group, name, texts[i]);
    }
}

static char *
make_settings (const AftDeviceConfigurationParts *parts)
{
  const char *const days[AFT_DEVICE_CONFIGURATION_DAYS]
      = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
  g_autoptr (GKeyFile) lines = g_key_file_new ();
  set_texts (lines, "house", "name-", parts->names);
  set_text (lines, "house", "telephone", parts->telephone);
  set_text (lines, "house", "time-zone", parts->time_zone);
  set_text (lines, "house", "public-address", parts->public_address);
  set_text (lines, "house", "house-public-key", parts->house_public_key);
  set_text (lines, "kiosk", "language", aft_language_get_tag (parts->language));
  set_text (lines, "kiosk", "letter", parts->letter);
  set_texts (lines, "kiosk", "sleep-text-", parts->sleep_texts);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    set_text (lines, "hours", days[i], parts->hours[i]);
  set_text (lines, "hours", "special-days", parts->special_days);
  return g_key_file_to_data (lines, NULL, NULL);
}

static gboolean
write_file (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  return aft_private_file_write (path, text, error);
}

static gboolean
write_staff (const char *folder, const GPtrArray *staff, GError **error)
{
  if (staff == NULL)
    return TRUE;
  g_autoptr (AftValue) value = aft_desk_staff_list_to_value (staff);
  g_autofree char *text = aft_json_to_canonical (value, error);
  return text != NULL && write_file (folder, DESK_FILE, text, error);
}

GPtrArray *
aft_received_read_staff (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, DESK_FILE, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return aft_desk_staff_list_new ();
  g_autoptr (AftValue) value = aft_json_parse_file (path, &aft_json_limits_survey, error);
  return value != NULL ? aft_desk_staff_list_from_value (value, error) : NULL;
}

static gboolean
write_all (const char *folder, const AftDeviceConfiguration *configuration, GError **error)
{
  const AftDeviceConfigurationParts *parts = aft_device_configuration_get_parts (configuration);
  g_autofree char *settings = make_settings (parts);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "%s: %s", folder, g_strerror (errno));
      return FALSE;
    }
  for (guint i = 0; i < AFT_DEVICE_CONFIGURATION_SURVEYS; i++)
    if (parts->definitions[i] != NULL
        && !write_file (folder, survey_files[i], parts->definitions[i], error))
      return FALSE;
  if (parts->rules != NULL && !write_file (folder, AFT_RECEIVED_RULES, parts->rules, error))
    return FALSE;
  if (parts->privacy != NULL && !write_file (folder, AFT_RECEIVED_PRIVACY, parts->privacy, error))
    return FALSE;
  return write_file (folder, AFT_RECEIVED_SETTINGS, settings, error)
         && write_staff (folder, parts->staff, error)
         && write_file (folder, ETAG_FILE, aft_device_configuration_get_etag (configuration),
                        error);
}

/* Loads what was written as the kiosk will. */
static gboolean
check (const char *folder, GError **error)
{
  g_autofree char *settings = g_build_filename (folder, AFT_RECEIVED_SETTINGS, NULL);
  g_autoptr (AftConfig) config = aft_kiosk_config_load (settings, error);
  if (config == NULL)
    return FALSE;
  g_autoptr (AftRiskRules) rules = aft_kiosk_rules_load (folder, error);
  g_autoptr (AftPrivacyNotice) privacy
      = rules != NULL ? aft_kiosk_privacy_load (folder, error) : NULL;
  if (privacy == NULL)
    return FALSE;
  AftHouseSurveysPlaces places = { .folder = folder };
  g_autoptr (AftHouseSurveys) surveys = aft_house_surveys_load (&places);
  const GPtrArray *problems = aft_house_surveys_get_problems (surveys);
  if (problems->len == 0)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, g_ptr_array_index (problems, 0));
  return FALSE;
}

gboolean
aft_received_write (const char *data_folder,
                    const AftDeviceConfiguration *configuration,
                    GError **error)
{
  g_autofree char *folder = g_build_filename (data_folder, FOLDER, NULL);
  g_autofree char *writing = g_build_filename (folder, WRITING, NULL);
  remove_stage (folder, WRITING);
  if (!write_all (writing, configuration, error))
    return FALSE;
  if (!check (writing, error))
    {
      move_stage (folder, WRITING, REFUSED);
      return FALSE;
    }
  if (move_stage (folder, WRITING, NEXT))
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "%s: %s", folder, g_strerror (errno));
  return FALSE;
}
