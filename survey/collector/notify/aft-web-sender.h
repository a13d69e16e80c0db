/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AftWebSender: the collector's one way out: POSTs JSON to addresses that stand in its settings. A
 * certificate must be valid by the system's authorities; redirects, cookies, compression and
 * proxies are not followed. What resolves to this machine or to a private network is not connected
 * to (RFC 1918, 4193, 3927, 4291, loopback), unless that was allowed: an address that is turned
 * inwards must not reach the house's own network. One thread. */
typedef struct _AftWebSender AftWebSender;

#define AFT_WEB_SENDER_REPLY_MAX_BYTES 65536

typedef struct
{
  gboolean may_be_private; /* the house has a receiver of its own; then http is allowed, too */
  guint total_ms;          /* for a request with its reply; 0: 15,000 */
} AftWebSenderOptions;

AftWebSender *aft_web_sender_new (const AftWebSenderOptions *options);
/* Ends what is on its way. Accepts NULL. */
void aft_web_sender_free (AftWebSender *sender);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftWebSender, aft_web_sender_free)

/* POSTs @body, copied. Calls back in the thread-default main context. */
void aft_web_sender_post_async (AftWebSender *sender,
                                const char *address,
                                const char *body,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* The reply's body with @ret_status. INVALID: not an address; DENIED: not one to be connected to,
 * or its certificate is not right, and nothing was sent; TIMED_OUT; TOO_LARGE: the reply;
 * UNAVAILABLE: no connection, or it was cut. The message holds no address. */
GBytes *aft_web_sender_post_finish (GAsyncResult *result,
                                    guint *ret_status,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
