/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-typed-answer.h"

G_BEGIN_DECLS

/* AftDateAnswer: a day, typed as 2026-11-21 or set by steps of a year, a month, a day. */
#define AFT_TYPE_DATE_ANSWER (aft_date_answer_get_type ())
G_DECLARE_FINAL_TYPE (AftDateAnswer, aft_date_answer, AFT, DATE_ANSWER, AftTypedAnswer)

G_END_DECLS
