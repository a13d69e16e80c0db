/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the guest's pages ask for besides themselves: one style. It says nothing of the house, so
 * anybody may have it. */
#include "aft-pages-private.h"

#include "aft-http-page.h"
#include "phone-resources.h"

#define STYLES "/org/aftertaste/phone/phone.css"
#define CSS    "text/css; charset=utf-8"

/* Its resource is linked into this program. */
static void
on_styles (AftHttpExchange *exchange, gpointer user_data)
{
  g_autoptr (GBytes) content = g_resource_lookup_data (aft_phone_get_resource (), STYLES,
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (content != NULL);
  aft_http_exchange_take_reply (
      exchange, aft_http_reply_new_file (aft_http_exchange_get_request (exchange), CSS, content));
}

void
aft_pages_add_files (AftPages *pages, AftRouter *router)
{
  const AftRoute route = { "GET", "/f/pages.css", AFT_ROUTE_NO_BODY, 0 };
  aft_router_add (router, &route, on_styles, pages);
}
