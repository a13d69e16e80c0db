/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers by which guests are recognised: brought into one form, then under the house's key. Where
 * that key comes from is not known here. */
#include "aft-guest-key.h"

#include <string.h>

#define E164_DIGITS_MAX  15
#define PHONE_DIGITS_MIN 6
#define MEMBER_MAX       32
#define CHINA            "86"
/* Mobile numbers of mainland China: 11 digits, the first of them 1. */
#define CHINA_MOBILE_DIGITS 11

/* The ASCII digit that @letter is, or 0. */
static char
to_digit (gunichar letter)
{
  if (letter >= 0xff10 && letter <= 0xff19)
    letter = letter - 0xff10 + '0';
  return letter < 0x80 && g_ascii_isdigit ((char) letter) ? (char) letter : '\0';
}

/* Digits alone, "+" before them where there was one; NULL when there is anything else. */
static char *
strip (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      char digit = to_digit (letter);
      gboolean is_plus = (letter == '+' || letter == 0xff0b) && digits->len == 0;
      if (digit != '\0' || is_plus)
        g_string_append_c (digits, is_plus ? '+' : digit);
      else if (!g_unichar_isspace (letter)
               && (letter >= 0x80 || strchr ("-.()", (int) letter) == NULL))
        return NULL;
      if (digits->len > 2 * E164_DIGITS_MAX)
        return NULL;
    }
  return g_string_free (g_steal_pointer (&digits), FALSE);
}

static gboolean
has_china_code (const char *digits, const char *country_code)
{
  return g_str_equal (country_code, CHINA) && g_str_has_prefix (digits, CHINA "1")
         && strlen (digits) == strlen (CHINA) + CHINA_MOBILE_DIGITS;
}

char *
aft_guest_key_dup_phone (const char *text, const char *country_code)
{
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  g_autofree char *digits = strip (text);
  if (digits == NULL)
    return NULL;
  g_autofree char *whole = NULL;
  if (*digits == '+')
    whole = g_strdup (digits);
  else if (g_str_has_prefix (digits, "00"))
    whole = g_strconcat ("+", digits + 2, NULL);
  else if (has_china_code (digits, country_code))
    whole = g_strconcat ("+", digits, NULL);
  else
    whole = g_strconcat ("+", country_code, digits + (*digits == '0' ? 1 : 0), NULL);
  gsize count = strlen (whole) - 1;
  gsize given = strlen (digits);
  gboolean is_good = given >= PHONE_DIGITS_MIN && count <= E164_DIGITS_MAX && whole[1] != '0'
                     && count >= PHONE_DIGITS_MIN + 1;
  return is_good ? g_steal_pointer (&whole) : NULL;
}

char *
aft_guest_key_dup_member (const char *text)
{
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_strstrip (narrow);
  g_autofree char *member = g_ascii_strup (narrow, -1);
  gsize length = strlen (member);
  gboolean is_good = length >= 1 && length <= MEMBER_MAX
                     && strspn (member, G_CSET_A_2_Z "0123456789-") == length;
  return is_good ? g_steal_pointer (&member) : NULL;
}

AftDigest
aft_guest_key_make (const guint8 key[AFT_GUEST_KEY_BYTES], const char *number)
{
  AftDigest digest;
  gsize length = sizeof digest.bytes;
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key, AFT_GUEST_KEY_BYTES);
  g_hmac_update (hmac, (const guchar *) number, (gssize) strlen (number));
  g_hmac_get_digest (hmac, digest.bytes, &length);
  return digest;
}
