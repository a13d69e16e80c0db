/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML: one page with its tables, which can be read, printed and sent as it is. Its look is inside,
 * and there is no script; and since spreadsheets open such pages and run what looks like a formula,
 * the rule of CSV holds here, too. The console's tables are not made here. */
#include "aft-sheet-private.h"

#include <string.h>

#include "aft-csv-cell.h"
#include "aft-number.h"

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
      "td:not([class]){min-width:6em}"
      ".n{text-align:end}.n,.d{white-space:nowrap}"
      ".r{color:#595959}"
      "h1{font-size:1.6rem;margin:0 0 .5rem}h2{font-size:1.35rem;margin:2.5rem 0 .75rem}"
      ".lead{font-size:1.2rem;margin:0 0 1.25rem;max-width:60rem}"
      "dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1.25rem;max-width:60rem}"
      "dt{font-weight:600;grid-column:1}dd{margin:0;grid-column:2}"
      "nav p{font-weight:600;margin:1.5rem 0 .35rem}nav ol{margin:0;columns:16rem}"
      "a{color:inherit}"
      "@media print{h2{break-after:avoid}body{margin:0;font-size:9pt}.rows{overflow:visible}"
      "thead{display:table-header-group}thead th{position:static}tr{break-inside:avoid}}"
      "</style>";

typedef struct
{
  gboolean has_front;
  guint n_tables; /* begun */
} HtmlState;

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

/* What of a cell is not run by a spreadsheet. */
static void
write_harmless (AftSheet *sheet, const char *text, gsize length)
{
  if (!sheet->options.is_raw && aft_csv_cell_is_run (text, length))
    {
      write_plain (sheet, "'");
      sheet->neutralised++;
    }
  write_text (sheet, text, length);
}

static void
put_text (AftSheet *sheet, gsize column, const char *text, gsize length)
{
  if (!aft_sheet_check_text (sheet, column, text, length))
    return;
  begin_cell (sheet, column, AFT_COLUMN_TEXT);
  write_harmless (sheet, text, length);
  write_plain (sheet, "</td>");
}

/* It stands where the values would. */
static void
put_remark (AftSheet *sheet, gsize column, const char *text)
{
  const gsize length = strlen (text);

  if (!aft_sheet_check_text (sheet, column, text, length))
    return;
  begin_cell (sheet, column, sheet->columns[column].type);
  write_plain (sheet, "<span class=\"r\">");
  write_harmless (sheet, text, length);
  write_plain (sheet, "</span></td>");
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
put_fixed (AftSheet *sheet, gsize column, double value)
{
  const AftSheetColumn *own = &sheet->columns[column];
  const gboolean is_share = own->look == AFT_LOOK_SHARE;
  g_autofree char *digits = aft_number_to_fixed (is_share ? value * 100 : value, own->digits);
  const char *sign = own->is_signed && value > 0 ? "+" : "";
  g_autofree char *text = g_strconcat (sign, digits, is_share ? " %" : "", NULL);

  put_printed (sheet, column, (const guint8 *) text, strlen (text));
}

static void
put_number (AftSheet *sheet, gsize column, double value)
{
  const AftColumnLook look = sheet->options.is_raw ? AFT_LOOK_PLAIN : sheet->columns[column].look;
  guint8 bytes[AFT_SHEET_CELL_BYTES];

  if (look == AFT_LOOK_SPAN)
    put_printed (sheet, column, bytes, aft_sheet_print_span (bytes, value));
  else if (look != AFT_LOOK_PLAIN)
    put_fixed (sheet, column, value);
  else
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
static const char *
find_title (const AftSheet *sheet)
{
  return sheet->options.title != NULL ? sheet->options.title : "Aftertaste";
}

/* -- tables ------------------------------------------------------------------------------------ */

static void
write_element (AftSheet *sheet, const char *begin, const char *text, const char *end)
{
  if (text == NULL)
    return;
  write_plain (sheet, begin);
  write_text (sheet, text, strlen (text));
  write_plain (sheet, end);
}

/* One of several has a heading that the contents lead to; one alone has a caption. */
static void
begin_table (AftSheet *sheet)
{
  HtmlState *state = sheet->state;
  g_autofree char *heading = g_strdup_printf ("<h2 id=\"table-%u\">", ++state->n_tables);

  if (state->has_front)
    write_element (sheet, heading, find_title (sheet), "</h2>\n");
  write_plain (sheet, "<div class=\"rows\">\n<table>\n");
  if (!state->has_front)
    write_element (sheet, "<caption>", find_title (sheet), "</caption>\n");
  write_plain (sheet, "<thead>\n<tr>");
  for (gsize i = 0; i < sheet->n_columns; i++)
    write_heading (sheet, i);
  write_plain (sheet, "</tr>\n</thead>\n<tbody>\n");
}

static void
end_table (AftSheet *sheet)
{
  write_plain (sheet, "</tbody>\n</table>\n</div>\n");
}

/* -- the page ---------------------------------------------------------------------------------- */

static void
write_facts (AftSheet *sheet, const AftSheetFront *front)
{
  if (front->n_facts == 0)
    return;
  write_plain (sheet, "<dl>\n");
  for (gsize i = 0; i < front->n_facts; i++)
    {
      write_element (sheet, "<dt>", front->facts[i].label, "</dt>");
      write_element (sheet, "<dd>", front->facts[i].text, "</dd>\n");
    }
  write_plain (sheet, "</dl>\n");
}

static void
write_contents (AftSheet *sheet, const AftSheetFront *front)
{
  if (front->n_contents == 0)
    return;
  write_plain (sheet, "<nav>");
  write_element (sheet, "<p>", front->contents_label, "</p>");
  write_plain (sheet, "\n<ol>\n");
  for (gsize i = 0; i < front->n_contents; i++)
    {
      g_autofree char *link = g_strdup_printf ("<li><a href=\"#table-%u\">", (guint) i + 1);

      write_element (sheet, link, front->contents[i], "</a></li>\n");
    }
  write_plain (sheet, "</ol>\n</nav>\n");
}

static gboolean
open_html (AftSheet *sheet, GError **error)
{
  const AftSheetFront *front = sheet->options.front;
  const char *title = front != NULL && front->title != NULL ? front->title : find_title (sheet);
  HtmlState *state = g_new0 (HtmlState, 1);

  sheet->state = state;
  state->has_front = front != NULL;
  write_plain (sheet, "<!DOCTYPE html>\n<html lang=\"");
  write_plain (sheet, aft_language_get_tag (sheet->options.language));
  write_plain (sheet, "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                      "content=\"width=device-width, initial-scale=1\">\n");
  write_element (sheet, "<title>", title, "</title>\n");
  write_plain (sheet, style);
  write_plain (sheet, "\n</head>\n<body>\n");
  if (front != NULL)
    {
      write_element (sheet, "<h1>", title, "</h1>\n");
      write_element (sheet, "<p class=\"lead\">", front->lead, "</p>\n");
      write_facts (sheet, front);
      write_contents (sheet, front);
    }
  begin_table (sheet);
  return TRUE;
}

static gboolean
finish_html (AftSheet *sheet, GError **error)
{
  end_table (sheet);
  write_plain (sheet, "</body>\n</html>\n");
  return TRUE;
}

const AftSheetClass aft_html_sheet_class = {
  .open = open_html,
  .end_table = end_table,
  .begin_table = begin_table,
  .put_text = put_text,
  .put_integer = put_integer,
  .put_number = put_number,
  .put_nothing = put_nothing,
  .put_remark = put_remark,
  .end_row = end_row,
  .finish = finish_html,
  .free = g_free,
};
