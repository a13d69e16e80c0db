/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-measure.h"
#include "aft-response.h"
#include "aft-survey.h"

G_BEGIN_DECLS

/* What answers to a survey count as in the house's figures. */

#define AFT_MEASURE_NONE (-1)

/* One thing that is counted; texts are borrowed for the call. */
typedef struct
{
  const char *question; /* NULL: of several questions together */
  const char *option;   /* that was chosen in it, as text; NULL likewise */
  int measure;          /* AftMeasure; AFT_MEASURE_NONE: known by its names alone */
  guint place;          /* of AftTrendDay.counts */
} AftCountedAnswer;

typedef void (*AftCountedFunc) (const AftCountedAnswer *counted, gpointer user_data);

/* Judges @answers as aft_given_answers_judge() does, and tells @on_counted each option chosen in a
 * closed question and what it counts as in a response of @kind:
 *   exit, metric csat on a scale of 1–5: SATISFACTION, or with an aspect ASPECT + it;
 *   exit, metric nps on 0–10: RECOMMENDATION; metric ces on 1–7: EFFORT;
 *   exit, metric visit of the question "return", "yes", "perhaps" or "no": RETURN;
 *   anything else: nothing.
 * At the end, once an aspect, TROUBLE (exit) or COMPLAINTS (complaint): what was chosen in the
 * question "why" (exit) or "what" (complaint), where an option that is no aspect is
 * AFT_ASPECT_OTHER, and whose csat question got 1 or 2; and for TROUBLE AFT_ASPECTS, that there was
 * any. (That a complaint is one is known without its answers.) INVALID: nothing that was told
 * counts. */
gboolean aft_answer_measures_judge (const AftSurvey *survey,
                                    AftResponseKind kind,
                                    const AftValue *answers,
                                    AftCountedFunc on_counted,
                                    gpointer user_data,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
