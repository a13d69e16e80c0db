/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A guest and a field, for tests of what keys mean. */
#include "typing-support.h"

#include <gdk/gdkkeysyms.h>
#include <string.h>

static void
tell_before (TypingDesk *desk)
{
  aft_typing_set_before (desk->typing, desk->text->str);
}

static void
on_commit (AftTyping *typing, const char *text, TypingDesk *desk)
{
  /* What was open is gone from the field before. */
  g_assert_cmpstr (aft_typing_get_preedit (typing), ==, "");
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_string_append (desk->text, text);
  tell_before (desk);
}

static void
on_erase (AftTyping *typing, TypingDesk *desk)
{
  if (desk->text->len == 0)
    return;
  const char *last = g_utf8_prev_char (desk->text->str + desk->text->len);
  g_string_truncate (desk->text, (gsize) (last - desk->text->str));
  tell_before (desk);
}

static void
on_move (AftTyping *typing, int steps, TypingDesk *desk)
{
  desk->moved += steps;
}

static void
on_enter (AftTyping *typing, TypingDesk *desk)
{
  desk->n_enters++;
}

static void
on_hide (AftTyping *typing, TypingDesk *desk)
{
  desk->n_hides++;
}

TypingDesk *
typing_desk_new_waiting (AftLanguage language)
{
  TypingDesk *desk = g_new0 (TypingDesk, 1);

  desk->clock = aft_fake_clock_new (0);
  aft_fake_clock_advance_seconds (desk->clock, 1000);
  desk->text = g_string_new (NULL);
  desk->typing = aft_typing_new (aft_fake_clock_get_clock (desk->clock));
  g_signal_connect (desk->typing, "commit", G_CALLBACK (on_commit), desk);
  g_signal_connect (desk->typing, "erase", G_CALLBACK (on_erase), desk);
  g_signal_connect (desk->typing, "move", G_CALLBACK (on_move), desk);
  g_signal_connect (desk->typing, "enter", G_CALLBACK (on_enter), desk);
  g_signal_connect (desk->typing, "hide", G_CALLBACK (on_hide), desk);
  aft_typing_begin_guest (desk->typing, language);
  typing_desk_begin (desk, AFT_FIELD_WORDS, FALSE);
  return desk;
}

TypingDesk *
typing_desk_new (AftLanguage language, AftPinyinEngine *engine)
{
  TypingDesk *desk = typing_desk_new_waiting (language);

  aft_typing_take_engine (desk->typing, engine);
  return desk;
}

void
typing_desk_free (TypingDesk *desk)
{
  g_assert_finalize_object (desk->typing);
  g_string_free (desk->text, TRUE);
  aft_fake_clock_free (desk->clock);
  g_free (desk);
}

void
typing_desk_begin (TypingDesk *desk, AftFieldKind kind, gboolean is_private)
{
  AftTypingField field = { .kind = kind, .is_private = is_private };

  aft_typing_end_field (desk->typing);
  g_string_truncate (desk->text, 0);
  aft_typing_begin_field (desk->typing, &field);
  tell_before (desk);
}

void
typing_desk_press (TypingDesk *desk, AftKeyAction action)
{
  const AftKeySpec key = { .action = action };

  aft_typing_press (desk->typing, &key, action == AFT_KEY_SPACE ? " " : NULL);
}

void
typing_desk_type (TypingDesk *desk, const char *keys)
{
  for (; *keys != '\0'; keys = g_utf8_next_char (keys))
    {
      char text[8] = { 0 };
      const AftKeySpec key = { .action = AFT_KEY_TEXT, .text = text };

      g_utf8_strncpy (text, keys, 1);
      if (*keys == ' ')
        typing_desk_press (desk, AFT_KEY_SPACE);
      else if (*keys == '<')
        typing_desk_press (desk, AFT_KEY_ERASE);
      else if (*keys == '\n')
        typing_desk_press (desk, AFT_KEY_ENTER);
      else
        aft_typing_press (desk->typing, &key, text);
    }
}

void
typing_desk_go (TypingDesk *desk, AftLayout target)
{
  const AftKeySpec key = { .action = AFT_KEY_LAYOUT, .target = target };

  aft_typing_press (desk->typing, &key, NULL);
}

void
typing_desk_strike (TypingDesk *desk, guint keyval)
{
  gboolean is_taken = aft_typing_press_hardware (desk->typing, keyval);
  gunichar sign = keyval < 0x100 ? keyval : 0;

  if (!is_taken && keyval == GDK_KEY_BackSpace)
    on_erase (desk->typing, desk);
  else if (!is_taken && sign != 0)
    {
      g_string_append_unichar (desk->text, sign);
      tell_before (desk);
    }
  aft_typing_release_hardware (desk->typing, keyval);
}

void
typing_desk_strike_all (TypingDesk *desk, const char *keys)
{
  for (; *keys != '\0'; keys++)
    typing_desk_strike (desk, *keys == '\n' ? GDK_KEY_Return : (guint) *keys);
}

const char *
typing_desk_best (TypingDesk *desk)
{
  g_assert_cmpuint (aft_typing_count_candidates (desk->typing), >, 0);
  return aft_typing_get_candidate (desk->typing, 0);
}

void
typing_desk_pick (TypingDesk *desk, const char *text)
{
  for (guint i = 0; i < aft_typing_count_candidates (desk->typing); i++)
    if (strcmp (aft_typing_get_candidate (desk->typing, i), text) == 0)
      {
        aft_typing_pick (desk->typing, i);
        return;
      }
  g_test_message ("no candidate %s", text);
  g_assert_not_reached ();
}

char *
typing_desk_show (TypingDesk *desk)
{
  const char *preedit = aft_typing_get_preedit (desk->typing);

  return *preedit == '\0' ? g_strdup (desk->text->str)
                          : g_strdup_printf ("%s[%s]", desk->text->str, preedit);
}
