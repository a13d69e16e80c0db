/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-check.h"
#include "aft-survey-reader-private.h"

G_BEGIN_DECLS

/* What a definition may hold, as tables. */

/* Where a property may stand; a question type's bit is 1 << AftQuestionType. */
typedef enum
{
  AFT_SCOPE_QUESTIONS = (1 << 8) - 1,
  AFT_SCOPE_PANEL = 1 << 8,
  AFT_SCOPE_PAGE = 1 << 9,
  AFT_SCOPE_SURVEY = 1 << 10,
  AFT_SCOPE_CHOICE = 1 << 11,
  AFT_SCOPE_STEP = 1 << 12, /* of a rating */
  AFT_SCOPE_VALIDATOR = 1 << 13,
  AFT_SCOPE_CALCULATED = 1 << 14,
  AFT_SCOPE_COMPLETED = 1 << 15
} AftScope;

typedef enum
{
  AFT_PROPERTY_TEXT, /* localisable, {names} are filled in */
  AFT_PROPERTY_STRING,
  AFT_PROPERTY_BOOLEAN,
  AFT_PROPERTY_NUMBER,
  AFT_PROPERTY_CONDITION, /* an expression */
  AFT_PROPERTY_DEFAULT,   /* any value; "=…" is an expression */
  AFT_PROPERTY_LIMIT,     /* a number or day; "=…" is refused */
  AFT_PROPERTY_VALUE,
  AFT_PROPERTY_WORD, /* one of AftProperty.words */
  AFT_PROPERTY_LIST, /* looked through on its own */
  AFT_PROPERTY_HOUSE,
  AFT_PROPERTY_REFUSED
} AftPropertyKind;

typedef struct
{
  guint scopes;
  const char *name;
  AftPropertyKind kind;
  const char *words;   /* "a|b": those of the subset */
  const char *refused; /* known to the format, outside the subset */
} AftProperty;

/* The property @name (current or old) in @scope; NULL when there is none. */
const AftProperty *aft_property_find (guint scope, const char *name);
/* Is it one anywhere? */
gboolean aft_property_is_known (guint scopes, const char *name);

/* Is @word in @words ("a|b|c"), whatever the case? */
gboolean aft_property_has_word (const char *words, const char *word);

/* A type of the format that is outside the subset. */
gboolean aft_property_is_refused_type (const char *type);
gboolean aft_property_is_trigger (const char *type);

/* The check under way. */
typedef struct
{
  const AftValue *definition;
  GPtrArray *findings; /* of AftFinding */
  GString *path;
  GHashTable *names;   /* set of questions and calculated values, in lower case */
  GHashTable *seen;    /* set of names met so far, by kind */
  GHashTable *locales; /* set of languages used anywhere */
} AftChecker;

void aft_checker_report (AftChecker *checker,
                         gboolean is_error,
                         const char *code,
                         const char *property,
                         const char *what);

/* Appends ".name" or "[index]" to the path; returns the length to go back to. */
gsize aft_checker_enter (AftChecker *checker, const char *name);
gsize aft_checker_enter_item (AftChecker *checker, const char *list, gsize index);
void aft_checker_leave (AftChecker *checker, gsize length);

/* One property's value; @owner: the element's name. */
void aft_checker_check_value (AftChecker *checker,
                              const AftProperty *property,
                              const AftValue *value,
                              const char *owner);

/* Gathers names and languages: before anything is reported. */
void aft_checker_gather (AftChecker *checker);
/* Reports a name that is there twice among its @kind ("page", "panel", "value") or reserved. */
void aft_checker_note_name (AftChecker *checker, const char *name, const char *kind);
/* Does @name, as an expression or text writes it, stand for something? */
gboolean aft_checker_knows_name (const AftChecker *checker, const char *name);
/* A whole group of the kiosk's values rather than one of them. */
gboolean aft_checker_is_group (const char *name);

G_END_DECLS
