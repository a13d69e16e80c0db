/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Divides an area among the keys of a layout and finds the key of a point. Knows nothing of
 * fingers, and draws nothing: the gaps that are seen between keys are inside their cells. */
#include "aft-key-grid.h"

/* A quarter of a key is never wider: three keys across a whole wall are no easier to hit. */
#define WIDEST_QUARTER 70
#define PLAIN_QUARTERS 4

struct _AftKeyGrid
{
  GArray *cells; /* AftKeyCell */
  int width;
  int height;
  int reach; /* how far beside a row its first and last key are still meant */
};

static gboolean
is_missing (const AftKeySpec *key, guint missing)
{
  return key->action == AFT_KEY_LAYOUT && (missing & 1u << key->target) != 0;
}

/* Which key of a row takes the room of those that are left out: the space bar, else the last. */
static const AftKeySpec *
find_stretching (const AftKeySpec *row, guint missing)
{
  const AftKeySpec *found = NULL;
  for (const AftKeySpec *key = row; key->width > 0; key++)
    {
      if (key->action == AFT_KEY_SPACE)
        return key;
      if (!is_missing (key, missing))
        found = key;
    }
  return found;
}

static guint
sum_widths (const AftKeySpec *row, guint missing, gboolean of_missing)
{
  guint sum = 0;
  for (const AftKeySpec *key = row; key->width > 0; key++)
    if (!of_missing || is_missing (key, missing))
      sum += key->width;
  return sum;
}

typedef struct
{
  const AftKeyLayout *layout;
  guint missing;
  int left;  /* of the keys' share of the area */
  int share; /* its width */
} Division;

/* Where so many half quarters end, so that neighbours share an edge to the pixel. */
static int
place_edge (const Division *division, guint half_quarters)
{
  return division->left
         + (int) ((gint64) division->share * half_quarters / (2 * division->layout->width));
}

static void
place_row (AftKeyGrid *grid, const Division *division, guint row)
{
  const AftKeySpec *keys = division->layout->rows[row];
  const AftKeySpec *stretching = find_stretching (keys, division->missing);
  guint lost = sum_widths (keys, division->missing, TRUE);
  guint begin = division->layout->width - sum_widths (keys, division->missing, FALSE);
  int top = (int) ((gint64) grid->height * row / division->layout->n_rows);
  int bottom = (int) ((gint64) grid->height * (row + 1) / division->layout->n_rows);

  for (const AftKeySpec *key = keys; key->width > 0; key++)
    {
      guint end = begin + 2 * (key->width + (key == stretching ? lost : 0));
      if (is_missing (key, division->missing))
        continue;
      int left = place_edge (division, begin);
      AftKeyCell cell = { .key = key,
                          .row = row,
                          .box = { .x = left,
                                   .y = top,
                                   .width = place_edge (division, end) - left,
                                   .height = bottom - top } };
      g_array_append_val (grid->cells, cell);
      begin = end;
    }
}

AftKeyGrid *
aft_key_grid_new (const AftKeyLayout *layout, guint missing, int width, int height)
{
  AftKeyGrid *grid = g_new0 (AftKeyGrid, 1);
  Division division = { .layout = layout, .missing = missing };

  division.share = MIN (width, (int) layout->width * WIDEST_QUARTER);
  division.left = (width - division.share) / 2;
  grid->cells = g_array_new (FALSE, FALSE, sizeof (AftKeyCell));
  grid->width = width;
  grid->height = height;
  grid->reach = division.share * PLAIN_QUARTERS / (int) layout->width;
  for (guint row = 0; row < layout->n_rows; row++)
    place_row (grid, &division, row);
  return grid;
}

void
aft_key_grid_free (AftKeyGrid *grid)
{
  if (grid == NULL)
    return;
  g_array_unref (grid->cells);
  g_free (grid);
}

guint
aft_key_grid_count (const AftKeyGrid *grid)
{
  return grid->cells->len;
}

const AftKeyCell *
aft_key_grid_get (const AftKeyGrid *grid, guint position)
{
  g_assert (position < grid->cells->len);
  return &g_array_index (grid->cells, AftKeyCell, position);
}

int
aft_key_grid_get_width (const AftKeyGrid *grid)
{
  return grid->width;
}

/* How far @x is from the cell; 0 inside. */
static double
measure_gap (const AftKeyCell *cell, double x)
{
  if (x < cell->box.x)
    return cell->box.x - x;
  return MAX (0, x - (cell->box.x + cell->box.width - 1));
}

/* The cell of @row that is nearest to @x. */
static int
find_in_row (const AftKeyGrid *grid, guint row, double x)
{
  int best = AFT_KEY_NONE;
  double gap = G_MAXDOUBLE;
  for (guint i = 0; i < grid->cells->len; i++)
    {
      const AftKeyCell *cell = aft_key_grid_get (grid, i);
      if (cell->row != row || measure_gap (cell, x) >= gap)
        continue;
      gap = measure_gap (cell, x);
      best = (int) i;
    }
  return best;
}

int
aft_key_grid_find (const AftKeyGrid *grid, double x, double y)
{
  if (x < 0 || y < 0 || x >= grid->width || y >= grid->height)
    return AFT_KEY_NONE;
  for (guint i = 0; i < grid->cells->len; i++)
    {
      const AftKeyCell *cell = aft_key_grid_get (grid, i);
      if (y >= cell->box.y + cell->box.height)
        continue;
      /* Rows come from top to bottom: this is the first cell of the right one. Pixels are whole,
       * points need not be: what lies in a pixel belongs to it. */
      int found = find_in_row (grid, cell->row, (int) x);
      return measure_gap (aft_key_grid_get (grid, (guint) found), (int) x) <= grid->reach
                 ? found
                 : AFT_KEY_NONE;
    }
  return AFT_KEY_NONE;
}

int
aft_key_grid_step (const AftKeyGrid *grid, guint position, int columns, int rows)
{
  const AftKeyCell *from = aft_key_grid_get (grid, position);
  if (rows == 0)
    {
      int next = (int) position + columns;
      gboolean is_in_row = next >= 0 && next < (int) grid->cells->len
                           && aft_key_grid_get (grid, (guint) next)->row == from->row;
      return is_in_row ? next : AFT_KEY_NONE;
    }
  if (rows < 0 && from->row == 0)
    return AFT_KEY_NONE;
  return find_in_row (grid, from->row + (guint) rows, from->box.x + from->box.width / 2);
}
