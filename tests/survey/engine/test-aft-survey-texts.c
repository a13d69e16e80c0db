/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of definitions: which are found, and that nothing but them is changed. */
#include "aft-survey-texts.h"

#include <locale.h>
#include <string.h>

#include "aft-json.h"

#define SURVEY                                                                                     \
  "{\"title\":{\"default\":\"Visit\",\"zh-cn\":\"用餐\",\"fr\":\"Visite\"},"                     \
  "\"aftertaste\":{\"id\":\"exit\",\"title\":\"not this one\"},"                                   \
  "\"pages\":[{\"name\":\"one\",\"title\":\"Plain\",\"elements\":["                                \
  "{\"type\":\"rating\",\"name\":\"overall\",\"title\":{\"default\":\"How?\"},"                    \
  "\"visibleIf\":\"{a} = 'title'\",\"rateValues\":["                                               \
  "{\"value\":1,\"text\":{\"default\":\"Bad\",\"zh-cn\":\"差\"}},\"plain\"]}]}]}"

static AftValue *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  AftValue *value = aft_json_parse (json, strlen (json), &aft_json_limits_survey, &error);
  g_assert_no_error (error);
  return value;
}

static const AftSurveyText *
get (const GPtrArray *texts, guint index)
{
  g_assert_cmpuint (index, <, texts->len);
  return g_ptr_array_index (texts, index);
}

static void
test_every_text_is_found_in_order (void)
{
  const char *const paths[] = { "title", "pages.0.title", "pages.0.elements.0.title",
                                "pages.0.elements.0.rateValues.0.text" };
  const char *const elements[] = { "", "one", "overall", "overall" };
  g_autoptr (AftValue) survey = parse (SURVEY);
  g_autoptr (GPtrArray) texts = aft_survey_texts_list (survey);
  g_assert_cmpuint (texts->len, ==, G_N_ELEMENTS (paths));
  for (guint i = 0; i < texts->len; i++)
    {
      g_assert_cmpstr (get (texts, i)->path, ==, paths[i]);
      g_assert_cmpstr (get (texts, i)->element, ==, elements[i]);
    }
  g_assert_cmpstr (get (texts, 0)->texts[AFT_LANGUAGE_EN], ==, "Visit");
  g_assert_cmpstr (get (texts, 0)->texts[AFT_LANGUAGE_ZH_CN], ==, "用餐");
  g_assert_null (get (texts, 0)->texts[AFT_LANGUAGE_ZH_TW]);
  g_assert_cmpstr (get (texts, 1)->texts[AFT_LANGUAGE_EN], ==, "Plain");
  g_assert_null (get (texts, 2)->value);
  g_assert_cmpstr (get (texts, 3)->value, ==, "1");
  g_assert_cmpstr (get (texts, 3)->property, ==, "text");
}

static const char *
find_nothing (const char *path, AftLanguage language, gpointer user_data)
{
  return NULL;
}

static const char *
find_in_table (const char *path, AftLanguage language, gpointer user_data)
{
  g_autofree char *key = g_strconcat (path, ":", aft_language_get_tag (language), NULL);
  return g_hash_table_lookup (user_data, key);
}

/* What SURVEY becomes when the text at @key is @text. */
static char *
replace_one (const char *key, const char *text)
{
  g_autoptr (GHashTable) table = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (AftValue) survey = parse (SURVEY);
  g_hash_table_insert (table, (char *) key, (char *) text);
  g_autoptr (AftValue) replaced = aft_survey_texts_replace (survey, find_in_table, table);
  return aft_json_to_line (replaced);
}

static void
test_without_other_texts_nothing_changes (void)
{
  g_autoptr (AftValue) survey = parse (SURVEY);
  g_autoptr (AftValue) same = aft_survey_texts_replace (survey, find_nothing, NULL);
  g_autofree char *line = aft_json_to_line (same);
  g_autofree char *equal = replace_one ("title:zh-CN", "用餐");
  g_autofree char *plain = replace_one ("pages.0.title:en", "Plain");
  g_assert_cmpstr (line, ==, SURVEY);
  g_assert_cmpstr (equal, ==, SURVEY);
  g_assert_cmpstr (plain, ==, SURVEY);
}

typedef struct
{
  const char *key;
  const char *text;
  const char *former;
  const char *latter;
} Replacement;

static const Replacement replacements[] = {
  { "title:zh-CN", "来过", "\"zh-cn\":\"用餐\"", "\"zh-cn\":\"来过\"" },
  { "title:zh-TW", "來過", "\"fr\":\"Visite\"}", "\"fr\":\"Visite\",\"zh-tw\":\"來過\"}" },
  { "title:zh-CN", "", ",\"zh-cn\":\"用餐\"", "" },
  { "pages.0.title:zh-CN", "朴素", "\"title\":\"Plain\"",
    "\"title\":{\"default\":\"Plain\",\"zh-cn\":\"朴素\"}" },
  { "pages.0.elements.0.title:en", "", "\"title\":{\"default\":\"How?\"},", "" },
  { "pages.0.elements.0.rateValues.0.text:en", "<b>\"&", "\"default\":\"Bad\"",
    "\"default\":\"<b>\\\"&\"" },
};

static void
test_only_the_text_is_changed (gconstpointer data)
{
  const Replacement *replacement = data;
  g_autofree char *line = replace_one (replacement->key, replacement->text);
  const char *place = strstr (SURVEY, replacement->former);
  g_assert_nonnull (place);
  g_autofree char *head = g_strndup (SURVEY, (gsize) (place - SURVEY));
  g_autofree char *expected
      = g_strconcat (head, replacement->latter, place + strlen (replacement->former), NULL);
  g_assert_cmpstr (line, ==, expected);
}

static void
test_unknown_path_changes_nothing (void)
{
  const char *const keys[] = { "aftertaste.title:en", "pages.1.title:en", "pages.0.name:en",
                               "pages.0.elements.0.rateValues.1:en", "" };
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *line = replace_one (keys[i], "x");
      g_assert_cmpstr (line, ==, SURVEY);
    }
}

static void
test_strange_definition_is_left_alone (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  for (guint i = 0; i < 100; i++)
    g_string_append (deep, "{\"panel\":");
  g_string_append (deep, "{\"title\":{\"default\":\"far down\"}}");
  for (guint i = 0; i < 100; i++)
    g_string_append_c (deep, '}');
  const char *const strange[] = { deep->str,
                                  "null",
                                  "7",
                                  "\"title\"",
                                  "[]",
                                  "{\"title\":{\"default\":7}}",
                                  "{\"title\":{\"default\":\"a\",\"zh-cn\":[]}}",
                                  "{\"a b\":{\"title\":\"x\"}}",
                                  "{\"\":{\"default\":\"x\"}}",
                                  "{\"title\":{}}" };
  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_autoptr (AftValue) value = parse (strange[i]);
      g_autoptr (GPtrArray) texts = aft_survey_texts_list (value);
      g_autoptr (AftValue) same = aft_survey_texts_replace (value, find_nothing, NULL);
      g_assert_cmpuint (texts->len, ==, 0);
      g_assert_true (aft_value_equal (value, same));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/survey-texts/every-text-is-found-in-order",
                   test_every_text_is_found_in_order);
  g_test_add_func ("/engine/survey-texts/without-other-texts-nothing-changes",
                   test_without_other_texts_nothing_changes);
  for (guint i = 0; i < G_N_ELEMENTS (replacements); i++)
    {
      g_autofree char *name
          = g_strdup_printf ("/engine/survey-texts/only-the-text-is-changed/%u", i);
      g_test_add_data_func (name, &replacements[i], test_only_the_text_is_changed);
    }
  g_test_add_func ("/engine/survey-texts/unknown-path-changes-nothing",
                   test_unknown_path_changes_nothing);
  g_test_add_func ("/engine/survey-texts/strange-definition-is-left-alone",
                   test_strange_definition_is_left_alone);
  return g_test_run ();
}
