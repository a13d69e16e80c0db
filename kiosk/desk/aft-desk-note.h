/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftDeskNote: a note that staff write on a case; takes the focus as a guest's field does.
 *
 * Signals: "saved", with something written; "left" (Back). */
#define AFT_TYPE_DESK_NOTE (aft_desk_note_get_type ())
G_DECLARE_FINAL_TYPE (AftDeskNote, aft_desk_note, AFT, DESK_NOTE, GtkBox)

/* @heading: of the case, translated. @text: what was written so far. */
GtkWidget *aft_desk_note_new (const char *heading, const char *text);
/* Newly allocated: free it with aft_secret_free_text(). */
char *aft_desk_note_dup_text (AftDeskNote *note);

G_END_DECLS
