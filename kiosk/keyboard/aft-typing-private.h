/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-typing-before.h"
#include "aft-typing-composition.h"
#include "aft-typing.h"

G_BEGIN_DECLS

/* Which candidates the row shows, and where the page before begins. */
typedef struct
{
  guint before;
  guint first;
  guint count;
} AftTypingPage;

/* Shared by aft-typing.c and the hardware keyboard of aft-typing-hardware.c. */
struct _AftTyping
{
  GObject parent_instance;

  AftClock *clock;
  AftTypingComposition *open;
  AftLanguage language;
  AftTypingField field;
  gboolean has_field;
  AftLayout layout;
  AftLayout letters; /* what this guest writes words with, where it can be used */
  AftLayout chinese; /* what this guest writes Chinese with */
  AftShift shift;
  gboolean is_shift_automatic; /* a sentence begins: nobody has pressed it */
  gint64 shift_pressed_us;
  AftTypingBefore before;
  AftTypingPage page; /* count 0: there is no row */
  gboolean can_write_by_hand;
  gboolean was_space;          /* the last key of the glass was one */
  gboolean is_shift_alone;     /* hardware: down, and nothing else was pressed since */
  gboolean is_changed;         /* "changed" is due */
  gboolean is_preedit_changed; /* "preedit-changed" is due */
};

/* What was open is different now; said by aft_typing_publish(). */
void aft_typing_note_open (AftTyping *typing);
/* Emits what is due. The end of each public function. */
void aft_typing_publish (AftTyping *typing);
/* @text is taken. NULL or "": nothing. */
void aft_typing_commit (AftTyping *typing, char *text);
/* The best candidate for what is open, then @text as it is. */
void aft_typing_commit_best_and (AftTyping *typing, const char *text);
void aft_typing_go_to_layout (AftTyping *typing, AftLayout layout);
gboolean aft_typing_takes_words (AftTyping *typing);

G_END_DECLS
