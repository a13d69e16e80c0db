/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands in for listener and network: hands requests to the router and keeps what comes back. */
#include "aft-api-fixture.h"

#include <string.h>

#include "aft-body.h"
#include "aft-device-flow.h"
#include "aft-json.h"
#include "aft-response-builder.h"

#define DEFINITION                                                                                 \
  "{\"aftertaste\":{\"id\":\"exit\",\"kind\":\"exit\",\"version\":4},\"elements\":["               \
  "{\"name\":\"overall\",\"rateMax\":5,\"rateMin\":1,\"type\":\"rating\"},"                        \
  "{\"name\":\"words\",\"type\":\"comment\"}]}"

/* -- the house ----------------------------------------------------------------------------------
 */

char *
aft_api_fixture_enrol (AftApiFixture *fixture, const AftId *device_id, const AftId *venue_id)
{
  g_autoptr (GError) error = NULL;
  AftDeviceApplicant applicant = { .device_id = *device_id, .name = (char *) "门口" };
  char *token = aft_device_flow_enrol (fixture->house.store, fixture->house.random, &applicant,
                                       venue_id, "user:test", &error);
  g_assert_no_error (error);
  return token;
}

void
aft_api_fixture_remake (AftApiFixture *fixture, const AftApiOptions *changes)
{
  AftApiOptions options = *changes;
  options.store = fixture->house.store;
  options.clock = fixture->house.clock;
  options.random = fixture->house.random;
  options.surveys = fixture->surveys;
  if (options.verification_address == NULL)
    options.verification_address = "https://house.example/console";
  g_clear_pointer (&fixture->router, aft_router_unref);
  g_clear_pointer (&fixture->api, aft_api_unref);
  fixture->api = aft_api_new (&options);
  fixture->router = aft_router_new ();
  aft_api_add_routes (fixture->api, fixture->router);
}

static void
publish (AftApiFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftHouseSurvey survey = { .kind = (char *) "exit",
                            .id = (char *) "exit",
                            .version = (char *) "4",
                            .definition = (char *) DEFINITION };
  g_assert_true (
      aft_house_store_publish_survey_sync (fixture->house.store, &survey, "user:test", &error));
  fixture->survey = aft_digest_of_text (DEFINITION);
}

void
aft_api_fixture_set_up (AftApiFixture *fixture, gconstpointer unused)
{
  const AftApiOptions options = { .metrics = AFT_METRICS_LOCAL };
  aft_house_fixture_set_up (&fixture->house, unused);
  publish (fixture);
  fixture->token
      = aft_api_fixture_enrol (fixture, &fixture->house.kiosk.id, &fixture->house.venue_id);
  fixture->surveys = aft_survey_cache_new ();
  aft_api_fixture_remake (fixture, &options);
  aft_batch_set_up (&fixture->batch, unused);
  fixture->batch.origin.device_id = fixture->house.kiosk.id;
}

void
aft_api_fixture_tear_down (AftApiFixture *fixture, gconstpointer unused)
{
  aft_batch_tear_down (&fixture->batch, unused);
  aft_router_unref (fixture->router);
  aft_api_unref (fixture->api);
  aft_survey_cache_unref (fixture->surveys);
  g_free (fixture->token);
  aft_house_fixture_tear_down (&fixture->house, unused);
}

guint64
aft_api_fixture_count_stored (AftApiFixture *fixture)
{
  AftHouseCounters counters;
  aft_house_store_get_counters (fixture->house.store, &counters);
  return counters.stored;
}

/* -- questions ----------------------------------------------------------------------------------
 */

static AftHttpRequest *
make_request (const AftApiQuestion *question)
{
  static const AftHttpPeer peer = { .address = (char *) "127.0.0.1", .uid = -1 };
  g_autofree char *bearer
      = question->token != NULL ? g_strconcat ("Bearer ", question->token, NULL) : NULL;
  const char *method = question->body != NULL ? "POST" : "GET";
  AftHttpHeader headers[4] = { { NULL, NULL } };
  gsize count = 0;
  if (bearer != NULL)
    headers[count++] = (AftHttpHeader){ "Authorization", bearer };
  if (question->body != NULL)
    headers[count++] = (AftHttpHeader){ "Content-Type", "application/json" };
  if (question->header != NULL)
    headers[count++] = (AftHttpHeader){ question->header, question->header_value };
  const AftHttpRequestParts parts
      = { .method = question->method != NULL ? question->method : method,
          .target = question->target,
          .headers = headers,
          .peer = &peer };
  AftHttpReply *refusal = NULL;
  g_autoptr (AftHttpRequest) request = aft_http_request_new (&parts, &refusal);
  g_assert_null (refusal);
  gsize length = question->length > 0     ? (gsize) question->length
                 : question->body != NULL ? strlen (question->body)
                                          : 0;
  g_autoptr (GBytes) body = g_bytes_new (question->body, length);
  return aft_http_request_with_body (request, body);
}

static void
on_replied (AftHttpExchange *exchange, AftHttpReply *reply, gpointer data)
{
  AftApiStream *stream = data;
  g_assert_null (stream->reply);
  stream->reply = aft_http_reply_ref (reply);
}

static gboolean
on_started (AftHttpExchange *exchange, AftHttpEvents *events, gpointer data)
{
  AftApiStream *stream = data;
  stream->is_open = !stream->is_full;
  return stream->is_open;
}

static gboolean
on_text (AftHttpExchange *exchange, const char *text, gpointer data)
{
  AftApiStream *stream = data;
  g_string_append (stream->text, text);
  return !stream->is_full;
}

static void
on_ended (AftHttpExchange *exchange, gpointer data)
{
  ((AftApiStream *) data)->is_open = FALSE;
}

static const AftHttpSink sink = { .replied = on_replied,
                                  .events_started = on_started,
                                  .events_text = on_text,
                                  .events_ended = on_ended };

static AftApiStream *
put (AftApiFixture *fixture, const AftApiQuestion *question)
{
  g_autoptr (AftHttpRequest) request = make_request (question);
  AftApiStream *stream = g_new0 (AftApiStream, 1);
  stream->text = g_string_new (NULL);
  stream->exchange = aft_http_exchange_new (request, &sink, stream);
  aft_router_dispatch (fixture->router, stream->exchange, &aft_http_limits_default);
  while (stream->reply == NULL && !stream->is_open)
    g_main_context_iteration (NULL, TRUE);
  return stream;
}

void
aft_api_stream_free (AftApiStream *stream)
{
  if (stream == NULL)
    return;
  if (stream->is_open)
    aft_http_exchange_detach (stream->exchange);
  aft_http_exchange_unref (stream->exchange);
  aft_http_reply_unref (stream->reply);
  g_string_free (stream->text, TRUE);
  g_free (stream);
}

AftApiStream *
aft_api_fixture_follow (AftApiFixture *fixture, const char *last_id)
{
  const AftApiQuestion question = { .target = "/api/v1/events",
                                    .token = fixture->token,
                                    .header = last_id != NULL ? "Last-Event-ID" : NULL,
                                    .header_value = last_id };
  return put (fixture, &question);
}

AftValue *
aft_api_reply_read (AftHttpReply *reply)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *text = g_bytes_get_data (aft_http_reply_get_body (reply), &length);
  const AftJsonLimits limits = { 1 << 20, 200 };
  AftValue *value = aft_json_parse (text, length, &limits, &error);
  g_assert_no_error (error);
  return value;
}

static void
assert_problem (AftHttpReply *reply)
{
  g_autoptr (AftValue) problem = aft_api_reply_read (reply);
  const char *reason = aft_value_get_member_string (problem, "reason", "");
  g_autofree char *type = g_strconcat (AFT_HTTP_PROBLEM_TYPE, reason, NULL);
  g_assert_cmpstr (aft_http_reply_get_content_type (reply), ==, AFT_HTTP_PROBLEM);
  g_assert_cmpuint (aft_value_get_length (problem), ==, 5);
  g_assert_cmpstr (reason, ==, aft_http_reply_get_reason (reply));
  g_assert_cmpstr (aft_value_get_member_string (problem, "type", ""), ==, type);
  g_assert_cmpstr (aft_value_get_member_string (problem, "title", ""), !=, "");
  g_assert_cmpint ((int) aft_value_get_member_number (problem, "status", 0), ==,
                   aft_http_reply_get_status (reply));
  g_assert_nonnull (aft_value_get_member (problem, "detail"));
  if (aft_http_reply_get_status (reply) == 429 || aft_http_reply_get_status (reply) == 503)
    g_assert_cmpint (atoi (aft_http_reply_get_header (reply, "Retry-After")), >, 0);
}

AftHttpReply *
aft_api_fixture_ask_any (AftApiFixture *fixture, const AftApiQuestion *question)
{
  g_autoptr (AftApiStream) stream = put (fixture, question);
  g_assert_nonnull (stream->reply);
  if (aft_http_reply_get_status (stream->reply) >= 400)
    assert_problem (stream->reply);
  return aft_http_reply_ref (stream->reply);
}

AftHttpReply *
aft_api_fixture_ask (AftApiFixture *fixture, const AftApiQuestion *question)
{
  AftHttpReply *reply = aft_api_fixture_ask_any (fixture, question);
  g_assert_cmpint (aft_http_reply_get_status (reply), <, 500);
  return reply;
}

void
aft_api_assert_refused (AftHttpReply *reply, int status, const char *reason)
{
  g_assert_cmpint (aft_http_reply_get_status (reply), ==, status);
  if (reason != NULL)
    g_assert_cmpstr (aft_http_reply_get_reason (reply), ==, reason);
  aft_http_reply_unref (reply);
}

AftValue *
aft_api_fixture_get_json (AftApiFixture *fixture, const AftApiQuestion *question)
{
  g_autoptr (AftHttpReply) reply = aft_api_fixture_ask (fixture, question);
  g_assert_cmpint (aft_http_reply_get_status (reply), ==, 200);
  g_assert_cmpstr (aft_http_reply_get_content_type (reply), ==, AFT_HTTP_JSON);
  return aft_api_reply_read (reply);
}

/* -- batches ------------------------------------------------------------------------------------
 */

void
aft_api_fixture_add_tap (AftApiFixture *fixture, double rating)
{
  g_autoptr (GError) error = NULL;
  AftSampleFixture *sample = &fixture->batch.sample;
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->house.clock, sample->random, AFT_RESPONSE_EXIT, NULL);
  AftValueBuilder *answers = aft_value_builder_new_object ();
  aft_value_builder_set_number (answers, "overall", rating);
  g_autoptr (AftValue) value = aft_value_builder_end (answers);
  aft_response_builder_set_state (builder, AFT_RESPONSE_TAP);
  aft_response_builder_set_survey (builder, "exit", "4", &fixture->survey);
  aft_response_builder_set_answers (builder, value);
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  char *body = aft_body_from_response (response, NULL, &error);
  g_assert_no_error (error);
  aft_batch_take (&fixture->batch, AFT_ITEM_RESPONSE, aft_response_get_id (response), body);
}

AftHttpReply *
aft_api_fixture_send (AftApiFixture *fixture, const char *text)
{
  const AftApiQuestion question
      = { .target = "/api/v1/batches", .token = fixture->token, .body = text };
  return aft_api_fixture_ask (fixture, &question);
}

AftValue *
aft_api_fixture_send_batch (AftApiFixture *fixture)
{
  g_autofree char *text = aft_batch_to_text (&fixture->batch, NULL);
  g_autoptr (AftHttpReply) reply = aft_api_fixture_send (fixture, text);
  g_assert_cmpint (aft_http_reply_get_status (reply), ==, 200);
  return aft_api_reply_read (reply);
}

const char *
aft_api_receipt (const AftValue *reply, guint index)
{
  const AftValue *item = aft_value_get_item (aft_value_get_member (reply, "items"), index);
  const char *status = aft_value_get_member_string (item, "status", "");
  return g_str_equal (status, "refused") ? aft_value_get_member_string (item, "reason", "")
                                         : status;
}
