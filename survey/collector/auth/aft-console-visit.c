/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From somebody's try to its answer: tries are counted before anything is hashed; what hashes
 * stands in line for two threads, and when the line is long a try is told to come back. What is
 * tried is filled in by the callers, and done by the jobs. */
#include "aft-console-visit-private.h"

#include "aft-device-token.h"
#include "aft-http-cookie.h"
#include "aft-http-sender.h"
#include "aft-secret.h"

/* Jobs that wait for one of the two threads: some 0.3 s of work on the slowest machine we know. */
#define MOST_WAITING 8
/* Until such a line is worked off. */
#define LINE_SECONDS 2
#define MOST_NAME    64 /* characters, as the store says */

static void
free_visit (AftConsoleVisit *visit)
{
  g_clear_pointer (&visit->job, aft_console_job_free);
  aft_secret_free_text (visit->token);
  g_free (visit->account_key);
  g_free (visit->code_key);
  aft_http_exchange_unref (visit->exchange);
  aft_console_auth_unref (visit->auth);
  g_free (visit);
}

/* -- back on the loop ------------------------------------------------------------------------- */

static void
note (const AftConsoleVisit *visit, const AftConsoleOutcome *outcome)
{
  static const char *const done[] = { [AFT_CONSOLE_JOB_SIGN_IN] = "sign-in",
                                      [AFT_CONSOLE_JOB_CHANGE] = "password-changed",
                                      [AFT_CONSOLE_JOB_CONFIRM] = NULL,
                                      [AFT_CONSOLE_JOB_HASH] = NULL,
                                      [AFT_CONSOLE_JOB_SET_UP] = "setup",
                                      [AFT_CONSOLE_JOB_CHECK_CODE] = NULL,
                                      [AFT_CONSOLE_JOB_GIVE_CODE] = "sign-in",
                                      [AFT_CONSOLE_JOB_SWITCH_ON] = "second-factor-on",
                                      [AFT_CONSOLE_JOB_SWITCH_OFF] = "second-factor-off" };
  const AftId *user_id = outcome->is_known ? &outcome->user_id : NULL;

  if (outcome->verdict == AFT_CONSOLE_WRONG)
    aft_console_auth_note (visit->auth, "sign-in-failed", user_id);
  else if (outcome->verdict == AFT_CONSOLE_HALF)
    aft_console_auth_note (visit->auth, "code-asked", user_id);
  else if (outcome->verdict == AFT_CONSOLE_DONE && done[visit->kind] != NULL)
    aft_console_auth_note (visit->auth, done[visit->kind], user_id);
}

/* The right password alone forgives nothing: whoever has it might guess codes for ever. */
static void
forgive (const AftConsoleVisit *visit)
{
  if (visit->account_key != NULL)
    aft_rate_limit_forget (visit->auth->account_rate, visit->account_key);
  if (visit->code_key != NULL)
    aft_rate_limit_forget (visit->auth->code_rate, visit->code_key);
}

static void
on_job_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AftConsoleVisit *visit = user_data;
  g_autoptr (GError) error = NULL;
  AftConsoleOutcome *outcome = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (AftSecretText) cookie = NULL;
  AftConsoleAnswer answer = { .verdict = AFT_CONSOLE_FAILED, .error = error };

  if (outcome != NULL)
    {
      answer.verdict = outcome->verdict;
      answer.fault = outcome->fault;
      answer.password_hash = outcome->hash;
      if (outcome->is_signed_in || outcome->verdict == AFT_CONSOLE_HALF)
        cookie = aft_http_cookie_dup_setting (AFT_CONSOLE_COOKIE, visit->token);
      answer.cookie = cookie;
      if (outcome->is_signed_in)
        forgive (visit);
      note (visit, outcome);
    }
  visit->answered (visit->exchange, &answer, visit->user_data);
  g_clear_pointer (&outcome, aft_console_outcome_free);
  free_visit (visit);
}

/* -- before a job ----------------------------------------------------------------------------- */

static const char *
get_sender (const AftConsoleVisit *visit)
{
  return aft_http_request_get_sender (aft_http_exchange_get_request (visit->exchange),
                                      visit->auth->options.is_behind_proxy);
}

/* One account at one sender, so that nobody locks somebody else out (ASVS 6.1.1). Long texts that
 * are no names count as one. */
static char *
make_account_key (const char *sender_key, const char *name)
{
  g_autofree char *plain = g_utf8_make_valid (name, -1);
  g_autofree char *folded
      = g_utf8_strlen (plain, -1) > MOST_NAME ? g_strdup ("") : g_utf8_casefold (plain, -1);

  return g_strconcat (sender_key, " ", folded, NULL);
}

/* How many seconds to wait before a try; counts it. */
static guint
count_try (AftConsoleVisit *visit, const AftConsoleTry *what)
{
  AftConsoleAuth *auth = visit->auth;
  g_autofree char *sender_key = aft_http_dup_sender_key (get_sender (visit));
  guint wait = aft_rate_limit_take (auth->address_rate, sender_key);

  if (wait == 0 && what->account != NULL)
    {
      visit->account_key = make_account_key (sender_key, what->account);
      wait = aft_rate_limit_take (auth->account_rate, visit->account_key);
    }
  if (wait == 0 && what->code_user != NULL)
    {
      visit->code_key = aft_id_to_text (what->code_user);
      wait = aft_rate_limit_take (auth->code_rate, visit->code_key);
    }
  if (wait == 0 && g_thread_pool_unprocessed (auth->hashers) >= MOST_WAITING)
    wait = LINE_SECONDS;
  return wait;
}

/* Eats @visit. */
static void
send_away (AftConsoleVisit *visit, guint wait_seconds)
{
  const AftConsoleAnswer answer = { .verdict = AFT_CONSOLE_WAIT, .wait_seconds = wait_seconds };

  aft_console_auth_note (visit->auth, "sign-in-throttled", NULL);
  visit->answered (visit->exchange, &answer, visit->user_data);
  free_visit (visit);
}

static AftConsoleJob *
make_job (AftConsoleVisit *visit, const char *name)
{
  AftConsoleAuth *auth = visit->auth;
  AftConsoleJob *job = g_new0 (AftConsoleJob, 1);
  g_autoptr (AftSecretText) former = aft_console_auth_dup_token (visit->exchange);

  job->auth = auth;
  job->kind = visit->kind;
  job->name = g_strdup (name);
  job->has_former = aft_device_token_digest (former, &job->former_digest);
  job->login.id = aft_id_generate (auth->options.clock, auth->options.random);
  job->login.address = g_strdup (get_sender (visit));
  job->token = aft_device_token_generate (auth->options.random);
  visit->token = g_strdup (job->token);
  return job;
}

AftConsoleVisit *
aft_console_visit_begin (const AftConsoleVisit *model, const AftConsoleTry *what)
{
  AftConsoleVisit *visit = g_new0 (AftConsoleVisit, 1);
  guint wait;

  *visit = *model;
  aft_console_auth_ref (visit->auth);
  aft_http_exchange_ref (visit->exchange);
  wait = count_try (visit, what);
  if (wait > 0)
    {
      send_away (visit, wait);
      return NULL;
    }
  visit->job = make_job (visit, what->name);
  return visit;
}

void
aft_console_visit_start (AftConsoleVisit *visit)
{
  GTask *task = g_task_new (NULL, NULL, on_job_done, visit);

  g_task_set_task_data (task, g_steal_pointer (&visit->job), aft_console_job_free);
  g_thread_pool_push (visit->auth->hashers, task, NULL);
}
