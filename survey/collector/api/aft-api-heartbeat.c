/* SPDX-License-Identifier: GPL-3.0-or-later */
/* POST /api/v1/device/heartbeat: how a kiosk is, and what it should know of us: also which of its
 * copies it is to erase, until it says that it has. */
#include "aft-api-private.h"

#include "aft-heartbeat.h"
#include "aft-house-store-erasure.h"

typedef struct
{
  AftApi *api;
  AftHttpExchange *exchange;
  AftCaller caller;
  AftHeartbeat heartbeat;
  char etag[AFT_HEARTBEAT_ETAG_MAX + 1];
  AftHeartbeatReply reply;
} Beat;

static void
free_beat (Beat *beat)
{
  aft_http_exchange_unref (beat->exchange);
  aft_api_unref (beat->api);
  g_free (beat);
}

/* What the kiosk has erased is noted first: it is not to be told again. */
static gpointer
work_orders (AftHouseStore *store, gpointer data, GError **error)
{
  const Beat *beat = data;
  const AftHeartbeatIds *said = &beat->heartbeat.erased;
  g_autoptr (GArray) erased = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_array_append_vals (erased, said->ids, said->count);
  if (!aft_house_store_note_erased_sync (store, &beat->caller.device_id, erased, error))
    return NULL;
  return aft_house_store_list_erasure_orders_sync (store, &beat->caller.device_id, error);
}

static void
on_ordered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Beat *beat = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) orders = aft_house_store_call_finish (result, &error);
  if (orders != NULL)
    {
      beat->reply.erase.count = MIN (orders->len, AFT_HEARTBEAT_IDS_MAX);
      for (guint i = 0; i < beat->reply.erase.count; i++)
        beat->reply.erase.ids[i] = g_array_index (orders, AftId, i);
      aft_api_reply_text (beat->exchange, aft_heartbeat_reply_to_text (&beat->reply));
    }
  else
    aft_api_fail_document (beat->exchange, error);
  free_beat (beat);
}

static void
on_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Beat *beat = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseDevice) device = aft_house_store_heartbeat_finish (result, &error);
  if (device == NULL)
    {
      aft_api_fail_document (beat->exchange, error);
      free_beat (beat);
      return;
    }
  beat->reply = (AftHeartbeatReply){ .server_ms = aft_clock_get_real_ms (beat->api->options.clock),
                                     .last_sequence = device->last_sequence,
                                     .last_chain = device->last_chain,
                                     .backup_sequence = device->backup_sequence };
  g_strlcpy (beat->reply.configuration_etag, beat->etag, sizeof beat->reply.configuration_etag);
  const AftHouseCall call
      = { .work = work_orders, .data = beat, .free_result = (GDestroyNotify) g_array_unref };
  aft_house_store_call_async (beat->api->options.store, &call, on_ordered, beat);
}

/* A venue without a configuration is no reason to be silent about all the rest. */
static void
on_found (AftDeviceConfiguration *configuration, const GError *error, gpointer user_data)
{
  Beat *beat = user_data;
  AftHeartbeat *heartbeat = &beat->heartbeat;
  if (configuration != NULL)
    g_strlcpy (beat->etag, aft_device_configuration_get_etag (configuration), sizeof beat->etag);
  /* Small letters and hyphens: nothing in it needs another form. */
  g_autofree char *printer = heartbeat->printer[0] != '\0'
                                 ? g_strdup_printf ("{\"state\":\"%s\"}", heartbeat->printer)
                                 : NULL;
  AftHouseHeartbeat noted = { .device_id = beat->caller.device_id,
                              .boot_id = heartbeat->boot_id,
                              .clock_ms = heartbeat->clock_ms,
                              .monotonic_ms = heartbeat->monotonic_ms,
                              .version = heartbeat->version,
                              .printer = printer,
                              .queue = heartbeat->queue,
                              .disk_free_bytes = (gint64) heartbeat->disk_free_bytes };
  aft_house_store_heartbeat_async (beat->api->options.store, &noted, on_noted, beat);
}

static void
take_heartbeat (AftApi *api, AftHttpExchange *exchange, const AftCaller *caller)
{
  g_autoptr (GError) error = NULL;
  g_autofree Beat *beat = g_new0 (Beat, 1);
  gsize length = 0;
  GBytes *body = aft_http_request_get_body (aft_http_exchange_get_request (exchange));
  const char *text = g_bytes_get_data (body, &length);
  if (!aft_heartbeat_parse (text != NULL ? text : "", length, &beat->heartbeat, &error))
    {
      aft_api_fail_document (exchange, error);
      return;
    }
  beat->api = aft_api_ref (api);
  beat->exchange = aft_http_exchange_ref (exchange);
  beat->caller = *caller;
  aft_api_find_configuration (api, &caller->venue_id, on_found, g_steal_pointer (&beat));
}

static void
on_heartbeat (AftHttpExchange *exchange, gpointer user_data)
{
  aft_api_admit (user_data, exchange, take_heartbeat);
}

void
aft_api_add_heartbeat (AftApi *api, AftRouter *router)
{
  const AftRoute route
      = { "POST", "/api/v1/device/heartbeat", AFT_ROUTE_JSON, AFT_HEARTBEAT_MAX_BYTES };
  aft_router_add (router, &route, on_heartbeat, api);
}
