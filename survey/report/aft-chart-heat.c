/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grid of cells, each with its number; the colour says how far it is from the middle, in seven
 * grades. Where the drawing is narrow the grid is turned over, so that the numbers still fit. */
#include "aft-chart-heat.h"

#include <math.h>

#include "aft-chart-private.h"

#define CELL_HEIGHT 26.0
#define HEAD_HEIGHT 20.0
#define MOST_CELL   64.0
#define GRADES      3 /* on either side of the middle */

/* The grid as it is drawn: only what has answers, and turned over where that is needed. */
typedef struct
{
  const AftChartHeat *heat;
  AftSvg *svg;
  gsize first, n_columns; /* of the columns that are not empty */
  gboolean is_turned;
  double left, top;
  double width; /* of a cell */
  double middle, reach;
} Grid;

static const AftChartCell *
get_cell (const AftChartHeat *heat, gsize row, gsize column)
{
  return &heat->cells[row * heat->n_columns + column];
}

static gboolean
is_empty_column (const AftChartHeat *heat, gsize column)
{
  for (gsize row = 0; row < heat->n_rows; row++)
    if (get_cell (heat, row, column)->state != AFT_CHART_CELL_NONE)
      return FALSE;
  return TRUE;
}

static gboolean
is_known (const AftChartCell *cell)
{
  return cell->state == AFT_CHART_CELL_KNOWN && isfinite (cell->value);
}

/* The middle, and how far the furthest cell is from it. */
static void
find_reach (Grid *grid)
{
  const AftChartHeat *heat = grid->heat;
  gsize n_cells = heat->n_rows * heat->n_columns;
  double sum = 0;
  gsize known = 0;

  for (gsize i = 0; i < n_cells; i++)
    if (is_known (&heat->cells[i]))
      {
        sum += heat->cells[i].value;
        known++;
      }
  grid->middle = isfinite (heat->middle) ? heat->middle : sum / (double) MAX (known, 1);
  grid->reach = (heat->scale.most - heat->scale.least) / 20;
  for (gsize i = 0; i < n_cells; i++)
    if (is_known (&heat->cells[i]))
      grid->reach = MAX (grid->reach, fabs (heat->cells[i].value - grid->middle));
}

static void
trim_ends (Grid *grid)
{
  gsize end = grid->heat->n_columns;

  while (grid->first < end && is_empty_column (grid->heat, grid->first))
    grid->first++;
  while (end > grid->first && is_empty_column (grid->heat, end - 1))
    end--;
  grid->n_columns = end - grid->first;
}

/* Begins behind the longest stretch of empty columns: a night is cut out, midnight is not. */
static void
trim_round (Grid *grid)
{
  gsize n_columns = grid->heat->n_columns;
  gsize longest = 0;
  gsize run = 0;

  for (gsize i = 0; i < 2 * n_columns; i++)
    {
      run = is_empty_column (grid->heat, i % n_columns) ? MIN (run + 1, n_columns) : 0;
      if (run > longest)
        {
          longest = run;
          grid->first = (i + 1) % n_columns;
        }
    }
  grid->n_columns = n_columns - longest;
}

/* The column that is drawn as number @i. */
static gsize
get_column (const Grid *grid, gsize i)
{
  return (grid->first + i) % grid->heat->n_columns;
}

/* −3 … 3. */
static int
get_grade (const Grid *grid, double value)
{
  double share = (value - grid->middle) / grid->reach;
  return (int) lround (CLAMP (share, -1, 1) * GRADES);
}

static guint
get_digits (const AftChartScale *scale)
{
  return (scale->most - scale->least) * scale->factor <= 10 ? 1 : 0;
}

static void
draw_value (const Grid *grid, const AftChartCell *cell, const AftSvgBox *box)
{
  static const struct
  {
    AftSvgColour ground;
    AftSvgColour text;
  } grades[2 * GRADES + 1] = {
    { AFT_SVG_ACCENT, AFT_SVG_ON_ACCENT }, { AFT_SVG_ACCENT_SOFT, AFT_SVG_INK },
    { AFT_SVG_ACCENT_FAINT, AFT_SVG_INK }, { AFT_SVG_FAINT, AFT_SVG_INK },
    { AFT_SVG_GOOD_FAINT, AFT_SVG_INK },   { AFT_SVG_GOOD_SOFT, AFT_SVG_INK },
    { AFT_SVG_GOOD, AFT_SVG_ON_ACCENT },
  };
  AftChartScale bare = grid->heat->scale;
  int grade = get_grade (grid, cell->value) + GRADES;
  g_autofree char *text = NULL;

  bare.unit = NULL;
  text = aft_chart_scale_dup_text (&bare, cell->value, get_digits (&bare));
  aft_svg_rect (grid->svg, box, &(AftSvgStyle){ .fill = grades[grade].ground }, cell->says);
  if (aft_svg_measure (text, AFT_CHART_TYPE) > box->width)
    return;
  aft_svg_text (grid->svg,
                &(AftSvgType){ .x = box->x + box->width / 2,
                               .y = box->y + box->height / 2 + AFT_CHART_TYPE * 0.35,
                               .size = AFT_CHART_TYPE,
                               .anchor = AFT_SVG_MIDDLE,
                               .colour = grades[grade].text },
                text);
}

static void
draw_cell (const Grid *grid, const AftChartCell *cell, const AftSvgBox *box)
{
  double x = box->x + box->width / 2;
  double y = box->y + box->height / 2;

  if (is_known (cell))
    {
      draw_value (grid, cell, box);
      return;
    }
  aft_svg_rect (grid->svg, box, &(AftSvgStyle){ .is_followed = cell->says != NULL }, cell->says);
  if (cell->state == AFT_CHART_CELL_THIN)
    aft_chart_thin_draw (grid->svg, x, y);
  else if (cell->state == AFT_CHART_CELL_HIDDEN)
    aft_chart_hidden_draw (grid->svg, x, y);
}

static gsize
count_across (const Grid *grid)
{
  return grid->is_turned ? grid->heat->n_rows : grid->n_columns;
}

static gsize
count_down (const Grid *grid)
{
  return grid->is_turned ? grid->n_columns : grid->heat->n_rows;
}

static const char *
get_across (gconstpointer data, gsize i)
{
  const Grid *grid = data;
  return grid->is_turned ? grid->heat->rows[i] : grid->heat->columns[get_column (grid, i)];
}

static const char *
get_down (const Grid *grid, gsize i)
{
  return grid->is_turned ? grid->heat->columns[get_column (grid, i)] : grid->heat->rows[i];
}

static void
draw_rows (const Grid *grid)
{
  for (gsize y = 0; y < count_down (grid); y++)
    {
      double top = grid->top + HEAD_HEIGHT + (double) y * CELL_HEIGHT;
      g_autofree char *label
          = aft_svg_dup_fitting (get_down (grid, y), AFT_CHART_TYPE, grid->left - AFT_CHART_GAP);
      aft_svg_text (grid->svg,
                    &(AftSvgType){ .x = grid->left - AFT_CHART_GAP,
                                   .y = top + CELL_HEIGHT / 2 + AFT_CHART_TYPE * 0.35,
                                   .size = AFT_CHART_TYPE,
                                   .anchor = AFT_SVG_END,
                                   .colour = AFT_SVG_MUTED },
                    label);
      for (gsize x = 0; x < count_across (grid); x++)
        draw_cell (grid,
                   get_cell (grid->heat, grid->is_turned ? x : y,
                             get_column (grid, grid->is_turned ? y : x)),
                   &(AftSvgBox){ grid->left + (double) x * grid->width, top, grid->width - 2,
                                 CELL_HEIGHT - 2 });
    }
}

/* Labels at the left, then cells that hold a number; turned over if they would not. */
static void
lay_out (Grid *grid)
{
  double width = aft_svg_get_width (grid->svg);
  double needed = aft_svg_measure ("100", AFT_CHART_TYPE) + 2;

  for (guint pass = 0; pass < 2; pass++)
    {
      double widest = 0;
      for (gsize i = 0; i < count_down (grid); i++)
        widest = MAX (widest, aft_svg_measure (get_down (grid, i), AFT_CHART_TYPE));
      grid->left = MIN (widest, width / 3) + AFT_CHART_GAP;
      grid->width = MIN ((width - grid->left) / (double) MAX (count_across (grid), 1), MOST_CELL);
      if (grid->width >= needed || grid->heat->n_rows >= grid->n_columns)
        return;
      grid->is_turned = TRUE;
    }
}

static double
draw_legend (const AftChartHeat *heat, AftSvg *svg)
{
  const AftChartKey keys[] = {
    { heat->below, AFT_CHART_KEY_AREA, { .fill = AFT_SVG_ACCENT } },
    { heat->above, AFT_CHART_KEY_AREA, { .fill = AFT_SVG_GOOD } },
    { .name = heat->thin, .shape = AFT_CHART_KEY_THIN },
    { .name = heat->hidden, .shape = AFT_CHART_KEY_HIDDEN },
  };
  return aft_chart_keys_draw (svg, keys, G_N_ELEMENTS (keys), 0);
}

char *
aft_chart_heat_draw (const AftChartHeat *heat, const AftChartOptions *options)
{
  g_autoptr (AftSvg) svg = aft_svg_new (options, heat->title, heat->description);
  Grid grid = { .heat = heat, .svg = svg };
  double width = aft_svg_get_width (svg);

  grid.top = draw_legend (heat, svg) + AFT_CHART_GAP;
  if (heat->is_round)
    trim_round (&grid);
  else
    trim_ends (&grid);
  if (grid.n_columns == 0 || heat->n_rows == 0)
    {
      aft_chart_nothing_draw (svg, &(AftSvgBox){ 0, grid.top, width, 120 }, heat->nothing);
      return aft_svg_end (svg, grid.top + 120);
    }
  find_reach (&grid);
  lay_out (&grid);
  aft_chart_labels_draw (&(AftChartLabels){ .left = grid.left - 1,
                                            .step = grid.width,
                                            .y = grid.top + HEAD_HEIGHT - 8,
                                            .most = width },
                         svg, get_across, &grid, count_across (&grid));
  draw_rows (&grid);
  return aft_svg_end (svg, grid.top + HEAD_HEIGHT + (double) count_down (&grid) * CELL_HEIGHT);
}
