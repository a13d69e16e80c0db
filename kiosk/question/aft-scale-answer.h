/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-choice-answer.h"

G_BEGIN_DECLS

/* AftScaleAnswer: a rating as numbered steps in one or two rows, with a text at each end. */
#define AFT_TYPE_SCALE_ANSWER (aft_scale_answer_get_type ())
G_DECLARE_FINAL_TYPE (AftScaleAnswer, aft_scale_answer, AFT, SCALE_ANSWER, AftChoiceAnswer)

G_END_DECLS
