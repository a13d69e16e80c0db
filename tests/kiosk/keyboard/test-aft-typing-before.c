/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a sentence, a number or a quotation stands. */
#include "aft-typing-before.h"

static void
test_sentences_begin_after_their_end (void)
{
  static const char *const beginnings[]
      = { "",       " ",      "Good. ",  "Really? ", "Wow!  ",  "He said \"yes.\" ",
          "line\n", "好吃。", "好吃！ ", "Well… ",   "(Good.) " };
  static const char *const middles[]
      = { "G", "good ", "www.", "3.5", "Mr, ", "好吃", "好吃，", "a\nb", "“" };

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    g_assert_true (aft_typing_before_read (beginnings[i]).begins_sentence);
  for (gsize i = 0; i < G_N_ELEMENTS (middles); i++)
    g_assert_false (aft_typing_before_read (middles[i]).begins_sentence);
}

static void
test_one_space_behind_a_word_is_seen (void)
{
  g_assert_true (aft_typing_before_read ("word ").ends_with_lone_space);
  g_assert_true (aft_typing_before_read ("5 ").ends_with_lone_space);
  g_assert_false (aft_typing_before_read ("word  ").ends_with_lone_space);
  g_assert_false (aft_typing_before_read (" ").ends_with_lone_space);
  g_assert_false (aft_typing_before_read ("end. ").ends_with_lone_space);
  g_assert_false (aft_typing_before_read ("").ends_with_lone_space);
}

static void
test_a_digit_at_the_end_is_seen (void)
{
  g_assert_true (aft_typing_before_read ("桌3").ends_with_digit);
  g_assert_false (aft_typing_before_read ("3桌").ends_with_digit);
  g_assert_false (aft_typing_before_read ("").ends_with_digit);
}

static void
test_quotations_are_open_until_they_are_closed (void)
{
  g_assert_true (aft_typing_before_read ("他说“好").has_open_quote);
  g_assert_false (aft_typing_before_read ("他说“好”").has_open_quote);
  g_assert_true (aft_typing_before_read ("“好”“").has_open_quote);
  g_assert_false (aft_typing_before_read ("“好\n又").has_open_quote);
  g_assert_true (aft_typing_before_read ("‘好").has_open_single_quote);
  g_assert_false (aft_typing_before_read ("‘好’").has_open_single_quote);
  g_assert_false (aft_typing_before_read ("“好").has_open_single_quote);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyboard/before/sentences-begin-after-their-end",
                   test_sentences_begin_after_their_end);
  g_test_add_func ("/keyboard/before/one-space-behind-a-word-is-seen",
                   test_one_space_behind_a_word_is_seen);
  g_test_add_func ("/keyboard/before/a-digit-at-the-end-is-seen", test_a_digit_at_the_end_is_seen);
  g_test_add_func ("/keyboard/before/quotations-are-open-until-they-are-closed",
                   test_quotations_are_open_until_they_are_closed);
  return g_test_run ();
}
