/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a form comes from (OWASP, Cross-Site Request Forgery Prevention): browsers say it and pages
 * cannot change it. The form's own token is checked elsewhere, and both must be right. */
#include "aft-console-origin.h"

#include <gio/gio.h>
#include <string.h>

#include "aft-http-sender.h"

#define HTTPS      "https"
#define HTTPS_PORT 443
#define PLAIN      "http://"

char *
aft_console_origin_from_address (const char *address)
{
  g_autoptr (GUri) uri = address == NULL ? NULL : g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  g_autofree char *host = NULL;
  const char *left;
  const char *right;
  int port;

  if (uri == NULL || strcmp (g_uri_get_scheme (uri), HTTPS) != 0 || g_uri_get_host (uri) == NULL
      || *g_uri_get_host (uri) == '\0')
    return NULL;
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  left = strchr (host, ':') == NULL ? "" : "[";
  right = *left == '\0' ? "" : "]";
  port = g_uri_get_port (uri);
  if (port < 0 || port == HTTPS_PORT)
    return g_strdup_printf (HTTPS "://%s%s%s", left, host, right);
  return g_strdup_printf (HTTPS "://%s%s%s:%d", left, host, right, port);
}

/* Names that no name server can give to another machine. */
static gboolean
is_this_machine (const char *host)
{
  g_autoptr (GSocketConnectable) parsed = g_network_address_parse (host, 80, NULL);
  const char *name;
  g_autoptr (GInetAddress) address = NULL;

  if (parsed == NULL || !G_IS_NETWORK_ADDRESS (parsed))
    return FALSE;
  name = g_network_address_get_hostname (G_NETWORK_ADDRESS (parsed));
  if (g_ascii_strcasecmp (name, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (name);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static gboolean
is_own_here (const AftHttpRequest *request, const char *said)
{
  const char *host = aft_http_request_get_header (request, "host");

  return host != NULL && !aft_http_request_is_forwarded (request) && is_this_machine (host)
         && g_str_has_prefix (said, PLAIN) && g_ascii_strcasecmp (said + strlen (PLAIN), host) == 0;
}

gboolean
aft_console_origin_is_own (const AftHttpRequest *request, const char *origin)
{
  const char *said = aft_http_request_get_header (request, "origin");
  const char *site = aft_http_request_get_header (request, "sec-fetch-site");

  if (said == NULL || (site != NULL && strcmp (site, "same-origin") != 0))
    return FALSE;
  return (origin != NULL && g_ascii_strcasecmp (said, origin) == 0) || is_own_here (request, said);
}
