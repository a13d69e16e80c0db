/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One form for names that can be typed in several. Whether a text may be a name at all, and whether
 * case matters, is decided by whoever keeps it. */
#include "aft-name.h"

char *
aft_name_dup_composed (const char *text)
{
  char *composed = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_NFC) : NULL;
  return composed != NULL ? composed : g_strdup (text);
}

gboolean
aft_name_equal (const char *name, const char *other)
{
  g_autofree char *left = aft_name_dup_composed (name);
  g_autofree char *right = aft_name_dup_composed (other);
  return g_str_equal (left, right);
}
