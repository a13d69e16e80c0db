/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Syllables by the keys that write them, or begin to. Where one syllable ends and the next begins
 * is decided elsewhere (aft-pinyin-keys.c); which syllables there are is told by the dictionary. */
#include "aft-syllable-table.h"

#include <string.h>

#define HALF -0.30103f /* log10 of what a sound or a part of one costs that was not typed */

struct _AftSyllableTable
{
  gboolean is_nine_key;
  AftPinyinFuzzy fuzzy;
  GHashTable *whole; /* packed keys → GArray of AftSpelled */
  GHashTable *begun;
  GHashTable *letters; /* syllable → how it is written */
};

AftSyllableTable *
aft_syllable_table_new (gboolean is_nine_key, AftPinyinFuzzy fuzzy)
{
  AftSyllableTable *table = g_new0 (AftSyllableTable, 1);

  table->is_nine_key = is_nine_key;
  table->fuzzy = fuzzy;
  table->whole
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  table->begun
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  table->letters = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return table;
}

void
aft_syllable_table_free (AftSyllableTable *table)
{
  if (table == NULL)
    return;
  g_hash_table_unref (table->whole);
  g_hash_table_unref (table->begun);
  g_hash_table_unref (table->letters);
  g_free (table);
}

/* At most eight keys as one number. */
static gint64
pack (const char *keys, gsize n_keys)
{
  gint64 packed = 0;

  memcpy (&packed, keys, n_keys);
  return packed;
}

static AftSpelledList
find (GHashTable *lists, const char *keys, gsize n_keys)
{
  GArray *list = NULL;

  if (n_keys <= sizeof (gint64))
    {
      gint64 packed = pack (keys, n_keys);
      list = g_hash_table_lookup (lists, &packed);
    }
  if (list == NULL)
    return (AftSpelledList){ NULL, 0 };
  return (AftSpelledList){ (const AftSpelled *) (void *) list->data, list->len };
}

/* FALSE: it stands there already, and keeps its cost. */
static gboolean
insert (GHashTable *lists, const char *keys, gsize n_keys, AftSpelled spelled)
{
  AftSpelledList known = find (lists, keys, n_keys);
  gint64 packed = pack (keys, n_keys);
  GArray *list = g_hash_table_lookup (lists, &packed);

  for (guint i = 0; i < known.n; i++)
    if (known.items[i].syllable == spelled.syllable)
      return FALSE;
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (AftSpelled));
      g_hash_table_insert (lists, g_memdup2 (&packed, sizeof packed), list);
    }
  g_array_append_val (list, spelled);
  return TRUE;
}

static void
add_letters (AftSyllableTable *table, const char *letters, AftSpelled spelled)
{
  g_autofree char *keys = g_strdup (letters);
  gsize n_keys = strlen (keys);

  if (table->is_nine_key)
    for (gsize i = 0; i < n_keys; i++)
      keys[i] = "22233344455566677778889999"[letters[i] - 'a'];
  if (n_keys > sizeof (gint64) || !insert (table->whole, keys, n_keys, spelled))
    return;
  spelled.cost += HALF;
  for (gsize n = 1; n < n_keys; n++)
    insert (table->begun, keys, n, spelled);
}

void
aft_syllable_table_add (AftSyllableTable *table, const char *letters, AftSyllable syllable)
{
  g_auto (GStrv) others = aft_pinyin_fuzzy_list_spellings (table->fuzzy, letters);

  if (strpbrk (letters, "aeiouv") == NULL)
    return;
  g_hash_table_insert (table->letters, GUINT_TO_POINTER (syllable), g_strdup (letters));
  add_letters (table, letters, (AftSpelled){ syllable, 0.0f });
  for (char **other = others; *other != NULL; other++)
    add_letters (table, *other, (AftSpelled){ syllable, HALF });
}

gboolean
aft_syllable_table_is_nine_key (const AftSyllableTable *table)
{
  return table->is_nine_key;
}

AftSpelledList
aft_syllable_table_get_whole (const AftSyllableTable *table, const char *keys, gsize n_keys)
{
  return find (table->whole, keys, n_keys);
}

AftSpelledList
aft_syllable_table_get_begun (const AftSyllableTable *table, const char *keys, gsize n_keys)
{
  return find (table->begun, keys, n_keys);
}

const char *
aft_syllable_table_spell (const AftSyllableTable *table, AftSyllable syllable)
{
  const char *letters = g_hash_table_lookup (table->letters, GUINT_TO_POINTER (syllable));

  return letters == NULL ? "" : letters;
}
