/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A header of cookies: ours is in it once, or it is not taken, whatever stands beside it. */
#include <string.h>

#include "aft-error.h"
#include "aft-fuzz.h"
#include "aft-http-cookie.h"

#define NAME "__Host-aftertaste"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *header = g_strndup ((const char *) data, size);
  g_autofree char *value = NULL;
  g_autofree char *more = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  if (!aft_http_cookie_find (header, NAME, &value, &error))
    {
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_null (value);
      return 0;
    }
  g_assert_no_error (error);
  if (value == NULL)
    return 0;
  g_assert_null (strpbrk (value, " \t;,\"\\\r\n"));
  g_assert_nonnull (strstr (header, value));
  more = g_strconcat (header, ";" NAME "=x", NULL);
  g_assert_false (aft_http_cookie_find (more, NAME, &again, NULL));
  return 0;
}
