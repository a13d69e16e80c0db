/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-json.h"

G_BEGIN_DECLS

/* Reads what aft_json_parse() reads and refuses what it refuses, into an equal value with members
 * in the same order, at a fifth of the cost: for the uploads of a whole chain, and nothing else.
 * INVALID with the byte in the message, TOO_LARGE when over @limits, whichever is met first. The
 * caller owns the result. */
AftValue *aft_json_scan (const char *text,
                         gsize length_bytes,
                         const AftJsonLimits *limits,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
