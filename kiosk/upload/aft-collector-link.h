/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AftCollectorLink: the one way out of a kiosk: HTTP/1 requests to the house's collector, over one
 * connection and one more for a reply without end, and to nobody else. A certificate that is not
 * valid for the address, or not of the pinned authority, ends the connection before a byte of a
 * request is sent. Redirects, cookies, compression and sign-in dialogues are not followed. A reply
 * is what came back, whoever it is from: whether it is to be believed is the caller's to judge. */
typedef struct _AftCollectorLink AftCollectorLink;

#define AFT_COLLECTOR_REPLY_MAX_BYTES 1048576

typedef struct
{
  const char *address;        /* as in aft-collector-address.h */
  const char *authority_file; /* PEM, the only one trusted; NULL or "": the system's */
  guint idle_seconds;         /* without a byte either way; 0: 15 */
  guint total_ms;             /* for a request with its reply; 0: 60,000 */
} AftCollectorLinkOptions;

/* INVALID for an address that may not be sent to or a file without a certificate, NOT_FOUND or
 * UNAVAILABLE when the file cannot be read. */
AftCollectorLink *aft_collector_link_new (const AftCollectorLinkOptions *options,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Counted, main thread only. */
AftCollectorLink *aft_collector_link_ref (AftCollectorLink *link);
void aft_collector_link_unref (AftCollectorLink *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftCollectorLink, aft_collector_link_unref)

typedef struct
{
  const char *path;          /* "/api/v1/batches" */
  GBytes *body;              /* JSON to POST; NULL: GET */
  const char *token;         /* of the device, or NULL */
  const char *etag;          /* for If-None-Match, or NULL */
  const char *last_event_id; /* of a stream of events, or NULL */
} AftCollectorRequest;

typedef struct
{
  guint status;
  char *media_type;           /* lower case, without parameters; "" when there is none */
  char *etag;                 /* or NULL */
  gint64 retry_after_seconds; /* -1: not said */
  GBytes *body;               /* the whole of it, AFT_COLLECTOR_REPLY_MAX_BYTES at most */
} AftCollectorReply;

void aft_collector_reply_free (AftCollectorReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftCollectorReply, aft_collector_reply_free)

/* @reply is a problem document (RFC 9457), which a captive page or a proxy does not write. */
gboolean aft_collector_reply_is_problem (const AftCollectorReply *reply);

/* Calls back in the thread-default main context. @request is copied as far as it is needed. */
void aft_collector_link_send_async (AftCollectorLink *link,
                                    const AftCollectorRequest *request,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* DENIED: the certificate was not right, and nothing was sent. TIMED_OUT. TOO_LARGE: the reply.
 * UNAVAILABLE: no connection, or the reply was cut. G_IO_ERROR_CANCELLED when that was asked for.
 */
AftCollectorReply *aft_collector_link_send_finish (AftCollectorLink *link,
                                                   GAsyncResult *result,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* AftCollectorStream: a reply without end, such as a stream of events. */
typedef struct _AftCollectorStream AftCollectorStream;

/* Hangs up; accepts NULL. A read that is under way ends with G_IO_ERROR_CANCELLED. */
void aft_collector_stream_free (AftCollectorStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftCollectorStream, aft_collector_stream_free)

/* Calls back when the head of the reply is there, as far as errors go like a request; how long to
 * wait for it, and for what follows, is the caller's to say: @cancellable ends it all. */
void aft_collector_link_open_async (AftCollectorLink *link,
                                    const AftCollectorRequest *request,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
AftCollectorStream *aft_collector_link_open_finish (GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

guint aft_collector_stream_get_status (const AftCollectorStream *stream);
/* As in AftCollectorReply. */
const char *aft_collector_stream_get_media_type (const AftCollectorStream *stream);
gint64 aft_collector_stream_get_retry_after (const AftCollectorStream *stream);
/* What comes next, a few kilobytes at most; empty bytes: the reply has ended. One read at a time.
 */
void aft_collector_stream_read_async (AftCollectorStream *stream,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GBytes *aft_collector_stream_read_finish (GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
