/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-typing.h"

G_BEGIN_DECLS

/* AftSyllableColumn: beside the nine keys: what the first of them may spell, to choose from; while
 * nothing is open, punctuation. Follows an AftTyping. */
#define AFT_TYPE_SYLLABLE_COLUMN (aft_syllable_column_get_type ())
G_DECLARE_FINAL_TYPE (AftSyllableColumn, aft_syllable_column, AFT, SYLLABLE_COLUMN, GtkWidget)

/* @typing is referenced. */
GtkWidget *aft_syllable_column_new (AftTyping *typing);

G_END_DECLS
