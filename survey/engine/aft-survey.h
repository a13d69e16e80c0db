/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-value.h"

G_BEGIN_DECLS

/* AftSurvey: one survey definition, read and understood; immutable and counted, any thread. */
typedef struct _AftSurvey AftSurvey;

/* Reads a definition. INVALID with the first finding of aft_check_survey() when it has errors
 * ("pages[0].elements[2].visibleIf: expression-syntax b"). Old property names are understood. */
AftSurvey *aft_survey_new (const AftValue *definition, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same from JSON text, at most the survey limits of aft-json.h. */
AftSurvey *aft_survey_new_from_json (const char *json,
                                     gsize length_bytes,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftSurvey *aft_survey_ref (AftSurvey *survey);
void aft_survey_unref (AftSurvey *survey);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSurvey, aft_survey_unref)

/* The definition as it was read; borrowed. */
const AftValue *aft_survey_get_definition (const AftSurvey *survey);

/* The house's own keys ("aftertaste") of the survey, or NULL; borrowed. */
const AftValue *aft_survey_get_house (const AftSurvey *survey);
/* The same of the question or element @name. */
const AftValue *aft_survey_get_element_house (const AftSurvey *survey, const char *name);
/* Name of the first question whose house keys hold @key (any value but false), or NULL; borrowed.
 */
const char *aft_survey_find_element_by_house (const AftSurvey *survey, const char *key);

G_END_DECLS
