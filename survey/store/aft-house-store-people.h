/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store.h"

G_BEGIN_DECLS

/* AftHouseStore: those who work in the house. Who is signed in at the console, who is on duty
 * where, and the one code that makes the first owner. Errors as in aft-house-store.h. Tokens and
 * codes come as their SHA-256 only; whether a password is right is decided elsewhere. */

/* NOT_FOUND; also finds one that is disabled. */
AftHouseUser *aft_house_store_get_user_sync (AftHouseStore *store,
                                             const AftId *id,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What besides the password lets somebody in: @sealed is a secret that this store cannot read,
 * 1–512 visible ASCII characters. @step counts time; each is accepted once. */
typedef struct
{
  const char *sealed;           /* NULL: it is switched off */
  gint64 step;                  /* the one that has shown that the secret is kept */
  const AftDigest *keep_digest; /* the login that stays, may be NULL */
} AftHouseSecondFactor;
/* On ends the user's other logins; off ends none (audit: second-factor.on, second-factor.off).
 * NOT_FOUND: no such user; CONFLICT: it is so already. */
gboolean aft_house_store_set_second_factor_sync (AftHouseStore *store,
                                                 const AftId *user_id,
                                                 const AftHouseSecondFactor *factor,
                                                 const char *actor,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Uses @step up. CONFLICT: it or a later one is used up already, or the user's secret is not
 * @sealed (any more). */
gboolean aft_house_store_use_second_factor_sync (AftHouseStore *store,
                                                 const AftId *user_id,
                                                 const char *sealed,
                                                 gint64 step,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ends by itself so long after it was last used, and after it was made. */
#define AFT_HOUSE_LOGIN_IDLE_MS 1200000  /* 20 minutes */
#define AFT_HOUSE_LOGIN_MAX_MS  36000000 /* 10 hours */

/* Somebody signed in. */
typedef struct
{
  AftId id;
  AftId user_id;
  char *address;     /* where from, 1–64 characters: "192.168.1.7" */
  gint64 created_ms; /* set by the store, as is */
  gint64 seen_ms;
} AftHouseLogin;
void aft_house_login_free (AftHouseLogin *login);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseLogin, aft_house_login_free)

/* Adds (audit: login.begin), and forgets those that have ended by themselves. NOT_FOUND: no such
 * user; DENIED: disabled. */
gboolean aft_house_store_add_login_sync (AftHouseStore *store,
                                         const AftHouseLogin *login,
                                         const AftDigest *token_digest,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The login with that token, and whose it is in @ret_user (may be NULL). NOT_FOUND: there is none,
 * or it has ended, or its user is disabled. */
AftHouseLogin *aft_house_store_find_login_sync (AftHouseStore *store,
                                                const AftDigest *token_digest,
                                                AftHouseUser **ret_user,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* It was used now. Once a minute is often enough. NOT_FOUND. */
gboolean aft_house_store_touch_login_sync (AftHouseStore *store,
                                           const AftDigest *token_digest,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftHouseLogin of a user that have not ended, the newest first. NOT_FOUND: no such user. */
GPtrArray *aft_house_store_list_logins_sync (AftHouseStore *store,
                                             const AftId *user_id,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Signs out (audit: login.end). That there is none is no error. */
gboolean aft_house_store_end_login_sync (AftHouseStore *store,
                                         const AftDigest *token_digest,
                                         const char *actor,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ends all of a user's (audit: login.end-all) but the one with @keep_digest, which may be NULL. A
 * change that disables a user does so by itself, and takes the user off duty. NOT_FOUND. */
gboolean aft_house_store_end_logins_sync (AftHouseStore *store,
                                          const AftId *user_id,
                                          const AftDigest *keep_digest,
                                          const char *actor,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Somebody on duty at a venue. */
typedef struct
{
  AftId user_id;
  char *name;
  char *public_name; /* may be NULL */
  AftRole role;
  gint64 since_ms;
} AftHouseDuty;
void aft_house_duty_free (AftHouseDuty *duty);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseDuty, aft_house_duty_free)

/* Audit: duty.on, duty.off; nothing happens when it is so already. NOT_FOUND: no such user or
 * venue; DENIED: to go on duty where one does not work, or disabled. */
gboolean aft_house_store_set_duty_sync (AftHouseStore *store,
                                        const AftId *user_id,
                                        const AftId *venue_id,
                                        gboolean is_on_duty,
                                        const char *actor,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftHouseDuty of a venue by role, then name. NOT_FOUND: no such venue. */
GPtrArray *aft_house_store_list_duty_sync (AftHouseStore *store,
                                           const AftId *venue_id,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The one setup code: a new one takes the former's place (audit: setup.code). @expires_ms: UTC. */
gboolean aft_house_store_put_setup_code_sync (AftHouseStore *store,
                                              const AftDigest *code_digest,
                                              gint64 expires_ms,
                                              const char *actor,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Would it be taken now? NOT_FOUND: it is not the one, used up, or too old. */
gboolean aft_house_store_check_setup_code_sync (AftHouseStore *store,
                                                const AftDigest *code_digest,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Uses it up and adds or changes @user, which is an owner, in one transaction (audit: setup.use).
 * NOT_FOUND as above; INVALID and CONFLICT as for aft_house_store_put_user_sync(): then the code
 * may be used again. */
gboolean aft_house_store_use_setup_code_sync (AftHouseStore *store,
                                              const AftDigest *code_digest,
                                              const AftHouseUser *user,
                                              const char *actor,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
