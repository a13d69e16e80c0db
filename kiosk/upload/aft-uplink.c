/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts together what leaves the kiosk. It decides nothing about rows, waits or replies: it passes
 * the token and the heartbeat's answers to whom they concern, and writes down how it stands. */
#include "aft-uplink.h"

#include <string.h>

#include "aft-cases-request.h"
#include "aft-configuration-fetcher.h"
#include "aft-enrolment.h"
#include "aft-error.h"
#include "aft-event-stream.h"
#include "aft-kiosk-store-erase.h"
#include "aft-kiosk-store-upload.h"
#include "aft-pulse.h"
#include "aft-token-file.h"
#include "aft-uploader.h"

#define STATUS_FILE "upload-status"
#define SECOND_MS   1000
/* Of the collector's events: what this kiosk is told by heartbeats is another, or some were missed.
 */
#define CONFIGURATION_EVENT "configuration.changed"
#define RESYNC_EVENT        "resync"

struct _AftUplink
{
  GObject parent_instance;
  AftKioskHouse *house; /* NULL once stopped */
  char *data_folder;
  char *version;
  guint second_ms;

  gboolean was_enrolled;
  gboolean is_enrolling;
  gboolean is_refused; /* by a heartbeat */
  gboolean has_met;    /* a heartbeat was answered since there is this token */
  char *token;
  char *own_trouble; /* of settings and files */
  char *status;      /* as it was said last */
  char *printer;     /* how it is, by name */
  gboolean is_writing;
  gboolean is_status_due; /* when that is done */
  AftCollectorLink *link;
  AftUploader *uploader;
  AftPulse *pulse;
  AftEnrolment *enrolment;
  AftConfigurationFetcher *fetcher;
  AftEventStream *events;
};

G_DEFINE_FINAL_TYPE (AftUplink, aft_uplink, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_CONFIGURATION_RECEIVED,
  SIGNALS
};

static guint signals[SIGNALS];

/* -- how it stands --------------------------------------------------------------------------- */

const char *
aft_uplink_get_trouble (AftUplink *uplink)
{
  const char *trouble = uplink->own_trouble;
  if (trouble == NULL && uplink->is_enrolling && uplink->enrolment != NULL)
    trouble = aft_enrolment_get_trouble (uplink->enrolment);
  if (trouble == NULL && uplink->uploader != NULL)
    trouble = aft_uploader_get_trouble (uplink->uploader);
  if (trouble == NULL && uplink->is_refused)
    trouble = "The collector does not know this kiosk any more: enrol it again";
  if (trouble == NULL && !uplink->is_enrolling && !uplink->has_met && uplink->pulse != NULL)
    trouble = aft_pulse_get_trouble (uplink->pulse);
  return trouble;
}

static char *
make_status (AftUplink *uplink)
{
  const char *trouble = aft_uplink_get_trouble (uplink);
  const char *code = aft_uplink_get_user_code (uplink);
  if (uplink->is_enrolling && code != NULL)
    return g_strdup_printf ("enrolling: %s\n", code);
  if (trouble != NULL)
    return g_strdup_printf ("%s: %s\n", uplink->is_enrolling ? "not enrolled" : "waiting", trouble);
  return g_strdup (uplink->is_enrolling ? "not enrolled\n" : "sending\n");
}

static void write_status (AftUplink *uplink);

static void
on_status_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftUplink) uplink = user_data;
  g_autoptr (GError) error = NULL;
  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_warning ("writing how the upload stands: %s", error->message);
  uplink->is_writing = FALSE;
  if (uplink->is_status_due)
    write_status (uplink);
}

/* Without waiting for the disk, and one after the other: the last word has to be the last. */
static void
write_status (AftUplink *uplink)
{
  uplink->is_status_due = uplink->is_writing;
  if (uplink->is_writing)
    return;
  g_autofree char *path = g_build_filename (uplink->data_folder, STATUS_FILE, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = g_bytes_new (uplink->status, strlen (uplink->status));
  uplink->is_writing = TRUE;
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       on_status_written, g_object_ref (uplink));
}

/* Said and written only when it is something else. */
static void
tell_changed (AftUplink *uplink)
{
  g_autofree char *status = make_status (uplink);
  if (g_strcmp0 (status, uplink->status) != 0)
    {
      g_message ("collector: %.*s", (int) strcspn (status, "\n"), status);
      g_free (uplink->status);
      uplink->status = g_steal_pointer (&status);
      write_status (uplink);
    }
  g_signal_emit (uplink, signals[SIGNAL_CHANGED], 0);
}

static void
set_own_trouble (AftUplink *uplink, const char *trouble)
{
  g_free (uplink->own_trouble);
  uplink->own_trouble = g_strdup (trouble);
  tell_changed (uplink);
}

/* -- enrolment ------------------------------------------------------------------------------- */

static void
begin_enrolling (AftUplink *uplink)
{
  uplink->is_enrolling = TRUE;
  aft_event_stream_set_token (uplink->events, NULL);
  aft_enrolment_start (uplink->enrolment);
  tell_changed (uplink);
}

/* Nothing is sent before a heartbeat has told what the collector has: a store that was lost and
 * made anew must not give the same sequences again. */
static void
use_token (AftUplink *uplink, const char *token)
{
  g_autofree char *copy = g_strdup (token);
  g_clear_pointer (&uplink->token, aft_secret_free_text);
  uplink->token = g_steal_pointer (&copy);
  uplink->is_enrolling = FALSE;
  uplink->is_refused = FALSE;
  uplink->has_met = FALSE;
  aft_uploader_set_token (uplink->uploader, NULL);
  aft_event_stream_set_token (uplink->events, NULL);
  aft_pulse_set_token (uplink->pulse, uplink->token);
}

static void
on_enrolled (AftEnrolment *enrolment, const char *token, AftUplink *uplink)
{
  g_autoptr (GError) error = NULL;
  gboolean is_kept = aft_token_file_write (uplink->data_folder, token, &error);
  use_token (uplink, token);
  /* It works until the next start. */
  set_own_trouble (uplink, is_kept ? NULL : error->message);
}

static void
on_enrolment_changed (AftEnrolment *enrolment, AftUplink *uplink)
{
  tell_changed (uplink);
}

/* -- the heartbeat's answers ------------------------------------------------------------------ */

static void
on_pruned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  if (aft_kiosk_store_prune_finish (result, &error) < 0)
    g_warning ("erasing what a backup holds: %s", error->message);
}

/* What is not erased yet is ordered again with the next answer. */
static void
on_erased (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftUplink) uplink = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) erased = aft_kiosk_store_erase_finish (result, &error);
  if (erased == NULL)
    g_warning ("erasing what a guest had erased: %s", error->message);
  else if (uplink->house != NULL)
    aft_pulse_set_erased (uplink->pulse, erased);
}

static void
erase (AftUplink *uplink, const AftHeartbeatIds *ids)
{
  if (ids->count == 0)
    return;
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_array_append_vals (list, ids->ids, ids->count);
  aft_kiosk_store_erase_async (uplink->house->store, list, on_erased, g_object_ref (uplink));
}

/* The token is taken again: the code is not needed. */
static void
note_accepted (AftUplink *uplink)
{
  uplink->is_refused = FALSE;
  if (uplink->is_enrolling)
    aft_enrolment_stop (uplink->enrolment);
  uplink->is_enrolling = FALSE;
  aft_uploader_readmit (uplink->uploader);
}

static void
on_heartbeat_answered (AftPulse *pulse, const AftHeartbeatReply *reply, AftUplink *uplink)
{
  if (uplink->house == NULL)
    return;
  note_accepted (uplink);
  aft_uploader_note_server (uplink->uploader, reply->last_sequence, &reply->last_chain);
  if (!uplink->has_met)
    aft_uploader_set_token (uplink->uploader, uplink->token);
  aft_event_stream_set_token (uplink->events, uplink->token);
  uplink->has_met = TRUE;
  aft_kiosk_store_prune_async (uplink->house->store, reply->backup_sequence, reply->server_ms,
                               on_pruned, NULL);
  erase (uplink, &reply->erase);
  aft_configuration_fetcher_want (uplink->fetcher, reply->configuration_etag, uplink->token);
  tell_changed (uplink);
}

static void
note_refused (AftUplink *uplink)
{
  if (uplink->is_enrolling)
    return;
  uplink->is_refused = TRUE;
  begin_enrolling (uplink);
}

static void
on_heartbeat_failed (AftPulse *pulse, AftUplink *uplink)
{
  tell_changed (uplink);
}

static void
on_heartbeat_refused (AftPulse *pulse, AftUplink *uplink)
{
  note_refused (uplink);
}

static void
on_uploader_changed (AftUploader *uploader, AftUplink *uplink)
{
  if (aft_uploader_is_refused (uploader))
    note_refused (uplink);
  else
    tell_changed (uplink);
}

static void
on_configuration_received (AftConfigurationFetcher *fetcher, AftUplink *uplink)
{
  g_signal_emit (uplink, signals[SIGNAL_CONFIGURATION_RECEIVED], 0);
  aft_pulse_beat (uplink->pulse);
}

static void
on_configuration_refused (AftConfigurationFetcher *fetcher, const char *why, AftUplink *uplink)
{
  g_warning ("the collector's configuration is not used: %s", why);
}

/* -- what the collector tells by itself ------------------------------------------------------- */

static void
note_acknowledgement (AftUplink *uplink, const char *data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftAcknowledgement) acknowledgement
      = aft_acknowledgement_parse (data, strlen (data), &error);
  if (acknowledgement != NULL)
    aft_arrivals_note (uplink->house->arrivals, acknowledgement);
  else
    g_warning ("the collector's word on who comes: %s", error->message);
}

static void
on_event (AftEventStream *events, const char *name, const char *data, AftUplink *uplink)
{
  if (uplink->house == NULL)
    return;
  if (g_str_equal (name, AFT_ACKNOWLEDGEMENT_EVENT))
    note_acknowledgement (uplink, data);
  else if (g_str_equal (name, CONFIGURATION_EVENT) || g_str_equal (name, RESYNC_EVENT))
    aft_pulse_beat (uplink->pulse);
}

/* -- start and end --------------------------------------------------------------------------- */

static void
make_uploader (AftUplink *uplink)
{
  AftKioskHouse *house = uplink->house;
  AftUploaderOptions options = {
    .store = house->store,
    .link = uplink->link,
    .clock = house->clock,
    .random = house->random,
    .device_id = *aft_device_get_id (house->device),
    .boot_id = house->boot_id,
    .least_wait_ms = uplink->second_ms,
    .most_wait_ms = 300 * uplink->second_ms,
  };
  uplink->uploader = aft_uploader_new (&options);
  g_signal_connect_object (uplink->uploader, "changed", G_CALLBACK (on_uploader_changed), uplink,
                           0);
}

static void
make_pulse (AftUplink *uplink)
{
  AftKioskHouse *house = uplink->house;
  AftPulseOptions options = {
    .store = house->store,
    .link = uplink->link,
    .clock = house->clock,
    .random = house->random,
    .boot_id = house->boot_id,
    .version = uplink->version,
    .data_folder = uplink->data_folder,
    .interval_ms = 60 * uplink->second_ms,
  };
  uplink->pulse = aft_pulse_new (&options);
  aft_pulse_set_printer (uplink->pulse, uplink->printer);
  g_signal_connect_object (uplink->pulse, "answered", G_CALLBACK (on_heartbeat_answered), uplink,
                           0);
  g_signal_connect_object (uplink->pulse, "failed", G_CALLBACK (on_heartbeat_failed), uplink, 0);
  g_signal_connect_object (uplink->pulse, "refused", G_CALLBACK (on_heartbeat_refused), uplink, 0);
}

void
aft_uplink_set_printer (AftUplink *uplink, const char *state)
{
  g_free (uplink->printer);
  uplink->printer = g_strdup (state);
  if (uplink->pulse != NULL)
    aft_pulse_set_printer (uplink->pulse, state);
}

static void
make_enrolment (AftUplink *uplink)
{
  AftKioskHouse *house = uplink->house;
  AftEnrolmentOptions options = {
    .link = uplink->link,
    .random = house->random,
    .device = house->device,
    .name = aft_config_get_text (house->config, "kiosk", "letter"),
    .second_ms = uplink->second_ms,
  };
  uplink->enrolment = aft_enrolment_new (&options);
  g_signal_connect_object (uplink->enrolment, "enrolled", G_CALLBACK (on_enrolled), uplink, 0);
  g_signal_connect_object (uplink->enrolment, "changed", G_CALLBACK (on_enrolment_changed), uplink,
                           0);
}

static void
make_fetcher (AftUplink *uplink)
{
  uplink->fetcher = aft_configuration_fetcher_new (uplink->link, uplink->data_folder);
  g_signal_connect_object (uplink->fetcher, "received", G_CALLBACK (on_configuration_received),
                           uplink, 0);
  g_signal_connect_object (uplink->fetcher, "refused", G_CALLBACK (on_configuration_refused),
                           uplink, 0);
}

static void
make_events (AftUplink *uplink)
{
  AftEventStreamOptions options = {
    .link = uplink->link,
    .random = uplink->house->random,
    .least_wait_ms = uplink->second_ms,
    .most_wait_ms = 60 * uplink->second_ms,
  };
  uplink->events = aft_event_stream_new (&options);
  g_signal_connect_object (uplink->events, "event", G_CALLBACK (on_event), uplink, 0);
}

static void
begin (AftUplink *uplink)
{
  make_uploader (uplink);
  make_pulse (uplink);
  make_enrolment (uplink);
  make_fetcher (uplink);
  make_events (uplink);
  if (uplink->token == NULL)
    {
      begin_enrolling (uplink);
      return;
    }
  use_token (uplink, uplink->token);
  tell_changed (uplink);
}

static void
on_stored (gpointer user_data)
{
  AftUplink *uplink = user_data;
  if (uplink->link == NULL || uplink->house->store == NULL)
    return;
  if (uplink->uploader == NULL)
    begin (uplink);
  else
    aft_uploader_nudge (uplink->uploader);
}

static AftCollectorLink *
make_link (AftKioskHouse *house, GError **error)
{
  AftCollectorLinkOptions options = {
    .address = aft_config_get_text (house->config, "collector", "address"),
    .authority_file = aft_config_get_text (house->config, "collector", "authority"),
  };
  return aft_collector_link_new (&options, error);
}

/* As far as it goes without the store. */
static gboolean
prepare (AftUplink *uplink, GError **error)
{
  AftKioskHouse *house = uplink->house;
  g_autoptr (GError) reason = NULL;
  uplink->link = make_link (house, error);
  if (uplink->link == NULL)
    return FALSE;
  uplink->token = aft_token_file_read (uplink->data_folder, &reason);
  uplink->was_enrolled = !g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  uplink->is_enrolling = uplink->token == NULL;
  if (uplink->was_enrolled && uplink->is_enrolling)
    g_warning ("%s", reason->message);
  house->on_stored = on_stored;
  house->stored_data = uplink;
  return TRUE;
}

gboolean
aft_uplink_use_settings (AftUplink *uplink, GError **error)
{
  if (uplink->link != NULL || uplink->house->is_preview
      || *aft_config_get_text (uplink->house->config, "collector", "address") == '\0')
    return TRUE;
  g_autoptr (GError) reason = NULL;
  if (!prepare (uplink, &reason))
    {
      set_own_trouble (uplink, reason->message);
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  on_stored (uplink);
  return TRUE;
}

AftUplink *
aft_uplink_new (const AftUplinkOptions *options)
{
  AftUplink *uplink = g_object_new (AFT_TYPE_UPLINK, NULL);
  g_autoptr (GError) error = NULL;
  uplink->house = options->house;
  uplink->data_folder = g_strdup (options->data_folder);
  uplink->version = g_strdup (options->version);
  uplink->second_ms = options->second_ms > 0 ? options->second_ms : SECOND_MS;
  if (!aft_uplink_use_settings (uplink, &error))
    g_ptr_array_add (uplink->house->problems, g_strdup (error->message));
  return uplink;
}

void
aft_uplink_stop (AftUplink *uplink)
{
  if (uplink->house == NULL)
    return;
  uplink->house->on_stored = NULL;
  uplink->house = NULL;
  if (uplink->uploader == NULL)
    return;
  aft_uploader_stop (uplink->uploader);
  aft_pulse_stop (uplink->pulse);
  aft_enrolment_stop (uplink->enrolment);
  aft_configuration_fetcher_stop (uplink->fetcher);
  aft_event_stream_set_token (uplink->events, NULL);
}

gboolean
aft_uplink_is_enrolling (AftUplink *uplink)
{
  return uplink->is_enrolling;
}

gboolean
aft_uplink_was_enrolled (AftUplink *uplink)
{
  return uplink->was_enrolled;
}

gboolean
aft_uplink_has_collector (AftUplink *uplink)
{
  return uplink->link != NULL;
}

gboolean
aft_uplink_list_cases_async (AftUplink *uplink,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  if (uplink->link == NULL || uplink->token == NULL || uplink->is_enrolling)
    return FALSE;
  aft_cases_request_async (uplink->link, uplink->token, cancellable, callback, user_data);
  return TRUE;
}

const char *
aft_uplink_get_user_code (AftUplink *uplink)
{
  return uplink->enrolment != NULL ? aft_enrolment_get_user_code (uplink->enrolment) : NULL;
}

const char *
aft_uplink_get_enrolment_address (AftUplink *uplink)
{
  return uplink->enrolment != NULL ? aft_enrolment_get_address (uplink->enrolment) : NULL;
}

static void
aft_uplink_dispose (GObject *object)
{
  AftUplink *uplink = AFT_UPLINK (object);
  aft_uplink_stop (uplink);
  g_clear_object (&uplink->uploader);
  g_clear_object (&uplink->pulse);
  g_clear_object (&uplink->enrolment);
  g_clear_object (&uplink->fetcher);
  g_clear_object (&uplink->events);
  g_clear_pointer (&uplink->link, aft_collector_link_unref);
  g_clear_pointer (&uplink->token, aft_secret_free_text);
  g_clear_pointer (&uplink->own_trouble, g_free);
  g_clear_pointer (&uplink->version, g_free);
  g_clear_pointer (&uplink->printer, g_free);
  G_OBJECT_CLASS (aft_uplink_parent_class)->dispose (object);
}

/* What was disposed of may still be writing its status. */
static void
aft_uplink_finalize (GObject *object)
{
  AftUplink *uplink = AFT_UPLINK (object);
  g_free (uplink->status);
  g_free (uplink->data_folder);
  G_OBJECT_CLASS (aft_uplink_parent_class)->finalize (object);
}

static void
aft_uplink_class_init (AftUplinkClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_uplink_dispose;
  G_OBJECT_CLASS (class)->finalize = aft_uplink_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", AFT_TYPE_UPLINK, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CONFIGURATION_RECEIVED]
      = g_signal_new ("configuration-received", AFT_TYPE_UPLINK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static void
aft_uplink_init (AftUplink *uplink)
{
}
