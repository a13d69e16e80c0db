/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subcommands about the house itself: setting up, and its keys. */
#include "aft-command.h"
#include "aft-device-token.h"
#include "aft-error.h"
#include "aft-house-keys.h"
#include "aft-house-store-people.h"
#include "aft-name.h"

#define SETUP_MS (10 * 60 * 1000) /* ASVS 6.4.1 */

static AftValue *
describe_key (gconstpointer record)
{
  const AftHouseKey *key = record;
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "key", key->kid);
  aft_value_builder_set_take (builder, "made", aft_command_time_value (key->made_ms));
  return aft_value_builder_end (builder);
}

/* Before anything is made. */
static gboolean
check_not_set_up (AftAdmin *admin, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (AftHouse) house = aft_house_store_get_house_sync (admin->store, &reason);
  if (house == NULL && g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    return TRUE;
  if (house != NULL)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CONFLICT, "The house is set up already");
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* What was begun and not finished goes on: the key that is there is taken. */
static AftHouseKey *
open_key (AftAdmin *admin, GError **error)
{
  g_autoptr (GPtrArray) keys = aft_house_keys_list (admin->keys, error);
  if (keys == NULL)
    return NULL;
  return keys->len > 0 ? g_ptr_array_steal_index (keys, keys->len - 1)
                       : aft_house_keys_rotate (admin->keys, admin->clock, error);
}

static gboolean
read_language (const AftValue *request, AftLanguage *ret_language, GError **error)
{
  const char *tag = aft_value_get_member_string (request, "language", "zh-CN");
  *ret_language = aft_language_from_tag (tag);
  if (g_str_equal (aft_language_get_tag (*ret_language), tag))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "A language is zh-CN, zh-TW or en");
  return FALSE;
}

/* The one that was added when setting up was cut short, or a new one. */
static AftVenue *
put_first_venue (AftAdmin *admin, const AftValue *request, GError **error)
{
  const char *name = aft_command_get_text (request, "venue");
  g_autoptr (GError) reason = NULL;
  g_autoptr (AftVenue) known = aft_command_find_venue (admin, name, &reason);
  if (known != NULL)
    return g_steal_pointer (&known);
  g_autoptr (AftVenue) venue = aft_command_make_venue (admin, name, request, error);
  if (venue == NULL
      || !aft_house_store_put_venue_sync (admin->store, venue, AFT_COMMAND_ACTOR, error))
    return NULL;
  return g_steal_pointer (&venue);
}

/* The one address at which the first owner comes in; the one before is worth nothing from now on.
 * Secret. */
static char *
make_address (AftAdmin *admin, GError **error)
{
  g_autoptr (AftSecretText) code = aft_device_token_generate (admin->random);
  const AftDigest digest = aft_digest_of_text (code);
  gint64 expires_ms = aft_clock_get_real_ms (admin->clock) + SETUP_MS;
  if (!aft_house_store_put_setup_code_sync (admin->store, &digest, expires_ms, AFT_COMMAND_ACTOR,
                                            error))
    return NULL;
  return g_strconcat (admin->console != NULL ? admin->console : "", "/console/setup/", code, NULL);
}

static AftValue *
describe_house (const AftHouse *house,
                const AftHouseKey *key,
                const AftVenue *venue,
                const char *address)
{
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_string (reply, "house", house->name);
  aft_value_builder_set_string (reply, "key", key->kid);
  if (venue != NULL)
    aft_value_builder_set_take (reply, "venue", aft_command_id_value (aft_venue_get_id (venue)));
  aft_value_builder_set_string (reply, "address", address);
  return aft_value_builder_end (reply);
}

/* The house comes last: as long as it is not there, all of it can be tried again. */
AftValue *
aft_command_setup (AftAdmin *admin, const AftValue *request, GError **error)
{
  gboolean has_venue = aft_command_get_text (request, "venue") != NULL;
  g_autofree char *name = aft_name_dup_composed (aft_command_get_text (request, "name"));
  AftHouse house = { .name = name,
                     .currency = (char *) aft_value_get_member_string (request, "currency", "CNY"),
                     .country = (char *) aft_value_get_member_string (request, "country", "CN"),
                     .set_up_ms = aft_clock_get_real_ms (admin->clock) };
  if (!read_language (request, &house.language, error) || !check_not_set_up (admin, error))
    return NULL;
  g_autoptr (AftHouseKey) key = open_key (admin, error);
  g_autoptr (AftVenue) venue
      = key != NULL && has_venue ? put_first_venue (admin, request, error) : NULL;
  if (key == NULL || (has_venue && venue == NULL)
      || !aft_house_store_set_up_sync (admin->store, &house, AFT_COMMAND_ACTOR, error))
    return NULL;
  g_autoptr (AftSecretText) address = make_address (admin, error);
  return address != NULL ? describe_house (&house, key, venue, address) : NULL;
}

AftValue *
aft_command_user_setup (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (AftSecretText) address = make_address (admin, error);
  if (address == NULL)
    return NULL;
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_string (reply, "address", address);
  return aft_value_builder_end (reply);
}

AftValue *
aft_command_key_rotate (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (AftHouseKey) key = aft_house_keys_rotate (admin->keys, admin->clock, error);
  AftHouseAuditRow row = { .actor = (char *) AFT_COMMAND_ACTOR,
                           .action = (char *) "key.rotate",
                           .subject = key != NULL ? key->kid : NULL,
                           .detail = (char *) "{}" };
  if (key == NULL || !aft_house_store_append_audit_sync (admin->store, &row, error))
    return NULL;
  return describe_key (key);
}

AftValue *
aft_command_key_list (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (GPtrArray) keys = aft_house_keys_list (admin->keys, error);
  return keys != NULL ? aft_command_list (keys, "keys", describe_key) : NULL;
}
