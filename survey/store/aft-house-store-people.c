/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftHouseStore's front for those who work in the house: checks what callers hand in and passes it
 * on to the database behind it. */
#include "aft-house-store-people.h"

#include <string.h>

#include "aft-error.h"
#include "aft-house-people-private.h"
#include "aft-house-store-private.h"

#define ADDRESS_MAX_CHARACTERS 64
#define SEALED_MAX_CHARACTERS  512

void
aft_house_login_free (AftHouseLogin *login)
{
  if (login == NULL)
    return;
  g_free (login->address);
  g_free (login);
}

void
aft_house_duty_free (AftHouseDuty *duty)
{
  if (duty == NULL)
    return;
  g_free (duty->name);
  g_free (duty->public_name);
  g_free (duty);
}

AftHouseUser *
aft_house_store_get_user_sync (AftHouseStore *store, const AftId *id, GError **error)
{
  return store->class->people->get_user (store, id, error);
}

static gboolean
check_sealed (const char *sealed, GError **error)
{
  gsize length = strlen (sealed);
  gsize visible = 0;
  while (g_ascii_isgraph (sealed[visible]))
    visible++;
  if (length > 0 && length <= SEALED_MAX_CHARACTERS && visible == length)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "The sealed secret is none");
  return FALSE;
}

gboolean
aft_house_store_set_second_factor_sync (AftHouseStore *store,
                                        const AftId *user_id,
                                        const AftHouseSecondFactor *factor,
                                        const char *actor,
                                        GError **error)
{
  return (factor->sealed == NULL || check_sealed (factor->sealed, error))
         && aft_house_check_actor (actor, error)
         && store->class->people->set_second_factor (store, user_id, factor, actor, error);
}

gboolean
aft_house_store_use_second_factor_sync (AftHouseStore *store,
                                        const AftId *user_id,
                                        const char *sealed,
                                        gint64 step,
                                        GError **error)
{
  return store->class->people->use_second_factor (store, user_id, sealed, step, error);
}

gboolean
aft_house_store_add_login_sync (AftHouseStore *store,
                                const AftHouseLogin *login,
                                const AftDigest *token_digest,
                                GError **error)
{
  if (aft_id_is_zero (&login->id))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "The login has no id");
      return FALSE;
    }
  return aft_house_check_line (login->address, ADDRESS_MAX_CHARACTERS, "The address", error)
         && store->class->people->add_login (store, login, token_digest, error);
}

AftHouseLogin *
aft_house_store_find_login_sync (AftHouseStore *store,
                                 const AftDigest *token_digest,
                                 AftHouseUser **ret_user,
                                 GError **error)
{
  return store->class->people->find_login (store, token_digest, ret_user, error);
}

gboolean
aft_house_store_touch_login_sync (AftHouseStore *store,
                                  const AftDigest *token_digest,
                                  GError **error)
{
  return store->class->people->touch_login (store, token_digest, error);
}

GPtrArray *
aft_house_store_list_logins_sync (AftHouseStore *store, const AftId *user_id, GError **error)
{
  return store->class->people->list_logins (store, user_id, error);
}

gboolean
aft_house_store_end_login_sync (AftHouseStore *store,
                                const AftDigest *token_digest,
                                const char *actor,
                                GError **error)
{
  return aft_house_check_actor (actor, error)
         && store->class->people->end_login (store, token_digest, actor, error);
}

gboolean
aft_house_store_end_logins_sync (AftHouseStore *store,
                                 const AftId *user_id,
                                 const AftDigest *keep_digest,
                                 const char *actor,
                                 GError **error)
{
  return aft_house_check_actor (actor, error)
         && store->class->people->end_logins (store, user_id, keep_digest, actor, error);
}

gboolean
aft_house_store_set_duty_sync (AftHouseStore *store,
                               const AftId *user_id,
                               const AftId *venue_id,
                               gboolean is_on_duty,
                               const char *actor,
                               GError **error)
{
  return aft_house_check_actor (actor, error)
         && store->class->people->set_duty (store, user_id, venue_id, is_on_duty, actor, error);
}

GPtrArray *
aft_house_store_list_duty_sync (AftHouseStore *store, const AftId *venue_id, GError **error)
{
  return store->class->people->list_duty (store, venue_id, error);
}

gboolean
aft_house_store_put_setup_code_sync (AftHouseStore *store,
                                     const AftDigest *code_digest,
                                     gint64 expires_ms,
                                     const char *actor,
                                     GError **error)
{
  return aft_house_check_actor (actor, error)
         && store->class->people->put_setup_code (store, code_digest, expires_ms, actor, error);
}

gboolean
aft_house_store_check_setup_code_sync (AftHouseStore *store,
                                       const AftDigest *code_digest,
                                       GError **error)
{
  return store->class->people->check_setup_code (store, code_digest, error);
}

gboolean
aft_house_store_use_setup_code_sync (AftHouseStore *store,
                                     const AftDigest *code_digest,
                                     const AftHouseUser *user,
                                     const char *actor,
                                     GError **error)
{
  if (user->role != AFT_ROLE_OWNER)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                           "Who sets the house up is an owner");
      return FALSE;
    }
  return aft_house_check_user (user, error) && aft_house_check_actor (actor, error)
         && store->class->people->use_setup_code (store, code_digest, user, actor, error);
}
