/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-choice-answer.h"

G_BEGIN_DECLS

/* AftStarsAnswer: a rating as stars, filled up to the chosen one. */
#define AFT_TYPE_STARS_ANSWER (aft_stars_answer_get_type ())
G_DECLARE_FINAL_TYPE (AftStarsAnswer, aft_stars_answer, AFT, STARS_ANSWER, AftChoiceAnswer)

G_END_DECLS
