/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps one stream of events open: opens it, reads it, notices that it is dead, and waits before it
 * opens the next. Bytes become events in aft-event-reader.c; what they mean is the uplink's. */
#include "aft-event-stream.h"

#include <string.h>

#include "aft-backoff.h"
#include "aft-event-reader.h"
#include "aft-secret.h"

#define PATH       "/api/v1/events"
#define MEDIA_TYPE "text/event-stream"
#define STATUS_OK  200
#define SILENCE_MS 35000 /* the collector says something every 10 s */

struct _AftEventStream
{
  GObject parent_instance;
  AftCollectorLink *link;
  AftRandom *random;
  guint silence_ms;
  guint least_wait_ms;
  guint most_wait_ms;
  char *token;
  char *last_id; /* "": nothing was had yet */
  guint failures;
  GCancellable *cancellable; /* of the present line; NULL between two */
  AftCollectorStream *stream;
  AftEventReader *reader;
  guint silence_id;
  guint wait_id;
};

G_DEFINE_FINAL_TYPE (AftEventStream, aft_event_stream, G_TYPE_OBJECT)

enum
{
  SIGNAL_EVENT,
  SIGNALS
};

static guint signals[SIGNALS];

/* What a call that is under way belongs to: the line may be another when it comes back. */
typedef struct
{
  AftEventStream *stream;
  GCancellable *cancellable;
} Line;

static void open_line (AftEventStream *stream);
static void read_on (AftEventStream *stream);

static Line *
note_line (AftEventStream *stream)
{
  Line *line = g_new0 (Line, 1);
  *line = (Line){ g_object_ref (stream), g_object_ref (stream->cancellable) };
  return line;
}

static void
free_line (Line *line)
{
  g_object_unref (line->stream);
  g_object_unref (line->cancellable);
  g_free (line);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Line, free_line)

static gboolean
is_present (const Line *line)
{
  return line->stream->cancellable == line->cancellable;
}

static void
close_line (AftEventStream *stream)
{
  g_clear_handle_id (&stream->silence_id, g_source_remove);
  g_clear_handle_id (&stream->wait_id, g_source_remove);
  if (stream->cancellable != NULL)
    g_cancellable_cancel (stream->cancellable);
  g_clear_object (&stream->cancellable);
  g_clear_pointer (&stream->stream, aft_collector_stream_free);
  g_clear_pointer (&stream->reader, aft_event_reader_free);
}

static gboolean
on_waited (gpointer user_data)
{
  AftEventStream *stream = user_data;
  stream->wait_id = 0;
  open_line (stream);
  return G_SOURCE_REMOVE;
}

static void
try_later (AftEventStream *stream, gint64 retry_after_seconds)
{
  close_line (stream);
  stream->failures++;
  AftBackoff backoff = {
    .least_ms = stream->least_wait_ms,
    .most_ms = stream->most_wait_ms,
    .failures = stream->failures,
    .retry_after_seconds = retry_after_seconds,
  };
  stream->wait_id
      = g_timeout_add (aft_backoff_draw_ms (&backoff, stream->random), on_waited, stream);
}

static gboolean
on_silence (gpointer user_data)
{
  AftEventStream *stream = user_data;
  stream->silence_id = 0;
  try_later (stream, -1);
  return G_SOURCE_REMOVE;
}

static void
listen_anew (AftEventStream *stream)
{
  g_clear_handle_id (&stream->silence_id, g_source_remove);
  stream->silence_id = g_timeout_add (stream->silence_ms, on_silence, stream);
}

/* A listener may have ended it all meanwhile. */
static void
tell_events (const Line *line, const GPtrArray *events)
{
  for (guint i = 0; i < events->len && is_present (line); i++)
    {
      const AftServerEvent *event = g_ptr_array_index (events, i);
      g_signal_emit (line->stream, signals[SIGNAL_EVENT], 0, event->name, event->data);
    }
}

static gboolean
take_bytes (AftEventStream *stream, GBytes *bytes, GPtrArray *events)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) error = NULL;
  gboolean is_taken
      = length > 0 && aft_event_reader_feed (stream->reader, data, length, events, &error);
  if (error != NULL)
    g_info ("the collector's events: %s", error->message);
  return is_taken;
}

/* What was complete before a line went wrong has come all the same. */
static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Line) line = user_data;
  AftEventStream *stream = line->stream;
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_server_event_free);
  g_autoptr (GBytes) bytes = aft_collector_stream_read_finish (result, NULL);
  if (!is_present (line))
    return;
  if (bytes == NULL || !take_bytes (stream, bytes, events))
    {
      try_later (stream, -1);
      return;
    }
  stream->failures = 0;
  g_free (stream->last_id);
  stream->last_id = g_strdup (aft_event_reader_get_last_id (stream->reader));
  tell_events (line, events);
  if (!is_present (line))
    return;
  listen_anew (stream);
  read_on (stream);
}

static void
read_on (AftEventStream *stream)
{
  aft_collector_stream_read_async (stream->stream, on_read, note_line (stream));
}

static gboolean
is_events (const AftCollectorStream *stream)
{
  return stream != NULL && aft_collector_stream_get_status (stream) == STATUS_OK
         && g_str_equal (aft_collector_stream_get_media_type (stream), MEDIA_TYPE);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Line) line = user_data;
  AftEventStream *stream = line->stream;
  g_autoptr (AftCollectorStream) opened = aft_collector_link_open_finish (result, NULL);
  if (!is_present (line))
    return;
  if (!is_events (opened))
    {
      try_later (stream, opened != NULL ? aft_collector_stream_get_retry_after (opened) : -1);
      return;
    }
  stream->stream = g_steal_pointer (&opened);
  stream->reader = aft_event_reader_new ();
  listen_anew (stream);
  read_on (stream);
}

static void
open_line (AftEventStream *stream)
{
  gboolean has_id = *stream->last_id != '\0';
  AftCollectorRequest request
      = { .path = PATH, .token = stream->token, .last_event_id = has_id ? stream->last_id : NULL };
  stream->cancellable = g_cancellable_new ();
  listen_anew (stream);
  aft_collector_link_open_async (stream->link, &request, stream->cancellable, on_opened,
                                 note_line (stream));
}

void
aft_event_stream_set_token (AftEventStream *stream, const char *token)
{
  if (g_strcmp0 (stream->token, token) == 0)
    return;
  g_autofree char *copy = g_strdup (token);
  close_line (stream);
  g_clear_pointer (&stream->token, aft_secret_free_text);
  stream->token = g_steal_pointer (&copy);
  stream->failures = 0;
  if (stream->token != NULL)
    open_line (stream);
}

AftEventStream *
aft_event_stream_new (const AftEventStreamOptions *options)
{
  AftEventStream *stream = g_object_new (AFT_TYPE_EVENT_STREAM, NULL);
  stream->link = aft_collector_link_ref (options->link);
  stream->random = aft_random_ref (options->random);
  stream->silence_ms = options->silence_ms > 0 ? options->silence_ms : SILENCE_MS;
  stream->least_wait_ms = options->least_wait_ms;
  stream->most_wait_ms = options->most_wait_ms;
  return stream;
}

static void
aft_event_stream_dispose (GObject *object)
{
  AftEventStream *stream = AFT_EVENT_STREAM (object);
  close_line (stream);
  g_clear_pointer (&stream->link, aft_collector_link_unref);
  g_clear_pointer (&stream->random, aft_random_unref);
  g_clear_pointer (&stream->token, aft_secret_free_text);
  g_clear_pointer (&stream->last_id, g_free);
  G_OBJECT_CLASS (aft_event_stream_parent_class)->dispose (object);
}

static void
aft_event_stream_class_init (AftEventStreamClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_event_stream_dispose;
  signals[SIGNAL_EVENT] = g_signal_new ("event", AFT_TYPE_EVENT_STREAM, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
aft_event_stream_init (AftEventStream *stream)
{
  stream->last_id = g_strdup ("");
}
