/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-case-clock.h"
#include "aft-console-frame.h"
#include "aft-house-case-records.h"

G_BEGIN_DECLS

/* How the console says what the store keeps: names, spans, times and money, in the reader's
 * language. */

const char *aft_speech_get_state (const AftPage *page, AftCaseState state);
const char *aft_speech_get_kind (const AftPage *page, AftCaseKind kind);
const char *aft_speech_get_level (const AftPage *page, AftRiskLevel level);
const char *aft_speech_get_tier (const AftPage *page, AftTier tier);
const char *aft_speech_get_clock (const AftPage *page, AftCaseClockKind kind);
const char *aft_speech_get_role (const AftPage *page, AftRole role);
const char *aft_speech_get_event (const AftPage *page, AftCaseEventKind kind);

/* "12 min", "3 h 20 min", "2 d 4 h": of @span_ms, which is 0 or more. Newly allocated, as are all
 * below. */
char *aft_speech_dup_span (const AftPage *page, gint64 span_ms);
/* "12:03" of today in @zone, else with the day: "22 Nov 12:03". */
char *aft_speech_dup_time (const AftPage *page, gint64 utc_ms, GTimeZone *zone);
/* A day, days since 1970-01-01: "22 Nov 2026". */
char *aft_speech_dup_day (const AftPage *page, gint32 day);
/* In the house's currency: "¥88.00". */
char *aft_speech_dup_money (const AftPage *page, gint64 minor);
/* Reads an amount as somebody types it ("88", "88.5", "1 088.50"). FALSE when it is none, or
 * negative. */
gboolean aft_speech_read_money (const char *text, gint64 *ret_minor);

/* <time> with what dup_time() says. */
void aft_speech_time (AftPage *page, gint64 utc_ms, GTimeZone *zone);
/* The level with its shape: <span class="level level-…">. */
void aft_speech_level (AftPage *page, AftRiskLevel level);
/* Where a clock stands: "overdue by 5 min", "3 min left", "kept in 4 min". */
char *aft_speech_dup_clock (const AftPage *page, const AftCaseClock *clock);
/* "is-late", "is-soon", "is-done" or "". */
const char *aft_speech_get_clock_class (const AftCaseClock *clock);

G_END_DECLS
