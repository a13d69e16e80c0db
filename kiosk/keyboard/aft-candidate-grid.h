/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-typing.h"

G_BEGIN_DECLS

/* AftCandidateGrid: all candidates of an AftTyping, in lines that scroll. Follows it. */
#define AFT_TYPE_CANDIDATE_GRID (aft_candidate_grid_get_type ())
G_DECLARE_FINAL_TYPE (AftCandidateGrid, aft_candidate_grid, AFT, CANDIDATE_GRID, GtkWidget)

/* @typing is referenced. @width: pixels that it will have at least; what is put on a line depends on
 * it. */
GtkWidget *aft_candidate_grid_new (AftTyping *typing, int width);

G_END_DECLS
