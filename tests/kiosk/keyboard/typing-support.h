/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-fake-clock.h"
#include "aft-typing.h"
#include "engine-support.h"

G_BEGIN_DECLS

/* A field as a typing sees it: text with the cursor at its end, and no window. */
typedef struct
{
  AftFakeClock *clock;
  AftTyping *typing;
  GString *text;
  guint n_enters;
  guint n_hides;
  int moved;
} TypingDesk;

/* @engine as aft_typing_take_engine() has it. A guest of @language stands before a field for words.
 */
TypingDesk *typing_desk_new (AftLanguage language, AftPinyinEngine *engine);
/* The same, and no engine is there yet. */
TypingDesk *typing_desk_new_waiting (AftLanguage language);
void typing_desk_free (TypingDesk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TypingDesk, typing_desk_free)

void typing_desk_begin (TypingDesk *desk, AftFieldKind kind, gboolean is_private);
/* Keys of the glass: each character of @keys; ' ' is the space bar, '<' erase, '\n' enter. */
void typing_desk_type (TypingDesk *desk, const char *keys);
void typing_desk_press (TypingDesk *desk, AftKeyAction action);
void typing_desk_go (TypingDesk *desk, AftLayout target);
/* Keys of a hardware keyboard, down and up; what is not taken is written by the field itself. */
void typing_desk_strike (TypingDesk *desk, guint keyval);
void typing_desk_strike_all (TypingDesk *desk, const char *keys);
/* Fails the test when no candidate is @text. */
void typing_desk_pick (TypingDesk *desk, const char *text);
const char *typing_desk_best (TypingDesk *desk);

/* Text in the field, and what is open behind it: "菜[hao chi]". */
#define assert_desk(desk, wanted)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *shown = typing_desk_show (desk);                                              \
    g_assert_cmpstr (shown, ==, wanted);                                                           \
  }                                                                                                \
  G_STMT_END
char *typing_desk_show (TypingDesk *desk);

G_END_DECLS
