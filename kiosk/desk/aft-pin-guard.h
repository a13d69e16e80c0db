/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-id.h"

G_BEGIN_DECLS

/* AftPinGuard: how often PINs may be tried on this kiosk (RELIABILITY, "Sizes and times"): five
 * times, then once after 30 seconds, and each wait is twice the one before, up to 15 minutes. Only
 * the right PIN makes it forget.
 *
 * Waits go by the monotonic clock, so that setting the time shortens none. What it knows is a text
 * to be stored before each try: over a restart of the program the wait goes on, over one of the
 * machine, whose monotonic clock begins anew, it begins again. */
typedef struct _AftPinGuard AftPinGuard;

#define AFT_PIN_GUARD_TRIES 5

/* @boot_id: of this start of the machine. */
AftPinGuard *aft_pin_guard_new (AftClock *clock, const AftId *boot_id);
void aft_pin_guard_free (AftPinGuard *guard);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftPinGuard, aft_pin_guard_free)

/* Goes on from what was stored; NULL: nothing was. A text that cannot be read counts as five tries
 * just now. Fewer tries than it has counted already are not believed. */
void aft_pin_guard_load (AftPinGuard *guard, const char *text);
/* What is to be stored; NULL when there is nothing to be remembered. Newly allocated. */
char *aft_pin_guard_dup_text (AftPinGuard *guard);

/* Milliseconds until somebody may try; 0: now. */
gint64 aft_pin_guard_get_wait_ms (AftPinGuard *guard);
/* Tries that are left before there is a wait; 0: each further one is followed by one. */
guint aft_pin_guard_get_tries_left (AftPinGuard *guard);

/* Somebody tries: counts as wrong until it turns out right, so that pulling the plug gains nothing.
 */
void aft_pin_guard_count_try (AftPinGuard *guard);
/* It was right. */
void aft_pin_guard_forget (AftPinGuard *guard);

G_END_DECLS
