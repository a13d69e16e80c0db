/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sounds that a guest may not tell apart. */
typedef enum
{
  AFT_PINYIN_FUZZY_NONE = 0,
  AFT_PINYIN_FUZZY_Z_ZH = 1 << 0, /* and c/ch, s/sh */
  AFT_PINYIN_FUZZY_N_L = 1 << 1,
  AFT_PINYIN_FUZZY_F_H = 1 << 2,
  AFT_PINYIN_FUZZY_IN_ING = 1 << 3,
  AFT_PINYIN_FUZZY_EN_ENG = 1 << 4,
  AFT_PINYIN_FUZZY_AN_ANG = 1 << 5,
  AFT_PINYIN_FUZZY_ALL = (1 << 6) - 1
} AftPinyinFuzzy;

/* What the setting [keyboard] fuzzy says: "none", or names such as z-zh with commas between. Names
 * that there are none of are left out. */
AftPinyinFuzzy aft_pinyin_fuzzy_from_setting (const char *setting);

/* How else @letters, one syllable, are written by somebody who does not tell the sounds of @fuzzy
 * apart; several at once too. Without @letters itself. The caller frees it with g_strfreev(). */
char **aft_pinyin_fuzzy_list_spellings (AftPinyinFuzzy fuzzy, const char *letters);

G_END_DECLS
