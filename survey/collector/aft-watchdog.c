/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question at a time, from outside in. What follows when there is no answer is the service
 * manager's to do. */
#include "aft-watchdog.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

#define QUESTION    "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
#define GOOD_ANSWER "HTTP/1.1 200 "
#define LEAST_MS    100
#define UNIX_PREFIX "unix:"

struct _AftWatchdog
{
  GSocketConnectable *address;
  void (*tell_alive) (void);
  GCancellable *cancellable;
  guint timer;
  guint timeout_seconds;
  gboolean is_asking;
};

typedef struct
{
  AftWatchdog *watchdog; /* not touched once it was cancelled */
  GSocketConnection *connection;
  GCancellable *cancellable;
  char answer[sizeof GOOD_ANSWER - 1];
} Question;

static void
end_question (Question *question, gboolean is_good)
{
  if (!g_cancellable_is_cancelled (question->cancellable))
    {
      question->watchdog->is_asking = FALSE;
      if (is_good)
        question->watchdog->tell_alive ();
    }
  g_clear_object (&question->connection);
  g_object_unref (question->cancellable);
  g_free (question);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  gsize length = 0;
  gboolean is_read
      = g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, NULL);
  end_question (question, is_read && length == sizeof question->answer
                              && memcmp (question->answer, GOOD_ANSWER, length) == 0);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    {
      end_question (question, FALSE);
      return;
    }
  g_input_stream_read_all_async (g_io_stream_get_input_stream (G_IO_STREAM (question->connection)),
                                 question->answer, sizeof question->answer, G_PRIORITY_DEFAULT,
                                 question->cancellable, on_read, question);
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  question->connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, NULL);
  if (question->connection == NULL)
    {
      end_question (question, FALSE);
      return;
    }
  g_output_stream_write_all_async (
      g_io_stream_get_output_stream (G_IO_STREAM (question->connection)), QUESTION,
      strlen (QUESTION), G_PRIORITY_DEFAULT, question->cancellable, on_asked, question);
}

static gboolean
on_time (gpointer user_data)
{
  AftWatchdog *watchdog = user_data;
  if (watchdog->is_asking)
    return G_SOURCE_CONTINUE;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  Question *question = g_new0 (Question, 1);
  g_socket_client_set_timeout (client, watchdog->timeout_seconds);
  /* What is asked is our own listener, whatever the machine's settings send elsewhere. */
  g_socket_client_set_enable_proxy (client, FALSE);
  question->watchdog = watchdog;
  question->cancellable = g_object_ref (watchdog->cancellable);
  watchdog->is_asking = TRUE;
  g_socket_client_connect_async (client, watchdog->address, question->cancellable, on_connected,
                                 question);
  return G_SOURCE_CONTINUE;
}

static GSocketConnectable *
read_address (const char *address)
{
  if (g_str_has_prefix (address, UNIX_PREFIX))
    return G_SOCKET_CONNECTABLE (g_unix_socket_address_new (address + strlen (UNIX_PREFIX)));
  return g_network_address_parse (address, 0, NULL);
}

AftWatchdog *
aft_watchdog_new (const char *address, guint interval_ms, void (*tell_alive) (void))
{
  AftWatchdog *watchdog = g_new0 (AftWatchdog, 1);
  watchdog->address = read_address (address);
  g_assert (watchdog->address != NULL);
  watchdog->tell_alive = tell_alive;
  watchdog->cancellable = g_cancellable_new ();
  watchdog->timeout_seconds = MAX (1, interval_ms / 1000);
  watchdog->timer = g_timeout_add (MAX (LEAST_MS, interval_ms), on_time, watchdog);
  return watchdog;
}

void
aft_watchdog_free (AftWatchdog *watchdog)
{
  if (watchdog == NULL)
    return;
  g_clear_handle_id (&watchdog->timer, g_source_remove);
  g_cancellable_cancel (watchdog->cancellable);
  g_object_unref (watchdog->cancellable);
  g_object_unref (watchdog->address);
  g_free (watchdog);
}
