/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listening sockets: which addresses are allowed, and an accept loop that no error ends. SoupServer
 * has one too, which stops for good at the first accept that fails. What becomes of a connection is
 * the listener's. */
#include "aft-http-acceptor.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "aft-error.h"

#define UNIX_PREFIX "unix:"
#define UNIX_MODE   0660

/* One listening socket. */
typedef struct
{
  AftHttpAcceptor *acceptor;
  GSocket *socket;
  GSource *source; /* waits for connections, or for the pause after an error to be over */
} Door;

struct _AftHttpAcceptor
{
  const AftHttpLimits *limits;
  AftHttpCounters *counters;
  AftHttpAccepted on_accepted;
  gpointer user_data;
  GPtrArray *doors; /* of Door */
};

static void watch (Door *door);

static void
clear_source (Door *door)
{
  if (door->source != NULL)
    g_source_destroy (door->source);
  g_clear_pointer (&door->source, g_source_unref);
}

static void
free_door (gpointer data)
{
  Door *door = data;

  clear_source (door);
  g_socket_close (door->socket, NULL);
  g_object_unref (door->socket);
  g_free (door);
}

AftHttpAcceptor *
aft_http_acceptor_new (const AftHttpLimits *limits,
                       AftHttpCounters *counters,
                       AftHttpAccepted on_accepted,
                       gpointer user_data)
{
  AftHttpAcceptor *acceptor = g_new0 (AftHttpAcceptor, 1);

  acceptor->limits = limits;
  acceptor->counters = counters;
  acceptor->on_accepted = on_accepted;
  acceptor->user_data = user_data;
  acceptor->doors = g_ptr_array_new_with_free_func (free_door);
  return acceptor;
}

void
aft_http_acceptor_free (AftHttpAcceptor *acceptor)
{
  if (acceptor == NULL)
    return;
  g_ptr_array_unref (acceptor->doors);
  g_free (acceptor);
}

void
aft_http_acceptor_stop (AftHttpAcceptor *acceptor)
{
  g_ptr_array_set_size (acceptor->doors, 0);
}

static gboolean
on_pause_over (gpointer data)
{
  Door *door = data;

  clear_source (door);
  watch (door);
  return G_SOURCE_REMOVE;
}

static void
pause_accepting (Door *door)
{
  clear_source (door);
  door->source = g_timeout_source_new ((guint) door->acceptor->limits->accept_retry_ms);
  g_source_set_callback (door->source, on_pause_over, door, NULL);
  g_source_attach (door->source, g_main_context_get_thread_default ());
}

/* FALSE when there is none for now. */
static gboolean
accept_one (Door *door)
{
  AftHttpAcceptor *acceptor = door->acceptor;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = g_socket_accept (door->socket, NULL, &error);

  if (socket != NULL)
    {
      g_socket_set_blocking (socket, FALSE);
      aft_http_counters_add (acceptor->counters, AFT_HTTP_COUNT_ACCEPTED, 1);
      acceptor->on_accepted (socket, acceptor->user_data);
      return TRUE;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      aft_http_counters_add (acceptor->counters, AFT_HTTP_COUNT_ACCEPT_ERRORS, 1);
      pause_accepting (door);
    }
  return FALSE;
}

static gboolean
on_connection_waits (GSocket *socket, GIOCondition condition, gpointer data)
{
  Door *door = data;

  for (gint64 i = 0; i < door->acceptor->limits->accept_burst; i++)
    if (!accept_one (door))
      break;
  return G_SOURCE_CONTINUE;
}

static void
watch (Door *door)
{
  door->source = g_socket_create_source (door->socket, G_IO_IN, NULL);
  g_source_set_callback (door->source, G_SOURCE_FUNC (on_connection_waits), door, NULL);
  g_source_attach (door->source, g_main_context_get_thread_default ());
}

/* Eats @socket. */
static void
add_door (AftHttpAcceptor *acceptor, GSocket *socket)
{
  Door *door = g_new0 (Door, 1);

  door->acceptor = acceptor;
  door->socket = socket;
  g_socket_set_blocking (socket, FALSE);
  g_ptr_array_add (acceptor->doors, door);
  watch (door);
}

static gboolean
is_this_machine_only (GSocketAddress *address)
{
  GInetAddress *inet;

  if (G_IS_UNIX_SOCKET_ADDRESS (address))
    return TRUE;
  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return FALSE;
  inet = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address));
  return g_inet_address_get_is_loopback (inet);
}

static gboolean
set_denied (const char *address, GError **error)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_DENIED,
               "%s is reached from beyond this machine: listen on 127.0.0.1, [::1] or a unix "
               "socket, and let nginx stand in front",
               address);
  return FALSE;
}

static gboolean
set_invalid (const char *address, GError **error)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
               "%s is no address to listen on: it is 127.0.0.1:PORT, [::1]:PORT or unix:/PATH",
               address);
  return FALSE;
}

/* "127.0.0.1:8080" or "[::1]:8080"; no names, which somebody else could answer for. */
static GSocketAddress *
read_inet (const char *text)
{
  const char *colon = strrchr (text, ':');
  g_autofree char *host = NULL;
  guint64 port;
  gsize length;

  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 0, 65535, &port, NULL))
    return NULL;
  host = g_strndup (text, (gsize) (colon - text));
  length = strlen (host);
  if (length > 2 && *host == '[' && host[length - 1] == ']')
    {
      host[length - 1] = '\0';
      memmove (host, host + 1, length - 1);
    }
  else if (strchr (host, ':') != NULL)
    {
      return NULL;
    }
  return g_inet_socket_address_new_from_string (host, (guint) port);
}

static GSocketAddress *
read_address (const char *text, GError **error)
{
  const char *path = text + strlen (UNIX_PREFIX);
  GSocketAddress *address;

  if (!g_str_has_prefix (text, UNIX_PREFIX))
    address = read_inet (text);
  else if (*path == '/' && strlen (path) < sizeof (((struct sockaddr_un *) NULL)->sun_path))
    address = g_unix_socket_address_new (path);
  else
    address = NULL;
  if (address == NULL)
    set_invalid (text, error);
  else if (!is_this_machine_only (address))
    {
      set_denied (text, error);
      g_clear_object (&address);
    }
  return address;
}

static void
take_io_error (GError **error, GError *io_error, const char *address)
{
  AftErrorCode code = AFT_ERROR_UNAVAILABLE;

  if (g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    code = AFT_ERROR_CONFLICT;
  g_set_error (error, AFT_ERROR, code, "%s cannot be listened on: %s", address, io_error->message);
  g_error_free (io_error);
}

/* Removes the socket file of a program that is gone. One that answers stays, and bind() fails. */
static void
remove_stale (GSocketAddress *address)
{
  const char *path;
  struct stat status;
  g_autoptr (GSocket) probe = NULL;
  g_autoptr (GError) error = NULL;

  if (!G_IS_UNIX_SOCKET_ADDRESS (address))
    return;
  path = g_unix_socket_address_get_path (G_UNIX_SOCKET_ADDRESS (address));
  if (g_lstat (path, &status) != 0 || !S_ISSOCK (status.st_mode))
    return;
  probe
      = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  if (probe != NULL && !g_socket_connect (probe, address, NULL, &error)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    g_unlink (path);
}

/* Before listen(), so that nobody gets in with another mode. */
static gboolean
set_mode (GSocketAddress *address, GError **error)
{
  const char *path;
  int saved;

  if (!G_IS_UNIX_SOCKET_ADDRESS (address))
    return TRUE;
  path = g_unix_socket_address_get_path (G_UNIX_SOCKET_ADDRESS (address));
  if (g_chmod (path, UNIX_MODE) == 0)
    return TRUE;
  saved = errno;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved), g_strerror (saved));
  return FALSE;
}

static GSocket *
open_socket (GSocketAddress *address, const AftHttpLimits *limits, GError **error)
{
  g_autoptr (GSocket) socket
      = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                      G_SOCKET_PROTOCOL_DEFAULT, error);

  if (socket == NULL)
    return NULL;
  remove_stale (address);
  g_socket_set_listen_backlog (socket, (int) limits->listen_backlog);
  if (!g_socket_bind (socket, address, TRUE, error) || !set_mode (address, error)
      || !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}

gboolean
aft_http_acceptor_listen (AftHttpAcceptor *acceptor, const char *address, GError **error)
{
  g_autoptr (GSocketAddress) read = read_address (address, error);
  GError *io_error = NULL;
  GSocket *socket;

  if (read == NULL)
    return FALSE;
  socket = open_socket (read, acceptor->limits, &io_error);
  if (socket == NULL)
    {
      take_io_error (error, io_error, address);
      return FALSE;
    }
  add_door (acceptor, socket);
  return TRUE;
}

static char *
name_address (GSocketAddress *address)
{
  g_autofree char *host = NULL;
  GInetSocketAddress *inet;

  if (G_IS_UNIX_SOCKET_ADDRESS (address))
    return g_strconcat (UNIX_PREFIX,
                        g_unix_socket_address_get_path (G_UNIX_SOCKET_ADDRESS (address)), NULL);
  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return g_strdup ("?");
  inet = G_INET_SOCKET_ADDRESS (address);
  host = g_inet_address_to_string (g_inet_socket_address_get_address (inet));
  return g_strdup_printf (g_socket_address_get_family (address) == G_SOCKET_FAMILY_IPV6 ? "[%s]:%u"
                                                                                        : "%s:%u",
                          host, g_inet_socket_address_get_port (inet));
}

gboolean
aft_http_acceptor_take_fd (AftHttpAcceptor *acceptor, int fd, GError **error)
{
  GError *io_error = NULL;
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, &io_error);
  g_autoptr (GSocketAddress) address = NULL;
  g_autofree char *name = NULL;

  if (socket == NULL)
    {
      close (fd);
      take_io_error (error, io_error, "the socket handed in");
      return FALSE;
    }
  address = g_socket_get_local_address (socket, NULL);
  name = name_address (address);
  if (!is_this_machine_only (address))
    return set_denied (name, error);
  if (g_socket_get_socket_type (socket) != G_SOCKET_TYPE_STREAM)
    return set_invalid (name, error);
  g_socket_set_listen_backlog (socket, (int) acceptor->limits->listen_backlog);
  if (!g_socket_listen (socket, &io_error))
    {
      take_io_error (error, io_error, name);
      return FALSE;
    }
  add_door (acceptor, g_steal_pointer (&socket));
  return TRUE;
}

char **
aft_http_acceptor_dup_addresses (AftHttpAcceptor *acceptor)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < acceptor->doors->len; i++)
    {
      Door *door = g_ptr_array_index (acceptor->doors, i);
      g_autoptr (GSocketAddress) address = g_socket_get_local_address (door->socket, NULL);

      g_ptr_array_add (names, name_address (address));
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}
