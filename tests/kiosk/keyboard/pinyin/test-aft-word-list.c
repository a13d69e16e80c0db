/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words to be added, and how they are read. */
#include "aft-word-list.h"

#include <string.h>

static void
add (AftWordList *list, const char *line, gboolean is_name)
{
  aft_word_list_add_line (list, line, strlen (line), is_name);
}

static void
offer (AftWordList *list, const char *word, const char *reading, float cost)
{
  aft_word_list_offer (list, word, strlen (word), reading, strlen (reading), cost);
}

static char *
read_first (AftWordList *list)
{
  g_autoptr (GByteArray) read = aft_word_list_read (list, 0);

  return read == NULL ? NULL : g_strndup ((const char *) read->data, read->len);
}

static void
test_lines_that_are_words (void)
{
  g_autoptr (AftWordList) list = aft_word_list_new ();
  g_autofree char *syllables = NULL;

  add (list, "# 注", FALSE);
  add (list, "WiFi", FALSE);
  add (list, "", FALSE);
  add (list, "\xff", FALSE);
  add (list, "毛肚 mao du\r", FALSE);
  add (list, "凤爪煲", TRUE);
  g_assert_cmpuint (aft_word_list_count (list), ==, 2);
  g_assert_cmpstr (aft_word_list_get_word (list, 0), ==, "毛肚");
  g_assert_false (aft_word_list_is_name (list, 0));
  g_assert_true (aft_word_list_is_name (list, 1));
  syllables = aft_word_list_dup_syllables (list, 0);
  g_assert_cmpstr (syllables, ==, "mao'du");
  g_assert_null (aft_word_list_dup_syllables (list, 1));
}

static void
test_longest_words_decide_the_reading (void)
{
  g_autoptr (AftWordList) list = aft_word_list_new ();
  g_autofree char *before = NULL, *after = NULL;

  add (list, "银行菜", FALSE);
  offer (list, "银", "yin ", 0);
  offer (list, "行", "xing ", -1);
  offer (list, "行", "hang ", -2);
  g_assert_null (read_first (list));
  offer (list, "菜", "cai ", 0);
  before = read_first (list);
  g_assert_cmpstr (before, ==, "yin xing cai ");
  offer (list, "银行", "yin hang ", -5);
  after = read_first (list);
  g_assert_cmpstr (after, ==, "yin hang cai ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyboard/words/lines-that-are-words", test_lines_that_are_words);
  g_test_add_func ("/keyboard/words/longest-words-decide-the-reading",
                   test_longest_words_decide_the_reading);
  return g_test_run ();
}
