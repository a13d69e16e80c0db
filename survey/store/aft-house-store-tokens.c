/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftHouseStore's front for other programs' tokens: checks what callers hand in, and passes it on
 * to the database behind it. */
#include "aft-house-store-tokens.h"

#include "aft-error.h"
#include "aft-house-store-private.h"

#define NAME_MAX_CHARACTERS    64
#define ADDRESS_MAX_CHARACTERS 64

void
aft_house_token_free (AftHouseToken *token)
{
  if (token == NULL)
    return;
  g_clear_pointer (&token->venue_ids, g_array_unref);
  g_free (token->name);
  g_free (token->made_by);
  g_free (token);
}

static gboolean
check_token (const AftHouseToken *token, GError **error)
{
  gboolean has_venues = token->venue_ids != NULL && token->venue_ids->len > 0;
  if (!aft_house_check_line (token->name, NAME_MAX_CHARACTERS, "The token's name", error))
    return FALSE;
  if (token->role == AFT_ROLE_MANAGER || (token->role == AFT_ROLE_OWNER && !has_venues))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                       token->role == AFT_ROLE_OWNER ? "An owner's token is for all venues"
                                                     : "A token is a manager's or an owner's");
  return FALSE;
}

gboolean
aft_house_store_add_token_sync (AftHouseStore *store,
                                const AftHouseToken *token,
                                const AftDigest *digest,
                                const char *actor,
                                GError **error)
{
  return check_token (token, error) && aft_house_check_actor (actor, error)
         && store->class->tokens->add (store, token, digest, actor, error);
}

AftHouseToken *
aft_house_store_find_token_sync (AftHouseStore *store, const AftDigest *digest, GError **error)
{
  return store->class->tokens->find (store, digest, error);
}

GPtrArray *
aft_house_store_list_tokens_sync (AftHouseStore *store, GError **error)
{
  return store->class->tokens->list (store, error);
}

gboolean
aft_house_store_revoke_token_sync (AftHouseStore *store,
                                   const AftId *id,
                                   const char *actor,
                                   GError **error)
{
  return aft_house_check_actor (actor, error)
         && store->class->tokens->revoke (store, id, actor, error);
}

gboolean
aft_house_store_use_token_sync (AftHouseStore *store,
                                const AftId *id,
                                const char *address,
                                GError **error)
{
  return aft_house_check_line (address, ADDRESS_MAX_CHARACTERS, "The address", error)
         && store->class->tokens->use (store, id, address, error);
}
