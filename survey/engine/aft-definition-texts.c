/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks questions, options and their texts up in a definition's own JSON. What a guest sees at a
 * moment is the session's. */
#include "aft-definition-texts.h"

const char *
aft_definition_get_text (const AftValue *text, AftLanguage language)
{
  const char *key = aft_language_get_survey_key (language);
  const char *localised = aft_value_get_member_string (text, key, NULL);

  if (aft_value_get_string (text) != NULL)
    return aft_value_get_string (text);
  return localised != NULL ? localised : aft_value_get_member_string (text, "default", NULL);
}

static const AftValue *
find_in (const AftValue *elements, const char *name)
{
  for (gsize i = 0; i < aft_value_get_length (elements); i++)
    {
      const AftValue *element = aft_value_get_item (elements, i);
      const AftValue *below = aft_definition_find_question (element, name);
      if (below != NULL)
        return below;
      if (g_strcmp0 (aft_value_get_member_string (element, "name", NULL), name) == 0
          && aft_value_get_member_string (element, "type", NULL) != NULL)
        return element;
    }
  return NULL;
}

const AftValue *
aft_definition_find_question (const AftValue *definition, const char *name)
{
  const AftValue *found = find_in (aft_value_get_member (definition, "elements"), name);
  return found != NULL ? found : find_in (aft_value_get_member (definition, "pages"), name);
}

const char *
aft_definition_get_option_text (const AftValue *question,
                                const AftValue *option,
                                AftLanguage language)
{
  static const char *const lists[] = { "choices", "rateValues" };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const AftValue *list = aft_value_get_member (question, lists[i]);
      for (gsize k = 0; k < aft_value_get_length (list); k++)
        {
          const AftValue *choice = aft_value_get_item (list, k);
          const AftValue *value = aft_value_get_member (choice, "value");
          if (value != NULL && aft_value_equal (value, option))
            return aft_definition_get_text (aft_value_get_member (choice, "text"), language);
        }
    }
  return NULL;
}
