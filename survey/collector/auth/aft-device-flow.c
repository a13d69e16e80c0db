/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of RFC 8628 as the house takes them: draws codes and tokens, hands their digests to the
 * store, gives the texts away once. Times, single use and too frequent asking are the store's. */
#include "aft-device-flow.h"

#include <string.h>

#include "aft-device-token.h"
#include "aft-error.h"

/* Two codes of 34 bits among at most 100 that wait are the same once in 10^8. */
#define MOST_DRAWS 3

void
aft_device_applicant_free (AftDeviceApplicant *applicant)
{
  if (applicant == NULL)
    return;
  aft_secret_wipe (applicant->link_key, sizeof applicant->link_key);
  g_free (applicant->name);
  g_free (applicant);
}

void
aft_device_flow_codes_free (AftDeviceFlowCodes *codes)
{
  if (codes == NULL)
    return;
  aft_secret_free_text (codes->device_code);
  g_free (codes->user_code);
  g_free (codes);
}

void
aft_device_flow_poll_free (AftDeviceFlowPoll *poll)
{
  if (poll == NULL)
    return;
  aft_secret_free_text (poll->token);
  g_free (poll);
}

static gboolean
authorize (AftHouseStore *store,
           const AftDeviceApplicant *applicant,
           const AftDeviceFlowCodes *codes,
           GError **error)
{
  AftHouseAuthorization authorization = { .user_code = codes->user_code,
                                          .device_id = applicant->device_id,
                                          .name = applicant->name };
  if (!aft_device_token_digest (codes->device_code, &authorization.device_code_digest))
    g_assert_not_reached ();
  memcpy (authorization.link_key, applicant->link_key, sizeof authorization.link_key);
  gboolean is_done = aft_house_store_authorize_sync (store, &authorization, error);
  aft_secret_wipe (authorization.link_key, sizeof authorization.link_key);
  return is_done;
}

AftDeviceFlowCodes *
aft_device_flow_begin (AftHouseStore *store,
                       AftRandom *random,
                       const AftDeviceApplicant *applicant,
                       GError **error)
{
  for (guint draw = 1;; draw++)
    {
      g_autoptr (GError) reason = NULL;
      g_autoptr (AftDeviceFlowCodes) codes = g_new0 (AftDeviceFlowCodes, 1);
      codes->device_code = aft_device_token_generate (random);
      codes->user_code = aft_user_code_generate (random);
      if (authorize (store, applicant, codes, &reason))
        return g_steal_pointer (&codes);
      if (draw < MOST_DRAWS && g_error_matches (reason, AFT_ERROR, AFT_ERROR_CONFLICT))
        continue;
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
}

AftDeviceFlowPoll *
aft_device_flow_ask (AftHouseStore *store,
                     AftRandom *random,
                     const char *device_code,
                     GError **error)
{
  AftDigest code_digest;
  AftDigest token_digest;
  g_autoptr (AftDeviceFlowPoll) poll = g_new0 (AftDeviceFlowPoll, 1);
  g_autoptr (AftSecretText) token = aft_device_token_generate (random);
  poll->poll = AFT_HOUSE_POLL_EXPIRED;
  if (!aft_device_token_digest (device_code, &code_digest))
    return g_steal_pointer (&poll);
  if (!aft_device_token_digest (token, &token_digest))
    g_assert_not_reached ();
  if (!aft_house_store_poll_sync (store, &code_digest, &token_digest, &poll->poll, error))
    return NULL;
  if (poll->poll == AFT_HOUSE_POLL_APPROVED)
    poll->token = g_steal_pointer (&token);
  return g_steal_pointer (&poll);
}

char *
aft_device_flow_enrol (AftHouseStore *store,
                       AftRandom *random,
                       const AftDeviceApplicant *applicant,
                       const AftId *venue_id,
                       const char *actor,
                       GError **error)
{
  g_autoptr (AftDeviceFlowCodes) codes = aft_device_flow_begin (store, random, applicant, error);
  if (codes == NULL
      || !aft_house_store_approve_sync (store, codes->user_code, venue_id, actor, error))
    return NULL;
  g_autoptr (AftDeviceFlowPoll) poll
      = aft_device_flow_ask (store, random, codes->device_code, error);
  if (poll == NULL)
    return NULL;
  if (poll->token == NULL)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CONFLICT,
                         "Somebody else has decided about this device meanwhile");
  return g_steal_pointer (&poll->token);
}
