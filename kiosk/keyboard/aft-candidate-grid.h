/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-candidate-row.h"

G_BEGIN_DECLS

/* AftCandidateGrid: all candidates of an AftTyping, in lines that scroll. Follows it. */
#define AFT_TYPE_CANDIDATE_GRID (aft_candidate_grid_get_type ())
G_DECLARE_FINAL_TYPE (AftCandidateGrid, aft_candidate_grid, AFT, CANDIDATE_GRID, GtkWidget)

/* @typing is referenced; @row, which knows how wide candidates are, is borrowed and must outlive
 * it.
 * @width: pixels that it will have. */
GtkWidget *aft_candidate_grid_new (AftTyping *typing, AftCandidateRow *row, int width);

G_END_DECLS
