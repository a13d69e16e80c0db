/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-typed-answer.h"

G_BEGIN_DECLS

/* AftTextAnswer: one line of text: text, number, tel, email. */
#define AFT_TYPE_TEXT_ANSWER (aft_text_answer_get_type ())
G_DECLARE_FINAL_TYPE (AftTextAnswer, aft_text_answer, AFT, TEXT_ANSWER, AftTypedAnswer)

G_END_DECLS
