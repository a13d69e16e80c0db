/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Types sentences with the pinyin engine as a patient guest would and counts: first candidates that
 * are right, keys, and how long a look-up takes. It decides no goal and reads no file. */
#include "aft-typing-score.h"

#include <string.h>

static void
set_keys (AftPinyinEngine *engine, const char *keys, AftClock *clock, GArray *times)
{
  gint64 before = aft_clock_get_monotonic_us (clock);
  gint64 took;

  aft_pinyin_engine_set_text (engine, keys);
  took = aft_clock_get_monotonic_us (clock) - before;
  g_array_append_val (times, took);
}

static guint
count_right (const char *sentence, const char *candidate)
{
  guint n_right = 0;

  while (*sentence != '\0' && *candidate != '\0')
    {
      n_right += g_utf8_get_char (sentence) == g_utf8_get_char (candidate);
      sentence = g_utf8_next_char (sentence);
      candidate = g_utf8_next_char (candidate);
    }
  return n_right;
}

/* Keys that the first @n_characters of what is left stand for. */
static guint
count_letters (char **syllables, glong n_characters)
{
  guint n = 0;

  for (glong i = 0; i < n_characters; i++)
    n += (guint) g_utf8_strlen (syllables[i], -1);
  return n;
}

/* The longest candidate that begins what is left and leaves the keys of the rest; -1: none does. */
static gint
find_longest_right (AftPinyinEngine *engine, const char *rest, char **syllables)
{
  gint best = -1;
  gsize best_length = 0;

  for (guint i = 0; i < aft_pinyin_engine_count_candidates (engine); i++)
    {
      AftPinyinCandidate candidate = aft_pinyin_engine_get_candidate (engine, i);
      gsize length = strlen (candidate.text);
      glong n_characters;

      if (length <= best_length || !g_str_has_prefix (rest, candidate.text))
        continue;
      n_characters = g_utf8_strlen (candidate.text, -1);
      if (candidate.n_keys < count_letters (syllables, n_characters))
        continue;
      best = (gint) i;
      best_length = length;
    }
  return best;
}

/* Picks until the sentence stands there; FALSE where no candidate goes on. */
static gboolean
pick_all (AftPinyinEngine *engine,
          const AftTypingRow *row,
          AftClock *clock,
          AftTypingFigures *figures,
          GArray *times)
{
  const char *rest = row->sentence;
  char **syllables = row->syllables;

  while (*rest != '\0')
    {
      gint position = find_longest_right (engine, rest, syllables);
      g_autofree char *text = NULL;
      gint64 before, took;

      if (position < 0)
        return FALSE;
      text = g_strdup (aft_pinyin_engine_get_candidate (engine, (guint) position).text);
      figures->n_keys += 1 + (guint) position / AFT_TYPING_PAGE;
      before = aft_clock_get_monotonic_us (clock);
      aft_pinyin_engine_pick (engine, (guint) position);
      took = aft_clock_get_monotonic_us (clock) - before;
      g_array_append_val (times, took);
      rest += strlen (text);
      syllables += g_utf8_strlen (text, -1);
    }
  return TRUE;
}

static void
type_row (AftPinyinEngine *engine,
          const AftTypingRow *row,
          AftClock *clock,
          AftTypingFigures *figures,
          GArray *times)
{
  g_autoptr (GString) typed = g_string_new (NULL);
  g_autofree char *keys = aft_typing_row_dup_keys (row, figures->mode);
  guint n_right = 0;

  aft_pinyin_engine_clear (engine);
  for (const char *key = keys; *key != '\0'; key++)
    {
      g_string_append_c (typed, *key);
      set_keys (engine, typed->str, clock, times);
    }
  if (aft_pinyin_engine_count_candidates (engine) > 0)
    {
      const char *first = aft_pinyin_engine_get_candidate (engine, 0).text;

      n_right = count_right (row->sentence, first);
      figures->n_sentences_right += strcmp (first, row->sentence) == 0;
    }
  figures->n_sentences++;
  figures->n_characters += (guint) row->n_characters;
  figures->n_characters_right += n_right;
  figures->n_keys += (guint) strlen (keys);
  figures->n_stuck += !pick_all (engine, row, clock, figures, times);
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static void
take_times (AftTypingFigures *figures, GArray *times)
{
  const gint64 *sorted = (const gint64 *) (void *) times->data;

  figures->n_look_ups = times->len;
  if (times->len == 0)
    return;
  g_array_sort (times, compare_times);
  figures->look_up_p50_us = sorted[times->len / 2];
  figures->look_up_p99_us = sorted[(gsize) times->len * 99 / 100];
  figures->look_up_longest_us = sorted[times->len - 1];
}

void
aft_typing_score_run (AftPinyinEngine *engine,
                      AftPinyinMode mode,
                      const AftTypingRows *rows,
                      AftClock *clock,
                      const AftTypingWatch *watch,
                      AftTypingFigures *figures)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = aft_typing_rows_count (rows);

  memset (figures, 0, sizeof *figures);
  figures->mode = mode;
  figures->n_unread = aft_typing_rows_count_unread (rows);
  aft_pinyin_engine_set_mode (engine, mode);
  for (guint i = 0; i < n; i++)
    {
      type_row (engine, aft_typing_rows_get (rows, i), clock, figures, times);
      if (watch != NULL)
        watch->is_typed (i + 1, n, watch->user_data);
    }
  aft_pinyin_engine_clear (engine);
  take_times (figures, times);
}

static double
share (guint part, guint whole)
{
  return whole == 0 ? 0.0 : (double) part / whole;
}

char *
aft_typing_figures_to_json (const AftTypingFigures *figures)
{
  g_autoptr (GString) json = g_string_new ("{");
  const struct
  {
    const char *name;
    double value;
  } numbers[] = {
    { "sentences_right", share (figures->n_sentences_right, figures->n_sentences) },
    { "characters_right", share (figures->n_characters_right, figures->n_characters) },
    { "keys_a_character", share (figures->n_keys, figures->n_characters) },
    { "look_up_p50_ms", (double) figures->look_up_p50_us / 1000 },
    { "look_up_p99_ms", (double) figures->look_up_p99_us / 1000 },
    { "look_up_longest_ms", (double) figures->look_up_longest_us / 1000 },
  };

  g_string_append_printf (
      json, "\"sentences\": %u, \"characters\": %u, \"unread\": %u, \"stuck\": %u",
      figures->n_sentences, figures->n_characters, figures->n_unread, figures->n_stuck);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (text, sizeof text, "%.4f", numbers[i].value);
      g_string_append_printf (json, ", \"%s\": %s", numbers[i].name, text);
    }
  g_string_append_c (json, '}');
  return g_string_free (g_steal_pointer (&json), FALSE);
}
