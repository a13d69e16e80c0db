/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-survey.h"

G_BEGIN_DECLS

/* Answers that come from somewhere else, held against the survey they are said to be of. */

/* One option that was chosen in a closed question (rating, radiogroup, checkbox, dropdown,
 * boolean), both as text; words that stand in place of an option are "other". Borrowed for the
 * call. */
typedef void (*AftChosenOption) (const char *question, const char *option, gpointer user_data);

/* Is each member of @answers (an object) an answer that a session of @survey may store: of a
 * question that is there, of its type, one of its options? Which questions were shown is not asked,
 * because sealed answers, which are not among these, may have decided it. INVALID, with the
 * question's name and never an answer, when not. @on_chosen (may be NULL) is told the options of
 * all closed questions up to there. */
gboolean aft_given_answers_judge (const AftSurvey *survey,
                                  const AftValue *answers,
                                  AftChosenOption on_chosen,
                                  gpointer user_data,
                                  GError **error);

G_END_DECLS
