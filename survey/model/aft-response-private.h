/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-response.h"

G_BEGIN_DECLS

/* What the builder fills in and everybody else reads through aft-response.h. */
struct _AftResponse
{
  gint references; /* atomic */
  AftResponseKind kind;
  AftResponseState state;
  AftId id;
  AftId sitting_id;
  char *survey_id;
  char *survey_version;
  AftDigest survey_digest;
  gint64 started_ms;
  gint64 ended_ms;
  AftId boot_id;
  gint64 monotonic_ms;
  gboolean is_burst;
  AftLanguage language;
  AftChannel channel;
  char *table;
  AftRisk *risk;
  AftValue *answers;
  GPtrArray *seals; /* AftSealedPart */
  gboolean has_consent;
  AftConsent consent; /* owns its text */
  guint8 salt[AFT_RESPONSE_SALT_BYTES];
};

/* An empty one of that kind. */
AftResponse *aft_response_new (AftResponseKind kind, const AftId *id, const AftId *sitting_id);
/* Everything but the reference count; @response must be the caller's alone afterwards. */
AftResponse *aft_response_copy (const AftResponse *response);

G_END_DECLS
