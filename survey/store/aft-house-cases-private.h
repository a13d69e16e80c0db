/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-cases.h"
#include "aft-house-store-promises.h"
#include "aft-house-store-drills.h"

G_BEGIN_DECLS

/* What a database must be able to do to stand behind aft-house-store-cases.h: as
 * AftHouseStoreClass, of which this is a part. */
typedef struct
{
  AftHouseCase *(*get) (AftHouseStore *store, const AftId *case_id, GError **error);
  AftHouseCase *(*get_of) (AftHouseStore *store, const AftId *response_id, GError **error);
  GPtrArray *(*list) (AftHouseStore *store, const AftHouseCaseQuery *query, GError **error);
  GPtrArray *(*list_events) (AftHouseStore *store, const AftId *case_id, GError **error);
  GPtrArray *(*list_responses) (AftHouseStore *store, const AftId *case_id, GError **error);
  AftHouseCase *(*act) (AftHouseStore *store, const AftHouseCaseAction *action, GError **error);
  gboolean (*erase_words) (AftHouseStore *store,
                           const AftId *case_id,
                           const char *actor,
                           GError **error);
  gboolean (*escalate_due) (AftHouseStore *store, gint64 *ret_next_ms, GError **error);
  gboolean (*add_action) (AftHouseStore *store,
                          const AftHouseCorrectiveAction *action,
                          const AftId *user_id,
                          const char *actor,
                          GError **error);
  gboolean (*finish_action) (AftHouseStore *store,
                             const AftId *action_id,
                             const AftId *user_id,
                             const char *actor,
                             GError **error);
  GPtrArray *(*list_actions) (AftHouseStore *store,
                              const AftHouseCorrectiveActionQuery *query,
                              GError **error);
  gboolean (*add_promise) (AftHouseStore *store,
                           const AftHousePromise *promise,
                           const AftId *user_id,
                           const char *actor,
                           GError **error);
  gboolean (*finish_promise) (AftHouseStore *store, const AftHousePromiseEnd *end, GError **error);
  GPtrArray *(*list_promises) (AftHouseStore *store,
                               const AftHousePromiseQuery *query,
                               GError **error);
  gboolean (*count_visits) (AftHouseStore *store,
                            const AftId *case_id,
                            AftHouseCaseVisits *ret_visits,
                            GError **error);
  gboolean (*count) (AftHouseStore *store,
                     const GArray *venue_ids,
                     gint32 day,
                     AftHouseCaseCounts *ret_counts,
                     GError **error);
  AftHouseCase *(*begin_drill) (AftHouseStore *store, const AftHouseDrill *drill, GError **error);
  gboolean (*tell_drill) (AftHouseStore *store,
                          const AftId *case_id,
                          AftValue *told,
                          GError **error);
} AftHouseCasesClass;

/* aft-house-store-promises.c: what a promise must be like; INVALID. */
gboolean aft_house_check_promise (const AftHousePromise *promise, GError **error);

G_END_DECLS
