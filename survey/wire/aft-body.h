/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-response.h"

G_BEGIN_DECLS

/* A response as it is stored, digested and uploaded: one JSON object in RFC 8785 form. Members:
 * schema, id, sitting_id, kind, state, survey {id, version, digest}, started_ms, ended_ms, boot_id,
 * monotonic_ms, burst, locale, channel, table, answers, seals [{name, kid, box}], consent
 * {callback, offers, version, locale, given_ms}, salt. What does not apply (survey, table, consent)
 * is null. channel is "kiosk" or "phone". "risk", an AftRisk's value, is there where the kiosk has
 * scored the answers.
 */

#define AFT_BODY_MAX_BYTES 16384
/* Longest text among the answers, in characters (Unicode code points). */
#define AFT_BODY_TEXT_MAX 1000

/* Newly allocated UTF-8; @ret_digest (may be NULL) is its SHA-256. TOO_LARGE when over the limits,
 * INVALID when the answers hold what cannot be written (control characters, NaN). */
char *aft_body_from_response (const AftResponse *response,
                              AftDigest *ret_digest,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads a body strictly: every member there, of its type and within its limits, none unknown. Takes
 * any member order and spacing. INVALID, TOO_LARGE, or UNSUPPORTED for a later schema. */
AftResponse *aft_body_to_response (const char *body,
                                   gsize length_bytes,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
