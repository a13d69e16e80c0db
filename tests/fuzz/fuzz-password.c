/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new password, and on the line before it a name: judged the same way twice, and a good one is
 * long enough and text. */
#include <string.h>

#include "aft-fuzz.h"
#include "aft-password-rules.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  char *password = strchr (text, '\n');
  g_autofree char *name = NULL;
  const char *names[] = { NULL, NULL };
  AftPasswordFault fault;

  if (password == NULL)
    password = text;
  else
    *password++ = '\0';
  name = g_utf8_make_valid (text, -1);
  names[0] = password == text ? NULL : name;
  fault = aft_password_rules_judge (password, names);
  g_assert_cmpint (fault, ==, aft_password_rules_judge (password, names));
  if (fault != AFT_PASSWORD_GOOD)
    {
      g_assert_nonnull (aft_password_fault_get_sentence (fault));
      return 0;
    }
  g_assert_true (g_utf8_validate (password, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (password, -1), >=, AFT_PASSWORD_LEAST);
  g_assert_cmpint (g_utf8_strlen (password, -1), <=, AFT_PASSWORD_MOST);
  return 0;
}
