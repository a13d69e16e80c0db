/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-catalogue.h"
#include "aft-device-auth.h"
#include "aft-router.h"
#include "aft-http-counters.h"
#include "aft-rule-book.h"
#include "aft-survey-cache.h"
#include "aft-upload-findings.h"

G_BEGIN_DECLS

/* AftApi: every route that kiosks and probes ask (DESIGN §6), over the house's store. Counted, one
 * thread: that of the listener. */
typedef struct _AftApi AftApi;

/* Who may read /metrics: nobody, who comes to the listener from this machine and not through a
 * proxy, or everybody the proxy lets through. */
typedef enum
{
  AFT_METRICS_OFF,
  AFT_METRICS_LOCAL,
  AFT_METRICS_ALL
} AftMetricsAccess;

#define AFT_API_DEVICE_PER_MINUTE 600 /* requests of one device, where nothing else is said */

/* Everything is copied or referenced. */
typedef struct
{
  AftHouseStore *store;
  AftClock *clock;
  AftRandom *random;
  AftSurveyCache *surveys;
  AftCatalogue *catalogue;          /* NULL: texts stay English */
  AftRuleBook *rules;               /* NULL: nothing is scored here */
  AftUploadOpener opener;           /* of sealed parts; its functions may be NULL */
  const char *verification_address; /* told to staff who enrol a kiosk */
  const char *public_address;       /* of the guests' pages; NULL or "": none */
  gboolean is_behind_proxy;         /* the last address of X-Forwarded-For is the peer's */
  AftMetricsAccess metrics;
  guint64 enough; /* of figures, as in AftTrendScope; 0: as there, as is */
  guint64 few;
  guint device_per_minute; /* 0: AFT_API_DEVICE_PER_MINUTE */
  /* The house's public key, 64 hexadecimal digits, newly allocated; NULL when there is none. Called
   * on any thread. */
  char *(*dup_public_key) (gpointer user_data);
  gpointer key_data;
} AftApiOptions;

AftApi *aft_api_new (const AftApiOptions *options);
AftApi *aft_api_ref (AftApi *api);
/* Accepts NULL. */
void aft_api_unref (AftApi *api);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftApi, aft_api_unref)

/* @api must live as long as @router. */
void aft_api_add_routes (AftApi *api, AftRouter *router);
/* For /metrics; borrowed, NULL takes them back. */
void aft_api_set_counters (AftApi *api, const AftHttpCounters *counters);
/* Something that kiosks are told or judged by was changed beside the API: what is remembered is
 * forgotten, and the kiosks that listen are told. */
void aft_api_note_change (AftApi *api);

G_END_DECLS
