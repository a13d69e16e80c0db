/* SPDX-License-Identifier: GPL-3.0-or-later */
/* POST /api/v1/batches: what a kiosk sends, item by item, judged and scored, into the house's
 * store, and a receipt for each. The reply is made after the store has said that all of it is on
 * the disk. */
#include "aft-api-private.h"
#include "aft-upload-verdicts.h"

typedef struct
{
  AftApi *api;
  AftHttpExchange *exchange;
  AftEnvelope *envelope;
  AftId venue_id;
  GArray *findings; /* NULL: nothing was looked into */
} Upload;

/* What is done off the loop: definitions to look up, sealed parts to look into. */
typedef struct
{
  AftSurveyCache *cache;
  GArray *digests;
  AftEnvelope *envelope;
  AftId venue_id;
  AftUploadOpener opener;
} Lookup;

static void
free_upload (Upload *upload)
{
  aft_envelope_unref (upload->envelope);
  g_clear_pointer (&upload->findings, g_array_unref);
  aft_http_exchange_unref (upload->exchange);
  aft_api_unref (upload->api);
  g_free (upload);
}

static void
free_lookup (gpointer data)
{
  Lookup *lookup = data;
  aft_survey_cache_unref (lookup->cache);
  g_array_unref (lookup->digests);
  aft_envelope_unref (lookup->envelope);
  g_free (lookup);
}

static void
on_accepted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Upload *upload = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseReceipts) receipts = aft_house_store_accept_finish (result, &error);
  if (receipts != NULL)
    aft_api_reply_text (upload->exchange, aft_upload_write_receipts (receipts));
  else
    aft_api_fail_document (upload->exchange, error);
  free_upload (upload);
}

static void
accept_upload (Upload *upload)
{
  const AftApiOptions *options = &upload->api->options;
  const AftUploadJudging judging = { options->surveys, options->rules, upload->findings };
  AftHouseBatch *batch = aft_upload_judge (upload->envelope, &judging);
  /* While it waits, each row is in memory once. */
  g_clear_pointer (&upload->envelope, aft_envelope_unref);
  g_clear_pointer (&upload->findings, g_array_unref);
  aft_house_store_accept_async (upload->api->options.store, batch, on_accepted, upload);
}

/* A definition that the store does not have is no failure: its responses are refused with that
 * reason. One that this program cannot read any more leaves its responses unjudged, as they were
 * taken when it could. */
static void
read_surveys (AftHouseStore *store, Lookup *lookup)
{
  for (guint i = 0; i < lookup->digests->len; i++)
    {
      const AftDigest *digest = &g_array_index (lookup->digests, AftDigest, i);
      g_autoptr (AftHouseSurvey) stored = aft_house_store_get_survey_sync (store, digest, NULL);
      if (stored != NULL)
        aft_survey_unref (aft_survey_cache_add (lookup->cache, digest, stored->definition, NULL));
    }
}

static gpointer
look_up (AftHouseStore *store, gpointer data, GError **error)
{
  Lookup *lookup = data;
  g_autoptr (AftVenue) venue = aft_house_store_get_venue_sync (store, &lookup->venue_id, error);
  if (venue == NULL)
    return NULL;
  read_surveys (store, lookup);
  return aft_upload_findings_make (lookup->envelope, &lookup->opener,
                                   aft_venue_get_country_code (venue));
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Upload *upload = user_data;
  g_autoptr (GError) error = NULL;
  upload->findings = aft_house_store_call_finish (result, &error);
  if (upload->findings != NULL)
    {
      accept_upload (upload);
      return;
    }
  aft_http_exchange_fail (upload->exchange, error);
  free_upload (upload);
}

static void
begin_upload (Upload *upload)
{
  AftSurveyCache *cache = upload->api->options.surveys;
  g_autoptr (GArray) digests = aft_upload_list_unread_surveys (upload->envelope, cache);
  if (digests->len == 0 && !aft_upload_findings_are_needed (upload->envelope))
    {
      accept_upload (upload);
      return;
    }
  Lookup *lookup = g_new0 (Lookup, 1);
  *lookup = (Lookup){ aft_survey_cache_ref (cache), g_array_ref (digests),
                      aft_envelope_ref (upload->envelope), upload->venue_id,
                      upload->api->options.opener };
  AftHouseCall call = { .work = look_up,
                        .data = lookup,
                        .free_data = free_lookup,
                        .free_result = (GDestroyNotify) g_array_unref };
  aft_house_store_call_async (upload->api->options.store, &call, on_looked_up, upload);
}

static void
take_batch (AftApi *api, AftHttpExchange *exchange, const AftCaller *caller)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  AftHttpRequest *request = aft_http_exchange_get_request (exchange);
  GBytes *body = aft_http_request_get_body (request);
  const char *text = g_bytes_get_data (body, &length);
  g_autoptr (AftEnvelope) envelope = aft_envelope_parse (text != NULL ? text : "", length, &error);
  aft_http_request_drop_body (request);
  if (envelope == NULL)
    {
      aft_api_fail_document (exchange, error);
      return;
    }
  if (!aft_id_equal (&aft_envelope_get_origin (envelope)->device_id, &caller->device_id))
    {
      aft_api_reply_problem (exchange, 403, "other-device",
                             "The token is another device's than the batch");
      return;
    }
  Upload *upload = g_new0 (Upload, 1);
  *upload = (Upload){ aft_api_ref (api), aft_http_exchange_ref (exchange),
                      g_steal_pointer (&envelope), caller->venue_id, NULL };
  begin_upload (upload);
}

static void
on_batch (AftHttpExchange *exchange, gpointer user_data)
{
  aft_api_admit (user_data, exchange, take_batch);
}

void
aft_api_add_batches (AftApi *api, AftRouter *router)
{
  const AftRoute route = { "POST", "/api/v1/batches", AFT_ROUTE_JSON, AFT_ENVELOPE_MAX_BYTES };
  aft_router_add (router, &route, on_batch, api);
}
