/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts that the spreadsheet itself draws from a sheet's rows, so that whoever gets the file can
 * go on with them. The charts of pages and reports are aft-chart's. */
#include "aft-xlsx-chart.h"

#include "aft-error.h"

#define LIMIT_GREY 0x808080

AftSheetChart *
aft_xlsx_chart_copy (const AftSheetChart *chart)
{
  AftSheetChart *copy = g_new (AftSheetChart, 1);

  *copy = *chart;
  copy->title = g_strdup (chart->title);
  copy->y_columns = g_memdup2 (chart->y_columns, chart->n_y_columns * sizeof *chart->y_columns);
  return copy;
}

void
aft_xlsx_chart_free (AftSheetChart *chart)
{
  g_free ((gpointer) chart->title);
  g_free ((gpointer) chart->y_columns);
  g_free (chart);
}

static void
add_series (lxw_chart *drawing,
            const AftSheetChart *chart,
            const AftXlsxChartRows *rows,
            gsize which)
{
  lxw_chart_series *series = chart_add_series (drawing, NULL, NULL);
  lxw_col_t column = (lxw_col_t) chart->y_columns[which];
  lxw_chart_line limit = { .color = LIMIT_GREY, .width = 1, .dash_type = LXW_CHART_LINE_DASH_DASH };

  chart_series_set_categories (series, rows->sheet_name, 1, (lxw_col_t) chart->x_column,
                               rows->n_rows, (lxw_col_t) chart->x_column);
  chart_series_set_values (series, rows->sheet_name, 1, column, rows->n_rows, column);
  chart_series_set_name_range (series, rows->sheet_name, 0, column);
  if (!chart->is_bars && which > 0)
    chart_series_set_line (series, &limit);
  else if (!chart->is_bars)
    chart_series_set_marker_type (series, LXW_CHART_MARKER_CIRCLE);
}

gboolean
aft_xlsx_chart_add (AftXlsxBook *book,
                    const AftSheetChart *chart,
                    const AftXlsxChartRows *rows,
                    GError **error)
{
  lxw_workbook *workbook = aft_xlsx_book_get_workbook (book);
  lxw_chartsheet *sheet;
  lxw_chart *drawing;

  if (rows->n_rows == 0)
    return TRUE;
  sheet = aft_xlsx_book_add_chartsheet (book, chart->title != NULL ? chart->title : "Chart", error);
  if (sheet == NULL)
    return FALSE;
  drawing = workbook_add_chart (workbook, chart->is_bars ? LXW_CHART_COLUMN : LXW_CHART_LINE);
  for (gsize i = 0; i < chart->n_y_columns; i++)
    add_series (drawing, chart, rows, i);
  if (chart->title != NULL)
    chart_title_set_name (drawing, chart->title);
  if (rows->is_by_day)
    chart_axis_set_num_format (drawing->x_axis, "yyyy-mm-dd");
  chartsheet_set_chart (sheet, drawing);
  return TRUE;
}
