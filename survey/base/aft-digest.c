/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digests and keyed digests, all by libsodium: SHA-256 for what is proved to others, keyed BLAKE2b
 * for links, and comparison that does not tell by its time where two secrets differ. What is
 * digested, and in which order, is decided by survey/wire. */
#include "aft-digest.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (AFT_DIGEST_BYTES == crypto_hash_sha256_BYTES);

struct _AftDigester
{
  crypto_hash_sha256_state state;
};

AftDigest
aft_digest_of (const void *data, gsize length_bytes)
{
  AftDigest digest;

  crypto_hash_sha256 (digest.bytes, data, length_bytes);
  return digest;
}

AftDigest
aft_digest_of_text (const char *text)
{
  return aft_digest_of (text, strlen (text));
}

char *
aft_digest_to_text (const AftDigest *digest)
{
  char *text = g_malloc (2 * AFT_DIGEST_BYTES + 1);

  sodium_bin2hex (text, 2 * AFT_DIGEST_BYTES + 1, digest->bytes, AFT_DIGEST_BYTES);
  return text;
}

gboolean
aft_digest_from_text (const char *text, AftDigest *ret_digest)
{
  AftDigest digest;

  if (text == NULL || strlen (text) != 2 * AFT_DIGEST_BYTES)
    return FALSE;
  for (gsize i = 0; i < AFT_DIGEST_BYTES; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]);
      int low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      digest.bytes[i] = (guint8) (high << 4 | low);
    }
  *ret_digest = digest;
  return TRUE;
}

gboolean
aft_digest_equal (const AftDigest *a, const AftDigest *b)
{
  return aft_bytes_equal_constant_time (a->bytes, b->bytes, AFT_DIGEST_BYTES);
}

AftDigester *
aft_digester_new (void)
{
  AftDigester *digester = g_new0 (AftDigester, 1);

  crypto_hash_sha256_init (&digester->state);
  return digester;
}

void
aft_digester_free (AftDigester *digester)
{
  if (digester == NULL)
    return;
  sodium_memzero (digester, sizeof *digester);
  g_free (digester);
}

void
aft_digester_add (AftDigester *digester, const void *data, gsize length_bytes)
{
  crypto_hash_sha256_update (&digester->state, data, length_bytes);
}

AftDigest
aft_digester_end (AftDigester *digester)
{
  AftDigest digest;

  crypto_hash_sha256_final (&digester->state, digest.bytes);
  aft_digester_free (digester);
  return digest;
}

void
aft_mac_blake2b (const guint8 *key,
                 gsize key_bytes,
                 const void *data,
                 gsize length_bytes,
                 guint8 *mac,
                 gsize mac_bytes)
{
  int result;

  g_assert (key_bytes >= crypto_generichash_KEYBYTES_MIN);
  g_assert (mac_bytes >= crypto_generichash_BYTES_MIN);
  result = crypto_generichash (mac, mac_bytes, data, length_bytes, key, key_bytes);
  g_assert (result == 0);
}

gboolean
aft_bytes_equal_constant_time (const void *a, const void *b, gsize count)
{
  return sodium_memcmp (a, b, count) == 0;
}
