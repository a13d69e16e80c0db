/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-typing.h"

G_BEGIN_DECLS

/* AftCandidateRow: what the keys may mean, best first: as many as fit, pages of them, and a grid of
 * all in place of the keys. Follows an AftTyping.
 *
 * Signal: "expanded" (gboolean)  the guest wants the grid, or the keys again */
#define AFT_TYPE_CANDIDATE_ROW (aft_candidate_row_get_type ())
G_DECLARE_FINAL_TYPE (AftCandidateRow, aft_candidate_row, AFT, CANDIDATE_ROW, GtkWidget)

/* @typing is referenced. */
GtkWidget *aft_candidate_row_new (AftTyping *typing);

G_END_DECLS
