/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-session.h"
#include "aft-survey-state.h"

G_BEGIN_DECLS

/* Between a sitting's state and a session of its survey: whoever reads a state walks the whole way
 * again, so that every screen up to the place was checked by this program just now. */

/* What surveys may ask for besides answers; borrowed. */
typedef struct
{
  AftClock *clock;
  GTimeZone *zone;        /* of the venue */
  const char *venue_name; /* in the state's language */
  const char *telephone;  /* NULL or "": none */
  const char *table;      /* that the code carries; NULL: none */
  gboolean is_sealed;     /* the house has a key: contact may be asked for */
  gboolean has_case;      /* of a follow-up: it adds to a case */
  gboolean has_contact;   /* as is: the guest has left one before */
} AftSurveyAround;

/* A session with the state's answers, at its place; at an earlier one where a check fails there.
 * Delays auto-advance. */
AftSession *aft_survey_walk_begin (AftSurvey *survey,
                                   const AftSurveyState *state,
                                   const AftSurveyAround *around);

/* Forwards: the next screen, or the end. FALSE when a check fails: the screen says why. Screens
 * that ask for nothing but the table are passed over where the code carries it. */
gboolean aft_survey_walk_next (AftSession *session, const AftSurveyAround *around);
/* Backwards; FALSE at the first screen. */
gboolean aft_survey_walk_back (AftSession *session, const AftSurveyAround *around);

/* What of @session is kept for the next request: answers and place. */
void aft_survey_walk_save (AftSession *session, AftSurveyState *state);

/* Is there anything to be answered on it? */
gboolean aft_survey_walk_asks (const AftScreen *screen);

G_END_DECLS
