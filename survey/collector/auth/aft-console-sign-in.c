/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that a password goes into, and the setup code that comes before the first one: what
 * each takes to its job. Counting, waiting and answering is aft-console-visit.c's; which logins
 * there are is the store's to say. */
#include "aft-console-sign-in.h"

#include "aft-console-visit-private.h"

void
aft_console_auth_sign_in (AftConsoleAuth *auth,
                          AftHttpExchange *exchange,
                          const char *name,
                          const char *password,
                          AftConsoleAnswered answered,
                          gpointer user_data)
{
  const AftConsoleVisit model = { auth, exchange, AFT_CONSOLE_JOB_SIGN_IN, answered, user_data };
  const AftConsoleTry what = { .account = name, .name = name };
  AftConsoleVisit *visit = aft_console_visit_begin (&model, &what);

  if (visit == NULL)
    return;
  visit->job->password = g_strdup (password);
  aft_console_visit_start (visit);
}

void
aft_console_auth_change_password (AftConsoleAuth *auth,
                                  AftHttpExchange *exchange,
                                  AftConsoleCaller *caller,
                                  const AftConsolePasswords *passwords,
                                  AftConsoleAnswered answered,
                                  gpointer user_data)
{
  const AftConsoleVisit model = { auth, exchange, AFT_CONSOLE_JOB_CHANGE, answered, user_data };
  const AftConsoleTry what = { .account = caller->name, .name = caller->name };
  AftConsoleVisit *visit = aft_console_visit_begin (&model, &what);

  if (visit == NULL)
    return;
  visit->job->public_name = g_strdup (caller->public_name);
  visit->job->user_id = caller->user_id;
  visit->job->password = g_strdup (passwords->old_password);
  visit->job->new_password = g_strdup (passwords->new_password);
  aft_console_visit_start (visit);
}

void
aft_console_auth_confirm (AftConsoleAuth *auth,
                          AftHttpExchange *exchange,
                          AftConsoleCaller *caller,
                          const char *password,
                          AftConsoleAnswered answered,
                          gpointer user_data)
{
  const AftConsoleVisit model = { auth, exchange, AFT_CONSOLE_JOB_CONFIRM, answered, user_data };
  const AftConsoleTry what = { .account = caller->name, .name = caller->name };
  AftConsoleVisit *visit = aft_console_visit_begin (&model, &what);

  if (visit == NULL)
    return;
  visit->job->user_id = caller->user_id;
  visit->job->password = g_strdup (password);
  aft_console_visit_start (visit);
}

void
aft_console_auth_hash_password (AftConsoleAuth *auth,
                                AftHttpExchange *exchange,
                                const AftConsoleUser *user,
                                AftConsoleAnswered answered,
                                gpointer user_data)
{
  const AftConsoleVisit model = { auth, exchange, AFT_CONSOLE_JOB_HASH, answered, user_data };
  const AftConsoleTry what = { .name = user->name };
  AftConsoleVisit *visit = aft_console_visit_begin (&model, &what);

  if (visit == NULL)
    return;
  visit->job->public_name = g_strdup (user->public_name);
  visit->job->new_password = g_strdup (user->password);
  aft_console_visit_start (visit);
}

void
aft_console_auth_set_up (AftConsoleAuth *auth,
                         AftHttpExchange *exchange,
                         const char *code,
                         const AftConsoleUser *user,
                         AftConsoleAnswered answered,
                         gpointer user_data)
{
  const AftConsoleVisit model = { auth, exchange, AFT_CONSOLE_JOB_SET_UP, answered, user_data };
  const AftConsoleTry what = { .name = user->name };
  AftConsoleVisit *visit = aft_console_visit_begin (&model, &what);

  if (visit == NULL)
    return;
  visit->job->public_name = g_strdup (user->public_name == NULL ? "" : user->public_name);
  visit->job->new_password = g_strdup (user->password);
  visit->job->user_id = aft_id_generate (auth->options.clock, auth->options.random);
  visit->job->code_digest = aft_digest_of_text (code);
  aft_console_visit_start (visit);
}

void
aft_console_auth_check_setup_code (AftConsoleAuth *auth,
                                   AftHttpExchange *exchange,
                                   const char *code,
                                   AftConsoleAnswered answered,
                                   gpointer user_data)
{
  const AftConsoleVisit model = { auth, exchange, AFT_CONSOLE_JOB_CHECK_CODE, answered, user_data };
  const AftConsoleTry what = { .name = NULL };
  AftConsoleVisit *visit = aft_console_visit_begin (&model, &what);

  if (visit == NULL)
    return;
  visit->job->code_digest = aft_digest_of_text (code);
  aft_console_visit_start (visit);
}

guint
aft_console_auth_count_hashes (AftConsoleAuth *auth)
{
  return (guint) g_atomic_int_get (&auth->hashes);
}
