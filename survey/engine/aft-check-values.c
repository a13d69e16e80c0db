/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of a definition under check: types, words, texts with their languages and {names},
 * expressions. */

#include "aft-check-private.h"

#include <string.h>

#include "aft-localised-private.h"
#include "aft-utf16.h"

typedef struct
{
  AftChecker *checker;
  const char *property;
} Place;

static void
check_variable (const char *name, gpointer data)
{
  const Place *place = data;
  if (!aft_checker_knows_name (place->checker, name) && !g_str_equal (name, "item"))
    aft_checker_report (place->checker, FALSE, "variable-unknown", place->property, name);
}

static void
check_function (const char *name, gpointer data)
{
  const Place *place = data;
  if (!aft_expression_has_function (name))
    aft_checker_report (place->checker, TRUE, "function-unknown", place->property, name);
}

static void
check_expression (AftChecker *checker, const char *property, const char *text, const char *owner)
{
  if (text[0] == '\0')
    return;
  g_autoptr (AftExpression) expression = aft_expression_new (text, NULL);
  Place place = { checker, property };
  if (expression == NULL)
    {
      aft_checker_report (checker, TRUE, "expression-syntax", property, owner);
      return;
    }
  aft_expression_foreach_function (expression, check_function, &place);
  aft_expression_foreach_name (expression, check_variable, &place);
}

static void
check_piped (AftChecker *checker, const char *property, const char *start, gsize length)
{
  g_autofree char *raw = g_strndup (start, length);
  g_autofree char *name = aft_utf16_trim (raw);
  if (name[0] == '\0' || strchr (name, ':') != NULL)
    return;
  if (aft_checker_is_group (name))
    aft_checker_report (checker, FALSE, "piping-object", property, name);
  else if (!aft_checker_knows_name (checker, name))
    aft_checker_report (checker, FALSE, "piping-unknown", property, name);
}

static void
check_piping (AftChecker *checker, const char *property, const char *text)
{
  const char *start = NULL;
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '{')
        start = at + 1;
      if (*at == '}' && start != NULL)
        check_piped (checker, property, start, (gsize) (at - start));
      if (*at == '}')
        start = NULL;
    }
}

/* A language without its own text, or one for the language before the dash. */
static gboolean
lacks (const AftValue *text, const char *locale)
{
  const char *own = aft_value_get_member_string (text, locale, "");
  const char *dash = strchr (locale, '-');
  if (own[0] != '\0')
    return FALSE;
  g_autofree char *language = dash != NULL ? g_strndup (locale, dash - locale) : NULL;
  return language == NULL || aft_value_get_member_string (text, language, "")[0] == '\0';
}

/* "zh" where "zh-cn" is used only helps that along. */
static gboolean
is_fallback (const GList *locales, const char *locale)
{
  g_autofree char *prefix = g_strconcat (locale, "-", NULL);
  for (; locales != NULL; locales = locales->next)
    if (g_str_has_prefix (locales->data, prefix))
      return TRUE;
  return FALSE;
}

static void
check_locales (AftChecker *checker, const char *property, const AftValue *text)
{
  g_autoptr (GList) locales = g_hash_table_get_keys (checker->locales);
  locales = g_list_sort (locales, (GCompareFunc) strcmp);
  if (aft_localised_get (text, "") == NULL)
    aft_checker_report (checker, FALSE, "locale-missing", property, "en");
  for (const GList *item = locales; item != NULL; item = item->next)
    if (lacks (text, item->data) && !is_fallback (locales, item->data))
      aft_checker_report (checker, FALSE, "locale-missing", property, item->data);
}

static void
check_text (AftChecker *checker, const AftProperty *property, const AftValue *value)
{
  if (aft_value_get_type (value) == AFT_VALUE_STRING)
    {
      check_piping (checker, property->name, aft_value_get_string (value));
      return;
    }
  if (aft_value_get_type (value) != AFT_VALUE_OBJECT)
    {
      aft_checker_report (checker, TRUE, "value-invalid", property->name, property->name);
      return;
    }
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    {
      const AftValue *text = aft_value_get_member_at (value, i);
      if (aft_value_get_type (text) != AFT_VALUE_STRING)
        aft_checker_report (checker, TRUE, "value-invalid", property->name,
                            aft_value_get_member_name (value, i));
      else
        check_piping (checker, property->name, aft_value_get_string (text));
    }
  check_locales (checker, property->name, value);
}

static void
check_word (AftChecker *checker, const AftProperty *property, const AftValue *value)
{
  const char *word = aft_value_get_string (value);
  if (word != NULL && aft_property_has_word (property->words, word))
    return;
  gboolean is_refused = word != NULL && aft_property_has_word (property->refused, word);
  aft_checker_report (checker, TRUE, is_refused ? "property-unsupported" : "value-invalid",
                      property->name, property->name);
}

/* The plain types. */
static gboolean
has_right_type (AftPropertyKind kind, AftValueType type)
{
  switch (kind)
    {
    case AFT_PROPERTY_STRING:
    case AFT_PROPERTY_CONDITION:
      return type == AFT_VALUE_STRING;
    case AFT_PROPERTY_BOOLEAN:
      return type == AFT_VALUE_BOOLEAN;
    case AFT_PROPERTY_NUMBER:
      return type == AFT_VALUE_NUMBER;
    case AFT_PROPERTY_LIMIT:
      return type == AFT_VALUE_NUMBER || type == AFT_VALUE_STRING;
    case AFT_PROPERTY_LIST:
      return type == AFT_VALUE_ARRAY;
    case AFT_PROPERTY_HOUSE:
      return type == AFT_VALUE_OBJECT;
    default:
      return TRUE;
    }
}

/* "=…" where a value may stand is an expression. */
static void
check_computed (AftChecker *checker,
                const AftProperty *property,
                const AftValue *value,
                const char *owner)
{
  const char *text = aft_value_get_string (value);
  if (text == NULL || text[0] != '=')
    return;
  if (property->kind == AFT_PROPERTY_DEFAULT)
    check_expression (checker, property->name, text + 1, owner);
  else if (property->kind == AFT_PROPERTY_LIMIT)
    aft_checker_report (checker, TRUE, "property-unsupported", property->name, property->name);
}

void
aft_checker_check_value (AftChecker *checker,
                         const AftProperty *property,
                         const AftValue *value,
                         const char *owner)
{
  if (property->kind == AFT_PROPERTY_REFUSED)
    aft_checker_report (checker, TRUE, "property-unsupported", property->name, property->name);
  else if (property->kind == AFT_PROPERTY_TEXT)
    check_text (checker, property, value);
  else if (property->kind == AFT_PROPERTY_WORD)
    check_word (checker, property, value);
  else if (!has_right_type (property->kind, aft_value_get_type (value)))
    aft_checker_report (checker, TRUE, "value-invalid", property->name, property->name);
  else if (property->kind == AFT_PROPERTY_CONDITION)
    check_expression (checker, property->name, aft_value_get_string (value), owner);
  else
    check_computed (checker, property, value, owner);
}
