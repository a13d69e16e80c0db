/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subcommands for a guest who asks what the house holds of them, or wants it gone: found by a slip,
 * a telephone or member number, or as the console names them. What goes and what stays is the
 * store's. */
#include <string.h>

#include "aft-command.h"
#include "aft-error.h"
#include "aft-follow-up.h"
#include "aft-guest-data.h"
#include "aft-guest-finder.h"
#include "aft-guest-key.h"
#include "aft-house-keys.h"
#include "aft-house-photos.h"
#include "aft-house-store-erasure.h"
#include "aft-house-store-phones.h"
#include "aft-secret.h"

/* Whom a request names, and what the target borrows. */
typedef struct
{
  AftHouseErasureTarget target;
  AftHouseErasureWay way;
  AftId response_id;
  AftId device_id;
  AftId guest_id;
  AftDigest key;
} Named;

static gboolean
refuse (GError **error, AftErrorCode code, const char *why)
{
  g_set_error_literal (error, AFT_ERROR, code, why);
  return FALSE;
}

/* The link's address will do as well. */
static gboolean
name_slip (AftAdmin *admin, const char *text, Named *named, GError **error)
{
  guint8 hint[AFT_FOLLOW_UP_HINT_BYTES];
  const char *slash = strrchr (text, '/');
  const char *token = slash != NULL ? slash + 1 : text;
  if (!aft_follow_up_read_hint (token, hint))
    return refuse (error, AFT_ERROR_INVALID, "--slip takes the link of a slip, or its last part");
  g_autoptr (GPtrArray) devices
      = aft_house_store_list_devices_by_hint_sync (admin->store, hint, error);
  if (devices == NULL)
    return FALSE;
  for (guint i = 0; i < devices->len; i++)
    {
      const AftHouseDevice *known = devices->pdata[i];
      g_autoptr (AftDevice) device = aft_device_new (&known->id, known->link_key);
      if (!aft_follow_up_check (token, device, &named->response_id, NULL))
        continue;
      named->device_id = known->id;
      named->target = (AftHouseErasureTarget){ .response_id = &named->response_id,
                                               .device_id = &named->device_id };
      return TRUE;
    }
  return refuse (error, AFT_ERROR_NOT_FOUND, "That is no slip of this house");
}

static gboolean
name_number (AftAdmin *admin, const char *number, Named *named, GError **error)
{
  guint8 key[AFT_GUEST_KEY_BYTES];
  if (number == NULL)
    return refuse (error, AFT_ERROR_INVALID, "That is no such number");
  if (!aft_house_keys_read_guest_key (admin->keys, key, error))
    return FALSE;
  named->key = aft_guest_key_make (key, number);
  aft_secret_wipe (key, sizeof key);
  named->target = (AftHouseErasureTarget){ .key = &named->key };
  return TRUE;
}

static gboolean
name_phone (AftAdmin *admin, const AftValue *request, Named *named, GError **error)
{
  g_autoptr (AftVenue) venue
      = aft_command_find_venue (admin, aft_command_get_text (request, "venue"), error);
  if (venue == NULL)
    return FALSE;
  g_autoptr (AftSecretText) number = aft_guest_key_dup_phone (
      aft_command_get_text (request, "phone"), aft_venue_get_country_code (venue));
  return name_number (admin, number, named, error);
}

static gboolean
name_guest (const char *text, Named *named, GError **error)
{
  if (!aft_id_from_text (text, &named->guest_id))
    return refuse (error, AFT_ERROR_INVALID, "--guest takes the id in a guest's address");
  named->target = (AftHouseErasureTarget){ .guest_id = &named->guest_id };
  return TRUE;
}

static gboolean
find_named (AftAdmin *admin, const AftValue *request, Named *named, GError **error)
{
  static const struct
  {
    const char *name;
    AftHouseErasureWay way;
  } ways[] = { { "slip", AFT_HOUSE_ERASE_BY_SLIP },
               { "phone", AFT_HOUSE_ERASE_BY_PHONE },
               { "member", AFT_HOUSE_ERASE_BY_MEMBER },
               { "guest", AFT_HOUSE_ERASE_BY_GUEST } };
  const char *text = NULL;
  guint said = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (aft_command_get_text (request, ways[i].name) != NULL)
      {
        said++;
        named->way = ways[i].way;
        text = aft_command_get_text (request, ways[i].name);
      }
  if (said != 1)
    return refuse (error, AFT_ERROR_INVALID,
                   "One of --slip, --phone, --member and --guest says who it is");
  if (named->way == AFT_HOUSE_ERASE_BY_SLIP)
    return name_slip (admin, text, named, error);
  if (named->way == AFT_HOUSE_ERASE_BY_PHONE)
    return name_phone (admin, request, named, error);
  if (named->way == AFT_HOUSE_ERASE_BY_GUEST)
    return name_guest (text, named, error);
  g_autofree char *member = aft_guest_key_dup_member (text);
  return name_number (admin, member, named, error);
}

/* What a crash in between leaves is swept by `serve`. */
static void
delete_photos (AftAdmin *admin, const GArray *ids)
{
  g_autoptr (AftAttachments) attachments = aft_house_photos_new_attachments (admin);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) error = NULL;
      if (!aft_attachments_delete_sync (attachments, &g_array_index (ids, AftId, i), &error))
        g_warning ("deleting a photo: %s", error->message);
    }
}

static AftValue *
describe (const AftHouseErasureReceipt *receipt)
{
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_take (reply, "receipt", aft_command_id_value (&receipt->id));
  aft_value_builder_set_take (reply, "time", aft_command_time_value (receipt->time_ms));
  aft_value_builder_set_string (reply, "way", aft_house_erasure_way_to_text (receipt->way));
  aft_value_builder_set_number (reply, "responses", receipt->responses);
  aft_value_builder_set_number (reply, "sealed", receipt->sealed);
  aft_value_builder_set_number (reply, "cases", receipt->cases);
  aft_value_builder_set_number (reply, "photos", receipt->photos);
  aft_value_builder_set_number (reply, "visits", receipt->visits);
  aft_value_builder_set_number (reply, "guests", receipt->guests);
  aft_value_builder_set_number (reply, "waiting_for_kiosks", receipt->waiting);
  aft_value_builder_set_boolean (reply, "log_emptied", receipt->is_final);
  return aft_value_builder_end (reply);
}

AftValue *
aft_command_erase (AftAdmin *admin, const AftValue *request, GError **error)
{
  Named named = { .way = AFT_HOUSE_ERASE_BY_SLIP };
  if (!find_named (admin, request, &named, error))
    return NULL;
  g_autoptr (AftHouseErasureReceipt) receipt = aft_house_store_erase_sync (
      admin->store, &named.target, named.way, AFT_COMMAND_ACTOR, error);
  if (receipt == NULL)
    return NULL;
  delete_photos (admin, receipt->photo_ids);
  return describe (receipt);
}

static gboolean
note_export (AftAdmin *admin, const Named *named, GError **error)
{
  g_autofree char *detail
      = g_strdup_printf ("{\"way\":\"%s\"}", aft_house_erasure_way_to_text (named->way));
  const AftId *id
      = named->target.response_id != NULL ? named->target.response_id : named->target.guest_id;
  g_autofree char *subject = id != NULL ? aft_id_to_text (id) : g_strdup ("guest");
  const AftHouseAuditRow row = { .actor = (char *) AFT_COMMAND_ACTOR,
                                 .action = (char *) "guest.export",
                                 .subject = subject,
                                 .detail = detail };
  return aft_house_store_append_audit_sync (admin->store, &row, error);
}

AftValue *
aft_command_guests_export (AftAdmin *admin, const AftValue *request, GError **error)
{
  Named named = { .way = AFT_HOUSE_ERASE_BY_SLIP };
  const AftUploadOpener opener = aft_guest_finder_get_opener (admin->keys);
  if (!find_named (admin, request, &named, error))
    return NULL;
  g_autoptr (AftValue) held
      = aft_house_store_dup_guest_data_sync (admin->store, &named.target, error);
  if (held == NULL || !note_export (admin, &named, error))
    return NULL;
  return aft_guest_data_open (held, &opener, FALSE);
}
