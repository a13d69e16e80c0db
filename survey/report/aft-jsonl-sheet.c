/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON Lines: an object a row, each with every column, null where a cell is empty. Texts and
 * numbers look as RFC 8785 has them; an integer keeps all its digits. */
#include "aft-sheet-private.h"

#include <string.h>

/* Bytes of a text that get no escape at its start. */
static gsize
measure_plain (const char *text, gsize length)
{
  gsize i = 0;

  while (i < length && (guchar) text[i] >= 0x20 && text[i] != '"' && text[i] != '\\')
    i++;
  return i;
}

static void
append_escape (GString *to, char byte)
{
  static const char shorts[] = "\b\t\n\f\r\"\\";
  static const char letters[] = "btnfr\"\\";
  const char *found = memchr (shorts, byte, sizeof shorts - 1);

  if (found != NULL)
    {
      g_string_append_c (to, '\\');
      g_string_append_c (to, letters[found - shorts]);
    }
  else
    g_string_append_printf (to, "\\u%04x", (guint) byte);
}

static void
append_string (GString *to, const char *text, gsize length)
{
  gsize plain = measure_plain (text, length);

  g_string_append_c (to, '"');
  g_string_append_len (to, text, (gssize) plain);
  for (gsize at = plain; at < length; at += plain)
    {
      append_escape (to, text[at++]);
      plain = measure_plain (text + at, length - at);
      g_string_append_len (to, text + at, (gssize) plain);
    }
  g_string_append_c (to, '"');
}

/* {"name": or ,"name": */
static void
write_key (AftSheet *sheet, gsize column)
{
  const GPtrArray *keys = sheet->state;
  const GString *key = g_ptr_array_index (keys, column);

  aft_sink_write (sheet->sink, key->str, key->len, NULL);
}

static void
write_string (AftSheet *sheet, const char *text, gsize length)
{
  g_string_truncate (sheet->scratch, 0);
  append_string (sheet->scratch, text, length);
  aft_sink_write (sheet->sink, sheet->scratch->str, sheet->scratch->len, NULL);
}

static void
put_text (AftSheet *sheet, gsize column, const char *text, gsize length)
{
  if (!aft_sheet_check_text (sheet, column, text, length))
    return;
  write_key (sheet, column);
  write_string (sheet, text, length);
}

static void
put_integer (AftSheet *sheet, gsize column, gint64 value)
{
  guint8 bytes[AFT_SHEET_CELL_BYTES];
  AftColumnType type = sheet->columns[column].type;
  gsize length = aft_sheet_print_value (bytes, type, value);

  write_key (sheet, column);
  if (type == AFT_COLUMN_INTEGER)
    aft_sink_write (sheet->sink, bytes, length, NULL);
  else
    write_string (sheet, (const char *) bytes, length);
}

static void
put_number (AftSheet *sheet, gsize column, double value)
{
  guint8 bytes[AFT_SHEET_CELL_BYTES];

  write_key (sheet, column);
  aft_sink_write (sheet->sink, bytes, aft_sheet_print_number (bytes, value), NULL);
}

static void
put_nothing (AftSheet *sheet, gsize column)
{
  write_key (sheet, column);
  aft_sink_write (sheet->sink, "null", 4, NULL);
}

static void
end_row (AftSheet *sheet)
{
  aft_sink_write (sheet->sink, "}\n", 2, NULL);
}

static void
free_key (gpointer key)
{
  g_string_free (key, TRUE);
}

static gboolean
open_jsonl (AftSheet *sheet, GError **error)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (free_key);

  sheet->state = keys;
  for (gsize i = 0; i < sheet->n_columns; i++)
    {
      const char *name = sheet->columns[i].name;
      GString *key = g_string_new (i == 0 ? "{" : ",");

      append_string (key, name, strlen (name));
      g_string_append_c (key, ':');
      g_ptr_array_add (keys, key);
    }
  return TRUE;
}

static void
free_jsonl (gpointer state)
{
  g_ptr_array_unref (state);
}

const AftSheetClass aft_jsonl_sheet_class = {
  .open = open_jsonl,
  .put_text = put_text,
  .put_integer = put_integer,
  .put_number = put_number,
  .put_nothing = put_nothing,
  .end_row = end_row,
  .free = free_jsonl,
};
