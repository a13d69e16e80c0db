/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with codes on the threads that hash: a sign-in is finished by one, a second factor
 * is switched on and off. A secret is in the clear here alone, and for as long as a code is
 * compared; the store has it sealed under the house's key. How often one may try was decided
 * before. */
#include "aft-console-job-private.h"

#include <string.h>

#include "aft-error.h"
#include "aft-second-factor.h"
#include "aft-secret.h"

/* What is sealed, and where its key's name ends: "KID.BOX". */
#define PURPOSE "second-factor"
#define BETWEEN "."

static char *
seal_secret (const AftConsoleJob *job, const AftId *user_id, GError **error)
{
  const AftConsoleVault *vault = &job->auth->options.vault;
  g_autoptr (AftSecretText) copy = g_strdup (job->kept->secret);
  g_autoptr (AftSealedPart) part = NULL;

  if (vault->seal == NULL)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNSUPPORTED, "There is no key to seal with");
  else
    part = vault->seal (user_id, PURPOSE, copy, vault->user_data, error);
  if (part == NULL)
    return NULL;
  return g_strconcat (aft_sealed_part_get_kid (part), BETWEEN, aft_sealed_part_get_box (part),
                      NULL);
}

static char *
open_secret (const AftConsoleJob *job, const AftHouseUser *user, GError **error)
{
  const AftConsoleVault *vault = &job->auth->options.vault;
  g_auto (GStrv) words = g_strsplit (user->second_factor, BETWEEN, 2);

  if (g_strv_length (words) != 2 || vault->open == NULL)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CORRUPT,
                           "The second factor of a user cannot be read");
      return NULL;
    }
  g_autoptr (AftSealedPart) part = aft_sealed_part_new (PURPOSE, words[0], words[1]);
  return vault->open (&user->id, part, vault->user_data, error);
}

static gint64
find_step (const AftConsoleJob *job, const char *secret)
{
  return aft_second_factor_find_step (secret, job->code,
                                      aft_clock_get_real_ms (job->auth->options.clock));
}

/* Sets WRONG when the code is another one, or used up. */
static gboolean
use_code (const AftConsoleJob *job,
          const AftHouseUser *user,
          AftConsoleOutcome *outcome,
          GError **error)
{
  g_autoptr (AftSecretText) secret = open_secret (job, user, error);
  g_autoptr (GError) reason = NULL;

  if (secret == NULL)
    return FALSE;
  gint64 step = find_step (job, secret);
  if (step >= 0
      && aft_house_store_use_second_factor_sync (job->auth->options.store, &user->id,
                                                 user->second_factor, step, &reason))
    return TRUE;
  if (step >= 0 && !g_error_matches (reason, AFT_ERROR, AFT_ERROR_CONFLICT))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  outcome->verdict = AFT_CONSOLE_WRONG;
  return TRUE;
}

static AftHouseUser *
get_user (const AftConsoleJob *job, AftConsoleOutcome *outcome, GError **error)
{
  AftHouseUser *user
      = aft_house_store_get_user_sync (job->auth->options.store, &job->user_id, error);

  outcome->is_known = user != NULL;
  outcome->user_id = job->user_id;
  return user;
}

/* Whoever has another password since, may not sign in, or needs no code any more begins anew. */
static gboolean
still_waits (const AftConsoleJob *job, const AftHouseUser *user)
{
  return user->disabled_ms == 0 && user->second_factor != NULL
         && strcmp (user->password_hash, job->kept->secret) == 0;
}

gboolean
aft_console_job_give_code (AftConsoleJob *job, AftConsoleOutcome *outcome, GError **error)
{
  g_autoptr (AftHouseUser) user = get_user (job, outcome, error);

  if (user == NULL)
    return FALSE;
  if (!still_waits (job, user))
    {
      outcome->verdict = AFT_CONSOLE_GONE;
      return TRUE;
    }
  if (!use_code (job, user, outcome, error))
    return FALSE;
  if (outcome->verdict == AFT_CONSOLE_WRONG)
    return TRUE;
  aft_short_memory_drop (job->auth->halves, &job->former_digest);
  return aft_console_job_begin_login (job, &user->id, outcome, error);
}

static gboolean
set_factor (const AftConsoleJob *job, const AftHouseSecondFactor *factor, GError **error)
{
  g_autofree char *actor = g_strconcat ("user:", job->name, NULL);

  return aft_house_store_set_second_factor_sync (job->auth->options.store, &job->user_id, factor,
                                                 actor, error);
}

gboolean
aft_console_job_switch_on (AftConsoleJob *job, AftConsoleOutcome *outcome, GError **error)
{
  g_autoptr (AftHouseUser) user = get_user (job, outcome, error);
  g_autofree char *sealed = NULL;

  if (user == NULL)
    return FALSE;
  AftHouseSecondFactor factor
      = { .step = find_step (job, job->kept->secret), .keep_digest = &job->former_digest };
  if (!aft_console_job_compare (job, user->password_hash) || factor.step < 0)
    {
      outcome->verdict = AFT_CONSOLE_WRONG;
      return TRUE;
    }
  sealed = seal_secret (job, &user->id, error);
  if (sealed == NULL)
    return FALSE;
  aft_short_memory_drop (job->auth->offers, &job->former_digest);
  factor.sealed = sealed;
  return set_factor (job, &factor, error);
}

gboolean
aft_console_job_switch_off (AftConsoleJob *job, AftConsoleOutcome *outcome, GError **error)
{
  const AftHouseSecondFactor none = { .sealed = NULL };
  g_autoptr (AftHouseUser) user = get_user (job, outcome, error);

  if (user == NULL)
    return FALSE;
  if (user->second_factor == NULL)
    {
      outcome->verdict = AFT_CONSOLE_GONE;
      return TRUE;
    }
  if (!aft_console_job_compare (job, user->password_hash))
    {
      outcome->verdict = AFT_CONSOLE_WRONG;
      return TRUE;
    }
  if (!use_code (job, user, outcome, error))
    return FALSE;
  return outcome->verdict == AFT_CONSOLE_WRONG || set_factor (job, &none, error);
}
