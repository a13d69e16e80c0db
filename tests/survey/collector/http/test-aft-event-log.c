/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of addressed events: each follower hears what is for all and what is for its own addresses.
 * How streams are resumed is tried with the devices' route (api/test-aft-api-events.c). */
#include <string.h>

#include "aft-event-log.h"

/* A stream that keeps what it was sent. */
typedef struct
{
  AftHttpExchange *exchange;
  AftHttpEvents *events;
  GString *text;
} Stream;

static gboolean
on_started (AftHttpExchange *exchange, AftHttpEvents *events, gpointer data)
{
  return TRUE;
}

static gboolean
on_text (AftHttpExchange *exchange, const char *text, gpointer data)
{
  g_string_append (((Stream *) data)->text, text);
  return TRUE;
}

static void
on_ended (AftHttpExchange *exchange, gpointer data)
{
  g_string_append (((Stream *) data)->text, "[end]");
}

static const AftHttpSink sink
    = { .events_started = on_started, .events_text = on_text, .events_ended = on_ended };

static void
open_stream (Stream *stream)
{
  const AftHttpRequestParts parts = { .method = "GET", .target = "/" };
  AftHttpReply *refusal = NULL;
  g_autoptr (AftHttpRequest) request = aft_http_request_new (&parts, &refusal);
  stream->text = g_string_new (NULL);
  stream->exchange = aft_http_exchange_new (request, &sink, stream);
  stream->events = aft_http_exchange_start_events (stream->exchange);
}

static void
follow (Stream *stream, AftEventLog *log, const AftEventFollower *follower, const char *last_id)
{
  open_stream (stream);
  aft_event_log_follow (log, stream->events, follower, last_id);
  g_clear_pointer (&stream->events, aft_http_events_unref);
}

static void
close_stream (Stream *stream)
{
  aft_http_exchange_detach (stream->exchange);
  aft_http_exchange_unref (stream->exchange);
  g_string_free (stream->text, TRUE);
}

static const AftId first = { { 1 } };
static const AftId second = { { 2 } };
static const AftId owner = { { 9 } };

static void
test_addressed (void)
{
  AftEventLog *log = aft_event_log_new (1);
  const AftEventFollower one = { .owner = owner, .addresses = &first, .address_count = 1 };
  const AftEventFollower none = { .owner = owner };
  const AftEventFollower all = { .owner = owner, .hears_all = TRUE };
  Stream streams[3];
  follow (&streams[0], log, &one, NULL);
  follow (&streams[1], log, &none, NULL);
  follow (&streams[2], log, &all, NULL);
  aft_event_log_add_to (log, &first, "mine", "{}");
  aft_event_log_add_to (log, &second, "theirs", "{}");
  aft_event_log_add (log, "ours", "{}");
  g_assert_nonnull (strstr (streams[0].text->str, "event: mine\n"));
  g_assert_null (strstr (streams[0].text->str, "theirs"));
  g_assert_null (strstr (streams[1].text->str, "mine"));
  g_assert_nonnull (strstr (streams[2].text->str, "event: theirs\n"));
  for (guint i = 0; i < 3; i++)
    {
      g_assert_nonnull (strstr (streams[i].text->str, "event: ours\n"));
      close_stream (&streams[i]);
    }
  aft_event_log_free (log);
}

static void
test_resumed (void)
{
  AftEventLog *log = aft_event_log_new (1);
  const AftEventFollower follower = { .owner = owner, .addresses = &first, .address_count = 1 };
  Stream stream;
  aft_event_log_add (log, "before", "{}");
  aft_event_log_add_to (log, &first, "mine", "{}");
  aft_event_log_add_to (log, &second, "theirs", "{}");
  follow (&stream, log, &follower, "1-1");
  g_assert_nonnull (strstr (stream.text->str, "id: 1-2\nevent: mine\n"));
  g_assert_null (strstr (stream.text->str, "theirs"));
  close_stream (&stream);
  aft_event_log_free (log);
}

static void
test_ended (void)
{
  AftEventLog *log = aft_event_log_new (1);
  const AftEventFollower one = { .owner = first, .most = 2 };
  const AftEventFollower other = { .owner = second };
  Stream streams[4];
  for (guint i = 0; i < 3; i++)
    follow (&streams[i], log, &one, NULL);
  follow (&streams[3], log, &other, NULL);
  g_assert_cmpstr (streams[0].text->str, ==, "[end]");
  g_assert_cmpuint (aft_event_log_count_of (log, &first), ==, 2);
  aft_event_log_end (log, &first);
  g_assert_cmpstr (streams[2].text->str, ==, "[end]");
  g_assert_cmpuint (aft_event_log_count_of (log, &first), ==, 0);
  g_assert_cmpuint (aft_event_log_count_followers (log), ==, 1);
  for (guint i = 0; i < 4; i++)
    close_stream (&streams[i]);
  aft_event_log_free (log);
}

static void
test_heard (void)
{
  AftEventLog *log = aft_event_log_new (1);
  const AftEventFollower follower = { .owner = owner, .addresses = &first, .address_count = 1 };
  Stream stream;
  g_assert_false (aft_event_log_is_heard (log, &first));
  follow (&stream, log, &follower, NULL);
  g_assert_true (aft_event_log_is_heard (log, &first));
  g_assert_false (aft_event_log_is_heard (log, &second));
  close_stream (&stream);
  g_assert_false (aft_event_log_is_heard (log, &first));
  aft_event_log_free (log);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/event-log/each-hears-what-is-for-all-and-what-is-for-it", test_addressed);
  g_test_add_func ("/http/event-log/nobody-catches-up-on-what-is-for-others", test_resumed);
  g_test_add_func ("/http/event-log/an-owner-has-so-many-streams-and-can-lose-all", test_ended);
  g_test_add_func ("/http/event-log/it-is-known-whether-anybody-hears", test_heard);
  return g_test_run ();
}
