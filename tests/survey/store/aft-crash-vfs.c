/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The VFS itself: every call is passed on to the system's VFS; what changes files is remembered,
 * and the call that was chosen fails as the kernel would make it fail. What power cuts leave is
 * worked out in aft-crash-image.c. */
#include "aft-crash-vfs.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

#include "aft-crash-image.h"

/* SQLite's own VFS writes less than 128 KiB at a time. */
#define WRITE_MAX_BYTES 65536

struct _AftCrashVfs
{
  sqlite3_vfs vfs; /* first: SQLite hands it back as the vfs */
  sqlite3_vfs *system;
  char *name;
  char *folder;
  GPtrArray *steps;
  GHashTable *first_files;
  AftCrashFault fault;
  guint calls;
  int last_number;
  GMutex lock; /* of steps, fault and calls: several threads may have connections */
};

typedef struct
{
  sqlite3_file file; /* first: SQLite hands it back as the file */
  AftCrashVfs *owner;
  char *name;
  sqlite3_file *system; /* follows in the same block */
} CrashFile;

static CrashFile *
get_file (sqlite3_file *file)
{
  return (CrashFile *) file;
}

static AftCrashVfs *
get_vfs (sqlite3_vfs *vfs)
{
  return (AftCrashVfs *) vfs;
}

static void
free_step (gpointer data)
{
  AftCrashStep *step = data;
  g_free (step->name);
  g_clear_pointer (&step->bytes, g_bytes_unref);
  g_free (step);
}

static void
remember (AftCrashVfs *vfs, AftCrashKind kind, const char *name, gint64 offset, GBytes *bytes)
{
  if (vfs->folder == NULL)
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      return;
    }
  AftCrashStep *step = g_new (AftCrashStep, 1);
  step->kind = kind;
  step->name = g_strdup (name);
  step->offset = offset;
  step->bytes = bytes;
  g_mutex_lock (&vfs->lock);
  g_ptr_array_add (vfs->steps, step);
  g_mutex_unlock (&vfs->lock);
}

/* Counts a call; is it one that fails? */
static gboolean
is_failing (AftCrashVfs *vfs)
{
  const AftCrashFault *fault = &vfs->fault;
  g_mutex_lock (&vfs->lock);
  vfs->calls++;
  gboolean fails
      = fault->at > 0 && (vfs->calls == fault->at || (fault->forever && vfs->calls > fault->at));
  if (fails)
    vfs->last_number = fault->number;
  g_mutex_unlock (&vfs->lock);
  return fails;
}

static int
close_file (sqlite3_file *file)
{
  CrashFile *crash = get_file (file);
  int code = crash->system->pMethods->xClose (crash->system);
  g_clear_pointer (&crash->name, g_free);
  return code;
}

static int
read_file (sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset)
{
  CrashFile *crash = get_file (file);
  /* A full disk and one that is mounted read-only can still be read. */
  if (crash->owner->fault.number == EIO && is_failing (crash->owner))
    return SQLITE_IOERR_READ;
  return crash->system->pMethods->xRead (crash->system, bytes, count, offset);
}

static int
write_file (sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset)
{
  CrashFile *crash = get_file (file);
  if (is_failing (crash->owner))
    return crash->owner->fault.number == ENOSPC ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  int code = crash->system->pMethods->xWrite (crash->system, bytes, count, offset);
  if (code == SQLITE_OK)
    remember (crash->owner, AFT_CRASH_WRITE, crash->name, offset, g_bytes_new (bytes, count));
  return code;
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  CrashFile *crash = get_file (file);
  if (is_failing (crash->owner))
    return SQLITE_IOERR_TRUNCATE;
  int code = crash->system->pMethods->xTruncate (crash->system, size);
  if (code == SQLITE_OK)
    remember (crash->owner, AFT_CRASH_TRUNCATE, crash->name, size, NULL);
  return code;
}

/* The kernel has dropped what it could not write: the file is what it was at the last sync, and the
 * next sync will say that all is well. */
static void
lose_unsynced (CrashFile *crash)
{
  g_autoptr (GByteArray) durable = aft_crash_image_dup_durable (crash->owner, crash->name);
  const sqlite3_io_methods *methods = crash->system->pMethods;
  gsize count = durable != NULL ? durable->len : 0;
  methods->xTruncate (crash->system, 0);
  remember (crash->owner, AFT_CRASH_TRUNCATE, crash->name, 0, NULL);
  for (gsize at = 0; at < count; at += WRITE_MAX_BYTES)
    {
      gsize part = MIN (count - at, WRITE_MAX_BYTES);
      methods->xWrite (crash->system, durable->data + at, part, at);
      remember (crash->owner, AFT_CRASH_WRITE, crash->name, at,
                g_bytes_new (durable->data + at, part));
    }
}

static int
sync_file (sqlite3_file *file, int flags)
{
  CrashFile *crash = get_file (file);
  if (is_failing (crash->owner))
    {
      if (crash->owner->fault.loses)
        lose_unsynced (crash);
      return SQLITE_IOERR_FSYNC;
    }
  /* The real sync would only cost time: power is cut in memory here. */
  remember (crash->owner, AFT_CRASH_SYNC, crash->name, 0, NULL);
  return SQLITE_OK;
}

static int
get_file_size (sqlite3_file *file, sqlite3_int64 *ret_size)
{
  CrashFile *crash = get_file (file);
  return crash->system->pMethods->xFileSize (crash->system, ret_size);
}

static int
lock_file (sqlite3_file *file, int level)
{
  CrashFile *crash = get_file (file);
  return crash->system->pMethods->xLock (crash->system, level);
}

static int
unlock_file (sqlite3_file *file, int level)
{
  CrashFile *crash = get_file (file);
  return crash->system->pMethods->xUnlock (crash->system, level);
}

static int
check_reserved_lock (sqlite3_file *file, int *ret_is_locked)
{
  CrashFile *crash = get_file (file);
  return crash->system->pMethods->xCheckReservedLock (crash->system, ret_is_locked);
}

static int
control_file (sqlite3_file *file, int operation, void *argument)
{
  CrashFile *crash = get_file (file);
  /* Would write behind our back. */
  if (operation == SQLITE_FCNTL_SIZE_HINT || operation == SQLITE_FCNTL_CHUNK_SIZE)
    return SQLITE_NOTFOUND;
  return crash->system->pMethods->xFileControl (crash->system, operation, argument);
}

static int
get_sector_size (sqlite3_file *file)
{
  CrashFile *crash = get_file (file);
  return crash->system->pMethods->xSectorSize (crash->system);
}

static int
get_characteristics (sqlite3_file *file)
{
  CrashFile *crash = get_file (file);
  return crash->system->pMethods->xDeviceCharacteristics (crash->system);
}

/* Shared memory is no file's content: it is gone with the power, and nothing is to be remembered.
 */
static int
map_shared (sqlite3_file *file, int region, int size, int extend, void volatile **ret_memory)
{
  CrashFile *crash = get_file (file);
  return crash->system->pMethods->xShmMap (crash->system, region, size, extend, ret_memory);
}

static int
lock_shared (sqlite3_file *file, int offset, int count, int flags)
{
  CrashFile *crash = get_file (file);
  return crash->system->pMethods->xShmLock (crash->system, offset, count, flags);
}

static void
order_shared (sqlite3_file *file)
{
  CrashFile *crash = get_file (file);
  crash->system->pMethods->xShmBarrier (crash->system);
}

static int
unmap_shared (sqlite3_file *file, int is_deleted)
{
  CrashFile *crash = get_file (file);
  return crash->system->pMethods->xShmUnmap (crash->system, is_deleted);
}

/* Version 2: without mapping. */
static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_file_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_reserved_lock,
  .xFileControl = control_file,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_characteristics,
  .xShmMap = map_shared,
  .xShmLock = lock_shared,
  .xShmBarrier = order_shared,
  .xShmUnmap = unmap_shared,
};

static int
open_file (sqlite3_vfs *sqlite_vfs, const char *path, sqlite3_file *file, int flags, int *ret_flags)
{
  AftCrashVfs *vfs = get_vfs (sqlite_vfs);
  CrashFile *crash = get_file (file);
  file->pMethods = NULL;
  if (is_failing (vfs))
    {
      if (vfs->fault.number != EROFS || (flags & SQLITE_OPEN_CREATE))
        return SQLITE_CANTOPEN;
      flags = (flags & ~SQLITE_OPEN_READWRITE) | SQLITE_OPEN_READONLY;
    }
  crash->owner = vfs;
  crash->system = (sqlite3_file *) (crash + 1);
  int code = vfs->system->xOpen (vfs->system, path, crash->system, flags, ret_flags);
  if (code != SQLITE_OK)
    return code;
  crash->name = path != NULL ? g_path_get_basename (path) : g_strdup ("");
  file->pMethods = &methods;
  remember (vfs, AFT_CRASH_OPEN, crash->name, 0, NULL);
  return SQLITE_OK;
}

static int
delete_file (sqlite3_vfs *sqlite_vfs, const char *path, int sync_folder)
{
  AftCrashVfs *vfs = get_vfs (sqlite_vfs);
  g_autofree char *name = g_path_get_basename (path);
  if (is_failing (vfs))
    return SQLITE_IOERR_DELETE;
  int code = vfs->system->xDelete (vfs->system, path, 0);
  if (code == SQLITE_OK)
    remember (vfs, AFT_CRASH_DELETE, name, sync_folder != 0, NULL);
  return code;
}

static int
access_file (sqlite3_vfs *sqlite_vfs, const char *path, int flags, int *ret_result)
{
  sqlite3_vfs *system = get_vfs (sqlite_vfs)->system;
  return system->xAccess (system, path, flags, ret_result);
}

static int
complete_path (sqlite3_vfs *sqlite_vfs, const char *path, int size, char *ret_path)
{
  sqlite3_vfs *system = get_vfs (sqlite_vfs)->system;
  return system->xFullPathname (system, path, size, ret_path);
}

static int
get_last_error (sqlite3_vfs *sqlite_vfs, int size, char *text)
{
  return get_vfs (sqlite_vfs)->last_number;
}

static void
take_over_files (AftCrashVfs *vfs)
{
  g_autoptr (GDir) dir = g_dir_open (vfs->folder, 0, NULL);
  g_assert (dir != NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (vfs->folder, name, NULL);
      char *bytes = NULL;
      gsize count = 0;
      gboolean is_read = g_file_get_contents (path, &bytes, &count, NULL);
      g_assert (is_read);
      g_hash_table_insert (vfs->first_files, g_strdup (name), g_bytes_new_take (bytes, count));
    }
}

AftCrashVfs *
aft_crash_vfs_new (const char *name, const char *folder)
{
  AftCrashVfs *vfs = g_new0 (AftCrashVfs, 1);
  g_mutex_init (&vfs->lock);
  vfs->system = sqlite3_vfs_find (NULL);
  vfs->vfs = *vfs->system;
  vfs->name = g_strdup (name);
  vfs->folder = g_strdup (folder);
  vfs->steps = g_ptr_array_new_with_free_func (free_step);
  vfs->first_files
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  if (folder != NULL)
    take_over_files (vfs);
  vfs->vfs.iVersion = 1;
  vfs->vfs.szOsFile = sizeof (CrashFile) + vfs->system->szOsFile;
  vfs->vfs.zName = vfs->name;
  vfs->vfs.pNext = NULL;
  vfs->vfs.xOpen = open_file;
  vfs->vfs.xDelete = delete_file;
  vfs->vfs.xAccess = access_file;
  vfs->vfs.xFullPathname = complete_path;
  vfs->vfs.xGetLastError = get_last_error;
  int code = sqlite3_vfs_register (&vfs->vfs, 0);
  g_assert (code == SQLITE_OK);
  return vfs;
}

void
aft_crash_vfs_free (AftCrashVfs *vfs)
{
  if (vfs == NULL)
    return;
  sqlite3_vfs_unregister (&vfs->vfs);
  g_ptr_array_unref (vfs->steps);
  g_hash_table_unref (vfs->first_files);
  g_free (vfs->name);
  g_free (vfs->folder);
  g_mutex_clear (&vfs->lock);
  g_free (vfs);
}

const char *
aft_crash_vfs_get_name (AftCrashVfs *vfs)
{
  return vfs->name;
}

GPtrArray *
aft_crash_vfs_get_steps (AftCrashVfs *vfs)
{
  return vfs->steps;
}

GHashTable *
aft_crash_vfs_get_first_files (AftCrashVfs *vfs)
{
  return vfs->first_files;
}

void
aft_crash_vfs_set_fault (AftCrashVfs *vfs, const AftCrashFault *fault)
{
  g_mutex_lock (&vfs->lock);
  vfs->fault = fault != NULL ? *fault : (AftCrashFault){ 0 };
  vfs->calls = 0;
  vfs->last_number = 0;
  g_mutex_unlock (&vfs->lock);
}

guint
aft_crash_vfs_get_calls (AftCrashVfs *vfs)
{
  return vfs->calls;
}
