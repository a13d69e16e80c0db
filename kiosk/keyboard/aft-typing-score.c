/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Types sentences with the pinyin engine as a patient guest would and counts: first candidates that
 * are right, keys, and how long a look-up takes. It decides no goal and reads no file. */
#include "aft-typing-score.h"

#include "aft-error.h"

#include <string.h>

typedef struct
{
  GString *sentence; /* Chinese only */
  char **syllables;  /* one a character */
  GString *keys;     /* as typed */
  guint n_characters;
} Row;

static void
row_clear (Row *row)
{
  g_string_free (row->sentence, TRUE);
  g_string_free (row->keys, TRUE);
  g_strfreev (row->syllables);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

static void
append_chinese (GString *to, const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_HAN)
      g_string_append_unichar (to, g_utf8_get_char (at));
}

static char
to_digit (char letter)
{
  return "22233344455566677778889999"[letter - 'a'];
}

/* Letters and apostrophes of @typed, ü as v; their digits for nine-key. */
static void
append_keys (GString *keys, const char *typed, AftPinyinMode mode)
{
  for (const char *at = typed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      char letter = character == 0xfc ? 'v' : (char) g_ascii_tolower (*at);

      if (character == 0xfc || g_ascii_isalpha (letter))
        g_string_append_c (keys, mode == AFT_PINYIN_NINE_KEY ? to_digit (letter) : letter);
      else if (letter == '\'' && mode == AFT_PINYIN_FULL)
        g_string_append_c (keys, letter);
    }
}

/* FALSE: the line is none to be typed. The row is to be cleared either way. */
static gboolean
row_read (Row *row, const char *line, AftPinyinMode mode)
{
  g_auto (GStrv) columns = g_strsplit (line, "\t", -1);
  guint n_columns = g_strv_length (columns);

  row->sentence = g_string_new (NULL);
  row->keys = g_string_new (NULL);
  row->syllables = NULL;
  row->n_characters = 0;
  if (n_columns < 2)
    return FALSE;
  append_chinese (row->sentence, columns[0]);
  row->n_characters = (guint) g_utf8_strlen (row->sentence->str, -1);
  row->syllables = g_strsplit (g_strstrip (columns[1]), " ", -1);
  append_keys (row->keys, n_columns > 2 && *columns[2] != '\0' ? columns[2] : columns[1], mode);
  return row->n_characters > 0 && g_strv_length (row->syllables) == row->n_characters;
}

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
          const Row *row,
          AftClock *clock,
          AftTypingFigures *figures,
          GArray *times)
{
  const char *rest = row->sentence->str;
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
          const Row *row,
          AftClock *clock,
          AftTypingFigures *figures,
          GArray *times)
{
  g_autoptr (GString) typed = g_string_new (NULL);
  guint n_right = 0;

  aft_pinyin_engine_clear (engine);
  for (gsize i = 0; i < row->keys->len; i++)
    {
      g_string_append_c (typed, row->keys->str[i]);
      set_keys (engine, typed->str, clock, times);
    }
  if (aft_pinyin_engine_count_candidates (engine) > 0)
    {
      const char *first = aft_pinyin_engine_get_candidate (engine, 0).text;

      n_right = count_right (row->sentence->str, first);
      figures->n_sentences_right += strcmp (first, row->sentence->str) == 0;
    }
  figures->n_sentences++;
  figures->n_characters += row->n_characters;
  figures->n_characters_right += n_right;
  figures->n_keys += (guint) row->keys->len;
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

static gboolean
is_passed_over (const char *line, guint number)
{
  g_autoptr (GString) chinese = g_string_new (NULL);

  append_chinese (chinese, line);
  return *line == '\0' || *line == '#' || (number == 1 && chinese->len == 0);
}

gboolean
aft_typing_score_run (AftPinyinEngine *engine,
                      AftPinyinMode mode,
                      const char *table,
                      AftClock *clock,
                      AftTypingFigures *figures,
                      GError **error)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  memset (figures, 0, sizeof *figures);
  if (!g_utf8_validate (table, -1, NULL))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "the sentences are not UTF-8");
      return FALSE;
    }
  lines = g_strsplit (table, "\n", -1);
  aft_pinyin_engine_set_mode (engine, mode);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (Row) row = { 0 };

      if (is_passed_over (g_strchomp (lines[i]), i + 1))
        {
          row_read (&row, "", mode);
          continue;
        }
      if (!row_read (&row, lines[i], mode))
        {
          g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                       "line %u: a syllable a character is needed", i + 1);
          return FALSE;
        }
      type_row (engine, &row, clock, figures, times);
    }
  aft_pinyin_engine_clear (engine);
  take_times (figures, times);
  return TRUE;
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

  g_string_append_printf (json, "\"sentences\": %u, \"characters\": %u, \"stuck\": %u",
                          figures->n_sentences, figures->n_characters, figures->n_stuck);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (text, sizeof text, "%.4f", numbers[i].value);
      g_string_append_printf (json, ", \"%s\": %s", numbers[i].name, text);
    }
  g_string_append_c (json, '}');
  return g_string_free (g_steal_pointer (&json), FALSE);
}
