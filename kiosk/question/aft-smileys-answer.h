/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-choice-answer.h"

G_BEGIN_DECLS

/* AftSmileysAnswer: a rating as a row of large faces with a word under each. */
#define AFT_TYPE_SMILEYS_ANSWER (aft_smileys_answer_get_type ())
G_DECLARE_FINAL_TYPE (AftSmileysAnswer, aft_smileys_answer, AFT, SMILEYS_ANSWER, AftChoiceAnswer)

G_END_DECLS
