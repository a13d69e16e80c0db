/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-answer.h"

G_BEGIN_DECLS

/* AftQuestionCard: one question as it stands on the screen: title, description, answer, the field
 * for "other" or a comment, and what is wrong with it.
 *
 * Signal: "act" (const AftAct *), from the answer or the comment field. */
#define AFT_TYPE_QUESTION_CARD (aft_question_card_get_type ())
G_DECLARE_FINAL_TYPE (AftQuestionCard, aft_question_card, AFT, QUESTION_CARD, GtkWidget)

/* A card for @view, showing nothing until it is updated. */
GtkWidget *aft_question_card_new (const AftQuestionView *view);

/* TRUE if the card can show @view: same name, same kind of answer. */
gboolean aft_question_card_suits (AftQuestionCard *card, const AftQuestionView *view);

/* @answers: the session's data, for texts into which answers are piped. */
void
aft_question_card_update (AftQuestionCard *card, const AftQuestionView *view, AftValue *answers);

const char *aft_question_card_get_name (AftQuestionCard *card);
gboolean aft_question_card_has_error (AftQuestionCard *card);
/* TRUE while it has a field to type in. */
gboolean aft_question_card_is_typed (AftQuestionCard *card);
/* Moves the focus to where the guest would answer; FALSE if there is nothing to answer. */
gboolean aft_question_card_focus_answer (AftQuestionCard *card);

G_END_DECLS
