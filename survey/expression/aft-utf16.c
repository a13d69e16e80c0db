/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JavaScript's view of texts that are kept in UTF-8: length, order, trimming, lower case and slices
 * counted in UTF-16 units. Knows nothing of expressions. Texts are valid UTF-8, so a lone half of a
 * surrogate pair can only come out of a slice, where it becomes U+FFFD.
 *
 * Sources: ECMA-262 WhiteSpace and LineTerminator (trim), Unicode SpecialCasing (lower case). */
#include "aft-utf16.h"

#define FIRST_BEYOND_BMP      0x10000
#define REPLACEMENT_TEXT      "\357\277\275"
#define CAPITAL_I_WITH_DOT    0x0130
#define COMBINING_DOT         0x0307
#define CAPITAL_SIGMA         0x03A3
#define SMALL_SIGMA           0x03C3
#define FIRST_ROMAN_CAPITAL   0x2160
#define LAST_ROMAN_CAPITAL    0x216F
#define FIRST_CIRCLED_CAPITAL 0x24B6
#define LAST_CIRCLED_CAPITAL  0x24CF
#define FINAL_SIGMA           0x03C2

static gsize
count_units (gunichar character)
{
  return character >= FIRST_BEYOND_BMP ? 2 : 1;
}

gsize
aft_utf16_length (const char *text)
{
  gsize units = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    units += count_units (g_utf8_get_char (at));
  return units;
}

/* Units of a pair (0xD800–0xDFFF) sort before U+E000–U+FFFF, though their characters sort after. */
static gunichar
get_sort_key (gunichar character)
{
  if (character >= 0xE000 && character < FIRST_BEYOND_BMP)
    return character + 0x200000;
  return character;
}

int
aft_utf16_compare (const char *a, const char *b)
{
  while (*a != '\0' && *a == *b)
    {
      a++;
      b++;
    }
  /* Back to the start of the character in which the two differ. */
  while ((*a & 0xC0) == 0x80 || (*b & 0xC0) == 0x80)
    {
      a--;
      b--;
    }

  gunichar in_a = *a == '\0' ? 0 : get_sort_key (g_utf8_get_char (a));
  gunichar in_b = *b == '\0' ? 0 : get_sort_key (g_utf8_get_char (b));
  return in_a < in_b ? -1 : in_a > in_b ? 1 : 0;
}

gboolean
aft_utf16_is_space (gunichar character)
{
  return (character >= 0x09 && character <= 0x0D) || character == 0x20 || character == 0xA0
         || character == 0x1680 || (character >= 0x2000 && character <= 0x200A)
         || character == 0x2028 || character == 0x2029 || character == 0x202F || character == 0x205F
         || character == 0x3000 || character == 0xFEFF;
}

const char *
aft_utf16_skip_space (const char *text)
{
  while (*text != '\0' && aft_utf16_is_space (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

char *
aft_utf16_trim (const char *text)
{
  const char *start = aft_utf16_skip_space (text);
  const char *end = start;

  for (const char *at = start; *at != '\0'; at = g_utf8_next_char (at))
    if (!aft_utf16_is_space (g_utf8_get_char (at)))
      end = g_utf8_next_char (at);
  return g_strndup (start, (gsize) (end - start));
}

static gboolean
is_cased (gunichar character)
{
  return g_unichar_isupper (character) || g_unichar_islower (character)
         || g_unichar_istitle (character);
}

/* Case_Ignorable, as far as it can stand inside a Greek word. */
static gboolean
is_case_ignorable (gunichar character)
{
  GUnicodeType type = g_unichar_type (character);

  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK
         || type == G_UNICODE_FORMAT || type == G_UNICODE_MODIFIER_LETTER
         || type == G_UNICODE_MODIFIER_SYMBOL || character == '\'' || character == '.'
         || character == ':' || character == 0xB7 || character == 0x2019;
}

/* A capital sigma ends a word: a letter stands before it and none after it. */
static gboolean
is_final_sigma (const char *text, const char *at)
{
  const char *before = at;
  const char *after = g_utf8_next_char (at);
  gboolean has_letter_before = FALSE;

  while (before > text)
    {
      before = g_utf8_prev_char (before);
      gunichar character = g_utf8_get_char (before);
      if (is_case_ignorable (character))
        continue;
      has_letter_before = is_cased (character);
      break;
    }
  while (*after != '\0' && is_case_ignorable (g_utf8_get_char (after)))
    after = g_utf8_next_char (after);
  return has_letter_before && !(*after != '\0' && is_cased (g_utf8_get_char (after)));
}

/* GLib changes the case of letters only; numerals and letters in circles have one too. */
static gunichar
get_lower (gunichar character)
{
  if (character >= FIRST_ROMAN_CAPITAL && character <= LAST_ROMAN_CAPITAL)
    return character + (LAST_ROMAN_CAPITAL + 1 - FIRST_ROMAN_CAPITAL);
  if (character >= FIRST_CIRCLED_CAPITAL && character <= LAST_CIRCLED_CAPITAL)
    return character + (LAST_CIRCLED_CAPITAL + 1 - FIRST_CIRCLED_CAPITAL);
  return g_unichar_tolower (character);
}

static void
append_lower (GString *lower, const char *text, const char *at)
{
  gunichar character = g_utf8_get_char (at);

  if (character == CAPITAL_SIGMA)
    g_string_append_unichar (lower, is_final_sigma (text, at) ? FINAL_SIGMA : SMALL_SIGMA);
  else if (character == CAPITAL_I_WITH_DOT)
    {
      g_string_append_c (lower, 'i');
      g_string_append_unichar (lower, COMBINING_DOT);
    }
  else
    g_string_append_unichar (lower, get_lower (character));
}

char *
aft_utf16_lower (const char *text)
{
  GString *lower = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      if ((guchar) *at < 0x80)
        g_string_append_c (lower, g_ascii_tolower (*at));
      else
        append_lower (lower, text, at);
    }
  return g_string_free (lower, FALSE);
}

char *
aft_utf16_slice (const char *text, gsize start, gsize end)
{
  GString *slice = g_string_new (NULL);
  gsize unit = 0;

  for (const char *at = text; start < end && *at != '\0' && unit < end; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gsize next = unit + count_units (character);
      gboolean is_whole = unit >= start && next <= end;

      if (is_whole)
        g_string_append_unichar (slice, character);
      else if (next > start)
        g_string_append (slice, REPLACEMENT_TEXT);
      unit = next;
    }
  return g_string_free (slice, FALSE);
}
