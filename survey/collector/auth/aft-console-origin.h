/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-http-request.h"

G_BEGIN_DECLS

/* The origin (RFC 6454) of the pages at @address, an https address as in the settings: host in
 * lower case, the usual port left out: "https://host", "https://host:8443". NULL when @address is
 * NULL, "" or no such address. Newly allocated. */
char *aft_console_origin_from_address (const char *address);

/* Is it a page of ours that sends @request, by what every browser says of itself? Its Origin is
 * @origin (NULL: none) or, on this machine itself, the http address that the request names as its
 * host; its Sec-Fetch-Site is same-origin, or not sent, as by browsers over plain http. */
gboolean aft_console_origin_is_own (const AftHttpRequest *request, const char *origin);

G_END_DECLS
