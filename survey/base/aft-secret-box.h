/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-random.h"

G_BEGIN_DECLS

/* Bytes that somebody else keeps for us and can neither read nor change: libsodium's secret box
 * (XSalsa20-Poly1305), under a key made of ours for one purpose, so that a box of one purpose does
 * not open as another. */

#define AFT_SECRET_BOX_KEY_BYTES 32
/* How much longer a box is than what is in it. */
#define AFT_SECRET_BOX_MORE_BYTES 40

/* Wipe it with aft_secret_wipe(). */
typedef struct
{
  guint8 bytes[AFT_SECRET_BOX_KEY_BYTES];
} AftSecretBoxKey;

/* Another key that follows from @key, for @purpose alone. */
AftSecretBoxKey aft_secret_box_key_derive (const AftSecretBoxKey *key, const char *purpose);

/* @count bytes in a box. The caller owns it. */
GBytes *aft_secret_box_seal (const AftSecretBoxKey *key,
                             const char *purpose,
                             const void *bytes,
                             gsize count,
                             AftRandom *random);
/* What was sealed with that key and purpose; newly allocated, secret, followed by a NUL that is not
 * counted in @ret_count. DENIED, in all other cases alike. */
guint8 *aft_secret_box_open (const AftSecretBoxKey *key,
                             const char *purpose,
                             const void *box,
                             gsize box_count,
                             gsize *ret_count,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
