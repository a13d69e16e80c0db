/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base64url over GLib's base64: another alphabet, no padding, and strict reading, so that a token
 * or box has one written form only. Knows nothing of what the bytes mean. */
#include "aft-base64url.h"

#include <string.h>

char *
aft_base64url_encode (const guint8 *bytes, gsize count)
{
  if (count == 0)
    return g_strdup ("");
  char *text = g_base64_encode (bytes, count);
  char *padding = strchr (text, '=');
  if (padding != NULL)
    *padding = '\0';
  return g_strdelimit (g_strdelimit (text, "+", '-'), "/", '_');
}

/* -1: not of the alphabet. */
static int
read_digit (char c)
{
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  if (c == '-')
    return 62;
  return c == '_' ? 63 : -1;
}

guint8 *
aft_base64url_decode (const char *text, gsize *ret_count)
{
  gsize length = strlen (text);
  gsize count = 0;
  guint bits = 0; /* that are read and not written yet */
  guint32 read = 0;
  g_autofree guint8 *bytes = g_malloc (length / 4 * 3 + 3);
  *ret_count = 0;
  for (gsize i = 0; i < length; i++)
    {
      int digit = read_digit (text[i]);
      if (digit < 0)
        return NULL;
      read = read << 6 | (guint32) digit;
      bits += 6;
      if (bits < 8)
        continue;
      bits -= 8;
      bytes[count++] = (guint8) (read >> bits);
    }
  /* Six bits left over are a digit that says nothing; less must be zero, or there were two ways. */
  if (bits == 6 || (read & ((1u << bits) - 1)) != 0)
    return NULL;
  *ret_count = count;
  return g_steal_pointer (&bytes);
}
