/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-devices.h"

G_BEGIN_DECLS

/* How a kiosk gets its token (RFC 8628), over the house's store. These wait for the disk: not for a
 * main loop. */

#define AFT_DEVICE_FLOW_INTERVAL_SECONDS (AFT_HOUSE_POLL_INTERVAL_MS / 1000)
#define AFT_DEVICE_FLOW_EXPIRES_SECONDS  (AFT_HOUSE_AUTHORIZATION_MS / 1000)
#define AFT_DEVICE_FLOW_NAME_MAX         64 /* characters */

/* Who asks; borrowed. */
typedef struct
{
  AftId device_id;
  guint8 link_key[AFT_LINK_KEY_BYTES];
  char *name;
} AftDeviceApplicant;

void aft_device_applicant_free (AftDeviceApplicant *applicant);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDeviceApplicant, aft_device_applicant_free)

typedef struct
{
  char *device_code; /* secret */
  char *user_code;
} AftDeviceFlowCodes;

void aft_device_flow_codes_free (AftDeviceFlowCodes *codes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDeviceFlowCodes, aft_device_flow_codes_free)

/* CONFLICT when the device is known with another link key, BUSY when too many wait. */
AftDeviceFlowCodes *aft_device_flow_begin (AftHouseStore *store,
                                           AftRandom *random,
                                           const AftDeviceApplicant *applicant,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  AftHousePoll poll;
  char *token; /* with APPROVED: secret, and told this once */
} AftDeviceFlowPoll;

void aft_device_flow_poll_free (AftDeviceFlowPoll *poll);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDeviceFlowPoll, aft_device_flow_poll_free)

AftDeviceFlowPoll *aft_device_flow_ask (AftHouseStore *store,
                                        AftRandom *random,
                                        const char *device_code,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The whole way at once, for a device that somebody at the collector's own shell vouches for: its
 * token. CONFLICT, NOT_FOUND (no such venue). Secret. */
char *aft_device_flow_enrol (AftHouseStore *store,
                             AftRandom *random,
                             const AftDeviceApplicant *applicant,
                             const AftId *venue_id,
                             const char *actor,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
