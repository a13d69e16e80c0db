/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which candidates are another one in other characters. The dictionary has traditional forms beside
 * the simplified ones: who reads simplified wants none of them, and who reads traditional has them
 * already, out of the simplified ones. Which words sound alike, and what becomes of them in the
 * other script, is not known here; the characters are OpenCC's (make-typing-forms.c). */
#include "aft-typing-forms.h"

#include <stdlib.h>
#include <string.h>

#include "aft-typing-forms-tables.h"

/* A character of these tables has three bytes; what stands for it follows it. In their order. */
#define FORM 3
#define PAIR (2 * FORM)

static int
compare (const void *form, const void *pair)
{
  return memcmp (form, pair, FORM);
}

static const char *
find (const char *pairs, gsize length, const char *form)
{
  const char *pair = bsearch (form, pairs, length / PAIR, PAIR, compare);

  return pair == NULL ? NULL : pair + FORM;
}

/* NULL: @form is no other form. */
static const char *
find_folded (const char *form, gboolean is_traditional)
{
  return is_traditional ? find (for_traditional, sizeof for_traditional - 1, form)
                        : find (for_simplified, sizeof for_simplified - 1, form);
}

char *
aft_typing_forms_fold (const char *text, gboolean is_traditional)
{
  char *folded = NULL;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *form
          = g_utf8_next_char (at) - at == FORM ? find_folded (at, is_traditional) : NULL;
      if (form == NULL)
        continue;
      if (folded == NULL)
        folded = g_strdup (text);
      memcpy (folded + (at - text), form, FORM);
    }
  return folded;
}
