/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-http-form.h"
#include "aft-session.h"

G_BEGIN_DECLS

/* What a screen's form is made of, and how what was sent becomes answers. Names of fields:
 *   state        the sitting (aft-survey-state.h)
 *   act          "next", "back" or "show": what the guest pressed
 *   language     pressed in its place: a tag
 *   qI           the choice (its number) or text of question I of the screen, from 0
 *   qI.J         "1": choice J of a checkbox question is ticked
 *   qI.words     the words beside a question: its comment, or what "other" is */

typedef enum
{
  AFT_SURVEY_ACT_NEXT, /* also when a choice itself was pressed */
  AFT_SURVEY_ACT_BACK,
  AFT_SURVEY_ACT_LANGUAGE,
  AFT_SURVEY_ACT_SHOW /* nothing was answered yet */
} AftSurveyAct;

/* A form begins with the state in a field, but is read in any order. */
#define AFT_SURVEY_FIELD_STATE    "state"
#define AFT_SURVEY_FIELD_ACT      "act"
#define AFT_SURVEY_FIELD_LANGUAGE "language"

char *aft_survey_form_dup_name (guint question);
char *aft_survey_form_dup_choice_name (guint question, guint choice);
char *aft_survey_form_dup_words_name (guint question);

AftSurveyAct aft_survey_form_read_act (const AftHttpForm *form);
/* Is one tap on a choice the whole answer to @screen, so that the choices themselves are the
 * buttons that send the form? */
gboolean aft_survey_form_is_one_tap (const AftScreen *screen);
/* Answers the questions on @session's screen. What is none of their choices is left out. FALSE when
 * a choice could not be taken beside the others. */
gboolean aft_survey_form_answer (const AftHttpForm *form, AftSession *session);
G_END_DECLS
