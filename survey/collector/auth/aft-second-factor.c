/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes of authenticator apps: makes secrets, writes them for people and apps, and finds the time
 * step of a code. The only file that knows liboath. Where a secret is kept, how it is sealed and
 * which steps are used up is not known here. */
#include "aft-second-factor.h"

#include <liboath/oath.h>
#include <stdlib.h>
#include <string.h>

#include "aft-digest.h"
#include "aft-secret.h"

#define SECRET_BYTES 20
#define GROUP        4
/* Steps before and after the present one. */
#define WINDOW    1
#define NO_STEP   (-1)
#define SECOND_MS 1000

typedef struct
{
  char bytes[SECRET_BYTES];
} Secret;

char *
aft_second_factor_generate (AftRandom *random)
{
  Secret secret;
  char *encoded = NULL;
  gsize length = 0;
  aft_random_fill (random, (guint8 *) secret.bytes, sizeof secret.bytes);
  int status = oath_base32_encode (secret.bytes, sizeof secret.bytes, &encoded, &length);
  g_assert (status == OATH_OK);
  char *text = g_strndup (encoded, length);
  aft_secret_wipe (encoded, length);
  free (encoded);
  aft_secret_wipe (&secret, sizeof secret);
  return text;
}

static gboolean
decode (const char *text, Secret *ret_secret)
{
  char *bytes = NULL;
  gsize length = 0;
  if (oath_base32_decode (text, strlen (text), &bytes, &length) != OATH_OK)
    return FALSE;
  gboolean is_secret = length == sizeof ret_secret->bytes;
  if (is_secret)
    memcpy (ret_secret->bytes, bytes, sizeof ret_secret->bytes);
  aft_secret_wipe (bytes, length);
  free (bytes);
  return is_secret;
}

char *
aft_second_factor_dup_groups (const char *secret)
{
  GString *text = g_string_sized_new (2 * strlen (secret));
  for (gsize i = 0; secret[i] != '\0'; i++)
    {
      if (i > 0 && i % GROUP == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, secret[i]);
    }
  return g_string_free (text, FALSE);
}

/* The parameters that every app takes for granted are left out: the symbol stays small. */
char *
aft_second_factor_dup_address (const char *secret, const char *house, const char *name)
{
  g_autofree char *issuer = g_uri_escape_string (house, NULL, FALSE);
  g_autofree char *account = g_uri_escape_string (name, NULL, FALSE);
  return g_strdup_printf ("otpauth://totp/%s:%s?secret=%s&issuer=%s", issuer, account, secret,
                          issuer);
}

/* Exactly the digits of @code; FALSE when it is something else. */
static gboolean
read_code (const char *code, char digits[AFT_SECOND_FACTOR_DIGITS + 1])
{
  g_autoptr (AftSecretText) plain = g_utf8_normalize (code, -1, G_NORMALIZE_ALL_COMPOSE);
  guint count = 0;
  for (const char *at = plain; at != NULL && *at != '\0'; at++)
    {
      if (g_ascii_isspace (*at))
        continue;
      if (!g_ascii_isdigit (*at) || count == AFT_SECOND_FACTOR_DIGITS)
        return FALSE;
      digits[count++] = *at;
    }
  digits[count] = '\0';
  return count == AFT_SECOND_FACTOR_DIGITS;
}

static gboolean
is_code_of (const Secret *secret, gint64 step, const char *digits)
{
  char made[AFT_SECOND_FACTOR_DIGITS + 1] = "";
  int status = oath_totp_generate (
      secret->bytes, sizeof secret->bytes, (time_t) (step * AFT_SECOND_FACTOR_STEP_SECONDS),
      AFT_SECOND_FACTOR_STEP_SECONDS, OATH_TOTP_DEFAULT_START_TIME, AFT_SECOND_FACTOR_DIGITS, made);
  gboolean is_same
      = status == OATH_OK && aft_bytes_equal_constant_time (made, digits, AFT_SECOND_FACTOR_DIGITS);
  aft_secret_wipe (made, sizeof made);
  return is_same;
}

gint64
aft_second_factor_find_step (const char *secret, const char *code, gint64 now_ms)
{
  char digits[AFT_SECOND_FACTOR_DIGITS + 1] = "";
  Secret key;
  gint64 found = NO_STEP;
  gint64 present = now_ms / SECOND_MS / AFT_SECOND_FACTOR_STEP_SECONDS;
  if (!read_code (code, digits) || !decode (secret, &key))
    return NO_STEP;
  for (gint64 step = MAX (present - WINDOW, 0); step <= present + WINDOW; step++)
    if (is_code_of (&key, step, digits))
      found = step;
  aft_secret_wipe (&key, sizeof key);
  aft_secret_wipe (digits, sizeof digits);
  return found;
}
