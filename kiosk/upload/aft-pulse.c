/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The heartbeat: gathers its figures, sends them, reads the answer. Goes on when the token is
 * refused, and sends nothing of a guest: a collector that takes it again is noticed by it. What
 * follows from an answer is the uplink's. */
#include "aft-pulse.h"

#include <string.h>
#include <sys/statvfs.h>

#include "aft-backoff.h"
#include "aft-kiosk-store-read.h"
#include "aft-secret.h"
#include "aft-upload-verdict.h"

#define PATH                "/api/v1/device/heartbeat"
#define INTERVAL_MS         60000
#define LEAST_FRACTION      60 /* of the interval: the shortest wait for a first answer */
#define STATUS_OK           200
#define STATUS_UNAUTHORIZED 401
#define STATUS_FORBIDDEN    403

struct _AftPulse
{
  GObject parent_instance;
  AftKioskStore *store;
  AftCollectorLink *link;
  AftClock *clock;
  AftRandom *random;
  AftId boot_id;
  char *version;
  char *data_folder;
  char *printer; /* NULL: there is none */
  AftHeartbeatIds erased;
  guint interval_ms;
  char *token;
  gboolean has_met; /* with this token: an answer came */
  guint failures;   /* in a row */
  char *trouble;
  GCancellable *cancellable; /* while a beat is on its way */
  guint next_id;
};

G_DEFINE_FINAL_TYPE (AftPulse, aft_pulse, G_TYPE_OBJECT)

enum
{
  SIGNAL_ANSWERED,
  SIGNAL_REFUSED,
  SIGNAL_FAILED,
  SIGNALS
};

static guint signals[SIGNALS];

/* A beat on its way. */
typedef struct
{
  AftPulse *pulse;
  GCancellable *cancellable;
} Beat;

static void
free_beat (Beat *beat)
{
  g_object_unref (beat->pulse);
  g_object_unref (beat->cancellable);
  g_free (beat);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Beat, free_beat)

static gboolean
on_due (gpointer user_data)
{
  AftPulse *pulse = user_data;
  pulse->next_id = 0;
  aft_pulse_beat (pulse);
  return G_SOURCE_REMOVE;
}

/* Before the first answer others wait for it. */
static guint
draw_wait_ms (AftPulse *pulse, gint64 retry_after_seconds)
{
  AftBackoff backoff = {
    .least_ms = MAX (pulse->interval_ms / LEAST_FRACTION, 1),
    .most_ms = pulse->interval_ms,
    .failures = pulse->failures,
    .retry_after_seconds = retry_after_seconds,
  };
  return pulse->has_met ? pulse->interval_ms : aft_backoff_draw_ms (&backoff, pulse->random);
}

static void
beat_in (AftPulse *pulse, guint ms)
{
  g_clear_handle_id (&pulse->next_id, g_source_remove);
  pulse->next_id = g_timeout_add (ms, on_due, pulse);
}

/* @trouble is taken. */
static void
fail (AftPulse *pulse, char *trouble, gint64 retry_after_seconds)
{
  g_free (pulse->trouble);
  pulse->trouble = trouble;
  pulse->failures++;
  beat_in (pulse, draw_wait_ms (pulse, retry_after_seconds));
  g_signal_emit (pulse, signals[SIGNAL_FAILED], 0);
}

static void
note_answer (AftPulse *pulse, const AftHeartbeatReply *answer)
{
  pulse->has_met = TRUE;
  pulse->failures = 0;
  pulse->erased.count = 0;
  g_clear_pointer (&pulse->trouble, g_free);
  beat_in (pulse, pulse->interval_ms);
  g_signal_emit (pulse, signals[SIGNAL_ANSWERED], 0, answer);
}

static void
read_reply (AftPulse *pulse, const AftCollectorReply *reply)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (reply->body, &length);
  AftHeartbeatReply answer;
  gboolean is_refusal = reply->status == STATUS_UNAUTHORIZED || reply->status == STATUS_FORBIDDEN;
  if (is_refusal && aft_collector_reply_is_problem (reply))
    {
      beat_in (pulse, pulse->interval_ms);
      g_signal_emit (pulse, signals[SIGNAL_REFUSED], 0);
    }
  else if (reply->status == STATUS_OK && text != NULL
           && aft_heartbeat_reply_parse (text, length, &answer, NULL))
    note_answer (pulse, &answer);
  else
    fail (pulse, aft_verdict_dup_trouble (reply), reply->retry_after_seconds);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Beat) beat = user_data;
  AftPulse *pulse = beat->pulse;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftCollectorReply) reply
      = aft_collector_link_send_finish (pulse->link, result, &error);
  if (pulse->cancellable != beat->cancellable)
    return;
  g_clear_object (&pulse->cancellable);
  if (reply != NULL)
    read_reply (pulse, reply);
  else
    fail (pulse, g_strdup (error->message), -1);
}

static guint64
get_free_bytes (const char *folder)
{
  struct statvfs disk;
  if (statvfs (folder, &disk) != 0)
    return 0;
  return (guint64) disk.f_bavail * disk.f_frsize;
}

static GBytes *
make_request (AftPulse *pulse, guint64 queue)
{
  AftHeartbeat heartbeat = {
    .queue = queue,
    .disk_free_bytes = get_free_bytes (pulse->data_folder),
    .clock_ms = MAX (aft_clock_get_real_ms (pulse->clock), 0),
    .boot_id = pulse->boot_id,
    .monotonic_ms = aft_clock_get_monotonic_us (pulse->clock) / 1000,
    .erased = pulse->erased,
  };
  g_strlcpy (heartbeat.version, pulse->version, sizeof heartbeat.version);
  g_strlcpy (heartbeat.printer, pulse->printer != NULL ? pulse->printer : "",
             sizeof heartbeat.printer);
  char *text = aft_heartbeat_to_text (&heartbeat);
  return g_bytes_new_take (text, strlen (text));
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Beat) beat = user_data;
  AftPulse *pulse = beat->pulse;
  g_autofree AftStoreCounts *counts = aft_kiosk_store_count_finish (result, NULL);
  if (pulse->cancellable != beat->cancellable)
    return;
  /* A store in trouble is no reason not to say that one is there. */
  g_autoptr (GBytes) body = make_request (pulse, counts != NULL ? counts->unsent : 0);
  AftCollectorRequest request = { .path = PATH, .body = body, .token = pulse->token };
  GCancellable *cancellable = beat->cancellable;
  aft_collector_link_send_async (pulse->link, &request, cancellable, on_answered,
                                 g_steal_pointer (&beat));
}

void
aft_pulse_beat (AftPulse *pulse)
{
  if (pulse->token == NULL || pulse->store == NULL || pulse->cancellable != NULL)
    return;
  g_clear_handle_id (&pulse->next_id, g_source_remove);
  pulse->cancellable = g_cancellable_new ();
  Beat *beat = g_new0 (Beat, 1);
  beat->pulse = g_object_ref (pulse);
  beat->cancellable = g_object_ref (pulse->cancellable);
  aft_kiosk_store_count_async (pulse->store, 0, on_counted, beat);
}

void
aft_pulse_set_printer (AftPulse *pulse, const char *state)
{
  if (g_strcmp0 (pulse->printer, state) == 0)
    return;
  g_free (pulse->printer);
  pulse->printer = g_strdup (state);
  aft_pulse_beat (pulse);
}

void
aft_pulse_set_erased (AftPulse *pulse, const GArray *ids)
{
  guint count = MIN (ids->len, AFT_HEARTBEAT_IDS_MAX);
  pulse->erased.count = count;
  if (count == 0)
    return;
  memcpy (pulse->erased.ids, ids->data, count * sizeof (AftId));
  aft_pulse_beat (pulse);
}

static void
break_off (AftPulse *pulse)
{
  g_clear_handle_id (&pulse->next_id, g_source_remove);
  if (pulse->cancellable != NULL)
    g_cancellable_cancel (pulse->cancellable);
  g_clear_object (&pulse->cancellable);
}

void
aft_pulse_set_token (AftPulse *pulse, const char *token)
{
  g_autofree char *copy = g_strdup (token);
  break_off (pulse);
  g_clear_pointer (&pulse->token, aft_secret_free_text);
  pulse->token = g_steal_pointer (&copy);
  pulse->has_met = FALSE;
  pulse->failures = 0;
  aft_pulse_beat (pulse);
}

void
aft_pulse_stop (AftPulse *pulse)
{
  aft_pulse_set_token (pulse, NULL);
  g_clear_pointer (&pulse->store, aft_kiosk_store_unref);
}

const char *
aft_pulse_get_trouble (AftPulse *pulse)
{
  return pulse->trouble;
}

AftPulse *
aft_pulse_new (const AftPulseOptions *options)
{
  AftPulse *pulse = g_object_new (AFT_TYPE_PULSE, NULL);
  pulse->store = aft_kiosk_store_ref (options->store);
  pulse->link = aft_collector_link_ref (options->link);
  pulse->clock = aft_clock_ref (options->clock);
  pulse->random = aft_random_ref (options->random);
  pulse->boot_id = options->boot_id;
  pulse->version = g_strdup (options->version);
  pulse->data_folder = g_strdup (options->data_folder);
  pulse->interval_ms = options->interval_ms > 0 ? options->interval_ms : INTERVAL_MS;
  return pulse;
}

static void
aft_pulse_dispose (GObject *object)
{
  AftPulse *pulse = AFT_PULSE (object);
  break_off (pulse);
  g_clear_pointer (&pulse->token, aft_secret_free_text);
  g_clear_pointer (&pulse->version, g_free);
  g_clear_pointer (&pulse->data_folder, g_free);
  g_clear_pointer (&pulse->printer, g_free);
  g_clear_pointer (&pulse->link, aft_collector_link_unref);
  g_clear_pointer (&pulse->store, aft_kiosk_store_unref);
  g_clear_pointer (&pulse->clock, aft_clock_unref);
  g_clear_pointer (&pulse->random, aft_random_unref);
  g_clear_pointer (&pulse->trouble, g_free);
  G_OBJECT_CLASS (aft_pulse_parent_class)->dispose (object);
}

static void
aft_pulse_class_init (AftPulseClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_pulse_dispose;
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", AFT_TYPE_PULSE, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", AFT_TYPE_PULSE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", AFT_TYPE_PULSE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
}

static void
aft_pulse_init (AftPulse *pulse)
{
}
