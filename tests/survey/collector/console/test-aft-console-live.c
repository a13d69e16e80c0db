/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the live stream: who hears of a case, what is said of it, and when a stream ends. */
#include "aft-case-pages.h"

#include <string.h>

#include "aft-console-private.h"
#include "aft-house-store-drills.h"
#include "aft-wait.h"

/* Somebody's page that listens. */
typedef struct
{
  AftHttpExchange *exchange;
  GString *text;
  gboolean is_open;
} Stream;

static gboolean
on_started (AftHttpExchange *exchange, AftHttpEvents *events, gpointer data)
{
  ((Stream *) data)->is_open = TRUE;
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
  ((Stream *) data)->is_open = FALSE;
}

static const AftHttpSink sink
    = { .events_started = on_started, .events_text = on_text, .events_ended = on_ended };

/* With the sign-in there is. */
static void
listen_again (AftPageFixture *fixture, const char *last_id, Stream *stream)
{
  const AftHttpHeader headers[] = { { "Cookie", fixture->browser.cookie },
                                    { "Accept", "text/event-stream" },
                                    { last_id != NULL ? "Last-Event-ID" : NULL, last_id },
                                    { NULL, NULL } };
  const AftHttpRequestParts parts
      = { .method = "GET", .target = "/console/events", .headers = headers };
  AftHttpReply *refusal = NULL;
  g_autoptr (AftHttpRequest) request = aft_http_request_new (&parts, &refusal);
  g_assert_null (refusal);
  *stream = (Stream){ .text = g_string_new (NULL) };
  stream->exchange = aft_http_exchange_new (request, &sink, stream);
  aft_router_dispatch (fixture->browser.router, stream->exchange, &aft_http_limits_default);
  while (!stream->is_open)
    g_main_context_iteration (NULL, TRUE);
}

static void
listen_as (AftPageFixture *fixture, const char *name, const char *last_id, Stream *stream)
{
  aft_page_fixture_sign_in (fixture, name);
  listen_again (fixture, last_id, stream);
}

static void
stop_listening (Stream *stream)
{
  aft_http_exchange_detach (stream->exchange);
  aft_http_exchange_unref (stream->exchange);
  g_string_free (stream->text, TRUE);
}

static gboolean
has_heard (const Stream *stream)
{
  return strstr (stream->text->str, "event: case\n") != NULL;
}

static void
test_heard (AftPageFixture *fixture, gconstpointer unused)
{
  Stream own;
  Stream other;
  Stream all;
  listen_as (fixture, "ding", NULL, &other);
  listen_as (fixture, "an", NULL, &all);
  listen_as (fixture, "cai", NULL, &own);
  g_autoptr (AftHouseCase) item = aft_case_pages_complain (fixture);
  AFT_WAIT_UNTIL (has_heard (&own));
  AFT_WAIT_UNTIL (has_heard (&all));
  g_assert_nonnull (strstr (own.text->str, "\"event\":\"flagged\""));
  g_assert_nonnull (strstr (own.text->str, item->number));
  g_assert_null (strstr (own.text->str, "汤洒"));
  g_assert_null (strstr (own.text->str, AFT_PAGE_PHONE));
  g_assert_false (has_heard (&other));
  stop_listening (&own);
  stop_listening (&all);
  stop_listening (&other);
}

/* The id of the last event, the caller's. */
static char *
dup_last_id (const Stream *stream)
{
  const char *line = g_strrstr (stream->text->str, "id: ");
  g_assert_nonnull (line);
  return g_strndup (line + strlen ("id: "), strcspn (line + strlen ("id: "), "\n"));
}

static void
test_caught_up (AftPageFixture *fixture, gconstpointer unused)
{
  Stream awake;
  Stream again;
  listen_as (fixture, "cai", NULL, &awake);
  g_autoptr (AftHouseCase) first = aft_case_pages_call (fixture);
  AFT_WAIT_UNTIL (has_heard (&awake));
  g_autofree char *id = dup_last_id (&awake);
  g_string_truncate (awake.text, 0);
  g_autoptr (AftHouseCase) second = aft_case_pages_call (fixture);
  AFT_WAIT_UNTIL (has_heard (&awake));
  listen_as (fixture, "cai", id, &again);
  g_assert_true (has_heard (&again));
  g_assert_nonnull (strstr (again.text->str, second->number));
  g_assert_null (strstr (again.text->str, first->number));
  stop_listening (&awake);
  stop_listening (&again);
}

static void
test_sign_out (AftPageFixture *fixture, gconstpointer unused)
{
  Stream stream;
  listen_as (fixture, "cai", NULL, &stream);
  g_assert_true (aft_console_is_watched (fixture->console, &fixture->house.venue_id));
  g_assert_false (aft_console_is_watched (fixture->console, &fixture->elsewhere));
  g_assert_cmpint (aft_page_fixture_post (fixture, "/console/sign-out", NULL, NULL), ==, 303);
  g_assert_false (stream.is_open);
  g_assert_false (aft_console_is_watched (fixture->console, &fixture->house.venue_id));
  stop_listening (&stream);
}

/* However many pages somebody has open on a console, it is one. */
static void
test_listeners (AftPageFixture *fixture, gconstpointer unused)
{
  Stream stream;
  Stream second;
  const AftId cai = aft_page_fixture_get_user (fixture, "cai");
  listen_as (fixture, "cai", NULL, &stream);
  listen_again (fixture, NULL, &second);
  g_autoptr (GArray) here = aft_console_list_listeners (fixture->console, &fixture->house.venue_id);
  g_autoptr (GArray) elsewhere = aft_console_list_listeners (fixture->console, &fixture->elsewhere);
  g_assert_cmpuint (here->len, ==, 1);
  g_assert_true (aft_id_equal (&g_array_index (here, AftId, 0), &cai));
  g_assert_cmpuint (elsewhere->len, ==, 0);
  stop_listening (&stream);
  stop_listening (&second);
}

/* A drill says in each event that it is one. */
static void
test_drill_is_marked (AftPageFixture *fixture, gconstpointer unused)
{
  Stream stream;
  g_autoptr (GError) error = NULL;
  const AftHouseDrill drill = { .id = aft_id_generate (fixture->house.clock, fixture->house.random),
                                .venue_id = fixture->house.venue_id,
                                .actor = "user:test" };
  listen_as (fixture, "cai", NULL, &stream);
  g_autoptr (AftHouseCase) item
      = aft_house_store_begin_drill_sync (fixture->house.store, &drill, &error);
  g_assert_no_error (error);
  AFT_WAIT_UNTIL (has_heard (&stream));
  g_assert_nonnull (strstr (stream.text->str, item->number));
  g_assert_nonnull (strstr (stream.text->str, "\"kind\":\"drill\""));
  g_assert_nonnull (strstr (stream.text->str, "\"event\":\"flagged\""));
  stop_listening (&stream);
}

/* An open page is in use; ten hours are the most all the same. */
static void
test_login_ends (AftPageFixture *fixture, gconstpointer unused)
{
  Stream stream;
  listen_as (fixture, "cai", NULL, &stream);
  for (guint i = 0; i < 4 * 9; i++)
    {
      aft_fake_clock_advance_us (fixture->house.fake, G_GINT64_CONSTANT (900000000));
      aft_console_live_look (fixture->console);
      g_assert_cmpint (aft_page_fixture_get (fixture, "/console/files/console.css"), ==, 200);
      g_assert_cmpint (aft_page_fixture_get (fixture, "/console/password"), ==, 200);
    }
  g_assert_true (stream.is_open);
  aft_fake_clock_advance_us (fixture->house.fake, G_GINT64_CONSTANT (3700000000));
  aft_console_live_look (fixture->console);
  AFT_WAIT_UNTIL (!stream.is_open);
  stop_listening (&stream);
}

static gboolean
has_heard_of_duty (const Stream *stream)
{
  return strstr (stream->text->str, "event: duty\n") != NULL;
}

static void
test_duty (AftPageFixture *fixture, gconstpointer unused)
{
  Stream stream;
  g_autofree char *venue = aft_id_to_text (&fixture->house.venue_id);
  listen_as (fixture, "cai", NULL, &stream);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, "/console/duty", "venue", venue, "on", "yes", NULL), ==, 303);
  g_assert_true (has_heard_of_duty (&stream));
  stop_listening (&stream);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/console/live/" name, AftPageFixture, NULL, aft_page_fixture_set_up, test,          \
              aft_page_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-case-is-heard-at-its-venue-without-words", test_heard);
  ADD ("a-page-that-slept-catches-up", test_caught_up);
  ADD ("signing-out-ends-the-streams", test_sign_out);
  ADD ("a-console-is-one-however-many-its-pages", test_listeners);
  ADD ("a-drill-is-marked", test_drill_is_marked);
  ADD ("a-stream-ends-with-its-login", test_login_ends);
  ADD ("who-goes-on-duty-is-seen-on-other-pages", test_duty);
  return g_test_run ();
}
