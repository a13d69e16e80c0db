/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a whole is made of: columns of parts, the best at the bottom, so that its height can be read
 * off the axis; the dissatisfied parts are striped, and each part has its number where it fits. */
#include "aft-chart-shares.h"

#include <math.h>

#include "aft-chart-private.h"

#define LEAST_HEIGHT 170.0
#define MOST_HEIGHT  300.0
#define LEAST_STEP   3.0  /* px that a column and its gap have at least */
#define MOST_STEP    96.0 /* and at most */
#define WANTED_TICKS 5

static const struct
{
  AftSvgStyle style;
  AftSvgColour text;
} parts[AFT_CHART_PARTS] = {
  { { .fill = AFT_SVG_ACCENT, .stroke = AFT_SVG_ACCENT_SOFT, .is_striped = TRUE },
    AFT_SVG_ON_ACCENT },
  { { .fill = AFT_SVG_ACCENT_FAINT, .stroke = AFT_SVG_ACCENT_SOFT, .is_striped = TRUE },
    AFT_SVG_INK },
  { { .fill = AFT_SVG_FAINT }, AFT_SVG_INK },
  { { .fill = AFT_SVG_GOOD_SOFT }, AFT_SVG_INK },
  { { .fill = AFT_SVG_GOOD }, AFT_SVG_ON_ACCENT },
};

static double
draw_legend (const AftChartShares *shares, AftSvg *svg)
{
  AftChartKey keys[AFT_CHART_PARTS] = { 0 };

  for (gsize i = 0; i < AFT_CHART_PARTS; i++)
    keys[i] = (AftChartKey){ shares->names[i], AFT_CHART_KEY_AREA, parts[i].style };
  return aft_chart_keys_draw (svg, keys, G_N_ELEMENTS (keys), 0);
}

/* The mean of neighbours that are known. */
static AftChartColumn
gather (const AftChartColumn *columns, gsize n_columns)
{
  AftChartColumn mean = { .label = columns[0].label };
  gsize known = 0;

  if (n_columns == 1)
    return columns[0];
  for (gsize i = 0; i < n_columns; i++)
    {
      known += columns[i].is_known ? 1 : 0;
      for (gsize j = 0; columns[i].is_known && j < AFT_CHART_PARTS; j++)
        mean.shares[j] += columns[i].shares[j];
    }
  mean.is_known = known > 0;
  for (gsize j = 0; mean.is_known && j < AFT_CHART_PARTS; j++)
    mean.shares[j] /= (double) known;
  return mean;
}

static GArray *
gather_all (const AftChartShares *shares, gsize most)
{
  gsize n_columns = MIN (shares->n_columns, most);
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (AftChartColumn));

  for (gsize i = 0; i < n_columns; i++)
    {
      gsize from = i * shares->n_columns / n_columns;
      gsize to = (i + 1) * shares->n_columns / n_columns;
      AftChartColumn column = gather (shares->columns + from, to - from);
      g_array_append_val (columns, column);
    }
  return columns;
}

/* A part's number, on a plate of its colour where there are stripes. */
static void
draw_number (AftSvg *svg, const AftSvgBox *box, gsize part, double share)
{
  g_autofree char *text = g_strdup_printf ("%.0f", share * 100);
  double width = aft_svg_measure (text, AFT_CHART_TYPE);
  double middle = box->y + box->height / 2;
  AftSvgBox plate = { box->x + (box->width - width) / 2 - 2, middle - 7, width + 4, 14 };

  if (width + 4 > box->width || box->height < 15)
    return;
  if (parts[part].style.is_striped)
    aft_svg_rect (svg, &plate, &(AftSvgStyle){ .fill = parts[part].style.fill }, NULL);
  aft_svg_text (svg,
                &(AftSvgType){ .x = box->x + box->width / 2,
                               .y = middle + AFT_CHART_TYPE * 0.35,
                               .size = AFT_CHART_TYPE,
                               .anchor = AFT_SVG_MIDDLE,
                               .colour = parts[part].text },
                text);
}

static void
draw_column (AftSvg *svg, const AftChartColumn *column, const AftSvgBox *place)
{
  double top = place->y;

  for (gsize i = 0; column->is_known && i < AFT_CHART_PARTS; i++)
    {
      double share = isfinite (column->shares[i]) ? CLAMP (column->shares[i], 0, 1) : 0;
      double bottom = MIN (top + share * place->height, place->y + place->height);
      AftSvgBox box = { place->x, top, place->width, bottom - top };
      if (box.height <= 0)
        continue;
      box.height = MAX (box.height - 1, MIN (box.height, 0.5)); /* a seam between two parts */
      aft_svg_rect (svg, &box, &parts[i].style, NULL);
      draw_number (svg, &box, i, share);
      top = bottom;
    }
  if (column->says != NULL)
    aft_svg_rect (svg, place, &(AftSvgStyle){ .is_followed = TRUE }, column->says);
}

static gboolean
draw_columns (AftSvg *svg, const GArray *columns, const AftChartPlot *plot, double step)
{
  double gap = step >= 8 ? MIN (step * 0.2, 8) : 1;
  gboolean is_empty = TRUE;

  for (guint i = 0; i < columns->len; i++)
    {
      const AftChartColumn *column = &g_array_index (columns, AftChartColumn, i);
      AftSvgBox place = { plot->left + i * step + gap / 2, plot->top, step - gap, plot->height };
      is_empty = is_empty && !column->is_known;
      draw_column (svg, column, &place);
    }
  return !is_empty;
}

static const char *
get_label (gconstpointer columns, gsize i)
{
  return g_array_index ((GArray *) columns, AftChartColumn, i).label;
}

char *
aft_chart_shares_draw (const AftChartShares *shares, const AftChartOptions *options)
{
  g_autoptr (AftSvg) svg = aft_svg_new (options, shares->title, shares->description);
  const AftChartScale scale
      = { .most = 1, .factor = 100, .unit = shares->unit != NULL ? shares->unit : " %", .high = 1 };
  double width = aft_svg_get_width (svg);
  AftChartPlot plot = { .top = draw_legend (shares, svg) + AFT_CHART_GAP };
  g_autoptr (GArray) columns = NULL;
  double step;

  aft_chart_plot_fit (&plot, &scale, 0, 1, WANTED_TICKS);
  plot.left = aft_chart_plot_measure (&plot, &scale) + AFT_CHART_GAP;
  plot.width = width - plot.left - 2;
  plot.height = CLAMP (width * 0.32, LEAST_HEIGHT, MOST_HEIGHT);
  aft_chart_plot_draw (&plot, &scale, svg);
  columns = gather_all (shares, (gsize) (plot.width / LEAST_STEP));
  step = columns->len > 0 ? MIN (plot.width / columns->len, MOST_STEP) : MOST_STEP;
  if (!draw_columns (svg, columns, &plot, step))
    aft_chart_nothing_draw (svg, &(AftSvgBox){ plot.left, plot.top, plot.width, plot.height },
                            shares->nothing);
  aft_chart_labels_draw (
      &(AftChartLabels){
          .left = plot.left, .step = step, .y = plot.top + plot.height + 18, .most = width },
      svg, get_label, columns, columns->len);
  return aft_svg_end (svg, plot.top + plot.height + 24);
}
