/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the token of a slip's link to what it opens. Whatever is wrong with a token, the same is
 * looked up in the same order before it is said, in the same words, that it opens nothing. What is
 * then shown is the pages' own. */
#include "aft-follow-link.h"

#include "aft-device.h"
#include "aft-error.h"
#include "aft-follow-up.h"

#define MS_A_DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

void
aft_follow_link_free (AftFollowLink *link)
{
  if (link == NULL)
    return;
  g_clear_pointer (&link->found, aft_house_follow_up_free);
  g_clear_pointer (&link->device, aft_house_device_free);
  g_free (link->token);
  g_free (link);
}

static gboolean
is_signed_by (const char *token, const AftHouseDevice *device, AftId *ret_response_id)
{
  g_autoptr (AftDevice) identity
      = device != NULL ? aft_device_new (&device->id, device->link_key) : NULL;
  return aft_follow_up_check (token, identity, ret_response_id, NULL);
}

/* NULL when none of @devices signed @token; one more check is made where there is none. */
static AftHouseDevice *
take_signer (GPtrArray *devices, const char *token, AftId *ret_response_id)
{
  AftHouseDevice *signer = NULL;

  for (guint i = devices->len; i > 0; i--)
    if (is_signed_by (token, devices->pdata[i - 1], ret_response_id) && signer == NULL)
      signer = g_ptr_array_steal_index (devices, i - 1);
  if (devices->len == 0 && signer == NULL && is_signed_by (token, NULL, ret_response_id))
    g_assert_not_reached ();
  return signer;
}

static gboolean
is_over (const AftHouseFollowUp *found, gint64 now_ms, gint64 link_days)
{
  return found->is_erased
         || (found->has_arrived && now_ms - found->received_ms > link_days * MS_A_DAY);
}

static AftFollowLink *
refuse (GError **error)
{
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "This link opens nothing");
  return NULL;
}

AftFollowLink *
aft_follow_link_find_sync (AftHouseStore *store,
                           const char *token,
                           gint64 now_ms,
                           gint64 link_days,
                           GError **error)
{
  static const AftId nobody = { { 0 } };
  g_autoptr (AftFollowLink) link = g_new0 (AftFollowLink, 1);
  g_autoptr (GError) reason = NULL;
  guint8 hint[AFT_FOLLOW_UP_HINT_BYTES];

  link->token = g_strdup (token != NULL ? token : "");
  /* A text that is no token has zeros for its hint, and is nobody's. */
  (void) aft_follow_up_read_hint (link->token, hint);
  g_autoptr (GPtrArray) devices = aft_house_store_list_devices_by_hint_sync (store, hint, error);
  if (devices == NULL)
    return NULL;
  link->device = take_signer (devices, link->token, &link->response_id);
  link->found = aft_house_store_find_follow_up_sync (
      store, link->device != NULL ? &link->device->id : &nobody, &link->response_id, &reason);
  if (reason != NULL && !g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  if (link->device == NULL || link->found == NULL || is_over (link->found, now_ms, link_days))
    return refuse (error);
  return g_steal_pointer (&link);
}
