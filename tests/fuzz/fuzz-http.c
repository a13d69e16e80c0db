/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The request layer above libsoup: what a connection sends, to requests, to a router. Read at once
 * and byte by byte it is the same; what is not refused keeps to its limits and has one meaning. */
#include <string.h>

#include "aft-fuzz.h"
#include "aft-http-reader.h"

#define MOST_BODY 64

typedef struct
{
  AftRouter *router;
  AftHttpLimits limits;
  guint answers;
} World;

static void
on_called (AftHttpExchange *exchange, gpointer data)
{
  const char *id = aft_http_exchange_get_parameter (exchange, "id");
  AftId parsed;

  g_assert_true (id == NULL || aft_http_exchange_get_id (exchange, "id", &parsed));
  aft_http_exchange_take_reply (exchange, aft_http_reply_new (204));
}

static void
on_replied (AftHttpExchange *exchange, AftHttpReply *reply, gpointer data)
{
  World *world = data;

  g_assert_cmpint (aft_http_reply_get_status (reply), >=, 200);
  g_assert_cmpint (aft_http_reply_get_status (reply), <, 500);
  world->answers++;
}

static void
set_up (World *world)
{
  static const AftRoute routes[] = {
    { "GET", "/healthz", AFT_ROUTE_NO_BODY, 0 },
    { "POST", "/api/v1/batches", AFT_ROUTE_JSON, 0 },
    { "GET", "/api/v1/devices/{id:uuid}", AFT_ROUTE_NO_BODY, 0 },
    { "PUT", "/api/v1/{code:word}/{count:number}", AFT_ROUTE_JSON, 0 },
  };

  world->router = aft_router_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    aft_router_add (world->router, &routes[i], on_called, NULL);
  world->limits = aft_http_limits_default;
  world->limits.body_bytes = MOST_BODY;
  world->limits.head_bytes = 2048;
}

static void
check_path (const char *path)
{
  g_assert_cmpint (*path, ==, '/');
  g_assert_true (g_utf8_validate (path, -1, NULL));
  g_assert_null (strstr (path, "/../"));
  g_assert_null (strstr (path, "/./"));
  g_assert_null (strstr (path, "//"));
  g_assert_null (strchr (path, '\\'));
  g_assert_false (g_str_has_suffix (path, "/.."));
  for (const char *at = path; *at != '\0'; at++)
    g_assert_false (g_ascii_iscntrl (*at));
}

static void
answer (World *world, AftHttpRequest *request)
{
  static const AftHttpSink sink = { .replied = on_replied };
  AftHttpExchange *exchange = aft_http_exchange_new (request, &sink, world);
  guint before = world->answers;

  check_path (aft_http_request_get_path (request));
  g_assert_cmpuint (g_bytes_get_size (aft_http_request_get_body (request)), <=, MOST_BODY);
  aft_http_request_get_bearer (request);
  aft_router_dispatch (world->router, exchange, &world->limits);
  aft_http_exchange_unref (exchange);
  g_assert_cmpuint (world->answers, ==, before + 1);
}

static void
note_refusal (World *world, AftHttpReply *refusal, GString *outcome)
{
  int status = aft_http_reply_get_status (refusal);

  g_assert_true (status == 204 || (status >= 400 && status <= 505));
  g_string_append_printf (outcome, "%d %s\n", status, aft_http_reply_get_reason (refusal));
  aft_http_reply_unref (refusal);
}

static void
note_request (World *world, AftHttpRequest *request, GString *outcome)
{
  gsize length;
  const char *body = g_bytes_get_data (aft_http_request_get_body (request), &length);

  answer (world, request);
  g_string_append_printf (outcome, "%s %s %u\n", aft_http_request_get_method (request),
                          aft_http_request_get_path (request),
                          g_bytes_hash (aft_http_request_get_body (request)));
  g_string_append_len (outcome, body, (gssize) length);
  aft_http_request_unref (request);
}

/* What comes of @data when it arrives in pieces of @step bytes. */
static char *
read_all (World *world, const uint8_t *data, size_t size, size_t step)
{
  static const AftHttpPeer peer = { .address = (char *) "unix", .uid = 0 };
  g_autoptr (AftHttpReader) reader = aft_http_reader_new (world->router, &world->limits, &peer);
  GString *outcome = g_string_new (NULL);

  for (size_t taken = 0; taken < size;)
    {
      taken += aft_http_reader_feed (reader, data + taken, MIN (step, size - taken));
      if (aft_http_reader_get_state (reader) == AFT_HTTP_READER_WHOLE)
        note_request (world, aft_http_reader_take_request (reader), outcome);
      else if (aft_http_reader_get_state (reader) == AFT_HTTP_READER_REFUSED)
        note_refusal (world, aft_http_reader_take_refusal (reader), outcome);
      if (aft_http_reader_get_state (reader) == AFT_HTTP_READER_EMPTY
          && aft_http_reader_wants_close (reader))
        break;
    }
  return g_string_free (outcome, FALSE);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  World world = { 0 };
  g_autofree char *at_once = NULL;
  g_autofree char *slowly = NULL;

  set_up (&world);
  at_once = read_all (&world, data, size, MAX (size, 1));
  slowly = read_all (&world, data, size, 1);
  g_assert_cmpstr (at_once, ==, slowly);
  aft_router_unref (world.router);
  return 0;
}
