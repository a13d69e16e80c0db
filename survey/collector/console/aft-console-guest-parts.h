/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-form.h"
#include "aft-console-rules.h"
#include "aft-console-speech.h"
#include "aft-house-store-guests.h"

G_BEGIN_DECLS

/* What the list of guests and the page of one share. */

#define AFT_GUESTS "/console/guests"

/* How staff call a guest whose name nobody knows: "Guest 3F9A0C". Newly allocated, as is below. */
char *aft_guest_dup_label (const AftPage *page, const AftId *id);
char *aft_guest_dup_path (const AftId *id, const char *tail);
/* As the store's queries take it: NULL for an owner, who sees every guest. Borrowed. */
const AftId *aft_guest_get_viewer (const AftPage *page);
/* The day of @utc_ms at the first of @places, "–" for 0. */
char *aft_guest_dup_day (const AftPage *page, const GPtrArray *places, gint64 utc_ms);

G_END_DECLS
