/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stream of events over a real socket: what is heard, what makes it ask again, from where, and
 * that it hangs up. */
#include "aft-event-stream.h"

#include <string.h>

#include "aft-seeded-random.h"
#include "aft-wait.h"
#include "fake-collector.h"

#define EVENTS_PATH "/api/v1/events"
#define FOREVER_MS  (2 * 60 * 1000) /* longer than a test waits for anything */

typedef struct
{
  FakeCollector *fake;
  AftRandom *random;
  AftCollectorLink *link;
  AftEventStream *stream;
  GString *heard;
} Fixture;

static void
on_event (AftEventStream *stream, const char *name, const char *data, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_string_append_printf (fixture->heard, "%s=%s|", name, data);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->fake = fake_collector_new (NULL);
  fixture->random = aft_seeded_random_new (3);
  fixture->heard = g_string_new (NULL);
}

static void
begin (Fixture *fixture, guint silence_ms, guint wait_ms)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = fake_collector_dup_address (fixture->fake);
  AftCollectorLinkOptions link_options = { .address = address };
  fixture->link = aft_collector_link_new (&link_options, &error);
  g_assert_no_error (error);
  AftEventStreamOptions options = {
    .link = fixture->link,
    .random = fixture->random,
    .silence_ms = silence_ms,
    .least_wait_ms = wait_ms,
    .most_wait_ms = wait_ms,
  };
  fixture->stream = aft_event_stream_new (&options);
  g_signal_connect (fixture->stream, "event", G_CALLBACK (on_event), fixture);
  aft_event_stream_set_token (fixture->stream, "secret-token");
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  if (fixture->stream != NULL)
    aft_event_stream_set_token (fixture->stream, NULL);
  AFT_WAIT_UNTIL (fake_collector_get_open_streams (fixture->fake) == 0);
  /* What was cancelled has called back. */
  while (fixture->stream != NULL && G_OBJECT (fixture->stream)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  if (fixture->stream != NULL)
    g_assert_finalize_object (fixture->stream);
  g_clear_pointer (&fixture->link, aft_collector_link_unref);
  fake_collector_free (fixture->fake);
  aft_random_unref (fixture->random);
  g_string_free (fixture->heard, TRUE);
}

static void
wait_for (Fixture *fixture, const char *heard)
{
  AFT_WAIT_UNTIL (g_str_equal (fixture->heard->str, heard));
}

static void
test_events_are_heard_while_it_is_open (Fixture *fixture, gconstpointer unused)
{
  fake_collector_plan_events (fixture->fake, ":\n\nevent: a\ndata: 1\n\nevent: b\ndata: 2\n\n",
                              TRUE);
  begin (fixture, FOREVER_MS, 1);
  wait_for (fixture, "a=1|b=2|");
  g_autofree char *request = fake_collector_dup_last_stream_request (fixture->fake);
  g_assert_nonnull (strstr (request, "Authorization: Bearer secret-token\r\n"));
  g_assert_nonnull (strstr (request, "Accept: text/event-stream"));
  g_assert_null (strstr (request, "Last-Event-ID"));
  g_assert_cmpuint (fake_collector_get_open_streams (fixture->fake), ==, 1);
}

static void
test_it_goes_on_from_the_last_event (Fixture *fixture, gconstpointer unused)
{
  fake_collector_plan_events (fixture->fake, "id: 7-1\nevent: a\ndata: 1\n\nid: 7-2\ndata: cut",
                              FALSE);
  fake_collector_plan_events (fixture->fake, "id: 7-2\nevent: b\ndata: 2\n\n", TRUE);
  begin (fixture, FOREVER_MS, 1);
  wait_for (fixture, "a=1|b=2|");
  g_autofree char *request = fake_collector_dup_last_stream_request (fixture->fake);
  g_assert_nonnull (strstr (request, "Last-Event-ID: 7-1\r\n"));
}

/* On a machine that stands still for a moment, a line that is not silent is taken for dead too: so
 * there are many. */
static void
test_silence_ends_it (Fixture *fixture, gconstpointer unused)
{
  fake_collector_plan_events (fixture->fake, ":\n\n", TRUE);
  for (guint i = 0; i < 200; i++)
    fake_collector_plan_events (fixture->fake, "event: a\ndata: 1\n\n", TRUE);
  begin (fixture, 50, 1);
  AFT_WAIT_UNTIL (g_str_has_prefix (fixture->heard->str, "a=1|"));
  g_assert_cmpuint (fake_collector_get_streams (fixture->fake), >=, 2);
}

/* Each is taken for no stream at all, and the next is asked for. */
static void
test_what_is_no_stream_is_not_believed (Fixture *fixture, gconstpointer unused)
{
  static const char *const bad[] = {
    "event: case.acknowledged\ndata: \xff\n\n",
    "event: x1234567890123456789012345678901234567890123456789012345678901234\ndata: 1\n\n",
  };
  g_autofree char *line = g_strnfill (20000, 'x');
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    fake_collector_plan_events (fixture->fake, bad[i], TRUE);
  fake_collector_plan_events (fixture->fake, line, TRUE);
  fake_collector_plan_events (fixture->fake, "event: a\ndata: 1\n\n", TRUE);
  begin (fixture, FOREVER_MS, 1);
  wait_for (fixture, "a=1|");
  g_assert_cmpuint (fake_collector_get_streams (fixture->fake), ==, 4);
}

typedef struct
{
  guint status;
  const char *media_type;
} Stranger;

static const Stranger strangers[] = {
  { 200, "text/html" },         { 200, "application/json" },
  { 204, "text/event-stream" }, { 401, "application/problem+json" },
  { 503, "text/event-stream" },
};

static void
test_stranger (Fixture *fixture, gconstpointer data)
{
  const Stranger *stranger = data;
  fake_collector_set_document (fixture->fake, EVENTS_PATH, stranger->status, stranger->media_type,
                               "event: case.acknowledged\ndata: {}\n\n");
  begin (fixture, FOREVER_MS, 1);
  AFT_WAIT_UNTIL (fake_collector_get_streams (fixture->fake) >= 3);
  g_assert_cmpstr (fixture->heard->str, ==, "");
}

static void
test_without_a_token_nothing_is_asked (Fixture *fixture, gconstpointer unused)
{
  fake_collector_plan_events (fixture->fake, "event: a\ndata: 1\n\n", TRUE);
  begin (fixture, FOREVER_MS, 1);
  wait_for (fixture, "a=1|");
  aft_event_stream_set_token (fixture->stream, NULL);
  AFT_WAIT_UNTIL (fake_collector_get_open_streams (fixture->fake) == 0);
  g_assert_cmpuint (fake_collector_get_streams (fixture->fake), ==, 1);
  fake_collector_plan_events (fixture->fake, "event: b\ndata: 2\n\n", TRUE);
  aft_event_stream_set_token (fixture->stream, "another");
  wait_for (fixture, "a=1|b=2|");
}

static void
on_first_event (AftEventStream *stream, const char *name, const char *data, gpointer user_data)
{
  aft_event_stream_set_token (stream, NULL);
}

static void
test_a_listener_may_end_it (Fixture *fixture, gconstpointer unused)
{
  fake_collector_plan_events (fixture->fake, "event: a\ndata: 1\n\nevent: b\ndata: 2\n\n", TRUE);
  begin (fixture, FOREVER_MS, 1);
  g_signal_connect (fixture->stream, "event", G_CALLBACK (on_first_event), NULL);
  AFT_WAIT_UNTIL (fixture->heard->len > 0 && fake_collector_get_open_streams (fixture->fake) == 0);
  g_assert_cmpstr (fixture->heard->str, ==, "a=1|");
}

/* Other requests go on while the stream is open: it has a connection of its own. */
static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AftCollectorReply **reply = user_data;
  *reply = aft_collector_link_send_finish (NULL, result, NULL);
  g_assert_nonnull (*reply);
}

static void
test_requests_go_on_beside_it (Fixture *fixture, gconstpointer unused)
{
  AftCollectorRequest request = { .path = "/greeting" };
  fake_collector_set_document (fixture->fake, "/greeting", 200, "application/json", "{}");
  fake_collector_plan_events (fixture->fake, "event: a\ndata: 1\n\n", TRUE);
  begin (fixture, FOREVER_MS, 1);
  wait_for (fixture, "a=1|");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (AftCollectorReply) reply = NULL;
      aft_collector_link_send_async (fixture->link, &request, NULL, on_answered, &reply);
      AFT_WAIT_UNTIL (reply != NULL);
      g_assert_cmpuint (reply->status, ==, 200);
    }
  g_assert_cmpuint (fake_collector_get_connections (fixture->fake), ==, 2);
}

#define ADD_WITH(name, data, test)                                                                 \
  g_test_add ("/kiosk/event-stream/" name, Fixture, data, set_up, test, tear_down)
#define ADD(name, test) ADD_WITH (name, NULL, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("events-are-heard-while-it-is-open", test_events_are_heard_while_it_is_open);
  ADD ("it-goes-on-from-the-last-event", test_it_goes_on_from_the_last_event);
  ADD ("silence-ends-it", test_silence_ends_it);
  ADD ("what-is-no-stream-is-not-believed/bytes", test_what_is_no_stream_is_not_believed);
  ADD_WITH ("what-is-no-stream-is-not-believed/page", &strangers[0], test_stranger);
  ADD_WITH ("what-is-no-stream-is-not-believed/document", &strangers[1], test_stranger);
  ADD_WITH ("what-is-no-stream-is-not-believed/no-content", &strangers[2], test_stranger);
  ADD_WITH ("what-is-no-stream-is-not-believed/unauthorized", &strangers[3], test_stranger);
  ADD_WITH ("what-is-no-stream-is-not-believed/unavailable", &strangers[4], test_stranger);
  ADD ("without-a-token-nothing-is-asked", test_without_a_token_nothing_is_asked);
  ADD ("a-listener-may-end-it", test_a_listener_may_end_it);
  ADD ("requests-go-on-beside-it", test_requests_go_on_beside_it);
  return g_test_run ();
}
