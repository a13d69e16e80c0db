/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bodies that are made while they are sent, through real sockets: a talker in a thread of its own
 * asks and reads; the listener runs here. */
#include <gio/gio.h>
#include <string.h>

#include "aft-error.h"
#include "aft-http-listener.h"

#define PIECE_BYTES 65536

/* What the body under /pieces is made of. */
typedef struct
{
  guint pieces;   /* how many there are */
  guint fails_at; /* which of them cannot be made; 0: none */
  gint made;      /* so far */
  gint freed;
} Plan;

typedef struct
{
  AftHttpLimits limits;
  AftRouter *router;
  AftHttpListener *listener;
  char *address;
  Plan plan;
} Fixture;

typedef struct
{
  const char *address;
  const char *request;
  gsize most; /* bytes to read before hanging up; 0: all */
  GString *received;
  gint is_done;
} Talk;

static GBytes *
make_piece (gpointer data, GError **error)
{
  Plan *plan = data;
  guint number = (guint) g_atomic_int_add (&plan->made, 1) + 1;
  if (number == plan->fails_at)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "no more");
      return NULL;
    }
  if (number > plan->pieces)
    return NULL;
  if (number == 2) /* nothing to say just now is not the end */
    return g_bytes_new_static ("", 0);
  char *letters = g_malloc (PIECE_BYTES);
  memset (letters, 'a' + (int) (number % 26), PIECE_BYTES);
  return g_bytes_new_take (letters, PIECE_BYTES);
}

static void
note_freed (gpointer data)
{
  g_atomic_int_inc (&((Plan *) data)->freed);
  g_main_context_wakeup (NULL);
}

static void
on_pieces (AftHttpExchange *exchange, gpointer data)
{
  Fixture *fixture = data;
  AftHttpSource *source = aft_http_source_new (make_piece, &fixture->plan, note_freed);
  aft_http_exchange_take_reply (exchange, aft_http_reply_new_source (200, "text/x", source));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const AftRoute route = { "GET", "/pieces", AFT_ROUTE_NO_BODY, 0 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) addresses = NULL;
  fixture->limits = aft_http_limits_default;
  fixture->router = aft_router_new ();
  fixture->plan.pieces = 40;
  aft_router_add (fixture->router, &route, on_pieces, fixture);
  fixture->listener = aft_http_listener_new (fixture->router, &fixture->limits);
  g_assert_true (aft_http_listener_listen (fixture->listener, "127.0.0.1:0", &error));
  g_assert_no_error (error);
  addresses = aft_http_listener_dup_addresses (fixture->listener);
  fixture->address = g_strdup (addresses[0]);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  aft_http_listener_unref (fixture->listener);
  aft_router_unref (fixture->router);
  g_free (fixture->address);
}

static gpointer
talk (gpointer data)
{
  Talk *talk = data;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection
      = g_socket_client_connect_to_host (client, talk->address, 0, NULL, NULL);
  g_assert_nonnull (connection);
  GIOStream *stream = G_IO_STREAM (connection);
  char buffer[4096];
  gssize count = 0;
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), talk->request,
                             strlen (talk->request), NULL, NULL, NULL);
  while ((talk->most == 0 || talk->received->len < talk->most)
         && (count = g_input_stream_read (g_io_stream_get_input_stream (stream), buffer,
                                          sizeof buffer, NULL, NULL))
                > 0)
    g_string_append_len (talk->received, buffer, count);
  g_io_stream_close (stream, NULL, NULL);
  g_atomic_int_set (&talk->is_done, TRUE);
  g_main_context_wakeup (NULL);
  return NULL;
}

/* What came back until the other side closed, or @most of it. */
static GString *
say (Fixture *fixture, const char *request, gsize most)
{
  Talk talked = { fixture->address, request, most, g_string_new (NULL), FALSE };
  GThread *thread = g_thread_new ("talk", talk, &talked);
  while (!g_atomic_int_get (&talked.is_done))
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (thread);
  return talked.received;
}

#define GET "GET /pieces HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

static gsize
count_letters (const GString *received)
{
  const char *body = strstr (received->str, "\r\n\r\n");
  gsize count = 0;
  g_assert_nonnull (body);
  for (const char *at = body; *at != '\0'; at++)
    count += *at >= 'a' && *at <= 'z' && at[1] == at[0] ? 1 : 0;
  return count;
}

static void
test_whole_body_arrives (Fixture *fixture, gconstpointer data)
{
  GString *received = say (fixture, GET, 0);
  g_assert_nonnull (strstr (received->str, "Transfer-Encoding: chunked"));
  g_assert_true (g_str_has_suffix (received->str, "\r\n0\r\n\r\n"));
  /* 40 pieces, one of which is empty; the last letter of each has no like behind it. */
  g_assert_cmpuint (count_letters (received), ==, 39 * (PIECE_BYTES - 1));
  while (g_atomic_int_get (&fixture->plan.freed) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (fixture->plan.made, ==, 41);
  g_string_free (received, TRUE);
}

/* Whoever reads half knows that it is half. */
static void
test_failure_cuts_off (Fixture *fixture, gconstpointer data)
{
  fixture->plan.fails_at = 5;
  GString *received = say (fixture, GET, 0);
  g_assert_true (g_str_has_prefix (received->str, "HTTP/1.1 200"));
  g_assert_false (g_str_has_suffix (received->str, "\r\n0\r\n\r\n"));
  g_assert_cmpint (fixture->plan.made, ==, 5);
  g_assert_cmpint (aft_http_counters_get_reason (aft_http_listener_get_counters (fixture->listener),
                                                 "source-failed"),
                   ==, 1);
  g_string_free (received, TRUE);
}

/* A million pieces for somebody who goes after the first: hardly more than the sockets hold are
 * made. */
static void
test_nothing_is_made_for_nobody (Fixture *fixture, gconstpointer data)
{
  fixture->plan.pieces = 1000000;
  GString *received = say (fixture, GET, PIECE_BYTES);
  while (g_atomic_int_get (&fixture->plan.freed) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (fixture->plan.made, <, 1000);
  g_string_free (received, TRUE);
}

static void
test_head_has_no_body (Fixture *fixture, gconstpointer data)
{
  GString *received
      = say (fixture, "HEAD /pieces HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 0);
  g_assert_true (g_str_has_prefix (received->str, "HTTP/1.1 200"));
  g_assert_true (g_str_has_suffix (received->str, "\r\n\r\n"));
  g_assert_cmpint (fixture->plan.made, ==, 0);
  g_string_free (received, TRUE);
}

/* Two behind each other on one connection. */
static void
test_connection_is_kept (Fixture *fixture, gconstpointer data)
{
  fixture->plan.pieces = 1;
  GString *received = say (fixture, "GET /pieces HTTP/1.1\r\nHost: a\r\n\r\n" GET, 0);
  const char *second = strstr (received->str + 1, "HTTP/1.1 200");
  g_assert_nonnull (second);
  g_assert_true (g_str_has_suffix (received->str, "\r\n0\r\n\r\n"));
  g_string_free (received, TRUE);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/http-source/whole-body-arrives", test_whole_body_arrives },
    { "/http-source/failure-cuts-off", test_failure_cuts_off },
    { "/http-source/nothing-is-made-for-nobody", test_nothing_is_made_for_nobody },
    { "/http-source/head-has-no-body", test_head_has_no_body },
    { "/http-source/connection-is-kept", test_connection_is_kept },
  };
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
