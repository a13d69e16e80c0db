/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of passwords: long ones are taken whatever they are made of; those that are tried first are
 * not, whatever is put around them. */
#include "aft-password-rules.h"

#include <string.h>

static const char *const names[] = { "chen.wei", "王经理", NULL };

static void
assert_fault (const char *password, AftPasswordFault fault)
{
  g_assert_cmpint (aft_password_rules_judge (password, names), ==, (int) fault);
}

static void
test_long_ones_are_taken (void)
{
  static const char *const good[]
      = { "correct horse battery staple", /* words that are common each for itself */
          "staple horse battery",
          "xkcd-936-thq-zw",
          "我家的猫最爱吃红烧带鱼了",
          "wo jia de mao ai chi yu",
          "        leading and trailing blanks        ",
          "🍜🥟🍵🥢🍚🥬🧄🌶🍤🥡🍲🦆",
          "Grüße aus Köln am Rhein",
          "tr0ub4dor&3 but longer" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    assert_fault (good[i], AFT_PASSWORD_GOOD);
}

static void
test_no_signs_are_asked_for (void)
{
  assert_fault ("onlysmalllettersinhere", AFT_PASSWORD_GOOD);
  assert_fault ("ONLYLARGELETTERSINHERE", AFT_PASSWORD_GOOD);
  assert_fault ("905317260841", AFT_PASSWORD_GOOD);
}

static void
test_length_is_counted_in_characters (void)
{
  g_autofree char *most = NULL;
  g_autofree char *more = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < AFT_PASSWORD_MOST)
    g_string_append_c (text, (char) ('a' + (text->len * text->len + text->len / 7) % 26));
  most = g_strdup (text->str);
  more = g_strconcat (text->str, "a", NULL);
  assert_fault ("", AFT_PASSWORD_TOO_SHORT);
  assert_fault ("kq7 vb2 mx9", AFT_PASSWORD_TOO_SHORT);
  assert_fault ("kq7 vb2 mx9 ", AFT_PASSWORD_GOOD);
  assert_fault ("我家的猫最爱吃红烧带", AFT_PASSWORD_TOO_SHORT);
  assert_fault (most, AFT_PASSWORD_GOOD);
  assert_fault (more, AFT_PASSWORD_TOO_LONG);
}

static void
test_common_ones_are_refused (void)
{
  static const char *const bad[]
      = { "leavemealone",    "finalfantasy",    "needforspeed",      "FinalFantasy", /* as is */
          "password2026!",   "Password123456",  "!!dragon!!1999",    "iloveyou20260101",
          "2026password!!!", "woaini5201314",   "P@ssw0rd2026",      "qq123456 qwerty",
          "b@5eb@ll-12345",  "letmein letmein", "999999password999", "football........." };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      AftPasswordFault fault = aft_password_rules_judge (bad[i], names);

      g_assert_true (fault == AFT_PASSWORD_COMMON || fault == AFT_PASSWORD_PATTERN);
    }
  assert_fault ("password2026!", AFT_PASSWORD_COMMON);
  assert_fault ("leavemealone", AFT_PASSWORD_COMMON);
}

static void
test_all_of_the_list_is_found (void)
{
  /* From its first lines to its last; some as they are, some with a year behind. */
  static const char *const listed[]
      = { "000webhost-26", "zzs000000-26", "sonyericsson", "zaq1xsw2cde3", "e10adc3949ba59abbe56" };

  for (gsize i = 0; i < G_N_ELEMENTS (listed); i++)
    g_assert_cmpint (aft_password_rules_judge (listed[i], NULL), !=, AFT_PASSWORD_GOOD);
}

static void
test_patterns_are_refused (void)
{
  static const char *const bad[] = { "aaaaaaaaaaaaaaaa", "abcdefghijklmnop",
                                     "123456789012",     "qwertyuiop[]",
                                     "asdfghjkl;'zxcv",  "abcabcabcabc",
                                     "1212121212121212", "abcdefg1234567",
                                     "zyxwvutsrqponm",   "好好好好好好好好好好好好",
                                     "happyhappyhappy" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_fault (bad[i], AFT_PASSWORD_PATTERN);
}

static void
test_names_are_refused (void)
{
  assert_fault ("chen.wei2026", AFT_PASSWORD_NAME);
  assert_fault ("2026-Chen.Wei", AFT_PASSWORD_NAME);
  assert_fault ("王经理王经理王经理王", AFT_PASSWORD_TOO_SHORT);
  assert_fault ("王经理123456789", AFT_PASSWORD_NAME);
  assert_fault ("Aftertaste12", AFT_PASSWORD_NAME);
  /* With enough of something else beside it, a name does no harm. */
  assert_fault ("chen.wei isst gern Nudeln", AFT_PASSWORD_GOOD);
}

static void
test_what_is_no_text_is_refused (void)
{
  assert_fault ("kq7 vb2 mx9 \xff\xfe", AFT_PASSWORD_NOT_TEXT);
  assert_fault ("kq7 vb2\nmx9 pt4", AFT_PASSWORD_NOT_TEXT);
  assert_fault ("kq7 vb2\tmx9 pt4", AFT_PASSWORD_NOT_TEXT);
}

static void
test_longest_come_to_an_end (void)
{
  /* What costs most to judge: a word at every place, and much beside each. */
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; digits->len + 4 <= AFT_PASSWORD_MOST; i++)
    g_string_append_printf (digits, "%04u", i * 7919 % 10000);
  while (words->len + 8 <= AFT_PASSWORD_MOST)
    g_string_append (words, words->len % 16 == 0 ? "dragon1 " : "monkey2 ");
  g_assert_cmpint (aft_password_rules_judge (digits->str, names), ==, AFT_PASSWORD_GOOD);
  g_assert_cmpint (aft_password_rules_judge (words->str, names), ==, AFT_PASSWORD_GOOD);
}

static void
test_every_fault_has_its_sentence (void)
{
  g_assert_null (aft_password_fault_get_sentence (AFT_PASSWORD_GOOD));
  for (int i = AFT_PASSWORD_TOO_SHORT; i <= AFT_PASSWORD_NAME; i++)
    for (int j = AFT_PASSWORD_TOO_SHORT; j < i; j++)
      g_assert_cmpstr (aft_password_fault_get_sentence ((AftPasswordFault) i), !=,
                       aft_password_fault_get_sentence ((AftPasswordFault) j));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/auth/password-rules/long-ones-are-taken", test_long_ones_are_taken);
  g_test_add_func ("/auth/password-rules/no-signs-are-asked-for", test_no_signs_are_asked_for);
  g_test_add_func ("/auth/password-rules/length-is-counted-in-characters",
                   test_length_is_counted_in_characters);
  g_test_add_func ("/auth/password-rules/common-ones-are-refused", test_common_ones_are_refused);
  g_test_add_func ("/auth/password-rules/all-of-the-list-is-found", test_all_of_the_list_is_found);
  g_test_add_func ("/auth/password-rules/patterns-are-refused", test_patterns_are_refused);
  g_test_add_func ("/auth/password-rules/names-are-refused", test_names_are_refused);
  g_test_add_func ("/auth/password-rules/what-is-no-text-is-refused",
                   test_what_is_no_text_is_refused);
  g_test_add_func ("/auth/password-rules/longest-come-to-an-end", test_longest_come_to_an_end);
  g_test_add_func ("/auth/password-rules/every-fault-has-its-sentence",
                   test_every_fault_has_its_sentence);
  return g_test_run ();
}
