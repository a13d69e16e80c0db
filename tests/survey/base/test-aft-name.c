/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names typed in one form or the other are one name. */
#include "aft-name.h"

/* Typed, and kept. */
static const char *const NAMES[][2] = {
  { "Cafe\xcc\x81 Lyon", "Caf\xc3\xa9 Lyon" },
  { "Pho\xcc\x9b\xcc\x89 24", "Ph\xe1\xbb\x9f 24" },          /* ở: two marks */
  { "Pho\xcc\x89\xcc\x9b 24", "Ph\xe1\xbb\x9f 24" },          /* in whatever order */
  { "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "\xed\x95\x9c" }, /* 한 from its jamo */
  { "\xe3\x81\x8b\xe3\x82\x99", "\xe3\x81\x8c" },             /* が */
  { "A1", "A1" },
  { "", "" },
};

static void
test_composed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autofree char *once = aft_name_dup_composed (NAMES[i][0]);
      g_autofree char *twice = aft_name_dup_composed (once);
      g_assert_cmpstr (once, ==, NAMES[i][1]);
      g_assert_cmpstr (twice, ==, once);
      g_assert_true (aft_name_equal (NAMES[i][0], NAMES[i][1]));
    }
}

/* Wide letters, ligatures and the letters of one word in two scripts stay what they are. */
static void
test_letters (void)
{
  static const char *const KEPT[] = { "国贸店", "國貿店", "Ａ１２", "ﬁne", "①号桌", "㎡" };
  for (guint i = 0; i < G_N_ELEMENTS (KEPT); i++)
    {
      g_autofree char *composed = aft_name_dup_composed (KEPT[i]);
      g_assert_cmpstr (composed, ==, KEPT[i]);
    }
  g_assert_false (aft_name_equal ("国贸店", "國貿店"));
  g_assert_false (aft_name_equal ("Ａ１", "A1"));
  g_assert_false (aft_name_equal ("Café", "Cafe"));
}

static void
test_no_text (void)
{
  g_autofree char *broken = aft_name_dup_composed ("caf\xc3");
  g_assert_cmpstr (broken, ==, "caf\xc3");
  g_assert_null (aft_name_dup_composed (NULL));
  g_assert_false (aft_name_equal ("caf\xc3", "caf"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/name/marks-become-one-with-their-letters", test_composed);
  g_test_add_func ("/base/name/letters-stay-what-they-are", test_letters);
  g_test_add_func ("/base/name/what-is-no-text-is-left-to-others", test_no_text);
  return g_test_run ();
}
