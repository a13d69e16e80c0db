/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-typed-answer.h"

G_BEGIN_DECLS

/* AftCommentAnswer: words of the guest's own, several lines. */
#define AFT_TYPE_COMMENT_ANSWER (aft_comment_answer_get_type ())
G_DECLARE_FINAL_TYPE (AftCommentAnswer, aft_comment_answer, AFT, COMMENT_ANSWER, AftTypedAnswer)

G_END_DECLS
