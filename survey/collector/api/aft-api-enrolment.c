/* SPDX-License-Identifier: GPL-3.0-or-later */
/* POST /api/v1/device/authorization and /api/v1/device/token: the device flow of RFC 8628, in JSON.
 * No token is needed to ask, so an address may not ask often. */
#include "aft-api-private.h"

#include <string.h>

#include "aft-device-flow.h"
#include "aft-error.h"
#include "aft-json.h"
#include "aft-secret.h"

#define DOCUMENT_MAX_BYTES 1024
#define DOCUMENT_DEPTH     2

/* One question on its way through a worker. */
typedef struct
{
  AftApi *api;
  AftHttpExchange *exchange;
} Asking;

typedef struct
{
  AftRandom *random;
  AftDeviceApplicant *applicant; /* of a new code, or NULL */
  char *device_code;             /* of a poll, or NULL */
} Order;

static void
free_order (gpointer data)
{
  Order *order = data;
  aft_random_unref (order->random);
  aft_device_applicant_free (order->applicant);
  aft_secret_free_text (order->device_code);
  g_free (order);
}

static void
free_asking (Asking *asking)
{
  aft_http_exchange_unref (asking->exchange);
  aft_api_unref (asking->api);
  g_free (asking);
}

static AftValue *
read_document (AftHttpExchange *exchange, GError **error)
{
  const AftJsonLimits limits = { DOCUMENT_MAX_BYTES, DOCUMENT_DEPTH };
  gsize length = 0;
  GBytes *body = aft_http_request_get_body (aft_http_exchange_get_request (exchange));
  const char *text = g_bytes_get_data (body, &length);
  return aft_json_parse (text != NULL ? text : "", length, &limits, error);
}

/* Characters that show: staff read the name before they let somebody in, so nothing in it may turn
 * what stands beside it around, or hide. */
static gboolean
is_shown (gunichar character)
{
  GUnicodeType type = g_unichar_type (character);
  return g_unichar_isprint (character) && type != G_UNICODE_LINE_SEPARATOR
         && type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

static gboolean
is_name (const char *text)
{
  if (*text == '\0' || g_utf8_strlen (text, -1) > AFT_DEVICE_FLOW_NAME_MAX)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!is_shown (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

/* Ids and keys have one written form, as everywhere on the wire. */
static const char *
get_lower_case (const AftValue *document, const char *name)
{
  const char *text = aft_value_get_member_string (document, name, "");
  return strpbrk (text, "ABCDEF") == NULL ? text : "";
}

static AftDeviceApplicant *
read_applicant (const AftValue *document, GError **error)
{
  g_autoptr (AftDeviceApplicant) applicant = g_new0 (AftDeviceApplicant, 1);
  const char *name = aft_value_get_member_string (document, "name", "");
  AftDigest key; /* of the same size and form */
  G_STATIC_ASSERT (sizeof key.bytes == AFT_LINK_KEY_BYTES);
  if (aft_value_get_length (document) != 3
      || !aft_id_from_text (get_lower_case (document, "device_id"), &applicant->device_id)
      || aft_id_is_zero (&applicant->device_id)
      || !aft_digest_from_text (get_lower_case (document, "link_key"), &key) || !is_name (name))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                           "The document is device_id, link_key and name, and nothing else");
      return NULL;
    }
  memcpy (applicant->link_key, key.bytes, sizeof applicant->link_key);
  aft_secret_wipe (&key, sizeof key);
  applicant->name = g_strdup (name);
  return g_steal_pointer (&applicant);
}

static gboolean
wait_for_rate (AftApi *api, AftRateLimit *limit, AftHttpExchange *exchange)
{
  guint wait = aft_rate_limit_take (limit, aft_api_get_address (api, exchange));
  if (wait > 0)
    aft_api_reply_wait (exchange, wait);
  return wait > 0;
}

static void
call_store (AftApi *api,
            AftHttpExchange *exchange,
            const AftHouseCall *call,
            GAsyncReadyCallback callback)
{
  Asking *asking = g_new0 (Asking, 1);
  *asking = (Asking){ aft_api_ref (api), aft_http_exchange_ref (exchange) };
  aft_house_store_call_async (api->options.store, call, callback, asking);
}

/* -- a new code ------------------------------------------------------------------------------- */

static gpointer
begin_flow (AftHouseStore *store, gpointer data, GError **error)
{
  const Order *order = data;
  return aft_device_flow_begin (store, order->random, order->applicant, error);
}

static void
on_begun (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftDeviceFlowCodes) codes = aft_house_store_call_finish (result, &error);
  if (codes != NULL)
    {
      AftValueBuilder *builder = aft_value_builder_new_object ();
      aft_value_builder_set_string (builder, "device_code", codes->device_code);
      aft_value_builder_set_string (builder, "user_code", codes->user_code);
      aft_value_builder_set_string (builder, "verification_uri",
                                    asking->api->options.verification_address);
      aft_value_builder_set_number (builder, "expires_in", AFT_DEVICE_FLOW_EXPIRES_SECONDS);
      aft_value_builder_set_number (builder, "interval", AFT_DEVICE_FLOW_INTERVAL_SECONDS);
      g_autoptr (AftValue) reply = aft_value_builder_end (builder);
      aft_http_exchange_take_reply (asking->exchange, aft_http_reply_new_json (200, reply));
    }
  else
    aft_api_fail_document (asking->exchange, error);
  free_asking (asking);
}

static void
on_authorization (AftHttpExchange *exchange, gpointer user_data)
{
  AftApi *api = user_data;
  g_autoptr (GError) error = NULL;
  if (wait_for_rate (api, api->enrol_rate, exchange))
    return;
  g_autoptr (AftValue) document = read_document (exchange, &error);
  AftDeviceApplicant *applicant = document != NULL ? read_applicant (document, &error) : NULL;
  if (applicant == NULL)
    {
      aft_api_fail_document (exchange, error);
      return;
    }
  Order *order = g_new0 (Order, 1);
  *order = (Order){ aft_random_ref (api->options.random), applicant, NULL };
  AftHouseCall call = { .work = begin_flow,
                        .data = order,
                        .free_data = free_order,
                        .free_result = (GDestroyNotify) aft_device_flow_codes_free };
  call_store (api, exchange, &call, on_begun);
}

/* -- is there a token? ------------------------------------------------------------------------ */

static gpointer
ask_flow (AftHouseStore *store, gpointer data, GError **error)
{
  const Order *order = data;
  return aft_device_flow_ask (store, order->random, order->device_code, error);
}

static void
reply_token (AftHttpExchange *exchange, const char *token)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "access_token", token);
  aft_value_builder_set_string (builder, "token_type", "Bearer");
  g_autoptr (AftValue) reply = aft_value_builder_end (builder);
  aft_http_exchange_take_reply (exchange, aft_http_reply_new_json (200, reply));
}

/* RFC 8628, 3.5: all of them are 400. */
static void
reply_poll (AftHttpExchange *exchange, AftHousePoll poll)
{
  static const struct
  {
    const char *reason;
    const char *detail;
  } problems[] = {
    [AFT_HOUSE_POLL_PENDING] = { "authorization_pending", "Nobody has approved the code yet" },
    [AFT_HOUSE_POLL_SLOW_DOWN] = { "slow_down", "Asked too soon: wait five seconds longer" },
    [AFT_HOUSE_POLL_DENIED] = { "access_denied", "The house has refused this device" },
    [AFT_HOUSE_POLL_EXPIRED] = { "expired_token", "The code is used up or too old" },
  };
  aft_api_reply_problem (exchange, 400, problems[poll].reason, problems[poll].detail);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftDeviceFlowPoll) poll = aft_house_store_call_finish (result, &error);
  if (poll == NULL)
    aft_http_exchange_fail (asking->exchange, error);
  else if (poll->token == NULL)
    reply_poll (asking->exchange, poll->poll);
  else
    {
      aft_device_auth_forget (asking->api->auth);
      reply_token (asking->exchange, poll->token);
    }
  free_asking (asking);
}

static void
on_token (AftHttpExchange *exchange, gpointer user_data)
{
  AftApi *api = user_data;
  g_autoptr (GError) error = NULL;
  if (wait_for_rate (api, api->poll_rate, exchange))
    return;
  g_autoptr (AftValue) document = read_document (exchange, &error);
  const char *code = aft_value_get_member_string (document, "device_code", NULL);
  if (document != NULL && (code == NULL || aft_value_get_length (document) != 1))
    g_set_error_literal (&error, AFT_ERROR, AFT_ERROR_INVALID,
                         "The document is device_code and nothing else");
  if (error != NULL)
    {
      aft_api_fail_document (exchange, error);
      return;
    }
  Order *order = g_new0 (Order, 1);
  *order = (Order){ aft_random_ref (api->options.random), NULL, g_strdup (code) };
  AftHouseCall call = { .work = ask_flow,
                        .data = order,
                        .free_data = free_order,
                        .free_result = (GDestroyNotify) aft_device_flow_poll_free };
  call_store (api, exchange, &call, on_asked);
}

void
aft_api_add_enrolment (AftApi *api, AftRouter *router)
{
  const AftRoute authorization
      = { "POST", "/api/v1/device/authorization", AFT_ROUTE_JSON, DOCUMENT_MAX_BYTES };
  const AftRoute token = { "POST", "/api/v1/device/token", AFT_ROUTE_JSON, DOCUMENT_MAX_BYTES };
  aft_router_add (router, &authorization, on_authorization, api);
  aft_router_add (router, &token, on_token, api);
}
