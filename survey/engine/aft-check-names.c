/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and languages of a definition under check: which exist, which are there twice, which belong
 * to the kiosk, which are used anywhere. */

#include "aft-check-private.h"

#include <string.h>

#include "aft-localised-private.h"
#include "aft-utf16.h"

/* Names that the kiosk, or the engine itself, gives a meaning. */
static const char *const kiosk_names[]
    = { "venue", "channel", "table", "pageno", "pagecount", "locale", NULL };
static const char *const kiosk_groups[] = { "guest", "case", "text", NULL };

static void
add_name (GHashTable *names, const AftValue *name)
{
  if (aft_value_get_type (name) == AFT_VALUE_STRING)
    g_hash_table_add (names, aft_utf16_lower (aft_value_get_string (name)));
}

static void
gather_questions (AftChecker *checker, const AftValue *list, guint depth)
{
  for (gsize i = 0; depth > 0 && i < aft_value_get_length (list); i++)
    {
      const AftValue *element = aft_value_get_item (list, i);
      const AftValue *inner = aft_survey_get_property (element, "elements");
      if (inner == NULL)
        add_name (checker->names, aft_value_get_member (element, "name"));
      gather_questions (checker, inner, depth - 1);
    }
}

static void
note_locale (const char *locale, gpointer locales)
{
  if (!g_str_equal (locale, "default") && !g_str_equal (locale, "en"))
    g_hash_table_add (locales, g_strdup (locale));
}

/* Every object under a property that holds text is a text in several languages. */
static void
gather_locales (AftChecker *checker, const AftValue *value, guint depth)
{
  for (gsize i = 0; depth > 0 && i < aft_value_get_length (value); i++)
    {
      gboolean is_object = aft_value_get_type (value) == AFT_VALUE_OBJECT;
      const AftValue *inner
          = is_object ? aft_value_get_member_at (value, i) : aft_value_get_item (value, i);
      const char *name = is_object ? aft_value_get_member_name (value, i) : NULL;
      const AftProperty *property = name != NULL ? aft_property_find (~0U, name) : NULL;
      if (property != NULL && property->kind == AFT_PROPERTY_TEXT)
        aft_localised_foreach (inner, note_locale, checker->locales);
      else
        gather_locales (checker, inner, depth - 1);
    }
}

/* Deeper than a definition that can be read. */
#define MOST_DEPTH 200

void
aft_checker_gather (AftChecker *checker)
{
  const AftValue *pages = aft_value_get_member (checker->definition, "pages");
  const AftValue *values = aft_value_get_member (checker->definition, "calculatedValues");
  for (gsize i = 0; i < aft_value_get_length (pages); i++)
    gather_questions (checker, aft_survey_get_property (aft_value_get_item (pages, i), "elements"),
                      MOST_DEPTH);
  gather_questions (checker, aft_survey_get_property (checker->definition, "elements"), MOST_DEPTH);
  for (gsize i = 0; i < aft_value_get_length (values); i++)
    add_name (checker->names, aft_value_get_member (aft_value_get_item (values, i), "name"));
  gather_locales (checker, checker->definition, MOST_DEPTH);
}

static gboolean
is_in_group (const char *lower)
{
  for (guint i = 0; kiosk_groups[i] != NULL; i++)
    if (g_str_has_prefix (lower, kiosk_groups[i]) && lower[strlen (kiosk_groups[i])] == '.')
      return TRUE;
  return FALSE;
}

gboolean
aft_checker_is_group (const char *name)
{
  g_autofree char *lower = aft_utf16_lower (name);
  return g_strv_contains (kiosk_groups, lower);
}

static gboolean
is_reserved (const char *lower)
{
  return g_strv_contains (kiosk_names, lower) || g_strv_contains (kiosk_groups, lower)
         || is_in_group (lower);
}

void
aft_checker_note_name (AftChecker *checker, const char *name, const char *kind)
{
  g_autofree char *lower = aft_utf16_lower (name);
  char *key = g_strconcat (kind, ":", lower, NULL);
  if (!g_hash_table_add (checker->seen, key))
    aft_checker_report (checker, TRUE, "name-duplicate", "name", name);
  if (g_str_equal (kind, "value") && is_reserved (lower))
    aft_checker_report (checker, TRUE, "name-reserved", "name", name);
}

/* "a.b[0].c" → "a.b", "a": what a longer name may begin with. */
static gboolean
knows_part (const AftChecker *checker, char *lower)
{
  for (char *end = lower + strlen (lower); end > lower; end--)
    {
      if (*end != '\0' && *end != '.' && *end != '[')
        continue;
      *end = '\0';
      if (g_hash_table_contains (checker->names, lower) || g_strv_contains (kiosk_names, lower))
        return TRUE;
    }
  return FALSE;
}

gboolean
aft_checker_knows_name (const AftChecker *checker, const char *name)
{
  g_autofree char *lower = aft_utf16_lower (name);
  if (is_in_group (lower) || g_strv_contains (kiosk_groups, lower))
    return TRUE;
  if (g_str_has_suffix (lower, "-comment"))
    lower[strlen (lower) - strlen ("-comment")] = '\0';
  return knows_part (checker, lower);
}
