/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-choice-answer.h"

G_BEGIN_DECLS

/* AftBooleanAnswer: yes or no, as two big buttons. */
#define AFT_TYPE_BOOLEAN_ANSWER (aft_boolean_answer_get_type ())
G_DECLARE_FINAL_TYPE (AftBooleanAnswer, aft_boolean_answer, AFT, BOOLEAN_ANSWER, AftChoiceAnswer)

G_END_DECLS
