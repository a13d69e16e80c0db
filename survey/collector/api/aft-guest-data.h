/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-upload-findings.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* What the house holds of a guest, as a guest or whoever exports it reads it. The shape, members
 * that are not known left out, times UTC milliseconds, days ISO dates:
 *   {"guest":{"id","first_ms","last_ms","tier","known_by":["phone"|"member"],"preferences",
 *      "imported":{…},"visits":[{"day","venue","score","spend_minor"}]},
 *    "responses":[{"id","kind","state","venue","received_ms","ended_ms","language","table",
 *      "survey","survey_version","answers":{…},"consent":{"callback","offers","text_version",
 *      "given_ms"},"words":{question: text},"contact":{question: text}}],
 *    "cases":[{"number","kind","state","venue","flagged_ms","closed_ms","notes":[{"time_ms",
 *      "by","text"}],"promises":[{"text","due_ms","done_ms"}]}],
 *    "photos":[{"id","width","height","bytes","stored_ms"}]}
 * Of a slip only its own sitting, without "guest" and without notes and promises, which are the
 * staff's. */

/* @held: of aft_house_store_dup_guest_data_sync(). Opens its sealed parts with @opener; what cannot
 * be opened is left out. @is_masked: of telephone and member numbers only the last two characters
 * are shown. */
AftValue *
aft_guest_data_open (const AftValue *held, const AftUploadOpener *opener, gboolean is_masked);

G_END_DECLS
