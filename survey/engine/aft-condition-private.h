/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-answers-private.h"
#include "aft-expression.h"

G_BEGIN_DECLS

/* An expression and the names it looks at. */
typedef struct
{
  AftExpression *expression;
  GStrv names;                /* as written */
  gboolean is_lone_name;      /* nothing but "{name}" */
  gboolean gives_nothing;     /* begins with a function that gives undefined rather than null */
  gboolean is_time_dependent; /* calls today() and the like: may change with no answer changing */
} AftCondition;

/* NULL when @text is no expression. */
AftCondition *aft_condition_new (const char *text);
void aft_condition_free (AftCondition *condition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftCondition, aft_condition_free)

/* Could it come out differently now that the names in @changed have other values (NULL: any name)?
 * The reference's own rule, with its blind spots: a name written in another case than the answer's
 * is not seen, nor is a part of an answer that was taken back. */
gboolean aft_condition_is_touched (const AftCondition *condition, const AftAnswers *changed);

G_END_DECLS
