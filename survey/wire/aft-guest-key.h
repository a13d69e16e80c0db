/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-digest.h"

G_BEGIN_DECLS

/* What a guest is recognised by (DESIGN §10 "Guest"): HMAC-SHA-256 (RFC 2104) under a key of the
 * house over a number in one form. Whoever has the database alone cannot try all numbers. */

#define AFT_GUEST_KEY_BYTES 32

/* E.164: "+8613800000001". @country_code: digits of the venue's ("86"), for a number without one;
 * the digit 0 that some countries put before an area goes then. Full-width digits, blanks, hyphens,
 * dots and brackets may be in it. NULL when it is no telephone number. Newly allocated. */
char *aft_guest_key_dup_phone (const char *text, const char *country_code);
/* Upper case without blanks around it: "M-1024". 1–32 letters, digits and hyphens; else NULL. Newly
 * allocated. */
char *aft_guest_key_dup_member (const char *text);

/* The key of a number in that form. A telephone and a member number never give the same. */
AftDigest aft_guest_key_make (const guint8 key[AFT_GUEST_KEY_BYTES], const char *number);

G_END_DECLS
