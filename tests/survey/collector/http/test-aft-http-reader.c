/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes to requests: each case is fed at once and byte by byte, with the same outcome. */
#include <string.h>

#include "aft-http-reader.h"

#define HOST "Host: a\r\n"
#define JSON HOST "Content-Type: application/json\r\n"

static const AftHttpPeer unix_peer = { .address = (char *) "unix", .uid = 0 };

static void
on_called (AftHttpExchange *exchange, gpointer data)
{
}

typedef struct
{
  AftRouter *router;
  AftHttpLimits limits;
  AftHttpReader *reader;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const AftRoute get = { "GET", "/a", AFT_ROUTE_NO_BODY, 0 };
  const AftRoute post = { "POST", "/a", AFT_ROUTE_JSON, 16 };

  fixture->router = aft_router_new ();
  aft_router_add (fixture->router, &get, on_called, NULL);
  aft_router_add (fixture->router, &post, on_called, NULL);
  fixture->limits = aft_http_limits_default;
  fixture->limits.head_bytes = 1024;
  fixture->reader = aft_http_reader_new (fixture->router, &fixture->limits, &unix_peer);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  aft_http_reader_free (fixture->reader);
  aft_router_unref (fixture->router);
}

/* Also byte by byte, as a slow peer would send it: the outcome must be the same. */
static AftHttpReaderState
feed (Fixture *fixture, const char *text, gsize length, gsize step)
{
  const guint8 *bytes = (const guint8 *) text;
  gsize taken = 0;

  while (taken < length)
    {
      gsize more
          = aft_http_reader_feed (fixture->reader, bytes + taken, MIN (step, length - taken));

      if (more == 0)
        break;
      taken += more;
    }
  return aft_http_reader_get_state (fixture->reader);
}

static void
assert_refused_bytes (Fixture *fixture,
                      const char *text,
                      gsize length,
                      int status,
                      const char *reason)
{
  const gsize steps[] = { length, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (AftHttpReply) refusal = NULL;

      g_test_message ("%s", text);
      g_assert_cmpint (feed (fixture, text, length, steps[i]), ==, AFT_HTTP_READER_REFUSED);
      g_assert_true (aft_http_reader_wants_close (fixture->reader));
      refusal = aft_http_reader_take_refusal (fixture->reader);
      g_assert_cmpint (aft_http_reply_get_status (refusal), ==, status);
      g_assert_cmpstr (aft_http_reply_get_reason (refusal), ==, reason);
      g_assert_cmpint (aft_http_reader_get_state (fixture->reader), ==, AFT_HTTP_READER_EMPTY);
    }
}

static void
assert_refused (Fixture *fixture, const char *text, int status, const char *reason)
{
  assert_refused_bytes (fixture, text, strlen (text), status, reason);
}

static void
assert_read (Fixture *fixture, const char *text, const char *method, const char *body)
{
  const gsize steps[] = { strlen (text), 1, 3 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (AftHttpRequest) request = NULL;
      gsize length;
      const char *read;

      g_test_message ("%s", text);
      g_assert_cmpint (feed (fixture, text, strlen (text), steps[i]), ==, AFT_HTTP_READER_WHOLE);
      request = aft_http_reader_take_request (fixture->reader);
      g_assert_cmpstr (aft_http_request_get_method (request), ==, method);
      read = g_bytes_get_data (aft_http_request_get_body (request), &length);
      g_assert_cmpmem (read, length, body, strlen (body));
    }
}

static void
test_requests_are_read_whole (Fixture *fixture, gconstpointer data)
{
  assert_read (fixture, "GET /a HTTP/1.1\r\n" HOST "\r\n", "GET", "");
  assert_read (fixture, "GET /a HTTP/1.0\r\n\r\n", "GET", "");
  assert_read (fixture, "\r\nGET /a HTTP/1.1\r\n" HOST "\r\n", "GET", "");
  assert_read (fixture, "POST /a HTTP/1.1\r\n" JSON "\r\n", "POST", "");
  assert_read (fixture, "POST /a HTTP/1.1\r\n" JSON "Content-Length:5\r\n\r\nhello", "POST",
               "hello");
  assert_read (fixture,
               "POST /a HTTP/1.1\r\n" JSON "Content-Length: \t0016 \r\n\r\n0123456789abcdef",
               "POST", "0123456789abcdef");
  assert_read (fixture,
               "POST /a HTTP/1.1\r\n" JSON "Transfer-Encoding: chunked\r\n\r\n"
               "3\r\nabc\r\n00A\r\n0123456789\r\n0\r\n\r\n",
               "POST", "abc0123456789");
}

static void
test_next_request_begins_behind (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "POST /a HTTP/1.1\r\n" JSON "Content-Length: 2\r\n\r\nab"
                             "GET /a HTTP/1.1\r\n" HOST "\r\n";
  gsize taken = aft_http_reader_feed (fixture->reader, (const guint8 *) text, strlen (text));
  g_autoptr (AftHttpRequest) first = NULL;
  g_autoptr (AftHttpRequest) second = NULL;

  g_assert_cmpuint (taken, ==, strstr (text, "abGET") + 2 - text);
  first = aft_http_reader_take_request (fixture->reader);
  g_assert_cmpint (feed (fixture, text + taken, strlen (text) - taken, 1), ==,
                   AFT_HTTP_READER_WHOLE);
  second = aft_http_reader_take_request (fixture->reader);
  g_assert_cmpstr (aft_http_request_get_method (first), ==, "POST");
  g_assert_cmpstr (aft_http_request_get_method (second), ==, "GET");
}

static void
test_body_has_one_length (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = {
    "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
    "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
    "Transfer-Encoding: chunked, identity\r\n",
    "Transfer-Encoding: identity\r\n",
    "Transfer-Encoding: gzip, chunked\r\n",
    "Transfer-Encoding: xchunked\r\n",
    "Transfer-Encoding: \"chunked\"\r\n",
    "Transfer-Encoding:\r\n",
    "Content-Length: 3, 3\r\n",
    "Content-Length: +3\r\n",
    "Content-Length: -3\r\n",
    "Content-Length: 0x3\r\n",
    "Content-Length: 3 3\r\n",
    "Content-Length: 3.0\r\n",
    "Content-Length: \r\n",
    "Content-Length: 99999999999999999999\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = g_strconcat ("POST /a HTTP/1.1\r\n" JSON, wrong[i], "\r\n", NULL);

      assert_refused (fixture, text, 400, "framing");
    }
  assert_refused (fixture, "POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400,
                  "framing");
  assert_refused (fixture,
                  "POST /a HTTP/1.1\r\n" JSON "Content-Length: 3\r\ncontent-length: 3\r\n\r\n", 400,
                  "repeated-header");
  assert_refused (fixture,
                  "POST /a HTTP/1.1\r\n" JSON
                  "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
                  400, "repeated-header");
}

static void
test_hidden_headers_are_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = {
    "Transfer-Encoding : chunked\r\n",
    "Transfer-Encoding\t: chunked\r\n",
    " Content-Length: 3\r\n",
    "X: y\r\n Content-Length: 3\r\n",
    "\tX: y\r\n",
    "no colon\r\n",
    ": x\r\n",
    "X\x0b: y\r\n",
    "X: caf\xc3\xa9\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = g_strconcat ("GET /a HTTP/1.1\r\n" HOST, wrong[i], "\r\n", NULL);

      assert_refused (fixture, text, 400, "bad-header");
    }
}

static void
test_nul_is_refused (Fixture *fixture, gconstpointer data)
{
  static const char head[] = "GET /a HTTP/1.1\r\n" HOST "X: \0y\r\n\r\n";
  static const char line[] = "GET /a\0 HTTP/1.1\r\n" HOST "\r\n";

  assert_refused_bytes (fixture, head, sizeof head - 1, 400, "bad-header");
  assert_refused_bytes (fixture, line, sizeof line - 1, 400, "bad-header");
}

static void
test_lines_end_with_cr_lf (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, "GET /a HTTP/1.1\nHost: a\n\n", 400, "bad-line-end");
  assert_refused (fixture, "GET /a HTTP/1.1\r\nHost: a\n\r\n", 400, "bad-line-end");
  assert_refused (fixture, "GET /a HTTP/1.1\r\nHost: a\rX: y\r\n\r\n", 400, "bad-line-end");
  assert_refused (fixture, "GET /a HTTP/1.1\r\r\nHost: a\r\n\r\n", 400, "bad-line-end");
}

static void
test_first_line_has_three_parts (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "GET /a\r\n",
                                       "GET\r\n",
                                       "GET  /a HTTP/1.1\r\n",
                                       "GET /a  HTTP/1.1\r\n",
                                       "GET /a HTTP/1.1 \r\n",
                                       "GET /a b HTTP/1.1\r\n",
                                       "GET /a http/1.1\r\n",
                                       "GET /a HTTP/1.10\r\n",
                                       "\r\n\r\nGET /a HTTP/1.1\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = g_strconcat (wrong[i], HOST "\r\n", NULL);

      assert_refused (fixture, text, 400, "bad-request-line");
    }
  assert_refused (fixture, "GET /a HTTP/2.0\r\n" HOST "\r\n", 400, "http-version");
  assert_refused (fixture, "PRI * HTTP/2.0\r\n\r\n", 400, "http-version");
  assert_refused (fixture, "GET http://a/a HTTP/1.1\r\n" HOST "\r\n", 400, "bad-target");
  assert_refused (fixture, "CONNECT a:80 HTTP/1.1\r\n" HOST "\r\n", 400, "bad-target");
  assert_refused (fixture, " /a HTTP/1.1\r\n" HOST "\r\n", 400, "bad-method");
}

static void
test_host_is_named_once (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, "GET /a HTTP/1.1\r\n\r\n", 400, "bad-host");
  assert_refused (fixture, "GET /a HTTP/1.1\r\nHost:\r\n\r\n", 400, "bad-host");
  assert_refused (fixture, "GET /a HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "bad-host");
  assert_refused (fixture, "GET /a HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, "bad-host");
  assert_refused (fixture, "GET /a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "repeated-header");
}

static void
test_expectations_are_not_met (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture,
                  "POST /a HTTP/1.1\r\n" JSON "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n",
                  417, "expectation");
}

static void
test_size_is_known_before_the_body (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, "POST /a HTTP/1.1\r\n" JSON "Content-Length: 17\r\n\r\n", 413,
                  "body-too-large");
  assert_refused (fixture, "GET /a HTTP/1.1\r\n" HOST "Content-Length: 1\r\n\r\n", 413, "no-body");
  assert_refused (fixture, "POST /b HTTP/1.1\r\n" JSON "Content-Length: 1\r\n\r\n", 404,
                  "not-found");
  assert_refused (fixture, "POST /a HTTP/1.1\r\n" HOST "Content-Length: 1\r\n\r\n", 415,
                  "content-type");
}

static void
test_chunks_are_counted_as_they_come (Fixture *fixture, gconstpointer data)
{
#define CHUNKED "POST /a HTTP/1.1\r\n" JSON "Transfer-Encoding: chunked\r\n\r\n"
  assert_refused (fixture, CHUNKED "11\r\n", 413, "body-too-large");
  assert_refused (fixture, CHUNKED "8\r\n01234567\r\n9\r\n", 413, "body-too-large");
  assert_refused (fixture, CHUNKED "ffffffff", 413, "body-too-large");
  assert_refused (fixture, CHUNKED "000000000", 400, "framing");
}

static void
test_chunks_are_plain (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[]
      = { "3;a=b\r\n", "\r\n",  "3 \r\n",    " 3\r\n",      "-3\r\n",
          "0x3\r\n",   "g\r\n", "3\r\nabcd", "3\r\nabc\rX", "0\r\nX: y\r\n\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = g_strconcat (CHUNKED, wrong[i], NULL);

      assert_refused (fixture, text, 400, "framing");
    }
  assert_refused (fixture, CHUNKED "3\rabc", 400, "bad-line-end");
  assert_refused (fixture, CHUNKED "3\nabc", 400, "framing");
#undef CHUNKED
}

static void
test_heads_are_bounded (Fixture *fixture, gconstpointer data)
{
  g_autofree char *many = g_strnfill (1100, 'x');
  g_autofree char *text = g_strconcat ("GET /a HTTP/1.1\r\n" HOST "X: ", many, NULL);

  assert_refused (fixture, text, 431, "head-too-large");
}

static void
test_connection_stays_where_nothing_is_left (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean closes;
  } cases[] = {
    { "GET /b HTTP/1.1\r\n" HOST "\r\n", FALSE },
    { "PUT /a HTTP/1.1\r\n" HOST "\r\n", FALSE },
    { "PUT /a HTTP/1.1\r\n" HOST "Content-Length: 1\r\n\r\n", TRUE },
    { "GET /b HTTP/1.1\r\n" HOST "Connection: keep-alive, Close\r\n\r\n", TRUE },
    { "GET /b HTTP/1.0\r\n\r\n", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (feed (fixture, cases[i].text, strlen (cases[i].text), 1), ==,
                       AFT_HTTP_READER_REFUSED);
      g_assert_cmpint (aft_http_reader_wants_close (fixture->reader), ==, cases[i].closes);
      aft_http_reply_unref (aft_http_reader_take_refusal (fixture->reader));
    }
}

static void
test_states_follow_the_bytes (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (aft_http_reader_get_state (fixture->reader), ==, AFT_HTTP_READER_EMPTY);
  g_assert_cmpint (feed (fixture, "HEAD /a", 7, 7), ==, AFT_HTTP_READER_PARTLY);
  g_assert_cmpint (feed (fixture, " HTTP/1.0\r\n\r\n", 13, 13), ==, AFT_HTTP_READER_WHOLE);
  g_assert_true (aft_http_reader_is_head (fixture->reader));
  g_assert_cmpuint (aft_http_reader_feed (fixture->reader, (const guint8 *) "G", 1), ==, 0);
  aft_http_request_unref (aft_http_reader_take_request (fixture->reader));
  g_assert_cmpint (aft_http_reader_get_state (fixture->reader), ==, AFT_HTTP_READER_EMPTY);
}

/* Four bytes are usual here, and one larger body has room. */
static void
test_large_bodies_wait_for_each_other (Fixture *fixture, gconstpointer data)
{
  static const char large[] = "POST /a HTTP/1.1\r\n" JSON "Content-Length: 8\r\n\r\n01234567";
  static const char usual[] = "POST /a HTTP/1.1\r\n" JSON "Content-Length: 4\r\n\r\n0123";
  static const char chunks[] = "POST /a HTTP/1.1\r\n" JSON "Transfer-Encoding: chunked\r\n\r\n";
  fixture->limits.body_bytes = 4;
  fixture->limits.large_bodies = 1;
  feed (fixture, large, strlen (large), 1);
  AftHttpRequest *first = aft_http_reader_take_request (fixture->reader);
  assert_refused (fixture, large, 503, "too-many");
  assert_refused (fixture, chunks, 503, "too-many");
  g_assert_cmpint (feed (fixture, usual, strlen (usual), 1), ==, AFT_HTTP_READER_WHOLE);
  aft_http_request_unref (aft_http_reader_take_request (fixture->reader));
  aft_http_request_unref (first);
  feed (fixture, large, strlen (large) - 1, 1);
  aft_http_reader_free (fixture->reader);
  fixture->reader = aft_http_reader_new (fixture->router, &fixture->limits, &unix_peer);
  g_assert_cmpint (feed (fixture, large, strlen (large), 1), ==, AFT_HTTP_READER_WHOLE);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/http/reader/requests-are-read-whole", test_requests_are_read_whole },
    { "/http/reader/the-next-request-begins-behind", test_next_request_begins_behind },
    { "/http/reader/a-body-has-one-length", test_body_has_one_length },
    { "/http/reader/hidden-headers-are-refused", test_hidden_headers_are_refused },
    { "/http/reader/nul-is-refused", test_nul_is_refused },
    { "/http/reader/lines-end-with-cr-lf", test_lines_end_with_cr_lf },
    { "/http/reader/a-first-line-has-three-parts", test_first_line_has_three_parts },
    { "/http/reader/a-host-is-named-once", test_host_is_named_once },
    { "/http/reader/expectations-are-not-met", test_expectations_are_not_met },
    { "/http/reader/the-size-is-known-before-the-body", test_size_is_known_before_the_body },
    { "/http/reader/chunks-are-counted-as-they-come", test_chunks_are_counted_as_they_come },
    { "/http/reader/chunks-are-plain", test_chunks_are_plain },
    { "/http/reader/heads-are-bounded", test_heads_are_bounded },
    { "/http/reader/a-connection-stays-where-nothing-is-left",
      test_connection_stays_where_nothing_is_left },
    { "/http/reader/states-follow-the-bytes", test_states_follow_the_bytes },
    { "/http/reader/large-bodies-wait-for-each-other", test_large_bodies_wait_for_each_other },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
