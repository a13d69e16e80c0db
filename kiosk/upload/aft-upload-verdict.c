/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judges replies. Captive portals and proxies answer with 200, 403 and 413 too: a success is
 * believed by its receipts alone, a refusal only when it is a problem document, and everything else
 * is bad weather. What is done about it is the uploader's. */
#include "aft-upload-verdict.h"

#include "aft-error.h"

#define STATUS_OK                    200
#define STATUS_UNAUTHORIZED          401
#define STATUS_FORBIDDEN             403
#define STATUS_NOT_FOUND             404
#define STATUS_CONFLICT              409
#define STATUS_PAYLOAD_TOO_LARGE     413
#define STATUS_UNPROCESSABLE_CONTENT 422
#define STATUS_TOO_MANY_REQUESTS     429
#define STATUS_SERVICE_UNAVAILABLE   503

void
aft_verdict_clear (AftVerdict *verdict)
{
  g_clear_pointer (&verdict->receipts, aft_receipts_unref);
  g_clear_pointer (&verdict->trouble, g_free);
}

static AftVerdict
make_later (gint64 retry_after_seconds, char *trouble)
{
  return (AftVerdict){
    .kind = AFT_VERDICT_LATER,
    .retry_after_seconds = retry_after_seconds,
    .trouble = trouble,
  };
}

char *
aft_verdict_dup_trouble (const AftCollectorReply *reply)
{
  switch (reply->status)
    {
    case STATUS_UNAUTHORIZED:
    case STATUS_FORBIDDEN:
      return aft_collector_reply_is_problem (reply)
                 ? g_strdup ("The collector does not know this kiosk any more: enrol it again")
                 : g_strdup_printf ("Something between here and the collector refuses (%u)",
                                    reply->status);
    case STATUS_NOT_FOUND:
      return g_strdup ("There is no collector at the configured address (404)");
    case STATUS_TOO_MANY_REQUESTS:
    case STATUS_SERVICE_UNAVAILABLE:
      return g_strdup_printf ("The collector is busy (%u)", reply->status);
    default:
      return g_strdup_printf ("The collector answers with %u, which says nothing", reply->status);
    }
}

static AftVerdict
judge_receipts (const AftCollectorReply *reply, const AftEnvelope *envelope)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (reply->body, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (AftReceipts) receipts = aft_receipts_parse (text != NULL ? text : "", length, &error);
  if (receipts == NULL || !aft_receipts_match (receipts, envelope, &error))
    return make_later (-1,
                       g_strdup_printf ("What answers is not the collector: %s", error->message));
  return (AftVerdict){ .kind = AFT_VERDICT_RECEIPTS, .receipts = g_steal_pointer (&receipts) };
}

static AftVerdict
judge_envelope (const AftCollectorReply *reply)
{
  AftRefusal refusal = AFT_REFUSAL_INVALID;
  if (reply->status == STATUS_PAYLOAD_TOO_LARGE)
    refusal = AFT_REFUSAL_TOO_LARGE;
  else if (reply->status == STATUS_CONFLICT)
    refusal = AFT_REFUSAL_CONFLICT;
  return (AftVerdict){
    .kind = AFT_VERDICT_ENVELOPE,
    .refusal = refusal,
    .trouble = g_strdup_printf ("The collector refuses what it was sent (%u)", reply->status),
  };
}

AftVerdict
aft_verdict_of_reply (const AftCollectorReply *reply, const AftEnvelope *envelope)
{
  gboolean is_problem = aft_collector_reply_is_problem (reply);
  switch (reply->status)
    {
    case STATUS_OK:
      return judge_receipts (reply, envelope);
    case STATUS_UNAUTHORIZED:
    case STATUS_FORBIDDEN:
      if (is_problem)
        return (AftVerdict){ .kind = AFT_VERDICT_TOKEN,
                             .trouble = aft_verdict_dup_trouble (reply) };
      return make_later (-1, aft_verdict_dup_trouble (reply));
    case STATUS_CONFLICT:
    case STATUS_PAYLOAD_TOO_LARGE:
    case STATUS_UNPROCESSABLE_CONTENT:
      if (is_problem)
        return judge_envelope (reply);
      return make_later (-1, aft_verdict_dup_trouble (reply));
    default:
      return make_later (reply->retry_after_seconds, aft_verdict_dup_trouble (reply));
    }
}

AftVerdict
aft_verdict_of_error (const GError *error)
{
  if (g_error_matches (error, AFT_ERROR, AFT_ERROR_DENIED))
    return make_later (
        -1, g_strdup_printf ("What answers is not the house's collector: %s", error->message));
  return make_later (-1, g_strdup_printf ("No connection: %s", error->message));
}
