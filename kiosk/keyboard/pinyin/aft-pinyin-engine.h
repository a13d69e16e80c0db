/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-pinyin-fuzzy.h"
#include "aft-pinyin-options.h"

G_BEGIN_DECLS

/* AftPinyinEngine: letters or nine-key digits in, Chinese out. One guest's input at a time, on one
 * thread; it keeps nothing between two inputs, never learns and never writes a file. */
typedef struct _AftPinyinEngine AftPinyinEngine;

typedef enum
{
  AFT_PINYIN_FULL,    /* input is a-z and ' */
  AFT_PINYIN_NINE_KEY /* input is 2-9, as on a telephone */
} AftPinyinMode;

typedef struct
{
  const char *text; /* Chinese, UTF-8; borrowed until the input changes */
  guint n_keys;     /* how many keys of what is not yet picked it stands for */
} AftPinyinCandidate;

/* Reads dictionary and model (some 100 ms, 25 MB). Errors: AFT_ERROR_UNAVAILABLE when a file cannot
 * be read, AFT_ERROR_CORRUPT when it is none of libime's. The caller owns the result. */
AftPinyinEngine *aft_pinyin_engine_load (const AftPinyinOptions *options,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same on a worker thread; @options is copied. @done is called on the caller's main context. */
void aft_pinyin_engine_load_async (const AftPinyinOptions *options,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback done,
                                   gpointer user_data);
AftPinyinEngine *aft_pinyin_engine_load_finish (GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_pinyin_engine_free (AftPinyinEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftPinyinEngine, aft_pinyin_engine_free)

/* Both clear the input. At first: full pinyin, nothing fuzzy. */
void aft_pinyin_engine_set_mode (AftPinyinEngine *engine, AftPinyinMode mode);
void aft_pinyin_engine_set_fuzzy (AftPinyinEngine *engine, AftPinyinFuzzy fuzzy);

/* The whole input since it was last empty, with what is picked already: type by giving one key
 * more. Keys that the mode does not know are left out, and what is longer than 120 keys is cut.
 * Picks stay as long as the keys that they stand for do. */
void aft_pinyin_engine_set_text (AftPinyinEngine *engine, const char *keys);
/* Borrowed. */
const char *aft_pinyin_engine_get_text (AftPinyinEngine *engine);
/* Takes one key back, or where none is left after a pick, the pick itself. FALSE: it was empty. */
gboolean aft_pinyin_engine_backspace (AftPinyinEngine *engine);
/* The same by the syllable. */
gboolean aft_pinyin_engine_erase_syllable (AftPinyinEngine *engine);
void aft_pinyin_engine_clear (AftPinyinEngine *engine);

/* Best first: sentences of all the keys, then ever shorter words. */
guint aft_pinyin_engine_count_candidates (AftPinyinEngine *engine);
/* @position < the count. */
AftPinyinCandidate aft_pinyin_engine_get_candidate (AftPinyinEngine *engine, guint position);
/* Takes the candidate for the keys that it stands for. TRUE: nothing is left to choose; take what
 * get_picked() gives and clear. */
gboolean aft_pinyin_engine_pick (AftPinyinEngine *engine, guint position);
/* Chinese that is picked so far, "" at first; borrowed until the input changes. */
const char *aft_pinyin_engine_get_picked (AftPinyinEngine *engine);
/* What is shown while typing: what is picked, then the syllables of the best candidate with spaces
 * between them. Borrowed until the input changes. */
const char *aft_pinyin_engine_get_preedit (AftPinyinEngine *engine);

/* Nine-key: what the first keys that are not yet decided may spell, likely ones first. NULL-ended;
 * borrowed until the input changes. Empty in full pinyin. */
const char *const *aft_pinyin_engine_get_syllables (AftPinyinEngine *engine);
/* Decides for one of them. */
void aft_pinyin_engine_choose_syllable (AftPinyinEngine *engine, guint position);

/* Bytes on the heap for the phrases' counts. */
gsize aft_pinyin_engine_get_phrase_size (AftPinyinEngine *engine);

G_END_DECLS
