/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts that the spreadsheet itself draws from a sheet's rows, so that whoever gets the file can
 * go on with them. The charts of pages and reports are aft-chart's. */
#include "aft-xlsx-chart.h"

#include "aft-error.h"
#include "aft-tokens.h"

#define GRID_GREY 0xdddddd
#define NEAR_ALL  0.8 /* a share beyond it would have an axis of more than 100 % */

AftSheetChart *
aft_xlsx_chart_copy (const AftSheetChart *chart)
{
  AftSheetChart *copy = g_new (AftSheetChart, 1);

  *copy = *chart;
  copy->name = g_strdup (chart->name);
  copy->title = g_strdup (chart->title);
  copy->y_columns = g_memdup2 (chart->y_columns, chart->n_y_columns * sizeof *chart->y_columns);
  return copy;
}

void
aft_xlsx_chart_free (AftSheetChart *chart)
{
  g_free ((gpointer) chart->name);
  g_free ((gpointer) chart->title);
  g_free ((gpointer) chart->y_columns);
  g_free (chart);
}

static void
draw_bar (lxw_chart_series *series)
{
  lxw_chart_fill fill = { .color = aft_xlsx_book_parse_colour (AFT_TOKEN_DAY_ACCENT) };

  chart_series_set_fill (series, &fill);
}

static void
draw_line (lxw_chart_series *series)
{
  const lxw_color_t accent = aft_xlsx_book_parse_colour (AFT_TOKEN_DAY_ACCENT);
  lxw_chart_line line = { .color = accent, .width = 2.25F };
  lxw_chart_line edge = { .color = accent };
  lxw_chart_fill fill = { .color = accent };

  chart_series_set_line (series, &line);
  chart_series_set_marker_type (series, LXW_CHART_MARKER_CIRCLE);
  chart_series_set_marker_size (series, 6);
  chart_series_set_marker_line (series, &edge);
  chart_series_set_marker_fill (series, &fill);
}

static void
draw_limit (lxw_chart_series *series)
{
  lxw_chart_line line = { .color = aft_xlsx_book_parse_colour (AFT_TOKEN_DAY_LINE),
                          .width = 1.25F,
                          .dash_type = LXW_CHART_LINE_DASH_DASH };

  chart_series_set_line (series, &line);
}

static void
add_series (lxw_chart *drawing,
            const AftSheetChart *chart,
            const AftXlsxChartRows *rows,
            gsize which)
{
  lxw_chart_series *series = chart_add_series (drawing, NULL, NULL);
  const lxw_col_t x = (lxw_col_t) chart->x_column;
  const lxw_col_t heading = (lxw_col_t) chart->y_columns[which];
  const lxw_col_t y = rows->y_columns[which];

  chart_series_set_categories (series, rows->sheet_name, 1, x, rows->n_rows, x);
  chart_series_set_values (series, rows->sheet_name, 1, y, rows->n_rows, y);
  chart_series_set_name_range (series, rows->sheet_name, 0, heading);
  if (chart->is_bars)
    draw_bar (series);
  else if (which == 0)
    draw_line (series);
  else
    draw_limit (series);
}

/* Bars lie, so that names can be read; the first is at the top, and they begin at nothing. Lying
 * or not, the library calls what goes across x. */
static void
set_axes (lxw_chart *drawing, const AftSheetChart *chart, const AftXlsxChartRows *rows)
{
  lxw_chart_line grid = { .color = GRID_GREY, .width = 0.75F };
  const gboolean is_share = rows->y_format != NULL && g_str_has_suffix (rows->y_format, "%");
  lxw_chart_axis *names = chart->is_bars ? drawing->y_axis : drawing->x_axis;
  lxw_chart_axis *values = chart->is_bars ? drawing->x_axis : drawing->y_axis;

  if (rows->x_format != NULL)
    chart_axis_set_num_format (names, rows->x_format);
  if (rows->y_format != NULL)
    chart_axis_set_num_format (values, rows->y_format);
  if (chart->is_bars && rows->smallest >= 0)
    chart_axis_set_min (values, 0);
  if (is_share && rows->largest > NEAR_ALL)
    chart_axis_set_max (values, 1);
  chart_axis_major_gridlines_set_visible (names, LXW_FALSE);
  chart_axis_major_gridlines_set_visible (values, LXW_TRUE);
  chart_axis_major_gridlines_set_line (values, &grid);
  chart_axis_set_label_position (names, LXW_CHART_AXIS_LABEL_POSITION_LOW);
  if (chart->is_bars)
    chart_axis_set_reverse (names);
  if (chart->n_y_columns > 1)
    chart_legend_set_position (drawing, LXW_CHART_LEGEND_BOTTOM);
  else
    chart_legend_set_position (drawing, LXW_CHART_LEGEND_NONE);
}

gboolean
aft_xlsx_chart_add (AftXlsxBook *book,
                    const AftSheetChart *chart,
                    const AftXlsxChartRows *rows,
                    GError **error)
{
  lxw_workbook *workbook = aft_xlsx_book_get_workbook (book);
  const char *name = chart->name != NULL ? chart->name : chart->title;
  lxw_chartsheet *sheet;
  lxw_chart *drawing;

  if (rows->n_rows == 0)
    return TRUE;
  sheet = aft_xlsx_book_add_chartsheet (
      book, aft_xlsx_book_take_name (book, name != NULL ? name : "Chart"), error);
  if (sheet == NULL)
    return FALSE;
  drawing = workbook_add_chart (workbook, chart->is_bars ? LXW_CHART_BAR : LXW_CHART_LINE);
  for (gsize i = 0; i < chart->n_y_columns; i++)
    add_series (drawing, chart, rows, i);
  if (chart->title != NULL)
    chart_title_set_name (drawing, chart->title);
  set_axes (drawing, chart, rows);
  chart_show_hidden_data (drawing);
  chartsheet_set_landscape (sheet);
  chartsheet_set_paper (sheet, AFT_XLSX_PAPER_A4);
  chartsheet_set_chart (sheet, drawing);
  return TRUE;
}
