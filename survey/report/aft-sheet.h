/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-locale.h"
#include "aft-sink.h"

G_BEGIN_DECLS

/* AftSheet: a table on its way into a file, row by row; how much of it has gone by does not change
 * what it costs in memory. The same calls for every format. */
typedef struct _AftSheet AftSheet;

typedef enum
{
  /* RFC 4180, CRLF, UTF-8 with a BOM unless it is left out. A text that a spreadsheet would run
   * gets an apostrophe in front; numbers and telephone numbers do not: the rule and its source
   * (OWASP, "CSV Injection") are in aft-csv-cell.h. Otherwise every byte stays. */
  AFT_SHEET_CSV,
  /* libxlsxwriter in constant memory; a further sheet each 1,048,575 rows. Texts are never
   * formulas; whole numbers of more than 15 digits, and days before 1900-03-01, are texts, too. */
  AFT_SHEET_XLSX,
  /* An object a line, members in the columns' order, null where a cell is empty; RFC 8785. */
  AFT_SHEET_JSONL,
  /* SPSS, with variable and value labels. A name that SPSS does not take stands in the label.
   * Blanks at a text's end are not kept. */
  AFT_SHEET_SAV,
  /* A page with one table, readable by itself. What a spreadsheet would run gets an apostrophe, as
   * in CSV: they open such pages. Control characters become U+FFFD. */
  AFT_SHEET_HTML
} AftSheetFormat;

/* "csv", "xlsx", "jsonl", "sav", "html"; the readers give FALSE for anything else. */
const char *aft_sheet_format_to_text (AftSheetFormat format);
gboolean aft_sheet_format_from_text (const char *text, AftSheetFormat *ret_format);
/* "text/csv; charset=utf-8", … Static. */
const char *aft_sheet_format_get_type (AftSheetFormat format);

typedef enum
{
  AFT_COLUMN_TEXT,
  AFT_COLUMN_INTEGER,
  AFT_COLUMN_NUMBER,
  AFT_COLUMN_DAY, /* days since 1970-01-01: "2026-10-03", a date where the format has one */
  AFT_COLUMN_TIME /* UTC milliseconds: "2026-10-03T12:30:00.000Z", likewise */
} AftColumnType;

/* A stored value of a column and what a person calls it. */
typedef struct
{
  const char *value; /* as text: "5", "waiting" */
  const char *label; /* "非常满意" */
} AftColumnLabel;

/* All texts are copied. */
typedef struct
{
  const char *name;  /* unique in the table; the first line of CSV, the key of JSON Lines */
  const char *label; /* for a person: the question's text; NULL: the name */
  AftColumnType type;
  guint most; /* characters a text may have: what SAV makes room for; 0: 255 */
  const AftColumnLabel *labels;
  gsize n_labels;
} AftColumn;

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
} AftSheetOptions;

/* Opens the table. @sink must outlive it. INVALID: no columns, two of one name, or what the format
 * cannot have. */
AftSheet *aft_sheet_new (const AftSheetOptions *options,
                         AftSink *sink,
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
gboolean aft_sheet_end_row (AftSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A chart that XLSX draws of the rows of its first sheet, on a sheet of its own; the other formats
 * have none. Copied; before finishing. Bars, or a line of the first of @y_columns with the others
 * as its limits, dashed. */
typedef struct
{
  const char *title;
  gsize x_column;
  const gsize *y_columns;
  gsize n_y_columns;
  gboolean is_bars;
} AftSheetChart;
void aft_sheet_add_chart (AftSheet *sheet, const AftSheetChart *chart);

/* Writes what is left; the sink is the caller's to finish. */
gboolean aft_sheet_finish (AftSheet *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Rows that were ended without a failure. */
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
