/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with passwords on the threads that hash: compare, judge, hash, and write into the
 * store what follows from it. Somebody nobody knows costs what a wrong password does, for the same
 * lines are gone through. How often one may try was decided before. */
#include "aft-console-job-private.h"

#include "aft-error.h"
#include "aft-password.h"
#include "aft-secret.h"

void
aft_console_job_free (gpointer data)
{
  AftConsoleJob *job = data;

  g_free (job->name);
  g_free (job->public_name);
  aft_secret_free_text (job->password);
  aft_secret_free_text (job->new_password);
  aft_secret_free_text (job->code);
  aft_short_item_free (job->kept);
  g_free (job->login.address);
  aft_secret_free_text (job->token);
  g_free (job);
}

void
aft_console_outcome_free (gpointer data)
{
  AftConsoleOutcome *outcome = data;

  aft_secret_free_text (outcome->hash);
  g_free (outcome);
}

static char *
hash_password (AftConsoleAuth *auth, const char *password, GError **error)
{
  g_atomic_int_inc (&auth->hashes);
  return aft_password_hash (password, error);
}

gboolean
aft_console_job_compare (const AftConsoleJob *job, const char *hash)
{
  g_atomic_int_inc (&job->auth->hashes);
  return aft_password_matches (job->password, hash);
}

/* What the password of somebody nobody knows is compared with. Looked for in every sign-in, so that
 * making it takes its time of whoever comes first. Lives as long as @auth. */
static const char *
get_nobody_hash (AftConsoleAuth *auth, GError **error)
{
  const char *hash;

  g_mutex_lock (&auth->nobody_lock);
  if (auth->nobody_hash == NULL)
    auth->nobody_hash = hash_password (auth, "", error);
  hash = auth->nobody_hash;
  g_mutex_unlock (&auth->nobody_lock);
  return hash;
}

gboolean
aft_console_job_begin_login (AftConsoleJob *job,
                             const AftId *user_id,
                             AftConsoleOutcome *outcome,
                             GError **error)
{
  AftHouseStore *store = job->auth->options.store;
  AftDigest digest = aft_digest_of_text (job->token);

  job->login.user_id = *user_id;
  if (!aft_house_store_add_login_sync (store, &job->login, &digest, error))
    return FALSE;
  outcome->is_signed_in = TRUE;
  outcome->is_known = TRUE;
  outcome->user_id = *user_id;
  return TRUE;
}

/* NULL in @ret_user when there is nobody of that name. */
static gboolean
find_user (const AftConsoleJob *job, AftHouseUser **ret_user, GError **error)
{
  g_autoptr (GError) reason = NULL;

  *ret_user = aft_house_store_find_user_sync (job->auth->options.store, job->name, &reason);
  if (*ret_user != NULL || g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND)
      || g_error_matches (reason, AFT_ERROR, AFT_ERROR_INVALID))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
end_former_login (const AftConsoleJob *job, GError **error)
{
  g_autofree char *actor = g_strconcat ("user:", job->name, NULL);

  if (job->has_former)
    aft_short_memory_drop (job->auth->halves, &job->former_digest);
  return !job->has_former
         || aft_house_store_end_login_sync (job->auth->options.store, &job->former_digest, actor,
                                            error);
}

/* That the password was right is remembered under the cookie's secret, and for this password. */
static void
await_code (const AftConsoleJob *job, const AftHouseUser *user)
{
  const AftShortItem half
      = { .user_id = user->id, .name = user->name, .secret = user->password_hash };
  AftDigest digest = aft_digest_of_text (job->token);

  aft_short_memory_put (job->auth->halves, &digest, &half);
}

static gboolean
sign_in (AftConsoleJob *job, AftConsoleOutcome *outcome, GError **error)
{
  const char *hash = get_nobody_hash (job->auth, error);
  g_autoptr (AftHouseUser) user = NULL;

  if (hash == NULL || !find_user (job, &user, error))
    return FALSE;
  if (user != NULL)
    {
      hash = user->password_hash;
      outcome->is_known = TRUE;
      outcome->user_id = user->id;
    }
  if (!aft_console_job_compare (job, hash) || user == NULL || user->disabled_ms != 0)
    {
      outcome->verdict = AFT_CONSOLE_WRONG;
      return TRUE;
    }
  if (user->second_factor != NULL)
    {
      await_code (job, user);
      outcome->verdict = AFT_CONSOLE_HALF;
      return end_former_login (job, error);
    }
  return aft_console_job_begin_login (job, &user->id, outcome, error)
         && end_former_login (job, error);
}

/* FALSE when the new password is not taken; sets @outcome then. */
static gboolean
judge (const AftConsoleJob *job, AftConsoleOutcome *outcome)
{
  const char *const names[] = { job->name, job->public_name, NULL };
  const char *const *known = job->name == NULL ? names + 2 : names;

  outcome->fault = aft_password_rules_judge (job->new_password, known);
  if (outcome->fault != AFT_PASSWORD_GOOD)
    outcome->verdict = AFT_CONSOLE_WEAK;
  return outcome->fault == AFT_PASSWORD_GOOD;
}

/* Reads the user again: hashing takes a while, and somebody may have changed them meanwhile. */
static gboolean
put_password (const AftConsoleJob *job, char *hash, GError **error)
{
  AftHouseStore *store = job->auth->options.store;
  g_autoptr (AftHouseUser) user = aft_house_store_get_user_sync (store, &job->user_id, error);
  g_autofree char *actor = g_strconcat ("user:", job->name, NULL);

  if (user == NULL)
    return FALSE;
  aft_secret_free_text (user->password_hash);
  user->password_hash = g_strdup (hash);
  return aft_house_store_put_user_sync (store, user, actor, error)
         && aft_house_store_end_logins_sync (store, &job->user_id, NULL, actor, error);
}

static gboolean
change_password (AftConsoleJob *job, AftConsoleOutcome *outcome, GError **error)
{
  g_autoptr (AftHouseUser) user
      = aft_house_store_get_user_sync (job->auth->options.store, &job->user_id, error);
  g_autoptr (AftSecretText) hash = NULL;

  if (user == NULL)
    return FALSE;
  if (!aft_console_job_compare (job, user->password_hash))
    {
      outcome->verdict = AFT_CONSOLE_WRONG;
      return TRUE;
    }
  if (!judge (job, outcome))
    return TRUE;
  hash = hash_password (job->auth, job->new_password, error);
  return hash != NULL && put_password (job, hash, error)
         && aft_console_job_begin_login (job, &job->user_id, outcome, error);
}

static gboolean
confirm (const AftConsoleJob *job, AftConsoleOutcome *outcome, GError **error)
{
  g_autoptr (AftHouseUser) user
      = aft_house_store_get_user_sync (job->auth->options.store, &job->user_id, error);

  if (user == NULL)
    return FALSE;
  outcome->is_known = TRUE;
  outcome->user_id = user->id;
  if (!aft_console_job_compare (job, user->password_hash) || user->disabled_ms != 0)
    outcome->verdict = AFT_CONSOLE_WRONG;
  return TRUE;
}

static gboolean
hash_for_other (AftConsoleJob *job, AftConsoleOutcome *outcome, GError **error)
{
  if (!judge (job, outcome))
    return TRUE;
  outcome->hash = hash_password (job->auth, job->new_password, error);
  return outcome->hash != NULL;
}

/* FALSE when the code is not taken; @outcome or @error say why. */
static gboolean
check_code (const AftConsoleJob *job, AftConsoleOutcome *outcome, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (aft_house_store_check_setup_code_sync (job->auth->options.store, &job->code_digest, &reason))
    return TRUE;
  if (g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    outcome->verdict = AFT_CONSOLE_WRONG;
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
use_code (AftConsoleJob *job, char *hash, AftConsoleOutcome *outcome, GError **error)
{
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_autoptr (GError) reason = NULL;
  const AftHouseUser owner = { .id = job->user_id,
                               .name = job->name,
                               .public_name = *job->public_name == '\0' ? NULL : job->public_name,
                               .password_hash = hash,
                               .role = AFT_ROLE_OWNER,
                               .venue_ids = venues };

  if (aft_house_store_use_setup_code_sync (job->auth->options.store, &job->code_digest, &owner,
                                           "collector", &reason))
    return aft_console_job_begin_login (job, &job->user_id, outcome, error);
  if (g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    {
      outcome->verdict = AFT_CONSOLE_WRONG;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
set_up (AftConsoleJob *job, AftConsoleOutcome *outcome, GError **error)
{
  g_autoptr (AftSecretText) hash = NULL;

  if (!check_code (job, outcome, error))
    return outcome->verdict == AFT_CONSOLE_WRONG;
  if (!judge (job, outcome))
    return TRUE;
  hash = hash_password (job->auth, job->new_password, error);
  return hash != NULL && use_code (job, hash, outcome, error);
}

static gboolean
do_job (AftConsoleJob *job, AftConsoleOutcome *outcome, GError **error)
{
  switch (job->kind)
    {
    case AFT_CONSOLE_JOB_SIGN_IN:
      return sign_in (job, outcome, error);
    case AFT_CONSOLE_JOB_CHANGE:
      return change_password (job, outcome, error);
    case AFT_CONSOLE_JOB_CONFIRM:
      return confirm (job, outcome, error);
    case AFT_CONSOLE_JOB_HASH:
      return hash_for_other (job, outcome, error);
    case AFT_CONSOLE_JOB_SET_UP:
      return set_up (job, outcome, error);
    case AFT_CONSOLE_JOB_CHECK_CODE:
      return check_code (job, outcome, error) || outcome->verdict == AFT_CONSOLE_WRONG;
    case AFT_CONSOLE_JOB_GIVE_CODE:
      return aft_console_job_give_code (job, outcome, error);
    case AFT_CONSOLE_JOB_SWITCH_ON:
      return aft_console_job_switch_on (job, outcome, error);
    case AFT_CONSOLE_JOB_SWITCH_OFF:
      return aft_console_job_switch_off (job, outcome, error);
    default:
      g_assert_not_reached ();
    }
}

void
aft_console_auth_hash (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  AftConsoleJob *job = g_task_get_task_data (task);
  AftConsoleOutcome *outcome = g_new0 (AftConsoleOutcome, 1);
  GError *error = NULL;

  if (do_job (job, outcome, &error))
    {
      g_task_return_pointer (task, outcome, aft_console_outcome_free);
      return;
    }
  aft_console_outcome_free (outcome);
  g_task_return_error (task, error);
}
