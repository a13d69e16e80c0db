/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-choice-answer.h"

G_BEGIN_DECLS

/* AftRadiogroupAnswer: one of several, as large rows. */
#define AFT_TYPE_RADIOGROUP_ANSWER (aft_radiogroup_answer_get_type ())
G_DECLARE_FINAL_TYPE (AftRadiogroupAnswer,
                      aft_radiogroup_answer,
                      AFT,
                      RADIOGROUP_ANSWER,
                      AftChoiceAnswer)

G_END_DECLS
