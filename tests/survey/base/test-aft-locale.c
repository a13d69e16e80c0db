/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of DESIGN §10: every way of writing the three languages, and what any other tag gives.
 */
#include "aft-locale.h"

static void
test_each_language_has_its_five_names (void)
{
  static const struct
  {
    AftLanguage language;
    const char *tag, *catalogue, *survey_key, *own_name;
  } rows[] = {
    { AFT_LANGUAGE_ZH_CN, "zh-CN", "zh_CN", "zh-cn", "简体中文" },
    { AFT_LANGUAGE_ZH_TW, "zh-TW", "zh_TW", "zh-tw", "繁體中文" },
    { AFT_LANGUAGE_EN, "en", "en", "en", "English" },
  };

  g_assert_cmpuint (G_N_ELEMENTS (rows), ==, AFT_LANGUAGES);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpstr (aft_language_get_tag (rows[i].language), ==, rows[i].tag);
      g_assert_cmpstr (aft_language_get_catalogue (rows[i].language), ==, rows[i].catalogue);
      g_assert_cmpstr (aft_language_get_survey_key (rows[i].language), ==, rows[i].survey_key);
      g_assert_cmpstr (aft_language_get_own_name (rows[i].language), ==, rows[i].own_name);
      g_assert_cmpint (aft_language_from_tag (rows[i].tag), ==, rows[i].language);
      g_assert_cmpint (aft_language_from_tag (rows[i].catalogue), ==, rows[i].language);
      g_assert_cmpint (aft_language_from_tag (rows[i].survey_key), ==, rows[i].language);
    }
}

static void
assert_tags (AftLanguage language, const char *const *tags)
{
  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_test_message ("%s", tags[i]);
      g_assert_cmpint (aft_language_from_tag (tags[i]), ==, language);
    }
}

static void
test_simplified_chinese_by_any_tag (void)
{
  static const char *const tags[]
      = { "zh",         "ZH",        "zh-Hans",    "zh-hans-cn", "zh-SG", "zh_CN.UTF-8",
          "zh_CN@euro", "zh-CN-x-a", "zh-Hans-HK", "zh-Hans-TW", "zh-MY", NULL };

  assert_tags (AFT_LANGUAGE_ZH_CN, tags);
}

static void
test_traditional_chinese_by_any_tag (void)
{
  static const char *const tags[]
      = { "zh-Hant", "zh-HK", "zh-MO", "zh_TW.Big5", "zh-tw", "ZH-HANT-HK", "zh-Hant-CN", NULL };

  assert_tags (AFT_LANGUAGE_ZH_TW, tags);
}

static void
test_all_else_is_english (void)
{
  static const char *const tags[]
      = { "",  "en", "en-GB",  "en_US.UTF-8", "fr",  "C",    "C.UTF-8", "POSIX",
          "-", "ja", "zha-CN", "zhx",         "xzh", "x-zh", ".zh",     NULL };

  assert_tags (AFT_LANGUAGE_EN, tags);
  g_assert_cmpint (aft_language_from_tag (NULL), ==, AFT_LANGUAGE_EN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/locale/each-language-has-its-five-names",
                   test_each_language_has_its_five_names);
  g_test_add_func ("/base/locale/simplified-chinese-by-any-tag",
                   test_simplified_chinese_by_any_tag);
  g_test_add_func ("/base/locale/traditional-chinese-by-any-tag",
                   test_traditional_chinese_by_any_tag);
  g_test_add_func ("/base/locale/all-else-is-english", test_all_else_is_english);
  return g_test_run ();
}
