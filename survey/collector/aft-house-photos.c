/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where this program keeps guests' photos, what makes them, and which keys open them; and the daily
 * look for files that nothing refers to. The files themselves are aft-attachments.c's. */
#include "aft-house-photos.h"

#include "aft-error.h"
#include "aft-house-keys.h"
#include "aft-house-store-attachments.h"
#include "aft-sealed-file.h"

#define FOLDER        "attachments"
#define PURPOSE       "photo"
#define SWEEP_SECONDS (24 * 60 * 60)

/* -- keys --------------------------------------------------------------------------------------
 */

static gboolean
get_key (AftSealKey *ret_key, gpointer user_data, GError **error)
{
  const AftAdmin *admin = user_data;
  g_autoptr (GPtrArray) keys = aft_house_keys_list (admin->keys, error);

  if (keys == NULL)
    return FALSE;
  if (keys->len == 0)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "The house has no key yet");
      return FALSE;
    }
  const AftHouseKey *present = keys->pdata[keys->len - 1];
  *ret_key = present->public_key;
  return TRUE;
}

static GBytes *
open_sealed (GBytes *sealed, const AftId *id, gpointer user_data, GError **error)
{
  const AftAdmin *admin = user_data;
  g_autofree char *kid = aft_sealed_file_dup_kid (sealed);
  g_autoptr (GPtrArray) keys = aft_house_keys_list (admin->keys, error);

  if (keys == NULL)
    return NULL;
  for (guint i = 0; i < keys->len; i++)
    {
      const AftHouseKey *key = keys->pdata[i];
      if (g_strcmp0 (key->kid, kid) == 0)
        return aft_sealed_file_open (sealed, &key->public_key, &key->secret_key, id, PURPOSE,
                                     error);
    }
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED, "The house has no such key");
  return NULL;
}

AftAttachments *
aft_house_photos_new_attachments (const AftAdmin *admin)
{
  const char *program = g_getenv ("AFTERTASTE_PHOTO");
  g_autofree char *folder = g_build_filename (admin->data, FOLDER, NULL);
  const AftAttachmentsOptions options
      = { .folder = folder,
          .program = program != NULL ? program : AFT_HELPER_DIR "/aftertaste-photo",
          .get_key = get_key,
          .open = open_sealed,
          .user_data = (gpointer) admin };

  return aft_attachments_new (&options);
}

/* -- the sweep ---------------------------------------------------------------------------------
 */

struct _AftPhotoSweep
{
  grefcount references; /* the owner, and the call on its way */
  const AftAdmin *admin;
  AftAttachments *attachments;
  void (*failed) (const GError *error, gpointer user_data);
  gpointer user_data;
  guint timer;
  gboolean is_over;
};

static void
unref_sweep (gpointer data)
{
  AftPhotoSweep *sweep = data;

  if (!g_ref_count_dec (&sweep->references))
    return;
  aft_attachments_unref (sweep->attachments);
  g_free (sweep);
}

/* On a thread of the store. What is written while it looks is younger than what it takes. */
static gpointer
work_sweep (AftHouseStore *store, gpointer data, GError **error)
{
  const AftPhotoSweep *sweep = data;
  g_autoptr (GArray) known = aft_house_store_list_attachment_ids_sync (store, error);
  gint64 now_ms = aft_clock_get_real_ms (sweep->admin->clock);

  if (known == NULL || !aft_attachments_sweep_sync (sweep->attachments, known, now_ms, NULL, error))
    return NULL;
  return g_steal_pointer (&known);
}

static void
on_swept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AftPhotoSweep *sweep = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) known = aft_house_store_call_finish (result, &error);

  if (known == NULL && !sweep->is_over && sweep->failed != NULL)
    sweep->failed (error, sweep->user_data);
  unref_sweep (sweep);
}

static void
begin (AftPhotoSweep *sweep)
{
  const AftHouseCall call
      = { .work = work_sweep, .data = sweep, .free_result = (GDestroyNotify) g_array_unref };

  g_ref_count_inc (&sweep->references);
  aft_house_store_call_async (sweep->admin->store, &call, on_swept, sweep);
}

static gboolean
on_day_over (gpointer user_data)
{
  begin (user_data);
  return G_SOURCE_CONTINUE;
}

AftPhotoSweep *
aft_photo_sweep_new (const AftAdmin *admin,
                     AftAttachments *attachments,
                     void (*failed) (const GError *error, gpointer user_data),
                     gpointer user_data)
{
  AftPhotoSweep *sweep = g_new0 (AftPhotoSweep, 1);

  g_ref_count_init (&sweep->references);
  sweep->admin = admin;
  sweep->attachments = aft_attachments_ref (attachments);
  sweep->failed = failed;
  sweep->user_data = user_data;
  sweep->timer = g_timeout_add_seconds (SWEEP_SECONDS, on_day_over, sweep);
  begin (sweep);
  return sweep;
}

void
aft_photo_sweep_free (AftPhotoSweep *sweep)
{
  if (sweep == NULL)
    return;
  sweep->is_over = TRUE;
  g_clear_handle_id (&sweep->timer, g_source_remove);
  unref_sweep (sweep);
}
