/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure over time, as a reader of its SVG sees it. Nothing of librsvg: what the drawing says is
 * held here, how it looks is seen on the pages and in the report. */
#include <math.h>
#include <string.h>

#include "aft-chart-line.h"
#include "aft-drawing.h"

#define VALUE_LINE "stroke-ink"

static const AftChartScale shares = { .most = 1, .factor = 100, .unit = " %" };
static const AftChartLineNames names = { .value = "Satisfaction",
                                         .interval = "95 % interval",
                                         .limits = "Control limits",
                                         .expected = "Usual level",
                                         .before = "The month before",
                                         .better = "clearly better",
                                         .worse = "clearly worse" };
static const AftChartOptions in_page = { AFT_CHART_IN_PAGE, AFT_LANGUAGE_EN, 680, "line" };

typedef struct
{
  AftChartPoint *points;
  GPtrArray *labels;
} Points;

static void
points_clear (Points *points)
{
  g_clear_pointer (&points->points, g_free);
  g_clear_pointer (&points->labels, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Points, points_clear)

/* Points round about 86 %, with everything that can be drawn of them. */
static Points
make_points (gsize n_points)
{
  Points made
      = { g_new0 (AftChartPoint, MAX (n_points, 1)), g_ptr_array_new_with_free_func (g_free) };

  for (gsize i = 0; i < n_points; i++)
    {
      char *label = g_strdup_printf ("%02u-%02u", (guint) (i / 28 % 12 + 1), (guint) (i % 28 + 1));
      double value = 0.86 + 0.03 * sin ((double) i);
      g_ptr_array_add (made.labels, label);
      made.points[i] = (AftChartPoint){ .label = label,
                                        .says = label,
                                        .value = value,
                                        .low = value - 0.05,
                                        .high = value + 0.05,
                                        .lower = 0.8,
                                        .upper = 0.92,
                                        .expected = 0.86,
                                        .before = 0.85 };
    }
  return made;
}

static AftDrawing *
draw_with (const AftChartPoint *points, gsize n_points, const AftChartOptions *options)
{
  const AftChartLine line = { .title = "Satisfaction",
                              .description = "86 % ± 2",
                              .scale = shares,
                              .names = names,
                              .nothing = "No answers yet",
                              .points = points,
                              .n_points = n_points };
  return aft_drawing_new (aft_chart_line_draw (&line, options), options);
}

static AftDrawing *
draw (const AftChartPoint *points, gsize n_points)
{
  return draw_with (points, n_points, &in_page);
}

/* The path of the values: the last of its look, behind the legend's. */
static const AftDrawnShape *
find_line (const AftDrawing *drawing)
{
  return aft_drawing_find (drawing, "path", VALUE_LINE,
                           aft_drawing_count (drawing, "path", VALUE_LINE) - 1);
}

static void
test_every_size (void)
{
  static const gsize sizes[] = { 0, 1, 2, 7, 30, 53, 365, 5000 };
  static const guint widths[] = { 0, 340, 481, 680, 1120, 4000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (widths); j++)
      for (guint form = 0; form < 2; form++)
        {
          g_auto (Points) made = make_points (sizes[i]);
          const AftChartOptions options
              = { (AftChartForm) form, (AftLanguage) (j % 3), widths[j], "line" };
          g_autoptr (AftDrawing) drawing = draw_with (made.points, sizes[i], &options);
          g_assert_cmpfloat (drawing->width, >=, AFT_CHART_LEAST_WIDTH);
          g_assert_cmpfloat (drawing->width, <=, AFT_CHART_MOST_WIDTH);
          g_assert_cmpstr (drawing->title, ==, "Satisfaction");
          g_assert_cmpstr (drawing->description, ==, "86 % ± 2");
          g_assert_true (g_hash_table_contains (drawing->ids, "line-desc"));
        }
}

static void
test_gap (void)
{
  g_auto (Points) made = make_points (9);
  g_autoptr (AftDrawing) drawing = NULL;

  made.points[3] = aft_chart_point_new_gap ("gap");
  made.points[6] = aft_chart_point_new_gap ("gap");
  drawing = draw (made.points, 9);
  g_assert_cmpuint (aft_drawing_count_runs (find_line (drawing)), ==, 3);
  /* Seven known points and the legend's. */
  g_assert_cmpuint (aft_drawing_count (drawing, "circle", "fill-ink"), ==, 7 + 1);
}

static void
test_lonely_point (void)
{
  g_auto (Points) made = make_points (200);
  g_autoptr (AftDrawing) drawing = NULL;

  for (guint i = 0; i < 200; i++)
    if (i != 77)
      made.points[i] = aft_chart_point_new_gap ("gap");
  drawing = draw (made.points, 200);
  g_assert_cmpuint (aft_drawing_count (drawing, "circle", "fill-ink"), ==, 1 + 1);
  g_assert_null (aft_drawing_find_text (drawing, "No answers yet"));
}

static void
test_nothing (void)
{
  g_auto (Points) made = make_points (12);
  g_autoptr (AftDrawing) empty = draw (NULL, 0);
  g_autoptr (AftDrawing) unknown = NULL;

  for (guint i = 0; i < 12; i++)
    made.points[i] = aft_chart_point_new_gap ("01-01");
  unknown = draw (made.points, 12);
  g_assert_nonnull (aft_drawing_find_text (empty, "No answers yet"));
  g_assert_nonnull (aft_drawing_find_text (unknown, "No answers yet"));
  g_assert_nonnull (aft_drawing_find_text (unknown, "100 %"));
}

static void
test_equal_values (void)
{
  static const double all[] = { 0, 0.5, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      AftChartPoint points[12];
      g_autoptr (AftDrawing) drawing = NULL;
      for (gsize j = 0; j < G_N_ELEMENTS (points); j++)
        {
          points[j] = aft_chart_point_new_gap ("01-01");
          points[j].value = all[i];
        }
      drawing = draw (points, G_N_ELEMENTS (points));
      g_assert_cmpfloat (find_line (drawing)->top, ==, find_line (drawing)->bottom);
      g_assert_cmpfloat (drawing->height, >, 150);
    }
}

/* The tick of a value stands where the value's point is. */
static void
test_axis (void)
{
  AftChartPoint points[3];
  g_autoptr (AftDrawing) drawing = NULL;
  const AftDrawnText *seventy;

  for (gsize i = 0; i < 3; i++)
    points[i] = aft_chart_point_new_gap ("01-01");
  points[0].value = 0.5;
  points[1].value = 0.7;
  points[2].value = 0.9;
  drawing = draw (points, 3);
  seventy = aft_drawing_find_text (drawing, "70 %");
  g_assert_nonnull (seventy);
  g_assert_cmpfloat_with_epsilon (aft_drawing_find (drawing, "circle", "fill-ink", 2)->top + 3,
                                  seventy->y - 0.35 * seventy->size, 0.2);
}

static void
test_scales (void)
{
  static const struct
  {
    AftChartScale scale;
    double value;
    const char *tick;
  } cases[] = {
    { { .least = -100, .most = 100, .factor = 1 }, -20, "−20" },
    { { .least = 1, .most = 5, .factor = 1 }, 4.2, "4.20" },
    { { .least = 1, .most = 7, .factor = 1 }, 7, "7.0" },
    { { .most = 1, .factor = 100, .unit = " %" }, 0.003, "0 %" },
    { { .most = 1, .factor = 100, .unit = " %", .low = 0.2, .high = 0.8 }, 0.5, "80 %" },
    { { .most = 1e12, .factor = 1 }, 5e11, "500000000000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AftChartPoint point = aft_chart_point_new_gap ("01-01");
      AftChartLine line
          = { .title = "t", .scale = cases[i].scale, .points = &point, .n_points = 1 };
      g_autoptr (AftDrawing) drawing = NULL;
      point.value = cases[i].value;
      drawing = aft_drawing_new (aft_chart_line_draw (&line, &in_page), &in_page);
      g_assert_nonnull (aft_drawing_find_text (drawing, cases[i].tick));
      g_assert_null (drawing->description);
    }
}

static void
test_outside_the_scale (void)
{
  AftChartPoint points[] = { aft_chart_point_new_gap ("a"), aft_chart_point_new_gap ("b") };
  g_autoptr (AftDrawing) drawing = NULL;

  points[0].value = 0.5;
  points[1].value = INFINITY;
  points[0].low = -3;
  points[0].high = 7;
  drawing = draw (points, 2); /* reading it holds everything inside the paper */
  g_assert_nonnull (aft_drawing_find_text (drawing, "100 %"));
}

static void
test_labels (void)
{
  g_auto (Points) made = make_points (365);
  g_autoptr (AftDrawing) drawing = draw (made.points, 365);
  const char *last = made.points[364].label;
  guint labels = 0;

  g_assert_nonnull (aft_drawing_find_text (drawing, last));
  for (guint i = 0; i < drawing->texts->len; i++)
    {
      const AftDrawnText *text = g_ptr_array_index (drawing->texts, i);
      labels += text->y > drawing->height - 10 ? 1 : 0;
    }
  g_assert_cmpuint (labels, >=, 8);
  g_assert_cmpuint (labels, <=, 20);
}

static void
test_marks (void)
{
  g_auto (Points) made = make_points (30);
  g_autoptr (AftDrawing) drawing = NULL;
  guint dots;

  made.points[4].mark = AFT_CHART_MARK_WORSE;
  made.points[20].mark = AFT_CHART_MARK_BETTER;
  drawing = draw (made.points, 30);
  /* Those of the legend beside them. A mark takes the place of its dot. */
  g_assert_cmpuint (aft_drawing_count (drawing, "path", "fill-accent"), ==, 1 + 1);
  g_assert_cmpuint (aft_drawing_count (drawing, "path", "fill-good"), ==, 1 + 1);
  dots = aft_drawing_count (drawing, "circle", "fill-ink");
  g_assert_cmpuint (dots, ==, 30 - 2 + 1);
}

/* However many points: their extremes and their marks are there, and the drawing stays small. */
static void
test_gathered (void)
{
  gsize n_points = 100000;
  g_auto (Points) made = make_points (n_points);
  g_autofree char *svg = NULL;
  g_autoptr (AftDrawing) drawing = NULL;
  const AftDrawnText *top;
  AftChartLine line = { .title = "t", .scale = shares, .names = names, .n_points = n_points };

  for (gsize i = 0; i < n_points; i++)
    made.points[i].low = made.points[i].high = NAN;
  made.points[40000].value = 0.1;
  made.points[70000].value = 1;
  made.points[70000].mark = AFT_CHART_MARK_BETTER;
  line.points = made.points;
  svg = aft_chart_line_draw (&line, &in_page);
  g_assert_cmpuint (strlen (svg), <, 100000);
  drawing = aft_drawing_new (g_steal_pointer (&svg), &in_page);
  top = aft_drawing_find_text (drawing, "100 %");
  g_assert_cmpfloat_with_epsilon (find_line (drawing)->top, top->y - 0.35 * top->size, 0.3);
  g_assert_cmpuint (aft_drawing_count (drawing, "path", "fill-good"), ==, 1 + 1);
  g_assert_cmpuint (drawing->says->len, ==, 0);
}

static void
test_pointer (void)
{
  g_auto (Points) made = make_points (30);
  g_autoptr (AftDrawing) drawing = NULL;

  made.points[3].says = "<3 & \"more\"\x01";
  made.points[5].says = NULL;
  drawing = draw (made.points, 30);
  g_assert_cmpuint (drawing->says->len, ==, 29);
  g_assert_cmpstr (g_ptr_array_index (drawing->says, 3), ==, "<3 & \"more\"\uFFFD");
}

static void
test_beginning (void)
{
  g_auto (Points) made = make_points (10);
  AftChartLine line = { .title = "t", .scale = shares, .points = made.points, .n_points = 10 };
  g_autoptr (AftDrawing) whole = aft_drawing_new (aft_chart_line_draw (&line, &in_page), &in_page);
  g_autoptr (AftDrawing) led_up_to = NULL;
  const AftDrawnShape *stroke;

  line.first = 4;
  led_up_to = aft_drawing_new (aft_chart_line_draw (&line, &in_page), &in_page);
  stroke = aft_drawing_find (led_up_to, "path", "stroke-line", 0);
  g_assert_null (aft_drawing_find (whole, "path", "stroke-line", 0));
  /* Between the fourth point and the fifth. */
  g_assert_cmpfloat (stroke->left, >, aft_drawing_find (led_up_to, "circle", "fill-ink", 3)->right);
  g_assert_cmpfloat (stroke->left, <, aft_drawing_find (led_up_to, "circle", "fill-ink", 4)->left);
}

static void
test_legend (void)
{
  g_auto (Points) made = make_points (3);
  AftChartLine line = { .title = "t",
                        .scale = shares,
                        .names = { .value = "Satisfaction",
                                   .better = "a very long name that has "
                                             "no room on a telephone" },
                        .points = made.points,
                        .n_points = 3 };
  const AftChartOptions options = { AFT_CHART_IN_PAGE, AFT_LANGUAGE_EN, 340, "line" };
  g_autoptr (AftDrawing) drawing
      = aft_drawing_new (aft_chart_line_draw (&line, &options), &options);

  g_assert_nonnull (aft_drawing_find_text (drawing, "Satisfaction"));
  g_assert_null (aft_drawing_find_text (drawing, "Control limits"));
  g_assert_null (aft_drawing_find_text (drawing, line.names.better));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/chart-line/any-number-of-points-at-any-width", test_every_size);
  g_test_add_func ("/report/chart-line/a-gap-ends-the-line", test_gap);
  g_test_add_func ("/report/chart-line/a-point-alone-is-a-dot", test_lonely_point);
  g_test_add_func ("/report/chart-line/nothing-known-says-so", test_nothing);
  g_test_add_func ("/report/chart-line/equal-values-are-level", test_equal_values);
  g_test_add_func ("/report/chart-line/a-value-stands-at-its-tick", test_axis);
  g_test_add_func ("/report/chart-line/ticks-are-round-on-every-scale", test_scales);
  g_test_add_func ("/report/chart-line/nothing-leaves-the-plot", test_outside_the_scale);
  g_test_add_func ("/report/chart-line/labels-thin-out-and-the-last-stays", test_labels);
  g_test_add_func ("/report/chart-line/marks-have-a-shape", test_marks);
  g_test_add_func ("/report/chart-line/gathered-points-keep-extremes-and-marks", test_gathered);
  g_test_add_func ("/report/chart-line/points-say-what-they-are-to-the-pointer", test_pointer);
  g_test_add_func ("/report/chart-line/what-leads-up-to-it-is-set-apart", test_beginning);
  g_test_add_func ("/report/chart-line/legend-names-what-is-named", test_legend);
  return g_test_run ();
}
