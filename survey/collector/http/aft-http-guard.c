/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An input stream that SoupServer reads instead of the socket. libsoup's parser is lenient and has
 * known faults, so no byte of a peer's reaches it: the guard reads the socket into the strict
 * reader, and gives SoupServer "GET /" or "HEAD /" once there is something to answer. It keeps the
 * two times that belong to receiving, and wakes SoupServer when one is over. */
#include "aft-http-guard.h"

#include <string.h>

#define GET_STAND_IN  "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
#define HEAD_STAND_IN "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"
#define READ_BYTES    8192
/* Read and thrown away at the end: closing with unread bytes would take the last reply back. */
#define LINGER_BYTES (256 * 1024)

struct _AftHttpGuard
{
  GInputStream parent_instance;

  GSocket *socket;
  AftRouter *router;
  const AftHttpLimits *limits;
  const AftHttpGuardEvents *events;
  gpointer user_data;

  AftHttpReader *reader;
  AftHttpGuardPhase phase;
  gint64 since_us;
  GByteArray *waiting;  /* bytes behind the request at hand */
  const char *stand_in; /* what is left of it for SoupServer to read; NULL for nothing */
  gboolean is_over;     /* the last stand-in was given */
  GSource *timer;
  GSource *waker; /* child of the source that SoupServer waits on */
};

static void pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AftHttpGuard,
                               aft_http_guard,
                               G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, pollable_init))

static gboolean
run_callback (GSource *source, GSourceFunc callback, gpointer data)
{
  g_source_set_ready_time (source, -1);
  return callback == NULL ? G_SOURCE_CONTINUE : callback (data);
}

/* A source that is ready when told, and not before. */
static const GSourceFuncs told_funcs = { .dispatch = run_callback };

static void
set_timer (AftHttpGuard *guard, gint64 ms)
{
  g_source_set_ready_time (guard->timer, g_get_monotonic_time () + ms * 1000);
}

static void
set_phase (AftHttpGuard *guard, AftHttpGuardPhase phase, gint64 ms)
{
  guard->phase = phase;
  guard->since_us = g_get_monotonic_time ();
  set_timer (guard, ms);
}

static void
wake (AftHttpGuard *guard)
{
  if (guard->waker != NULL)
    g_source_set_ready_time (guard->waker, 0);
}

/* The request at hand is whole or refused: SoupServer may begin. */
static void
hand_over (AftHttpGuard *guard)
{
  guard->stand_in = aft_http_reader_is_head (guard->reader) ? HEAD_STAND_IN : GET_STAND_IN;
  guard->phase = AFT_HTTP_GUARD_ANSWERING;
  set_timer (guard, guard->limits->stalled_ms);
}

static void
run_out (AftHttpGuard *guard)
{
  const char *reason
      = guard->phase == AFT_HTTP_GUARD_RECEIVING ? "receive-timeout" : "idle-timeout";

  if (guard->phase == AFT_HTTP_GUARD_RECEIVING)
    {
      aft_http_reader_refuse (
          guard->reader,
          aft_http_reply_new_problem (408, reason, "The request took too long to arrive."));
      hand_over (guard);
      wake (guard);
      return;
    }
  aft_http_guard_cut (guard, NULL);
  guard->events->timed_out (guard, reason, guard->user_data);
}

static gboolean
on_time_over (gpointer data)
{
  AftHttpGuard *guard = data;

  g_object_ref (guard);
  if (guard->phase == AFT_HTTP_GUARD_ANSWERING)
    guard->events->due (guard, guard->user_data);
  else if (guard->phase != AFT_HTTP_GUARD_CLOSED)
    run_out (guard);
  g_object_unref (guard);
  return G_SOURCE_CONTINUE;
}

AftHttpGuard *
aft_http_guard_new (const AftHttpGuardParts *parts)
{
  AftHttpGuard *guard = g_object_new (AFT_TYPE_HTTP_GUARD, NULL);

  guard->socket = g_object_ref (parts->socket);
  guard->router = aft_router_ref (parts->router);
  guard->limits = parts->limits;
  guard->events = parts->events;
  guard->user_data = parts->user_data;
  guard->reader = aft_http_reader_new (guard->router, parts->limits, parts->peer);
  g_source_attach (guard->timer, g_main_context_get_thread_default ());
  /* Who connects has something to ask. */
  set_phase (guard, AFT_HTTP_GUARD_IDLE, guard->limits->receive_ms);
  return guard;
}

AftHttpGuardPhase
aft_http_guard_get_phase (AftHttpGuard *guard)
{
  return guard->phase;
}

gint64
aft_http_guard_get_since_us (AftHttpGuard *guard)
{
  return guard->since_us;
}

void
aft_http_guard_take (AftHttpGuard *guard, AftHttpRequest **ret_request, AftHttpReply **ret_refusal)
{
  *ret_request = NULL;
  *ret_refusal = NULL;
  if (aft_http_reader_get_state (guard->reader) == AFT_HTTP_READER_WHOLE)
    *ret_request = aft_http_reader_take_request (guard->reader);
  else
    *ret_refusal = aft_http_reader_take_refusal (guard->reader);
}

gboolean
aft_http_guard_wants_close (AftHttpGuard *guard)
{
  return aft_http_reader_wants_close (guard->reader);
}

void
aft_http_guard_allow (AftHttpGuard *guard, gint64 ms)
{
  if (guard->phase == AFT_HTTP_GUARD_ANSWERING)
    set_timer (guard, ms);
}

void
aft_http_guard_next (AftHttpGuard *guard)
{
  if (guard->phase == AFT_HTTP_GUARD_ANSWERING)
    set_phase (guard, AFT_HTTP_GUARD_IDLE, guard->limits->idle_ms);
}

void
aft_http_guard_cut (AftHttpGuard *guard, const char *farewell)
{
  if (g_socket_is_closed (guard->socket))
    return;
  if (farewell != NULL)
    g_socket_send (guard->socket, farewell, strlen (farewell), NULL, NULL);
  g_source_set_ready_time (guard->timer, -1);
  g_byte_array_set_size (guard->waiting, 0);
  guard->phase = AFT_HTTP_GUARD_CLOSED;
  g_socket_shutdown (guard->socket, TRUE, TRUE, NULL);
  wake (guard);
}

gboolean
aft_http_guard_has_more (AftHttpGuard *guard)
{
  return guard->waiting->len > 0
         || (g_socket_condition_check (guard->socket, G_IO_IN) & G_IO_IN) != 0;
}

/* Reads on in what was received; TRUE when a request or a refusal is there. */
static gboolean
digest (AftHttpGuard *guard)
{
  gsize taken;
  AftHttpReaderState state;

  taken = aft_http_reader_feed (guard->reader, guard->waiting->data, guard->waiting->len);
  g_byte_array_remove_range (guard->waiting, 0, (guint) taken);
  state = aft_http_reader_get_state (guard->reader);
  if (state != AFT_HTTP_READER_EMPTY && guard->phase == AFT_HTTP_GUARD_IDLE)
    set_phase (guard, AFT_HTTP_GUARD_RECEIVING, guard->limits->receive_ms);
  if (state != AFT_HTTP_READER_WHOLE && state != AFT_HTTP_READER_REFUSED)
    return FALSE;
  hand_over (guard);
  return TRUE;
}

/* As g_socket_receive(), until there is something to hand over. */
static gssize
receive (AftHttpGuard *guard, GError **error)
{
  guint8 buffer[READ_BYTES];
  gssize count;

  while (guard->waiting->len == 0 || !digest (guard))
    {
      count = g_socket_receive_with_blocking (guard->socket, (char *) buffer, sizeof buffer, FALSE,
                                              NULL, error);
      if (count <= 0)
        return count;
      g_byte_array_append (guard->waiting, buffer, (guint) count);
    }
  return 1;
}

static gssize
read_stand_in (AftHttpGuard *guard, void *buffer, gsize count)
{
  gsize length = MIN (count, strlen (guard->stand_in));

  memcpy (buffer, guard->stand_in, length);
  guard->stand_in += length;
  if (*guard->stand_in == '\0')
    guard->stand_in = NULL;
  return (gssize) length;
}

/* SoupServer forgets a kept connection, without closing it, when its end comes instead of a request
 * (no completion callback is set by then). So it gets one more request, and closes when the reply
 * cannot be written. */
static gssize
read_end (AftHttpGuard *guard, void *buffer, gsize count)
{
  if (guard->is_over)
    return 0;
  guard->is_over = TRUE;
  guard->stand_in = GET_STAND_IN;
  return read_stand_in (guard, buffer, count);
}

static gssize
aft_http_guard_read_nonblocking (GPollableInputStream *stream,
                                 void *buffer,
                                 gsize count,
                                 GError **error)
{
  AftHttpGuard *guard = AFT_HTTP_GUARD (stream);
  g_autoptr (GError) received_error = NULL;
  gssize received;

  if (guard->stand_in != NULL)
    return read_stand_in (guard, buffer, count);
  if (guard->phase == AFT_HTTP_GUARD_CLOSED)
    return read_end (guard, buffer, count);
  if (guard->phase == AFT_HTTP_GUARD_ANSWERING)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "the answer is not out yet");
      return -1;
    }
  received = receive (guard, &received_error);
  if (received > 0)
    return read_stand_in (guard, buffer, count);
  if (g_error_matches (received_error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      g_propagate_error (error, g_steal_pointer (&received_error));
      return -1;
    }
  aft_http_guard_cut (guard, NULL);
  return read_end (guard, buffer, count);
}

static gboolean
aft_http_guard_is_readable (GPollableInputStream *stream)
{
  AftHttpGuard *guard = AFT_HTTP_GUARD (stream);

  if (guard->stand_in != NULL || guard->phase == AFT_HTTP_GUARD_CLOSED)
    return TRUE;
  return guard->phase != AFT_HTTP_GUARD_ANSWERING && aft_http_guard_has_more (guard);
}

static GSource *
aft_http_guard_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  AftHttpGuard *guard = AFT_HTTP_GUARD (stream);
  GSource *source = g_pollable_source_new_full (stream, NULL, cancellable);

  g_clear_pointer (&guard->waker, g_source_unref);
  guard->waker = g_source_new ((GSourceFuncs *) &told_funcs, sizeof (GSource));
  g_source_add_child_source (source, guard->waker);
  if (guard->stand_in != NULL || guard->waiting->len > 0 || guard->phase == AFT_HTTP_GUARD_CLOSED)
    {
      wake (guard);
    }
  else if (guard->phase != AFT_HTTP_GUARD_ANSWERING)
    {
      g_autoptr (GSource) readable = g_socket_create_source (guard->socket, G_IO_IN, NULL);

      g_source_set_dummy_callback (readable);
      g_source_add_child_source (source, readable);
    }
  return source;
}

static gssize
aft_http_guard_read (GInputStream *stream,
                     void *buffer,
                     gsize count,
                     GCancellable *cancellable,
                     GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "this stream never waits");
  return -1;
}

/* Lets the last reply arrive: what came in is read, so that the kernel need not reset. */
static void
linger (GSocket *socket)
{
  char buffer[READ_BYTES];
  gsize total = 0;
  gssize count = 1;

  g_socket_shutdown (socket, FALSE, TRUE, NULL);
  while (count > 0 && total < LINGER_BYTES)
    {
      count = g_socket_receive_with_blocking (socket, buffer, sizeof buffer, FALSE, NULL, NULL);
      total += (gsize) MAX (count, 0);
    }
}

static gboolean
aft_http_guard_close (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  AftHttpGuard *guard = AFT_HTTP_GUARD (stream);

  if (!g_socket_is_closed (guard->socket))
    linger (guard->socket);
  g_socket_close (guard->socket, NULL);
  guard->phase = AFT_HTTP_GUARD_CLOSED;
  g_source_destroy (guard->timer);
  if (guard->events != NULL)
    {
      const AftHttpGuardEvents *events = g_steal_pointer (&guard->events);

      events->closed (guard, guard->user_data);
    }
  return TRUE;
}

static void
aft_http_guard_finalize (GObject *object)
{
  AftHttpGuard *guard = AFT_HTTP_GUARD (object);

  g_source_destroy (guard->timer);
  g_source_unref (guard->timer);
  g_clear_pointer (&guard->waker, g_source_unref);
  g_clear_pointer (&guard->reader, aft_http_reader_free);
  g_byte_array_unref (guard->waiting);
  g_clear_object (&guard->socket);
  aft_router_unref (guard->router);
  G_OBJECT_CLASS (aft_http_guard_parent_class)->finalize (object);
}

static void
aft_http_guard_class_init (AftHttpGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = aft_http_guard_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = aft_http_guard_read;
  G_INPUT_STREAM_CLASS (klass)->close_fn = aft_http_guard_close;
}

static void
aft_http_guard_init (AftHttpGuard *guard)
{
  guard->waiting = g_byte_array_new ();
  guard->timer = g_source_new ((GSourceFuncs *) &told_funcs, sizeof (GSource));
  g_source_set_callback (guard->timer, on_time_over, guard, NULL);
}

static void
pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = aft_http_guard_is_readable;
  iface->read_nonblocking = aft_http_guard_read_nonblocking;
  iface->create_source = aft_http_guard_create_source;
}
