/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-digest.h"
#include "aft-random.h"
#include "aft-secret.h"

G_BEGIN_DECLS

/* What a device shows to be let in: 256 random bits as base64url. It carries nothing; the house
 * keeps only its SHA-256, so that a stolen database opens no door. Device codes of RFC 8628 are the
 * same. */

#define AFT_DEVICE_TOKEN_LENGTH 43

/* Secret: aft_secret_free_text(). */
char *aft_device_token_generate (AftRandom *random);
/* SHA-256 of a token's text; FALSE when @text has not the form of one (NULL has not). */
gboolean aft_device_token_digest (const char *text, AftDigest *ret_digest);

/* What staff read from a kiosk's screen and a manager types: 8 letters that are not mistaken for
 * one another and spell no word (RFC 8628, 6.1), "BCDF-GHJK". About 34 bits: enough with 10
 * minutes, one use and a limit on tries. Newly allocated. */
char *aft_user_code_generate (AftRandom *random);
/* The written form of a code as somebody typed it: any case, with or without hyphen and blanks.
 * NULL when it is none. Newly allocated. */
char *aft_user_code_normalize (const char *typed);

G_END_DECLS
