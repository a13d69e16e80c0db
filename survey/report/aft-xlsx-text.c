/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a workbook cannot hold in a text, and what stands there instead: characters without a place
 * in XML, cells that are too long, names that a sheet may not have. Control characters are
 * escaped by libxlsxwriter itself. */
#include "aft-xlsx-text.h"

#include <string.h>

static guint
count_units (gunichar character)
{
  return character > 0xffff ? 2 : 1;
}

/* _x, four hexadecimal digits, _ */
static gboolean
looks_escaped (const char *text, const char *end)
{
  if (end - text < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
    return FALSE;
  for (int i = 2; i < 6; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  return TRUE;
}

/* Nothing in it but what a cell takes as it is. Where the first byte of U+FFFE is, full-width
 * punctuation mostly is. */
static gboolean
is_plain (const char *text, gsize length)
{
  return length <= AFT_XLSX_CELL_MOST && memchr (text, '_', length) == NULL
         && (memchr (text, 0xef, length) == NULL || memmem (text, length, "\xef\xbf", 2) == NULL);
}

static guint
put_character (GString *to, const char *text, const char *end)
{
  gunichar character = g_utf8_get_char (text);

  if (character == 0xfffe || character == 0xffff || (character == '_' && looks_escaped (text, end)))
    {
      g_string_append_printf (to, "_x%04X_", character);
      return 7;
    }
  g_string_append_len (to, text, g_utf8_next_char (text) - text);
  return count_units (character);
}

gboolean
aft_xlsx_text_put (GString *to, const char *text, gsize length)
{
  const char *end = text + length;
  guint units = 0;

  if (is_plain (text, length))
    {
      g_string_set_size (to, length);
      memcpy (to->str, text, length);
      return FALSE;
    }
  g_string_truncate (to, 0);
  while (text < end)
    {
      gsize before = to->len;

      units += put_character (to, text, end);
      if (units > AFT_XLSX_CELL_MOST)
        {
          g_string_truncate (to, before);
          return TRUE;
        }
      text = g_utf8_next_char (text);
    }
  return FALSE;
}

guint
aft_xlsx_text_measure (const char *text, gsize length)
{
  const char *end = text + length;
  guint widest = 0;
  guint width = 0;

  for (; text < end; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (character == '\n')
        width = 0;
      else if (!g_unichar_iszerowidth (character))
        width += g_unichar_iswide (character) ? 2 : 1;
      widest = MAX (widest, width);
    }
  return widest;
}

/* What a word leaves empty at a line's end is a line more. */
guint
aft_xlsx_text_count_lines (guint width, guint room)
{
  return width <= room ? 1 : 1 + (width + room / 2) / room;
}

/* The bytes of @text that are @most units. */
static gsize
find_end (const char *text, guint most)
{
  const char *at = text;
  guint units = 0;

  for (; *at != '\0'; at = g_utf8_next_char (at))
    {
      units += count_units (g_utf8_get_char (at));
      if (units > most)
        break;
    }
  return (gsize) (at - text);
}

/* Between words, if the last is not half of it. */
static void
shorten (GString *name, guint most)
{
  const char *blank;

  if (find_end (name->str, most) == name->len)
    return;
  g_string_truncate (name, find_end (name->str, most - 1));
  blank = strrchr (name->str, ' ');
  if (blank != NULL && (gsize) (blank - name->str) > name->len / 2)
    g_string_truncate (name, (gsize) (blank - name->str));
  g_strchomp (name->str);
  g_string_set_size (name, strlen (name->str));
  g_string_append (name, "…");
}

/* @title without []:*?/\ and what is not seen, and no apostrophe at its ends; @most units. */
static char *
clean_name (const char *title, guint most)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *at = title; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean is_held = g_unichar_isprint (character) && strchr ("[]:*?/\\", *at) == NULL;

      g_string_append_unichar (name, is_held ? character : ' ');
    }
  g_strstrip (name->str);
  g_string_set_size (name, strlen (name->str));
  shorten (name, most);
  for (gsize i = 0; i < name->len; i++)
    if (name->str[i] == '\'' && (i == 0 || i + 1 == name->len))
      name->str[i] = '_';
  return g_string_free (g_steal_pointer (&name), FALSE);
}

char *
aft_xlsx_text_make_name (const char *title, GHashTable *taken)
{
  for (guint number = 1;; number++)
    {
      g_autofree char *mark = number > 1 ? g_strdup_printf (" %u", number) : g_strdup ("");
      g_autofree char *start = clean_name (title, AFT_XLSX_NAME_MOST - (guint) strlen (mark));
      g_autofree char *name = g_strconcat (*start != '\0' ? start : "Sheet", mark, NULL);

      if (g_hash_table_add (taken, g_utf8_casefold (name, -1)))
        return g_steal_pointer (&name);
    }
}
