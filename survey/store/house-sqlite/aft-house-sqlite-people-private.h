/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-people-private.h"
#include "aft-house-sqlite-care-private.h"

G_BEGIN_DECLS

/* Those who work in the house, as the files of this folder share them. Private to house-sqlite. */

/* aft-house-logins.c */
extern const AftHousePeopleClass aft_house_sqlite_people;
/* Ends every login of the user with @ref and takes the user off duty, without a row in the audit.
 */
gboolean aft_house_session_send_home (AftHouseSession *session,
                                      gint64 ref,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ends those of the user with @ref but the one with @keep, which may be NULL; no audit either. */
gboolean aft_house_session_end_logins (AftHouseSession *session,
                                       gint64 ref,
                                       const AftDigest *keep,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* aft-house-second-factors.c */
gboolean aft_house_sqlite_set_second_factor (AftHouseStore *store,
                                             const AftId *user_id,
                                             const AftHouseSecondFactor *factor,
                                             const char *actor,
                                             GError **error);
gboolean aft_house_sqlite_use_second_factor (AftHouseStore *store,
                                             const AftId *user_id,
                                             const char *sealed,
                                             gint64 step,
                                             GError **error);

/* aft-house-duty.c */
gboolean aft_house_sqlite_set_duty (AftHouseStore *store,
                                    const AftId *user_id,
                                    const AftId *venue_id,
                                    gboolean is_on_duty,
                                    const char *actor,
                                    GError **error);
GPtrArray *aft_house_sqlite_list_duty (AftHouseStore *store, const AftId *venue_id, GError **error);

/* aft-house-setup-code.c */
gboolean aft_house_sqlite_put_setup_code (AftHouseStore *store,
                                          const AftDigest *code_digest,
                                          gint64 expires_ms,
                                          const char *actor,
                                          GError **error);
gboolean aft_house_sqlite_check_setup_code (AftHouseStore *store,
                                            const AftDigest *code_digest,
                                            GError **error);
gboolean aft_house_sqlite_use_setup_code (AftHouseStore *store,
                                          const AftDigest *code_digest,
                                          const AftHouseUser *user,
                                          const char *actor,
                                          GError **error);

/* aft-house-users.c */
AftHouseUser *aft_house_sqlite_get_user (AftHouseStore *store, const AftId *id, GError **error);
/* As aft_house_store_put_user_sync(), within a work. */
gboolean aft_house_session_put_user (AftHouseSession *session,
                                     const AftHouseUser *user,
                                     const char *actor,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NULL with NOT_FOUND. */
AftHouseUser *
aft_house_session_get_user (AftHouseSession *session, const AftId *id, GError **error);
/* The ref of a user; NOT_FOUND. */
gboolean aft_house_session_find_user (AftHouseSession *session,
                                      const AftId *id,
                                      gint64 *ret_ref,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* aft-house-rules.c */
extern const AftHouseRulesClass aft_house_sqlite_rules;

G_END_DECLS
