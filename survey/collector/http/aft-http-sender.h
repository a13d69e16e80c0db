/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-http-request.h"

G_BEGIN_DECLS

/* The address a request comes from: the peer's, or behind the house's own proxy the last of
 * X-Forwarded-For, which that proxy wrote; what stands before it may be anybody's. Borrowed. */
const char *aft_http_request_get_sender (const AftHttpRequest *request, gboolean is_behind_proxy);
/* Did the request come through a proxy? */
gboolean aft_http_request_is_forwarded (const AftHttpRequest *request);
/* What tries are counted by: an IPv4 address itself, of an IPv6 address the network (/64), which
 * one machine has all of. Newly allocated. */
char *aft_http_dup_sender_key (const char *address);

G_END_DECLS
