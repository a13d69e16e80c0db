/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-survey-private.h"

G_BEGIN_DECLS

/* Reads pages, panels and questions of the checked definition into @survey, which has its
 * definition and empty lists. */
void aft_survey_read_pages (AftSurvey *survey);
/* The same of what stands beside the pages: modes, calculated values, completed texts. */
void aft_survey_read_settings (AftSurvey *survey);

/* What a question has beyond an element; @json is its definition, @keeps_other_as_comment the
 * survey's own setting. */
AftQuestion *aft_question_read (const AftValue *json, gboolean keeps_other_as_comment);
void aft_question_free (AftQuestion *question);

/* The condition of @json's property @name, or NULL. */
AftCondition *aft_survey_read_condition (const AftValue *json, const char *name);
gboolean aft_survey_read_boolean (const AftValue *json, const char *name, gboolean fallback);
double aft_survey_read_number (const AftValue *json, const char *name, double fallback);

/* FALSE when @name is no question type of the subset (or a panel). */
gboolean aft_question_type_from_name (const char *name, AftQuestionType *ret_type);

G_END_DECLS
