/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second factor's way: a sign-in that waits for its code, a secret that is offered, and what
 * each takes to its job. What waits is in memory alone: whoever signs in while this program starts
 * anew begins with the password again. */
#include "aft-console-code.h"

#include "aft-console-visit-private.h"
#include "aft-device-token.h"
#include "aft-second-factor.h"
#include "aft-secret.h"

static AftShortItem *
find_half (AftConsoleAuth *auth, AftHttpExchange *exchange)
{
  g_autoptr (AftSecretText) token = aft_console_auth_dup_token (exchange);
  AftDigest digest;

  return aft_device_token_digest (token, &digest) ? aft_short_memory_dup (auth->halves, &digest)
                                                  : NULL;
}

gboolean
aft_console_auth_awaits_code (AftConsoleAuth *auth, AftHttpExchange *exchange)
{
  g_autoptr (AftShortItem) half = find_half (auth, exchange);

  return half != NULL;
}

/* Answers @model's exchange. */
static void
say_gone (const AftConsoleVisit *model)
{
  const AftConsoleAnswer answer = { .verdict = AFT_CONSOLE_GONE };

  model->answered (model->exchange, &answer, model->user_data);
}

void
aft_console_auth_give_code (AftConsoleAuth *auth,
                            AftHttpExchange *exchange,
                            const char *code,
                            AftConsoleAnswered answered,
                            gpointer user_data)
{
  const AftConsoleVisit model = { auth, exchange, AFT_CONSOLE_JOB_GIVE_CODE, answered, user_data };
  g_autoptr (AftShortItem) half = find_half (auth, exchange);
  AftConsoleVisit *visit;

  if (half == NULL)
    {
      say_gone (&model);
      return;
    }
  const AftConsoleTry what
      = { .account = half->name, .code_user = &half->user_id, .name = half->name };
  visit = aft_console_visit_begin (&model, &what);
  if (visit == NULL)
    return;
  visit->job->code = g_strdup (code);
  visit->job->user_id = half->user_id;
  visit->job->kept = g_steal_pointer (&half);
  aft_console_visit_start (visit);
}

void
aft_console_auth_offer (AftConsoleAuth *auth, const AftConsoleCaller *caller)
{
  g_autoptr (AftSecretText) secret = aft_second_factor_generate (auth->options.random);
  const AftShortItem offer = { .user_id = caller->user_id, .name = caller->name, .secret = secret };

  aft_short_memory_put (auth->offers, &caller->token_digest, &offer);
}

char *
aft_console_auth_dup_offer (AftConsoleAuth *auth, const AftConsoleCaller *caller)
{
  g_autoptr (AftShortItem) offer = aft_short_memory_dup (auth->offers, &caller->token_digest);

  return offer != NULL ? g_steal_pointer (&offer->secret) : NULL;
}

/* Somebody signed in with password and code; @kept goes to the job. */
static void
prove (const AftConsoleVisit *model,
       const AftConsoleCaller *caller,
       const AftConsoleProof *proof,
       AftShortItem *kept)
{
  const AftConsoleTry what
      = { .account = caller->name, .code_user = &caller->user_id, .name = caller->name };
  AftConsoleVisit *visit = aft_console_visit_begin (model, &what);

  if (visit == NULL)
    {
      aft_short_item_free (kept);
      return;
    }
  visit->job->user_id = caller->user_id;
  visit->job->password = g_strdup (proof->password);
  visit->job->code = g_strdup (proof->code);
  visit->job->kept = kept;
  aft_console_visit_start (visit);
}

void
aft_console_auth_switch_on (AftConsoleAuth *auth,
                            AftHttpExchange *exchange,
                            AftConsoleCaller *caller,
                            const AftConsoleProof *proof,
                            AftConsoleAnswered answered,
                            gpointer user_data)
{
  const AftConsoleVisit model = { auth, exchange, AFT_CONSOLE_JOB_SWITCH_ON, answered, user_data };
  g_autoptr (AftShortItem) offer = aft_short_memory_dup (auth->offers, &caller->token_digest);

  if (offer == NULL)
    say_gone (&model);
  else
    prove (&model, caller, proof, g_steal_pointer (&offer));
}

void
aft_console_auth_switch_off (AftConsoleAuth *auth,
                             AftHttpExchange *exchange,
                             AftConsoleCaller *caller,
                             const AftConsoleProof *proof,
                             AftConsoleAnswered answered,
                             gpointer user_data)
{
  const AftConsoleVisit model = { auth, exchange, AFT_CONSOLE_JOB_SWITCH_OFF, answered, user_data };

  prove (&model, caller, proof, NULL);
}
