/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages ask for besides themselves: style, script and marks, out of the program. They say
 * nothing of the house, so anybody may have them. */
#include "aft-console-private.h"

#include "aft-http-page.h"
#include "web-resources.h"

#define FILES     "/console/files/"
#define RESOURCES "/org/aftertaste/web/"
#define CSS       "text/css; charset=utf-8"
#define SCRIPT    "text/javascript; charset=utf-8"
#define SVG       "image/svg+xml; charset=utf-8"

typedef struct
{
  const char *path;
  const char *content_type;
} File;

static const File files[] = {
  { FILES "aft-bell.svg", SVG },   { FILES "aft-check.svg", SVG },
  { FILES "aft-family.svg", SVG }, { FILES "aft-hourglass.svg", SVG },
  { FILES "aft-lock.svg", SVG },   { FILES "aft-menu.svg", SVG },
  { FILES "aft-phone.svg", SVG },  { FILES "aft-picture.svg", SVG },
  { FILES "aft-staff.svg", SVG },  { FILES "aft-table.svg", SVG },
  { FILES "aft-trends.svg", SVG }, { FILES "aft-warning.svg", SVG },
  { FILES "aft-words.svg", SVG },  { FILES "console.css", CSS },
  { FILES "console.js", SCRIPT },  { FILES "tokens-web.css", CSS },
};

/* @user_data: a File. Its resource is linked into this program. */
static void
on_file (AftHttpExchange *exchange, gpointer user_data)
{
  const File *file = user_data;
  g_autofree char *name = g_strconcat (RESOURCES, file->path + strlen (FILES), NULL);
  g_autoptr (GBytes) content
      = g_resource_lookup_data (aft_web_get_resource (), name, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (content != NULL);
  aft_http_exchange_take_reply (exchange,
                                aft_http_reply_new_file (aft_http_exchange_get_request (exchange),
                                                         file->content_type, content));
}

void
aft_console_add_files (AftConsole *console, AftRouter *router)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      const AftRoute route = { "GET", files[i].path, AFT_ROUTE_NO_BODY, 0 };
      aft_router_add (router, &route, on_file, (gpointer) &files[i]);
    }
}
