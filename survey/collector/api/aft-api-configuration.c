/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/device/configuration with ETag. What was made for a venue is kept for some seconds,
 * also for heartbeats, which name its ETag; another collector on the same database is seen after
 * that. */
#include "aft-api-private.h"

#include <string.h>

#include "aft-venue-configuration.h"

#define KEEP_US (10 * G_USEC_PER_SEC)

typedef struct
{
  AftDeviceConfiguration *configuration;
  gint64 until_us;
} Kept;

/* What the worker needs; its own copies. */
typedef struct
{
  AftId venue_id;
  char *public_address;
  char *(*dup_public_key) (gpointer user_data);
  gpointer key_data;
} Order;

typedef struct
{
  AftApi *api;
  AftId venue_id;
  guint round;
  AftConfigurationAnswer answer;
  gpointer user_data;
} Question;

static void
free_kept (gpointer data)
{
  Kept *kept = data;
  aft_device_configuration_unref (kept->configuration);
  g_free (kept);
}

static void
free_order (gpointer data)
{
  Order *order = data;
  g_free (order->public_address);
  g_free (order);
}

static gpointer
make_configuration (AftHouseStore *store, gpointer data, GError **error)
{
  const Order *order = data;
  g_autofree char *key
      = order->dup_public_key != NULL ? order->dup_public_key (order->key_data) : NULL;
  return aft_venue_configuration_make (store, &order->venue_id, key, order->public_address, error);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (AftApi) api = question->api;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftDeviceConfiguration) configuration = aft_house_store_call_finish (result, &error);
  if (configuration != NULL && question->round == api->round)
    {
      Kept *kept = g_new0 (Kept, 1);
      kept->configuration = aft_device_configuration_ref (configuration);
      kept->until_us = aft_clock_get_monotonic_us (api->options.clock) + KEEP_US;
      g_hash_table_replace (api->configurations,
                            g_memdup2 (&question->venue_id, sizeof question->venue_id), kept);
    }
  question->answer (configuration, error, question->user_data);
}

GHashTable *
aft_api_new_configurations (GHashFunc hash, GEqualFunc equal)
{
  return g_hash_table_new_full (hash, equal, g_free, free_kept);
}

void
aft_api_find_configuration (AftApi *api,
                            const AftId *venue_id,
                            AftConfigurationAnswer answer,
                            gpointer user_data)
{
  const AftApiOptions *options = &api->options;
  const Kept *kept = g_hash_table_lookup (api->configurations, venue_id);
  if (kept != NULL && aft_clock_get_monotonic_us (options->clock) < kept->until_us)
    {
      answer (kept->configuration, NULL, user_data);
      return;
    }
  gboolean has_address = options->public_address != NULL && *options->public_address != '\0';
  Order *order = g_new0 (Order, 1);
  *order = (Order){ *venue_id, has_address ? g_strdup (options->public_address) : NULL,
                    options->dup_public_key, options->key_data };
  Question *question = g_new0 (Question, 1);
  *question = (Question){ aft_api_ref (api), *venue_id, api->round, answer, user_data };
  AftHouseCall call = { .work = make_configuration,
                        .data = order,
                        .free_data = free_order,
                        .free_result = (GDestroyNotify) aft_device_configuration_unref };
  aft_house_store_call_async (options->store, &call, on_made, question);
}

/* RFC 9110, 13.1.2: a list of tags or "*"; weak comparison. */
static gboolean
has_tag (const char *header, const char *etag)
{
  g_auto (GStrv) tags = g_strsplit (header, ",", -1);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      const char *tag = g_strstrip (tags[i]);
      if (g_str_has_prefix (tag, "W/"))
        tag += 2;
      if (g_str_equal (tag, etag) || g_str_equal (tag, "*"))
        return TRUE;
    }
  return FALSE;
}

static AftHttpReply *
make_reply (AftDeviceConfiguration *configuration, const char *known)
{
  const char *etag = aft_device_configuration_get_etag (configuration);
  const char *text = aft_device_configuration_get_text (configuration);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  AftHttpReply *reply = known != NULL && has_tag (known, etag)
                            ? aft_http_reply_new (304)
                            : aft_http_reply_new_bytes (200, AFT_HTTP_JSON, body);
  aft_http_reply_set_header (reply, "ETag", etag);
  return reply;
}

static void
on_found (AftDeviceConfiguration *configuration, const GError *error, gpointer user_data)
{
  g_autoptr (AftHttpExchange) exchange = user_data;
  const char *known
      = aft_http_request_get_header (aft_http_exchange_get_request (exchange), "If-None-Match");
  if (configuration != NULL)
    aft_http_exchange_take_reply (exchange, make_reply (configuration, known));
  else
    aft_http_exchange_fail (exchange, error);
}

static void
show_configuration (AftApi *api, AftHttpExchange *exchange, const AftCaller *caller)
{
  aft_api_find_configuration (api, &caller->venue_id, on_found, aft_http_exchange_ref (exchange));
}

static void
on_configuration (AftHttpExchange *exchange, gpointer user_data)
{
  aft_api_admit (user_data, exchange, show_configuration);
}

void
aft_api_add_configuration (AftApi *api, AftRouter *router)
{
  const AftRoute route = { "GET", "/api/v1/device/configuration", AFT_ROUTE_NO_BODY, 0 };
  aft_router_add (router, &route, on_configuration, api);
}
