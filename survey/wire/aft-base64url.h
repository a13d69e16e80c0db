/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* base64url without padding (RFC 4648 §5), the one written form of each byte sequence. */

/* Newly allocated. */
char *aft_base64url_encode (const guint8 *bytes, gsize count);

/* NULL when @text is not exactly what aft_base64url_encode() writes: no padding, no blanks, unused
 * bits zero. Newly allocated; @ret_count is set in any case. */
guint8 *aft_base64url_decode (const char *text, gsize *ret_count);

G_END_DECLS
