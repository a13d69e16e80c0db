/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The restaurant's words and the house's names before they enter a dictionary: which lines are
 * words, and how those are read that come without syllables. It knows no dictionary. */
#include "aft-word-list.h"

#include <string.h>

#define LONGEST_PIECE     4 /* characters */
#define BYTES_A_CHARACTER 3 /* of the basic plane's Chinese, in UTF-8 */

typedef struct
{
  char *word;
  char *syllables;
  gboolean is_name;
} Line;

typedef struct
{
  GBytes *reading; /* NULL: none was offered */
  float cost;
} Piece;

struct _AftWordList
{
  GArray *lines;
  GHashTable *pieces; /* every part of a word without syllables → Piece */
};

static void
line_clear (gpointer data)
{
  Line *line = data;

  g_free (line->word);
  g_free (line->syllables);
}

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_clear_pointer (&piece->reading, g_bytes_unref);
  g_free (piece);
}

AftWordList *
aft_word_list_new (void)
{
  AftWordList *list = g_new0 (AftWordList, 1);

  list->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (list->lines, line_clear);
  list->pieces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, piece_free);
  return list;
}

void
aft_word_list_free (AftWordList *list)
{
  if (list == NULL)
    return;
  g_array_unref (list->lines);
  g_hash_table_unref (list->pieces);
  g_free (list);
}

static gboolean
is_all_chinese (const char *word)
{
  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_get_script (g_utf8_get_char (at)) != G_UNICODE_SCRIPT_HAN
        || g_utf8_get_char (at) > G_MAXUINT16 || g_utf8_next_char (at) - at != BYTES_A_CHARACTER)
      return FALSE;
  return *word != '\0';
}

static void
want_pieces (AftWordList *list, const char *word)
{
  gsize length = strlen (word);

  for (gsize at = 0; at < length; at += BYTES_A_CHARACTER)
    for (gsize n = 1; n <= LONGEST_PIECE && at + n * BYTES_A_CHARACTER <= length; n++)
      {
        char *piece = g_strndup (word + at, n * BYTES_A_CHARACTER);

        if (g_hash_table_contains (list->pieces, piece))
          g_free (piece);
        else
          g_hash_table_insert (list->pieces, piece, g_new0 (Piece, 1));
      }
}

void
aft_word_list_add_line (AftWordList *list, const char *line, gsize length, gboolean is_name)
{
  g_autofree char *text = g_strstrip (g_strndup (line, length));
  gsize n = strcspn (text, " \t");
  Line entry = { NULL, NULL, is_name };

  if (*text == '#' || !g_utf8_validate (text, -1, NULL))
    return;
  entry.word = g_strndup (text, n);
  if (!is_all_chinese (entry.word))
    {
      line_clear (&entry);
      return;
    }
  if (text[n] != '\0')
    entry.syllables = g_strdelimit (g_strdup (text + n + 1), " ", '\'');
  else
    want_pieces (list, entry.word);
  g_array_append_val (list->lines, entry);
}

guint
aft_word_list_count (const AftWordList *list)
{
  return list->lines->len;
}

const char *
aft_word_list_get_word (const AftWordList *list, guint position)
{
  return g_array_index (list->lines, Line, position).word;
}

gboolean
aft_word_list_is_name (const AftWordList *list, guint position)
{
  return g_array_index (list->lines, Line, position).is_name;
}

char *
aft_word_list_dup_syllables (const AftWordList *list, guint position)
{
  return g_strdup (g_array_index (list->lines, Line, position).syllables);
}

void
aft_word_list_offer (AftWordList *list,
                     const char *word,
                     gsize length,
                     const char *reading,
                     gsize reading_length,
                     float cost)
{
  char piece_text[LONGEST_PIECE * BYTES_A_CHARACTER + 1];
  Piece *piece;

  if (length >= sizeof piece_text)
    return;
  memcpy (piece_text, word, length);
  piece_text[length] = '\0';
  piece = g_hash_table_lookup (list->pieces, piece_text);
  if (piece == NULL || (piece->reading != NULL && cost <= piece->cost))
    return;
  g_clear_pointer (&piece->reading, g_bytes_unref);
  piece->reading = g_bytes_new (reading, reading_length);
  piece->cost = cost;
}

/* The longest piece at @at that has a reading, and how many bytes it has. */
static GBytes *
find_longest (const AftWordList *list, const char *at, gsize *length)
{
  for (gsize n = LONGEST_PIECE; n > 0; n--)
    {
      g_autofree char *text = NULL;
      const Piece *piece;

      if (strlen (at) < n * BYTES_A_CHARACTER)
        continue;
      text = g_strndup (at, n * BYTES_A_CHARACTER);
      piece = g_hash_table_lookup (list->pieces, text);
      *length = n * BYTES_A_CHARACTER;
      if (piece != NULL && piece->reading != NULL)
        return piece->reading;
    }
  return NULL;
}

GByteArray *
aft_word_list_read (const AftWordList *list, guint position)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  gsize n = 0;

  for (const char *at = aft_word_list_get_word (list, position); *at != '\0'; at += n)
    {
      GBytes *reading = find_longest (list, at, &n);
      gsize size;
      const guint8 *bytes;

      if (reading == NULL)
        return NULL;
      bytes = g_bytes_get_data (reading, &size);
      g_byte_array_append (all, bytes, (guint) size);
    }
  return g_steal_pointer (&all);
}
