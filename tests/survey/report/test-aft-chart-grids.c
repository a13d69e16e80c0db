/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares, the heat map, Pareto and small multiples, as a reader of their SVG sees them. */
#include <math.h>
#include <string.h>

#include "aft-chart-heat.h"
#include "aft-chart-panels.h"
#include "aft-chart-pareto.h"
#include "aft-chart-shares.h"
#include "aft-drawing.h"

#define LONG_NAME "老灶火锅国贸中心三期旗舰体验店（二楼）"

static const guint widths[] = { 340, 480, 680, 1120 };
static const AftChartScale shares_scale = { .most = 1, .factor = 100, .unit = " %" };

static AftChartOptions
make_options (guint width)
{
  return (AftChartOptions){ AFT_CHART_IN_PAGE, AFT_LANGUAGE_ZH_CN, width, "chart" };
}

/* -- shares ------------------------------------------------------------------------------------
 */

static AftDrawing *
draw_shares (const AftChartColumn *columns, gsize n_columns, guint width)
{
  const AftChartOptions options = make_options (width);
  const AftChartShares shares
      = { .title = "满意度分布",
          .unit = " %",
          .nothing = "还没有回答",
          .names = { "1 很不满意", "2 不满意", "3 一般", "4 满意", "5 很满意" },
          .columns = columns,
          .n_columns = n_columns };
  return aft_drawing_new (aft_chart_shares_draw (&shares, &options), &options);
}

static void
test_shares_sizes (void)
{
  static const gsize sizes[] = { 0, 1, 12, 53, 366, 20000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (widths); j++)
      {
        g_autofree AftChartColumn *columns = g_new0 (AftChartColumn, sizes[i] + 1);
        g_autoptr (AftDrawing) drawing = NULL;
        for (gsize k = 0; k < sizes[i]; k++)
          columns[k] = (AftChartColumn){ "10-03", "说明", k % 5 != 4, { .04, .06, .14, .34, .42 } };
        drawing = draw_shares (columns, sizes[i], widths[j]);
        g_assert_true ((sizes[i] == 0) == (aft_drawing_find_text (drawing, "还没有回答") != NULL));
      }
}

/* The best at the bottom: its height is read off the axis. */
static void
test_shares_order (void)
{
  const AftChartColumn column = { "10-03", NULL, TRUE, { .1, .1, .2, .2, .4 } };
  g_autoptr (AftDrawing) drawing = draw_shares (&column, 1, 680);
  const AftDrawnShape *best = aft_drawing_find (drawing, "rect", "fill-good", 1);
  const AftDrawnShape *worst = aft_drawing_find (drawing, "rect", "fill-accent", 1);
  const AftDrawnText *forty = aft_drawing_find_text (drawing, "40 %");

  g_assert_cmpfloat_with_epsilon (best->top, forty->y - 0.35 * forty->size, 0.3);
  g_assert_cmpfloat (worst->bottom, <, best->top);
  g_assert_nonnull (aft_drawing_find_text (drawing, "40"));
  /* The dissatisfied ones are striped, in the legend and in the column. */
  g_assert_cmpuint (aft_drawing_count (drawing, "rect", "url(#chart-accent-soft)"), ==, 4);
}

static void
test_shares_gap (void)
{
  const AftChartColumn columns[] = { { "1", NULL, TRUE, { 0, 0, 0, 0, 1 } },
                                     { "2", NULL, FALSE, { 0 } },
                                     { "3", NULL, TRUE, { NAN, 0, 0, 0, 1 } } };
  g_autoptr (AftDrawing) drawing = draw_shares (columns, 3, 680);

  g_assert_cmpuint (aft_drawing_count (drawing, "rect", "fill-good"), ==, 2 + 1 /* legend */);
  g_assert_nonnull (aft_drawing_find_text (drawing, "2"));
}

/* -- the heat map ------------------------------------------------------------------------------
 */

typedef struct
{
  char hours[24][3];
  const char *columns[24];
  AftChartCell cells[7 * 24];
} Week;

static void
fill_week (Week *week)
{
  memset (week->cells, 0, sizeof week->cells);
  for (guint i = 0; i < 24; i++)
    {
      g_snprintf (week->hours[i], sizeof week->hours[i], "%u", i);
      week->columns[i] = week->hours[i];
    }
}

static AftDrawing *
draw_week_as (const Week *week, guint width, gboolean is_round)
{
  static const char *const rows[] = { "周一", "周二", "周三", "周四", "周五", "周六", "周日" };
  const AftChartOptions options = make_options (width);
  const AftChartHeat heat = { .title = "按小时",
                              .scale = shares_scale,
                              .middle = 0.86,
                              .nothing = "还没有回答",
                              .below = "低于平均",
                              .above = "高于平均",
                              .thin = "回答不够",
                              .hidden = "少于 5",
                              .columns = week->columns,
                              .n_columns = 24,
                              .is_round = is_round,
                              .rows = rows,
                              .n_rows = 7,
                              .cells = week->cells };
  return aft_drawing_new (aft_chart_heat_draw (&heat, &options), &options);
}

static AftDrawing *
draw_week (const Week *week, guint width)
{
  return draw_week_as (week, width, FALSE);
}

static void
set_cell (Week *week, guint weekday, guint hour, double value)
{
  week->cells[weekday * 24 + hour]
      = (AftChartCell){ .state = AFT_CHART_CELL_KNOWN, .value = value, .says = "说明" };
}

/* Every number is there at every width: the grid turns over rather than leave them out. */
static void
test_heat_numbers (void)
{
  Week week;

  fill_week (&week);
  for (guint i = 0; i < 7 * 24; i++)
    set_cell (&week, i / 24, i % 24, i % 31 == 0 ? 1 : 0.8 + 0.001 * i);
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (AftDrawing) drawing = draw_week (&week, widths[i]);
      const AftDrawnText *monday = aft_drawing_find_text (drawing, "周一");
      const AftDrawnText *sunday = aft_drawing_find_text (drawing, "周日");
      g_assert_cmpuint (drawing->texts->len, ==, 7 * 24 + 24 + 7 + 4);
      g_assert_cmpuint (drawing->says->len, ==, 7 * 24);
      g_assert_true ((widths[i] < 600) == (monday->y == sunday->y));
    }
}

static void
test_heat_trimmed (void)
{
  Week week;
  g_autoptr (AftDrawing) drawing = NULL;
  g_autoptr (AftDrawing) empty = NULL;

  fill_week (&week);
  empty = draw_week (&week, 680);
  g_assert_nonnull (aft_drawing_find_text (empty, "还没有回答"));
  set_cell (&week, 2, 11, 0.9);
  set_cell (&week, 2, 20, 0.7);
  drawing = draw_week (&week, 680);
  g_assert_null (aft_drawing_find_text (drawing, "10"));
  g_assert_nonnull (aft_drawing_find_text (drawing, "11"));
  g_assert_nonnull (aft_drawing_find_text (drawing, "15"));
  g_assert_null (aft_drawing_find_text (drawing, "21"));
}

/* From noon until after midnight: the night is left out, and 0 stands behind 23. */
static void
test_heat_round (void)
{
  Week week;
  g_autoptr (AftDrawing) drawing = NULL;
  g_autoptr (AftDrawing) empty = NULL;

  fill_week (&week);
  empty = draw_week_as (&week, 680, TRUE);
  g_assert_nonnull (aft_drawing_find_text (empty, "还没有回答"));
  set_cell (&week, 1, 12, 0.9);
  set_cell (&week, 1, 22, 0.8);
  set_cell (&week, 1, 1, 0.7);
  drawing = draw_week_as (&week, 680, TRUE);
  g_assert_null (aft_drawing_find_text (drawing, "2"));
  g_assert_null (aft_drawing_find_text (drawing, "11"));
  g_assert_cmpfloat (aft_drawing_find_text (drawing, "0")->x, >,
                     aft_drawing_find_text (drawing, "23")->x);
  g_assert_cmpfloat (aft_drawing_find_text (drawing, "90")->x, <,
                     aft_drawing_find_text (drawing, "70")->x);
}

static void
test_heat_signs (void)
{
  Week week;
  g_autoptr (AftDrawing) drawing = NULL;

  fill_week (&week);
  set_cell (&week, 0, 12, 0.95);
  set_cell (&week, 0, 13, 0.6);
  week.cells[14].state = AFT_CHART_CELL_THIN;
  week.cells[15].state = AFT_CHART_CELL_HIDDEN;
  week.cells[16] = (AftChartCell){ .state = AFT_CHART_CELL_KNOWN, .value = NAN };
  drawing = draw_week (&week, 680);
  /* Each beside that of the legend. */
  g_assert_cmpuint (aft_drawing_count (drawing, "circle", "stroke-muted"), ==, 2);
  g_assert_cmpuint (aft_drawing_count (drawing, "path", "stroke-muted"), ==, 2);
  g_assert_nonnull (aft_drawing_find_text (drawing, "95"));
  g_assert_cmpuint (aft_drawing_count (drawing, "rect", "fill-accent"), ==, 2);
}

/* -- Pareto ------------------------------------------------------------------------------------
 */

static AftDrawing *
draw_pareto (const AftChartCause *causes, gsize n_causes, guint width)
{
  const AftChartOptions options = make_options (width);
  const AftChartPareto pareto = { .title = "原因",
                                  .nothing = "没有原因",
                                  .bars = "次数",
                                  .sum = "累计",
                                  .better = "比以前少",
                                  .worse = "比以前多",
                                  .unit = " %",
                                  .causes = causes,
                                  .n_causes = n_causes };
  return aft_drawing_new (aft_chart_pareto_draw (&pareto, &options), &options);
}

static void
test_pareto_sum (void)
{
  const AftChartCause causes[] = { { .label = "等候", .count = 50 },
                                   { .label = "菜品", .count = 30 },
                                   { .label = "价格", .count = 20 } };
  g_autoptr (AftDrawing) drawing = draw_pareto (causes, 3, 680);
  double none = aft_drawing_find_text (drawing, "0 %")->x;
  double all = aft_drawing_find_text (drawing, "100 %")->x;
  static const double sums[] = { 0.5, 0.8, 1 };

  for (guint i = 0; i < 3; i++)
    {
      const AftDrawnShape *dot = aft_drawing_find (drawing, "circle", "fill-ink", i + 1);
      g_assert_cmpfloat_with_epsilon (dot->right - 3, none + sums[i] * (all - none), 0.2);
    }
  g_assert_cmpfloat_with_epsilon (aft_drawing_find (drawing, "rect", "fill-accent-soft", 1)->right,
                                  aft_drawing_find_text (drawing, "50 %")->x, 0.2);
}

static void
test_pareto_widths (void)
{
  const AftChartCause causes[]
      = { { LONG_NAME LONG_NAME, "132 · 34 %", "说明", 132, AFT_CHART_MARK_WORSE },
          { "Service and everything about it", "1,000,000 · 99.9 %", NULL, 100,
            AFT_CHART_MARK_BETTER },
          { "无", NULL, NULL, 0, AFT_CHART_MARK_NONE } };

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (AftDrawing) drawing = draw_pareto (causes, 3, widths[i]);
      g_autoptr (AftDrawing) nobody = draw_pareto (causes + 2, 1, widths[i]);
      g_autoptr (AftDrawing) nothing = draw_pareto (NULL, 0, widths[i]);
      g_assert_cmpuint (aft_drawing_count (drawing, "path", "fill-accent"), ==, 2);
      g_assert_nonnull (aft_drawing_find_text (nobody, "无"));
      g_assert_nonnull (aft_drawing_find_text (nothing, "没有原因"));
    }
}

/* -- small multiples ---------------------------------------------------------------------------
 */

static void
fill_panels (AftChartPanel *panels, gsize n_panels, AftChartPoint *points)
{
  for (gsize i = 0; i < 12; i++)
    {
      points[i] = aft_chart_point_new_gap ("10-03");
      points[i].value = 0.8 + 0.01 * (double) i;
      points[i].low = points[i].value - 0.04;
      points[i].high = points[i].value + 0.04;
    }
  for (gsize i = 0; i < n_panels; i++)
    panels[i]
        = (AftChartPanel){ i % 3 == 0 ? LONG_NAME : "滨江店", "86 % ± 2", "说明", points, 12 };
}

static void
test_panels_sizes (void)
{
  static const gsize sizes[] = { 0, 1, 7, 200 };
  AftChartPoint points[12];
  AftChartPanel panels[200];

  fill_panels (panels, 200, points);
  panels[4].n_points = 0; /* says so */
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (widths); j++)
      {
        const AftChartOptions options = make_options (widths[j]);
        const AftChartPanels all = { .title = "各门店",
                                     .nothing = "不够",
                                     .scale = shares_scale,
                                     .panels = panels,
                                     .n_panels = sizes[i] };
        g_autoptr (AftDrawing) drawing
            = aft_drawing_new (aft_chart_panels_draw (&all, &options), &options);
        g_assert_cmpuint (drawing->says->len, ==, sizes[i]);
        g_assert_true ((sizes[i] == 0 || sizes[i] > 4)
                       == (aft_drawing_find_text (drawing, "不够") != NULL));
      }
}

/* A part of the panels with the scale of all: the same value stands at the same height. */
static void
test_panels_pages (void)
{
  const AftChartOptions options = make_options (340);
  AftChartPoint points[12];
  AftChartPoint low = aft_chart_point_new_gap ("10-03");
  AftChartPanel panels[4];
  AftChartPanels all
      = { .title = "各门店", .scale = shares_scale, .panels = panels, .n_panels = 4 };
  AftChartPanels part;
  g_autoptr (AftDrawing) whole = NULL;
  g_autoptr (AftDrawing) first = NULL;

  fill_panels (panels, 4, points);
  low.value = 0.2;
  panels[3].points = &low;
  panels[3].n_points = 1;
  part = all;
  part.n_panels = 2;
  part.scale = aft_chart_panels_fit (&all);
  whole = aft_drawing_new (aft_chart_panels_draw (&all, &options), &options);
  first = aft_drawing_new (aft_chart_panels_draw (&part, &options), &options);
  g_assert_cmpfloat (aft_drawing_find (whole, "path", "stroke-ink", 0)->top, ==,
                     aft_drawing_find (first, "path", "stroke-ink", 0)->top);
}

static void
test_panels_count (void)
{
  const AftChartOptions narrow = make_options (340);
  const AftChartOptions wide = make_options (1120);

  g_assert_cmpuint (aft_chart_panels_count (&narrow, 0), ==, 2);
  g_assert_cmpuint (aft_chart_panels_count (&wide, 1000), ==, 6 * 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/chart-shares/any-number-of-columns", test_shares_sizes);
  g_test_add_func ("/report/chart-shares/the-best-stand-on-the-axis", test_shares_order);
  g_test_add_func ("/report/chart-shares/what-is-not-known-is-a-gap", test_shares_gap);
  g_test_add_func ("/report/chart-heat/every-number-fits-at-every-width", test_heat_numbers);
  g_test_add_func ("/report/chart-heat/hours-without-answers-are-left-out", test_heat_trimmed);
  g_test_add_func ("/report/chart-heat/hours-go-round", test_heat_round);
  g_test_add_func ("/report/chart-heat/too-few-have-signs-of-their-own", test_heat_signs);
  g_test_add_func ("/report/chart-pareto/bars-and-sum-share-a-scale", test_pareto_sum);
  g_test_add_func ("/report/chart-pareto/long-names-are-cut", test_pareto_widths);
  g_test_add_func ("/report/chart-panels/one-venue-and-two-hundred", test_panels_sizes);
  g_test_add_func ("/report/chart-panels/parts-keep-the-scale-of-all", test_panels_pages);
  g_test_add_func ("/report/chart-panels/as-many-as-fit", test_panels_count);
  return g_test_run ();
}
