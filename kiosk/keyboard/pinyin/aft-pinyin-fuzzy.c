/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sounds that many speakers of Chinese do not tell apart, and how a syllable is written by one
 * who does not. Which spellings exist, and what they cost, is the syllable table's business. */
#include "aft-pinyin-fuzzy.h"

#include <string.h>

typedef struct
{
  AftPinyinFuzzy fuzzy;
  gboolean is_final;
  const char *one; /* begins, or ends, with the other: tried first */
  const char *other;
} SoundPair;

static const SoundPair pairs[] = {
  { AFT_PINYIN_FUZZY_Z_ZH, FALSE, "zh", "z" },    { AFT_PINYIN_FUZZY_Z_ZH, FALSE, "ch", "c" },
  { AFT_PINYIN_FUZZY_Z_ZH, FALSE, "sh", "s" },    { AFT_PINYIN_FUZZY_N_L, FALSE, "n", "l" },
  { AFT_PINYIN_FUZZY_F_H, FALSE, "f", "h" },      { AFT_PINYIN_FUZZY_IN_ING, TRUE, "ing", "in" },
  { AFT_PINYIN_FUZZY_EN_ENG, TRUE, "eng", "en" }, { AFT_PINYIN_FUZZY_AN_ANG, TRUE, "ang", "an" },
};

static const struct
{
  const char *name;
  AftPinyinFuzzy fuzzy;
} names[] = {
  { "z-zh", AFT_PINYIN_FUZZY_Z_ZH },     { "n-l", AFT_PINYIN_FUZZY_N_L },
  { "f-h", AFT_PINYIN_FUZZY_F_H },       { "in-ing", AFT_PINYIN_FUZZY_IN_ING },
  { "en-eng", AFT_PINYIN_FUZZY_EN_ENG }, { "an-ang", AFT_PINYIN_FUZZY_AN_ANG },
};

AftPinyinFuzzy
aft_pinyin_fuzzy_from_setting (const char *setting)
{
  g_auto (GStrv) wanted = g_strsplit (setting, ",", -1);
  AftPinyinFuzzy fuzzy = AFT_PINYIN_FUZZY_NONE;

  for (char **one = wanted; *one != NULL; one++)
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      if (g_str_equal (g_strstrip (*one), names[i].name))
        fuzzy |= names[i].fuzzy;
  return fuzzy;
}

/* @letters with @from at its beginning or end made @to; NULL where it does not stand there. */
static char *
swap_sound (const char *letters, gboolean is_final, const char *from, const char *to)
{
  gsize rest = strlen (letters) - MIN (strlen (letters), strlen (from));

  if (rest == 0)
    return NULL;
  if (is_final)
    return g_str_has_suffix (letters, from) ? g_strdup_printf ("%.*s%s", (int) rest, letters, to)
                                            : NULL;
  return g_str_has_prefix (letters, from) ? g_strconcat (to, letters + strlen (from), NULL) : NULL;
}

static void
add_swapped (GPtrArray *list, const SoundPair *pair, const char *letters)
{
  char *swapped = swap_sound (letters, pair->is_final, pair->one, pair->other);

  if (swapped == NULL)
    swapped = swap_sound (letters, pair->is_final, pair->other, pair->one);
  if (swapped != NULL)
    g_ptr_array_add (list, swapped);
}

char **
aft_pinyin_fuzzy_list_spellings (AftPinyinFuzzy fuzzy, const char *letters)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      guint n = list->len;

      if ((fuzzy & pairs[i].fuzzy) == 0)
        continue;
      add_swapped (list, &pairs[i], letters);
      for (guint j = 0; j < n; j++)
        add_swapped (list, &pairs[i], g_ptr_array_index (list, j));
    }
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}
