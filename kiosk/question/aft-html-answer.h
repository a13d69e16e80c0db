/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-answer.h"

G_BEGIN_DECLS

/* AftHtmlAnswer: a text of the house, no question; also the read-back of a complaint. */
#define AFT_TYPE_HTML_ANSWER (aft_html_answer_get_type ())
G_DECLARE_FINAL_TYPE (AftHtmlAnswer, aft_html_answer, AFT, HTML_ANSWER, AftAnswer)

/* Answers of the session that may be piped into the text: an object, or NULL. Counts from the next
 * update on. */
void aft_html_answer_set_answers (AftHtmlAnswer *answer, AftValue *answers);

G_END_DECLS
