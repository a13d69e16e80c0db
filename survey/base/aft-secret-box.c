/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secret boxes by libsodium, and the file that their key lies in. What is put into a box, and how
 * it travels, is for those who use it. A key file is written once and never again. */
#include "aft-secret-box.h"

#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#include "aft-digest.h"
#include "aft-error.h"
#include "aft-secret.h"

#define FOLDER_MODE 0700
#define FILE_MODE   0600
#define HEADING     "aftertaste-box-key-1 "

G_STATIC_ASSERT (AFT_SECRET_BOX_KEY_BYTES == crypto_secretbox_KEYBYTES);
G_STATIC_ASSERT (AFT_SECRET_BOX_KEY_BYTES == AFT_DIGEST_BYTES);
G_STATIC_ASSERT (AFT_SECRET_BOX_MORE_BYTES
                 == crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES);

/* -- the file ----------------------------------------------------------------------------------
 */

/* "aftertaste-box-key-1 HEX\n" */
static gboolean
read_key (const char *path, AftSecretBoxKey *ret_key, GError **error)
{
  struct stat status;
  AftDigest digits; /* of the same size */
  g_autoptr (AftSecretText) text = NULL;

  if (stat (path, &status) != 0 || (status.st_mode & (S_IRWXG | S_IRWXO)) != 0
      || !g_file_get_contents (path, &text, NULL, NULL))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_DENIED,
                   "%s cannot be read, or others may read it too", path);
      return FALSE;
    }
  if (!g_str_has_prefix (text, HEADING)
      || !aft_digest_from_text (g_strchomp (text) + strlen (HEADING), &digits))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_CORRUPT, "%s is no key", path);
      return FALSE;
    }
  memcpy (ret_key->bytes, digits.bytes, sizeof ret_key->bytes);
  aft_secret_wipe (&digits, sizeof digits);
  return TRUE;
}

static gboolean
write_key (const char *path, const AftSecretBoxKey *key, GError **error)
{
  AftDigest digits;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) reason = NULL;

  memcpy (digits.bytes, key->bytes, sizeof digits.bytes);
  g_autoptr (AftSecretText) hex = aft_digest_to_text (&digits);
  g_autoptr (AftSecretText) text = g_strconcat (HEADING, hex, "\n", NULL);
  aft_secret_wipe (&digits, sizeof digits);

  if (g_mkdir_with_parents (folder, FOLDER_MODE) == 0
      && g_file_set_contents_full (path, text, (gssize) strlen (text),
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   FILE_MODE, &reason))
    return TRUE;
  g_set_error (error, AFT_ERROR,
               g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? AFT_ERROR_FULL
                                                                          : AFT_ERROR_UNAVAILABLE,
               "%s: %s", path, reason != NULL ? reason->message : "its folder cannot be made");
  return FALSE;
}

gboolean
aft_secret_box_key_load (const char *path,
                         AftRandom *random,
                         AftSecretBoxKey *ret_key,
                         GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return read_key (path, ret_key, error);
  aft_random_fill (random, ret_key->bytes, sizeof ret_key->bytes);
  return write_key (path, ret_key, error);
}

/* -- boxes -------------------------------------------------------------------------------------
 */

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
