/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Argon2id through libsodium. How long a password must be, and how often one may try, is for those
 * who ask for it. */
#include "aft-password.h"

#include <sodium.h>
#include <string.h>

#include "aft-error.h"

#define PASSES       2
#define MEMORY_BYTES (64U << 20)

char *
aft_password_hash (const char *password, GError **error)
{
  char hash[crypto_pwhash_STRBYTES];
  if (sodium_init () < 0
      || crypto_pwhash_str_alg (hash, password, strlen (password), PASSES, MEMORY_BYTES,
                                crypto_pwhash_ALG_ARGON2ID13)
             != 0)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_FULL,
                           "There is not enough memory to hash a password");
      return NULL;
    }
  return g_strdup (hash);
}

gboolean
aft_password_matches (const char *password, const char *hash)
{
  return sodium_init () >= 0 && strlen (hash) < crypto_pwhash_STRBYTES
         && crypto_pwhash_str_verify (hash, password, strlen (password)) == 0;
}
