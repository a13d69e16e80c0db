/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV: RFC 4180 with CRLF, and a byte order mark so that spreadsheets see UTF-8. A text that a
 * spreadsheet would run gets an apostrophe in front (aft-csv-cell.h); otherwise its bytes stay as
 * they are. Cells are written where they will be sent from, after one look at their bytes. */
#include "aft-sheet-private.h"

#include <string.h>

#include "aft-csv-cell.h"

/* A cell up to here has room in one piece, quotes doubled: two for each byte, two around it, a
 * comma before it and an apostrophe. */
#define SHORT_BYTES ((AFT_SINK_ROOM - 4) / 2)

#define EACH_BYTE(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))
#define HIGH_BITS       EACH_BYTE (0x80)

/* Nonzero when one of the eight bytes is @byte; where none is, always 0. */
static inline guint64
find_byte (guint64 word, guint8 byte)
{
  guint64 zeros = word ^ EACH_BYTE (byte);

  return (zeros - EACH_BYTE (1)) & ~zeros & HIGH_BITS;
}

static inline gboolean
is_quoted_for (char byte)
{
  return byte == '"' || byte == ',' || byte == '\n' || byte == '\r';
}

static inline gboolean
has_quoted_for (const char *eight)
{
  guint64 word;

  memcpy (&word, eight, 8);
  return (find_byte (word, '"') | find_byte (word, ',') | find_byte (word, '\n')
          | find_byte (word, '\r'))
         != 0;
}

static gboolean
needs_quotes (const char *text, gsize length)
{
  if (length < 8)
    {
      for (gsize i = 0; i < length; i++)
        if (is_quoted_for (text[i]))
          return TRUE;
      return FALSE;
    }
  for (gsize i = 0; i + 8 < length; i += 8)
    if (has_quoted_for (text + i))
      return TRUE;
  /* The last eight, some of which were looked at already. */
  return has_quoted_for (text + length - 8);
}

/* Only these can begin what is run; most texts end the question here. */
static inline gboolean
may_be_run (const char *text, gsize length)
{
  guchar first = length > 0 ? (guchar) text[0] : 'a';

  return first <= '@' ? !g_ascii_isdigit (first)
                      : first == 0xc2 || first == 0xe2 || first == 0xe3 || first == 0xef;
}

static guint8 *
copy_doubling_quotes (guint8 *to, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      *to++ = (guint8) text[i];
      if (text[i] == '"')
        *to++ = '"';
    }
  return to;
}

/* Writes the comma before all but the first; where the cell goes. */
static inline guint8 *
begin_cell (guint8 *to, gsize column)
{
  *to = ',';
  return column > 0 ? to + 1 : to;
}

static void
write_short_cell (AftSheet *sheet, gsize column, const char *text, gsize length, gboolean is_run)
{
  guint8 *start = aft_sink_reserve (sheet->sink, AFT_SINK_ROOM);
  guint8 *to = begin_cell (start, column);
  gboolean is_quoted = needs_quotes (text, length);

  if (is_quoted)
    *to++ = '"';
  if (is_run)
    *to++ = '\'';
  if (is_quoted)
    {
      to = copy_doubling_quotes (to, text, length);
      *to++ = '"';
    }
  else
    {
      memcpy (to, text, length);
      to += length;
    }
  aft_sink_advance (sheet->sink, (gsize) (to - start));
}

static void
write_comma (AftSheet *sheet, gsize column)
{
  guint8 *to = aft_sink_reserve (sheet->sink, 1);

  aft_sink_advance (sheet->sink, (gsize) (begin_cell (to, column) - to));
}

/* A failure of the sink's is found at the end of the row. */
static void
write_long_cell (AftSheet *sheet, gsize column, const char *text, gsize length, gboolean is_run)
{
  const char *end = text + length;

  write_comma (sheet, column);
  aft_sink_write (sheet->sink, "\"'", is_run ? 2 : 1, NULL);
  while (text < end)
    {
      const char *quote = memchr (text, '"', (gsize) (end - text));
      const char *stop = quote != NULL ? quote + 1 : end;

      aft_sink_write (sheet->sink, text, (gsize) (stop - text), NULL);
      if (quote != NULL)
        aft_sink_write (sheet->sink, "\"", 1, NULL);
      text = stop;
    }
  aft_sink_write (sheet->sink, "\"", 1, NULL);
}

static void
put_text (AftSheet *sheet, gsize column, const char *text, gsize length)
{
  gboolean is_run
      = !sheet->options.is_raw && may_be_run (text, length) && aft_csv_cell_is_run (text, length);

  sheet->neutralised += is_run ? 1 : 0;
  if (length <= SHORT_BYTES)
    write_short_cell (sheet, column, text, length, is_run);
  else
    write_long_cell (sheet, column, text, length, is_run);
}

static void
put_integer (AftSheet *sheet, gsize column, gint64 value)
{
  guint8 *start = aft_sink_reserve (sheet->sink, AFT_SHEET_CELL_BYTES + 1);
  guint8 *to = begin_cell (start, column);

  to += aft_sheet_print_value (to, sheet->columns[column].type, value);
  aft_sink_advance (sheet->sink, (gsize) (to - start));
}

static void
put_number (AftSheet *sheet, gsize column, double value)
{
  guint8 *start = aft_sink_reserve (sheet->sink, AFT_SHEET_CELL_BYTES + 1);
  guint8 *to = begin_cell (start, column);

  to += aft_sheet_print_number (to, value);
  aft_sink_advance (sheet->sink, (gsize) (to - start));
}

/* A line with nothing in it is no record to most readers: a lone empty cell shows its quotes. */
static void
put_nothing (AftSheet *sheet, gsize column)
{
  write_comma (sheet, column);
  if (sheet->n_columns == 1)
    aft_sink_write (sheet->sink, "\"\"", 2, NULL);
}

static void
end_row (AftSheet *sheet)
{
  memcpy (aft_sink_reserve (sheet->sink, 2), "\r\n", 2);
  aft_sink_advance (sheet->sink, 2);
}

static gboolean
open_csv (AftSheet *sheet, GError **error)
{
  if (!sheet->options.leaves_bom)
    aft_sink_write (sheet->sink, "\ufeff", 3, NULL);
  for (gsize i = 0; i < sheet->n_columns; i++)
    {
      const char *heading = aft_sheet_get_heading (sheet, i);

      put_text (sheet, i, heading, strlen (heading));
    }
  end_row (sheet);
  return TRUE;
}

const AftSheetClass aft_csv_sheet_class = {
  .open = open_csv,
  .put_text = put_text,
  .put_integer = put_integer,
  .put_number = put_number,
  .put_nothing = put_nothing,
  .end_row = end_row,
};
