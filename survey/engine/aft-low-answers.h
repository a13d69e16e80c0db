/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-survey.h"

G_BEGIN_DECLS

/* How many of @answers (an object) are scores in the two lowest steps of their scale; in the lowest
 * alone where the scale has two or three steps. Scores are ratings, and choices among numbers that
 * carry the metric csat, nps or ces; a rating whose metric is another is none. TRIAGE: with few
 * outcomes this count is the best start. */
guint aft_low_answers_count (const AftSurvey *survey, const AftValue *answers);

G_END_DECLS
