/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of sentences as others make them. */
#include "aft-typing-rows.h"

#include "aft-error.h"

#include <string.h>

static AftTypingRows *
read_table (const char *table)
{
  g_autoptr (GError) error = NULL;
  AftTypingRows *rows = aft_typing_rows_new (table, strlen (table), &error);

  g_assert_no_error (error);
  return rows;
}

/* The one row of @table is to be @sentence, typed @typed, with @syllables joined by blanks. */
static void
assert_row (const char *table, const char *sentence, const char *syllables, const char *typed)
{
  g_autoptr (AftTypingRows) rows = read_table (table);
  const AftTypingRow *row;
  g_autofree char *joined = NULL;

  g_assert_cmpuint (aft_typing_rows_count (rows), ==, 1);
  g_assert_cmpuint (aft_typing_rows_count_unread (rows), ==, 0);
  row = aft_typing_rows_get (rows, 0);
  joined = g_strjoinv (" ", row->syllables);
  g_assert_cmpstr (row->sentence, ==, sentence);
  g_assert_cmpint (row->n_characters, ==, g_utf8_strlen (sentence, -1));
  g_assert_cmpstr (joined, ==, syllables);
  g_assert_cmpstr (row->typed, ==, typed);
}

static void
test_three_columns (void)
{
  assert_row ("上菜慢\tshang cai man\tshangcaiman\n", "上菜慢", "shang cai man", "shangcaiman");
}

static void
test_carriage_returns_and_mark (void)
{
  assert_row ("\xef\xbb\xbf上菜\tshang cai\tshangcai\r\n\r\n", "上菜", "shang cai", "shangcai");
}

static void
test_header_and_comments (void)
{
  assert_row ("sentence\tpinyin\ttyped\n# 注\n\n上菜\tshang cai\tshangcai", "上菜", "shang cai",
              "shangcai");
}

static void
test_third_column_may_be_missing (void)
{
  assert_row ("上菜\tshang cai", "上菜", "shang cai", "shangcai");
  assert_row ("上菜\tshang cai\t", "上菜", "shang cai", "shangcai");
}

static void
test_only_chinese_is_typed (void)
{
  assert_row ("等了40分钟,才上菜!\tdeng le fen zhong cai shang cai\tdenglefenzhongcaishangcai",
              "等了分钟才上菜", "deng le fen zhong cai shang cai", "denglefenzhongcaishangcai");
  assert_row ("等了40分钟。\tdeng le 40 fen zhong 。\tdengle40fenzhong。", "等了分钟",
              "deng le fen zhong", "denglefenzhong");
  assert_row ("WiFi 很慢\tWiFi hen man\twifihenman", "很慢", "hen man", "henman");
}

static void
test_umlaut_has_three_spellings (void)
{
  assert_row ("绿茶\tlü cha\tlücha", "绿茶", "lv cha", "lvcha");
  assert_row ("绿茶\tlu: cha\tlu:cha", "绿茶", "lv cha", "lvcha");
  assert_row ("绿茶\tlv cha\tlvcha", "绿茶", "lv cha", "lvcha");
  assert_row ("绿茶\tL\xc7\x9c CH\xc3\xa1\t", "绿茶", "lv cha", "lvcha");
}

static void
test_apostrophes_stay_in_what_is_typed (void)
{
  assert_row ("西安\txi an\txi'an", "西安", "xi an", "xi'an");
  assert_row ("西安\txi'an\txi’an", "西安", "xi an", "xi'an");
}

static void
test_signs_part_syllables (void)
{
  assert_row ("上菜慢,好吃。\tshang cai man,hao chi.", "上菜慢好吃", "shang cai man hao chi",
              "shangcaimanhaochi");
  assert_row ("上菜\tshang\xe3\x80\x80"
              "cai",
              "上菜", "shang cai", "shangcai");
  assert_row ("上菜\tshang\xc2\xa0"
              "cai",
              "上菜", "shang cai", "shangcai");
  assert_row ("绿茶\tlü-cha", "绿茶", "lv cha", "lvcha");
}

static void
test_lines_end_as_anywhere (void)
{
  g_autoptr (AftTypingRows) rows = read_table ("上菜\tshang cai\r好吃\thao chi\r");

  g_assert_cmpuint (aft_typing_rows_count (rows), ==, 2);
}

static void
test_trailing_blanks (void)
{
  assert_row ("上菜 \t shang  cai \tshangcai  \t  ", "上菜", "shang cai", "shangcai");
}

static void
test_unread_lines_are_counted (void)
{
  g_autoptr (AftTypingRows) rows
      = read_table ("上菜\tshang cai\n上菜慢\tshang cai\nnothing\n好吃\n好吃\thao chi\n");

  g_assert_cmpuint (aft_typing_rows_count (rows), ==, 2);
  g_assert_cmpuint (aft_typing_rows_count_unread (rows), ==, 3);
}

static void
test_keys_of_both_modes (void)
{
  g_autoptr (AftTypingRows) rows = read_table ("西安\txi an\txi'an");
  g_autofree char *full = aft_typing_row_dup_keys (aft_typing_rows_get (rows, 0), AFT_PINYIN_FULL);
  g_autofree char *nine
      = aft_typing_row_dup_keys (aft_typing_rows_get (rows, 0), AFT_PINYIN_NINE_KEY);

  g_assert_cmpstr (full, ==, "xi'an");
  g_assert_cmpstr (nine, ==, "9426");
}

static void
test_what_is_no_table_is_an_error (void)
{
  const char *const wrong[] = { "", "127.0.0.1 localhost\n", "上菜很慢\n", "\xff\xfe\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (aft_typing_rows_new (wrong[i], strlen (wrong[i]), &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyboard/rows/three-columns", test_three_columns);
  g_test_add_func ("/keyboard/rows/carriage-returns-and-mark", test_carriage_returns_and_mark);
  g_test_add_func ("/keyboard/rows/header-and-comments-are-none", test_header_and_comments);
  g_test_add_func ("/keyboard/rows/third-column-may-be-missing", test_third_column_may_be_missing);
  g_test_add_func ("/keyboard/rows/only-chinese-is-typed", test_only_chinese_is_typed);
  g_test_add_func ("/keyboard/rows/umlaut-has-three-spellings", test_umlaut_has_three_spellings);
  g_test_add_func ("/keyboard/rows/apostrophes-stay-in-what-is-typed",
                   test_apostrophes_stay_in_what_is_typed);
  g_test_add_func ("/keyboard/rows/signs-part-syllables", test_signs_part_syllables);
  g_test_add_func ("/keyboard/rows/lines-end-as-anywhere", test_lines_end_as_anywhere);
  g_test_add_func ("/keyboard/rows/trailing-blanks-are-nothing", test_trailing_blanks);
  g_test_add_func ("/keyboard/rows/unread-lines-are-counted", test_unread_lines_are_counted);
  g_test_add_func ("/keyboard/rows/keys-of-both-modes", test_keys_of_both_modes);
  g_test_add_func ("/keyboard/rows/what-is-no-table-is-an-error",
                   test_what_is_no_table_is_an_error);
  return g_test_run ();
}
