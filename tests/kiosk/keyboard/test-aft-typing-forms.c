/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Characters that are another one's other form, against OpenCC. */
#include "aft-chinese-script.h"
#include "aft-typing-forms.h"

#include <string.h>

#define FIRST_CHINESE 0x3400
#define LAST_CHINESE  0x9fff

static void
assert_folded (const char *text, gboolean is_traditional, const char *wanted)
{
  g_autofree char *folded = aft_typing_forms_fold (text, is_traditional);

  g_assert_cmpstr (folded, ==, wanted);
}

static void
test_words_are_folded_character_by_character (void)
{
  assert_folded ("一個", FALSE, "一个");
  assert_folded ("這裡說", FALSE, "这里说");
  assert_folded ("一个", FALSE, NULL);
  assert_folded ("wifi 3.5 é 𠮷", FALSE, NULL);
  assert_folded ("", FALSE, NULL);
}

static void
test_what_differs_in_one_script_only_is_folded_there (void)
{
  assert_folded ("鷄", FALSE, "鸡");
  assert_folded ("鷄", TRUE, NULL);
  assert_folded ("著", FALSE, NULL);
  assert_folded ("著", TRUE, "着");
}

static void
test_simplified_forms_are_those_of_opencc (void)
{
  g_autoptr (AftChineseScript) to_simplified = aft_chinese_script_new ("t2s.json");
  guint n = 0;

  for (gunichar character = FIRST_CHINESE; character <= LAST_CHINESE; character++)
    {
      char text[8] = { 0 };
      g_unichar_to_utf8 (character, text);
      g_autofree char *folded = aft_typing_forms_fold (text, FALSE);
      if (folded == NULL)
        continue;
      g_autofree char *wanted = aft_chinese_script_to_traditional (to_simplified, text);
      g_assert_cmpstr (folded, ==, wanted);
      n++;
    }
  g_assert_cmpuint (n, >, 2500);
}

static void
test_what_is_folded_for_traditional_becomes_the_same (void)
{
  g_autoptr (AftChineseScript) script = aft_chinese_script_new (NULL);
  guint n = 0;

  for (gunichar character = FIRST_CHINESE; character <= LAST_CHINESE; character++)
    {
      char text[8] = { 0 };
      g_unichar_to_utf8 (character, text);
      g_autofree char *folded = aft_typing_forms_fold (text, TRUE);
      if (folded == NULL)
        continue;
      const char *variants = aft_chinese_script_get_variants (folded);
      g_autofree char *own = aft_chinese_script_to_traditional (script, text);
      g_autofree char *other = aft_chinese_script_to_traditional (script, folded);
      if (variants == NULL || strstr (variants, text) == NULL)
        g_assert_cmpstr (own, ==, other);
      g_assert_cmpstr (text, !=, folded);
      n++;
    }
  g_assert_cmpuint (n, >, 2000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyboard/forms/words-are-folded-character-by-character",
                   test_words_are_folded_character_by_character);
  g_test_add_func ("/keyboard/forms/what-differs-in-one-script-only-is-folded-there",
                   test_what_differs_in_one_script_only_is_folded_there);
  g_test_add_func ("/keyboard/forms/simplified-forms-are-those-of-opencc",
                   test_simplified_forms_are_those_of_opencc);
  g_test_add_func ("/keyboard/forms/what-is-folded-for-traditional-becomes-the-same",
                   test_what_is_folded_for_traditional_becomes_the_same);
  return g_test_run ();
}
