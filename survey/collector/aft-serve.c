/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The running collector: puts store, routes, listener, admin socket and watchdog together, and
 * takes them apart again in order, so that what was taken is answered and on the disk. */
#include "aft-serve.h"

#include <glib-unix.h>
#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

#include "aft-admin-socket.h"
#include "aft-alarm.h"
#include "aft-api.h"
#include "aft-console.h"
#include "aft-error.h"
#include "aft-group-robot.h"
#include "aft-guest-finder.h"
#include "aft-house-keys.h"
#include "aft-house-photos.h"
#include "aft-house-words.h"
#include "aft-journal.h"
#include "aft-phone-server.h"
#include "aft-retention-rounds.h"
#include "aft-secret.h"
#include "aft-service-manager.h"
#include "aft-tier-rounds.h"
#include "aft-watchdog.h"

/* Three questions fit into the time after which the service manager loses its patience. */
#define WATCHDOG_SHARE 3
/* The loop and the store's writer share one heap: glibc keeps what each thread frees for itself
 * anyway, and every further heap kept 3 MB more. */
#define HEAPS 1

typedef struct
{
  GMainLoop *loop;
  AftJournal *journal;
  AftApi *api;
  AftConsole *console;
  const char *keys; /* the house's; the admin's */
  AftRouter *router;
  AftHttpListener *listener;
  AftPhoneServer *phones; /* NULL: guests' pages are nowhere */
  AftCatalogue *catalogue;
  AftNotifier *notifier;
  AftAlarm *alarm;
  AftTierRounds *tier_rounds;
  AftAttachments *attachments;
  AftRetentionRounds *retention_rounds;
  AftPhotoSweep *photo_sweep;
  AftAdminSocket *admin_socket;
  AftWatchdog *watchdog;
  guint term_id;
  guint int_id;
  gboolean is_stopping;
  guint stopping; /* listeners that finish what they took */
} Server;

static void
clear_server (Server *server)
{
  g_clear_handle_id (&server->term_id, g_source_remove);
  g_clear_handle_id (&server->int_id, g_source_remove);
  g_clear_pointer (&server->watchdog, aft_watchdog_free);
  g_clear_pointer (&server->admin_socket, aft_admin_socket_free);
  g_clear_pointer (&server->photo_sweep, aft_photo_sweep_free);
  g_clear_pointer (&server->retention_rounds, aft_retention_rounds_free);
  g_clear_pointer (&server->tier_rounds, aft_tier_rounds_free);
  g_clear_pointer (&server->alarm, aft_alarm_free);
  g_clear_pointer (&server->notifier, aft_notifier_free);
  if (server->api != NULL)
    aft_api_set_counters (server->api, NULL);
  if (server->console != NULL)
    aft_console_stop (server->console);
  g_clear_pointer (&server->phones, aft_phone_server_free);
  g_clear_pointer (&server->listener, aft_http_listener_unref);
  g_clear_pointer (&server->router, aft_router_unref);
  g_clear_pointer (&server->console, aft_console_unref);
  g_clear_pointer (&server->api, aft_api_unref);
  g_clear_pointer (&server->attachments, aft_attachments_unref);
  g_clear_pointer (&server->catalogue, aft_catalogue_unref);
  g_clear_pointer (&server->journal, aft_journal_free);
  g_clear_pointer (&server->loop, g_main_loop_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Server, clear_server)

static char *
dup_public_key (gpointer user_data)
{
  const AftAdmin *admin = user_data;
  return aft_house_keys_dup_public (admin->keys);
}

static AftMetricsAccess
read_metrics (AftConfig *config)
{
  const char *text = aft_config_get_text (config, "serve", "metrics");
  if (g_str_equal (text, "all"))
    return AFT_METRICS_ALL;
  return g_str_equal (text, "local") ? AFT_METRICS_LOCAL : AFT_METRICS_OFF;
}

/* What staff read beside the code; a house without an address of its own approves at its shell. */
static const char *
get_verification_address (AftConfig *config)
{
  const char *address = aft_config_get_text (config, "house", "venue-address");
  return *address != '\0' ? address : "aftertaste-collector:device-approve";
}

static gboolean
make_api (Server *server, AftAdmin *admin, AftConfig *config, GError **error)
{
  const char *folder = g_getenv ("AFTERTASTE_LOCALE_DIR");
  server->catalogue = aft_catalogue_load (folder != NULL ? folder : AFT_LOCALE_DIR, error);
  if (server->catalogue == NULL)
    return FALSE;
  AftApiOptions options
      = { .store = admin->store,
          .clock = admin->clock,
          .random = admin->random,
          .surveys = admin->surveys,
          .catalogue = server->catalogue,
          .rules = admin->rules,
          .opener = aft_guest_finder_get_opener (admin->keys),
          .verification_address = get_verification_address (config),
          .public_address = aft_config_get_text (config, "house", "public-address"),
          .is_behind_proxy = aft_config_get_boolean (config, "serve", "behind-proxy"),
          .metrics = read_metrics (config),
          .enough = (guint64) aft_config_get_integer (config, "figures", "enough"),
          .few = (guint64) aft_config_get_integer (config, "figures", "few"),
          .device_per_minute
          = (guint) aft_config_get_integer (config, "serve", "device-requests-per-minute"),
          .dup_public_key = dup_public_key,
          .key_data = admin };
  server->api = aft_api_new (&options);
  server->router = aft_router_new ();
  aft_api_add_routes (server->api, server->router);
  server->listener = aft_http_listener_new (server->router, &aft_http_limits_default);
  aft_api_set_counters (server->api, aft_http_listener_get_counters (server->listener));
  return TRUE;
}

static char *
open_words (const AftResponse *response,
            const AftSealedPart *part,
            gpointer user_data,
            GError **error)
{
  const Server *server = user_data;
  return aft_house_words_open (response, part, server->keys, error);
}

static AftSealedPart *
seal_secret (const AftId *record_id,
             const char *purpose,
             char *text,
             gpointer user_data,
             GError **error)
{
  const Server *server = user_data;
  return aft_house_words_seal (record_id, purpose, text, server->keys, error);
}

static char *
open_secret (const AftId *record_id, const AftSealedPart *part, gpointer user_data, GError **error)
{
  const Server *server = user_data;
  return aft_house_words_open_part (part, record_id, server->keys, error);
}

static void
on_noted (const char *event, const char *user, gpointer user_data)
{
  const Server *server = user_data;
  aft_journal_note (server->journal, event, user != NULL ? "user" : NULL, user);
}

/* Kiosks are told what was changed at the console, too. */
static void
on_console_changed (gpointer user_data)
{
  const Server *server = user_data;
  aft_api_note_change (server->api);
  if (server->tier_rounds != NULL)
    aft_tier_rounds_wake (server->tier_rounds);
}

static void
make_console (Server *server, AftAdmin *admin, AftConfig *config)
{
  const AftConsoleOptions options
      = { .store = admin->store,
          .clock = admin->clock,
          .random = admin->random,
          .catalogue = server->catalogue,
          .address = aft_config_get_text (config, "house", "venue-address"),
          .public_address = aft_config_get_text (config, "house", "public-address"),
          .is_behind_proxy = aft_config_get_boolean (config, "serve", "behind-proxy"),
          .enough = (guint64) aft_config_get_integer (config, "figures", "enough"),
          .few = (guint64) aft_config_get_integer (config, "figures", "few"),
          .vault = { seal_secret, open_secret, server },
          .attachments = server->attachments,
          .open_words = open_words,
          .changed = on_console_changed,
          .note = on_noted,
          .user_data = server };
  server->keys = admin->keys;
  server->console = aft_console_new (&options);
  aft_console_add_routes (server->console, server->router);
}

static gboolean
is_watched (const AftId *venue_id, gpointer user_data)
{
  const Server *server = user_data;
  return aft_console_is_watched (server->console, venue_id);
}

static GArray *
list_listeners (const AftId *venue_id, gpointer user_data)
{
  const Server *server = user_data;
  return aft_console_list_listeners (server->console, venue_id);
}

static void
on_alarm_failed (const GError *error, gpointer user_data)
{
  const Server *server = user_data;
  aft_journal_note (server->journal, "alarm-failed", "error", error->message);
}

static void
on_told (const AftNotifierTold *told, gpointer user_data)
{
  Server *server = user_data;
  if (told->error == NULL)
    aft_journal_note (server->journal, "robot-told", "kind", told->kind);
  else
    aft_journal_note (server->journal, told->is_last ? "robot-given-up" : "robot-failed", "error",
                      told->error->message);
  if (server->alarm != NULL)
    aft_alarm_note_told (server->alarm, told);
}

/* Without a file of robots there are none. */
static gboolean
make_notifier (Server *server, AftAdmin *admin, AftConfig *config, GError **error)
{
  const char *path = aft_config_get_text (config, "notify", "robot-file");
  g_autoptr (AftSecretText) text = NULL;
  if (*path == '\0')
    return TRUE;
  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  g_autoptr (GPtrArray) robots = aft_group_robots_parse (text, error);
  if (robots == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  const AftNotifierOptions options
      = { .robots = g_steal_pointer (&robots),
          .clock = admin->clock,
          .sender
          = { .may_be_private = aft_config_get_boolean (config, "notify", "private-addresses") },
          .told = on_told,
          .user_data = server };
  server->notifier = aft_notifier_new (&options);
  return TRUE;
}

static void
make_alarm (Server *server, AftAdmin *admin)
{
  const AftAlarmOptions options = { .store = admin->store,
                                    .clock = admin->clock,
                                    .catalogue = server->catalogue,
                                    .notifier = server->notifier,
                                    .is_watched = is_watched,
                                    .list_listeners = list_listeners,
                                    .failed = on_alarm_failed,
                                    .user_data = server };
  server->alarm = aft_alarm_new (&options);
}

static void
on_round_failed (const GError *error, gpointer user_data)
{
  const Server *server = user_data;
  aft_journal_note (server->journal, "tiers-failed", "error", error->message);
}

static void
make_tier_rounds (Server *server, AftAdmin *admin)
{
  const AftTierRoundsOptions options = { .store = admin->store,
                                         .clock = admin->clock,
                                         .rules = admin->rules,
                                         .failed = on_round_failed,
                                         .user_data = server };
  server->tier_rounds = aft_tier_rounds_new (&options);
}

static void
on_sweep_failed (const GError *error, gpointer user_data)
{
  const Server *server = user_data;
  aft_journal_note (server->journal, "photos-failed", "error", error->message);
}

/* -- where it listens --------------------------------------------------------------------------
 */

static gboolean
listen_to_texts (AftHttpListener *listener, const char *list, GError **error)
{
  g_auto (GStrv) addresses = g_strsplit (list, ",", -1);
  for (guint i = 0; addresses[i] != NULL; i++)
    if (!aft_http_listener_listen (listener, g_strstrip (addresses[i]), error))
      return FALSE;
  return TRUE;
}

static gboolean
take_sockets (AftHttpListener *listener, const int *sockets, GError **error)
{
  for (guint i = 0; sockets[i] >= 0; i++)
    if (!aft_http_listener_take_fd (listener, sockets[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
make_phones (Server *server, AftAdmin *admin, AftConfig *config, GError **error)
{
  const AftPhoneServerOptions options = { .admin = admin,
                                          .config = config,
                                          .catalogue = server->catalogue,
                                          .attachments = server->attachments };
  server->phones = aft_phone_server_new (&options, error);
  return server->phones != NULL;
}

/* @list NULL or "": @sockets, and where there are none either, phones reach nothing. */
static gboolean
listen_to_phones (Server *server,
                  AftAdmin *admin,
                  AftConfig *config,
                  const char *list,
                  const int *sockets,
                  GError **error)
{
  gboolean has_list = list != NULL && *list != '\0';
  if (!has_list && sockets[0] < 0)
    return TRUE;
  if (!make_phones (server, admin, config, error))
    return FALSE;
  AftHttpListener *listener = aft_phone_server_get_listener (server->phones);
  return has_list ? listen_to_texts (listener, list, error)
                  : take_sockets (listener, sockets, error);
}

static gboolean
listen_everywhere (Server *server,
                   AftAdmin *admin,
                   AftConfig *config,
                   const AftServeAddresses *addresses,
                   GError **error)
{
  static const int none[] = { -1 };
  g_autofree int *public_sockets = NULL;
  g_autofree int *sockets = aft_service_manager_take_sockets (&public_sockets);
  if (addresses->venue != NULL || addresses->public != NULL)
    return (addresses->venue == NULL || listen_to_texts (server->listener, addresses->venue, error))
           && listen_to_phones (server, admin, config, addresses->public, none, error);
  if (sockets[0] >= 0 || public_sockets[0] >= 0)
    return take_sockets (server->listener, sockets, error)
           && listen_to_phones (server, admin, config, NULL, public_sockets, error);
  return listen_to_texts (server->listener, aft_config_get_text (config, "serve", "listen"), error)
         && listen_to_phones (server, admin, config,
                              aft_config_get_text (config, "serve", "public-listen"), none, error);
}

static void
on_retention_failed (const GError *error, gpointer user_data)
{
  const Server *server = user_data;
  aft_journal_note (server->journal, "retention-failed", "error", error->message);
}

static void
on_grown_old (const AftHouseErasureReceipt *receipt, gpointer user_data)
{
  const Server *server = user_data;
  g_autofree char *id = aft_id_to_text (&receipt->id);
  aft_journal_note (server->journal, "erased-by-age", "receipt", id);
}

static void
make_retention_rounds (Server *server, AftAdmin *admin, AftConfig *config)
{
  const AftRetentionRoundsOptions options = { .store = admin->store,
                                              .config = config,
                                              .attachments = server->attachments,
                                              .erased = on_grown_old,
                                              .failed = on_retention_failed,
                                              .user_data = server };
  server->retention_rounds = aft_retention_rounds_new (&options);
}

/* -- while it runs -----------------------------------------------------------------------------
 */

static void
on_command_done (const AftCommand *command, const GError *error, gpointer user_data)
{
  Server *server = user_data;
  aft_journal_note (server->journal, error == NULL ? "command" : "command-failed", "command",
                    command->words);
  if (error == NULL && command->is_changing)
    aft_api_note_change (server->api);
}

static void
on_answered (AftHttpExchange *exchange,
             const AftHttpReply *reply,
             gint64 duration_us,
             gpointer user_data)
{
  aft_journal_request (user_data, exchange, reply, duration_us);
}

static AftJournal *
make_journal (AftAdmin *admin, AftConfig *config)
{
  AftJournalScope scope = AFT_JOURNAL_REFUSALS;
  gboolean is_known
      = aft_journal_scope_from_text (aft_config_get_text (config, "serve", "log"), &scope);
  g_assert (is_known);
  return aft_journal_new (admin->clock, STDERR_FILENO, scope);
}

/* The last listener to finish ends the program. */
static void
note_stopped (Server *server, AftHttpListener *listener, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  if (!aft_http_listener_stop_finish (listener, result, &error))
    g_printerr ("aftertaste-collector: %s\n", error->message);
  server->stopping--;
  if (server->stopping == 0)
    g_main_loop_quit (server->loop);
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Server *server = user_data;
  note_stopped (server, server->listener, result);
}

static void
on_phones_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Server *server = user_data;
  note_stopped (server, aft_phone_server_get_listener (server->phones), result);
}

static void
stop_listening (Server *server)
{
  server->stopping = server->phones != NULL ? 2 : 1;
  aft_http_listener_stop_async (server->listener, on_stopped, server);
  if (server->phones != NULL)
    aft_http_listener_stop_async (aft_phone_server_get_listener (server->phones), on_phones_stopped,
                                  server);
}

static gboolean
on_signal (gpointer user_data)
{
  Server *server = user_data;
  if (server->is_stopping)
    return G_SOURCE_CONTINUE;
  server->is_stopping = TRUE;
  aft_journal_note (server->journal, "stopping", NULL, NULL);
  aft_service_manager_tell_stopping ();
  g_clear_pointer (&server->watchdog, aft_watchdog_free);
  stop_listening (server);
  return G_SOURCE_CONTINUE;
}

static void
print_addresses (AftHttpListener *listener, const char *what)
{
  g_auto (GStrv) addresses = aft_http_listener_dup_addresses (listener);
  for (guint i = 0; addresses[i] != NULL; i++)
    printf ("%s %s\n", what, addresses[i]);
}

static void
tell_ready (Server *server)
{
  g_auto (GStrv) addresses = aft_http_listener_dup_addresses (server->listener);
  guint watchdog_ms = aft_service_manager_get_watchdog_ms ();
  aft_journal_note (server->journal, "started", "version", AFTERTASTE_VERSION);
  print_addresses (server->listener, "listening on");
  if (server->phones != NULL)
    print_addresses (aft_phone_server_get_listener (server->phones), "listening for phones on");
  fflush (stdout);
  if (watchdog_ms > 0 && addresses[0] != NULL)
    server->watchdog = aft_watchdog_new (addresses[0], watchdog_ms / WATCHDOG_SHARE,
                                         aft_service_manager_tell_alive);
  aft_service_manager_tell_ready ();
}

gboolean
aft_serve_run (AftAdmin *admin,
               AftConfig *config,
               const AftServeAddresses *addresses,
               GError **error)
{
  const AftHttpWatch watch = { .answered = on_answered };
  g_auto (Server) server = { .loop = NULL };
  mallopt (M_ARENA_MAX, HEAPS);
  if (!aft_admin_open (admin, error))
    return FALSE;
  server.journal = make_journal (admin, config);
  server.attachments = aft_house_photos_new_attachments (admin);
  if (!make_api (&server, admin, config, error))
    return FALSE;
  make_console (&server, admin, config);
  if (!make_notifier (&server, admin, config, error)
      || !listen_everywhere (&server, admin, config, addresses, error))
    return FALSE;
  make_alarm (&server, admin);
  make_tier_rounds (&server, admin);
  make_retention_rounds (&server, admin, config);
  server.photo_sweep = aft_photo_sweep_new (admin, server.attachments, on_sweep_failed, &server);
  aft_http_listener_set_watch (server.listener, &watch, server.journal);
  if (server.phones != NULL)
    aft_http_listener_set_watch (aft_phone_server_get_listener (server.phones), &watch,
                                 server.journal);
  server.admin_socket = aft_admin_socket_new (admin, on_command_done, &server, error);
  if (server.admin_socket == NULL)
    return FALSE;
  server.loop = g_main_loop_new (NULL, FALSE);
  server.term_id = g_unix_signal_add (SIGTERM, on_signal, &server);
  server.int_id = g_unix_signal_add (SIGINT, on_signal, &server);
  tell_ready (&server);
  g_main_loop_run (server.loop);
  return TRUE;
}
