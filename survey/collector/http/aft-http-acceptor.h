/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-http-counters.h"
#include "aft-http-limits.h"

G_BEGIN_DECLS

/* AftHttpAcceptor: listening sockets that this machine alone reaches, and the connections that come
 * in on them. An accept that fails (no descriptors left) is tried again after accept_retry_ms, for
 * ever. */
typedef struct _AftHttpAcceptor AftHttpAcceptor;

/* @socket is non-blocking; borrowed, take a reference. */
typedef void (*AftHttpAccepted) (GSocket *socket, gpointer user_data);

/* @limits and @counters are borrowed and outlive it. */
AftHttpAcceptor *aft_http_acceptor_new (const AftHttpLimits *limits,
                                        AftHttpCounters *counters,
                                        AftHttpAccepted on_accepted,
                                        gpointer user_data);
/* Closes what is listened on. Accepts NULL. */
void aft_http_acceptor_free (AftHttpAcceptor *acceptor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHttpAcceptor, aft_http_acceptor_free)

/* As aft_http_listener_listen() and _take_fd() say. */
gboolean aft_http_acceptor_listen (AftHttpAcceptor *acceptor,
                                   const char *address,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean aft_http_acceptor_take_fd (AftHttpAcceptor *acceptor,
                                    int fd,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
char **aft_http_acceptor_dup_addresses (AftHttpAcceptor *acceptor);

/* No connection is taken from now on; what was listened on is closed. */
void aft_http_acceptor_stop (AftHttpAcceptor *acceptor);

G_END_DECLS
