/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which texts a spreadsheet would take for a formula, and which only look like it. What is done
 * about them is aft-csv-sheet.c's. */
#include "aft-csv-cell.h"

#include <string.h>

#define PHONE_LEAST 7
#define PHONE_MOST  15

/* Bytes of a blank at the start of @text; 0: there is none. */
static gsize
measure_blank (const char *text, gsize length)
{
  const guchar *bytes = (const guchar *) text;

  if (length >= 1 && bytes[0] == ' ')
    return 1;
  if (length >= 2 && memcmp (text, "\u00a0", 2) == 0)
    return 2;
  if (length < 3)
    return 0;
  if (memcmp (text, "\u3000", 3) == 0 || memcmp (text, "\ufeff", 3) == 0)
    return 3;
  /* U+2000 to U+200F: spaces of all widths, and marks without any. */
  return bytes[0] == 0xe2 && bytes[1] == 0x80 && bytes[2] <= 0x8f ? 3 : 0;
}

static gsize
skip_blanks (const char *text, gsize length)
{
  gsize at = 0;
  gsize blank;

  while ((blank = measure_blank (text + at, length - at)) > 0)
    at += blank;
  return at;
}

static gboolean
begins_formula (const char *text, gsize length)
{
  static const char *const wide[] = { "＝", "＋", "－", "＠" };

  if (length > 0 && memchr ("=+-@\t\r\n\0", text[0], 8) != NULL)
    return TRUE;
  for (gsize i = 0; length >= 3 && i < G_N_ELEMENTS (wide); i++)
    if (memcmp (text, wide[i], 3) == 0)
      return TRUE;
  return FALSE;
}

static gsize
skip_digits (const char *text, gsize length, gsize at)
{
  while (at < length && g_ascii_isdigit (text[at]))
    at++;
  return at;
}

static gsize
skip_one_of (const char *text, gsize length, gsize at, char one, char other)
{
  return at < length && (text[at] == one || text[at] == other) ? at + 1 : at;
}

/* [+-] digits [. digits] [e [+-] digits] [%] and nothing else. */
static gboolean
is_plain_number (const char *text, gsize length)
{
  gsize sign = skip_one_of (text, length, 0, '+', '-');
  gsize whole = skip_digits (text, length, sign);
  gsize point = skip_one_of (text, length, whole, '.', '.');
  gsize end = skip_digits (text, length, point);
  gsize mark = skip_one_of (text, length, end, 'e', 'E');

  if (end - point + whole - sign == 0)
    return FALSE;
  if (mark > end)
    {
      gsize first = skip_one_of (text, length, mark, '+', '-');

      end = skip_digits (text, length, first);
      if (end == first)
        return FALSE;
    }
  return skip_one_of (text, length, end, '%', '%') == length;
}

static gboolean
is_phone_number (const char *text, gsize length)
{
  guint digits = 0;
  gboolean has_blank = FALSE;

  if (length < 2 || text[0] != '+' || !g_ascii_isdigit (text[1]))
    return FALSE;
  for (gsize i = 1; i < length; i++)
    {
      if (g_ascii_isdigit (text[i]))
        digits++;
      else if (strchr (" -()", text[i]) == NULL || text[i] == '\0')
        return FALSE;
      has_blank = has_blank || text[i] == ' ';
    }
  return has_blank && digits >= PHONE_LEAST && digits <= PHONE_MOST;
}

gboolean
aft_csv_cell_is_run (const char *text, gsize length)
{
  gsize start = skip_blanks (text, length);

  if (!begins_formula (text + start, length - start))
    return FALSE;
  while (length > start && text[length - 1] == ' ')
    length--;
  return !is_plain_number (text + start, length - start)
         && !is_phone_number (text + start, length - start);
}
