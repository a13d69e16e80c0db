/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-people.h"
#include "aft-house-store-rules.h"

G_BEGIN_DECLS

/* What a database must be able to do to stand behind aft-house-store-people.h and
 * aft-house-store-rules.h: as AftHouseStoreClass, of which these are parts. */
typedef struct
{
  AftHouseUser *(*get_user) (AftHouseStore *store, const AftId *id, GError **error);
  gboolean (*set_second_factor) (AftHouseStore *store,
                                 const AftId *user_id,
                                 const AftHouseSecondFactor *factor,
                                 const char *actor,
                                 GError **error);
  gboolean (*use_second_factor) (AftHouseStore *store,
                                 const AftId *user_id,
                                 const char *sealed,
                                 gint64 step,
                                 GError **error);
  gboolean (*add_login) (AftHouseStore *store,
                         const AftHouseLogin *login,
                         const AftDigest *token_digest,
                         GError **error);
  AftHouseLogin *(*find_login) (AftHouseStore *store,
                                const AftDigest *token_digest,
                                AftHouseUser **ret_user,
                                GError **error);
  gboolean (*touch_login) (AftHouseStore *store, const AftDigest *token_digest, GError **error);
  GPtrArray *(*list_logins) (AftHouseStore *store, const AftId *user_id, GError **error);
  gboolean (*end_login) (AftHouseStore *store,
                         const AftDigest *token_digest,
                         const char *actor,
                         GError **error);
  gboolean (*end_logins) (AftHouseStore *store,
                          const AftId *user_id,
                          const AftDigest *keep_digest,
                          const char *actor,
                          GError **error);
  gboolean (*set_duty) (AftHouseStore *store,
                        const AftId *user_id,
                        const AftId *venue_id,
                        gboolean is_on_duty,
                        const char *actor,
                        GError **error);
  GPtrArray *(*list_duty) (AftHouseStore *store, const AftId *venue_id, GError **error);
  gboolean (*put_setup_code) (AftHouseStore *store,
                              const AftDigest *code_digest,
                              gint64 expires_ms,
                              const char *actor,
                              GError **error);
  gboolean (*check_setup_code) (AftHouseStore *store, const AftDigest *code_digest, GError **error);
  gboolean (*use_setup_code) (AftHouseStore *store,
                              const AftDigest *code_digest,
                              const AftHouseUser *user,
                              const char *actor,
                              GError **error);
} AftHousePeopleClass;

typedef struct
{
  gboolean (*save) (AftHouseStore *store,
                    const AftHouseRules *rules,
                    guint base,
                    guint *ret_version,
                    GError **error);
  AftHouseRules *(*get) (AftHouseStore *store, const char *kind, guint version, GError **error);
  GPtrArray *(*list) (AftHouseStore *store, const char *kind, GError **error);
} AftHouseRulesClass;

G_END_DECLS
