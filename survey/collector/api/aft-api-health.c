/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /healthz: the program answers. GET /readyz: its database does too. Neither says more. */
#include "aft-api-private.h"

static void
reply_state (AftHttpExchange *exchange, int status, const char *state)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "status", state);
  g_autoptr (AftValue) value = aft_value_builder_end (builder);
  aft_http_exchange_take_reply (exchange, aft_http_reply_new_json (status, value));
}

static void
on_health (AftHttpExchange *exchange, gpointer user_data)
{
  reply_state (exchange, 200, "ok");
}

static gpointer
look (AftHouseStore *store, gpointer data, GError **error)
{
  return aft_house_store_get_house_sync (store, error);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftHttpExchange) exchange = user_data;
  g_autoptr (AftHouse) house = aft_house_store_call_finish (result, NULL);
  if (house != NULL)
    reply_state (exchange, 200, "ready");
  else
    aft_api_reply_problem (exchange, 503, "not-ready", NULL);
}

static void
on_ready (AftHttpExchange *exchange, gpointer user_data)
{
  AftApi *api = user_data;
  AftHouseCall call = { .work = look, .free_result = (GDestroyNotify) aft_house_free };
  aft_house_store_call_async (api->options.store, &call, on_looked,
                              aft_http_exchange_ref (exchange));
}

void
aft_api_add_health (AftApi *api, AftRouter *router)
{
  const AftRoute health = { "GET", "/healthz", AFT_ROUTE_NO_BODY, 0 };
  const AftRoute ready = { "GET", "/readyz", AFT_ROUTE_NO_BODY, 0 };
  aft_router_add (router, &health, on_health, api);
  aft_router_add (router, &ready, on_ready, api);
}
