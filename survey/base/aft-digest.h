/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define AFT_DIGEST_BYTES 32

/* A SHA-256 (FIPS 180-4) or a chain link. A plain value: copy it. */
typedef struct
{
  guint8 bytes[AFT_DIGEST_BYTES];
} AftDigest;

AftDigest aft_digest_of (const void *data, gsize length_bytes);
AftDigest aft_digest_of_text (const char *text);
/* 64 lower-case hexadecimal characters; newly allocated. */
char *aft_digest_to_text (const AftDigest *digest);
gboolean aft_digest_from_text (const char *text, AftDigest *ret_digest);
gboolean aft_digest_equal (const AftDigest *a, const AftDigest *b);

/* A digest over several pieces. */
typedef struct _AftDigester AftDigester;
AftDigester *aft_digester_new (void);
void aft_digester_free (AftDigester *digester);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDigester, aft_digester_free)
void aft_digester_add (AftDigester *digester, const void *data, gsize length_bytes);
/* Consumes @digester. */
AftDigest aft_digester_end (AftDigester *digester);

/* Keyed BLAKE2b (RFC 7693) of @length_bytes of @data into @mac (16–64 bytes); @key 16–64 bytes. */
void aft_mac_blake2b (const guint8 *key,
                      gsize key_bytes,
                      const void *data,
                      gsize length_bytes,
                      guint8 *mac,
                      gsize mac_bytes);

/* Same bytes? The time does not depend on where they differ. */
gboolean aft_bytes_equal_constant_time (const void *a, const void *b, gsize count);

G_END_DECLS
