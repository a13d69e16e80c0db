/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Passwords as they are stored: Argon2id with 64 MiB and 2 passes (OWASP asks for 19 MiB at least),
 * in libsodium's own text form. Takes about 70 ms: not for a main loop. */

/* FULL when there is not that much memory. Newly allocated. */
char *aft_password_hash (const char *password, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Does @password give @hash? FALSE for a text that is no hash, too. */
gboolean aft_password_matches (const char *password, const char *hash);

G_END_DECLS
