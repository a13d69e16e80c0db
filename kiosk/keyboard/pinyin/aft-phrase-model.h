/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftPhraseModel: how likely a Chinese character is after the three before it, as counted in a text
 * of restaurant phrases that is shipped with the program. It never learns from a guest: once it
 * is filled, any number of threads may read it. */
typedef struct _AftPhraseModel AftPhraseModel;

/* What stands before: up to three characters, packed. Opaque; BEGIN is the start of a text. */
typedef guint64 AftPhraseHistory;
#define AFT_PHRASE_HISTORY_BEGIN ((AftPhraseHistory) 1)

AftPhraseModel *aft_phrase_model_new (void);
void aft_phrase_model_free (AftPhraseModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftPhraseModel, aft_phrase_model_free)

/* Counts @phrase (UTF-8; what is not a Chinese character ends a phrase) @times over. @is_whole: it
 * stands for a whole sentence, so that its first character counts as one that begins a text. */
void aft_phrase_model_add (AftPhraseModel *model,
                           const char *phrase,
                           gsize length,
                           guint times,
                           gboolean is_whole);

/* log10 of the probability of the characters of @word (UTF-8, valid) after @history, by
 * interpolated Kneser-Ney smoothing (Chen and Goodman 1998, 2.7) down to one in 8,000 for a
 * character never seen. @after (out): the history behind the word. */
float aft_phrase_model_score (const AftPhraseModel *model,
                              AftPhraseHistory history,
                              const char *word,
                              gsize length,
                              AftPhraseHistory *after);

/* Bytes on the heap. */
gsize aft_phrase_model_get_size (const AftPhraseModel *model);

G_END_DECLS
