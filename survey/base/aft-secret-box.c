/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secret boxes by libsodium. Where their key lies, what is put into a box, and how it travels, is
 * for those who use them. */
#include "aft-secret-box.h"

#include <sodium.h>
#include <string.h>

#include "aft-digest.h"
#include "aft-error.h"
#include "aft-secret.h"

G_STATIC_ASSERT (AFT_SECRET_BOX_KEY_BYTES == crypto_secretbox_KEYBYTES);
G_STATIC_ASSERT (AFT_SECRET_BOX_MORE_BYTES
                 == crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES);

AftSecretBoxKey
aft_secret_box_key_derive (const AftSecretBoxKey *key, const char *purpose)
{
  AftSecretBoxKey derived;
  aft_mac_blake2b (key->bytes, sizeof key->bytes, purpose, strlen (purpose), derived.bytes,
                   sizeof derived.bytes);
  return derived;
}

GBytes *
aft_secret_box_seal (const AftSecretBoxKey *key,
                     const char *purpose,
                     const void *bytes,
                     gsize count,
                     AftRandom *random)
{
  gsize size = count + AFT_SECRET_BOX_MORE_BYTES;
  guint8 *box = g_malloc (size);
  AftSecretBoxKey own = aft_secret_box_key_derive (key, purpose);
  int failed = sodium_init ();

  aft_random_fill (random, box, crypto_secretbox_NONCEBYTES);
  failed |= crypto_secretbox_easy (box + crypto_secretbox_NONCEBYTES, bytes, count, box, own.bytes);
  g_assert (failed >= 0);
  aft_secret_wipe (&own, sizeof own);
  return g_bytes_new_take (box, size);
}

guint8 *
aft_secret_box_open (const AftSecretBoxKey *key,
                     const char *purpose,
                     const void *box,
                     gsize box_count,
                     gsize *ret_count,
                     GError **error)
{
  const guint8 *nonce = box;
  gboolean is_long_enough = box_count >= AFT_SECRET_BOX_MORE_BYTES;
  gsize count = is_long_enough ? box_count - AFT_SECRET_BOX_MORE_BYTES : 0;
  g_autofree guint8 *bytes = g_malloc0 (count + 1);
  AftSecretBoxKey own = aft_secret_box_key_derive (key, purpose);
  gboolean is_ours
      = is_long_enough && sodium_init () >= 0
        && crypto_secretbox_open_easy (bytes, nonce + crypto_secretbox_NONCEBYTES,
                                       box_count - crypto_secretbox_NONCEBYTES, nonce, own.bytes)
               == 0;

  aft_secret_wipe (&own, sizeof own);
  if (!is_ours)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED, "The box is not ours");
      return NULL;
    }
  *ret_count = count;
  return g_steal_pointer (&bytes);
}
