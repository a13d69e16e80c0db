/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds where the parts of a canonical JSON text begin and end. It was checked when it came and is
 * the store's own writing: what does not fit is damage, and is told as such, but not looked for
 * beyond what is needed to stay within the text. */
#include "aft-answer-spans.h"

#include <string.h>

#include "aft-error.h"

typedef struct
{
  const char *at;
  const char *end;
} Reader;

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CORRUPT, "Stored answers are damaged");
  return FALSE;
}

/* Behind the text that begins at @at with a quote; NULL: it has no end. */
static const char *
skip_text (const char *at, const char *end, gboolean *ret_has_escapes)
{
  *ret_has_escapes = FALSE;
  for (at++; at < end && *at != '"'; at++)
    if (*at == '\\')
      {
        *ret_has_escapes = TRUE;
        at++;
      }
  return at < end ? at + 1 : NULL;
}

/* Behind the object or list at @at. */
static const char *
skip_nested (const char *at, const char *end)
{
  guint depth = 0;
  gboolean unused = FALSE;
  while (at != NULL && at < end)
    {
      if (*at == '"')
        {
          at = skip_text (at, end, &unused);
          continue;
        }
      if (*at == '{' || *at == '[')
        depth++;
      else if ((*at == '}' || *at == ']') && --depth == 0)
        return at + 1;
      at++;
    }
  return NULL;
}

static const char *
skip_plain (const char *at, const char *end)
{
  while (at < end && *at != ',' && *at != '}' && *at != ']' && *at != ':')
    at++;
  return at;
}

static gboolean
find_plain_type (AftSpan *span)
{
  static const struct
  {
    const char *text;
    AftSpanType type;
  } words[] = { { "true", AFT_SPAN_TRUE }, { "false", AFT_SPAN_FALSE }, { "null", AFT_SPAN_NULL } };
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (span->length == strlen (words[i].text)
        && memcmp (span->text, words[i].text, span->length) == 0)
      {
        span->type = words[i].type;
        return TRUE;
      }
  span->type = AFT_SPAN_NUMBER;
  return span->length > 0 && (*span->text == '-' || g_ascii_isdigit (*span->text));
}

static gboolean
read_value (Reader *reader, AftSpan *span)
{
  const char *begin = reader->at;
  const char *after = NULL;
  char first = begin < reader->end ? *begin : '\0';
  *span = (AftSpan){ .type = AFT_SPAN_TEXT, .text = begin };
  if (first == '"')
    {
      after = skip_text (begin, reader->end, &span->has_escapes);
      span->text = begin + 1;
      span->length = after != NULL ? (gsize) (after - begin) - 2 : 0;
    }
  else if (first == '{' || first == '[')
    {
      after = skip_nested (begin, reader->end);
      span->type = first == '{' ? AFT_SPAN_OBJECT : AFT_SPAN_LIST;
      span->length = after != NULL ? (gsize) (after - begin) : 0;
    }
  else
    {
      after = skip_plain (begin, reader->end);
      span->length = (gsize) (after - begin);
      if (!find_plain_type (span))
        return FALSE;
    }
  reader->at = after;
  return after != NULL;
}

static gboolean
read_name (Reader *reader, AftSpan *name)
{
  if (!read_value (reader, name) || name->type != AFT_SPAN_TEXT || reader->at >= reader->end
      || *reader->at != ':')
    return FALSE;
  reader->at++;
  return TRUE;
}

gboolean
aft_spans_each (const char *text,
                gsize length,
                AftSpanFunc on_span,
                gpointer user_data,
                GError **error)
{
  Reader reader = { text + 1, text + length };
  AftSpan name;
  AftSpan value;
  if (length < 2 || (*text != '{' && *text != '['))
    return refuse (error);
  while (reader.at < reader.end && *reader.at != '}' && *reader.at != ']')
    {
      if ((*text == '{' && !read_name (&reader, &name)) || !read_value (&reader, &value))
        return refuse (error);
      if (!on_span (*text == '{' ? &name : NULL, &value, user_data, error))
        return FALSE;
      if (reader.at < reader.end && *reader.at == ',')
        reader.at++;
    }
  return reader.at < reader.end || refuse (error);
}

/* The character behind "\u", of one unit: RFC 8785 escapes nothing above U+001F so. */
static gsize
add_unit (GString *text, const char *digits, gsize left)
{
  gunichar unit = 0;
  for (gsize i = 0; i < 4 && i < left; i++)
    unit = unit << 4 | (gunichar) MAX (g_ascii_xdigit_value (digits[i]), 0);
  g_string_append_unichar (text, unit);
  return MIN (left, 4);
}

char *
aft_span_dup_text (const AftSpan *span)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  if (!span->has_escapes)
    return g_strndup (span->text, span->length);
  GString *text = g_string_sized_new (span->length);
  for (gsize i = 0; i < span->length; i++)
    {
      const char *found = NULL;
      if (span->text[i] != '\\' || i + 1 == span->length)
        {
          g_string_append_c (text, span->text[i]);
          continue;
        }
      i++;
      found = memchr (letters, span->text[i], sizeof letters - 1);
      if (found != NULL)
        g_string_append_c (text, meanings[found - letters]);
      else
        i += add_unit (text, span->text + i + 1, span->length - i - 1);
    }
  return g_string_free (text, FALSE);
}

guint
aft_span_hash (gconstpointer data)
{
  const AftSpan *span = data;
  guint hash = 5381;
  for (gsize i = 0; i < span->length; i++)
    hash = hash * 33 + (guchar) span->text[i];
  return hash;
}

gboolean
aft_span_equal (gconstpointer a, gconstpointer b)
{
  const AftSpan *one = a;
  const AftSpan *other = b;
  return one->type == other->type && one->length == other->length
         && memcmp (one->text, other->text, one->length) == 0;
}
