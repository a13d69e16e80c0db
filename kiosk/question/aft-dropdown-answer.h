/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-choice-answer.h"

G_BEGIN_DECLS

/* AftDropdownAnswer: one of many: a full-width button that opens its list in place. The list is
 * there only while it is open. */
#define AFT_TYPE_DROPDOWN_ANSWER (aft_dropdown_answer_get_type ())
G_DECLARE_FINAL_TYPE (AftDropdownAnswer, aft_dropdown_answer, AFT, DROPDOWN_ANSWER, AftChoiceAnswer)

G_END_DECLS
