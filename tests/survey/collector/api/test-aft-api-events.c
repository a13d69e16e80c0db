/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the event stream: who comes back gets what was missed, or is told to look anew. */
#include "aft-api-fixture.h"

#include <string.h>

#include "aft-event-log.h"

/* Ends of events: how many came. */
static guint
count_events (const AftApiStream *stream)
{
  guint count = 0;
  for (const char *at = stream->text->str; (at = strstr (at, "\n\n")) != NULL; at++)
    count++;
  return count;
}

/* The id of the last event that came; the caller's. */
static char *
dup_last_id (const AftApiStream *stream)
{
  const char *line = g_strrstr (stream->text->str, "id: ");
  g_assert_nonnull (line);
  return g_strndup (line + strlen ("id: "), strcspn (line + strlen ("id: "), "\n"));
}

static void
test_change_is_told (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftApiStream) one = aft_api_fixture_follow (fixture, NULL);
  g_autoptr (AftApiStream) two = aft_api_fixture_follow (fixture, NULL);
  g_assert_cmpuint (count_events (one), ==, 0);
  aft_api_note_change (fixture->api);
  g_assert_cmpuint (count_events (one), ==, 1);
  g_assert_nonnull (strstr (one->text->str, "event: configuration.changed\ndata: {}\n\n"));
  g_assert_cmpstr (one->text->str, ==, two->text->str);
}

static void
test_resumed (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftApiStream) stream = aft_api_fixture_follow (fixture, NULL);
  aft_api_note_change (fixture->api);
  g_autofree char *id = dup_last_id (stream);
  for (guint i = 0; i < 3; i++)
    aft_api_note_change (fixture->api);
  g_autofree char *last = dup_last_id (stream);
  g_autoptr (AftApiStream) again = aft_api_fixture_follow (fixture, id);
  g_autoptr (AftApiStream) nothing = aft_api_fixture_follow (fixture, last);
  g_assert_cmpuint (count_events (again), ==, 3);
  g_assert_null (strstr (again->text->str, "resync"));
  g_assert_cmpuint (count_events (nothing), ==, 0);
  aft_api_note_change (fixture->api);
  g_assert_cmpuint (count_events (again), ==, 4);
  g_assert_cmpuint (count_events (nothing), ==, 1);
}

/* Of an earlier run, too old, from the future, or nonsense: look anew, and go on from there. */
static void
test_unknown_ids (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftApiStream) stream = aft_api_fixture_follow (fixture, NULL);
  aft_api_note_change (fixture->api);
  g_autofree char *oldest = dup_last_id (stream);
  g_autofree char *epoch = g_strndup (oldest, strcspn (oldest, "-"));
  for (guint i = 0; i < AFT_EVENT_LOG_MAX + 1; i++)
    aft_api_note_change (fixture->api);
  g_autofree char *future = g_strconcat (epoch, "-99999", NULL);
  g_autofree char *negative = g_strconcat (epoch, "--1", NULL);
  g_autofree char *huge = g_strconcat (epoch, "-99999999999999999999999", NULL);
  g_autofree char *longer = g_strconcat (epoch, "-5x", NULL);
  g_autofree char *endless = g_strnfill (5000, '9');
  const char *const ids[]
      = { oldest, future, negative, huge, longer, endless, epoch, "", "x", "0-1", "%n%s", "-1" };
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (AftApiStream) back = aft_api_fixture_follow (fixture, ids[i]);
      g_assert_cmpuint (count_events (back), ==, 1);
      g_assert_nonnull (strstr (back->text->str, "event: resync\n"));
      g_autofree char *id = dup_last_id (back);
      g_autoptr (AftApiStream) then = aft_api_fixture_follow (fixture, id);
      g_assert_cmpuint (count_events (then), ==, 0);
    }
}

/* The oldest that is kept is enough to know all that followed. */
static void
test_boundary_of_what_is_kept (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftApiStream) stream = aft_api_fixture_follow (fixture, NULL);
  aft_api_note_change (fixture->api);
  g_autofree char *id = dup_last_id (stream);
  for (guint i = 0; i < AFT_EVENT_LOG_MAX; i++)
    aft_api_note_change (fixture->api);
  g_autoptr (AftApiStream) back = aft_api_fixture_follow (fixture, id);
  g_assert_cmpuint (count_events (back), ==, AFT_EVENT_LOG_MAX);
  g_assert_null (strstr (back->text->str, "resync"));
}

static void
test_reader_that_goes (AftApiFixture *fixture, gconstpointer unused)
{
  AftApiStream *stream = aft_api_fixture_follow (fixture, NULL);
  g_autoptr (AftApiStream) other = aft_api_fixture_follow (fixture, NULL);
  aft_api_stream_free (stream);
  aft_api_note_change (fixture->api);
  g_assert_cmpuint (count_events (other), ==, 1);
}

static void
test_reader_that_does_not_keep_up (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftApiStream) slow = aft_api_fixture_follow (fixture, NULL);
  g_autoptr (AftApiStream) other = aft_api_fixture_follow (fixture, NULL);
  slow->is_full = TRUE;
  aft_api_note_change (fixture->api);
  aft_api_note_change (fixture->api);
  g_assert_cmpuint (count_events (slow), ==, 1);
  g_assert_cmpuint (count_events (other), ==, 2);
}

/* A kiosk whose line died comes back before that is noticed; none can take all the streams. */
static void
test_only_so_many_of_a_device (AftApiFixture *fixture, gconstpointer unused)
{
  AftApiStream *streams[AFT_EVENT_LOG_PER_OWNER + 2];
  AftId other = aft_id_generate (fixture->house.clock, fixture->house.random);
  g_autofree char *token = aft_api_fixture_enrol (fixture, &other, &fixture->house.venue_id);
  g_autofree char *own = g_steal_pointer (&fixture->token);
  fixture->token = token;
  g_autoptr (AftApiStream) neighbour = aft_api_fixture_follow (fixture, NULL);
  fixture->token = own;
  for (gsize i = 0; i < G_N_ELEMENTS (streams); i++)
    streams[i] = aft_api_fixture_follow (fixture, NULL);
  aft_api_note_change (fixture->api);
  for (gsize i = 0; i < G_N_ELEMENTS (streams); i++)
    {
      g_assert_true (streams[i]->is_open == (i >= 2));
      g_assert_cmpuint (count_events (streams[i]), ==, i >= 2 ? 1 : 0);
      aft_api_stream_free (streams[i]);
    }
  g_assert_cmpuint (count_events (neighbour), ==, 1);
  fixture->token = NULL;
}

static void
test_streams_end_with_the_api (AftApiFixture *fixture, gconstpointer unused)
{
  const AftApiOptions options = { .device_per_minute = 60 };
  g_autoptr (AftApiStream) stream = aft_api_fixture_follow (fixture, NULL);
  g_assert_true (stream->is_open);
  aft_api_fixture_remake (fixture, &options);
  g_assert_false (stream->is_open);
}

/* A HEAD asks for no stream. */
static void
test_head (AftApiFixture *fixture, gconstpointer unused)
{
  const AftApiQuestion question
      = { .method = "HEAD", .target = "/api/v1/events", .token = fixture->token };
  g_autoptr (AftHttpReply) reply = aft_api_fixture_ask (fixture, &question);
  g_assert_cmpint (aft_http_reply_get_status (reply), ==, 200);
  g_assert_cmpstr (aft_http_reply_get_content_type (reply), ==, AFT_HTTP_EVENTS);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/collector/api-events/" name, AftApiFixture, NULL, aft_api_fixture_set_up, test,    \
              aft_api_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-change-is-told-to-all", test_change_is_told);
  ADD ("who-comes-back-gets-what-was-missed", test_resumed);
  ADD ("who-names-an-unknown-event-looks-anew", test_unknown_ids);
  ADD ("the-last-256-are-kept", test_boundary_of_what_is_kept);
  ADD ("a-reader-that-goes-leaves-the-others", test_reader_that_goes);
  ADD ("a-reader-that-does-not-keep-up-is-left-alone", test_reader_that_does_not_keep_up);
  ADD ("beyond-four-a-device-s-oldest-stream-ends", test_only_so_many_of_a_device);
  ADD ("streams-end-with-the-program", test_streams_end_with_the_api);
  ADD ("a-head-opens-no-stream", test_head);
  return g_test_run ();
}
