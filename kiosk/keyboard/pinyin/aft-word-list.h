/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftWordList: words that are to be added to a dictionary, and how they are read. The readings of
 * those that come without are put together from the dictionary's own words, which are offered to
 * it one by one. */
typedef struct _AftWordList AftWordList;

AftWordList *aft_word_list_new (void);
void aft_word_list_free (AftWordList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftWordList, aft_word_list_free)

/* @line: a word of Chinese characters (UTF-8), or that and its syllables with blanks between them.
 * Anything else, and a line that starts with #, is left out. @is_name: one of this house's. */
void aft_word_list_add_line (AftWordList *list, const char *line, gsize length, gboolean is_name);

guint aft_word_list_count (const AftWordList *list);
/* @position < the count; borrowed. */
const char *aft_word_list_get_word (const AftWordList *list, guint position);
gboolean aft_word_list_is_name (const AftWordList *list, guint position);

/* The dictionary has @word, read as @reading (any bytes), with @cost (log10): of several readings
 * the likeliest is kept. */
void aft_word_list_offer (AftWordList *list,
                          const char *word,
                          gsize length,
                          const char *reading,
                          gsize reading_length,
                          float cost);
/* The word's syllables with apostrophes between them, or NULL for a word that came without. The
 * caller frees it. */
char *aft_word_list_dup_syllables (const AftWordList *list, guint position);
/* The readings of the longest words offered that make up this one, joined; NULL when a character
 * has none. The caller frees it. */
GByteArray *aft_word_list_read (const AftWordList *list, guint position);

G_END_DECLS
