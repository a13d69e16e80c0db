/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all routes share: who asks, how often, and how it is told that something is wrong. What a
 * route does stands in a file of its own. */
#include "aft-api-private.h"

#include <string.h>

#include "aft-error.h"
#include "aft-http-sender.h"

/* A kiosk shows one code for ten minutes: whoever needs more than these is none. */
#define ENROL_BURST      10
#define ENROL_PER_MINUTE 6
#define POLL_BURST       60
#define POLL_PER_MINUTE  120
/* Of one address; a page a request, so that a house's year is had in minutes. */
#define PROGRAM_BURST      60
#define PROGRAM_PER_MINUTE 240
#define RATE_KEYS          20000

static AftRateLimit *
make_limit (AftClock *clock, guint burst, guint per_minute)
{
  AftRateLimitOptions options = { burst, per_minute, RATE_KEYS };
  return aft_rate_limit_new (clock, &options);
}

static guint
hash_id (gconstpointer key)
{
  guint hash;
  memcpy (&hash, ((const AftId *) key)->bytes + AFT_ID_BYTES - sizeof hash, sizeof hash);
  return hash;
}

static gboolean
equal_ids (gconstpointer a, gconstpointer b)
{
  return aft_id_equal (a, b);
}

static void
copy_options (AftApi *api, const AftApiOptions *options)
{
  api->options = *options;
  aft_house_store_ref (options->store);
  aft_clock_ref (options->clock);
  aft_random_ref (options->random);
  aft_survey_cache_ref (options->surveys);
  if (options->catalogue != NULL)
    aft_catalogue_ref (options->catalogue);
  if (options->rules != NULL)
    aft_rule_book_ref (options->rules);
  api->options.verification_address = g_strdup (options->verification_address);
  api->options.public_address = g_strdup (options->public_address);
  if (options->device_per_minute == 0)
    api->options.device_per_minute = AFT_API_DEVICE_PER_MINUTE;
}

static void
clear_options (AftApiOptions *options)
{
  aft_house_store_unref (options->store);
  aft_clock_unref (options->clock);
  aft_random_unref (options->random);
  aft_survey_cache_unref (options->surveys);
  aft_catalogue_unref (options->catalogue);
  aft_rule_book_unref (options->rules);
  g_free ((char *) options->verification_address);
  g_free ((char *) options->public_address);
}

AftApi *
aft_api_new (const AftApiOptions *options)
{
  AftApi *api = g_new0 (AftApi, 1);
  g_ref_count_init (&api->references);
  copy_options (api, options);
  guint rate = api->options.device_per_minute;
  api->auth = aft_device_auth_new (options->store, options->clock);
  api->device_rate = make_limit (options->clock, MAX (1, rate / 2), rate);
  api->enrol_rate = make_limit (options->clock, ENROL_BURST, ENROL_PER_MINUTE);
  api->poll_rate = make_limit (options->clock, POLL_BURST, POLL_PER_MINUTE);
  api->program_rate = make_limit (options->clock, PROGRAM_BURST, PROGRAM_PER_MINUTE);
  api->program_routes = g_ptr_array_new_with_free_func (g_free);
  api->events = aft_event_log_new (aft_clock_get_real_ms (options->clock));
  api->watch = aft_api_watch_cases (api);
  api->configurations = aft_api_new_configurations (hash_id, equal_ids);
  api->started_us = aft_clock_get_monotonic_us (options->clock);
  return api;
}

AftApi *
aft_api_ref (AftApi *api)
{
  g_ref_count_inc (&api->references);
  return api;
}

void
aft_api_unref (AftApi *api)
{
  if (api == NULL || !g_ref_count_dec (&api->references))
    return;
  aft_house_store_unwatch (api->options.store, api->watch);
  aft_event_log_free (api->events);
  g_hash_table_unref (api->configurations);
  aft_device_auth_unref (api->auth);
  aft_rate_limit_free (api->device_rate);
  aft_rate_limit_free (api->enrol_rate);
  aft_rate_limit_free (api->poll_rate);
  aft_rate_limit_free (api->program_rate);
  g_ptr_array_unref (api->program_routes);
  clear_options (&api->options);
  g_free (api);
}

void
aft_api_add_routes (AftApi *api, AftRouter *router)
{
  aft_api_add_batches (api, router);
  aft_api_add_configuration (api, router);
  aft_api_add_cases (api, router);
  aft_api_add_heartbeat (api, router);
  aft_api_add_enrolment (api, router);
  aft_api_add_events (api, router);
  aft_api_add_health (api, router);
  aft_api_add_metrics (api, router);
  aft_api_add_responses (api, router);
  aft_api_add_trends (api, router);
  aft_api_add_openapi (api, router);
}

void
aft_api_set_counters (AftApi *api, const AftHttpCounters *counters)
{
  api->counters = counters;
}

static gpointer
load_rules (AftHouseStore *store, gpointer data, GError **error)
{
  return aft_rule_book_load (data, store, error) ? data : NULL;
}

/* Rules that cannot be read stay what they were: they were checked before they were saved. */
static void
on_rules_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean is_loaded G_GNUC_UNUSED = aft_house_store_call_finish (result, NULL) != NULL;
}

static void
reload_rules (AftApi *api)
{
  if (api->options.rules == NULL)
    return;
  AftHouseCall call = { .work = load_rules,
                        .data = aft_rule_book_ref (api->options.rules),
                        .free_data = (GDestroyNotify) aft_rule_book_unref };
  aft_house_store_call_async (api->options.store, &call, on_rules_loaded, NULL);
}

void
aft_api_note_change (AftApi *api)
{
  api->round++;
  reload_rules (api);
  aft_device_auth_forget (api->auth);
  g_hash_table_remove_all (api->configurations);
  aft_event_log_add (api->events, "configuration.changed", "{}");
}

void
aft_api_reply_problem (AftHttpExchange *exchange,
                       int status,
                       const char *reason,
                       const char *detail)
{
  aft_http_exchange_take_reply (exchange, aft_http_reply_new_problem (status, reason, detail));
}

void
aft_api_reply_wait (AftHttpExchange *exchange, guint seconds)
{
  AftHttpReply *reply
      = aft_http_reply_new_problem (429, "too-many-requests", "Too many requests at a time");
  aft_http_reply_set_retry_after (reply, seconds);
  aft_http_exchange_take_reply (exchange, reply);
}

AftHttpReply *
aft_api_new_unauthorized (const char *reason, const char *detail)
{
  AftHttpReply *reply = aft_http_reply_new_problem (401, reason, detail);
  aft_http_reply_set_header (reply, "WWW-Authenticate", "Bearer realm=\"aftertaste\"");
  return reply;
}

void
aft_api_reply_unauthorized (AftHttpExchange *exchange, const char *reason, const char *detail)
{
  aft_http_exchange_take_reply (exchange, aft_api_new_unauthorized (reason, detail));
}

void
aft_api_reply_text (AftHttpExchange *exchange, char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));
  aft_http_exchange_take_reply (exchange, aft_http_reply_new_bytes (200, AFT_HTTP_JSON, body));
}

void
aft_api_fail_document (AftHttpExchange *exchange, const GError *error)
{
  if (g_error_matches (error, AFT_ERROR, AFT_ERROR_INVALID))
    aft_api_reply_problem (exchange, 422, "invalid", error->message);
  else if (g_error_matches (error, AFT_ERROR, AFT_ERROR_UNSUPPORTED))
    aft_api_reply_problem (exchange, 422, "unsupported", error->message);
  else
    aft_http_exchange_fail (exchange, error);
}

gboolean
aft_api_is_forwarded (AftHttpExchange *exchange)
{
  return aft_http_request_is_forwarded (aft_http_exchange_get_request (exchange));
}

const char *
aft_api_get_address (AftApi *api, AftHttpExchange *exchange)
{
  return aft_http_request_get_sender (aft_http_exchange_get_request (exchange),
                                      api->options.is_behind_proxy);
}

typedef struct
{
  AftApi *api;
  AftHttpExchange *exchange;
  AftDeviceHandler handle;
} Admission;

static void
grant (const Admission *admission, const AftCaller *caller)
{
  g_autofree char *key = aft_id_to_text (&caller->device_id);
  guint wait = aft_rate_limit_take (admission->api->device_rate, key);
  aft_http_exchange_set_caller (admission->exchange, "device", key);
  if (wait > 0)
    aft_api_reply_wait (admission->exchange, wait);
  else
    admission->handle (admission->api, admission->exchange, caller);
}

static void
on_admission (AftAdmission verdict,
              const AftCaller *caller,
              const GError *error,
              gpointer user_data)
{
  Admission *admission = user_data;
  AftHttpExchange *exchange = admission->exchange;
  switch (verdict)
    {
    case AFT_ADMISSION_GRANTED:
      grant (admission, caller);
      break;
    case AFT_ADMISSION_NO_TOKEN:
      aft_api_reply_unauthorized (exchange, "token-missing", "The device shows no token");
      break;
    case AFT_ADMISSION_REVOKED:
      aft_api_reply_unauthorized (exchange, "token-revoked", "The device was revoked");
      break;
    case AFT_ADMISSION_FAILED:
      aft_http_exchange_fail (exchange, error);
      break;
    case AFT_ADMISSION_UNKNOWN:
    default:
      aft_api_reply_unauthorized (exchange, "token-unknown", "No device has this token");
      break;
    }
  aft_http_exchange_unref (exchange);
  aft_api_unref (admission->api);
  g_free (admission);
}

void
aft_api_admit (AftApi *api, AftHttpExchange *exchange, AftDeviceHandler handle)
{
  Admission *admission = g_new0 (Admission, 1);
  *admission = (Admission){ aft_api_ref (api), aft_http_exchange_ref (exchange), handle };
  aft_device_auth_check (api->auth,
                         aft_http_request_get_bearer (aft_http_exchange_get_request (exchange)),
                         on_admission, admission);
}
