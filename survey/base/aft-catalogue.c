/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads compiled catalogues as GNU gettext writes them (its manual, "The Format of GNU MO Files"):
 * two sorted tables of lengths and places. Everything is checked once, when a catalogue comes in,
 * so that a look-up may trust it. Which language somebody reads is not decided here; the rule for
 * several is that of our three languages, not the one in the file. */
#include "aft-catalogue.h"

#include <string.h>

#include "aft-error.h"
#include "aft-file-private.h"

#define MAGIC        0x950412de
#define HEADER_BYTES 28
#define ENTRY_BYTES  8
#define MOST_TEXTS   20000
#define GLUE         "\004" /* between a context and its text */

/* One language. The texts are borrowed from the content, which ends them with NULs. */
typedef struct
{
  GBytes *content;
  GHashTable *texts; /* msgid, or context GLUE msgid → translation */
} Language;

struct _AftCatalogue
{
  gatomicrefcount references;
  Language languages[AFT_LANGUAGES];
};

typedef struct
{
  const guint8 *data;
  gsize size;
  gboolean is_swapped; /* written on a machine of the other byte order */
} Reader;

static guint32
read_number (const Reader *reader, gsize place)
{
  guint32 number;

  memcpy (&number, reader->data + place, sizeof number);
  return reader->is_swapped ? GUINT32_SWAP_LE_BE (number) : number;
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "This is no catalogue: %s", what);
  return FALSE;
}

static gboolean
read_magic (Reader *reader)
{
  if (reader->size < HEADER_BYTES)
    return FALSE;
  if (read_number (reader, 0) == MAGIC)
    return TRUE;
  reader->is_swapped = TRUE;
  return read_number (reader, 0) == MAGIC;
}

/* The text of entry @index in the table at @table; NULL when it is not within the file, does not
 * end with a NUL, or is not UTF-8. */
static const char *
read_text (const Reader *reader, gsize table, guint32 index)
{
  gsize entry = table + (gsize) index * ENTRY_BYTES;
  gsize length = read_number (reader, entry);
  gsize place = read_number (reader, entry + 4);
  const char *text;

  if (place >= reader->size || length >= reader->size - place)
    return NULL;
  text = (const char *) reader->data + place;
  if (text[length] != '\0')
    return NULL;
  /* Several forms stand behind each other, each ended by a NUL. */
  for (gsize at = 0; at <= length; at += strlen (text + at) + 1)
    if (!g_utf8_validate (text + at, -1, NULL))
      return NULL;
  return text;
}

static gboolean
is_table (const Reader *reader, gsize table, guint32 count)
{
  return table <= reader->size && (gsize) count * ENTRY_BYTES <= reader->size - table;
}

static gboolean
read_texts (Language *language, const Reader *reader, GError **error)
{
  guint32 count = read_number (reader, 8);
  gsize originals = read_number (reader, 12);
  gsize translations = read_number (reader, 16);

  if (read_number (reader, 4) >> 16 > 1)
    return refuse (error, "its revision is not known.");
  if (count > MOST_TEXTS || !is_table (reader, originals, count)
      || !is_table (reader, translations, count))
    return refuse (error, "its tables are not within the file.");
  for (guint32 i = 0; i < count; i++)
    {
      const char *original = read_text (reader, originals, i);
      const char *translation = read_text (reader, translations, i);

      if (original == NULL || translation == NULL)
        return refuse (error, "a text is not within the file, or not UTF-8.");
      if (*original != '\0' && *translation != '\0')
        g_hash_table_insert (language->texts, (char *) original, (char *) translation);
    }
  return TRUE;
}

static gboolean
read_language (Language *language, GBytes *content, GError **error)
{
  Reader reader = { NULL, 0, FALSE };

  language->texts = g_hash_table_new (g_str_hash, g_str_equal);
  if (content == NULL)
    return TRUE;
  language->content = g_bytes_ref (content);
  reader.data = g_bytes_get_data (content, &reader.size);
  if (reader.size > AFT_CATALOGUE_MOST_BYTES || !read_magic (&reader))
    return refuse (error, "it does not begin as one.");
  return read_texts (language, &reader, error);
}

AftCatalogue *
aft_catalogue_new (GBytes *const contents[AFT_LANGUAGES], GError **error)
{
  g_autoptr (AftCatalogue) catalogue = g_new0 (AftCatalogue, 1);

  g_atomic_ref_count_init (&catalogue->references);
  for (gsize i = 0; i < AFT_LANGUAGES; i++)
    if (!read_language (&catalogue->languages[i], contents[i], error))
      return NULL;
  return g_steal_pointer (&catalogue);
}

/* NULL without an error when there is none. */
static GBytes *
load_language (const char *folder, AftLanguage language, GError **error)
{
  g_autofree char *path = g_build_filename (folder, aft_language_get_catalogue (language),
                                            "LC_MESSAGES", "aftertaste.mo", NULL);
  g_autoptr (GError) reason = NULL;
  gsize length = 0;
  char *content = aft_file_read (path, AFT_CATALOGUE_MOST_BYTES, &length, &reason);

  if (content != NULL)
    return g_bytes_new_take (content, length);
  if (!g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

AftCatalogue *
aft_catalogue_load (const char *folder, GError **error)
{
  GBytes *contents[AFT_LANGUAGES] = { NULL };
  g_autoptr (GError) reason = NULL;
  AftCatalogue *catalogue = NULL;

  for (gsize i = 0; i < AFT_LANGUAGES && reason == NULL; i++)
    contents[i] = load_language (folder, (AftLanguage) i, &reason);
  if (reason == NULL)
    catalogue = aft_catalogue_new (contents, error);
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  for (gsize i = 0; i < AFT_LANGUAGES; i++)
    g_clear_pointer (&contents[i], g_bytes_unref);
  return catalogue;
}

AftCatalogue *
aft_catalogue_ref (AftCatalogue *catalogue)
{
  g_atomic_ref_count_inc (&catalogue->references);
  return catalogue;
}

void
aft_catalogue_unref (AftCatalogue *catalogue)
{
  if (catalogue == NULL || !g_atomic_ref_count_dec (&catalogue->references))
    return;
  for (gsize i = 0; i < AFT_LANGUAGES; i++)
    {
      g_clear_pointer (&catalogue->languages[i].texts, g_hash_table_unref);
      g_clear_pointer (&catalogue->languages[i].content, g_bytes_unref);
    }
  g_free (catalogue);
}

static const char *
find (const AftCatalogue *catalogue, AftLanguage language, const char *key)
{
  return g_hash_table_lookup (catalogue->languages[language].texts, key);
}

const char *
aft_catalogue_get (const AftCatalogue *catalogue, AftLanguage language, const char *msgid)
{
  const char *translation = find (catalogue, language, msgid);

  return translation == NULL ? msgid : translation;
}

const char *
aft_catalogue_get_context (const AftCatalogue *catalogue,
                           AftLanguage language,
                           const char *context,
                           const char *msgid)
{
  g_autofree char *key = g_strconcat (context, GLUE, msgid, NULL);
  const char *translation = find (catalogue, language, key);

  return translation == NULL ? msgid : translation;
}

/* English has two forms, of which the second is the program's own text; Chinese has one. */
const char *
aft_catalogue_get_plural (const AftCatalogue *catalogue,
                          AftLanguage language,
                          const char *msgid,
                          const char *plural,
                          guint64 count)
{
  const char *translation = find (catalogue, language, msgid);

  if (translation == NULL)
    return count == 1 ? msgid : plural;
  if (language != AFT_LANGUAGE_EN || count == 1)
    return translation;
  return plural;
}
