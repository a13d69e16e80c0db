/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exchanges without a listener: a sink notes what would have been carried away. */
#include <string.h>

#include "aft-http-exchange.h"

/* What a sink was told. */
typedef struct
{
  int status;
  guint replies;
  guint starts;
  guint ends;
  guint releases;
  guint closes;
  gboolean is_full;
  GString *text;
} Seen;

static void
on_replied (AftHttpExchange *exchange, AftHttpReply *reply, gpointer data)
{
  Seen *seen = data;

  seen->replies++;
  seen->status = aft_http_reply_get_status (reply);
}

static gboolean
on_started (AftHttpExchange *exchange, AftHttpEvents *events, gpointer data)
{
  Seen *seen = data;

  seen->starts++;
  return !seen->is_full;
}

static gboolean
on_text (AftHttpExchange *exchange, const char *text, gpointer data)
{
  Seen *seen = data;

  g_string_append (seen->text, text);
  return TRUE;
}

static void
on_ended (AftHttpExchange *exchange, gpointer data)
{
  ((Seen *) data)->ends++;
}

static void
on_released (gpointer data)
{
  ((Seen *) data)->releases++;
}

static void
on_closed (AftHttpEvents *events, gpointer data)
{
  ((Seen *) data)->closes++;
}

static const AftHttpSink sink = {
  .replied = on_replied,
  .events_started = on_started,
  .events_text = on_text,
  .events_ended = on_ended,
  .released = on_released,
};

static AftHttpExchange *
make (const char *method, Seen *seen)
{
  const AftHttpRequestParts parts = { .method = method, .target = "/" };
  AftHttpReply *refusal;
  g_autoptr (AftHttpRequest) request = aft_http_request_new (&parts, &refusal);

  return aft_http_exchange_new (request, &sink, seen);
}

static void
test_one_answer_leaves (void)
{
  Seen seen = { 0 };
  AftHttpExchange *exchange = make ("GET", &seen);

  aft_http_exchange_take_reply (exchange, aft_http_reply_new (204));
  aft_http_exchange_take_reply (exchange, aft_http_reply_new (404));
  g_assert_true (aft_http_exchange_is_answered (exchange));
  g_assert_null (aft_http_exchange_start_events (exchange));
  g_assert_cmpuint (seen.releases, ==, 0);
  aft_http_exchange_unref (exchange);
  g_assert_cmpuint (seen.replies, ==, 1);
  g_assert_cmpint (seen.status, ==, 204);
  g_assert_cmpuint (seen.releases, ==, 1);
}

static void
test_forgotten_request_is_answered (void)
{
  Seen seen = { 0 };
  AftHttpExchange *exchange = make ("GET", &seen);

  aft_http_exchange_unref (aft_http_exchange_ref (exchange));
  g_assert_cmpuint (seen.replies, ==, 0);
  aft_http_exchange_unref (exchange);
  g_assert_cmpuint (seen.replies, ==, 1);
  g_assert_cmpint (seen.status, ==, 500);
}

static void
test_answer_to_nobody_is_allowed (void)
{
  Seen seen = { 0 };
  AftHttpExchange *exchange = make ("GET", &seen);

  aft_http_exchange_detach (exchange);
  g_assert_true (aft_http_exchange_is_gone (exchange));
  aft_http_exchange_take_reply (exchange, aft_http_reply_new (204));
  g_assert_null (aft_http_exchange_start_events (exchange));
  aft_http_exchange_unref (exchange);
  g_assert_cmpuint (seen.replies + seen.releases, ==, 0);
}

static void
test_events_are_framed (void)
{
  Seen seen = { .text = g_string_new (NULL) };
  AftHttpExchange *exchange = make ("GET", &seen);
  AftHttpEvents *events = aft_http_exchange_start_events (exchange);

  aft_http_exchange_unref (exchange);
  g_assert_true (aft_http_events_send (events, "7", "case", "{\n\"a\":1}"));
  g_assert_true (aft_http_events_send (events, NULL, "a\nid: 8", "b\rdata: c"));
  g_assert_cmpstr (seen.text->str, ==,
                   "id: 7\nevent: case\ndata: {\ndata: \"a\":1}\n\n"
                   "event: a id: 8\ndata: b data: c\n\n");
  aft_http_events_unref (events);
  g_assert_cmpuint (seen.ends, ==, 1);
  g_assert_cmpuint (seen.releases, ==, 1);
  g_assert_cmpuint (seen.replies, ==, 0);
  g_string_free (seen.text, TRUE);
}

static void
test_stream_learns_that_its_reader_is_gone (void)
{
  Seen seen = { .text = g_string_new (NULL) };
  AftHttpExchange *exchange = make ("GET", &seen);
  AftHttpEvents *events = aft_http_exchange_start_events (exchange);

  aft_http_events_set_closed (events, on_closed, &seen);
  aft_http_exchange_detach (exchange);
  aft_http_exchange_unref (exchange);
  g_assert_cmpuint (seen.closes, ==, 1);
  g_assert_true (aft_http_events_is_closed (events));
  g_assert_false (aft_http_events_send (events, NULL, NULL, "x"));
  aft_http_events_unref (events);
  g_assert_cmpuint (seen.closes, ==, 1);
  g_assert_cmpuint (seen.ends, ==, 0);
  g_string_free (seen.text, TRUE);
}

static void
test_streams_may_be_taken (void)
{
  Seen seen = { .is_full = TRUE };
  AftHttpExchange *exchange = make ("GET", &seen);

  g_assert_null (aft_http_exchange_start_events (exchange));
  g_assert_cmpint (seen.status, ==, 503);
  aft_http_exchange_unref (exchange);
  g_assert_cmpuint (seen.replies, ==, 1);
}

static void
test_head_opens_no_stream (void)
{
  Seen seen = { 0 };
  AftHttpExchange *exchange = make ("HEAD", &seen);

  g_assert_null (aft_http_exchange_start_events (exchange));
  aft_http_exchange_unref (exchange);
  g_assert_cmpuint (seen.starts, ==, 0);
  g_assert_cmpint (seen.status, ==, 200);
}

static void
test_parameters_are_found_by_name (void)
{
  Seen seen = { 0 };
  g_autoptr (AftHttpExchange) exchange = make ("GET", &seen);
  AftId id;

  aft_http_exchange_add_parameter (exchange, "id", "018f3c2a-1b2c-7d3e-8f40-5a6b7c8d9e0f");
  aft_http_exchange_add_parameter (exchange, "code", "x");
  g_assert_true (aft_http_exchange_get_id (exchange, "id", &id));
  g_assert_cmpuint (id.bytes[15], ==, 0x0f);
  g_assert_false (aft_http_exchange_get_id (exchange, "code", &id));
  g_assert_false (aft_http_exchange_get_id (exchange, "none", &id));
  g_assert_null (aft_http_exchange_get_parameter (exchange, "none"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/exchange/one-answer-leaves", test_one_answer_leaves);
  g_test_add_func ("/http/exchange/a-forgotten-request-is-answered",
                   test_forgotten_request_is_answered);
  g_test_add_func ("/http/exchange/an-answer-to-nobody-is-allowed",
                   test_answer_to_nobody_is_allowed);
  g_test_add_func ("/http/exchange/events-are-framed", test_events_are_framed);
  g_test_add_func ("/http/exchange/a-stream-learns-that-its-reader-is-gone",
                   test_stream_learns_that_its_reader_is_gone);
  g_test_add_func ("/http/exchange/streams-may-be-taken", test_streams_may_be_taken);
  g_test_add_func ("/http/exchange/head-opens-no-stream", test_head_opens_no_stream);
  g_test_add_func ("/http/exchange/parameters-are-found-by-name",
                   test_parameters_are_found_by_name);
  return g_test_run ();
}
