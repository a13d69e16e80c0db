/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a table's file is made of: columns, tables, what stands before them, charts. Plain records;
 * AftSheet copies what it keeps. */

typedef enum
{
  AFT_COLUMN_TEXT,
  AFT_COLUMN_INTEGER,
  AFT_COLUMN_NUMBER,
  AFT_COLUMN_DAY, /* days since 1970-01-01: "2026-10-03", a date where the format has one */
  AFT_COLUMN_TIME /* UTC milliseconds: "2026-10-03T12:30:00.000Z", likewise */
} AftColumnType;

/* How people are shown the numbers of an AFT_COLUMN_NUMBER: in XLSX by a format of the cell, which
 * holds all of the number, in HTML unless is_raw. The formats for programs have the number. */
typedef enum
{
  AFT_LOOK_PLAIN,
  AFT_LOOK_FIXED, /* AftColumn.digits behind the point */
  AFT_LOOK_SHARE, /* 0.754: "75.4 %", with as many */
  AFT_LOOK_SPAN   /* seconds, not negative: "1:02:05" in hours; XLSX holds days */
} AftColumnLook;

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
  AftColumnLook look;
  guint digits;       /* at most 9 */
  gboolean is_signed; /* FIXED and SHARE: "+1.9" */
} AftColumn;

/* What stands before the tables of a file. All texts but the contents may be NULL. */
typedef struct
{
  const char *label; /* "Period"; NULL: as the one above */
  const char *text;
} AftSheetFact;

typedef struct
{
  const char *name;  /* of the sheet in XLSX: "Overview" */
  const char *title; /* of the whole */
  const char *lead;  /* a sentence in larger letters */
  const AftSheetFact *facts;
  gsize n_facts;
  const char *contents_label;  /* "Contents" */
  const char *const *contents; /* titles of all tables that will come, in their order */
  gsize n_contents;
} AftSheetFront;

/* One of the tables of a file. */
typedef struct
{
  const char *title;
  const AftColumn *columns;
  gsize n_columns;
} AftSheetTable;

/* A chart that XLSX draws of the table's rows, of its first sheet where it has several, on a sheet
 * of its own behind it; the other formats have none. Bars, or a line of the first of @y_columns
 * with the others as its limits, dashed. Where a cell has no number the line has a gap. */
typedef struct
{
  const char *name; /* of the sheet; NULL: the title */
  const char *title;
  gsize x_column;
  const gsize *y_columns;
  gsize n_y_columns;
  gboolean is_bars;
} AftSheetChart;

G_END_DECLS
