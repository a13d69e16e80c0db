/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the guest's pages ask for besides themselves: one style and
 * one mark. They say nothing of the house, so anybody may have them. */
#include "aft-pages-private.h"

#include "aft-http-page.h"
#include "phone-resources.h"

#define RESOURCES "/org/aftertaste/phone/"

typedef struct
{
  const char *path;
  const char *name;
  const char *content_type;
} File;

static const File files[] = {
  { "/f/pages.css", RESOURCES "phone.css", "text/css; charset=utf-8" },
  { "/f/icon.svg", RESOURCES "aft-bell.svg", "image/svg+xml; charset=utf-8" },
};

/* @user_data: a File. Its resource is linked into this program. */
static void
on_file (AftHttpExchange *exchange, gpointer user_data)
{
  const File *file = user_data;
  g_autoptr (GBytes) content = g_resource_lookup_data (aft_phone_get_resource (), file->name,
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (content != NULL);
  aft_http_exchange_take_reply (exchange,
                                aft_http_reply_new_file (aft_http_exchange_get_request (exchange),
                                                         file->content_type, content));
}

void
aft_pages_add_files (AftPages *pages, AftRouter *router)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      const AftRoute route = { "GET", files[i].path, AFT_ROUTE_NO_BODY, 0 };
      aft_router_add (router, &route, on_file, (gpointer) &files[i]);
    }
}
