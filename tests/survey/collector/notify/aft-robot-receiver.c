/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A receiver that knows just enough of HTTP to take one request a connection. Judges nothing: what
 * was sent is looked at by the tests. */
#include "aft-robot-receiver.h"

#include <string.h>

#define PIECE_BYTES 65536

struct _AftRobotReceiver
{
  GSocketService *service;
  guint16 port;
  GMutex mutex;
  GPtrArray *requests;
  char *reply;
};

static gboolean
is_whole (const GString *text)
{
  const char *end = strstr (text->str, "\r\n\r\n");
  const char *said = strstr (text->str, "Content-Length: ");
  if (end == NULL)
    return FALSE;
  gsize length = said != NULL ? g_ascii_strtoull (said + strlen ("Content-Length: "), NULL, 10) : 0;
  return strlen (end + 4) >= length;
}

static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        gpointer user_data)
{
  AftRobotReceiver *receiver = user_data;
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *piece = g_malloc (PIECE_BYTES);
  gssize count = 1;
  while (!is_whole (text) && count > 0)
    {
      count = g_input_stream_read (input, piece, PIECE_BYTES, NULL, NULL);
      if (count > 0)
        g_string_append_len (text, piece, count);
    }
  g_mutex_lock (&receiver->mutex);
  g_autofree char *reply = g_strdup (receiver->reply);
  if (is_whole (text))
    g_ptr_array_add (receiver->requests, g_strdup (text->str));
  g_mutex_unlock (&receiver->mutex);
  g_output_stream_write_all (output, reply, strlen (reply), NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return TRUE;
}

AftRobotReceiver *
aft_robot_receiver_new (void)
{
  AftRobotReceiver *receiver = g_new0 (AftRobotReceiver, 1);
  g_mutex_init (&receiver->mutex);
  receiver->requests = g_ptr_array_new_with_free_func (g_free);
  receiver->reply = g_strdup ("");
  receiver->service = g_threaded_socket_service_new (4);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) given = NULL;
  gboolean is_bound = g_socket_listener_add_address (G_SOCKET_LISTENER (receiver->service), wanted,
                                                     G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                                     NULL, &given, NULL);
  g_assert_true (is_bound);
  receiver->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (given));
  g_signal_connect (receiver->service, "run", G_CALLBACK (on_run), receiver);
  g_socket_service_start (receiver->service);
  return receiver;
}

void
aft_robot_receiver_free (AftRobotReceiver *receiver)
{
  if (receiver == NULL)
    return;
  g_socket_service_stop (receiver->service);
  g_socket_listener_close (G_SOCKET_LISTENER (receiver->service));
  g_object_unref (receiver->service);
  g_ptr_array_unref (receiver->requests);
  g_free (receiver->reply);
  g_mutex_clear (&receiver->mutex);
  g_free (receiver);
}

char *
aft_robot_receiver_dup_address (AftRobotReceiver *receiver)
{
  return g_strdup_printf ("http://127.0.0.1:%u/send", receiver->port);
}

void
aft_robot_receiver_answer (AftRobotReceiver *receiver, const char *reply)
{
  g_mutex_lock (&receiver->mutex);
  g_free (receiver->reply);
  receiver->reply = g_strdup (reply);
  g_mutex_unlock (&receiver->mutex);
}

guint
aft_robot_receiver_count (AftRobotReceiver *receiver)
{
  g_mutex_lock (&receiver->mutex);
  guint count = receiver->requests->len;
  g_mutex_unlock (&receiver->mutex);
  return count;
}

char *
aft_robot_receiver_dup_request (AftRobotReceiver *receiver, guint index)
{
  g_mutex_lock (&receiver->mutex);
  char *request = g_strdup (g_ptr_array_index (receiver->requests, index));
  g_mutex_unlock (&receiver->mutex);
  return request;
}
