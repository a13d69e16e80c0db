/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "aft-value.h"

G_BEGIN_DECLS

/* AftScreen: what a person sees at one moment of a survey session, a snapshot in one language.
 *
 * These are plain records, filled by the session and then only read: the kiosk builds widgets from
 * them, the phone's page HTML, `trace` JSON. All texts are piped and localised; NULL where there is
 * none. Piped answers are raw: escape wherever markup is drawn. */

typedef enum
{
  AFT_QUESTION_RATING,
  AFT_QUESTION_RADIOGROUP,
  AFT_QUESTION_CHECKBOX,
  AFT_QUESTION_DROPDOWN,
  AFT_QUESTION_BOOLEAN,
  AFT_QUESTION_TEXT,
  AFT_QUESTION_COMMENT,
  AFT_QUESTION_HTML
} AftQuestionType;

typedef enum
{
  AFT_SCREEN_STARTING,
  AFT_SCREEN_RUNNING,
  AFT_SCREEN_COMPLETED,
  AFT_SCREEN_EMPTY
} AftScreenState;

typedef enum
{
  AFT_RATING_LABELS,
  AFT_RATING_STARS,
  AFT_RATING_SMILEYS
} AftRatingLook;

typedef enum
{
  AFT_CHOICE_ITEM,
  AFT_CHOICE_OTHER,
  AFT_CHOICE_NONE
} AftChoiceRole;

typedef struct
{
  AftValue *value;
  char *text; /* in the language; for built-in other/none without an own text NULL: the
               * program's own word stands there */
  AftChoiceRole role;
  gboolean is_disabled;
  gboolean is_selected;
  gboolean is_exclusive;
  const char *face; /* ratings with smileys: "not-good", "average", … ; static */
} AftChoiceView;

typedef struct
{
  const char *kind;  /* static: required, otherempty, numeric, text, regex, email, … custom */
  char *text;        /* the author's own, or NULL: the program's default for the kind */
  char *text_then;   /* the same as it read when it was found, in the language of then */
  const char *level; /* static: "error", "warning", "info" */
} AftErrorView;

typedef struct
{
  char *name;
  AftQuestionType type;
  const char *type_name; /* static, the format's own: "radiogroup" */
  char *title;           /* the name where the author gave none */
  char *description;
  gboolean is_required;
  gboolean is_read_only;
  GPtrArray *choices; /* of AftChoiceView; empty unless a choice question, rating or boolean */
  AftRatingLook rating_look;
  gboolean is_rating_colored; /* scaleColorMode "colored" */
  char *minimum_text;         /* rating: description at the low end */
  char *maximum_text;
  const char *input_type; /* text: "text", "number", "tel", "email", "date"; static */
  char *today;            /* date: the day it is in the venue's zone, "2026-11-21"; else NULL */
  char *placeholder;
  int maximum_length; /* UTF-16 units; 0 = no limit */
  const AftValue
      *minimum; /* text: first and last number or day, or NULL; borrowed from the survey */
  const AftValue *maximum;
  int rows; /* comment: height in lines */
  char *html;
  AftValue *value; /* NULL when unanswered */
  gboolean has_comment;
  char *comment_label; /* text above the comment or other's field */
  char *comment_placeholder;
  char *comment; /* text of other (when chosen) or of the comment area */
  gboolean is_other_selected;
  char *other_text;      /* text of other, where a comment area stands beside it too */
  GPtrArray *errors;     /* of AftErrorView, on show now */
  const AftValue *house; /* the element's "aftertaste" keys or NULL; borrowed from the survey */
  char *panel;           /* name of the panel the question stands in, NULL at page level */
  char *panel_title;     /* set on the first visible question of a panel that has a title */
  char *panel_description;
} AftQuestionView;

typedef struct
{
  AftScreenState state;
  char *locale;
  char *page;
  char *page_title; /* where the author gave one */
  char *page_description;
  char *element;    /* questionPerPage: the element shown */
  GPtrArray *pages; /* of char*: visible pages in order, without the start page */
  int progress;     /* 0–100, −1 where the reference gives none */
  gboolean has_previous;
  gboolean has_next;
  gboolean has_complete;
  gboolean has_start;
  gboolean are_buttons_hidden; /* showNavigationButtons false: the author draws none */
  gboolean shows_progress;     /* showProgressBar */
  char *start_text;            /* the author's button texts or NULL */
  char *previous_text;
  char *next_text;
  char *complete_text;
  GPtrArray *questions; /* of AftQuestionView: visible, in order, panels opened */
  char *html;           /* completed: the text shown, where the author gave one */
} AftScreen;

/* Accepts NULL; texts are overwritten before they are freed (they may be a guest's words). */
void aft_screen_free (AftScreen *screen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftScreen, aft_screen_free)

/* The question named @name on @screen, or NULL; borrowed. */
const AftQuestionView *aft_screen_find_question (const AftScreen *screen, const char *name);

G_END_DECLS
