/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only client of the collector that knows libsoup: one POST, its reply up to a limit, and a
 * time for both. Which address a name stands for is judged on the connection itself, before
 * anything is sent over it, so that no second answer of a name server can differ from the first.
 * Waiting and trying again are the notifier's. HTTP/2 is kept off by SOUP_FORCE_HTTP1, which main()
 * sets. */
#include "aft-web-sender.h"

#include <libsoup/soup.h>

#include "aft-error.h"

#define TOTAL_MS 15000

struct _AftWebSender
{
  SoupSession *session;
  gboolean may_be_private;
  guint total_ms;
};

/* One request on its way: the data of its GTask. */
typedef struct
{
  SoupMessage *message;
  GInputStream *stream;
  GCancellable *cancellable;
  guint8 *reply;
  guint total_id;
  gboolean may_be_private;
  gboolean is_out_of_time;
  gboolean is_untrusted;
  gboolean is_inside;
} Post;

AftWebSender *
aft_web_sender_new (const AftWebSenderOptions *options)
{
  AftWebSender *sender = g_new0 (AftWebSender, 1);
  sender->may_be_private = options->may_be_private;
  sender->total_ms = options->total_ms > 0 ? options->total_ms : TOTAL_MS;
  sender->session
      = soup_session_new_with_options ("max-conns", 4, "max-conns-per-host", 1, "user-agent",
                                       "aftertaste-collector", "idle-timeout", 1, NULL);
  soup_session_remove_feature_by_type (sender->session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (sender->session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_set_proxy_resolver (sender->session, NULL);
  return sender;
}

void
aft_web_sender_free (AftWebSender *sender)
{
  if (sender == NULL)
    return;
  soup_session_abort (sender->session);
  g_clear_object (&sender->session);
  g_free (sender);
}

static void
free_post (gpointer data)
{
  Post *post = data;
  g_clear_handle_id (&post->total_id, g_source_remove);
  if (post->message != NULL)
    g_signal_handlers_disconnect_by_data (post->message, post);
  g_clear_object (&post->cancellable);
  g_clear_object (&post->stream);
  g_clear_object (&post->message);
  g_free (post->reply);
  g_free (post);
}

/* This machine, networks that belong to nobody else, and what is no single machine (IANA's
 * registries of special-purpose addresses). */
static gboolean
is_inside (GInetAddress *address)
{
  static const char *const ranges[]
      = { "0.0.0.0/8",     "10.0.0.0/8",   "100.64.0.0/10",  "127.0.0.0/8",   "169.254.0.0/16",
          "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4",
          "240.0.0.0/4",   "::/127",       "::ffff:0:0/96",  "64:ff9b::/96",  "64:ff9b:1::/48",
          "fc00::/7",      "fe80::/10",    "ff00::/8" };
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autoptr (GInetAddressMask) mask = g_inet_address_mask_new_from_string (ranges[i], NULL);
      if (g_inet_address_mask_matches (mask, address))
        return TRUE;
    }
  return FALSE;
}

static void
on_network_event (SoupMessage *message,
                  GSocketClientEvent event,
                  GIOStream *connection,
                  gpointer user_data)
{
  Post *post = user_data;
  if (event != G_SOCKET_CLIENT_CONNECTED || post->may_be_private)
    return;
  g_autoptr (GSocketAddress) remote
      = G_IS_SOCKET_CONNECTION (connection)
            ? g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL)
            : NULL;
  post->is_inside
      = !G_IS_INET_SOCKET_ADDRESS (remote)
        || is_inside (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote)));
  if (post->is_inside)
    g_cancellable_cancel (post->cancellable);
}

static gboolean
on_certificate_judged (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors,
                       gpointer user_data)
{
  Post *post = user_data;
  post->is_untrusted = TRUE;
  return FALSE;
}

static gboolean
on_time_over (gpointer user_data)
{
  Post *post = user_data;
  post->total_id = 0;
  post->is_out_of_time = TRUE;
  g_cancellable_cancel (post->cancellable);
  return G_SOURCE_REMOVE;
}

/* The words of libsoup and GIO may hold the address, which is a secret: they are not passed on. */
static void
fail (GTask *task, const GError *reason)
{
  const Post *post = g_task_get_task_data (task);
  if (post->is_out_of_time || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_TIMED_OUT, "There was no answer in time");
  else if (post->is_inside)
    g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_DENIED,
                             "The address leads into this machine or a private network");
  else if (post->is_untrusted || reason->domain == G_TLS_ERROR)
    g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_DENIED, "Its certificate is not valid");
  else
    g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "It cannot be reached");
}

static void
on_reply_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Post *post = g_task_get_task_data (task);
  g_autoptr (GError) reason = NULL;
  gsize length = 0;
  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, &reason))
    fail (task, reason);
  else if (length > AFT_WEB_SENDER_REPLY_MAX_BYTES)
    g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_TOO_LARGE, "The reply is too large");
  else
    g_task_return_pointer (task, g_bytes_new_take (g_steal_pointer (&post->reply), length),
                           (GDestroyNotify) g_bytes_unref);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Post *post = g_task_get_task_data (task);
  g_autoptr (GError) reason = NULL;
  post->stream = soup_session_send_finish (SOUP_SESSION (source), result, &reason);
  if (post->stream == NULL)
    {
      fail (task, reason);
      return;
    }
  post->reply = g_malloc (AFT_WEB_SENDER_REPLY_MAX_BYTES + 1);
  g_input_stream_read_all_async (post->stream, post->reply, AFT_WEB_SENDER_REPLY_MAX_BYTES + 1,
                                 G_PRIORITY_DEFAULT, post->cancellable, on_reply_read,
                                 g_steal_pointer (&task));
}

static gboolean
is_sendable (const AftWebSender *sender, SoupMessage *message)
{
  return message != NULL
         && (sender->may_be_private
             || g_str_equal (g_uri_get_scheme (soup_message_get_uri (message)), "https"));
}

void
aft_web_sender_post_async (AftWebSender *sender,
                           const char *address,
                           const char *body,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", address);
  if (!is_sendable (sender, message))
    {
      g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_INVALID, "It is no https address");
      return;
    }
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  soup_message_set_request_body_from_bytes (message, "application/json; charset=utf-8", bytes);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION
                                       | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  Post *post = g_new0 (Post, 1);
  post->message = g_steal_pointer (&message);
  post->may_be_private = sender->may_be_private;
  post->cancellable = g_cancellable_new ();
  post->total_id = g_timeout_add (sender->total_ms, on_time_over, post);
  g_signal_connect (post->message, "network-event", G_CALLBACK (on_network_event), post);
  g_signal_connect (post->message, "accept-certificate", G_CALLBACK (on_certificate_judged), post);
  g_task_set_task_data (task, post, free_post);
  soup_session_send_async (sender->session, post->message, G_PRIORITY_DEFAULT, post->cancellable,
                           on_sent, g_steal_pointer (&task));
}

GBytes *
aft_web_sender_post_finish (GAsyncResult *result, guint *ret_status, GError **error)
{
  const Post *post = g_task_get_task_data (G_TASK (result));
  *ret_status = post != NULL ? soup_message_get_status (post->message) : 0;
  return g_task_propagate_pointer (G_TASK (result), error);
}
