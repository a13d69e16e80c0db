/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-response.h"
#include "aft-survey.h"

G_BEGIN_DECLS

/* What of a guest's answers may be stored, and how. */

/* Answers of a sitting that was broken off: taps only. Nothing that was typed, because words and
 * contact are confirmed by completing. New reference. */
AftValue *aft_confirmed_answers_keep_taps (const AftSurvey *survey, const AftValue *data);

/* Longest text that is kept, in characters (DESIGN §10: a comment). */
#define AFT_CONFIRMED_TEXT_MAX 1000

/* Confirmed answers, taken apart. Texts are secret. */
typedef struct
{
  AftValue *open;   /* what is stored as it is */
  GPtrArray *words; /* char*: to be sealed as "words" */
  char *contact;    /* to be sealed as "contact": a JSON object of answers by name; or NULL */
} AftConfirmedAnswers;

/* @data: after completion. With @is_sealing the questions with the house key "seal" are taken out;
 * else all stays open. Texts are cleaned of control characters and cut at 1,000 characters. */
AftConfirmedAnswers *
aft_confirmed_answers_new (const AftSurvey *survey, const AftValue *data, gboolean is_sealing);
/* Accepts NULL; wipes the texts. */
void aft_confirmed_answers_free (AftConfirmedAnswers *answers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftConfirmedAnswers, aft_confirmed_answers_free)

/* What words @index (0, 1 …) are sealed as: "words", "words-b", "words-c" … Newly allocated. */
char *aft_confirmed_answers_dup_purpose (guint index);

/* What the guest ticked in questions with the house key "consent": FALSE when none was on the way.
 * The version's text is that of the questions alone, borrowed from @survey; language and time are
 * left to the caller. */
gboolean aft_confirmed_answers_read_consent (const AftSurvey *survey,
                                             const AftValue *data,
                                             AftConsent *ret_consent);

/* "EDITION+NOTICE" (aft-response.h) of the edition of the questions' text and the version of the
 * privacy notice, which is short: what has to be cut for both to fit is an author's overlong
 * edition. Newly allocated. */
char *aft_confirmed_answers_dup_text_version (const char *edition, const char *notice);

/* Where the answers lead: the survey kind that a chosen item names ("leadsTo"). FALSE: nowhere. */
gboolean aft_confirmed_answers_lead_to (const AftSurvey *survey,
                                        const AftValue *data,
                                        AftResponseKind *ret_kind);
/* Does any question of @survey lead somewhere? */
gboolean aft_confirmed_answers_can_lead (const AftSurvey *survey);

G_END_DECLS
