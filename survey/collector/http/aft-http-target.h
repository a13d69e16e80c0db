/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-http-limits.h"
#include "aft-http-reply.h"

G_BEGIN_DECLS

/* Reads the target of a request in origin form (RFC 9112, 3.2.1) and decodes it, once.
 * @ret_path: decoded path, newly allocated; @ret_query: name → value, both decoded, new table.
 * Returns NULL, or the problem to answer with: 400, or 414 when it is over target_bytes. */
AftHttpReply *aft_http_target_read (const char *target,
                                    const AftHttpLimits *limits,
                                    char **ret_path,
                                    GHashTable **ret_query) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
