/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-api.h"
#include "aft-device-configuration.h"
#include "aft-event-log.h"
#include "aft-rate-limit.h"

G_BEGIN_DECLS

struct _AftApi
{
  grefcount references;
  AftApiOptions options; /* texts owned */
  AftDeviceAuth *auth;
  AftRateLimit *device_rate;
  AftRateLimit *enrol_rate;   /* new codes, by address */
  AftRateLimit *poll_rate;    /* questions for tokens, by address */
  AftRateLimit *program_rate; /* requests of other programs, by address */
  GPtrArray *program_routes;  /* of what each was added with */
  AftEventLog *events;
  guint watch;                /* of cases */
  GHashTable *configurations; /* AftId of a venue → what its kiosks are told, for some seconds */
  guint round;                /* counts aft_api_note_change() */
  const AftHttpCounters *counters;
  gint64 started_us; /* monotonic */
};

/* Answers with 401 and its reason, 429 when the device asks too often, or calls @handle. */
typedef void (*AftDeviceHandler) (AftApi *api, AftHttpExchange *exchange, const AftCaller *caller);
void aft_api_admit (AftApi *api, AftHttpExchange *exchange, AftDeviceHandler handle);

/* Whose rate is counted: the peer's address, or what the proxy says it is. Borrowed. */
const char *aft_api_get_address (AftApi *api, AftHttpExchange *exchange);
/* Did the request come through a proxy? */
gboolean aft_api_is_forwarded (AftHttpExchange *exchange);

/* A problem with a Retry-After. */
void aft_api_reply_wait (AftHttpExchange *exchange, guint seconds);
void aft_api_reply_problem (AftHttpExchange *exchange,
                            int status,
                            const char *reason,
                            const char *detail);
/* 401, and how to be let in. */
AftHttpReply *aft_api_new_unauthorized (const char *reason, const char *detail);
void aft_api_reply_unauthorized (AftHttpExchange *exchange, const char *reason, const char *detail);
/* Eats @text, a JSON document. */
void aft_api_reply_text (AftHttpExchange *exchange, char *text);
/* As aft_http_exchange_fail(), but what is wrong with a document, or too new in it, is 422: the
 * sender's to know, and no fault of ours. */
void aft_api_fail_document (AftHttpExchange *exchange, const GError *error);

/* The empty table of AftApi.configurations. */
GHashTable *aft_api_new_configurations (GHashFunc hash, GEqualFunc equal);
/* What kiosks of @venue_id are told. Calls back exactly once, now or later; borrowed. */
typedef void (*AftConfigurationAnswer) (AftDeviceConfiguration *configuration,
                                        const GError *error,
                                        gpointer user_data);
void aft_api_find_configuration (AftApi *api,
                                 const AftId *venue_id,
                                 AftConfigurationAnswer answer,
                                 gpointer user_data);

/* Tells each kiosk who comes to its guests; what aft_house_store_watch() gave. */
guint aft_api_watch_cases (AftApi *api);

/* The route groups. */
void aft_api_add_batches (AftApi *api, AftRouter *router);
void aft_api_add_cases (AftApi *api, AftRouter *router);
void aft_api_add_configuration (AftApi *api, AftRouter *router);
void aft_api_add_heartbeat (AftApi *api, AftRouter *router);
void aft_api_add_enrolment (AftApi *api, AftRouter *router);
void aft_api_add_events (AftApi *api, AftRouter *router);
void aft_api_add_health (AftApi *api, AftRouter *router);
void aft_api_add_metrics (AftApi *api, AftRouter *router);
void aft_api_add_responses (AftApi *api, AftRouter *router);
void aft_api_add_trends (AftApi *api, AftRouter *router);
void aft_api_add_openapi (AftApi *api, AftRouter *router);

G_END_DECLS
