/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the texts of a definition, and puts others in their places. Both walk it in the same way,
 * so that a path of the one is a path of the other. Whether the result is a survey is for the check
 * to say (aft-check.c), what a text looks like for whoever shows it. */
#include "aft-survey-texts.h"

#include <string.h>

#define PATH_MAX_BYTES 90
#define HOUSE_KEYS     "aftertaste"

/* One place on the way down. */
typedef struct
{
  const char *path;
  const char *element;
  const char *property;
  const AftValue *owner; /* the object that has the property */
} Place;

/* Gives another value for a text, or NULL: it is left out. */
typedef AftValue *(*TextWork) (const Place *place, const AftValue *text, gpointer data);

void
aft_survey_text_free (AftSurveyText *text)
{
  g_free (text->path);
  g_free (text->element);
  g_free (text->property);
  g_free (text->value);
  for (guint i = 0; i < AFT_LANGUAGES; i++)
    g_free (text->texts[i]);
  g_free (text);
}

static const char *
get_key (AftLanguage language)
{
  return language == AFT_LANGUAGE_EN ? "default" : aft_language_get_survey_key (language);
}

static gboolean
is_by_language (const AftValue *value)
{
  gboolean has_ours = FALSE;
  if (aft_value_get_type (value) != AFT_VALUE_OBJECT)
    return FALSE;
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    if (aft_value_get_string (aft_value_get_member_at (value, i)) == NULL)
      return FALSE;
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    has_ours |= aft_value_get_member (value, get_key (i)) != NULL;
  return has_ours;
}

/* Plain texts that a person reads. */
static gboolean
is_plain_text (const char *property, const AftValue *value)
{
  static const char *const names[] = { "title",          "description",        "html",
                                       "text",           "placeholder",        "completedHtml",
                                       "labelTrue",      "labelFalse",         "minRateDescription",
                                       "otherText",      "noneText",           "maxRateDescription",
                                       "completeText",   "pageNextText",       "requiredErrorText",
                                       "minErrorText",   "maxErrorText",       "startSurveyText",
                                       "otherErrorText", "pagePrevText",       "otherPlaceholder",
                                       "commentText",    "commentPlaceholder", NULL };
  return aft_value_get_type (value) == AFT_VALUE_STRING && g_strv_contains (names, property);
}

/* A name that a path cannot say: what is below it stays as it is. */
static gboolean
is_sayable (const char *name)
{
  return *name != '\0' && !g_str_equal (name, HOUSE_KEYS)
         && strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-") == strlen (name);
}

static AftValue *walk (const Place *place, const AftValue *value, TextWork work, gpointer data);

/* NULL: left out. */
static AftValue *
walk_member (const Place *place,
             const char *name,
             const AftValue *owner,
             AftValue *value,
             TextWork work,
             gpointer data)
{
  g_autofree char *path
      = *place->path != '\0' ? g_strconcat (place->path, ".", name, NULL) : g_strdup (name);
  if (!is_sayable (name) || strlen (path) > PATH_MAX_BYTES)
    return aft_value_ref (value);
  const Place inner = { path, place->element, owner != NULL ? name : place->property, owner };
  if (owner != NULL && (is_by_language (value) || is_plain_text (name, value)))
    return work (&inner, value, data);
  return walk (&inner, value, work, data);
}

static AftValue *
walk_object (const Place *place, const AftValue *value, TextWork work, gpointer data)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  const char *element = aft_value_get_member_string (value, "name", place->element);
  const Place inner = { place->path, element, place->property, NULL };
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    {
      const char *name = aft_value_get_member_name (value, i);
      AftValue *member
          = walk_member (&inner, name, value, aft_value_get_member_at (value, i), work, data);
      if (member != NULL)
        aft_value_builder_set_take (builder, name, member);
    }
  return aft_value_builder_end (builder);
}

static AftValue *
walk_array (const Place *place, const AftValue *value, TextWork work, gpointer data)
{
  AftValueBuilder *builder = aft_value_builder_new_array ();
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    {
      g_autofree char *index = g_strdup_printf ("%" G_GSIZE_FORMAT, i);
      aft_value_builder_take (
          builder, walk_member (place, index, NULL, aft_value_get_item (value, i), work, data));
    }
  return aft_value_builder_end (builder);
}

static AftValue *
walk (const Place *place, const AftValue *value, TextWork work, gpointer data)
{
  switch (aft_value_get_type (value))
    {
    case AFT_VALUE_OBJECT:
      return walk_object (place, value, work, data);
    case AFT_VALUE_ARRAY:
      return walk_array (place, value, work, data);
    case AFT_VALUE_NULL:
    case AFT_VALUE_BOOLEAN:
    case AFT_VALUE_NUMBER:
    case AFT_VALUE_STRING:
    case AFT_VALUE_DATE:
    default:
      return aft_value_ref ((AftValue *) value);
    }
}

/* -- listing --------------------------------------------------------------------------------- */

/* The "value" of a choice or a step, as a person reads it. */
static char *
dup_value (const AftValue *owner)
{
  const AftValue *value = aft_value_get_member (owner, "value");
  switch (aft_value_get_type (value))
    {
    case AFT_VALUE_STRING:
      return g_strdup (aft_value_get_string (value));
    case AFT_VALUE_NUMBER:
      return g_strdup_printf ("%g", aft_value_get_number (value));
    case AFT_VALUE_NULL:
    case AFT_VALUE_BOOLEAN:
    case AFT_VALUE_ARRAY:
    case AFT_VALUE_OBJECT:
    case AFT_VALUE_DATE:
    default:
      return NULL;
    }
}

static AftValue *
work_list (const Place *place, const AftValue *value, gpointer data)
{
  AftSurveyText *text = g_new0 (AftSurveyText, 1);
  text->path = g_strdup (place->path);
  text->element = g_strdup (place->element);
  text->property = g_strdup (place->property);
  text->value = dup_value (place->owner);
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    text->texts[i] = g_strdup (aft_value_get_type (value) == AFT_VALUE_OBJECT
                                   ? aft_value_get_member_string (value, get_key (i), NULL)
                                   : (i == AFT_LANGUAGE_EN ? aft_value_get_string (value) : NULL));
  g_ptr_array_add (data, text);
  return aft_value_ref ((AftValue *) value);
}

GPtrArray *
aft_survey_texts_list (const AftValue *definition)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_survey_text_free);
  const Place place = { "", "", "", NULL };
  aft_value_unref (walk (&place, definition, work_list, texts));
  return texts;
}

/* -- replacing ------------------------------------------------------------------------------- */

typedef struct
{
  AftSurveyTextFunc find;
  gpointer user_data;
} Replacement;

/* TRUE when something is another than before. */
static gboolean
put_text (AftValueBuilder *builder, const AftValue *value, const char *key, const char *text)
{
  const char *former = aft_value_get_member_string (value, key, "");
  if (text == NULL || g_str_equal (text, former))
    return FALSE;
  if (*text == '\0')
    aft_value_builder_remove (builder, key);
  else
    aft_value_builder_set_string (builder, key, text);
  return TRUE;
}

static AftValue *
work_replace (const Place *place, const AftValue *value, gpointer data)
{
  const Replacement *replacement = data;
  g_autoptr (AftValue) by_language = NULL;
  gboolean is_other = FALSE;
  if (aft_value_get_type (value) == AFT_VALUE_STRING)
    {
      AftValueBuilder *plain = aft_value_builder_new_object ();
      aft_value_builder_set (plain, "default", (AftValue *) value);
      by_language = aft_value_builder_end (plain);
    }
  else
    by_language = aft_value_ref ((AftValue *) value);
  AftValueBuilder *builder = aft_value_builder_new_from (by_language);
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    is_other |= put_text (builder, by_language, get_key (i),
                          replacement->find (place->path, i, replacement->user_data));
  g_autoptr (AftValue) replaced = aft_value_builder_end (builder);
  if (!is_other)
    return aft_value_ref ((AftValue *) value);
  return aft_value_get_length (replaced) > 0 ? g_steal_pointer (&replaced) : NULL;
}

AftValue *
aft_survey_texts_replace (const AftValue *definition, AftSurveyTextFunc find, gpointer user_data)
{
  Replacement replacement = { find, user_data };
  const Place place = { "", "", "", NULL };
  return walk (&place, definition, work_replace, &replacement);
}
