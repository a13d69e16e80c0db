/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subcommands that look after the data: limits, backup, restore, verification, migration. */
#include "aft-command.h"

#include <stdio.h>

#include "aft-api.h"
#include "aft-device-configuration.h"
#include "aft-device-flow.h"
#include "aft-envelope.h"
#include "aft-error.h"
#include "aft-http-limits.h"

#define AUDIT_ROWS 1000 /* at a time */

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
  if (!aft_house_store_back_up_sync (admin->store, path, admin->progress, error))
    return NULL;
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_string (reply, "backup", path);
  return aft_value_builder_end (reply);
}

AftValue *
aft_command_restore (AftAdmin *admin, const AftValue *request, GError **error)
{
  const char *path = aft_command_get_text (request, "path");
  if (!aft_admin_restore (admin, path, AFT_COMMAND_ACTOR, error))
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

/* -- audit ------------------------------------------------------------------------------------ */

static AftValue *
describe_audit_row (gconstpointer record)
{
  const AftHouseAuditRow *row = record;
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_number (builder, "row", (double) row->sequence);
  aft_value_builder_set_take (builder, "time", aft_command_time_value (row->time_ms));
  aft_value_builder_set_string (builder, "actor", row->actor);
  aft_value_builder_set_string (builder, "action", row->action);
  aft_value_builder_set_string (builder, "subject", row->subject);
  aft_value_builder_set_string (builder, "detail", row->detail);
  return aft_value_builder_end (builder);
}

AftValue *
aft_command_audit_list (AftAdmin *admin, const AftValue *request, GError **error)
{
  guint64 after = 0;
  const char *text = aft_command_get_text (request, "after");
  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &after, NULL))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "A row has a number");
      return NULL;
    }
  g_autoptr (GPtrArray) rows
      = aft_house_store_list_audit_sync (admin->store, after, AUDIT_ROWS, error);
  return rows != NULL ? aft_command_list (rows, "audit", describe_audit_row) : NULL;
}

/* -- verify ----------------------------------------------------------------------------------- */

/* Those of one day, or all. */
static AftValue *
describe_gaps (const GArray *gaps, const gint32 *day)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < gaps->len; i++)
    {
      const AftHouseProofGap *gap = &g_array_index (gaps, AftHouseProofGap, i);
      if (day != NULL && gap->day != *day)
        continue;
      AftValueBuilder *pair = aft_value_builder_new_array ();
      aft_value_builder_take (pair, aft_value_new_number ((double) gap->first));
      aft_value_builder_take (pair, aft_value_new_number ((double) gap->last));
      aft_value_builder_take (list, aft_value_builder_end (pair));
    }
  return aft_value_builder_end (list);
}

static void
set_numbers (AftValueBuilder *builder, const char *const *names, const guint64 *numbers)
{
  for (guint i = 0; names[i] != NULL; i++)
    aft_value_builder_set_number (builder, names[i], (double) numbers[i]);
}

/* The chain proves the device's prefix as a whole: no day is proved when it is not. */
static AftValue *
describe_day (const AftHouseProof *proof, const AftHouseProofDay *day)
{
  static const char *const names[]
      = { "count", "first", "last", "missing", "breaks", "changed", NULL };
  const guint64 numbers[]
      = { day->count, day->first, day->last, day->missing, day->breaks, day->changed };
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_take (builder, "day",
                              aft_value_new_take_string (aft_house_dup_date (day->day)));
  set_numbers (builder, names, numbers);
  aft_value_builder_set_boolean (builder, "intact", proof->is_intact);
  aft_value_builder_set_take (builder, "gaps", describe_gaps (proof->gaps, &day->day));
  return aft_value_builder_end (builder);
}

static AftValue *
describe_days (const AftHouseProof *proof)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < proof->days->len; i++)
    aft_value_builder_take (
        list, describe_day (proof, &g_array_index (proof->days, AftHouseProofDay, i)));
  return aft_value_builder_end (list);
}

static AftValue *
describe_proof (const AftHouseProof *proof)
{
  static const char *const names[] = { "first",   "last",   "complete_to", "items", "refused",
                                       "missing", "breaks", "changed",     NULL };
  const guint64 numbers[] = { proof->first,   proof->last,    proof->complete_to, proof->items,
                              proof->refused, proof->missing, proof->breaks,      proof->changed };
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_take (builder, "device", aft_command_id_value (&proof->device_id));
  aft_value_builder_set_string (builder, "name", proof->device_name);
  aft_value_builder_set_string (builder, "venue", proof->venue_name);
  set_numbers (builder, names, numbers);
  aft_value_builder_set_boolean (builder, "intact", proof->is_intact);
  aft_value_builder_set_take (builder, "chain",
                              aft_value_new_take_string (aft_digest_to_text (&proof->chain)));
  aft_value_builder_set_take (builder, "gaps", describe_gaps (proof->gaps, NULL));
  aft_value_builder_set_take (builder, "days", describe_days (proof));
  return aft_value_builder_end (builder);
}

AftValue *
aft_command_verify (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (AftHouseVerification) verification
      = aft_house_store_verify_sync (admin->store, admin->progress, error);
  if (verification == NULL)
    return NULL;
  AftValueBuilder *findings = aft_value_builder_new_array ();
  for (guint i = 0; i < verification->findings->len; i++)
    aft_value_builder_take (findings,
                            aft_value_new_string (g_ptr_array_index (verification->findings, i)));
  AftValueBuilder *devices = aft_value_builder_new_array ();
  for (guint i = 0; i < verification->proofs->len; i++)
    aft_value_builder_take (devices, describe_proof (g_ptr_array_index (verification->proofs, i)));
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_boolean (reply, "sound", verification->findings->len == 0);
  aft_value_builder_set_number (reply, "items", (double) verification->items);
  aft_value_builder_set_number (reply, "audit_rows", (double) verification->audit_rows);
  aft_value_builder_set_number (reply, "rollups", (double) verification->rollups);
  aft_value_builder_set_number (reply, "trends", (double) verification->trends);
  aft_value_builder_set_take (reply, "findings", aft_value_builder_end (findings));
  aft_value_builder_set_take (reply, "devices", aft_value_builder_end (devices));
  return aft_value_builder_end (reply);
}

/* -- verify, for a person --------------------------------------------------------------------- */

static gint64
get_number (const AftValue *object, const char *name)
{
  return (gint64) aft_value_get_member_number (object, name, 0);
}

static void
print_gaps (const AftValue *object)
{
  const AftValue *gaps = aft_value_get_member (object, "gaps");
  for (gsize i = 0; i < aft_value_get_length (gaps); i++)
    {
      const AftValue *pair = aft_value_get_item (gaps, i);
      printf ("%s%.0f–%.0f",
              i > 0 ? ", " : "   missing: ", aft_value_get_number (aft_value_get_item (pair, 0)),
              aft_value_get_number (aft_value_get_item (pair, 1)));
    }
}

static void
print_row (const AftValue *object, const char *label, const char *count)
{
  static const char *const names[] = { "first", "last", "missing", "breaks", "changed" };
  printf ("  %-12s%9" G_GINT64_FORMAT, label, get_number (object, count));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    printf ("%9" G_GINT64_FORMAT, get_number (object, names[i]));
  fputs (aft_value_get_member_boolean (object, "intact", FALSE) ? "  intact" : "  NOT PROVED",
         stdout);
}

static void
print_device (const AftValue *device)
{
  const AftValue *days = aft_value_get_member (device, "days");
  printf ("\n%s (%s) %s\n", aft_value_get_member_string (device, "name", ""),
          aft_value_get_member_string (device, "venue", ""),
          aft_value_get_member_string (device, "device", ""));
  printf ("  %-12s%9s%9s%9s%9s%9s%9s  chain\n", "day", "count", "first", "last", "missing",
          "breaks", "changed");
  for (gsize i = 0; i < aft_value_get_length (days); i++)
    {
      const AftValue *day = aft_value_get_item (days, i);
      print_row (day, aft_value_get_member_string (day, "day", ""), "count");
      print_gaps (day);
      putchar ('\n');
    }
  print_row (device, "all", "items");
  printf ("   complete to %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT " refused\n",
          get_number (device, "complete_to"), get_number (device, "refused"));
}

void
aft_command_verify_print (const AftValue *reply)
{
  const AftValue *devices = aft_value_get_member (reply, "devices");
  const AftValue *findings = aft_value_get_member (reply, "findings");
  gsize count = aft_value_get_length (findings);
  printf ("%" G_GINT64_FORMAT " items, %" G_GINT64_FORMAT " rollups, %" G_GINT64_FORMAT
          " trend rows, %" G_GINT64_FORMAT " audit rows: ",
          get_number (reply, "items"), get_number (reply, "rollups"), get_number (reply, "trends"),
          get_number (reply, "audit_rows"));
  if (count == 0)
    puts ("all is sound");
  else
    printf ("%" G_GSIZE_FORMAT " findings\n", count);
  for (gsize i = 0; i < count; i++)
    printf ("  ! %s\n", aft_value_get_string (aft_value_get_item (findings, i)));
  for (gsize i = 0; i < aft_value_get_length (devices); i++)
    print_device (aft_value_get_item (devices, i));
}
