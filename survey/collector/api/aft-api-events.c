/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/events: a stream of server-sent events for a device, resumed by Last-Event-ID. */
#include "aft-api-private.h"

static void
follow (AftApi *api, AftHttpExchange *exchange, const AftCaller *caller)
{
  AftHttpRequest *request = aft_http_exchange_get_request (exchange);
  g_autoptr (AftHttpEvents) events = aft_http_exchange_start_events (exchange);
  const AftEventFollower follower
      = { .owner = caller->device_id, .addresses = &caller->device_id, .address_count = 1 };
  if (events != NULL)
    aft_event_log_follow (api->events, events, &follower,
                          aft_http_request_get_header (request, "Last-Event-ID"));
}

static void
on_events (AftHttpExchange *exchange, gpointer user_data)
{
  aft_api_admit (user_data, exchange, follow);
}

void
aft_api_add_events (AftApi *api, AftRouter *router)
{
  const AftRoute route = { "GET", "/api/v1/events", AFT_ROUTE_NO_BODY, 0 };
  aft_router_add (router, &route, on_events, api);
}
