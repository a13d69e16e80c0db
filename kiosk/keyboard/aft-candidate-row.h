/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-typing.h"

G_BEGIN_DECLS

/* AftCandidateRow: what the keys may mean, best first: as many as fit, pages of them, and a button
 * for all of them in place of the keys. Follows an AftTyping; is there when it is empty too, so
 * that the keys do not move.
 *
 * Signal: "expanded" (gboolean)  the guest wants the grid, or the keys again */
#define AFT_TYPE_CANDIDATE_ROW (aft_candidate_row_get_type ())
G_DECLARE_FINAL_TYPE (AftCandidateRow, aft_candidate_row, AFT, CANDIDATE_ROW, GtkWidget)

/* @typing is referenced. */
GtkWidget *aft_candidate_row_new (AftTyping *typing);
/* Pixels that candidate @position needs, which must be less than their count. */
int aft_candidate_row_measure_candidate (AftCandidateRow *row, guint position);
/* While the grid is shown, the row holds what is open and the way back. */
void aft_candidate_row_set_expanded (AftCandidateRow *row, gboolean is_expanded);

G_END_DECLS
