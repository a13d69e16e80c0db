/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A condition: an expression of a definition with the names it depends on, and the rule by which a
 * change of answers makes it worth running again. It does not run anything: aft-conditions.c does,
 * with what a session knows. */

#include "aft-condition-private.h"

#include <string.h>

#include "aft-utf16.h"

static void
add_name (const char *name, gpointer names)
{
  g_ptr_array_add (names, g_strdup (name));
}

static gboolean
is_word (char character)
{
  return g_ascii_isalpha (character) || character == '_' || g_ascii_isdigit (character);
}

/* Behind the text in quotes, or the name in braces, that begins at @at. */
static const char *
skip_quotes (const char *at)
{
  char quote = *at++;
  if (quote == '{')
    quote = '}';
  for (; *at != '\0' && *at != quote; at++)
    if (at[0] == '\\' && at[1] != '\0')
      at++;
  return *at != '\0' ? at + 1 : at;
}

/* Behind the call whose '(' is at @at; @ret_has_name: a {name} stands in it. */
static const char *
skip_call (const char *at, gboolean *ret_has_name)
{
  guint depth = 0;
  *ret_has_name = FALSE;
  while (*at != '\0')
    {
      *ret_has_name = *ret_has_name || *at == '{';
      if (strchr ("'\"{", *at) != NULL)
        {
          at = skip_quotes (at);
          continue;
        }
      depth += *at == '(';
      depth -= *at == ')';
      at++;
      if (depth == 0)
        break;
    }
  return at;
}

/* A function that depends on no name, like today(), can give something else each time. One that
 * stands inside another with names is not looked at: the reference does not. */
static gboolean
has_free_call (const char *text)
{
  for (const char *at = text; *at != '\0';)
    {
      const char *word = at;
      if (strchr ("'\"{", *at) != NULL)
        {
          at = skip_quotes (at);
          continue;
        }
      while (is_word (*at))
        at++;
      g_autofree char *name = g_strndup (word, (gsize) (at - word));
      gboolean has_name = FALSE;
      if (*at == '(' && aft_expression_has_function (name))
        {
          at = skip_call (at, &has_name);
          if (!has_name)
            return TRUE;
        }
      else if (at == word)
        at++;
    }
  return FALSE;
}

static gboolean
is_lone_name (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  const char *end = strchr (trimmed, '}');
  return trimmed[0] == '{' && end != NULL && end[1] == '\0';
}

/* JavaScript has two kinds of nothing; in stored data only one of them leaves a trace. */
static gboolean
gives_nothing (const char *text)
{
  static const char *const calls[] = { "min(", "max(", "iif(", "getYear(" };
  while (g_ascii_isspace (*text))
    text++;
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    if (g_str_has_prefix (text, calls[i]))
      return TRUE;
  return FALSE;
}

AftCondition *
aft_condition_new (const char *text)
{
  AftExpression *expression = aft_expression_new (text, NULL);
  if (expression == NULL)
    return NULL;
  AftCondition *condition = g_new0 (AftCondition, 1);
  condition->expression = expression;
  GPtrArray *names = g_ptr_array_new ();
  aft_expression_foreach_name (expression, add_name, names);
  g_ptr_array_add (names, NULL);
  condition->names = (GStrv) g_ptr_array_free (names, FALSE);
  condition->is_lone_name = is_lone_name (text);
  condition->gives_nothing = gives_nothing (text);
  condition->is_time_dependent = has_free_call (text);
  return condition;
}

void
aft_condition_free (AftCondition *condition)
{
  if (condition == NULL)
    return;
  aft_expression_free (condition->expression);
  g_strfreev (condition->names);
  g_free (condition);
}

/* The key of @changed that @name or its lower case spells, or NULL. */
static const char *
find_key (const AftAnswers *changed, const char *name, char **ret_lower)
{
  *ret_lower = NULL;
  if (aft_answers_has (changed, name))
    return name;
  *ret_lower = aft_utf16_lower (name);
  return aft_answers_has (changed, *ret_lower) ? *ret_lower : NULL;
}

/* @name up to its first @parts dots, without the index "[…]" of each part. */
static char *
take_parts (const GStrv parts, guint count)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < count; i++)
    {
      const char *bracket = strrchr (parts[i], '[');
      gsize length = strlen (parts[i]);
      gboolean is_indexed = bracket != NULL && length > 0 && parts[i][length - 1] == ']';
      if (i > 0)
        g_string_append_c (text, '.');
      g_string_append_len (text, parts[i], is_indexed ? bracket - parts[i] : (gssize) length);
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_name_touched (const char *name, const AftAnswers *changed)
{
  g_autofree char *lower = NULL;
  if (find_key (changed, name, &lower) != NULL)
    return TRUE;
  g_auto (GStrv) parts = g_strsplit (name, ".", -1);
  for (guint count = 1; count <= g_strv_length (parts); count++)
    {
      g_autofree char *first = take_parts (parts, count);
      g_autofree char *lower_first = NULL;
      const char *key = find_key (changed, first, &lower_first);
      if (key != NULL)
        return !aft_value_is_null (aft_answers_get (changed, key));
    }
  return FALSE;
}

gboolean
aft_condition_is_touched (const AftCondition *condition, const AftAnswers *changed)
{
  if (changed == NULL || condition->is_time_dependent || condition->names[0] == NULL)
    return TRUE;
  for (guint i = 0; condition->names[i] != NULL; i++)
    if (is_name_touched (condition->names[i], changed))
      return TRUE;
  return FALSE;
}
