/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store.h"

G_BEGIN_DECLS

/* AftHouseStore: how kiosks come in, and who they are. Errors as in aft-house-store.h. Tokens and
 * device codes come as their SHA-256 only. */

#define AFT_HOUSE_AUTHORIZATION_MS  600000 /* 10 minutes, RELIABILITY "Sizes and times" */
#define AFT_HOUSE_AUTHORIZATION_MAX 100    /* that wait at a time; BUSY beyond */
#define AFT_HOUSE_POLL_INTERVAL_MS  5000   /* RFC 8628's default */

/* CONFLICT when the user code is taken (make another), or the device is known with another link
 * key. A new request of a device replaces its earlier one. */
gboolean aft_house_store_authorize_sync (AftHouseStore *store,
                                         const AftHouseAuthorization *authorization,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftHouseAuthorization that wait, the oldest first; without keys. */
GPtrArray *aft_house_store_list_authorizations_sync (AftHouseStore *store,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Lets the kiosk with that code in, to a venue. NOT_FOUND: no such code waits, or no such venue.
 * @actor: as in the audit, where a row is written. */
gboolean aft_house_store_approve_sync (AftHouseStore *store,
                                       const char *user_code,
                                       const AftId *venue_id,
                                       const char *actor,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean aft_house_store_deny_sync (AftHouseStore *store,
                                    const char *user_code,
                                    const char *actor,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The kiosk asks. When the answer is APPROVED, @token_digest has become the device's, its former
 * token is worth nothing, and the code is used up: asked once more, it is EXPIRED. */
gboolean aft_house_store_poll_sync (AftHouseStore *store,
                                    const AftDigest *device_code_digest,
                                    const AftDigest *token_digest,
                                    AftHousePoll *ret_poll,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The device whose token has @token_digest, also when it was revoked (say so to it); NOT_FOUND. */
AftHouseDevice *aft_house_store_find_device_sync (AftHouseStore *store,
                                                  const AftDigest *token_digest,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NOT_FOUND. */
AftHouseDevice *aft_house_store_get_device_sync (AftHouseStore *store,
                                                 const AftId *id,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftHouseDevice by name. @venue_id NULL: of all venues. */
GPtrArray *aft_house_store_list_devices_sync (AftHouseStore *store,
                                              const AftId *venue_id,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What is to be another's; NULL: stays. */
typedef struct
{
  const char *name;      /* 1–64 characters */
  const AftId *venue_id; /* counts from the next item on; what is stored stays where it was */
} AftHouseDeviceChange;
/* NOT_FOUND: no such device, or no such venue. */
gboolean aft_house_store_change_device_sync (AftHouseStore *store,
                                             const AftId *id,
                                             const AftHouseDeviceChange *change,
                                             const char *actor,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* From now on its uploads are DENIED; what it sent stays. NOT_FOUND. */
gboolean aft_house_store_revoke_sync (AftHouseStore *store,
                                      const AftId *id,
                                      const char *actor,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The device as it is after @heartbeat. DENIED when unknown or revoked. */
AftHouseDevice *aft_house_store_heartbeat_sync (AftHouseStore *store,
                                                const AftHouseHeartbeat *heartbeat,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_house_store_heartbeat_async (AftHouseStore *store,
                                      const AftHouseHeartbeat *heartbeat,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
AftHouseDevice *aft_house_store_heartbeat_finish (GAsyncResult *result,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
