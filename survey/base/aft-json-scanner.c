/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bounded scanner for JSON: one pass over the bytes, each looked at once, straight into values.
 * The fuzz target "json" holds it against aft_json_parse() on every input. Recursion is as deep as
 * the limits allow. What a document means is no concern of this file. */
#include "aft-json-scanner.h"

#include <math.h>
#include <string.h>

#include "aft-error.h"

/* Decimal digits of a whole number that a double holds exactly, whatever they are. */
#define EXACT_DIGITS 15

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint depth; /* levels that are left */
  gboolean is_too_deep;
  const char *fault; /* NULL: all was well so far; only the first is kept */
} Scanner;

static AftValue *scan_value (Scanner *scanner);

static void *
fail (Scanner *scanner, const char *fault)
{
  if (scanner->fault == NULL)
    scanner->fault = fault;
  return NULL;
}

/* The byte at hand; 0, which no document holds, at the end. */
static char
peek (const Scanner *scanner)
{
  return scanner->at < scanner->end ? *scanner->at : '\0';
}

static char
skip_blanks (Scanner *scanner)
{
  char c = peek (scanner);
  while (c == ' ' || c == '\t' || c == '\n' || c == '\r')
    {
      scanner->at++;
      c = peek (scanner);
    }
  return c;
}

static gboolean
take (Scanner *scanner, char expected)
{
  if (skip_blanks (scanner) != expected)
    return FALSE;
  scanner->at++;
  return TRUE;
}

/* Four hexadecimal digits; 0, which is refused as NUL is, when they are not there. */
static gunichar
scan_unit (Scanner *scanner)
{
  gunichar unit = 0;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (peek (scanner));
      if (digit < 0)
        return 0;
      unit = unit << 4 | (gunichar) digit;
      scanner->at++;
    }
  return unit;
}

/* Behind "\u": a character of one unit or of two; 0 when it is none. */
static gunichar
scan_character (Scanner *scanner)
{
  gunichar unit = scan_unit (scanner);
  if (unit < 0xd800 || unit > 0xdfff)
    return unit;
  if (unit > 0xdbff || scanner->end - scanner->at < 2 || memcmp (scanner->at, "\\u", 2) != 0)
    return 0;
  scanner->at += 2;
  gunichar low = scan_unit (scanner);
  return low >= 0xdc00 && low <= 0xdfff ? 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00) : 0;
}

/* Behind a backslash. */
static gboolean
scan_escape (Scanner *scanner, GString *text)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  char c = peek (scanner);
  const char *found = c != '\0' ? strchr (letters, c) : NULL;
  scanner->at++;
  if (found != NULL)
    {
      g_string_append_c (text, meanings[found - letters]);
      return TRUE;
    }
  gunichar character = c == 'u' ? scan_character (scanner) : 0;
  if (character != 0)
    g_string_append_unichar (text, character);
  return character != 0;
}

/* From here to the next quote, backslash or control character; are all its bytes below 0x80? */
static gboolean
skip_plain (Scanner *scanner)
{
  guchar seen = 0;
  const char *at = scanner->at;
  while (at < scanner->end && (guchar) *at >= 0x20 && *at != '"' && *at != '\\')
    seen |= (guchar) *at++;
  scanner->at = at;
  return seen < 0x80;
}

/* The rest of a text that has escapes, behind @begun. */
static char *
scan_escaped (Scanner *scanner, const char *begun, gsize length)
{
  g_autoptr (GString) text = g_string_new_len (begun, (gssize) length);
  while (peek (scanner) == '\\')
    {
      scanner->at++;
      if (!scan_escape (scanner, text))
        return fail (scanner, "an escape that is none");
      const char *plain = scanner->at;
      skip_plain (scanner);
      g_string_append_len (text, plain, scanner->at - plain);
    }
  if (peek (scanner) != '"')
    return fail (scanner, "a text without an end");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Behind the opening quote up to one past the closing one. Without escapes @ret_text is NULL and
 * the text is what stands between; else it is newly allocated. */
static gboolean
scan_string (Scanner *scanner, char **ret_text)
{
  const char *begin = scanner->at;
  gboolean is_ascii = skip_plain (scanner);
  gsize length = (gsize) (scanner->at - begin);
  *ret_text = NULL;
  if (peek (scanner) == '\\')
    {
      *ret_text = scan_escaped (scanner, begin, length);
      begin = *ret_text;
      length = begin != NULL ? strlen (begin) : 0;
      is_ascii = FALSE;
    }
  else if (peek (scanner) != '"')
    fail (scanner, "a text without an end");
  scanner->at++;
  if (scanner->fault == NULL && !is_ascii && !g_utf8_validate_len (begin, length, NULL))
    fail (scanner, "a text that is not UTF-8");
  if (scanner->fault != NULL)
    g_clear_pointer (ret_text, g_free);
  return scanner->fault == NULL;
}

static char *
scan_name (Scanner *scanner)
{
  char *text = NULL;
  if (!take (scanner, '"'))
    return fail (scanner, "no name where one must be");
  const char *begin = scanner->at;
  if (!scan_string (scanner, &text))
    return NULL;
  return text != NULL ? text : g_strndup (begin, (gsize) (scanner->at - 1 - begin));
}

static AftValue *
scan_text (Scanner *scanner)
{
  char *text = NULL;
  const char *begin = ++scanner->at;
  if (!scan_string (scanner, &text))
    return NULL;
  return text != NULL ? aft_value_new_take_string (text)
                      : aft_value_new_string_len (begin, (gsize) (scanner->at - 1 - begin));
}

static gsize
skip_digits (Scanner *scanner)
{
  const char *begin = scanner->at;
  while (g_ascii_isdigit (peek (scanner)))
    scanner->at++;
  return (gsize) (scanner->at - begin);
}

/* What may follow the whole part; FALSE when it is broken off. */
static gboolean
skip_fraction (Scanner *scanner)
{
  if (peek (scanner) == '.')
    {
      scanner->at++;
      if (skip_digits (scanner) == 0)
        return FALSE;
    }
  if (peek (scanner) != 'e' && peek (scanner) != 'E')
    return TRUE;
  scanner->at++;
  if (peek (scanner) == '+' || peek (scanner) == '-')
    scanner->at++;
  return skip_digits (scanner) > 0;
}

static AftValue *
convert_number (Scanner *scanner, const char *begin)
{
  g_autofree char *text = g_strndup (begin, (gsize) (scanner->at - begin));
  double number = g_ascii_strtod (text, NULL);
  return isfinite (number) ? aft_value_new_number (number)
                           : fail (scanner, "a number that is too large");
}

static AftValue *
scan_number (Scanner *scanner)
{
  const char *begin = scanner->at;
  gboolean is_negative = *begin == '-';
  scanner->at += is_negative ? 1 : 0;
  const char *digits = scanner->at;
  gsize count = skip_digits (scanner);
  const char *behind = scanner->at;
  if (count == 0 || (*digits == '0' && count > 1) || !skip_fraction (scanner))
    return fail (scanner, "a number that is none");
  if (is_negative || scanner->at != behind || count > EXACT_DIGITS)
    return convert_number (scanner, begin);
  gint64 number = 0;
  for (const char *at = digits; at < behind; at++)
    number = number * 10 + (*at - '0');
  return aft_value_new_number ((double) number);
}

static gboolean
take_word (Scanner *scanner, const char *word)
{
  gsize length = strlen (word);
  if ((gsize) (scanner->end - scanner->at) < length || memcmp (scanner->at, word, length) != 0)
    return FALSE;
  scanner->at += length;
  return TRUE;
}

static AftValue *
scan_word (Scanner *scanner)
{
  if (take_word (scanner, "null"))
    return aft_value_new_null ();
  if (take_word (scanner, "true"))
    return aft_value_new_boolean (TRUE);
  if (take_word (scanner, "false"))
    return aft_value_new_boolean (FALSE);
  return fail (scanner, "no value where one must be");
}

static gboolean
scan_member (Scanner *scanner, AftValueBuilder *builder)
{
  g_autofree char *name = scan_name (scanner);
  if (name == NULL)
    return FALSE;
  if (!take (scanner, ':'))
    return fail (scanner, "a name without a colon") != NULL;
  AftValue *value = scan_value (scanner);
  if (value == NULL)
    return FALSE;
  return aft_value_builder_append_take (builder, g_steal_pointer (&name), value)
         || fail (scanner, "a name that is there twice") != NULL;
}

static gboolean
scan_item (Scanner *scanner, AftValueBuilder *builder)
{
  AftValue *value = scan_value (scanner);
  if (value != NULL)
    aft_value_builder_take (builder, value);
  return value != NULL;
}

/* An array or object, from behind its bracket on. */
static AftValue *
scan_members (Scanner *scanner, char closing)
{
  gboolean is_object = closing == '}';
  g_autoptr (AftValueBuilder) builder
      = is_object ? aft_value_builder_new_object () : aft_value_builder_new_array ();
  gboolean is_more = skip_blanks (scanner) != closing;
  while (is_more)
    {
      if (!(is_object ? scan_member (scanner, builder) : scan_item (scanner, builder)))
        return NULL;
      is_more = take (scanner, ',');
    }
  if (!take (scanner, closing))
    return fail (scanner, "a bracket that is missing");
  return aft_value_builder_end (g_steal_pointer (&builder));
}

static AftValue *
scan_deeper (Scanner *scanner, char closing)
{
  if (scanner->depth == 0)
    {
      scanner->is_too_deep = TRUE;
      return fail (scanner, "too many levels");
    }
  scanner->at++;
  scanner->depth--;
  AftValue *value = scan_members (scanner, closing);
  scanner->depth++;
  return value;
}

static AftValue *
scan_value (Scanner *scanner)
{
  char c = skip_blanks (scanner);
  switch (c)
    {
    case '{':
      return scan_deeper (scanner, '}');
    case '[':
      return scan_deeper (scanner, ']');
    case '"':
      return scan_text (scanner);
    case '-':
      return scan_number (scanner);
    default:
      return g_ascii_isdigit (c) ? scan_number (scanner) : scan_word (scanner);
    }
}

AftValue *
aft_json_scan (const char *text, gsize length_bytes, const AftJsonLimits *limits, GError **error)
{
  Scanner scanner
      = { .start = text, .at = text, .end = text + length_bytes, .depth = limits->depth };
  if (length_bytes > limits->size_bytes)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE,
                   "the document is larger than %" G_GSIZE_FORMAT " bytes", limits->size_bytes);
      return NULL;
    }
  g_autoptr (AftValue) value = scan_value (&scanner);
  skip_blanks (&scanner);
  if (value != NULL && scanner.at < scanner.end)
    fail (&scanner, "something behind the document");
  if (scanner.fault == NULL)
    return g_steal_pointer (&value);
  if (scanner.is_too_deep)
    g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE,
                 "the document is nested deeper than %u levels", limits->depth);
  else
    g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "byte %" G_GSIZE_FORMAT ": %s",
                 (gsize) (scanner.at - scanner.start) + 1, scanner.fault);
  return NULL;
}
