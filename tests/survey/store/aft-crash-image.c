/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The disk after a power cut. For each file: what was synced is there; of what was written since,
 * any part may be. A write may be torn at any sector, but does not touch bytes beside it (SQLite's
 * "powersafe overwrite", its default assumption about disks). A new file's name is on the disk with
 * its first sync, as SQLite syncs the folder then; a deletion with the folder's sync. */
#include "aft-crash-image.h"

#include <glib/gstdio.h>
#include <string.h>

#include "aft-seeded-random.h"

#define SECTOR_BYTES 512

typedef struct
{
  GByteArray *durable;
  gboolean is_named;   /* its name is on the disk */
  gboolean is_deleted; /* but that is not */
  GPtrArray *pending;  /* AftCrashStep since the last sync, borrowed */
} Image;

static Image *
image_new (GBytes *content)
{
  Image *image = g_new0 (Image, 1);
  image->durable = g_byte_array_new ();
  image->pending = g_ptr_array_new ();
  image->is_named = content != NULL;
  if (content != NULL && g_bytes_get_size (content) > 0)
    g_byte_array_append (image->durable, g_bytes_get_data (content, NULL),
                         g_bytes_get_size (content));
  return image;
}

static void
image_free (gpointer data)
{
  Image *image = data;
  g_byte_array_unref (image->durable);
  g_ptr_array_unref (image->pending);
  g_free (image);
}

static void
set_size (GByteArray *content, gsize size)
{
  gsize former = content->len;
  g_byte_array_set_size (content, size);
  if (size > former)
    memset (content->data + former, 0, size - former);
}

/* Bytes @from up to @to of the step's write. */
static void
apply_part (GByteArray *content, const AftCrashStep *step, gsize from, gsize to)
{
  const guint8 *bytes = g_bytes_get_data (step->bytes, NULL);
  if (from >= to)
    return;
  if (content->len < step->offset + to)
    set_size (content, step->offset + to);
  memcpy (content->data + step->offset + from, bytes + from, to - from);
}

static void
apply (GByteArray *content, const AftCrashStep *step)
{
  if (step->kind == AFT_CRASH_WRITE)
    apply_part (content, step, 0, g_bytes_get_size (step->bytes));
  else
    set_size (content, step->offset);
}

/* Some of the write's sectors. */
static void
apply_torn (GByteArray *content, const AftCrashStep *step, AftRandom *random)
{
  gsize count = g_bytes_get_size (step->bytes);
  for (gsize from = 0; from < count;)
    {
      gsize to = MIN (count, from + SECTOR_BYTES - (step->offset + from) % SECTOR_BYTES);
      if (aft_seeded_random_below (random, 2) == 0)
        apply_part (content, step, from, to);
      from = to;
    }
}

static void
apply_by_chance (GByteArray *content, const AftCrashStep *step, AftRandom *random)
{
  guint64 chance = aft_seeded_random_below (random, 4);
  if (chance < 2)
    apply (content, step);
  else if (chance == 2 && step->kind == AFT_CRASH_WRITE)
    apply_torn (content, step, random);
}

static void
sync_image (Image *image)
{
  for (guint i = 0; i < image->pending->len; i++)
    apply (image->durable, image->pending->pdata[i]);
  g_ptr_array_set_size (image->pending, 0);
  image->is_named = TRUE;
}

static void
follow_step (GHashTable *images, const AftCrashStep *step)
{
  Image *image = g_hash_table_lookup (images, step->name);
  if (image == NULL || (step->kind == AFT_CRASH_OPEN && image->is_deleted))
    {
      image = image_new (NULL);
      g_hash_table_replace (images, g_strdup (step->name), image);
    }
  switch (step->kind)
    {
    case AFT_CRASH_WRITE:
    case AFT_CRASH_TRUNCATE:
      g_ptr_array_add (image->pending, (gpointer) step);
      break;
    case AFT_CRASH_SYNC:
      sync_image (image);
      break;
    case AFT_CRASH_DELETE:
      image->is_deleted = TRUE;
      if (step->offset == 1)
        g_hash_table_remove (images, step->name);
      break;
    case AFT_CRASH_OPEN:
    default:
      break;
    }
}

static GHashTable *
follow_steps (AftCrashVfs *vfs, guint steps)
{
  GHashTable *images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, image_free);
  GHashTableIter iter;
  gpointer name;
  gpointer content;
  g_hash_table_iter_init (&iter, aft_crash_vfs_get_first_files (vfs));
  while (g_hash_table_iter_next (&iter, &name, &content))
    g_hash_table_insert (images, g_strdup (name), image_new (content));
  for (guint i = 0; i < steps; i++)
    follow_step (images, aft_crash_vfs_get_steps (vfs)->pdata[i]);
  return images;
}

static gboolean
is_there (const Image *image, AftCrashKeep keep, AftRandom *random)
{
  if (keep == AFT_CRASH_KEEP_NONE)
    return image->is_named;
  if (keep == AFT_CRASH_KEEP_ALL)
    return !image->is_deleted;
  if (image->is_named && !image->is_deleted)
    return TRUE;
  return aft_seeded_random_below (random, 2) == 0;
}

static void
write_image (const Image *image, AftCrashKeep keep, AftRandom *random, const char *path)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  if (image->durable->len > 0)
    g_byte_array_append (content, image->durable->data, image->durable->len);
  for (guint i = 0; i < image->pending->len && keep != AFT_CRASH_KEEP_NONE; i++)
    if (keep == AFT_CRASH_KEEP_ALL)
      apply (content, image->pending->pdata[i]);
    else
      apply_by_chance (content, image->pending->pdata[i], random);
  gboolean is_written = g_file_set_contents_full (path, (const char *) content->data, content->len,
                                                  G_FILE_SET_CONTENTS_NONE, 0600, NULL);
  g_assert (is_written);
}

static void
empty_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_assert (dir != NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      int status = g_unlink (path);
      g_assert (status == 0);
    }
}

void
aft_crash_image_write (AftCrashVfs *vfs,
                       guint steps,
                       AftCrashKeep keep,
                       AftRandom *random,
                       const char *folder)
{
  g_autoptr (GHashTable) images = follow_steps (vfs, steps);
  GHashTableIter iter;
  gpointer name;
  gpointer image;
  empty_folder (folder);
  g_hash_table_iter_init (&iter, images);
  while (g_hash_table_iter_next (&iter, &name, &image))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (is_there (image, keep, random))
        write_image (image, keep, random, path);
    }
}

GByteArray *
aft_crash_image_dup_durable (AftCrashVfs *vfs, const char *name)
{
  g_autoptr (GHashTable) images = follow_steps (vfs, aft_crash_vfs_get_steps (vfs)->len);
  Image *image = g_hash_table_lookup (images, name);
  return image != NULL ? g_byte_array_ref (image->durable) : NULL;
}
