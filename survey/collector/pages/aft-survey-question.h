/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-page-frame.h"
#include "aft-screen.h"

G_BEGIN_DECLS

/* How question @index of a screen is drawn. */
typedef struct
{
  guint index;
  gboolean is_heading;     /* its title is the screen's heading */
  gboolean is_one_tap;     /* its choices send the form (aft_survey_form_is_one_tap()) */
  const AftValue *answers; /* that may have been piped into texts */
} AftSurveyDrawing;

/* Writes it into page->html, inside the form. */
void aft_survey_question_write (AftPhonePage *page,
                                const AftQuestionView *question,
                                const AftSurveyDrawing *drawing);

G_END_DECLS
