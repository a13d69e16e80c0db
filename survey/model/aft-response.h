/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-digest.h"
#include "aft-id.h"
#include "aft-locale.h"
#include "aft-risk.h"
#include "aft-sealed-part.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* AftResponse: what one guest answered in one survey, or one call for staff. Immutable, counted
 * atomically: it may be read and released on any thread. Made with an AftResponseBuilder. */
typedef struct _AftResponse AftResponse;

#define AFT_RESPONSE_SCHEMA     1
#define AFT_RESPONSE_SALT_BYTES 16
#define AFT_RESPONSE_SEALS_MAX  8
#define AFT_CONSENT_VERSION_MAX 64

typedef enum
{
  AFT_RESPONSE_EXIT,
  AFT_RESPONSE_COMPLAINT,
  AFT_RESPONSE_SUGGESTION,
  AFT_RESPONSE_CALL_STAFF, /* an event: no survey needed, no answers */
  AFT_RESPONSE_FOLLOW_UP   /* what a guest adds later, by the link on the slip */
} AftResponseKind;

#define AFT_RESPONSE_KINDS 5

/* Where it was answered. */
typedef enum
{
  AFT_CHANNEL_KIOSK,
  AFT_CHANNEL_PHONE /* the guest's own, at the house's address */
} AftChannel;

typedef enum
{
  AFT_RESPONSE_COMPLETE,
  AFT_RESPONSE_PARTIAL, /* left half-way */
  AFT_RESPONSE_TAP      /* the one tap on the rest screen and nothing more */
} AftResponseState;

/* What the guest ticked, and which text stood beside the boxes: the edition of the questions' text
 * and, since there is one, the version of the privacy notice behind them, "2026-11+house-3". Texts
 * are borrowed. */
typedef struct
{
  gboolean callback;
  gboolean offers;
  const char *text_version; /* 1–AFT_CONSENT_VERSION_MAX characters */
  AftLanguage language;     /* the language in which it was read */
  gint64 given_ms;          /* UTC */
} AftConsent;

/* Stored and wire names: "exit", "complaint", "suggestion", "call-staff", "follow-up"; "complete",
 * "partial", "tap"; "kiosk", "phone". The readers give FALSE for anything else. */
const char *aft_response_kind_to_text (AftResponseKind kind);
gboolean aft_response_kind_from_text (const char *text, AftResponseKind *ret_kind);
const char *aft_response_state_to_text (AftResponseState state);
gboolean aft_response_state_from_text (const char *text, AftResponseState *ret_state);
const char *aft_channel_to_text (AftChannel channel);
gboolean aft_channel_from_text (const char *text, AftChannel *ret_channel);
/* The kind of the upload item (DESIGN §10): "response" or "call-staff". */
const char *aft_response_kind_to_wire (AftResponseKind kind);

AftResponse *aft_response_ref (AftResponse *response);
/* Accepts NULL. */
void aft_response_unref (AftResponse *response);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftResponse, aft_response_unref)

/* Readers; all results are borrowed. */
AftResponseKind aft_response_get_kind (const AftResponse *response);
AftResponseState aft_response_get_state (const AftResponse *response);
const AftId *aft_response_get_id (const AftResponse *response);
/* Several responses of one guest share it. */
const AftId *aft_response_get_sitting_id (const AftResponse *response);
/* NULL (all three) for a call for staff from outside a survey. */
const char *aft_response_get_survey_id (const AftResponse *response);
const char *aft_response_get_survey_version (const AftResponse *response);
const AftDigest *aft_response_get_survey_digest (const AftResponse *response);
/* UTC milliseconds by the kiosk's clock. */
gint64 aft_response_get_started_ms (const AftResponse *response);
gint64 aft_response_get_ended_ms (const AftResponse *response);
/* The boot and its monotonic time at the end: they let the collector correct a wrong clock. */
const AftId *aft_response_get_boot_id (const AftResponse *response);
gint64 aft_response_get_monotonic_ms (const AftResponse *response);
/* One of five or more taps within a minute on this kiosk (DESIGN §10, Table): kept, and marked so
 * that figures can leave it out. */
gboolean aft_response_is_burst (const AftResponse *response);
AftLanguage aft_response_get_language (const AftResponse *response);
AftChannel aft_response_get_channel (const AftResponse *response);
/* The code on the table card; NULL when not known. */
const char *aft_response_get_table (const AftResponse *response);
/* As the kiosk scored the answers alone; NULL: it did not. */
AftRisk *aft_response_get_risk (const AftResponse *response);
/* An object; empty for a call for staff. */
AftValue *aft_response_get_answers (const AftResponse *response);
gsize aft_response_get_seal_count (const AftResponse *response);
const AftSealedPart *aft_response_get_seal (const AftResponse *response, gsize index);
/* NULL when the guest was not asked. */
const AftConsent *aft_response_get_consent (const AftResponse *response);
/* AFT_RESPONSE_SALT_BYTES bytes: makes the digest say nothing about an erased body. */
const guint8 *aft_response_get_salt (const AftResponse *response);

G_END_DECLS
