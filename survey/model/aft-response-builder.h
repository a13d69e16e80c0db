/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-response.h"

G_BEGIN_DECLS

/* AftResponseBuilder: gathers an AftResponse. Setters copy; a later call replaces an earlier one.
 */
typedef struct _AftResponseBuilder AftResponseBuilder;

/* Starts in state complete, channel kiosk, language zh-CN, no answers. */
AftResponseBuilder *
aft_response_builder_new (AftResponseKind kind, const AftId *id, const AftId *sitting_id);
/* Starts from all that @response holds: id, salt and answers too. For finishing what a tap began.
 */
AftResponseBuilder *aft_response_builder_new_from (const AftResponse *response);
/* Accepts NULL. */
void aft_response_builder_free (AftResponseBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftResponseBuilder, aft_response_builder_free)

void aft_response_builder_set_state (AftResponseBuilder *builder, AftResponseState state);
/* @survey_id, @version: 1–64 characters; @definition: digest of its canonical form. Needed by every
 * kind but a call for staff. */
void aft_response_builder_set_survey (AftResponseBuilder *builder,
                                      const char *survey_id,
                                      const char *version,
                                      const AftDigest *definition);
/* UTC milliseconds, 0 ≤ started < 2^53. The end may lie before the start when the clock was set. */
void
aft_response_builder_set_times (AftResponseBuilder *builder, gint64 started_ms, gint64 ended_ms);
/* @boot_id: the kernel's random/boot_id; @monotonic_ms: at the end. */
void aft_response_builder_set_boot (AftResponseBuilder *builder,
                                    const AftId *boot_id,
                                    gint64 monotonic_ms);
void aft_response_builder_set_burst (AftResponseBuilder *builder, gboolean is_burst);
void aft_response_builder_set_language (AftResponseBuilder *builder, AftLanguage language);
/* What a guest adds later comes by phone only. */
void aft_response_builder_set_channel (AftResponseBuilder *builder, AftChannel channel);
/* 1–16 characters without control characters, or NULL. */
void aft_response_builder_set_table (AftResponseBuilder *builder, const char *table);
/* What the rules say of the answers; referenced. NULL: not scored. */
void aft_response_builder_set_risk (AftResponseBuilder *builder, AftRisk *risk);
/* @answers: an object; referenced, not copied. */
void aft_response_builder_set_answers (AftResponseBuilder *builder, AftValue *answers);
/* Eats @part. Names are unique in a response; at most AFT_RESPONSE_SEALS_MAX. */
void aft_response_builder_take_seal (AftResponseBuilder *builder, AftSealedPart *part);
/* NULL: not asked. */
void aft_response_builder_set_consent (AftResponseBuilder *builder, const AftConsent *consent);
void aft_response_builder_set_salt (AftResponseBuilder *builder,
                                    const guint8 salt[AFT_RESPONSE_SALT_BYTES]);
/* A fresh salt: call it once for each response. */
void aft_response_builder_make_salt (AftResponseBuilder *builder, AftRandom *random);

/* Consumes @builder, also on failure. INVALID with the field's name when something is missing,
 * wrong or too long. */
AftResponse *aft_response_builder_end (AftResponseBuilder *builder,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
