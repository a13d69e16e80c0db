/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regular expressions of surveys: the first line is the pattern, the rest the text it is tried on.
 * A pattern may be refused, and may give up, but must come back soon and say the same twice. */
#include <string.h>

#include "aft-error.h"
#include "aft-fuzz.h"
#include "aft-regex.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  char *break_place = strchr (text, '\n');
  const char *subject = break_place != NULL ? break_place + 1 : "";
  g_autoptr (GError) error = NULL;
  g_autoptr (AftRegex) regex = NULL;

  if (break_place != NULL)
    *break_place = '\0';
  regex = aft_regex_new (text, size % 2 == 0, &error);
  g_assert_true ((regex == NULL) == (error != NULL));
  if (regex == NULL)
    g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  else
    g_assert_true (aft_regex_search (regex, subject) == aft_regex_search (regex, subject));
  return 0;
}
