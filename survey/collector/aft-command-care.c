/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subcommands that look after the data: limits, backup, restore, verification, migration. */
#include "aft-api.h"
#include "aft-command.h"
#include "aft-device-configuration.h"
#include "aft-device-flow.h"
#include "aft-envelope.h"
#include "aft-error.h"
#include "aft-http-limits.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)

AftValue *
aft_command_limits (AftAdmin *admin, const AftValue *request, GError **error)
{
  static const struct
  {
    const char *name;
    gint64 value;
  } limits[] = {
    { "batch_bytes", AFT_ENVELOPE_MAX_BYTES },
    { "batch_items", AFT_ENVELOPE_MAX_ITEMS },
    { "batch_depth", AFT_ENVELOPE_MAX_DEPTH },
    { "item_bytes", AFT_ITEM_MAX_BYTES },
    { "definition_bytes", AFT_ITEM_DEFINITION_MAX_BYTES },
    { "configuration_bytes", AFT_DEVICE_CONFIGURATION_MAX_BYTES },
    { "device_requests_per_minute", AFT_API_DEVICE_PER_MINUTE },
    { "user_code_seconds", AFT_DEVICE_FLOW_EXPIRES_SECONDS },
    { "user_code_interval_seconds", AFT_DEVICE_FLOW_INTERVAL_SECONDS },
    { "user_codes_waiting", AFT_HOUSE_AUTHORIZATION_MAX },
  };
  AftValueBuilder *api = aft_value_builder_new_object ();
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    aft_value_builder_set_number (api, limits[i].name, (double) limits[i].value);
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_take (reply, "http", aft_http_limits_to_value (&aft_http_limits_default));
  aft_value_builder_set_take (reply, "api", aft_value_builder_end (api));
  return aft_value_builder_end (reply);
}

AftValue *
aft_command_back_up (AftAdmin *admin, const AftValue *request, GError **error)
{
  const char *path = aft_command_get_text (request, "path");
  if (!aft_house_store_back_up_sync (admin->store, path, error))
    return NULL;
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_string (reply, "backup", path);
  return aft_value_builder_end (reply);
}

AftValue *
aft_command_restore (AftAdmin *admin, const AftValue *request, GError **error)
{
  const char *path = aft_command_get_text (request, "path");
  if (!aft_admin_restore (admin, path, error))
    return NULL;
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_string (reply, "restored", path);
  aft_value_builder_set_string (reply, "database", admin->database);
  return aft_value_builder_end (reply);
}

/* Opening has brought it there, or this would not run. */
AftValue *
aft_command_migrate (AftAdmin *admin, const AftValue *request, GError **error)
{
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_string (reply, "database", admin->database);
  aft_value_builder_set_string (reply, "outcome", "current");
  return aft_value_builder_end (reply);
}

/* -- verify ----------------------------------------------------------------------------------- */

static AftValue *
describe_gaps (const GArray *gaps)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < gaps->len; i++)
    {
      const AftHouseGap *gap = &g_array_index (gaps, AftHouseGap, i);
      AftValueBuilder *pair = aft_value_builder_new_array ();
      aft_value_builder_take (pair, aft_value_new_number ((double) gap->first));
      aft_value_builder_take (pair, aft_value_new_number ((double) gap->last));
      aft_value_builder_take (list, aft_value_builder_end (pair));
    }
  return aft_value_builder_end (list);
}

static char *
dup_date (gint32 day)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (day * (DAY_MS / 1000));
  return time != NULL ? g_date_time_format (time, "%F") : g_strdup_printf ("day %d", day);
}

static AftValue *
describe_days (AftAdmin *admin, const AftId *device_id, GError **error)
{
  g_autoptr (GArray) days
      = aft_house_store_list_days_sync (admin->store, device_id, G_MININT32, G_MAXINT32, error);
  if (days == NULL)
    return NULL;
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < days->len; i++)
    {
      const AftHouseDay *day = &g_array_index (days, AftHouseDay, i);
      AftValueBuilder *builder = aft_value_builder_new_object ();
      aft_value_builder_set_take (builder, "day", aft_value_new_take_string (dup_date (day->day)));
      aft_value_builder_set_number (builder, "count", (double) day->count);
      aft_value_builder_set_number (builder, "first", (double) day->first);
      aft_value_builder_set_number (builder, "last", (double) day->last);
      aft_value_builder_take (list, aft_value_builder_end (builder));
    }
  return aft_value_builder_end (list);
}

static AftValue *
describe_completeness (AftAdmin *admin, const AftHouseCompleteness *complete, GError **error)
{
  AftValue *days = describe_days (admin, &complete->device_id, error);
  if (days == NULL)
    return NULL;
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_take (builder, "device", aft_command_id_value (&complete->device_id));
  aft_value_builder_set_number (builder, "first", (double) complete->first);
  aft_value_builder_set_number (builder, "last", (double) complete->last);
  aft_value_builder_set_number (builder, "complete_to", (double) complete->last_sequence);
  aft_value_builder_set_take (
      builder, "chain", aft_value_new_take_string (aft_digest_to_text (&complete->last_chain)));
  aft_value_builder_set_number (builder, "refused", (double) complete->refused);
  aft_value_builder_set_number (builder, "breaks", (double) complete->breaks);
  aft_value_builder_set_take (builder, "gaps", describe_gaps (complete->gaps));
  aft_value_builder_set_take (builder, "days", days);
  return aft_value_builder_end (builder);
}

static AftValue *
describe_devices (AftAdmin *admin, GError **error)
{
  g_autoptr (AftValueBuilder) list = aft_value_builder_new_array ();
  g_autoptr (GPtrArray) devices
      = aft_house_store_list_completeness_sync (admin->store, NULL, error);
  if (devices == NULL)
    return NULL;
  for (guint i = 0; i < devices->len; i++)
    {
      AftValue *device = describe_completeness (admin, g_ptr_array_index (devices, i), error);
      if (device == NULL)
        return NULL;
      aft_value_builder_take (list, device);
    }
  return aft_value_builder_end (g_steal_pointer (&list));
}

AftValue *
aft_command_verify (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (AftHouseVerification) verification = aft_house_store_verify_sync (admin->store, error);
  g_autoptr (AftValue) devices = verification != NULL ? describe_devices (admin, error) : NULL;
  if (devices == NULL)
    return NULL;
  AftValueBuilder *findings = aft_value_builder_new_array ();
  for (guint i = 0; i < verification->findings->len; i++)
    aft_value_builder_take (findings,
                            aft_value_new_string (g_ptr_array_index (verification->findings, i)));
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_boolean (reply, "sound", verification->findings->len == 0);
  aft_value_builder_set_number (reply, "items", (double) verification->items);
  aft_value_builder_set_number (reply, "audit_rows", (double) verification->audit_rows);
  aft_value_builder_set_number (reply, "rollups", (double) verification->rollups);
  aft_value_builder_set_take (reply, "findings", aft_value_builder_end (findings));
  aft_value_builder_set (reply, "devices", devices);
  return aft_value_builder_end (reply);
}
