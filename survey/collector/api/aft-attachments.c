/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder of sealed photos. A file has its name from the start and is written whole before
 * anybody is told of it: what a crash leaves behind has no row in the store, and the sweep finds
 * it. Running the program that makes photos is aft-photo-maker.c's, keys are the caller's. */
#include "aft-attachments.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-error.h"
#include "aft-photo-header.h"
#include "aft-photo-maker.h"
#include "aft-sealed-file.h"

#define FOLDER_MODE   0700
#define FILE_MODE     0600
#define SUFFIX        ".sealed"
#define PURPOSE       "photo"
#define DEADLINE_MS   20000
#define MOST_AT_WORK  2
#define WAIT_MS       3000 /* for one of these to be free */
#define ORPHAN_AGE_MS (60 * 60 * 1000)

struct _AftAttachments
{
  gatomicrefcount references;
  AftAttachmentsOptions options; /* texts owned */
  GMutex mutex;
  GCond is_free;
  guint at_work; /* under the mutex */
};

AftAttachments *
aft_attachments_new (const AftAttachmentsOptions *options)
{
  AftAttachments *attachments = g_new0 (AftAttachments, 1);

  g_atomic_ref_count_init (&attachments->references);
  attachments->options = *options;
  attachments->options.folder = g_strdup (options->folder);
  attachments->options.program = g_strdup (options->program);
  if (options->deadline_ms == 0)
    attachments->options.deadline_ms = DEADLINE_MS;
  g_mutex_init (&attachments->mutex);
  g_cond_init (&attachments->is_free);
  return attachments;
}

AftAttachments *
aft_attachments_ref (AftAttachments *attachments)
{
  g_atomic_ref_count_inc (&attachments->references);
  return attachments;
}

void
aft_attachments_unref (AftAttachments *attachments)
{
  if (attachments == NULL || !g_atomic_ref_count_dec (&attachments->references))
    return;
  g_mutex_clear (&attachments->mutex);
  g_cond_clear (&attachments->is_free);
  g_free ((char *) attachments->options.folder);
  g_free ((char *) attachments->options.program);
  g_free (attachments);
}

static char *
dup_path (const AftAttachments *attachments, const AftId *id)
{
  g_autofree char *text = aft_id_to_text (id);
  return g_strconcat (attachments->options.folder, "/", text, SUFFIX, NULL);
}

static gboolean
fail (GError **error, int reason, const char *what)
{
  AftErrorCode code = reason == ENOSPC || reason == EDQUOT || reason == EFBIG ? AFT_ERROR_FULL
                      : reason == EEXIST                                      ? AFT_ERROR_CONFLICT
                                         : AFT_ERROR_UNAVAILABLE;
  g_set_error (error, AFT_ERROR, code, "%s: %s", what, g_strerror (reason));
  return FALSE;
}

/* -- making ------------------------------------------------------------------------------------
 */

static gboolean
take_turn (AftAttachments *attachments, GError **error)
{
  gint64 until_us = g_get_monotonic_time () + WAIT_MS * G_TIME_SPAN_MILLISECOND;
  gboolean is_taken = FALSE;

  g_mutex_lock (&attachments->mutex);
  while (attachments->at_work >= MOST_AT_WORK
         && g_cond_wait_until (&attachments->is_free, &attachments->mutex, until_us))
    ;
  is_taken = attachments->at_work < MOST_AT_WORK;
  if (is_taken)
    attachments->at_work++;
  g_mutex_unlock (&attachments->mutex);
  if (!is_taken)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_BUSY, "Other photos are being made");
  return is_taken;
}

static void
end_turn (AftAttachments *attachments)
{
  g_mutex_lock (&attachments->mutex);
  attachments->at_work--;
  g_cond_signal (&attachments->is_free);
  g_mutex_unlock (&attachments->mutex);
}

static GBytes *
make (AftAttachments *attachments, GBytes *picture, GError **error)
{
  const AftAttachmentsOptions *options = &attachments->options;

  if (g_bytes_get_size (picture) > AFT_ATTACHMENT_MOST_BYTES)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "The picture is too large");
      return NULL;
    }
  if (!take_turn (attachments, error))
    return NULL;
  GBytes *made = aft_photo_maker_run (options->program, picture, options->deadline_ms, error);
  end_turn (attachments);
  return made;
}

/* The program that made it is not believed either. */
static gboolean
measure (GBytes *jpeg, AftAttachment *attachment, GError **error)
{
  AftPhotoHeader header;
  gsize count = 0;
  const guint8 *bytes = g_bytes_get_data (jpeg, &count);

  if (aft_photo_header_read (bytes, count, &header) && header.kind == AFT_PHOTO_JPEG
      && header.has_end && header.width <= AFT_ATTACHMENT_SIDE
      && header.height <= AFT_ATTACHMENT_SIDE)
    {
      attachment->width = header.width;
      attachment->height = header.height;
      attachment->bytes = count;
      return TRUE;
    }
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "What made a photo made no JPEG");
  return FALSE;
}

/* -- the folder --------------------------------------------------------------------------------
 */

/* Names in it are on the disk then. */
static gboolean
sync_folder (const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int reason = fd >= 0 && fsync (fd) == 0 ? 0 : errno;

  if (fd >= 0)
    close (fd);
  return reason == 0 || fail (error, reason, folder);
}

static gboolean
make_folder (const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    return fail (error, errno, folder);
  return sync_folder (parent, error);
}

/* 0, or errno. */
static int
write_file (int fd, GBytes *content)
{
  gsize left = 0;
  const guint8 *at = g_bytes_get_data (content, &left);

  while (left > 0)
    {
      gssize put = write (fd, at, left);
      if (put < 0 && errno == EINTR)
        continue;
      if (put < 0)
        return errno;
      at += put;
      left -= (gsize) put;
    }
  return fsync (fd) == 0 ? 0 : errno;
}

static gboolean
store_file (const char *folder, const char *path, GBytes *content, GError **error)
{
  if (!make_folder (folder, error))
    return FALSE;
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, FILE_MODE);
  if (fd < 0)
    return fail (error, errno, "A photo");
  int reason = write_file (fd, content);
  if (close (fd) != 0 && reason == 0)
    reason = errno;
  if (reason == 0 && sync_folder (folder, error))
    return TRUE;
  if (reason != 0)
    fail (error, reason, "A photo");
  g_unlink (path);
  return FALSE;
}

gboolean
aft_attachments_add_sync (AftAttachments *attachments,
                          const AftId *id,
                          GBytes *picture,
                          AftAttachment *ret_attachment,
                          GError **error)
{
  const AftAttachmentsOptions *options = &attachments->options;
  AftSealKey key;
  g_autofree char *path = dup_path (attachments, id);
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GBytes) sealed = NULL;
  AftAttachment made = { .id = *id };

  if (!options->get_key (&key, options->user_data, error))
    return FALSE;
  jpeg = make (attachments, picture, error);
  if (jpeg == NULL || !measure (jpeg, &made, error))
    return FALSE;
  sealed = aft_sealed_file_make (&key, id, PURPOSE, jpeg, error);
  if (sealed == NULL || !store_file (options->folder, path, sealed, error))
    return FALSE;
  *ret_attachment = made;
  return TRUE;
}

/* -- reading and deleting ----------------------------------------------------------------------
 */

static void
fail_reading (GError **error, const GError *reason)
{
  gboolean is_there = !g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT);

  g_set_error_literal (error, AFT_ERROR, is_there ? AFT_ERROR_UNAVAILABLE : AFT_ERROR_NOT_FOUND,
                       is_there ? reason->message : "There is no such photo");
}

GBytes *
aft_attachments_open_sync (AftAttachments *attachments, const AftId *id, GError **error)
{
  const AftAttachmentsOptions *options = &attachments->options;
  g_autofree char *path = dup_path (attachments, id);
  g_autoptr (GError) reason = NULL;
  char *bytes = NULL;
  gsize count = 0;

  if (!g_file_get_contents (path, &bytes, &count, &reason))
    {
      fail_reading (error, reason);
      return NULL;
    }
  g_autoptr (GBytes) sealed = g_bytes_new_take (bytes, count);
  return options->open (sealed, id, options->user_data, error);
}

gboolean
aft_attachments_delete_sync (AftAttachments *attachments, const AftId *id, GError **error)
{
  g_autofree char *path = dup_path (attachments, id);

  if (g_unlink (path) == 0)
    return sync_folder (attachments->options.folder, error);
  return errno == ENOENT || fail (error, errno, "A photo");
}

/* -- the sweep ---------------------------------------------------------------------------------
 */

static int
compare_ids (const void *a, const void *b)
{
  return memcmp (a, b, AFT_ID_BYTES);
}

static gboolean
read_name (const char *name, AftId *ret_id)
{
  g_autofree char *text = NULL;

  if (!g_str_has_suffix (name, SUFFIX) || strlen (name) != AFT_ID_TEXT_LENGTH + strlen (SUFFIX))
    return FALSE;
  text = g_strndup (name, AFT_ID_TEXT_LENGTH);
  return aft_id_from_text (text, ret_id);
}

static gboolean
is_orphan (const AftAttachments *attachments, const AftId *id, const GArray *known, gint64 now_ms)
{
  g_autofree char *path = dup_path (attachments, id);
  struct stat status;

  if (known->len > 0 && bsearch (id, known->data, known->len, sizeof (AftId), compare_ids) != NULL)
    return FALSE;
  return stat (path, &status) == 0 && now_ms - (gint64) status.st_mtime * 1000 > ORPHAN_AGE_MS;
}

gboolean
aft_attachments_sweep_sync (AftAttachments *attachments,
                            const GArray *known,
                            gint64 now_ms,
                            guint *ret_count,
                            GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (attachments->options.folder, 0, NULL);
  const char *name = NULL;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      AftId id;
      if (!read_name (name, &id) || !is_orphan (attachments, &id, known, now_ms))
        continue;
      if (!aft_attachments_delete_sync (attachments, &id, error))
        return FALSE;
      count++;
    }
  if (ret_count != NULL)
    *ret_count = count;
  return TRUE;
}
