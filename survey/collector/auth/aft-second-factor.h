/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-random.h"

G_BEGIN_DECLS

/* The second factor of a sign-in: a code that an app on one's own telephone makes out of a shared
 * secret and the time (TOTP, RFC 6238; liboath works it out). SHA-1, six digits, steps of 30 s: no
 * stronger choice, because every authenticator app takes these, and some take nothing else and do
 * not say so. What SHA-1 is weak at, collisions, is of no use against an HMAC. */

#define AFT_SECOND_FACTOR_DIGITS       6
#define AFT_SECOND_FACTOR_STEP_SECONDS 30

/* A secret of 160 bits (RFC 4226, 4: what is recommended) as 32 characters of base32, without
 * padding. Secret: aft_secret_free_text(), as all of these. */
char *aft_second_factor_generate (AftRandom *random);
/* In groups of four, to be typed by hand. */
char *aft_second_factor_dup_groups (const char *secret);
/* The otpauth address of an app's QR code. @house and @name: whose account it is, as apps show it.
 */
char *aft_second_factor_dup_address (const char *secret, const char *house, const char *name);

/* The time step, counted from 1970, that @code belongs to: the one of @now_ms (UTC), or the one
 * before or after it (RFC 6238, 5.2), for telephones' clocks are off and people type slowly. -1
 * when it belongs to none, or @secret is no secret. @code may have blanks in it, and digits of full
 * width. All three are compared in full, in the same time whatever was typed. Whether the step was
 * used before is the store's to say. */
gint64 aft_second_factor_find_step (const char *secret, const char *code, gint64 now_ms);

G_END_DECLS
