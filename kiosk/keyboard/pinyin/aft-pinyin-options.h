/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a pinyin engine is made from; NULL stands for none, or for what the system has. */
typedef struct
{
  const char *dictionary;     /* file in libime's binary form */
  const char *language_model; /* file in KenLM's binary form */
  GBytes *words;              /* UTF-8 lines: a word, or a word and its syllables (mao du) */
  GBytes *phrases;            /* UTF-8 lines: sentences of the field, for what follows what */
  const char *const *names;   /* what this house calls its dishes */
} AftPinyinOptions;

/* What is installed, and the words and phrases that the program holds; @names (may be NULL): as
 * above, copied. Whether the files exist is seen when they are loaded. */
AftPinyinOptions *aft_pinyin_options_new_installed (const char *const *names);
AftPinyinOptions *aft_pinyin_options_copy (const AftPinyinOptions *options);
/* Only for what these two gave. */
void aft_pinyin_options_free (AftPinyinOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftPinyinOptions, aft_pinyin_options_free)

G_END_DECLS
