/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A keyboard that is plugged in: pinyin on it, and all that stays the field's own. */
#include <gdk/gdkkeysyms.h>

#include "aft-typing-score.h"
#include "typing-support.h"

static void
test_letters_and_space (TypingDesk *desk)
{
  typing_desk_strike_all (desk, "nihao ");
  assert_desk (desk, "你好");
  typing_desk_strike (desk, GDK_KEY_space);
  assert_desk (desk, "你好 ");
}

static void
test_signs_are_those_of_chinese (TypingDesk *desk)
{
  typing_desk_strike_all (desk, "henhaochi,");
  assert_desk (desk, "很好吃，");
  typing_desk_strike_all (desk, ".?!:;()<>\\^_");
  assert_desk (desk, "很好吃，。？！：；（）《》、……——");
}

static void
test_quotes_alternate (TypingDesk *desk)
{
  typing_desk_strike_all (desk, "\"hao \"\"");
  assert_desk (desk, "“好”“");
  typing_desk_begin (desk, AFT_FIELD_WORDS, FALSE);
  typing_desk_strike_all (desk, "'hao ''");
  assert_desk (desk, "‘好’‘");
}

static void
test_a_point_in_a_number_stays_one (TypingDesk *desk)
{
  typing_desk_strike_all (desk, "3.5yuan ");
  g_assert_true (g_str_has_prefix (desk->text->str, "3.5"));
  typing_desk_begin (desk, AFT_FIELD_WORDS, FALSE);
  typing_desk_strike_all (desk, "12:30");
  assert_desk (desk, "12:30");
}

static void
test_capitals_go_straight_in (TypingDesk *desk)
{
  aft_typing_press_hardware (desk->typing, GDK_KEY_Shift_L);
  typing_desk_strike_all (desk, "WIFI");
  aft_typing_release_hardware (desk->typing, GDK_KEY_Shift_L);
  assert_desk (desk, "WIFI");
  typing_desk_strike_all (desk, "haoA");
  assert_desk (desk, "WIFI好A");
}

static void
test_digits_pick_on_the_page (TypingDesk *desk)
{
  typing_desk_strike_all (desk, "shi");
  g_autofree char *third = g_strdup (aft_typing_get_candidate (desk->typing, 2));
  typing_desk_strike (desk, '3');
  assert_desk (desk, third);
  typing_desk_begin (desk, AFT_FIELD_WORDS, FALSE);
  typing_desk_strike_all (desk, "shi=");
  g_assert_cmpuint (aft_typing_get_highlighted (desk->typing), ==, AFT_TYPING_PAGE);
  g_autofree char *second_page
      = g_strdup (aft_typing_get_candidate (desk->typing, AFT_TYPING_PAGE + 1));
  typing_desk_strike_all (desk, "9");
  assert_desk (desk, "[shi]");
  typing_desk_strike_all (desk, "2");
  assert_desk (desk, second_page);
  typing_desk_strike_all (desk, "3");
  g_assert_true (g_str_has_suffix (desk->text->str, "3"));
}

static void
strike_and_see (TypingDesk *desk, guint keyval, guint highlighted)
{
  typing_desk_strike (desk, keyval);
  g_assert_cmpuint (aft_typing_get_highlighted (desk->typing), ==, highlighted);
}

static void
test_arrows_move_among_candidates (TypingDesk *desk)
{
  typing_desk_strike_all (desk, "shi");
  guint last = aft_typing_count_candidates (desk->typing) - 1;
  strike_and_see (desk, GDK_KEY_Right, 1);
  strike_and_see (desk, GDK_KEY_Left, 0);
  strike_and_see (desk, GDK_KEY_Left, 0);
  strike_and_see (desk, GDK_KEY_Right, 1);
  strike_and_see (desk, GDK_KEY_Down, AFT_TYPING_PAGE + 1);
  strike_and_see (desk, GDK_KEY_Page_Down, 2 * AFT_TYPING_PAGE);
  strike_and_see (desk, GDK_KEY_Page_Up, AFT_TYPING_PAGE);
  strike_and_see (desk, GDK_KEY_Up, 0);
  strike_and_see (desk, GDK_KEY_Up, 0);
  strike_and_see (desk, GDK_KEY_minus, 0);
  strike_and_see (desk, GDK_KEY_End, last);
  strike_and_see (desk, GDK_KEY_Page_Down, last);
  strike_and_see (desk, GDK_KEY_Home, 0);
  strike_and_see (desk, GDK_KEY_Right, 1);
  g_autofree char *second = g_strdup (aft_typing_get_candidate (desk->typing, 1));
  typing_desk_strike (desk, GDK_KEY_space);
  assert_desk (desk, second);
  g_assert_false (aft_typing_press_hardware (desk->typing, GDK_KEY_Right));
}

static void
test_pages_are_those_of_the_row (TypingDesk *desk)
{
  typing_desk_strike_all (desk, "shi");
  aft_typing_set_page (desk->typing, 0, 0, 5);
  strike_and_see (desk, '6', 0);
  assert_desk (desk, "[shi]");
  strike_and_see (desk, GDK_KEY_Right, 1);
  strike_and_see (desk, GDK_KEY_Down, 6);
  aft_typing_set_page (desk->typing, 0, 5, 10);
  strike_and_see (desk, GDK_KEY_Page_Down, 15);
  aft_typing_set_page (desk->typing, 5, 15, 4);
  strike_and_see (desk, GDK_KEY_Right, 16);
  strike_and_see (desk, GDK_KEY_Page_Up, 5);
  aft_typing_set_page (desk->typing, 0, 5, 10);
  strike_and_see (desk, GDK_KEY_End, aft_typing_count_candidates (desk->typing) - 1);
  strike_and_see (desk, GDK_KEY_Home, 0);
  /* A finger has turned the page: the digit means what is seen. */
  g_autofree char *ninth = g_strdup (aft_typing_get_candidate (desk->typing, 5 + 9 - 1));
  typing_desk_strike (desk, '9');
  assert_desk (desk, ninth);
}

static void
test_a_step_up_stays_on_the_page_before (TypingDesk *desk)
{
  typing_desk_strike_all (desk, "shi");
  aft_typing_set_page (desk->typing, 0, 3, 5);
  for (guint i = 1; i <= 7; i++)
    strike_and_see (desk, GDK_KEY_Right, i);
  strike_and_see (desk, GDK_KEY_Up, 2);
}

static void
test_enter_and_backspace_mind_what_is_open (TypingDesk *desk)
{
  typing_desk_strike_all (desk, "wifi\n");
  assert_desk (desk, "wifi");
  typing_desk_strike_all (desk, "ni");
  typing_desk_strike (desk, GDK_KEY_BackSpace);
  assert_desk (desk, "wifi[n]");
  typing_desk_strike (desk, GDK_KEY_BackSpace);
  typing_desk_strike (desk, GDK_KEY_BackSpace);
  assert_desk (desk, "wif");
  g_assert_false (aft_typing_press_hardware (desk->typing, GDK_KEY_Return));
}

static void
test_escape_drops_what_is_open (TypingDesk *desk)
{
  typing_desk_strike_all (desk, "hao nihao");
  typing_desk_strike (desk, GDK_KEY_Escape);
  assert_desk (desk, "好");
  g_assert_false (aft_typing_press_hardware (desk->typing, GDK_KEY_Escape));
}

static void
test_shift_alone_changes_the_language (TypingDesk *desk)
{
  typing_desk_strike_all (desk, "ok");
  typing_desk_strike (desk, GDK_KEY_Shift_L);
  assert_desk (desk, "ok");
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_LATIN);
  typing_desk_strike_all (desk, " fine, ");
  assert_desk (desk, "ok fine, ");
  typing_desk_strike (desk, GDK_KEY_Shift_R);
  typing_desk_strike_all (desk, "hao ");
  assert_desk (desk, "ok fine, 好");
}

static void
test_shift_with_a_key_between_changes_nothing (TypingDesk *desk)
{
  aft_typing_press_hardware (desk->typing, GDK_KEY_Shift_L);
  typing_desk_strike (desk, '?');
  aft_typing_release_hardware (desk->typing, GDK_KEY_Shift_L);
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_PINYIN);
  assert_desk (desk, "？");
}

static void
test_shift_is_no_language_for_who_reads_english (TypingDesk *desk)
{
  aft_typing_begin_guest (desk->typing, AFT_LANGUAGE_EN);
  typing_desk_strike (desk, GDK_KEY_Shift_L);
  typing_desk_strike_all (desk, "ni hao.");
  assert_desk (desk, "ni hao.");
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_LATIN);
}

static void
test_letters_leave_nine_keys_and_signs (TypingDesk *desk)
{
  typing_desk_go (desk, AFT_LAYOUT_NINE_KEY);
  typing_desk_type (desk, "436426244");
  typing_desk_strike_all (desk, "ma ");
  g_assert_true (g_str_has_prefix (desk->text->str, "很好吃"));
  g_assert_cmpint (aft_typing_get_layout (desk->typing), ==, AFT_LAYOUT_PINYIN);
  typing_desk_begin (desk, AFT_FIELD_WORDS, FALSE);
  typing_desk_go (desk, AFT_LAYOUT_CHINESE_SYMBOLS);
  typing_desk_strike_all (desk, "hao ");
  assert_desk (desk, "好");
}

static void
test_an_accent_ends_what_is_open (TypingDesk *desk)
{
  typing_desk_strike_all (desk, "hao");
  g_assert_false (aft_typing_press_hardware (desk->typing, GDK_KEY_dead_acute));
  assert_desk (desk, "好");
  typing_desk_strike_all (desk, "hao");
  g_assert_false (aft_typing_press_hardware (desk->typing, GDK_KEY_Tab));
  assert_desk (desk, "好[hao]");
}

static void
test_other_fields_get_their_keys (TypingDesk *desk)
{
  for (guint kind = AFT_FIELD_NUMBER; kind <= AFT_FIELD_EMAIL; kind++)
    {
      typing_desk_begin (desk, (AftFieldKind) kind, kind != AFT_FIELD_NUMBER);
      typing_desk_strike (desk, GDK_KEY_Shift_L);
      typing_desk_strike_all (desk, "a.b@c-1,");
      assert_desk (desk, "a.b@c-1,");
    }
}

static void
test_without_an_engine_the_field_gets_letters (void)
{
  g_autoptr (TypingDesk) desk = typing_desk_new (AFT_LANGUAGE_ZH_CN, NULL);

  typing_desk_strike_all (desk, "nihao ");
  assert_desk (desk, "nihao ");
}

typedef void (*DeskTest) (TypingDesk *desk);

static const struct
{
  const char *rule;
  DeskTest test;
} desk_tests[] = {
  { "letters-and-space", test_letters_and_space },
  { "signs-are-those-of-chinese", test_signs_are_those_of_chinese },
  { "quotes-alternate", test_quotes_alternate },
  { "a-point-in-a-number-stays-one", test_a_point_in_a_number_stays_one },
  { "capitals-go-straight-in", test_capitals_go_straight_in },
  { "digits-pick-on-the-page", test_digits_pick_on_the_page },
  { "arrows-move-among-candidates", test_arrows_move_among_candidates },
  { "pages-are-those-of-the-row", test_pages_are_those_of_the_row },
  { "a-step-up-stays-on-the-page-before", test_a_step_up_stays_on_the_page_before },
  { "enter-and-backspace-mind-what-is-open", test_enter_and_backspace_mind_what_is_open },
  { "escape-drops-what-is-open", test_escape_drops_what_is_open },
  { "shift-alone-changes-the-language", test_shift_alone_changes_the_language },
  { "shift-with-a-key-between-changes-nothing", test_shift_with_a_key_between_changes_nothing },
  { "shift-is-no-language-for-who-reads-english", test_shift_is_no_language_for_who_reads_english },
  { "letters-leave-nine-keys-and-signs", test_letters_leave_nine_keys_and_signs },
  { "an-accent-ends-what-is-open", test_an_accent_ends_what_is_open },
  { "other-fields-get-their-keys", test_other_fields_get_their_keys },
};

typedef struct
{
  TypingDesk *desk;
  DeskTest test;
} Visit;

static void
run_visit (gconstpointer data)
{
  const Visit *visit = data;

  aft_typing_set_page (visit->desk->typing, 0, 0, 0);
  aft_typing_begin_guest (visit->desk->typing, AFT_LANGUAGE_ZH_CN);
  typing_desk_begin (visit->desk, AFT_FIELD_WORDS, FALSE);
  visit->test (visit->desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autoptr (TypingDesk) desk = typing_desk_new (AFT_LANGUAGE_ZH_CN, engine_support_load (NULL));
  Visit visits[G_N_ELEMENTS (desk_tests)];

  for (gsize i = 0; i < G_N_ELEMENTS (desk_tests); i++)
    {
      g_autofree char *name = g_strconcat ("/keyboard/hardware/", desk_tests[i].rule, NULL);
      visits[i] = (Visit){ desk, desk_tests[i].test };
      g_test_add_data_func (name, &visits[i], run_visit);
    }
  g_test_add_func ("/keyboard/hardware/without-an-engine-the-field-gets-letters",
                   test_without_an_engine_the_field_gets_letters);
  return g_test_run ();
}
