/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first sheet of a workbook of several tables: what it is about, in two columns, so that
 * spreadsheets find the heights of its lines themselves, and links to the others. What it says is
 * the caller's. */
#include "aft-xlsx-front.h"

#include <string.h>

#include "aft-error.h"
#include "aft-tokens.h"
#include "aft-xlsx-text.h"

#define LABEL_WIDTH 18
#define TEXT_WIDTH  92
#define TITLE_POINT 16
#define LEAD_POINT  13
#define TEXT_POINT  11
#define LEAD_WIDTH  85 /* digits of that size in both columns, somewhat less */
#define LINE_HEIGHT 1.4

typedef struct
{
  lxw_worksheet *worksheet;
  lxw_row_t row;
  lxw_format *title;
  lxw_format *lead;
  lxw_format *label;
  lxw_format *text;
  lxw_format *link;
  GString *scratch;
  lxw_error failed; /* the last that did */
} Page;

static lxw_format *
make_format (lxw_workbook *workbook, double points, gboolean is_bold)
{
  lxw_format *format = workbook_add_format (workbook);

  format_set_font_size (format, points);
  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  if (is_bold)
    format_set_bold (format);
  return format;
}

static void
make_formats (Page *page, lxw_workbook *workbook)
{
  page->title = make_format (workbook, TITLE_POINT, TRUE);
  page->lead = make_format (workbook, LEAD_POINT, FALSE);
  format_set_text_wrap (page->lead);
  page->label = make_format (workbook, TEXT_POINT, TRUE);
  page->text = make_format (workbook, TEXT_POINT, FALSE);
  format_set_text_wrap (page->text);
  page->link = make_format (workbook, TEXT_POINT, FALSE);
  format_set_font_color (page->link, aft_xlsx_book_parse_colour (AFT_TOKEN_DAY_ACCENT));
  format_set_underline (page->link, LXW_UNDERLINE_SINGLE);
}

static void
put (Page *page, lxw_col_t column, const char *text, lxw_format *format)
{
  lxw_error failed;

  if (text == NULL)
    return;
  aft_xlsx_text_put (page->scratch, text, strlen (text));
  failed = worksheet_write_string (page->worksheet, page->row, column, page->scratch->str, format);
  page->failed = failed != LXW_NO_ERROR ? failed : page->failed;
}

/* Across both columns, whose lines nobody but us counts then. */
static void
put_lead (Page *page, const char *lead)
{
  const guint width = aft_xlsx_text_measure (lead, strlen (lead));
  const guint lines = 1 + width / LEAD_WIDTH;

  worksheet_set_row (page->worksheet, page->row, lines * LEAD_POINT * LINE_HEIGHT, NULL);
  worksheet_merge_range (page->worksheet, page->row, 0, page->row, 1, "", page->lead);
  put (page, 0, lead, page->lead);
}

/* A name that stands in a reference has its apostrophes twice. */
static void
put_link (Page *page, const char *title, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "'", -1);
  g_autofree char *quoted = g_strjoinv ("''", parts);
  g_autofree char *url = g_strdup_printf ("internal:'%s'!A1", quoted);
  lxw_error failed = worksheet_write_url (page->worksheet, page->row, 1, url, page->link);

  page->failed = failed != LXW_NO_ERROR ? failed : page->failed;
  put (page, 1, title, page->link);
}

/* Not all spreadsheets look for themselves how high a line is. */
static void
set_height (Page *page, const char *text)
{
  const guint width = text != NULL ? aft_xlsx_text_measure (text, strlen (text)) : 0;

  if (width > TEXT_WIDTH)
    worksheet_set_row (page->worksheet, page->row,
                       (1 + width / TEXT_WIDTH) * TEXT_POINT * LINE_HEIGHT, NULL);
}

static void
put_front (Page *page, const AftSheetFront *front, const char *const *names)
{
  put (page, 0, front->title, page->title);
  page->row += 2;
  if (front->lead != NULL)
    put_lead (page, front->lead);
  page->row += 2;
  for (gsize i = 0; i < front->n_facts; i++, page->row++)
    {
      set_height (page, front->facts[i].text);
      put (page, 0, front->facts[i].label, page->label);
      put (page, 1, front->facts[i].text, page->text);
    }
  page->row++;
  if (front->n_contents > 0)
    put (page, 0, front->contents_label, page->label);
  for (gsize i = 0; i < front->n_contents; i++, page->row++)
    put_link (page, front->contents[i], names[i]);
}

gboolean
aft_xlsx_front_add (AftXlsxBook *book,
                    const AftSheetFront *front,
                    const char *const *names,
                    GError **error)
{
  const char *title = front->name != NULL ? front->name : front->title;
  g_autoptr (GString) scratch = g_string_new (NULL);
  Page page = { .scratch = scratch };

  page.worksheet = aft_xlsx_book_add_sheet (
      book, aft_xlsx_book_take_name (book, title != NULL ? title : "Sheet"), error);
  if (page.worksheet == NULL)
    return FALSE;
  make_formats (&page, aft_xlsx_book_get_workbook (book));
  worksheet_set_column (page.worksheet, 0, 0, LABEL_WIDTH, NULL);
  worksheet_set_column (page.worksheet, 1, 1, TEXT_WIDTH, NULL);
  worksheet_gridlines (page.worksheet, LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_paper (page.worksheet, AFT_XLSX_PAPER_A4);
  worksheet_fit_to_pages (page.worksheet, 1, 0);
  put_front (&page, front, names);
  if (page.failed == LXW_NO_ERROR)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INTERNAL, "%s", lxw_strerror (page.failed));
  return FALSE;
}
