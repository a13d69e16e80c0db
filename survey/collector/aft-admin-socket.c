/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subcommands through a socket, both sides. What a command does is its own; here is who may ask,
 * and that a line has an end. */
#include "aft-admin-socket.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-error.h"
#include "aft-json.h"

#define LINE_MAX_BYTES (16 << 20)
/* What verify says of a hundred kiosks in ten years. */
#define REPLY_MAX_BYTES (256 << 20)
#define PATH_MAX_BYTES  107
#define ASKING_SECONDS  30
#define TELLING_US      G_GINT64_CONSTANT (200000)
#define NOT_OWNER_RW    0177

static const AftJsonLimits line_limits = { LINE_MAX_BYTES, 16 };
static const AftJsonLimits reply_limits = { REPLY_MAX_BYTES, 16 };

struct _AftAdminSocket
{
  AftAdmin *admin;
  GSocketService *service;
  AftAdminDone on_done;
  gpointer user_data;
};

/* One command on its way. */
typedef struct
{
  AftAdminSocket *socket;
  GSocketConnection *connection;
  GDataInputStream *input;
  const AftCommand *command;
  char *reply;
} Exchange;

typedef struct
{
  AftAdmin *admin;
  const AftCommand *command;
  AftValue *request;
  GSocketConnection *listener; /* who wants to know how far it is, NULL: nobody */
  gint64 told_us;
} Order;

static void
free_exchange (Exchange *exchange)
{
  g_io_stream_close_async (G_IO_STREAM (exchange->connection), G_PRIORITY_DEFAULT, NULL, NULL,
                           NULL);
  g_clear_object (&exchange->input);
  g_clear_object (&exchange->connection);
  g_free (exchange->reply);
  g_free (exchange);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  free_exchange (user_data);
}

static void
send_reply (Exchange *exchange, AftValueBuilder *builder)
{
  g_autoptr (AftValue) value = aft_value_builder_end (builder);
  g_autofree char *line = aft_json_to_line (value);
  exchange->reply = g_strconcat (line, "\n", NULL);
  g_output_stream_write_all_async (
      g_io_stream_get_output_stream (G_IO_STREAM (exchange->connection)), exchange->reply,
      strlen (exchange->reply), G_PRIORITY_DEFAULT, NULL, on_written, exchange);
}

static void
send_error (Exchange *exchange, const GError *error)
{
  AftValueBuilder *told = aft_value_builder_new_object ();
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_number (
      told, "code", error->domain == AFT_ERROR ? error->code : (int) AFT_ERROR_INTERNAL);
  aft_value_builder_set_string (told, "message", error->message);
  aft_value_builder_set_take (builder, "error", aft_value_builder_end (told));
  send_reply (exchange, builder);
}

static void
free_order (gpointer data)
{
  Order *order = data;
  aft_value_unref (order->request);
  g_clear_object (&order->listener);
  g_free (order);
}

/* Nobody else writes before the work is done. A line that does not go at once is not missed: so
 * short a one goes whole or not at all. */
static void
on_told (guint64 done, guint64 total, gpointer data)
{
  Order *order = data;
  gint64 now_us = g_get_monotonic_time ();
  if (now_us - order->told_us < TELLING_US)
    return;
  order->told_us = now_us;
  g_autofree char *line = g_strdup_printf (
      "{\"progress\":[%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT "]}\n", done, total);
  g_socket_send_with_blocking (g_socket_connection_get_socket (order->listener), line,
                               strlen (line), FALSE, NULL, NULL);
}

static gpointer
carry_out (AftHouseStore *store, gpointer data, GError **error)
{
  Order *order = data;
  AftAdmin admin = *order->admin;
  const AftHouseProgress progress = { on_told, order };
  admin.progress = order->listener != NULL ? &progress : NULL;
  return order->command->work (&admin, order->request, error);
}

static void
on_carried_out (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) reply = aft_house_store_call_finish (result, &error);
  exchange->socket->on_done (exchange->command, error, exchange->socket->user_data);
  if (reply == NULL)
    {
      send_error (exchange, error);
      return;
    }
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set (builder, "reply", reply);
  send_reply (exchange, builder);
}

static gboolean
read_order (Exchange *exchange, const char *line, gsize length, Order *order, GError **error)
{
  g_autoptr (AftValue) document = aft_json_parse (line, length, &line_limits, error);
  if (document == NULL)
    return FALSE;
  exchange->command = aft_command_find (aft_value_get_member_string (document, "command", ""));
  AftValue *request = aft_value_get_member (document, "arguments");
  if (exchange->command == NULL || exchange->command->place != AFT_PLACE_STORE
      || aft_value_get_type (request) != AFT_VALUE_OBJECT)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNSUPPORTED,
                           "The program that serves knows no such command");
      return FALSE;
    }
  if (!aft_command_check (exchange->command, request, error))
    return FALSE;
  *order = (Order){ .admin = exchange->socket->admin,
                    .command = exchange->command,
                    .request = aft_value_ref (request) };
  if (aft_value_get_member_boolean (document, "progress", FALSE))
    order->listener = g_object_ref (exchange->connection);
  return TRUE;
}

static void
on_line_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *line
      = g_data_input_stream_read_line_finish (exchange->input, result, &length, NULL);
  Order order;
  if (line == NULL)
    {
      free_exchange (exchange);
      return;
    }
  if (!read_order (exchange, line, length, &order, &error))
    {
      send_error (exchange, error);
      return;
    }
  AftHouseCall call = { .work = carry_out,
                        .data = g_memdup2 (&order, sizeof order),
                        .free_data = free_order,
                        .free_result = (GDestroyNotify) aft_value_unref };
  aft_house_store_call_async (exchange->socket->admin->store, &call, on_carried_out, exchange);
}

static gboolean
may_ask (GSocketConnection *connection)
{
  g_autoptr (GCredentials) peer
      = g_socket_get_credentials (g_socket_connection_get_socket (connection), NULL);
  uid_t uid = peer != NULL ? g_credentials_get_unix_user (peer, NULL) : (uid_t) -1;
  return uid == getuid () || uid == 0;
}

static gboolean
on_incoming (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  if (!may_ask (connection))
    return TRUE;
  Exchange *exchange = g_new0 (Exchange, 1);
  exchange->socket = user_data;
  exchange->connection = g_object_ref (connection);
  exchange->input
      = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_socket_set_timeout (g_socket_connection_get_socket (connection), ASKING_SECONDS);
  g_data_input_stream_read_line_async (exchange->input, G_PRIORITY_DEFAULT, NULL, on_line_read,
                                       exchange);
  return TRUE;
}

/* The socket is made with its mode: nobody can be faster than a chmod(). */
static gboolean
bind_socket (AftAdminSocket *socket, GError **error)
{
  const char *path = socket->admin->socket_path;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_unlink (path);
  mode_t former = umask (NOT_OWNER_RW);
  gboolean is_bound = g_socket_listener_add_address (
      G_SOCKET_LISTENER (socket->service), address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT,
      NULL, NULL, &reason);
  umask (former);
  if (!is_bound)
    g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "%s: %s", path, reason->message);
  return is_bound;
}

AftAdminSocket *
aft_admin_socket_new (AftAdmin *admin, AftAdminDone on_done, gpointer user_data, GError **error)
{
  if (strlen (admin->socket_path) > PATH_MAX_BYTES)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s is too long a path for a socket",
                   admin->socket_path);
      return NULL;
    }
  if (aft_admin_socket_is_served (admin->socket_path))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CONFLICT,
                           "Another program serves this folder");
      return NULL;
    }
  g_autoptr (AftAdminSocket) socket = g_new0 (AftAdminSocket, 1);
  socket->admin = admin;
  socket->on_done = on_done;
  socket->user_data = user_data;
  socket->service = g_socket_service_new ();
  if (!bind_socket (socket, error))
    return NULL;
  g_signal_connect (socket->service, "incoming", G_CALLBACK (on_incoming), socket);
  return g_steal_pointer (&socket);
}

void
aft_admin_socket_free (AftAdminSocket *socket)
{
  if (socket == NULL)
    return;
  g_signal_handlers_disconnect_by_data (socket->service, socket);
  g_socket_service_stop (socket->service);
  g_socket_listener_close (G_SOCKET_LISTENER (socket->service));
  g_clear_object (&socket->service);
  g_unlink (socket->admin->socket_path);
  g_free (socket);
}

/* -- the other side --------------------------------------------------------------------------- */

static GSocketConnection *
connect_to (const char *path)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_socket_client_set_enable_proxy (client, FALSE);
  return g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
}

gboolean
aft_admin_socket_is_served (const char *path)
{
  g_autoptr (GSocketConnection) connection
      = strlen (path) <= PATH_MAX_BYTES ? connect_to (path) : NULL;
  return connection != NULL;
}

static char *
make_line (const AftCommand *command, const AftValue *request, gboolean wants_progress)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "command", command->words);
  aft_value_builder_set (builder, "arguments", (AftValue *) request);
  if (wants_progress)
    aft_value_builder_set_boolean (builder, "progress", TRUE);
  g_autoptr (AftValue) document = aft_value_builder_end (builder);
  g_autofree char *line = aft_json_to_line (document);
  return g_strconcat (line, "\n", NULL);
}

/* The reply, NULL with @error set, or NULL when it is yet to come. */
static AftValue *
read_reply (const AftAdmin *admin, const char *line, gsize length, GError **error)
{
  g_autoptr (AftValue) document = aft_json_parse (line, length, &reply_limits, error);
  if (document == NULL)
    return NULL;
  AftValue *reply = aft_value_get_member (document, "reply");
  const AftValue *told = aft_value_get_member (document, "error");
  const AftValue *progress = aft_value_get_member (document, "progress");
  if (reply != NULL)
    return aft_value_ref (reply);
  if (admin->progress != NULL && aft_value_get_length (progress) == 2)
    admin->progress->tell ((guint64) aft_value_get_number (aft_value_get_item (progress, 0)),
                           (guint64) aft_value_get_number (aft_value_get_item (progress, 1)),
                           admin->progress->data);
  else
    g_set_error_literal (error, AFT_ERROR,
                         (int) aft_value_get_member_number (told, "code", AFT_ERROR_INTERNAL),
                         aft_value_get_member_string (told, "message", "No reason was given"));
  return NULL;
}

static AftValue *
wait_for_reply (const AftAdmin *admin, GInputStream *stream, GError **error)
{
  GError *local = NULL;
  AftValue *reply = NULL;
  g_autoptr (GDataInputStream) input = g_data_input_stream_new (stream);
  while (reply == NULL && local == NULL)
    {
      g_autoptr (GError) reason = NULL;
      gsize length = 0;
      g_autofree char *line = g_data_input_stream_read_line (input, &length, NULL, &reason);
      if (line != NULL)
        reply = read_reply (admin, line, length, &local);
      else
        g_set_error (&local, AFT_ERROR, AFT_ERROR_UNAVAILABLE,
                     "The program that serves said nothing%s%s", reason != NULL ? ": " : "",
                     reason != NULL ? reason->message : "");
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return reply;
}

gboolean
aft_admin_socket_ask (const AftAdmin *admin,
                      const AftCommand *command,
                      const AftValue *request,
                      AftValue **ret_reply,
                      GError **error)
{
  const char *path = admin->socket_path;
  g_autoptr (GSocketConnection) connection
      = strlen (path) <= PATH_MAX_BYTES ? connect_to (path) : NULL;
  *ret_reply = NULL;
  if (connection == NULL)
    return FALSE;
  GIOStream *stream = G_IO_STREAM (connection);
  g_autofree char *line = make_line (command, request, admin->progress != NULL);
  /* Whatever went wrong with the question shows in the answer. */
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), line, strlen (line), NULL,
                             NULL, NULL);
  *ret_reply = wait_for_reply (admin, g_io_stream_get_input_stream (stream), error);
  return TRUE;
}
