/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftCrashVfs: an SQLite VFS over the system's own that remembers every write, truncation, sync and
 * deletion, so that the files can be rebuilt as a power cut would have left them, and that can be
 * made to fail. Connections of several threads may share it, if one of them writes. */
typedef struct _AftCrashVfs AftCrashVfs;

typedef enum
{
  AFT_CRASH_OPEN,
  AFT_CRASH_WRITE,
  AFT_CRASH_TRUNCATE,
  AFT_CRASH_SYNC,
  AFT_CRASH_DELETE
} AftCrashKind;

typedef struct
{
  AftCrashKind kind;
  char *name;    /* of the file, without its folder */
  gint64 offset; /* WRITE; TRUNCATE: the new size; DELETE: 1 when the folder was synced */
  GBytes *bytes; /* WRITE */
} AftCrashStep;

typedef struct
{
  guint at;         /* the call, counted from 1, that fails; 0: none */
  int number;       /* ENOSPC, EIO, EROFS */
  gboolean forever; /* and all that follow, until it is healed */
  gboolean loses;   /* a failed sync throws away what was not on the disk, as Linux may */
} AftCrashFault;

/* Registers itself under @name; files are taken over from @folder as they are. @folder NULL:
 * nothing is remembered; then it only spares the time of real syncs. */
AftCrashVfs *aft_crash_vfs_new (const char *name, const char *folder);
/* No connection may be open. Accepts NULL. */
void aft_crash_vfs_free (AftCrashVfs *vfs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftCrashVfs, aft_crash_vfs_free)

const char *aft_crash_vfs_get_name (AftCrashVfs *vfs);
/* AftCrashStep, in order; borrowed. */
GPtrArray *aft_crash_vfs_get_steps (AftCrashVfs *vfs);

/* NULL heals. Counting starts anew. */
void aft_crash_vfs_set_fault (AftCrashVfs *vfs, const AftCrashFault *fault);
/* Calls that could have failed since then. */
guint aft_crash_vfs_get_calls (AftCrashVfs *vfs);

/* The files as they were taken over: name → GBytes. Borrowed. */
GHashTable *aft_crash_vfs_get_first_files (AftCrashVfs *vfs);

G_END_DECLS
