/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The collector's settings: the table of keys, the order of the files, and what a key file's types
 * cannot say. */
#include "aft-collector-config.h"

#include <string.h>

#include "aft-error.h"
#include "aft-journal.h"

#define FILE_NAME  "aftertaste-collector.conf"
#define HTTPS_PORT 443

const AftConfigKey aft_collector_config_keys[] = {
  { "serve", "listen", AFT_CONFIG_TEXT, "127.0.0.1:8460", 0, 0,
    "where to listen: 127.0.0.1:PORT, [::1]:PORT or unix:PATH, several with commas" },
  { "serve", "public-listen", AFT_CONFIG_TEXT, "127.0.0.1:8461", 0, 0,
    "where to listen for guests' phones, likewise; empty: nowhere" },
  { "serve", "database", AFT_CONFIG_PATH, "", 0, 0,
    "the database's file; empty: collector.db in the data folder" },
  { "serve", "behind-proxy", AFT_CONFIG_BOOLEAN, "false", 0, 0,
    "whether the last address of X-Forwarded-For, which the house's own proxy wrote, is the "
    "sender's" },
  { "serve", "metrics", AFT_CONFIG_TEXT, "local", 0, 0,
    "who may read /metrics: off, local (this machine, not through a proxy) or all" },
  { "serve", "device-requests-per-minute", AFT_CONFIG_INTEGER, "600", 10, 1000000,
    "requests of one kiosk a minute" },
  { "serve", "log", AFT_CONFIG_TEXT, "refusals", 0, 0,
    "what is written to standard error: events (of the house's own), refusals (and requests that "
    "were refused) or requests (all)" },
  { "house", "venue-address", AFT_CONFIG_TEXT, "", 0, 0,
    "https address under which kiosks and staff reach the collector" },
  { "house", "public-address", AFT_CONFIG_TEXT, "", 0, 0,
    "https address of the guests' pages; without it no QR code is shown" },
  { "notify", "robot-file", AFT_CONFIG_PATH, "", 0, 0,
    "the group robots that are told of a case when no console is open, and when nobody comes: a "
    "line each, KIND ADDRESS [SECRET], kind wecom, dingtalk or feishu; empty: none" },
  { "notify", "private-addresses", AFT_CONFIG_BOOLEAN, "false", 0, 0,
    "whether a robot may stand on this machine or in a private network" },
  { "retention", "contact-days", AFT_CONFIG_INTEGER, "90", 0, 3650,
    "days that a contact is kept after its case was closed, or without one after it came; 0: for "
    "ever" },
  { "retention", "words-months", AFT_CONFIG_INTEGER, "24", 0, 600,
    "months that words, photos and free answers are kept; 0: for ever" },
  { "retention", "link-days", AFT_CONFIG_INTEGER, "30", 1, 365,
    "days that the link of a slip opens after its answers came" },
  { "figures", "enough", AFT_CONFIG_INTEGER, "30", 1, 100000,
    "with fewer answers a figure is not given, only how many there are" },
  { "figures", "few", AFT_CONFIG_INTEGER, "5", 1, 1000,
    "a part of the answers with fewer than that is not shown at all, so that nobody is recognised; "
    "1: all are" },
  { NULL, NULL, AFT_CONFIG_TEXT, NULL, 0, 0, NULL },
};

static gboolean
load_if_there (AftConfig *config, const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  if (aft_config_load (config, path, &reason)
      || g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
is_access (const char *text)
{
  return g_str_equal (text, "off") || g_str_equal (text, "local") || g_str_equal (text, "all");
}

/* "https://host", "https://host:8443/": nothing behind it, and nobody's name in front. */
static GUri *
read_address (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || !g_str_equal (g_uri_get_scheme (uri), "https") || g_uri_get_host (uri) == NULL
      || *g_uri_get_host (uri) == '\0' || g_uri_get_userinfo (uri) != NULL
      || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL
      || strlen (g_uri_get_path (uri)) > 1)
    return NULL;
  return g_steal_pointer (&uri);
}

static int
get_port (GUri *uri)
{
  return g_uri_get_port (uri) >= 0 ? g_uri_get_port (uri) : HTTPS_PORT;
}

/* Guests' phones must not reach what kiosks and staff do. */
static gboolean
is_same_server (GUri *a, GUri *b)
{
  return g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0
         && get_port (a) == get_port (b);
}

static const char *
find_wrong_address (AftConfig *config)
{
  const char *venue = aft_config_get_text (config, "house", "venue-address");
  const char *public = aft_config_get_text (config, "house", "public-address");
  g_autoptr (GUri) venue_uri = read_address (venue);
  g_autoptr (GUri) public_uri = read_address (public);
  if (*venue != '\0' && venue_uri == NULL)
    return "[house] venue-address is https://HOST or https://HOST:PORT";
  if (*public != '\0' && public_uri == NULL)
    return "[house] public-address is https://HOST or https://HOST:PORT";
  if (venue_uri != NULL && public_uri != NULL && is_same_server (venue_uri, public_uri))
    return "[house] venue-address and public-address are two addresses, not one";
  return NULL;
}

static gboolean
check_words (AftConfig *config, GError **error)
{
  AftJournalScope scope;
  const char *wrong = find_wrong_address (config);
  if (!is_access (aft_config_get_text (config, "serve", "metrics")))
    wrong = "[serve] metrics is off, local or all";
  else if (!aft_journal_scope_from_text (aft_config_get_text (config, "serve", "log"), &scope))
    wrong = "[serve] log is events, refusals or requests";
  if (wrong != NULL)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, wrong);
  return wrong == NULL;
}

AftConfig *
aft_collector_config_load (const char *file, GError **error)
{
  g_autoptr (AftConfig) config = aft_config_new (aft_collector_config_keys);
  g_autofree char *own = g_build_filename (g_get_user_config_dir (), "aftertaste", FILE_NAME, NULL);
  gboolean is_loaded = file != NULL ? aft_config_load (config, file, error)
                                    : load_if_there (config, "/etc/aftertaste/" FILE_NAME, error)
                                          && load_if_there (config, own, error);
  if (!is_loaded)
    return NULL;
  if (!check_words (config, error))
    return NULL;
  return g_steal_pointer (&config);
}

char *
aft_collector_config_dup_console (AftConfig *config)
{
  const char *venue = aft_config_get_text (config, "house", "venue-address");
  const char *listen = aft_config_get_text (config, "serve", "listen");
  g_autofree char *first = g_strndup (listen, strcspn (listen, ", "));
  gsize length = strlen (venue);
  if (length > 0)
    return g_strndup (venue, length - (venue[length - 1] == '/' ? 1 : 0));
  return g_str_has_prefix (first, "unix:") ? NULL : g_strconcat ("http://", first, NULL);
}
