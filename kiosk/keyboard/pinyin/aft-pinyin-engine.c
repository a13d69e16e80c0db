/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One guest's pinyin: keys in, candidates out. It puts together what was typed (aft-pinyin-keys.c),
 * what the keys may be (aft-syllable-table.c), the restaurant's words and phrases, and libime
 * (aft-libime.cpp), which alone knows Chinese. */
#include "aft-pinyin-engine.h"

#include "aft-libime.h"
#include "aft-mapped-pages.h"
#include "aft-secret.h"

#include <malloc.h>
#include <string.h>

#define TIMES_FOR_A_WORD 1
#define TIMES_FOR_A_NAME 8

struct _AftPinyinEngine
{
  AftPhraseModel *phrases;
  AftLibime *libime;
  char *language_model; /* path */
  AftPinyinMode mode;
  AftPinyinFuzzy fuzzy;
  AftSyllableTable *table;
  AftPinyinKeys *keys;
  char *picked;
  char *preedit;
  GArray *choices;         /* of AftSyllable */
  GPtrArray *choice_texts; /* borrowed from the table, NULL-ended */
};

typedef void (*TakeLine) (AftPinyinEngine *engine, const char *line, gsize length, gpointer data);

static void
for_each_line (AftPinyinEngine *engine, GBytes *bytes, TakeLine take, gpointer data)
{
  gsize size = 0;
  const char *at = bytes == NULL ? NULL : g_bytes_get_data (bytes, &size);
  const char *end = at == NULL ? NULL : at + size;

  while (at != end)
    {
      const char *stop = memchr (at, '\n', (gsize) (end - at));

      stop = stop == NULL ? end : stop;
      if (stop > at && *at != '#')
        take (engine, at, (gsize) (stop - at), data);
      at = stop == end ? end : stop + 1;
    }
}

static void
take_phrase (AftPinyinEngine *engine, const char *line, gsize length, gpointer data)
{
  (void) data;
  if (g_utf8_validate (line, (gssize) length, NULL))
    aft_phrase_model_add (engine->phrases, line, length, 1, TRUE);
}

static void
take_word (AftPinyinEngine *engine, const char *line, gsize length, gpointer data)
{
  (void) engine;
  aft_word_list_add_line (data, line, length, FALSE);
}

/* NULL: nobody knows how it is read. */
static char *
read_word (const AftWordList *list, guint position)
{
  char *syllables = aft_word_list_dup_syllables (list, position);
  g_autoptr (GByteArray) reading = syllables == NULL ? aft_word_list_read (list, position) : NULL;

  if (syllables != NULL || reading == NULL)
    return syllables;
  return aft_libime_spell (reading->data, reading->len);
}

static void
add_word (AftPinyinEngine *engine, const AftWordList *list, guint position)
{
  const char *word = aft_word_list_get_word (list, position);
  gboolean is_name = aft_word_list_is_name (list, position);
  g_autofree char *syllables = read_word (list, position);

  if (syllables == NULL)
    return;
  aft_phrase_model_add (engine->phrases, word, strlen (word),
                        is_name ? TIMES_FOR_A_NAME : TIMES_FOR_A_WORD, FALSE);
  if (is_name || !aft_libime_has_word (engine->libime, word))
    aft_libime_add_word (engine->libime, word, syllables);
}

static void
add_words (AftPinyinEngine *engine, const AftPinyinOptions *options)
{
  g_autoptr (AftWordList) list = aft_word_list_new ();

  for_each_line (engine, options->words, take_word, list);
  for (gsize i = 0; options->names != NULL && options->names[i] != NULL; i++)
    aft_word_list_add_line (list, options->names[i], strlen (options->names[i]), TRUE);
  if (aft_word_list_count (list) == 0)
    return;
  aft_libime_offer_readings (engine->libime, list);
  for (guint i = 0; i < aft_word_list_count (list); i++)
    add_word (engine, list, i);
}

/* The syllables of the best candidate, as far as they are typed: as the guest wrote them, or as
 * the digits would be written. */
static char **
list_best_syllables (AftPinyinEngine *engine)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  const char *open = aft_pinyin_keys_get_open (engine->keys);
  guint n;
  const AftLibimeSyllable *syllables = aft_libime_get_syllables (engine->libime, &n);

  for (guint i = 0; i < n; i++)
    {
      const char *text = engine->mode == AFT_PINYIN_NINE_KEY
                             ? aft_syllable_table_spell (engine->table, syllables[i].syllable)
                             : open + syllables[i].from;

      g_ptr_array_add (list, g_strndup (text, syllables[i].to - syllables[i].from));
    }
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

static void
refresh_texts (AftPinyinEngine *engine)
{
  g_auto (GStrv) best = list_best_syllables (engine);
  g_autofree char *spaced = g_strjoinv (" ", best);
  g_autoptr (GString) picked = g_string_new (NULL);

  for (guint i = 0; i < aft_pinyin_keys_count_picks (engine->keys); i++)
    g_string_append (picked, aft_pinyin_keys_get_pick (engine->keys, i));
  aft_secret_free_text (engine->picked);
  aft_secret_free_text (engine->preedit);
  engine->preedit = g_strconcat (picked->str, spaced, NULL);
  engine->picked = g_string_free (g_steal_pointer (&picked), FALSE);

  g_clear_pointer (&engine->choices, g_array_unref);
  engine->choices = aft_pinyin_keys_list_choices (engine->keys, (const char *const *) best);
  g_ptr_array_set_size (engine->choice_texts, 0);
  for (guint i = 0; i < engine->choices->len; i++)
    g_ptr_array_add (engine->choice_texts,
                     (gpointer) aft_syllable_table_spell (
                         engine->table, g_array_index (engine->choices, AftSyllable, i)));
  g_ptr_array_add (engine->choice_texts, NULL);
}

/* A fault in libime costs the guest this input, not the program. */
static void
update (AftPinyinEngine *engine, gsize kept)
{
  if (!aft_libime_update (engine->libime, kept))
    {
      aft_pinyin_keys_clear (engine->keys);
      aft_libime_begin (engine->libime, engine->keys);
    }
  refresh_texts (engine);
}

static void
begin_input (AftPinyinEngine *engine)
{
  AftSyllableTable *table
      = aft_syllable_table_new (engine->mode == AFT_PINYIN_NINE_KEY, engine->fuzzy);
  AftPinyinKeys *keys = aft_pinyin_keys_new (table);

  aft_libime_fill_table (table);
  aft_libime_begin (engine->libime, keys);
  g_clear_pointer (&engine->keys, aft_pinyin_keys_free);
  g_clear_pointer (&engine->table, aft_syllable_table_free);
  engine->table = table;
  engine->keys = keys;
  refresh_texts (engine);
}

AftPinyinEngine *
aft_pinyin_engine_load (const AftPinyinOptions *options, GError **error)
{
  g_autoptr (AftPinyinOptions) complete = aft_pinyin_options_copy (options);
  g_autoptr (AftPinyinEngine) engine = g_new0 (AftPinyinEngine, 1);

  engine->choice_texts = g_ptr_array_new ();
  engine->phrases = aft_phrase_model_new ();
  engine->libime
      = aft_libime_load (complete->dictionary, complete->language_model, engine->phrases, error);
  if (engine->libime == NULL)
    return NULL;
  for_each_line (engine, complete->phrases, take_phrase, NULL);
  add_words (engine, complete);
  begin_input (engine);
  /* What loading took goes back to the system; the kiosk runs for weeks. */
  malloc_trim (0);
  engine->language_model = g_strdup (complete->language_model);
  aft_mapped_pages_let_go (engine->language_model);
  return g_steal_pointer (&engine);
}

void
aft_pinyin_engine_free (AftPinyinEngine *engine)
{
  if (engine == NULL)
    return;
  aft_libime_free (engine->libime);
  aft_phrase_model_free (engine->phrases);
  aft_pinyin_keys_free (engine->keys);
  aft_syllable_table_free (engine->table);
  aft_secret_free_text (engine->picked);
  aft_secret_free_text (engine->preedit);
  g_clear_pointer (&engine->choices, g_array_unref);
  g_ptr_array_unref (engine->choice_texts);
  g_free (engine->language_model);
  g_free (engine);
}

void
aft_pinyin_engine_set_mode (AftPinyinEngine *engine, AftPinyinMode mode)
{
  engine->mode = mode;
  begin_input (engine);
}

void
aft_pinyin_engine_set_fuzzy (AftPinyinEngine *engine, AftPinyinFuzzy fuzzy)
{
  engine->fuzzy = fuzzy;
  begin_input (engine);
}

void
aft_pinyin_engine_set_text (AftPinyinEngine *engine, const char *keys)
{
  update (engine, aft_pinyin_keys_set_text (engine->keys, keys));
}

const char *
aft_pinyin_engine_get_text (AftPinyinEngine *engine)
{
  return aft_pinyin_keys_get_text (engine->keys);
}

gboolean
aft_pinyin_engine_backspace (AftPinyinEngine *engine)
{
  if (*aft_pinyin_engine_get_text (engine) == '\0')
    return FALSE;
  update (engine, aft_pinyin_keys_erase (engine->keys));
  return TRUE;
}

gboolean
aft_pinyin_engine_erase_syllable (AftPinyinEngine *engine)
{
  guint n;
  const AftLibimeSyllable *syllables = aft_libime_get_syllables (engine->libime, &n);
  guint n_keys = n == 0 ? 1 : syllables[n - 1].to - syllables[n - 1].from;

  if (*aft_pinyin_engine_get_text (engine) == '\0')
    return FALSE;
  for (guint i = 0; i < n_keys; i++)
    update (engine, aft_pinyin_keys_erase (engine->keys));
  return TRUE;
}

void
aft_pinyin_engine_clear (AftPinyinEngine *engine)
{
  gboolean was_used = *aft_pinyin_engine_get_text (engine) != '\0';

  aft_pinyin_keys_clear (engine->keys);
  update (engine, 0);
  if (was_used)
    aft_mapped_pages_let_go (engine->language_model);
}

guint
aft_pinyin_engine_count_candidates (AftPinyinEngine *engine)
{
  return aft_libime_count_candidates (engine->libime);
}

AftPinyinCandidate
aft_pinyin_engine_get_candidate (AftPinyinEngine *engine, guint position)
{
  AftPinyinCandidate candidate = { "", 0 };

  g_return_val_if_fail (position < aft_pinyin_engine_count_candidates (engine), candidate);
  candidate.text = aft_libime_get_candidate (engine->libime, position, &candidate.n_keys);
  return candidate;
}

gboolean
aft_pinyin_engine_pick (AftPinyinEngine *engine, guint position)
{
  AftPinyinCandidate candidate;

  g_return_val_if_fail (position < aft_pinyin_engine_count_candidates (engine), FALSE);
  candidate = aft_pinyin_engine_get_candidate (engine, position);
  aft_pinyin_keys_pick (engine->keys, candidate.text, candidate.n_keys);
  update (engine, 0);
  return aft_pinyin_keys_count_open (engine->keys) == 0;
}

const char *
aft_pinyin_engine_get_picked (AftPinyinEngine *engine)
{
  return engine->picked;
}

const char *
aft_pinyin_engine_get_preedit (AftPinyinEngine *engine)
{
  return engine->preedit;
}

const char *const *
aft_pinyin_engine_get_syllables (AftPinyinEngine *engine)
{
  return (const char *const *) engine->choice_texts->pdata;
}

void
aft_pinyin_engine_choose_syllable (AftPinyinEngine *engine, guint position)
{
  if (position >= engine->choices->len)
    return;
  update (engine, aft_pinyin_keys_decide (engine->keys,
                                          g_array_index (engine->choices, AftSyllable, position)));
}

gsize
aft_pinyin_engine_get_phrase_size (AftPinyinEngine *engine)
{
  return aft_phrase_model_get_size (engine->phrases);
}
