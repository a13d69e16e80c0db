/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the house's languages a phone asks for. Where it asks for none of them, that is the
 * caller's to know. */
#include "aft-page-language.h"

#include <string.h>

#define MOST_RANGES 32 /* of one header: no phone has more */
#define FULL_WEIGHT 1000

gboolean
aft_page_language_read (const char *chosen, AftLanguage *ret_language)
{
  for (AftLanguage i = 0; chosen != NULL && i < AFT_LANGUAGES; i++)
    if (g_str_equal (chosen, aft_language_get_tag (i)))
      {
        *ret_language = i;
        return TRUE;
      }
  return FALSE;
}

/* In thousandths; 0 for what is not wanted or cannot be read. */
static guint
read_weight (const char *parameters)
{
  if (parameters == NULL)
    return FULL_WEIGHT;
  while (*parameters == ' ')
    parameters++;
  if (g_ascii_strncasecmp (parameters, "q=", 2) != 0)
    return 0;
  gdouble weight = g_ascii_strtod (parameters + 2, NULL);
  return weight >= 0 && weight <= 1 ? (guint) (weight * FULL_WEIGHT + 0.5) : 0;
}

/* aft_language_from_tag() takes whatever it does not know for English: here that is no wish. */
static gboolean
is_ours (const char *range)
{
  gsize length = strcspn (range, "-");
  return length == 2
         && (g_ascii_strncasecmp (range, "zh", 2) == 0
             || g_ascii_strncasecmp (range, "en", 2) == 0);
}

gboolean
aft_page_language_choose (const char *chosen, const char *accept, AftLanguage *ret_language)
{
  g_auto (GStrv) ranges = g_strsplit (accept != NULL ? accept : "", ",", MOST_RANGES);
  guint best = 0;

  if (aft_page_language_read (chosen, ret_language))
    return TRUE;
  for (guint i = 0; ranges[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_strstrip (ranges[i]), ";", 2);
      guint weight = parts[0] != NULL ? read_weight (parts[1]) : 0;

      if (weight <= best || !is_ours (g_strstrip (parts[0])))
        continue;
      best = weight;
      *ret_language = aft_language_from_tag (parts[0]);
    }
  return best > 0;
}
