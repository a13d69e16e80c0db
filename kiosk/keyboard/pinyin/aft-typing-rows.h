/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-pinyin-engine.h"

G_BEGIN_DECLS

/* AftTypingRows: sentences to be typed, as a table of text gives them. */
typedef struct _AftTypingRows AftTypingRows;

typedef struct
{
  char *sentence; /* Chinese characters alone */
  glong n_characters;
  char **syllables; /* one a character, a-z with v for ü */
  char *typed;      /* a-z and ' */
} AftTypingRow;

/* @table: UTF-8, a sentence a line: sentence, pinyin (one syllable a character), the same typed
 * joined; with tabs between them. Without the third column the syllables are joined. Punctuation,
 * blanks, letters and digits of a sentence are passed over, in the pinyin too, for they are typed
 * without it; so are tone digits. ü may be written v or u:. A byte order mark, carriage returns,
 * empty lines, lines that start with # and a first line without Chinese are no sentences.
 * Error: AFT_ERROR_INVALID: no UTF-8, or not one sentence in it. The caller owns the result. */
AftTypingRows *
aft_typing_rows_new (const char *table, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_typing_rows_free (AftTypingRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftTypingRows, aft_typing_rows_free)

guint aft_typing_rows_count (const AftTypingRows *rows);
/* Borrowed. */
const AftTypingRow *aft_typing_rows_get (const AftTypingRows *rows, guint position);
/* Lines that ought to be sentences and have not a syllable for each character. */
guint aft_typing_rows_count_unread (const AftTypingRows *rows);

/* What is typed, key by key, with @mode. The caller frees it. */
char *aft_typing_row_dup_keys (const AftTypingRow *row, AftPinyinMode mode);

G_END_DECLS
