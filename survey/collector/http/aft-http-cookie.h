/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Cookies (RFC 6265). */

/* The value of cookie @name in @header, which is a whole Cookie header or NULL. Gives TRUE with the
 * value (newly allocated, secret: aft_secret_free_text()), or with NULL when it is not there. FALSE
 * and INVALID when it stands there twice, as somebody else's cookie beside ours would, or its value
 * has signs that no cookie's has. What stands beside it is not looked at. */
gboolean aft_http_cookie_find (const char *header,
                               const char *name,
                               char **ret_value,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The header Set-Cookie that gives a browser @value for @name, "__Host-…" (assertion): only over
 * TLS, to this host and its own pages, never to a script, gone with the browser. @value NULL takes
 * it away. Newly allocated, secret. */
char *aft_http_cookie_dup_setting (const char *name, const char *value);

G_END_DECLS
