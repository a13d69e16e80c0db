/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-answers-private.h"
#include "aft-session.h"
#include "aft-survey-private.h"

G_BEGIN_DECLS

/* What a session keeps, shared by the files that move it on. The order in which things happen after
 * an answer is the reference's, because it shows: see aft-conditions.c. */

typedef struct
{
  const char *kind;
  const char *level;
  const AftValue *text; /* the author's, localisable, or NULL */
  char *text_then;      /* as it read when it was found */
  char *words_then;     /* the same before answers were filled in */
  char *standard;       /* stands for the standard message where the author gave none */
} AftQuestionError;

/* Of a question. */
typedef struct
{
  AftValue *value;    /* may differ from what is stored: a number out of bounds is not stored */
  AftValue *rendered; /* choices: the same with "other" for other's own text */
  char *comment;      /* of the comment area, or other's text */
  char *other_text;   /* other's text where it is the answer itself */
  gboolean had_other_text;
  gboolean is_touched;   /* answered since the default came */
  gboolean was_answered; /* before the change that is under way */
  gboolean is_tapped;    /* a finger is on it: what auto-advance asks */
  gboolean is_setting_other;
  gboolean drops_comment;
  gboolean is_restoring;
  gboolean is_via_default; /* the value comes from it */
  gboolean is_defaulting;  /* its default expression is running */
  gboolean is_being_told;  /* its text is being put together */
  GPtrArray *errors;       /* of AftQuestionError */
  gboolean *choice_visible;
  gboolean *choice_enabled;
  gboolean is_other_disabled;
  gboolean is_filtered;
  GPtrArray *shown;  /* of const AftChoice, in the order shown, with none and other */
  GPtrArray *hidden; /* of AftValue: answers taken away when their choice was hidden */
} AftQuestionState;

/* Of every element. */
typedef struct
{
  gboolean is_visible; /* its own */
  gboolean is_read_only;
  gboolean is_required;
  gboolean was_shown;     /* pages, panels: visible with content, when last looked */
  gboolean was_read_only; /* with its parents', when last looked */
  gboolean is_checking;   /* its conditions are running */
  gboolean is_passed;     /* page left without errors */
  AftQuestionState *question;
} AftElementState;

typedef enum
{
  AFT_STAGE_LOADING,  /* defaults are being set, nothing reacts yet */
  AFT_STAGE_SETTLING, /* the first conditions run */
  AFT_STAGE_STARTING,
  AFT_STAGE_RUNNING,
  AFT_STAGE_COMPLETED
} AftStage;

struct _AftSession
{
  AftSurvey *survey;
  AftClock *clock;
  GTimeZone *zone;
  char *locale;
  AftStage stage;
  AftAnswers *answers;
  AftAnswers *variables; /* names in lower case; a null is one that was set and taken back */
  AftElementState *states;
  const AftElement *page;
  const AftElement *element; /* questionPerPage: the one shown */
  AftValue *known;           /* what expressions see; NULL when it must be gathered again */
  AftAnswers *changed;       /* names changed since conditions were asked; NULL: all */
  AftAnswers *announced;     /* names whose change is being told */
  gboolean is_setting_data;
  gboolean are_conditions_running;
  gboolean are_conditions_limited; /* only those that the change touches */
  gboolean has_changed_meanwhile;
  gboolean has_visibility_changed;
  gboolean has_told_nobody; /* a change during the conditions waits to be told */
  guint rounds;
  int progress; /* −1: to be counted */
  gboolean is_delayed;
  gboolean is_advance_due;
};

AftElementState *aft_session_get_state (AftSession *session, const AftElement *element);
AftQuestionState *aft_session_get_question (AftSession *session, const AftElement *element);
/* The civil time now, as AFT_VALUE_DATE counts. */
gint64 aft_session_get_now_ms (AftSession *session);

AftQuestionState *aft_question_state_new (const AftQuestion *question);
void aft_question_state_free (AftQuestionState *state);
void aft_question_error_free (gpointer error);

G_END_DECLS
