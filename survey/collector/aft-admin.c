/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the house's things lie, and the only place of the collector that knows which database
 * stands behind the store. */
#include "aft-admin.h"

#include <errno.h>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-error.h"
#include "aft-house-sqlite.h"

#define FOLDER_MODE   0700
#define SYSTEM_FOLDER "/var/lib/aftertaste-collector" /* as in the unit */

static char *
dup_data_folder (const char *data)
{
  const char *state = g_getenv ("STATE_DIRECTORY");
  if (data != NULL)
    return g_canonicalize_filename (data, NULL);
  if (state != NULL && *state != '\0')
    return g_canonicalize_filename (state, NULL);
  if (geteuid () == 0)
    return g_strdup (SYSTEM_FOLDER);
  return g_build_filename (g_get_user_state_dir (), "aftertaste-collector", NULL);
}

AftAdmin *
aft_admin_new (const char *data, const char *database)
{
  AftAdmin *admin = g_new0 (AftAdmin, 1);
  gboolean is_named = database != NULL && *database != '\0';
  admin->data = dup_data_folder (data);
  admin->database = is_named ? g_canonicalize_filename (database, NULL)
                             : g_build_filename (admin->data, "collector.db", NULL);
  admin->keys = g_build_filename (admin->data, "keys", NULL);
  admin->socket_path = g_build_filename (admin->data, "admin.sock", NULL);
  admin->clock = aft_clock_new_system ();
  admin->random = aft_random_new_system ();
  admin->surveys = aft_survey_cache_new ();
  admin->rules = aft_rule_book_new (admin->surveys);
  return admin;
}

void
aft_admin_free (AftAdmin *admin)
{
  if (admin == NULL)
    return;
  aft_house_store_unref (admin->store);
  aft_rule_book_unref (admin->rules);
  aft_survey_cache_unref (admin->surveys);
  aft_random_unref (admin->random);
  aft_clock_unref (admin->clock);
  g_free (admin->public_address);
  g_free (admin->console);
  g_free (admin->socket_path);
  g_free (admin->keys);
  g_free (admin->database);
  g_free (admin->data);
  g_free (admin);
}

gboolean
aft_admin_become_owner (const AftAdmin *admin, GError **error)
{
  struct stat status;
  if (geteuid () != 0 || stat (admin->data, &status) != 0 || status.st_uid == 0)
    return TRUE;
  if (setgroups (1, &status.st_gid) == 0
      && setresgid (status.st_gid, status.st_gid, status.st_gid) == 0
      && setresuid (status.st_uid, status.st_uid, status.st_uid) == 0)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_DENIED, "%s: its owner cannot be taken on: %s",
               admin->data, g_strerror (errno));
  return FALSE;
}

static AftHouseSqliteOptions
get_options (AftAdmin *admin)
{
  return (AftHouseSqliteOptions){ .path = admin->database,
                                  .clock = admin->clock,
                                  .random = admin->random,
                                  .tally = aft_survey_cache_tally,
                                  .tally_data = admin->surveys,
                                  .judge = aft_rule_book_judge,
                                  .judge_data = admin->rules,
                                  .treat = aft_rule_book_treat,
                                  .treat_data = admin->rules,
                                  .rank = aft_rule_book_rank,
                                  .rank_data = admin->rules,
                                  .progress = admin->progress };
}

static gboolean
make_folder (AftAdmin *admin, GError **error)
{
  if (g_mkdir_with_parents (admin->data, FOLDER_MODE) == 0)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "%s: %s", admin->data, g_strerror (errno));
  return FALSE;
}

gboolean
aft_admin_open (AftAdmin *admin, GError **error)
{
  AftHouseSqliteOptions options = get_options (admin);
  if (!make_folder (admin, error))
    return FALSE;
  admin->store = aft_house_sqlite_open (&options, error);
  return admin->store != NULL && aft_rule_book_load (admin->rules, admin->store, error);
}

gboolean
aft_admin_restore (AftAdmin *admin, const char *backup, const char *actor, GError **error)
{
  AftHouseSqliteOptions options = get_options (admin);
  return make_folder (admin, error) && aft_house_sqlite_restore (&options, backup, actor, error);
}
