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

guint8 *
aft_base64url_decode (const char *text, gsize *ret_count)
{
  gsize length = strlen (text);
  *ret_count = 0;
  if (strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_") != length || length % 4 == 1)
    return NULL;
  g_autofree char *padded = g_strconcat (text, &"==="[3 - (4 - length % 4) % 4], NULL);
  g_strdelimit (g_strdelimit (padded, "-", '+'), "_", '/');
  g_autofree guint8 *bytes = g_base64_decode (padded, ret_count);
  g_autofree char *again = aft_base64url_encode (bytes, *ret_count);
  if (!g_str_equal (again, text))
    {
      *ret_count = 0;
      return NULL;
    }
  return g_steal_pointer (&bytes);
}
