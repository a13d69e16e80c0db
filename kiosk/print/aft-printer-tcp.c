/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way to a printer on the network: one connection, straight there and through no proxy. What is
 * said on it is the link's. */
#include "aft-printer-link-private.h"

#include <fcntl.h>

#include <errno.h>

#include "aft-error.h"

static void
convert (GError **error, const GError *reason, const AftPrinterAddress *address)
{
  gboolean is_late = g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_set_error (error, AFT_ERROR, is_late ? AFT_ERROR_TIMED_OUT : AFT_ERROR_UNAVAILABLE,
               "The printer at %s, port %u: %s", address->host, address->port, reason->message);
}

int
aft_printer_tcp_open (const AftPrinterAddress *address,
                      guint timeout_ms,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) reason = NULL;
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, (timeout_ms + 999) / 1000);
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_host (
      client, address->host, (guint16) address->port, cancellable, &reason);
  if (connection == NULL)
    {
      convert (error, reason, address);
      return -1;
    }
  /* A descriptor of its own outlives the connection's, and does not block as that one does not. */
  GSocket *socket = g_socket_connection_get_socket (connection);
  int descriptor = fcntl (g_socket_get_fd (socket), F_DUPFD_CLOEXEC, 3);
  if (descriptor < 0)
    aft_printer_set_errno (error, address->host, errno);
  return descriptor;
}
