/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the admin socket: who may ask, what is carried out, and that no line harms it. */
#include "aft-admin-socket.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <string.h>
#include <sys/stat.h>

#include "aft-error.h"
#include "aft-json.h"
#include "aft-temp-dir.h"

typedef struct
{
  AftTempDir *dir;
  AftAdmin *admin;
  AftAdminSocket *socket;
  guint done;
  guint failed;
} Fixture;

static void
on_done (const AftCommand *command, const GError *error, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_assert_nonnull (command);
  fixture->done++;
  fixture->failed += error != NULL;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  fixture->dir = aft_temp_dir_new ();
  fixture->admin = aft_admin_new (aft_temp_dir_get_path (fixture->dir), NULL);
  g_assert_true (aft_admin_open (fixture->admin, &error));
  fixture->socket = aft_admin_socket_new (fixture->admin, on_done, fixture, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_admin_socket_free (fixture->socket);
  aft_admin_free (fixture->admin);
  aft_temp_dir_free (fixture->dir);
}

/* -- the asking side, on a thread of its own -----------------------------------------------------
 */

typedef struct
{
  AftAdmin admin;   /* the asker's own look at it */
  const char *line; /* raw, instead of a command */
  gsize length;
  const AftCommand *command;
  const AftValue *request;
  AftValue *reply;
  GError *error;
  char *answer;
  gint is_over; /* atomic */
} Asking;

static void
say (Asking *asking)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (asking->admin.socket_path);
  g_autoptr (GSocketConnection) connection
      = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
  g_assert_nonnull (connection);
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GDataInputStream) input
      = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_output_stream_write_all (output, asking->line, asking->length, NULL, NULL, NULL);
  g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
  asking->answer = g_data_input_stream_read_line (input, NULL, NULL, NULL);
}

static gpointer
run_asking (gpointer data)
{
  Asking *asking = data;
  if (asking->command == NULL)
    say (asking);
  else
    g_assert_true (aft_admin_socket_ask (&asking->admin, asking->command, asking->request,
                                         &asking->reply, &asking->error));
  g_atomic_int_set (&asking->is_over, 1);
  g_main_context_wakeup (NULL);
  return NULL;
}

static void
ask (Fixture *fixture, Asking *asking)
{
  const AftHouseProgress *progress = asking->admin.progress;
  asking->admin = *fixture->admin;
  asking->admin.progress = progress;
  GThread *thread = g_thread_new ("asking", run_asking, asking);
  while (!g_atomic_int_get (&asking->is_over))
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (thread);
}

static AftValue *
new_request (const char *json)
{
  return aft_json_parse (json, strlen (json), &aft_json_limits_wire, NULL);
}

/* -- rules ----------------------------------------------------------------------------------------
 */

static void
test_carried_out (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (AftValue) request = new_request ("{\"name\":\"老灶火锅\",\"venue\":\"人民广场\"}");
  Asking asking = { .command = aft_command_find ("setup"), .request = request };
  ask (fixture, &asking);
  g_assert_no_error (asking.error);
  g_autoptr (AftValue) reply = asking.reply;
  g_assert_nonnull (aft_value_get_member_string (reply, "venue", NULL));
  g_assert_cmpuint (fixture->done, ==, 1);
  g_assert_cmpuint (fixture->failed, ==, 0);
}

static void
test_failure_is_told (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (AftValue) request
      = new_request ("{\"device\":\"0192f3c2-1b2c-7d3e-8f40-5a6b7c8d9e0f\"}");
  Asking asking = { .command = aft_command_find ("device revoke"), .request = request };
  ask (fixture, &asking);
  g_assert_null (asking.reply);
  g_assert_error (asking.error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&asking.error);
  g_assert_cmpuint (fixture->failed, ==, 1);
}

static void
test_lines_that_are_none (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  const char *const lines[] = {
    "\n",
    "{}\n",
    "x\n",
    "{\"command\":\"setup\"}\n",
    "{\"command\":\"setup\",\"arguments\":[]}\n",
    "{\"command\":\"no such\",\"arguments\":{}}\n",
    "{\"command\":\"restore\",\"arguments\":{\"path\":\"/x\"}}\n",
    "{\"command\":\"limits\",\"arguments\":{}}\n",
    "{\"command\":5,\"arguments\":{}}\n",
    "{\"command\":\"venue list\",\"arguments\":{},\"arguments\":{}}\n",
    "{\"command\":\"venue list\",\"arguments\":{}",
    "\xff\xfe\n",
    brackets,
  };
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      Asking asking = { .line = lines[i], .length = strlen (lines[i]) };
      ask (fixture, &asking);
      g_assert_true (asking.answer == NULL || g_str_has_prefix (asking.answer, "{\"error\":"));
      g_free (asking.answer);
    }
  g_assert_cmpuint (fixture->done, ==, 0);
}

/* Every command with arguments that it does not expect: an answer each, and no crash. */
static void
test_strange_arguments (Fixture *fixture, gconstpointer unused)
{
  static const char *const requests[]
      = { "{}", "{\"name\":1,\"venue\":[],\"code\":{},\"device\":null,\"role\":true}",
          "{\"name\":\"\",\"venue\":\"\",\"code\":\"\",\"device\":\"\",\"definition\":\"\"}",
          "{\"name\":\"a\\nb\",\"venue\":\"' OR 1=1\",\"code\":\"BCDF-GHJK\",\"device\":\"x\"}" };
  for (const AftCommand *command = aft_commands; command->words != NULL; command++)
    for (gsize i = 0; i < G_N_ELEMENTS (requests) && command->place == AFT_PLACE_STORE; i++)
      {
        g_autoptr (AftValue) request = new_request (requests[i]);
        Asking asking = { .command = command, .request = request };
        ask (fixture, &asking);
        g_assert_true ((asking.reply == NULL) == (asking.error != NULL));
        g_clear_pointer (&asking.reply, aft_value_unref);
        g_clear_error (&asking.error);
      }
}

static void
test_owner_alone (Fixture *fixture, gconstpointer unused)
{
  struct stat status;
  g_assert_cmpint (stat (fixture->admin->socket_path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_second_is_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (aft_admin_socket_is_served (fixture->admin->socket_path));
  g_assert_null (aft_admin_socket_new (fixture->admin, on_done, fixture, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
}

/* What a killed `serve` left behind is nobody's. */
static void
test_left_behind (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_clear_pointer (&fixture->socket, aft_admin_socket_free);
  g_assert_false (aft_admin_socket_is_served (fixture->admin->socket_path));
  g_assert_true (g_file_set_contents (fixture->admin->socket_path, "", 0, &error));
  fixture->socket = aft_admin_socket_new (fixture->admin, on_done, fixture, &error);
  g_assert_no_error (error);
  g_assert_true (aft_admin_socket_is_served (fixture->admin->socket_path));
}

static void
test_too_long_a_path (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strnfill (108, 'x');
  AftAdmin elsewhere = *fixture->admin;
  elsewhere.socket_path = name;
  g_assert_null (aft_admin_socket_new (&elsewhere, on_done, fixture, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_false (aft_admin_socket_is_served (name));
}

static void
count_telling (guint64 done, guint64 total, gpointer data)
{
  guint *tellings = data;
  g_assert_cmpuint (done, <=, total);
  (*tellings)++;
}

/* Said while it goes on, to who has asked; then the reply as ever. */
static void
test_progress_is_told (Fixture *fixture, gconstpointer unused)
{
  guint tellings = 0;
  const AftHouseProgress progress = { count_telling, &tellings };
  g_autofree char *path = aft_temp_dir_dup_path (fixture->dir, "backup.db");
  g_autofree char *json = g_strdup_printf ("{\"path\":\"%s\"}", path);
  g_autoptr (AftValue) request = new_request (json);
  for (guint i = 0; i < 2; i++)
    {
      Asking asking = { .command = aft_command_find ("backup"), .request = request };
      asking.admin.progress = i == 0 ? &progress : NULL;
      ask (fixture, &asking);
      g_autoptr (AftValue) reply = asking.reply;
      g_assert_no_error (asking.error);
      g_assert_cmpstr (aft_value_get_member_string (reply, "backup", ""), ==, path);
      g_assert_cmpuint (tellings, ==, 1);
    }
}

#define ADD(name, test)                                                                            \
  g_test_add ("/collector/admin-socket/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-command-is-carried-out-and-answered", test_carried_out);
  ADD ("a-failure-is-told-with-its-code", test_failure_is_told);
  ADD ("a-line-that-is-none-does-nothing", test_lines_that_are_none);
  ADD ("strange-arguments-are-answered-too", test_strange_arguments);
  ADD ("it-is-the-owner-s-alone", test_owner_alone);
  ADD ("a-second-one-is-refused", test_second_is_refused);
  ADD ("what-was-left-behind-is-replaced", test_left_behind);
  ADD ("progress-is-told-to-who-asks", test_progress_is_told);
  ADD ("a-path-that-is-too-long-is-told", test_too_long_a_path);
  return g_test_run ();
}
