/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that a password goes into, and the setup code that comes before the first one. Tries
 * are counted before anything is hashed; what hashes stands in line for two threads, and when the
 * line is long a try is told to come back. Which logins there are is the store's to say. */
#include "aft-console-sign-in.h"

#include <string.h>

#include "aft-console-job-private.h"
#include "aft-device-token.h"
#include "aft-http-cookie.h"
#include "aft-http-sender.h"
#include "aft-secret.h"

/* Jobs that wait for one of the two threads: some 0.3 s of work on the slowest machine we know. */
#define MOST_WAITING 8
/* Until such a line is worked off. */
#define LINE_SECONDS 2
#define MOST_NAME    64 /* characters, as the store says */

typedef struct
{
  AftConsoleAuth *auth;
  AftHttpExchange *exchange;
  AftConsoleAnswered answered;
  gpointer user_data;
  AftConsoleJobKind kind;
  char *token;       /* secret */
  char *account_key; /* NULL: no account's tries were counted */
} Waiting;

static void
free_waiting (Waiting *waiting)
{
  aft_secret_free_text (waiting->token);
  g_free (waiting->account_key);
  aft_http_exchange_unref (waiting->exchange);
  aft_console_auth_unref (waiting->auth);
  g_free (waiting);
}

/* -- back on the loop ------------------------------------------------------------------------- */

static void
note (const Waiting *waiting, const AftConsoleOutcome *outcome)
{
  static const char *const done[] = { [AFT_CONSOLE_JOB_SIGN_IN] = "sign-in",
                                      [AFT_CONSOLE_JOB_CHANGE] = "password-changed",
                                      [AFT_CONSOLE_JOB_SET_UP] = "setup",
                                      [AFT_CONSOLE_JOB_CHECK_CODE] = NULL };
  const AftId *user_id = outcome->is_known ? &outcome->user_id : NULL;

  if (outcome->verdict == AFT_CONSOLE_WRONG)
    aft_console_auth_note (waiting->auth, "sign-in-failed", user_id);
  else if (outcome->is_signed_in)
    aft_console_auth_note (waiting->auth, done[waiting->kind], user_id);
}

static void
on_job_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (GError) error = NULL;
  AftConsoleOutcome *outcome = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (AftSecretText) cookie = NULL;
  AftConsoleAnswer answer = { .verdict = AFT_CONSOLE_FAILED, .error = error };

  if (outcome != NULL)
    {
      answer.verdict = outcome->verdict;
      answer.fault = outcome->fault;
      answer.password_hash = outcome->hash;
      if (outcome->is_signed_in)
        cookie = aft_http_cookie_dup_setting (AFT_CONSOLE_COOKIE, waiting->token);
      answer.cookie = cookie;
      if (outcome->is_signed_in && waiting->account_key != NULL)
        aft_rate_limit_forget (waiting->auth->account_rate, waiting->account_key);
      note (waiting, outcome);
    }
  waiting->answered (waiting->exchange, &answer, waiting->user_data);
  g_clear_pointer (&outcome, aft_console_outcome_free);
  free_waiting (waiting);
}

/* -- before a job ----------------------------------------------------------------------------- */

static Waiting *
make_waiting (AftConsoleAuth *auth,
              AftHttpExchange *exchange,
              AftConsoleJobKind kind,
              AftConsoleAnswered answered,
              gpointer user_data)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->auth = aft_console_auth_ref (auth);
  waiting->exchange = aft_http_exchange_ref (exchange);
  waiting->kind = kind;
  waiting->answered = answered;
  waiting->user_data = user_data;
  return waiting;
}

static const char *
get_sender (const Waiting *waiting)
{
  return aft_http_request_get_sender (aft_http_exchange_get_request (waiting->exchange),
                                      waiting->auth->options.is_behind_proxy);
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

/* How many seconds to wait before a try; counts it. @name: whose password, NULL: nobody's. */
static guint
count_try (Waiting *waiting, const char *name)
{
  AftConsoleAuth *auth = waiting->auth;
  g_autofree char *sender_key = aft_http_dup_sender_key (get_sender (waiting));
  guint wait = aft_rate_limit_take (auth->address_rate, sender_key);

  if (wait == 0 && name != NULL)
    {
      waiting->account_key = make_account_key (sender_key, name);
      wait = aft_rate_limit_take (auth->account_rate, waiting->account_key);
    }
  if (wait == 0 && g_thread_pool_unprocessed (auth->hashers) >= MOST_WAITING)
    wait = LINE_SECONDS;
  return wait;
}

/* Eats @waiting. */
static void
send_away (Waiting *waiting, guint wait_seconds)
{
  const AftConsoleAnswer answer = { .verdict = AFT_CONSOLE_WAIT, .wait_seconds = wait_seconds };

  aft_console_auth_note (waiting->auth, "sign-in-throttled", NULL);
  waiting->answered (waiting->exchange, &answer, waiting->user_data);
  free_waiting (waiting);
}

static AftConsoleJob *
make_job (Waiting *waiting, const char *name)
{
  AftConsoleAuth *auth = waiting->auth;
  AftConsoleJob *job = g_new0 (AftConsoleJob, 1);
  g_autoptr (AftSecretText) former = aft_console_auth_dup_token (waiting->exchange);

  job->auth = auth;
  job->kind = waiting->kind;
  job->name = g_strdup (name);
  job->has_former = aft_device_token_digest (former, &job->former_digest);
  job->login.id = aft_id_generate (auth->options.clock, auth->options.random);
  job->login.address = g_strdup (get_sender (waiting));
  job->token = aft_device_token_generate (auth->options.random);
  waiting->token = g_strdup (job->token);
  return job;
}

/* Eats both. */
static void
start_job (Waiting *waiting, AftConsoleJob *job)
{
  GTask *task = g_task_new (NULL, NULL, on_job_done, waiting);

  g_task_set_task_data (task, job, aft_console_job_free);
  g_thread_pool_push (waiting->auth->hashers, task, NULL);
}

void
aft_console_auth_sign_in (AftConsoleAuth *auth,
                          AftHttpExchange *exchange,
                          const char *name,
                          const char *password,
                          AftConsoleAnswered answered,
                          gpointer user_data)
{
  Waiting *waiting = make_waiting (auth, exchange, AFT_CONSOLE_JOB_SIGN_IN, answered, user_data);
  guint wait = count_try (waiting, name);
  AftConsoleJob *job;

  if (wait > 0)
    {
      send_away (waiting, wait);
      return;
    }
  job = make_job (waiting, name);
  job->password = g_strdup (password);
  start_job (waiting, job);
}

void
aft_console_auth_change_password (AftConsoleAuth *auth,
                                  AftHttpExchange *exchange,
                                  AftConsoleCaller *caller,
                                  const AftConsolePasswords *passwords,
                                  AftConsoleAnswered answered,
                                  gpointer user_data)
{
  Waiting *waiting = make_waiting (auth, exchange, AFT_CONSOLE_JOB_CHANGE, answered, user_data);
  guint wait = count_try (waiting, caller->name);
  AftConsoleJob *job;

  if (wait > 0)
    {
      send_away (waiting, wait);
      return;
    }
  job = make_job (waiting, caller->name);
  job->public_name = g_strdup (caller->public_name);
  job->user_id = caller->user_id;
  job->password = g_strdup (passwords->old_password);
  job->new_password = g_strdup (passwords->new_password);
  start_job (waiting, job);
}

void
aft_console_auth_hash_password (AftConsoleAuth *auth,
                                AftHttpExchange *exchange,
                                const AftConsoleUser *user,
                                AftConsoleAnswered answered,
                                gpointer user_data)
{
  Waiting *waiting = make_waiting (auth, exchange, AFT_CONSOLE_JOB_HASH, answered, user_data);
  guint wait = count_try (waiting, NULL);
  AftConsoleJob *job;

  if (wait > 0)
    {
      send_away (waiting, wait);
      return;
    }
  job = make_job (waiting, user->name);
  job->public_name = g_strdup (user->public_name);
  job->new_password = g_strdup (user->password);
  start_job (waiting, job);
}

void
aft_console_auth_set_up (AftConsoleAuth *auth,
                         AftHttpExchange *exchange,
                         const char *code,
                         const AftConsoleUser *user,
                         AftConsoleAnswered answered,
                         gpointer user_data)
{
  Waiting *waiting = make_waiting (auth, exchange, AFT_CONSOLE_JOB_SET_UP, answered, user_data);
  guint wait = count_try (waiting, NULL);
  AftConsoleJob *job;

  if (wait > 0)
    {
      send_away (waiting, wait);
      return;
    }
  job = make_job (waiting, user->name);
  job->public_name = g_strdup (user->public_name == NULL ? "" : user->public_name);
  job->new_password = g_strdup (user->password);
  job->user_id = aft_id_generate (auth->options.clock, auth->options.random);
  job->code_digest = aft_digest_of_text (code);
  start_job (waiting, job);
}

void
aft_console_auth_check_setup_code (AftConsoleAuth *auth,
                                   AftHttpExchange *exchange,
                                   const char *code,
                                   AftConsoleAnswered answered,
                                   gpointer user_data)
{
  Waiting *waiting = make_waiting (auth, exchange, AFT_CONSOLE_JOB_CHECK_CODE, answered, user_data);
  guint wait = count_try (waiting, NULL);
  AftConsoleJob *job;

  if (wait > 0)
    {
      send_away (waiting, wait);
      return;
    }
  job = make_job (waiting, NULL);
  job->code_digest = aft_digest_of_text (code);
  start_job (waiting, job);
}

guint
aft_console_auth_count_hashes (AftConsoleAuth *auth)
{
  return (guint) g_atomic_int_get (&auth->hashes);
}
