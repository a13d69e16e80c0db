/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places the blocks of a report on pages. What must stay together does: a heading with what it is
 * of, the first two rows of a table, the last two lines of a paragraph; all else may break. That
 * nothing leaves its page is an invariant held here: whoever measured the rows sees to it that none
 * is higher than a page. */
#include "aft-report-flow-private.h"

/* Measured heights are fractions. */
#define TOLERANCE 0.01

typedef struct
{
  const GArray *blocks;
  GArray *places;
  double height; /* of a page */
  guint page;
  double top;
} Flow;

static const AftFlowBlock *
get_block (const Flow *flow, guint at)
{
  return &g_array_index (flow->blocks, AftFlowBlock, at);
}

static double
get_row (const AftFlowBlock *block, guint at)
{
  return g_array_index (block->rows, double, at);
}

/* What of a block has to stand together where it begins: all of it up to three rows, else two; with
 * what it must not be parted from. */
static double
get_start (const Flow *flow, guint at)
{
  double sum = 0;
  gboolean goes_on = TRUE;

  for (guint i = at; goes_on && i < flow->blocks->len; i++)
    {
      const AftFlowBlock *block = get_block (flow, i);
      guint rows = block->keeps_next || block->rows->len <= 3 ? block->rows->len : 2;

      sum += (i > at ? block->before : 0) + block->head;
      for (guint j = 0; j < rows; j++)
        sum += block->least > 0 ? block->least : get_row (block, j);
      goes_on = block->keeps_next;
    }
  return sum;
}

static void
turn_page (Flow *flow)
{
  flow->page++;
  flow->top = 0;
}

static void
put (Flow *flow, guint at, gint row, double height)
{
  const AftFlowPlace place
      = { .block = at, .row = row, .page = flow->page, .top = flow->top, .height = height };

  g_assert (flow->top + height <= flow->height + TOLERANCE);
  g_array_append_val (flow->places, place);
  flow->top += height;
}

static void
put_head (Flow *flow, guint at)
{
  const AftFlowBlock *block = get_block (flow, at);
  if (block->head > 0)
    put (flow, at, AFT_FLOW_HEAD, block->head);
}

static gboolean
has_room (const Flow *flow, double height)
{
  return flow->top + height <= flow->height + TOLERANCE;
}

/* Whether the page ends above row @row: there is no room for it, or none for the last one after it.
 */
static gboolean
ends_before (const Flow *flow, const AftFlowBlock *block, guint row)
{
  double height = get_row (block, row);

  if (row > 0 && row + 2 == block->rows->len)
    {
      double both = height + get_row (block, row + 1);
      return !has_room (flow, block->head + both <= flow->height ? both : height);
    }
  return !has_room (flow, height);
}

static double
get_height (const Flow *flow, const AftFlowBlock *block, guint row)
{
  const double height = get_row (block, row);
  return block->least > 0 ? MIN (height, flow->height - flow->top) : height;
}

static void
place_block (Flow *flow, guint at)
{
  const AftFlowBlock *block = get_block (flow, at);
  double start = get_start (flow, at);

  if (flow->top > 0)
    {
      if (block->begins_page || !has_room (flow, block->before + MIN (start, flow->height)))
        turn_page (flow);
      else
        flow->top += block->before;
    }
  put_head (flow, at);
  for (guint i = 0; i < block->rows->len; i++)
    {
      if (flow->top > block->head && block->least <= 0 && ends_before (flow, block, i))
        {
          turn_page (flow);
          put_head (flow, at);
        }
      put (flow, at, (gint) i, get_height (flow, block, i));
    }
}

GArray *
aft_report_flow_place (const GArray *blocks, double page_height)
{
  Flow flow = { .blocks = blocks,
                .places = g_array_new (FALSE, FALSE, sizeof (AftFlowPlace)),
                .height = page_height };

  for (guint i = 0; i < blocks->len; i++)
    place_block (&flow, i);
  return flow.places;
}
