/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose request it is, as far as addresses tell: behind the house's proxy only what that proxy
 * wrote is believed. How many requests an address may make is decided by those who ask. */
#include "aft-http-sender.h"

#include <gio/gio.h>
#include <string.h>

#define MOST_ADDRESS  64 /* bytes; none is longer, with port and zone */
#define NETWORK_BYTES 8  /* of IPv6 */

const char *
aft_http_request_get_sender (const AftHttpRequest *request, gboolean is_behind_proxy)
{
  const char *peer = aft_http_request_get_peer_address (request);
  const char *chain
      = is_behind_proxy ? aft_http_request_get_header (request, "X-Forwarded-For") : NULL;
  const char *comma = chain == NULL ? NULL : strrchr (chain, ',');
  const char *last = comma == NULL ? chain : comma + 1;

  if (last == NULL)
    return peer;
  last += strspn (last, " \t");
  return *last != '\0' && strlen (last) <= MOST_ADDRESS ? last : peer;
}

gboolean
aft_http_request_is_forwarded (const AftHttpRequest *request)
{
  return aft_http_request_get_header (request, "X-Forwarded-For") != NULL
         || aft_http_request_get_header (request, "Forwarded") != NULL;
}

char *
aft_http_dup_sender_key (const char *address)
{
  g_autoptr (GInetAddress) parsed = g_inet_address_new_from_string (address);
  guint8 network[16] = { 0 };
  g_autoptr (GInetAddress) whole = NULL;

  if (parsed == NULL || g_inet_address_get_family (parsed) != G_SOCKET_FAMILY_IPV6)
    return g_strdup (address);
  memcpy (network, g_inet_address_to_bytes (parsed), NETWORK_BYTES);
  whole = g_inet_address_new_from_bytes (network, G_SOCKET_FAMILY_IPV6);
  return g_inet_address_to_string (whole);
}
