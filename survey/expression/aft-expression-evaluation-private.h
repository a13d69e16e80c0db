/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-expression.h"
#include "aft-expression-node-private.h"

G_BEGIN_DECLS

/* One evaluation on its way. Values are new references; a NULL pointer is JavaScript's `undefined`
 * (see aft-coercion.h). */
typedef struct
{
  const AftExpressionContext *context;
  const AftValue *values; /* where names are looked up */
  const AftValue *behind; /* where they are looked up next, or NULL */
  guint64 work_left;      /* 0: the evaluation is over, its result null */
  guint depth;            /* of conditions that were texts */
} AftEvaluation;

/* FALSE when there is not so much work left; then there is none at all. */
gboolean aft_evaluation_spend (AftEvaluation *evaluation, guint64 work);

AftValue *aft_evaluation_run (AftEvaluation *evaluation, const AftNode *node);

/* Operators. Both sides are borrowed. */
AftValue *aft_operator_apply (AftEvaluation *evaluation,
                              AftOperator
                              operator,
                              const AftValue * left,
                              const AftValue *right);
/* JavaScript's + and < on any two values. */
AftValue *aft_operator_add (const AftValue *left, const AftValue *right);
gboolean aft_operator_is_less (const AftValue *left, const AftValue *right);
/* @sum rounded to the decimals that @left and @right have; eats @sum. */
AftValue *aft_operator_round_sum (const AftValue *left, const AftValue *right, AftValue *sum);

/* A function's arguments, and the trees that they came from. */
typedef struct
{
  AftEvaluation *evaluation;
  AftValue **values; /* NULL entries are undefined */
  const AftNode *node;
  guint count;
} AftCall;

/* Argument @index, NULL beyond the last; borrowed. */
const AftValue *aft_call_get (const AftCall *call, guint index);

typedef AftValue *(*AftFunction) (AftCall *call);

/* The function of that exact name, or NULL. */
AftFunction aft_function_find (const char *name);

/* survey-core's `new Date`: text, number (UTC milliseconds), date; nothing gives now. */
gint64 aft_evaluation_read_date (const AftEvaluation *evaluation, const AftValue *value);

/* The functions on dates, and those on lists of objects. */
AftValue *aft_date_function_today (AftCall *call);
AftValue *aft_date_function_current_date (AftCall *call);
AftValue *aft_date_function_current_year (AftCall *call);
AftValue *aft_date_function_get_date (AftCall *call);
AftValue *aft_date_function_get_year (AftCall *call);
AftValue *aft_date_function_year (AftCall *call);
AftValue *aft_date_function_month (AftCall *call);
AftValue *aft_date_function_day (AftCall *call);
AftValue *aft_date_function_weekday (AftCall *call);
AftValue *aft_date_function_age (AftCall *call);
AftValue *aft_date_function_diff_days (AftCall *call);
AftValue *aft_date_function_date_diff (AftCall *call);
AftValue *aft_date_function_date_add (AftCall *call);
AftValue *aft_list_function_sum (AftCall *call);
AftValue *aft_list_function_count (AftCall *call);
AftValue *aft_list_function_average (AftCall *call);
AftValue *aft_list_function_minimum (AftCall *call);
AftValue *aft_list_function_maximum (AftCall *call);

G_END_DECLS
