/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-question-private.h"
#include "aft-survey.h"

G_BEGIN_DECLS

/* The definition as the engine reads it: what a session needs, once and for all. Immutable after
 * aft_survey_new(); texts stay localisable AftValues, borrowed from the definition. */

typedef struct _AftElement AftElement;

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

typedef enum
{
  AFT_PROGRESS_PAGES,
  AFT_PROGRESS_QUESTIONS,
  AFT_PROGRESS_REQUIRED
} AftProgress;

struct _AftSurvey
{
  gatomicrefcount count;
  AftValue *definition;
  AftValue *implied_page; /* the page made for root elements, or NULL */
  GPtrArray *elements;    /* of AftElement, document order, owned */
  GPtrArray *pages;       /* borrowed */
  GPtrArray *questions;   /* borrowed */
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
  gboolean checks_at_once; /* checkErrorsMode onValueChanged */
  AftProgress progress;
};

gboolean aft_element_has_input (const AftElement *element);

/* Member @name of @json under its current or an old name, or NULL; borrowed. */
AftValue *aft_survey_get_property (const AftValue *json, const char *name);
/* The current name of a property that may be written with an old one; @name itself when it is none.
 */
const char *aft_survey_get_current_name (const char *name);

G_END_DECLS
