/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-syllable-table.h"

G_BEGIN_DECLS

/* AftPinyinKeys: what a guest has typed, what is picked of it and what is decided of the rest. The
 * keys behind the picks are called open; places are counted from the first open one. */
typedef struct _AftPinyinKeys AftPinyinKeys;

#define AFT_PINYIN_KEYS_MOST 120

/* @table is borrowed and must outlive it. */
AftPinyinKeys *aft_pinyin_keys_new (const AftSyllableTable *table);
void aft_pinyin_keys_free (AftPinyinKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftPinyinKeys, aft_pinyin_keys_free)

/* Everything typed; picks and decisions stay as long as their keys do. Gives back how many open
 * keys are what they were before; 0 when the first open key is another one. */
gsize aft_pinyin_keys_set_text (AftPinyinKeys *keys, const char *wanted);
/* Takes the last open key; where none would be left behind a pick, the pick instead: its keys are
 * open again. The same result. */
gsize aft_pinyin_keys_erase (AftPinyinKeys *keys);
void aft_pinyin_keys_clear (AftPinyinKeys *keys);

/* Borrowed until it changes. */
const char *aft_pinyin_keys_get_text (const AftPinyinKeys *keys);
const char *aft_pinyin_keys_get_open (const AftPinyinKeys *keys);
gsize aft_pinyin_keys_count_open (const AftPinyinKeys *keys);

/* @text stands for the next @n_keys open keys. Decisions are gone. */
void aft_pinyin_keys_pick (AftPinyinKeys *keys, const char *text, gsize n_keys);
guint aft_pinyin_keys_count_picks (const AftPinyinKeys *keys);
const char *aft_pinyin_keys_get_pick (const AftPinyinKeys *keys, guint position);

/* What the open keys from @from up to @to may be when they are one syllable; an apostrophe belongs
 * to the syllable before it. Borrowed until it changes. */
AftSpelledList aft_pinyin_keys_read (const AftPinyinKeys *keys, gsize from, gsize to);

/* Nine-key: what the first undecided keys may spell, without a mark for it @best's first, then the
 * longer before the shorter. @best: the syllables of the best candidate, as far as typed. Empty in
 * full pinyin. The caller frees it. */
GArray *aft_pinyin_keys_list_choices (const AftPinyinKeys *keys, const char *const *best);
/* Decides for @syllable; gives back the place from which on all is different. */
gsize aft_pinyin_keys_decide (AftPinyinKeys *keys, AftSyllable syllable);

G_END_DECLS
