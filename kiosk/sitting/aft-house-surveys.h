/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-response.h"
#include "aft-survey.h"

G_BEGIN_DECLS

/* AftHouseSurveys: the surveys this kiosk asks, one a kind (exit, complaint, suggestion).
 * Immutable.
 *
 * Each comes from a file of the house where there is one, else from what is built in. A file that
 * does not pass `check` is refused: the last one that did, kept in the data folder, goes on. */
typedef struct _AftHouseSurveys AftHouseSurveys;

typedef struct
{
  const char *exit_file; /* one file for the exit survey, or NULL */
  const char *folder;    /* with exit.json, complaint.json, suggestion.json; NULL or "": none */
  const char *kept;      /* where the last good ones are kept (made if needed), or NULL */
} AftHouseSurveysPlaces;

/* Never fails: what is built in always passes. */
AftHouseSurveys *aft_house_surveys_load (const AftHouseSurveysPlaces *places);
void aft_house_surveys_free (AftHouseSurveys *surveys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseSurveys, aft_house_surveys_free)

/* @kind: exit, complaint or suggestion. Borrowed. */
AftSurvey *aft_house_surveys_get (const AftHouseSurveys *surveys, AftResponseKind kind);
/* The survey's own id and version ("exit", "1"), and the digest of its canonical form. Borrowed. */
const char *aft_house_surveys_get_id (const AftHouseSurveys *surveys, AftResponseKind kind);
const char *aft_house_surveys_get_version (const AftHouseSurveys *surveys, AftResponseKind kind);
const AftDigest *aft_house_surveys_get_digest (const AftHouseSurveys *surveys,
                                               AftResponseKind kind);
/* The definition in canonical form; borrowed. */
const char *aft_house_surveys_get_canonical (const AftHouseSurveys *surveys, AftResponseKind kind);

/* What staff have to know, one line a refused file ("/etc/…/exit.json: pages[0]…"); borrowed,
 * GPtrArray of char*. */
const GPtrArray *aft_house_surveys_get_problems (const AftHouseSurveys *surveys);

G_END_DECLS
