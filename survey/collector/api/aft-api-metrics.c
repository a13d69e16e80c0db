/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /metrics in Prometheus' text format 0.0.4. Numbers of the whole house only: no name, no id,
 * no address. */
#include "aft-api-private.h"

#include <string.h>

#include "aft-house-store-care.h"

#define CONTENT_TYPE "text/plain; version=0.0.4; charset=utf-8"
#define PREFIX       "aftertaste_"

static void
describe (GString *text, const char *name, const char *type, const char *help)
{
  g_string_append_printf (text, "# HELP " PREFIX "%s %s\n# TYPE " PREFIX "%s %s\n", name, help,
                          name, type);
}

static void
put (GString *text, const char *name, const char *type, const char *help, gint64 value)
{
  describe (text, name, type, help);
  g_string_append_printf (text, PREFIX "%s %" G_GINT64_FORMAT "\n", name, value);
}

static void
put_items (GString *text, const AftHouseCounters *counters)
{
  const struct
  {
    const char *status;
    guint64 number;
  } items[] = { { "stored", counters->stored },
                { "duplicate", counters->duplicates },
                { "refused", counters->refused } };
  describe (text, "items_total", "counter", "Items of uploads by their receipt.");
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    g_string_append_printf (text, PREFIX "items_total{status=\"%s\"} %" G_GUINT64_FORMAT "\n",
                            items[i].status, items[i].number);
}

static void
put_store (GString *text, const AftHouseCounters *counters)
{
  put_items (text, counters);
  put (text, "alarms_total", "counter", "Uploads that did not fit their device's chain.",
       (gint64) counters->alarms);
  put (text, "store_jobs_total", "counter", "Writes carried out.", (gint64) counters->jobs);
  put (text, "store_transactions_total", "counter", "Transactions that held them.",
       (gint64) counters->transactions);
  put (text, "store_failures_total", "counter", "Transactions undone by the disk.",
       (gint64) counters->failures);
  put (text, "store_reopenings_total", "counter", "Times the database was opened again.",
       (gint64) counters->reopenings);
  put (text, "store_checkpoints_total", "counter", "Checkpoints of its log.",
       (gint64) counters->checkpoints);
  put (text, "store_queue", "gauge", "Writes that wait.", (gint64) counters->queue);
  put (text, "store_data_bytes", "gauge", "Size of the database.", counters->data_bytes);
  put (text, "store_log_bytes", "gauge", "Size of its log.", counters->log_bytes);
  put (text, "last_backup_timestamp_seconds", "gauge", "Time of the last backup, 0 for none.",
       counters->backed_up_ms / 1000);
}

static void
on_status (int status, gint64 number, gpointer text)
{
  g_string_append_printf (text, PREFIX "http_replies_total{status=\"%d\"} %" G_GINT64_FORMAT "\n",
                          status, number);
}

/* Reasons are words of this program: nothing in them needs escaping. */
static void
on_reason (const char *reason, gint64 number, gpointer text)
{
  g_string_append_printf (text, PREFIX "http_refusals_total{reason=\"%s\"} %" G_GINT64_FORMAT "\n",
                          reason, number);
}

static void
put_http (GString *text, const AftHttpCounters *counters)
{
  put (text, "http_connections", "gauge", "Connections open now.",
       aft_http_counters_get (counters, AFT_HTTP_COUNT_CONNECTIONS));
  put (text, "http_event_streams", "gauge", "Event streams open now.",
       aft_http_counters_get (counters, AFT_HTTP_COUNT_EVENT_STREAMS));
  put (text, "http_connections_total", "counter", "Connections taken.",
       aft_http_counters_get (counters, AFT_HTTP_COUNT_ACCEPTED));
  put (text, "http_accept_errors_total", "counter", "Connections that could not be taken.",
       aft_http_counters_get (counters, AFT_HTTP_COUNT_ACCEPT_ERRORS));
  describe (text, "http_replies_total", "counter", "Replies by status.");
  aft_http_counters_each_status (counters, on_status, text);
  describe (text, "http_refusals_total", "counter", "Requests and connections refused, by reason.");
  aft_http_counters_each_reason (counters, on_reason, text);
}

static gboolean
may_read (const AftApi *api, AftHttpExchange *exchange)
{
  const char *address
      = aft_http_request_get_peer_address (aft_http_exchange_get_request (exchange));
  gboolean is_local = g_str_has_prefix (address, "127.") || g_str_equal (address, "::1")
                      || g_str_equal (address, "unix");
  switch (api->options.metrics)
    {
    case AFT_METRICS_ALL:
      return TRUE;
    case AFT_METRICS_LOCAL:
      return is_local && !aft_api_is_forwarded (exchange);
    case AFT_METRICS_OFF:
    default:
      return FALSE;
    }
}

static void
on_metrics (AftHttpExchange *exchange, gpointer user_data)
{
  AftApi *api = user_data;
  if (!may_read (api, exchange))
    {
      aft_api_reply_problem (exchange, 404, "not-found", NULL);
      return;
    }
  AftHouseCounters counters = { 0 };
  GString *text = g_string_new (NULL);
  gint64 up_us = aft_clock_get_monotonic_us (api->options.clock) - api->started_us;
  aft_house_store_get_counters (api->options.store, &counters);
  put (text, "uptime_seconds", "gauge", "Since the program's start.", up_us / G_USEC_PER_SEC);
  put_store (text, &counters);
  if (api->counters != NULL)
    put_http (text, api->counters);
  g_autoptr (GBytes) body = g_string_free_to_bytes (text);
  aft_http_exchange_take_reply (exchange, aft_http_reply_new_bytes (200, CONTENT_TYPE, body));
}

void
aft_api_add_metrics (AftApi *api, AftRouter *router)
{
  const AftRoute route = { "GET", "/metrics", AFT_ROUTE_NO_BODY, 0 };
  aft_router_add (router, &route, on_metrics, api);
}
