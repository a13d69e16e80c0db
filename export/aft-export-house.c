/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the house lies: in the collector's folder, by the collector's settings, of which a few
 * are looked at here. Whether the others are right is the collector's to say. */
#include "aft-export-house.h"

#include <string.h>
#include <unistd.h>

#include "aft-error.h"
#include "aft-figure.h"
#include "aft-house-sqlite.h"
#include "aft-name.h"

#define FILE_NAME     "aftertaste-collector.conf"
#define SYSTEM_FOLDER "/var/lib/aftertaste-collector"

typedef struct
{
  char *database;
  char *public_address;
  guint64 enough;
  guint64 few;
} Settings;

static void
settings_clear (Settings *settings)
{
  g_clear_pointer (&settings->database, g_free);
  g_clear_pointer (&settings->public_address, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settings, settings_clear)

/* A whole number of [figures] from 1; left alone where @file does not say it. */
static gboolean
read_count (GKeyFile *file, const char *path, const char *key, guint64 *count, GError **error)
{
  g_autofree char *text = g_key_file_get_string (file, "figures", key, NULL);

  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, count, NULL))
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: [figures] %s is a whole number from 1",
               path, key);
  return FALSE;
}

/* What @path says is put over @settings. A file that is missing says nothing, unless it was named.
 */
static gboolean
read_settings (const char *path, gboolean is_named, Settings *settings, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) reason = NULL;
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &reason))
    {
      if (!is_named && g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: %s", path, reason->message);
      return FALSE;
    }
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *database = g_key_file_get_string (file, "serve", "database", NULL);
  g_autofree char *address = g_key_file_get_string (file, "house", "public-address", NULL);
  if (database != NULL)
    {
      g_free (settings->database);
      settings->database = *database != '\0' ? g_canonicalize_filename (database, folder) : NULL;
    }
  if (address != NULL)
    {
      g_free (settings->public_address);
      settings->public_address = g_steal_pointer (&address);
    }
  return read_count (file, path, "enough", &settings->enough, error)
         && read_count (file, path, "few", &settings->few, error);
}

static gboolean
load_settings (const char *config, Settings *settings, GError **error)
{
  g_autofree char *own = g_build_filename (g_get_user_config_dir (), "aftertaste", FILE_NAME, NULL);
  if (config != NULL)
    return read_settings (config, TRUE, settings, error);
  return read_settings ("/etc/aftertaste/" FILE_NAME, FALSE, settings, error)
         && read_settings (own, FALSE, settings, error);
}

static char *
dup_folder (const char *data)
{
  if (data != NULL)
    return g_strdup (data);
  if (geteuid () == 0)
    return g_strdup (SYSTEM_FOLDER);
  return g_build_filename (g_get_user_state_dir (), "aftertaste-collector", NULL);
}

static char *
dup_database (const AftExportPlace *place, const Settings *settings)
{
  g_autofree char *folder = dup_folder (place->data);
  if (place->database != NULL)
    return g_strdup (place->database);
  if (settings->database != NULL)
    return g_strdup (settings->database);
  return g_build_filename (folder, "collector.db", NULL);
}

/* "https://HOST[:PORT]"; http is for a house that is tried on one machine. */
static gboolean
take_address (AftExportHouse *house, const char *text, GError **error)
{
  if (text == NULL || *text == '\0')
    return TRUE;
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  gboolean is_web = g_str_equal (scheme, "https") || g_str_equal (scheme, "http");
  if (is_web && host != NULL && *host != '\0' && g_uri_get_userinfo (uri) == NULL
      && g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL
      && strlen (g_uri_get_path (uri)) <= 1)
    {
      gsize length = strlen (text);
      house->public_address = g_strndup (text, length - (text[length - 1] == '/' ? 1 : 0));
      return TRUE;
    }
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
               "The public address is https://HOST or https://HOST:PORT, not %s", text);
  return FALSE;
}

AftExportHouse *
aft_export_house_open (const AftExportPlace *place, GError **error)
{
  const char *texts = g_getenv ("AFTERTASTE_LOCALE_DIR");
  g_auto (Settings) settings = { .enough = AFT_FIGURE_ENOUGH, .few = AFT_FIGURE_FEW };
  g_autoptr (AftExportHouse) house = g_new0 (AftExportHouse, 1);
  house->clock = aft_clock_new_system ();
  house->random = aft_random_new_system ();
  house->catalogue = aft_catalogue_load (texts != NULL ? texts : AFT_LOCALE_DIR, error);
  if (house->catalogue == NULL || !load_settings (place->config, &settings, error))
    return NULL;
  if (!take_address (
          house, place->public_address != NULL ? place->public_address : settings.public_address,
          error))
    return NULL;
  house->enough = settings.enough;
  house->few = settings.few;
  g_autofree char *path = dup_database (place, &settings);
  house->folder = dup_folder (place->data);
  const AftHouseSqliteOptions options
      = { .path = path, .clock = house->clock, .random = house->random };
  house->store = aft_house_sqlite_open_to_read (&options, error);
  return house->store != NULL ? g_steal_pointer (&house) : NULL;
}

void
aft_export_house_free (AftExportHouse *house)
{
  if (house == NULL)
    return;
  aft_house_store_unref (house->store);
  g_clear_pointer (&house->catalogue, aft_catalogue_unref);
  aft_random_unref (house->random);
  aft_clock_unref (house->clock);
  g_free (house->folder);
  g_free (house->public_address);
  g_free (house);
}

AftVenue *
aft_export_house_find_venue (AftExportHouse *house, const char *text, GError **error)
{
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (house->store, error);
  AftVenue *found = NULL;
  guint matches = 0;
  AftId id;
  gboolean is_id = text != NULL && aft_id_from_text (text, &id);
  if (venues == NULL)
    return NULL;
  for (guint i = 0; i < venues->len; i++)
    {
      AftVenue *venue = venues->pdata[i];
      if (text != NULL && !(is_id && aft_id_equal (&id, aft_venue_get_id (venue)))
          && !aft_name_equal (text, aft_venue_get_name (venue)))
        continue;
      found = venue;
      matches++;
    }
  if (matches == 1)
    return aft_venue_ref (found);
  g_set_error_literal (error, AFT_ERROR, matches > 1 ? AFT_ERROR_INVALID : AFT_ERROR_NOT_FOUND,
                       matches > 1 ? "There are several restaurants: name one with --venue"
                                   : "There is no such restaurant");
  return NULL;
}
