/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which block of a report stands where: pure arithmetic in points, nothing is drawn here. */

/* A block is rows one under the other; a page may end between two of them. */
typedef struct
{
  double before; /* room above it, except at the top of a page */
  double head;   /* of a table: drawn on top of its rows on each page; 0: none */
  GArray *rows;  /* double, heights; at least one, none higher than a page with the head */
  gboolean begins_page;
  gboolean keeps_next; /* never the last on a page: a heading */
  double least; /* a drawing, which is one row, may be made as small as that to fit on what is
                   left of a page; 0: it may not */
} AftFlowBlock;

#define AFT_FLOW_HEAD (-1)

typedef struct
{
  guint block;
  gint row; /* AFT_FLOW_HEAD: the block's head */
  guint page;
  double top;    /* below the upper margin */
  double height; /* of the row: less than was asked for where it was made smaller */
} AftFlowPlace;

/* AftFlowPlace in the order of drawing, page after page. A block does not begin with its first row
 * alone at the foot of a page, nor end with its last one alone at the top, where it has several. */
GArray *aft_report_flow_place (const GArray *blocks /* AftFlowBlock */, double page_height);

G_END_DECLS
