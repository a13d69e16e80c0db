/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests made of their parts: what is decoded, what is refused, and with which reason. */
#include <string.h>

#include "aft-http-request.h"

static AftHttpRequest *
make (const char *method, const char *target, const AftHttpHeader *headers, AftHttpReply **refusal)
{
  const AftHttpRequestParts parts = { .method = method, .target = target, .headers = headers };

  return aft_http_request_new (&parts, refusal);
}

static AftHttpRequest *
make_good (const char *target, const AftHttpHeader *headers)
{
  AftHttpReply *refusal;
  AftHttpRequest *request = make ("GET", target, headers, &refusal);

  g_assert_null (refusal);
  g_assert_nonnull (request);
  return request;
}

static void
assert_refused (const char *target, const AftHttpHeader *headers, int status, const char *reason)
{
  g_autoptr (AftHttpReply) refusal = NULL;
  g_autoptr (AftHttpRequest) request = make ("GET", target, headers, &refusal);

  g_assert_null (request);
  g_assert_nonnull (refusal);
  g_assert_cmpint (aft_http_reply_get_status (refusal), ==, status);
  g_assert_cmpstr (aft_http_reply_get_reason (refusal), ==, reason);
}

static void
test_path_is_decoded_once (void)
{
  g_autoptr (AftHttpRequest) request
      = make_good ("/caf%C3%A9/%2570/a%20b/?q=%2541+%E5%91%B3", NULL);

  g_assert_cmpstr (aft_http_request_get_path (request), ==, "/café/%70/a b/");
  g_assert_cmpstr (aft_http_request_get_query (request, "q"), ==, "%41 味");
  g_assert_cmpuint (aft_http_request_count_query (request), ==, 1);
  g_assert_null (aft_http_request_get_query (request, "Q"));
}

static void
test_root_is_a_path (void)
{
  g_autoptr (AftHttpRequest) request = make_good ("/?", NULL);

  g_assert_cmpstr (aft_http_request_get_path (request), ==, "/");
  g_assert_cmpuint (aft_http_request_count_query (request), ==, 0);
}

static void
test_ambiguous_paths_are_refused (void)
{
  static const char *const wrong[] = {
    "/../etc/passwd", "/a/..",         "/a/./b",     "/%2e%2e/etc", "/a%2fb", "/a%5cb", "/a\\b",
    "//etc",          "/a//b",         "/%",         "/%4",         "/%zz",   "/%00",   "/a%0d%0ab",
    "/%ff",           "/%c0%ae%c0%ae", "/%ed%a0%80", "/a#b",        "/a\"b",  "/<a>",   "/a%7f",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_refused (wrong[i], NULL, 400, "bad-path");
}

static void
test_only_origin_form_is_a_target (void)
{
  static const char *const wrong[]
      = { "", "*", "http://127.0.0.1/healthz", "127.0.0.1:80", "healthz", "?a=b" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_refused (wrong[i], NULL, 400, "bad-target");
}

static void
test_query_has_one_meaning (void)
{
  assert_refused ("/a?x=1&x=2", NULL, 400, "repeated-parameter");
  assert_refused ("/a?x=1&%78=2", NULL, 400, "repeated-parameter");
  assert_refused ("/a?=1", NULL, 400, "bad-query");
  assert_refused ("/a?x=1&&y=2", NULL, 400, "bad-query");
  assert_refused ("/a?x=%ff", NULL, 400, "bad-query");
  assert_refused ("/a?x=%00", NULL, 400, "bad-query");
  assert_refused ("/a?x=1#y", NULL, 400, "bad-query");
}

static void
test_query_is_bounded (void)
{
  g_autoptr (GString) target = g_string_new ("/a?p0=0");
  g_autofree char *long_target = g_strnfill (2049, 'a');

  for (int i = 1; i <= aft_http_limits_default.query_parameters; i++)
    g_string_append_printf (target, "&p%d=%d", i, i);
  assert_refused (target->str, NULL, 400, "bad-query");
  *long_target = '/';
  assert_refused (long_target, NULL, 414, "target-too-long");
  long_target[2048] = '\0';
  aft_http_request_unref (make_good (long_target, NULL));
}

static void
test_headers_are_found_in_any_case (void)
{
  const AftHttpHeader headers[]
      = { { "If-None-Match", "\"x\"" }, { "Via", "a" }, { "VIA", "b" }, { NULL, NULL } };
  g_autoptr (AftHttpRequest) request = make_good ("/", headers);

  g_assert_cmpstr (aft_http_request_get_header (request, "if-none-match"), ==, "\"x\"");
  g_assert_cmpstr (aft_http_request_get_header (request, "Via"), ==, "a, b");
  g_assert_null (aft_http_request_get_header (request, "Host"));
}

static void
test_deciding_headers_stand_once (void)
{
  static const char *const names[] = { "Host",          "Content-Length", "Transfer-Encoding",
                                       "Authorization", "Content-Type",   "Content-Encoding",
                                       "Last-Event-ID", "If-None-Match",  "Expect",
                                       "Origin",        "Cookie",         "Sec-Fetch-Site" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *other = g_ascii_strup (names[i], -1);
      const AftHttpHeader headers[] = { { names[i], "1" }, { other, "1" }, { NULL, NULL } };

      assert_refused ("/", headers, 400, "repeated-header");
    }
}

static void
test_malformed_headers_are_refused (void)
{
  const AftHttpHeader wrong[] = { { "", "a" },
                                  { "A B", "a" },
                                  { "A:", "a" },
                                  { "A", "a\rb" },
                                  { "A", "a\nb" },
                                  { "A", "a\x01"
                                         "b" },
                                  { "A", "caf\xc3\xa9" },
                                  { "\xc3\xa9", "a" } };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const AftHttpHeader headers[] = { wrong[i], { NULL, NULL } };

      assert_refused ("/", headers, 400, "bad-header");
    }
}

static void
test_headers_are_counted (void)
{
  gsize most = (gsize) aft_http_limits_default.header_count;
  g_autofree AftHttpHeader *headers = g_new0 (AftHttpHeader, most + 2);

  for (gsize i = 0; i < most; i++)
    headers[i] = (AftHttpHeader){ "X", "y" };
  aft_http_request_unref (make_good ("/", headers));
  headers[most] = (AftHttpHeader){ "X", "y" };
  assert_refused ("/", headers, 431, "too-many-headers");
}

static void
test_bearer_is_a_token_alone (void)
{
  static const struct
  {
    const char *value;
    const char *token;
  } cases[] = {
    { "Bearer abc-._~+/=", "abc-._~+/=" },
    { "bearer abc", "abc" },
    { "Bearer ", NULL },
    { "Bearer a b", NULL },
    { "Bearer", NULL },
    { "Basic YTpi", NULL },
    { "Bearer  abc", NULL },
    { "Bearera", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const AftHttpHeader headers[] = { { "Authorization", cases[i].value }, { NULL, NULL } };
      g_autoptr (AftHttpRequest) request = make_good ("/", headers);

      g_assert_cmpstr (aft_http_request_get_bearer (request), ==, cases[i].token);
    }
}

static void
test_method_is_a_token (void)
{
  static const char *const wrong[]
      = { "", "G T", "GET\x01", "GET/", "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (AftHttpReply) refusal = NULL;

      g_assert_null (make (wrong[i], "/", NULL, &refusal));
      g_assert_cmpstr (aft_http_reply_get_reason (refusal), ==, "bad-method");
    }
}

static void
test_body_and_peer_are_kept (void)
{
  const AftHttpPeer peer = { .address = (char *) "unix", .uid = 33 };
  const AftHttpRequestParts parts = { .method = "POST", .target = "/a?b=c", .peer = &peer };
  AftHttpReply *refusal;
  g_autoptr (AftHttpRequest) head = aft_http_request_new (&parts, &refusal);
  g_autoptr (GBytes) body = g_bytes_new_static ("xy", 2);
  g_autoptr (AftHttpRequest) whole = aft_http_request_with_body (head, body);

  g_assert_cmpuint (g_bytes_get_size (aft_http_request_get_body (head)), ==, 0);
  g_assert_true (g_bytes_equal (aft_http_request_get_body (whole), body));
  g_assert_cmpstr (aft_http_request_get_peer_address (whole), ==, "unix");
  g_assert_cmpint (aft_http_request_get_peer_uid (whole), ==, 33);
  g_assert_cmpstr (aft_http_request_get_method (whole), ==, "POST");
  g_assert_cmpstr (aft_http_request_get_query (whole, "b"), ==, "c");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/request/the-path-is-decoded-once", test_path_is_decoded_once);
  g_test_add_func ("/http/request/the-root-is-a-path", test_root_is_a_path);
  g_test_add_func ("/http/request/ambiguous-paths-are-refused", test_ambiguous_paths_are_refused);
  g_test_add_func ("/http/request/only-origin-form-is-a-target", test_only_origin_form_is_a_target);
  g_test_add_func ("/http/request/a-query-has-one-meaning", test_query_has_one_meaning);
  g_test_add_func ("/http/request/a-query-is-bounded", test_query_is_bounded);
  g_test_add_func ("/http/request/headers-are-found-in-any-case",
                   test_headers_are_found_in_any_case);
  g_test_add_func ("/http/request/deciding-headers-stand-once", test_deciding_headers_stand_once);
  g_test_add_func ("/http/request/malformed-headers-are-refused",
                   test_malformed_headers_are_refused);
  g_test_add_func ("/http/request/headers-are-counted", test_headers_are_counted);
  g_test_add_func ("/http/request/a-bearer-is-a-token-alone", test_bearer_is_a_token_alone);
  g_test_add_func ("/http/request/a-method-is-a-token", test_method_is_a_token);
  g_test_add_func ("/http/request/body-and-peer-are-kept", test_body_and_peer_are_kept);
  return g_test_run ();
}
