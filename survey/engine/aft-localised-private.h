/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-value.h"

G_BEGIN_DECLS

/* Words that the engine itself has to say where the author gave none. */
typedef enum
{
  AFT_WORD_OTHER,
  AFT_WORD_NONE,
  AFT_WORD_TRUE,
  AFT_WORD_FALSE
} AftWord;

/* The text of a localisable @text (a string, or an object by language) in @locale ("" is the
 * default): exact, language before "-", default; never another language. NULL when there is none;
 * borrowed. */
const char *aft_localised_get (const AftValue *text, const char *locale);

/* The engine's own @word in @locale; static. */
const char *aft_localised_get_word (AftWord word, const char *locale);

/* Calls @visit with each language that @text has. */
typedef void (*AftLocalisedVisit) (const char *locale, gpointer user_data);
void aft_localised_foreach (const AftValue *text, AftLocalisedVisit visit, gpointer user_data);

G_END_DECLS
