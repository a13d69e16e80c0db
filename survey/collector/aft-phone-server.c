/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the guests' pages need of this program: their own router and listener, the house's keys, and
 * the key of the sittings. Where it listens is aft-serve.c's, what is on the pages is theirs. */
#include "aft-phone-server.h"

#include "aft-guest-finder.h"
#include "aft-house-keys.h"
#include "aft-house-words.h"
#include "aft-pages.h"
#include "aft-page-key.h"
#include "aft-secret.h"

#define KEY_FILE "pages.key"

struct _AftPhoneServer
{
  AftAdmin *admin;
  AftPages *pages;
  AftRouter *router;
  AftHttpListener *listener;
};

void
aft_phone_server_free (AftPhoneServer *server)
{
  if (server == NULL)
    return;
  g_clear_pointer (&server->listener, aft_http_listener_unref);
  g_clear_pointer (&server->router, aft_router_unref);
  g_clear_pointer (&server->pages, aft_pages_unref);
  g_free (server);
}

static char *
dup_public_key (gpointer user_data)
{
  const AftPhoneServer *server = user_data;
  return aft_house_keys_dup_public (server->admin->keys);
}

static char *
open_words (const AftResponse *response,
            const AftSealedPart *part,
            gpointer user_data,
            GError **error)
{
  const AftPhoneServer *server = user_data;
  return aft_house_words_open (response, part, server->admin->keys, error);
}

static AftPages *
make_pages (AftPhoneServer *server,
            const AftPhoneServerOptions *options,
            const AftSecretBoxKey *box_key)
{
  AftAdmin *admin = options->admin;
  const AftPagesOptions pages_options
      = { .store = admin->store,
          .clock = admin->clock,
          .random = admin->random,
          .catalogue = options->catalogue,
          .surveys = admin->surveys,
          .rules = admin->rules,
          .opener = aft_guest_finder_get_opener (admin->keys),
          .attachments = options->attachments,
          .box_key = box_key,
          .public_address = aft_config_get_text (options->config, "house", "public-address"),
          .is_behind_proxy = aft_config_get_boolean (options->config, "serve", "behind-proxy"),
          .link_days = aft_config_get_integer (options->config, "retention", "link-days"),
          .dup_public_key = dup_public_key,
          .open_words = open_words,
          .user_data = server };

  return aft_pages_new (&pages_options);
}

AftPhoneServer *
aft_phone_server_new (const AftPhoneServerOptions *options, GError **error)
{
  g_autoptr (AftPhoneServer) server = g_new0 (AftPhoneServer, 1);
  g_autofree char *path = g_build_filename (options->admin->keys, KEY_FILE, NULL);
  AftSecretBoxKey key = { { 0 } };

  if (!aft_page_key_load (path, options->admin->random, &key, error))
    return NULL;
  server->admin = options->admin;
  server->pages = make_pages (server, options, &key);
  aft_secret_wipe (&key, sizeof key);
  server->router = aft_router_new ();
  aft_pages_add_routes (server->pages, server->router);
  server->listener = aft_http_listener_new (server->router, &aft_http_limits_default);
  return g_steal_pointer (&server);
}

AftHttpListener *
aft_phone_server_get_listener (AftPhoneServer *server)
{
  return server->listener;
}
