/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-secret.h"

G_BEGIN_DECLS

/* The device's token in the file `token` of the data folder, mode 0600. */

#define AFT_TOKEN_MAX_LENGTH 512

/* Is @text what a token may be: 16–512 visible ASCII characters? */
gboolean aft_token_is_shaped (const char *text);

/* NOT_FOUND when the kiosk was never enrolled; CORRUPT when the file holds no token, DENIED when it
 * cannot be read or others may read it. Secret: aft_secret_free_text(). */
char *aft_token_file_read (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Replaces the file in one step, durably. FULL, DENIED or UNAVAILABLE. */
gboolean aft_token_file_write (const char *folder,
                               const char *token,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
