/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-answer-spans.h"
#include "aft-export-columns.h"

G_BEGIN_DECLS

/* AftAnswerPlan: which cells answers go into. It is made from all definitions that answers may be
 * of, by the questions' names: a column a question, or one an option ("why.service") where several
 * can be chosen, 1 or 0 where the question was answered. What fits no column is not lost: it stands
 * as JSON in the last one, "more". */
typedef struct _AftAnswerPlan AftAnswerPlan;

typedef enum
{
  AFT_ANSWER_OPEN,
  AFT_ANSWER_WORDS,  /* the house key "seal": the guest's own words, on their way to the house's */
  AFT_ANSWER_CONTACT /* key, or stored open where the house had none */
} AftAnswerSeal;

/* All borrowed from the plan. */
typedef struct
{
  const char *name;
  const char *title; /* in the reader's language; NULL: none */
} AftAnswerQuestion;

typedef struct
{
  AftLanguage language;
  gboolean has_columns; /* else questions are only known */
  gboolean has_contact; /* with columns for what contact is made of */
  gboolean has_words;   /* words that should have been sealed have columns, too */
} AftAnswerPlanOptions;

/* @columns must outlive it; columns go behind those that are there. */
AftAnswerPlan *aft_answer_plan_new (AftExportColumns *columns, const AftAnswerPlanOptions *options);
/* Accepts NULL. */
void aft_answer_plan_free (AftAnswerPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftAnswerPlan, aft_answer_plan_free)

/* @survey: the store's number of it. A later definition's texts go over an earlier one's. CORRUPT.
 */
gboolean aft_answer_plan_add (AftAnswerPlan *plan,
                              gint32 survey,
                              const char *definition,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* No more definitions come. */
void aft_answer_plan_end (AftAnswerPlan *plan);

/* NULL: no definition has a question of that name. */
const AftAnswerQuestion *aft_answer_plan_find (const AftAnswerPlan *plan, const AftSpan *name);
/* Is it sealed in the survey with that number? */
AftAnswerSeal aft_answer_plan_get_seal (const AftAnswerPlan *plan,
                                        const AftAnswerQuestion *question,
                                        gint32 survey);
/* What a value of the question is called, NULL: nothing else than itself. */
const char *aft_answer_plan_get_label (const AftAnswerPlan *plan,
                                       const AftAnswerQuestion *question,
                                       const char *value);

/* Gathers the cells of @answers of the survey, an object of canonical JSON, which must stay until
 * they are put; several may come one after the other: what was sealed as contact is one, too.
 * CORRUPT. What should have been sealed and is not is shown as if it had been: with_words,
 * with_contact; else aft_answer_plan_get_hidden() counts it. */
gboolean aft_answer_plan_read (AftAnswerPlan *plan,
                               gint32 survey,
                               const char *answers,
                               gsize length,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts them into the sheet's row, after the columns that were there before the plan's. */
void aft_answer_plan_put (AftAnswerPlan *plan, AftSheet *sheet);
/* How many cells did not fit theirs, so far. */
guint64 aft_answer_plan_get_unfit (const AftAnswerPlan *plan);
guint64 aft_answer_plan_get_hidden (const AftAnswerPlan *plan);

G_END_DECLS
