/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-clock.h"
#include "aft-typing-rows.h"

G_BEGIN_DECLS

/* How well sentences can be typed, as figures. */
typedef struct
{
  AftPinyinMode mode;
  guint n_unread; /* lines that could not be typed */
  guint n_sentences;
  guint n_sentences_right; /* the first candidate for all keys is the sentence */
  guint n_characters;
  guint n_characters_right; /* of the first candidate, by place */
  guint n_keys;     /* letters or digits, picks and pages: always the longest right candidate */
  guint n_stuck;    /* sentences with a character that no candidate gives */
  guint n_look_ups; /* one a letter, and one a pick */
  gint64 look_up_p50_us;
  gint64 look_up_p99_us;
  gint64 look_up_longest_us;
} AftTypingFigures;

/* Candidates a page, as the keyboard's row shows them on the narrowest screen. */
#define AFT_TYPING_PAGE 8

/* Is told of each sentence, as the @done-th of @all. */
typedef struct
{
  void (*is_typed) (guint done, guint all, gpointer user_data);
  gpointer user_data;
} AftTypingWatch;

/* Types every sentence of @rows with @mode and counts, by @clock's monotonic time. @watch may be
 * NULL. @figures (out). */
void aft_typing_score_run (AftPinyinEngine *engine,
                           AftPinyinMode mode,
                           const AftTypingRows *rows,
                           AftClock *clock,
                           const AftTypingWatch *watch,
                           AftTypingFigures *figures);

/* One JSON object: shares as numbers from 0 to 1, times in milliseconds. The caller frees it. */
char *aft_typing_figures_to_json (const AftTypingFigures *figures);

G_END_DECLS
