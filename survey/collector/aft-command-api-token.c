/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subcommands about other programs that read figures, answers and cases over /api/v1. */
#include <string.h>

#include "aft-command.h"
#include "aft-device-token.h"
#include "aft-error.h"
#include "aft-house-proof.h"
#include "aft-house-store-tokens.h"
#include "aft-secret.h"

static AftValue *
describe_venues (const GArray *ids)
{
  if (ids == NULL || ids->len == 0)
    return aft_value_new_null ();
  AftValueBuilder *builder = aft_value_builder_new_array ();
  for (guint i = 0; i < ids->len; i++)
    aft_value_builder_take (builder, aft_command_id_value (&g_array_index (ids, AftId, i)));
  return aft_value_builder_end (builder);
}

static AftValue *
describe_used (gint32 day)
{
  return day != 0 ? aft_value_new_take_string (aft_house_dup_date (day)) : aft_value_new_null ();
}

static AftValue *
describe_maker (const char *actor)
{
  return actor != NULL ? aft_value_new_string (actor) : aft_value_new_null ();
}

static AftValue *
describe_token (gconstpointer record)
{
  const AftHouseToken *token = record;
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "name", token->name);
  aft_value_builder_set_take (builder, "venues", describe_venues (token->venue_ids));
  aft_value_builder_set_boolean (builder, "with_contact", token->may_contact);
  aft_value_builder_set_take (builder, "made_by", describe_maker (token->made_by));
  aft_value_builder_set_take (builder, "created", aft_command_time_value (token->created_ms));
  aft_value_builder_set_take (builder, "last_used", describe_used (token->last_used_day));
  aft_value_builder_set_take (builder, "revoked", aft_command_time_value (token->revoked_ms));
  return aft_value_builder_end (builder);
}

/* A manager's where it is for one restaurant, else the owner's. */
static gboolean
set_reach (AftHouseToken *token, AftAdmin *admin, const char *venue_text, GError **error)
{
  token->role = venue_text != NULL ? AFT_ROLE_MANAGER : AFT_ROLE_OWNER;
  if (venue_text == NULL)
    return TRUE;
  g_autoptr (AftVenue) venue = aft_command_find_venue (admin, venue_text, error);
  if (venue == NULL)
    return FALSE;
  token->venue_ids = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_array_append_vals (token->venue_ids, aft_venue_get_id (venue), 1);
  return TRUE;
}

AftValue *
aft_command_api_token_add (AftAdmin *admin, const AftValue *request, GError **error)
{
  AftDigest digest;
  g_autoptr (AftHouseToken) token = g_new0 (AftHouseToken, 1);
  g_autoptr (AftSecretText) text = aft_device_token_generate (admin->random);
  gboolean is_token = aft_device_token_digest (text, &digest);
  g_assert (is_token);
  token->id = aft_id_generate (admin->clock, admin->random);
  token->name = g_strdup (aft_command_get_text (request, "name"));
  token->may_contact = aft_value_get_member_boolean (request, "with-contact", FALSE);
  if (!set_reach (token, admin, aft_command_get_text (request, "venue"), error)
      || !aft_house_store_add_token_sync (admin->store, token, &digest, AFT_COMMAND_ACTOR, error))
    return NULL;
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_string (reply, "name", token->name);
  aft_value_builder_set_string (reply, "token", text);
  return aft_value_builder_end (reply);
}

AftValue *
aft_command_api_token_list (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (GPtrArray) tokens = aft_house_store_list_tokens_sync (admin->store, error);
  return tokens != NULL ? aft_command_list (tokens, "tokens", describe_token) : NULL;
}

/* The one of that name that may be used; NOT_FOUND. Borrowed from @tokens. */
static const AftHouseToken *
find_token (const GPtrArray *tokens, const char *name, GError **error)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      const AftHouseToken *token = g_ptr_array_index (tokens, i);
      if (token->revoked_ms == 0 && g_str_equal (token->name, name))
        return token;
    }
  g_set_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "No program called %s may read", name);
  return NULL;
}

AftValue *
aft_command_api_token_revoke (AftAdmin *admin, const AftValue *request, GError **error)
{
  const char *name = aft_command_get_text (request, "name");
  g_autoptr (GPtrArray) tokens = aft_house_store_list_tokens_sync (admin->store, error);
  const AftHouseToken *token = tokens != NULL ? find_token (tokens, name, error) : NULL;
  if (token == NULL
      || !aft_house_store_revoke_token_sync (admin->store, &token->id, AFT_COMMAND_ACTOR, error))
    return NULL;
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_string (reply, "name", name);
  aft_value_builder_set_string (reply, "outcome", "revoked");
  return aft_value_builder_end (reply);
}
