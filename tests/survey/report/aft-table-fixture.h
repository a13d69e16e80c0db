/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-sheet.h"

G_BEGIN_DECLS

/* Tables for the tests of all formats: written by ours, read back by somebody else's program. */

typedef enum
{
  AFT_CELL_NOTHING,
  AFT_CELL_TEXT,
  AFT_CELL_INTEGER,
  AFT_CELL_NUMBER
} AftCellKind;

typedef struct
{
  AftCellKind kind;
  const char *text;
  gsize length; /* 0: up to the end of @text */
  gint64 integer;
  double number;
} AftCell;

#define AFT_TEXT_CELL(value)                                                                       \
  {                                                                                                \
    .kind = AFT_CELL_TEXT, .text = (value)                                                         \
  }
#define AFT_INTEGER_CELL(value)                                                                    \
  {                                                                                                \
    .kind = AFT_CELL_INTEGER, .integer = (value)                                                   \
  }
#define AFT_NUMBER_CELL(value)                                                                     \
  {                                                                                                \
    .kind = AFT_CELL_NUMBER, .number = (value)                                                     \
  }

void aft_cell_put (AftSheet *sheet, gsize column, const AftCell *cell);

/* The file of @n_rows rows of @cells, one after the other. */
GBytes *aft_table_write (const AftSheetOptions *options, const AftCell *cells, gsize n_rows);
/* The same where a failure is expected: the first that there is. */
GError *aft_table_fail (const AftSheetOptions *options, const AftCell *cells, gsize n_rows);

/* Rows of cells (GPtrArray of GString), the headings first, as another program reads them. */
GPtrArray *aft_table_read_back (AftSheetFormat format, GBytes *file);
/* Of those: a cell, which ends in NUL. */
const GString *aft_table_get (const GPtrArray *table, gsize row, gsize column);

G_END_DECLS
