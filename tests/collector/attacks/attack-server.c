/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server to attack: the collector's HTTP side with routes that do as little as possible.
 *
 *   attack-server [--limit NAME=NUMBER]… ADDRESS…
 *
 * Prints the addresses it listens on, one a line, then an empty line; ends on SIGTERM as the
 * collector does. GET /api/v1/counts tells what it counted. It answers late, with streams or not at
 * all where a route says so. */
#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aft-http-listener.h"
#include "aft-json.h"

typedef struct
{
  GMainLoop *loop;
  AftHttpListener *listener;
  GPtrArray *streams;    /* of AftHttpEvents */
  GPtrArray *unanswered; /* of AftHttpExchange */
  gboolean is_failed;
} Attacked;

static void
answer_text (AftHttpExchange *exchange, const char *name, const char *text)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  g_autoptr (AftValue) value = NULL;

  aft_value_builder_set_string (builder, name, text);
  value = aft_value_builder_end (builder);
  aft_http_exchange_take_reply (exchange, aft_http_reply_new_json (200, value));
}

static void
on_health (AftHttpExchange *exchange, gpointer data)
{
  answer_text (exchange, "status", "ok");
}

/* The size of the document that was sent, if it is one. */
static void
on_batch (AftHttpExchange *exchange, gpointer data)
{
  AftHttpRequest *request = aft_http_exchange_get_request (exchange);
  gsize length;
  const char *text = g_bytes_get_data (aft_http_request_get_body (request), &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) value
      = aft_json_parse (text == NULL ? "" : text, length, &aft_json_limits_wire, &error);
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, length);

  if (value == NULL)
    aft_http_exchange_fail (exchange, error);
  else
    answer_text (exchange, "bytes", size);
}

static void
on_device (AftHttpExchange *exchange, gpointer data)
{
  answer_text (exchange, "id", aft_http_exchange_get_parameter (exchange, "id"));
}

static gboolean
on_later (gpointer data)
{
  answer_text (data, "status", "late");
  return G_SOURCE_REMOVE;
}

static void
on_late (AftHttpExchange *exchange, gpointer data)
{
  g_timeout_add_full (G_PRIORITY_DEFAULT, 300, on_later, aft_http_exchange_ref (exchange),
                      (GDestroyNotify) aft_http_exchange_unref);
}

static void
on_dropped (AftHttpExchange *exchange, gpointer data)
{
}

/* Kept to the end, and never answered. */
static void
on_never (AftHttpExchange *exchange, gpointer data)
{
  Attacked *attacked = data;

  g_ptr_array_add (attacked->unanswered, aft_http_exchange_ref (exchange));
}

/* More than a socket's buffers hold. */
static void
on_large (AftHttpExchange *exchange, gpointer data)
{
  gsize length = 8 * 1024 * 1024;
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (length), length);

  aft_http_exchange_take_reply (exchange,
                                aft_http_reply_new_bytes (200, "application/octet-stream", body));
}

static void
on_stream_closed (AftHttpEvents *events, gpointer data)
{
  Attacked *attacked = data;

  g_ptr_array_remove_fast (attacked->streams, events);
}

static void
on_events (AftHttpExchange *exchange, gpointer data)
{
  Attacked *attacked = data;
  AftHttpEvents *events = aft_http_exchange_start_events (exchange);

  if (events == NULL)
    return;
  aft_http_events_set_closed (events, on_stream_closed, attacked);
  g_ptr_array_add (attacked->streams, events);
  aft_http_events_send (events, "1", "hello", "first line\nsecond line");
}

static void
add_status (int status, gint64 number, gpointer data)
{
  g_autofree char *name = g_strdup_printf ("%d", status);

  aft_value_builder_set_number (data, name, (double) number);
}

static void
add_reason (const char *reason, gint64 number, gpointer data)
{
  aft_value_builder_set_number (data, reason, (double) number);
}

static void
on_counts (AftHttpExchange *exchange, gpointer data)
{
  Attacked *attacked = data;
  const AftHttpCounters *counters = aft_http_listener_get_counters (attacked->listener);
  AftValueBuilder *builder = aft_value_builder_new_object ();
  g_autoptr (AftValue) value = NULL;

  aft_value_builder_set_number (
      builder, "connections",
      (double) aft_http_counters_get (counters, AFT_HTTP_COUNT_CONNECTIONS));
  aft_value_builder_set_number (
      builder, "event_streams",
      (double) aft_http_counters_get (counters, AFT_HTTP_COUNT_EVENT_STREAMS));
  aft_value_builder_set_number (builder, "accepted",
                                (double) aft_http_counters_get (counters, AFT_HTTP_COUNT_ACCEPTED));
  aft_value_builder_set_number (
      builder, "accept_errors",
      (double) aft_http_counters_get (counters, AFT_HTTP_COUNT_ACCEPT_ERRORS));
  aft_http_counters_each_status (counters, add_status, builder);
  aft_http_counters_each_reason (counters, add_reason, builder);
  value = aft_value_builder_end (builder);
  aft_http_exchange_take_reply (exchange, aft_http_reply_new_json (200, value));
}

static AftRouter *
make_router (Attacked *attacked)
{
  static const struct
  {
    AftRoute route;
    AftHttpHandler handler;
  } routes[] = {
    { { "GET", "/healthz", AFT_ROUTE_NO_BODY, 0 }, on_health },
    { { "POST", "/api/v1/batches", AFT_ROUTE_JSON, 0 }, on_batch },
    { { "GET", "/api/v1/devices/{id:uuid}", AFT_ROUTE_NO_BODY, 0 }, on_device },
    { { "GET", "/api/v1/events", AFT_ROUTE_NO_BODY, 0 }, on_events },
    { { "GET", "/api/v1/counts", AFT_ROUTE_NO_BODY, 0 }, on_counts },
    { { "GET", "/late", AFT_ROUTE_NO_BODY, 0 }, on_late },
    { { "GET", "/dropped", AFT_ROUTE_NO_BODY, 0 }, on_dropped },
    { { "GET", "/never", AFT_ROUTE_NO_BODY, 0 }, on_never },
    { { "GET", "/large", AFT_ROUTE_NO_BODY, 0 }, on_large },
  };
  AftRouter *router = aft_router_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    aft_router_add (router, &routes[i].route, routes[i].handler, attacked);
  return router;
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer data)
{
  Attacked *attacked = data;
  g_autoptr (GError) error = NULL;

  if (!aft_http_listener_stop_finish (attacked->listener, result, &error))
    {
      g_printerr ("attack-server: %s\n", error->message);
      attacked->is_failed = TRUE;
    }
  g_main_loop_quit (attacked->loop);
}

static gboolean
on_term (gpointer data)
{
  Attacked *attacked = data;

  aft_http_listener_stop_async (attacked->listener, on_stopped, attacked);
  return G_SOURCE_REMOVE;
}

static gboolean
read_limits (char **settings, AftHttpLimits *limits, GError **error)
{
  for (gsize i = 0; settings != NULL && settings[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (settings[i], "=", 2);

      if (!aft_http_limits_set (limits, parts[0],
                                parts[1] == NULL ? 0 : g_ascii_strtoll (parts[1], NULL, 10), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
listen_on (AftHttpListener *listener, char **addresses, GError **error)
{
  g_auto (GStrv) listened = NULL;

  for (gsize i = 0; addresses[i] != NULL; i++)
    if (!aft_http_listener_listen (listener, addresses[i], error))
      return FALSE;
  listened = aft_http_listener_dup_addresses (listener);
  for (gsize i = 0; listened[i] != NULL; i++)
    g_print ("%s\n", listened[i]);
  g_print ("\n");
  fflush (stdout);
  return TRUE;
}

static gboolean
serve (char **addresses, const AftHttpLimits *limits, GError **error)
{
  Attacked attacked = {
    .streams = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_http_events_unref),
    .unanswered = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_http_exchange_unref),
  };
  g_autoptr (AftRouter) router = make_router (&attacked);
  gboolean is_listening;

  attacked.loop = g_main_loop_new (NULL, FALSE);
  attacked.listener = aft_http_listener_new (router, limits);
  is_listening = listen_on (attacked.listener, addresses, error);
  if (is_listening)
    {
      g_unix_signal_add (SIGTERM, on_term, &attacked);
      g_main_loop_run (attacked.loop);
    }
  aft_http_listener_unref (attacked.listener);
  g_ptr_array_unref (attacked.streams);
  g_ptr_array_unref (attacked.unanswered);
  g_main_loop_unref (attacked.loop);
  return is_listening && !attacked.is_failed;
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) settings = NULL;
  g_auto (GStrv) addresses = NULL;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_STRING_ARRAY, &settings, "a limit of its own", "NAME=NUMBER" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &addresses, "", "ADDRESS" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  AftHttpLimits limits = aft_http_limits_default;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error)
      || !read_limits (settings, &limits, &error) || addresses == NULL
      || !serve (addresses, &limits, &error))
    {
      g_printerr ("attack-server: %s\n", error == NULL ? "an address is missing" : error->message);
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
