/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-sqlite-cases-private.h"
#include "aft-house-store-promises.h"

G_BEGIN_DECLS

/* What is to be done after a case, by whom and until when: corrective actions and promises. Private
 * to house-sqlite. */

/* aft-house-corrective-actions.c */
gboolean aft_house_sqlite_add_corrective_action (AftHouseStore *store,
                                                 const AftHouseCorrectiveAction *action,
                                                 const AftId *user_id,
                                                 const char *actor,
                                                 GError **error);
gboolean aft_house_sqlite_finish_corrective_action (AftHouseStore *store,
                                                    const AftId *action_id,
                                                    const AftId *user_id,
                                                    const char *actor,
                                                    GError **error);
GPtrArray *aft_house_sqlite_list_corrective_actions (AftHouseStore *store,
                                                     const AftHouseCorrectiveActionQuery *asked,
                                                     GError **error);

/* aft-house-promises.c */
gboolean aft_house_sqlite_add_promise (AftHouseStore *store,
                                       const AftHousePromise *promise,
                                       const AftId *user_id,
                                       const char *actor,
                                       GError **error);
gboolean aft_house_sqlite_finish_promise (AftHouseStore *store,
                                          const AftHousePromiseEnd *end,
                                          GError **error);
GPtrArray *aft_house_sqlite_list_promises (AftHouseStore *store,
                                           const AftHousePromiseQuery *asked,
                                           GError **error);
/* As aft_house_store_add_promise_sync(), within a work; @row is the promise's case. */
gboolean aft_house_session_add_promise (AftHouseSession *session,
                                        AftHouseCaseRow *row,
                                        const AftHousePromise *promise,
                                        const AftId *user_id,
                                        const char *actor,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the words of a case's promises away. */
gboolean aft_house_session_erase_promises (AftHouseSession *session,
                                           gint64 service_case,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
