/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-answer.h"

G_BEGIN_DECLS

/* AftScreenView: the questions of one screen of a survey, one below the other.
 *
 * Signals:
 *   "act" (const char *question, const AftAct *)
 *   "privacy-asked"  the guest wants to know how the house handles their data; the button for it
 *                    stands where a question asks for consent or for how to reach them */
#define AFT_TYPE_SCREEN_VIEW (aft_screen_view_get_type ())
G_DECLARE_FINAL_TYPE (AftScreenView, aft_screen_view, AFT, SCREEN_VIEW, GtkWidget)

GtkWidget *aft_screen_view_new (void);

/* Shows @screen. Cards of questions that are still there stay, with their cursor and focus.
 * @answers: the session's data, for texts into which answers are piped. */
void aft_screen_view_update (AftScreenView *view, const AftScreen *screen, AftValue *answers);

/* Moves the focus to the first question with an error, else to the first that can be answered;
 * FALSE if there is none. */
gboolean aft_screen_view_focus_question (AftScreenView *view);
/* TRUE while there is a field to type in. */
gboolean aft_screen_view_is_typed (AftScreenView *view);

G_END_DECLS
