/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subcommand about guests' phones: the codes by which they reach a restaurant's survey, one a table
 * and one for the door. Cards with them are drawn by aftertaste-export. */
#include <string.h>

#include "aft-command.h"
#include "aft-error.h"
#include "aft-house-store-phones.h"
#include "aft-table-list.h"

G_STATIC_ASSERT (AFT_TABLE_LIST_NAME_MAX == AFT_HOUSE_TABLE_MAX);

static gboolean
add_codes (AftAdmin *admin, const AftId *venue_id, const AftValue *request, GError **error)
{
  const char *list = aft_command_get_text (request, "tables");
  g_auto (GStrv) tables = list != NULL ? aft_table_list_parse (list, error) : g_new0 (char *, 1);
  if (tables == NULL)
    return FALSE;
  if (aft_value_get_member_boolean (request, "door", FALSE))
    {
      g_autoptr (AftHouseCode) code
          = aft_house_store_add_code_sync (admin->store, venue_id, NULL, AFT_COMMAND_ACTOR, error);
      if (code == NULL)
        return FALSE;
    }
  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_autoptr (AftHouseCode) code = aft_house_store_add_code_sync (
          admin->store, venue_id, tables[i], AFT_COMMAND_ACTOR, error);
      if (code == NULL)
        return FALSE;
    }
  return TRUE;
}

static AftValue *
describe_code (const AftAdmin *admin, const AftHouseCode *code)
{
  gsize length = admin->public_address != NULL ? strlen (admin->public_address) : 0;
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_take (builder, "table", aft_command_text_value (code->table));
  aft_value_builder_set_string (builder, "code", code->code);
  if (length > 0)
    aft_value_builder_set_take (
        builder, "address",
        aft_value_new_take_string (g_strdup_printf (
            "%.*s/s/%s", (int) length - (admin->public_address[length - 1] == '/' ? 1 : 0),
            admin->public_address, code->code)));
  aft_value_builder_set_take (builder, "made", aft_command_time_value (code->made_ms));
  if (code->revoked_ms != 0)
    aft_value_builder_set_take (builder, "revoked", aft_command_time_value (code->revoked_ms));
  return aft_value_builder_end (builder);
}

static AftValue *
describe_codes (AftAdmin *admin, const AftVenue *venue, GError **error)
{
  g_autoptr (GPtrArray) codes
      = aft_house_store_list_codes_sync (admin->store, aft_venue_get_id (venue), error);
  if (codes == NULL)
    return NULL;
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < codes->len; i++)
    aft_value_builder_take (list, describe_code (admin, codes->pdata[i]));
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_string (reply, "venue", aft_venue_get_name (venue));
  aft_value_builder_set_take (reply, "codes", aft_value_builder_end (list));
  return aft_value_builder_end (reply);
}

AftValue *
aft_command_venue_codes (AftAdmin *admin, const AftValue *request, GError **error)
{
  const char *revoked = aft_command_get_text (request, "revoke");
  g_autoptr (AftVenue) venue
      = aft_command_find_venue (admin, aft_command_get_text (request, "venue"), error);
  if (venue == NULL || !add_codes (admin, aft_venue_get_id (venue), request, error))
    return NULL;
  if (revoked != NULL
      && !aft_house_store_revoke_code_sync (admin->store, aft_venue_get_id (venue), revoked,
                                            AFT_COMMAND_ACTOR, error))
    return NULL;
  return describe_codes (admin, venue, error);
}
