/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request and its answer, given once: at once, later, or as a stream of events. It sees to it
 * that exactly one answer leaves, and knows nothing of sockets: a sink carries texts away. */
#include "aft-http-exchange.h"

#include <string.h>

struct _AftHttpExchange
{
  guint ref_count;
  AftHttpRequest *request;
  const char *route;       /* borrowed from the router, NULL before one is found */
  const char *caller_kind; /* NULL before it is known, as is */
  char *caller;
  GHashTable *parameters;  /* name → text */
  const AftHttpSink *sink; /* NULL once the peer is gone */
  gpointer sink_data;
  AftHttpEvents *events; /* borrowed, while the stream is open */
  gboolean is_answered;
};

struct _AftHttpEvents
{
  guint ref_count;
  AftHttpExchange *exchange; /* NULL once closed */
  void (*on_closed) (AftHttpEvents *events, gpointer user_data);
  gpointer closed_data;
};

AftHttpExchange *
aft_http_exchange_new (AftHttpRequest *request, const AftHttpSink *sink, gpointer user_data)
{
  AftHttpExchange *exchange = g_new0 (AftHttpExchange, 1);

  exchange->ref_count = 1;
  exchange->request = aft_http_request_ref (request);
  exchange->parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  exchange->sink = sink;
  exchange->sink_data = user_data;
  return exchange;
}

AftHttpExchange *
aft_http_exchange_ref (AftHttpExchange *exchange)
{
  exchange->ref_count++;
  return exchange;
}

void
aft_http_exchange_unref (AftHttpExchange *exchange)
{
  if (exchange == NULL)
    return;
  if (exchange->ref_count == 1 && !exchange->is_answered)
    aft_http_exchange_take_reply (exchange, aft_http_reply_new_problem (500, "internal", NULL));
  if (--exchange->ref_count > 0)
    return;
  if (exchange->sink != NULL && exchange->sink->released != NULL)
    exchange->sink->released (exchange->sink_data);
  aft_http_request_unref (exchange->request);
  g_hash_table_unref (exchange->parameters);
  g_free (exchange->caller);
  g_free (exchange);
}

AftHttpRequest *
aft_http_exchange_get_request (AftHttpExchange *exchange)
{
  return exchange->request;
}

const char *
aft_http_exchange_get_route (AftHttpExchange *exchange)
{
  return exchange->route;
}

void
aft_http_exchange_set_route (AftHttpExchange *exchange, const char *pattern)
{
  exchange->route = pattern;
}

const char *
aft_http_exchange_get_caller (AftHttpExchange *exchange)
{
  return exchange->caller;
}

const char *
aft_http_exchange_get_caller_kind (AftHttpExchange *exchange)
{
  return exchange->caller_kind;
}

void
aft_http_exchange_set_caller (AftHttpExchange *exchange, const char *kind, const char *caller)
{
  exchange->caller_kind = kind;
  g_free (exchange->caller);
  exchange->caller = g_strdup (caller);
}

void
aft_http_exchange_add_parameter (AftHttpExchange *exchange, const char *name, const char *text)
{
  g_hash_table_insert (exchange->parameters, g_strdup (name), g_strdup (text));
}

const char *
aft_http_exchange_get_parameter (AftHttpExchange *exchange, const char *name)
{
  return g_hash_table_lookup (exchange->parameters, name);
}

gboolean
aft_http_exchange_get_id (AftHttpExchange *exchange, const char *name, AftId *ret_id)
{
  const char *text = aft_http_exchange_get_parameter (exchange, name);

  return text != NULL && aft_id_from_text (text, ret_id);
}

void
aft_http_exchange_take_reply (AftHttpExchange *exchange, AftHttpReply *reply)
{
  if (!exchange->is_answered)
    {
      exchange->is_answered = TRUE;
      if (exchange->sink != NULL)
        exchange->sink->replied (exchange, reply, exchange->sink_data);
    }
  aft_http_reply_unref (reply);
}

void
aft_http_exchange_fail (AftHttpExchange *exchange, const GError *error)
{
  aft_http_exchange_take_reply (exchange, aft_http_reply_new_error (error));
}

gboolean
aft_http_exchange_is_answered (AftHttpExchange *exchange)
{
  return exchange->is_answered;
}

gboolean
aft_http_exchange_is_gone (AftHttpExchange *exchange)
{
  return exchange->sink == NULL;
}

/* Parts a stream from its exchange; the caller still holds both. */
static void
close_events (AftHttpEvents *events)
{
  AftHttpExchange *exchange = g_steal_pointer (&events->exchange);

  exchange->events = NULL;
  aft_http_exchange_unref (exchange);
}

void
aft_http_exchange_detach (AftHttpExchange *exchange)
{
  AftHttpEvents *events = exchange->events;

  exchange->sink = NULL;
  exchange->is_answered = TRUE;
  if (events == NULL)
    return;
  aft_http_events_ref (events);
  close_events (events);
  if (events->on_closed != NULL)
    events->on_closed (events, events->closed_data);
  aft_http_events_unref (events);
}

AftHttpEvents *
aft_http_exchange_start_events (AftHttpExchange *exchange)
{
  const AftHttpSink *sink = exchange->sink;
  AftHttpEvents *events;

  if (sink == NULL || exchange->is_answered)
    return NULL;
  if (strcmp (aft_http_request_get_method (exchange->request), "HEAD") == 0)
    {
      aft_http_exchange_take_reply (
          exchange, aft_http_reply_new_bytes (200, AFT_HTTP_EVENTS,
                                              aft_http_request_get_body (exchange->request)));
      return NULL;
    }
  events = g_new0 (AftHttpEvents, 1);
  events->ref_count = 1;
  if (sink->events_started == NULL || !sink->events_started (exchange, events, exchange->sink_data))
    {
      g_free (events);
      aft_http_exchange_take_reply (
          exchange,
          aft_http_reply_new_problem (503, "stream-limit", "All event streams are taken."));
      return NULL;
    }
  exchange->is_answered = TRUE;
  exchange->events = events;
  events->exchange = aft_http_exchange_ref (exchange);
  return events;
}

AftHttpEvents *
aft_http_events_ref (AftHttpEvents *events)
{
  events->ref_count++;
  return events;
}

void
aft_http_events_unref (AftHttpEvents *events)
{
  AftHttpExchange *exchange;

  if (events == NULL || --events->ref_count > 0)
    return;
  exchange = events->exchange;
  if (exchange != NULL)
    {
      exchange->events = NULL;
      if (exchange->sink != NULL)
        exchange->sink->events_ended (exchange, exchange->sink_data);
      aft_http_exchange_unref (exchange);
    }
  g_free (events);
}

static void
append_line (GString *text, const char *field, const char *value)
{
  g_autofree char *line = g_strdelimit (g_strdup (value), "\r\n", ' ');

  g_string_append_printf (text, "%s: %s\n", field, line);
}

/* Each line of @data in a field of its own, as the format wants it; "\r" ends a line there too. */
static void
append_data (GString *text, const char *data)
{
  g_auto (GStrv) lines = g_strsplit_set (data, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    append_line (text, "data", lines[i]);
}

gboolean
aft_http_events_send (AftHttpEvents *events, const char *id, const char *name, const char *data)
{
  AftHttpExchange *exchange = events->exchange;
  g_autoptr (GString) text = g_string_new (NULL);

  if (exchange == NULL || exchange->sink == NULL)
    return FALSE;
  if (id != NULL)
    append_line (text, "id", id);
  if (name != NULL)
    append_line (text, "event", name);
  append_data (text, data);
  g_string_append_c (text, '\n');
  return exchange->sink->events_text (exchange, text->str, exchange->sink_data);
}

gboolean
aft_http_events_is_closed (AftHttpEvents *events)
{
  return events->exchange == NULL;
}

void
aft_http_events_set_closed (AftHttpEvents *events,
                            void (*on_closed) (AftHttpEvents *events, gpointer user_data),
                            gpointer user_data)
{
  events->on_closed = on_closed;
  events->closed_data = user_data;
}
