/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/openapi.json: the description of all routes, as it lies in the program. */
#include "aft-api-private.h"

#include "api-resources.h"

#define DOCUMENT "/org/aftertaste/api/openapi.json"

static void
on_description (AftHttpExchange *exchange, gpointer user_data)
{
  g_autoptr (GBytes) document = g_resource_lookup_data (aft_api_get_resource (), DOCUMENT,
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (document != NULL);
  aft_http_exchange_take_reply (exchange, aft_http_reply_new_bytes (200, AFT_HTTP_JSON, document));
}

void
aft_api_add_openapi (AftApi *api, AftRouter *router)
{
  const AftRoute route = { "GET", "/api/v1/openapi.json", AFT_ROUTE_NO_BODY, 0 };
  aft_router_add (router, &route, on_description, api);
}
