/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads sentences that typing is to be measured with, from a table that somebody else may have
 * made: what can be understood without doubt is. It types nothing. */
#include "aft-typing-rows.h"

#include "aft-error.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define DIAERESIS       0x308

struct _AftTypingRows
{
  GPtrArray *rows;
  guint n_unread;
};

static void
row_free (gpointer data)
{
  AftTypingRow *row = data;

  g_free (row->sentence);
  g_strfreev (row->syllables);
  g_free (row->typed);
  g_free (row);
}

void
aft_typing_rows_free (AftTypingRows *rows)
{
  if (rows == NULL)
    return;
  g_ptr_array_unref (rows->rows);
  g_free (rows);
}

static gboolean
is_chinese (gunichar character)
{
  return g_unichar_get_script (character) == G_UNICODE_SCRIPT_HAN;
}

static char *
dup_chinese (const char *text)
{
  g_autoptr (GString) chinese = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (is_chinese (g_utf8_get_char (at)))
      g_string_append_unichar (chinese, g_utf8_get_char (at));
  return g_string_free (g_steal_pointer (&chinese), FALSE);
}

/* a-z without tones, ü as v, and apostrophes where @keeps_marks. */
static char *
dup_letters (const char *text, gboolean keeps_marks)
{
  g_autoptr (GString) letters = g_string_new (NULL);
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autofree char *normal = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL);

  for (const char *at = normal; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean is_mark = character == '\'' || character == 0x2019;

      gboolean is_after_u = letters->len > 0 && letters->str[letters->len - 1] == 'u';

      if ((character == DIAERESIS || character == ':') && is_after_u)
        letters->str[letters->len - 1] = 'v';
      else if (character < 0x80 && g_ascii_isalpha ((char) character))
        g_string_append_c (letters, (char) character);
      else if (is_mark && keeps_marks && letters->len > 0)
        g_string_append_c (letters, '\'');
    }
  return g_string_free (g_steal_pointer (&letters), FALSE);
}

/* One a word of @text that has letters; @without: words that are left out. */
static char **
list_words (const char *text, const char *const *without)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_auto (GStrv) words = g_strsplit_set (plain, " ',.;!?()/-", -1);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *letters = dup_letters (*word, FALSE);

      if (*letters != '\0' && (without == NULL || !g_strv_contains (without, letters)))
        g_ptr_array_add (list, g_steal_pointer (&letters));
    }
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

/* Runs of Latin letters in @sentence, in lower case. */
static char **
list_latin (const char *sentence)
{
  g_autofree char *spaced = g_strdup (sentence);

  for (char *at = spaced; *at != '\0'; at++)
    if (!g_ascii_isalpha (*at))
      *at = ' ';
  return list_words (spaced, NULL);
}

/* What is typed of the third column. One that spells the sentence's Latin words too is no help:
 * where do they begin? The syllables are joined then. */
static char *
read_typed (const char *column, char **syllables, gboolean has_latin)
{
  g_autofree char *joined = g_strjoinv ("", syllables);
  g_autofree char *typed = dup_letters (column == NULL ? "" : column, TRUE);
  g_autofree char *plain = dup_letters (typed, FALSE);

  if (*plain == '\0' || (has_latin && strcmp (plain, joined) != 0))
    return g_steal_pointer (&joined);
  return g_steal_pointer (&typed);
}

/* NULL: there is not a syllable for each character. */
static AftTypingRow *
read_row (const char *line)
{
  g_auto (GStrv) columns = g_strsplit (line, "\t", -1);
  g_auto (GStrv) latin = list_latin (columns[0]);
  g_autofree char *sentence = dup_chinese (columns[0]);
  g_auto (GStrv) syllables = NULL;
  guint n = (guint) g_utf8_strlen (sentence, -1);
  AftTypingRow *row;

  if (columns[1] == NULL || n == 0)
    return NULL;
  syllables = list_words (columns[1], NULL);
  if (g_strv_length (syllables) != n)
    {
      g_strfreev (syllables);
      syllables = list_words (columns[1], (const char *const *) latin);
    }
  if (g_strv_length (syllables) != n)
    return NULL;
  row = g_new0 (AftTypingRow, 1);
  row->n_characters = n;
  row->typed = read_typed (columns[2], syllables, latin[0] != NULL);
  row->sentence = g_steal_pointer (&sentence);
  row->syllables = g_steal_pointer (&syllables);
  return row;
}

static gboolean
is_passed_over (const char *line, gboolean is_first)
{
  g_autofree char *chinese = dup_chinese (line);

  return *line == '\0' || *line == '#' || (is_first && *chinese == '\0');
}

AftTypingRows *
aft_typing_rows_new (const char *table, gsize length, GError **error)
{
  g_autoptr (AftTypingRows) rows = g_new0 (AftTypingRows, 1);
  g_autofree char *text = g_strndup (table, length);
  g_auto (GStrv) lines = NULL;

  rows->rows = g_ptr_array_new_with_free_func (row_free);
  if (!g_utf8_validate (table, (gssize) length, NULL))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "the sentences are not UTF-8");
      return NULL;
    }
  lines = g_strsplit_set (g_str_has_prefix (text, BYTE_ORDER_MARK) ? text + strlen (BYTE_ORDER_MARK)
                                                                   : text,
                          "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      AftTypingRow *row;

      if (is_passed_over (g_strstrip (lines[i]), i == 0))
        continue;
      row = read_row (lines[i]);
      if (row != NULL)
        g_ptr_array_add (rows->rows, row);
      else
        rows->n_unread++;
    }
  if (rows->rows->len > 0)
    return g_steal_pointer (&rows);
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                       "there is no line with a sentence, a tab and a syllable a character");
  return NULL;
}

guint
aft_typing_rows_count (const AftTypingRows *rows)
{
  return rows->rows->len;
}

const AftTypingRow *
aft_typing_rows_get (const AftTypingRows *rows, guint position)
{
  return g_ptr_array_index (rows->rows, position);
}

guint
aft_typing_rows_count_unread (const AftTypingRows *rows)
{
  return rows->n_unread;
}

char *
aft_typing_row_dup_keys (const AftTypingRow *row, AftPinyinMode mode)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (const char *at = row->typed; *at != '\0'; at++)
    if (mode == AFT_PINYIN_FULL)
      g_string_append_c (keys, *at);
    else if (*at != '\'')
      g_string_append_c (keys, "22233344455566677778889999"[*at - 'a']);
  return g_string_free (g_steal_pointer (&keys), FALSE);
}
