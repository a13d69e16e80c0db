/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-condition-private.h"
#include "aft-regex.h"
#include "aft-screen.h"
#include "aft-survey.h"

G_BEGIN_DECLS

/* The definition as the engine reads it: what a session needs, once and for all. Immutable after
 * aft_survey_new(); texts stay localisable AftValues, borrowed from the definition. */

typedef struct _AftElement AftElement;

typedef struct
{
  AftValue *value;
  char *plain;    /* the value as text, for items without one */
  AftValue *text; /* localisable or NULL */
  AftChoiceRole role;
  gboolean is_exclusive;
  AftCondition *visible_if;
  AftCondition *enable_if;
  char *image;
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

typedef enum
{
  AFT_ELEMENT_PAGE,
  AFT_ELEMENT_PANEL,
  AFT_ELEMENT_QUESTION
} AftElementKind;

struct _AftElement
{
  AftElementKind kind;
  guint index; /* in AftSurvey.elements, document order */
  char *name;
  char *lower; /* the name in lower case */
  AftElement *parent;
  GPtrArray *children; /* of AftElement, borrowed; empty for questions */
  const AftValue *json;
  gboolean is_visible;
  gboolean is_read_only;
  gboolean is_required;
  AftCondition *visible_if;
  AftCondition *enable_if;
  AftCondition *required_if;
  AftQuestion *question; /* NULL for pages and panels */
};

typedef struct
{
  char *name;
  char *variable; /* the name in lower case */
  AftCondition *condition;
  gboolean is_in_result;
} AftCalculated;

typedef struct
{
  AftCondition *condition;
  const AftValue *html;
} AftCompletedHtml;

typedef enum
{
  AFT_CLEAR_ON_COMPLETE,
  AFT_CLEAR_ON_HIDDEN,
  AFT_CLEAR_NONE
} AftClearInvisible;

struct _AftSurvey
{
  gatomicrefcount count;
  AftValue *definition;
  AftValue *implied_page; /* the page made for root elements, or NULL */
  GPtrArray *elements;    /* of AftElement, document order, owned */
  GPtrArray *pages;       /* borrowed */
  GPtrArray *questions;   /* borrowed */
  GPtrArray *names;       /* of questions with data, NULL-terminated, borrowed */
  GPtrArray *calculated;  /* of AftCalculated */
  GPtrArray *completed;   /* of AftCompletedHtml */
  char *locale;
  AftClearInvisible clear_invisible;
  gboolean has_start_page;
  gboolean is_question_per_page;
  gboolean advances;
  gboolean advance_completes;
  gboolean shows_previous;
  gboolean shows_complete;
  gboolean shows_buttons;
  gboolean counts_questions; /* progressBarType questions */
};

gboolean aft_element_has_input (const AftElement *element);
gboolean
aft_question_has_choices (const AftQuestion *question); /* radiogroup, checkbox, dropdown */
const char *aft_question_type_get_name (AftQuestionType type);

/* Member @name of @json under its current or an old name, or NULL; borrowed. */
AftValue *aft_survey_get_property (const AftValue *json, const char *name);
/* The current name of a property that may be written with an old one; @name itself when it is none.
 */
const char *aft_survey_get_current_name (const char *name);

G_END_DECLS
