/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Argon2id of six digits through libsodium, with less memory than a password takes: a kiosk checks
 * one against everybody who has one. How often somebody may try is for those who ask. */
#include "aft-pin.h"

#include <sodium.h>
#include <string.h>

#include "aft-error.h"
#include "aft-password.h"

#define PASSES       2
#define MEMORY_BYTES (19U << 20)

gboolean
aft_pin_is_one (const char *text)
{
  gsize count = 0;
  while (text != NULL && g_ascii_isdigit (text[count]) && count <= AFT_PIN_DIGITS)
    count++;
  return count == AFT_PIN_DIGITS && text[count] == '\0';
}

/* Each digit as far from the one before as the second is from the first, by at most one. */
static gboolean
is_easy (const char *pin)
{
  int step = pin[1] - pin[0];
  gboolean is_even = step >= -1 && step <= 1;
  for (gsize i = 2; i < AFT_PIN_DIGITS && is_even; i++)
    is_even = pin[i] - pin[i - 1] == step;
  return is_even;
}

char *
aft_pin_hash (const char *pin, GError **error)
{
  char hash[crypto_pwhash_STRBYTES];
  if (!aft_pin_is_one (pin) || is_easy (pin))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                           "A PIN has six digits, not all the same and not in a row");
      return NULL;
    }
  if (sodium_init () < 0
      || crypto_pwhash_str_alg (hash, pin, strlen (pin), PASSES, MEMORY_BYTES,
                                crypto_pwhash_ALG_ARGON2ID13)
             != 0)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_FULL,
                           "There is not enough memory to hash a PIN");
      return NULL;
    }
  return g_strdup (hash);
}

gboolean
aft_pin_matches (const char *pin, const char *hash)
{
  return aft_password_matches (pin, hash);
}
