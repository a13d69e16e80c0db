/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subcommands about those who may sign in. */
#include "aft-command.h"
#include "aft-error.h"
#include "aft-house-store-people.h"
#include "aft-password-rules.h"
#include "aft-password.h"
#include "aft-pin.h"
#include "aft-secret.h"

static gboolean
check_password (const char *password, const char *name, GError **error)
{
  const char *const names[] = { name, NULL };
  AftPasswordFault fault = aft_password_rules_judge (password, names);
  if (fault != AFT_PASSWORD_GOOD)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                         aft_password_fault_get_sentence (fault));
  return fault == AFT_PASSWORD_GOOD;
}

/* Who has the name already keeps id, times, PIN, second factor and language; @ret_known owns what
 * @user borrows. */
static gboolean
find_user (AftAdmin *admin, AftHouseUser *user, AftHouseUser **ret_known, GError **error)
{
  g_autoptr (GError) reason = NULL;
  AftHouseUser *known = aft_house_store_find_user_sync (admin->store, user->name, &reason);
  *ret_known = known;
  if (known != NULL)
    {
      user->pin_hash = known->pin_hash;
      user->second_factor = known->second_factor;
      user->has_language = known->has_language;
      user->language = known->language;
    }
  user->id = known != NULL ? known->id : aft_id_generate (admin->clock, admin->random);
  user->disabled_ms = known != NULL ? known->disabled_ms : 0;
  user->created_ms = known != NULL ? known->created_ms : aft_clock_get_real_ms (admin->clock);
  if (known != NULL || g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static AftValue *
describe_user (gconstpointer record)
{
  const AftHouseUser *user = record;
  AftValueBuilder *venues = aft_value_builder_new_array ();
  for (guint i = 0; user->venue_ids != NULL && i < user->venue_ids->len; i++)
    aft_value_builder_take (venues,
                            aft_command_id_value (&g_array_index (user->venue_ids, AftId, i)));
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_take (builder, "user", aft_command_id_value (&user->id));
  aft_value_builder_set_string (builder, "name", user->name);
  aft_value_builder_set_string (builder, "role", aft_role_to_text (user->role));
  aft_value_builder_set_take (builder, "public_name", aft_command_text_value (user->public_name));
  aft_value_builder_set_boolean (builder, "has_pin", user->pin_hash != NULL);
  aft_value_builder_set_boolean (builder, "has_second_factor", user->second_factor != NULL);
  aft_value_builder_set_take (
      builder, "language",
      aft_command_text_value (user->has_language ? aft_language_get_tag (user->language) : NULL));
  aft_value_builder_set_take (builder, "disabled", aft_command_time_value (user->disabled_ms));
  aft_value_builder_set_take (builder, "venues", aft_value_builder_end (venues));
  return aft_value_builder_end (builder);
}

AftValue *
aft_command_user_add (AftAdmin *admin, const AftValue *request, GError **error)
{
  const char *password = aft_command_get_text (request, "password");
  g_autoptr (AftHouseUser) known = NULL;
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  AftHouseUser user = { .name = (char *) aft_command_get_text (request, "name"),
                        .public_name = (char *) aft_command_get_text (request, "public-name"),
                        .venue_ids = venues };
  if (!aft_role_from_text (aft_command_get_text (request, "role"), &user.role))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                           "A role is owner, manager or staff");
      return NULL;
    }
  if (!check_password (password, user.name, error) || !find_user (admin, &user, &known, error))
    return NULL;
  if (user.role != AFT_ROLE_OWNER)
    {
      g_autoptr (AftVenue) venue
          = aft_command_find_venue (admin, aft_command_get_text (request, "venue"), error);
      if (venue == NULL)
        return NULL;
      g_array_append_val (venues, *aft_venue_get_id (venue));
    }
  g_autofree char *hash = aft_password_hash (password, error);
  user.password_hash = hash;
  if (hash == NULL || !aft_house_store_put_user_sync (admin->store, &user, AFT_COMMAND_ACTOR, error)
      || !aft_house_store_end_logins_sync (admin->store, &user.id, NULL, AFT_COMMAND_ACTOR, error))
    return NULL;
  return describe_user (&user);
}

/* "house": the house's own again. */
static gboolean
change_language (AftHouseUser *user, const char *tag, GError **error)
{
  AftLanguage language = aft_language_from_tag (tag);
  user->has_language = !g_str_equal (tag, "house");
  user->language = language;
  if (!user->has_language || g_str_equal (aft_language_get_tag (language), tag))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                       "A language is zh-CN, zh-TW, en, or house for the house's own");
  return FALSE;
}

AftValue *
aft_command_user_change (AftAdmin *admin, const AftValue *request, GError **error)
{
  const char *public_name = aft_command_get_text (request, "public-name");
  const char *language = aft_command_get_text (request, "language");
  g_autoptr (AftHouseUser) user = aft_house_store_find_user_sync (
      admin->store, aft_command_get_text (request, "name"), error);
  if (user == NULL || (language != NULL && !change_language (user, language, error)))
    return NULL;
  if (public_name != NULL)
    {
      g_free (user->public_name);
      user->public_name = *public_name != '\0' ? g_strdup (public_name) : NULL;
    }
  if (!aft_house_store_put_user_sync (admin->store, user, AFT_COMMAND_ACTOR, error))
    return NULL;
  return describe_user (user);
}

AftValue *
aft_command_user_pin (AftAdmin *admin, const AftValue *request, GError **error)
{
  const char *pin = aft_command_get_text (request, "pin");
  g_autoptr (AftHouseUser) user = aft_house_store_find_user_sync (
      admin->store, aft_command_get_text (request, "name"), error);
  if (user == NULL)
    return NULL;
  aft_secret_free_text (g_steal_pointer (&user->pin_hash));
  if (*pin != '\0')
    user->pin_hash = aft_pin_hash (pin, error);
  if ((*pin != '\0' && user->pin_hash == NULL)
      || !aft_house_store_put_user_sync (admin->store, user, AFT_COMMAND_ACTOR, error))
    return NULL;
  return describe_user (user);
}

/* Off alone: on takes the telephone of the person whose it is. */
AftValue *
aft_command_user_second_factor (AftAdmin *admin, const AftValue *request, GError **error)
{
  const AftHouseSecondFactor none = { .sealed = NULL };
  g_autoptr (AftHouseUser) user = NULL;
  if (!g_str_equal (aft_command_get_text (request, "state"), "off"))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                           "A second factor is switched off here, and on at the console");
      return NULL;
    }
  user = aft_house_store_find_user_sync (admin->store, aft_command_get_text (request, "name"),
                                         error);
  if (user == NULL
      || !aft_house_store_set_second_factor_sync (admin->store, &user->id, &none, AFT_COMMAND_ACTOR,
                                                  error))
    return NULL;
  g_clear_pointer (&user->second_factor, g_free);
  return describe_user (user);
}

static AftValue *
set_disabled (AftAdmin *admin, const AftValue *request, gboolean is_disabled, GError **error)
{
  g_autoptr (AftHouseUser) user = aft_house_store_find_user_sync (
      admin->store, aft_command_get_text (request, "name"), error);
  if (user == NULL)
    return NULL;
  if (!is_disabled)
    user->disabled_ms = 0;
  else if (user->disabled_ms == 0)
    user->disabled_ms = aft_clock_get_real_ms (admin->clock);
  if (!aft_house_store_put_user_sync (admin->store, user, AFT_COMMAND_ACTOR, error))
    return NULL;
  return describe_user (user);
}

AftValue *
aft_command_user_disable (AftAdmin *admin, const AftValue *request, GError **error)
{
  return set_disabled (admin, request, TRUE, error);
}

AftValue *
aft_command_user_enable (AftAdmin *admin, const AftValue *request, GError **error)
{
  return set_disabled (admin, request, FALSE, error);
}

AftValue *
aft_command_user_list (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (GPtrArray) users = aft_house_store_list_users_sync (admin->store, error);
  return users != NULL ? aft_command_list (users, "users", describe_user) : NULL;
}
