/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-http-counters.h"
#include "aft-router.h"

G_BEGIN_DECLS

/* AftHttpListener: takes connections on loopback addresses and unix sockets, reads requests within
 * the limits, and lets a router answer them, all in the main context of the thread that made it.
 * Nothing that a peer sends ends the process. Counted (one thread). */
typedef struct _AftHttpListener AftHttpListener;

/* What the program may want to write down. */
typedef struct
{
  /* After each reply, also of a refused request (@exchange is then NULL); @duration_us from the
   * request's first byte. */
  void (*answered) (AftHttpExchange *exchange,
                    const AftHttpReply *reply,
                    gint64 duration_us,
                    gpointer user_data);
} AftHttpWatch;

/* @limits is copied. */
AftHttpListener *aft_http_listener_new (AftRouter *router, const AftHttpLimits *limits);
AftHttpListener *aft_http_listener_ref (AftHttpListener *listener);
/* Accepts NULL. With the last reference everything is closed at once. */
void aft_http_listener_unref (AftHttpListener *listener);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHttpListener, aft_http_listener_unref)

/* @address: "127.0.0.1:8080", "[::1]:8080" (port 0: any free one) or "unix:/path" (made with mode
 * 0660; a socket that nobody listens on is replaced, at most 107 bytes). INVALID when it is
 * none of these, DENIED when it is reached from beyond this machine, CONFLICT when it is taken,
 * UNAVAILABLE when the system refuses it. May be called several times. */
gboolean aft_http_listener_listen (AftHttpListener *listener,
                                   const char *address,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes a bound stream socket that the service manager made (sd_listen_fds(3)); owns @fd from now
 * on, also when it fails. The same errors. */
gboolean aft_http_listener_take_fd (AftHttpListener *listener,
                                    int fd,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The addresses listened on, in that order, in the form of listen() with the true port. NULL-ended,
 * newly allocated. */
char **aft_http_listener_dup_addresses (AftHttpListener *listener);

/* @watch is copied. */
void aft_http_listener_set_watch (AftHttpListener *listener,
                                  const AftHttpWatch *watch,
                                  gpointer user_data);
/* Borrowed, always current. */
const AftHttpCounters *aft_http_listener_get_counters (AftHttpListener *listener);

/* Takes no more connections, ends event streams, lets every request that has begun to arrive be
 * answered and closes, after stop_ms at the latest. finish() tells with TIMED_OUT that some were
 * cut off. */
void aft_http_listener_stop_async (AftHttpListener *listener,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
aft_http_listener_stop_finish (AftHttpListener *listener, GAsyncResult *result, GError **error);

G_END_DECLS
