/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-digest.h"
#include "aft-response.h"
#include "aft-secret-box.h"

G_BEGIN_DECLS

/* AftSurveyState: all that is known of a sitting on a phone between two of its screens. It travels
 * in the form as one sealed text that the phone can neither read nor change. */
typedef struct
{
  AftResponseKind kind;
  char *word;       /* the code or token of the address it began at */
  AftDigest survey; /* which definition */
  AftId response_id;
  AftId sitting_id;
  AftId next_id;     /* of the response that may follow in the same sitting */
  gint64 started_ms; /* UTC, by the server's clock */
  AftLanguage language;
  guint32 seed;       /* of choices in random order */
  guint screens;      /* with a question that were gone on from */
  guint marks;        /* AftHouseMark that the sitting has already */
  gboolean is_second; /* another response of the sitting is stored */
  char *page;         /* the screen's place; NULL: the first */
  char *element;
  AftValue *answers; /* object, never NULL */
} AftSurveyState;

/* Longest text that is read at all. */
#define AFT_SURVEY_STATE_MAX_BYTES 49152
/* After that a sitting is over. */
#define AFT_SURVEY_STATE_MOST_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

AftSurveyState *aft_survey_state_new (AftResponseKind kind, const char *word);
/* Accepts NULL. */
void aft_survey_state_free (AftSurveyState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSurveyState, aft_survey_state_free)

/* Replaces what is there; all may be NULL. */
void aft_survey_state_set_place (AftSurveyState *state, const char *page, const char *element);
/* Eats @answers. */
void aft_survey_state_take_answers (AftSurveyState *state, AftValue *answers);

/* Of A-Z a-z 0-9 _ -, newly allocated. */
char *
aft_survey_state_seal (const AftSurveyState *state, const AftSecretBoxKey *key, AftRandom *random);
/* DENIED: it is not ours; INVALID: of another version of this program. */
AftSurveyState *aft_survey_state_open (const char *text,
                                       const AftSecretBoxKey *key,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
