/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which language a phone asks for, as phones say it and as nobody should. */
#include "aft-page-language.h"

static void
assert_chosen (const char *chosen, const char *accept, const char *tag)
{
  AftLanguage language = AFT_LANGUAGE_ZH_TW;
  gboolean is_known = aft_page_language_choose (chosen, accept, &language);
  g_assert_cmpint (is_known, ==, tag != NULL);
  if (tag != NULL)
    g_assert_cmpstr (aft_language_get_tag (language), ==, tag);
}

static void
test_address_wins (void)
{
  assert_chosen ("en", "zh-CN,zh;q=0.9", "en");
  assert_chosen ("zh-TW", NULL, "zh-TW");
  assert_chosen ("zh-CN", "en", "zh-CN");
}

static void
test_phones (void)
{
  /* As WeChat on iOS and Android, Safari, Chrome and Firefox say it. */
  assert_chosen (NULL, "zh-CN,zh-Hans;q=0.9", "zh-CN");
  assert_chosen (NULL, "zh-CN,zh;q=0.9,en-US;q=0.8,en;q=0.7", "zh-CN");
  assert_chosen (NULL, "zh-TW,zh;q=0.9", "zh-TW");
  assert_chosen (NULL, "zh-Hant-HK,zh;q=0.9", "zh-TW");
  assert_chosen (NULL, "en-US,en;q=0.5", "en");
  assert_chosen (NULL, "en-GB;q=0.8, zh-SG", "zh-CN");
}

static void
test_weights (void)
{
  assert_chosen (NULL, "en;q=0.3,zh-TW;q=0.7", "zh-TW");
  assert_chosen (NULL, "fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5", "en");
  assert_chosen (NULL, "en;q=0,zh-CN;q=0.001", "zh-CN");
  assert_chosen (NULL, "zh-TW;q=0.5,en;q=0.5", "zh-TW");
}

static void
test_nothing_of_ours (void)
{
  assert_chosen (NULL, NULL, NULL);
  assert_chosen (NULL, "", NULL);
  assert_chosen (NULL, "fr,de;q=0.9,*;q=0.1", NULL);
  assert_chosen (NULL, "en;q=0", NULL);
  assert_chosen (NULL, "en;q=nan,zh-CN;q=7,zh-TW;q=-1,en;level=1", NULL);
  assert_chosen (NULL, ";;;,,,;q=1,=,-", NULL);
  assert_chosen ("EN", NULL, NULL);
  assert_chosen ("en-US", NULL, NULL);
  assert_chosen ("<script>", NULL, NULL);
}

static void
test_many_ranges (void)
{
  g_autoptr (GString) many = g_string_new ("fr");
  for (guint i = 0; i < 5000; i++)
    g_string_append (many, ",fr");
  g_string_append (many, ",en");
  assert_chosen (NULL, many->str, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/language/the-address-wins", test_address_wins);
  g_test_add_func ("/pages/language/what-phones-send-is-understood", test_phones);
  g_test_add_func ("/pages/language/the-heaviest-and-first-is-taken", test_weights);
  g_test_add_func ("/pages/language/what-is-not-ours-says-nothing", test_nothing_of_ours);
  g_test_add_func ("/pages/language/long-headers-end-somewhere", test_many_ranges);
  return g_test_run ();
}
