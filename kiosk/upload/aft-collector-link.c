/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only file of the kiosk that knows libsoup. Sends one request, reads its reply in pieces up to
 * a limit, and gives both a time; believes nothing of what comes back. A
 * session here carries no feature of libsoup but HTTP itself. Waiting and trying again are the
 * uploader's. HTTP/2 is kept off by SOUP_FORCE_HTTP1, which main() sets before there are threads:
 * libsoup before 3.4 has no other switch. */
#include "aft-collector-link.h"

#include <string.h>

#include <libsoup/soup.h>

#include "aft-collector-address.h"
#include "aft-error.h"
#include "aft-secret.h"

#define IDLE_SECONDS     15
#define TOTAL_MS         60000
#define KEEP_SECONDS     10 /* the collector hangs up after 15 */
#define PIECE_BYTES      16384
#define HEADER_MAX_BYTES 256
#define STREAM_BYTES     4096
#define STREAM_SECONDS   120 /* without a byte, where nobody else is more impatient */
#define MEDIA_TYPES      "application/json, application/problem+json"
#define EVENT_TYPES      "text/event-stream, application/problem+json"

struct _AftCollectorLink
{
  grefcount count;
  SoupSession *session;
  SoupSession *stream_session; /* its one connection is taken as long as a stream is open */
  AftCollectorAddress address;
  guint total_ms;
};

/* One request on its way: the data of its GTasks. */
typedef struct
{
  grefcount count;
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *body;
  GCancellable *cancellable; /* of our own: ends by the caller's, or by time */
  GCancellable *callers;
  gulong cancelled_id;
  guint total_id;
  gboolean is_out_of_time;
  gboolean is_untrusted;
} Exchange;

struct _AftCollectorStream
{
  Exchange *exchange;
  guint status;
  char *media_type;
  gint64 retry_after_seconds;
};

void
aft_collector_reply_free (AftCollectorReply *reply)
{
  if (reply == NULL)
    return;
  g_free (reply->media_type);
  g_free (reply->etag);
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_free (reply);
}

gboolean
aft_collector_reply_is_problem (const AftCollectorReply *reply)
{
  return g_str_equal (reply->media_type, "application/problem+json");
}

/* To close what has no end must not wait for it: cancelled, it does not. */
static void
hang_up (Exchange *exchange)
{
  g_cancellable_cancel (exchange->cancellable);
  g_input_stream_close (exchange->stream, exchange->cancellable, NULL);
}

static void
unref_exchange (gpointer data)
{
  Exchange *exchange = data;
  if (!g_ref_count_dec (&exchange->count))
    return;
  g_clear_handle_id (&exchange->total_id, g_source_remove);
  if (exchange->callers != NULL)
    g_cancellable_disconnect (exchange->callers, exchange->cancelled_id);
  g_clear_object (&exchange->callers);
  if (exchange->stream != NULL && !g_input_stream_is_closed (exchange->stream))
    hang_up (exchange);
  g_clear_object (&exchange->cancellable);
  g_clear_object (&exchange->stream);
  g_signal_handlers_disconnect_by_data (exchange->message, exchange);
  g_clear_object (&exchange->message);
  g_clear_pointer (&exchange->body, g_byte_array_unref);
  g_free (exchange);
}

static GTlsDatabase *
open_authority (const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  GTlsDatabase *database = g_tls_file_database_new (path, &reason);
  if (database != NULL)
    return database;
  AftErrorCode code = AFT_ERROR_INVALID;
  if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT)
      || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    code = AFT_ERROR_NOT_FOUND;
  else if (reason->domain == G_FILE_ERROR || reason->domain == G_IO_ERROR)
    code = AFT_ERROR_UNAVAILABLE;
  g_set_error (error, AFT_ERROR, (int) code, "%s: %s", path, reason->message);
  return NULL;
}

static void
strip_session (SoupSession *session)
{
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
}

/* What goes unencrypted must not go through a proxy, which would take it off this machine. */
static SoupSession *
make_session (guint idle, GTlsDatabase *authority, const AftCollectorAddress *address)
{
  g_autoptr (GSocketAddress) socket
      = address->socket != NULL ? g_unix_socket_address_new (address->socket) : NULL;
  SoupSession *session = soup_session_new_with_options (
      "max-conns", 1, "max-conns-per-host", 1, "timeout", idle, "idle-timeout", KEEP_SECONDS,
      "user-agent", "aftertaste-kiosk", "remote-connectable", socket, NULL);
  strip_session (session);
  if (aft_collector_address_is_local (address))
    soup_session_set_proxy_resolver (session, NULL);
  if (authority != NULL)
    soup_session_set_tls_database (session, authority);
  return session;
}

AftCollectorLink *
aft_collector_link_new (const AftCollectorLinkOptions *options, GError **error)
{
  g_auto (AftCollectorAddress) address = { NULL, NULL };
  g_autoptr (GTlsDatabase) authority = NULL;
  const char *file = options->authority_file;
  gboolean is_pinned = file != NULL && *file != '\0';

  if (!aft_collector_address_read (options->address, &address, error))
    return NULL;
  if (is_pinned && (authority = open_authority (file, error)) == NULL)
    return NULL;

  AftCollectorLink *link = g_new0 (AftCollectorLink, 1);
  g_ref_count_init (&link->count);
  guint idle = options->idle_seconds > 0 ? options->idle_seconds : IDLE_SECONDS;
  link->session = make_session (idle, authority, &address);
  link->stream_session = make_session (STREAM_SECONDS, authority, &address);
  link->address.base = g_steal_pointer (&address.base);
  link->address.socket = g_steal_pointer (&address.socket);
  link->total_ms = options->total_ms > 0 ? options->total_ms : TOTAL_MS;
  return link;
}

AftCollectorLink *
aft_collector_link_ref (AftCollectorLink *link)
{
  g_ref_count_inc (&link->count);
  return link;
}

void
aft_collector_link_unref (AftCollectorLink *link)
{
  if (link == NULL || !g_ref_count_dec (&link->count))
    return;
  soup_session_abort (link->session);
  g_clear_object (&link->session);
  soup_session_abort (link->stream_session);
  g_clear_object (&link->stream_session);
  aft_collector_address_clear (&link->address);
  g_free (link);
}

/* -- the request ----------------------------------------------------------------------------- */

static SoupMessage *
make_message (AftCollectorLink *link, const AftCollectorRequest *request, const char *accept)
{
  g_autofree char *text = g_strconcat (link->address.base, request->path, NULL);
  SoupMessage *message = soup_message_new (request->body != NULL ? "POST" : "GET", text);
  /* The base was parsed before, and paths are this program's own. */
  g_assert (message != NULL);

  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Accept", accept);
  if (request->token != NULL)
    {
      g_autoptr (AftSecretText) bearer = g_strconcat ("Bearer ", request->token, NULL);
      soup_message_headers_replace (headers, "Authorization", bearer);
    }
  if (request->etag != NULL)
    soup_message_headers_replace (headers, "If-None-Match", request->etag);
  if (request->last_event_id != NULL)
    soup_message_headers_replace (headers, "Last-Event-ID", request->last_event_id);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", request->body);
  /* Everything a kiosk asks may be asked twice; without saying so each POST gets a connection of
   * its own. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT
                                       | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  return message;
}

static gboolean
on_certificate_judged (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors,
                       gpointer user_data)
{
  Exchange *exchange = user_data;
  exchange->is_untrusted = TRUE;
  return FALSE;
}

static gboolean
on_time_over (gpointer user_data)
{
  Exchange *exchange = user_data;
  exchange->total_id = 0;
  exchange->is_out_of_time = TRUE;
  g_cancellable_cancel (exchange->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_caller_cancelled (GCancellable *callers, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static Exchange *
begin_exchange (SoupMessage *message, GCancellable *cancellable)
{
  Exchange *exchange = g_new0 (Exchange, 1);
  g_ref_count_init (&exchange->count);
  exchange->message = message;
  exchange->body = g_byte_array_new ();
  exchange->cancellable = g_cancellable_new ();
  g_signal_connect (exchange->message, "accept-certificate", G_CALLBACK (on_certificate_judged),
                    exchange);
  if (cancellable != NULL)
    {
      exchange->callers = g_object_ref (cancellable);
      exchange->cancelled_id
          = g_cancellable_connect (cancellable, G_CALLBACK (on_caller_cancelled),
                                   g_object_ref (exchange->cancellable), g_object_unref);
    }
  return exchange;
}

/* -- the reply ------------------------------------------------------------------------------- */

static GError *
make_error (const Exchange *exchange, const GError *reason)
{
  AftErrorCode code = AFT_ERROR_UNAVAILABLE;
  if (exchange->is_out_of_time)
    return g_error_new (AFT_ERROR, AFT_ERROR_TIMED_OUT, "The collector took too long to answer");
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (reason);
  if (exchange->is_untrusted || reason->domain == G_TLS_ERROR)
    code = AFT_ERROR_DENIED;
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    code = AFT_ERROR_TIMED_OUT;
  return g_error_new_literal (AFT_ERROR, (int) code, reason->message);
}

static void
fail (GTask *task, const GError *reason)
{
  g_task_return_error (task, make_error (g_task_get_task_data (task), reason));
}

/* A header of sensible length without surprises, else NULL. */
static char *
dup_header (SoupMessageHeaders *headers, const char *name)
{
  const char *text = soup_message_headers_get_one (headers, name);
  if (text == NULL || strlen (text) > HEADER_MAX_BYTES)
    return NULL;
  return g_strdup (text);
}

/* Seconds, or a date, which is held against the reply's own and never against this machine's
 * clock. */
static gint64
read_retry_after (SoupMessageHeaders *headers)
{
  g_autofree char *text = dup_header (headers, "Retry-After");
  g_autofree char *now_text = dup_header (headers, "Date");
  guint64 seconds = 0;
  if (text == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &seconds, NULL))
    return (gint64) seconds;
  g_autoptr (GDateTime) then = soup_date_time_new_from_http_string (text);
  g_autoptr (GDateTime) now
      = now_text != NULL ? soup_date_time_new_from_http_string (now_text) : NULL;
  if (then == NULL || now == NULL)
    return -1;
  return MAX (g_date_time_to_unix (then) - g_date_time_to_unix (now), 0);
}

static char *
dup_media_type (SoupMessageHeaders *headers)
{
  g_autofree char *text = dup_header (headers, "Content-Type");
  if (text == NULL)
    return g_strdup ("");
  text[strcspn (text, ";")] = '\0';
  return g_ascii_strdown (g_strstrip (text), -1);
}

static AftCollectorReply *
make_reply (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  AftCollectorReply *reply = g_new0 (AftCollectorReply, 1);
  reply->status = soup_message_get_status (exchange->message);
  reply->media_type = dup_media_type (headers);
  reply->etag = dup_header (headers, "ETag");
  reply->retry_after_seconds = read_retry_after (headers);
  reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->body));
  return reply;
}

/* Closed, the stream gives its connection back for the next request. */
static void
on_stream_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AftCollectorReply *reply = make_reply (g_task_get_task_data (task));
  g_input_stream_close_finish (G_INPUT_STREAM (source), result, NULL);
  g_task_return_pointer (task, reply, (GDestroyNotify) aft_collector_reply_free);
}

static void on_piece_read (GObject *source, GAsyncResult *result, gpointer user_data);

static void
read_piece (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_input_stream_read_bytes_async (exchange->stream, PIECE_BYTES, G_PRIORITY_DEFAULT,
                                   exchange->cancellable, on_piece_read, task);
}

static void
on_piece_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) piece
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &reason);
  if (piece == NULL)
    {
      fail (task, reason);
      return;
    }
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (piece, &length);
  if (exchange->body->len + length > AFT_COLLECTOR_REPLY_MAX_BYTES)
    {
      g_cancellable_cancel (exchange->cancellable);
      g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_TOO_LARGE,
                               "The collector's reply is larger than 1 MiB");
      return;
    }
  if (length == 0)
    {
      g_input_stream_close_async (exchange->stream, G_PRIORITY_DEFAULT, exchange->cancellable,
                                  on_stream_closed, g_steal_pointer (&task));
      return;
    }
  g_byte_array_append (exchange->body, bytes, (guint) length);
  read_piece (g_steal_pointer (&task));
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) reason = NULL;
  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &reason);
  if (exchange->stream == NULL)
    fail (task, reason);
  else
    read_piece (g_steal_pointer (&task));
}

void
aft_collector_link_send_async (AftCollectorLink *link,
                               const AftCollectorRequest *request,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Exchange *exchange = begin_exchange (make_message (link, request, MEDIA_TYPES), cancellable);
  exchange->total_id = g_timeout_add (link->total_ms, on_time_over, exchange);
  g_task_set_task_data (task, exchange, unref_exchange);
  soup_session_send_async (link->session, exchange->message, G_PRIORITY_DEFAULT,
                           exchange->cancellable, on_sent, task);
}

AftCollectorReply *
aft_collector_link_send_finish (AftCollectorLink *link, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* -- replies without end --------------------------------------------------------------------- */

static Exchange *
ref_exchange (Exchange *exchange)
{
  g_ref_count_inc (&exchange->count);
  return exchange;
}

void
aft_collector_stream_free (AftCollectorStream *stream)
{
  if (stream == NULL)
    return;
  g_cancellable_cancel (stream->exchange->cancellable);
  unref_exchange (stream->exchange);
  g_free (stream->media_type);
  g_free (stream);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) reason = NULL;
  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &reason);
  if (exchange->stream == NULL)
    {
      fail (task, reason);
      return;
    }
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  AftCollectorStream *stream = g_new0 (AftCollectorStream, 1);
  stream->exchange = ref_exchange (exchange);
  stream->status = soup_message_get_status (exchange->message);
  stream->media_type = dup_media_type (headers);
  stream->retry_after_seconds = read_retry_after (headers);
  g_task_return_pointer (task, stream, (GDestroyNotify) aft_collector_stream_free);
}

void
aft_collector_link_open_async (AftCollectorLink *link,
                               const AftCollectorRequest *request,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Exchange *exchange = begin_exchange (make_message (link, request, EVENT_TYPES), cancellable);
  g_task_set_task_data (task, exchange, unref_exchange);
  soup_session_send_async (link->stream_session, exchange->message, G_PRIORITY_DEFAULT,
                           exchange->cancellable, on_opened, task);
}

AftCollectorStream *
aft_collector_link_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
aft_collector_stream_get_status (const AftCollectorStream *stream)
{
  return stream->status;
}

const char *
aft_collector_stream_get_media_type (const AftCollectorStream *stream)
{
  return stream->media_type;
}

gint64
aft_collector_stream_get_retry_after (const AftCollectorStream *stream)
{
  return stream->retry_after_seconds;
}

static void
on_stream_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) reason = NULL;
  GBytes *bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &reason);
  if (bytes == NULL)
    fail (task, reason);
  else
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

void
aft_collector_stream_read_async (AftCollectorStream *stream,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Exchange *exchange = ref_exchange (stream->exchange);
  g_task_set_task_data (task, exchange, unref_exchange);
  g_input_stream_read_bytes_async (exchange->stream, STREAM_BYTES, G_PRIORITY_DEFAULT,
                                   exchange->cancellable, on_stream_read, task);
}

GBytes *
aft_collector_stream_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
