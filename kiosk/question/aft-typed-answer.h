/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-answer.h"

G_BEGIN_DECLS

/* AftTypedAnswer: an answer given by typing. What is typed goes to the session letter by letter and
 * is not written back, so that the cursor stays and a half-typed number is not cleared; only an
 * answer that changed elsewhere is. Subclasses have the field. */
#define AFT_TYPE_TYPED_ANSWER (aft_typed_answer_get_type ())
G_DECLARE_DERIVABLE_TYPE (AftTypedAnswer, aft_typed_answer, AFT, TYPED_ANSWER, AftAnswer)

struct _AftTypedAnswerClass
{
  AftAnswerClass parent_class;

  /* Writes @value (NULL: none) into the field. */
  void (*show) (AftTypedAnswer *answer, const AftValue *value);
};

/* For subclasses: the field's text has changed and now stands for @value, NULL = none. Says so,
 * unless it was show() that changed it. */
void aft_typed_answer_type (AftTypedAnswer *answer, const AftValue *value);
/* For subclasses: Enter in the field. */
void aft_typed_answer_confirm (AftTypedAnswer *answer);
/* For subclasses, in their update(): shows @view's answer if it is another one than the field's. */
void aft_typed_answer_sync (AftTypedAnswer *answer, const AftQuestionView *view);

G_END_DECLS
