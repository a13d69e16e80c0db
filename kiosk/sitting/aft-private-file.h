/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Small text files of the data folder that nobody but the kiosk's user may read. */

/* NOT_FOUND, DENIED or UNAVAILABLE. The caller's: it may be a secret. */
char *aft_private_file_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Replaces the file in one step, durably, with mode 0600. FULL, DENIED or UNAVAILABLE. */
gboolean aft_private_file_write (const char *path,
                                 const char *text,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
