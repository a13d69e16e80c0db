/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-value.h"

G_BEGIN_DECLS

/* Every size, count and time of the HTTP side, in one table: the code reads the members, people and
 * tests read the same table by name. A plain value: copy aft_http_limits_default and change it. */
typedef struct
{
  gint64 body_bytes;              /* of one request, where its route says nothing else */
  gint64 large_bodies;            /* longer ones, in memory at one time */
  gint64 head_bytes;              /* request line and headers together */
  gint64 header_count;            /* headers of one request */
  gint64 target_bytes;            /* path and query as sent */
  gint64 query_parameters;        /* in one query */
  gint64 requests_per_connection; /* then the connection is closed */
  gint64 connections;             /* at one time, event streams not counted */
  gint64 connections_per_address; /* of one peer address; all of a unix socket are one */
  gint64 event_streams;           /* at one time */
  gint64 event_backlog_bytes;     /* written to a stream and not yet taken by its reader */
  gint64 listen_backlog;          /* connections the kernel keeps until they are accepted */
  gint64 accept_burst;            /* connections taken before others get their turn */
  gint64 accept_retry_ms;         /* pause after an accept that failed */
  gint64 receive_ms;              /* from its first byte, or the connection's start, to its last */
  gint64 idle_ms;                 /* between two requests of one connection */
  gint64 stalled_ms;              /* a reply that is not given, or not taken, in this time */
  gint64 event_comment_ms;        /* between two comments that keep an event stream open */
  gint64 stop_ms;                 /* for what was taken, once asked to stop */
  gint64 retry_after_seconds;     /* told to who comes while all is taken */
} AftHttpLimits;

extern const AftHttpLimits aft_http_limits_default;

/* Sets the limit called @name (as in the JSON, e.g. "receive_ms"): NOT_FOUND for another name,
 * INVALID when @value is below 1 or above the largest that makes sense. */
gboolean aft_http_limits_set (AftHttpLimits *limits, const char *name, gint64 value, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* {"body_bytes":65536,…}: every limit by its name, in the order above. New reference. */
AftValue *aft_http_limits_to_value (const AftHttpLimits *limits);

G_END_DECLS
