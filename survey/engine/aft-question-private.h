/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-condition-private.h"
#include "aft-regex.h"
#include "aft-screen.h"

G_BEGIN_DECLS

/* A question as the engine reads it: items, limits, default and validators. Immutable. */

typedef struct
{
  AftValue *value;
  char *plain;    /* the value as text, for items without one */
  AftValue *text; /* localisable or NULL */
  AftChoiceRole role;
  gboolean is_exclusive;
  AftCondition *visible_if;
  AftCondition *enable_if;
} AftChoice;

typedef enum
{
  AFT_VALIDATOR_NUMERIC,
  AFT_VALIDATOR_TEXT,
  AFT_VALIDATOR_ANSWERCOUNT,
  AFT_VALIDATOR_REGEX,
  AFT_VALIDATOR_EMAIL,
  AFT_VALIDATOR_EXPRESSION,
  AFT_VALIDATOR_UNKNOWN
} AftValidatorType;

typedef struct
{
  AftValidatorType type;
  const AftValue *text; /* localisable or NULL */
  const char *level;    /* "error", "warning", "info" */
  gboolean has_minimum;
  gboolean has_maximum;
  double minimum;
  double maximum;
  gboolean allows_digits;
  AftRegex *regex;
  AftCondition *condition;
} AftValidator;

typedef enum
{
  AFT_ORDER_NONE,
  AFT_ORDER_ASCENDING,
  AFT_ORDER_DESCENDING
} AftChoicesOrder;

typedef struct
{
  AftQuestionType type;
  AftValue *default_value; /* or NULL */
  AftCondition *default_expression;
  GPtrArray *choices; /* of AftChoice: choices, or the steps of a rating */
  AftChoice *other;   /* NULL unless shown */
  AftChoice *none;
  AftChoicesOrder order;
  gboolean has_comment_area;
  gboolean keeps_other_as_comment; /* else the answer is other's text itself */
  int minimum_choices;             /* 0: no limit */
  int maximum_choices;
  gboolean has_rate_values; /* the author named the steps of the rating */
  double rate_minimum;
  double rate_maximum;
  AftValue *value_true;
  AftValue *value_false;
  AftValue *minimum; /* of a text's number or date, or NULL */
  AftValue *maximum;
  const char *input_type;
  GPtrArray *validators; /* of AftValidator */
  GStrv validator_names; /* names that its expression validators look at, without its own */
} AftQuestion;

/* radiogroup, checkbox, dropdown */
gboolean aft_question_has_choices (const AftQuestion *question);
const char *aft_question_type_get_name (AftQuestionType type);

G_END_DECLS
