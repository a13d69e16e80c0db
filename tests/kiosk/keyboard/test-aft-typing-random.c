/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands that press anything: whatever comes, what is shown is text, what is open can be ended, and
 * the next guest finds nothing of it. */
#include <gdk/gdkkeysyms.h>
#include <string.h>

#include "typing-support.h"

#define VISIT 400 /* presses of one guest */

static const guint keyvals[] = {
  GDK_KEY_Shift_L, GDK_KEY_Left, GDK_KEY_Right,   GDK_KEY_Up,         GDK_KEY_Down,
  GDK_KEY_Home,    GDK_KEY_End,  GDK_KEY_Page_Up, GDK_KEY_Page_Down,  GDK_KEY_BackSpace,
  GDK_KEY_Return,  GDK_KEY_Tab,  GDK_KEY_Delete,  GDK_KEY_dead_acute, GDK_KEY_KP_5,
};

static void
press_any_key (TypingDesk *desk, GRand *random)
{
  AftLayout layout = aft_typing_get_layout (desk->typing);
  const AftKeyLayout *keys = aft_key_layout_get (layout);
  const AftKeySpec *key = keys->rows[g_rand_int_range (random, 0, (gint32) keys->n_rows)];
  guint n = 0;

  while (key[n].width != 0)
    n++;
  key += g_rand_int_range (random, 0, (gint32) n);
  aft_typing_press (desk->typing, key, key->text);
}

static void
strike_any_key (TypingDesk *desk, GRand *random)
{
  guint keyval = g_rand_boolean (random)
                     ? (guint) g_rand_int_range (random, ' ', 0x7f)
                     : keyvals[g_rand_int_range (random, 0, G_N_ELEMENTS (keyvals))];

  typing_desk_strike (desk, keyval);
}

/* What a guest does besides pressing keys. */
static void
do_something_else (TypingDesk *desk, GRand *random)
{
  static const char *const guesses[] = { "面", "后", "石", NULL };

  switch (g_rand_int_range (random, 0, 9))
    {
    case 0:
      typing_desk_begin (desk, (AftFieldKind) g_rand_int_range (random, 0, 4),
                         g_rand_int_range (random, 0, 4) == 0);
      break;
    case 1:
      aft_typing_reset (desk->typing);
      break;
    case 2:
      aft_typing_settle (desk->typing);
      break;
    case 3:
      aft_typing_set_guesses (desk->typing, g_rand_boolean (random) ? guesses : NULL);
      break;
    case 4:
      aft_typing_move_cursor (desk->typing, g_rand_int_range (random, -9, 9));
      break;
    case 5:
      aft_typing_choose_syllable (desk->typing, (guint) g_rand_int_range (random, 0, 20));
      break;
    default:
      aft_typing_pick (desk->typing, (guint) g_rand_int_range (random, 0, 40));
      break;
    }
}

static void
check_what_is_shown (TypingDesk *desk)
{
  AftTyping *typing = desk->typing;
  guint n = aft_typing_count_candidates (typing);
  const char *preedit = aft_typing_get_preedit (typing);

  g_assert_true (g_utf8_validate (preedit, -1, NULL));
  g_assert_cmpuint (aft_typing_get_caret (typing), <=, g_utf8_strlen (preedit, -1));
  g_assert_true (aft_typing_can_use (typing, aft_typing_get_layout (typing)));
  g_assert_cmpuint (aft_typing_get_highlighted (typing), <, MAX (n, 1));
  for (guint i = 0; i < MIN (n, 10); i++)
    g_assert_true (g_utf8_validate (aft_typing_get_candidate (typing, i), -1, NULL));
  g_assert_null (aft_typing_get_candidate (typing, n));
  if (!aft_typing_is_open (typing))
    {
      g_assert_cmpstr (preedit, ==, "");
      g_assert_cmpuint (n, ==, 0);
    }
  else
    g_assert_false (aft_typing_is_private (typing));
}

static void
check_that_nothing_is_left (TypingDesk *desk, AftLanguage language)
{
  gsize length = desk->text->len;

  aft_typing_begin_guest (desk->typing, language);
  g_assert_cmpuint (desk->text->len, ==, length);
  g_assert_false (aft_typing_is_open (desk->typing));
  g_assert_cmpstr (aft_typing_get_preedit (desk->typing), ==, "");
  g_assert_cmpuint (aft_typing_count_candidates (desk->typing), ==, 0);
  g_assert_null (aft_typing_get_syllables (desk->typing)[0]);
  typing_desk_begin (desk, AFT_FIELD_WORDS, FALSE);
  typing_desk_type (desk, "<");
  g_assert_cmpuint (desk->text->len, ==, 0);
}

/* Ends in one way or another: all that is open becomes text, or none of it. */
static void
check_an_end (TypingDesk *desk, GRand *random)
{
  gsize length = desk->text->len;
  gboolean has_preedit = *aft_typing_get_preedit (desk->typing) != '\0';

  if (g_rand_boolean (random))
    {
      aft_typing_end_field (desk->typing);
      g_assert_true (!has_preedit || desk->text->len > length);
    }
  else
    {
      aft_typing_reset (desk->typing);
      g_assert_cmpuint (desk->text->len, ==, length);
    }
  g_assert_false (aft_typing_is_open (desk->typing));
}

static void
press_at_random (TypingDesk *desk, guint n_presses, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n_presses; i++)
    {
      int what = g_rand_int_range (random, 0, 20);
      if (what == 0)
        do_something_else (desk, random);
      else if (what < 6)
        strike_any_key (desk, random);
      else
        press_any_key (desk, random);
      check_what_is_shown (desk);
      if (desk->text->len > 1000)
        g_string_truncate (desk->text, 0);
      if (i % VISIT == VISIT - 1)
        {
          check_an_end (desk, random);
          check_that_nothing_is_left (desk, (AftLanguage) g_rand_int_range (random, 0, 3));
        }
    }
}

/* A key more, a key less, the cursor elsewhere: on paper, and as it is typed. */
static void
change_somewhere (TypingDesk *desk, GString *paper, gsize *cursor, GRand *random)
{
  const char key[] = { (char) g_rand_int_range (random, 'a', 'z' + 1), '\0' };
  int steps = g_rand_int_range (random, -6, 7);

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      typing_desk_type (desk, "<");
      if (*cursor > 0)
        g_string_erase (paper, (gssize)--(*cursor), 1);
      break;
    case 1:
      aft_typing_move_cursor (desk->typing, steps);
      *cursor = (gsize) CLAMP ((gssize) *cursor + steps, 0, (gssize) paper->len);
      break;
    default:
      typing_desk_type (desk, key);
      g_string_insert (paper, (gssize) (*cursor)++, key);
      break;
    }
}

static void
write_with_a_restless_cursor (TypingDesk *desk, guint n_rounds)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (GString) paper = g_string_new (NULL);

  for (guint round = 0; round < n_rounds; round++)
    {
      gsize cursor = 0;
      for (guint i = 0; i < 30; i++)
        change_somewhere (desk, paper, &cursor, random);
      if (paper->len > 0)
        typing_desk_type (desk, "\n");
      g_assert_cmpstr (desk->text->str, ==, paper->str);
      g_string_truncate (paper, 0);
      g_string_truncate (desk->text, 0);
    }
}

/* Few with the engine: what is no pinyin takes it long. */
static void
test_letters_stand_where_the_cursor_was (void)
{
  g_autoptr (TypingDesk) desk = typing_desk_new_waiting (AFT_LANGUAGE_ZH_CN);

  write_with_a_restless_cursor (desk, 1000);
  aft_typing_take_engine (desk->typing, engine_support_load (NULL));
  write_with_a_restless_cursor (desk, 10);
}

static void
test_with_the_engine (void)
{
  g_autoptr (TypingDesk) desk = typing_desk_new (AFT_LANGUAGE_ZH_CN, engine_support_load (NULL));

  aft_typing_set_can_write_by_hand (desk->typing, TRUE);
  press_at_random (desk, 40000, 1);
}

static void
test_while_the_engine_is_awaited (void)
{
  g_autoptr (TypingDesk) desk = typing_desk_new_waiting (AFT_LANGUAGE_ZH_CN);

  press_at_random (desk, 40000, 2);
  aft_typing_take_engine (desk->typing, engine_support_load (NULL));
  press_at_random (desk, 2000, 3);
}

static void
test_without_an_engine (void)
{
  g_autoptr (TypingDesk) desk = typing_desk_new (AFT_LANGUAGE_ZH_TW, NULL);

  press_at_random (desk, 40000, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyboard/random/letters-stand-where-the-cursor-was",
                   test_letters_stand_where_the_cursor_was);
  g_test_add_func ("/keyboard/random/with-the-engine", test_with_the_engine);
  g_test_add_func ("/keyboard/random/while-the-engine-is-awaited",
                   test_while_the_engine_is_awaited);
  g_test_add_func ("/keyboard/random/without-an-engine", test_without_an_engine);
  return g_test_run ();
}
