/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-phrase-model.h"
#include "aft-pinyin-keys.h"
#include "aft-word-list.h"

G_BEGIN_DECLS

/* AftLibime: libime's dictionary, language model and decoder, for aft-pinyin-engine.c alone. One
 * thread at a time. */
typedef struct _AftLibime AftLibime;

/* A syllable of the best candidate, and the places of the keys that it is taken for. */
typedef struct
{
  AftSyllable syllable;
  guint from;
  guint to;
} AftLibimeSyllable;

/* @phrases is borrowed, must outlive it, and may still be filled. Errors: AFT_ERROR_UNAVAILABLE,
 * AFT_ERROR_CORRUPT. */
AftLibime *aft_libime_load (const char *dictionary,
                            const char *language_model,
                            const AftPhraseModel *phrases,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_libime_free (AftLibime *libime);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftLibime, aft_libime_free)

/* Every syllable of Mandarin. */
void aft_libime_fill_table (AftSyllableTable *table);
/* All words of the dictionary. */
void aft_libime_offer_readings (AftLibime *libime, AftWordList *list);
/* Syllables with apostrophes between them, of a reading that was offered. The caller frees it. */
char *aft_libime_spell (const guint8 *reading, gsize length);
/* Does the language model know it? */
gboolean aft_libime_has_word (const AftLibime *libime, const char *word);
/* Into memory only. What no syllables are is left out. */
void aft_libime_add_word (AftLibime *libime, const char *word, const char *syllables);

/* From now on for @keys (borrowed until the next begin or free). FALSE: a fault of libime's; there
 * are no candidates, and begin is to be called again with keys that are cleared. */
gboolean aft_libime_begin (AftLibime *libime, const AftPinyinKeys *keys);
/* The keys have changed; the first @kept open ones are what they were. The same result. */
gboolean aft_libime_update (AftLibime *libime, gsize kept);

/* Best first. Borrowed until the next update. @n_keys (out): how many open keys it stands for. */
guint aft_libime_count_candidates (const AftLibime *libime);
const char *aft_libime_get_candidate (const AftLibime *libime, guint position, guint *n_keys);
/* Of the best candidate. Borrowed until the next update. */
const AftLibimeSyllable *aft_libime_get_syllables (const AftLibime *libime, guint *n);

G_END_DECLS
