/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts on their way to a robot that stands on loopback: over a real socket, with a fake clock. */
#include "aft-notifier.h"

#include <locale.h>
#include <string.h>

#include "aft-error.h"
#include "aft-fake-clock.h"
#include "aft-group-robot.h"
#include "aft-robot-receiver.h"
#include "aft-wait.h"

#define YES                                                                                        \
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n"                \
  "{\"errcode\":0,\"errmsg\":\"ok\"}"
#define NO                                                                                         \
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n"                \
  "{\"errcode\":45009}"
#define FAST_MS 5 /* of a second */

typedef struct
{
  AftRobotReceiver *receiver;
  AftFakeClock *clock;
  AftNotifier *notifier;
  guint taken;
  guint failed;
  guint given_up;
  int last_code;
  guint tries;       /* of what was taken last, as is */
  const char *about; /* borrowed */
} Fixture;

static void
on_told (const AftNotifierTold *told, gpointer user_data)
{
  Fixture *fixture = user_data;
  const GError *error = told->error;
  g_assert_cmpstr (told->kind, ==, "wecom");
  g_assert_cmpuint (told->tries, >=, 1);
  if (error == NULL)
    {
      g_assert_true (told->is_last);
      fixture->taken++;
      fixture->tries = told->tries;
      fixture->about = aft_value_get_string (told->about);
    }
  else
    {
      g_assert_null (strstr (error->message, "127.0.0.1"));
      fixture->failed++;
      fixture->given_up += told->is_last ? 1 : 0;
      fixture->last_code = error->code;
    }
}

static AftNotifier *
make_notifier (Fixture *fixture, const char *address, gboolean may_be_private)
{
  g_autofree char *line = g_strconcat ("wecom ", address, NULL);
  g_autoptr (GError) error = NULL;
  AftNotifierOptions options = {
    .robots = aft_group_robots_parse (line, &error),
    .clock = aft_fake_clock_get_clock (fixture->clock),
    .sender = { .may_be_private = may_be_private, .total_ms = 20000 },
    .second_ms = FAST_MS,
    .told = on_told,
    .user_data = fixture,
  };
  g_assert_no_error (error);
  return aft_notifier_new (&options);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->receiver = aft_robot_receiver_new ();
  fixture->clock = aft_fake_clock_new (G_GINT64_CONSTANT (1700000000000000));
  g_autofree char *address = aft_robot_receiver_dup_address (fixture->receiver);
  fixture->notifier = make_notifier (fixture, address, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  aft_notifier_free (fixture->notifier);
  aft_robot_receiver_free (fixture->receiver);
  aft_fake_clock_free (fixture->clock);
}

static void
test_text_arrives (Fixture *fixture, gconstpointer data)
{
  aft_robot_receiver_answer (fixture->receiver, YES);
  aft_notifier_say (fixture->notifier, "新投诉 A-0042", NULL);
  AFT_WAIT_UNTIL (fixture->taken == 1);
  g_autofree char *request = aft_robot_receiver_dup_request (fixture->receiver, 0);
  g_assert_true (g_str_has_prefix (request, "POST /send HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "Content-Type: application/json; charset=utf-8\r\n"));
  g_assert_nonnull (
      strstr (request, "\r\n\r\n{\"msgtype\":\"text\",\"text\":{\"content\":\"新投诉 A-0042\"}}"));
  g_assert_cmpuint (aft_notifier_count_waiting (fixture->notifier), ==, 0);
  g_assert_cmpuint (fixture->failed, ==, 0);
}

static void
test_texts_arrive_in_order (Fixture *fixture, gconstpointer data)
{
  aft_robot_receiver_answer (fixture->receiver, YES);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *text = g_strdup_printf ("text %u", i);
      aft_notifier_say (fixture->notifier, text, NULL);
    }
  AFT_WAIT_UNTIL (fixture->taken == 5);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *text = g_strdup_printf ("text %u", i);
      g_autofree char *request = aft_robot_receiver_dup_request (fixture->receiver, i);
      g_assert_nonnull (strstr (request, text));
    }
}

static void
test_refused_text_is_tried_again (Fixture *fixture, gconstpointer data)
{
  const char *reply = data;
  aft_robot_receiver_answer (fixture->receiver, reply);
  aft_notifier_say (fixture->notifier, "x", NULL);
  AFT_WAIT_UNTIL (fixture->failed == 3);
  g_assert_cmpuint (aft_notifier_count_waiting (fixture->notifier), ==, 1);
  aft_robot_receiver_answer (fixture->receiver, YES);
  AFT_WAIT_UNTIL (fixture->taken == 1);
  g_assert_cmpuint (aft_notifier_count_waiting (fixture->notifier), ==, 0);
  g_assert_cmpuint (fixture->given_up, ==, 0);
}

static void
test_who_said_it_knows_what_became_of_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftValue) about = aft_value_new_string ("A-0042");
  aft_robot_receiver_answer (fixture->receiver, NO);
  aft_notifier_say (fixture->notifier, "x", about);
  AFT_WAIT_UNTIL (fixture->failed == 1);
  aft_robot_receiver_answer (fixture->receiver, YES);
  AFT_WAIT_UNTIL (fixture->taken == 1);
  g_assert_cmpuint (fixture->tries, ==, fixture->failed + 1);
  g_assert_cmpstr (fixture->about, ==, "A-0042");
}

static void
test_old_text_is_given_up (Fixture *fixture, gconstpointer data)
{
  aft_robot_receiver_answer (fixture->receiver, NO);
  aft_notifier_say (fixture->notifier, "x", NULL);
  AFT_WAIT_UNTIL (fixture->failed == 2);
  aft_fake_clock_advance_ms (fixture->clock, 600 * FAST_MS);
  AFT_WAIT_UNTIL (fixture->given_up == 1);
  g_assert_cmpuint (aft_notifier_count_waiting (fixture->notifier), ==, 0);
}

static void
test_oldest_of_too_many_goes (Fixture *fixture, gconstpointer data)
{
  aft_robot_receiver_answer (fixture->receiver, NO);
  for (guint i = 0; i < AFT_NOTIFIER_WAITING + 10; i++)
    {
      g_autofree char *text = g_strdup_printf ("text %02u", i);
      aft_notifier_say (fixture->notifier, text, NULL);
    }
  g_assert_cmpuint (aft_notifier_count_waiting (fixture->notifier), ==, AFT_NOTIFIER_WAITING);
  aft_robot_receiver_answer (fixture->receiver, YES);
  AFT_WAIT_UNTIL (fixture->taken == AFT_NOTIFIER_WAITING);
  guint count = aft_robot_receiver_count (fixture->receiver);
  g_autofree char *newest = aft_robot_receiver_dup_request (fixture->receiver, count - 1);
  g_assert_nonnull (strstr (newest, "text 29"));
}

static void
test_private_address_is_not_connected_to (Fixture *fixture, gconstpointer data)
{
  aft_robot_receiver_answer (fixture->receiver, YES);
  g_autofree char *address = aft_robot_receiver_dup_address (fixture->receiver);
  g_autofree char *port = g_strdup (strrchr (address, ':') + 1);
  const char *const hosts[] = { "127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0" };
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *inside = g_strconcat ("https://", hosts[i], ":", port, NULL);
      g_autoptr (AftNotifier) notifier = make_notifier (fixture, inside, FALSE);
      fixture->failed = 0;
      aft_notifier_say (notifier, "x", NULL);
      AFT_WAIT_UNTIL (fixture->failed == 1);
      g_assert_cmpint (fixture->last_code, ==, AFT_ERROR_DENIED);
    }
  g_assert_cmpuint (aft_robot_receiver_count (fixture->receiver), ==, 0);
}

static void
test_plain_http_is_for_private_receivers_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = aft_robot_receiver_dup_address (fixture->receiver);
  g_autoptr (AftNotifier) notifier = make_notifier (fixture, address, FALSE);
  aft_notifier_say (notifier, "x", NULL);
  AFT_WAIT_UNTIL (fixture->failed == 1);
  g_assert_cmpint (fixture->last_code, ==, AFT_ERROR_INVALID);
  g_assert_cmpuint (aft_robot_receiver_count (fixture->receiver), ==, 0);
}

static void
test_end_leaves_nothing_behind (Fixture *fixture, gconstpointer data)
{
  aft_robot_receiver_answer (fixture->receiver, YES);
  aft_notifier_say (fixture->notifier, "x", NULL);
  aft_notifier_say (fixture->notifier, "y", NULL);
  g_clear_pointer (&fixture->notifier, aft_notifier_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->taken + fixture->failed, ==, 0);
}

static void
add (const char *name, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_autofree char *body = g_strnfill (AFT_WEB_SENDER_REPLY_MAX_BYTES + 1, ' ');
  g_autofree char *large = g_strconcat ("HTTP/1.1 200 OK\r\n\r\n{\"errcode\":0}", body, NULL);
  g_test_init (&argc, &argv, NULL);
  add ("/notify/notifier/text-arrives", NULL, test_text_arrives);
  add ("/notify/notifier/texts-arrive-in-order", NULL, test_texts_arrive_in_order);
  add ("/notify/notifier/what-the-robot-refuses-is-tried-again", NO,
       test_refused_text_is_tried_again);
  add ("/notify/notifier/who-said-it-knows-what-became-of-it", NULL,
       test_who_said_it_knows_what_became_of_it);
  add ("/notify/notifier/a-cut-line-is-tried-again", "", test_refused_text_is_tried_again);
  add ("/notify/notifier/another-answer-is-no-yes",
       "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", test_refused_text_is_tried_again);
  add ("/notify/notifier/a-redirect-is-not-followed",
       "HTTP/1.1 307 Elsewhere\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n",
       test_refused_text_is_tried_again);
  add ("/notify/notifier/too-large-an-answer-is-no-yes", large, test_refused_text_is_tried_again);
  add ("/notify/notifier/old-text-is-given-up", NULL, test_old_text_is_given_up);
  add ("/notify/notifier/oldest-of-too-many-goes", NULL, test_oldest_of_too_many_goes);
  add ("/notify/notifier/private-address-is-not-connected-to", NULL,
       test_private_address_is_not_connected_to);
  add ("/notify/notifier/plain-http-is-for-private-receivers-only", NULL,
       test_plain_http_is_for_private_receivers_only);
  add ("/notify/notifier/end-leaves-nothing-behind", NULL, test_end_leaves_nothing_behind);
  return g_test_run ();
}
