/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The listener through real sockets. A talker in a thread of its own sends bytes and reads to the
 * end; the listener runs here. tests/collector/attacks does the rest from outside. */
#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-error.h"
#include "aft-http-listener.h"
#include "aft-temp-dir.h"

#define GET(path)      "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"
#define GET_LAST(path) "GET " path " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
/* Longer than any test waits for; only a hanging listener reaches it. */
#define PATIENCE_SECONDS 20

typedef struct
{
  AftHttpLimits limits;
  AftRouter *router;
  AftHttpListener *listener;
  char *address;
  AftHttpExchange *kept;
  AftHttpEvents *events;
  guint watched;
} Fixture;

/* One connection, and what is done on it. */
typedef struct
{
  const char *address;
  const char *sent;
  GSocketConnection *connection;
  GString *received;
  GThread *thread;
  gint is_done;
} Talk;

static void
on_plain (AftHttpExchange *exchange, gpointer data)
{
  AftHttpReply *reply = aft_http_reply_new (204);
  g_autofree char *uid = g_strdup_printf (
      "%s %d", aft_http_request_get_peer_address (aft_http_exchange_get_request (exchange)),
      (int) aft_http_request_get_peer_uid (aft_http_exchange_get_request (exchange)));

  aft_http_reply_set_header (reply, "X-Peer", uid);
  aft_http_exchange_take_reply (exchange, reply);
}

static void
on_kept (AftHttpExchange *exchange, gpointer data)
{
  ((Fixture *) data)->kept = aft_http_exchange_ref (exchange);
}

static void
on_large (AftHttpExchange *exchange, gpointer data)
{
  gsize length = 16 * 1024 * 1024;
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (length), length);

  aft_http_exchange_take_reply (exchange, aft_http_reply_new_bytes (200, "text/x", body));
}

static void
on_events (AftHttpExchange *exchange, gpointer data)
{
  AftHttpEvents *events = aft_http_exchange_start_events (exchange);

  if (events != NULL)
    ((Fixture *) data)->events = events;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    AftRoute route;
    AftHttpHandler handler;
  } routes[] = {
    { { "GET", "/plain", AFT_ROUTE_NO_BODY, 0 }, on_plain },
    { { "POST", "/plain", AFT_ROUTE_JSON, 0 }, on_plain },
    { { "GET", "/kept", AFT_ROUTE_NO_BODY, 0 }, on_kept },
    { { "GET", "/large", AFT_ROUTE_NO_BODY, 0 }, on_large },
    { { "GET", "/events", AFT_ROUTE_NO_BODY, 0 }, on_events },
  };

  fixture->limits = aft_http_limits_default;
  fixture->router = aft_router_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    aft_router_add (fixture->router, &routes[i].route, routes[i].handler, fixture);
}

/* After a test changed the limits. */
static void
listen_on (Fixture *fixture, const char *address)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) addresses = NULL;

  fixture->listener = aft_http_listener_new (fixture->router, &fixture->limits);
  g_assert_true (aft_http_listener_listen (fixture->listener, address, &error));
  g_assert_no_error (error);
  addresses = aft_http_listener_dup_addresses (fixture->listener);
  fixture->address = g_strdup (addresses[0]);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  aft_http_listener_unref (fixture->listener);
  aft_http_exchange_unref (fixture->kept);
  aft_http_events_unref (fixture->events);
  aft_router_unref (fixture->router);
  g_free (fixture->address);
}

static GSocketConnection *
connect_to (const char *address)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_timeout (client, PATIENCE_SECONDS);
  if (g_str_has_prefix (address, "unix:"))
    {
      g_autoptr (GSocketAddress) path = g_unix_socket_address_new (address + strlen ("unix:"));

      connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (path), NULL, &error);
    }
  else
    {
      connection = g_socket_client_connect_to_host (client, address, 0, NULL, &error);
    }
  g_assert_no_error (error);
  return connection;
}

static gpointer
talk (gpointer data)
{
  Talk *talk = data;
  GIOStream *stream = G_IO_STREAM (talk->connection);
  char buffer[4096];
  gssize count;

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), talk->sent,
                             strlen (talk->sent), NULL, NULL, NULL);
  while ((count = g_input_stream_read (g_io_stream_get_input_stream (stream), buffer, sizeof buffer,
                                       NULL, NULL))
         > 0)
    g_string_append_len (talk->received, buffer, count);
  g_atomic_int_set (&talk->is_done, TRUE);
  g_main_context_wakeup (NULL);
  return NULL;
}

static Talk *
begin_talk (const char *address, const char *sent)
{
  Talk *begun = g_new0 (Talk, 1);

  begun->sent = sent;
  begun->received = g_string_new (NULL);
  begun->connection = connect_to (address);
  begun->thread = g_thread_new ("talk", talk, begun);
  return begun;
}

/* What came back until the other side closed. */
static char *
end_talk (Talk *begun)
{
  char *received;

  while (!g_atomic_int_get (&begun->is_done))
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (begun->thread);
  received = g_string_free (begun->received, FALSE);
  g_object_unref (begun->connection);
  g_free (begun);
  return received;
}

static char *
say (Fixture *fixture, const char *sent)
{
  return end_talk (begin_talk (fixture->address, sent));
}

static guint
count_of (const char *text, const char *piece)
{
  guint count = 0;

  for (const char *at = text; (at = strstr (at, piece)) != NULL; at += strlen (piece))
    count++;
  return count;
}

static gint64
get_count (Fixture *fixture, AftHttpCount count)
{
  return aft_http_counters_get (aft_http_listener_get_counters (fixture->listener), count);
}

static gint64
get_reason (Fixture *fixture, const char *reason)
{
  return aft_http_counters_get_reason (aft_http_listener_get_counters (fixture->listener), reason);
}

static void
wait_for_count (Fixture *fixture, AftHttpCount count, gint64 number)
{
  while (get_count (fixture, count) != number)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_status (const char *received, const char *status)
{
  g_autofree char *line = g_strdup_printf ("HTTP/1.1 %s", status);

  g_test_message ("%s", received);
  g_assert_true (g_str_has_prefix (received, line));
}

static void
test_connection_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *received = NULL;

  listen_on (fixture, "127.0.0.1:0");
  received = say (fixture, GET ("/plain") GET ("/none") GET_LAST ("/plain"));
  g_assert_cmpuint (count_of (received, "HTTP/1.1 204 No Content\r\n"), ==, 2);
  g_assert_cmpuint (count_of (received, "HTTP/1.1 404 Not Found\r\n"), ==, 1);
  g_assert_cmpuint (count_of (received, "Connection: close\r\n"), ==, 1);
  g_assert_cmpuint (count_of (received, "\r\nServer:"), ==, 0);
  g_assert_cmpint (get_count (fixture, AFT_HTTP_COUNT_ACCEPTED), ==, 1);
  wait_for_count (fixture, AFT_HTTP_COUNT_CONNECTIONS, 0);
}

static void
test_connection_serves_so_many (Fixture *fixture, gconstpointer data)
{
  g_autofree char *received = NULL;

  fixture->limits.requests_per_connection = 2;
  listen_on (fixture, "[::1]:0");
  received = say (fixture, GET ("/plain") GET ("/plain") GET ("/plain"));
  g_assert_cmpuint (count_of (received, "HTTP/1.1 204"), ==, 2);
}

static void
test_refused_request_ends_its_connection (Fixture *fixture, gconstpointer data)
{
  g_autofree char *received = NULL;

  listen_on (fixture, "127.0.0.1:0");
  received = say (fixture, "POST /plain HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n"
                           "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" GET ("/plain"));
  assert_status (received, "400");
  g_assert_cmpuint (count_of (received, "HTTP/1.1"), ==, 1);
  g_assert_cmpuint (count_of (received, "\"reason\":\"framing\""), ==, 1);
  g_assert_cmpint (get_reason (fixture, "framing"), ==, 1);
}

static void
test_slow_request_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *received = NULL;

  fixture->limits.receive_ms = 1000;
  listen_on (fixture, "127.0.0.1:0");
  received = say (fixture, GET ("/plain") "GET /pl");
  g_assert_cmpuint (count_of (received, "HTTP/1.1 204"), ==, 1);
  g_assert_cmpuint (count_of (received, "HTTP/1.1 408 Request Timeout\r\n"), ==, 1);
  wait_for_count (fixture, AFT_HTTP_COUNT_CONNECTIONS, 0);
}

static void
test_silence_is_ended_without_a_word (Fixture *fixture, gconstpointer data)
{
  g_autofree char *received = NULL;

  fixture->limits.receive_ms = 50;
  listen_on (fixture, "127.0.0.1:0");
  received = say (fixture, "");
  g_assert_cmpstr (received, ==, "");
  g_assert_cmpint (get_reason (fixture, "idle-timeout"), ==, 1);
  wait_for_count (fixture, AFT_HTTP_COUNT_CONNECTIONS, 0);
}

/* The request must be here before the patience is over, however slow the machine is. */
static void
test_silence_after_an_answer_is_ended_without_a_word (Fixture *fixture, gconstpointer data)
{
  g_autofree char *received = NULL;

  fixture->limits.idle_ms = 2000;
  listen_on (fixture, "127.0.0.1:0");
  received = say (fixture, GET ("/plain"));
  g_assert_cmpuint (count_of (received, "HTTP/1.1"), ==, 1);
  g_assert_cmpuint (count_of (received, "HTTP/1.1 204"), ==, 1);
  g_assert_cmpint (get_reason (fixture, "idle-timeout"), ==, 1);
  wait_for_count (fixture, AFT_HTTP_COUNT_CONNECTIONS, 0);
}

static void
test_missing_answer_becomes_503 (Fixture *fixture, gconstpointer data)
{
  g_autofree char *received = NULL;

  fixture->limits.stalled_ms = 50;
  listen_on (fixture, "127.0.0.1:0");
  received = say (fixture, GET_LAST ("/kept"));
  assert_status (received, "503");
  g_assert_cmpuint (count_of (received, "Retry-After: 1\r\n"), ==, 1);
  aft_http_exchange_take_reply (fixture->kept, aft_http_reply_new (204));
}

static void
test_answer_may_come_after_the_peer_left (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketConnection) connection = NULL;

  listen_on (fixture, "127.0.0.1:0");
  connection = connect_to (fixture->address);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             GET ("/kept"), strlen (GET ("/kept")), NULL, NULL, NULL);
  while (fixture->kept == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  aft_http_exchange_take_reply (fixture->kept, aft_http_reply_new (204));
  wait_for_count (fixture, AFT_HTTP_COUNT_CONNECTIONS, 0);
}

static void
test_untaken_reply_is_dropped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketConnection) connection = NULL;

  fixture->limits.stalled_ms = 50;
  listen_on (fixture, "127.0.0.1:0");
  connection = connect_to (fixture->address);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             GET ("/large"), strlen (GET ("/large")), NULL, NULL, NULL);
  wait_for_count (fixture, AFT_HTTP_COUNT_CONNECTIONS, 1);
  wait_for_count (fixture, AFT_HTTP_COUNT_CONNECTIONS, 0);
  g_assert_cmpint (get_reason (fixture, "stalled-reply"), ==, 1);
}

static void
test_newcomer_displaces_who_waits (Fixture *fixture, gconstpointer data)
{
  Talk *slow[4];
  g_autofree char *received = NULL;

  fixture->limits.connections = G_N_ELEMENTS (slow);
  listen_on (fixture, "127.0.0.1:0");
  for (gsize i = 0; i < G_N_ELEMENTS (slow); i++)
    slow[i] = begin_talk (fixture->address, "GET /plain HT");
  wait_for_count (fixture, AFT_HTTP_COUNT_CONNECTIONS, G_N_ELEMENTS (slow));
  received = say (fixture, GET_LAST ("/plain"));
  assert_status (received, "204");
  g_assert_cmpint (get_reason (fixture, "connection-limit"), ==, 1);
  aft_http_listener_unref (g_steal_pointer (&fixture->listener));
  for (gsize i = 0; i < G_N_ELEMENTS (slow); i++)
    g_free (end_talk (slow[i]));
}

static void
test_newcomer_waits_for_who_works (Fixture *fixture, gconstpointer data)
{
  Talk *working;
  g_autofree char *received = NULL;
  g_autofree char *answered = NULL;

  fixture->limits.connections_per_address = 1;
  listen_on (fixture, "127.0.0.1:0");
  working = begin_talk (fixture->address, GET_LAST ("/kept"));
  while (fixture->kept == NULL)
    g_main_context_iteration (NULL, TRUE);
  received = say (fixture, "");
  assert_status (received, "503");
  g_assert_cmpuint (count_of (received, "Retry-After: 1\r\n"), ==, 1);
  aft_http_exchange_take_reply (fixture->kept, aft_http_reply_new (204));
  answered = end_talk (working);
  assert_status (answered, "204");
}

static void
test_events_flow (Fixture *fixture, gconstpointer data)
{
  Talk *reader;
  g_autofree char *received = NULL;
  g_autofree char *refused = NULL;

  fixture->limits.event_streams = 1;
  fixture->limits.event_comment_ms = 30;
  listen_on (fixture, "127.0.0.1:0");
  reader = begin_talk (fixture->address, GET ("/events"));
  wait_for_count (fixture, AFT_HTTP_COUNT_EVENT_STREAMS, 1);
  g_assert_cmpint (get_count (fixture, AFT_HTTP_COUNT_CONNECTIONS), ==, 0);
  refused = say (fixture, GET_LAST ("/events"));
  assert_status (refused, "503");
  g_assert_true (aft_http_events_send (fixture->events, "1", NULL, "x"));
  for (gint64 until = g_get_monotonic_time () + 500000; g_get_monotonic_time () < until;)
    g_main_context_iteration (NULL, FALSE);
  aft_http_events_unref (g_steal_pointer (&fixture->events));
  received = end_talk (reader);
  assert_status (received, "200");
  g_assert_cmpuint (count_of (received, "Content-Type: text/event-stream; charset=utf-8\r\n"), ==,
                    1);
  g_assert_cmpuint (count_of (received, "id: 1\ndata: x\n\n"), ==, 1);
  g_assert_cmpuint (count_of (received, ":\n\n"), >=, 2);
  g_assert_true (g_str_has_suffix (received, "\r\n0\r\n\r\n"));
  wait_for_count (fixture, AFT_HTTP_COUNT_EVENT_STREAMS, 0);
}

static void
test_events_end_though_a_comment_is_due (Fixture *fixture, gconstpointer data)
{
  Talk *reader;
  g_autofree char *received = NULL;
  gint64 due;

  fixture->limits.event_comment_ms = 30;
  listen_on (fixture, "127.0.0.1:0");
  reader = begin_talk (fixture->address, GET ("/events"));
  wait_for_count (fixture, AFT_HTTP_COUNT_EVENT_STREAMS, 1);
  aft_http_events_unref (g_steal_pointer (&fixture->events));
  due = g_get_monotonic_time () + fixture->limits.event_comment_ms * 1000;
  while (g_get_monotonic_time () <= due)
    g_usleep (1000);
  received = end_talk (reader);
  g_assert_true (g_str_has_suffix (received, "\r\n0\r\n\r\n"));
  g_assert_cmpint (get_reason (fixture, "stalled-reply"), ==, 0);
}

static void
test_events_for_nobody_are_dropped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lump = g_strnfill (60000, 'x');
  g_autoptr (GSocketConnection) connection = NULL;
  guint sent = 0;

  listen_on (fixture, "127.0.0.1:0");
  connection = connect_to (fixture->address);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             GET ("/events"), strlen (GET ("/events")), NULL, NULL, NULL);
  wait_for_count (fixture, AFT_HTTP_COUNT_EVENT_STREAMS, 1);
  while (aft_http_events_send (fixture->events, NULL, NULL, lump))
    {
      g_assert_cmpuint (sent++, <, 1000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_assert_true (aft_http_events_is_closed (fixture->events));
  g_assert_cmpint (get_reason (fixture, "event-backlog"), ==, 1);
  wait_for_count (fixture, AFT_HTTP_COUNT_EVENT_STREAMS, 0);
}

static void
assert_listen_fails (Fixture *fixture, const char *address, int code)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", address);
  g_assert_false (aft_http_listener_listen (fixture->listener, address, &error));
  g_assert_error (error, AFT_ERROR, code);
}

static void
test_only_this_machine_is_listened_on (Fixture *fixture, gconstpointer data)
{
  static const char *const open[] = { "0.0.0.0:0", "[::]:0", "192.168.1.1:80", "8.8.8.8:80" };
  static const char *const wrong[]
      = { "",       "localhost:80", "127.0.0.1", "127.0.0.1:65536", "127.0.0.1:x",
          "::1:80", ":80",          "unix:",     "unix:relative",   "[127.0.0.1]" };
  g_autofree char *long_path = g_strnfill (200, 'x');
  g_autofree char *long_address = g_strconcat ("unix:/", long_path, NULL);

  listen_on (fixture, "127.0.0.1:0");
  for (gsize i = 0; i < G_N_ELEMENTS (open); i++)
    assert_listen_fails (fixture, open[i], AFT_ERROR_DENIED);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_listen_fails (fixture, wrong[i], AFT_ERROR_INVALID);
  assert_listen_fails (fixture, long_address, AFT_ERROR_INVALID);
  assert_listen_fails (fixture, fixture->address, AFT_ERROR_CONFLICT);
  assert_listen_fails (fixture, "unix:/nonexistent/x", AFT_ERROR_UNAVAILABLE);
}

static void
test_unix_socket_tells_its_peer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (dir, "socket");
  g_autofree char *address = g_strconcat ("unix:", path, NULL);
  g_autofree char *expected = g_strdup_printf ("X-Peer: unix %d\r\n", (int) getuid ());
  g_autofree char *received = NULL;
  struct stat status;

  listen_on (fixture, address);
  g_assert_cmpstr (fixture->address, ==, address);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0660);
  received = say (fixture, GET_LAST ("/plain"));
  g_assert_cmpuint (count_of (received, expected), ==, 1);
  assert_listen_fails (fixture, address, AFT_ERROR_CONFLICT);
}

static void
test_stale_unix_socket_is_replaced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (dir, "socket");
  g_autofree char *file = aft_temp_dir_write (dir, "file", "kept");
  g_autofree char *address = g_strconcat ("unix:", path, NULL);
  g_autofree char *file_address = g_strconcat ("unix:", file, NULL);
  g_autofree char *received = NULL;

  listen_on (fixture, address);
  aft_http_listener_unref (g_steal_pointer (&fixture->listener));
  g_clear_pointer (&fixture->address, g_free);
  listen_on (fixture, address);
  received = say (fixture, GET_LAST ("/plain"));
  assert_status (received, "204");
  assert_listen_fails (fixture, file_address, AFT_ERROR_CONFLICT);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
}

static int
bind_socket (const char *host)
{
  g_autoptr (GSocket) socket
      = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (host, 0);

  g_assert_true (g_socket_bind (socket, address, TRUE, NULL));
  return dup (g_socket_get_fd (socket));
}

static void
test_sockets_may_be_handed_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) addresses = NULL;
  g_autofree char *received = NULL;

  fixture->listener = aft_http_listener_new (fixture->router, &fixture->limits);
  g_assert_true (aft_http_listener_take_fd (fixture->listener, bind_socket ("127.0.0.1"), &error));
  g_assert_no_error (error);
  addresses = aft_http_listener_dup_addresses (fixture->listener);
  fixture->address = g_strdup (addresses[0]);
  received = say (fixture, GET_LAST ("/plain"));
  assert_status (received, "204");
  g_assert_false (aft_http_listener_take_fd (fixture->listener, bind_socket ("0.0.0.0"), &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_stop_finishes_what_it_took (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Talk *working, *idle, *reader;
  g_autofree char *answered = NULL;
  g_autofree char *left = NULL;
  g_autofree char *read = NULL;

  listen_on (fixture, "127.0.0.1:0");
  working = begin_talk (fixture->address, GET ("/kept"));
  idle = begin_talk (fixture->address, GET ("/plain"));
  reader = begin_talk (fixture->address, GET ("/events"));
  while (fixture->kept == NULL || fixture->events == NULL
         || aft_http_counters_get_status (aft_http_listener_get_counters (fixture->listener), 204)
                == 0)
    g_main_context_iteration (NULL, TRUE);
  aft_http_listener_stop_async (fixture->listener, on_stopped, &result);
  left = end_talk (idle);
  read = end_talk (reader);
  g_assert_true (aft_http_events_is_closed (fixture->events));
  g_assert_null (result);
  aft_http_exchange_take_reply (fixture->kept, aft_http_reply_new (204));
  answered = end_talk (working);
  assert_status (answered, "204");
  g_assert_cmpuint (count_of (answered, "Connection: close\r\n"), ==, 1);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (aft_http_listener_stop_finish (fixture->listener, result, &error));
  g_assert_no_error (error);
}

static void
test_stop_is_bounded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *received = NULL;
  Talk *working;

  fixture->limits.stop_ms = 50;
  listen_on (fixture, "127.0.0.1:0");
  working = begin_talk (fixture->address, GET ("/kept"));
  while (fixture->kept == NULL)
    g_main_context_iteration (NULL, TRUE);
  aft_http_listener_stop_async (fixture->listener, on_stopped, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (aft_http_listener_stop_finish (fixture->listener, result, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_TIMED_OUT);
  received = end_talk (working);
  g_assert_cmpstr (received, ==, "");
}

static void
on_answered (AftHttpExchange *exchange, const AftHttpReply *reply, gint64 us, gpointer data)
{
  Fixture *fixture = data;

  g_assert_cmpint (us, >=, 0);
  g_assert_cmpint (us, <, PATIENCE_SECONDS * G_USEC_PER_SEC);
  fixture->watched = fixture->watched * 10 + (exchange == NULL ? 1 : 2);
}

static void
test_every_answer_is_seen (Fixture *fixture, gconstpointer data)
{
  const AftHttpWatch watch = { .answered = on_answered };

  listen_on (fixture, "127.0.0.1:0");
  aft_http_listener_set_watch (fixture->listener, &watch, fixture);
  g_free (say (fixture, GET ("/plain") GET ("/none") GET_LAST ("/plain")));
  g_assert_cmpuint (fixture->watched, ==, 212);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/http/listener/a-connection-is-kept", test_connection_is_kept },
    { "/http/listener/a-connection-serves-so-many", test_connection_serves_so_many },
    { "/http/listener/a-refused-request-ends-its-connection",
      test_refused_request_ends_its_connection },
    { "/http/listener/a-slow-request-is-refused", test_slow_request_is_refused },
    { "/http/listener/silence-is-ended-without-a-word", test_silence_is_ended_without_a_word },
    { "/http/listener/silence-after-an-answer-is-ended-without-a-word",
      test_silence_after_an_answer_is_ended_without_a_word },
    { "/http/listener/a-missing-answer-becomes-503", test_missing_answer_becomes_503 },
    { "/http/listener/an-answer-may-come-after-the-peer-left",
      test_answer_may_come_after_the_peer_left },
    { "/http/listener/an-untaken-reply-is-dropped", test_untaken_reply_is_dropped },
    { "/http/listener/a-newcomer-displaces-who-waits", test_newcomer_displaces_who_waits },
    { "/http/listener/a-newcomer-waits-for-who-works", test_newcomer_waits_for_who_works },
    { "/http/listener/events-flow", test_events_flow },
    { "/http/listener/events-end-though-a-comment-is-due",
      test_events_end_though_a_comment_is_due },
    { "/http/listener/events-for-nobody-are-dropped", test_events_for_nobody_are_dropped },
    { "/http/listener/only-this-machine-is-listened-on", test_only_this_machine_is_listened_on },
    { "/http/listener/a-unix-socket-tells-its-peer", test_unix_socket_tells_its_peer },
    { "/http/listener/a-stale-unix-socket-is-replaced", test_stale_unix_socket_is_replaced },
    { "/http/listener/sockets-may-be-handed-in", test_sockets_may_be_handed_in },
    { "/http/listener/stop-finishes-what-it-took", test_stop_finishes_what_it_took },
    { "/http/listener/stop-is-bounded", test_stop_is_bounded },
    { "/http/listener/every-answer-is-seen", test_every_answer_is_seen },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
