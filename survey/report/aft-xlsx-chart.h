/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-sheet.h"
#include "aft-xlsx-book.h"

G_BEGIN_DECLS

/* The rows that a chart is of: below the headings of a sheet. */
typedef struct
{
  const char *sheet_name;
  guint32 n_rows;
  double smallest;
  double largest;             /* number to be drawn */
  const char *x_format;       /* of the cells of the x column; NULL: texts */
  const char *y_format;       /* of those of the y columns; NULL: as they are */
  const lxw_col_t *y_columns; /* where their numbers stand, without texts among them */
} AftXlsxChartRows;

/* Draws @chart on a sheet of its own: bars for each of its columns, or the first as a line and the
 * others, its limits, dashed. Of no rows there is no chart. */
gboolean aft_xlsx_chart_add (AftXlsxBook *book,
                             const AftSheetChart *chart,
                             const AftXlsxChartRows *rows,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A copy, and its end. */
AftSheetChart *aft_xlsx_chart_copy (const AftSheetChart *chart);
void aft_xlsx_chart_free (AftSheetChart *chart);

G_END_DECLS
