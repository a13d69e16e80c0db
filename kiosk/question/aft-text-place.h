/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Places in what a guest has typed, in a GtkText or a GtkTextView alike. A place is a number of
 * characters before it; points are in the widget's own coordinates. */

/* The place nearest to a point, which may lie outside. */
guint aft_text_place_at (GtkWidget *text, double x, double y);
/* Where the cursor would stand; without width. */
void aft_text_place_locate (GtkWidget *text, guint place, graphene_rect_t *line);

/* FALSE: nothing is selected; both are the cursor then. */
gboolean aft_text_place_get_selection (GtkWidget *text, guint *start, guint *end);
/* The cursor comes to @cursor, and on the screen. @anchor is the other end; the same: nothing is
 * selected. */
void aft_text_place_select (GtkWidget *text, guint anchor, guint cursor);
/* Selects the word that is at @place, or the character if none is. FALSE: there is neither. */
gboolean aft_text_place_select_word (GtkWidget *text, guint place);

gboolean aft_text_place_is_empty (GtkWidget *text);
/* TRUE: dots stand for the text. */
gboolean aft_text_place_is_covered (GtkWidget *text);

/* The word of @text at @place, as Pango cuts words, or else the character. FALSE: there is neither.
 */
gboolean aft_text_place_find_word (const char *text, guint place, guint *start, guint *end);

G_END_DECLS
