/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the watchdog: only a good answer through the socket is a sign of life. */
#include "aft-watchdog.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

#include "aft-service-manager.h"
#include "aft-temp-dir.h"

typedef struct
{
  AftTempDir *dir;
  GSocket *manager; /* stands for the service manager: hears the signs of life */
  GSocketService *service;
  const char *answer; /* NULL: takes the connection and says nothing */
  guint asked;
  char *address;
} Fixture;

static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  Fixture *fixture = data;
  fixture->asked++;
  if (fixture->answer == NULL)
    {
      g_object_set_data_full (G_OBJECT (service), "held", g_object_ref (connection),
                              g_object_unref);
      return TRUE;
    }
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_output_stream_write_all (output, fixture->answer, strlen (fixture->answer), NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return TRUE;
}

static void
listen_as_manager (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  fixture->dir = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (fixture->dir, "notify");
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  fixture->manager = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM,
                                   G_SOCKET_PROTOCOL_DEFAULT, &error);
  g_assert_true (g_socket_bind (fixture->manager, address, FALSE, &error));
  g_socket_set_blocking (fixture->manager, FALSE);
  g_setenv ("NOTIFY_SOCKET", path, TRUE);
}

static guint
count_signs (Fixture *fixture)
{
  char sign[64];
  guint count = 0;
  while (g_socket_receive (fixture->manager, sign, sizeof sign, NULL, NULL) > 0)
    count++;
  return count;
}

static void
set_up (Fixture *fixture, gconstpointer answer)
{
  g_autoptr (GError) error = NULL;
  listen_as_manager (fixture);
  fixture->answer = answer;
  fixture->service = g_socket_service_new ();
  guint16 port
      = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (fixture->service), NULL, &error);
  g_assert_no_error (error);
  fixture->address = g_strdup_printf ("127.0.0.1:%u", port);
  g_signal_connect (fixture->service, "incoming", G_CALLBACK (on_incoming), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_socket_service_stop (fixture->service);
  g_socket_listener_close (G_SOCKET_LISTENER (fixture->service));
  g_object_unref (fixture->service);
  g_object_unref (fixture->manager);
  aft_temp_dir_free (fixture->dir);
  g_free (fixture->address);
}

static gboolean
on_time (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until it was asked @times, but for @most_ms at most. */
static void
wait_for_questions (Fixture *fixture, guint times, guint most_ms)
{
  gboolean is_over = FALSE;
  guint timer = g_timeout_add (most_ms, on_time, &is_over);
  while (!is_over && fixture->asked < times)
    g_main_context_iteration (NULL, TRUE);
  if (!is_over)
    g_source_remove (timer);
}

static void
test_good_answers (Fixture *fixture, gconstpointer unused)
{
  AftWatchdog *watchdog = aft_watchdog_new (fixture->address, 100, aft_service_manager_tell_alive);
  wait_for_questions (fixture, 4, 20000);
  aft_watchdog_free (watchdog);
  g_assert_cmpuint (count_signs (fixture), >=, 3);
}

static void
test_other_answers (Fixture *fixture, gconstpointer unused)
{
  AftWatchdog *watchdog = aft_watchdog_new (fixture->address, 100, aft_service_manager_tell_alive);
  wait_for_questions (fixture, 4, 20000);
  aft_watchdog_free (watchdog);
  g_assert_cmpuint (fixture->asked, ==, 4);
  g_assert_cmpuint (count_signs (fixture), ==, 0);
}

/* A listener that takes connections and is deaf: one question waits, and no other is put. */
static void
test_deaf (Fixture *fixture, gconstpointer unused)
{
  AftWatchdog *watchdog = aft_watchdog_new (fixture->address, 100, aft_service_manager_tell_alive);
  wait_for_questions (fixture, 2, 700);
  g_assert_cmpuint (fixture->asked, ==, 1);
  wait_for_questions (fixture, 2, 20000);
  aft_watchdog_free (watchdog);
  g_assert_cmpuint (fixture->asked, ==, 2);
  g_assert_cmpuint (count_signs (fixture), ==, 0);
}

static void
test_nobody_there (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = aft_temp_dir_dup_path (fixture->dir, "none.sock");
  g_autofree char *address = g_strconcat ("unix:", path, NULL);
  AftWatchdog *watchdog = aft_watchdog_new (address, 100, aft_service_manager_tell_alive);
  wait_for_questions (fixture, 1, 500);
  aft_watchdog_free (watchdog);
  g_assert_cmpuint (count_signs (fixture), ==, 0);
}

#define ADD(name, answer, test)                                                                    \
  g_test_add ("/collector/watchdog/" name, Fixture, answer, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-good-answer-is-a-sign-of-life", "HTTP/1.1 200 OK\r\n\r\n", test_good_answers);
  ADD ("a-failure-is-none", "HTTP/1.1 503 Service Unavailable\r\n\r\n", test_other_answers);
  ADD ("another-protocol-is-none", "SSH-2.0-x\r\n", test_other_answers);
  ADD ("a-cut-answer-is-none", "HTTP/1.", test_other_answers);
  ADD ("silence-is-none", NULL, test_deaf);
  ADD ("nobody-there-is-none", NULL, test_nobody_there);
  return g_test_run ();
}
