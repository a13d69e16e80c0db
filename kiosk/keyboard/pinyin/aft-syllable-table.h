/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-pinyin-fuzzy.h"

G_BEGIN_DECLS

/* AftSyllableTable: which syllables a run of keys may be, and which it may be the beginning of;
 * keys are letters, or the digits of nine-key. Once it is filled it does not change. */
typedef struct _AftSyllableTable AftSyllableTable;

/* A syllable as the dictionary codes it; this table only hands it back. */
typedef guint16 AftSyllable;

/* A syllable that some keys may stand for, and what it costs to take it for them: log10, at most
 * 0. */
typedef struct
{
  AftSyllable syllable;
  float cost;
} AftSpelled;

/* Borrowed from the table. */
typedef struct
{
  const AftSpelled *items;
  guint n;
} AftSpelledList;

#define AFT_SYLLABLE_LONGEST 6 /* keys */

AftSyllableTable *aft_syllable_table_new (gboolean is_nine_key, AftPinyinFuzzy fuzzy);
void aft_syllable_table_free (AftSyllableTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSyllableTable, aft_syllable_table_free)

/* @letters: how it is written, a-z with v for ü. What has no vowel is no syllable and left out. */
void aft_syllable_table_add (AftSyllableTable *table, const char *letters, AftSyllable syllable);

gboolean aft_syllable_table_is_nine_key (const AftSyllableTable *table);
/* Syllables that @keys write in full; the guest's sounds first, then what they may stand for. */
AftSpelledList
aft_syllable_table_get_whole (const AftSyllableTable *table, const char *keys, gsize n_keys);
/* Syllables that @keys only begin. */
AftSpelledList
aft_syllable_table_get_begun (const AftSyllableTable *table, const char *keys, gsize n_keys);
/* How @syllable is written; "" for one that was not added. Borrowed. */
const char *aft_syllable_table_spell (const AftSyllableTable *table, AftSyllable syllable);

G_END_DECLS
