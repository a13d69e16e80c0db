/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML: one page with one table that can be read, printed and sent as it is. Its look is inside,
 * and there is no script; and since spreadsheets open such pages and run what looks like a formula,
 * the rule of CSV holds here, too. The console's tables are not made here. */
#include "aft-sheet-private.h"

#include <string.h>

#include "aft-csv-cell.h"

/* Grey on white only: what a printer at the till can do, and no colour that says anything. */
static const char style[]
    = "<style>"
      "body{margin:1.5rem;color:#1c1c1c;background:#fff;"
      "font:15px/1.5 \"Noto Sans CJK SC\",\"PingFang SC\",\"Microsoft YaHei\",sans-serif}"
      ":lang(zh-TW){font-family:\"Noto Sans CJK TC\",\"PingFang TC\",\"Microsoft "
      "JhengHei\",sans-serif}"
      ".rows{overflow-x:auto}"
      "table{border-collapse:collapse;font-variant-numeric:tabular-nums}"
      "caption{padding:0 0 .75rem;font-size:1.35rem;font-weight:600;text-align:start}"
      "th,td{padding:.3rem .75rem;border-bottom:1px solid #d0d0d0;text-align:start;"
      "vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere;min-width:3em}"
      "thead th{border-bottom:2px solid #1c1c1c;background:#fff;position:sticky;top:0}"
      ".n{text-align:end}.n,.d{white-space:nowrap}"
      "@media print{body{margin:0;font-size:9pt}.rows{overflow:visible}"
      "thead{display:table-header-group}thead th{position:static}tr{break-inside:avoid}}"
      "</style>";

static void
write_plain (AftSheet *sheet, const char *text)
{
  aft_sink_write (sheet->sink, text, strlen (text), NULL);
}

/* What stands for a byte that a page cannot hold as it is; NULL for all others. Controls but TAB,
 * LF and CR are no part of HTML (13.1.4 of the living standard): U+FFFD is. CR would come back as
 * LF. */
static const char *
find_reference (char byte)
{
  switch (byte)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\r':
      return "&#13;";
    case '\t':
    case '\n':
      return NULL;
    default:
      return (guchar) byte < 0x20 || byte == 0x7f ? "\ufffd" : NULL;
    }
}

static void
write_text (AftSheet *sheet, const char *text, gsize length)
{
  const char *end = text + length;
  const char *plain = text;

  for (; text < end; text++)
    {
      const char *reference = find_reference (*text);

      if (reference == NULL)
        continue;
      aft_sink_write (sheet->sink, plain, (gsize) (text - plain), NULL);
      write_plain (sheet, reference);
      plain = text + 1;
    }
  aft_sink_write (sheet->sink, plain, (gsize) (end - plain), NULL);
}

/* Numbers stand at the end of their column; they and days stay on one line. */
static const char *
find_class (AftColumnType type)
{
  switch (type)
    {
    case AFT_COLUMN_TEXT:
      return "";
    case AFT_COLUMN_DAY:
    case AFT_COLUMN_TIME:
      return " class=\"d\"";
    default:
      return " class=\"n\"";
    }
}

static void
begin_cell (AftSheet *sheet, gsize column, AftColumnType type)
{
  write_plain (sheet, column == 0 ? "<tr><td" : "<td");
  write_plain (sheet, find_class (type));
  write_plain (sheet, ">");
}

static void
put_text (AftSheet *sheet, gsize column, const char *text, gsize length)
{
  if (!aft_sheet_check_text (sheet, column, text, length))
    return;
  begin_cell (sheet, column, AFT_COLUMN_TEXT);
  if (!sheet->options.is_raw && aft_csv_cell_is_run (text, length))
    {
      write_plain (sheet, "'");
      sheet->neutralised++;
    }
  write_text (sheet, text, length);
  write_plain (sheet, "</td>");
}

static void
put_printed (AftSheet *sheet, gsize column, const guint8 *bytes, gsize length)
{
  begin_cell (sheet, column, sheet->columns[column].type);
  aft_sink_write (sheet->sink, bytes, length, NULL);
  write_plain (sheet, "</td>");
}

static void
put_integer (AftSheet *sheet, gsize column, gint64 value)
{
  guint8 bytes[AFT_SHEET_CELL_BYTES];

  put_printed (sheet, column, bytes,
               aft_sheet_print_value (bytes, sheet->columns[column].type, value));
}

static void
put_number (AftSheet *sheet, gsize column, double value)
{
  guint8 bytes[AFT_SHEET_CELL_BYTES];

  put_printed (sheet, column, bytes, aft_sheet_print_number (bytes, value));
}

static void
put_nothing (AftSheet *sheet, gsize column)
{
  begin_cell (sheet, column, AFT_COLUMN_TEXT);
  write_plain (sheet, "</td>");
}

static void
end_row (AftSheet *sheet)
{
  write_plain (sheet, "</tr>\n");
}

static void
write_heading (AftSheet *sheet, gsize column)
{
  const char *heading = aft_sheet_get_heading (sheet, column);

  write_plain (sheet, "<th scope=\"col\"");
  write_plain (sheet, find_class (sheet->columns[column].type));
  write_plain (sheet, ">");
  write_text (sheet, heading, strlen (heading));
  write_plain (sheet, "</th>");
}

/* What has no title is called by the program's name: a page must have one. */
static gboolean
open_html (AftSheet *sheet, GError **error)
{
  const char *title = sheet->options.title != NULL ? sheet->options.title : "Aftertaste";

  write_plain (sheet, "<!DOCTYPE html>\n<html lang=\"");
  write_plain (sheet, aft_language_get_tag (sheet->options.language));
  write_plain (sheet, "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                      "content=\"width=device-width, initial-scale=1\">\n<title>");
  write_text (sheet, title, strlen (title));
  write_plain (sheet, "</title>\n");
  write_plain (sheet, style);
  write_plain (sheet, "\n</head>\n<body>\n<div class=\"rows\">\n<table>\n<caption>");
  write_text (sheet, title, strlen (title));
  write_plain (sheet, "</caption>\n<thead>\n<tr>");
  for (gsize i = 0; i < sheet->n_columns; i++)
    write_heading (sheet, i);
  write_plain (sheet, "</tr>\n</thead>\n<tbody>\n");
  return TRUE;
}

static gboolean
finish_html (AftSheet *sheet, GError **error)
{
  write_plain (sheet, "</tbody>\n</table>\n</div>\n</body>\n</html>\n");
  return TRUE;
}

const AftSheetClass aft_html_sheet_class = {
  .open = open_html,
  .put_text = put_text,
  .put_integer = put_integer,
  .put_number = put_number,
  .put_nothing = put_nothing,
  .end_row = end_row,
  .finish = finish_html,
};
