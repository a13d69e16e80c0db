/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-id.h"
#include "aft-sealed-part.h"

G_BEGIN_DECLS

/* Words that only the house can read: libsodium's sealed box (X25519, XSalsa20-Poly1305) to the
 * house's public key. The sealed text names the record and the purpose, so that a box cannot be
 * moved to another one. */
#define AFT_SEAL_KEY_BYTES  32
#define AFT_SEAL_KID_LENGTH 16

/* Longest text that is sealed, in characters (DESIGN §10: a comment). */
#define AFT_SEAL_TEXT_MAX 1000

typedef struct
{
  guint8 bytes[AFT_SEAL_KEY_BYTES];
} AftSealKey;

/* Reads a key of 64 hexadecimal digits, as in the setting house-public-key. INVALID else. */
gboolean aft_seal_key_from_text (const char *text,
                                 AftSealKey *ret_key,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* First 8 bytes of the SHA-256 of the public key in hexadecimal; newly allocated. */
char *aft_seal_key_dup_kid (const AftSealKey *public_key);
/* A fresh pair, for setup and tests. Wipe the secret one with aft_secret_wipe(). */
void aft_seal_key_generate (AftSealKey *ret_public_key, AftSealKey *ret_secret_key);

/* Seals @text for @public_key as the part @purpose ("words", "contact") of the response @record_id.
 * Whatever the outcome, @text is overwritten with zeros (it still belongs to the caller), as is
 * every copy made on the way. TOO_LARGE over AFT_SEAL_TEXT_MAX, INVALID when it is not UTF-8. */
AftSealedPart *aft_seal_make (const AftSealKey *public_key,
                              const AftId *record_id,
                              const char *purpose,
                              char *text,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What was sealed; free it with aft_secret_free_text(). DENIED when it is not for this key or not
 * of this record and purpose (the part's name). */
char *aft_seal_open (const AftSealedPart *part,
                     const AftSealKey *public_key,
                     const AftSealKey *secret_key,
                     const AftId *record_id,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
