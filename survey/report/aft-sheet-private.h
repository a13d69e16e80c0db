/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-error.h"
#include "aft-sheet.h"
#include "aft-sink-private.h"

G_BEGIN_DECLS

/* What the files of the formats share with aft-sheet.c. */

/* AftColumn, owned. */
typedef struct
{
  char *name;
  char *label; /* never NULL */
  AftColumnType type;
  guint most;
  AftColumnLabel *labels;
  gsize n_labels;
  GHashTable *by_value; /* value → label, both of @labels; NULL: cells show their values */
  AftColumnLook look;
  guint digits;
  gboolean is_signed;
} AftSheetColumn;

/* A format. Columns come in order, each once a row; what has a label is already a text here, and a
 * text comes for a column of numbers only so. After aft_sheet_fail() nothing more is called but
 * @free. NULL: nothing to do. */
typedef struct
{
  gboolean keeps_values; /* the format has a place for labels itself */
  gboolean (*open) (AftSheet *sheet, GError **error);
  /* Of the table that there is, while its columns are; and of the next. NULL, both: one table. */
  void (*end_table) (AftSheet *sheet);
  void (*begin_table) (AftSheet *sheet);
  void (*put_text) (AftSheet *sheet, gsize column, const char *text, gsize length);
  /* Of AFT_COLUMN_INTEGER, _DAY and _TIME, in the range that the calendar has. */
  void (*put_integer) (AftSheet *sheet, gsize column, gint64 value);
  void (*put_number) (AftSheet *sheet, gsize column, double value); /* finite */
  void (*put_nothing) (AftSheet *sheet, gsize column);
  void (*put_remark) (AftSheet *sheet, gsize column, const char *text); /* NULL: nothing is put */
  void (*end_row) (AftSheet *sheet);
  void (*add_chart) (AftSheet *sheet, const AftSheetChart *chart);
  gboolean (*finish) (AftSheet *sheet, GError **error);
  void (*free) (gpointer state); /* NULL is never handed in */
} AftSheetClass;

extern const AftSheetClass aft_csv_sheet_class;
extern const AftSheetClass aft_jsonl_sheet_class;
extern const AftSheetClass aft_xlsx_sheet_class;
extern const AftSheetClass aft_sav_sheet_class;
extern const AftSheetClass aft_html_sheet_class;

struct _AftSheet
{
  const AftSheetClass *class;
  gpointer state; /* of the format */
  AftSink *sink;
  AftSheetOptions options; /* texts owned, the title is the table's; columns as below; its front
                              is there while it is opened */
  AftSheetColumn *columns;
  gsize n_columns;
  gsize next;   /* the column that comes next */
  guint64 rows; /* of all tables */
  guint64 neutralised;
  guint64 cut;
  GString *scratch;
  GError *error;
};

/* What the first line says of a column. */
const char *aft_sheet_get_heading (const AftSheet *sheet, gsize column);

/* Only the first failure is kept. */
void aft_sheet_fail (AftSheet *sheet, AftErrorCode code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* INVALID: names column and row; @what is wrong with the cell. */
void aft_sheet_fail_cell (AftSheet *sheet, gsize column, const char *what);
/* Fails, and gives FALSE, unless @text is UTF-8 without NUL. */
gboolean aft_sheet_check_text (AftSheet *sheet, gsize column, const char *text, gsize length);

/* Bytes that the printers below may write, which is what they return; nothing ends them. */
#define AFT_SHEET_CELL_BYTES 32

gsize aft_sheet_print_integer (guint8 *bytes, gint64 value);
/* ISO 8601; the day and time as AftColumnType says. */
gsize aft_sheet_print_day (guint8 *bytes, gint64 day);
gsize aft_sheet_print_time (guint8 *bytes, gint64 time_ms);
/* Of one of the three types. */
gsize aft_sheet_print_value (guint8 *bytes, AftColumnType type, gint64 value);
/* "1:02:05" of seconds; in hours of any number below a hundred million. */
gsize aft_sheet_print_span (guint8 *bytes, double seconds);
/* As ECMAScript prints a finite number, which is the shortest that reads back. */
gsize aft_sheet_print_number (guint8 *bytes, double value);

G_END_DECLS
