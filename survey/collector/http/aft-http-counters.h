/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftHttpCounters: what a listener did since its start, for /metrics. */
typedef struct _AftHttpCounters AftHttpCounters;

AftHttpCounters *aft_http_counters_new (void);
void aft_http_counters_free (AftHttpCounters *counters);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHttpCounters, aft_http_counters_free)

typedef enum
{
  AFT_HTTP_COUNT_CONNECTIONS,   /* open now, without event streams */
  AFT_HTTP_COUNT_EVENT_STREAMS, /* open now */
  AFT_HTTP_COUNT_ACCEPTED,      /* connections taken, ever */
  AFT_HTTP_COUNT_ACCEPT_ERRORS, /* accepts that failed, ever */
  AFT_HTTP_COUNT_LAST
} AftHttpCount;

gint64 aft_http_counters_get (const AftHttpCounters *counters, AftHttpCount count);
/* Replies of @status, ever. */
gint64 aft_http_counters_get_status (const AftHttpCounters *counters, int status);
/* Every status that was sent, in rising order: its number and how often. */
void aft_http_counters_each_status (const AftHttpCounters *counters,
                                    void (*on_status) (int status, gint64 number, gpointer data),
                                    gpointer data);
/* Requests and connections refused, by reason, sorted by name: the problem's reason, or
 * "connection-limit", "receive-timeout", "idle-timeout", "stalled-reply", "event-backlog". */
void
aft_http_counters_each_reason (const AftHttpCounters *counters,
                               void (*on_reason) (const char *reason, gint64 number, gpointer data),
                               gpointer data);
gint64 aft_http_counters_get_reason (const AftHttpCounters *counters, const char *reason);

/* The listener's part. */
void aft_http_counters_add (AftHttpCounters *counters, AftHttpCount count, gint64 number);
void aft_http_counters_add_status (AftHttpCounters *counters, int status);
void aft_http_counters_add_reason (AftHttpCounters *counters, const char *reason);

G_END_DECLS
