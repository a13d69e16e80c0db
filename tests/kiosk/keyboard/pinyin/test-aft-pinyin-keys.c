/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys, what is picked and decided of them, and how they may be cut; over a handful of syllables,
 * without a dictionary. */
#include "aft-pinyin-keys.h"

#include <string.h>

typedef struct
{
  AftSyllableTable *table;
  AftPinyinKeys *keys;
} Fixture;

static const char *const syllables[]
    = { "xi", "an", "xian", "shang", "shan", "cai", "zhong", "xiong", "zi", "zhi", "ang", "bm" };

static void
set_up (Fixture *fixture, gboolean is_nine_key, AftPinyinFuzzy fuzzy)
{
  fixture->table = aft_syllable_table_new (is_nine_key, fuzzy);
  for (AftSyllable i = 0; i < G_N_ELEMENTS (syllables); i++)
    aft_syllable_table_add (fixture->table, syllables[i], (AftSyllable) (i + 1));
  fixture->keys = aft_pinyin_keys_new (fixture->table);
}

static void
tear_down (Fixture *fixture)
{
  aft_pinyin_keys_free (fixture->keys);
  aft_syllable_table_free (fixture->table);
}

/* The syllables that the keys between the places may be, with blanks between. */
static void
assert_read (Fixture *fixture, gsize from, gsize to, const char *wanted)
{
  AftSpelledList list = aft_pinyin_keys_read (fixture->keys, from, to);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list.n; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : " ",
                            aft_syllable_table_spell (fixture->table, list.items[i].syllable));
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
test_every_cut_is_read (void)
{
  Fixture fixture;

  set_up (&fixture, FALSE, AFT_PINYIN_FUZZY_NONE);
  g_assert_cmpuint (aft_pinyin_keys_set_text (fixture.keys, "xian"), ==, 0);
  assert_read (&fixture, 0, 4, "xian");
  assert_read (&fixture, 0, 2, "xi");
  assert_read (&fixture, 2, 4, "an");
  assert_read (&fixture, 1, 3, "");
  aft_pinyin_keys_set_text (fixture.keys, "xi'an");
  assert_read (&fixture, 0, 3, "xi");
  assert_read (&fixture, 0, 2, "");
  assert_read (&fixture, 0, 5, "");
  tear_down (&fixture);
}

static void
test_the_last_syllable_may_be_begun (void)
{
  Fixture fixture;

  set_up (&fixture, FALSE, AFT_PINYIN_FUZZY_NONE);
  aft_pinyin_keys_set_text (fixture.keys, "caish");
  assert_read (&fixture, 3, 5, "shang shan");
  aft_pinyin_keys_set_text (fixture.keys, "shcai");
  assert_read (&fixture, 0, 2, "shang shan");
  tear_down (&fixture);
}

static void
test_what_is_no_key_is_left_out (void)
{
  Fixture fixture;
  g_autofree char *many = g_strnfill (AFT_PINYIN_KEYS_MOST + 30, 'a');

  set_up (&fixture, FALSE, AFT_PINYIN_FUZZY_NONE);
  aft_pinyin_keys_set_text (fixture.keys, "'X i1-a''n\xc3\xbc");
  g_assert_cmpstr (aft_pinyin_keys_get_text (fixture.keys), ==, "ia'n");
  aft_pinyin_keys_set_text (fixture.keys, many);
  g_assert_cmpuint (aft_pinyin_keys_count_open (fixture.keys), ==, AFT_PINYIN_KEYS_MOST);
  tear_down (&fixture);
}

static void
test_picks_stay_as_long_as_their_keys (void)
{
  Fixture fixture;

  set_up (&fixture, FALSE, AFT_PINYIN_FUZZY_NONE);
  aft_pinyin_keys_set_text (fixture.keys, "shangcai");
  aft_pinyin_keys_pick (fixture.keys, "上", 5);
  g_assert_cmpstr (aft_pinyin_keys_get_open (fixture.keys), ==, "cai");
  g_assert_cmpuint (aft_pinyin_keys_set_text (fixture.keys, "shangcaian"), ==, 3);
  g_assert_cmpuint (aft_pinyin_keys_count_picks (fixture.keys), ==, 1);
  g_assert_cmpuint (aft_pinyin_keys_set_text (fixture.keys, "shancai"), ==, 0);
  g_assert_cmpuint (aft_pinyin_keys_count_picks (fixture.keys), ==, 0);
  g_assert_cmpstr (aft_pinyin_keys_get_open (fixture.keys), ==, "shancai");
  tear_down (&fixture);
}

static void
test_erasing_opens_the_pick_again (void)
{
  Fixture fixture;

  set_up (&fixture, FALSE, AFT_PINYIN_FUZZY_NONE);
  aft_pinyin_keys_set_text (fixture.keys, "cai");
  aft_pinyin_keys_pick (fixture.keys, "菜", 3);
  g_assert_cmpuint (aft_pinyin_keys_erase (fixture.keys), ==, 0);
  g_assert_cmpstr (aft_pinyin_keys_get_open (fixture.keys), ==, "cai");
  g_assert_cmpuint (aft_pinyin_keys_erase (fixture.keys), ==, 2);
  aft_pinyin_keys_erase (fixture.keys);
  aft_pinyin_keys_erase (fixture.keys);
  g_assert_cmpuint (aft_pinyin_keys_erase (fixture.keys), ==, 0);
  g_assert_cmpstr (aft_pinyin_keys_get_text (fixture.keys), ==, "");
  tear_down (&fixture);
}

static void
test_decisions_bind_the_cut (void)
{
  static const char *const best[] = { "zhong", NULL };
  static const char *const wanted[] = { "zhong", "xiong", "xi", "zi" };
  Fixture fixture;
  g_autoptr (GArray) choices = NULL;

  set_up (&fixture, TRUE, AFT_PINYIN_FUZZY_NONE);
  aft_pinyin_keys_set_text (fixture.keys, "94664");
  choices = aft_pinyin_keys_list_choices (fixture.keys, best);
  g_assert_cmpuint (choices->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < choices->len; i++)
    g_assert_cmpstr (
        aft_syllable_table_spell (fixture.table, g_array_index (choices, AftSyllable, i)), ==,
        wanted[i]);
  g_assert_cmpuint (aft_pinyin_keys_decide (fixture.keys, g_array_index (choices, AftSyllable, 1)),
                    ==, 0);
  assert_read (&fixture, 0, 5, "xiong");
  assert_read (&fixture, 0, 2, "");
  aft_pinyin_keys_set_text (fixture.keys, "9466");
  assert_read (&fixture, 0, 2, "xi zi");
  tear_down (&fixture);
}

static void
test_fuzzy_sounds_cost (void)
{
  Fixture fixture;
  AftSpelledList list;

  set_up (&fixture, FALSE, AFT_PINYIN_FUZZY_Z_ZH | AFT_PINYIN_FUZZY_AN_ANG);
  aft_pinyin_keys_set_text (fixture.keys, "zisang");
  list = aft_pinyin_keys_read (fixture.keys, 0, 2);
  assert_read (&fixture, 0, 2, "zi zhi");
  g_assert_cmpfloat (list.items[0].cost, ==, 0.0f);
  g_assert_cmpfloat (list.items[1].cost, <, 0.0f);
  assert_read (&fixture, 2, 6, "shang shan");
  tear_down (&fixture);
}

static void
test_fuzzy_setting_is_a_list (void)
{
  g_assert_cmpint (aft_pinyin_fuzzy_from_setting ("none"), ==, AFT_PINYIN_FUZZY_NONE);
  g_assert_cmpint (aft_pinyin_fuzzy_from_setting ("z-zh, in-ing"), ==,
                   AFT_PINYIN_FUZZY_Z_ZH | AFT_PINYIN_FUZZY_IN_ING);
  g_assert_cmpint (aft_pinyin_fuzzy_from_setting ("z-zh,n-l,f-h,in-ing,en-eng,an-ang"), ==,
                   AFT_PINYIN_FUZZY_ALL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyboard/keys/every-cut-is-read", test_every_cut_is_read);
  g_test_add_func ("/keyboard/keys/the-last-syllable-may-be-begun",
                   test_the_last_syllable_may_be_begun);
  g_test_add_func ("/keyboard/keys/what-is-no-key-is-left-out", test_what_is_no_key_is_left_out);
  g_test_add_func ("/keyboard/keys/picks-stay-as-long-as-their-keys",
                   test_picks_stay_as_long_as_their_keys);
  g_test_add_func ("/keyboard/keys/erasing-opens-the-pick-again",
                   test_erasing_opens_the_pick_again);
  g_test_add_func ("/keyboard/keys/decisions-bind-the-cut", test_decisions_bind_the_cut);
  g_test_add_func ("/keyboard/keys/fuzzy-sounds-cost", test_fuzzy_sounds_cost);
  g_test_add_func ("/keyboard/keys/fuzzy-setting-is-a-list", test_fuzzy_setting_is_a_list);
  return g_test_run ();
}
