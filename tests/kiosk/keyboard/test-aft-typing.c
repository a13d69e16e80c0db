/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys of the glass, in every layout and for every kind of field. The engine is libime with the
 * restaurant's words; most rules hold for any. */
#include "typing-support.h"

#include <string.h>

/* -- pinyin -------------------------------------------------------------------------------------
 */

static void
test_letters_open_and_space_takes_the_best (TypingDesk *desk)
{
  typing_desk_type (desk, "nihao");
  assert_desk (desk, "[ni hao]");
  g_assert_cmpstr (typing_desk_best (desk), ==, "你好");
  typing_desk_type (desk, " ");
  assert_desk (desk, "你好");
  g_assert_cmpuint (aft_typing_count_candidates (desk->typing), ==, 0);
  typing_desk_type (desk, " ");
  assert_desk (desk, "你好 ");
}

static void
test_a_pick_leaves_the_rest_open (TypingDesk *desk)
{
  typing_desk_type (desk, "maoduhencui");
  typing_desk_pick (desk, "毛肚");
  assert_desk (desk, "[毛肚hen cui]");
  typing_desk_type (desk, "le");
  assert_desk (desk, "[毛肚hen cui le]");
  typing_desk_type (desk, " ");
  assert_desk (desk, "毛肚很脆了");
}

static void
test_enter_gives_the_letters_and_no_new_line (TypingDesk *desk)
{
  typing_desk_type (desk, "wifi\n");
  assert_desk (desk, "wifi");
  g_assert_cmpuint (desk->n_enters, ==, 0);
  typing_desk_type (desk, "\n");
  g_assert_cmpuint (desk->n_enters, ==, 1);
}

static void
test_enter_after_a_pick_keeps_the_pick (TypingDesk *desk)
{
  typing_desk_type (desk, "maoduwifi");
  typing_desk_pick (desk, "毛肚");
  typing_desk_type (desk, "\n");
  assert_desk (desk, "毛肚wifi");
}

static void
test_a_sign_takes_the_best_first (TypingDesk *desk)
{
  typing_desk_type (desk, "henhaochi，");
  assert_desk (desk, "很好吃，");
  typing_desk_type (desk, "maoduhencui");
  typing_desk_pick (desk, "毛肚");
  typing_desk_type (desk, "。");
  assert_desk (desk, "很好吃，毛肚很脆。");
}

static void
test_backspace_takes_keys_then_picks_then_text (TypingDesk *desk)
{
  typing_desk_type (desk, "hao ni<");
  assert_desk (desk, "好[n]");
  typing_desk_type (desk, "<");
  assert_desk (desk, "好");
  typing_desk_type (desk, "<");
  assert_desk (desk, "");
  typing_desk_type (desk, "<");
  assert_desk (desk, "");
  typing_desk_type (desk, "maoduhen");
  typing_desk_pick (desk, "毛肚");
  typing_desk_type (desk, "<<<");
  assert_desk (desk, "[mao du]");
  typing_desk_type (desk, "\n");
  assert_desk (desk, "maodu");
}

static void
test_an_apostrophe_cuts_syllables (TypingDesk *desk)
{
  typing_desk_type (desk, "xian");
  g_assert_cmpstr (typing_desk_best (desk), !=, "西安");
  aft_typing_reset (desk->typing);
  typing_desk_type (desk, "xi'an ");
  assert_desk (desk, "西安");
  typing_desk_type (desk, "xi'an\n");
  assert_desk (desk, "西安xi'an");
}

static void
test_what_is_no_pinyin_stays_as_it_is (TypingDesk *desk)
{
  typing_desk_type (desk, "vvv");
  g_assert_true (aft_typing_is_open (desk->typing));
  g_assert_cmpstr (aft_typing_get_preedit (desk->typing), !=, "");
  typing_desk_type (desk, "\n");
  assert_desk (desk, "vvv");
}

static void
test_a_long_press_means_its_sign (TypingDesk *desk)
{
  const AftKeySpec key = { .action = AFT_KEY_TEXT, .text = "n", .alternates = "8 n" };

  typing_desk_type (desk, "henhaochi");
  aft_typing_press (desk->typing, &key, "8");
  assert_desk (desk, "很好吃8");
}

static void
test_input_has_an_end (TypingDesk *desk)
{
  for (guint i = 0; i < 200; i++)
    typing_desk_type (desk, "a");
  g_assert_true (aft_typing_is_open (desk->typing));
  typing_desk_type (desk, "\n");
  g_assert_cmpuint (desk->text->len, ==, 120);
  g_assert_false (aft_typing_is_open (desk->typing));
}

static void
test_the_cursor_moves_in_what_is_open (TypingDesk *desk)
{
  typing_desk_type (desk, "nihap");
  aft_typing_move_cursor (desk->typing, -1);
  g_assert_cmpuint (aft_typing_get_caret (desk->typing), ==, strlen ("ni ha"));
  aft_typing_move_cursor (desk->typing, 1);
  typing_desk_type (desk, "<");
  aft_typing_move_cursor (desk->typing, -2);
  assert_desk (desk, "[ni ha]");
  g_assert_cmpuint (aft_typing_get_caret (desk->typing), ==, strlen ("ni"));
  aft_typing_move_cursor (desk->typing, 2);
  typing_desk_type (desk, "o");
  aft_typing_move_cursor (desk->typing, 9);
  g_assert_cmpuint (aft_typing_get_caret (desk->typing), ==, strlen ("ni hao"));
  typing_desk_type (desk, " ");
  assert_desk (desk, "你好");
  g_assert_cmpint (desk->moved, ==, 0);
  aft_typing_move_cursor (desk->typing, -3);
  g_assert_cmpint (desk->moved, ==, -3);
}

static void
test_a_wrong_letter_is_mended_where_it_is (TypingDesk *desk)
{
  typing_desk_type (desk, "fuwiyuan");
  aft_typing_move_cursor (desk->typing, -4);
  typing_desk_type (desk, "<u");
  assert_desk (desk, "[fu wu yuan]");
  g_assert_cmpuint (aft_typing_get_caret (desk->typing), ==, strlen ("fu wu"));
  typing_desk_type (desk, " ");
  assert_desk (desk, "服务员");
  typing_desk_type (desk, "xan");
  aft_typing_move_cursor (desk->typing, -2);
  typing_desk_type (desk, "i'");
  assert_desk (desk, "服务员[xi' an]");
  g_assert_cmpuint (aft_typing_get_caret (desk->typing), ==, strlen ("xi'"));
}

static void
test_the_cursor_stays_behind_what_is_picked (TypingDesk *desk)
{
  typing_desk_type (desk, "maoduhencui");
  typing_desk_pick (desk, "毛肚");
  aft_typing_move_cursor (desk->typing, -20);
  g_assert_cmpuint (aft_typing_get_caret (desk->typing), ==, 2);
  typing_desk_type (desk, "<<");
  assert_desk (desk, "[毛肚hen cui]");
  typing_desk_type (desk, "ye");
  assert_desk (desk, "[毛肚ye hen cui]");
  g_assert_cmpuint (aft_typing_get_caret (desk->typing), ==, 4);
  typing_desk_type (desk, "\n");
  assert_desk (desk, "毛肚yehencui");
  typing_desk_type (desk, "hen");
  g_assert_cmpuint (aft_typing_get_caret (desk->typing), ==, 3);
}

static void
test_the_cursor_moves_among_nine_keys (TypingDesk *desk)
{
  typing_desk_go (desk, AFT_LAYOUT_NINE_KEY);
  typing_desk_type (desk, "44244");
  aft_typing_move_cursor (desk->typing, -5);
  g_assert_cmpuint (aft_typing_get_caret (desk->typing), ==, 0);
  typing_desk_type (desk, "43");
  aft_typing_move_cursor (desk->typing, 1);
  typing_desk_type (desk, "<6");
  aft_typing_move_cursor (desk->typing, 1);
  typing_desk_type (desk, "296");
  aft_typing_move_cursor (desk->typing, -1);
  typing_desk_type (desk, "<");
  assert_desk (desk, "[hen hao chi]");
}

/* -- nine keys ----------------------------------------------------------------------------------
 */

static void
test_digits_are_letters_on_nine_keys (TypingDesk *desk)
{
  typing_desk_go (desk, AFT_LAYOUT_NINE_KEY);
  typing_desk_type (desk, "436426244");
  assert_desk (desk, "[hen hao chi]");
  typing_desk_type (desk, " ，");
  assert_desk (desk, "很好吃，");
}

static void
test_a_syllable_is_chosen_on_nine_keys (TypingDesk *desk)
{
  typing_desk_go (desk, AFT_LAYOUT_NINE_KEY);
  typing_desk_type (desk, "64");
  const char *const *syllables = aft_typing_get_syllables (desk->typing);
  guint position = 0;
  while (syllables[position] != NULL && !g_str_equal (syllables[position], "mi"))
    position++;
  g_assert_nonnull (syllables[position]);
  aft_typing_choose_syllable (desk->typing, position);
  assert_desk (desk, "[mi]");
  aft_typing_choose_syllable (desk->typing, 1000);
  typing_desk_pick (desk, "米");
  assert_desk (desk, "米");
}

static void
test_nine_keys_leave_letters_not_digits (TypingDesk *desk)
{
  typing_desk_go (desk, AFT_LAYOUT_NINE_KEY);
  typing_desk_type (desk, "436426244\n");
  assert_desk (desk, "henhaochi");
}

/* -- layouts ------------------------------------------------------------------------------------
 */

static void
test_letters_are_kept_when_the_layout_changes (TypingDesk *desk)
{
  typing_desk_type (desk, "ok");
  typing_desk_go (desk, AFT_LAYOUT_LATIN);
  assert_desk (desk, "ok");
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_LATIN);
  typing_desk_type (desk, "ay");
  assert_desk (desk, "okay");
  typing_desk_go (desk, AFT_LAYOUT_PINYIN);
  typing_desk_type (desk, "hao");
  typing_desk_go (desk, AFT_LAYOUT_CHINESE_SYMBOLS);
  assert_desk (desk, "okay好");
}

static void
test_other_keys_for_chinese_take_the_best (TypingDesk *desk)
{
  aft_typing_set_can_write_by_hand (desk->typing, TRUE);
  typing_desk_type (desk, "nihao");
  typing_desk_go (desk, AFT_LAYOUT_NINE_KEY);
  assert_desk (desk, "你好");
  typing_desk_type (desk, "436426244");
  typing_desk_go (desk, AFT_LAYOUT_PINYIN);
  assert_desk (desk, "你好很好吃");
  typing_desk_type (desk, "maoduhencui");
  typing_desk_pick (desk, "毛肚");
  typing_desk_go (desk, AFT_LAYOUT_HAND);
  assert_desk (desk, "你好很好吃毛肚很脆");
}

static void
test_signs_stay_until_they_are_left (TypingDesk *desk)
{
  typing_desk_go (desk, AFT_LAYOUT_NINE_KEY);
  typing_desk_go (desk, AFT_LAYOUT_CHINESE_SYMBOLS);
  typing_desk_type (desk, "9！");
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_CHINESE_SYMBOLS);
  assert_desk (desk, "9！");
  typing_desk_go (desk, AFT_LAYOUT_PINYIN);
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_NINE_KEY);
  typing_desk_go (desk, AFT_LAYOUT_PINYIN);
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_PINYIN);
}

static void
test_a_field_brings_its_layout (TypingDesk *desk)
{
  static const AftLayout layouts[]
      = { AFT_LAYOUT_PINYIN, AFT_LAYOUT_DIGITS, AFT_LAYOUT_PHONE, AFT_LAYOUT_EMAIL };

  for (guint kind = AFT_FIELD_WORDS; kind <= AFT_FIELD_EMAIL; kind++)
    {
      typing_desk_begin (desk, (AftFieldKind) kind, FALSE);
      g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, layouts[kind]);
      g_assert_true (aft_typing_can_use (desk->typing, layouts[kind]));
    }
  typing_desk_begin (desk, AFT_FIELD_EMAIL, TRUE);
  typing_desk_go (desk, AFT_LAYOUT_SYMBOLS);
  typing_desk_go (desk, AFT_LAYOUT_LATIN);
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_EMAIL);
  typing_desk_begin (desk, AFT_FIELD_NUMBER, FALSE);
  typing_desk_go (desk, AFT_LAYOUT_PINYIN);
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_DIGITS);
}

static void
test_the_next_field_has_the_letters_of_the_last (TypingDesk *desk)
{
  typing_desk_go (desk, AFT_LAYOUT_LATIN);
  typing_desk_begin (desk, AFT_FIELD_PHONE, TRUE);
  typing_desk_begin (desk, AFT_FIELD_WORDS, FALSE);
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_LATIN);
  aft_typing_begin_guest (desk->typing, AFT_LANGUAGE_ZH_CN);
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_PINYIN);
  aft_typing_begin_guest (desk->typing, AFT_LANGUAGE_EN);
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_LATIN);
}

static void
test_hiding_keeps_the_letters (TypingDesk *desk)
{
  typing_desk_type (desk, "ok");
  typing_desk_press (desk, AFT_KEY_HIDE);
  assert_desk (desk, "ok");
  g_assert_cmpuint (desk->n_hides, ==, 1);
}

/* -- private fields -----------------------------------------------------------------------------
 */

static void
test_a_private_field_never_shows_candidates (TypingDesk *desk)
{
  for (guint kind = AFT_FIELD_WORDS; kind <= AFT_FIELD_EMAIL; kind++)
    {
      typing_desk_begin (desk, (AftFieldKind) kind, TRUE);
      for (guint layout = 0; layout < AFT_LAYOUTS; layout++)
        {
          typing_desk_go (desk, (AftLayout) layout);
          typing_desk_type (desk, "nihao64426");
          g_assert_false (aft_typing_is_open (desk->typing));
          g_assert_cmpuint (aft_typing_count_candidates (desk->typing), ==, 0);
          g_string_truncate (desk->text, 0);
        }
      g_assert_false (aft_typing_can_use (desk->typing, AFT_LAYOUT_PINYIN));
      aft_typing_set_guesses (desk->typing, (const char *const[]){ "好", NULL });
      g_assert_cmpuint (aft_typing_count_candidates (desk->typing), ==, 0);
      typing_desk_strike_all (desk, "ni");
      assert_desk (desk, "ni");
    }
}

static void
test_an_address_has_no_capitals (TypingDesk *desk)
{
  typing_desk_begin (desk, AFT_FIELD_EMAIL, TRUE);
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_OFF);
  typing_desk_type (desk, "a.b  c");
  assert_desk (desk, "a.b  c");
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_OFF);
}

/* -- ends ---------------------------------------------------------------------------------------
 */

static void
test_leaving_a_field_keeps_what_was_typed (TypingDesk *desk)
{
  typing_desk_type (desk, "maoduhen");
  typing_desk_pick (desk, "毛肚");
  aft_typing_end_field (desk->typing);
  assert_desk (desk, "毛肚hen");
  g_assert_false (aft_typing_is_open (desk->typing));
}

static void
test_reset_drops_what_is_open (TypingDesk *desk)
{
  typing_desk_type (desk, "hao nihao");
  aft_typing_reset (desk->typing);
  assert_desk (desk, "好");
  typing_desk_type (desk, " ");
  assert_desk (desk, "好 ");
}

static void
test_nothing_is_left_for_the_next_guest (TypingDesk *desk)
{
  typing_desk_type (desk, "maoduhen");
  typing_desk_pick (desk, "毛肚");
  g_string_truncate (desk->text, 0);
  aft_typing_begin_guest (desk->typing, AFT_LANGUAGE_ZH_CN);
  assert_desk (desk, "");
  g_assert_cmpuint (aft_typing_count_candidates (desk->typing), ==, 0);
  g_assert_null (aft_typing_get_syllables (desk->typing)[0]);
  typing_desk_type (desk, "hen");
  assert_desk (desk, "[hen]");
  g_assert_null (g_strrstr (typing_desk_best (desk), "毛肚"));
}

/* -- two scripts --------------------------------------------------------------------------------
 */

static void
test_taiwan_reads_traditional_characters (TypingDesk *desk)
{
  aft_typing_begin_guest (desk->typing, AFT_LANGUAGE_ZH_TW);
  g_assert_true (aft_typing_is_traditional (desk->typing));
  typing_desk_type (desk, "miantiao");
  g_assert_cmpstr (typing_desk_best (desk), ==, "麵條");
  typing_desk_type (desk, " ");
  assert_desk (desk, "麵條");
}

static void
test_the_script_key_turns_what_is_open (TypingDesk *desk)
{
  typing_desk_type (desk, "toufahen");
  typing_desk_pick (desk, "头发");
  assert_desk (desk, "[头发hen]");
  typing_desk_press (desk, AFT_KEY_SCRIPT);
  assert_desk (desk, "[頭髮hen]");
  typing_desk_press (desk, AFT_KEY_SCRIPT);
  assert_desk (desk, "[头发hen]");
  typing_desk_press (desk, AFT_KEY_SCRIPT);
  typing_desk_type (desk, "\n");
  assert_desk (desk, "頭髮hen");
  aft_typing_begin_guest (desk->typing, AFT_LANGUAGE_ZH_CN);
  g_assert_false (aft_typing_is_traditional (desk->typing));
}

static void
test_each_form_of_a_character_can_be_picked (TypingDesk *desk)
{
  aft_typing_begin_guest (desk->typing, AFT_LANGUAGE_ZH_TW);
  typing_desk_type (desk, "mian");
  typing_desk_pick (desk, "麵");
  assert_desk (desk, "麵");
  typing_desk_type (desk, "mian");
  typing_desk_pick (desk, "面");
  assert_desk (desk, "麵面");
  typing_desk_type (desk, "mianhaochi");
  typing_desk_pick (desk, "面");
  assert_desk (desk, "麵面[面hao chi]");
  typing_desk_type (desk, " ");
  assert_desk (desk, "麵面面好吃");
}

static guint
count_candidates_of (TypingDesk *desk, const char *text)
{
  guint n = 0;

  for (guint i = 0; i < aft_typing_count_candidates (desk->typing); i++)
    n += g_str_equal (aft_typing_get_candidate (desk->typing, i), text);
  return n;
}

static void
test_who_reads_simplified_is_offered_nothing_else (TypingDesk *desk)
{
  static const char *const words[][3] = {
    { "shi", "时", "時" }, { "zhe", "这", "這" }, { "fu", "负", "負" }, { "yige", "一个", "一個" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      typing_desk_type (desk, words[i][0]);
      g_assert_cmpuint (count_candidates_of (desk, words[i][1]), ==, 1);
      g_assert_cmpuint (count_candidates_of (desk, words[i][2]), ==, 0);
      aft_typing_reset (desk->typing);
    }
  /* Used in simplified writing too: the one for itself, the other where it is read differently. */
  typing_desk_type (desk, "zhu");
  typing_desk_pick (desk, "著");
  typing_desk_type (desk, "qian");
  typing_desk_pick (desk, "乾");
  assert_desk (desk, "著乾");
}

static void
assert_all_different (TypingDesk *desk)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < aft_typing_count_candidates (desk->typing); i++)
    {
      const char *text = aft_typing_get_candidate (desk->typing, i);
      if (!g_hash_table_add (seen, (gpointer) text))
        g_error ("%s is offered twice", text);
    }
}

static void
test_who_reads_traditional_is_offered_nothing_twice (TypingDesk *desk)
{
  static const char *const syllables[]
      = { "shi", "zhe", "li", "mian", "fu", "gan", "zhuo", "yige" };

  aft_typing_begin_guest (desk->typing, AFT_LANGUAGE_ZH_TW);
  for (gsize i = 0; i < G_N_ELEMENTS (syllables); i++)
    {
      typing_desk_type (desk, syllables[i]);
      assert_all_different (desk);
      aft_typing_reset (desk->typing);
    }
  typing_desk_type (desk, "zhe");
  typing_desk_pick (desk, "這");
  typing_desk_type (desk, "li");
  typing_desk_pick (desk, "裡");
  typing_desk_type (desk, "gan");
  typing_desk_pick (desk, "幹");
  assert_desk (desk, "這裡幹");
}

/* -- handwriting --------------------------------------------------------------------------------
 */

static const char *const guesses[] = { "后", "石", "右", NULL };

static void
test_guesses_are_candidates_until_one_is_picked (TypingDesk *desk)
{
  aft_typing_set_can_write_by_hand (desk->typing, TRUE);
  typing_desk_go (desk, AFT_LAYOUT_HAND);
  aft_typing_set_guesses (desk->typing, guesses);
  g_assert_cmpuint (aft_typing_count_candidates (desk->typing), ==, 3);
  assert_desk (desk, "");
  typing_desk_pick (desk, "石");
  assert_desk (desk, "石");
  g_assert_cmpuint (aft_typing_count_candidates (desk->typing), ==, 0);
  aft_typing_set_guesses (desk->typing, guesses);
  aft_typing_set_guesses (desk->typing, NULL);
  g_assert_false (aft_typing_is_open (desk->typing));
}

static void
test_the_best_guess_goes_before_a_sign_and_at_the_end (TypingDesk *desk)
{
  aft_typing_set_can_write_by_hand (desk->typing, TRUE);
  typing_desk_go (desk, AFT_LAYOUT_HAND);
  aft_typing_set_guesses (desk->typing, guesses);
  typing_desk_type (desk, "。");
  assert_desk (desk, "后。");
  aft_typing_set_guesses (desk->typing, guesses);
  typing_desk_type (desk, "<");
  assert_desk (desk, "后。");
  aft_typing_set_guesses (desk->typing, guesses);
  aft_typing_end_field (desk->typing);
  assert_desk (desk, "后。后");
}

static void
test_guesses_have_traditional_forms_too (TypingDesk *desk)
{
  aft_typing_set_can_write_by_hand (desk->typing, TRUE);
  aft_typing_begin_guest (desk->typing, AFT_LANGUAGE_ZH_TW);
  typing_desk_go (desk, AFT_LAYOUT_HAND);
  aft_typing_set_guesses (desk->typing, guesses);
  g_assert_cmpstr (typing_desk_best (desk), ==, "後");
  typing_desk_pick (desk, "后");
  assert_desk (desk, "后");
}

/* -- letters ------------------------------------------------------------------------------------
 */

static void
begin_english (TypingDesk *desk)
{
  aft_typing_begin_guest (desk->typing, AFT_LANGUAGE_EN);
  typing_desk_begin (desk, AFT_FIELD_WORDS, FALSE);
}

static void
test_a_sentence_begins_with_a_capital (TypingDesk *desk)
{
  begin_english (desk);
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_ONCE);
  typing_desk_type (desk, "G");
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_OFF);
  typing_desk_type (desk, "ood.");
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_OFF);
  typing_desk_type (desk, " ");
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_ONCE);
  typing_desk_type (desk, "<<<");
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_OFF);
  typing_desk_type (desk, "<<<");
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_ONCE);
}

static void
test_the_guest_may_refuse_the_capital (TypingDesk *desk)
{
  begin_english (desk);
  typing_desk_press (desk, AFT_KEY_SHIFT);
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_OFF);
  aft_typing_set_before (desk->typing, "");
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_OFF);
}

static void
test_shift_is_for_one_letter_and_twice_locks (TypingDesk *desk)
{
  begin_english (desk);
  typing_desk_type (desk, "A");
  typing_desk_press (desk, AFT_KEY_SHIFT);
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_ONCE);
  typing_desk_type (desk, "B");
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_OFF);
  aft_fake_clock_advance_seconds (desk->clock, 2);
  typing_desk_press (desk, AFT_KEY_SHIFT);
  aft_fake_clock_advance_ms (desk->clock, 200);
  typing_desk_press (desk, AFT_KEY_SHIFT);
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_LOCKED);
  typing_desk_type (desk, "CD");
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_LOCKED);
  aft_fake_clock_advance_ms (desk->clock, 100);
  typing_desk_press (desk, AFT_KEY_SHIFT);
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_OFF);
  aft_fake_clock_advance_seconds (desk->clock, 1);
  typing_desk_press (desk, AFT_KEY_SHIFT);
  aft_fake_clock_advance_seconds (desk->clock, 1);
  typing_desk_press (desk, AFT_KEY_SHIFT);
  g_assert_cmpint (aft_typing_get_shift (desk->typing), ==, AFT_SHIFT_OFF);
}

static void
test_two_spaces_end_a_sentence (TypingDesk *desk)
{
  begin_english (desk);
  typing_desk_type (desk, "Good  ");
  assert_desk (desk, "Good. ");
  typing_desk_type (desk, " ");
  assert_desk (desk, "Good.  ");
  typing_desk_begin (desk, AFT_FIELD_WORDS, FALSE);
  typing_desk_type (desk, "  ");
  assert_desk (desk, "  ");
}

static void
test_letters_are_written_at_once (TypingDesk *desk)
{
  begin_english (desk);
  typing_desk_type (desk, "Nihao é\n");
  assert_desk (desk, "Nihao é");
  g_assert_cmpuint (desk->n_enters, ==, 1);
}

/* -- the engine that is late, or never comes ----------------------------------------------------
 */

static void
test_letters_wait_for_the_engine (void)
{
  g_autoptr (TypingDesk) desk = typing_desk_new_waiting (AFT_LANGUAGE_ZH_CN);

  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_PINYIN);
  g_assert_false (aft_typing_has_engine (desk->typing));
  typing_desk_type (desk, "nihaoo<");
  assert_desk (desk, "[nihao]");
  g_assert_cmpuint (aft_typing_count_candidates (desk->typing), ==, 0);
  aft_typing_take_engine (desk->typing, engine_support_load (NULL));
  assert_desk (desk, "[ni hao]");
  g_assert_cmpstr (typing_desk_best (desk), ==, "你好");
}

static void
test_who_does_not_wait_gets_letters (void)
{
  g_autoptr (TypingDesk) desk = typing_desk_new_waiting (AFT_LANGUAGE_ZH_CN);

  typing_desk_type (desk, "ni ");
  assert_desk (desk, "ni");
  typing_desk_type (desk, "hao，");
  assert_desk (desk, "nihao，");
  typing_desk_type (desk, "ma\n");
  assert_desk (desk, "nihao，ma");
}

static void
test_without_an_engine_letters_stay_letters (void)
{
  g_autoptr (TypingDesk) desk = typing_desk_new_waiting (AFT_LANGUAGE_ZH_CN);

  typing_desk_type (desk, "ni");
  aft_typing_take_engine (desk->typing, NULL);
  assert_desk (desk, "ni");
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_LATIN);
  g_assert_false (aft_typing_can_use (desk->typing, AFT_LAYOUT_PINYIN));
  typing_desk_type (desk, "hao");
  assert_desk (desk, "nihao");
  typing_desk_go (desk, AFT_LAYOUT_PINYIN);
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_LATIN);
  aft_typing_set_can_write_by_hand (desk->typing, TRUE);
  typing_desk_go (desk, AFT_LAYOUT_PINYIN);
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_HAND);
}

static void
test_without_an_engine_chinese_is_drawn (void)
{
  g_autoptr (TypingDesk) desk = typing_desk_new_waiting (AFT_LANGUAGE_ZH_CN);

  aft_typing_take_engine (desk->typing, NULL);
  g_assert_false (aft_typing_can_go_to (desk->typing, AFT_LAYOUT_PINYIN));
  aft_typing_set_can_write_by_hand (desk->typing, TRUE);
  g_assert_true (aft_typing_can_go_to (desk->typing, AFT_LAYOUT_PINYIN));
  aft_typing_begin_guest (desk->typing, AFT_LANGUAGE_ZH_CN);
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_HAND);
  g_assert_true (aft_typing_can_go_to (desk->typing, AFT_LAYOUT_LATIN));
  aft_typing_begin_guest (desk->typing, AFT_LANGUAGE_EN);
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_LATIN);
}

static void
test_a_new_engine_takes_over_what_is_open (void)
{
  g_autoptr (TypingDesk) desk = typing_desk_new (AFT_LANGUAGE_ZH_CN, engine_support_load (NULL));

  typing_desk_type (desk, "nihao");
  aft_typing_take_engine (desk->typing, engine_support_load (NULL));
  assert_desk (desk, "[ni hao]");
  typing_desk_type (desk, " ");
  assert_desk (desk, "你好");
}

/* -- all of them --------------------------------------------------------------------------------
 */

typedef void (*DeskTest) (TypingDesk *desk);

static const struct
{
  const char *rule;
  DeskTest test;
} desk_tests[] = {
  { "pinyin/letters-open-and-space-takes-the-best", test_letters_open_and_space_takes_the_best },
  { "pinyin/a-pick-leaves-the-rest-open", test_a_pick_leaves_the_rest_open },
  { "pinyin/enter-gives-the-letters-and-no-new-line",
    test_enter_gives_the_letters_and_no_new_line },
  { "pinyin/enter-after-a-pick-keeps-the-pick", test_enter_after_a_pick_keeps_the_pick },
  { "pinyin/a-sign-takes-the-best-first", test_a_sign_takes_the_best_first },
  { "pinyin/backspace-takes-keys-then-picks-then-text",
    test_backspace_takes_keys_then_picks_then_text },
  { "pinyin/an-apostrophe-cuts-syllables", test_an_apostrophe_cuts_syllables },
  { "pinyin/what-is-no-pinyin-stays-as-it-is", test_what_is_no_pinyin_stays_as_it_is },
  { "pinyin/a-long-press-means-its-sign", test_a_long_press_means_its_sign },
  { "pinyin/input-has-an-end", test_input_has_an_end },
  { "pinyin/the-cursor-moves-in-what-is-open", test_the_cursor_moves_in_what_is_open },
  { "pinyin/a-wrong-letter-is-mended-where-it-is", test_a_wrong_letter_is_mended_where_it_is },
  { "pinyin/the-cursor-stays-behind-what-is-picked", test_the_cursor_stays_behind_what_is_picked },
  { "nine-key/the-cursor-moves-among-the-keys", test_the_cursor_moves_among_nine_keys },
  { "nine-key/digits-are-letters", test_digits_are_letters_on_nine_keys },
  { "nine-key/a-syllable-is-chosen", test_a_syllable_is_chosen_on_nine_keys },
  { "nine-key/leaves-letters-not-digits", test_nine_keys_leave_letters_not_digits },
  { "layouts/letters-are-kept-when-the-layout-changes",
    test_letters_are_kept_when_the_layout_changes },
  { "layouts/other-keys-for-chinese-take-the-best", test_other_keys_for_chinese_take_the_best },
  { "layouts/signs-stay-until-they-are-left", test_signs_stay_until_they_are_left },
  { "layouts/a-field-brings-its-layout", test_a_field_brings_its_layout },
  { "layouts/the-next-field-has-the-letters-of-the-last",
    test_the_next_field_has_the_letters_of_the_last },
  { "layouts/hiding-keeps-the-letters", test_hiding_keeps_the_letters },
  { "private/never-shows-candidates", test_a_private_field_never_shows_candidates },
  { "private/an-address-has-no-capitals", test_an_address_has_no_capitals },
  { "ends/leaving-a-field-keeps-what-was-typed", test_leaving_a_field_keeps_what_was_typed },
  { "ends/reset-drops-what-is-open", test_reset_drops_what_is_open },
  { "ends/nothing-is-left-for-the-next-guest", test_nothing_is_left_for_the_next_guest },
  { "script/taiwan-reads-traditional-characters", test_taiwan_reads_traditional_characters },
  { "script/the-key-turns-what-is-open", test_the_script_key_turns_what_is_open },
  { "script/each-form-of-a-character-can-be-picked", test_each_form_of_a_character_can_be_picked },
  { "script/who-reads-simplified-is-offered-nothing-else",
    test_who_reads_simplified_is_offered_nothing_else },
  { "script/who-reads-traditional-is-offered-nothing-twice",
    test_who_reads_traditional_is_offered_nothing_twice },
  { "hand/guesses-are-candidates-until-one-is-picked",
    test_guesses_are_candidates_until_one_is_picked },
  { "hand/the-best-guess-goes-before-a-sign-and-at-the-end",
    test_the_best_guess_goes_before_a_sign_and_at_the_end },
  { "hand/guesses-have-traditional-forms-too", test_guesses_have_traditional_forms_too },
  { "latin/a-sentence-begins-with-a-capital", test_a_sentence_begins_with_a_capital },
  { "latin/the-guest-may-refuse-the-capital", test_the_guest_may_refuse_the_capital },
  { "latin/shift-is-for-one-letter-and-twice-locks", test_shift_is_for_one_letter_and_twice_locks },
  { "latin/two-spaces-end-a-sentence", test_two_spaces_end_a_sentence },
  { "latin/letters-are-written-at-once", test_letters_are_written_at_once },
};

typedef struct
{
  TypingDesk *desk;
  DeskTest test;
} Visit;

/* One engine for all guests, as on the kiosk; each begins anew. */
static void
run_visit (gconstpointer data)
{
  const Visit *visit = data;
  TypingDesk *desk = visit->desk;

  aft_typing_set_can_write_by_hand (desk->typing, FALSE);
  aft_typing_begin_guest (desk->typing, AFT_LANGUAGE_ZH_CN);
  typing_desk_begin (desk, AFT_FIELD_WORDS, FALSE);
  desk->n_enters = desk->n_hides = 0;
  desk->moved = 0;
  visit->test (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autoptr (TypingDesk) desk = typing_desk_new (AFT_LANGUAGE_ZH_CN, engine_support_load (NULL));
  Visit visits[G_N_ELEMENTS (desk_tests)];

  for (gsize i = 0; i < G_N_ELEMENTS (desk_tests); i++)
    {
      g_autofree char *name = g_strconcat ("/keyboard/typing/", desk_tests[i].rule, NULL);
      visits[i] = (Visit){ desk, desk_tests[i].test };
      g_test_add_data_func (name, &visits[i], run_visit);
    }
  g_test_add_func ("/keyboard/typing/engine/letters-wait-for-it", test_letters_wait_for_the_engine);
  g_test_add_func ("/keyboard/typing/engine/who-does-not-wait-gets-letters",
                   test_who_does_not_wait_gets_letters);
  g_test_add_func ("/keyboard/typing/engine/without-one-letters-stay-letters",
                   test_without_an_engine_letters_stay_letters);
  g_test_add_func ("/keyboard/typing/engine/without-one-chinese-is-drawn",
                   test_without_an_engine_chinese_is_drawn);
  g_test_add_func ("/keyboard/typing/engine/a-new-one-takes-over-what-is-open",
                   test_a_new_engine_takes_over_what_is_open);
  return g_test_run ();
}
