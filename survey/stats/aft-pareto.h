/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-figure.h"

G_BEGIN_DECLS

/* Causes by how often they are named, the most frequent first, with the line that adds them up
 * (J. Juran, "Quality Control Handbook", 1951: the vital few and the trivial many). */

#define AFT_PARETO_MOST 0.8 /* the vital few are behind that much of all that is named */

typedef struct
{
  guint id;          /* place in the counts */
  guint64 count;     /* answers that name it */
  AftFigure share;   /* of all answers; they may name several, so these need not add up to 1 */
  double cumulative; /* 0–1 of everything that is named, this and all before it */
  gboolean is_vital; /* among the fewest first ones that make up AFT_PARETO_MOST */
} AftParetoItem;

/* AftParetoItem of every counts[id], @size of them; of equal counts the lower id first; @last (e.g.
 * "something else"; −1: none) at the end whatever its count. @n: answers that could have named
 * them. The caller owns it. */
GArray *aft_pareto_rank (const guint64 *counts, guint size, gint last, guint64 n, guint64 enough);

G_END_DECLS
