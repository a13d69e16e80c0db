/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections and their answers: the one file that knows libsoup. SoupServer keeps connections
 * alive and writes replies and event streams; it neither listens nor reads what a peer sent (see
 * the acceptor and the guard), and nothing else of libsoup is used. */
#include "aft-http-listener.h"

#include <libsoup/soup.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#include "aft-error.h"
#include "aft-http-acceptor.h"
#include "aft-http-guard.h"

#define HANDLE_KEY    "aft-http-connection"
#define EVENT_COMMENT ":\n\n"

typedef struct
{
  AftHttpListener *listener;
  AftHttpPeer peer;
  AftHttpGuard *guard;

  /* Of the request that is answered now. */
  SoupServerMessage *message;
  AftHttpRequest *request;
  AftHttpExchange *exchange; /* borrowed from whoever answers it, NULL once freed */
  gboolean is_paused;
  gint64 served; /* requests, so far */

  gboolean is_events;
  AftHttpSource *source; /* where the rest of the reply comes from, NULL: nowhere */
  gboolean is_ended;     /* nothing may be appended to the stream, or what the source gave */
  gint64 unread_bytes;   /* of the stream, handed to SoupServer and not sent */
  gint64 progress_us;    /* when some of them were sent last, or there were none */
} Connection;

struct _AftHttpListener
{
  guint ref_count;
  AftHttpLimits limits;
  AftRouter *router;
  AftHttpAcceptor *acceptor;
  AftHttpCounters *counters;
  AftHttpWatch watch;
  gpointer watch_data;
  SoupServer *server;
  GSocket *idle_ends[2];   /* see keep_alive() */
  GHashTable *connections; /* of Connection */
  char *overload;          /* a whole reply, for who finds no place */
  GTask *stopping;
  GSource *stop_timer;
};

static AftHttpReply *
new_busy (const AftHttpListener *listener, const char *reason, const char *detail)
{
  AftHttpReply *reply = aft_http_reply_new_problem (503, reason, detail);

  aft_http_reply_set_retry_after (reply, listener->limits.retry_after_seconds);
  return reply;
}

/* Nothing is carried to the peer any more. */
static void
detach (Connection *connection)
{
  AftHttpExchange *exchange = g_steal_pointer (&connection->exchange);

  if (exchange != NULL)
    aft_http_exchange_detach (exchange);
}

/* The request is over, however it ended. */
static void
forget_request (Connection *connection)
{
  detach (connection);
  if (connection->source != NULL)
    aft_http_source_stop (connection->source);
  g_clear_pointer (&connection->source, aft_http_source_unref);
  connection->is_ended = FALSE;
  connection->unread_bytes = 0;
  if (connection->message != NULL)
    g_signal_handlers_disconnect_by_data (connection->message, connection);
  g_clear_object (&connection->message);
  g_clear_pointer (&connection->request, aft_http_request_unref);
  connection->is_paused = FALSE;
}

static void
on_guard_closed (AftHttpGuard *guard, gpointer data)
{
  Connection *connection = data;
  AftHttpListener *listener = connection->listener;

  forget_request (connection);
  aft_http_counters_add (
      listener->counters,
      connection->is_events ? AFT_HTTP_COUNT_EVENT_STREAMS : AFT_HTTP_COUNT_CONNECTIONS, -1);
  g_hash_table_remove (listener->connections, connection);
  /* Not from here: SoupServer, which may end with the task, stands above us on the stack. */
  if (listener->stopping != NULL && g_hash_table_size (listener->connections) == 0)
    g_source_set_ready_time (listener->stop_timer, 0);
}

static void
free_connection (gpointer data)
{
  Connection *connection = data;

  g_clear_object (&connection->guard);
  g_free (connection->peer.address);
  g_free (connection);
}

static void
cut (Connection *connection, const char *reason)
{
  aft_http_counters_add_reason (connection->listener->counters, reason);
  aft_http_guard_cut (connection->guard, NULL);
}

static void
resume (Connection *connection)
{
  if (connection->is_paused)
    soup_server_message_unpause (connection->message);
  connection->is_paused = FALSE;
}

/* Lets SoupServer write the stream's end, for which the peer has as long as for any other reply, or
 * notice that the connection is cut. */
static void
end_events (Connection *connection)
{
  if (connection->is_ended || connection->message == NULL)
    return;
  connection->is_ended = TRUE;
  soup_message_body_complete (soup_server_message_get_response_body (connection->message));
  soup_server_message_unpause (connection->message);
  aft_http_guard_allow (connection->guard, connection->listener->limits.stalled_ms);
}

static void
drop_events (Connection *connection, const char *reason)
{
  cut (connection, reason);
  end_events (connection);
  detach (connection);
}

static void
append_events (Connection *connection, const char *text)
{
  gsize length = strlen (text);
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  if (connection->unread_bytes == 0)
    connection->progress_us = g_get_monotonic_time ();
  connection->unread_bytes += (gint64) length;
  soup_message_body_append_bytes (soup_server_message_get_response_body (connection->message),
                                  bytes);
  soup_server_message_unpause (connection->message);
}

/* The next of a reply that is made while it is sent. What fails half-way is cut off, so that nobody
 * takes it for the whole. */
static void
on_piece (GBytes *piece, const GError *error, gpointer data)
{
  Connection *connection = data;
  SoupMessageBody *body = soup_server_message_get_response_body (connection->message);

  if (piece != NULL && g_bytes_get_size (piece) == 0)
    {
      aft_http_source_pull (connection->source, on_piece, connection);
      return;
    }
  connection->is_ended = piece == NULL;
  if (error != NULL)
    cut (connection, "source-failed");
  if (piece == NULL)
    soup_message_body_complete (body);
  else
    soup_message_body_append_bytes (body, piece);
  connection->unread_bytes = piece != NULL ? (gint64) g_bytes_get_size (piece) : 0;
  aft_http_guard_allow (connection->guard, connection->listener->limits.stalled_ms);
  soup_server_message_unpause (connection->message);
}

static void
on_body_written (SoupServerMessage *message, guint count, gpointer data)
{
  Connection *connection = data;

  connection->progress_us = g_get_monotonic_time ();
  connection->unread_bytes -= count;
  if (connection->is_events)
    return;
  aft_http_guard_allow (connection->guard, connection->listener->limits.stalled_ms);
  if (connection->source != NULL && !connection->is_ended && connection->unread_bytes <= 0)
    aft_http_source_pull (connection->source, on_piece, connection);
}

/* SoupServer forgets that a 204 has no body when it writes one, and would close. */
static void
on_headers_written (SoupServerMessage *message, gpointer data)
{
  if (soup_server_message_get_status (message) == SOUP_STATUS_NO_CONTENT)
    soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                       SOUP_ENCODING_NONE);
}

static void
set_headers (SoupMessageHeaders *headers, const AftHttpReply *reply, gboolean is_last)
{
  const char *name, *value;

  for (gsize i = 0; aft_http_reply_get_header_at (reply, i, &name, &value); i++)
    soup_message_headers_replace (headers, name, value);
  if (aft_http_reply_get_content_type (reply) != NULL)
    soup_message_headers_replace (headers, "Content-Type", aft_http_reply_get_content_type (reply));
  if (is_last)
    soup_message_headers_replace (headers, "Connection", "close");
}

static gboolean
is_last_request (Connection *connection)
{
  AftHttpListener *listener = connection->listener;

  return aft_http_guard_wants_close (connection->guard) || listener->stopping != NULL
         || connection->served >= listener->limits.requests_per_connection;
}

static void
give_body (Connection *connection, const AftHttpReply *reply)
{
  GBytes *bytes = aft_http_reply_get_body (reply);
  AftHttpSource *source = aft_http_reply_get_source (reply);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (connection->message);
  SoupMessageBody *body = soup_server_message_get_response_body (connection->message);

  soup_message_headers_set_encoding (headers, source != NULL ? SOUP_ENCODING_CHUNKED
                                                             : SOUP_ENCODING_CONTENT_LENGTH);
  if (g_bytes_get_size (bytes) > 0)
    soup_message_body_append_bytes (body, bytes);
  if (source == NULL)
    return;
  soup_message_body_set_accumulate (body, FALSE);
  if (soup_server_message_get_method (connection->message) == SOUP_METHOD_HEAD)
    return;
  connection->source = aft_http_source_ref (source);
  aft_http_source_pull (source, on_piece, connection);
}

/* Gives @reply to SoupServer, for the request at hand. */
static void
answer (Connection *connection, const AftHttpReply *reply)
{
  AftHttpListener *listener = connection->listener;
  SoupServerMessage *message = connection->message;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  int status = aft_http_reply_get_status (reply);
  gboolean is_bare = status == 204 || status == 304;

  soup_server_message_set_status (message, (guint) status, aft_http_status_phrase (status));
  set_headers (headers, reply, is_last_request (connection));
  if (is_bare)
    soup_message_headers_set_encoding (headers, SOUP_ENCODING_NONE);
  else
    give_body (connection, reply);
  aft_http_guard_allow (connection->guard, listener->limits.stalled_ms);
  aft_http_counters_add_status (listener->counters, status);
  if (aft_http_reply_get_reason (reply) != NULL)
    aft_http_counters_add_reason (listener->counters, aft_http_reply_get_reason (reply));
  if (listener->watch.answered != NULL)
    listener->watch.answered (connection->exchange, reply,
                              g_get_monotonic_time ()
                                  - aft_http_guard_get_since_us (connection->guard),
                              listener->watch_data);
  resume (connection);
}

static void
on_replied (AftHttpExchange *exchange, AftHttpReply *reply, gpointer data)
{
  answer (data, reply);
}

static gboolean
on_events_started (AftHttpExchange *exchange, AftHttpEvents *events, gpointer data)
{
  Connection *connection = data;
  AftHttpListener *listener = connection->listener;
  AftHttpCounters *counters = listener->counters;
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (AftHttpReply) reply = aft_http_reply_new_bytes (200, AFT_HTTP_EVENTS, nothing);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (connection->message);

  if (listener->stopping != NULL
      || aft_http_counters_get (counters, AFT_HTTP_COUNT_EVENT_STREAMS)
             >= listener->limits.event_streams)
    return FALSE;
  aft_http_counters_add (counters, AFT_HTTP_COUNT_EVENT_STREAMS, 1);
  aft_http_counters_add (counters, AFT_HTTP_COUNT_CONNECTIONS, -1);
  connection->is_events = TRUE;
  /* nginx would keep the events back until its buffer is full. */
  aft_http_reply_set_header (reply, "X-Accel-Buffering", "no");
  answer (connection, reply);
  set_headers (headers, reply, TRUE);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (connection->message),
                                    FALSE);
  append_events (connection, EVENT_COMMENT);
  aft_http_guard_allow (connection->guard, listener->limits.event_comment_ms);
  return TRUE;
}

static gboolean
on_events_text (AftHttpExchange *exchange, const char *text, gpointer data)
{
  Connection *connection = data;

  if (connection->is_ended)
    return FALSE;
  if (connection->unread_bytes + (gint64) strlen (text)
      > connection->listener->limits.event_backlog_bytes)
    {
      drop_events (connection, "event-backlog");
      return FALSE;
    }
  append_events (connection, text);
  return TRUE;
}

static void
on_events_ended (AftHttpExchange *exchange, gpointer data)
{
  end_events (data);
}

static void
on_released (gpointer data)
{
  Connection *connection = data;

  connection->exchange = NULL;
}

static const AftHttpSink sink = {
  .replied = on_replied,
  .events_started = on_events_started,
  .events_text = on_events_text,
  .events_ended = on_events_ended,
  .released = on_released,
};

static void
tick_events (Connection *connection)
{
  const AftHttpLimits *limits = &connection->listener->limits;
  gint64 stalled_us = g_get_monotonic_time () - connection->progress_us;

  if (connection->is_ended)
    cut (connection, "stalled-reply");
  else if (connection->unread_bytes > 0 && stalled_us >= limits->stalled_ms * 1000)
    drop_events (connection, "stalled-reply");
  else if (connection->unread_bytes == 0)
    append_events (connection, EVENT_COMMENT);
  aft_http_guard_allow (connection->guard, limits->event_comment_ms);
}

/* No answer in time, or nobody takes it. */
static void
on_guard_due (AftHttpGuard *guard, gpointer data)
{
  Connection *connection = data;

  if (connection->is_events)
    tick_events (connection);
  else if (connection->exchange != NULL && !aft_http_exchange_is_answered (connection->exchange))
    aft_http_exchange_take_reply (
        connection->exchange,
        new_busy (connection->listener, "stalled-reply", "The answer took too long."));
  else
    cut (connection, "stalled-reply");
}

static void
on_guard_timed_out (AftHttpGuard *guard, const char *reason, gpointer data)
{
  Connection *connection = data;

  aft_http_counters_add_reason (connection->listener->counters, reason);
}

static const AftHttpGuardEvents guard_events = {
  .due = on_guard_due,
  .timed_out = on_guard_timed_out,
  .closed = on_guard_closed,
};

/* What is at work goes on; what only waits is closed. */
static void
stop_connection (Connection *connection)
{
  if (connection->is_events)
    {
      end_events (connection);
      detach (connection);
    }
  else if (aft_http_guard_get_phase (connection->guard) == AFT_HTTP_GUARD_IDLE
           && !aft_http_guard_has_more (connection->guard))
    {
      aft_http_guard_cut (connection->guard, NULL);
    }
}

static void
on_message_finished (SoupServerMessage *message, gpointer data)
{
  Connection *connection = data;

  forget_request (connection);
  aft_http_guard_next (connection->guard);
  if (connection->listener->stopping != NULL)
    stop_connection (connection);
}

static void
dispatch (Connection *connection)
{
  AftHttpListener *listener = connection->listener;
  g_autoptr (AftHttpExchange) exchange
      = aft_http_exchange_new (connection->request, &sink, connection);

  connection->exchange = exchange;
  aft_router_dispatch (listener->router, exchange, &listener->limits);
  if (aft_http_exchange_is_answered (exchange))
    return;
  connection->is_paused = TRUE;
  soup_server_message_pause (connection->message);
}

/* SoupServer has read its constant request: here is the true one. */
static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  GSocketAddress *handle = soup_server_message_get_remote_address (message);
  Connection *connection = g_object_get_data (G_OBJECT (handle), HANDLE_KEY);
  g_autoptr (AftHttpReply) refusal = NULL;

  if (aft_http_guard_get_phase (connection->guard) == AFT_HTTP_GUARD_CLOSED)
    {
      soup_server_message_set_status (message, SOUP_STATUS_BAD_REQUEST, NULL);
      return;
    }
  connection->message = g_object_ref (message);
  connection->served++;
  g_signal_connect (message, "finished", G_CALLBACK (on_message_finished), connection);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (on_headers_written), connection);
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (on_body_written), connection);
  aft_http_guard_take (connection->guard, &connection->request, &refusal);
  if (refusal != NULL)
    answer (connection, refusal);
  else
    dispatch (connection);
}

static gboolean
waits (const Connection *connection)
{
  return !connection->is_events
         && aft_http_guard_get_phase (connection->guard) <= AFT_HTTP_GUARD_RECEIVING;
}

/* Of the connections that only wait (of @address, where it is not NULL), the one that does so
 * longest; NULL when all are at work. Also counts those of @address that are open. */
static Connection *
find_idlest (AftHttpListener *listener, const char *address, gint64 *ret_count)
{
  GHashTableIter iter;
  Connection *connection, *idlest = NULL;

  *ret_count = 0;
  g_hash_table_iter_init (&iter, listener->connections);
  while (g_hash_table_iter_next (&iter, (gpointer *) &connection, NULL))
    {
      if (connection->is_events
          || (address != NULL && strcmp (connection->peer.address, address) != 0))
        continue;
      (*ret_count)++;
      if (waits (connection)
          && (idlest == NULL
              || aft_http_guard_get_since_us (connection->guard)
                     < aft_http_guard_get_since_us (idlest->guard)))
        idlest = connection;
    }
  return idlest;
}

/* A newcomer is let in by sending away who has waited longest without a whole request: under a
 * flood of slow connections that is one of the flood. FALSE when all are at work. */
static gboolean
make_room (AftHttpListener *listener, const char *address, gint64 most)
{
  gint64 count;
  Connection *idlest = find_idlest (listener, address, &count);

  if (count < most)
    return TRUE;
  if (idlest == NULL)
    return FALSE;
  aft_http_counters_add_reason (listener->counters, "connection-limit");
  aft_http_guard_cut (idlest->guard,
                      aft_http_guard_get_phase (idlest->guard) == AFT_HTTP_GUARD_RECEIVING
                          ? listener->overload
                          : NULL);
  return TRUE;
}

static void
turn_away (AftHttpListener *listener, GSocket *socket)
{
  aft_http_counters_add_reason (listener->counters, "connection-limit");
  aft_http_counters_add_status (listener->counters, 503);
  g_socket_send (socket, listener->overload, strlen (listener->overload), NULL, NULL);
  g_socket_close (socket, NULL);
}

/* Hands the connection to SoupServer, with the guard in place of its input. The address is one of
 * our own making: it leads back here from a message. */
static void
open_connection (Connection *connection, GSocket *socket)
{
  AftHttpListener *listener = connection->listener;
  const AftHttpGuardParts parts = {
    .socket = socket,
    .router = listener->router,
    .limits = &listener->limits,
    .peer = &connection->peer,
    .events = &guard_events,
    .user_data = connection,
  };
  g_autoptr (GSocketAddress) handle = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketConnection) base = g_socket_connection_factory_create_connection (socket);
  g_autoptr (GIOStream) stream = NULL;

  connection->guard = aft_http_guard_new (&parts);
  g_object_set_data (G_OBJECT (handle), HANDLE_KEY, connection);
  stream = g_simple_io_stream_new (G_INPUT_STREAM (connection->guard),
                                   g_io_stream_get_output_stream (G_IO_STREAM (base)));
  g_object_set_data_full (G_OBJECT (stream), HANDLE_KEY, g_steal_pointer (&base), g_object_unref);
  soup_server_accept_iostream (listener->server, stream, handle, handle, NULL);
}

static void
on_accepted (GSocket *socket, gpointer data)
{
  AftHttpListener *listener = data;
  AftHttpPeer peer = aft_http_peer_read (socket);
  Connection *connection;

  if (!make_room (listener, peer.address, listener->limits.connections_per_address)
      || !make_room (listener, NULL, listener->limits.connections))
    {
      turn_away (listener, socket);
      g_free (peer.address);
      return;
    }
  /* Head and body of a reply are two writes. */
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  connection = g_new0 (Connection, 1);
  connection->listener = listener;
  connection->peer = peer;
  g_hash_table_add (listener->connections, connection);
  aft_http_counters_add (listener->counters, AFT_HTTP_COUNT_CONNECTIONS, 1);
  open_connection (connection, socket);
}

/* SoupServer closes every connection after one request unless it listens somewhere itself
 * (request_finished() in soup-server.c). It gets one end of a pair that nobody ever writes to. */
static void
keep_alive (AftHttpListener *listener)
{
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    listener->idle_ends[i] = g_socket_new_from_fd (ends[i], NULL);
  soup_server_listen_socket (listener->server, listener->idle_ends[0], 0, NULL);
}

AftHttpListener *
aft_http_listener_new (AftRouter *router, const AftHttpLimits *limits)
{
  AftHttpListener *listener = g_new0 (AftHttpListener, 1);
  g_autoptr (AftHttpReply) overload = NULL;

  listener->ref_count = 1;
  listener->limits = *limits;
  listener->router = aft_router_ref (router);
  listener->counters = aft_http_counters_new ();
  listener->acceptor
      = aft_http_acceptor_new (&listener->limits, listener->counters, on_accepted, listener);
  listener->connections = g_hash_table_new_full (NULL, NULL, free_connection, NULL);
  listener->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (listener->server, NULL, on_request, listener, NULL);
  keep_alive (listener);
  overload = new_busy (listener, "connection-limit", "All connections are taken.");
  listener->overload = aft_http_reply_to_message (overload);
  return listener;
}

AftHttpListener *
aft_http_listener_ref (AftHttpListener *listener)
{
  listener->ref_count++;
  return listener;
}

void
aft_http_listener_unref (AftHttpListener *listener)
{
  if (listener == NULL || --listener->ref_count > 0)
    return;
  g_clear_pointer (&listener->acceptor, aft_http_acceptor_free);
  soup_server_disconnect (listener->server);
  g_clear_object (&listener->server);
  g_clear_object (&listener->idle_ends[0]);
  g_clear_object (&listener->idle_ends[1]);
  g_hash_table_unref (listener->connections);
  aft_router_unref (listener->router);
  aft_http_counters_free (listener->counters);
  g_free (listener->overload);
  g_free (listener);
}

gboolean
aft_http_listener_listen (AftHttpListener *listener, const char *address, GError **error)
{
  return aft_http_acceptor_listen (listener->acceptor, address, error);
}

gboolean
aft_http_listener_take_fd (AftHttpListener *listener, int fd, GError **error)
{
  return aft_http_acceptor_take_fd (listener->acceptor, fd, error);
}

char **
aft_http_listener_dup_addresses (AftHttpListener *listener)
{
  return aft_http_acceptor_dup_addresses (listener->acceptor);
}

void
aft_http_listener_set_watch (AftHttpListener *listener,
                             const AftHttpWatch *watch,
                             gpointer user_data)
{
  listener->watch = *watch;
  listener->watch_data = user_data;
}

const AftHttpCounters *
aft_http_listener_get_counters (AftHttpListener *listener)
{
  return listener->counters;
}

/* A list of its own, as closing one changes the table. */
static GPtrArray *
list_connections (AftHttpListener *listener)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer connection;

  g_hash_table_iter_init (&iter, listener->connections);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    g_ptr_array_add (list, connection);
  return list;
}

/* All is closed, or the time for it is over. */
static gboolean
on_stop_due (gpointer data)
{
  AftHttpListener *listener = data;
  g_autoptr (GTask) task = g_steal_pointer (&listener->stopping);
  g_autoptr (GPtrArray) list = list_connections (listener);

  g_clear_pointer (&listener->stop_timer, g_source_unref);
  for (guint i = 0; i < list->len; i++)
    {
      Connection *connection = g_ptr_array_index (list, i);

      aft_http_guard_cut (connection->guard, NULL);
      resume (connection);
    }
  if (list->len > 0)
    g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_TIMED_OUT,
                             "some requests took too long and were cut off");
  else
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

void
aft_http_listener_stop_async (AftHttpListener *listener,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GPtrArray) list = list_connections (listener);

  g_assert (listener->stopping == NULL);
  listener->stopping = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_task_data (listener->stopping, aft_http_listener_ref (listener),
                        (GDestroyNotify) aft_http_listener_unref);
  listener->stop_timer = g_timeout_source_new ((guint) listener->limits.stop_ms);
  g_source_set_callback (listener->stop_timer, on_stop_due, listener, NULL);
  g_source_attach (listener->stop_timer, g_main_context_get_thread_default ());
  aft_http_acceptor_stop (listener->acceptor);
  for (guint i = 0; i < list->len; i++)
    stop_connection (g_ptr_array_index (list, i));
  if (list->len == 0)
    g_source_set_ready_time (listener->stop_timer, 0);
}

gboolean
aft_http_listener_stop_finish (AftHttpListener *listener, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
