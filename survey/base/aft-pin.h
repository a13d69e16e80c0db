/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* PINs as they are stored: six digits by which staff open the desk of a kiosk. A million of them is
 * few, so that whoever asks for one counts the tries (kiosk/desk). Hashed with Argon2id, 19 MiB and
 * 2 passes (RELIABILITY, "Sizes and times"; also the least that OWASP asks for), in the text form
 * of aft-password.h. Takes about 25 ms: not for a main loop. */

#define AFT_PIN_DIGITS 6

/* Are these six ASCII digits? */
gboolean aft_pin_is_one (const char *text);

/* Newly allocated. INVALID for what is no PIN, or one that is guessed first: six times the same
 * digit, or a row up or down ("123456"). FULL when there is not that much memory. */
char *aft_pin_hash (const char *pin, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Does @pin give @hash? FALSE for a text that is no hash, too. */
gboolean aft_pin_matches (const char *pin, const char *hash);

G_END_DECLS
