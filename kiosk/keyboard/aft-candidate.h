/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-typing.h"

G_BEGIN_DECLS

/* AftCandidate: one of the candidates of an AftTyping, to be picked. */
#define AFT_TYPE_CANDIDATE (aft_candidate_get_type ())
G_DECLARE_FINAL_TYPE (AftCandidate, aft_candidate, AFT, CANDIDATE, GtkButton)

/* @typing is referenced; a click picks there. Shows nothing until it is told what. */
GtkWidget *aft_candidate_new (AftTyping *typing);
/* Shows candidate @position of the typing, which must be less than their count. */
void aft_candidate_show (AftCandidate *candidate, guint position);
guint aft_candidate_get_position (AftCandidate *candidate);
/* Pixels that a candidate of this text needs. Before its first frame it does not know its font. */
int aft_candidate_measure_text (AftCandidate *candidate, const char *text);
/* Shows nothing, and is not on the screen. */
void aft_candidate_empty (AftCandidate *candidate);

G_END_DECLS
