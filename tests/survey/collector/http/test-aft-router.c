/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests to handlers without a socket: which one answers, and what is refused before a body is
 * read. */
#include <string.h>

#include "aft-router.h"

#define DEVICE "018f3c2a-1b2c-7d3e-8f40-5a6b7c8d9e0f"

typedef struct
{
  AftHttpReply *reply;
  guint count;
} Answer;

static void
on_replied (AftHttpExchange *exchange, AftHttpReply *reply, gpointer data)
{
  Answer *answer = data;

  answer->count++;
  answer->reply = aft_http_reply_ref (reply);
}

static const AftHttpSink sink = { .replied = on_replied };

/* Answers with a header that tells which handler it was, and with what. */
static void
on_called (AftHttpExchange *exchange, gpointer data)
{
  static const char *const names[] = { "id", "code", "count" };
  AftHttpReply *reply = aft_http_reply_new (204);

  aft_http_reply_set_header (reply, "X-Handler", data);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (aft_http_exchange_get_parameter (exchange, names[i]) != NULL)
      aft_http_reply_set_header (reply, names[i],
                                 aft_http_exchange_get_parameter (exchange, names[i]));
  aft_http_exchange_take_reply (exchange, reply);
}

static AftRouter *
make_router (void)
{
  static const struct
  {
    AftRoute route;
    const char *name;
  } routes[] = {
    { { "GET", "/", AFT_ROUTE_NO_BODY, 0 }, "root" },
    { { "GET", "/devices", AFT_ROUTE_NO_BODY, 0 }, "list" },
    { { "POST", "/devices", AFT_ROUTE_JSON, 10 }, "add" },
    { { "GET", "/devices/{id:uuid}", AFT_ROUTE_NO_BODY, 0 }, "device" },
    { { "GET", "/devices/{code:word}", AFT_ROUTE_NO_BODY, 0 }, "code" },
    { { "GET", "/devices/self", AFT_ROUTE_NO_BODY, 0 }, "self" },
    { { "POST", "/form", AFT_ROUTE_FORM, 0 }, "form" },
    { { "POST", "/file", AFT_ROUTE_MULTIPART, 0 }, "file" },
    { { "PUT", "/devices/{id:uuid}/tries/{count:number}", AFT_ROUTE_JSON, 0 }, "tries" },
  };
  AftRouter *router = aft_router_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    aft_router_add (router, &routes[i].route, on_called, (gpointer) routes[i].name);
  return router;
}

static AftHttpReply *
ask_router (AftRouter *router,
            const char *method,
            const char *target,
            const char *content_type,
            const char *body)
{
  const AftHttpHeader headers[] = { { "Content-Type", content_type }, { NULL, NULL } };
  const AftHttpRequestParts parts
      = { .method = method, .target = target, .headers = content_type == NULL ? NULL : headers };
  AftHttpReply *refusal;
  g_autoptr (AftHttpRequest) head = aft_http_request_new (&parts, &refusal);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (AftHttpRequest) request = NULL;
  g_autoptr (AftHttpExchange) exchange = NULL;
  Answer answer = { 0 };

  g_assert_null (refusal);
  request = aft_http_request_with_body (head, bytes);
  exchange = aft_http_exchange_new (request, &sink, &answer);
  aft_router_dispatch (router, exchange, &aft_http_limits_default);
  g_assert_cmpuint (answer.count, ==, 1);
  return answer.reply;
}

static AftHttpReply *
ask (const char *method, const char *target, const char *content_type, const char *body)
{
  g_autoptr (AftRouter) router = make_router ();

  return ask_router (router, method, target, content_type, body);
}

static void
assert_handler (const char *method, const char *target, const char *name)
{
  g_autoptr (AftHttpReply) reply
      = ask (method, target, strcmp (method, "GET") == 0 ? NULL : "application/json", "");

  g_assert_cmpstr (aft_http_reply_get_header (reply, "X-Handler"), ==, name);
}

static void
assert_problem (AftHttpReply *reply, int status, const char *reason)
{
  g_assert_cmpint (aft_http_reply_get_status (reply), ==, status);
  g_assert_cmpstr (aft_http_reply_get_reason (reply), ==, reason);
  aft_http_reply_unref (reply);
}

static void
test_paths_find_their_handlers (void)
{
  assert_handler ("GET", "/", "root");
  assert_handler ("GET", "/devices", "list");
  assert_handler ("GET", "/devices?limit=3", "list");
  assert_handler ("POST", "/devices", "add");
  assert_handler ("PUT", "/devices/" DEVICE "/tries/0", "tries");
}

static void
test_texts_win_over_types (void)
{
  assert_handler ("GET", "/devices/self", "self");
  assert_handler ("GET", "/devices/selfish", "code");
}

static void
test_parameters_have_their_types (void)
{
  g_autoptr (AftHttpReply) reply
      = ask ("PUT", "/devices/" DEVICE "/tries/9007199254740991", "application/json", "");
  static const char *const wrong[] = {
    "/devices/" DEVICE "/tries/9007199254740992",
    "/devices/" DEVICE "/tries/007",
    "/devices/" DEVICE "/tries/-1",
    "/devices/" DEVICE "/tries/",
    "/devices/" DEVICE "0/tries/1",
  };

  g_assert_cmpstr (aft_http_reply_get_header (reply, "id"), ==, DEVICE);
  g_assert_cmpstr (aft_http_reply_get_header (reply, "count"), ==, "9007199254740991");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_problem (ask ("PUT", wrong[i], "application/json", ""), 404, "not-found");
}

static void
test_words_are_short_and_plain (void)
{
  g_autofree char *longest = g_strnfill (64, 'x');
  g_autofree char *good = g_strconcat ("/devices/", longest, NULL);
  g_autofree char *bad = g_strconcat ("/devices/", longest, "x", NULL);

  assert_handler ("GET", good, "code");
  assert_problem (ask ("GET", bad, NULL, ""), 404, "not-found");
  assert_problem (ask ("GET", "/devices/a.b", NULL, ""), 404, "not-found");
  assert_problem (ask ("GET", "/devices/%E5%91%B3", NULL, ""), 404, "not-found");
}

static void
test_unknown_paths_are_404 (void)
{
  static const char *const wrong[]
      = { "/x", "/devices/", "/devices/a/b", "/Devices", "/devices/%252e" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_problem (ask ("GET", wrong[i], NULL, ""), 404, "not-found");
}

static void
test_other_methods_are_405_with_allow (void)
{
  static const char *const wrong[] = { "DELETE", "PATCH", "TRACE", "BREW", "get" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      AftHttpReply *reply = ask (wrong[i], "/devices", NULL, "");

      g_assert_cmpstr (aft_http_reply_get_header (reply, "Allow"), ==, "OPTIONS, GET, HEAD, POST");
      assert_problem (reply, 405, "method-not-allowed");
    }
}

static void
test_head_is_answered_as_get (void)
{
  g_autoptr (AftHttpReply) reply = ask ("HEAD", "/devices", NULL, "");

  g_assert_cmpstr (aft_http_reply_get_header (reply, "X-Handler"), ==, "list");
  assert_problem (ask ("HEAD", "/devices/" DEVICE "/tries/1", NULL, ""), 405, "method-not-allowed");
}

static void
test_options_promises_no_origin_anything (void)
{
  g_autoptr (AftHttpReply) reply = ask ("OPTIONS", "/devices/self", NULL, "");
  const char *name, *value;

  g_assert_cmpint (aft_http_reply_get_status (reply), ==, 204);
  g_assert_cmpstr (aft_http_reply_get_header (reply, "Allow"), ==, "OPTIONS, GET, HEAD");
  for (gsize i = 0; aft_http_reply_get_header_at (reply, i, &name, &value); i++)
    g_assert_false (g_str_has_prefix (name, "Access-Control"));
}

static void
test_bodies_are_json_by_name (void)
{
  static const char *const good[]
      = { "application/json", "Application/JSON", "application/json; charset=utf-8",
          "application/json;charset=UTF-8", "application/json ; charset=\"utf-8\"" };
  static const char *const bad[] = { "text/plain",
                                     "application/jsonp",
                                     "application/json, text/plain",
                                     "application/json; charset=gbk",
                                     "application/json; charset=utf-8; a=b",
                                     "application/x-www-form-urlencoded",
                                     "multipart/form-data",
                                     "application / json",
                                     "application/json;",
                                     "" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (AftHttpReply) reply = ask ("POST", "/devices", good[i], "{}");

      g_assert_cmpstr (aft_http_reply_get_header (reply, "X-Handler"), ==, "add");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_problem (ask ("POST", "/devices", bad[i], "{}"), 415, "content-type");
  assert_problem (ask ("POST", "/devices", NULL, "{}"), 415, "content-type");
}

static void
test_forms_are_forms_by_name (void)
{
  static const char *const good[]
      = { "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=UTF-8" };
  static const char *const bad[]
      = { "application/json", "text/plain", "multipart/form-data; boundary=a",
          "application/x-www-form-urlencoded; charset=gb18030", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (AftHttpReply) reply = ask ("POST", "/form", good[i], "a=b");

      g_assert_cmpstr (aft_http_reply_get_header (reply, "X-Handler"), ==, "form");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_problem (ask ("POST", "/form", bad[i], "a=b"), 415, "content-type");
  assert_problem (ask ("POST", "/form", NULL, "a=b"), 415, "content-type");
}

static void
test_files_come_in_parts (void)
{
  g_autoptr (AftHttpReply) reply
      = ask ("POST", "/file", "multipart/form-data; boundary=----WebKitFormBoundaryA1", "a");

  g_assert_cmpstr (aft_http_reply_get_header (reply, "X-Handler"), ==, "file");
  assert_problem (ask ("POST", "/file", "multipart/form-data", "a"), 415, "content-type");
  assert_problem (ask ("POST", "/file", "application/x-www-form-urlencoded", "a=b"), 415,
                  "content-type");
  assert_problem (ask ("POST", "/file", NULL, "a"), 415, "content-type");
}

static void
test_bodies_have_their_routes_size (void)
{
  assert_handler ("POST", "/devices", "add");
  assert_problem (ask ("POST", "/devices", "application/json", "12345678901"), 413,
                  "body-too-large");
  assert_problem (ask ("GET", "/devices", NULL, "1"), 413, "no-body");
}

static void
test_head_is_judged_before_the_body (void)
{
  g_autoptr (AftRouter) router = make_router ();
  const AftHttpHeader headers[]
      = { { "Content-Type", "application/json" }, { "Content-Encoding", "gzip" }, { NULL, NULL } };
  AftHttpRequestParts parts = { .method = "POST", .target = "/devices", .headers = headers };
  AftHttpReply *refusal;
  g_autoptr (AftHttpRequest) packed = aft_http_request_new (&parts, &refusal);
  g_autoptr (AftHttpRequest) plain = NULL;
  gsize most = 77;

  assert_problem (aft_router_judge (router, packed, &aft_http_limits_default, TRUE, &most), 415,
                  "content-encoding");
  parts.headers = (const AftHttpHeader[]){ { "Content-Type", "application/json" }, { NULL, NULL } };
  plain = aft_http_request_new (&parts, &refusal);
  g_assert_null (aft_router_judge (router, plain, &aft_http_limits_default, TRUE, &most));
  g_assert_cmpuint (most, ==, 10);
}

/* Says what it was given, and with which status. */
static void
on_refused (AftHttpExchange *exchange, AftHttpReply *refusal, gpointer data)
{
  AftHttpReply *reply = aft_http_reply_new (aft_http_reply_get_status (refusal));

  aft_http_reply_set_header (reply, "X-Handler", data);
  aft_http_reply_unref (refusal);
  aft_http_exchange_take_reply (exchange, reply);
}

static void
test_refusals_below_a_base_are_anothers (void)
{
  static const struct
  {
    const char *method;
    const char *target;
    const char *type;
    const char *body;
    int status;
    gboolean is_below;
  } asked[] = {
    { "GET", "/devices/self/nothing", NULL, NULL, 404, TRUE },
    { "DELETE", "/devices", NULL, NULL, 405, TRUE },
    { "OPTIONS", "/devices", NULL, NULL, 204, TRUE },
    { "POST", "/devices", "text/plain", "a", 415, TRUE },
    { "POST", "/devices", "application/json", "12345678901", 413, TRUE },
    { "GET", "/devicesque", NULL, NULL, 404, FALSE },
    { "DELETE", "/form", NULL, NULL, 405, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (AftRouter) router = make_router ();
      aft_router_set_refusals (router, "/devices", on_refused, (char *) "refusals");
      g_autoptr (AftHttpReply) reply
          = ask_router (router, asked[i].method, asked[i].target, asked[i].type,
                        asked[i].body != NULL ? asked[i].body : "");
      g_assert_cmpint (aft_http_reply_get_status (reply), ==, asked[i].status);
      g_assert_cmpstr (aft_http_reply_get_header (reply, "X-Handler"), ==,
                       asked[i].is_below ? "refusals" : NULL);
    }
}

static void
test_refusals_wait_for_the_body (void)
{
  g_autoptr (AftRouter) router = make_router ();
  const AftHttpRequestParts parts = { .method = "POST", .target = "/devices/self/nothing" };
  AftHttpReply *refusal;
  gsize most = 0;
  g_autoptr (AftHttpRequest) head = aft_http_request_new (&parts, &refusal);

  aft_router_set_refusals (router, "/devices", on_refused, NULL);
  g_assert_null (aft_router_judge (router, head, &aft_http_limits_default, TRUE, &most));
  g_assert_cmpuint (most, ==, (gsize) aft_http_limits_default.body_bytes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/router/paths-find-their-handlers", test_paths_find_their_handlers);
  g_test_add_func ("/http/router/texts-win-over-types", test_texts_win_over_types);
  g_test_add_func ("/http/router/parameters-have-their-types", test_parameters_have_their_types);
  g_test_add_func ("/http/router/words-are-short-and-plain", test_words_are_short_and_plain);
  g_test_add_func ("/http/router/unknown-paths-are-404", test_unknown_paths_are_404);
  g_test_add_func ("/http/router/other-methods-are-405-with-allow",
                   test_other_methods_are_405_with_allow);
  g_test_add_func ("/http/router/head-is-answered-as-get", test_head_is_answered_as_get);
  g_test_add_func ("/http/router/options-promises-no-origin-anything",
                   test_options_promises_no_origin_anything);
  g_test_add_func ("/http/router/bodies-are-json-by-name", test_bodies_are_json_by_name);
  g_test_add_func ("/http/router/forms-are-forms-by-name", test_forms_are_forms_by_name);
  g_test_add_func ("/http/router/refusals-below-a-base-are-anothers",
                   test_refusals_below_a_base_are_anothers);
  g_test_add_func ("/http/router/refusals-wait-for-the-body", test_refusals_wait_for_the_body);
  g_test_add_func ("/http/router/files-come-in-parts", test_files_come_in_parts);
  g_test_add_func ("/http/router/bodies-have-their-routes-size",
                   test_bodies_have_their_routes_size);
  g_test_add_func ("/http/router/a-head-is-judged-before-the-body",
                   test_head_is_judged_before_the_body);
  return g_test_run ();
}
