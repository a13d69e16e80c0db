/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-locale.h"
#include "aft-sheet-parts.h"
#include "aft-sink.h"

G_BEGIN_DECLS

/* AftSheet: a table, or several one after the other, on its way into a file, row by row; how much
 * of it has gone by does not change what it costs in memory. The same calls for every format. */
typedef struct _AftSheet AftSheet;

typedef enum
{
  /* RFC 4180, CRLF, UTF-8 with a BOM unless it is left out. A text that a spreadsheet would run
   * gets an apostrophe in front; numbers and telephone numbers do not: the rule and its source
   * (OWASP, "CSV Injection") are in aft-csv-cell.h. Otherwise every byte stays. */
  AFT_SHEET_CSV,
  /* libxlsxwriter in constant memory; a sheet a table, and a further one each 1,048,575 rows. Texts
   * are never formulas; whole numbers of more than 15 digits, and days before 1900-03-01, are
   * texts, too. */
  AFT_SHEET_XLSX,
  /* An object a line, members in the columns' order, null where a cell is empty; RFC 8785. */
  AFT_SHEET_JSONL,
  /* SPSS, with variable and value labels. A name that SPSS does not take stands in the label.
   * Blanks at a text's end are not kept. */
  AFT_SHEET_SAV,
  /* A page with its tables, readable by itself. What a spreadsheet would run gets an apostrophe, as
   * in CSV: they open such pages. Control characters become U+FFFD. */
  AFT_SHEET_HTML
} AftSheetFormat;

/* "csv", "xlsx", "jsonl", "sav", "html"; the readers give FALSE for anything else. */
const char *aft_sheet_format_to_text (AftSheetFormat format);
gboolean aft_sheet_format_from_text (const char *text, AftSheetFormat *ret_format);
/* "text/csv; charset=utf-8", … Static. */
const char *aft_sheet_format_get_type (AftSheetFormat format);

typedef struct
{
  AftSheetFormat format;
  AftLanguage language; /* of labels and of what the format itself says */
  const char *title;    /* of a sheet or page; may be NULL */
  const AftColumn *columns;
  gsize n_columns;
  gboolean has_labels;     /* cells show the label of a value that has one; SAV keeps both always */
  gboolean has_label_line; /* the first line has the columns' labels in place of their names */
  gboolean leaves_bom;     /* CSV without one */
  gboolean is_raw;         /* for programs: cells that a spreadsheet would run stay as they are */
  guint64 rows;            /* how many will come: SAV must know, others do not look at it */
  const char *temporary;   /* folder for what XLSX must put aside; NULL: the system's */
  const AftSheetFront *front; /* XLSX, HTML: a sheet or page begins with it; NULL: with the table */
} AftSheetOptions;

/* Opens the table. @sink must outlive it. INVALID: no columns, two of one name, or what the format
 * cannot have. */
AftSheet *aft_sheet_new (const AftSheetOptions *options,
                         AftSink *sink,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ends the table, and begins a further one in the same file: XLSX and HTML. UNSUPPORTED, and the
 * table goes on: the other formats have one. INVALID: as above. */
gboolean aft_sheet_begin_table (AftSheet *sheet,
                                const AftSheetTable *table,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The cells of a row in the columns' order; a cell that nobody sets is empty. A text (NULL: empty)
 * is UTF-8 without NUL (CSV takes any bytes). In a column of numbers it is INVALID, and so is what
 * is no number of the column's type; a number in a column of texts is written as one. Where values
 * have labels, the label of 5 is that of "5". All fail alike after the first failure, and
 * aft_sheet_end_row() tells. */
void aft_sheet_put_text (AftSheet *sheet, gsize column, const char *text, gssize length);
void aft_sheet_put_integer (AftSheet *sheet, gsize column, gint64 value);
/* NaN: empty. */
void aft_sheet_put_number (AftSheet *sheet, gsize column, double value);
/* Why there is no value, in a column of any type, for people: XLSX and HTML show it, in the other
 * formats the cell is empty. No chart draws it. */
void aft_sheet_put_remark (AftSheet *sheet, gsize column, const char *text);
gboolean aft_sheet_end_row (AftSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Copied; after the table is opened and before its first row. */
void aft_sheet_add_chart (AftSheet *sheet, const AftSheetChart *chart);

/* Writes what is left; the sink is the caller's to finish. */
gboolean aft_sheet_finish (AftSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Rows of all tables that were ended without a failure. */
guint64 aft_sheet_get_rows (const AftSheet *sheet);
/* For the manifest: texts that a spreadsheet would have run and that have an apostrophe in front
 * now (CSV, HTML), and texts that were longer than the format, or AftColumn.most in SAV, has room
 * for and that were cut. */
guint64 aft_sheet_get_neutralised (const AftSheet *sheet);
guint64 aft_sheet_get_cut (const AftSheet *sheet);
/* Accepts NULL. */
void aft_sheet_free (AftSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSheet, aft_sheet_free)

G_END_DECLS
