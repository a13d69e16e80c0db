/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Localisable texts of a definition and the fallback between languages. The program's own messages
 * are not here, but for the few words that stand for an answer inside the author's texts. */

#include "aft-localised-private.h"

#include <string.h>

#define DEFAULT_KEY    "default"
#define DEFAULT_LOCALE "en"

static const char *
get_text_of (const AftValue *text, const char *key)
{
  if (aft_value_get_type (text) == AFT_VALUE_STRING)
    return g_str_equal (key, DEFAULT_KEY) ? aft_value_get_string (text) : NULL;
  return aft_value_get_member_string (text, key, NULL);
}

static gboolean
is_missing (const char *text)
{
  return text == NULL || text[0] == '\0';
}

const char *
aft_localised_get (const AftValue *text, const char *locale)
{
  gboolean is_default = locale[0] == '\0' || g_str_equal (locale, DEFAULT_LOCALE);
  const char *found = get_text_of (text, is_default ? DEFAULT_KEY : locale);
  if (is_missing (found) && is_default)
    found = get_text_of (text, DEFAULT_LOCALE);
  const char *dash = strchr (locale, '-');
  if (is_missing (found) && dash != NULL)
    {
      g_autofree char *language = g_strndup (locale, dash - locale);
      found = get_text_of (text, language);
    }
  if (is_missing (found) && !is_default)
    found = get_text_of (text, DEFAULT_KEY);
  return is_missing (found) ? NULL : found;
}

const char *
aft_localised_get_word (AftWord word, const char *locale)
{
  static const struct
  {
    const char *locale;
    const char *words[4];
  } table[] = {
    { "zh-cn", { "填写其他答案", "无", "是", "否" } },
    { "zh-tw", { "填寫其他答案", "無", "是", "否" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].locale, locale))
      return table[i].words[word];
  static const char *const english[] = { "Other (describe)", "None", "Yes", "No" };
  return english[word];
}

void
aft_localised_foreach (const AftValue *text, AftLocalisedVisit visit, gpointer user_data)
{
  if (aft_value_get_type (text) != AFT_VALUE_OBJECT)
    return;
  for (gsize i = 0; i < aft_value_get_length (text); i++)
    visit (aft_value_get_member_name (text, i), user_data);
}
