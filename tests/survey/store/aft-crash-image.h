/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-crash-vfs.h"
#include "aft-random.h"

G_BEGIN_DECLS

/* What a power cut may leave of the writes that were not synced. */
typedef enum
{
  AFT_CRASH_KEEP_NONE,
  AFT_CRASH_KEEP_ALL,
  AFT_CRASH_KEEP_SOME /* each by chance: kept, dropped or torn */
} AftCrashKeep;

/* Writes into @folder (emptied first) the files as after a power cut behind the first @steps steps.
 * @random: needed for KEEP_SOME only. */
void aft_crash_image_write (AftCrashVfs *vfs,
                            guint steps,
                            AftCrashKeep keep,
                            AftRandom *random,
                            const char *folder);

/* The content of @name that is certainly on the disk now; NULL when the file is not. */
GByteArray *aft_crash_image_dup_durable (AftCrashVfs *vfs, const char *name);

G_END_DECLS
