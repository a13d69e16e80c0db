/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses a kiosk may send to: https anywhere, without encryption only on this machine. Who
 * answers there is judged by the connection's certificate, not here. */
#include "aft-collector-address.h"

#include <string.h>

#include "aft-error.h"

#define SOCKET_SCHEME "unix:"

void
aft_collector_address_clear (AftCollectorAddress *address)
{
  g_clear_pointer (&address->base, g_free);
  g_clear_pointer (&address->socket, g_free);
}

gboolean
aft_collector_address_is_local (const AftCollectorAddress *address)
{
  return g_str_has_prefix (address->base, "http:");
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  if (address == NULL)
    return g_ascii_strcasecmp (host, "localhost") == 0;
  return g_inet_address_get_is_loopback (address);
}

static gboolean
is_bare (GUri *uri)
{
  return g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0'
         && g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL
         && g_uri_get_fragment (uri) == NULL;
}

static gboolean
may_be_sent_to (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  if (!is_bare (uri))
    return FALSE;
  return g_str_equal (scheme, "https")
         || (g_str_equal (scheme, "http") && is_loopback (g_uri_get_host (uri)));
}

gboolean
aft_collector_address_read (const char *text, AftCollectorAddress *ret_address, GError **error)
{
  const char *path = text + strlen (SOCKET_SCHEME);
  if (g_str_has_prefix (text, SOCKET_SCHEME) && g_path_is_absolute (path))
    {
      *ret_address = (AftCollectorAddress){ g_strdup ("http://localhost"), g_strdup (path) };
      return TRUE;
    }

  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || !may_be_sent_to (uri))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                   "\"%s\" is not an https address (http for this machine only, or unix:/path)",
                   text);
      return FALSE;
    }
  g_autofree char *base = g_uri_to_string (uri);
  while (g_str_has_suffix (base, "/"))
    base[strlen (base) - 1] = '\0';
  *ret_address = (AftCollectorAddress){ g_steal_pointer (&base), NULL };
  return TRUE;
}
