/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers what a kiosk runs on: configuration, zone, hours, surveys, identity, store. Where a part
 * is broken it says so in `problems` and takes what is left. Who is shown what is decided by the
 * window. */
#include "aft-kiosk-house.h"

#include <string.h>

#include "aft-case.h"
#include "aft-collector-choice.h"
#include "aft-error.h"
#include "aft-follow-up.h"
#include "aft-identity.h"
#include "aft-kiosk-store-read.h"
#include "aft-secret.h"

#define TRIAL_US     (30 * G_USEC_PER_SEC)
#define BOOT_ID_FILE "/proc/sys/kernel/random/boot_id"

struct _AftKioskHousePlaces
{
  char *config_file;
  char *survey_file;
  char *data_folder;
  guint known_problems; /* of the kiosk's own settings */
  gint64 trial_us;      /* monotonic: since when there is something on trial */
};

static void
free_places (struct _AftKioskHousePlaces *places)
{
  g_free (places->config_file);
  g_free (places->survey_file);
  g_free (places->data_folder);
  g_free (places);
}

static void
clear_settings (AftKioskHouse *house)
{
  g_clear_pointer (&house->surveys, aft_house_surveys_free);
  g_clear_pointer (&house->rules, aft_risk_rules_unref);
  g_clear_pointer (&house->privacy, aft_privacy_notice_unref);
  g_clear_pointer (&house->staff, g_ptr_array_unref);
  g_clear_pointer (&house->hours, aft_opening_hours_free);
  g_clear_pointer (&house->zone, g_time_zone_unref);
  g_clear_pointer (&house->config, aft_config_free);
  g_clear_pointer (&house->problems, g_ptr_array_unref);
}

void
aft_kiosk_house_free (AftKioskHouse *house)
{
  if (house == NULL)
    return;
  g_clear_pointer (&house->store, aft_kiosk_store_unref);
  g_clear_pointer (&house->burst, aft_burst_free);
  g_clear_object (&house->arrivals);
  g_clear_pointer (&house->device, aft_device_free);
  clear_settings (house);
  g_clear_pointer (&house->received, aft_received_free);
  g_clear_pointer (&house->places, free_places);
  g_clear_pointer (&house->random, aft_random_unref);
  g_clear_pointer (&house->clock, aft_clock_unref);
  g_free (house);
}

static void
add_problem (AftKioskHouse *house, const char *message)
{
  g_ptr_array_add (house->problems, g_strdup (message));
}

/* The key of a configuration that is broken elsewhere. A slip of the pen in another line must not
 * have guests' words stored unsealed. */
static char *
dup_seal_key (const char *file)
{
  g_autoptr (GKeyFile) lines = g_key_file_new ();
  g_autofree char *path = file != NULL ? g_strdup (file) : aft_kiosk_config_dup_user_file ();
  const char *const paths[] = { path, AFT_KIOSK_CONFIG_SYSTEM_FILE };
  for (gsize i = 0; i < (file != NULL ? 1 : G_N_ELEMENTS (paths)); i++)
    {
      if (!g_key_file_load_from_file (lines, paths[i], G_KEY_FILE_NONE, NULL))
        continue;
      char *key = g_key_file_get_string (lines, "house", "house-public-key", NULL);
      if (key != NULL)
        return key;
    }
  return g_strdup ("");
}

/* From below: what the collector sent, what staff chose on the glass, what is written here. */
static AftConfig *
load_files (const struct _AftKioskHousePlaces *places,
            const char *received,
            gboolean is_preview,
            GError **error)
{
  g_autofree char *sent
      = received != NULL ? g_build_filename (received, AFT_RECEIVED_SETTINGS, NULL) : NULL;
  g_autofree char *chosen = is_preview ? NULL : aft_collector_choice_dup_file (places->data_folder);
  const char *under[3] = { NULL };
  gsize count = 0;
  if (sent != NULL)
    under[count++] = sent;
  if (chosen != NULL)
    under[count++] = chosen;
  return aft_kiosk_config_load_over (under, places->config_file, error);
}

/* With a broken file the kiosk goes on by what it would do without one. */
static void
load_config (AftKioskHouse *house, const char *received)
{
  const char *file = house->places->config_file;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  house->config = load_files (house->places, received, house->is_preview, &error);
  if (house->config == NULL)
    {
      add_problem (house, error->message);
      house->config = aft_kiosk_config_new_fallback ();
      key = dup_seal_key (file);
    }
  else
    key = g_strdup (aft_config_get_text (house->config, "house", "house-public-key"));

  g_autoptr (GError) hours_error = NULL;
  house->hours = aft_kiosk_config_new_hours (house->config, &hours_error);
  g_assert_no_error (hours_error);
  house->zone = aft_kiosk_config_dup_zone (house->config);

  g_autoptr (GError) key_error = NULL;
  house->has_seal_key = *key != '\0' && aft_seal_key_from_text (key, &house->seal_key, &key_error);
  if (key_error != NULL)
    add_problem (house, key_error->message);
}

/* Surveys that stand on the kiosk itself come before what was received, which has its own way of
 * keeping the last good ones. */
static void
load_surveys (AftKioskHouse *house, const char *received)
{
  const char *own = aft_config_get_text (house->config, "kiosk", "surveys");
  gboolean is_received = received != NULL && *own == '\0';
  g_autofree char *kept = house->is_preview || is_received
                              ? NULL
                              : g_build_filename (house->places->data_folder, "surveys", NULL);
  AftHouseSurveysPlaces places = {
    .exit_file = house->places->survey_file,
    .folder = is_received ? received : own,
    .kept = kept,
  };
  house->surveys = aft_house_surveys_load (&places);
  const GPtrArray *problems = aft_house_surveys_get_problems (house->surveys);
  for (guint i = 0; i < problems->len; i++)
    add_problem (house, g_ptr_array_index (problems, i));
}

/* Where what was sent cannot be used, answers are scored all the same. */
static void
load_rules (AftKioskHouse *house, const char *received)
{
  g_autoptr (GError) error = NULL;
  house->rules = aft_kiosk_rules_load (received, &error);
  if (house->rules == NULL)
    {
      add_problem (house, error->message);
      house->rules = aft_kiosk_rules_load (NULL, NULL);
    }
}

/* Guests are always told. */
static void
load_privacy (AftKioskHouse *house, const char *received)
{
  g_autoptr (GError) error = NULL;
  house->privacy = aft_kiosk_privacy_load (received, &error);
  if (house->privacy == NULL)
    {
      add_problem (house, error->message);
      house->privacy = aft_kiosk_privacy_load (NULL, NULL);
    }
}

/* A kiosk that nobody told who may open its desk keeps it shut. */
static void
load_staff (AftKioskHouse *house, const char *received)
{
  g_autoptr (GError) error = NULL;
  if (received == NULL)
    return;
  house->staff = aft_received_read_staff (received, &error);
  if (house->staff == NULL)
    add_problem (house, error->message);
}

static void
load_settings (AftKioskHouse *house, const char *received)
{
  load_config (house, received);
  load_surveys (house, received);
  load_rules (house, received);
  load_privacy (house, received);
  load_staff (house, received);
}

static void
read_boot_id (AftKioskHouse *house)
{
  g_autofree char *text = NULL;
  gboolean is_read = g_file_get_contents (BOOT_ID_FILE, &text, NULL, NULL)
                     && aft_id_from_text (g_strstrip (text), &house->boot_id);
  if (!is_read)
    house->boot_id = aft_id_generate (house->clock, house->random);
}

/* Loads with @received laid under; FALSE, with nothing kept, when it brings problems that were not
 * there without it. */
static gboolean
try_settings (AftKioskHouse *house, const char *received)
{
  AftKioskHouse fresh = { .places = house->places, .is_preview = house->is_preview };
  fresh.problems = g_ptr_array_new_with_free_func (g_free);
  load_settings (&fresh, received);
  gboolean is_good = fresh.problems->len <= house->places->known_problems;
  AftKioskHouse former = *house;
  if (is_good)
    {
      house->config = fresh.config;
      house->zone = fresh.zone;
      house->hours = fresh.hours;
      house->surveys = fresh.surveys;
      house->rules = fresh.rules;
      house->privacy = fresh.privacy;
      house->staff = fresh.staff;
      house->problems = fresh.problems;
      house->has_seal_key = fresh.has_seal_key;
      house->seal_key = fresh.seal_key;
    }
  house->places->trial_us = aft_clock_get_monotonic_us (house->clock);
  clear_settings (is_good ? &former : &fresh);
  return is_good;
}

/* First without what was received: what is wrong then is the kiosk's own. */
static void
begin_with_received (AftKioskHouse *house)
{
  load_settings (house, NULL);
  house->places->known_problems = house->problems->len;
  g_autofree char *folder = house->received != NULL ? aft_received_begin (house->received) : NULL;
  if (folder == NULL || try_settings (house, folder))
    return;
  g_autofree char *former = aft_received_refuse (house->received);
  if (former != NULL && !g_str_equal (former, folder) && try_settings (house, former))
    return;
  add_problem (house, "What the collector sent cannot be used; the kiosk goes on without it");
}

AftKioskHouse *
aft_kiosk_house_new (const AftKioskHouseOptions *options)
{
  AftKioskHouse *house = g_new0 (AftKioskHouse, 1);
  house->clock = aft_clock_ref (options->clock);
  house->random = aft_random_ref (options->random);
  house->problems = g_ptr_array_new_with_free_func (g_free);
  house->burst = aft_burst_new (options->clock);
  house->arrivals = aft_arrivals_new (options->clock);
  house->is_preview = options->is_preview;
  house->places = g_new0 (struct _AftKioskHousePlaces, 1);
  house->places->config_file = g_strdup (options->config_file);
  house->places->survey_file = g_strdup (options->survey_file);
  house->places->data_folder = g_strdup (options->data_folder);
  if (!options->is_preview)
    {
      g_mkdir_with_parents (options->data_folder, 0700);
      house->received = aft_received_new (options->data_folder);
    }

  begin_with_received (house);
  read_boot_id (house);
  return house;
}

static void
on_survey_put (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  if (!aft_kiosk_store_put_survey_finish (result, &error))
    g_warning ("keeping a survey's definition: %s", error->message);
}

static void
keep_definitions (AftKioskHouse *house)
{
  for (guint kind = AFT_RESPONSE_EXIT; kind <= AFT_RESPONSE_SUGGESTION; kind++)
    aft_kiosk_store_put_survey_async (house->store, aft_house_surveys_get_id (house->surveys, kind),
                                      aft_house_surveys_get_version (house->surveys, kind),
                                      aft_house_surveys_get_canonical (house->surveys, kind),
                                      on_survey_put, NULL);
}

static void
on_store_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  AftKioskStore *store = aft_kiosk_store_open_finish (result, &error);
  if (store != NULL)
    g_task_return_pointer (task, store, (GDestroyNotify) aft_kiosk_store_unref);
  else
    g_task_return_error (task, error);
}

void
aft_kiosk_house_open_store_async (AftKioskHouse *house,
                                  const char *data_folder,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  GError *error = NULL;

  g_clear_pointer (&house->device, aft_device_free);
  house->device = aft_identity_open (data_folder, house->clock, house->random, &error);
  if (house->device == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_autofree char *path = g_build_filename (data_folder, "kiosk.db", NULL);
  AftKioskStoreOptions options = {
    .path = path,
    .clock = house->clock,
    .device_id = aft_device_get_id (house->device),
  };
  aft_kiosk_store_open_async (&options, on_store_opened, g_steal_pointer (&task));
}

gboolean
aft_kiosk_house_open_store_finish (AftKioskHouse *house, GAsyncResult *result, GError **error)
{
  AftKioskStore *store = g_task_propagate_pointer (G_TASK (result), error);
  if (store == NULL)
    return FALSE;
  g_clear_pointer (&house->store, aft_kiosk_store_unref);
  house->store = store;
  keep_definitions (house);
  aft_kiosk_house_note_stored (house);
  return TRUE;
}

gboolean
aft_kiosk_house_renew (AftKioskHouse *house)
{
  g_autofree char *folder = house->received != NULL ? aft_received_take (house->received) : NULL;
  if (folder == NULL)
    return FALSE;
  if (!try_settings (house, folder))
    {
      g_free (aft_received_refuse (house->received));
      g_warning ("what the collector sent cannot be used: the settings stay as they were");
      return FALSE;
    }
  if (house->store != NULL)
    keep_definitions (house);
  return TRUE;
}

gboolean
aft_kiosk_house_can_renew (AftKioskHouse *house)
{
  return house->received != NULL && aft_received_can_take (house->received);
}

void
aft_kiosk_house_keep_renewed (AftKioskHouse *house)
{
  gint64 now_us = aft_clock_get_monotonic_us (house->clock);
  if (house->received != NULL && now_us - house->places->trial_us >= TRIAL_US)
    aft_received_keep (house->received);
}

void
aft_kiosk_house_note_stored (AftKioskHouse *house)
{
  if (house->on_stored != NULL)
    house->on_stored (house->stored_data);
}

gboolean
aft_kiosk_house_lacks_settings (AftKioskHouse *house)
{
  return !house->is_preview && !aft_kiosk_config_is_written (house->places->config_file)
         && *aft_config_get_text (house->config, "collector", "address") == '\0';
}

gboolean
aft_kiosk_house_was_asked (AftKioskHouse *house)
{
  g_autofree char *chosen = aft_collector_choice_dup_file (house->places->data_folder);
  return chosen != NULL;
}

gboolean
aft_kiosk_house_choose_collector (AftKioskHouse *house,
                                  const char *address,
                                  const char *authority_pem,
                                  GError **error)
{
  if (!aft_collector_choice_write (house->places->data_folder, address, authority_pem, error))
    return FALSE;
  g_autofree char *received = aft_received_dup_present (house->received);
  if (try_settings (house, received))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "The kiosk's settings cannot be read");
  return FALSE;
}

char *
aft_kiosk_house_dup_case_number (AftKioskHouse *house, guint64 sequence)
{
  return aft_case_dup_number (aft_config_get_text (house->config, "kiosk", "letter"), sequence);
}

char *
aft_kiosk_house_dup_follow_up (AftKioskHouse *house, const AftId *response_id)
{
  g_autofree char *address
      = g_strdup (aft_config_get_text (house->config, "house", "public-address"));
  if (*address == '\0' || house->device == NULL)
    return NULL;
  if (g_str_has_suffix (address, "/"))
    address[strlen (address) - 1] = '\0';
  g_autofree char *token = aft_follow_up_make (house->device, response_id);
  return g_strconcat (address, "/f/", token, NULL);
}
