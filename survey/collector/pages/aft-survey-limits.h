/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-clock.h"

G_BEGIN_DECLS

/* AftSurveyLimits: how much may be answered by one code and from one address. First answers are
 * marked, only far beyond they are turned away: a restaurant's own network is one address, and its
 * door one code. Any thread. */
typedef struct _AftSurveyLimits AftSurveyLimits;

/* At once, and then a minute: from here on marked, and from here on refused. */
#define AFT_SURVEY_CROWDED_TABLE      5, 1
#define AFT_SURVEY_REFUSED_TABLE      30, 3
#define AFT_SURVEY_CROWDED_DOOR       30, 6
#define AFT_SURVEY_REFUSED_DOOR       120, 30
#define AFT_SURVEY_CROWDED_ADDRESS    12, 2
#define AFT_SURVEY_REFUSED_ADDRESS    60, 12
#define AFT_SURVEY_SCREENS_OF_ADDRESS 240, 120 /* each is a little work */

AftSurveyLimits *aft_survey_limits_new (AftClock *clock);
/* Accepts NULL. */
void aft_survey_limits_free (AftSurveyLimits *limits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSurveyLimits, aft_survey_limits_free)

/* One screen was sent from @address (any text): 0, or the seconds to wait. */
guint aft_survey_limits_take_screen (AftSurveyLimits *limits, const char *address);
/* One survey was answered by @code (@is_table: of a table, else at the door) from @address: 0, or
 * the seconds to wait; @ret_is_crowded: it is one of many. */
guint aft_survey_limits_take_answer (AftSurveyLimits *limits,
                                     const char *code,
                                     gboolean is_table,
                                     const char *address,
                                     gboolean *ret_is_crowded);

G_END_DECLS
