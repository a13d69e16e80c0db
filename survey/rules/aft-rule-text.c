/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text of a rule document: the three languages and what each must be. Which document it stands in
 * and under which name is for who reads that document. */
#include "aft-rule-text.h"

#include "aft-error.h"

struct _AftRuleText
{
  char *texts[AFT_LANGUAGES];
};

/* English stands under "default", as in the surveys. */
static const char *
get_key (AftLanguage language)
{
  return language == AFT_LANGUAGE_EN ? "default" : aft_language_get_survey_key (language);
}

static gboolean
is_one_line (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

static gboolean
judge_text (const char *text, const char *key, GError **error)
{
  const char *wrong = NULL;
  if (text == NULL)
    wrong = "is missing or no text";
  else if (g_utf8_strlen (text, -1) > AFT_RULE_TEXT_MAX)
    wrong = "is too long";
  else if (!is_one_line (text))
    wrong = "has more than one line";
  else
    {
      g_autofree char *bare = g_strstrip (g_strdup (text));
      wrong = *bare == '\0' ? "is empty" : NULL;
    }
  if (wrong != NULL)
    g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "the text under %s %s", key, wrong);
  return wrong == NULL;
}

AftRuleText *
aft_rule_text_new (const AftValue *value, GError **error)
{
  g_autoptr (AftRuleText) text = g_new0 (AftRuleText, 1);
  if (aft_value_get_type (value) != AFT_VALUE_OBJECT)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                   "a text in three languages (default, zh-cn, zh-tw) is needed");
      return NULL;
    }
  for (guint i = 0; i < AFT_LANGUAGES; i++)
    {
      const char *key = get_key ((AftLanguage) i);
      text->texts[i] = g_strdup (aft_value_get_string (aft_value_get_member (value, key)));
      if (!judge_text (text->texts[i], key, error))
        return NULL;
    }
  if (aft_value_get_length (value) != AFT_LANGUAGES)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                   "there are more languages than default, zh-cn and zh-tw");
      return NULL;
    }
  return g_steal_pointer (&text);
}

void
aft_rule_text_free (AftRuleText *text)
{
  if (text == NULL)
    return;
  for (guint i = 0; i < AFT_LANGUAGES; i++)
    g_free (text->texts[i]);
  g_free (text);
}

const char *
aft_rule_text_get (const AftRuleText *text, AftLanguage language)
{
  return text->texts[language];
}
