/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of one input: those that are picked, those that the guest decided how to read, and how
 * the others may be cut into syllables. What words they make is the engine's business. */
#include "aft-pinyin-keys.h"

#include "aft-secret.h"

#include <string.h>

#define INITIALS "bpmfdtnlgkhjqxzcsryw"

typedef struct
{
  char *text;
  gsize n_keys;
} Pick;

/* The guest decided how the keys of these places are read. */
typedef struct
{
  gsize from;
  gsize to;
  AftSpelled spelled;
} Decision;

struct _AftPinyinKeys
{
  const AftSyllableTable *table;
  char text[AFT_PINYIN_KEYS_MOST + 1];
  gsize n_keys;
  gsize start; /* of the open ones */
  GArray *picks;
  GArray *decisions;
};

static void
pick_clear (gpointer data)
{
  Pick *pick = data;

  aft_secret_free_text (pick->text);
}

AftPinyinKeys *
aft_pinyin_keys_new (const AftSyllableTable *table)
{
  AftPinyinKeys *keys = g_new0 (AftPinyinKeys, 1);

  keys->table = table;
  keys->picks = g_array_new (FALSE, FALSE, sizeof (Pick));
  g_array_set_clear_func (keys->picks, pick_clear);
  keys->decisions = g_array_new (FALSE, FALSE, sizeof (Decision));
  return keys;
}

void
aft_pinyin_keys_free (AftPinyinKeys *keys)
{
  if (keys == NULL)
    return;
  aft_pinyin_keys_clear (keys);
  g_array_unref (keys->picks);
  g_array_unref (keys->decisions);
  g_free (keys);
}

static gboolean
is_key (const AftPinyinKeys *keys, char key, char before)
{
  if (aft_syllable_table_is_nine_key (keys->table))
    return key >= '2' && key <= '9';
  return g_ascii_islower (key) || (key == '\'' && before != '\0' && before != '\'');
}

static void
drop_last_pick (AftPinyinKeys *keys)
{
  keys->start -= g_array_index (keys->picks, Pick, keys->picks->len - 1).n_keys;
  g_array_set_size (keys->picks, keys->picks->len - 1);
  g_array_set_size (keys->decisions, 0);
}

/* The first @n of all keys are what they were. */
static gsize
keep_only (AftPinyinKeys *keys, gsize n)
{
  gsize start = keys->start;

  while (keys->start > n)
    drop_last_pick (keys);
  while (keys->decisions->len > 0
         && g_array_index (keys->decisions, Decision, keys->decisions->len - 1).to
                > n - keys->start)
    g_array_set_size (keys->decisions, keys->decisions->len - 1);
  return keys->start == start ? n - start : 0;
}

gsize
aft_pinyin_keys_set_text (AftPinyinKeys *keys, const char *wanted)
{
  char text[AFT_PINYIN_KEYS_MOST + 1] = { 0 };
  gsize n_keys = 0, common = 0;

  for (gsize i = 0; i < AFT_PINYIN_KEYS_MOST && wanted[i] != '\0'; i++)
    if (is_key (keys, wanted[i], n_keys == 0 ? '\0' : text[n_keys - 1]))
      text[n_keys++] = wanted[i];
  while (common < MIN (n_keys, keys->n_keys) && text[common] == keys->text[common])
    common++;
  memcpy (keys->text, text, sizeof text);
  keys->n_keys = n_keys;
  return keep_only (keys, common);
}

gsize
aft_pinyin_keys_erase (AftPinyinKeys *keys)
{
  if (keys->n_keys == 0)
    return 0;
  if (keys->start == 0 || keys->n_keys > keys->start + 1)
    {
      keys->text[--keys->n_keys] = '\0';
      return keep_only (keys, keys->n_keys);
    }
  memset (keys->text + keys->start, 0, keys->n_keys - keys->start);
  keys->n_keys = keys->start;
  drop_last_pick (keys);
  return 0;
}

void
aft_pinyin_keys_clear (AftPinyinKeys *keys)
{
  memset (keys->text, 0, sizeof keys->text);
  keys->n_keys = 0;
  keys->start = 0;
  g_array_set_size (keys->picks, 0);
  g_array_set_size (keys->decisions, 0);
}

const char *
aft_pinyin_keys_get_text (const AftPinyinKeys *keys)
{
  return keys->text;
}

const char *
aft_pinyin_keys_get_open (const AftPinyinKeys *keys)
{
  return keys->text + keys->start;
}

gsize
aft_pinyin_keys_count_open (const AftPinyinKeys *keys)
{
  return keys->n_keys - keys->start;
}

void
aft_pinyin_keys_pick (AftPinyinKeys *keys, const char *text, gsize n_keys)
{
  const Pick pick = { g_strdup (text), MIN (n_keys, aft_pinyin_keys_count_open (keys)) };

  g_array_append_val (keys->picks, pick);
  keys->start += pick.n_keys;
  g_array_set_size (keys->decisions, 0);
}

guint
aft_pinyin_keys_count_picks (const AftPinyinKeys *keys)
{
  return keys->picks->len;
}

const char *
aft_pinyin_keys_get_pick (const AftPinyinKeys *keys, guint position)
{
  return g_array_index (keys->picks, Pick, position).text;
}

/* First letters stand for their syllables (fwy) where the next letter cannot go on. */
static gboolean
is_abbreviation (const AftSyllableTable *table, const char *at, gsize n)
{
  return strspn (at, INITIALS) >= n && aft_syllable_table_get_begun (table, at, n + 1).n == 0
         && aft_syllable_table_get_whole (table, at, n + 1).n == 0;
}

AftSpelledList
aft_pinyin_keys_read (const AftPinyinKeys *keys, gsize from, gsize to)
{
  const AftSpelledList none = { NULL, 0 };
  const char *at = aft_pinyin_keys_get_open (keys) + from;
  gsize n = to - from;
  gboolean is_end = at[n] == '\0', is_closed = at[n - 1] == '\'';
  AftSpelledList whole;

  for (guint i = 0; i < keys->decisions->len; i++)
    {
      const Decision *decision = &g_array_index (keys->decisions, Decision, i);

      if (decision->from == from && decision->to == to)
        return (AftSpelledList){ &decision->spelled, 1 };
      if (decision->from < to && from < decision->to)
        return none;
    }
  if (at[n] == '\'')
    return none;
  n -= is_closed ? 1 : 0;
  whole = aft_syllable_table_get_whole (keys->table, at, n);
  if (whole.n > 0)
    return whole;
  if (is_end || is_closed || is_abbreviation (keys->table, at, n))
    return aft_syllable_table_get_begun (keys->table, at, n);
  return none;
}

static gsize
get_undecided (const AftPinyinKeys *keys)
{
  guint n = keys->decisions->len;

  return n == 0 ? 0 : g_array_index (keys->decisions, Decision, n - 1).to;
}

/* Those of @choices that are written @letters come first; the others keep their order. */
static void
bring_forward (const AftSyllableTable *table, GArray *choices, const char *letters)
{
  guint front = 0;

  for (guint i = 0; i < choices->len; i++)
    {
      AftSyllable syllable = g_array_index (choices, AftSyllable, i);

      if (strcmp (aft_syllable_table_spell (table, syllable), letters) != 0)
        continue;
      g_array_remove_index (choices, i);
      g_array_insert_val (choices, front, syllable);
      front++;
    }
}

GArray *
aft_pinyin_keys_list_choices (const AftPinyinKeys *keys, const char *const *best)
{
  GArray *choices = g_array_new (FALSE, FALSE, sizeof (AftSyllable));
  const char *rest = aft_pinyin_keys_get_open (keys) + get_undecided (keys);

  if (!aft_syllable_table_is_nine_key (keys->table))
    return choices;
  for (gsize n = MIN (strlen (rest), AFT_SYLLABLE_LONGEST); n > 0; n--)
    {
      AftSpelledList list = aft_syllable_table_get_whole (keys->table, rest, n);

      for (guint i = 0; i < list.n; i++)
        g_array_append_val (choices, list.items[i].syllable);
    }
  if (keys->decisions->len < g_strv_length ((char **) best))
    bring_forward (keys->table, choices, best[keys->decisions->len]);
  return choices;
}

gsize
aft_pinyin_keys_decide (AftPinyinKeys *keys, AftSyllable syllable)
{
  gsize from = get_undecided (keys);
  gsize n = strlen (aft_syllable_table_spell (keys->table, syllable));
  const Decision decision = { from, from + n, { syllable, 0.0f } };

  if (n > 0 && from + n <= aft_pinyin_keys_count_open (keys))
    g_array_append_val (keys->decisions, decision);
  return from;
}
