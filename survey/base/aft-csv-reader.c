/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading tables as spreadsheets save them: records of fields between commas, quoted where they
 * hold a comma, a quote or a line break. What the fields mean is not known here. */
#include "aft-csv-reader.h"

#include <string.h>

#include "aft-error.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

struct _AftCsvReader
{
  const char *at;
  guint line;       /* of @at */
  guint began_line; /* of the last record */
};

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, what);
  return FALSE;
}

char *
aft_csv_decode (const void *bytes, gsize length_bytes, GError **error)
{
  const char *text = bytes;
  gsize written = 0;
  if (length_bytes == 0)
    return g_strdup ("");
  if (memchr (text, '\0', length_bytes) != NULL)
    {
      refuse (error, "The file is no table of text: save it as CSV");
      return NULL;
    }
  if (length_bytes >= 3 && memcmp (text, BYTE_ORDER_MARK, 3) == 0)
    return aft_csv_decode (text + 3, length_bytes - 3, error);
  if (g_utf8_validate_len (text, length_bytes, NULL))
    return g_strndup (text, length_bytes);
  g_autofree char *decoded
      = g_convert (text, (gssize) length_bytes, "UTF-8", "GB18030", NULL, &written, NULL);
  if (decoded != NULL && strlen (decoded) == written)
    return g_steal_pointer (&decoded);
  refuse (error, "The file is neither UTF-8 nor GB18030");
  return NULL;
}

AftCsvReader *
aft_csv_reader_new (const char *text)
{
  AftCsvReader *reader = g_new0 (AftCsvReader, 1);
  reader->at = g_str_has_prefix (text, BYTE_ORDER_MARK) ? text + 3 : text;
  reader->line = 1;
  reader->began_line = 1;
  return reader;
}

void
aft_csv_reader_free (AftCsvReader *reader)
{
  g_free (reader);
}

static gboolean
is_line_end (char letter)
{
  return letter == '\r' || letter == '\n' || letter == '\0';
}

/* Over one line break: LF, CR LF or CR. */
static void
skip_line_end (AftCsvReader *reader)
{
  if (*reader->at == '\0')
    return;
  reader->at += reader->at[0] == '\r' && reader->at[1] == '\n' ? 2 : 1;
  reader->line++;
}

static void
skip_line (AftCsvReader *reader)
{
  while (!is_line_end (*reader->at))
    reader->at++;
  skip_line_end (reader);
}

/* Behind an opening quote. */
static gboolean
read_quoted (AftCsvReader *reader, GString *field, GError **error)
{
  const char *began = reader->at;
  guint line = reader->line;
  while (*reader->at != '\0' && field->len <= AFT_CSV_FIELD_MAX)
    {
      char letter = *reader->at;
      if (letter == '"' && reader->at[1] != '"')
        {
          reader->at++;
          return TRUE;
        }
      if (letter == '"')
        reader->at++;
      if (letter == '\n' || (letter == '\r' && reader->at[1] != '\n'))
        reader->line++;
      g_string_append_c (field, letter);
      reader->at++;
    }
  gboolean is_long = *reader->at != '\0';
  reader->at = began;
  reader->line = line;
  return refuse (error, is_long ? "A field is too long, or its quote is never closed"
                                : "A quote is never closed");
}

static gboolean
read_plain (AftCsvReader *reader, GString *field, GError **error)
{
  while (*reader->at != ',' && !is_line_end (*reader->at))
    {
      if (*reader->at == '"')
        return refuse (error, "There is a quote within a field that is not quoted");
      g_string_append_c (field, *reader->at++);
    }
  return TRUE;
}

static gboolean
read_field (AftCsvReader *reader, GPtrArray *fields, GError **error)
{
  g_autoptr (GString) field = g_string_new (NULL);
  gboolean is_quoted = *reader->at == '"';
  if (is_quoted)
    reader->at++;
  if (!(is_quoted ? read_quoted (reader, field, error) : read_plain (reader, field, error)))
    return FALSE;
  if (*reader->at != ',' && !is_line_end (*reader->at))
    return refuse (error, "There is something behind a closing quote");
  if (field->len > AFT_CSV_FIELD_MAX)
    return refuse (error, "A field is too long");
  if (fields->len >= AFT_CSV_FIELDS_MAX)
    return refuse (error, "There are too many fields");
  g_ptr_array_add (fields, g_string_free (g_steal_pointer (&field), FALSE));
  return TRUE;
}

gboolean
aft_csv_reader_next (AftCsvReader *reader, GPtrArray *fields, GError **error)
{
  g_ptr_array_set_size (fields, 0);
  while (*reader->at == '\r' || *reader->at == '\n')
    skip_line_end (reader);
  reader->began_line = reader->line;
  if (*reader->at == '\0')
    return FALSE;
  gboolean is_read = read_field (reader, fields, error);
  while (is_read && *reader->at == ',')
    {
      reader->at++;
      is_read = read_field (reader, fields, error);
    }
  if (is_read)
    {
      skip_line_end (reader);
      return TRUE;
    }
  g_ptr_array_set_size (fields, 0);
  skip_line (reader);
  return FALSE;
}

guint
aft_csv_reader_get_line (const AftCsvReader *reader)
{
  return reader->began_line;
}
