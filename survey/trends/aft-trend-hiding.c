/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hiding small parts, and so many beside them that the small ones stay hidden. One line of counts
 * (a row, a column, or a whole cut into parts) is made safe at a time; a grid goes over its lines
 * until nothing changes any more. Knows counts only, nothing of what they count. */
#include "aft-trend-hiding.h"

#include <string.h>

/* Counts that lie @stride places apart. */
typedef struct
{
  const guint64 *counts;
  gboolean *is_hidden;
  gsize n_parts;
  gsize stride;
} Line;

/* What a reader knows of the hidden ones: how many, and their sum. */
typedef struct
{
  gsize parts;
  guint64 sum;
  guint64 whole;
  gboolean has_large; /* few or more in one of them */
  gsize next;         /* the smallest that is shown; an empty one only where there is no other */
  gboolean has_next;
} Standing;

static gboolean
comes_before (guint64 count, guint64 other)
{
  return count > 0 && (other == 0 || count < other);
}

static Standing
look (const Line *line, guint64 few)
{
  Standing standing = { 0 };
  for (gsize i = 0; i < line->n_parts; i++)
    {
      gsize place = i * line->stride;
      guint64 count = line->counts[place];
      standing.whole += count;
      if (line->is_hidden[place])
        {
          standing.parts++;
          standing.sum += count;
          standing.has_large |= count >= few;
        }
      else if (!standing.has_next || comes_before (count, line->counts[standing.next]))
        {
          standing.next = place;
          standing.has_next = TRUE;
        }
    }
  return standing;
}

/* One alone is the whole less the others; a few who are together fewer than few are found as one
 * group; and where there are as many answers as least or most fit into so many small parts, each
 * has just that. */
static gboolean
is_safe (const Standing *standing, guint64 few)
{
  gboolean is_many = standing->sum >= few && standing->sum != standing->parts
                     && (standing->has_large || standing->sum != standing->parts * (few - 1));
  return standing->parts == 0 || !standing->has_next
         || (standing->parts > 1 && (is_many || standing->sum == standing->whole));
}

/* All of that size: which of two equal ones was taken would tell something of the small one. */
static gsize
hide_next (const Line *line, gsize next)
{
  gsize hidden = 0;
  for (gsize i = 0; i < line->n_parts; i++)
    {
      gsize place = i * line->stride;
      if (!line->is_hidden[place] && line->counts[place] == line->counts[next])
        {
          line->is_hidden[place] = TRUE;
          hidden++;
        }
    }
  return hidden;
}

static gsize
make_safe (const Line *line, guint64 few)
{
  gsize hidden = 0;
  for (Standing standing = look (line, few); !is_safe (&standing, few); standing = look (line, few))
    hidden += hide_next (line, standing.next);
  return hidden;
}

static gsize
hide_small (const guint64 *counts, gsize n_parts, guint64 few, gboolean *is_hidden)
{
  gsize hidden = 0;
  for (gsize i = 0; i < n_parts; i++)
    if (counts[i] > 0 && counts[i] < few && !is_hidden[i])
      {
        is_hidden[i] = TRUE;
        hidden++;
      }
  return hidden;
}

/* So small a whole is not cut: where most is hidden, empty parts tell too much of the others. */
static gsize
hide_rest (const Line *line, guint64 few)
{
  Standing standing = look (line, few);
  gboolean is_small = few > 1 && standing.whole > 0 && standing.whole < 2 * few;
  gsize hidden = 0;
  if (!is_small && (standing.parts == 0 || standing.sum < standing.whole))
    return 0;
  for (gsize i = 0; i < line->n_parts; i++)
    if (!line->is_hidden[i])
      {
        line->is_hidden[i] = TRUE;
        hidden++;
      }
  return hidden;
}

gsize
aft_trend_hide_parts (const guint64 *counts, gsize n_parts, guint64 few, gboolean *is_hidden)
{
  gsize hidden = hide_small (counts, n_parts, few, is_hidden);
  Line line = { counts, is_hidden, n_parts, 1 };
  hidden += make_safe (&line, few);
  return hidden + hide_rest (&line, few);
}

/* A grid whose hidden cells join rows and columns: the sums tell a cell just when there is no
 * other way from its row to its column (D. Gusfield, "A graph theoretic approach to statistical
 * data security", SIAM Journal on Computing 17 (1988)). */
typedef struct
{
  const guint64 *counts;
  gboolean *is_hidden;
  gsize n_rows;
  gsize n_columns;
} Grid;

/* Marks the rows, then columns, that hidden cells join to the row of @cell without it. */
static void
spread (const Grid *grid, gsize cell, gboolean *is_joined)
{
  gsize n_cells = grid->n_rows * grid->n_columns;
  gboolean is_growing = TRUE;
  memset (is_joined, 0, (grid->n_rows + grid->n_columns) * sizeof *is_joined);
  is_joined[cell / grid->n_columns] = TRUE;
  while (is_growing)
    {
      is_growing = FALSE;
      for (gsize i = 0; i < n_cells; i++)
        {
          gboolean *row = &is_joined[i / grid->n_columns];
          gboolean *column = &is_joined[grid->n_rows + i % grid->n_columns];
          if (i == cell || !grid->is_hidden[i] || *row == *column)
            continue;
          *row = *column = is_growing = TRUE;
        }
    }
}

/* Hides the smallest cell that makes a second way. */
static gboolean
hide_way (const Grid *grid, gsize cell, gboolean *is_joined)
{
  gsize n_cells = grid->n_rows * grid->n_columns;
  gsize best = n_cells;
  spread (grid, cell, is_joined);
  if (is_joined[grid->n_rows + cell % grid->n_columns])
    return FALSE;
  for (gsize i = 0; i < n_cells; i++)
    {
      gboolean is_across
          = is_joined[i / grid->n_columns] != is_joined[grid->n_rows + i % grid->n_columns];
      if (is_across && !grid->is_hidden[i]
          && (best == n_cells || comes_before (grid->counts[i], grid->counts[best])))
        best = i;
    }
  if (best < n_cells)
    grid->is_hidden[best] = TRUE;
  return best < n_cells;
}

static gsize
hide_ways (const Grid *grid)
{
  g_autofree gboolean *is_joined = g_new (gboolean, grid->n_rows + grid->n_columns);
  gsize hidden = 0;
  for (gsize i = 0; i < grid->n_rows * grid->n_columns; i++)
    if (grid->is_hidden[i] && hide_way (grid, i, is_joined))
      hidden++;
  return hidden;
}

gsize
aft_trend_hide_grid (const guint64 *counts,
                     gsize n_rows,
                     gsize n_columns,
                     guint64 few,
                     gboolean *is_hidden)
{
  gsize hidden = hide_small (counts, n_rows * n_columns, few, is_hidden);
  Grid grid = { counts, is_hidden, n_rows, n_columns };
  gsize more = 0;
  do
    {
      more = hide_ways (&grid);
      for (gsize row = 0; row < n_rows; row++)
        {
          gsize first = row * n_columns;
          more += make_safe (&(Line){ counts + first, is_hidden + first, n_columns, 1 }, few);
        }
      for (gsize column = 0; column < n_columns; column++)
        more += make_safe (&(Line){ counts + column, is_hidden + column, n_rows, n_columns }, few);
      hidden += more;
    }
  while (more > 0);
  return hidden;
}
