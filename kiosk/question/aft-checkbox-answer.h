/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-choice-answer.h"

G_BEGIN_DECLS

/* AftCheckboxAnswer: any of several, as chips in a flow (or, house key "wide", as rows). */
#define AFT_TYPE_CHECKBOX_ANSWER (aft_checkbox_answer_get_type ())
G_DECLARE_FINAL_TYPE (AftCheckboxAnswer, aft_checkbox_answer, AFT, CHECKBOX_ANSWER, AftChoiceAnswer)

G_END_DECLS
