/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-clock.h"

G_BEGIN_DECLS

/* AftFakeClock: a clock that stands still until a test moves it. Hand its
 * aft_fake_clock_get_clock() to the code under test, which may keep and read it on any thread. */
typedef struct _AftFakeClock AftFakeClock;

/* @start_real_us: UTC, microseconds since 1970; the monotonic time starts at 0. */
AftFakeClock *aft_fake_clock_new (gint64 start_real_us);
/* The clock itself may outlive this; it then stands still. */
void aft_fake_clock_free (AftFakeClock *fake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftFakeClock, aft_fake_clock_free)

/* Borrowed: take a reference to keep it. */
AftClock *aft_fake_clock_get_clock (AftFakeClock *fake);

/* Sets the real time only, as a person or NTP would; the monotonic time goes on from where it was.
 */
void aft_fake_clock_set_real_us (AftFakeClock *fake, gint64 real_us);
/* Lets time pass: both go on. @microseconds is not negative. */
void aft_fake_clock_advance_us (AftFakeClock *fake, gint64 microseconds);
void aft_fake_clock_advance_ms (AftFakeClock *fake, gint64 milliseconds);
void aft_fake_clock_advance_seconds (AftFakeClock *fake, gint64 seconds);

G_END_DECLS
