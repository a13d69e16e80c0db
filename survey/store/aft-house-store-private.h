/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-check-private.h"
#include "aft-house-guests-private.h"
#include "aft-house-cases-private.h"
#include "aft-house-erasure-private.h"
#include "aft-house-people-private.h"
#include "aft-house-store-attachments-private.h"
#include "aft-house-store-care.h"
#include "aft-house-store-devices.h"
#include "aft-house-store-phones-private.h"
#include "aft-house-store-walk-private.h"
#include "aft-house-trends-private.h"
#include "aft-house-watch-private.h"

G_BEGIN_DECLS

/* What a database must be able to do to stand behind an AftHouseStore. Each function is called on
 * any thread, several at once, with arguments that aft-house-store.c has checked, and does what the
 * _sync function of its name promises. */
typedef struct
{
  /* Waits for what was asked for, closes, frees. */
  void (*free) (AftHouseStore *store);

  /* Gives the task its AftHouseReceipts, or AftHouseDevice, later; eats it. */
  void (*accept) (AftHouseStore *store, AftHouseBatch *batch, GTask *task);
  AftHouseReceipts *(*accept_sync) (AftHouseStore *store, AftHouseBatch *batch, GError **error);
  void (*heartbeat) (AftHouseStore *store, const AftHouseHeartbeat *heartbeat, GTask *task);
  AftHouseDevice *(*heartbeat_sync) (AftHouseStore *store,
                                     const AftHouseHeartbeat *heartbeat,
                                     GError **error);

  gboolean (*set_up) (AftHouseStore *store,
                      const AftHouse *house,
                      const char *actor,
                      GError **error);
  AftHouse *(*get_house) (AftHouseStore *store, GError **error);
  gboolean (*put_venue) (AftHouseStore *store, AftVenue *venue, const char *actor, GError **error);
  AftVenue *(*get_venue) (AftHouseStore *store, const AftId *id, GError **error);
  GPtrArray *(*list_venues) (AftHouseStore *store, GError **error);
  gboolean (*publish_survey) (AftHouseStore *store,
                              const AftHouseSurvey *survey,
                              const char *actor,
                              GError **error);
  AftHouseSurvey *(*get_survey) (AftHouseStore *store, const AftDigest *digest, GError **error);
  AftHouseSurvey *(*get_current_survey) (AftHouseStore *store, const char *kind, GError **error);
  GPtrArray *(*list_surveys) (AftHouseStore *store, GError **error);
  gboolean (*put_user) (AftHouseStore *store,
                        const AftHouseUser *user,
                        const char *actor,
                        GError **error);
  AftHouseUser *(*find_user) (AftHouseStore *store, const char *name, GError **error);
  GPtrArray *(*list_users) (AftHouseStore *store, GError **error);
  gboolean (*set_setting) (AftHouseStore *store,
                           const char *name,
                           const char *text,
                           GError **error);
  char *(*get_setting) (AftHouseStore *store, const char *name, GError **error);

  gboolean (*authorize) (AftHouseStore *store,
                         const AftHouseAuthorization *authorization,
                         GError **error);
  GPtrArray *(*list_authorizations) (AftHouseStore *store, GError **error);
  /* @venue_id NULL: denies. */
  gboolean (*decide) (AftHouseStore *store,
                      const char *user_code,
                      const AftId *venue_id,
                      const char *actor,
                      GError **error);
  gboolean (*poll) (AftHouseStore *store,
                    const AftDigest *device_code_digest,
                    const AftDigest *token_digest,
                    AftHousePoll *ret_poll,
                    GError **error);
  AftHouseDevice *(*find_device) (AftHouseStore *store,
                                  const AftDigest *token_digest,
                                  GError **error);
  AftHouseDevice *(*get_device) (AftHouseStore *store, const AftId *id, GError **error);
  GPtrArray *(*list_devices) (AftHouseStore *store, const AftId *venue_id, GError **error);
  gboolean (*change_device) (AftHouseStore *store,
                             const AftId *id,
                             const AftHouseDeviceChange *change,
                             const char *actor,
                             GError **error);
  gboolean (*revoke) (AftHouseStore *store, const AftId *id, const char *actor, GError **error);

  gboolean (*append_audit) (AftHouseStore *store, const AftHouseAuditRow *row, GError **error);
  GPtrArray *(*list_audit) (AftHouseStore *store,
                            guint64 after_sequence,
                            guint limit,
                            GError **error);
  GPtrArray *(*list_completeness) (AftHouseStore *store, const AftId *device_id, GError **error);
  GArray *(*list_days) (AftHouseStore *store,
                        const AftId *device_id,
                        gint32 from_day,
                        gint32 to_day,
                        GError **error);
  AftHouseVerification *(*verify) (AftHouseStore *store,
                                   const AftHouseProgress *progress,
                                   GError **error);
  gboolean (*back_up) (AftHouseStore *store,
                       const char *path,
                       const AftHouseProgress *progress,
                       GError **error);
  void (*get_counters) (AftHouseStore *store, AftHouseCounters *ret_counters);

  const AftHouseGuestsClass *guests;
  const AftHouseLeaverClass *leaver;
  const AftHouseCasesClass *cases;
  const AftHousePeopleClass *people;
  const AftHouseRulesClass *rules;
  const AftHousePhonesClass *phones;
  const AftHouseErasureClass *erasure;
  const AftHouseAttachmentsClass *attachments;
  const AftHouseWalksClass *walks;
  const AftHouseTrendsClass *trends;
  const AftHouseTokensClass *tokens;
} AftHouseStoreClass;

/* The first member of every implementation. */
struct _AftHouseStore
{
  const AftHouseStoreClass *class;
  gint references;      /* atomic */
  GThreadPool *callers; /* carries out aft_house_store_call_async() */
  AftHouseWatches *watches;
};

/* For implementations: one reference, and the threads. */
void aft_house_store_init (AftHouseStore *store, const AftHouseStoreClass *class);

/* For aft-house-store.c: the item itself. */
AftHouseItem *aft_house_batch_peek_item (AftHouseBatch *batch, guint index);

G_END_DECLS
