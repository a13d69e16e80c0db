/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-clock.h"
#include "aft-pinyin-engine.h"

G_BEGIN_DECLS

/* How well sentences can be typed, as figures. */
typedef struct
{
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

/* Types every sentence of @table with @mode and counts. @table is UTF-8 text, a sentence a line:
 * sentence, pinyin (one syllable a character, v for ü) and the same typed joined, with tabs between
 * them; without the third column the syllables are joined. Punctuation, spaces, letters and digits
 * in a sentence are passed over: they are typed without pinyin. A line that starts with # is a
 * comment, and so is a first line whose sentence has no Chinese.
 * Error: AFT_ERROR_INVALID, with the line's number. */
gboolean aft_typing_score_run (AftPinyinEngine *engine,
                               AftPinyinMode mode,
                               const char *table,
                               AftClock *clock,
                               AftTypingFigures *figures,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One JSON object: shares as numbers from 0 to 1, times in milliseconds. The caller frees it. */
char *aft_typing_figures_to_json (const AftTypingFigures *figures);

G_END_DECLS
