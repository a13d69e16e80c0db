/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT 5.8: which of its texts a localisable one shows in a language. */

#include "aft-localised-private.h"
#include "aft-play.h"

typedef struct
{
  const char *name;
  const char *text; /* JSON with ' for " */
  const char *locale;
  const char *wanted; /* NULL: none */
} Case;

static const Case cases[] = {
  { "/engine/localised/plain-text-is-the-same-in-every-language", "'A'", "zh-cn", "A" },
  { "/engine/localised/plain-text-in-the-default-language", "'A'", "", "A" },
  { "/engine/localised/exact-language-first", "{'default':'D','zh':'Z','zh-cn':'C'}", "zh-cn",
    "C" },
  { "/engine/localised/then-the-language-before-the-dash", "{'default':'D','zh':'Z'}", "zh-cn",
    "Z" },
  { "/engine/localised/then-the-default", "{'default':'D','de':'G'}", "zh-cn", "D" },
  { "/engine/localised/never-another-language", "{'de':'G','en':'E'}", "zh-cn", NULL },
  { "/engine/localised/never-another-dialect", "{'zh-cn':'C'}", "zh-tw", NULL },
  { "/engine/localised/english-is-the-default", "{'default':'D','en':'E'}", "en", "D" },
  { "/engine/localised/no-language-is-the-default", "{'default':'D','en':'E'}", "", "D" },
  { "/engine/localised/english-stands-in-for-the-default", "{'en':'E'}", "", "E" },
  { "/engine/localised/english-stands-in-for-itself", "{'en':'E'}", "en", "E" },
  { "/engine/localised/default-does-not-turn-to-chinese", "{'zh-cn':'C'}", "", NULL },
  { "/engine/localised/empty-text-is-none", "{'default':'D','zh-cn':''}", "zh-cn", "D" },
  { "/engine/localised/all-empty-is-none", "{'default':'','zh-cn':''}", "zh-cn", NULL },
  { "/engine/localised/empty-plain-text-is-none", "''", "", NULL },
  { "/engine/localised/what-is-no-text-is-none", "5", "", NULL },
  { "/engine/localised/a-language-that-is-no-text-is-none", "{'default':'D','de':5}", "de", "D" },
};

static void
check_case (gconstpointer data)
{
  const Case *tried = data;
  g_autoptr (AftValue) text = aft_play_parse (tried->text);
  g_assert_cmpstr (aft_localised_get (text, tried->locale), ==, tried->wanted);
}

static void
test_missing (void)
{
  g_assert_null (aft_localised_get (NULL, ""));
  g_assert_null (aft_localised_get (NULL, "zh-cn"));
}

static void
test_words (void)
{
  g_assert_cmpstr (aft_localised_get_word (AFT_WORD_TRUE, ""), ==, "Yes");
  g_assert_cmpstr (aft_localised_get_word (AFT_WORD_FALSE, "en"), ==, "No");
  g_assert_cmpstr (aft_localised_get_word (AFT_WORD_TRUE, "zh-cn"), ==, "是");
  g_assert_cmpstr (aft_localised_get_word (AFT_WORD_FALSE, "zh-tw"), ==, "否");
  g_assert_cmpstr (aft_localised_get_word (AFT_WORD_NONE, "zh-cn"), ==, "无");
  g_assert_cmpstr (aft_localised_get_word (AFT_WORD_NONE, "zh-tw"), ==, "無");
  g_assert_cmpstr (aft_localised_get_word (AFT_WORD_NONE, "fr"), ==, "None");
}

static void
add_locale (const char *locale, gpointer data)
{
  g_string_append_printf (data, "%s;", locale);
}

static void
test_languages (void)
{
  g_autoptr (AftValue) text = aft_play_parse ("{'default':'D','zh-cn':'C','de':''}");
  g_autoptr (AftValue) plain = aft_play_parse ("'A'");
  g_autoptr (GString) seen = g_string_new (NULL);
  aft_localised_foreach (text, add_locale, seen);
  aft_localised_foreach (plain, add_locale, seen);
  aft_localised_foreach (NULL, add_locale, seen);
  g_assert_cmpstr (seen->str, ==, "default;zh-cn;de;");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], check_case);
  g_test_add_func ("/engine/localised/no-text-has-no-language", test_missing);
  g_test_add_func ("/engine/localised/own-words-follow-the-language", test_words);
  g_test_add_func ("/engine/localised/languages-are-told-in-order", test_languages);
  return g_test_run ();
}
