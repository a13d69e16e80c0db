/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-http-reader.h"

G_BEGIN_DECLS

/* AftHttpGuard: stands between a connection and SoupServer, which reads from it as from the
 * connection. What SoupServer gets to see is a constant request of our own for each one that the
 * reader found whole or refused; the real one is taken from here. The guard also keeps the time:
 * receiving and waiting for a request are its own, answering is its owner's. */
#define AFT_TYPE_HTTP_GUARD (aft_http_guard_get_type ())
G_DECLARE_FINAL_TYPE (AftHttpGuard, aft_http_guard, AFT, HTTP_GUARD, GInputStream)

typedef enum
{
  AFT_HTTP_GUARD_IDLE,      /* nothing of a request is there */
  AFT_HTTP_GUARD_RECEIVING, /* some of it */
  AFT_HTTP_GUARD_ANSWERING, /* it was handed over */
  AFT_HTTP_GUARD_CLOSED
} AftHttpGuardPhase;

typedef struct
{
  /* The time that aft_http_guard_allow() gave is over. */
  void (*due) (AftHttpGuard *guard, gpointer user_data);
  /* The connection was cut off, for @reason, by the guard's own clock. */
  void (*timed_out) (AftHttpGuard *guard, const char *reason, gpointer user_data);
  /* SoupServer closed the connection. Called once. */
  void (*closed) (AftHttpGuard *guard, gpointer user_data);
} AftHttpGuardEvents;

typedef struct
{
  GSocket *socket; /* non-blocking, connected */
  AftRouter *router;
  const AftHttpLimits *limits; /* borrowed, as are @peer and @events */
  const AftHttpPeer *peer;
  const AftHttpGuardEvents *events;
  gpointer user_data;
} AftHttpGuardParts;

AftHttpGuard *aft_http_guard_new (const AftHttpGuardParts *parts);

AftHttpGuardPhase aft_http_guard_get_phase (AftHttpGuard *guard);
/* Monotonic µs since when it is in its phase; of ANSWERING, since the request's first byte. */
gint64 aft_http_guard_get_since_us (AftHttpGuard *guard);

/* What SoupServer's constant request stands for: one of the two is set, new references. */
void
aft_http_guard_take (AftHttpGuard *guard, AftHttpRequest **ret_request, AftHttpReply **ret_refusal);
/* As aft_http_reader_wants_close(). */
gboolean aft_http_guard_wants_close (AftHttpGuard *guard);

/* While ANSWERING: due() is called after @ms, instead of what was set before. */
void aft_http_guard_allow (AftHttpGuard *guard, gint64 ms);
/* The answer is out: the next request may come. */
void aft_http_guard_next (AftHttpGuard *guard);
/* Nothing is received or sent any more; SoupServer will notice and close. A constant @farewell
 * (may be NULL) is sent before, as far as there is room for it. */
void aft_http_guard_cut (AftHttpGuard *guard, const char *farewell);
/* TRUE when bytes wait to be read. */
gboolean aft_http_guard_has_more (AftHttpGuard *guard);

G_END_DECLS
