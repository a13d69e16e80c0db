/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftTempDir: a fresh folder of one test, removed with all that is in it. */
typedef struct _AftTempDir AftTempDir;

AftTempDir *aft_temp_dir_new (void);
/* Removes the folder; links inside are removed, not followed. */
void aft_temp_dir_free (AftTempDir *dir);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftTempDir, aft_temp_dir_free)

const char *aft_temp_dir_get_path (AftTempDir *dir);
/* Path of @name inside; nothing is made there. Newly allocated. */
char *aft_temp_dir_dup_path (AftTempDir *dir, const char *name);
/* Writes @text into the file @name and returns its path, newly allocated. */
char *aft_temp_dir_write (AftTempDir *dir, const char *name, const char *text);

G_END_DECLS
