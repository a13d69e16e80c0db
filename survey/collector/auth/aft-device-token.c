/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens and codes as texts: how they are drawn, which form they have. Who has one, and for how
 * long it is worth anything, is the house store's to know. */
#include "aft-device-token.h"

#include <string.h>

#include "aft-base64url.h"

#define TOKEN_BYTES  32
#define CODE_LETTERS 8
#define CODE_HALF    4

/* RFC 8628, 6.1: no vowels, so no words; no letter that looks like another or like a digit. */
static const char alphabet[] = "BCDFGHJKLMNPQRSTVWXZ";
#define ALPHABET_SIZE (sizeof alphabet - 1)

char *
aft_device_token_generate (AftRandom *random)
{
  guint8 bytes[TOKEN_BYTES];
  aft_random_fill (random, bytes, sizeof bytes);
  char *token = aft_base64url_encode (bytes, sizeof bytes);
  aft_secret_wipe (bytes, sizeof bytes);
  return token;
}

gboolean
aft_device_token_digest (const char *text, AftDigest *ret_digest)
{
  if (text == NULL || strlen (text) != AFT_DEVICE_TOKEN_LENGTH)
    return FALSE;
  for (gsize i = 0; i < AFT_DEVICE_TOKEN_LENGTH; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '_')
      return FALSE;
  *ret_digest = aft_digest_of (text, AFT_DEVICE_TOKEN_LENGTH);
  return TRUE;
}

/* Bytes beyond the largest multiple are drawn again, so that no letter comes more often. */
static char
draw_letter (AftRandom *random)
{
  guint8 byte;
  do
    aft_random_fill (random, &byte, 1);
  while (byte >= 256 / ALPHABET_SIZE * ALPHABET_SIZE);
  return alphabet[byte % ALPHABET_SIZE];
}

char *
aft_user_code_generate (AftRandom *random)
{
  GString *code = g_string_new (NULL);
  for (guint i = 0; i < CODE_LETTERS; i++)
    {
      if (i == CODE_HALF)
        g_string_append_c (code, '-');
      g_string_append_c (code, draw_letter (random));
    }
  return g_string_free (code, FALSE);
}

char *
aft_user_code_normalize (const char *typed)
{
  g_autoptr (GString) code = g_string_new (NULL);
  guint letters = 0;
  for (const char *at = typed; *at != '\0'; at++)
    {
      char letter = g_ascii_toupper (*at);
      if (*at == ' ' || *at == '-')
        continue;
      if (strchr (alphabet, letter) == NULL || letters == CODE_LETTERS)
        return NULL;
      if (letters++ == CODE_HALF)
        g_string_append_c (code, '-');
      g_string_append_c (code, letter);
    }
  return letters == CODE_LETTERS ? g_strdup (code->str) : NULL;
}
