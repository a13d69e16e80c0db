/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subcommands about kiosks: who is there, who may come in, who may not any more. */
#include <string.h>

#include "aft-command.h"
#include "aft-device-flow.h"
#include "aft-device-token.h"
#include "aft-error.h"
#include "aft-secret.h"

#define IDENTITY_MODE 0600
#define DEFAULT_NAME  "A"

static AftValue *
describe_device (gconstpointer record)
{
  const AftHouseDevice *device = record;
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_take (builder, "device", aft_command_id_value (&device->id));
  aft_value_builder_set_string (builder, "name", device->name);
  aft_value_builder_set_take (builder, "venue", aft_command_id_value (&device->venue_id));
  aft_value_builder_set_take (builder, "approved", aft_command_time_value (device->approved_ms));
  aft_value_builder_set_take (builder, "revoked", aft_command_time_value (device->revoked_ms));
  aft_value_builder_set_take (builder, "last_seen", aft_command_time_value (device->last_seen_ms));
  aft_value_builder_set_number (builder, "last_sequence", (double) device->last_sequence);
  aft_value_builder_set_number (builder, "queue", (double) device->queue);
  aft_value_builder_set_number (builder, "clock_offset_ms", (double) device->clock_offset_ms);
  return aft_value_builder_end (builder);
}

static AftValue *
describe_authorization (const AftHouseAuthorization *authorization)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "code", authorization->user_code);
  aft_value_builder_set_take (builder, "device", aft_command_id_value (&authorization->device_id));
  aft_value_builder_set_string (builder, "name", authorization->name);
  aft_value_builder_set_take (builder, "expires",
                              aft_command_time_value (authorization->expires_ms));
  return aft_value_builder_end (builder);
}

AftValue *
aft_command_device_list (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (GPtrArray) devices = aft_house_store_list_devices_sync (admin->store, NULL, error);
  g_autoptr (GPtrArray) waiting
      = devices != NULL ? aft_house_store_list_authorizations_sync (admin->store, error) : NULL;
  if (waiting == NULL)
    return NULL;
  AftValueBuilder *known = aft_value_builder_new_array ();
  for (guint i = 0; i < devices->len; i++)
    aft_value_builder_take (known, describe_device (g_ptr_array_index (devices, i)));
  AftValueBuilder *asking = aft_value_builder_new_array ();
  for (guint i = 0; i < waiting->len; i++)
    aft_value_builder_take (asking, describe_authorization (g_ptr_array_index (waiting, i)));
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_take (reply, "devices", aft_value_builder_end (known));
  aft_value_builder_set_take (reply, "waiting", aft_value_builder_end (asking));
  return aft_value_builder_end (reply);
}

static char *
read_code (const AftValue *request, GError **error)
{
  char *code = aft_user_code_normalize (aft_command_get_text (request, "code"));
  if (code == NULL)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                         "A code is eight letters, as the kiosk shows them");
  return code;
}

static AftValue *
describe_code (const char *code, const char *outcome)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "code", code);
  aft_value_builder_set_string (builder, "outcome", outcome);
  return aft_value_builder_end (builder);
}

AftValue *
aft_command_device_approve (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autofree char *code = read_code (request, error);
  g_autoptr (AftVenue) venue
      = code != NULL
            ? aft_command_find_venue (admin, aft_command_get_text (request, "venue"), error)
            : NULL;
  if (venue == NULL
      || !aft_house_store_approve_sync (admin->store, code, aft_venue_get_id (venue),
                                        AFT_COMMAND_ACTOR, error))
    return NULL;
  return describe_code (code, "approved");
}

AftValue *
aft_command_device_deny (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autofree char *code = read_code (request, error);
  if (code == NULL || !aft_house_store_deny_sync (admin->store, code, AFT_COMMAND_ACTOR, error))
    return NULL;
  return describe_code (code, "denied");
}

static gboolean
find_device (AftAdmin *admin, const char *text, AftId *ret_id, GError **error)
{
  guint matches = 0;
  if (aft_id_from_text (text, ret_id))
    return TRUE;
  g_autoptr (GPtrArray) devices = aft_house_store_list_devices_sync (admin->store, NULL, error);
  for (guint i = 0; devices != NULL && i < devices->len; i++)
    {
      const AftHouseDevice *device = g_ptr_array_index (devices, i);
      if (!g_str_equal (device->name, text) || device->revoked_ms != 0)
        continue;
      *ret_id = device->id;
      matches++;
    }
  if (devices != NULL && matches != 1)
    g_set_error_literal (error, AFT_ERROR, matches > 1 ? AFT_ERROR_INVALID : AFT_ERROR_NOT_FOUND,
                         matches > 1 ? "There are several devices of that name: use the id"
                                     : "There is no such device");
  return devices != NULL && matches == 1;
}

static AftValue *
change_device (AftAdmin *admin,
               const AftValue *request,
               const AftHouseDeviceChange *change,
               GError **error)
{
  AftId id;
  if (!find_device (admin, aft_command_get_text (request, "device"), &id, error)
      || !aft_house_store_change_device_sync (admin->store, &id, change, AFT_COMMAND_ACTOR, error))
    return NULL;
  g_autoptr (AftHouseDevice) device = aft_house_store_get_device_sync (admin->store, &id, error);
  return device != NULL ? describe_device (device) : NULL;
}

AftValue *
aft_command_device_rename (AftAdmin *admin, const AftValue *request, GError **error)
{
  AftHouseDeviceChange change = { .name = aft_command_get_text (request, "name") };
  return change_device (admin, request, &change, error);
}

AftValue *
aft_command_device_move (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (AftVenue) venue
      = aft_command_find_venue (admin, aft_command_get_text (request, "venue"), error);
  if (venue == NULL)
    return NULL;
  AftHouseDeviceChange change = { .venue_id = aft_venue_get_id (venue) };
  return change_device (admin, request, &change, error);
}

AftValue *
aft_command_device_revoke (AftAdmin *admin, const AftValue *request, GError **error)
{
  AftId id;
  if (!find_device (admin, aft_command_get_text (request, "device"), &id, error)
      || !aft_house_store_revoke_sync (admin->store, &id, AFT_COMMAND_ACTOR, error))
    return NULL;
  g_autoptr (AftHouseDevice) device = aft_house_store_get_device_sync (admin->store, &id, error);
  return device != NULL ? describe_device (device) : NULL;
}

/* The identity of a kiosk on this machine, made where there is none yet: it will find it. */
static AftDevice *
open_identity (AftAdmin *admin, const char *path, GError **error)
{
  g_autoptr (AftSecretText) text = NULL;
  g_autoptr (GError) reason = NULL;
  if (path == NULL)
    return aft_device_generate (admin->clock, admin->random);
  if (g_file_get_contents (path, &text, NULL, &reason))
    return aft_device_from_text (text, error);
  if (!g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, reason->message);
      return NULL;
    }
  g_clear_error (&reason);
  g_autoptr (AftDevice) device = aft_device_generate (admin->clock, admin->random);
  text = aft_device_to_text (device);
  if (g_file_set_contents_full (path, text, (gssize) strlen (text),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                IDENTITY_MODE, &reason))
    return g_steal_pointer (&device);
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, reason->message);
  return NULL;
}

AftValue *
aft_command_token (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (AftDeviceApplicant) applicant = g_new0 (AftDeviceApplicant, 1);
  g_autoptr (AftVenue) venue
      = aft_command_find_venue (admin, aft_command_get_text (request, "venue"), error);
  g_autoptr (AftDevice) device
      = venue != NULL ? open_identity (admin, aft_command_get_text (request, "identity"), error)
                      : NULL;
  if (device == NULL)
    return NULL;
  applicant->device_id = *aft_device_get_id (device);
  memcpy (applicant->link_key, aft_device_get_link_key (device), sizeof applicant->link_key);
  applicant->name = g_strdup (aft_value_get_member_string (request, "name", DEFAULT_NAME));
  g_autoptr (AftSecretText) token = aft_device_flow_enrol (
      admin->store, admin->random, applicant, aft_venue_get_id (venue), AFT_COMMAND_ACTOR, error);
  if (token == NULL)
    return NULL;
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_take (reply, "device", aft_command_id_value (&applicant->device_id));
  aft_value_builder_set_string (reply, "token", token);
  return aft_value_builder_end (reply);
}
